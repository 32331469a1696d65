import type { ElkExtendedEdge, ElkNode } from 'elkjs/lib/elk-api.js';
import { largest } from '../model/lists.ts';
import { oneLine } from '../rulesets/text.ts';
import { curve } from './curves.ts';
import { arrange, pack } from './elk.ts';
import {
  drawnLinks,
  drawnParts,
  LINK_STATES,
  type LinkState,
  type MapLink,
  type MapSite,
  overOf,
  type PlanMap,
} from './plan-map.ts';
import type { Point, Rectangle, Route, RouteLabel, Scene } from './scene.ts';
import { fitted, textWidth } from './text-width.ts';
import { SIZES, shapeOf, type Tally, type ZoneShape } from './zone-box.ts';

/** What is shown how. */
export interface View {
  /** Ids of zones whose components are shown as numbers, or one by one; the others by how many there are in all. */
  readonly collapsed?: readonly string[];
  readonly expanded?: readonly string[];
  /** How wide the place for the picture is, in parts of its height. */
  readonly aspect?: number;
}

/** With more components than these, zones of several are collapsed at first. */
const MANY_COMPONENTS = 120;
const MANY_IN_ZONE = 4;
/** With more links than these, labels say how many services there are and not which. */
const MANY_LINKS = 45;
/** With more than these there is no room for routes: lines lead straight from zone to zone, without labels. */
const MOST_ROUTES = 150;
/** With more than these each zone says how many it has, and nobody could follow them. */
const MOST_LINES = 300;
/** A page, or a screen. */
const PAGE = 1.6;
/** What is so much longer than its place is tried the other way. */
const TOO_LONG = 1.5;
const ROW = 15;
const WIDEST_LABEL = 190;
/** What stands beside a line has room for the widest fonts of systems too. */
const ROOM = 1.14;
const MARGIN = 12;
const SITE_HEAD = 34;

type Shapes = ReadonlyMap<string, ZoneShape>;
type Labels = ReadonlyMap<string, Omit<RouteLabel, 'x' | 'y'>>;

/** Whether the components of a zone are shown as a number. */
export function isCollapsed(map: PlanMap, zone: PlanMap['zones'][number], { collapsed, expanded }: View): boolean {
  if (collapsed?.includes(zone.id)) return zone.components.length > 0;
  if (expanded?.includes(zone.id)) return false;
  const all = map.zones.reduce((sum, each) => sum + each.components.length, 0);
  return all > MANY_COMPONENTS && zone.components.length > MANY_IN_ZONE;
}

/** Finds a place for everything on a map. The same map and view give the same scene. */
export async function layOut(map: PlanMap, view: View = {}): Promise<Scene> {
  const { aspect = PAGE } = view;
  const links = drawnLinks(map);
  const tallies = links.length > MOST_LINES ? tally(links) : undefined;
  const shapes = new Map(
    map.zones.map((zone) => [zone.id, shapeOf(zone, map, isCollapsed(map, zone, view), tallies?.get(zone.id))]),
  );
  const labels: Labels = new Map(links.map((link) => [link.id, labelOf(link, map, links.length <= MANY_LINKS)]));
  if (links.length > MOST_ROUTES) return packed(map, shapes, links, aspect);
  const care = links.length > MANY_LINKS ? 'quick' : 'full';
  const across = await arrange(graphOf(map, shapes, links, labels), 'RIGHT', care);
  const isLong = (across.width ?? 0) > TOO_LONG * aspect * (across.height ?? 0);
  const down = isLong ? await arrange(graphOf(map, shapes, links, labels), 'DOWN', care) : undefined;
  const chosen = down && extent(down, aspect) < extent(across, aspect) ? down : across;
  return routed(chosen, map, shapes, links, labels);
}

/** How high the place for a picture has to be. */
function extent({ width = 0, height = 0 }: ElkNode, aspect: number): number {
  return Math.max(width / aspect, height);
}

/** Sites with their zones, and zones of no site, with what leads from one to another. The engine writes places into it. */
function graphOf(map: PlanMap, shapes: Shapes, links: readonly MapLink[], labels: Labels): ElkNode {
  const inSite = (site: string | undefined): ElkNode[] =>
    map.zones
      .filter((zone) => zone.site === site)
      .map(({ id }) => ({ id, width: shapes.get(id)!.width, height: shapes.get(id)!.height }));
  const isTurned = turned(map);
  return {
    id: 'map',
    children: [
      ...map.sites.map((site) => ({ id: site.id, children: inSite(site.id), layoutOptions: siteOptions(site) })),
      ...inSite(undefined),
    ],
    edges: links.map((link): ElkExtendedEdge => {
      const { id, from, to } = link;
      const { width = 0, height = 0 } = labels.get(id) ?? {};
      const [source, target] = isTurned(link) ? [to, from] : [from, to];
      return { id, sources: [source], targets: [target], labels: [{ id: `label ${id}`, text: id, width, height }] };
    }),
  };
}

/**
 * Which links are laid as if they led the other way: where there are sites, all lead from earlier zones to later ones then. What led back to an earlier
 * site would run around all of the picture. Zones without sites are few layers, which take less room as they come.
 */
function turned(map: PlanMap): (link: MapLink) => boolean {
  if (map.sites.length < 2) return () => false;
  const sites = map.sites.map(({ id }) => id);
  const inOrder = [...sites, undefined].flatMap((site) => map.zones.filter((zone) => zone.site === site));
  const places = new Map(inOrder.map(({ id }, n) => [id, n]));
  return ({ from, to }) => places.get(from)! > places.get(to)!;
}

function siteOptions({ name, title }: MapSite): Record<string, string> {
  const width = textWidth(oneLine(`${name} ${title}`), SIZES.name, true) + 40;
  return {
    'elk.padding': `[top=${SITE_HEAD + 14},left=22,bottom=22,right=22]`,
    'elk.nodeSize.constraints': 'MINIMUM_SIZE',
    'elk.nodeSize.minimum': `(${Math.min(420, Math.ceil(width))},80)`,
  };
}

function labelOf(link: MapLink, map: PlanMap, few: boolean): Omit<RouteLabel, 'x' | 'y'> {
  const rows: RouteLabel['rows'][number][] = drawnParts(link).map(({ state, services, pairs }) => {
    const more = services.length > 2 ? ` +${services.length - 2}` : '';
    const text = few ? `${services.slice(0, 2).join(', ')}${more}` : `${pairs || services.length}`;
    return { state, text: fitted(text, WIDEST_LABEL - 26, SIZES.detail) };
  });
  const over = few ? overOf(map, link).map(({ name }) => oneLine(name)) : [];
  if (over.length) rows.push({ state: 'firewall', text: fitted(over.join(', '), WIDEST_LABEL - 26, SIZES.detail) });
  const width = Math.ceil(largest(rows.map(({ text }) => textWidth(text, SIZES.detail))) * ROOM) + 24;
  return { rows, width, height: rows.length * ROW + 4 };
}

function routed(graph: ElkNode, map: PlanMap, shapes: Shapes, links: readonly MapLink[], labels: Labels): Scene {
  const nodes = nodesIn(graph);
  const edges = new Map([...nodes.values()].flatMap(({ edges = [] }) => edges.map((edge) => [edge.id, edge] as const)));
  const isTurned = turned(map);
  const routes = links.map((link): Route => {
    const { sections = [], labels: placed = [] } = edges.get(link.id) ?? {};
    const points = sections.flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint]);
    if (isTurned(link)) points.reverse();
    const { x = 0, y = 0 } = placed[0] ?? {};
    const label = { ...labels.get(link.id)!, x: round(x + MARGIN), y: round(y + MARGIN) };
    return { link, points: points.map((p): Point => [round(p.x + MARGIN), round(p.y + MARGIN)]), label };
  });
  return { ...boxesIn(graph, nodes, map, shapes), routes };
}

/** Zones side by side, and lines that lead from one to another as directly as they can. */
async function packed(map: PlanMap, shapes: Shapes, links: readonly MapLink[], aspect: number): Promise<Scene> {
  const graph = await pack(graphOf(map, shapes, [], new Map()), aspect, links.length > MOST_LINES);
  const boxes = boxesIn(graph, nodesIn(graph), map, shapes);
  const places = new Map(boxes.zones.map((box) => [box.shape.zone.id, box]));
  const routes = links.map((link): Route => {
    return { link, points: curve(places.get(link.from)!, places.get(link.to)!), curved: true };
  });
  return { ...boxes, routes, ...(links.length > MOST_LINES ? { crowded: true } : {}) };
}

/** How many links each zone has, by their worst states. */
function tally(links: readonly MapLink[]): ReadonlyMap<string, Tally[]> {
  const counts = new Map<string, Map<LinkState, number>>();
  for (const link of links)
    for (const zone of [link.from, link.to]) {
      const own = counts.get(zone) ?? new Map<LinkState, number>();
      const { state } = drawnParts(link)[0]!;
      counts.set(zone, own.set(state, (own.get(state) ?? 0) + 1));
    }
  const worst = ([state]: Tally): number => LINK_STATES.indexOf(state);
  return new Map([...counts].map(([zone, own]) => [zone, [...own].sort((a, b) => worst(a) - worst(b)).slice(0, 4)]));
}

function nodesIn(graph: ElkNode): ReadonlyMap<string, ElkNode> {
  const nodes = new Map<string, ElkNode>();
  const visit = (node: ElkNode): void => {
    nodes.set(node.id, node);
    for (const child of node.children ?? []) visit(child);
  };
  visit(graph);
  return nodes;
}

function boxesIn(graph: ElkNode, nodes: ReadonlyMap<string, ElkNode>, map: PlanMap, shapes: Shapes): Omit<Scene, 'routes'> {
  const at = (id: string): Rectangle => {
    const { x = 0, y = 0, width = 0, height = 0 } = nodes.get(id) ?? {};
    return { x: round(x + MARGIN), y: round(y + MARGIN), width: round(width), height: round(height) };
  };
  return {
    width: Math.ceil((graph.width ?? 0) + 2 * MARGIN),
    height: Math.ceil((graph.height ?? 0) + 2 * MARGIN),
    sites: map.sites.map((site) => ({ site, ...at(site.id) })),
    zones: map.zones.map((zone) => ({ shape: shapes.get(zone.id)!, ...at(zone.id) })),
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
