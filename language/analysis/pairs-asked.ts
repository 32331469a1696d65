import type { PlanZone } from '../model/plan.ts';
import type { RuleBox } from './permissions.ts';
import { PlainRow } from './row.ts';
import type { RowCoverage } from './row-coverage.ts';
import type { RowPairs } from './row-pairs.ts';
import type { RulePlaces } from './rule-places.ts';

/** Pairs of zones that are looked at one by one. */
export type PairsAsked = Iterable<readonly [from: PlanZone, to: PlanZone]>;

/** With more pairs than these for each zone, all are looked at. */
const MOST_FOR_EACH = 16;

/** What rules permit and close, by the zones that it is between. */
interface Places {
  readonly allowed: RulePlaces<RuleBox>;
  /** What rules close, or may close. */
  readonly closed: readonly RulePlaces<RuleBox>[];
}

/**
 * The pairs of zones that something asks about: those that rules touch, and those between which who is joined with whom hangs on more than what the
 * components are. Where rules permit all that is required between two zones, only what closes something asks about these.
 * @returns nothing where these are so many that all may as well be looked at
 */
export function pairsAsked(index: RowPairs, { allowed, closed }: Places, coverage: RowCoverage): PairsAsked | undefined {
  const { places: zones } = index;
  const most = MOST_FOR_EACH * zones.length;
  const pairs = new Map<PlanZone, Set<PlanZone>>();
  let count = 0;
  const add = (from: PlanZone, to: PlanZone): void => {
    const others = pairs.get(from) ?? new Set();
    pairs.set(from, others);
    if (!others.has(to)) count++;
    others.add(to);
  };
  const addIfOpen = (from: PlanZone, to: PlanZone): void => {
    if (!coverage.holds(from, to)) add(from, to);
  };
  for (const denied of closed) {
    const touched = denied.pairsTouched(most);
    if (!touched) return undefined;
    for (const [from, to] of touched) if (zones[from] && zones[to]) add(zones[from], zones[to]);
  }
  const others = coverage.others(most);
  if (others) for (const pair of others) add(...pair);
  else {
    const [touched, inPart] = [allowed.pairsTouched(most), coverage.touchedInPart(most)];
    if (!touched || !inPart) return undefined;
    for (const [from, to] of touched) if (zones[from] && zones[to]) addIfOpen(zones[from], zones[to]);
    for (const pair of inPart) addIfOpen(...pair);
    for (const rows of index.flows)
      for (const [row, { zone }] of rows.entries()) {
        if (row instanceof PlainRow) continue;
        for (const partner of row.partners) addIfOpen(zone, partner.zone);
        if (count > most) return undefined;
      }
  }
  return [...pairs].flatMap(([from, tos]) => [...tos].map((to) => [from, to] as const));
}
