import assert from 'node:assert/strict';
import { type Audit, audit } from '../../language/running/audit.ts';
import {
  boxText,
  deadText,
  deviceRuleText,
  deviceText,
  linesText,
  verdictText,
  wantedText,
} from '../../language/running/describe-audit.ts';
import { readRunning } from '../../language/running/detect.ts';
import { readYaml } from '../../language/running/forms/yaml.ts';
import { analysisOf } from '../support/language.ts';

const PLAN = `plan "Shop"
zone office { subnet 10.1.0.0/24 component till at 10.1.0.5 }
zone servers { subnet 10.2.0.0/24, fd00:2::/64 component db at 10.2.0.7 }
allow till -> db : tcp 5432-5440 "sales"
`;
const RIGHT = 'FORWARD -s 10.1.0.5/32 -d 10.2.0.7/32 -p tcp -m tcp --dport 5432:5440 -j ACCEPT';

async function audited(rules: readonly string[], policy = 'DROP', plan = PLAN): Promise<Audit> {
  const text = [
    '*filter',
    `:FORWARD ${policy} [0:0]`,
    ...rules.map((rule) => (rule.startsWith(':') ? rule : `-A ${rule}`)),
    '-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT',
    'COMMIT',
    '',
  ];
  return audit(await analysisOf(plan), readRunning(text.join('\n'), 'fw.rules'), {});
}

/** Dead rules as `redundant by line 4`; the first rule stands in line 3. */
async function dead(...rules: readonly string[]): Promise<string[]> {
  const { devices } = await audited(rules);
  return devices[0]!.dead.map((each) => `${each.rule.line}: ${deadText(each)}`);
}

const rule = (source: string, port: string, target = 'ACCEPT'): string =>
  `FORWARD -s ${source} -d 10.2.0.0/24 -p tcp -m tcp --dport ${port} -j ${target}`;

describe('a dead rule', () => {
  it('is one that a wider one behind it does the same for, where nothing between them does anything else', async () => {
    assert.deepEqual(await dead(rule('10.1.0.5', '22'), rule('10.1.0.0/24', '20:30')), ['3: redundant by line 4']);
    assert.deepEqual(await dead(rule('10.1.0.5', '22', 'DROP'), rule('10.1.0.0/24', '20:30', 'DROP')), [
      '3: redundant by line 4',
    ]);
    assert.deepEqual(
      await dead(rule('10.1.0.5', '22'), rule('10.1.9.9', '1'), rule('10.1.0.6', '22', 'DROP'), rule('10.1.0.0/24', '20:30')),
      ['3: redundant by line 6'],
    );
    // What goes on, or may, between the two is one reason against it; what is wider in another way, or otherwise decided, is another one.
    for (const others of [
      [rule('10.1.0.5', '22', 'DROP'), rule('10.1.0.0/24', '20:30')],
      [rule('10.1.0.0/25', '22:24', 'DROP'), rule('10.1.0.0/24', '20:30')],
      [`${rule('10.1.0.0/24', '1:9999').replace(' -j', ' -m frob --frob x -j')}`, rule('10.1.0.0/24', '20:30')],
      [rule('10.1.0.0/24', '20:30', 'DROP')],
      [rule('10.1.0.0/24', '23:30')],
      [rule('10.1.0.0/24', '20:30').replace('10.2.0.0/24', '10.2.0.0/25')],
      [rule('10.1.0.6/32', '20:30')],
    ])
      assert.deepEqual(
        (await dead(rule('10.1.0.5', '22'), ...others)).filter((each) => each.startsWith('3:')),
        [],
        others.join('\n'),
      );
  });

  it('is one that rules before it decide, alone or together, of which some are named', async () => {
    assert.deepEqual(await dead(rule('10.1.0.0/24', '20:30'), rule('10.1.0.5', '22')), ['4: redundant by line 3']);
    assert.deepEqual(await dead(rule('10.1.0.0/24', '20:30', 'DROP'), rule('10.1.0.5', '22')), ['4: shadowed by line 3']);
    assert.deepEqual(await dead(rule('10.1.0.0/24', '20:30', 'DROP'), rule('10.1.0.5', '22', 'DROP')), [
      '4: redundant by line 3',
    ]);
    const parts = ['1', '2', '3', '4', '5'].map((port) => rule('10.1.0.0/24', port));
    assert.deepEqual(await dead(...parts.slice(0, 2), rule('10.1.0.5', '1:2')), ['5: redundant by line 3, 4']);
    assert.deepEqual(await dead(...parts, rule('10.1.0.5', '1:5')), ['8: redundant by line 3, 4, 5']);
    assert.deepEqual(await dead(...parts.slice(0, 2), rule('10.1.0.5', '1:3')), []);
    // A rule that may not match stands in nobody's way.
    assert.deepEqual(
      await dead(rule('10.1.0.0/24', '20:30').replace(' -j', ' -m time --timestart 08:00 -j'), rule('10.1.0.5', '22', 'DROP')),
      [],
    );
  });

  it('is one of a list that nothing calls', async () => {
    const lists = [
      ':USED - [0:0]',
      ':LOST - [0:0]',
      ':INNER - [0:0]',
      'FORWARD -j USED',
      'USED -j INNER',
      'INNER -p udp -j ACCEPT',
    ];
    assert.deepEqual(await dead(...lists, 'LOST -p tcp -j ACCEPT'), ['9: in a list that no other one calls']);
  });
});

describe('what an audit says', () => {
  it('is by which line, and where no rule decides what the list does', async () => {
    const {
      devices: [closed],
    } = await audited([]);
    const [cut] = closed!.cutOff;
    assert.equal(deviceRuleText(cut!.by, cut!.list), 'line 2: FORWARD denies what no rule of it matches');
    assert.equal(wantedText(cut!), 'allowed by line 4 of the plan');
    const {
      devices: [open],
    } = await audited([], 'ACCEPT');
    const [found] = open!.open;
    assert.equal(deviceRuleText(found!.rule, found!.list), 'line 2: FORWARD permits what no rule of it matches');
    const {
      devices: [wide],
    } = await audited([RIGHT, rule('10.1.0.0/24', '22')]);
    const [more] = wide!.open;
    assert.equal(deviceRuleText(more!.rule, more!.list), `line 4: -A ${rule('10.1.0.0/24', '22')}`);
  });

  it('is how certain it is, and how much of the file was understood', async () => {
    const verdict = async (...lines: readonly string[]) => verdictText((await audited(lines)).devices[0]!);
    assert.equal(await verdict(RIGHT), 'in step with the plan');
    assert.equal(await verdict(), '1 cut off');
    assert.equal(await verdict(RIGHT, rule('10.1.0.0/24', '22'), rule('10.1.0.0/24', '80')), '2 open beyond the plan');
    assert.equal(await verdict(RIGHT.replace(' -j', ' -m time --timestart 08:00 -j')), '1 not certain');
    const halves = [RIGHT, rule('10.1.0.0/24', '22', 'NFQUEUE')];
    assert.equal(await verdict(...halves), '1 not certain');
    assert.equal(
      await verdict(rule('10.1.0.0/24', '22'), rule('10.1.0.0/24', '80').replace(' -j', ' -m time --timestart 08:00 -j')),
      '1 cut off, 1 open beyond the plan, 1 not certain',
    );
    const [device] = readRunning('*filter\n:FORWARD DROP [0:0]\n# a\n-A FORWARD -p frob -j X\nCOMMIT\n', 'fw.rules');
    assert.match(linesText(device!), /^\d lines modeled, \d without bearing, 1 unknown$/);
    assert.deepEqual([deviceText(device!), deviceText({ ...device!, name: 'edge' })], ['fw.rules', 'fw.rules (edge)']);
  });

  it('is traffic by zones, components and usual names', async () => {
    const analysis = await analysisOf(PLAN);
    const told = async (...lines: readonly string[]) =>
      (await audited([RIGHT, ...lines])).devices[0]!.open.flatMap(({ region }) =>
        region.map((box) => boxText(box, analysis.plan)),
      );
    assert.deepEqual(await told(rule('10.1.0.0/24', '22')), ['office -> servers: tcp 22 (ssh)']);
    assert.deepEqual(await told(rule('10.1.0.5', '7')), ['till -> servers: tcp 7']);
    assert.deepEqual(await told(rule('10.1.0.9', '7').replace('10.2.0.0/24', '10.2.0.7')), ['10.1.0.9 -> db: tcp 7']);
  });

  it('is which address family no file speaks of, and nothing where files speak of both', async () => {
    const notes = async (plan: string) =>
      (await audited([RIGHT], 'DROP', plan)).devices[0]!.notes.filter((note) => note.startsWith('No file'));
    assert.deepEqual(await notes(PLAN), [
      'No file says anything of IPv6, of which servers has networks: give the file that does.',
    ]);
    assert.deepEqual(await notes(PLAN.replace('10.1.0.0/24', '10.1.0.0/24, fd00:1::/64')), [
      'No file says anything of IPv6, of which office, servers have networks: give the file that does.',
    ]);
    assert.deepEqual(await notes(PLAN.replace(', fd00:2::/64', '')), []);
  });
});

describe('a file as YAML', () => {
  it('is read to a depth of a hundred, and is broken from its first line on where it goes deeper', () => {
    const nested = (depth: number): string => `${'['.repeat(depth)}x${']'.repeat(depth)}\n`;
    const { roots, brokenAt } = readYaml(nested(100));
    assert.deepEqual([roots.length, brokenAt], [1, undefined]);
    for (const depth of [101, 5000]) assert.deepEqual(readYaml(nested(depth)), { roots: [], brokenAt: 1, twice: [] });
    assert.equal(readYaml('a: 1\nb: [\nc: 2\n').brokenAt, 3);
  });
});
