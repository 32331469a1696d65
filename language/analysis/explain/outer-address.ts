import { formatAddresses } from '../../model/addresses.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import type { Plan, PlanComponent, PlanEndpoint, PlanTranslation } from '../../model/plan.ts';
import { ANY_SERVICE, formatServices, type ServiceSet } from '../../model/services.ts';
import { translatedOf } from '../../model/translations.ts';

/** The two ends of a question, and its services, if it is about some. */
interface Asked {
  readonly sources: readonly PlanEndpoint[];
  readonly destinations: readonly PlanEndpoint[];
  readonly services: ServiceSet | undefined;
}

/**
 * What to ask in place of a question about an address under which a firewall makes a component known: a plan says of the component who
 * may talk to it, so that the address alone would be told to be closed where packets to it pass.
 * @returns a sentence for the user; nothing where the question names no such address
 */
export function outerAddressFault(asked: Asked, { firewalls }: Plan): string | undefined {
  for (const side of ['destinations', 'sources'] as const)
    for (const end of asked[side]) {
      if (end.kind !== 'address') continue;
      for (const { name, translations } of firewalls) {
        const all = translations.filter(({ address }) => address.equals(end.addresses));
        if (all.length) return faultOf(name, asked, side, end, all);
      }
    }
  return undefined;
}

function faultOf(
  firewall: string,
  asked: Asked,
  side: 'sources' | 'destinations',
  end: PlanEndpoint,
  translations: readonly PlanTranslation[],
): string {
  const [address] = formatAddresses(end.addresses);
  const meant = new Map<PlanComponent, ServiceSet>();
  for (const translation of translations) {
    const services = asked.services ?? ANY_SERVICE;
    // What a component opens keeps its ports on the way out.
    const own = side === 'destinations' ? translatedOf(services, translation) : services;
    const { component } = translation;
    if (!own.isEmpty) meant.set(component, own.union(meant.get(component) ?? IntervalSet.empty()));
  }
  const names = [...meant.keys()].map(({ name }) => name).join(' and ');
  if (!names) {
    const known = IntervalSet.unionAll(translations.flatMap(({ services }) => services ?? []));
    return `${address} is translated by ${firewall} for ${formatServices(known)} alone: nobody answers there to anything else.`;
  }
  const questions = [...meant].map(([component, services]) => `"${questionText(asked, end, component, services)}"`);
  return `${address} is what ${firewall} makes ${names} known as. Ask about the component, by its own ports: ${questions.join(' and ')}.`;
}

function questionText(asked: Asked, end: PlanEndpoint, { name }: PlanComponent, services: ServiceSet): string {
  const label = (each: PlanEndpoint): string => (each === end ? name : each.label);
  const ends = [asked.sources, asked.destinations].map((list) => list.map(label).join(', ')).join(' -> ');
  return !asked.services || services.equals(ANY_SERVICE) ? ends : `${ends} ${formatServices(services)}`;
}
