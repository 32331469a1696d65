import type { PlanFirewall, PlanZone } from '../../model/plan.ts';

/** Zones and the firewalls between them, by numbers: what ways are looked for in. */
export interface Network {
  readonly firewalls: readonly PlanFirewall[];
  /** The numbers of the firewalls that each zone is behind. */
  readonly around: ReadonlyMap<PlanZone, readonly number[]>;
  /** By the number of a firewall, those of its zones that others share. */
  readonly shared: readonly (readonly PlanZone[])[];
}

/** @param firewalls those that carry traffic */
export function networkOf(firewalls: readonly PlanFirewall[]): Network {
  const around = new Map<PlanZone, number[]>();
  for (const [n, { zones }] of firewalls.entries())
    for (const zone of zones) {
      const known = around.get(zone);
      if (known) known.push(n);
      else around.set(zone, [n]);
    }
  const shared = firewalls.map(({ zones }) => zones.filter((zone) => around.get(zone)!.length > 1));
  return { firewalls, around, shared };
}

/**
 * How far it is from a zone to each firewall and to each zone that firewalls share. What a way costs is said in one number: each firewall on
 * it counts one, and each external zone that it leads through more than all firewalls together.
 */
export interface Distances {
  /** Up to a firewall, which is not counted itself; nothing for one that no way leads to. */
  readonly toFirewall: readonly (number | undefined)[];
  /** Into a shared zone. */
  readonly toZone: ReadonlyMap<PlanZone, number>;
}

/** What it costs to go on from a zone. */
export function through(zone: PlanZone, { firewalls }: Network): number {
  return zone.external ? firewalls.length + 1 : 0;
}

/**
 * The distances from a zone, or from any that only one firewall has. Each shared zone is gone on from once, when it is nearest, so that the
 * cost is that of looking at each firewall's zones once.
 * @param start the zone where it is shared; nothing for one of the first firewall alone
 * @param first the firewalls that have the zone
 */
export function distancesFrom(network: Network, start: PlanZone | undefined, first: readonly number[]): Distances {
  const toFirewall: (number | undefined)[] = network.firewalls.map(() => undefined);
  const toZone = new Map<PlanZone, number>(start ? [[start, 0]] : []);
  // Costs differ by one or by the step of an external zone: few different ones are open at a time.
  const open = new Map<number, number[]>([[0, [...first]]]);
  while (open.size) {
    const cost = least(open.keys());
    const numbers = open.get(cost)!;
    open.delete(cost);
    for (const n of numbers) {
      if (toFirewall[n] !== undefined) continue;
      toFirewall[n] = cost;
      for (const zone of network.shared[n]!) {
        if (toZone.has(zone)) continue;
        toZone.set(zone, cost + 1);
        const next = cost + 1 + through(zone, network);
        const others = network.around.get(zone)!.filter((m) => toFirewall[m] === undefined);
        const list = open.get(next);
        if (list) for (const m of others) list.push(m);
        else open.set(next, others);
      }
    }
  }
  return { toFirewall, toZone };
}

function least(numbers: Iterable<number>): number {
  let result = Number.POSITIVE_INFINITY;
  for (const each of numbers) if (each < result) result = each;
  return result;
}
