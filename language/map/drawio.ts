import { escapeText } from '../rulesets/markup.ts';
import { STROKES } from './icons.ts';
import { drawnParts, firstServices, overOf, type PlanMap, STATE_TITLES } from './plan-map.ts';
import type { Rectangle, Route, Scene, ZoneBox } from './scene.ts';
import { LIGHT } from './theme.ts';

/** Values of labels are text: nothing in them is read as markup. */
const PLAIN = 'html=0;whiteSpace=wrap;';

/** A scene as a drawing of draw.io, with zones and components as shapes that can be moved. */
export function drawioOf({ width, height, sites, zones, routes }: Scene, map: PlanMap): string {
  const numbers = new Map(zones.map(({ shape }, n) => [shape.zone.id, `z${n}`]));
  const cells = [
    ...sites.map((site, n) =>
      vertex(`s${n}`, '1', [site.site.name, site.site.title], site, 'rounded=1;arcSize=2;fillColor=#f4f6f8;strokeColor=#c3ccd5;'),
    ),
    ...zones.flatMap((zone) => zoneCells(zone, numbers.get(zone.shape.zone.id)!)),
    ...routes.map((route, n) => edge(route, `e${n}`, numbers, map)),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<mxfile host="segplan">
  <diagram id="map" name="${escapeText(map.title) || 'Map'}">
    <mxGraphModel grid="0" page="1" pageWidth="${Math.ceil(width)}" pageHeight="${Math.ceil(height)}">
      <root>
        <mxCell id="0"/>
        <mxCell id="1" parent="0"/>
${cells.join('\n')}
      </root>
    </mxGraphModel>
  </diagram>
</mxfile>
`;
}

function zoneCells({ shape, ...place }: ZoneBox, id: string): string[] {
  const { zone, chips, counts } = shape;
  const { name, title, isolated, external, components } = zone;
  const kind = [isolated ? 'isolated' : '', external ? 'external' : ''].filter((text) => text).join(', ');
  const count = counts.length ? `${components.length} components` : '';
  const look = `rounded=1;arcSize=3;fillColor=${isolated ? '#eceff2' : '#ffffff'};strokeColor=#5b6b7a;`;
  const more = `${external ? 'dashed=1;' : ''}${isolated ? 'strokeWidth=3;' : ''}`;
  return [
    vertex(id, '1', [name, title, kind, count], place, look + more),
    ...chips.map((chip, n) => {
      const { component } = chip;
      const about = component.title || component.roles.join(', ');
      return vertex(
        `${id}c${n}`,
        id,
        [component.name, about],
        chip,
        'rounded=1;fillColor=#f7f9fb;strokeColor=#ccd4dc;',
        'middle',
      );
    }),
  ];
}

function vertex(
  id: string,
  parent: string,
  texts: readonly string[],
  { x, y, width, height }: Rectangle,
  look: string,
  align = 'top',
): string {
  const style = `${PLAIN}align=left;spacingLeft=8;verticalAlign=${align};fontSize=11;${look}`;
  const geometry = `<mxGeometry x="${x}" y="${y}" width="${width}" height="${height}" as="geometry"/>`;
  return `        <mxCell id="${id}" value="${lines(texts)}" style="${style}" vertex="1" parent="${parent}">${geometry}</mxCell>`;
}

function edge({ link, points, curved }: Route, id: string, numbers: ReadonlyMap<string, string>, map: PlanMap): string {
  const parts = drawnParts(link);
  const { state } = parts[0]!;
  const { width, dashes } = STROKES[state];
  const over = overOf(map, link).map(({ name }) => name);
  const words = parts.map(({ state, services }) => `${STATE_TITLES[state]}: ${firstServices(services, 4)}`);
  const value = lines([...words, over.length ? `over ${over.join(', ')}` : '']);
  const arrow =
    state === 'denied' || state === 'blocked' || state === 'cut'
      ? 'endArrow=cross;'
      : `endArrow=block;endFill=${Number(state !== 'missing')};`;
  const dash = dashes ? `dashed=1;dashPattern=${dashes};` : '';
  const style = `html=0;fontSize=10;strokeColor=${LIGHT.states[state]};strokeWidth=${width};${dash}${arrow}${curved ? 'curved=1;' : 'rounded=1;'}`;
  const bends = points.slice(1, -1).map(([x, y]) => `<mxPoint x="${x}" y="${y}"/>`);
  const geometry = `<mxGeometry relative="1" as="geometry"><Array as="points">${bends.join('')}</Array></mxGeometry>`;
  const ends = `source="${numbers.get(link.from)}" target="${numbers.get(link.to)}"`;
  return `        <mxCell id="${id}" value="${value}" style="${style}" edge="1" parent="1" ${ends}>${geometry}</mxCell>`;
}

/** Texts one below the other, as the value of an attribute. */
function lines(texts: readonly string[]): string {
  return texts
    .map(escapeText)
    .filter((text) => text)
    .join('&#10;');
}
