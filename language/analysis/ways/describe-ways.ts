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

/** The same of a zone and several others that are kept apart from it by the same, some of which are given. */
export function describeGaps(plan: Plan, from: PlanZone, some: readonly PlanZone[], count: number): string {
  const [here, there] = [behind(plan, from), behind(plan, ...some)];
  if (!here) return `${from.name} is no zone of any firewall.`;
  if (!there) return 'These are no zones of any firewall.';
  return `${from.name} is behind ${here} and the others behind ${there}${count > some.length ? ' and further ones' : ''}, and no zones join these.`;
}

function behind({ firewalls }: Plan, ...some: readonly PlanZone[]): string {
  const names = firewalls.filter(({ zones }) => some.some((zone) => zones.includes(zone))).map(({ name }) => name);
  const more = names.length - MOST_NAMES;
  return more > 0 ? `${names.slice(0, MOST_NAMES).join(', ')} and ${more} more` : names.join(', ');
}
