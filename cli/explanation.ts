import { describeClosing } from '../language/analysis/describe-closing.ts';
import type { DormantRule, Explanation, Need, RuleEffect } from '../language/analysis/explain.ts';
import { covers, possibleTraffic, type Region, servicesOf } from '../language/analysis/region.ts';
import { formatAddresses } from '../language/model/addresses.ts';
import { IntervalSet } from '../language/model/interval-set.ts';
import type { Plan, PlanRule } from '../language/model/plan.ts';
import { formatServices } from '../language/model/services.ts';
import { sourceLines, whenNeeded } from './conditions.ts';
import { describeAddresses, visible } from './text.ts';

/** An explanation with what was asked, and where. */
export interface Answer {
  readonly file: string;
  readonly question: string;
  readonly explanation: Explanation;
  readonly plan: Plan;
}

/** So many separate parts of what is not permitted are spelled out. */
const MOST_PARTS = 8;

/** The answer for a person: the verdict first, then the rules, then the reasons. */
export function explanationText({ file, question, explanation: e, plan }: Answer): string[] {
  const lines = [`${question}: ${e.impossible ? 'impossible' : e.verdict}`];
  if (e.impossible) lines.push('  The two ends have no address family in common.');
  if (e.withinZone)
    lines.push(`  Both ends are in ${e.withinZone}: no network firewall stands between them, only those of the hosts.`);
  for (const each of e.permittedBy) lines.push(...ruleLines('permitted by', file, each));
  for (const each of e.deniedBy) lines.push(...ruleLines('denied by', file, each));
  for (const each of e.dormant) lines.push(...ruleLines(`without effect, since ${whyDormant(each)}:`, file, each).slice(0, 2));
  lines.push(...openParts(e.open, plan).map((part) => `  ${part}`));
  if (!e.needs.length) lines.push('  needed by nothing that the catalogs in use know');
  // Rows that differ only in which role of the same component they are about read alike.
  const needs = new Set(e.needs.map((need) => needLines(need).join('\n')));
  for (const each of needs) lines.push(...each.split('\n'));
  lines.push(...describeClosing(e.closing).map((text) => `  ${text}`));
  return lines.map(visible);
}

function ruleText(rule: PlanRule): string {
  return (rule.node.$cstNode?.text ?? '').replace(/\s+/g, ' ');
}

function whyDormant({ rule, because }: DormantRule): string {
  return because === 'expired' ? `it ended with ${rule.until}` : `the phase ${rule.phase} is off`;
}

function ruleLines(title: string, file: string, { rule, services, whole }: RuleEffect): string[] {
  const ends = rule.until === undefined ? [] : [`    ends with ${rule.until}`];
  const phase = rule.phase === undefined ? [] : [`    holds only during the phase ${rule.phase}`];
  return [
    `  ${title} ${file}:${rule.line}${whole ? '' : ` for a part of it, ${formatServices(services)}`}`,
    `    ${ruleText(rule)}`,
    ...phase,
    ...ends,
  ];
}

/** What is not permitted, in as few parts as say it exactly. */
function openParts(open: Region, plan: Plan): string[] {
  if (!open.length) return [];
  const sources = IntervalSet.unionAll(open.map((b) => b.sources));
  const destinations = IntervalSet.unionAll(open.map((b) => b.destinations));
  const services = servicesOf(open);
  const one = covers(open, possibleTraffic(sources, destinations, services));
  const parts = (one ? [{ sources, destinations, services }] : open).map(
    (b) =>
      `no rule permits ${formatServices(b.services)} from ${describeAddresses(b.sources, plan)} to ${describeAddresses(b.destinations, plan)}`,
  );
  if (parts.length <= MOST_PARTS) return parts;
  return [...parts.slice(0, MOST_PARTS), `and ${parts.length - MOST_PARTS} more parts, which --format json lists`];
}

function needLines(need: Need): string[] {
  const { flow } = need;
  const names = (components: typeof need.from): string => components.map((c) => c.name).join(', ');
  const when = whenNeeded(flow);
  return [
    `  ${need.required ? 'needed' : flow.optional ? 'may be used' : 'not needed now'} for ${names(need.from)} -> ${names(need.to)} on ${formatServices(need.services)}: ${flow.purpose}`,
    ...(when.length ? [`    ${when.join('; ')}`] : []),
    ...(flow.protection ? [`    protected by ${flow.protection}`] : []),
    ...(flow.note ? [`    ${flow.note}`] : []),
    ...sourceLines(flow).map((line) => `    ${line}`),
  ];
}

/** The answer for a program. */
export function explanationJson({ file, question, explanation: e }: Answer): unknown {
  const effect = (each: RuleEffect): Record<string, unknown> => ({
    file,
    line: each.rule.line,
    text: ruleText(each.rule),
    services: formatServices(each.services),
    whole: each.whole,
    phase: each.rule.phase ?? null,
    until: each.rule.until ?? null,
  });
  return {
    schemaVersion: 1,
    question,
    verdict: e.impossible ? 'impossible' : e.verdict,
    permitted: e.verdict === 'permitted',
    withinZone: e.withinZone ?? null,
    permittedBy: e.permittedBy.map(effect),
    deniedBy: e.deniedBy.map(effect),
    withoutEffect: e.dormant.map((d) => ({ ...effect(d), because: d.because })),
    notPermitted: e.open.map((b) => ({
      from: formatAddresses(b.sources),
      to: formatAddresses(b.destinations),
      services: formatServices(b.services),
    })),
    neededBy: e.needs.map((n) => ({
      flow: n.flow.id,
      required: n.required,
      optional: n.flow.optional,
      from: n.from.map((c) => c.name),
      to: n.to.map((c) => c.name),
      services: formatServices(n.services),
      purpose: n.flow.purpose,
      phase: n.flow.phase ?? null,
      features: n.flow.features,
      protection: n.flow.protection ?? null,
      note: n.flow.note ?? null,
      sources: n.flow.sources.flatMap((s) => s.sections.map((section) => ({ file: s.file, title: s.title, section }))),
    })),
    closable: {
      kept: e.closing.kept.isEmpty ? null : formatServices(e.closing.kept),
      now: e.closing.now.isEmpty ? null : formatServices(e.closing.now),
      later: e.closing.later.isEmpty ? null : formatServices(e.closing.later),
      phases: e.closing.phases,
      features: e.closing.features,
    },
  };
}
