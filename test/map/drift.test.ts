import assert from 'node:assert/strict';
import { drawMap } from '../../language/map/draw.ts';
import { drawioOf } from '../../language/map/drawio.ts';
import { layOut } from '../../language/map/layout.ts';
import { mermaidOf } from '../../language/map/mermaid.ts';
import { pageOf } from '../../language/map/page.ts';
import { linkText, type PlanMap } from '../../language/map/plan-map.ts';
import { readMap } from '../../language/map/read-map.ts';
import { LIGHT } from '../../language/map/theme.ts';
import { loadPlan } from '../support/language.ts';
import { runs } from '../support/running.ts';
import { allNodes, readXml } from './xml.ts';

const PLAN = `zone office { subnet 10.1.0.0/24  component desk at 10.1.0.9 }
zone transit { subnet 10.9.0.0/29 }
zone shop { subnet 10.2.0.0/24  component till at 10.2.0.5 }
firewall edge "Edge" { zones office, transit }
firewall main : iptables { zones transit, shop  running "main.v4" }
allow desk -> till : tcp 443, 8443
`;
const SAVED = `*filter
:FORWARD DROP [0:0]
-A FORWARD -s 10.1.0.9/32 -d 10.2.0.5/32 -p tcp --dport 443 -j ACCEPT
-A FORWARD -s 10.2.0.5/32 -d 10.1.0.0/24 -p tcp --dport 22 -j ACCEPT
-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT
COMMIT
`;

/** The map of the plan; with what its firewall runs, where that is given. */
async function mapOf(running?: string): Promise<PlanMap> {
  const { document, services } = await loadPlan(PLAN);
  const analysis = services.segplan.Plans.analysis(document.parseResult.value);
  return readMap(analysis, false, running === undefined ? undefined : runs(document, services, { 'main.v4': running }));
}

describe('firewalls on the map', () => {
  it('stand on the way from zone to zone, in the order in which they are passed', async () => {
    const map = await mapOf();
    assert.deepEqual(
      map.links.map((link) => linkText(map, link)),
      ['office to shop over edge, main: open tcp 443, 8443'],
    );
    assert.deepEqual(
      map.firewalls?.map(({ id, name, title, form, zones, place }) => [id, name, title, form, zones, place?.range.start.line]),
      [
        ['firewall:edge', 'edge', 'Edge', undefined, ['zone:office', 'zone:transit'], 3],
        ['firewall:main', 'main', '', 'iptables', ['zone:transit', 'zone:shop'], 4],
      ],
    );
  });

  it('show what they cut off and what they let pass beyond the plan, with their lines and the rule', async () => {
    const map = await mapOf(SAVED);
    assert.deepEqual(
      map.links.map((link) => linkText(map, link)),
      [
        'office to shop over edge, main: cut off tcp 8443; open tcp 443, 8443',
        'shop to office over main, edge: open beyond the plan tcp 22',
      ],
    );
    const [cut, beyond] = map.links.map(({ parts }) => parts[0]!);
    assert.match(cut!.details[0]!.text, /^main, line 2: FORWARD denies/);
    assert.deepEqual(
      cut!.rules.map((n) => map.rules[n]!.text),
      ['allow desk -> till : tcp 443, 8443'],
    );
    assert.match(beyond!.details[0]!.text, /^main, line 4: -A FORWARD -s 10\.2\.0\.5/);
    assert.deepEqual(
      map.firewalls?.map(({ drift }) => drift),
      [undefined, '1 cut off, 1 open beyond the plan'],
    );
  });

  it('are in step with the plan, or unknown, where nothing parts', async () => {
    const { firewalls } = await mapOf(SAVED.replace('443 ', '443:8443 ').replace(/.*dport 22.*\n/, ''));
    assert.match(firewalls![1]!.drift!, /open beyond the plan/, 'ports between the two');
    const same = SAVED.replace('--dport 443 ', '-m multiport --dports 443,8443 ').replace(/.*dport 22.*\n/, '');
    assert.equal((await mapOf(same)).firewalls![1]!.drift, 'in step with the plan');
    assert.match((await mapOf('')).firewalls![1]!.drift!, /what it runs could not be read/);
  });

  it('are told in every form: in picture and legend, as words in the others', async () => {
    const map = await mapOf(SAVED);
    const scene = await layOut(map);
    const svg = readXml(drawMap(scene, map, { legend: true }).text.trim());
    const texts = allNodes(svg, 'text').map(({ text }) => text);
    assert.deepEqual(
      allNodes(svg, 'g', 'link').map(({ attributes }) => attributes.class),
      ['link cut', 'link beyond'],
    );
    for (const text of ['edge, main', 'main, edge', 'cut off by what a firewall runs', 'edge, Edge'])
      assert.ok(texts.includes(text), text);
    assert.ok(texts.some((text) => text.startsWith('main (iptables): 1 cut off')));
    assert.match(mermaidOf(map), /-\.-x\|"cut off: tcp 8443<br\/>open: tcp 443, 8443<br\/>over edge, main"\|/);
    assert.match(mermaidOf(map), /==>\|"open beyond the plan: tcp 22<br\/>over main, edge"\|/);
    assert.match(drawioOf(scene, map), /open beyond the plan: tcp 22&#10;over main, edge/);
    const page = pageOf(scene, map, LIGHT).replaceAll('\n', '');
    assert.match(
      page,
      /<h2>Firewalls<\/h2><ul><li>edge, Edge<\/li><li>main \(iptables\): 1 cut off, 1 open beyond the plan<\/li>/,
    );
    assert.match(page, /<h3>shop -&gt; office<\/h3><p>over main, edge<\/p>/);
  });
});
