// Rule sets of the firewalls that a plan names.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkspace } from '../../api/main.ts';
import { buildCli, folderWith, removeFolders, segplan } from './segplan.ts';

const PLAN = `plan "Two firewalls"
zone internet external
zone transit { subnet 10.0.0.0/29 }
zone office { subnet 10.1.0.0/24 component desk at 10.1.0.5 }
zone shop { subnet 10.2.0.0/24 component till at 10.2.0.6 runs windows }
zone lab isolated { subnet 10.3.0.0/24 }
firewall edge : panos { zones internet, transit }
firewall core : asa { zones transit, office, shop interface inside = office }
firewall tills : windows-firewall { at shop }
allow desk -> till : tcp 443
allow desk -> internet : tcp 80
`;

describe('segplan generate, with firewalls in the plan', () => {
  before(() => {
    buildCli();
  });
  after(removeFolders);

  it('writes each firewall in its own form, named after it, with the rules that pass it', () => {
    const folder = folderWith({ 'plan.segplan': PLAN });
    const { code, stderr } = segplan(['generate', 'plan.segplan', '--out', 'rules'], folder);
    assert.deepEqual([code, stderr], [0, '']);
    const files = readdirSync(join(folder, 'rules'));
    assert.deepEqual(files.sort(), ['core.asa', 'edge.panos.set', 'tills.till.ps1'].sort());
    const [edge, core] = ['edge.panos.set', 'core.asa'].map((file) => readFileSync(join(folder, 'rules', file), 'utf8'));
    assert.match(edge!, /from transit to internet source desk/);
    assert.doesNotMatch(edge!, /till/);
    assert.match(core!, /access-list inside_in extended permit tcp object desk object till eq 443/);
    assert.match(core!, /access-group inside_in in interface inside/);
  });

  it('writes one of them to standard output, in its own form or in another', () => {
    const folder = folderWith({ 'plan.segplan': PLAN });
    const own = segplan(['generate', 'plan.segplan', '--firewall', 'core'], folder);
    assert.equal(own.code, 0);
    assert.match(own.stdout, /^! Made by Segplan from plan\.segplan: Two firewalls, firewall core\n/);
    const unknown = segplan(['generate', 'plan.segplan', '--firewall', 'cor'], folder);
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /There is no firewall 'cor' in the plan; choose from edge, core, tills\./);
  });
});

describe('the rule sets of a workspace, with firewalls in the plan', () => {
  const generate = (text: string, options: Parameters<ReturnType<typeof openWorkspace>['generate']>[1]) =>
    openWorkspace({ texts: { 'plan.segplan': text } }).generate('plan.segplan', options);

  it('are those of each firewall, of one, of one in another form, and of the plan as a whole', async () => {
    const names = async (options: Parameters<typeof generate>[1]): Promise<string[]> =>
      (await generate(PLAN, options)).files.map(({ name }) => name);
    assert.deepEqual(await names({}), ['edge.panos.set', 'core.asa', 'tills.till.ps1']);
    assert.deepEqual(await names({ firewall: 'edge' }), ['edge.panos.set']);
    assert.deepEqual(await names({ firewall: 'edge', target: 'csv' }), ['edge.csv']);
    assert.deepEqual(await names({ target: 'csv' }), ['plan.csv']);
  });

  it('say what stands in the way: no form, zones that a form has no use for, no such firewall', async () => {
    const says = async (text: string, firewall: string): Promise<string> =>
      (await generate(text, { firewall })).problems.map(({ level, message }) => `${level}: ${message}`).join('\n');
    assert.match(
      await says(PLAN.replace('core : asa', 'core'), 'core'),
      /error: The firewall core says no form; write it behind a colon/,
    );
    assert.match(
      await says(PLAN.replace(': asa', ': azure-nsg'), 'core'),
      /error: azure-nsg stands at the hosts of zones, .* as in 'at transit'/,
    );
    assert.match(
      await says(PLAN.replace(': windows-firewall', ': asa'), 'tills'),
      /error: asa stands between zones, and tills names none/,
    );
    assert.match(await says(PLAN, 'cor'), /error: There is no firewall 'cor' in the plan; there are edge, core, tills\./);
    await assert.rejects(generate('zone a { subnet 10.0.0.0/24 }', {}), /Name a target, since the plan names no firewalls/);
  });

  it('name the rules and the addresses that no firewall has', async () => {
    const text = `${PLAN}allow lab -> shop : tcp 22\n`
      .replace('zone internet external\n', 'zone internet external { subnet 203.0.113.0/24 }\n')
      .replace('lab isolated', 'lab');
    const { problems } = await generate(`${text}allow desk -> 198.51.100.7 : tcp 22\n`, { firewall: 'core' });
    const said = problems.map(({ level, message }) => `${level}: ${message}`);
    assert.ok(
      said.some((each) => /^warning: No way leads from lab to shop/.test(each)),
      said.join('\n'),
    );
    assert.ok(
      said.some((each) => /^warning: This rule is also about addresses that are in no zone/.test(each)),
      said.join('\n'),
    );
  });
});

describe('a firewall at the hosts of zones', () => {
  it('has rules where one end is in these zones, and knows all others as somebody else\u2019s', async () => {
    const text = `zone app { subnet 10.1.0.0/24 }
zone data { subnet 10.2.0.0/24 }
zone hub { subnet 10.3.0.0/24 }
zone office { subnet 10.4.0.0/24 }
firewall cloud : azure-nsg { zones app, data, hub at app }
firewall edge { zones hub, office }
allow office -> app : tcp 443
allow office -> data : tcp 444
allow app -> data : tcp 445
`;
    const { files, problems } = await openWorkspace({ texts: { 'plan.segplan': text } }).generate('plan.segplan', {
      firewall: 'cloud',
    });
    assert.deepEqual(
      problems.filter(({ level }) => level === 'error'),
      [],
    );
    const template = JSON.parse(files.find(({ name }) => name.endsWith('.json'))!.text) as {
      resources: { properties: { securityRules: { properties: { destinationPortRange?: string; access: string } }[] } }[];
    };
    assert.equal(template.resources.length, 1);
    const ports = template.resources[0]!.properties.securityRules.map(({ properties }) => properties.destinationPortRange);
    assert.ok(ports.includes('443') && ports.includes('445'), ports.join());
    assert.ok(!ports.includes('444'));
  });
});
