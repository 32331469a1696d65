import type { Steps } from '../model/steps.ts';
import type { RuleBox } from './permissions.ts';
import type { ZoneFinder } from './zone-finder.ts';

/** What touches more pairs of zones than this is noted once, and not under each of them. */
export const MOST_PAIRS = 64;

/** Parts of rules by the pairs of zones that they touch, and those that touch very many. */
export interface Placed<T> {
  readonly pairs: Map<number, readonly T[]>;
  readonly wide: readonly T[];
}

const BOXES_A_STEP = 1000;

/** Finds, step by step, which pairs of zones parts of rules touch. */
export function* byPair<T extends RuleBox>(finder: ZoneFinder, groups: readonly (readonly T[])[]): Steps<Placed<T>> {
  const pairs = new Map<number, readonly T[]>();
  const wide: T[] = [];
  // Lists of their own, to which more can be added.
  const own = new Map<number, T[]>();
  const ownAt = (pair: number): T[] => {
    let list = own.get(pair);
    if (!list) {
      list = [...(pairs.get(pair) ?? NOTHING)];
      own.set(pair, list);
      pairs.set(pair, list);
    }
    return list;
  };
  let asked = 0;
  for (const group of groups) {
    const whole = pairOfAll(finder, group);
    if (whole !== undefined && !pairs.has(whole)) {
      pairs.set(whole, group);
      asked += group.length;
      if (asked >= BOXES_A_STEP) {
        asked = 0;
        yield;
      }
      continue;
    }
    for (let n = 0; n < group.length; n++) {
      if (asked++ % BOXES_A_STEP === 0) yield;
      const box = group[n]!;
      if (isBetweenZones(box)) {
        // What is required between two zones comes one after the other, and mostly is all that there is.
        const end = endOfRun(group, n);
        const pair = finder.pairOf(box.requirement!.fromZone, box.requirement!.toZone);
        if (pairs.has(pair)) {
          const list = ownAt(pair);
          for (let at = n; at < end; at++) list.push(group[at]!);
        } else pairs.set(pair, group.slice(n, end));
        n = end - 1;
        continue;
      }
      const [froms, tos] = [finder.zonesOf(box.sources), finder.zonesOf(box.destinations)];
      if (froms.length * tos.length > MOST_PAIRS) wide.push(box);
      else for (const from of froms) for (const to of tos) ownAt(finder.pair(from, to)).push(box);
    }
  }
  for (const [pair, list] of own) if (list.length > 1) pairs.set(pair, list.slice());
  return { pairs, wide };
}

/** Behind how many parts of a rule the first one follows that lies between other zones than the one at a place. */
function endOfRun<T extends RuleBox>(group: readonly T[], start: number): number {
  const { fromZone, toZone } = group[start]!.requirement!;
  let end = start + 1;
  for (; end < group.length; end++) {
    const { requirement } = group[end]!;
    if (!isBetweenZones(group[end]!) || requirement!.fromZone !== fromZone || requirement!.toZone !== toZone) break;
  }
  return end;
}

/** The pair of zones that all parts of a rule lie between, as what a `required` stands for between two zones; nothing where they don't. */
function pairOfAll<T extends RuleBox>(finder: ZoneFinder, group: readonly T[]): number | undefined {
  const first = group[0]?.requirement;
  if (!first || group.length < 2 || !isBetweenZones(group[0]!) || endOfRun(group, 0) < group.length) return undefined;
  return finder.pairOf(first.fromZone, first.toZone);
}

/** Whether a part lies between the zones of what is required: a name of another zone may be one of the addresses of that. */
function isBetweenZones({ requirement, rule }: RuleBox): boolean {
  return requirement !== undefined && rule.action === 'allow';
}

const NOTHING: readonly never[] = [];
