import type { PlanRule } from '../../model/plan.ts';
import { coversBy, holds, type Packet } from '../box-index.ts';
import { covers, intersect, possibleTraffic, type Region, subtract } from '../region.ts';
import { holdsThroughout, type StandingRules, type TimedBox } from '../standing-rules.ts';

/** A rule without which nothing would change, and the rules that make it so. */
export interface IdleRule {
  readonly rule: PlanRule;
  /** In the order of the plan. */
  readonly by: readonly PlanRule[];
}

/** The allows that never have an effect: at every moment at which they hold, denies close all of their traffic. */
export function shadowedRules(standing: StandingRules): readonly IdleRule[] {
  const kept = known.get(standing);
  if (kept) return kept;
  const found = new Map<PlanRule, PlanRule[] | undefined>();
  const shadowed = standing.rules.flatMap((rule) => {
    if (rule.action !== 'allow') return [];
    const first = standing.firstOf(rule);
    if (first === rule)
      found.set(
        rule,
        idleBy(rule, standing, 'deny', () => true),
      );
    const by = found.get(first);
    return by && standing.isUnderstood(rule) ? [{ rule, by }] : [];
  });
  known.set(standing, shadowed);
  return shadowed;
}

// What is shadowed is not called redundant.
const known = new WeakMap<StandingRules, readonly IdleRule[]>();

/**
 * The rules that say only what others say as well: allows whose traffic other allows permit (what denies close of it doesn't count), and
 * denies whose traffic other denies close. All of them together can go: each is judged by those that stay, and of two that are equal the
 * later one goes.
 */
export function redundantRules(standing: StandingRules): IdleRule[] {
  const shadowed = new Set(shadowedRules(standing).map((idle) => idle.rule));
  const gone = new Set<PlanRule>();
  const result: IdleRule[] = [];
  const idle = (rule: PlanRule): PlanRule[] | undefined =>
    idleBy(rule, standing, rule.action === 'deny' ? 'deny' : 'any', (other) => !gone.has(other));
  // What does alone what the first of several equal rules does stands in for all of them, if it stands before that.
  const alone = new Map<PlanRule, PlanRule>();
  const aloneBefore = (first: PlanRule): PlanRule => {
    let before = alone.get(first);
    if (!before) {
      const [one, ...more] = idle(first) ?? [];
      before = one && !more.length && one.line < first.line ? one : first;
      alone.set(first, before);
    }
    return before;
  };
  for (const rule of [...standing.rules].reverse()) {
    if (shadowed.has(rule)) continue;
    const first = standing.firstOf(rule);
    if (first !== rule && ![...partsOf(first, standing)].length) continue;
    const by = first === rule ? idle(rule) : [aloneBefore(first)];
    if (!by || !standing.isUnderstood(rule)) continue;
    gone.add(rule);
    result.push({ rule, by });
  }
  return result.reverse();
}

/** The rules, of those that count, that take all effect from a rule; nothing when it has some. */
function idleBy(
  rule: PlanRule,
  standing: StandingRules,
  action: Parameters<StandingRules['index']>[0],
  counts: (other: PlanRule) => boolean,
): PlanRule[] | undefined {
  const index = standing.index(action);
  if (!index.size) return undefined;
  const isOther = (other: PlanRule): boolean => other !== rule && counts(other);
  const isCut = (box: TimedBox) => (cut: TimedBox) => holdsThroughout(cut, box);
  const parts: { box: TimedBox; region: Region }[] = [];
  for (const part of partsOf(rule, standing)) {
    if (!index.covers(part.region, isOther, isCut(part.box))) return undefined;
    parts.push(part);
  }
  if (!parts.length) return undefined;
  return namesOf(parts.map(({ box, region }) => ({ region, cuts: byRule(index.touching(box, isOther).filter(isCut(box))) })));
}

/** The parts of a rule that are of traffic that can exist. */
function* partsOf(rule: PlanRule, standing: StandingRules): Iterable<{ box: TimedBox; region: Region }> {
  for (const box of standing.boxesOf(rule)) {
    const region = possibleTraffic(box.sources, box.destinations, box.services);
    if (region.length) yield { box, region };
  }
}

type Cuts = ReadonlyMap<PlanRule, readonly TimedBox[]>;

function byRule(boxes: readonly TimedBox[]): Cuts {
  const rules = new Map<PlanRule, TimedBox[]>();
  for (const box of boxes) {
    const own = rules.get(box.rule);
    if (own) own.push(box);
    else rules.set(box.rule, [box]);
  }
  return rules;
}

/** A rule that does it alone, if there is one; else rules that do it together, none of which could be left out. */
function namesOf(taken: readonly { region: Region; cuts: Cuts }[]): PlanRule[] {
  const all = [...new Set(taken.flatMap(({ cuts }) => [...cuts.keys()]))].sort((a, b) => a.line - b.line);
  const alone = all.find((rule) => taken.every(({ region, cuts }) => covers(cuts.get(rule) ?? [], region)));
  if (alone) return [alone];
  // Those that take nothing away are left out at once, so that few are tried one by one.
  const used = new Set<PlanRule>();
  for (const { region, cuts } of taken) {
    let rest = region;
    for (const [rule, boxes] of cuts) {
      const less = subtract(rest, boxes);
      if (less.length !== rest.length || less.some((box, n) => box !== rest[n])) used.add(rule);
      rest = less;
      if (!rest.length) break;
    }
  }
  const isDispensable = (rule: PlanRule): boolean =>
    taken.every(({ region, cuts }) => {
      function* others(packet: Packet): Iterable<TimedBox> {
        for (const other of used) if (other !== rule) for (const cut of cuts.get(other) ?? []) if (holds(cut, packet)) yield cut;
      }
      return coversBy(others, intersect(region, cuts.get(rule) ?? []), () => true);
    });
  for (const rule of all) if (used.has(rule) && isDispensable(rule)) used.delete(rule);
  return all.filter((rule) => used.has(rule));
}
