import type { PlanZone } from '../model/plan.ts';
import type { RuleBox } from './permissions.ts';
import { PlainRow } from './row.ts';
import type { RowPairs } from './row-pairs.ts';
import type { RulePlaces } from './rule-places.ts';

/** Pairs of zones that are looked at one by one. */
export type PairsAsked = Iterable<readonly [from: PlanZone, to: PlanZone]>;

/** With more pairs than these for each zone, all are looked at. */
const MOST_FOR_EACH = 16;

/**
 * The pairs of zones that something asks about: those that rules touch, and those between which who is joined with whom hangs on more than what the
 * components are.
 * @returns nothing where these are so many that all may as well be looked at
 */
export function pairsAsked(index: RowPairs, allowed: RulePlaces<RuleBox>): PairsAsked | undefined {
  const { places: zones } = index;
  const most = MOST_FOR_EACH * zones.length;
  const touched = allowed.pairsTouched(most);
  if (!touched) return undefined;
  const pairs = new Map<PlanZone, Set<PlanZone>>();
  let count = 0;
  const add = (from: PlanZone, to: PlanZone): void => {
    const others = pairs.get(from) ?? new Set();
    pairs.set(from, others);
    if (!others.has(to)) count++;
    others.add(to);
  };
  for (const [from, to] of touched) if (zones[from] && zones[to]) add(zones[from], zones[to]);
  for (const rows of index.flows)
    for (const [row, { zone }] of rows.entries()) {
      if (row instanceof PlainRow) continue;
      for (const partner of row.partners) add(zone, partner.zone);
      if (count > most) return undefined;
    }
  return [...pairs].flatMap(([from, others]) => [...others].map((to) => [from, to] as const));
}
