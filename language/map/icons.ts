import { el, type Markup } from '../rulesets/markup.ts';
import type { LinkState } from './plan-map.ts';

type Attributes = Readonly<Record<string, string | number>>;

/** How the line of a state is drawn: no two alike where there is no color. */
export const STROKES: Readonly<Record<LinkState, { readonly width: number; readonly dashes?: string }>> = {
  missing: { width: 2.4, dashes: '9 5' },
  blocked: { width: 2.4, dashes: '3 3' },
  cut: { width: 2.4, dashes: '7 2 7 8' },
  beyond: { width: 2.2, dashes: '14 3 2 3 2 3' },
  unneeded: { width: 1.6, dashes: '10 3 2 3' },
  temporary: { width: 1.8, dashes: '1.5 4' },
  open: { width: 1.6 },
  denied: { width: 1.2, dashes: '2 6' },
};

/** What is drawn for a state, in a square of 12 from the origin. */
const SHAPES: Readonly<Record<LinkState | 'isolated' | 'external' | 'firewall', readonly string[]>> = {
  // A triangle with an exclamation mark.
  missing: ['M6 1 L11.4 10.8 L0.6 10.8 Z', 'M6 4.6 V7.4', 'M6 9 V9.3'],
  // No entry.
  blocked: ['M6 0.8 A5.2 5.2 0 1 1 5.99 0.8 Z', 'M2.4 9.6 L9.6 2.4'],
  // A line that is cut.
  cut: ['M0.6 6 H3.4', 'M8.6 6 H11.4', 'M4.2 3 L7.8 9', 'M7.8 3 L4.2 9'],
  // An arrow that leaves a frame.
  beyond: ['M6 1.6 H1.2 V10.8 H10.4 V6', 'M5.2 6.8 L11 1', 'M7.4 1 H11 V4.6'],
  // A question mark in a circle.
  unneeded: ['M6 0.8 A5.2 5.2 0 1 1 5.99 0.8 Z', 'M4.4 4.7 A1.6 1.6 0 1 1 6 6.2 V7', 'M6 8.8 V9.1'],
  // A clock.
  temporary: ['M6 0.8 A5.2 5.2 0 1 1 5.99 0.8 Z', 'M6 3.2 V6.2 L8.2 7.6'],
  // A check mark.
  open: ['M1.4 6.4 L4.6 9.6 L10.8 2.6'],
  // A bar across an arrow.
  denied: ['M0.8 6 H7.6', 'M8.8 1.6 V10.4'],
  // A lock.
  isolated: ['M2.4 5.6 H9.6 V11 H2.4 Z', 'M3.8 5.6 V3.6 A2.2 2.2 0 0 1 8.2 3.6 V5.6'],
  // A wall.
  firewall: ['M0.8 2 H11.2 V10 H0.8 Z', 'M0.8 6 H11.2', 'M6 2 V6', 'M3.4 6 V10', 'M8.6 6 V10'],
  // A globe.
  external: ['M6 0.8 A5.2 5.2 0 1 1 5.99 0.8 Z', 'M0.8 6 H11.2', 'M6 0.8 C3.4 3.6 3.4 8.4 6 11.2 C8.6 8.4 8.6 3.6 6 0.8'],
};

/** The sign of a state, or of a kind of zone. */
export function icon(name: keyof typeof SHAPES, x: number, y: number, color: string, size = 12): Markup {
  const place: Attributes = { transform: `translate(${x} ${y})${size === 12 ? '' : ` scale(${size / 12})`}` };
  const look: Attributes = {
    fill: 'none',
    stroke: color,
    'stroke-width': 1.4,
    'stroke-linecap': 'round',
    'stroke-linejoin': 'round',
  };
  return el('g', { class: `icon ${name}`, ...place, ...look }, ...SHAPES[name].map((d) => el('path', { d })));
}
