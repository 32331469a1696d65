import { type Content, el, type Markup } from '../rulesets/markup.ts';
import { oneLine } from '../rulesets/text.ts';
import { drawLabel, drawLine } from './draw-links.ts';
import { icon } from './icons.ts';
import { drawLegend } from './legend.ts';
import { linkText, type MapZone, type PlanMap } from './plan-map.ts';
import type { Scene, SiteBox, ZoneBox } from './scene.ts';
import { drawBadge } from './sign.ts';
import { fitted, textWidth } from './text-width.ts';
import { LIGHT, type Theme } from './theme.ts';
import { type Chip, countText, type Line, SIZES, TAG } from './zone-box.ts';

/** How a picture is drawn. */
export interface Drawing {
  /** `LIGHT` unless it says otherwise. */
  readonly theme?: Theme;
  /** Whether a legend of the states that occur stands below. */
  readonly legend?: boolean;
  /** Behind everything; a page has its own. */
  readonly background?: boolean;
  /** Whether lines are drawn, though hidden, where there are too many to be seen at once: whoever shows the picture shows them one by one. */
  readonly crowd?: boolean;
}

/** A scene as SVG. Text of a plan in it is text; it loads and runs nothing. */
export function drawMap(scene: Scene, map: PlanMap, { theme = LIGHT, legend, background, crowd }: Drawing = {}): Markup {
  const shown = legend ? drawLegend(scene, map, theme) : undefined;
  const { width } = scene;
  const height = scene.height + (shown?.height ?? 0);
  return el(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      viewBox: `0 0 ${width} ${height}`,
      width,
      height,
      role: 'img',
      'aria-labelledby': 'map-title map-desc',
      'font-family': theme.font,
    },
    el('title', { id: 'map-title' }, `Map of ${map.title || 'the plan'}`),
    el('desc', { id: 'map-desc' }, scene.routes.map(({ link }) => linkText(map, link)).join('. ') || 'Nothing is open.'),
    background ? el('rect', { width, height, fill: theme.background }) : '',
    scene.sites.map((site) => drawSite(site, theme)),
    scene.crowded && !crowd ? '' : scene.routes.map((route) => drawLine(route, map, theme, scene.crowded)),
    scene.sites.map((site) => drawHead(site, theme)),
    scene.zones.map((zone) => drawZone(zone, map, theme)),
    scene.routes.map((route) => drawLabel(route, theme)),
    shown?.markup ?? '',
  );
}

function drawSite({ site, x, y, width, height }: SiteBox, theme: Theme): Markup {
  return el(
    'g',
    { class: 'site', 'data-id': site.id },
    el('rect', { x, y, width, height, rx: 8, fill: theme.site, stroke: theme.siteLine, 'stroke-width': 1 }),
  );
}

/** What a site is called, above the lines that lead into it: nobody reads a name that is crossed out. */
function drawHead({ site: { name, title }, x, y, width }: SiteBox, theme: Theme): Markup {
  const head = fitted(oneLine(name), width - 24, SIZES.name, true);
  const left = textWidth(head, SIZES.name, true) * 1.08 + 8;
  const more = title && title !== name ? fitted(oneLine(title), width - 24 - left, SIZES.title) : '';
  const wide = left + (more ? textWidth(more, SIZES.title) * 1.08 + 8 : 0);
  return el(
    'g',
    { class: 'head' },
    el('rect', { x: x + 8, y: y + 8, width: Math.min(Math.ceil(wide + 4), width - 16), height: 21, rx: 4, fill: theme.site }),
    el('text', { x: x + 14, y: y + 23, ...FONTS.name, fill: theme.text }, head),
    more ? el('text', { x: x + 14 + left, y: y + 23, ...FONTS.title, fill: theme.muted }, more) : '',
  );
}

function drawZone({ shape, x, y, width, height }: ZoneBox, map: PlanMap, theme: Theme): Markup {
  const { zone, lines, tags, chips, counts } = shape;
  return el(
    'g',
    { class: `zone${shape.collapsed ? ' collapsed' : ''}`, 'data-id': zone.id, transform: `translate(${x} ${y})` },
    el('title', {}, zoneText(zone, map)),
    frame(zone, width, height, theme),
    lines.map((line) => drawText(line, theme)),
    tags.map((tag) => drawTag(tag, theme)),
    chips.map((chip) => drawChip(chip, map, theme)),
    counts.map(({ badge, line }) => [drawBadge(badge, map, theme), drawText(line, theme)]),
    shape.tallies.map(({ state, x: left, y: top, text }) => [
      icon(state, left, top, theme.states[state]),
      el('text', { x: left + 16, y: top + 10, 'font-size': SIZES.title, fill: theme.text }, text),
    ]),
  );
}

/** Dashed where the zone is none of ours, double and shaded where nothing shall get in or out. */
function frame(zone: MapZone, width: number, height: number, theme: Theme): Content {
  const { isolated, external } = zone;
  const fill = isolated ? theme.isolated : theme.zone;
  const outer = { width, height, rx: 6, fill, stroke: theme.zoneLine, 'stroke-width': isolated ? 2 : 1.4 };
  return [
    el('rect', { class: 'frame', ...outer, ...(external ? { 'stroke-dasharray': '7 4' } : {}) }),
    isolated
      ? el('rect', { x: 3.5, y: 3.5, width: width - 7, height: height - 7, rx: 4, fill: 'none', stroke: theme.zoneLine })
      : '',
  ];
}

/** What a zone is, in words. */
export function zoneText(zone: MapZone, map: PlanMap): string {
  const { name, title, isolated, external, components, closedIn, closedOut } = zone;
  const kinds = [isolated ? 'isolated' : '', external ? 'external' : ''].filter((kind) => kind);
  const rules = [closedIn, closedOut].flatMap((n) => (n === undefined ? [] : map.rules[n]!.text));
  const own = (map.firewalls ?? []).filter(({ zones }) => zones.includes(zone.id)).map((firewall) => firewall.name);
  const behind = own.length ? [`behind ${own.join(', ')}`] : [];
  return [`zone ${name}${title ? `, ${title}` : ''}`, ...kinds, ...behind, countText(components.length), ...rules].join(', ');
}

const FONTS: Readonly<Record<Line['kind'], Readonly<Record<string, string | number>>>> = {
  name: { 'font-size': SIZES.name, 'font-weight': 600 },
  title: { 'font-size': SIZES.title },
  detail: { 'font-size': SIZES.detail },
  tag: { 'font-size': SIZES.tag },
};

function drawText({ x, y, text, kind }: Line, theme: Theme): Markup {
  const fill = kind === 'name' ? theme.text : theme.muted;
  return el('text', { x, y, ...FONTS[kind], fill }, text);
}

function drawTag({ kind, x, y, width }: { kind: 'isolated' | 'external'; x: number; y: number; width: number }, theme: Theme) {
  return el(
    'g',
    { class: 'tag', transform: `translate(${x} ${y})` },
    el('rect', { width, height: TAG, rx: 8, fill: 'none', stroke: theme.muted, 'stroke-width': 1 }),
    icon(kind, 5, 3, theme.text, 10),
    el('text', { x: 18.5, y: 11.5, ...FONTS.tag, fill: theme.text }, kind),
  );
}

function drawChip({ component, x, y, width, height, badges, lines }: Chip, map: PlanMap, theme: Theme): Markup {
  const { id, name, title, roles, addresses } = component;
  const words = [title, roles.join(', '), addresses.slice(0, 4).join(', ')].filter((text) => text);
  const [first, second] = lines;
  return el(
    'g',
    { class: 'component', 'data-id': id },
    el('title', {}, [name, ...words].join(', ')),
    el('rect', { class: 'frame', x, y, width, height, rx: 5, fill: theme.chip, stroke: theme.chipLine }),
    badges.map((badge) => drawBadge(badge, map, theme)),
    first ? el('text', { x: first.x, y: first.y, ...FONTS.title, 'font-weight': 600, fill: theme.text }, first.text) : '',
    second ? drawText(second, theme) : '',
  );
}
