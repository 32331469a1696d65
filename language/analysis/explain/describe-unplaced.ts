import { formatAddresses } from '../../model/addresses.ts';
import type { PlanComponent, PlanZone } from '../../model/plan.ts';

/** What is taken for the address of a component that has none: its zone's, those that no other zone holds, or nothing. */
export type Taken = 'zone' | 'rest of the world' | 'nothing';

export function takenFor({ zone }: PlanComponent): Taken {
  if (zone.rest) return 'rest of the world';
  return zone.addresses.isEmpty ? 'nothing' : 'zone';
}

/** The addresses that are taken for a component, each network as short as it can be written; none where they are the rest of the world. */
export function takenAddresses(component: PlanComponent): readonly string[] {
  return takenFor(component) === 'zone' ? formatAddresses(component.addresses) : [];
}

/** So many addresses and names are spelled out. */
const MOST = 6;

function listed(texts: readonly string[]): string {
  return texts.length > MOST + 1 ? `${texts.slice(0, MOST).join(', ')} and ${texts.length - MOST} more` : texts.join(', ');
}

/** What was taken for the components of a question that have no address, zone by zone; sentences without their first capital and period. */
export function describeUnplaced(components: readonly PlanComponent[]): string[] {
  const zones = new Map<PlanZone, PlanComponent[]>();
  for (const component of components) zones.set(component.zone, [...(zones.get(component.zone) ?? []), component]);
  return [...zones].map(([zone, own]) => describeIn(zone, own));
}

function describeIn(zone: PlanZone, own: readonly PlanComponent[]): string {
  const [their, them] = own.length > 1 ? ['their', 'them'] : ['its', 'it'];
  const subject = `the plan has no address of ${listed(own.map((c) => c.name))}`;
  const taken = takenFor(own[0]!);
  if (taken === 'rest of the world')
    return `${subject}; every address that no other zone holds is taken, since ${zone.name} is the rest of the world`;
  if (taken === 'nothing')
    return `${subject}, nor of ${their} zone ${zone.name}: rules can't be held against ${them}, and this is what is known by name`;
  return `${subject}; those of ${their} zone ${zone.name} are taken: ${listed(takenAddresses(own[0]!))}`;
}
