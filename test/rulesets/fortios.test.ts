import assert from 'node:assert/strict';
import { buildRuleSet, type RuleSet } from '../../language/rulesets/rule-set.ts';
import type { OutputFile } from '../../language/rulesets/target.ts';
import { fortios } from '../../language/rulesets/targets/fortios/fortios.ts';
import { analysisOf, loadPlan } from '../support/language.ts';
import type { Packet } from './evaluator.ts';
import { hostilePlan } from './hostile.ts';
import { linedRules } from './lined.ts';
import { proves } from './proof.ts';
import { FortiConfiguration } from './readers/fortios.ts';
import { type InterfaceReader, provesInterfaces } from './readers/interfaces.ts';
import { withTopology } from './readers/topology.ts';

const { target, zoneOf } = withTopology(fortios);

/** The zones that a text names are those that the firewall has: that they are the plan's is tested below. */
function interfacesIn(text: string): string[] {
  return [...text.matchAll(/set (?:src|dst)intf (.*)$/gm)].flatMap((m) => [...m[1]!.matchAll(/"([^"]*)"/g)].map((n) => n[1]!));
}

const readFortios: InterfaceReader = (files, zone) => {
  const configuration = new FortiConfiguration(interfacesIn(files[0]!.text)).run(files[0]!.text);
  return (packet) => configuration.decide(packet, zone(packet.source), zone(packet.destination));
};

proves({ target, byZones: true, beyondPorts: true, read: (files) => readFortios(files, zoneOf()) });
provesInterfaces(fortios, readFortios);

async function ruleSetOf(text: string, phases: string[] = []): Promise<RuleSet> {
  const { document, services } = await loadPlan(text);
  assert.deepEqual(document.parseResult.parserErrors, []);
  return linedRules(services.segplan.Plans.analysis(document.parseResult.value, phases));
}

async function write(text: string, phases: string[] = []): Promise<OutputFile[]> {
  return fortios.emit(await ruleSetOf(text, phases), 'plan');
}

/** With the ids that it has when it is loaded. */
async function real(text: string): Promise<OutputFile[]> {
  return fortios.emit(buildRuleSet(await analysisOf(text)), 'plan');
}

const ZONES = `zone a "Offices" { subnet 10.0.0.0/24, fd00:a::/64 component x at 10.0.0.5, fd00:a::5 component y "Printer" at 10.0.0.6 }
zone b { subnet 10.0.1.0/24, fd00:b::/64 component z at 10.0.1.7 }
zone c { subnet 10.0.2.0/24 }
`;

const load = (text: string): FortiConfiguration => new FortiConfiguration(['a', 'b', 'c', 'net']).run(text);

/** The policies that some rules make, without what is the same in all of them. */
async function policiesOf(rules: string, zones = ZONES): Promise<Record<string, string>[]> {
  const { tables } = load((await write(zones + rules))[0]!.text);
  return [...(tables.get('firewall policy')?.values() ?? [])].map((item) =>
    Object.fromEntries(
      [...item]
        .filter(([field]) => !/^(name|logtraffic|comments|match-vip)$/.test(field))
        // Objects have their values in their names.
        .map(([field, names]) => [field, names.map((n) => (/addr/.test(field) ? n.split(' ')[0] : n)).join(', ')]),
    ),
  );
}

const BASE = { srcintf: 'a', dstintf: 'b', action: 'accept', schedule: 'always' };

describe('fortios: policies as an engineer would write them', () => {
  const cases: [rule: string, ...policies: Record<string, string>[]][] = [
    ['allow y -> z : tcp 443', { ...BASE, srcaddr: 'y', dstaddr: 'z', service: 'tcp 443' }],
    ['allow x -> b : tcp+udp 53', { ...BASE, srcaddr: 'x', dstaddr: 'b', srcaddr6: 'x', dstaddr6: 'b', service: 'tcp-udp 53' }],
    ['allow x -> z : udp 1-9, 20', { ...BASE, srcaddr: 'x', dstaddr: 'z', service: 'udp 1-9 20' }],
    ['allow x -> z : any', { ...BASE, srcaddr: 'x', dstaddr: 'z', service: 'ALL' }],
    ['allow x -> z : icmp, tcp 7', { ...BASE, srcaddr: 'x', dstaddr: 'z', service: 'tcp 7, ALL_ICMP' }],
    [
      'allow x -> b : icmp',
      { ...BASE, srcaddr: 'x', dstaddr: 'b', srcaddr6: 'x', dstaddr6: 'b', service: 'ALL_ICMP, ALL_ICMP6' },
    ],
    ['allow fd00:a::5 -> b : tcp 7', { ...BASE, srcaddr6: 'fd00:a::5', dstaddr6: 'b', service: 'tcp 7' }],
    [
      'allow 10.0.0.8/29, y -> 10.0.1.3-10.0.1.9 : tcp 7',
      { ...BASE, srcaddr: '10.0.0.8/29, y', dstaddr: '10.0.1.3-10.0.1.9', service: 'tcp 7' },
    ],
    ['allow x, y -> z, c : tcp 22', { ...BASE, dstintf: 'b, c', srcaddr: 'x, y', dstaddr: 'z, c', service: 'tcp 22' }],
    ['deny y -> b : tcp 1-5', { ...BASE, action: 'deny', srcaddr: 'y', dstaddr: 'b', service: 'tcp 1-5' }],
    [
      'allow y -> z : tcp 22 until 2030-06-30',
      {
        ...BASE,
        schedule: 'segplan until 2030-06-30',
        'schedule-timeout': 'enable',
        srcaddr: 'y',
        dstaddr: 'z',
        service: 'tcp 22',
      },
    ],
    // No zone with itself.
    [
      'allow a, c -> b, c : tcp 22',
      { ...BASE, srcintf: 'a', dstintf: 'b, c', srcaddr: 'a', dstaddr: 'b, c', srcaddr6: 'a', dstaddr6: 'b', service: 'tcp 22' },
      { ...BASE, srcintf: 'c', srcaddr: 'c', dstaddr: 'b', service: 'tcp 22' },
    ],
    ['allow fd00:a::5 -> z : tcp 22'],
  ];
  for (const [rule, ...policies] of cases)
    it(rule, async () => {
      assert.deepEqual(await policiesOf(rule), policies);
    });

  it('denies come before what is allowed', async () => {
    const policies = await policiesOf('allow a -> b : tcp 80\ndeny y -> b : tcp 80\nallow b -> c : tcp 80\ndeny b -> c : tcp 80');
    assert.deepEqual(
      policies.map((p) => p.action),
      ['deny', 'deny', 'accept', 'accept'],
    );
  });

  it('the rest of the world is its zone, and rules about it never reach another', async () => {
    const zones = 'zone a { subnet 10.0.0.0/24 component x at 10.0.0.5 }\nzone b { subnet 10.0.1.0/24 }\nzone net external\n';
    assert.deepEqual(
      await policiesOf('allow net, b -> x : tcp 443\nallow x -> net, b : tcp 80\ndeny x -> any', zones),
      [
        { ...BASE, dstintf: 'b, net', action: 'deny', srcaddr: 'x', dstaddr: 'all', service: 'ALL' },
        { ...BASE, srcintf: 'b', dstintf: 'a', srcaddr: 'b', dstaddr: 'x', service: 'tcp 443' },
        { ...BASE, srcintf: 'net', dstintf: 'a', srcaddr: 'all', dstaddr: 'x', service: 'tcp 443' },
        { ...BASE, srcaddr: 'x', dstaddr: 'b', service: 'tcp 80' },
        { ...BASE, dstintf: 'net', srcaddr: 'x', dstaddr: 'all', service: 'tcp 80' },
      ].sort((a, b) => Number(b.action === 'deny') - Number(a.action === 'deny')),
    );
  });

  it('what has several addresses is a group, and titles are comments', async () => {
    const zones =
      'zone a { subnet 10.0.0.0/24 component x "Twin" at 10.0.0.5, 10.0.0.9, fd00::5 }\nzone b { subnet 10.0.1.0/24, fd01::/64 }\n';
    const { tables } = load((await write(`${zones}allow x -> b : tcp 1`))[0]!.text);
    assert.deepEqual(
      [...tables.get('firewall addrgrp')!].map(([name, item]) => [name, item.get('member'), item.get('comment')]),
      [['x group dqpv', ['x 10.0.0.5', 'x 10.0.0.9'], ['Segplan: Twin']]],
    );
    assert.deepEqual(tables.get('firewall address6')!.get('x fd00::5')!.get('ip6'), ['fd00::5/128']);
  });

  it('no name is taken from what every FortiGate has', async () => {
    const zones =
      'zone any-zone { subnet 10.0.0.0/24 component all at 10.0.0.5 component none at 10.0.0.6 }\nzone b { subnet 10.0.1.0/24 }\n';
    const [file] = await write(`${zones}allow all, none -> b : tcp 1`);
    const { tables } = new FortiConfiguration(['any-zone', 'b']).run(file!.text);
    assert.equal(tables.get('firewall address')!.size, 3);
    assert.deepEqual([...tables.get('firewall policy')!.values()][0]!.get('srcaddr'), ['all 10.0.0.5', 'none 10.0.0.6']);
  });

  it('many ports are split over several services', async () => {
    const ports = Array.from({ length: 40 }, (_, n) => 1000 + 2 * n);
    const [file] = await write(`${ZONES}allow y -> z : tcp ${ports.join(', ')}, udp 5`);
    const configuration = load(file!.text);
    for (const item of configuration.tables.get('firewall service custom')!.values())
      assert.ok((item.get('tcp-portrange') ?? []).length <= 15);
    const packet = (protocol: 'tcp' | 'udp', port: number): Packet => ({
      source: '10.0.0.6',
      destination: '10.0.1.7',
      protocol,
      port,
    });
    for (const port of ports) {
      assert.equal(configuration.decide(packet('tcp', port), 'a', 'b'), 'passed');
      assert.equal(configuration.decide(packet('tcp', port + 1), 'a', 'b'), 'dropped');
    }
    assert.equal(configuration.decide(packet('udp', 5), 'a', 'b'), 'passed');
  });
});

describe('fortios: loading and removing', () => {
  const PLAN = `${ZONES}phase build\nallow x -> b : tcp 80\nallow y -> z : tcp 22 during build "set-up"\n`;

  const order = (configuration: FortiConfiguration): string[] => [...configuration.tables.get('firewall policy')!.keys()];

  it('loading again changes nothing, and every policy keeps its id and name while others come and go', async () => {
    const rules = ['allow x -> b : tcp 80', 'allow y -> z : tcp 1', 'allow b -> c : udp 53'];
    const before = (await real(ZONES + rules.join('\n')))[0]!.text;
    const twice = load(before).run(before);
    assert.deepEqual(order(twice), order(load(before)));
    const after = (await real(`${ZONES}\n\nallow c -> b : tcp 9\n${rules[2]}\n${rules[0]}`))[0]!.text;
    const kept = order(load(before)).filter((id) => order(load(after)).includes(id));
    assert.equal(kept.length, 2);
    // Over the earlier one, which leaves the policy that is gone.
    assert.equal(order(load(before).run(after)).length, 4);
  });

  it('a deny that comes later goes before what is there already', async () => {
    const before = (await write(`${ZONES}allow a -> b : tcp 80`))[0]!.text;
    const after = (await write(`${ZONES}allow a -> b : tcp 80\ndeny y -> b : tcp 80\nallow b -> c : tcp 1`))[0]!.text;
    const configuration = load(before).run(after);
    const packet: Packet = { source: '10.0.0.6', destination: '10.0.1.7', protocol: 'tcp', port: 80 };
    assert.equal(configuration.decide(packet, 'a', 'b'), 'dropped');
    assert.equal(configuration.decide({ ...packet, source: '10.0.0.5' }, 'a', 'b'), 'passed');
  });

  it('the removal file deletes the policies of phases, and nothing else', async () => {
    const files = await write(PLAN, ['build']);
    assert.deepEqual(
      files.map((f) => f.name),
      ['plan.fortios', 'plan.remove.fortios'],
    );
    const configuration = load(files[0]!.text).run(files[1]!.text);
    assert.deepEqual(
      [...configuration.tables.get('firewall policy')!.values()].map((i) => i.get('comments')),
      [['Segplan L5: x to b']],
    );
    assert.equal((await write(PLAN.replace('during build', ''))).length, 1);
    assert.match(files[0]!.text, /^# .*plan\.remove\.fortios/m);
  });

  it('rules with a date end with that day', async () => {
    const configuration = load((await write(`${ZONES}allow y -> z : tcp 22 until 2030-06-30`))[0]!.text);
    const packet: Packet = { source: '10.0.0.6', destination: '10.0.1.7', protocol: 'tcp', port: 22 };
    assert.equal(configuration.decide(packet, 'a', 'b', '2030/06/30 23:58'), 'passed');
    assert.equal(configuration.decide(packet, 'a', 'b', '2030/07/01 00:00'), 'dropped');
  });

  it('a hundred times the same rule, and thousands of others, each get an id of their own', async () => {
    const rules = Array.from({ length: 3000 }, (_, n) => `allow 10.0.0.${n % 250} -> z : tcp ${1 + Math.floor(n / 250)}`);
    const same = Array.from({ length: 100 }, () => 'allow y -> z : tcp 1');
    const [file] = await write(ZONES + [...rules, ...same].join('\n'));
    const ids = [...file!.text.matchAll(/^ {4}edit (\d+)$/gm)].map((m) => Number(m[1]));
    assert.equal(new Set(ids).size, 3100);
    assert.ok(ids.every((id) => id >= 100_000 && id <= 999_999));
  });
});

describe('fortios: texts and names', () => {
  it('hostile labels become plain comments within their limits', async () => {
    const [file] = await write(hostilePlan);
    const { tables } = load(file!.text);
    assert.equal(tables.get('firewall policy')!.size, 16);
    assert.ok([...tables.get('firewall address')!.keys()].some((name) => name.length === 79));
    const outside = file!.text.replace(/"[^"\n]*"/g, '').replace(/^#.*$/gm, '');
    assert.doesNotMatch(outside, /reboot|flush|drop|script/);
    assert.match(file!.text, /set comments "Segplan L\d+: typographic quotes too"/);
  });

  it('says what a zone has to be called whose name is too long, or means all interfaces', async () => {
    const long = 'a-very-long-zone-name-that-no-firewall-takes';
    const plan = `zone ${long} { subnet 10.0.0.0/24 }\nzone Any { subnet 10.0.1.0/24 }\nzone c { subnet 10.0.2.0/24 }\nallow ${long} -> Any, c : tcp 1`;
    const said = [
      [long, 'a-very-long-zone-name-that-no-cmkq'],
      ['Any', 'zone-Any'],
    ].map(
      ([zone, name]) =>
        `one ${zone} can't have its name on the firewall; the rules call it ${name}, so name the firewall's zone that.`,
    );
    assert.deepEqual(
      fortios.problems(await ruleSetOf(plan)),
      said.map((text) => ({ level: 'warning', message: `fortios: z${text}` })),
    );
    const [file] = await write(plan);
    for (const text of said) assert.ok(file!.text.includes(`\n# Z${text}\n`), text);
    assert.deepEqual(new Set(interfacesIn(file!.text)), new Set(['a-very-long-zone-name-that-no-cmkq', 'zone-Any', 'c']));
    assert.deepEqual(fortios.problems(await ruleSetOf(`${ZONES}allow a -> b : tcp 1`)), []);
  });

  it('comments say the rule of the plan, why, and who says so', async () => {
    const plan = `use acme
vendor acme {
  source guide "guide.pdf" "Guide"
  role server
  role agent
  flow server -> agent : tcp 7000 "Starts jobs" from guide "8"
}
zone a { subnet 10.0.0.0/24 component s : acme.server at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component t : acme.agent at 10.0.1.1 }
allow s -> t : tcp 7000
`;
    const [file] = await write(plan);
    assert.match(file!.text, /set comments "Segplan L10: Starts jobs\. See Guide \(guide\.pdf\), section 8"/);
  });

  it('host names and wildcards are addresses of both families', async () => {
    const plan =
      'zone a { subnet 10.0.0.0/24, fd00::/64 }\nzone net external { component s at "www.example.com" component w at "*.example.org" }\nallow a -> s, w : tcp 443';
    const { tables } = load((await write(plan))[0]!.text);
    for (const path of ['firewall address', 'firewall address6']) {
      assert.deepEqual(tables.get(path)!.get('s www.example.com')!.get('fqdn'), ['www.example.com']);
      assert.deepEqual(tables.get(path)!.get('w any.example.org')!.get('fqdn'), ['*.example.org']);
      assert.deepEqual(tables.get(path)!.get('w any.example.org')!.get('type'), ['fqdn']);
    }
    assert.deepEqual([...tables.get('firewall policy')!.values()][0]!.get('dstaddr6'), [
      's www.example.com',
      'w any.example.org',
    ]);
  });

  it('what a rule names by its address or host name is called that, once', async () => {
    const rule = 'allow 10.0.0.9, 10.0.0.16/28, "www.example.com", "*.example.org" -> z : tcp 443';
    const { tables } = load((await write(`${ZONES}${rule}`))[0]!.text);
    assert.deepEqual([...tables.get('firewall policy')!.values()][0]!.get('srcaddr'), [
      '10.0.0.9',
      '10.0.0.16/28',
      'www.example.com',
      'any.example.org',
    ]);
  });

  it('addresses of no zone may be behind any interface', async () => {
    const [policy] = await policiesOf('allow 192.0.2.1 -> z : tcp 22');
    assert.deepEqual(policy, { ...BASE, srcintf: 'any', srcaddr: '192.0.2.1', dstaddr: 'z', service: 'tcp 22' });
  });
});
