import { el, type Markup } from '../rulesets/markup.ts';
import { oneLine } from '../rulesets/text.ts';
import { icon, STROKES } from './icons.ts';
import { drawnParts, firewallText, LINK_STATES, type LinkState, type PlanMap, STATE_MEANINGS } from './plan-map.ts';
import type { Scene } from './scene.ts';
import { drawBadge } from './sign.ts';
import { fitted, textWidth } from './text-width.ts';
import type { Theme } from './theme.ts';
import { BADGE, SIZES } from './zone-box.ts';

const LEFT = 14;
const ROW = 20;
const WIDEST = 320;

interface Item {
  readonly width: number;
  draw(x: number, y: number): Markup;
}

/** The states that occur with their lines and signs, then the firewalls and the vendors, in as many rows as they need. */
export function drawLegend(
  { width, height, routes, crowded }: Scene,
  map: PlanMap,
  theme: Theme,
): { markup: Markup; height: number } {
  const present = new Set(routes.flatMap(({ link }) => drawnParts(link).map(({ state }) => state)));
  const states = LINK_STATES.filter((state) => present.has(state)).map((state) => stateItem(state, theme));
  const vendors = map.vendors.map((vendor) => vendorItem(vendor, map, theme));
  const notes = crowded
    ? [noteItem(`${routes.length} links between zones are too many to draw: a matrix shows them.`, theme)]
    : [];
  let y = height + 12;
  const firewalls = (map.firewalls ?? []).map((firewall) => firewallItem(firewallText(firewall), theme));
  const rows = [states, firewalls, vendors, notes].flatMap((items) => {
    let x = LEFT;
    const drawn = items.map((item) => {
      if (x > LEFT && x + item.width > width) [x, y] = [LEFT, y + ROW];
      const markup = item.draw(x, y);
      x += item.width;
      return markup;
    });
    if (drawn.length) y += ROW + 8;
    return drawn;
  });
  return { markup: el('g', { class: 'legend' }, rows), height: rows.length ? y - height : 0 };
}

function stateItem(state: LinkState, theme: Theme): Item {
  const text = STATE_MEANINGS[state];
  const { width, dashes } = STROKES[state];
  const look = { fill: 'none', stroke: theme.states[state], 'stroke-width': width };
  return {
    width: textWidth(text, SIZES.detail) + 76,
    draw: (x, y) =>
      el(
        'g',
        {},
        el('path', { d: `M${x} ${y} H${x + 30}`, ...look, ...(dashes ? { 'stroke-dasharray': dashes } : {}) }),
        icon(state, x + 36, y - 6, theme.states[state], 11),
        el('text', { x: x + 52, y: y + 3.5, 'font-size': SIZES.detail, fill: theme.text }, text),
      ),
  };
}

function firewallItem(text: string, theme: Theme): Item {
  const shown = fitted(oneLine(text), 1.5 * WIDEST, SIZES.detail);
  return {
    width: textWidth(shown, SIZES.detail) + 38,
    draw: (x, y) =>
      el(
        'g',
        {},
        icon('firewall', x, y - 2, theme.muted, 12),
        el('text', { x: x + 18, y: y + 7.5, 'font-size': SIZES.detail, fill: theme.text }, shown),
      ),
  };
}

function vendorItem(vendor: PlanMap['vendors'][number], map: PlanMap, theme: Theme): Item {
  const text = fitted(oneLine(vendor.title), WIDEST, SIZES.detail);
  return {
    width: textWidth(text, SIZES.detail) + BADGE + 24,
    draw: (x, y) =>
      el(
        'g',
        {},
        drawBadge({ x, y: y - BADGE / 2 + 4, vendor }, map, theme),
        el('text', { x: x + BADGE + 6, y: y + 7.5, 'font-size': SIZES.detail, fill: theme.text }, text),
      ),
  };
}

function noteItem(text: string, theme: Theme): Item {
  return {
    width: textWidth(text, SIZES.detail),
    draw: (x, y) => el('text', { x, y: y + 7.5, 'font-size': SIZES.detail, fill: theme.muted }, text),
  };
}
