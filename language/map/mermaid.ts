import { oneLine } from '../rulesets/text.ts';
import {
  drawnLinks,
  drawnParts,
  firstServices,
  type LinkState,
  type MapZone,
  overOf,
  type PlanMap,
  STATE_TITLES,
} from './plan-map.ts';
import { LIGHT } from './theme.ts';

/** Which kind of line stands for which state: mermaid has three. */
const LINES: Readonly<Record<LinkState, string>> = {
  missing: '-.->',
  blocked: '-.-x',
  cut: '-.-x',
  beyond: '==>',
  unneeded: '-.->',
  temporary: '-.->',
  open: '-->',
  denied: '--x',
};

/** A map as a flowchart of Mermaid, for pages that draw it themselves. Labels are written so that nothing in them is syntax. */
export function mermaidOf(map: PlanMap): string {
  const numbers = new Map(map.zones.map((zone, n) => [zone.id, `z${n}`]));
  const zones = (site: string | undefined, indent: string): string[] =>
    map.zones.filter((zone) => zone.site === site).flatMap((zone) => zoneLines(zone, numbers.get(zone.id)!, indent));
  const links = drawnLinks(map);
  const kinds = (name: 'external' | 'isolated'): string[] =>
    map.zones.filter((zone) => zone[name]).map((zone) => `  class ${numbers.get(zone.id)} ${name}`);
  const lines = [
    'flowchart LR',
    ...map.sites.flatMap(({ id, name, title }, n) => [
      `  subgraph s${n}[${label([name, title])}]`,
      ...zones(id, '    '),
      '  end',
    ]),
    ...zones(undefined, '  '),
    ...links.map((link) => {
      const [worst] = drawnParts(link);
      const line = LINES[worst!.state];
      const words = drawnParts(link).map(({ state, services }) => `${STATE_TITLES[state]}: ${firstServices(services, 4)}`);
      const over = overOf(map, link).map(({ name }) => name);
      if (over.length) words.push(`over ${over.join(', ')}`);
      return `  ${numbers.get(link.from)} ${line}|${label(words)}| ${numbers.get(link.to)}`;
    }),
    ...links.flatMap((link, n) => {
      const { state } = drawnParts(link)[0]!;
      return state === 'open' ? [] : [`  linkStyle ${n} stroke:${LIGHT.states[state]},stroke-width:2px`];
    }),
    '  classDef external stroke-dasharray:6 4',
    '  classDef isolated stroke-width:4px',
    ...kinds('external'),
    ...kinds('isolated'),
  ];
  return `${lines.join('\n')}\n`;
}

function zoneLines(zone: MapZone, number: string, indent: string): string[] {
  const { name, title, isolated, external, components } = zone;
  const kind = [isolated ? 'isolated' : '', external ? 'external' : ''].filter((text) => text).join(', ');
  const head = `${number}[${label([name, title, kind])}]`;
  // A frame around nothing is none.
  if (!components.length) return [`${indent}${head}`];
  const inner = components.map(
    (component, n) => `${indent}  ${number}c${n}[${label([component.name, component.title || component.roles.join(', ')])}]`,
  );
  return [`${indent}subgraph ${head}`, ...inner, `${indent}end`];
}

/** Texts in quotes, one below the other. */
function label(texts: readonly string[]): string {
  const lines = texts.map((text) => escaped(oneLine(text))).filter((text) => text);
  return `"${lines.join('<br/>')}"`;
}

/** Everything but letters, digits and what is plain in a label becomes a number: quotes, tags, directives and entities. */
function escaped(text: string): string {
  return text.replace(/[^\p{L}\p{N} .,:_\-/+()]/gu, (sign) => `#${sign.codePointAt(0)};`);
}
