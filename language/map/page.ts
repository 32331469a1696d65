import { el, Markup } from '../rulesets/markup.ts';
import { drawMap } from './draw.ts';
import { drawMatrix } from './matrix.ts';
import { drawnLinks, firewallText, type LinkPart, type MapLink, overOf, type PlanMap, STATE_TITLES, zoneOf } from './plan-map.ts';
import type { Scene } from './scene.ts';
import type { Theme } from './theme.ts';

/** A map as a page of its own: the picture, the matrix, and what is between each two zones in words. It loads and runs nothing. */
export function pageOf(scene: Scene, map: PlanMap, theme: Theme): string {
  const head = el(
    'head',
    {},
    el('meta', { charset: 'utf-8' }),
    // Whatever a plan says.
    el('meta', { 'http-equiv': 'Content-Security-Policy', content: "default-src 'none'; style-src 'unsafe-inline'" }),
    el('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    el('meta', { name: 'generator', content: 'Segplan' }),
    el('title', {}, `Map of ${map.title}`),
    el('style', {}, new Markup(styleOf(theme))),
  );
  const links = drawnLinks(map);
  const body = el(
    'body',
    {},
    el('main', {}, [
      el('h1', {}, map.title || 'Map'),
      el('figure', {}, drawMap(scene, map, { theme, legend: true })),
      el('h2', {}, 'Matrix'),
      el('div', { class: 'scroll' }, drawMatrix(map, theme)),
      ...(map.firewalls?.length
        ? [
            el('h2', {}, 'Firewalls'),
            el(
              'ul',
              {},
              map.firewalls.map((firewall) => el('li', {}, firewallText(firewall))),
            ),
          ]
        : []),
      el('h2', {}, 'Between the zones'),
      links.length ? links.map((link) => section(link, map)) : el('p', {}, 'Nothing is open or required between the zones.'),
    ]),
  );
  return `<!DOCTYPE html>${el('html', { lang: 'en' }, head, body).text}\n`;
}

function section(link: MapLink, map: PlanMap): Markup {
  const name = (id: string): string => zoneOf(map, id)?.name ?? id;
  const over = overOf(map, link).map((firewall) => firewall.name);
  return el(
    'section',
    {},
    el('h3', {}, `${name(link.from)} -> ${name(link.to)}`),
    over.length ? el('p', {}, `over ${over.join(', ')}`) : '',
    el(
      'ul',
      {},
      link.parts.map((part) => item(part, map)),
    ),
  );
}

function item({ state, services, details, pairs, rules }: LinkPart, map: PlanMap): Markup {
  const more = pairs > details.length && details.length ? [el('li', {}, 'and more')] : [];
  const said = [...details.map((each) => each.text), ...rules.map((n) => map.rules[n]!.text)].map((text) =>
    el('li', {}, el('code', {}, text)),
  );
  return el('li', {}, el('b', {}, STATE_TITLES[state]), new Markup(' '), services.join(', '), el('ul', {}, said, more));
}

function styleOf(theme: Theme): string {
  return `
:root { color-scheme: ${theme.background === '#ffffff' ? 'only light' : 'only dark'}; }
body { margin: 0; padding: 20px; background: ${theme.background}; color: ${theme.text}; font: 13px/1.45 ${theme.font}; }
h1 { font-size: 22px; margin: 0 0 12px; } h2 { font-size: 17px; margin: 26px 0 8px; } h3 { font-size: 14px; margin: 16px 0 4px; }
h1, h3, li { overflow-wrap: anywhere; }
figure { margin: 0; overflow-x: auto; } .scroll { overflow-x: auto; }
figure svg { display: block; max-width: 100%; height: auto; }
table { border-collapse: collapse; } caption { text-align: left; color: ${theme.muted}; padding-bottom: 6px; }
th, td { border: 1px solid ${theme.chipLine}; padding: 4px 8px; text-align: left; vertical-align: top; font-size: 12px; }
td.self { background: ${theme.tag}; }
.compact th, .compact td { padding: 3px 5px; } .compact thead span { writing-mode: vertical-rl; transform: rotate(180deg); }
td span { display: block; white-space: nowrap; } td svg { vertical-align: -2px; margin-right: 4px; }
.required { color: ${theme.muted}; }
ul { margin: 2px 0; padding-left: 20px; } code { font-size: 12px; }
@media print { body { padding: 0; } section, tr { break-inside: avoid; } }
`;
}
