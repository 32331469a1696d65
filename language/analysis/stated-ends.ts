import { type AddressSet, ALL_IPS, holdsNames, NO_ADDRESSES, statedNames } from '../model/addresses.ts';
import { membersOf } from '../model/group-members.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { PlanEndpoint } from '../model/plan.ts';
import { type Box, isEmptyBox } from './region.ts';

/** The two lists of ends that some traffic is between. */
interface Ends {
  readonly sources: readonly PlanEndpoint[];
  readonly destinations: readonly PlanEndpoint[];
}

/**
 * Boxes between two lists of ends, and the names that these say in boxes of their own where they stand beside an `any` without some
 * addresses: in one set with the names that such an `any` holds they could not be told from these any more, which add nothing to its addresses.
 */
export function withStatedNames<B extends Box>(boxes: B[], ends: Ends): B[] {
  const [from, to] = [namesBeside(ends.sources), namesBeside(ends.destinations)];
  if (from.isEmpty && to.isEmpty) return boxes;
  return boxes.flatMap((box) => {
    const sides = (whole: AddressSet, names: AddressSet): AddressSet[] =>
      names.isEmpty || !isOfAny(whole) ? [whole] : [whole, whole.intersect(names)];
    const destinations = sides(box.destinations, to);
    const all = sides(box.sources, from).flatMap((one) =>
      destinations.map((other): B => ({ ...box, sources: one, destinations: other })),
    );
    return all.filter((each) => !isEmptyBox(each));
  });
}

/** Whether any names are said beside an `any` without some addresses. */
export function statesNamesBeside({ sources, destinations }: Ends): boolean {
  return !namesBeside(sources).isEmpty || !namesBeside(destinations).isEmpty;
}

/** The names that some ends say, where others stand for an `any` without some addresses. */
function namesBeside(ends: readonly PlanEndpoint[]): AddressSet {
  const parts = ends.flatMap(membersOf).map(({ addresses }) => addresses);
  if (parts.length < 2 || !parts.some(isOfAny) || IntervalSet.unionAll(parts).covers(ALL_IPS)) return NO_ADDRESSES;
  return IntervalSet.unionAll(parts.map(statedNames));
}

/** Whether a set holds all names but some. */
function isOfAny(set: AddressSet): boolean {
  return holdsNames(set) && statedNames(set).isEmpty;
}
