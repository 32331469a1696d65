import type { Region } from '../analysis/region.ts';
import { formatAddresses } from '../model/addresses.ts';
import { firstOf } from '../model/describe-addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { note } from '../model/lists.ts';
import type { Plan } from '../model/plan.ts';
import { SetPlaces } from '../model/set-places.ts';
import type { RunningDevice } from './running.ts';

/**
 * Static routes that lead with a part of a zone to another place than what is around it, where something is found of that part: the rules that decide there say nothing of
 * why they do.
 * @param found what a device closes or opens against the plan
 */
export function routedNotes(plan: Plan, device: RunningDevice, found: readonly { readonly region: Region }[]): string[] {
  const { routes = [], places } = device;
  if (!routes.length || !found.length) return [];
  const zones = plan.zones.filter((zone) => !zone.rest && !zone.external);
  const zonesAt = new SetPlaces(zones.map(({ addresses }) => addresses));
  const placesAt = new SetPlaces(places.map(({ networks }) => networks));
  const touched = IntervalSet.unionAll(
    found.flatMap(({ region }) => region.flatMap(({ sources, destinations }) => [sources, destinations])),
  );
  const parts = new Map<string, string[]>();
  for (const { network, place, line } of routes)
    for (const n of network.overlaps(touched) ? zonesAt.overlapping(network) : []) {
      const { name, addresses } = zones[n]!;
      const part = network.intersect(addresses);
      if (!part.overlaps(touched)) continue;
      const beside = part.intervals
        .flatMap(({ start, end }) => [start - 1n, end])
        .filter((address) => addresses.has(address))
        .flatMap((address) => placesAt.overlapping(IntervalSet.of([{ start: address, end: address + 1n }])))
        .map((at) => places[at]!.name)
        .find((other) => other !== place);
      if (beside !== undefined)
        note(
          parts,
          `Of ${name}, what static routes lead to lies behind ${place}, and what is around it behind ${beside}`,
          `${firstOf(formatAddresses(part))} (line ${line})`,
        );
    }
  return [...parts].map(([text, each]) => `${text}: ${firstOf(each)}.`);
}
