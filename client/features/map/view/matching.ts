import { drawnLinks, type MapComponent, type MapLink, type MapZone, type PlanMap } from '../../../../language/map/plan-map.ts';
import type { Filter } from '../messages.ts';

/** The ids of what a filter leaves bright; nothing where it leaves everything. A link brings the zones at its ends with it. */
export function matching(map: PlanMap, filter: Filter): ReadonlySet<string> | undefined {
  const { vendor, zone, state } = filter;
  const search = filter.search.trim().toLowerCase();
  if (!vendor && !zone && !state && !search) return undefined;
  const has = (...texts: readonly string[]): boolean => !search || texts.some((text) => text.toLowerCase().includes(search));
  const fits = ({ vendors, name, title, roles, addresses }: MapComponent): boolean =>
    (!vendor || vendors.includes(vendor)) && has(name, title, ...roles, ...addresses);
  const result = new Set<string>();
  const parts = new Map<string, boolean>();
  for (const each of map.zones) {
    const own = each.components.filter(fits);
    const isFound = own.length > 0 || (!vendor && has(each.name, each.title, ...each.addresses));
    parts.set(each.id, isFound);
    if (state || (zone && each.id !== zone) || !isFound) continue;
    for (const id of [each.id, ...(own.length ? own : each.components).map((component) => component.id)]) result.add(id);
  }
  for (const link of drawnLinks(map)) {
    if (zone && link.from !== zone && link.to !== zone) continue;
    if (state && !link.parts.some((part) => part.state === state && !part.wide)) continue;
    const isNear = vendor ? parts.get(link.from) || parts.get(link.to) : true;
    const isMeant = !search || parts.get(link.from) || parts.get(link.to) || has(...wordsOf(link, map));
    if (!isNear || !isMeant) continue;
    for (const id of [link.id, link.from, link.to]) result.add(id);
    for (const end of map.zones)
      if (end.id === link.from || end.id === link.to)
        for (const id of shownIn(end, vendor !== '' || search !== '', fits)) result.add(id);
  }
  return result;
}

/** The ids of what a filter asks for itself, of all that it leaves bright: machines, else a zone, else the lines of a state. */
export function meant(map: PlanMap, { vendor, zone, state, search }: Filter, bright: ReadonlySet<string>): readonly string[] {
  if (state) return map.links.filter(({ id }) => bright.has(id)).map(({ id }) => id);
  const zones = map.zones.filter(({ id }) => bright.has(id) && (!zone || id === zone));
  const machines = zones.flatMap(({ components }) => components).filter(({ id }) => bright.has(id));
  return ((vendor || search.trim()) && machines.length ? machines : zones).map(({ id }) => id);
}

function shownIn({ components }: MapZone, some: boolean, fits: (component: MapComponent) => boolean): string[] {
  return components.filter((component) => !some || fits(component)).map(({ id }) => id);
}

function wordsOf({ parts }: MapLink, map: PlanMap): string[] {
  return parts.flatMap(({ services, details, rules }) => [
    services.join(', '),
    ...details.map(({ text }) => text),
    ...rules.map((n) => map.rules[n]!.text),
  ]);
}
