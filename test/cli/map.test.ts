import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allNodes, readXml } from '../map/xml.ts';
import { hostilePlan } from '../rulesets/hostile.ts';
import { buildCli, folderWith, planWith, removeFolders, root, segplan } from './segplan.ts';

const PLAN = planWith(
  'allow vbr -> repo : tcp 6162',
  'allow repo -> vbr : tcp 22 during setup "by hand"',
  'zone lab isolated { subnet 10.3.0.0/24 }',
);

describe('segplan map', () => {
  let folder = '';
  const draw = (...args: string[]) => segplan(['map', ...args], folder);
  const written = (name: string): string => readFileSync(join(folder, name), 'utf8');

  before(() => {
    buildCli();
    folder = folderWith({ 'plan.segplan': PLAN, 'hostile.segplan': hostilePlan, 'broken.segplan': `${PLAN}\nallow vbr ->\n` });
  });
  after(removeFolders);

  it('writes SVG with every zone and component, to standard output or to a file', () => {
    const { code, stdout, stderr } = draw('plan.segplan');
    assert.deepEqual([code, stderr], [0, '']);
    const svg = readXml(stdout.trim());
    const texts = allNodes(svg, 'text').map(({ text }) => text);
    for (const name of ['management', 'backup', 'lab', 'vbr', 'repo']) assert.ok(texts.includes(name), name);
    assert.deepEqual(
      allNodes(svg, 'g', 'link').map(({ attributes }) => attributes.class),
      ['link missing'],
    );
    assert.deepEqual(draw('plan.segplan', '--out', 'out/map.svg').stdout, 'out/map.svg\n');
    assert.equal(written('out/map.svg'), stdout);
    // Where the file can't be written, it is another file that is asked for.
    assert.match(draw('plan.segplan', '--out', '/proc/self/none/map.svg').stderr, /name another file with --out/);
    const dark = draw('plan.segplan', '--theme', 'dark').stdout;
    assert.equal(allNodes(readXml(dark.trim()), 'rect')[0]!.attributes.fill, '#1e1e1e');
  });

  it('switches phases on', () => {
    const { stdout } = draw('plan.segplan', '--phase', 'setup');
    assert.deepEqual(
      allNodes(readXml(stdout.trim()), 'g', 'link').map(({ attributes }) => attributes.class),
      ['link missing', 'link temporary'],
    );
  });

  it('shows where plan and firewalls part if it is asked to, and reads no running file else', () => {
    const example = join(root, 'examples/two-sites.segplan');
    const states = (...args: string[]): unknown[] =>
      allNodes(readXml(draw(example, ...args).stdout.trim()), 'g', 'link').map(({ attributes }) => attributes.class);
    assert.deepEqual([...new Set(states())], ['link open']);
    assert.deepEqual(
      states('--audit')
        .filter((each) => each !== 'link open')
        .sort(),
      ['link beyond', 'link cut', 'link cut'],
    );
    const { code, stderr } = draw('plan.segplan', '--audit');
    assert.equal(code, 2);
    assert.match(
      stderr,
      /Nothing says what runs: have the plan name the files that its firewalls wrote, as in firewall core : asa/,
    );
  });

  it('writes PNG twice as large as the SVG, with letters in it, and fetches nothing for it', () => {
    const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(draw('plan.segplan').stdout)!.map(Number);
    const { code, stdout } = draw('plan.segplan', '--out', 'map.png');
    assert.deepEqual([code, stdout], [0, 'map.png\n']);
    const png = readFileSync(join(folder, 'map.png'));
    assert.equal(png.toString('latin1', 0, 8), '\x89PNG\r\n\x1a\n');
    assert.deepEqual([png.readUInt32BE(16), png.readUInt32BE(20)], [2 * width!, 2 * height!]);
    // A picture without letters packs to a fraction of that.
    assert.ok(png.length > 20_000, `${png.length}`);
    for (const name of ['OpenSans_400Regular.ttf', 'OpenSans_600SemiBold.ttf', 'index_bg.wasm'])
      assert.ok(existsSync(join(root, 'dist', name)), name);
  });

  it('writes a flowchart of Mermaid', () => {
    const lines = draw('plan.segplan', '--format', 'mermaid').stdout.split('\n');
    assert.equal(lines[0], 'flowchart LR');
    assert.ok(lines.includes('  subgraph z0["management"]'));
    assert.ok(lines.some((line) => /^ {4}z0c0\["vbr<br\/>[^"]+"\]$/.test(line)));
    assert.ok(lines.includes('  z2["lab<br/>isolated"]'));
    assert.ok(lines.some((line) => /^ {2}z0 -\.->\|"missing: tcp 2500-3300<br\/>open: tcp 6162"\| z1$/.test(line)));
    assert.equal(lines.filter((line) => /^ *subgraph /.test(line)).length, lines.filter((line) => /^ *end$/.test(line)).length);
  });

  it('writes a drawing of draw.io with shapes in shapes', () => {
    assert.equal(draw('plan.segplan', '--out', 'map.drawio').code, 0);
    const cells = allNodes(readXml(written('map.drawio').trim()), 'mxCell').map(({ attributes }) => attributes);
    const ids = cells.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
    for (const { parent, source, target } of cells)
      for (const other of [parent, source, target]) if (other !== undefined) assert.ok(ids.includes(other), other);
    const zone = cells.find(({ value }) => value === 'management')!;
    assert.equal(cells.find(({ value }) => value?.startsWith('vbr\n'))?.parent, zone.id);
    const edge = cells.find((cell) => cell.edge === '1')!;
    assert.equal(edge.source, zone.id);
    assert.match(edge.value!, /^missing: tcp 2500-3300\nopen: tcp 6162$/);
    // What mxGraph reads: vertices and edges with a geometry each, and styles of keys that it knows.
    const known =
      /^(html|whiteSpace|align|spacingLeft|verticalAlign|fontSize|rounded|arcSize|curved|fillColor|strokeColor|strokeWidth|dashed|dashPattern|endArrow|endFill)=[#\w. ]+$/;
    for (const { id, style = '', vertex, edge: isEdge, parent } of cells.slice(2)) {
      assert.ok((vertex === '1') !== (isEdge === '1') && parent !== '0', id);
      for (const part of style.split(';').filter((each) => each)) assert.match(part, known);
    }
    assert.deepEqual([cells[0], cells[1]], [{ id: '0' }, { id: '1', parent: '0' }]);
    const geometries = allNodes(readXml(written('map.drawio').trim()), 'mxGeometry').map(({ attributes }) => attributes);
    assert.equal(geometries.length, cells.length - 2);
    assert.ok(geometries.every((each) => each.as === 'geometry' && (each.relative === '1' || Number(each.width) > 0)));
    // Labels are text, and not markup.
    for (const { style, value } of cells) if (value) assert.match(style!, /html=0;/);
  });

  it('writes a page with the picture, the matrix and the rules', () => {
    assert.equal(draw('plan.segplan', '--out', 'map.html').code, 0);
    const page = written('map.html');
    // A browser that darkens pages by itself would darken only a part of the picture.
    assert.match(page, /:root \{ color-scheme: only light; \}/);
    assert.match(page, /^<!DOCTYPE html>\n<html lang="en">/);
    assert.match(page, /Content-Security-Policy" content="default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;"/);
    for (const part of [
      /<svg /,
      /<table class="matrix">/,
      /<h3>management -&gt; backup<\/h3>/,
      /<code>allow vbr -&gt; repo : tcp 6162<\/code>/,
    ])
      assert.match(page, part);
  });

  it('keeps hostile labels text in every form', () => {
    for (const format of ['svg', 'html', 'drawio', 'mermaid']) {
      const { code, stdout } = draw('hostile.segplan', '--format', format);
      assert.equal(code, 0, format);
      assert.doesNotMatch(stdout, /<(script|img|iframe|a|b onclick)\b|\son\w+=|javascript:(?!alert\(1\)\)? |…)/i, format);
      if (format === 'mermaid') {
        for (const line of stdout.split('\n').slice(1)) {
          // What stands in quotes holds no sign that ends them or means something; what stands outside is ours.
          const rest = line.replace(/"((?:[\p{L}\p{N} .,:_\-/+()]|#\d+;|<br\/>)*)"/gu, '""');
          assert.match(rest, /^[\w\s[\]|.\->,:#]*(""[\]|]*[\s\w]*)?$/, line);
        }
      } else if (format !== 'html') readXml(stdout.trim());
    }
    assert.equal(draw('hostile.segplan', '--out', 'hostile.png').code, 0);
  });

  it('draws what it can of a plan with errors, and says so', () => {
    const { code, stdout, stderr } = draw('broken.segplan');
    assert.equal(code, 0);
    assert.match(
      stderr,
      /^segplan: warning: broken\.segplan has errors, so the map may be incomplete; segplan check names them\.\n$/,
    );
    readXml(stdout.trim());
  });

  it('says what is wrong with how it is used', () => {
    for (const [args, message] of [
      [
        ['plan.segplan', '--out', 'map.bmp'],
        /^segplan: map\.bmp does not say what it shall be; add --format svg, png, mermaid, drawio, html\.\n$/,
      ],
      [
        ['plan.segplan', '--format', 'gif'],
        /^segplan: .*Allowed choices are svg, png, mermaid, drawio, html\. See segplan map --help\.\n$/,
      ],
      [['none.segplan'], /^segplan: none\.segplan does not exist; check the path\.\n$/],
    ] as const) {
      const { code, stdout, stderr } = draw(...args);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, message);
    }
  });
});
