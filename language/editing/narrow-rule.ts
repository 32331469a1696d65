import type { TextEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis/analyze.ts';
import { addressesOf, letThrough, notDenied, usableTraffic } from '../analysis/coverage/let-through.ts';
import { neededBetween } from '../analysis/coverage/needed.ts';
import { boxesOf, type RuleBox } from '../analysis/permissions.ts';
import { intersect, possibleTraffic, type Region, servicesOf, subtract } from '../analysis/region.ts';
import type { Fix } from '../checking/check.ts';
import { openedBy } from '../model/adjust-services.ts';
import type { PlanComponent, PlanEndpoint, PlanRule } from '../model/plan.ts';
import { formatServices, type ServiceSet } from '../model/services.ts';
import { changeList } from './change-list.ts';
import { isEmptied, narrowServices } from './narrow.ts';
import { removeStatement } from './remove.ts';

export type Side = 'sources' | 'destinations';

/** Some services of a rule as it writes them: by name where it names them. */
export function servicesWithin(rule: PlanRule, wanted: ServiceSet, components: readonly PlanComponent[]): string {
  const texts = (rule.node.service?.items ?? []).flatMap((item) => {
    const opened = openedBy(item, rule, components);
    if (!opened.overlaps(wanted)) return [];
    return [wanted.covers(opened) && item.$cstNode ? item.$cstNode.text : formatServices(opened.intersect(wanted))];
  });
  return [...new Set(texts)].join(', ');
}

/** A list of ends as a rule writes it, with what of its exceptions takes something out of them. */
export function listText(ends: readonly PlanEndpoint[]): string {
  const exceptions = [...new Set(ends.flatMap((e) => e.exceptions))];
  const names = (list: readonly PlanEndpoint[]): string => list.map((e) => e.written).join(', ');
  return exceptions.length ? `${names(ends)} except ${names(exceptions)}` : names(ends);
}

/** Leaves some of the ends of a rule on one side, and what is left out of these. */
export function keepEnds(rule: PlanRule, side: Side, kept: readonly PlanEndpoint[]): TextEdit[] {
  const edits = changeList(rule[side].map(({ node }) => (kept.some((e) => e.node === node) ? { node } : { node, to: 'gone' })));
  const exceptions = side === 'sources' ? rule.sourceExceptions : rule.destinationExceptions;
  const needed = (exception: PlanEndpoint): boolean => kept.some((end) => end.exceptions.includes(exception));
  if (exceptions.every(needed)) return edits;
  if (exceptions.some(needed))
    return [...edits, ...changeList(exceptions.map((e) => (needed(e) ? { node: e.node } : { node: e.node, to: 'gone' })))];
  const keep = new Set(kept.map((e) => e.node));
  const last = rule.node[side].filter((node) => keep.has(node)).at(-1)?.$cstNode?.range.end;
  const end = exceptions.at(-1)?.node.$cstNode?.range.end;
  // Nothing is left out any more: what stands behind the last end that stays goes as a whole.
  const before = edits.filter(({ range }) => last && isBefore(range.start, last));
  return last && end ? [...before, { range: { start: last, end }, newText: '' }] : edits;
}

function isBefore(a: TextEdit['range']['start'], b: TextEdit['range']['start']): boolean {
  return a.line < b.line || (a.line === b.line && a.character < b.character);
}

/** What of a region has an end of a rule at its side. */
export function partAt(region: Region, side: Side, ends: readonly PlanEndpoint[]): Region {
  const addresses = addressesOf(ends);
  return region.map((b) => ({ ...b, [side]: b[side].intersect(addresses) })).filter((b) => !b[side].isEmpty);
}

/**
 * Ways to take traffic out of a rule that leave all its other traffic open, or closed by a deny: the whole rule, some of its ends, or some
 * of its services. The first that is possible, if any; none where some of it is required.
 * @param name what a title calls the rule
 */
export function takeOut(rule: PlanRule, traffic: Region, analysis: Analysis, name = 'this rule'): Fix | undefined {
  if (rule.action === 'allow' && intersect(traffic, neededBetween(rule, analysis).flatMap(usableTraffic)).length)
    return undefined;
  const boxes = boxesOf(rule, analysis.index);
  const closed = (): Region => boxes.flatMap((b) => possibleTraffic(b.sources, b.destinations, b.services));
  const all = rule.action === 'allow' ? letThrough(boxes, analysis) : closed();
  // What others hold of it is no part of this rule.
  const bad = intersect(traffic, all);
  if (!bad.length) return undefined;
  const closes = rule.action === 'allow' ? { closes: { rule, region: bad } } : {};
  // A name that is required stays in the plan, be it one that can't be reached from there: what is required is told by names.
  const required = boxes.filter((b) => b.requirement && rule.action === 'allow');
  const good = subtract([...all, ...notDenied(required, analysis)], bad);
  if (!good.length) {
    return { title: `Remove ${name}`, edits: removeStatement(rule.node), preferred: true, ...closes };
  }
  for (const side of ['sources', 'destinations'] as const) {
    const kept = rule[side].filter((e) => partAt(good, side, [e]).length);
    if (!kept.length || kept.length === rule[side].length || partAt(bad, side, kept).length) continue;
    const gone = rule[side].filter((e) => !kept.includes(e)).map((e) => e.label);
    return { title: `Take ${gone.join(', ')} out of ${name}`, edits: keepEnds(rule, side, kept), preferred: true, ...closes };
  }
  const fix = withoutServices(rule, bad, good, boxes, analysis, name);
  return fix && { ...fix, ...closes };
}

function withoutServices(
  rule: PlanRule,
  bad: Region,
  good: Region,
  boxes: readonly RuleBox[],
  analysis: Analysis,
  name: string,
): Fix | undefined {
  const services = servicesOf(bad);
  // Services that other traffic of the rule needs, and those of a `required`, can't be taken out by themselves.
  if (servicesOf(good).overlaps(services)) return undefined;
  if (
    intersect(
      bad,
      boxes.filter((b) => b.requirement),
    ).length
  )
    return undefined;
  const changes = narrowServices(rule, { without: services }, analysis.plan.components);
  if (!changes || isEmptied(changes)) return undefined;
  return { title: `Take ${formatServices(services)} out of ${name}`, edits: changeList(changes), preferred: true };
}
