import { el, type Markup } from '../rulesets/markup.ts';
import { icon, STROKES } from './icons.ts';
import { drawnParts, linkText, type PlanMap } from './plan-map.ts';
import type { Point, Route, RouteLabel } from './scene.ts';
import type { Theme } from './theme.ts';
import { SIZES } from './zone-box.ts';

const BEND = 7;

/** A line from zone to zone, with its arrow and a title; drawn before all labels, so that none is crossed out. */
export function drawLine({ link, points, curved }: Route, map: PlanMap, theme: Theme, hidden = false): Markup {
  const { state } = drawnParts(link)[0]!;
  const color = theme.states[state];
  const { width, dashes } = STROKES[state];
  const d = curved ? bent(points) : rounded(shortened(points));
  const common = { d, fill: 'none', 'stroke-linejoin': 'round' };
  return el(
    'g',
    { class: `link ${state}`, 'data-id': link.id, ...(hidden ? { visibility: 'hidden' } : {}) },
    el('title', {}, linkText(map, link)),
    // What lies below is held off, so that crossings can be followed.
    curved ? '' : el('path', { ...common, class: 'halo', stroke: theme.background, 'stroke-width': width + 4 }),
    el('path', {
      ...common,
      class: 'line',
      stroke: color,
      'stroke-width': width,
      ...(dashes ? { 'stroke-dasharray': dashes } : {}),
      ...(state === 'temporary' ? { 'stroke-linecap': 'round' } : {}),
    }),
    ending(points, state, color, theme.background),
  );
}

/** An arrow; a hollow one where nothing gets through, and a bar where nothing shall. */
function ending(points: readonly Point[], state: string, color: string, background: string): Markup | string {
  const [end, before] = [points.at(-1), points.at(-2)];
  if (!end || !before) return '';
  const angle = (Math.atan2(end[1] - before[1], end[0] - before[0]) * 180) / Math.PI;
  const transform = `translate(${end[0]} ${end[1]}) rotate(${Math.round(angle)})`;
  if (state === 'denied') return el('path', { transform, d: 'M-3 -6 V6', stroke: color, 'stroke-width': 2.4 });
  const isHollow = state === 'missing' || state === 'blocked' || state === 'cut';
  const arrow = el('path', {
    transform,
    d: 'M-10 -5 L0 0 L-10 5 Z',
    fill: isHollow ? background : color,
    stroke: color,
    'stroke-width': 1.4,
    'stroke-linejoin': 'round',
  });
  // What is cut off has a gap with a cross before its arrow, what is open beyond the plan a second arrow.
  const more = { cut: 'M-21 -5 L-13 5 M-13 -5 L-21 5', beyond: 'M-18 -5 L-8 0 L-18 5 Z' }[state];
  if (more) return el('g', {}, arrow, el('path', { transform, d: more, fill: color, stroke: color, 'stroke-width': 1.8 }));
  if (state !== 'blocked') return arrow;
  return el('g', {}, arrow, el('path', { transform, d: 'M-14 -6 V6', stroke: color, 'stroke-width': 2.4 }));
}

/** What is open between two zones, and what isn't, a row for each state. */
export function drawLabel({ link, label }: Route, theme: Theme): Markup | string {
  return label ? el('g', { class: 'label', 'data-id': link.id }, drawRows(label, theme)) : '';
}

function drawRows({ x, y, width, height, rows }: RouteLabel, theme: Theme): Markup[] {
  return [
    el('rect', { x, y, width, height, rx: 4, fill: theme.background, 'fill-opacity': 0.92 }),
    ...rows.flatMap(({ state, text }, n) => [
      icon(state, x + 4, y + 4 + 15 * n, state === 'firewall' ? theme.muted : theme.states[state], 11),
      el('text', { x: x + 19, y: y + 13 + 15 * n, 'font-size': SIZES.detail, fill: theme.text }, text),
    ]),
  ];
}

/** A line that ends where its arrow begins. */
function shortened(points: readonly Point[]): Point[] {
  const [end, before] = [points.at(-1), points.at(-2)];
  if (!end || !before) return [...points];
  const length = Math.hypot(end[0] - before[0], end[1] - before[1]) || 1;
  const cut = Math.min(8, length / 2) / length;
  return [...points.slice(0, -1), [end[0] - (end[0] - before[0]) * cut, end[1] - (end[1] - before[1]) * cut]];
}

/** A line that leads to its end by a bend. */
function bent([start, bend, end]: readonly Point[]): string {
  return start && bend && end ? `M${text(start)} Q${text(bend)} ${text(end)}` : '';
}

/** A line with round corners. */
function rounded(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  const parts = [`M${text(first)}`];
  let before = first;
  for (const [n, corner] of rest.entries()) {
    const next = rest[n + 1];
    if (!next) {
      parts.push(`L${text(corner)}`);
      break;
    }
    const [enter, leave] = [towards(corner, before), towards(corner, next)];
    parts.push(`L${text(enter)}`, `Q${text(corner)} ${text(leave)}`);
    before = corner;
  }
  return parts.join(' ');
}

function towards([x, y]: Point, [tx, ty]: Point): Point {
  const length = Math.hypot(tx - x, ty - y) || 1;
  const step = Math.min(BEND, length / 2) / length;
  return [x + (tx - x) * step, y + (ty - y) * step];
}

function text([x, y]: Point): string {
  return `${Math.round(x * 10) / 10} ${Math.round(y * 10) / 10}`;
}
