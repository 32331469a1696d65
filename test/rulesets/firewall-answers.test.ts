// What is asked of a plan with firewalls: which of them traffic passes, with which of their rules, and what changes for each.
import assert from 'node:assert/strict';
import { openWorkspace } from '../../api/main.ts';
import { diff } from '../../language/analysis/diff/diff.ts';
import { diffMarkdown } from '../../language/rulesets/diff-markdown.ts';
import { byFirewall } from '../../language/rulesets/firewalls/diff-by-firewall.ts';
import { generate } from '../../language/rulesets/generate.ts';
import { thoroughly } from '../support/chance.ts';
import { analysisOf, loadPlan } from '../support/language.ts';

const PLAN = `plan "Two firewalls"
zone internet external
zone transit { subnet 10.0.0.0/29 }
zone office { subnet 10.1.0.0/24 component desk at 10.1.0.5 }
zone shop { subnet 10.2.0.0/24 component till at 10.2.0.6 }
zone lab { subnet 10.3.0.0/24 component bench at 10.3.0.7 }
firewall edge : panos { zones internet, transit }
firewall core : asa { zones transit, office, shop interface inside = office }
firewall tills : windows-firewall { at shop }
`;
const RULES = `allow desk -> till : tcp 443
allow any -> desk : tcp 80
deny internet -> desk : tcp 80
allow desk -> lab : tcp 22
`;
const open = (text: string) => openWorkspace({ texts: { 'plan.segplan': text } });

describe('answers about traffic over firewalls', () => {
  it('name each firewall on the way, by which of its zones the traffic passes, and its rules', async () => {
    const { ways, permitted } = await open(PLAN + RULES).explain('plan.segplan', 'internet -> desk tcp 80');
    assert.equal(permitted, false);
    const told = ways!.map((way) => ({ ...way, firewalls: way.firewalls.map(({ rules, ...rest }) => rest) }));
    assert.deepEqual(told, [
      {
        from: 'internet',
        to: 'office',
        firewalls: [
          { name: 'edge', from: 'internet', to: 'transit' },
          { name: 'core', from: 'transit', to: 'inside' },
        ],
      },
    ]);
    for (const { rules } of ways![0]!.firewalls)
      assert.deepEqual(
        rules.map(({ action, line }) => [action, line]),
        [
          ['deny', 12],
          ['allow', 11],
        ],
      );
  });

  it('name what stands at the hosts of an end, and none within a zone or without firewalls', async () => {
    const asked = async (text: string, question: string) => (await open(text).explain('plan.segplan', question)).ways;
    const [way] = (await asked(PLAN + RULES, 'desk -> till tcp 443'))!;
    assert.deepEqual(
      way!.firewalls.map(({ name, from, to }) => [name, from, to]),
      [
        ['core', 'inside', 'shop'],
        ['tills', undefined, undefined],
      ],
    );
    // What leaves a host its own firewall lets go: there is no rule about it. Groups of a cloud have rules for both ways.
    const back = async (form: string): Promise<string[]> => {
      const ways = await asked(
        PLAN.replace('windows-firewall { at shop }', `${form} { at shop }`) + RULES,
        'till -> desk tcp 80',
      );
      return ways![0]!.firewalls.map(({ name }) => name);
    };
    assert.deepEqual(await back('windows-firewall'), ['core']);
    assert.deepEqual(await back('nftables'), ['core']);
    assert.deepEqual(await back('azure-nsg'), ['tills', 'core']);
    // That of the host that something goes to is passed last, whoever has it as well.
    const [both] = (await asked(PLAN.replace('{ at shop }', '{ at office, shop }') + RULES, 'desk -> till tcp 443'))!;
    assert.deepEqual(
      both!.firewalls.map(({ name }) => name),
      ['core', 'tills'],
    );
    assert.deepEqual(await asked(PLAN + RULES, 'desk -> 10.1.0.9 tcp 443'), []);
    assert.equal(await asked(PLAN.replace(/firewall .*\n/g, '') + RULES, 'desk -> till tcp 443'), undefined);
  });

  thoroughly('say where no way leads, and reach nothing there', async () => {
    const plan = open(PLAN + RULES);
    const { ways } = await plan.explain('plan.segplan', 'desk -> bench tcp 22');
    assert.deepEqual(ways, [{ from: 'office', to: 'lab', firewalls: [] }]);
    assert.equal((await plan.reach('plan.segplan', 'desk -> bench')).reached, false);
    const reached = await plan.reach('plan.segplan', 'desk -> till');
    assert.deepEqual(
      reached.chains[0]![0]!.ways!.map(({ firewalls }) => firewalls.map(({ name }) => name)),
      [['core', 'tills']],
    );
    const { files } = await open(`${PLAN}${RULES}assert desk reaches bench on tcp 22\n`).check('plan.segplan');
    assert.ok(files[0]!.diagnostics.some(({ code }) => code === 'assertion-failed'));
  });
});

describe('a comparison by firewalls', () => {
  const parts = async (older: string, newer: string) => {
    const [before, after] = [await analysisOf(older), await analysisOf(newer)];
    const result = byFirewall(diff(before, after), before, after);
    const names = { older: 'old.segplan', newer: 'new.segplan' };
    return new Map(result.map((part) => [part.firewall.name, { ...part, markdown: diffMarkdown(part.diff, names, part) }]));
  };

  it('tells each what passes it alone, with the rules that it gets and those that go', async () => {
    const found = await parts(`${PLAN}allow desk -> till : tcp 443\n`, `${PLAN}allow desk -> internet : tcp 53\n`);
    const counts = (name: string) => {
      const { diff: own, added, removed } = found.get(name)!;
      return [own.opened.length, own.closed.length, added.length, removed.length];
    };
    assert.deepEqual(counts('edge'), [1, 0, 1, 0]);
    assert.deepEqual(counts('core'), [1, 1, 1, 1]);
    assert.deepEqual(counts('tills'), [0, 1, 0, 1]);
    // Hosts have no rules for what leaves them.
    const outward = await parts(PLAN, `${PLAN}allow till -> desk : tcp 9\ndeny till -> internet\n`);
    assert.deepEqual([outward.get('tills')!.added, outward.get('tills')!.diff.opened], [[], []]);
    assert.equal(outward.get('core')!.added.length, 2);
    const { markdown } = found.get('core')!;
    assert.match(markdown, /^# Two firewalls: changes for the firewall core, asa\n/);
    assert.match(markdown, /## Rules that it gets\n\n- desk-to-internet-\w+ .*tcp 53/);
    assert.match(markdown, /## Rules that go\n\n- desk-to-till-\w+/);
  });

  it('tells a firewall that is gone which rules go with it, behind those that stay', async () => {
    const rule = 'allow desk -> internet : tcp 53\n';
    const without = PLAN.replace(/^firewall tills .*\n/m, '');
    assert.notEqual(without, PLAN);
    const found = await parts(`${PLAN}${rule}allow desk -> till : tcp 443\n`, `${without}${rule}`);
    assert.equal([...found.keys()].at(-1), 'tills');
    const { firewall, diff: own, added, removed } = found.get('tills')!;
    assert.deepEqual([firewall.name, own.closed.length, added.length, removed.length], ['tills', 1, 0, 1]);
  });

  it('tells of the rules for traffic that both plans permit and that takes another way', async () => {
    const rule = 'allow desk -> till : tcp 443\n';
    const moved = PLAN.replace('zones transit, office, shop interface', 'zones transit, office interface').replace(
      'edge : panos { zones internet, transit }',
      'edge : panos { zones internet, transit, shop }',
    );
    const found = await parts(PLAN + rule, moved + rule);
    const edge = found.get('edge')!;
    assert.deepEqual([edge.diff.opened.length, edge.diff.closed.length, edge.removed], [0, 0, []]);
    assert.equal(edge.added.length, 1);
    assert.deepEqual(found.get('core')!.added, []);
  });
});

describe('a rule set of a firewall over what is loaded on it', () => {
  it('takes away what left it, also to another firewall, and nothing from one that is new', async () => {
    const rule = 'allow desk -> till : tcp 443\n';
    const older = await loadPlan(PLAN + rule);
    const moved = PLAN.replace('transit, office, shop interface', 'transit, office interface').replace(
      'firewall tills',
      'firewall shops : asa { zones office, shop }\nfirewall tills',
    );
    const { document, services } = await loadPlan(moved + rule);
    const made = async (firewall: string) => generate(document, services, { firewall, since: older });
    const core = await made('core');
    assert.match(core.gone!.join(), /^desk-to-till-\w+ \(allow desk -> till : tcp 443\)$/);
    assert.match(core.files[0]!.text, /The plan has no zone for the interface shop any more/);
    assert.deepEqual((await made('edge')).gone, []);
    const shops = await made('shops');
    assert.deepEqual(shops.gone, []);
    assert.match(shops.files[0]!.text, /extended permit tcp object desk object till eq 443/);
  });
});
