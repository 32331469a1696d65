import { ruleText, verdictOf } from '../language/analysis/explain/describe-explanation.ts';
import { takenAddresses, takenFor } from '../language/analysis/explain/describe-unplaced.ts';
import type { RuleEffect } from '../language/analysis/explain/effects.ts';
import { whyUncertain } from '../language/analysis/verdicts.ts';
import { formatEvery } from '../language/model/addresses.ts';
import { citationsJson } from '../language/model/catalog-json.ts';
import { choiceJson } from '../language/model/choices.ts';
import { NamePlaces } from '../language/model/name-places.ts';
import { formatServices } from '../language/model/services.ts';
import { describeBinding } from '../language/model/together.ts';
import type { Explained } from './ask.ts';
import type { Explanation, RuleEffect as RuleEffectJson } from './types.ts';
import { waysJson } from './ways-json.ts';

/** The answer for a program. */
export function explanationJson(
  file: string,
  { question, explanation: e, remedies, ways, analysis: { plan } }: Explained,
): Explanation {
  const names = NamePlaces.of(plan.zones);
  const effect = (each: RuleEffect): RuleEffectJson => ({
    file,
    line: each.rule.line,
    text: ruleText(each.rule),
    services: formatServices(each.services),
    whole: each.whole,
    phase: each.rule.phase ?? null,
    until: each.rule.until ?? null,
    ...(each.perhaps.length ? { uncertain: whyUncertain(each.perhaps, names, each.rule) } : {}),
  });
  return {
    schemaVersion: 1,
    question,
    verdict: verdictOf(e),
    permitted: e.verdict === 'permitted',
    withinZone: e.withinZone ?? null,
    ...(e.unplaced?.length
      ? {
          withoutAddress: e.unplaced.map((c) => ({
            component: c.name,
            zone: c.zone.name,
            taken: takenFor(c),
            addresses: takenAddresses(c),
          })),
        }
      : {}),
    ...(e.naming?.length ? { named: e.naming.map((each) => ({ action: each.rule.action, ...effect(each) })) } : {}),
    permittedBy: e.permittedBy.map(effect),
    deniedBy: e.deniedBy.map(effect),
    ...(e.perhapsPermittedBy.length ? { perhapsPermittedBy: e.perhapsPermittedBy.map(effect) } : {}),
    withoutEffect: e.dormant.map((d) => ({ ...effect(d), because: d.because })),
    notPermitted: e.open.map((b) => ({
      from: formatEvery(b.sources),
      to: formatEvery(b.destinations),
      services: formatServices(b.services),
    })),
    neededBy: e.needs.map((n) => ({
      flow: n.flow.id,
      required: n.required,
      optional: n.flow.optional,
      from: n.from.map((c) => c.name),
      to: n.to.map((c) => c.name),
      services: formatServices(n.services),
      ...(n.alternatives.length ? { alternatives: n.alternatives.map(choiceJson) } : {}),
      purpose: n.flow.purpose,
      phase: n.flow.phase ?? null,
      features: n.flow.features,
      protection: n.flow.protection ?? null,
      note: n.flow.note ?? null,
      sources: citationsJson(n.flow.sources),
      ...(n.flow.contestedBy.length ? { contested: n.contested, contestedBy: citationsJson(n.flow.contestedBy) } : {}),
    })),
    ...(e.leftOut.length
      ? {
          leftOut: e.leftOut.map((n) => ({
            flow: n.flow.id,
            from: n.from.map((c) => c.name),
            to: n.to.map((c) => c.name),
            services: formatServices(n.services),
            bindings: n.bindings.map((b) => describeBinding(b, plan.root)),
          })),
        }
      : {}),
    ...(remedies.list.length
      ? {
          remedies: remedies.list.map(({ code, line, from, to, services, fixes }) => ({
            code,
            file,
            line,
            from: from.name,
            to: to.name,
            services: formatServices(services),
            fixes,
          })),
          ...(remedies.more ? { moreRemedies: remedies.more } : {}),
        }
      : {}),
    ...(ways ? { ways: waysJson(ways) } : {}),
    closable: {
      kept: e.closing.kept.isEmpty ? null : formatServices(e.closing.kept),
      now: e.closing.now.isEmpty ? null : formatServices(e.closing.now),
      later: e.closing.later.isEmpty ? null : formatServices(e.closing.later),
      ...(e.closing.contested.isEmpty ? {} : { contested: formatServices(e.closing.contested) }),
      phases: e.closing.phases,
      features: e.closing.features,
    },
  };
}
