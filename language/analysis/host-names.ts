import { type AddressSet, ALL_IPV4, ALL_IPV6, ALL_NAMES, holdsNames, statedNames } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { NamePlaces } from '../model/name-places.ts';
import { type Box, intersectBoxes, isEmptyBox, possibleTraffic, type Region, subtract } from './region.ts';

// Which address a host name has nobody knows, so that rules about names and rules about addresses may meet. What is needed has to pass
// wherever a name may be; what must never be has to be closed there.

const FAMILIES = [ALL_IPV4, ALL_IPV6];

/** Whether traffic has a host name at one of its ends that is said as such, and not just as a part of `any`. */
export function speaksOfNames({ sources, destinations }: Pick<Box, 'sources' | 'destinations'>): boolean {
  return [sources, destinations].some((set) => holdsNames(set) && !statedNames(set).isEmpty);
}

/** What a deny may close: all that it says, and the names that may be one of the addresses that it says. */
export function mayClose<T extends Box>(deny: T, places: NamePlaces): T[] {
  const gains = (set: AddressSet): boolean => !set.covers(places.mayBe(set));
  if (!gains(deny.sources) && !gains(deny.destinations)) return [deny];
  const wide = (set: AddressSet, family: AddressSet): AddressSet => {
    const own = set.intersect(family);
    return IntervalSet.unionAll([own, places.mayBe(own), set.intersect(ALL_NAMES).intersect(places.mayBe(family))]);
  };
  const boxes = FAMILIES.map((family) => ({
    ...deny,
    sources: wide(deny.sources, family),
    destinations: wide(deny.destinations, family),
  }));
  return [deny, ...boxes.filter((box) => !isEmptyBox(box))];
}

/** What a deny closes for certain: all that it says, and the names that can be nothing but one of the addresses that it says. */
export function surelyClose<T extends Box>(deny: T, places: NamePlaces): T[] {
  const { sources, destinations } = deny;
  const more = FAMILIES.flatMap((family) => {
    const [from, to] = [sources.intersect(family), destinations.intersect(family)];
    return [
      ...(from.isEmpty ? [] : [{ ...deny, sources: from, destinations: places.mustBe(to, family) }]),
      ...(to.isEmpty ? [] : [{ ...deny, sources: places.mustBe(from, family), destinations: to }]),
    ];
  });
  const named = (set: AddressSet): AddressSet => set.intersect(ALL_NAMES).union(places.mustBe(set));
  more.push({ ...deny, sources: named(sources), destinations: named(destinations) });
  return [deny, ...more.filter((box) => !isEmptyBox(box))];
}

/** What traffic may touch: its ends, the names that may be there, and the addresses that its names may be. */
export function surroundings({ sources, destinations, services }: Box, places: NamePlaces): Box {
  const around = (set: AddressSet): AddressSet =>
    IntervalSet.unionAll([set, places.mayBe(set), places.addressesOf(statedNames(set))]);
  return { sources: around(sources), destinations: around(destinations), services };
}

/**
 * What of some traffic may pass by allows because a name on one side may be an address on the other; what passes as it is said is not
 * here. Two different names never meet.
 * @param denies as they are said
 * @param sure what they close for certain
 */
export function mayPass(
  asked: Region,
  allows: Iterable<Box>,
  denies: readonly Box[],
  sure: () => Iterable<Box>,
  places: NamePlaces,
): Region {
  const result: Box[] = [];
  const left = (region: Region): Region =>
    region.flatMap((box) =>
      subtract(
        [box],
        denies.filter((d) => overlap(d, box)),
      ),
    );
  let rest: Region | undefined;
  for (const allow of allows) {
    const isNamed = speaksOfNames(allow);
    if (!asked.some((box) => (isNamed || speaksOfNames(box)) && meeting(box, allow, places).length)) continue;
    rest ??= left(asked);
    for (const other of left(possibleTraffic(allow.sources, allow.destinations, allow.services)))
      for (const one of rest) result.push(...meeting(one, other, places));
  }
  return result.length ? subtract(result, sure()) : [];
}

function overlap(a: Box, b: Box): boolean {
  return a.services.overlaps(b.services) && a.sources.overlaps(b.sources) && a.destinations.overlaps(b.destinations);
}

/** Whether two boxes may have traffic in common. */
export function mayMeet(a: Box, b: Box, places: NamePlaces): boolean {
  return !isEmptyBox(intersectBoxes(a, b)) || meeting(a, b, places).length > 0;
}

/** Where two boxes may have traffic in common, in one family or the other, besides what both of them say. */
function meeting(a: Box, b: Box, places: NamePlaces): Box[] {
  const services = a.services.intersect(b.services);
  if (services.isEmpty) return [];
  const common = (one: AddressSet, other: AddressSet, family: AddressSet): AddressSet =>
    IntervalSet.unionAll([
      one.intersect(other).intersect(family.union(places.mayBe(family))),
      statedNames(one).intersect(places.mayBe(other.intersect(family))),
      statedNames(other).intersect(places.mayBe(one.intersect(family))),
    ]);
  const said = intersectBoxes(a, b);
  const boxes = FAMILIES.map((family) => ({
    sources: common(a.sources, b.sources, family),
    destinations: common(a.destinations, b.destinations, family),
    services,
  }));
  return boxes.flatMap((box) => (isEmptyBox(box) ? [] : subtract([box], [said])));
}
