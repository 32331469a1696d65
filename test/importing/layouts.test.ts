import assert from 'node:assert/strict';
import { type ImportedPlan, importRunning } from '../../language/importing/import-running.ts';
import { readRunning } from '../../language/running/detect.ts';
import { createTestLanguage, diagnose, type TestLanguage } from '../support/language.ts';

let language: TestLanguage;

async function imported(...files: readonly (readonly [file: string, text: string])[]): Promise<ImportedPlan> {
  const made = await importRunning(
    files.flatMap(([file, text]) => readRunning(text, file)),
    language.services,
  );
  assert.deepEqual(
    (await diagnose(made.text)).filter(({ severity, code }) => severity === 1 && code !== 'missing-flow'),
    [],
    made.text,
  );
  return made;
}

/** What answers gets back everywhere. */
const ANSWERS = ['FORWARD', 'INPUT', 'OUTPUT'].map((chain) => `-I ${chain} -m state --state ESTABLISHED -j ACCEPT`);
const filter = (...lines: readonly string[]): string => ['*filter', ...lines, ...ANSWERS, 'COMMIT', ''].join('\n');
const forward = (...rules: readonly string[]): string =>
  filter(
    ':FORWARD DROP [0:0]',
    ...rules.map((rule) => (rule.startsWith(':') ? rule : `-A ${rule} -j ACCEPT`.replace(/(-j \S+) -j ACCEPT$/, '$1'))),
  );

/** As on most, since answers to icmp would not get back else. */
const INSPECTED = ['policy-map all', ' class class-default', '  inspect icmp', 'service-policy all global'];

/** A configuration of an ASA with two interfaces, and a list for what comes in from outside. */
const asa = (entries: readonly string[], ...more: readonly string[]): string =>
  [
    'ASA Version 9.16(4)',
    'hostname core',
    ...[
      ['out', '0', '10.9.0.1'],
      ['inside', '100', '10.1.0.1'],
    ].flatMap(([name, level, address], n) => [
      `interface GigabitEthernet0/${n}`,
      ` nameif ${name}`,
      ` security-level ${level}`,
      ` ip address ${address} 255.255.255.0`,
    ]),
    ...entries.map((entry) => (entry.startsWith('object') || entry.startsWith(' ') ? entry : `access-list o extended ${entry}`)),
    'access-group o in interface out',
    ...more,
    ...INSPECTED,
    '',
  ].join('\n');

/** The part of a plan behind a line, up to the next blank one. */
const block = ({ text }: ImportedPlan, head: string): string[] => {
  const lines = text.split('\n');
  const at = lines.indexOf(head);
  assert.ok(at >= 0, `${head}\n${text}`);
  return lines.slice(at + 1, lines.indexOf('', at + 1)).map((line) => line.trim());
};
const rules = ({ text }: ImportedPlan): string[] =>
  text.split('\n').filter((line) => /^(allow|deny|group|service) |^\/\/ ----/.test(line));

describe('zones and firewalls of what runs', () => {
  before(async () => {
    language = await createTestLanguage();
  });

  it('are interfaces with what rules name there, also where those stand in a list that others call', async () => {
    const made = await imported([
      'a.v4',
      forward(
        ...[':WEB - [0:0]', ':BOTH - [0:0]', 'FORWARD -i eth1 -o eth2 -j WEB', 'FORWARD -i eth3 -o eth2 -j BOTH'],
        ...['FORWARD -i eth4 -o eth2 -j BOTH', 'WEB -s 10.1.0.0/24 -d 10.2.0.0/24 -p tcp --dport 443'],
        ...['BOTH -s 10.5.0.0/16 -d 10.2.0.0/24 -p tcp --dport 80', 'FORWARD -i eth3 -s 10.3.1.0/24'],
        ...[
          'FORWARD -i eth4 -s 10.3.0.0/16 -p udp --dport 53',
          'FORWARD -i lo -d 10.77.0.0/24',
          'FORWARD -i eth1 -d 10.88.0.0/24',
        ],
      ),
    ]);
    // What comes from two places lies at neither for certain, and who says less knows better.
    assert.deepEqual(
      ['eth1', 'eth2', 'eth3', 'eth4'].map((name) => block(made, `zone ${name} {`)[0]),
      ['10.1.0.0/24', '10.2.0.0/24', '10.3.1.0/24', '10.3.0.0/16 except 10.3.1.0/24'].map((networks) => `subnet ${networks}`),
    );
    // What lies at none of them for certain is a network of its own.
    assert.deepEqual(block(made, 'zone net-10-5 {')[0], 'subnet 10.5.0.0/16');
    assert.match(
      made.text,
      /^\/\/ Which networks lie in eth1, eth2, eth3, eth4, net-10-5, net-10-88-0 is taken from what rules name: put the whole networks in\.$/m,
    );
  });

  it('belong together where files of one firewall speak of each family, and stand apart where they don’t', async () => {
    const made = await imported(
      ['a.v4', forward('FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24 -p tcp --dport 443')],
      ['a.v6', forward('FORWARD -s fd00:1::/64 -d fd00:2::/64 -p tcp --dport 443')],
      ['b.v4', forward('FORWARD -s 10.1.0.0/24 -d 10.3.0.0/24 -p tcp --dport 22', 'FORWARD -s 10.3.0.9/32 -d 10.1.0.0/24')],
    );
    assert.match(made.text, /^plan "a, b"$/m);
    assert.deepEqual(block(made, 'firewall a : iptables {'), [
      ...['zones net-10-1-0, net-10-2-0, net-fd00-1, net-fd00-2', 'running "a.v4", "a.v6"', '}'],
    ]);
    // Each stands between the networks that its own rules name.
    assert.deepEqual(block(made, 'firewall b : iptables {'), [...['zones net-10-1-0, net-10-3-0', 'running "b.v4"', '}']]);
    assert.ok(made.inStep && rules(made).includes('allow net-10-1-0 -> net-10-3-0 : ssh'), made.text);
    const one = await imported(['rules/lonely.name.v4', forward('FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24')]);
    assert.match(one.text, /^plan "lonely"$/m);
    assert.ok(!one.text.includes('// ----'));
  });

  it('are hosts and what joins them, where it is hosts that filter; each rule stands below its own', async () => {
    const input = ':INPUT DROP [0:0]';
    const made = await imported(
      ['h.v4', filter(input, '-A INPUT -s 10.1.0.0/24 -d 10.2.0.5/32 -p tcp --dport 22 -j ACCEPT')],
      [
        'x.y/db.v4',
        filter(
          ...[input, ':OUTPUT DROP [0:0]', '-A INPUT -s 10.2.0.5/32 -d 10.3.0.5/32 -p tcp --dport 5432 -j ACCEPT'],
          '-A OUTPUT -s 10.3.0.5/32 -d 10.1.0.9/32 -p udp --dport 53 -j ACCEPT',
        ),
      ],
    );
    assert.deepEqual(block(made, 'firewall network "What joins the networks" {'), ['zones h, db, net-10-1-0', '}']);
    assert.deepEqual(block(made, 'zone h {'), ['subnet 10.2.0.5', '}']);
    assert.deepEqual(block(made, 'zone db {'), ['subnet 10.3.0.5', '}']);
    assert.deepEqual(block(made, 'firewall db : iptables {'), ['at db', 'running "x.y/db.v4"', '}']);
    assert.deepEqual(rules(made), [
      ...['// ---- what h decides', 'allow net-10-1-0 -> h : ssh'],
      ...['// ---- what db decides', 'allow h -> db : postgresql', 'allow db -> 10.1.0.9 : udp 53'],
    ]);
    assert.equal(made.inStep, true);
  });

  it('are at the internet where a rule names strangers at one end', async () => {
    for (const [ends, expected] of [
      ['-s 10.1.0.0/24 -d 198.51.100.7/32', 'net-10-1-0 -> 198.51.100.7'],
      ['-s 198.51.100.7/32 -d 10.1.0.0/24', '198.51.100.7 -> net-10-1-0'],
      ['-s 10.1.0.0/24', 'net-10-1-0 -> any'],
    ] as const) {
      const made = await imported(['a.v4', forward(`FORWARD ${ends} -p tcp -m tcp --dport 7`)]);
      assert.match(made.text, /\nzone internet external\n\nfirewall a : iptables \{\n {2}zones net-10-1-0, internet\n/);
      assert.deepEqual([made.inStep, rules(made)], [true, [`allow ${expected} : tcp 7`]]);
    }
    const made = await imported(['a.v4', forward('FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24')]);
    assert.ok(!made.text.includes('internet'));
  });

  it('are of two firewalls where their files are in two forms', async () => {
    const nft =
      'table ip6 f {\n  chain forward {\n    type filter hook forward priority 0; policy drop;\n    ip6 saddr fd00:1::/64 ip6 daddr fd00:2::/64 tcp dport 443 accept\n  }\n}\n';
    const made = await imported(['a.v4', forward('FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24 -p tcp --dport 443')], ['b.nft', nft]);
    assert.deepEqual(block(made, 'firewall a : iptables {'), ['zones net-10-1-0, net-10-2-0', 'running "a.v4"', '}']);
    assert.deepEqual(block(made, 'firewall b : nftables {'), ['zones net-fd00-1, net-fd00-2', 'running "b.nft"', '}']);
    assert.ok(rules(made).includes('allow net-fd00-1 -> net-fd00-2 : https'));
  });

  it('join two firewalls that have an interface in one network, also where one of them has routes for more than the other has', async () => {
    // Most have one route for all that lies behind the other one, and that one a default route back.
    const core = [
      'ASA Version 9.16(4)',
      'hostname core',
      ...[
        ['inside', '10.20.1.1 255.255.255.0'],
        ['transfer', '10.20.254.1 255.255.255.252'],
      ].flatMap(([name, address], n) => [
        ...[`interface GigabitEthernet0/${n}`, ` nameif ${name}`, ` security-level ${100 - n}`, ` ip address ${address}`],
      ]),
      'route transfer 10.30.0.0 255.255.0.0 10.20.254.2 1',
      'access-list i extended permit tcp 10.20.1.0 255.255.255.0 10.30.0.0 255.255.0.0 eq 104',
      'access-list i extended permit udp 10.20.1.0 255.255.255.0 host 10.30.99.9 eq 514',
      'access-group i in interface inside',
      '',
    ].join('\n');
    const medical = [
      'set system host-name medical',
      'set security zones security-zone upstream interfaces ge-0/0/0.0',
      'set security zones security-zone pacs interfaces ge-0/0/1.0',
      'set interfaces ge-0/0/0 unit 0 family inet address 10.20.254.2/30',
      'set interfaces ge-0/0/1 unit 0 family inet address 10.30.20.1/24',
      'set routing-options static route 0.0.0.0/0 next-hop 10.20.254.1',
      'set security address-book global address clients 10.20.1.0/24',
      'set applications application dicom protocol tcp destination-port 104',
      'set security policies from-zone upstream to-zone pacs policy p match source-address clients destination-address any application dicom',
      'set security policies from-zone upstream to-zone pacs policy p then permit',
      '',
    ].join('\n');
    for (const [files, between, also] of [
      [[['core.txt', core] as const, ['medical.set', medical] as const], 'transfer', 'interface "upstream" = transfer'],
      [[['medical.set', medical] as const, ['core.txt', core] as const], 'upstream', 'interface "transfer" = upstream'],
    ] as const) {
      const made = await imported(...files);
      // What is left of the wide route lies there too, since nobody else has it.
      assert.equal(block(made, `zone ${between} {`)[0], 'subnet 10.20.254.0/30, 10.30.0.0/16 except 10.30.20.0/24');
      assert.ok(made.text.includes(`  ${also}\n`), made.text);
      assert.ok(
        rules(made).some((rule) => rule === 'allow inside -> pacs : dicom // "p"'),
        made.text,
      );
      assert.ok(
        rules(made).some((rule) => rule.startsWith('allow inside -> 10.30.99.9 : ')),
        made.text,
      );
    }
  });

  it('have names of their own, with what the device says as titles', async () => {
    const made = await imported([
      'a.v4',
      forward('FORWARD -i zone -o "Eth 1" -s 10.1.0.0/24 -d 10.2.0.0/24', 'FORWARD -i eth-1 -s 10.3.0.0/24 -d 10.2.0.0/24'),
    ]);
    assert.deepEqual(block(made, 'zone zone-zone "zone" {'), ['subnet 10.1.0.0/24', '}']);
    assert.match(made.text, /zones zone-zone, .*\n {2}interface "zone" = zone-zone\n/);
  });
});

describe('rules of what runs', () => {
  const said = (why: string) => `-m comment --comment "${why}"`;

  it('of one reason are one rule for both families, where they say the same of each', async () => {
    const made = await imported(
      [
        'a.v4',
        forward(
          `FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24 -p tcp --dport 443 ${said('shop')}`,
          `FORWARD -s 10.2.0.0/24 -d 10.1.0.0/24 -p tcp --dport 22 ${said('shop')}`,
          `FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24 -p udp --dport 53 ${said('names')}`,
        ),
      ],
      [
        'a.v6',
        forward(
          `FORWARD -s fd00:1::/64 -d fd00:2::/64 -p tcp --dport 443 ${said('shop')}`,
          `FORWARD -s fd00:1::/64 -d fd00:2::/64 -p tcp --dport 53 ${said('names')}`,
        ),
      ],
    );
    assert.deepEqual(rules(made).sort(), [
      'allow net-10-1-0 -> net-10-2-0 : udp 53 "names"',
      'allow net-10-1-0, net-fd00-1 -> net-10-2-0, net-fd00-2 : https "shop"',
      'allow net-10-2-0 -> net-10-1-0 : ssh "shop"',
      'allow net-fd00-1 -> net-fd00-2 : tcp 53 "names"',
    ]);
    assert.equal(made.inStep, true);
  });

  it('of lists that are called from several places are about all that gets there', async () => {
    const made = await imported([
      'a.v4',
      forward(
        ...[':A - [0:0]', ':B - [0:0]', ':C - [0:0]', 'FORWARD -s 10.1.0.0/24 -j A', 'FORWARD -d 10.3.0.0/24 -j B'],
        ...['B -s 10.2.0.0/24 -j A', 'A -d 10.3.0.0/24 -j C', 'C -p tcp -m tcp --dport 22'],
      ),
    ]);
    assert.deepEqual([made.inStep, rules(made)], [true, ['allow net-10-1-0, net-10-2-0 -> net-10-3-0 : ssh']]);
  });

  it('leave out ports as far as a plan can say them: port 0 it can’t', async () => {
    const made = await imported([
      'a.v4',
      forward(
        'FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24 -p tcp -m tcp --dport 0:79 -j DROP',
        'FORWARD -s 10.1.0.0/25 -d 10.2.0.0/24',
      ),
    ]);
    assert.deepEqual(rules(made).slice(-1), ['allow 10.1.0.0/25 -> net-10-2-0 : any']);
    assert.deepEqual(rules(made).slice(0, -1), ['deny net-10-1-0 -> net-10-2-0 : tcp 1-79']);
    const split = await imported([
      'b.v4',
      forward(
        'FORWARD -s 10.1.0.9/32 -d 10.2.0.0/24 -p tcp -m tcp --dport 79',
        'FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24 -p tcp -m tcp --dport 0:79 -j DROP',
        'FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24',
      ),
    ]);
    assert.deepEqual(rules(split), [
      'allow 10.1.0.9 -> net-10-2-0 : tcp 79',
      'allow net-10-1-0 -> net-10-2-0 : any except tcp 1-79',
    ]);
  });

  it('leave out all of icmp between addresses of a family of which the device leaves it out', async () => {
    const made = await imported([
      'a.v4',
      forward(
        'FORWARD -s 10.1.0.9/32 -d 10.2.0.0/24 -p icmp',
        'FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24 -p icmp -j DROP',
        'FORWARD -s 10.1.0.9/32 -d 10.2.0.0/24 -p tcp -m tcp --dport 22',
        'FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24 -p tcp -m tcp --dport 22 -j DROP',
        'FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24',
      ),
    ]);
    assert.equal(made.inStep, true);
    assert.deepEqual(rules(made), [
      'allow 10.1.0.9 -> net-10-2-0 : tcp 22, icmp except icmpv6',
      'allow net-10-1-0 -> net-10-2-0 : any except tcp 22, icmp',
    ]);
  });

  it('name groups with their members as components, and leave out of everything what is shorter to leave out', async () => {
    const made = await imported([
      'g.txt',
      asa([
        ...['object network b', ' host 10.1.0.9', 'object network a', ' host 10.1.0.5', 'object network c'],
        ...[' subnet 10.1.0.128 255.255.255.192', 'object network same', ' host 10.1.0.5', 'object-group network all'],
        ...[' network-object object b', ' network-object object a', ' network-object host 10.1.0.33', ' network-object object c'],
        'permit tcp any object-group all eq ssh',
        'permit tcp 10.9.0.0 255.255.255.0 object a eq 8080',
        'deny ip any object b',
        'permit tcp host 10.9.0.7 any eq 99',
      ]),
    ]);
    assert.deepEqual(block(made, 'zone inside {'), [
      ...['subnet 10.1.0.0/24', 'component a at 10.1.0.5', 'component b at 10.1.0.9', 'component c at 10.1.0.128/26', '}'],
    ]);
    assert.deepEqual(rules(made), [
      'group all = a, b, c, 10.1.0.33',
      'allow inside -> out : any',
      'allow out -> all : ssh',
      'allow out -> a : tcp 8080',
      'allow 10.9.0.7 -> any except out, b : tcp 99',
    ]);
    assert.equal(made.inStep, true);
  });
});

describe('names of what runs', () => {
  it('are groups where no machine can have the address, and no services where something is left out', async () => {
    const made = await imported([
      'g.txt',
      asa([
        ...[
          'object network first',
          ' host 10.1.0.0',
          'object network last',
          ' host 10.1.0.255',
          'object network own',
          ' host 10.1.0.254',
        ],
        ...[
          'object-group service odd',
          ' service-object tcp destination eq 22',
          ' service-object icmp',
          'permit tcp any object first eq 1',
        ],
        ...['permit tcp any object last eq 2', 'permit tcp any object own eq 3', 'permit object-group odd any4 object own'],
      ]),
    ]);
    assert.deepEqual(block(made, 'zone inside {'), ['subnet 10.1.0.0/24', 'component own at 10.1.0.254', '}']);
    assert.ok(
      rules(made).includes('group first-group "first" = 10.1.0.0') && rules(made).includes('group last = 10.1.0.255'),
      made.text,
    );
    assert.ok(!/^service .* except/m.test(made.text), made.text);
    assert.equal(made.inStep, true);
  });
});

describe('what is said at the top of an imported plan', () => {
  it('is how many lines nobody understands, by their kinds, with the first of many', async () => {
    const notesOf = async (...lines: readonly string[]) =>
      (await imported(['t.txt', asa(['permit ip any any'], ...lines)])).notes;
    // The first of them stands in line 13.
    assert.deepEqual(await notesOf('frob x'), [
      '1 line of t.txt is not understood, and may open or close more than this plan says:',
      '  1 × frob (line 13): nothing is known of it.',
    ]);
    assert.deepEqual(await notesOf(...Array<string>(8).fill('frob x')), [
      '8 lines of t.txt are not understood, and may open or close more than this plan says:',
      '  8 × frob (lines 13, 14, 15, 16, 17, 18, 19, 20): nothing is known of it.',
    ]);
    assert.equal(
      (await notesOf(...Array<string>(10).fill('frob x')))[1],
      '  10 × frob (lines 13, 14, 15, 16, 17, 18, 19, 20 and 2 more): nothing is known of it.',
    );
    const kinds = (count: number) => Array.from({ length: count }, (_, n) => `frob-${String.fromCharCode(97 + n)} x`);
    assert.equal((await notesOf(...kinds(20))).length, 21);
    const many = await notesOf(...kinds(22));
    assert.deepEqual(
      [many.length, many.at(-2), many.at(-1)],
      [22, '  1 × frob-t (line 32): nothing is known of it.', '  2 kinds of lines more: segplan audit names all of them.'],
    );
  });

  it('is where the device may do something else than the plan says, and which rules it has none for', async () => {
    const made = await imported([
      't.txt',
      asa([
        'permit tcp any object lost eq 22',
        'permit tcp any host 10.1.0.5 eq 80 time-range work',
        'deny tcp any host 10.1.0.6 eq 81 time-range work',
        'permit tcp any host 10.1.0.6 range 80 90',
        'permit tcp any host 10.1.0.6 eq 85',
        'permit tcp any object missing eq 22',
      ]),
    ]);
    assert.deepEqual(made.notes, [
      '2 rules are left out that permit something that the file does not hold (lines 11, 16).',
      'A rule is left out that may deny, and nobody knows when (line 13).',
      'A rule is left out that never matches, since others before it do (line 15).',
      'What core does is not certain in 4 places: segplan audit says where.',
    ]);
    assert.match(
      made.text,
      /\n\/\/ t\.txt, line 12, may permit less: the time range work isn't in the file\.\nallow out -> 10\.1\.0\.5 : http\n/,
    );
    assert.equal(made.inStep, false);
  });

  it('is why it has no rule for some lines of the device', async () => {
    const to = (source: string, port: number, target: string): string =>
      `FORWARD -s ${source} -d 10.2.0.0/24 -p tcp -m tcp --dport ${port} -j ${target}`;
    const made = await imported([
      'r.v4',
      forward(
        to('10.1.0.9/32', 22, 'DROP'),
        to('10.1.0.8/32', 25, 'DROP'),
        to('10.1.0.0/24', 25, 'ACCEPT'),
        'FORWARD -i eth8 -o eth9 -p tcp -m tcp --dport 99',
        'FORWARD -i eth8 -o eth9 -p tcp -m tcp --dport 98 -j DROP',
        to('10.1.0.0/24', 77, 'NFQUEUE'),
        'FORWARD -s 10.1.0.0/24 -d 10.1.0.0/24 -p tcp -m tcp --dport 5',
        to('10.1.0.7/32', 25, 'DROP'),
        'FORWARD -j DROP',
      ),
    ]);
    assert.deepEqual(made.notes, [
      'Which networks lie in net-10-1-0, net-10-2-0 is taken from what rules name: put the whole networks in.',
      'Nothing says what lies in eth8, eth9: add the networks (subnet 10.0.0.0/24).',
      'A rule is left out that is about an interface or a zone of which nothing says what lies there (line 6).',
      'A rule is left out that may permit and may deny (line 8).',
      '2 rules are left out that close what is closed without them as well (lines 3, 10).',
      'A rule is left out that is about traffic inside of one zone, of which a plan says nothing (line 9).',
      'What r does is not certain in one place: segplan audit says where.',
    ]);
    assert.deepEqual(rules(made), ['deny 10.1.0.8 -> net-10-2-0 : tcp 25', 'allow net-10-1-0 -> net-10-2-0 : tcp 25']);
  });

  it('is that nobody looked at all that lists lead to, and never that a rule behind them has no effect', async () => {
    const chains = Array.from({ length: 60 }, (_, n) => `-A c${n} -j c${n + 1}\n`.repeat(2)).join('');
    const names = Array.from({ length: 61 }, (_, n) => `:c${n} - [0:0]\n`).join('');
    const rule = '-A FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24 -j ACCEPT';
    const text = `*filter\n:FORWARD DROP [0:0]\n${names}-A FORWARD -j c0\n${rule}\n${chains}COMMIT\n`;
    const { notes, inStep } = await imported(['r.v4', text]);
    assert.equal(inStep, false);
    assert.ok(
      notes.includes(
        'A rule is left out that may permit and may deny: lists lead to more cases there than are looked at (line 65).',
      ),
      notes.join('\n'),
    );
  });

  it('is what one firewall permits and another one on the same way closes', async () => {
    const way = (port: number) => forward(`FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24 -p tcp --dport ${port}`);
    const made = await imported(['a.v4', way(443)], ['b.v4', way(22)]);
    assert.deepEqual(rules(made), []);
    assert.deepEqual(made.notes.slice(1), [
      '2 rules are left out that permit what another firewall on the way closes (a.v4, line 3; b.v4, line 3).',
      'In one place this plan and a part: segplan audit says where.',
      'In one place this plan and b part: segplan audit says where.',
    ]);
  });

  it('names the file of each line where there are several', async () => {
    const dead = (network: string) =>
      forward(`FORWARD -s 10.1.0.0/24 -d ${network}`, `FORWARD -s 10.1.0.0/24 -d ${network} -p tcp --dport 1`);
    const made = await imported(['a.v4', dead('10.2.0.0/24')], ['b.v4', dead('10.3.0.0/24')]);
    assert.ok(
      made.notes.includes('2 rules are left out that never match, since others before them do (a.v4, line 4; b.v4, line 4).'),
      made.notes.join('\n'),
    );
  });
});
