import type { Plan, PlanFirewall, PlanZone } from '../../model/plan.ts';
import { type Distances, distancesFrom, type Network, networkOf, through } from './distances.ts';
import { islandsOf } from './islands.ts';

/** So many ways between two zones are told one by one; rules are for all of them. */
const MOST_WAYS = 8;

/** One way from zone to zone: firewalls in the order in which traffic passes them. */
export type Way = readonly PlanFirewall[];

/**
 * The ways of a plan's traffic over its firewalls. Two firewalls that share a zone are neighbors. Of all ways from one zone to another those
 * count that lead through the fewest external zones, and of these the ones with the fewest firewalls; all of them where there are several.
 */
export class Ways {
  private readonly network: Network;
  private readonly islands: ReadonlyMap<PlanZone, number>;
  private readonly numbers = new Map<PlanFirewall, number>();
  private readonly guards = new Map<PlanZone, PlanFirewall[]>();
  private readonly known = new Map<PlanZone | number, Distances>();

  constructor(firewalls: readonly PlanFirewall[]) {
    this.network = networkOf(firewalls);
    this.islands = islandsOf(firewalls);
    for (const [n, firewall] of firewalls.entries()) {
      this.numbers.set(firewall, n);
      for (const zone of firewall.guarded) {
        const own = this.guards.get(zone);
        if (own) own.push(firewall);
        else this.guards.set(zone, [firewall]);
      }
    }
  }

  /** Whether traffic gets from one zone to another; within a zone no firewall is in its way. */
  isCarried(from: PlanZone, to: PlanZone): boolean {
    const island = this.islands.get(from);
    return from === to || (island !== undefined && island === this.islands.get(to));
  }

  /** The number of a zone's island: zones of one reach each other. None for a zone of no firewall that carries traffic. */
  islandOf(zone: PlanZone): number | undefined {
    return this.islands.get(zone);
  }

  /** What is the same for zones that have the same ways to all others: those that one firewall alone has, and no other. */
  kindOf(zone: PlanZone): PlanZone | number {
    const around = this.network.around.get(zone);
    return around?.length === 1 ? around[0]! : zone;
  }

  /** Whether a firewall is on a way from one zone to another, or stands at one of the two. */
  passes(firewall: PlanFirewall, from: PlanZone, to: PlanZone): boolean {
    return this.carries(firewall, from, to) || (this.isCarried(from, to) && this.standsAt(firewall, from, to));
  }

  /** Whether a firewall is on a way from one zone to another. */
  carries(firewall: PlanFirewall, from: PlanZone, to: PlanZone): boolean {
    const whole = this.length(from, to);
    const [before, behind] = [this.toFirewall(from, firewall), this.toFirewall(to, firewall)];
    return from !== to && whole !== undefined && before !== undefined && behind !== undefined && before + 1 + behind === whole;
  }

  /** Whether what comes from a zone may pass one firewall and, further on, another one that is on its way. */
  precedes(first: PlanFirewall, second: PlanFirewall, from: PlanZone): boolean {
    const [before, behind] = [this.toFirewall(from, first), this.toFirewall(from, second)];
    const [n, m] = [this.numbers.get(first), this.numbers.get(second)];
    if (before === undefined || behind === undefined || n === undefined || m === undefined || before >= behind) return false;
    return this.network.shared[n]!.some((zone) => {
      const left = zone === from ? undefined : this.distances(zone)?.toFirewall[m];
      return left !== undefined && before + 1 + through(zone, this.network) + left === behind;
    });
  }

  /** Whether a firewall stands at the hosts of one of two zones. */
  standsAt({ guarded }: PlanFirewall, from: PlanZone, to: PlanZone): boolean {
    return from !== to && (guarded.includes(from) || guarded.includes(to));
  }

  /** The zones of a firewall by which it knows another: itself, or those next to it on the ways that lead there; none where none does. */
  nearest(firewall: PlanFirewall, zone: PlanZone): readonly PlanZone[] {
    const whole = this.toFirewall(zone, firewall);
    if (whole === undefined) return [];
    if (firewall.zones.includes(zone)) return [zone];
    const { toZone } = this.distances(zone)!;
    return firewall.zones.filter((own) => {
      const near = toZone.get(own);
      return near !== undefined && near + through(own, this.network) === whole;
    });
  }

  /** Every firewall that traffic from one zone to another passes on some way, those that are passed first before the others. */
  between(from: PlanZone, to: PlanZone): readonly PlanFirewall[] {
    if (from === to || !this.isCarried(from, to)) return [];
    const whole = this.length(from, to)!;
    const own = this.distances(from)!;
    const onWay = this.network.firewalls.flatMap((firewall, n) => {
      const before = own.toFirewall[n];
      return before !== undefined && before < whole && this.carries(firewall, from, to) ? [{ firewall, before }] : [];
    });
    const carrying = onWay.sort((a, b) => a.before - b.before).map(({ firewall }) => firewall);
    return [...new Set([...(this.guards.get(from) ?? []), ...carrying, ...(this.guards.get(to) ?? [])])];
  }

  /**
   * The ways from one zone to another, each with the firewalls in the order in which they are passed; with many of them the first ones.
   * None within a zone, and none where no way leads there.
   */
  list(from: PlanZone, to: PlanZone): { readonly ways: readonly Way[]; readonly more: boolean } {
    const whole = from === to ? undefined : this.length(from, to);
    if (whole === undefined) return { ways: [], more: false };
    const all: Way[] = [];
    const [before, behind] = [this.guards.get(from) ?? [], this.guards.get(to) ?? []];
    const onWays = this.between(from, to).filter((firewall) => this.carries(firewall, from, to));
    const extend = (way: Way, at: PlanZone, cost: number): void => {
      for (const firewall of onWays) {
        if (all.length > MOST_WAYS) return;
        if (!firewall.zones.includes(at) || this.toFirewall(from, firewall) !== cost) continue;
        const longer = [...way, firewall];
        if (firewall.zones.includes(to) && cost + 1 === whole) all.push([...new Set([...before, ...longer, ...behind])]);
        else
          for (const zone of firewall.zones) {
            const next = cost + 1 + through(zone, this.network);
            // No step that leads nowhere: what is left from here is what is left of the whole.
            const left = zone === at ? undefined : this.length(zone, to);
            if (left !== undefined && next + left === whole) extend(longer, zone, next);
          }
      }
    };
    extend([], from, 0);
    return { ways: all.slice(0, MOST_WAYS), more: all.length > MOST_WAYS };
  }

  /** What the ways from one zone to another one cost. */
  private length(from: PlanZone, to: PlanZone): number | undefined {
    if (from === to) return 0;
    const own = this.distances(from);
    if (!own) return undefined;
    const shared = own.toZone.get(to);
    if (shared !== undefined) return shared;
    const [only] = this.network.around.get(to) ?? [];
    const near = only === undefined ? undefined : own.toFirewall[only];
    return near === undefined ? undefined : near + 1;
  }

  private toFirewall(from: PlanZone, firewall: PlanFirewall): number | undefined {
    const n = this.numbers.get(firewall);
    return n === undefined ? undefined : this.distances(from)?.toFirewall[n];
  }

  /** From a zone; nothing for one of no firewall. Zones that one firewall alone has are equally far from all else. */
  private distances(zone: PlanZone): Distances | undefined {
    const first = this.network.around.get(zone);
    if (!first) return undefined;
    const isShared = first.length > 1;
    const key = isShared ? zone : first[0]!;
    let known = this.known.get(key);
    if (!known) {
      known = distancesFrom(this.network, isShared ? zone : undefined, first);
      this.known.set(key, known);
    }
    return known;
  }
}

const all = new WeakMap<readonly PlanFirewall[], Ways>();

/** The ways over the firewalls of a plan; nothing where it names none, and one stands between all zones. */
export function waysOf({ firewalls }: Plan): Ways | undefined {
  if (!firewalls.length) return undefined;
  let known = all.get(firewalls);
  if (!known) {
    known = new Ways(firewalls);
    all.set(firewalls, known);
  }
  return known;
}
