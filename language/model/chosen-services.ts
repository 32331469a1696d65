import type { AddressSet } from './addresses.ts';
import { type Choice, choicesWithout } from './choices.ts';
import type { Opening, PlanRule } from './plan.ts';
import { ofAlternatives } from './resolve-services.ts';
import { NO_SERVICE, type ServiceSet } from './services.ts';

/** Destinations towards which a service list leaves out the same. */
interface LeftOut {
  readonly destinations: AddressSet;
  readonly out: ServiceSet;
}

/**
 * What is left out towards which of some destinations: a named service that a component moves is left out there where it was moved to, and elsewhere by its usual port.
 * @returns parts that are all of the destinations together, as many as leave out something else
 */
export function leftOutTowards(destinations: AddressSet, omissions: readonly Opening[]): readonly LeftOut[] {
  let parts: LeftOut[] = [{ destinations, out: NO_SERVICE }];
  for (const omission of omissions) {
    const next: LeftOut[] = [];
    const add = (part: LeftOut): void => {
      if (part.destinations.isEmpty) return;
      const same = next.findIndex(({ out }) => out.equals(part.out));
      if (same < 0) next.push(part);
      else next[same] = { ...part, destinations: next[same]!.destinations.union(part.destinations) };
    };
    for (const part of parts) {
      const inside = part.destinations.intersect(omission.destinations);
      if (inside.isEmpty) add(part);
      else {
        add({ destinations: part.destinations.subtract(omission.destinations), out: part.out });
        add({ destinations: inside, out: part.out.union(omission.services) });
      }
    }
    parts = next;
  }
  return parts;
}

/** The choices that are left towards which destinations: the same everywhere, unless a component moves what the list leaves out. */
export function choicesTowards(
  { alternatives, choices }: Pick<PlanRule['services'], 'alternatives' | 'choices'>,
  destinations: AddressSet,
  omissions: readonly Opening[],
): readonly { readonly destinations: AddressSet; readonly choices: readonly Choice[] }[] {
  if (!choices) return alternatives.length ? [{ destinations, choices: alternatives }] : [];
  return leftOutTowards(destinations, omissions)
    .map((part) => ({ destinations: part.destinations, choices: choicesWithout(choices, part.out) }))
    .filter((part) => part.choices.length);
}

/** What an `allow` opens of several alternatives, or a `deny` closes, by destination. */
export function chosenTowards(
  services: Pick<PlanRule['services'], 'alternatives' | 'choices'>,
  action: PlanRule['action'],
  destinations: AddressSet,
  omissions: readonly Opening[],
): Opening[] {
  return choicesTowards(services, destinations, omissions)
    .map((part) => ({ destinations: part.destinations, services: ofAlternatives(part.choices, action) }))
    .filter((opening) => !opening.services.isEmpty);
}
