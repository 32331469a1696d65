import { type AddressSet, ALL_IPS, NO_ADDRESSES } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { note } from '../model/lists.ts';
import type { RunningDevice, RunningPlace } from '../running/running.ts';

/** What of a place's networks is at the place itself. */
interface Besides {
  /** The networks that make it the same place as one of another firewall, those that do for certain first. */
  readonly near: readonly AddressSet[];
  readonly own: AddressSet;
}

/** Firewalls of which each knows where its own networks are, and the others only that they lie behind it. */
export class Neighbors {
  private readonly others = new Map<RunningDevice, readonly RunningPlace[]>();
  private readonly interfaces = new Map<RunningPlace, AddressSet>();

  /** @param units the devices of each firewall */
  constructor(units: readonly (readonly RunningDevice[])[]) {
    if (units.length < 2) return;
    const placed = units
      .flat()
      .flatMap((device) => device.places.flatMap((place) => (place.networks.isEmpty ? [] : { device, place })));
    const every = placed.map(({ place }) => place);
    for (const devices of units) {
      const isOwn = devices.some(({ places }) => places.some(({ networks }) => !networks.isEmpty));
      // Thousands without networks of their own have the same list.
      const others = isOwn ? placed.flatMap(({ device, place }) => (devices.includes(device) ? [] : place)) : every;
      for (const device of devices) {
        this.others.set(device, others);
        for (const [place, networks] of ofInterfaces(device)) this.interfaces.set(place, networks);
      }
    }
  }

  /** The places of other firewalls that have networks. */
  placesOfOthers(device: RunningDevice): readonly RunningPlace[] {
    return this.others.get(device) ?? [];
  }

  /** What of a place's networks is at the place itself, where others know better what lies behind it. */
  besides(place: RunningPlace, device: RunningDevice): Besides {
    const ips = place.networks.intersect(ALL_IPS);
    const interfaces = this.interfacesOf(place);
    const others = this.placesOfOthers(device).filter((each) => each.networks.overlaps(ips));
    // Where both have an interface in one network they meet: that lies not behind the other one.
    const parts = others.filter(
      (each) => ips.covers(each.networks) && !each.networks.covers(ips) && !this.interfacesOf(each).overlaps(interfaces),
    );
    const own = ips.subtract(IntervalSet.unionAll(parts.map((each) => each.networks)));
    if (!own.isEmpty) return { near: [own.intersect(interfaces), own], own };
    // All of it lies at others: it is where their default route leads, or the smallest of them.
    const [first] = [...parts].sort((a, b) => Number(b.rest) - Number(a.rest) || sizeOf(a.networks) - sizeOf(b.networks));
    const near = first ? first.networks.intersect(ALL_IPS) : ips;
    return { near: [near], own: near };
  }

  private interfacesOf(place: RunningPlace): AddressSet {
    return this.interfaces.get(place) ?? NO_ADDRESSES;
  }
}

/** What the interfaces of each place have themselves, and no static route leads to. */
function ofInterfaces({ places, routes = [] }: RunningDevice): [RunningPlace, AddressSet][] {
  const routed = new Map<string, AddressSet[]>();
  for (const { place, network } of routes) note(routed, place, network);
  return places.map((place) => [place, place.networks.subtract(IntervalSet.unionAll(routed.get(place.name) ?? []))]);
}

/** How many addresses there are, roughly. */
function sizeOf({ intervals }: AddressSet): number {
  return intervals.reduce((sum, { start, end }) => sum + Number(end - start), 0);
}
