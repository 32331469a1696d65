import { el, Markup } from '../rulesets/markup.ts';
import { icon } from './icons.ts';
import { linkText, type MapLink, type MapZone, type PlanMap, STATE_TITLES } from './plan-map.ts';
import type { Theme } from './theme.ts';

/** With more zones than these, names of columns stand upright and cells hold signs and numbers alone; what those mean is in their titles. */
const MANY_ZONES = 12;

/** Which of two zones may connect to which: a row for each that connects, a column for each that is connected to. */
export function drawMatrix(map: PlanMap, theme: Theme): Markup {
  const links = new Map(map.links.map((link) => [`${link.from} ${link.to}`, link]));
  const compact = map.zones.length > MANY_ZONES;
  const head = map.zones.map((zone) => el('th', { scope: 'col', 'data-id': zone.id }, el('span', {}, zone.name)));
  return el(
    'table',
    { class: compact ? 'matrix compact' : 'matrix' },
    el('caption', {}, 'From the zone of the row to the zone of the column'),
    el('thead', {}, el('tr', {}, el('td', {}, ''), head)),
    el(
      'tbody',
      {},
      map.zones.map((from) =>
        el(
          'tr',
          {},
          el('th', { scope: 'row', 'data-id': from.id }, from.name),
          map.zones.map((to) => drawCell(from, to, links.get(`${from.id} ${to.id}`), map, theme, compact)),
        ),
      ),
    ),
  );
}

function drawCell(from: MapZone, to: MapZone, link: MapLink | undefined, map: PlanMap, theme: Theme, compact: boolean): Markup {
  if (from === to) return el('td', { class: 'self' }, '');
  if (!link) return el('td', { class: 'none' }, '');
  const rows = link.parts.map(({ state, services, pairs }) => {
    const sign = el(
      'svg',
      { viewBox: '0 0 12 12', width: 12, height: 12, 'aria-hidden': 'true' },
      icon(state, 0, 0, theme.states[state]),
    );
    // What is missing counts as pairs of components, as many as there are findings; what is open as services.
    const count = services[0] === 'any' ? 'any' : `${pairs || services.length}`;
    return el(
      'span',
      { class: `part ${state}` },
      sign,
      el('b', {}, count),
      ...(compact ? [] : [new Markup(' '), `${pairs ? pairsWord(pairs) : ''}${STATE_TITLES[state]}`]),
    );
  });
  const needed =
    link.required && !compact
      ? [el('span', { class: 'required' }, `${link.required} flow${link.required === 1 ? '' : 's'} required`)]
      : [];
  return el('td', { class: 'cell', 'data-id': link.id, title: linkText(map, link) }, ...rows, needed);
}

function pairsWord(pairs: number): string {
  return `pair${pairs === 1 ? '' : 's'} `;
}
