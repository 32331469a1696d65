import { type AddressSet, ALL_NAMES, ANYWHERE, formatAddresses, NO_ADDRESSES } from '../model/addresses.ts';
import { firstOf } from '../model/describe-addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { allAddressesOf } from '../model/legs.ts';
import { NamePlaces } from '../model/name-places.ts';
import type { Plan, PlanZone } from '../model/plan.ts';
import { SetPlaces } from '../model/set-places.ts';
import { hasLost, type Placing } from './program.ts';
import type { RunningDevice, RunningPlace, RunningRule } from './running.ts';

/** Where the zones of a plan lie on a device. */
export interface ZonePlacing extends Placing {
  /** The zones at each place of the device that has any, and how that is known. */
  readonly zones: readonly {
    readonly place: string;
    readonly zones: readonly string[];
    readonly by: 'said' | 'name' | 'networks';
  }[];
  /** What somebody should know of it: places that nobody knows, and places whose networks say otherwise than the plan. */
  readonly notes: readonly string[];
  /** Zones of which a part lies behind another place than they are said to, by the networks of that one: what is held of them there is not so. */
  readonly parted: readonly string[];
}

/**
 * Finds the place of each zone on a device: as it is said, else by its name, else by the networks of the device's interfaces.
 * @param said the names of zones by the names of places
 * @param byNames whether a place has the zone of its name where nothing else is said
 */
export function placeZones(
  plan: Plan,
  device: RunningDevice,
  said: ReadonlyMap<string, readonly string[]> = new Map(),
  byNames = true,
): ZonePlacing {
  const sayings = new ByName(said);
  const byName = new ByName(plan.zones.map((zone) => [zone.name, zone]));
  byName.addLess(plan.zones.flatMap((zone): [string, PlanZone][] => (zone.title ? [[zone.title, zone]] : [])));
  for (const [name, called] of device.calls?.([...plan.zones.map((zone) => zone.name), ...said.keys()]) ?? []) {
    // A device that got its rules from a plan has its names as they fit there.
    const [zone, zones] = [byName.get(name), sayings.get(name)];
    if (zone) byName.addLast(called, zone);
    if (zones) sayings.addLast(called, zones);
  }
  const components = new Map(
    plan.components.map((component) => [componentName(component.zone.name, component.name), component] as const),
  );
  const at = new Map<string, AddressSet>();
  const zones: ZonePlacing['zones'][number][] = [];
  const notes: string[] = [];
  const whole = new Set<string>();
  const rests: RunningPlace[] = [];
  for (const place of [...device.places, ...saidAlike(device.places, said)]) {
    const { name, networks, rest } = place;
    if (place.isClosed) {
      at.set(name, NO_ADDRESSES);
      whole.add(name);
      continue;
    }
    const component = place.isComponent && components.get(componentName(...(name.split('.') as [string, string])));
    if (component) {
      at.set(name, allAddressesOf(component));
      whole.add(name);
      continue;
    }
    const named = sayings.get(name)?.flatMap((each) => byName.get(each) ?? []) ?? [];
    const own = byNames ? byName.get(name) : undefined;
    const found = named.length ? named : own ? [own] : [];
    if (found.length) {
      const addresses = IntervalSet.unionAll(found.map((zone) => addressesAt(zone, plan)));
      at.set(name, addresses);
      whole.add(name);
      zones.push({ place: name, zones: found.map((zone) => zone.name), by: named.length ? 'said' : 'name' });
      const other = networks.subtract(addresses);
      if (!networks.isEmpty && !rest && !other.isEmpty)
        notes.push(
          `${name} of the device has ${firstOf(formatAddresses(other))} as well, which the plan doesn't have in ${found.map((zone) => zone.name).join(', ')}.`,
        );
    } else if (!networks.isEmpty) {
      at.set(name, networks);
      const touched = plan.zones.filter((zone) => !zone.rest && zone.addresses.overlaps(networks)).map((zone) => zone.name);
      if (touched.length) zones.push({ place: name, zones: touched, by: 'networks' });
    } else if (!rest && !name.endsWith('*')) notes.push(unplacedNote(name));
    if (rest) rests.push(place);
  }
  const held = IntervalSet.unionAll(at.values());
  let unplaced = ANYWHERE.subtract(held);
  const strays: AddressSet[] = [];
  if (rests.length === 1) {
    // What lies nowhere else lies behind the default route, or where nobody knows what does.
    const [{ name }] = rests as [RunningPlace];
    at.set(name, (at.get(name) ?? NO_ADDRESSES).union(unplaced));
    strays.push(unplaced);
    unplaced = NO_ADDRESSES;
  } else if (!device.host && !rests.length && device.places.every(({ name }) => at.has(name))) {
    const groups = new Map([...(byNames ? plan.zones.map(({ name }) => [name, [name]] as const) : []), ...said]);
    for (const { place, zones: behind } of onlyPlaces(device, at, whole, groups, byName)) {
      const more = IntervalSet.unionAll(behind.map(({ addresses }) => addresses)).intersect(unplaced);
      if (more.isEmpty) continue;
      at.set(place, at.get(place)!.union(more));
      unplaced = unplaced.subtract(more);
      const names = behind.map(({ name }) => name);
      zones.push({ place, zones: names, by: 'networks' });
      notes.push(
        `${firstOf(names)} ${names.length === 1 ? 'is' : 'are'} taken to lie behind ${place}: the file has no default route, and no other interface has a network there. Say it with --interface ${place}=ZONE where it is otherwise.`,
      );
    }
  }
  const inner = IntervalSet.unionAll(plan.zones.filter(({ rest }) => !rest).map(({ addresses }) => addresses));
  return {
    at,
    unplaced,
    freeNames: ALL_NAMES.subtract(inner),
    ...straysOf(plan, device, at, strays),
    whole,
    zones,
    notes,
    parted: device.host ? [] : partedOf(plan, device, zones),
  };
}

/** Places that somebody says what lies at, and of which rules say no more than how their names begin (`eth*`). */
function saidAlike(places: readonly RunningPlace[], said: ReadonlyMap<string, unknown>): RunningPlace[] {
  const alike = places.filter(({ name }) => name.endsWith('*'));
  if (!alike.length) return [];
  const known = new Set(places.map(({ name }) => plainName(name)));
  return [...said.keys()].flatMap((name): RunningPlace[] => {
    const star = known.has(plainName(name)) ? undefined : alike.find((each) => name.startsWith(each.name.slice(0, -1)));
    return star ? [{ name, networks: NO_ADDRESSES, rest: false, line: star.line }] : [];
  });
}

/**
 * What may lie at places of which nothing is known, where rules name any. Nobody can say that the internet, or whatever else is in no zone, lies behind one place alone.
 * @param byDefault what the default route alone gives a place
 */
function straysOf(
  plan: Plan,
  { lists }: RunningDevice,
  at: ReadonlyMap<string, AddressSet>,
  byDefault: readonly AddressSet[],
): Pick<Placing, 'strays'> {
  const isLost = (names: ReadonlySet<string> | undefined): boolean => names !== undefined && hasLost(names, at);
  // What stays at one place says nothing of what lies there: devices have such a rule for each.
  const isInside = ({ from, to }: RunningRule): boolean =>
    from?.size === 1 && to?.size === 1 && [...from].every((name) => to.has(name));
  const isAnyLost = [...lists.values()].some(({ rules }) =>
    rules.some((rule) => !isInside(rule) && [rule.from, rule.to, rule.notFrom, rule.notTo].some(isLost)),
  );
  if (!isAnyLost) return {};
  const inner = plan.zones.filter(({ rest, external }) => !rest && !external).map(({ addresses }) => addresses);
  const others = plan.zones.filter(({ rest }) => rest).map(({ addresses }) => addresses);
  return {
    strays: {
      possible: IntervalSet.unionAll([...byDefault, ...others]),
      doubtful: IntervalSet.unionAll(byDefault).intersect(IntervalSet.unionAll(inner)),
    },
  };
}

/** What lies where a zone does. A host name that no component has may be any address of the rest of the world. */
function addressesAt({ rest, addresses }: PlanZone, { zones }: Plan): AddressSet {
  return rest ? addresses.union(NamePlaces.of(zones).world.names) : addresses;
}

/** Zones that are at a place by what somebody says, or by its name, and of which the device has a network elsewhere. */
function partedOf(plan: Plan, { places: own, loose = [] }: RunningDevice, zones: ZonePlacing['zones']): string[] {
  if (zones.every(({ by }) => by === 'networks')) return [];
  const known = new Map(plan.zones.map((zone) => [zone.name, zone]));
  const places = [...own, ...loose];
  const index = new SetPlaces(places.map(({ networks }) => networks));
  const networksOf = new Map(own.map(({ name, networks }) => [name, networks]));
  const apart = zones.flatMap(({ place, zones: names, by }) => {
    if (by === 'networks') return [];
    return names.flatMap((name) => {
      const zone = known.get(name);
      if (!zone || zone.rest || zone.external) return [];
      const here = networksOf.get(place) ?? NO_ADDRESSES;
      return index.overlapping(zone.addresses).flatMap((n) => {
        const other = places[n]!;
        const part = other.name === place ? NO_ADDRESSES : other.networks.intersect(zone.addresses).subtract(here);
        return part.isEmpty
          ? []
          : [
              `${name} is taken to lie behind ${place}, and the file has ${firstOf(formatAddresses(part))} of it behind ${other.name}${n < own.length ? WHICH : IN_NO_ZONE}`,
            ];
      });
    });
  });
  return [...apart, ...restElsewhere(plan, places, zones, new Set(loose.map(({ name }) => name)))];
}

const WHICH = ': say with --interface which of the two it is.';
const IN_NO_ZONE = ', which is in no zone of the device: nothing passes there.';

/** The rest of the world where it is said to lie somewhere, or has its name, and the default route leads to another place alone. */
function restElsewhere(
  { zones: all }: Plan,
  places: readonly Pick<RunningPlace, 'name' | 'rest'>[],
  zones: ZonePlacing['zones'],
  loose: ReadonlySet<string>,
): string[] {
  const rests = new Set(places.filter(({ rest }) => rest).map(({ name }) => name));
  if (!rests.size) return [];
  return all.flatMap(({ name, rest }) => {
    const own = rest ? zones.filter((each) => each.by !== 'networks' && each.zones.includes(name)) : [];
    if (!own.length || own.some(({ place }) => rests.has(place))) return [];
    return [
      `${name} is taken to lie behind ${own[0]!.place}, and the default route of the file leads to ${firstOf([...rests])}${[...rests].every((each) => loose.has(each)) ? IN_NO_ZONE : WHICH}`,
    ];
  });
}

/**
 * Zones that can lie behind one place alone: no other one has a network of theirs. A device without a default route tells no more, as where it learns its routes. Places that
 * firewalls of hosts and clouds name are groups of machines, and whatever else is in a zone is in none.
 * @param groups the zones that lie behind a place, by its name or by that of the nearest of them
 */
function* onlyPlaces(
  device: RunningDevice,
  at: ReadonlyMap<string, AddressSet>,
  whole: ReadonlySet<string>,
  groups: ReadonlyMap<string, readonly string[]>,
  byName: ByName<PlanZone>,
): Generator<{ readonly place: string; readonly zones: readonly PlanZone[] }> {
  const { places } = device;
  const sets = places.map(({ name }) => at.get(name) ?? NO_ADDRESSES);
  const index = new SetPlaces(sets);
  // What was put behind places meanwhile lies nowhere else, but in zones that overlap.
  const grown = new Map<RunningPlace, AddressSet>();
  for (const [nearest, names] of groups) {
    const zone = byName.get(nearest);
    if (!zone) continue;
    const near = index.overlapping(zone.addresses).filter((n) => sets[n]!.overlaps(zone.addresses));
    const found = new Set(near.map((n) => places[n]!));
    for (const [place, addresses] of grown) if (addresses.overlaps(zone.addresses)) found.add(place);
    const [place, other] = found;
    if (!place || other || whole.has(place.name)) continue;
    const before = at.get(place.name);
    yield { place: place.name, zones: names.flatMap((each) => byName.get(each) ?? []) };
    const after = at.get(place.name);
    if (after && after !== before) grown.set(place, after);
  }
}

function componentName(zone: string, component: string): string {
  return `${plainName(zone)}.${plainName(component)}`;
}

function unplacedNote(name: string): string {
  return `Where ${name} of the device leads is not known: rules about it may hold for any address. Say it with --interface ${name}=ZONE.`;
}

/** What is known by names as they are written, else as devices write them; by nothing that two things are called. */
class ByName<T> {
  private readonly exact = new Map<string, T>();
  private readonly plain = new Map<string, T | undefined>();

  constructor(all: Iterable<readonly [string, T]>) {
    this.addLess(all);
  }

  get(name: string): T | undefined {
    return this.exact.get(name) ?? this.plain.get(plainName(name));
  }

  /** Adds a name that counts for less than those that are there. */
  addLast(name: string, value: T): void {
    const plain = plainName(name);
    if (this.plain.has(plain)) return;
    if (!this.exact.has(name)) this.exact.set(name, value);
    this.plain.set(plain, value);
  }

  /** Adds names that count for less than those that are there. */
  addLess(all: Iterable<readonly [string, T]>): void {
    const known = new Set(this.plain.keys());
    for (const [name, value] of all) {
      const plain = plainName(name);
      if (known.has(plain)) continue;
      if (!this.exact.has(name)) this.exact.set(name, value);
      this.plain.set(plain, this.plain.has(plain) && this.plain.get(plain) !== value ? undefined : value);
    }
  }
}

/** A name as devices write it: they leave out what isn't a letter or a digit, and don't care for case. */
export function plainName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
