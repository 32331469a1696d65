import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readers } from '../../language/generated/readers.ts';
import { targets } from '../../language/generated/targets.ts';
import { type ImportedPlan, importRunning } from '../../language/importing/import-running.ts';
import type { OutputFile } from '../../language/rulesets/target.ts';
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { planFor } from '../reading/through-targets.ts';
import { decide, type Packet } from '../rulesets/evaluator.ts';
import { plans } from '../rulesets/plans.ts';
import { readIptables } from '../rulesets/readers/iptables.ts';
import { readNft } from '../rulesets/readers.ts';
import { mayLackAnswers } from '../running/answered.ts';
import { running } from '../running/drift-proof.ts';
import { agrees } from '../running/mutants.ts';
import { ofChance } from '../support/chance.ts';
import { formatted } from '../support/editor.ts';
import { createTestLanguage, diagnose, loadPlan, type TestLanguage } from '../support/language.ts';
import { randomBeyondPorts, randomPlanWithDenies } from '../support/random-plans.ts';
import { randomZones } from '../support/random-zones.ts';

let language: TestLanguage;

async function imported(...devices: readonly RunningDevice[]): Promise<ImportedPlan> {
  return importRunning(devices, language.services);
}

const plan = async (text: string, file = 'fw.txt'): Promise<ImportedPlan> => imported(...readRunning(text, file));

/** A plan without its comments and what its zones and firewalls say. */
const rulesOf = ({ text }: ImportedPlan): string[] =>
  text.split('\n').filter((line) => /^(allow|deny|group|service) /.test(line));

/** What an imported plan says of packets, written as `10.0.0.1 -> 10.0.0.2 tcp 22`. */
async function permits({ text }: ImportedPlan, expected: Readonly<Record<string, boolean>>): Promise<void> {
  const { document } = await loadPlan(text);
  for (const [question, passes] of Object.entries(expected)) {
    const [, source, destination, protocol, port] = /^(\S+) -> (\S+) (\w+) (\d+)$/.exec(question)!;
    const packet = { source: source!, destination: destination!, protocol, port: Number(port) } as Packet;
    assert.equal(decide(document.parseResult.value, packet), passes ? 'passed' : 'dropped', question);
  }
}

const FORMS = ['asa', 'csv', 'fortios', 'iptables', 'junos', 'nftables', 'panos', 'azure-nsg'];
/** What is no running file: instructions for another tool, and what takes rules away. */
const OTHERS = /\.bicep$|\.remove\./;

async function devicesOf(text: string, form: string): Promise<RunningDevice[]> {
  const all = await running(text, targets.find(({ name }) => name === form)!);
  const { read } = readers.find(({ name }) => name === form)!;
  return (all?.files ?? []).filter(({ name }) => !OTHERS.test(name)).flatMap((file) => read(file.text, file.name));
}

const ASA = `ASA Version 9.16(4)
hostname core
interface GigabitEthernet0/0
 nameif outside
 security-level 0
 ip address 203.0.113.2 255.255.255.248
interface GigabitEthernet0/1
 nameif inside
 security-level 100
 ip address 10.1.0.1 255.255.255.0
interface GigabitEthernet0/2
 nameif dmz
 security-level 50
 ip address 10.2.0.1 255.255.255.0
object network web
 host 10.2.0.80
object-group network admins
 network-object host 10.1.0.5
 network-object host 10.1.0.7
object-group service monitoring tcp
 port-object eq 9100
 port-object range 9200 9210
access-list in_acl remark No telnet for anybody
access-list in_acl extended deny tcp any any eq telnet
access-list in_acl remark Admins log in
access-list in_acl extended permit tcp object-group admins object web eq ssh
access-list in_acl extended permit tcp 10.1.0.0 255.255.255.0 10.2.0.0 255.255.255.0 object-group monitoring
access-list in_acl extended deny ip any 10.2.0.0 255.255.255.0
access-list in_acl extended permit ip any any
access-list out_acl extended permit tcp any object web eq https
access-group in_acl in interface inside
access-group out_acl in interface outside
route outside 0.0.0.0 0.0.0.0 203.0.113.1 1
username admin password HUNTER2HUNTER2 pbkdf2
flux-capacitor enable HUNTER2HUNTER2
flux-capacitor level HUNTER2HUNTER2
`;

const ESTABLISHED = '-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT';
const RULES = (...rules: readonly string[]): string =>
  ['*filter', ':FORWARD DROP [0:0]', ...rules.map((rule) => `-A FORWARD ${rule}`), ESTABLISHED, 'COMMIT', ''].join('\n');

describe('a plan of what firewalls run', () => {
  before(async () => {
    language = await createTestLanguage();
  });

  it('is in step with its source: plans of chance, emitted in each form and imported', async () => {
    const texts = [
      ...Object.values(plans),
      ...Array.from({ length: ofChance(48) }, (_, n) => planFor(n + 1).text),
      ...[randomPlanWithDenies, randomZones, randomBeyondPorts].flatMap((each) =>
        fc.sample(each, { numRuns: ofChance(16), seed: 11 }),
      ),
    ];
    const tried = new Map<string, number>();
    const each = async (text: string, form: string): Promise<void> => {
      const devices = await devicesOf(text, form);
      if (!devices.length || devices.every(({ lists }) => [...lists.values()].every(({ rules }) => !rules.length))) return;
      const { text: made, notes, inStep } = await imported(...devices);
      const isTimed = devices.some(({ lists }) =>
        [...lists.values()].some(({ rules }) => rules.some(({ perhaps }) => perhaps !== undefined)),
      );
      const isSilent = devices.some(mayLackAnswers);
      if (!isSilent)
        assert.deepEqual(
          notes.filter((note) => note.startsWith('In ')),
          [],
          `${form}\n${text}\n${made}`,
        );
      assert.ok(inStep || isTimed || isSilent || devices.some(({ unknown }) => unknown.length), `${form}\n${text}\n${made}`);
      tried.set(form, (tried.get(form) ?? 0) + 1);
    };
    // Each form gets plans of every kind.
    for (const [n, text] of texts.entries()) await each(text, FORMS[(n + 3 * Math.floor(n / FORMS.length)) % FORMS.length]!);
    for (const form of FORMS) assert.ok((tried.get(form) ?? 0) >= 1, `${form}: ${tried.get(form)}`);
  });

  it('decides packets as its source does, by readers of their own', async () => {
    let held = 0;
    for (const [form, read] of [
      ['nftables', ([file]: readonly OutputFile[]) => readNft(file!.text)],
      ['iptables', readIptables],
    ] as const)
      for (const [n, text] of fc.sample(randomPlanWithDenies, { numRuns: ofChance(16, 4), seed: 31 }).entries()) {
        const all = await running(text, targets.find(({ name }) => name === form)!);
        if (!all) continue;
        const { text: made } = await imported(...all.files.flatMap((file) => readRunning(file.text, file.name)));
        const { document, services } = await loadPlan(made);
        const root = document.parseResult.value;
        const analysis = services.segplan.Plans.analysis(root);
        assert.equal(agrees({ root, analysis, files: all.files }, read(all.files), n, 60), false, made);
        held++;
      }
    assert.ok(held > 4);
  });

  it('has zones of interfaces, names of objects, reasons of remarks, and rules that read as somebody would write them', async () => {
    const made = await plan(ASA, 'core.txt');
    assert.deepEqual(rulesOf(made), [
      'group admins = 10.1.0.5, 10.1.0.7',
      'service monitoring = tcp 9100, 9200-9210',
      'deny inside -> any : tcp 23 "No telnet for anybody"',
      'allow dmz -> outside : any',
      'allow admins -> web : ssh "Admins log in"',
      'allow inside -> dmz : monitoring',
      'allow inside -> outside : any',
      'allow outside -> web : https',
    ]);
    assert.match(made.text, /zone outside external\n/);
    assert.match(made.text, /zone dmz \{\n {2}subnet 10\.2\.0\.0\/24\n {2}component web at 10\.2\.0\.80\n\}/);
    assert.match(made.text, /firewall core : asa \{\n {2}zones outside, inside, dmz\n {2}running "core\.txt"\n\}/);
    await permits(made, {
      '10.1.0.5 -> 10.2.0.80 tcp 22': true,
      '10.1.0.6 -> 10.2.0.80 tcp 22': false,
      '10.1.0.6 -> 10.2.0.9 tcp 9205': true,
      '10.1.0.6 -> 10.2.0.9 tcp 80': false,
      '10.1.0.6 -> 198.51.100.9 tcp 80': true,
      '10.1.0.6 -> 198.51.100.9 tcp 23': false,
      '198.51.100.9 -> 10.2.0.80 tcp 443': true,
      '198.51.100.9 -> 10.1.0.5 tcp 443': false,
    });
  });

  it('calls ports by the services of the device where a rule names several, and counts no rule within one interface', async () => {
    const policy = (id: number, services: string): string =>
      `edit ${id}\nset srcintf "a"\nset dstintf "b"\nset srcaddr "all"\nset dstaddr "all"\nset action accept\nset schedule "always"\nset service ${services}\nnext\n`;
    const made = await plan(`config system interface
edit "a"\nset ip 10.1.0.1 255.255.255.0\nnext
edit "b"\nset ip 10.2.0.1 255.255.255.0\nnext\nend
config firewall service custom
edit "MOVER"\nset tcp-portrange 6162 2500-3300\nnext
edit "CONSOLE"\nset tcp-portrange 9392\nnext\nend
config firewall policy
${policy(1, '"MOVER" "SSH"')}${policy(2, '"CONSOLE" "HTTPS"')}end\n`);
    assert.deepEqual(rulesOf(made), [
      'service MOVER = tcp 2500-3300, 6162',
      'service CONSOLE = tcp 9392',
      'allow a -> b : MOVER, ssh, https, CONSOLE',
    ]);
    assert.match(made.text, /^\/\/ 2 rules are left out that are about traffic inside of one zone/m);
    assert.doesNotMatch(made.text, /may permit and may deny/);
  });

  it('ends a rule on the last day that its device has it, keeps what stands behind it, and leaves out what is over', async () => {
    const rule = (port: number, range: string): string =>
      `access-list in_acl extended permit tcp 10.1.0.0 255.255.255.0 object web eq ${port} time-range ${range}`;
    const text = ASA.replace(/flux.*\n/g, '')
      .replace(
        'object network web',
        `time-range works\n absolute end 12:00 31 December 2027
time-range begun\n absolute start 00:00 01 January 2020
time-range over\n absolute start 00:00 01 January 2020 end 23:59 31 December 2020
time-range later\n absolute start 00:00 01 January 2030 end 23:59 31 December 2030
time-range tomorrow\n absolute end 23:59 22 November 2026
time-range nights\n periodic daily 22:00 to 23:59
object network web`,
      )
      .replace(
        'access-list in_acl extended deny ip',
        `${['works', 'begun', 'over', 'later', 'tomorrow', 'nights'].map((name, n) => rule(8001 + n, name)).join('\n')}
access-list in_acl extended permit tcp host 10.1.0.9 object web eq 8001
access-list in_acl extended deny ip`,
      );
    const made = await plan(text, 'core.txt');
    const rules = rulesOf(made);
    // What the device has as long as the schedule lasts is no reason to lose what it has for good.
    assert.deepEqual(
      rules.filter((line) => /\b800\d/.test(line)),
      [
        'allow inside -> web : tcp 8001 until 2027-12-31',
        'allow inside -> web : tcp 8002',
        'allow inside -> web : tcp 8004',
        'allow inside -> web : tcp 8005',
        'allow inside -> web : tcp 8006',
        'allow 10.1.0.9 -> web : tcp 8001',
      ],
    );
    assert.match(made.text, /^\/\/ A rule is left out that counts no more, since its last day is over \(line \d+\)\.$/m);
    assert.match(
      made.text,
      /\/\/ core\.txt, line \d+: at certain times alone: absolute end 12:00 31 December 2027\.\nallow .* 8001 until/,
    );
    for (const port of [8004, 8005, 8006])
      assert.match(made.text, new RegExp(`// core\\.txt, line \\d+, may permit less: [^\\n]*\\nallow [^\\n]* ${port}`));
    await permits(made, { '10.1.0.5 -> 10.2.0.80 tcp 8001': true, '10.1.0.5 -> 10.2.0.80 tcp 8003': false });
  });

  it('has the last days of a plan that was emitted, in each form that has days', async () => {
    const text = `zone a { subnet 10.1.0.0/24 }\nzone b { subnet 10.2.0.0/24 component web at 10.2.0.80 }
allow a -> web : tcp 443\nallow a -> web : tcp 8443 until 2027-12-31\nallow 10.1.0.5 -> web : tcp 8443\n`;
    for (const form of ['asa', 'csv', 'fortios', 'junos', 'panos']) {
      const made = await imported(...(await devicesOf(text, form)));
      assert.match(made.text, /\nallow \S+ -> \S+ : tcp 8443 until 2027-12-31/, form);
      assert.match(made.text, /\nallow (?:host-)?10.1.0.5 -> \S+ : tcp 8443(?! until)/, form);
      assert.equal(made.inStep, true, `${form}\n${made.text}`);
    }
  });

  it('names lines that nobody understands, with how many they are, and no secret', async () => {
    const { text, notes, inStep } = await plan(ASA, 'core.txt');
    assert.equal(inStep, false);
    assert.match(
      text,
      /^\/\/ 2 lines of core\.txt are not understood, and may open or close more than this plan says:\n\/\/ {3}2 × flux-capacitor.* \(lines 35, 36\)/m,
    );
    assert.ok(!text.includes('HUNTER2') && !notes.join().includes('HUNTER2'));
  });

  it('keeps the first rule that matches the one that decides, where order matters', async () => {
    const made = await plan(
      RULES(
        '-s 10.1.0.5/32 -d 10.2.0.0/24 -p tcp -m tcp --dport 22 -j ACCEPT',
        '-d 10.2.0.0/24 -p tcp -m tcp --dport 22 -j DROP',
        '-s 10.1.0.0/24 -d 10.2.0.0/24 -p tcp -m tcp --dport 1:1024 -j ACCEPT',
        '-s 10.1.0.0/24 -d 10.2.0.0/24 -p tcp -m tcp --dport 80 -j ACCEPT',
      ),
      'rules.v4',
    );
    assert.equal(made.inStep, true);
    await permits(made, {
      '10.1.0.5 -> 10.2.0.7 tcp 22': true,
      '10.1.0.6 -> 10.2.0.7 tcp 22': false,
      '10.1.0.5 -> 10.2.0.7 tcp 23': true,
      '10.1.0.6 -> 10.2.0.7 tcp 1024': true,
      '10.1.0.6 -> 10.2.0.7 tcp 1025': false,
    });
    assert.match(made.text, /A rule is left out that closes a part of what others before it permit, .* \(line 4\)/);
    assert.match(made.text, /A rule is left out that never matches, since others before it do \(line 6\)/);
  });

  it('opens what passes where no rule closes it', async () => {
    const made = await plan(
      ['*filter', ':FORWARD ACCEPT [0:0]', ESTABLISHED, '-A FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24 -j DROP', 'COMMIT', ''].join(
        '\n',
      ),
      'rules.v4',
    );
    assert.deepEqual([made.inStep, rulesOf(made)[0]], [true, 'deny net-10-1-0 -> net-10-2-0']);
    await permits(made, { '10.1.0.5 -> 10.2.0.7 tcp 22': false, '10.2.0.5 -> 10.1.0.7 tcp 22': true });
  });

  it('opens nothing for what a file does not hold, and says where a device may permit less', async () => {
    const set = (name: string, rest: string): string => `set rulebase security rules ${name} from a to b ${rest} action allow\n`;
    const made = await plan(
      `set zone a network layer3 e1\nset zone b network layer3 e2\nset network interface ethernet e1 layer3 ip 10.1.0.1/24\nset network interface ethernet e2 layer3 ip 10.2.0.1/24\n${set('lost', 'source somebody destination any application any service service-https')}${set('app', 'source any destination any application ssl service service-http')}`,
      'pan.txt',
    );
    assert.match(made.text, /A rule is left out that permits something that the file does not hold \(line 5\)/);
    assert.match(made.text, /\/\/ pan\.txt, line 6, may permit less: .*\nallow a -> b : service-http \/\/ "app"/);
    await permits(made, { '10.1.0.5 -> 10.2.0.7 tcp 443': false, '10.1.0.5 -> 10.2.0.7 tcp 80': true });
  });

  it('takes no host for the broadcast address of a network of which the file says only hosts', async () => {
    const [address, rule] = ['set address', 'set rulebase security rules'];
    const made = await plan(
      [
        ...[
          '1 ip-range 10.5.1.1-10.5.1.2',
          '2 ip-range 10.105.0.4-10.105.0.5',
          '3 ip-netmask 10.105.0.7',
          '4 ip-netmask 10.6.0.9',
        ],
        ...['5 ip-range 10.7.0.0-10.7.0.14', '6 ip-range 10.7.0.16-10.7.0.29', '7 ip-netmask 10.7.0.31'],
      ]
        .map((each) => `${address} c${each}\n`)
        .join('') +
        ['80', '443'].map((port) => `set service t${port} protocol tcp port ${port}\n`).join('') +
        `${rule} one from a to b source [ c1 c2 c3 c5 c6 c7 ] destination c4 application any service t80 action allow\n` +
        `${rule} two from a to b source [ c3 c7 ] destination c4 application any service t443 action allow\n`,
      'pan.txt',
    );
    assert.match(made.text, /subnet .*10\.105\.0\.4\/31, 10\.105\.0\.7\b/);
    assert.match(made.text, /component c3 at 10\.105\.0\.7\n/);
    // A network with holes is written as that, and what is at its edge is no component.
    assert.match(made.text, /subnet .*10\.7\.0\.0\/27.* except 10\.7\.0\.15, 10\.7\.0\.30\b/);
    assert.doesNotMatch(made.text, /component c7/);
    const errors = (await diagnose(made.text)).filter(({ severity }) => severity === 1);
    assert.deepEqual(
      errors.map(({ message }) => message),
      [],
    );
    await permits(made, {
      '10.7.0.31 -> 10.6.0.9 tcp 443': true,
      '10.105.0.7 -> 10.6.0.9 tcp 443': true,
      '10.7.0.30 -> 10.6.0.9 tcp 80': false,
    });
  });

  it('opens nothing for a place of which the file does not say where it is, however wide a rule about it is', async () => {
    const rule = (name: string, priority: number, from: string, port: string): object => ({
      ...{ name, priority, direction: 'Inbound', access: 'Allow', protocol: 'Tcp', sourcePortRange: '*' },
      ...{ sourceAddressPrefix: from, destinationAddressPrefix: '10.2.0.80', destinationPortRange: port },
    });
    const group = { name: 'nsg-web', id: '/g', subnets: [{ id: '/v/web' }] };
    const rules = [rule('everybody', 100, 'Internet', '443'), rule('lan', 110, '10.1.0.0/24', '22')];
    const subnets = [{ name: 'web', id: '/v/web', addressPrefix: '10.2.0.0/24' }];
    const peering = (peeringState: string, prefix: string): object => ({
      ...{ peeringState, allowVirtualNetworkAccess: true, remoteAddressSpace: { addressPrefixes: [prefix] } },
    });
    const virtualNetworkPeerings = [peering('Connected', '10.1.0.0/16'), peering('Disconnected', '198.51.100.0/24')];
    const network = { name: 'v', addressSpace: { addressPrefixes: ['10.2.0.0/16'] }, subnets, virtualNetworkPeerings };
    const [bare, whole] = await Promise.all(
      [subnets, [network]].map((networks) =>
        plan(`${JSON.stringify([{ ...group, securityRules: rules }])}\n${JSON.stringify(networks)}\n`, 'azure.json'),
      ),
    );
    // What VirtualNetwork stands for no file but that of the network says; it is in a rule that every group has, which permits all.
    assert.match(bare!.text, /A rule is left out that is about an interface or a zone of which nothing says what lies there/);
    assert.doesNotMatch(bare!.text, /allow .* -> (web|any) : any "AllowVnetInBound"/);
    const questions = (fromNetwork: boolean): Record<string, boolean> => ({
      '198.51.100.9 -> 10.2.0.80 tcp 443': true,
      '198.51.100.9 -> 10.2.0.80 tcp 3389': false,
      '198.51.100.9 -> 10.2.0.7 tcp 443': false,
      '10.1.0.5 -> 10.2.0.80 tcp 22': true,
      '10.1.0.5 -> 10.2.0.80 tcp 3389': fromNetwork,
    });
    await permits(bare!, questions(false));
    await permits(whole!, questions(true));
    assert.equal(whole!.inStep, true, whole!.text);
  });

  it('has a firewall for each virtual domain of a file, and rules about none of the interfaces whose networks are unknown', async () => {
    const policy = (id: number, from: string, to: string, service: string): string =>
      `edit ${id}\nset srcintf ${from}\nset dstintf ${to}\nset srcaddr "all"\nset dstaddr "all"\nset action accept\nset schedule "always"\nset service "${service}"\nnext\n`;
    const ports = Object.entries({ wan1: '203.0.113.2', a: '10.1.0.1', b: '10.2.0.1', c: '10.3.0.1', d: '10.4.0.1' }).map(
      ([name, address]) =>
        `edit "${name}"\nset vdom "${name < 'c' || name === 'wan1' ? 'root' : 'lab'}"\nset ip ${address} 255.255.255.0\nnext\n`,
    );
    const made = await plan(
      `config vdom\nedit root\nnext\nedit lab\nnext\nend\nconfig global\nconfig system interface\n${ports.join('')}edit "x"\nset vdom "root"\nnext\nend\nend
config vdom\nedit root\nconfig firewall policy\n${policy(1, '"a" "b"', '"wan1"', 'HTTPS')}${policy(2, '"x"', '"a"', 'SSH')}end
config router static\nedit 1\nset gateway 203.0.113.1\nset device "wan1"\nnext\nend\nnext
edit lab\nconfig firewall policy\n${policy(1, '"c"', '"d"', 'ALL_TCP')}end\nnext\nend\n`,
      'fg.conf',
    );
    assert.equal(made.inStep, true, made.text);
    assert.match(made.text, /zone wan1 external\n/);
    assert.match(made.text, /firewall root : fortios \{\n {2}zones wan1, a, b, x\n {2}running "fg\.conf"\n\}/);
    assert.match(made.text, /firewall lab : fortios \{\n {2}zones c, d\n {2}running "fg\.conf"\n\}/);
    assert.deepEqual(rulesOf(made), ['allow a, b -> wan1 : https', 'allow c -> d : tcp 1-65535']);
    assert.match(made.text, /A rule is left out that is about an interface or a zone of which nothing says what lies there/);
  });

  it('keeps the zones of several firewalls apart that call them the same', async () => {
    const group = (name: string, from: string, to: string): string =>
      [
        `set device-group ${name} pre-rulebase security rules r from trust to dmz source ${from} destination ${to} application any service service-https action allow`,
        `set device-group ${name} post-rulebase security rules end from any to any source any destination any application any service service-http action deny`,
      ].join('\n');
    const made = await plan(
      `${group('one', '10.1.0.0/24', '10.2.0.7')}\n${group('two', '10.3.0.0/24', '10.4.0.7')}\n`,
      'panorama.txt',
    );
    const allows = rulesOf(made).filter((line) => line.startsWith('allow'));
    assert.equal(allows.length, 2, made.text);
    await permits(made, {
      '10.1.0.5 -> 10.2.0.7 tcp 443': true,
      '10.3.0.5 -> 10.4.0.7 tcp 443': true,
      '10.1.0.5 -> 10.4.0.7 tcp 443': false,
    });
    assert.deepEqual(
      (await diagnose(made.text)).filter(({ severity }) => severity === 1),
      [],
      made.text,
    );
  });

  it('says of a rule that is left out why: another firewall closes it, or nothing has a network of its family', async () => {
    const group = (id: string, from: object, to: object): object => ({
      ...{ GroupId: id, GroupName: id, IpPermissions: [from], IpPermissionsEgress: [to] },
    });
    const tcp = (port: number, cidr: string): object => ({
      IpProtocol: 'tcp',
      FromPort: port,
      ToPort: port,
      IpRanges: [{ CidrIp: cidr }],
    });
    const at = (address: string, id: string): object => ({
      ...{ NetworkInterfaceId: id, PrivateIpAddresses: [{ PrivateIpAddress: address }], Groups: [{ GroupId: id }] },
    });
    const groups = [
      group('web', tcp(80, '10.3.0.10/32'), tcp(1, '10.3.0.10/32')),
      group('db', tcp(2, '10.2.0.80/32'), tcp(2, '10.9.0.9/32')),
    ];
    const aws = [{ SecurityGroups: groups }, { NetworkInterfaces: [at('10.2.0.80', 'web'), at('10.3.0.10', 'db')] }];
    const made = await plan(`${aws.map((each) => JSON.stringify(each)).join('\n')}\n`, 'aws.json');
    assert.match(made.text, /A rule is left out that permits what another firewall on the way closes \(line 1\)/);
    const nft = await plan(
      'table inet t {\n chain forward {\n  type filter hook forward priority filter; policy drop;\n  iifname "a" ip saddr 10.1.0.0/24 oifname "b" ip daddr 10.2.0.0/24 accept\n  iifname "a" ip6 daddr fd00:2::80 tcp dport 443 accept\n }\n}\n',
      'b.nft',
    );
    assert.match(
      nft.text,
      /A rule is left out that is about an address family of which its zones have no network: add the networks \(line 5\)/,
    );
  });

  it('leaves out what an interface keeps from itself: within the rest of the world nobody filters', async () => {
    const made = await plan(`${ASA}access-list g extended permit tcp any any eq 9999\naccess-group g global\n`, 'core.txt');
    assert.ok(
      rulesOf(made).some((line) => /9999/.test(line)),
      made.text,
    );
    assert.doesNotMatch(made.text, /deny outside -> outside/);
  });

  it('says which networks it took from rules alone', async () => {
    const { text } = await plan(
      RULES('-s 10.1.0.5/32 -o eth1 -p tcp -m tcp --dport 443 -j ACCEPT', '-i eth2 -s 10.2.0.0/24 -j ACCEPT'),
      'rules.v4',
    );
    assert.match(
      text,
      /^\/\/ Which networks lie in eth2, net-10-1-0 is taken from what rules name: put the whole networks in\.$/m,
    );
    assert.match(text, /^\/\/ Nothing says what lies in eth1: add the networks \(subnet 10\.0\.0\.0\/24\)\.$/m);
  });

  it('joins two firewalls in the zone that both have, and opens what both let pass', async () => {
    const asa = (name: string, a: readonly [string, string], b: readonly [string, string], ...lines: readonly string[]): string =>
      [
        'ASA Version 9.16(4)',
        `hostname ${name}`,
        ...[a, b].flatMap(([place, address], n) => [
          `interface GigabitEthernet0/${n}`,
          ` nameif ${place}`,
          ` security-level ${50 * n}`,
          ` ip address ${address} 255.255.255.0`,
        ]),
        ...lines,
        '',
      ].join('\n');
    const edge = asa(
      'edge',
      ['wan', '10.3.0.1'],
      ['link', '10.9.0.1'],
      'access-list x extended permit tcp any 10.1.0.0 255.255.255.0 range 80 90',
      'access-group x in interface wan',
      'route link 10.1.0.0 255.255.255.0 10.9.0.2',
    );
    const core = asa(
      'core',
      ['transit', '10.9.0.2'],
      ['inside', '10.1.0.1'],
      'access-list y extended permit tcp any any range 85 99',
      'access-group y in interface transit',
      'route transit 0.0.0.0 0.0.0.0 10.9.0.1',
    );
    const made = await imported(...readRunning(edge, 'edge.txt'), ...readRunning(core, 'core.txt'));
    assert.match(made.text, /firewall edge : asa/);
    assert.match(made.text, /firewall core : asa/);
    await permits(made, {
      '10.3.0.7 -> 10.1.0.7 tcp 80': false,
      '10.3.0.7 -> 10.1.0.7 tcp 85': true,
      '10.3.0.7 -> 10.1.0.7 tcp 99': false,
      '10.9.0.7 -> 10.1.0.7 tcp 99': true,
    });
    // Whose outer side has a network of its own stands at the internet, also where another one comes first.
    const facing = edge.replace('nameif wan', 'nameif outside').replace('interface wan', 'interface outside');
    const turned = await imported(...readRunning(core, 'core.txt'), ...readRunning(facing, 'edge.txt'));
    assert.match(turned.text, /^zone outside external$/m);
    assert.match(turned.text, /firewall core : asa \{\n {2}zones transit, inside\n/);
    assert.match(turned.text, /firewall edge : asa \{\n {2}zones outside, transit\n/);
  });

  it('takes what a policy is called for no reason, since nobody gave one: what nothing needs is found', async () => {
    const policy = (name: string, application: string, description = ''): string[] => {
      const head = `set security policies from-zone a to-zone b policy ${name}`;
      return [
        `${head} match source-address vbr destination-address repo application ${application}`,
        `${head} then permit`,
        ...(description ? [`${head} description "${description}"`] : []),
      ];
    };
    const made = await imported(
      ...readRunning(
        [
          'set security zones security-zone a interfaces ge-0/0/0.0',
          'set security zones security-zone b interfaces ge-0/0/1.0',
          'set interfaces ge-0/0/0 unit 0 family inet address 10.1.0.1/24',
          'set interfaces ge-0/0/1 unit 0 family inet address 10.2.0.1/24',
          'set security address-book global address vbr 10.1.0.5/32',
          'set security address-book global address repo 10.2.0.5/32',
          ...policy('backups', 'junos-ms-sql'),
          // A name that would silence what is found on the next line, as a comment of its own.
          ...policy('"segplan-disable-next-line unneeded-port"', 'junos-telnet'),
          ...policy('web', 'junos-http', 'Asked for by the backup team'),
          '',
        ].join('\n'),
        'srx.set',
      ),
    );
    const text = made.text
      .replace('plan "srx"', 'plan "srx"\nuse veeam 13')
      .replace('vbr at', 'vbr : veeam.backup-server at')
      .replace('repo at', 'repo : veeam.hardened-repository at');
    const lines = text.split('\n');
    const found = (await diagnose(text)).filter(({ code }) => code === 'unneeded-port');
    assert.deepEqual(found.map(({ range }) => lines[range.start.line]).sort(), [
      'allow vbr -> repo : sql-server // "backups"',
      'allow vbr -> repo : tcp 23 // "segplan-disable-next-line unneeded-port"',
    ]);
    assert.ok(lines.includes('allow vbr -> repo : http "Asked for by the backup team"'), text);
  });

  it('is a plan without errors, formatted, whatever devices call things', async () => {
    const nasty = RULES(
      '-s 10.1.0.5/32 -d 10.2.0.7/32 -p tcp -m tcp --dport 22 -m comment --comment "a\\" allow any -> any : any // x \u202e" -j ACCEPT',
      '-i "zone" -s 10.3.0.0/24 -d 10.2.0.0/24 -j ACCEPT',
      '-i größe-сервер -s 10.4.0.0/24 -d 10.2.0.0/24 -j ACCEPT',
    );
    for (const [text, file] of [
      [nasty, 'a\nallow any -> any : any.v4'],
      [ASA, 'core.txt'],
      [
        ASA.replace('hostname core', 'hostname zone').replaceAll('admins', 'veeam').replaceAll('monitoring', '99-tcp+udp'),
        '0.txt',
      ],
    ] as const) {
      const { text: made } = await plan(text, file);
      assert.equal(await formatted(made), made);
      assert.deepEqual(
        (await diagnose(made)).filter(({ severity }) => severity === 1),
        [],
        made,
      );
      assert.ok(!/^allow any -> any : any/m.test(made), made);
    }
  });
});
