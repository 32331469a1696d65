import { type AddressSet, ALL_IPS } from '../model/addresses.ts';
import { SetPlaces } from '../model/set-places.ts';
import type { RuleSet } from './rule-set.ts';

type Zone = RuleSet['zones'][number];

interface ZoneIndex {
  readonly places: SetPlaces<bigint>;
  /** The addresses of those that are the rest of the world. */
  readonly rest: readonly AddressSet[];
}

const indexes = new WeakMap<RuleSet['zones'], ZoneIndex>();

function indexOf({ zones }: RuleSet): ZoneIndex {
  let known = indexes.get(zones);
  if (!known) {
    const rest = zones.filter((zone) => zone.rest).map(({ addresses }) => addresses.intersect(ALL_IPS));
    known = { places: new SetPlaces(zones.map(({ addresses }) => addresses)), rest };
    indexes.set(zones, known);
  }
  return known;
}

/** The zones that have addresses of some set, in the order of the rule set; found by their place, since a plan may have a thousand. */
export function zonesAt(addresses: AddressSet, ruleSet: RuleSet): Zone[] {
  return indexOf(ruleSet)
    .places.overlapping(addresses)
    .map((n) => ruleSet.zones[n]!);
}

/** Whether some addresses are just those of a zone that is the rest of the world. */
export function isRestOfWorld(addresses: AddressSet, ruleSet: RuleSet): boolean {
  const { rest } = indexOf(ruleSet);
  const ips = rest.length ? addresses.intersect(ALL_IPS) : addresses;
  return !ips.isEmpty && rest.some((each) => each.equals(ips));
}
