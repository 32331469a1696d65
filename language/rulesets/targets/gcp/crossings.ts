import { type AddressSet, ALL_IPS, hostNames } from '../../../model/addresses.ts';
import { IntervalSet } from '../../../model/interval-set.ts';
import { SetPlaces } from '../../../model/set-places.ts';
import type { RuleEntry, RuleSet, RuleSide } from '../../rule-set.ts';

/** A zone, or the addresses that no zone of the plan holds. */
export interface Place {
  readonly name: string;
  /** Outside of the network whose firewall is written. */
  readonly external: boolean;
  readonly addresses: AddressSet;
}

/** What addresses that no zone holds are called. */
export const ELSEWHERE = 'elsewhere';

/** One end of a rule: some sides, or everything but one place. */
export type End =
  | { readonly kind: 'sides'; readonly sides: readonly RuleSide[]; readonly addresses: AddressSet }
  | { readonly kind: 'rest'; readonly except: Place; readonly addresses: AddressSet };

/** A part of an entry whose ends have no place in common, so that all of its traffic crosses from one place to another. */
export interface Crossing {
  readonly sources: End;
  readonly destinations: End;
  /** Whether some of its traffic leaves, or reaches, a machine inside of the network. */
  readonly leaves: boolean;
  readonly reaches: boolean;
}

/** The zones that have addresses, in the order of the plan, then what none of them holds. */
export function placesOf({ zones }: RuleSet): Place[] {
  const places = zones
    .map(({ name, external, addresses }): Place => ({ name, external, addresses: addresses.intersect(ALL_IPS) }))
    .filter((p) => !p.addresses.isEmpty);
  const rest = ALL_IPS.subtract(IntervalSet.unionAll(places.map((p) => p.addresses)));
  return rest.isEmpty ? places : [...places, { name: ELSEWHERE, external: true, addresses: rest }];
}

/** The places of a plan by where they are. */
export class Places {
  readonly places: readonly Place[];
  /** All addresses inside of the network. */
  readonly inside: AddressSet;
  private readonly index: SetPlaces<bigint>;

  constructor(places: readonly Place[]) {
    this.places = places;
    this.inside = IntervalSet.unionAll(places.filter((p) => !p.external).map((p) => p.addresses));
    this.index = new SetPlaces(places.map((p) => p.addresses));
  }

  /** Those that hold any of some addresses, in their order. */
  touched(addresses: AddressSet): Place[] {
    return this.index.overlapping(addresses).map((n) => this.places[n]!);
  }
}

/** Everything that is not in a place. */
export function outside(place: Place): End {
  return { kind: 'rest', except: place, addresses: ALL_IPS.subtract(place.addresses) };
}

export function endOf(sides: readonly RuleSide[]): End {
  return { kind: 'sides', sides, addresses: IntervalSet.unionAll(sides.map((s) => s.addresses)) };
}

export function endOfPlaces(places: readonly Place[]): End {
  const side = ({ name, addresses }: Place): RuleSide => ({ label: name, kind: 'zone', any: false, addresses, hostNames: [] });
  return endOf(places.map(side));
}

/**
 * An entry without the traffic that stays in one place, which is not decided by the plan. An entry whose ends have no place in common stays
 * whole; any other falls into one part for each set of sources that is left when the destination's own place is taken away.
 */
export function crossings(entry: RuleEntry, all: Places): Crossing[] {
  const { places } = all;
  const groups = new Map<string, { sources: End; places: Place[] }>();
  const anySource = entry.sources.some((s) => s.any);
  const anyDestination = entry.destinations.some((s) => s.any);
  const reached = anyDestination ? places : all.touched(IntervalSet.unionAll(entry.destinations.map((s) => s.addresses)));
  for (const place of reached) {
    const sources = anySource ? outside(place) : endOf(entry.sources.flatMap((s) => without(s, place) ?? []));
    if (sources.addresses.isEmpty) continue;
    const key = sources.kind === 'rest' ? place.name : JSON.stringify(sources.sides.map((s) => s.label));
    const group = groups.get(key);
    if (group) group.places.push(place);
    else groups.set(key, { sources, places: [place] });
  }
  return [...groups.values()].flatMap((group): Crossing[] => {
    const destinations = anyDestination ? among(group.places, places) : within(entry.destinations, group.places, all);
    const inside = (end: End): boolean => all.inside.overlaps(end.addresses);
    const { sources } = group;
    return destinations.addresses.isEmpty
      ? []
      : [{ sources, destinations, leaves: inside(sources), reaches: inside(destinations) }];
  });
}

/** Some of all places, in the shortest form. */
function among(some: readonly Place[], all: readonly Place[]): End {
  const held = new Set(some);
  const missing = all.filter((p) => !held.has(p));
  return missing.length === 1 ? outside(missing[0]!) : endOfPlaces(some);
}

/** What of some sides lies in some of all places. */
function within(sides: readonly RuleSide[], some: readonly Place[], all: Places): End {
  const held = new Set(some);
  const area = IntervalSet.unionAll(some.map((p) => p.addresses));
  return endOf(
    sides.flatMap((side) => {
      const touched = all.touched(side.addresses);
      if (touched.every((p) => held.has(p))) return touched.length ? [side] : [];
      const here = touched.filter((p) => held.has(p)).map((p) => p.name);
      return here.length ? [part(side, `in ${here.join(' ')}`, side.addresses.intersect(area))] : [];
    }),
  );
}

function without(side: RuleSide, place: Place): RuleSide | undefined {
  if (!side.addresses.overlaps(place.addresses)) return side.addresses.intersect(ALL_IPS).isEmpty ? undefined : side;
  const addresses = side.addresses.intersect(ALL_IPS).subtract(place.addresses);
  return addresses.isEmpty ? undefined : part(side, `outside ${place.name}`, addresses);
}

function part(side: RuleSide, where: string, addresses: AddressSet): RuleSide {
  return { ...side, label: `${side.label} ${where}`, addresses, hostNames: hostNames(addresses) };
}
