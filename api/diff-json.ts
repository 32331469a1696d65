import { lostCount } from '../language/analysis/diff/describe-diff.ts';
import type { Change, PlanDiff } from '../language/analysis/diff/diff.ts';
import { type FlowEnd, partsOf } from '../language/analysis/diff/diff-flows.ts';
import { ruleText } from '../language/analysis/explain/describe-explanation.ts';
import { formatEvery } from '../language/model/addresses.ts';
import type { CatalogFlow } from '../language/model/catalog.ts';
import { choiceJson } from '../language/model/choices.ts';
import type { PlanRule } from '../language/model/plan.ts';
import { formatServices } from '../language/model/services.ts';
import type { PlanNames } from '../language/rulesets/diff-markdown.ts';
import type { FirewallDiff } from '../language/rulesets/firewalls/diff-by-firewall.ts';
import type { ChangedFirewall, ChangedFlow, DatedRule, Difference, ServedFlow } from './types.ts';

/** A comparison for a program; `cli/diff.schema.json` describes it. */
export function diffJson(diff: PlanDiff, { older, newer }: PlanNames, parts?: readonly FirewallDiff[]): Difference {
  const rules = (file: string, list: readonly PlanRule[]): DatedRule[] =>
    list.map((r) => ({ file, line: r.line, text: ruleText(r), phase: r.phase ?? null, until: r.until ?? null }));
  return {
    schemaVersion: 1,
    old: { file: older, title: diff.older.title },
    new: { file: newer, title: diff.newer.title },
    today: diff.today,
    phases: diff.phases,
    summary: { opened: diff.opened.length, closed: diff.closed.length, lost: lostCount(diff) },
    opened: diff.opened.map((change) => ({
      ...changeJson(change),
      openedBy: rules(newer, change.rules),
      noLongerDeniedBy: rules(older, change.denies),
      neededBy: change.needs.map((n) => ({
        ...flowJson(n.flow),
        required: n.required,
        from: n.from.map((c) => c.name),
        to: n.to.map((c) => c.name),
        services: formatServices(n.services),
        ...(n.alternatives.length ? { alternatives: n.alternatives.map(choiceJson) } : {}),
      })),
      unneeded: change.unneeded.isEmpty ? null : formatServices(change.unneeded),
    })),
    closed: diff.closed.map((change) => ({
      ...changeJson(change),
      permittedBy: rules(older, change.rules),
      nowDeniedBy: rules(newer, change.denies),
      lost: change.lost.map((l) => ({
        ...flowJson(l.flow),
        from: l.from.name,
        to: l.to.name,
        services: formatServices(l.services),
      })),
    })),
    ...(parts ? { firewalls: parts.map((part) => firewallJson(part, diff)) } : {}),
  };
}

/** The changes of a firewall by their places in the lists of all. */
function firewallJson({ firewall, diff: own, added, removed }: FirewallDiff, all: PlanDiff): ChangedFirewall {
  return {
    name: firewall.name,
    form: firewall.form ?? null,
    opened: own.opened.map((change) => all.opened.indexOf(change)),
    closed: own.closed.map((change) => all.closed.indexOf(change)),
    added,
    removed,
  };
}

function changeJson(change: Change): ChangedFlow {
  const ends = (list: readonly FlowEnd[]): ChangedFlow['from'] =>
    list.map((e) => ({ name: e.label || null, addresses: formatEvery(e.addresses) }));
  return {
    from: ends(change.from),
    to: ends(change.to),
    services: formatServices(change.services),
    now: change.now,
    periods: change.periods.map(({ phases, after, until }) => ({ phases, after: after ?? null, until: until ?? null })),
    parts: partsOf(change.region).map((b) => ({
      from: formatEvery(b.sources),
      to: formatEvery(b.destinations),
      services: formatServices(b.services),
    })),
  };
}

function flowJson(flow: CatalogFlow): ServedFlow {
  const sources = flow.sources.flatMap((s) => s.sections.map((section) => ({ file: s.file, title: s.title, section })));
  return { flow: flow.id, purpose: flow.purpose, sources };
}
