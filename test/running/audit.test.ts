import assert from 'node:assert/strict';
import type { Box } from '../../language/analysis/region.ts';
import { formatAddresses } from '../../language/model/addresses.ts';
import { formatServices } from '../../language/model/services.ts';
import { atOnce } from '../../language/model/steps.ts';
import { type Audit, type AuditOptions, audit, isInStep, sideOf } from '../../language/running/audit.ts';
import { verdictText } from '../../language/running/describe-audit.ts';
import { readRunning } from '../../language/running/detect.ts';
import { Evaluator } from '../../language/running/evaluate.ts';
import { openBeyond } from '../../language/running/open-beyond.ts';
import { NOWHERE } from '../../language/running/program.ts';
import { analysisOf } from '../support/language.ts';

const PLAN = `plan "Shop"
zone office { subnet 10.1.0.0/24 component till at 10.1.0.5 }
zone servers { subnet 10.2.0.0/24 component db at 10.2.0.7 }
zone internet external
allow till -> db : tcp 5432-5440 "sales"
allow office -> internet : tcp 443
deny 10.1.0.66 -> internet
`;

const head = '*filter\n:FORWARD DROP [0:0]\n-A FORWARD -m conntrack --ctstate ESTABLISHED -j ACCEPT\n';
const RIGHT = [
  '-A FORWARD -s 10.1.0.66/32 -o wan -j DROP',
  '-A FORWARD -s 10.1.0.5/32 -d 10.2.0.7/32 -p tcp -m tcp --dport 5432:5440 -j ACCEPT',
  '-A FORWARD -s 10.1.0.0/24 -o wan -p tcp -m tcp --dport 443 -j ACCEPT',
];

const WAN: AuditOptions = { places: new Map([['wan', ['internet']]]) };

async function audited(rules: readonly string[], options: AuditOptions = WAN, plan = PLAN, start = head): Promise<Audit> {
  return audit(await analysisOf(plan), readRunning(`${start}${rules.join('\n')}\nCOMMIT\n`, 'fw.rules'), options);
}

const text = ({ sources, destinations, services }: Box): string =>
  `${formatAddresses(sources).join(' ')} -> ${formatAddresses(destinations).join(' ')} : ${formatServices(services)}`;

describe('an audit', () => {
  it('finds plan and device in step where rules are written otherwise and mean the same', async () => {
    const { inStep, devices } = await audited(RIGHT);
    assert.deepEqual([devices[0]!.cutOff.length, devices[0]!.open.length, devices[0]!.dead.length], [0, 0, 0]);
    assert.equal(inStep, true);
    const split = RIGHT.flatMap((rule) =>
      rule.includes('5432') ? [rule.replace('5432:5440', '5432:5436'), rule.replace('5432:5440', '5437:5440')] : [rule],
    );
    assert.equal((await audited(split)).inStep, true);
  });

  it('is never in step over lists that lead to more cases than are looked at', async () => {
    const many = 60;
    const chains = Array.from({ length: many }, (_, n) => `-A c${n} -j c${n + 1}\n`.repeat(2)).join('');
    const names = Array.from({ length: many + 1 }, (_, n) => `:c${n} - [0:0]\n`).join('');
    const text = `*filter\n:FORWARD DROP [0:0]\n${names}-A FORWARD -j c0\n-A FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24 -j ACCEPT\n${chains}COMMIT\n`;
    const plan = 'zone a { subnet 10.1.0.0/24 }\nzone b { subnet 10.2.0.0/24 }\n';
    const { inStep, devices } = audit(await analysisOf(plan), readRunning(text, 'fw.rules'));
    assert.equal(inStep, false);
    const [found] = devices[0]!.open;
    assert.equal(found?.rule?.text, '-A FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24 -j ACCEPT');
    assert.equal(found?.perhaps, 'its rules lead to more cases than are looked at');
  });

  it('tells once that anything may be open beyond the plan where the steps for a device are taken', async () => {
    const analysis = await analysisOf(PLAN);
    const [device] = readRunning(`${head}${RIGHT.join('\n')}\nCOMMIT\n`, 'fw.rules');
    const evaluator = new Evaluator(device!, NOWHERE, analysis.names, 0);
    const found = atOnce(openBeyond(sideOf(analysis, {}), evaluator, (box) => [box], device!.stages));
    assert.deepEqual(
      found.map(({ perhaps, isPart, region }) => [perhaps, isPart, region.map(text)]),
      [['its rules lead to more cases than are looked at', true, ['0.0.0.0/0 ::/0 -> 0.0.0.0/0 ::/0 : any']]],
    );
  });

  it('counts how long the lists of addresses and ports are among the steps for a device', async () => {
    const analysis = await analysisOf(PLAN);
    const ports = Array.from({ length: 1000 }, (_, n) => 2 * n + 1).join(', ');
    const chain = `type filter hook forward priority 0; policy drop;\n tcp dport { ${ports} } accept`;
    const [device] = readRunning(`table inet f {\n chain c {\n ${chain}\n }\n}\n`, 'fw.nft');
    const isAll = (room?: number): boolean => {
      const evaluator = new Evaluator(device!, NOWHERE, analysis.names, room);
      const found = atOnce(openBeyond(sideOf(analysis, {}), evaluator, (box) => [box], device!.stages));
      return found.length === 1 && found[0]!.perhaps !== undefined;
    };
    assert.deepEqual([isAll(), isAll(900)], [false, true]);
  });

  it('says what is cut off to the part of a range, by which line, and which rule of the plan allows it', async () => {
    const { inStep, devices } = await audited(['-A FORWARD -d 10.2.0.0/24 -p tcp -m tcp --dport 5438 -j REJECT', ...RIGHT]);
    assert.equal(inStep, false);
    const [found, ...more] = devices[0]!.cutOff;
    assert.equal(more.length, 0);
    assert.deepEqual(found!.region.map(text), ['10.1.0.5 -> 10.2.0.7 : tcp 5438']);
    assert.deepEqual([found!.by!.line, found!.rule!.line, found!.perhaps], [4, 5, undefined]);
  });

  it('says what is cut off by the policy where no rule speaks of it', async () => {
    const { devices } = await audited(RIGHT.toSpliced(1, 1));
    const [found] = devices[0]!.cutOff;
    assert.deepEqual([found!.by, found!.list.name, found!.list.line], [undefined, 'FORWARD', 2]);
    assert.deepEqual(found!.region.map(text), ['10.1.0.5 -> 10.2.0.7 : tcp 5432-5440']);
  });

  it('says what needs what is cut off, and on whose word', async () => {
    const plan = `plan "Backup"
use veeam
zone m { subnet 10.1.0.0/24 component vbr : veeam.backup-server at 10.1.0.5 }
zone b { subnet 10.2.0.0/24 component repo : veeam.hardened-repository at 10.2.0.7 }
allow vbr -> repo : required
`;
    const { devices } = await audited([], {}, plan);
    const [found] = devices[0]!.cutOff;
    assert.ok(found!.needs.some(({ flow }) => flow.startsWith('veeam:veeam.backup-server->')));
    assert.ok(found!.needs.every(({ sources }) => sources.length > 0));
    // What the plan itself lacks is needed all the same.
    const lacking = await audited([], {}, plan.replace(/allow.*\n/, ''));
    assert.ok(lacking.devices[0]!.cutOff.length > 0);
    assert.ok(lacking.devices[0]!.cutOff.every(({ rule, needs }) => !rule && needs.length === 1));
  });

  it('says what is open beyond the plan, by which line and to which part', async () => {
    const rules = RIGHT.map((rule) => rule.replace('-s 10.1.0.5/32', '-s 10.1.0.4/31').replace('5432:5440', '5432:5441'));
    const { devices } = await audited(rules);
    assert.equal(devices[0]!.cutOff.length, 0);
    const [found, ...more] = devices[0]!.open;
    assert.equal(more.length, 0);
    assert.equal(found!.rule!.line, 5);
    assert.deepEqual(found!.region.map(text).sort(), ['10.1.0.4 -> 10.2.0.7 : tcp 5432-5441', '10.1.0.5 -> 10.2.0.7 : tcp 5441']);
  });

  it('names a deny of the plan that the device lacks as open', async () => {
    const { devices } = await audited(RIGHT.slice(1));
    const [found] = devices[0]!.open;
    assert.match(found!.region.map(text).join(), /^10\.1\.0\.66 -> .* : tcp 443$/);
  });

  it('never says in step over an unknown line, nor where a rule may match less', async () => {
    const unknown = await audited([...RIGHT, '-A FORWARD -m frobnicate --x 3 -s 10.77.0.1 -d 10.77.0.2 -j DROP']);
    assert.deepEqual([unknown.devices[0]!.cutOff.length, unknown.devices[0]!.open.length], [0, 0]);
    assert.equal(unknown.inStep, false);
    const timed = await audited(
      RIGHT.map((rule) => rule.replace('-p tcp -m tcp --dport 5432', '-m time --timestart 08:00 -p tcp --dport 5432')),
    );
    assert.deepEqual(
      timed.devices[0]!.cutOff.map(({ perhaps }) => perhaps),
      ['a time of day'],
    );
    assert.equal(timed.inStep, false);
  });

  it('leaves open what depends on an interface that nobody knows, and says how to tell it', async () => {
    const { devices, inStep } = await audited(RIGHT, {});
    assert.equal(inStep, false);
    assert.match(devices[0]!.notes[0]!, /wan of the device .* --interface wan=ZONE/);
    assert.ok(devices[0]!.cutOff.every(({ perhaps }) => perhaps !== undefined));
    // By the name of a zone it is known.
    const named = await audited(
      RIGHT.map((rule) => rule.replace('-o wan', '-o Internet')),
      {},
    );
    assert.equal(named.inStep, true);
    assert.deepEqual(named.devices[0]!.placing.zones, [{ place: 'Internet', zones: ['internet'], by: 'name' }]);
  });

  it('says which rules of the device are dead, and what stands in their way', async () => {
    const { devices } = await audited([
      ...RIGHT,
      '-A FORWARD -s 10.1.0.66/32 -o wan -p tcp -m tcp --dport 443 -j ACCEPT',
      '-A FORWARD -s 10.1.0.0/25 -o wan -p tcp -m tcp --dport 443 -j ACCEPT',
      '-A unused -j ACCEPT',
    ]);
    assert.deepEqual(
      devices[0]!.dead.map(({ why, rule, by }) => [why, rule.line, by.map(({ line }) => line)]),
      [
        ['shadowed', 7, [4]],
        ['shadowed', 8, [4, 6]],
        ['unreached', 9, []],
      ],
    );
  });

  it('says which rules were never hit where the device counts', async () => {
    const counted = RIGHT.map((rule, n) => `[${n ? 5 : 0}:0] ${rule}`);
    const { devices, inStep } = await audited(counted);
    assert.deepEqual(
      devices[0]!.dead.map(({ why, rule }) => [why, rule.line]),
      [['never hit', 4]],
    );
    // That is no drift.
    assert.equal(inStep, true);
    assert.deepEqual((await audited(RIGHT.map((rule) => `[0:0] ${rule}`))).devices[0]!.dead, []);
  });

  it('says what is open where a policy lets pass what no rule matches', async () => {
    const { devices } = await audited(['-A FORWARD -s 10.1.0.0/24 -j DROP'], {}, PLAN, head.replace('DROP', 'ACCEPT'));
    const found = devices[0]!.open.map(({ rule, region }) => [rule, region.map(text)] as const);
    assert.ok(found.every(([rule]) => rule === undefined));
    assert.ok(found[0]![1].some((box) => box.startsWith('10.2.0.0/24 -> ')));
    assert.ok(!found[0]![1].some((box) => box.startsWith('10.1.0')));
  });

  it('holds the firewall of a host against what comes to it, once it knows which host it is', async () => {
    const rules = ['-A INPUT -s 10.1.0.5/32 -p tcp -m tcp --dport 5432:5440 -j ACCEPT', '-A INPUT -p tcp --dport 22 -j ACCEPT'];
    const start = '*filter\n:INPUT DROP [0:0]\n';
    const unknown = await audited(rules, {}, PLAN, start);
    assert.equal(unknown.inStep, false);
    assert.match(unknown.devices[0]!.notes[0]!, /--host COMPONENT/);
    const { devices } = await audited(rules, { host: 'db' }, PLAN, start);
    assert.equal(devices[0]!.cutOff.length, 0);
    assert.deepEqual(
      devices[0]!.open.map(({ rule }) => rule!.line),
      [4],
    );
    assert.ok(devices[0]!.open[0]!.region.every(({ destinations }) => formatAddresses(destinations).join() === '10.2.0.7'));
  });

  it('leaves aside what a firewall lets come to itself, where nobody says which host it is', async () => {
    const both = head.replace('-A FORWARD', ':INPUT DROP [0:0]\n-A INPUT -p tcp --dport 22 -j ACCEPT\n-A FORWARD');
    const { devices, inStep } = await audited(RIGHT, WAN, PLAN, both);
    assert.deepEqual(
      devices.map(({ skipped }) => skipped),
      [undefined, true],
    );
    assert.equal(inStep, true);
  });

  it('calls no rule dead that decides what comes to the firewall itself, or what passes it, and tells one that neither tries once', async () => {
    const own =
      ':INPUT DROP [0:0]\n:ssh - [0:0]\n:lost - [0:0]\n-A INPUT -p tcp --dport 22 -j ssh\n-A ssh -s 10.1.0.9/32 -j ACCEPT\n';
    const both = head.replace('-A FORWARD', `${own}-A FORWARD`);
    for (const options of [WAN, { ...WAN, host: 'db' }]) {
      const { devices } = await audited([...RIGHT, '-A lost -j ACCEPT'], options, PLAN, both);
      assert.deepEqual(
        devices.map(({ dead }) => dead.map(({ why, rule }) => [why, rule.line])),
        [[['unreached', 12]], []],
      );
    }
  });

  it('calls nothing dead that a device does by itself, and says which line leaves open what passes', async () => {
    const places = ['outside 0 203.0.113.1', 'inside 100 10.1.0.1', 'servers 50 10.2.0.1'].map((each, n) => {
      const [name, level, address] = each.split(' ');
      return `interface Ethernet${n}\n nameif ${name}\n security-level ${level}\n ip address ${address} 255.255.255.0\n`;
    });
    const lists = 'access-list all extended permit ip any any\naccess-group all global\n';
    const nat = 'nat (inside,outside) source dynamic any interface\n';
    const asa = `ASA Version 9.16(4)\n${places.join('')}${lists}route outside 0.0.0.0 0.0.0.0 203.0.113.9\n${nat}`;
    const plan = 'zone outside external\nzone inside { subnet 10.1.0.0/24 }\nzone servers { subnet 10.2.0.0/24 }\n';
    const { devices } = audit(await analysisOf(plan), readRunning(asa, 'core.txt'));
    assert.deepEqual(devices[0]!.dead, []);
    const [why] = devices[0]!.open.flatMap(({ perhaps }) => perhaps ?? []);
    assert.match(why!, /^line 17 .*nat \(inside,outside\) source dynamic any interface/);
  });

  it('finds a zone by its own name before the titles of others, and by no name that two have', async () => {
    const zones = 'zone a { subnet 10.1.0.0/24 }\nzone dmz { subnet 10.2.0.0/24 }\nzone second "dmz" { subnet 10.3.0.0/24 }\n';
    const opens = async (more: string, from: string, to: string): Promise<string[]> => {
      const analysis = await analysisOf(`${zones}${more}`);
      const [device] = readRunning(`${head}-A FORWARD -i ${from} -o ${to} -j ACCEPT\nCOMMIT\n`, 'fw.rules');
      const firewall = analysis.plan.firewalls[0];
      const { open } = audit(analysis, [device!], firewall ? { firewall } : {}).devices[0]!;
      return open.filter(({ perhaps }) => perhaps === undefined).flatMap(({ region }) => region.map(text));
    };
    const found = ['10.1.0.0/24 -> 10.2.0.0/24 : any'];
    assert.deepEqual(await opens('', 'a', 'dmz'), found);
    assert.deepEqual(await opens('firewall fw { zones a, dmz }\n', 'a', 'dmz'), found);
    const vlans =
      'zone b { subnet 10.4.0.0/24 }\nfirewall fw { zones a, b, dmz  interface "e1.10" = a  interface "e11.0" = b }\n';
    assert.deepEqual(await opens(vlans, 'e1.10', 'dmz'), found);
    // Two zones that a device would call the same are told apart by what they are called exactly, else not at all.
    assert.deepEqual(await opens('zone d-m-z { subnet 10.5.0.0/24 }\n', 'a', 'dmz'), found);
    assert.deepEqual(await opens('zone d-m-z { subnet 10.5.0.0/24 }\n', 'a', 'DMZ'), []);
  });

  it('holds the firewall of hosts against the plan also where no way leads there, and says from which zones none leads to another firewall', async () => {
    const zones =
      'zone lan { subnet 10.1.0.0/24 }\nzone srv { subnet 10.2.0.0/24 component db at 10.2.0.7 }\nzone isle { subnet 10.3.0.0/24 }\n';
    const input = '*filter\n:INPUT DROP [0:0]\n-A INPUT -s 10.1.0.0/24 -p tcp -m tcp --dport 22:23 -j ACCEPT\nCOMMIT\n';
    const hosts = await analysisOf(`${zones}firewall hosts { at srv }\nallow lan -> db : tcp 22\n`);
    const host = audit(hosts, readRunning(input, 'db.rules'), { firewall: hosts.plan.firewalls[0]!, host: 'db' });
    assert.deepEqual(
      host.devices[0]!.open.flatMap(({ region }) => region.map(text)),
      ['10.1.0.0/24 -> 10.2.0.7 : tcp 23'],
    );
    assert.equal(host.inStep, false);
    const middle = await analysisOf(`${zones}firewall core { zones lan, srv }\n`);
    const { notes } = audit(middle, readRunning(`${head}COMMIT\n`, 'fw.rules'), { firewall: middle.plan.firewalls[0]! })
      .devices[0]!;
    assert.match(notes.join('\n'), /^No way of the plan leads from isle to core: /m);
  });

  it('says that nobody said whose file it is, where a plan has several firewalls and something is found', async () => {
    const zones = ['a', 'b', 'c'].map((name, n) => `zone ${name} { subnet 10.${n + 1}.0.0/24 }\n`).join('');
    const plan = `${zones}firewall first { zones a, b }\nfirewall second { zones b, c }\nallow a -> b : tcp 22\nallow b -> c : tcp 80\n`;
    const forward = (...rules: string[]): string =>
      ['*filter', ':FORWARD DROP [0:0]', '-A FORWARD -m state --state ESTABLISHED -j ACCEPT', ...rules, 'COMMIT', ''].join('\n');
    const ssh = '-A FORWARD -s 10.1.0.0/24 -d 10.2.0.0/24 -p tcp --dport 22 -j ACCEPT';
    const web = '-A FORWARD -s 10.2.0.0/24 -d 10.3.0.0/24 -p tcp --dport 80 -j ACCEPT';
    const told = async (text: string, rules: string[], name?: string): Promise<[number, boolean]> => {
      const analysis = await analysisOf(text);
      const firewall = analysis.plan.firewalls.find((each) => each.name === name);
      const { devices } = audit(analysis, readRunning(forward(...rules), 'first.v4'), firewall ? { firewall } : {});
      return [
        devices[0]!.cutOff.length,
        devices[0]!.notes.some((note) => /several firewalls \(first, second\).*--firewall first/.test(note)),
      ];
    };
    // What passes the second one alone is not cut off by the first.
    assert.deepEqual(await told(plan, [ssh]), [1, true]);
    assert.deepEqual(await told(plan, [ssh], 'first'), [0, false]);
    assert.deepEqual(await told(plan, [ssh, web]), [0, false]);
    assert.deepEqual(await told(plan.replace(/firewall second.*\n/, ''), [ssh]), [1, false]);
  });

  it('takes of a file with several firewalls the one that has its name, or its zones, and says so', async () => {
    const domain = (name: string, from: string, to: string): string =>
      `edit ${name}\nconfig firewall policy\nedit 1\nset srcintf "${from}"\nset dstintf "${to}"\nset srcaddr "all"\nset dstaddr "all"\nset action accept\nset schedule "always"\nset service "SSH"\nnext\nend\nnext\n`;
    const ports = [10, 20, 30, 40].map(
      (n) => `edit "p${n}"\nset vdom "${n < 30 ? 'shop' : 'lab'}"\nset ip 10.${n}.0.1 255.255.255.0\nnext\n`,
    );
    const file = `config vdom\nedit shop\nnext\nedit lab\nnext\nend\nconfig global\nconfig system interface\n${ports.join('')}end\nend\nconfig vdom\n${domain('shop', 'p10', 'p20')}${domain('lab', 'p30', 'p40')}end\n`;
    const zones = [10, 20, 30, 40].map((n) => `zone z${n} { subnet 10.${n}.0.0/24 }\n`).join('');
    for (const name of ['shop', 'tills']) {
      const plan = `${zones}firewall ${name} : fortios { zones z10, z20  interface p10 = z10  interface p20 = z20 }\nfirewall other { zones z30, z40 }\nallow z10 -> z20 : tcp 22\n`;
      const analysis = await analysisOf(plan);
      const firewall = analysis.plan.firewalls[0]!;
      const { inStep, devices } = audit(analysis, readRunning(file, 'fg.conf'), { firewall });
      assert.deepEqual([inStep, devices.map((each) => each.device.name)], [true, ['shop']], name);
      assert.match(devices[0]!.notes.join(' '), /lab of the same file is no part of/);
    }
  });

  it('tells a line that nobody understands once, where a file has both what passes and what comes to the host', async () => {
    const both = head.replace('-A FORWARD', ':INPUT DROP [0:0]\n-A INPUT -p tcp --dport 22 -j ACCEPT\n-A FORWARD');
    const strange = '-A FORWARD -m frobnicate --x 3 -s 10.77.0.1 -d 10.77.0.2 -j DROP';
    const { devices, inStep } = await audited([...RIGHT, strange], { ...WAN, host: 'db' }, PLAN, both);
    assert.deepEqual(
      devices.map(({ unknown }) => unknown.length),
      [1, 0],
    );
    assert.deepEqual([inStep, devices.map(isInStep)], [false, [false, false]]);
    assert.notEqual(verdictText(devices[1]!), 'in step with the plan');
  });

  it('finds a host by its name in whatever case, and by the exact one first', async () => {
    const rules = ['-A INPUT -s 10.1.0.5/32 -p tcp -m tcp --dport 5432:5440 -j ACCEPT'];
    const [device] = readRunning(`*filter\n:INPUT DROP [0:0]\n${rules.join('\n')}\nCOMMIT\n`, 'fw.rules');
    const found = audit(await analysisOf(PLAN), [{ ...device!, name: 'DB' }]).devices[0]!;
    assert.deepEqual([found.skipped, found.cutOff, found.open], [undefined, [], []]);
    const two = PLAN.replace('component db at 10.2.0.7', 'component db at 10.2.0.7 component DB at 10.2.0.8');
    const other = audit(await analysisOf(two), [{ ...device!, name: 'DB' }]).devices[0]!;
    assert.ok(
      other.open.every(({ region }) => region.every(({ destinations }) => formatAddresses(destinations).join() === '10.2.0.8')),
    );
    assert.equal(other.open.length, 1);
  });

  it('does not speak of icmp of an address family that the ends have not', async () => {
    const plan = PLAN.replace('tcp 5432-5440', 'icmp, tcp 5432');
    const ping = '-A FORWARD -s 10.1.0.5/32 -d 10.2.0.7/32 -p icmp -j ACCEPT';
    const { devices } = await audited([RIGHT[0]!, ping, RIGHT[2]!], WAN, plan);
    const said = devices[0]!.cutOff.flatMap(({ region }) => region.map(text)).join();
    assert.match(said, /tcp 5432/);
    assert.doesNotMatch(said, /icmpv6/);
  });

  it('says which address family no file speaks of', async () => {
    const plan = PLAN.replace('10.2.0.0/24', '10.2.0.0/24, fd00:2::/64');
    const { devices } = await audited(RIGHT, WAN, plan);
    assert.ok(devices[0]!.notes.some((note) => /No file says anything of IPv6, of which servers has networks/.test(note)));
  });

  it('says which interface nobody has that somebody names, where files have networks of interfaces', async () => {
    const asa = 'ASA Version 9.16(4)\ninterface Ethernet0/1\n nameif till\n ip address 10.1.0.1 255.255.255.0\n';
    const notes = async (name: string): Promise<readonly string[]> =>
      audit(await analysisOf(PLAN), readRunning(asa, 'fw.txt'), { places: new Map([[name, ['office']]]) }).devices[0]!.notes;
    assert.match((await notes('tills')).join(), /No file has anything called tills, where office is said to lie/);
    assert.doesNotMatch((await notes('till')).join(), /called/);
    assert.doesNotMatch((await audited(RIGHT, { places: new Map([['eth7', ['office']]]) })).devices[0]!.notes.join(), /called/);
  });
});
