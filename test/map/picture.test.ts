import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawMap } from '../../language/map/draw.ts';
import { STROKES } from '../../language/map/icons.ts';
import { layOut, type View } from '../../language/map/layout.ts';
import { drawMatrix } from '../../language/map/matrix.ts';
import { drawnLinks, LINK_STATES, type PlanMap } from '../../language/map/plan-map.ts';
import { readMap } from '../../language/map/read-map.ts';
import type { Rectangle, Scene } from '../../language/map/scene.ts';
import { textWidth } from '../../language/map/text-width.ts';
import { DARK, EDITOR, LIGHT, type Theme } from '../../language/map/theme.ts';
import { hostilePlan } from '../rulesets/hostile.ts';
import { someOf, thoroughly } from '../support/chance.ts';
import { analysisOf } from '../support/language.ts';
import { allNodes, type Node, readXml } from './xml.ts';

const examples = join(import.meta.dirname, '../../examples');

async function mapOf(text: string): Promise<PlanMap> {
  return readMap(await analysisOf(text));
}

async function pictureOf(
  map: PlanMap,
  view: View = {},
  theme: Theme = LIGHT,
): Promise<{ scene: Scene; svg: Node; text: string }> {
  const scene = await layOut(map, view);
  const { text } = drawMap(scene, map, { theme, legend: true, background: true });
  return { scene, svg: readXml(text.trim()), text };
}

const overlaps = (a: Rectangle, b: Rectangle): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
const within = (a: Rectangle, b: Rectangle): boolean =>
  a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width + 0.11 && a.y + a.height <= b.y + b.height + 0.11;

/** That everything has a place of its own, and that lines lead from their zones to their zones. */
function assertArranged(scene: Scene, map: PlanMap): void {
  const { width, height, zones, sites, routes } = scene;
  const whole = { x: 0, y: 0, width, height };
  for (const [n, zone] of zones.entries()) {
    assert.ok(within(zone, whole), zone.shape.zone.name);
    for (const other of zones.slice(0, n)) assert.ok(!overlaps(zone, other), `${zone.shape.zone.name} ${other.shape.zone.name}`);
    for (const site of sites) {
      if (site.site.id === zone.shape.zone.site) assert.ok(within(zone, site), `${zone.shape.zone.name} in ${site.site.name}`);
      else assert.ok(!overlaps(zone, site), `${zone.shape.zone.name} beside ${site.site.name}`);
    }
    const { chips } = zone.shape;
    for (const [k, chip] of chips.entries()) {
      assert.ok(within(chip, { x: 0, y: 0, width: zone.width, height: zone.height }));
      for (const other of chips.slice(0, k)) assert.ok(!overlaps(chip, other));
    }
  }
  assert.equal(routes.length, drawnLinks(map).length);
  for (const { link, points, label } of routes) {
    const box = (id: string): Rectangle => zones.find(({ shape }) => shape.zone.id === id)!;
    for (const [[x, y], place] of [
      [points[0]!, box(link.from)],
      [points.at(-1)!, box(link.to)],
    ] as const)
      assert.ok(
        within(
          { x, y, width: 0, height: 0 },
          { ...place, x: place.x - 0.2, y: place.y - 0.2, width: place.width + 0.4, height: place.height + 0.4 },
        ),
        link.id,
      );
    if (!label) continue;
    assert.ok(within(label, whole), `label of ${link.id}`);
    for (const zone of zones) assert.ok(!overlaps(label, zone), `label of ${link.id} on ${zone.shape.zone.name}`);
  }
}

/** Zones in sites with components, each of which may connect to the next ones. */
function network(sites: number, zones: number, components: number, links: number): string {
  const lines: string[] = [];
  for (let s = 0; s < sites; s++) {
    lines.push(`site s${s} {`);
    for (let z = 0; z < zones; z++) {
      const n = s * zones + z;
      const inside = Array.from({ length: components }, (_, c) => `component c${n}x${c} at 10.${n}.0.${c + 1}`);
      lines.push(`zone z${n} { subnet 10.${n}.0.0/16`, ...inside, '}');
    }
    lines.push('}');
  }
  const all = sites * zones;
  for (let n = 0; n < all; n++) for (let k = 1; k <= links; k++) lines.push(`allow z${n} -> z${(n + k * k) % all} : tcp ${k}`);
  return lines.join('\n');
}

describe('the picture of a map', () => {
  for (const name of someOf(
    readdirSync(examples).filter((file) => file.endsWith('.segplan')),
    4,
  ))
    it(`gives everything in ${name} a place of its own, and draws it`, async () => {
      const map = await mapOf(readFileSync(join(examples, name), 'utf8'));
      const { scene, svg } = await pictureOf(map);
      assertArranged(scene, map);
      const ids = (kind: string): string[] => allNodes(svg, 'g', kind).map(({ attributes }) => attributes['data-id']!);
      assert.deepEqual(
        ids('zone'),
        map.zones.map(({ id }) => id),
      );
      assert.deepEqual(
        ids('component'),
        map.zones.flatMap((zone) => zone.components.map(({ id }) => id)),
      );
      assert.deepEqual(
        ids('link'),
        drawnLinks(map).map(({ id }) => id),
      );
      const texts = allNodes(svg, 'text').map(({ text }) => text);
      for (const zone of map.zones) assert.ok(texts.includes(zone.name), zone.name);
    });

  it('draws what a site is called above the lines that lead through its name', async () => {
    const map = await mapOf(readFileSync(join(examples, 'two-sites.segplan'), 'utf8'));
    // In a place that is as high as it is wide, as beside a text.
    const { scene, svg, text } = await pictureOf(map, { aspect: 0.8 });
    const heads = allNodes(svg, 'g', 'head');
    assert.deepEqual(
      heads.map((head) => allNodes(head, 'text').map((each) => each.text)),
      [
        ['main', 'Main site'],
        ['branch', 'Branch'],
      ],
    );
    assert.ok(text.indexOf('class="head"') > text.lastIndexOf('class="line"'));
    const places = heads.map((head) => allNodes(head, 'rect')[0]!.attributes);
    const isCrossed = ({ x, y, width, height }: Readonly<Record<string, string>>): boolean =>
      scene.routes.some(({ points }) =>
        points.slice(1).some(([x2, y2], n) => {
          const [x1, y1] = points[n]!;
          const box = { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) };
          return overlaps(box, { x: Number(x), y: Number(y), width: Number(width), height: Number(height) });
        }),
      );
    assert.ok(places.some(isCrossed), 'a line through a name, without which this tells nothing');
    for (const { fill, x, width } of places) {
      assert.equal(fill, LIGHT.site);
      assert.ok(Number(width) > 60 && Number(x) > 0);
    }
  });

  it('leads no line around the zones of two sites, whichever of them begins', async () => {
    const { zones, routes } = await layOut(await mapOf(readFileSync(join(examples, 'two-sites.segplan'), 'utf8')));
    const right = Math.max(...zones.map(({ x, width }) => x + width));
    const left = Math.min(...zones.map(({ x }) => x));
    assert.ok(routes.length > 5);
    for (const { link, points } of routes)
      for (const [x] of points) assert.ok(x >= left && x <= right, `${link.from} to ${link.to} at ${x} of ${left} to ${right}`);
  });

  thoroughly('shows 300 components in 40 zones as numbers, with room for what leads from zone to zone', async () => {
    const map = await mapOf(network(8, 5, 8, 2));
    const { scene, svg } = await pictureOf(map);
    assert.equal(
      map.zones.reduce((sum, { components }) => sum + components.length, 0),
      320,
    );
    assertArranged(scene, map);
    assert.ok(!scene.crowded && scene.routes.every(({ label }) => label));
    assert.equal(allNodes(svg, 'g', 'component').length, 0);
    assert.ok(
      allNodes(svg, 'g', 'zone').every((zone) =>
        allNodes(zone, 'text').some(({ text }) => text.startsWith('8 components · 10.')),
      ),
    );
    const opened = await pictureOf(map, { expanded: ['zone:z3'] });
    assertArranged(opened.scene, map);
    assert.equal(allNodes(opened.svg, 'g', 'component').length, 8);
    const closed = await pictureOf(await mapOf(network(1, 2, 3, 1)), { collapsed: ['zone:z1'] });
    assert.equal(allNodes(closed.svg, 'g', 'component').length, 3);
  });

  it('has room for the whole name of each zone and component, beside what kind of zone it is', async () => {
    const text = `zone johannesburg-recovery "Isolated recovery" isolated { subnet 10.1.0.0/16, 10.9.0.0/16, fd00:1::/64
  component johannesburg-gateway "Gateway" at 10.1.0.1
}
zone ${'far'.repeat(60)} external { component ${'off'.repeat(60)} }`;
    for (const collapsed of [[], ['zone:johannesburg-recovery']]) {
      const map = await mapOf(text);
      const { scene, svg } = await pictureOf(map, { collapsed });
      assertArranged(scene, map);
      const [first, second] = scene.zones.map(({ shape }) => shape);
      const texts = allNodes(svg, 'text').map((each) => each.text);
      assert.ok(texts.includes('johannesburg-recovery'));
      assert.equal(texts.includes('johannesburg-gateway'), !collapsed.length);
      const [name] = first!.lines;
      assert.ok(name!.x + textWidth(name!.text, 13, true) <= first!.tags[0]!.x, 'the name ends before the tag');
      // Addresses are counted rather than cut.
      assert.ok(texts.some((each) => /10\.1\.0\.0\/16.* \(\+[12]\)$/.test(each)));
      assert.ok(second!.width < 500 && texts.some((each) => /^(far)+f?a?…$/.test(each)), 'nothing grows without end');
    }
  });

  it('draws lines without routes where there are many, and none at once where nobody could follow them', async () => {
    const many = await mapOf(network(4, 10, 1, 5));
    const { scene, svg } = await pictureOf(many);
    assertArranged(scene, many);
    assert.ok(scene.routes.length > 150 && !scene.crowded);
    assert.equal(allNodes(svg, 'g', 'link').length, scene.routes.length);
    const most = await mapOf(network(4, 10, 1, 12));
    const crowd = await pictureOf(most);
    assertArranged(crowd.scene, most);
    assert.ok(crowd.scene.crowded);
    assert.equal(allNodes(crowd.svg, 'g', 'link').length, 0);
    assert.match(
      allNodes(crowd.svg, 'g', 'legend')
        .flatMap((g) => allNodes(g, 'text'))
        .map(({ text }) => text)
        .join(' '),
      /\d+ links between zones are too many to draw/,
    );
    // What has nothing between it stands close.
    const gap = ({ zones }: Scene): number => {
      const [first, second] = zones;
      return Math.max(second!.x - first!.x - first!.width, second!.y - first!.y - first!.height);
    };
    assert.ok(gap(crowd.scene) < 30 && gap(scene) > 30);
    // Each zone says how many it has.
    const [first] = allNodes(crowd.svg, 'g', 'zone');
    const own = drawnLinks(most).filter((link) => link.from === 'zone:z0' || link.to === 'zone:z0').length;
    assert.ok(allNodes(first!, 'text').some(({ text }) => text === `${own}`));
  });

  it('tells states and kinds of zones apart without colors', async () => {
    const dashes = LINK_STATES.map((state) => STROKES[state].dashes ?? 'solid');
    assert.equal(new Set(dashes).size, LINK_STATES.length);
    const { svg } = await pictureOf(
      await mapOf('zone a isolated { subnet 10.0.0.0/24 }\nzone b external\nzone c { subnet 10.1.0.0/24 }'),
    );
    const [isolated, external, plain] = allNodes(svg, 'g', 'zone');
    const shape = (zone: Node): string =>
      allNodes(zone, 'rect')
        .map(({ attributes }) => attributes['stroke-dasharray'] ?? 'solid')
        .join();
    assert.equal(new Set([isolated!, external!, plain!].map(shape)).size, 3);
    const tags = (zone: Node): string[] =>
      allNodes(zone, 'g', 'tag').flatMap((tag) => allNodes(tag, 'text').map(({ text }) => text));
    assert.deepEqual([isolated!, external!, plain!].map(tags), [['isolated'], ['external'], []]);
    // Each state has a sign of its own.
    const signs = LINK_STATES.map((state) => {
      const cell = drawMatrix(oneLink(state), LIGHT);
      return allNodes(readXml(cell.text.trim()), 'path')
        .map(({ attributes }) => attributes.d)
        .join();
    });
    assert.equal(new Set(signs).size, LINK_STATES.length);
  });

  it('has a matrix that stays narrow with many zones, where titles say what signs and numbers mean', async () => {
    const cells = async (zones: number): Promise<{ table: Node; cell: Node }> => {
      const table = readXml(drawMatrix(await mapOf(network(1, zones, 1, 2)), LIGHT).text.trim());
      return { table, cell: allNodes(table, 'td', 'cell')[0]! };
    };
    const words = (cell: Node): string =>
      allNodes(cell, 'span')
        .map(({ text }) => text)
        .join();
    const [few, many] = [await cells(12), await cells(13)];
    assert.equal(few.table.attributes.class, 'matrix');
    assert.match(words(few.cell), /open/);
    assert.equal(many.table.attributes.class, 'matrix compact');
    assert.doesNotMatch(words(many.cell), /open/);
    assert.match(many.cell.attributes.title!, /^z0 to z1: open tcp 1/);
    // Row by row, each zone with each.
    assert.equal(allNodes(many.table, 'td').length, 1 + 13 * 13);
  });

  it('can be read on its ground, in light and in dark', () => {
    const light = (hex: string): number => {
      const parts = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
      const [r, g, b] = parts.map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
      return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
    };
    const contrast = (a: string, b: string): number => {
      const [dark, bright] = [light(a), light(b)].sort((one, other) => one - other);
      return (bright! + 0.05) / (dark! + 0.05);
    };
    for (const theme of [LIGHT, DARK]) {
      for (const ground of [theme.background, theme.site, theme.zone, theme.isolated, theme.chip])
        for (const ink of [theme.text, theme.muted]) assert.ok(contrast(ink, ground) >= 4.5, `${ink} on ${ground}`);
      for (const state of LINK_STATES) assert.ok(contrast(theme.states[state], theme.background) >= 4.5, state);
      for (const sign of theme.signs) assert.ok(contrast(theme.signText, sign) >= 4.5, sign);
    }
  });

  it('holds hostile labels as text, and loads and runs nothing', async () => {
    const map = await mapOf(hostilePlan);
    for (const theme of [LIGHT, EDITOR]) {
      const { svg, text } = await pictureOf(map, {}, theme);
      const known = 'svg title desc rect g text path'.split(' ');
      const names = (node: Node): string[] => [node.name, ...node.children.flatMap(names)];
      assert.deepEqual(
        [...new Set(names(svg))].filter((name) => !known.includes(name)),
        [],
      );
      assert.doesNotMatch(text, /<(script|style|a|image|use|foreignObject)\b|\son\w+=|href|url\(/i);
      for (const line of text.split('\n')) assert.doesNotMatch(line, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
    }
    readXml(drawMatrix(map, LIGHT).text.trim());
  });

  it('is the same for the same plan', async () => {
    const text = readFileSync(join(examples, 'zerto-msp.segplan'), 'utf8');
    const [one, two] = [await pictureOf(await mapOf(text)), await pictureOf(await mapOf(text))];
    assert.equal(one.text, two.text);
  });

  function oneLink(state: (typeof LINK_STATES)[number]): PlanMap {
    const zone = (id: string) => ({ id, name: id, title: '', isolated: false, external: false, addresses: [], components: [] });
    const part = { state, services: ['tcp 1'], pairs: 0, details: [], rules: [] };
    const link = { id: 'link:a>b', from: 'a', to: 'b', required: 0, parts: [part] };
    return { title: '', sites: [], zones: [zone('a'), zone('b')], links: [link], rules: [], vendors: [], phases: [], active: [] };
  }
});
