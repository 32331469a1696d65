import { largest, smallest } from '../../../model/lists.ts';
import { addressTexts, kindOf, OUTSIDE } from '../../change-request.ts';
import type { RuleSet } from '../../rule-set.ts';
import { oneLine } from '../../text.ts';
import { type Content, el, type Markup } from './markup.ts';
import type { ZoneLink } from './zone-links.ts';

/** More zones than these can't be told apart on a page. */
export const MOST_ZONES = 16;
/** The width of an A4 page in landscape, less its margins, in CSS pixels. */
const WIDTH = 1040;
const LINE = 15;
/** Dark enough on white, and apart from each other in print. */
const COLORS = ['#1f4e79', '#8a3b12', '#2e6b34', '#6a2c70', '#7a5c00', '#00606b', '#a3243b', '#454f59'];

type Point = readonly [x: number, y: number];

interface Place {
  readonly name: string;
  readonly lines: readonly string[];
  readonly color: string;
  readonly external: boolean;
  readonly isolated: boolean;
  readonly width: number;
  readonly height: number;
  at: Point;
}

/** Cuts a text to what fits; most letters of scripts beyond the first ones are twice as wide. */
function clipped(text: string, width: number, letter: number): string {
  let left = width / letter;
  let result = '';
  for (const char of oneLine(text)) {
    left -= char.codePointAt(0)! > 0x2e7f ? 2 : 1;
    if (left < 1) return `${result.trimEnd()}…`;
    result += char;
  }
  return result;
}

function placesOf(ruleSet: RuleSet, links: readonly ZoneLink[]): Place[] {
  const count = ruleSet.zones.length;
  const width = count <= 4 ? 250 : count <= 6 ? 215 : count <= 9 ? 180 : 150;
  const most = count <= 6 ? 8 : count <= 9 ? 6 : 4;
  const box = (name: string, kind: string, lines: readonly string[], n: number): Place => ({
    name,
    lines,
    color: COLORS[n % COLORS.length]!,
    external: /external/.test(kind),
    isolated: /isolated/.test(kind),
    width,
    height: 26 + LINE * lines.length,
    at: [0, 0],
  });
  const places = ruleSet.zones.map((zone, n) => {
    const kind = kindOf(zone);
    const own = ruleSet.components.filter((c) => c.zone === zone.name).map((c) => c.name);
    const shown = own.length > most ? [...own.slice(0, most - 1), `and ${own.length - most + 1} more`] : own;
    const texts = addressTexts(zone.addresses, ruleSet);
    const more = texts.length > 1 ? ` (+${texts.length - 1})` : '';
    const where = texts[0] === OUTSIDE ? '' : `${texts[0] ?? ''}${more}`;
    return box(zone.name, kind, [[kind, where].filter((t) => t).join(', '), ...shown], n);
  });
  const elsewhere = links.some((l) => !l.from || !l.to);
  return elsewhere ? [...places, box('elsewhere', 'external', ['addresses of no zone'], places.length)] : places;
}

function overlap(a: Place, b: Place): boolean {
  const [dx, dy] = [Math.abs(a.at[0] - b.at[0]), Math.abs(a.at[1] - b.at[1])];
  return dx < (a.width + b.width) / 2 + 24 && dy < (a.height + b.height) / 2 + 24;
}

/**
 * Puts the places on an ellipse, so that no line between two of them runs through a third; as large as they need to stand apart.
 * @returns the size of the picture
 */
function arrange(places: readonly Place[]): { width: number; height: number } {
  const count = places.length;
  const [wide, high] = [largest(places.map((p) => p.width)), largest(places.map((p) => p.height))];
  const turn = -Math.PI / 2 - (count % 2 ? 0 : Math.PI / count);
  let [rx, ry] = count === 1 ? [0, 0] : [(WIDTH - wide) / 2 - 4, count === 2 ? 0 : Math.max(90, high * 0.8)];
  for (let n = 0; n < 60; n++) {
    for (const [k, place] of places.entries()) {
      const angle = turn + (2 * Math.PI * k) / count;
      place.at = [rx * Math.cos(angle), ry * Math.sin(angle)];
    }
    if (!places.some((a, k) => places.slice(0, k).some((b) => overlap(a, b)))) break;
    // No taller than a page in landscape.
    if (ry < 0.5 * rx) ry *= 1.06;
    else [rx, ry] = [rx * 1.04, ry * 1.04];
  }
  const width = 2 * rx + wide + 8;
  const tops = places.map((p) => p.at[1] - p.height / 2);
  const bottoms = places.map((p) => p.at[1] + p.height / 2);
  const top = smallest(tops);
  for (const place of places) place.at = [place.at[0] + width / 2, place.at[1] - top + 4];
  return { width, height: largest(bottoms) - top + 8 };
}

/** Where a line from the middle of a box towards a point leaves the box. */
function border({ at: [x, y], width, height }: Place, [tx, ty]: Point): Point {
  const [dx, dy] = [tx - x, ty - y];
  const scale = Math.min(
    dx ? (width / 2 + 3) / Math.abs(dx) : Number.POSITIVE_INFINITY,
    dy ? (height / 2 + 3) / Math.abs(dy) : Number.POSITIVE_INFINITY,
  );
  return Number.isFinite(scale) ? [x + dx * scale, y + dy * scale] : [x, y];
}

const round = (value: number): string => String(Math.round(value * 10) / 10);
const text = (points: readonly Point[]): string => points.map((p) => p.map(round).join(',')).join(' ');

/** A line that bends towards the middle, so that it keeps clear of neighbors, and aside, so that both directions show. */
function arrow(from: Place, to: Place, link: ZoneLink, [mx, my]: Point): Markup {
  const [dx, dy] = [to.at[0] - from.at[0], to.at[1] - from.at[1]];
  const length = Math.hypot(dx, dy) || 1;
  const middle: Point = [(from.at[0] + to.at[0]) / 2, (from.at[1] + to.at[1]) / 2];
  const aside = 22;
  const bend: Point = [
    middle[0] + (mx - middle[0]) * 0.45 - (dy / length) * aside,
    middle[1] + (my - middle[1]) * 0.45 + (dx / length) * aside,
  ];
  const [start, end] = [border(from, bend), border(to, bend)];
  const angle = Math.atan2(end[1] - bend[1], end[0] - bend[0]);
  const back = (turn: number): Point => [end[0] - 11 * Math.cos(angle + turn), end[1] - 11 * Math.sin(angle + turn)];
  const dashes: Record<string, string> = link.temporary ? { 'stroke-dasharray': '6 4' } : {};
  const path = `M${text([start])} Q${text([bend])} ${text([end])}`;
  return el(
    'g',
    { class: 'link' },
    el('title', {}, sentence(link)),
    el('path', { d: path, fill: 'none', stroke: from.color, 'stroke-width': 1.6, ...dashes }),
    el('polygon', { points: text([end, back(0.4), back(-0.4)]), fill: from.color }),
  );
}

function sentence({ from, to, temporary }: ZoneLink): string {
  return `${from?.name ?? 'elsewhere'} to ${to?.name ?? 'elsewhere'}${temporary ? ' (temporary)' : ''}`;
}

function drawn({ at, width, height, color, name, lines, external, isolated }: Place): Markup {
  const [x, y] = [at[0] - width / 2, at[1] - height / 2];
  const dashes: Record<string, string> = external ? { 'stroke-dasharray': '7 4' } : {};
  const label = (line: string, n: number): Markup =>
    el(
      'text',
      { x: round(x + 9), y: round(y + 34 + LINE * n), class: n ? 'component' : 'subnet' },
      clipped(line, width - 16, n ? 6.4 : 5.8),
    );
  return el(
    'g',
    { class: 'zone' },
    el('title', {}, name),
    el('rect', {
      x: round(x),
      y: round(y),
      width,
      height,
      rx: 5,
      fill: isolated ? '#eceff2' : '#ffffff',
      stroke: color,
      'stroke-width': isolated ? 3 : 1.6,
      ...dashes,
    }),
    el('text', { x: round(x + 9), y: round(y + 18), class: 'name', fill: color }, clipped(name, width - 16, 7.6)),
    lines.map(label),
  );
}

/** Who may connect to whom, zone by zone, in words. */
export function linksInWords(links: readonly ZoneLink[]): string[] {
  const targets = new Map<string, string[]>();
  for (const link of links) {
    const from = link.from?.name ?? 'elsewhere';
    const to = `${link.to?.name ?? 'elsewhere'}${link.temporary ? ' (temporary)' : ''}`;
    targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  return [...targets].map(([from, to]) => `${from} may connect to ${to.join(', ')}.`);
}

/** The zones with their components and an arrow for each pair that a rule joins; nothing where there are too many to draw. */
export function picture(ruleSet: RuleSet, links: readonly ZoneLink[]): Content {
  const places = placesOf(ruleSet, links);
  if (!places.length || places.length > MOST_ZONES) return [];
  const { width, height } = arrange(places);
  const middle: Point = [width / 2, height / 2];
  const placeOf = (zone: ZoneLink['from']): Place => places.find((p) => p.name === (zone?.name ?? 'elsewhere'))!;
  return el(
    'svg',
    { viewBox: `0 0 ${round(width)} ${round(height)}`, role: 'img', 'aria-labelledby': 'picture-title picture-desc' },
    el('title', { id: 'picture-title' }, 'Zones, and which of them may connect to which'),
    el('desc', { id: 'picture-desc' }, linksInWords(links).join(' ') || 'No zone may connect to another.'),
    links.map((link) => arrow(placeOf(link.from), placeOf(link.to), link, middle)),
    places.map(drawn),
  );
}
