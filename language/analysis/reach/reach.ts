import { type AddressSet, ANYWHERE, NO_ADDRESSES } from '../../model/addresses.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import { allAddressesOf, placesOf } from '../../model/legs.ts';
import type { PlanComponent } from '../../model/plan.ts';
import { ANY_SERVICE } from '../../model/services.ts';
import type { Analysis } from '../analyze.ts';
import { around } from '../host-names.ts';
import { intersect, possibleTraffic, type Region, subtract } from '../region.ts';
import { insideZones } from './crossing.ts';
import { hopOf } from './hop.ts';
import { type Degree, hopsIn, type OneHop } from './one-hop.ts';
import type { Chain, Hop, Journey, Target } from './ways.ts';

/** So many unfinished chains are kept in mind at once; more are only in plans that nobody could follow. */
const MOST_OPEN = 10_000;

/** A way so far: the relays on it, what some relay before the last one reaches by itself, and the addresses of the start that go this way. */
interface Path {
  readonly way: readonly PlanComponent[];
  readonly skipped: ReadonlySet<PlanComponent>;
  readonly from: AddressSet;
}

/** Addresses of the start that have come to a relay in so many hops, over another one or directly. */
interface Arrival {
  readonly relay: PlanComponent;
  readonly from: AddressSet;
  readonly over: Arrival | undefined;
}

/**
 * Finds the ways from one place to another over components that relay. A relay that can be reached on any port at any of its addresses
 * is taken to reach on to wherever it is permitted, on any port: what it really passes on, no plan says. It is no way to itself.
 */
export class Reach {
  private readonly analysis: Analysis;
  private readonly journey: Journey;
  private readonly degree: Degree;
  private readonly hops: OneHop;
  private readonly relays: readonly PlanComponent[];
  /** The same, where some relay of the plan is none of this journey. */
  private readonly isRelay: ReadonlySet<PlanComponent> | undefined;
  private readonly onward = new Map<PlanComponent, readonly PlanComponent[]>();
  private readonly entered = new Map<PlanComponent, AddressSet>();

  constructor(analysis: Analysis, journey: Journey, degree: Degree = 'perhaps') {
    const { plan } = analysis;
    this.analysis = analysis;
    this.journey = journey;
    this.degree = degree;
    this.hops = hopsIn(analysis)[degree];
    const goal = IntervalSet.unionAll(journey.targets.map((t) => t.destinations));
    // Whoever may be at a relay where everything ends has arrived already, unless it has crossed no zone yet.
    const isEnd = (r: PlanComponent): boolean =>
      degree === 'perhaps' &&
      goal.covers(allAddressesOf(r)) &&
      journey.targets.every((t) => t.services.equals(ANY_SERVICE)) &&
      !intersect(possibleTraffic(journey.sources, allAddressesOf(r), ANY_SERVICE), insideZones(plan)).length;
    // A relay that is a part of the start is a start like the others.
    const all = this.hops.relays;
    this.relays = all.filter((r) => !journey.sources.covers(allAddressesOf(r)) && !isEnd(r));
    this.isRelay = this.relays.length < all.length ? new Set(this.relays) : undefined;
  }

  /**
   * The ways, shortest first: all in which no relay could be left out.
   * @param most how many at most
   */
  chains(most: number): { readonly chains: readonly Chain[]; readonly more: boolean } {
    const chains: Chain[] = [];
    const direct = this.lastHop(undefined, this.journey.sources);
    if (direct) chains.push([direct.hop]);
    let paths: Path[] = [{ way: [], skipped: new Set(), from: this.journey.sources }];
    while (paths.length) {
      const longer: Path[] = [];
      for (const { way, skipped, from } of paths) {
        const last = way.at(-1);
        const next = last ? this.next(last) : this.relays;
        const seen = new Set([...skipped, ...(last ? next : []), ...way]);
        for (const relay of next) {
          if (skipped.has(relay) || way.includes(relay)) continue;
          // Who enters a relay directly needs none before it.
          const direct = this.entering(relay);
          const going = last ? from.subtract(direct) : direct;
          if (going.isEmpty) continue;
          const path = [...way, relay];
          const end = this.lastHop(relay, going);
          if (end) {
            if (chains.length === most) return { chains, more: true };
            chains.push([...this.hopsOver(path, end.start), end.hop]);
          } else if (longer.length < MOST_OPEN) longer.push({ way: path, skipped: seen, from: going });
          else return { chains, more: true };
        }
      }
      paths = longer;
    }
    return { chains, more: false };
  }

  /** The shortest way. */
  shortest(): Chain | undefined {
    const direct = this.lastHop(undefined, this.journey.sources);
    if (direct) return [direct.hop];
    for (const arrival of this.arrivals()) {
      const last = this.lastHop(arrival.relay, arrival.from);
      if (!last) continue;
      const way: PlanComponent[] = [];
      for (let each: Arrival | undefined = arrival; each; each = each.over) way.unshift(each.relay);
      return [...this.hopsOver(way, last.start), last.hop];
    }
    return undefined;
  }

  /**
   * Where a way could be closed that is open but for one step: the step would begin where the start is or a relay that is reached, and end at
   * a relay from which the targets are reached.
   */
  loose(): { readonly begins: AddressSet; readonly ends: AddressSet } {
    const reached = [...this.arrivals()].map(({ relay }) => allAddressesOf(relay));
    const leads = (r: PlanComponent): boolean =>
      (this.insideTargets(r).length || this.permittedToTargets(r, allAddressesOf(r)).length) > 0;
    const leading = new Set(this.relays.filter(leads));
    for (let size = -1; size !== leading.size; ) {
      size = leading.size;
      for (const relay of this.relays) if (this.next(relay).some((r) => leading.has(r))) leading.add(relay);
    }
    const ends = IntervalSet.unionAll([...leading].map(allAddressesOf));
    return { begins: IntervalSet.unionAll([this.journey.sources, ...reached]), ends };
  }

  /** What of the targets does not arrive: from each address of the start, neither directly nor over the relays that this one reaches. */
  lacking(): Region {
    const { sources, targets, acrossFamilies } = this.journey;
    const possible = targets.flatMap((t) => possibleTraffic(t.sources ?? sources, t.destinations, t.services));
    const wanted = acrossFamilies ? targets.map((t) => ({ sources, ...t })) : subtract(possible, insideZones(this.analysis.plan));
    let rest = subtract(wanted, this.permittedToTargets(undefined, sources));
    const arrived = new Map<PlanComponent, AddressSet>();
    for (const { relay, from } of rest.length ? this.arrivals() : [])
      arrived.set(relay, from.union(arrived.get(relay) ?? NO_ADDRESSES));
    for (const [relay, from] of arrived) {
      if (!rest.length) break;
      const reached = [...this.insideTargets(relay), ...this.permittedToTargets(relay, allAddressesOf(relay))];
      rest = subtract(
        rest,
        reached.map((box) => ({ ...box, sources: from })),
      );
    }
    return rest;
  }

  /** Which addresses of the start come to which relays: nearest first, and each address to each relay once. */
  private *arrivals(): Iterable<Arrival> {
    const arrived = new Map<PlanComponent, AddressSet>();
    const fresh = (relay: PlanComponent, from: AddressSet, over: Arrival | undefined): Arrival[] => {
      const known = arrived.get(relay);
      // Mostly it is the whole start that comes to a relay over any of its neighbors.
      if (known === from) return [];
      const rest = known ? from.subtract(known) : from;
      if (rest.isEmpty) return [];
      arrived.set(relay, known ? known.union(rest) : from);
      return [{ relay, from: rest, over }];
    };
    let level = this.relays.flatMap((relay) => fresh(relay, this.entering(relay), undefined));
    while (level.length) {
      yield* level;
      level = level.flatMap((arrival) => this.next(arrival.relay).flatMap((relay) => fresh(relay, arrival.from, arrival)));
    }
  }

  /** The addresses of the start that get to a relay in one hop. */
  private entering(relay: PlanComponent): AddressSet {
    let result = this.entered.get(relay);
    if (!result) {
      const { sources } = this.journey;
      const region = [...this.insideTo(relay, sources), ...this.hops.permitted(sources, allAddressesOf(relay), ANY_SERVICE)];
      result = IntervalSet.unionAll(region.map((box) => box.sources));
      this.entered.set(relay, result);
    }
    return result;
  }

  /** The other relays that a relay reaches in one hop. */
  private next(node: PlanComponent): readonly PlanComponent[] {
    let result = this.onward.get(node);
    if (!result) {
      const all = this.hops.from(node);
      const { isRelay } = this;
      result = isRelay ? all.filter((r) => isRelay.has(r)) : all;
      this.onward.set(node, result);
    }
    return result;
  }

  private hopsOver(way: readonly PlanComponent[], from: AddressSet): Hop[] {
    return way.map((to, n) => {
      const node = way[n - 1];
      const sources = node ? allAddressesOf(node) : from;
      const shared = this.hops.zoneShared(sources, to);
      if (shared) return hopOf(this.analysis, node, to, this.insideTo(to, sources), shared);
      return hopOf(this.analysis, node, to, this.hops.permitted(sources, allAddressesOf(to), ANY_SERVICE));
    });
  }

  /**
   * The hop from the start, or from a relay, to the targets.
   * @param start the addresses of the start that are there; what lies in one zone with them is not the question, whatever the way
   * @returns the hop, and those of the start that it ends a way for
   */
  private lastHop(
    node: PlanComponent | undefined,
    start: AddressSet,
  ): { readonly hop: Hop; readonly start: AddressSet } | undefined {
    let crossed = NO_ADDRESSES;
    const crossing = (region: Region, from: AddressSet): Region => {
      const whole = region.map((box) => (node ? { ...box, sources: from } : box));
      const rest = subtract(whole, insideZones(this.analysis.plan));
      crossed = IntervalSet.unionAll([crossed, ...rest.map((box) => box.sources)]);
      return node
        ? intersect(
            region,
            rest.map((box) => ({ ...box, sources: ANYWHERE })),
          )
        : rest;
    };
    const arriving = (from: (target: Target, start: AddressSet) => Region): Region =>
      this.journey.targets.flatMap((target) => {
        const part = target.sources ? start.intersect(this.around(target.sources)) : start;
        return part.isEmpty ? [] : crossing(from(target, part), part);
      });
    if (node) {
      const inside = arriving((target) => this.insideTargets(node, [target]));
      const ends = IntervalSet.unionAll(inside.map((box) => box.destinations));
      const place = placesOf(node).find(({ zone }) => ends.overlaps(this.hops.within(zone)));
      if (place) return { hop: hopOf(this.analysis, node, undefined, inside, place.zone), start: crossed };
    }
    const region = arriving((target, part) => this.permittedToTargets(node, node ? allAddressesOf(node) : part, [target]));
    return region.length ? { hop: hopOf(this.analysis, node, undefined, region), start: crossed } : undefined;
  }

  /** The part of the targets that lies in the zones of a relay, besides the relay itself. */
  private insideTargets(node: PlanComponent, targets = this.journey.targets): Region {
    return targets.flatMap((t) =>
      placesOf(node).flatMap(({ zone, addresses }) => {
        const here = t.destinations.intersect(this.hops.within(zone)).subtract(allAddressesOf(node));
        return possibleTraffic(addresses, here, t.services);
      }),
    );
  }

  /** What gets to a relay from some addresses within its zones. */
  private insideTo(relay: PlanComponent, sources: AddressSet): Region {
    return placesOf(relay).flatMap(({ zone, addresses }) =>
      possibleTraffic(sources.intersect(this.hops.within(zone)), addresses, ANY_SERVICE),
    );
  }

  /** What of the targets is permitted from the start, or from a relay, which is no way to itself. */
  private permittedToTargets(node: PlanComponent | undefined, sources: AddressSet, targets = this.journey.targets): Region {
    return targets.flatMap((t) => {
      const destinations = node ? t.destinations.subtract(allAddressesOf(node)) : t.destinations;
      return this.hops.permitted(sources, destinations, t.services);
    });
  }

  /** What the ends of a way may be that is asked of some addresses: a name of them may be an address, and the other way round. */
  private around(sources: AddressSet): AddressSet {
    return this.degree === 'certainly' ? sources : around(sources, this.analysis.names);
  }
}
