import { type AddressSet, ANYWHERE } from '../../model/addresses.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import type { Plan, PlanComponent, PlanRule, PlanZone } from '../../model/plan.ts';
import { ANY_SERVICE, type ServiceSet } from '../../model/services.ts';
import type { Analysis } from '../analyze.ts';
import type { RuleBox } from '../permissions.ts';
import { type Box, intersect, possibleTraffic, type Region, servicesOf, subtract } from '../region.ts';
import { type Packet, packetOf } from '../witness.ts';
import { ZonePairs } from '../zone-pairs.ts';

/** From where to where: what has to arrive, by destination. */
export interface Journey {
  readonly sources: AddressSet;
  readonly targets: readonly Pick<Box, 'destinations' | 'services'>[];
}

/** One step of a chain: permitted by rules, or inside of a zone, where no network firewall stands. */
export interface Hop {
  /** The relay that it starts from; nothing for the first step. */
  readonly from: PlanComponent | undefined;
  /** The relay that it leads to; nothing for the last step. */
  readonly to: PlanComponent | undefined;
  readonly inside: PlanZone | undefined;
  readonly services: ServiceSet;
  readonly rules: readonly PlanRule[];
  readonly packet: Packet;
}

/** A way from start to end; a single hop where no relay is needed. */
export type Chain = readonly Hop[];

/** So many unfinished chains are kept in mind at once; more are only in plans that nobody could follow. */
const MOST_OPEN = 10_000;

/** The components that pass traffic on, by what the catalogs say of their roles. */
export function relaysOf(plan: Plan): PlanComponent[] {
  const roles = new Set([...plan.catalog.roles.values()].filter((r) => r.relays).map((r) => r.id));
  return roles.size ? plan.components.filter((c) => [...c.allRoles].some((r) => roles.has(r))) : [];
}

/**
 * Finds the ways from one place to another over components that relay. A relay that can be reached on any port at any of its addresses
 * is taken to reach on to wherever it is permitted, on any port: what it really passes on, no plan says.
 */
export class Reach {
  private readonly analysis: Analysis;
  private readonly journey: Journey;
  private readonly relays: readonly PlanComponent[];
  private readonly allows: ZonePairs<RuleBox>;
  private readonly denies: ZonePairs<RuleBox>;
  private readonly onward = new Map<PlanComponent | undefined, readonly PlanComponent[]>();

  constructor(analysis: Analysis, journey: Journey) {
    const { plan } = analysis;
    this.analysis = analysis;
    this.journey = journey;
    const goal = IntervalSet.unionAll(journey.targets.map((t) => t.destinations));
    const anyService = journey.targets.every((t) => t.services.equals(ANY_SERVICE));
    // A relay that is a part of the start, or where everything ends, is not on the way.
    this.relays = relaysOf(plan).filter((r) => !journey.sources.covers(r.addresses) && !(anyService && goal.covers(r.addresses)));
    const { allows, denies } = rulesBetween(analysis);
    this.allows = allows;
    this.denies = denies;
  }

  /**
   * The ways, shortest first: all in which no relay could be left out.
   * @param most how many at most
   */
  chains(most: number): { readonly chains: readonly Chain[]; readonly more: boolean } {
    const chains: Chain[] = [];
    const direct = this.lastHop(undefined);
    if (direct) chains.push([direct]);
    // A path is the relays on the way so far; `skipped` is what some relay before the last one reaches by itself.
    let paths = [{ way: [] as PlanComponent[], skipped: new Set<PlanComponent>() }];
    while (paths.length) {
      const longer: typeof paths = [];
      for (const { way, skipped } of paths) {
        const next = this.next(way.at(-1));
        const seen = new Set([...skipped, ...next, ...way]);
        for (const relay of next) {
          if (skipped.has(relay) || way.includes(relay)) continue;
          const path = [...way, relay];
          const last = this.lastHop(relay);
          if (last) {
            if (chains.length === most) return { chains, more: true };
            chains.push([...path.map((to, n) => this.hopTo(path[n - 1], to)!), last]);
          } else if (longer.length < MOST_OPEN) longer.push({ way: path, skipped: seen });
          else return { chains, more: true };
        }
      }
      paths = longer;
    }
    return { chains, more: false };
  }

  /** The shortest way. */
  shortest(): Chain | undefined {
    const before = this.reached();
    for (const node of before.keys()) {
      const last = this.lastHop(node);
      if (!last) continue;
      const way: PlanComponent[] = [];
      for (let each = node; each; each = before.get(each)) way.unshift(each);
      return [...way.map((to, n) => this.hopTo(way[n - 1], to)!), last];
    }
    return undefined;
  }

  /** What of the targets arrives from nowhere: neither from the start nor from a relay that is reached. Sources don't count. */
  lacking(): Region {
    let rest: Region = this.journey.targets.map((t) => ({ ...t, sources: ANYWHERE }));
    for (const node of this.reached().keys()) {
      if (!rest.length) break;
      const inside = this.insideTargets(node).map((t) => ({ ...t, services: ANY_SERVICE }));
      rest = subtract(
        rest,
        [...this.permittedToTargets(node), ...inside].map((box) => ({ ...box, sources: ANYWHERE })),
      );
    }
    return rest;
  }

  /** The start, and every relay that is reached, nearest first, each with the one before it on a shortest way. */
  private reached(): Map<PlanComponent | undefined, PlanComponent | undefined> {
    const before = new Map<PlanComponent | undefined, PlanComponent | undefined>([[undefined, undefined]]);
    for (const node of before.keys()) for (const relay of this.next(node)) if (!before.has(relay)) before.set(relay, node);
    return before;
  }

  /** The relays that a node reaches in one hop. */
  private next(node: PlanComponent | undefined): readonly PlanComponent[] {
    let result = this.onward.get(node);
    if (!result) {
      const from = this.addressesOf(node);
      result = this.relays.filter(
        (r) => r !== node && (shareZone(from, r.addresses, [r.zone]) || this.permitted(from, r.addresses, ANY_SERVICE).length),
      );
      this.onward.set(node, result);
    }
    return result;
  }

  private hopTo(node: PlanComponent | undefined, to: PlanComponent): Hop | undefined {
    const from = this.addressesOf(node);
    if (shareZone(from, to.addresses, [to.zone]))
      return this.hop(node, to, possibleTraffic(from.intersect(to.zone.addresses), to.addresses, ANY_SERVICE), to.zone);
    return this.hop(node, to, this.permitted(from, to.addresses, ANY_SERVICE));
  }

  private lastHop(node: PlanComponent | undefined): Hop | undefined {
    // As for every assertion, what lies in one zone from the start is not the question.
    if (node) {
      const inside = this.insideTargets(node).flatMap((t) => possibleTraffic(node.addresses, t.destinations, t.services));
      if (inside.length) return this.hop(node, undefined, inside, node.zone);
    }
    const region = this.permittedToTargets(node);
    return this.hop(node, undefined, node ? region : subtract(region, insideZones(this.analysis.plan)));
  }

  private hop(
    from: PlanComponent | undefined,
    to: PlanComponent | undefined,
    region: Region,
    inside?: PlanZone,
  ): Hop | undefined {
    if (!region.length) return undefined;
    const touching = inside ? [] : this.analysis.allows.filter((a) => intersect(region, [a]).length);
    return {
      from,
      to,
      inside,
      services: servicesOf(region),
      rules: [...new Set(touching.map((a) => a.rule))],
      packet: packetOf(region, this.analysis.plan),
    };
  }

  /** The part of the targets that lies in the zones of a node, besides the node itself. */
  private insideTargets(node: PlanComponent | undefined): Journey['targets'] {
    const from = this.addressesOf(node);
    const zones = node ? [node.zone] : this.analysis.plan.zones.filter((z) => z.addresses.overlaps(from));
    return this.journey.targets.flatMap((t) =>
      zones.flatMap((zone) => {
        const here = t.destinations.intersect(zone.addresses);
        const destinations = node ? here.subtract(node.addresses) : here;
        return possibleTraffic(from, destinations, t.services).length ? [{ ...t, destinations }] : [];
      }),
    );
  }

  private permittedToTargets(node: PlanComponent | undefined): Region {
    return this.journey.targets.flatMap((t) => this.permitted(this.addressesOf(node), t.destinations, t.services));
  }

  private permitted(sources: AddressSet, destinations: AddressSet, services: ServiceSet): Region {
    const box = { sources, destinations };
    const allowed = intersect(possibleTraffic(sources, destinations, services), this.allows.touching(box));
    return allowed.length ? subtract(allowed, this.denies.touching(box)) : [];
  }

  private addressesOf(node: PlanComponent | undefined): AddressSet {
    return node ? node.addresses : this.journey.sources;
  }
}

/** No network firewall stands within a zone: what lies there is reached, and no rule could change that. */
export function insideZones(plan: Plan): Region {
  return plan.zones.map((z) => ({ sources: z.addresses, destinations: z.addresses, services: ANY_SERVICE }));
}

interface RulesBetween {
  readonly allows: ZonePairs<RuleBox>;
  readonly denies: ZonePairs<RuleBox>;
}

const indexes = new WeakMap<Analysis, RulesBetween>();

/** The rules in force by the zones that they touch; what lies in no zone counts as one more. Made once for all questions. */
function rulesBetween(analysis: Analysis): RulesBetween {
  let result = indexes.get(analysis);
  if (!result) {
    const { zones } = analysis.plan;
    const outside = { addresses: ANYWHERE.subtract(IntervalSet.unionAll(zones.map((z) => z.addresses))) };
    const index = (boxes: readonly RuleBox[]): ZonePairs<RuleBox> => {
      const pairs = new ZonePairs<RuleBox>([...zones, outside]);
      for (const box of boxes) pairs.add(box, box);
      return pairs;
    };
    result = { allows: index(analysis.allows), denies: index(analysis.denies) };
    indexes.set(analysis, result);
  }
  return result;
}

/** Whether two address sets can talk inside of one of some zones. */
function shareZone(from: AddressSet, to: AddressSet, zones: readonly PlanZone[]): boolean {
  return zones.some((z) => possibleTraffic(from.intersect(z.addresses), to.intersect(z.addresses), ANY_SERVICE).length > 0);
}
