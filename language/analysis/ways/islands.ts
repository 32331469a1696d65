import type { PlanFirewall, PlanZone } from '../../model/plan.ts';

/**
 * Which zones any way joins: those of one island reach each other over firewalls, in however many steps.
 * @returns the number of each zone's island; none for a zone of no firewall, from which no way leads
 */
export function islandsOf(firewalls: readonly PlanFirewall[]): ReadonlyMap<PlanZone, number> {
  // Each firewall joins the islands of its zones; the smaller list goes into the larger one.
  const islands = new Map<PlanZone, PlanZone[]>();
  for (const { zones } of firewalls)
    for (const zone of zones) {
      const [here, there] = [islands.get(zones[0]!) ?? [zones[0]!], islands.get(zone) ?? [zone]];
      islands.set(zones[0]!, here);
      islands.set(zone, there);
      if (here === there || zone === zones[0]) continue;
      const [small, large] = here.length < there.length ? [here, there] : [there, here];
      for (const each of small) {
        large.push(each);
        islands.set(each, large);
      }
    }
  const numbers = new Map<readonly PlanZone[], number>();
  for (const island of islands.values()) if (!numbers.has(island)) numbers.set(island, numbers.size);
  return new Map([...islands].map(([zone, island]) => [zone, numbers.get(island)!]));
}
