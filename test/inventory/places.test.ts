import assert from 'node:assert/strict';
import { importInventoryIn } from '../../api/import-inventory.ts';
import { TextSource } from '../../api/plan-source.ts';
import type { ImportedInventory } from '../../language/inventory/import-inventory.ts';
import { diagnose, loadPlan } from '../support/language.ts';

/** An inventory of names and addresses, with the network of each where it has one, as a plan or put into one. */
async function imported(
  machines: readonly (readonly [name: string, addresses: string, network?: string, system?: string])[],
  options: { plan?: string; others?: Record<string, string>; roles?: boolean } = {},
): Promise<ImportedInventory> {
  const { plan, others, roles = false } = options;
  const rows = machines.map((cells) => [...cells, '', ''].slice(0, 4).join('\t'));
  const source = new TextSource({ 'i.tsv': `Name\tIP\tZone\tOS\n${rows.join('\n')}\n` });
  const { document, services } = await loadPlan(plan ?? '', others);
  return importInventoryIn(services, source, 'i.tsv', { roles }, plan === undefined ? undefined : { document, services });
}

/** What a new plan holds, without what is said at its top. */
const body = ({ text }: ImportedInventory): string[] => text.split('\n').filter((line) => line && !line.startsWith('//'));

async function hasNoError(text: string, others?: Record<string, string>): Promise<void> {
  const wrong = (await diagnose(text, others)).filter(({ severity, code }) => severity === 1 && code !== 'missing-flow');
  assert.deepEqual(
    wrong.map(({ message }) => message),
    [],
    text,
  );
}

describe('where the machines of an inventory go', () => {
  it('is the network that the inventory says, else the usual one around an address, in the order of addresses', async () => {
    const made = await imported([
      ['c', '10.3.0.9'],
      ['b', '10.2.0.70/26'],
      ['a', 'fd00:1::7'],
      ['e', 'fd00:2::7/48'],
      ['d', '10.2.0.99'],
      ['f', '10.3.0.200'],
    ]);
    assert.deepEqual(body(made), [
      ...['zone net-10-2-0-64 {', '  subnet 10.2.0.64/26', '  component b at 10.2.0.70', '  component d at 10.2.0.99', '}'],
      ...['zone net-10-3-0 {', '  subnet 10.3.0.0/24', '  component c at 10.3.0.9', '  component f at 10.3.0.200', '}'],
      ...['zone net-fd00-1 {', '  subnet fd00:1::/64', '  component a at fd00:1::7', '}'],
      ...['zone net-fd00-2 {', '  subnet fd00:2::/48', '  component e at fd00:2::7', '}'],
    ]);
    assert.equal(made.added, 6);
    await hasNoError(made.text);
  });

  it('is the smallest network that holds an address, and no network overlaps another one', async () => {
    const made = await imported([
      ['wide', '10.0.0.5/8'],
      ['other', '10.1.0.200/16'],
      ['near', '10.1.0.6/26'],
      ['free', '10.1.0.7'],
      ['last', '10.1.0.128'],
    ]);
    assert.deepEqual(body(made), [
      ...['zone net-10-0 {', '  subnet 10.0.0.0/16, 10.2.0.0-10.255.255.255', '  component wide at 10.0.0.5', '}'],
      ...['zone net-10-1-0-0 {', '  subnet 10.1.0.0/26', '  component near at 10.1.0.6', '  component free at 10.1.0.7', '}'],
      ...[
        'zone net-10-1-0 {',
        '  subnet 10.1.0.64-10.1.0.255',
        '  component last at 10.1.0.128',
        '  component other at 10.1.0.200',
        '}',
      ],
    ]);
    await hasNoError(made.text);
  });

  it('is one zone for both families where a machine has an address of each', async () => {
    const made = await imported([
      ['six', 'fd00::6'],
      ['both', '10.1.0.5 fd00::5', 'LAN'],
      ['four', '10.1.0.4'],
      ['again', '10.1.0.8 fd00::8'],
    ]);
    assert.deepEqual(body(made), [
      'zone LAN {',
      '  subnet 10.1.0.0/24, fd00::/64',
      '  component four at 10.1.0.4',
      '  component both at 10.1.0.5, fd00::5',
      '  component again at 10.1.0.8, fd00::8',
      '  component six at fd00::6',
      '}',
    ]);
    assert.deepEqual(
      made.notes.filter((note) => /several networks/.test(note)),
      [],
    );
    await hasNoError(made.text);
  });

  it('is the place of the first address of a machine in several networks, with legs in all others', async () => {
    const made = await imported([
      ['gate', '10.2.0.5 10.1.0.5 10.3.0.5 10.2.0.6'],
      ['x', '10.1.0.7'],
    ]);
    assert.deepEqual(body(made), [
      ...['zone net-10-1-0 {', '  subnet 10.1.0.0/24', '  component x at 10.1.0.7', '}'],
      'zone net-10-2-0 {',
      '  subnet 10.2.0.0/24',
      '  component gate at 10.2.0.5-10.2.0.6 also at 10.1.0.5 in net-10-1-0 also at 10.3.0.5 in net-10-3-0',
      '}',
      ...['zone net-10-3-0 {', '  subnet 10.3.0.0/24', '}'],
    ]);
    assert.match(
      made.text,
      /^\/\/ In several networks, and written where their first address is: gate\. Look whether their way out is there\.$/m,
    );
    await hasNoError(made.text);
    // What stands in a zone of the plan may have a leg in another one, and in a new network.
    const plan = 'zone m { subnet 10.1.0.0/24 }\nzone s { subnet 10.2.0.0/24 }\nzone internet external\n';
    const into = await imported([['gate', '10.1.0.5 10.2.0.5 10.3.0.5 fd00::5']], { plan });
    assert.match(
      into.text,
      /component gate at 10\.1\.0\.5 also at 10\.2\.0\.5 in s also at fd00::5 in net-fd00 also at 10\.3\.0\.5 in net-10-3-0\n/,
    );
    assert.match(
      into.text,
      /\nzone net-10-3-0 \{\n {2}subnet 10\.3\.0\.0\/24\n\}\n\nzone net-fd00 \{\n {2}subnet fd00::\/64\n\}\n$/,
    );
    await hasNoError(into.text);
  });

  it('is told in names that a plan can have, with what the inventory says as a title', async () => {
    const made = await imported([
      ['srv.example.com', '10.1.0.5', 'Front End'],
      ['srv', '10.1.0.6', 'Front End'],
      ['10.2.0.5', '10.2.0.5', 'srv'],
      ['zone', '10.2.0.6'],
      ['$$$', '10.2.0.7'],
    ]);
    assert.deepEqual(body(made), [
      'zone Front-End "Front End" {',
      '  subnet 10.1.0.0/24',
      '  component srv "srv.example.com" at 10.1.0.5',
      '  component srv-2 "srv" at 10.1.0.6',
      '}',
      'zone srv-3 "srv" {',
      '  subnet 10.2.0.0/24',
      '  component n-10-2-0-5 "10.2.0.5" at 10.2.0.5',
      '  component zone-machine "zone" at 10.2.0.6',
      '  component machine "$$$" at 10.2.0.7',
      '}',
    ]);
    await hasNoError(made.text);
  });
});

describe('an inventory that is put into a plan', () => {
  const machines = [
    ['vbr', '10.1.0.5'],
    ['vcsa', '10.1.0.6'],
    ['files', '10.1.0.4'],
  ] as const;

  it('keeps line ends and everything else, and fills zones that are empty', async () => {
    const plan =
      'plan "P"\r\n\r\nzone m {\r\n\tsubnet 10.1.0.0/24\r\n\r\n}\r\n\r\nzone bare external // nothing\r\nzone n { subnet 10.2.0.0/24 }\r\n';
    const { text, added } = await imported([...machines, ['x', '10.9.0.1']], { plan });
    assert.equal(added, 4);
    assert.equal(
      text,
      'plan "P"\r\n\r\nzone m {\r\n\tsubnet 10.1.0.0/24\r\n\tcomponent files at 10.1.0.4\r\n\tcomponent vbr at 10.1.0.5 // perhaps veeam.backup-server\r\n\tcomponent vcsa at 10.1.0.6 // perhaps vmware.vcenter\r\n\r\n}\r\n\r\nzone bare external // nothing\r\nzone n { subnet 10.2.0.0/24 }\r\n\r\nzone net-10-9-0 {\r\n  subnet 10.9.0.0/24\r\n  component x at 10.9.0.1\r\n}\r\n',
    );
  });

  it('takes roles in one column, and has the products used that are not yet', async () => {
    const { text, notes } = await imported(machines, { plan: 'use vmware\nzone m {\n  subnet 10.1.0.0/24\n}\n', roles: true });
    assert.equal(
      text,
      'use vmware\nuse veeam\nzone m {\n  subnet 10.1.0.0/24\n  component files at 10.1.0.4\n  component vbr  : veeam.backup-server at 10.1.0.5\n  component vcsa : vmware.vcenter at 10.1.0.6\n}\n',
    );
    assert.deepEqual(notes, ['For 2 of 3 the role is guessed by the name: look at each.']);
    const begun = await imported(machines, { roles: true });
    assert.match(
      begun.text,
      /^\/\/ The machines of i\.tsv\.\n\/\/ For 2 of 3 .*\n\nuse veeam\nuse vmware\n\nzone net-10-1-0 \{\n/,
    );
    const proposed = await imported(machines, { plan: 'zone m {\n  subnet 10.1.0.0/24\n}\n' });
    assert.ok(!proposed.text.includes('use '));
    assert.match(
      proposed.notes[0]!,
      /^For 2 of 3 a role is proposed .* with use veeam, use vmware; --roles takes all of them\.$/,
    );
  });

  it('leaves out what is there already, by any address of a component, and what is listed twice', async () => {
    const plan = `zone m {
  subnet 10.1.0.0/24
  component old at 10.1.0.5 also at 10.2.0.5 in s
}
zone s {
  subnet 10.2.0.0/24
}
`;
    const { text, notes, added } = await imported(
      [
        ['a', '10.1.0.5'],
        ['b', '10.2.0.5 10.9.0.5'],
        ['c', '10.1.0.7'],
        ['c', '10.1.0.7'],
        ['c', '10.1.0.8'],
      ],
      { plan },
    );
    assert.deepEqual([added, notes], [2, ['In the plan already, by their addresses: a, b.']]);
    assert.match(text, /component old .*\n {2}component c at 10\.1\.0\.7\n {2}component c-2 "c" at 10\.1\.0\.8\n\}/);
    const none = await imported([['a', '10.1.0.5']], { plan });
    assert.deepEqual([none.text, none.added, none.notes[0]], [plan, 0, 'i.tsv has no machine to add.']);
  });

  it('writes nothing into the zones of files that the plan imports, and says where it belongs', async () => {
    const others = { 'shared net.segplan': '// What all have.\nzone mgmt {\n  subnet 10.1.0.0/24\n}\n' };
    const plan = 'import "./shared net.segplan"\nzone own {\n  subnet 10.9.0.0/24\n}\nallow own -> mgmt : ssh\n';
    const { text, notes, added } = await imported([...machines, ['web', '10.9.0.3']], { plan, others });
    assert.equal(added, 1);
    assert.equal(text, plan.replace('/24\n', '/24\n  component web at 10.9.0.3\n'));
    assert.deepEqual(notes, [
      'In zones of shared net.segplan, and left out: vbr, vcsa, files. Import the inventory into shared net.segplan as well.',
    ]);
    const leg = await imported([['web', '10.9.0.3 10.1.0.3']], { plan, others });
    assert.match(leg.text, /component web at 10\.9\.0\.3 also at 10\.1\.0\.3 in mgmt\n/);
    await hasNoError(leg.text, others);
  });

  it('gives nothing a name that the plan has, and takes no address that a zone has', async () => {
    const plan = `zone a { subnet 10.1.0.0/25 component vbr at 10.1.0.1 }
group web = vbr
service ntp2 = udp 123
site hq { zone inner { subnet 10.7.0.0/24 } }
zone internet external
`;
    const { text } = await imported(
      [
        ['web', '10.1.0.200'],
        ['VBR', '10.1.0.201'],
        ['ntp2', '10.1.0.202'],
        ['hq', '10.1.0.203'],
        ['inner', '10.7.0.3'],
      ],
      { plan },
    );
    assert.ok(
      text.endsWith(`
zone net-10-1-0 {
  subnet 10.1.0.128/25
  component web-2 "web" at 10.1.0.200
  component VBR-2 "VBR" at 10.1.0.201 // perhaps veeam.backup-server
  component ntp2-2 "ntp2" at 10.1.0.202 // perhaps network.ntp-server
  component hq-2 "hq" at 10.1.0.203
}
`),
    );
    assert.match(text, /component inner-2 "inner" at 10\.7\.0\.3/);
    await hasNoError(text);
  });

  it('is a smaller network than the usual one where that would take what stands in an external zone', async () => {
    const plan = `zone lan { subnet 10.1.0.0/24 }
zone internet external {
  component relay at 10.2.0.1, 10.2.0.127, fd00::8
}
`;
    const machines = [
      ['web', '10.2.0.154'],
      ['near', '10.2.0.126'],
      ['six', 'fd00::9'],
      ['far', '10.3.0.1'],
    ] as const;
    const { text } = await imported(machines, { plan });
    assert.equal(
      text,
      `${plan}
zone net-10-2-0-126 {
  subnet 10.2.0.126
  component near at 10.2.0.126
}

zone net-10-2-0-128 {
  subnet 10.2.0.128/25
  component web at 10.2.0.154
}

zone net-10-3-0 {
  subnet 10.3.0.0/24
  component far at 10.3.0.1
}

zone net-fd00-0-0-0-0-0-0-9 {
  subnet fd00::9
  component six at fd00::9
}
`,
    );
    await hasNoError(text);
    // What the inventory says itself is taken at its word, and told by the checks.
    const said = await imported([['web', '10.2.0.154/24']], { plan });
    assert.match(said.text, /subnet 10\.2\.0\.0\/24/);
  });

  it('names some of many that it leaves out, and says how many more there are', async () => {
    const bare = (count: number) => Array.from({ length: count }, (_, n) => [`m${n + 1}`, ''] as const);
    const noteOf = async (count: number) => (await imported(bare(count))).notes[1];
    assert.equal(await noteOf(8), 'Without an address, and left out: m1, m2, m3, m4, m5, m6, m7, m8.');
    assert.equal(await noteOf(10), 'Without an address, and left out: m1, m2, m3, m4, m5, m6, m7, m8 and 2 more.');
    const { notes } = await imported([
      ['', '10.1.0.5'],
      ['a', '10.0.0.300'],
      ['', '10.1.0.6'],
    ]);
    assert.deepEqual(notes.slice(1), [
      'Left out, since each has no name: line 2, line 4.',
      'Left out, since each has an address that is none (10.0.0.300): line 3.',
    ]);
  });
});
