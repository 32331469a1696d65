import type { MapPlace, PlanMap } from '../../../language/map/plan-map.ts';

/** Lines and columns, 0-based. */
export interface Cursor {
  readonly line: number;
  readonly character: number;
}

/** The ids of what stands at a place of the source: a component, else a zone, else a site; the links that a rule is about. */
export function idsAt(map: PlanMap, uri: string, cursor: Cursor): string[] {
  const isThere = (place: MapPlace | undefined): boolean => place?.uri === uri && holds(place, cursor);
  const component = map.zones.flatMap(({ components }) => components).find(({ place }) => isThere(place));
  if (component) return [component.id];
  const zone = map.zones.find(({ place }) => isThere(place));
  if (zone) return [zone.id];
  const site = map.sites.find(({ place }) => isThere(place));
  if (site) return [site.id];
  const rules = new Set(map.rules.flatMap(({ place }, n) => (isThere(place) ? [n] : [])));
  if (!rules.size) return [];
  return map.links
    .filter(({ parts }) => parts.some((part) => !part.wide && part.rules.some((n) => rules.has(n))))
    .map(({ id }) => id);
}

function holds({ range: { start, end } }: MapPlace, { line, character }: Cursor): boolean {
  if (line < start.line || line > end.line) return false;
  // On the first line of a statement the blanks before it are a part of it.
  return line !== end.line || character <= end.character || start.line === end.line;
}
