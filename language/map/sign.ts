import { el, type Markup } from '../rulesets/markup.ts';
import type { PlanMap } from './plan-map.ts';
import type { Theme } from './theme.ts';
import { BADGE, type Badge, SIZES } from './zone-box.ts';

/** The letters of a vendor on a ground of their own. */
export function drawBadge({ x, y, vendor }: Badge, map: PlanMap, theme: Theme): Markup {
  const number = map.vendors.findIndex(({ name }) => name === vendor.name);
  const color = theme.signs[number % theme.signs.length]!;
  const middle = { x: x + BADGE / 2, y: y + BADGE / 2 + 3.6, 'text-anchor': 'middle' };
  return el(
    'g',
    { class: 'sign' },
    el('rect', { x, y, width: BADGE, height: BADGE, rx: 5, fill: color }),
    el('text', { ...middle, 'font-size': SIZES.sign, 'font-weight': 600, fill: theme.signText }, vendor.sign),
  );
}
