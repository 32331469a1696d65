import { ZonesTouched } from '../analysis/zones-touched.ts';
import { targetNames } from '../generated/target-names.ts';
import { type AddressSet, ALL_IPS, NO_ADDRESSES } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { SPECIAL_ADDRESSES } from '../model/special-addresses.ts';
import type { RunningDevice, RunningPlace } from '../running/running.ts';
import { type Ends, guessNetworks, isStated, networkName } from './guess-networks.ts';
import { Neighbors } from './neighbors.ts';
import { claimedBy, claimedByHost, placesNamed } from './place-claims.ts';
import { PlanNames } from './plan-names.ts';
import { areasOf } from './subnets.ts';
import { unitsOf } from './units.ts';

/** A zone of the plan to be. */
export interface NewZone {
  readonly name: string;
  readonly title: string | undefined;
  /** The rest of the world. */
  readonly isRest: boolean;
  /** Its networks; none where nothing says them. */
  readonly addresses: AddressSet;
  /** Set where nobody said that there is such a zone, or what is in it. */
  readonly isGuess: boolean;
}

/** A zone that may get more networks as long as not all files were looked at. */
interface GrowingZone extends NewZone {
  addresses: AddressSet;
}

/** A firewall of the plan to be: what one or several files are of. */
export interface NewFirewall {
  readonly name: string;
  readonly title: string | undefined;
  readonly form: string;
  /** Those between which it stands. */
  readonly zones: readonly NewZone[];
  /** Those at whose hosts it stands. */
  readonly guarded: readonly NewZone[];
  /** The zones of devices that don't say at which hosts they stand. */
  readonly standIns: ReadonlyMap<RunningDevice, NewZone>;
  /** What zones are called on it, where that is another name. */
  readonly interfaces: ReadonlyMap<NewZone, string>;
  readonly files: readonly string[];
  readonly devices: readonly RunningDevice[];
}

/** Zones and firewalls of the plan to be. */
export interface Layout {
  readonly zones: readonly NewZone[];
  readonly firewalls: readonly NewFirewall[];
}

/** What people call the side where everything else is. */
const OUTSIDE = /^(outside|internet|wan\d*|untrust(ed)?|external|extern|public|isp\d*|uplink\d*)$/i;
const REST = 'internet';

/** Zones and firewalls for what devices run: from their interfaces, zones and networks, and where they say none, from what their rules name. */
export function layoutOf(devices: readonly RunningDevice[], names: PlanNames): Layout {
  return new LayoutMaker(names).make(unitsOf(devices));
}

class LayoutMaker {
  private readonly names: PlanNames;
  /** Those of firewalls are their own. */
  private readonly firewallNames = new PlanNames();
  private readonly zones: GrowingZone[] = [];
  private neighbors = new Neighbors([]);
  private rest: NewZone | undefined;
  private known: AddressSet = NO_ADDRESSES;

  constructor(names: PlanNames) {
    this.names = names;
  }

  make(units: readonly (readonly RunningDevice[])[]): Layout {
    this.neighbors = new Neighbors(units);
    const drafts = units.map((devices) => ({
      devices,
      ...(devices[0]?.host ? this.hosts(devices) : this.between(devices, units.length > 1)),
    }));
    const rules = units.flat().flatMap(endsOf);
    // Where files say what lies at places, other addresses lie behind one of them.
    const hasPlaces = units
      .flat()
      .some(({ places, host }) => !host && places.some(({ networks, rest }) => rest || !networks.isEmpty));
    const others = hasPlaces
      ? []
      : guessNetworks(rules, this.known).map((set) => this.add(networkName(set), set, { isGuess: true }));
    const all = this.known;
    if (!this.rest && rules.some(({ sources, destinations }) => !all.covers(sources) || !all.covers(destinations)))
      this.addRest(REST);
    // Whose own places nobody knows stands between the networks that its rules name.
    const claims = drafts.map(({ devices, own, guarded }) =>
      own.length || guarded.length ? [] : touchedBy(devices.flatMap(endsOf), others),
    );
    const free = others.filter((zone) => !claims.some((all) => all.includes(zone)));
    const extra = [...free, ...(this.rest && !drafts.some(({ own }) => own.includes(this.rest!)) ? [this.rest] : [])];
    // Whoever has no default route to another one has the rest.
    const home = Math.max(
      0,
      drafts.findIndex(({ devices }) => !devices.some(({ places }) => places.some(({ rest }) => rest))),
    );
    const firewalls = drafts.flatMap(({ devices, own, guarded, standIns, interfaces }, n): NewFirewall[] => {
      const isHost = guarded.length > 0;
      const zones = isHost ? [] : [...new Set([...own, ...claims[n]!, ...(n === home ? extra : [])])];
      const files = [...new Set(devices.map(({ file }) => file))];
      const called = devices.find(({ name }) => name !== undefined && !isHost)?.name ?? baseName(files[0]!);
      const name = this.firewallNames.name(called, 'firewall');
      const { format } = devices[0]!;
      const form = targetNames.includes(format) ? format : '';
      const title = name === called ? undefined : called;
      return [{ name, title, form, zones, guarded, standIns, interfaces, files, devices }];
    });
    // What hosts filter carries nothing from zone to zone.
    const open = firewalls.some(({ zones }) => zones.length) ? [] : [this.carrier()];
    return { zones: this.zones, firewalls: [...open, ...firewalls] };
  }

  private carrier(): NewFirewall {
    const name = this.firewallNames.name('network', 'routing');
    const none = { form: '', guarded: [], standIns: new Map(), files: [], devices: [], interfaces: new Map() };
    return { name, title: 'What joins the networks', zones: this.zones, ...none };
  }

  private add(wanted: string, all: AddressSet, more: { isGuess?: boolean; isRest?: boolean } = {}): GrowingZone {
    const name = this.names.name(wanted, 'zone');
    const { isGuess = false, isRest = false } = more;
    const addresses = all.subtract(SPECIAL_ADDRESSES);
    const zone: GrowingZone = { name, title: name === wanted ? undefined : wanted, addresses, isGuess, isRest };
    this.zones.push(zone);
    this.known = this.known.union(addresses);
    return zone;
  }

  private addRest(wanted: string): NewZone {
    this.rest ??= this.add(wanted, NO_ADDRESSES, { isRest: true });
    return this.rest;
  }

  /** A firewall between its places. */
  private between(
    devices: readonly RunningDevice[],
    isOneOfSeveral: boolean,
  ): Omit<NewFirewall, 'name' | 'title' | 'form' | 'files' | 'devices'> & { own: NewZone[] } {
    const own = new Set<NewZone>();
    const interfaces = new Map<NewZone, string>();
    const taken = new Set<string>();
    const take = (zone: NewZone, place: string): void => {
      own.add(zone);
      if (interfaces.has(zone)) return;
      interfaces.set(zone, place);
      taken.add(place);
    };
    for (const device of devices) {
      const named = placesNamed(device);
      const inUse = device.places.filter(({ name, networks, rest }) => named.has(name) || !networks.isEmpty || rest);
      const outer = this.outerOf(inUse, device, isOneOfSeveral);
      const unsaid = new Set(inUse.filter((place) => place !== outer && place.networks.isEmpty).map(({ name }) => name));
      const claims = claimedBy(device, unsaid, this.known.union(IntervalSet.unionAll(inUse.map(({ networks }) => networks))));
      for (const place of inUse) {
        const { name, networks } = place;
        if (taken.has(name)) continue;
        if (place === outer) {
          take(this.addRest(name), name);
          continue;
        }
        const { near, own: rest } = this.neighbors.besides(place, device);
        const shared = this.sharedBy(near, own);
        if (shared) {
          // What lies behind it by a route lies there for the other firewall as well.
          this.widen(shared, rest);
          take(shared, name);
          continue;
        }
        const addresses = networks.isEmpty ? (claims.get(name) ?? NO_ADDRESSES) : rest.subtract(this.known);
        take(this.add(name, addresses, { isGuess: networks.isEmpty }), name);
      }
    }
    // Where rules know addresses alone, the interfaces may still say which networks there are.
    if (devices.every(({ places }) => places.every(({ networks, rest }) => networks.isEmpty && !rest)))
      for (const { name, addresses } of devices.flatMap(({ subnets }) => subnets ?? [])) {
        const shared = this.zones.find((zone) => zone.addresses.overlaps(addresses));
        const free = addresses.subtract(this.known);
        if (!free.isEmpty) own.add(this.add(name, free));
        else if (shared) own.add(shared);
      }
    for (const [zone, place] of interfaces) if (plain(place) === plain(zone.name)) interfaces.delete(zone);
    return { zones: [...own], own: [...own], guarded: [], standIns: new Map(), interfaces };
  }

  /** The zone of another firewall that has a network in common. */
  private sharedBy(near: readonly AddressSet[], own: ReadonlySet<NewZone>): GrowingZone | undefined {
    for (const networks of near) {
      // Mostly no zone has any of it.
      if (!this.known.overlaps(networks)) continue;
      const shared = this.zones.find((zone) => !own.has(zone) && zone.addresses.overlaps(networks));
      if (shared) return shared;
    }
    return undefined;
  }

  private widen(zone: GrowingZone, all: AddressSet): void {
    const more = all.subtract(SPECIAL_ADDRESSES).subtract(this.known);
    if (more.isEmpty) return;
    zone.addresses = zone.addresses.union(more);
    this.known = this.known.union(more);
  }

  /** The place where everything is that lies nowhere else. */
  private outerOf(places: readonly RunningPlace[], device: RunningDevice, isOneOfSeveral: boolean): RunningPlace | undefined {
    const rests = places.filter(({ rest }) => rest);
    const named = places.filter(({ name }) => OUTSIDE.test(name));
    if (!isOneOfSeveral) return rests.length === 1 ? rests[0] : (named[0] ?? rests[0]);
    const others = this.neighbors.placesOfOthers(device);
    const isShared = ({ networks }: RunningPlace): boolean => others.some((each) => each.networks.overlaps(networks));
    // Of several firewalls one stands at the internet; the others' default routes lead to it, over a network that both have.
    return (
      named.find((place) => place.rest || !isShared(place)) ?? (rests.length === 1 && !isShared(rests[0]!) ? rests[0] : undefined)
    );
  }

  /** The firewalls of hosts: each a zone of its own, but where a cloud says in which subnets its hosts are. */
  private hosts(
    devices: readonly RunningDevice[],
  ): Pick<NewFirewall, 'guarded' | 'standIns' | 'interfaces'> & { own: NewZone[] } {
    for (const { name, addresses } of areasOf(devices)) {
      const free = addresses.subtract(this.known);
      if (!free.isEmpty) this.add(name, free);
    }
    const areas = [...this.zones];
    const touched = ZonesTouched.of(areas);
    const isInSubnets = devices.some(({ host, subnets }) => subnets && host && !host.isEmpty);
    const guarded = new Set<NewZone>();
    const standIns = new Map<RunningDevice, NewZone>();
    for (const device of devices) {
      const isSaid = device.host !== undefined && !device.host.isEmpty;
      const said = (isSaid ? device.host : claimedByHost(device)).intersect(ALL_IPS);
      const free = said.subtract(this.known);
      if (device.subnets && isSaid) for (const n of touched.by(said)) guarded.add(areas[n]!);
      // A group that nothing has is no place.
      if (free.isEmpty && (device.subnets ? isSaid || isInSubnets : false)) continue;
      const zone = this.add(device.name ?? baseName(device.file), free, { isGuess: !isSaid });
      guarded.add(zone);
      if (!isSaid) standIns.set(device, zone);
    }
    return { own: [], guarded: [...guarded], standIns, interfaces: new Map() };
  }
}

/** The zones of which some rules name addresses. */
function touchedBy(rules: readonly Ends[], zones: readonly NewZone[]): NewZone[] {
  const named = IntervalSet.unionAll(rules.flatMap(({ sources, destinations }) => [sources, destinations].filter(isStated)));
  return zones.filter(({ addresses }) => addresses.overlaps(named));
}

/** The ends of all rules of a device, wherever they stand. */
function endsOf({ lists }: RunningDevice): Ends[] {
  return [...lists.values()].flatMap(({ rules }) => rules.flatMap(({ traffic }) => traffic));
}

/** A file without its folders and its endings. */
export function baseName(file: string): string {
  const name = file.split(/[\\/]/).pop()!;
  return /^[^.]+/.exec(name)?.[0] ?? name;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}
