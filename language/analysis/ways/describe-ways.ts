import type { Plan, PlanZone } from '../../model/plan.ts';

/** So many firewalls of a zone are named. */
const MOST_NAMES = 4;

/** What keeps two zones apart, in words: what each of them is behind. */
export function describeGap(plan: Plan, from: PlanZone, to: PlanZone): string {
  const [here, there] = [behind(plan, from), behind(plan, to)];
  if (!here && !there) return `Neither ${from.name} nor ${to.name} is a zone of a firewall.`;
  if (!here || !there) return `${(here ? to : from).name} is no zone of any firewall.`;
  return `${from.name} is behind ${here} and ${to.name} behind ${there}, and no zones join these.`;
}

function behind({ firewalls }: Plan, zone: PlanZone): string {
  const names = firewalls.filter(({ zones }) => zones.includes(zone)).map(({ name }) => name);
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more` : names.join(', ');
}
