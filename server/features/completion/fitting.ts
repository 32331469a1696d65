import { parseAddress } from '../../../language/model/addresses.ts';
import { freeAddresses } from '../../../language/model/free-addresses.ts';
import type { Plan, PlanZone } from '../../../language/model/plan.ts';

/** Networks that a plan can go on with, by their second numbers: the first of them is the one that snippets have. */
const NETWORKS: readonly number[] = Array.from({ length: 25 }, (_, n) => (n + 1) * 10);
const NETWORK = '10.10.0.0/24';
const HOST = '10.10.0.10';
const ROLE = 'veeam.backup-server';
const OTHER_ROLE = 'acme.server';

/**
 * The text of a snippet with addresses that nothing in the plan has: what is taken as it stands is no mistake then.
 * @param label the word that the snippet begins with
 * @param zone the zone that it is put into, as far as it is known
 */
export function fitting(label: string, text: string, plan: Plan, zone: PlanZone | undefined): string {
  if (label === 'zone' || label === 'site') return text.replace(NETWORK, freeNetwork(plan));
  if (label !== 'component' || !zone) return text;
  const [free] = freeAddresses(zone, plan.components);
  const placed = free ? text.replace(HOST, free.text) : text;
  // Whoever has a backup server does not want another one in most cases.
  return plan.components.length ? placed.replace(ROLE, OTHER_ROLE) : placed;
}

function freeNetwork({ zones }: Plan): string {
  const taken = zones.filter((zone) => !zone.rest).map((zone) => zone.addresses);
  const isFree = (second: number): boolean => {
    const { set } = parseAddress({ start: `10.${second}.0.0`, prefix: 24 });
    return !taken.some((each) => each.overlaps(set));
  };
  const free = NETWORKS.find(isFree);
  return free === undefined ? NETWORK : `10.${free}.0.0/24`;
}
