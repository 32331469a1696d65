import assert from 'node:assert/strict';
import type { OutputFile } from '../../language/rulesets/target.ts';
import { panos } from '../../language/rulesets/targets/panos/panos.ts';
import { loadPlan } from '../support/language.ts';
import { hostilePlan } from './hostile.ts';
import { generateWith } from './lined.ts';
import { proves } from './proof.ts';
import { provesInterfaces } from './readers/interfaces.ts';
import { type PanosConfig, panosConfig, panosFirewall, readPanos } from './readers/panos.ts';
import { withTopology } from './readers/topology.ts';
import { zoneFirewallPlans } from './readers/zone-firewall-plans.ts';

const generate = generateWith('ends');

const { target, zoneOf } = withTopology(panos);
proves({ target, byZones: true, read: (files) => readPanos(files, zoneOf()), plans: zoneFirewallPlans });
provesInterfaces(panos, readPanos);

async function emit(text: string, phases: string[] = []): Promise<{ files: readonly OutputFile[]; problems: string[] }> {
  const { document, services } = await loadPlan(text);
  const { files, problems } = await generate(document, services, { target: 'panos', phases });
  return { files, problems: problems.map((p) => `${p.level} ${p.line ?? ''}: ${p.message}`) };
}

async function config(text: string, phases: string[] = []): Promise<PanosConfig> {
  const { files, problems } = await emit(text, phases);
  assert.ok(files[0], problems.join('\n'));
  return panosConfig(files[0].text);
}

function valuesOf({ rules }: PanosConfig, name: string): Record<string, string> {
  const rule = rules.find((r) => r.name === name);
  assert.ok(rule, `no ${name} among ${rules.map((r) => r.name).join(', ')}`);
  return Object.fromEntries([...rule.values].map(([key, value]) => [key, value.join(' ')]));
}

const ZONES = `zone a { subnet 10.1.0.0/24, fd00:a::/64 component x at 10.1.0.5, fd00:a::5 component w at 10.1.0.9 }
zone b { subnet 10.2.0.0/24, fd00:b::/64 component y at 10.2.0.6 component z at 10.2.0.8, fd00:b::8 }
`;
const packet = (source: string, destination: string, port: number) => ({ source, destination, protocol: 'tcp', port }) as const;
const behind = (address: string): string =>
  /^(10\.1\.|fd00:a:)/.test(address) ? 'a' : /^(10\.2\.|fd00:b:)/.test(address) ? 'b' : 'i';

describe('panos', () => {
  it('writes a rule as a person would: objects, groups, ports, a description with the line of the plan', async () => {
    const read = await config(`${ZONES}allow x -> y : tcp 443, 8000-8010, udp 53 "orders"`);
    assert.deepEqual(valuesOf(read, 'x-to-y'), {
      'rule-type': 'interzone',
      from: 'a',
      to: 'b',
      source: 'x',
      destination: 'y-10.2.0.6',
      application: 'any',
      service: 'tcp-443 tcp-8000-8010 udp-53',
      action: 'allow',
      'log-end': 'yes',
      tag: 'segplan',
      description: 'x-to-y: orders',
    });
    assert.deepEqual(read.groups.get('x'), ['x-10.1.0.5', 'x-fd00-a-5']);
  });

  it('tags whatever it makes, so that all of it is found again', async () => {
    const ports = Array.from({ length: 30 }, (_, n) => 2 * n + 1).join(', ');
    const { files } = await emit(`${ZONES}allow x -> y : tcp ${ports}`);
    const lines = files[0]!.text.split('\n');
    const made = lines.flatMap((line) => /^set ((?:address|service)(?:-group)? \S+) /.exec(line)?.[1] ?? []);
    const kinds = new Set(made.map((each) => each.split(' ')[0]));
    assert.deepEqual([...kinds].sort(), ['address', 'address-group', 'service', 'service-group']);
    for (const each of made)
      assert.ok(
        lines.some((line) => line.startsWith(`set ${each} `) && line.endsWith('tag segplan')),
        each,
      );
  });

  it('names an application only for icmp, with ping beside it, and keeps it apart from ports', async () => {
    const read = await config(`${ZONES}allow x -> z : icmp, tcp 22\nallow w -> y : icmp`);
    assert.equal(valuesOf(read, 'x-to-z').service, 'tcp-22');
    assert.equal(valuesOf(read, 'x-to-z').application, 'any');
    assert.equal(valuesOf(read, 'x-to-z-icmp').application, 'icmp ping ipv6-icmp ping6');
    assert.equal(valuesOf(read, 'x-to-z-icmp').service, 'application-default');
    assert.equal(valuesOf(read, 'w-to-y-icmp').application, 'icmp ping');
    assert.ok(!read.rules.some((r) => r.name === 'w-to-y'));
  });

  it('names the applications that gre and the protocols of IPsec are', async () => {
    const read = await config(`${ZONES}allow x -> y : gre, esp, ah`);
    assert.equal(valuesOf(read, 'x-to-y-ip').application, 'gre ipsec-esp ipsec-ah');
    assert.equal(valuesOf(read, 'x-to-y-ip').service, 'application-default');
  });

  it('says service any only where the plan says any', async () => {
    const read = await config(`${ZONES}allow x -> y : any\nallow y -> x : tcp 1-65535, udp 1-65535\ndeny w -> b`);
    const any = read.rules.filter((r) => r.values.get('service')!.includes('any')).map((r) => r.name);
    assert.deepEqual(any, ['deny-w-to-b', 'x-to-y', 'segplan-deny-rest']);
  });

  it('denies first, and ends with a rule that denies and logs what is left between its zones', async () => {
    const { rules } = await config(`${ZONES}allow a -> b : tcp 1\ndeny x -> b : tcp 1`);
    assert.deepEqual(
      rules.map((r) => r.name),
      ['deny-x-to-b', 'a-to-b', 'segplan-deny-rest'],
    );
    assert.deepEqual(rules.at(-1)!.values.get('from'), ['a', 'b']);
    assert.deepEqual(rules.at(-1)!.values.get('rule-type'), ['interzone']);
  });

  it('denies the rest also from and to zones that no rule is about, however many, but names none that is empty', async () => {
    const { files } = await emit(`${ZONES}zone c { subnet 10.3.0.0/24 }\nzone empty { }\nzone i external\nallow a -> b : tcp 1`);
    const cleanup = valuesOf(panosConfig(files[0]!.text), 'segplan-deny-rest');
    assert.deepEqual([cleanup.from, cleanup.to, cleanup.action], ['a b c i', 'a b c i', 'drop']);
    assert.match(files[0]!.text, /^# Zones that the firewall needs beforehand: a, b, c, i$/m);
    const names = Array.from({ length: 60 }, (_, n) => `z${n}`);
    const zones = names.map((name, n) => `zone ${name} { subnet 10.${n}.0.0/24 }`).join('\n');
    const many = await config(`${zones}\nallow z0 -> z1 : tcp 1`);
    for (const end of ['from', 'to']) assert.equal(valuesOf(many, 'segplan-deny-rest')[end], names.join(' '));
  });

  it('leaves what stays in a zone alone, and says so', async () => {
    const { files, problems } = await emit(`${ZONES}allow x -> w : tcp 1\nallow x -> y : tcp 1`);
    assert.match(problems.join(), /^warning 3: .*Both ends are in one zone/);
    const read = panosConfig(files[0]!.text);
    assert.equal(panosFirewall(read, behind)(packet('10.1.0.5', '10.1.0.77', 9)), 'passed');
  });

  it('knows the rest of the world by its zones, and another zone outside by its addresses', async () => {
    const read = await config(
      `${ZONES}zone lan external { subnet 203.0.113.0/24 }\nzone internet external\nzone partner external\ngroup both = partner, y\nallow partner -> x : tcp 1\nallow both -> w : tcp 2\nallow lan -> x : tcp 3`,
    );
    // Two such zones hold the same addresses, so that a rule for one is a rule for both.
    const first = valuesOf(read, 'partner-to-x');
    assert.deepEqual([first.from, first.source], ['internet partner', 'any']);
    assert.deepEqual([valuesOf(read, 'lan-to-x').from, valuesOf(read, 'lan-to-x').source], ['lan', 'lan-203.0.113.0-24']);
    const second = read.rules.filter((r) => /^both-to-w/.test(r.name)).map((r) => r.values);
    assert.deepEqual(
      second.map((v) => v.get('source')),
      [['any'], ['both-inside-10.2.0.6']],
    );
    assert.ok(!second[0]!.get('from')!.includes('b') && second[1]!.get('from')!.join() === 'b');
  });

  it("never lets an IPv6 network take IPv4 addresses along, as the firewall's matching would", async () => {
    const { files, problems } = await emit(`${ZONES}zone i external\nallow ::/0 -> b : tcp 9`);
    assert.match(problems.join(), /^warning 4: panos: .*without ::\/96/);
    const read = panosConfig(files[0]!.text);
    assert.equal(panosFirewall(read, behind)(packet('2001:db8::1', 'fd00:b::1', 9)), 'passed');
    const decide = panosFirewall(read, behind);
    assert.equal(decide(packet('10.1.0.5', '10.2.0.6', 9)), 'dropped');
    assert.equal(decide(packet('198.51.100.1', '10.2.0.6', 9)), 'dropped');
  });

  it('holds host names as FQDN objects, and refuses wildcards', async () => {
    const plan = `${ZONES}zone i external { component s at "s.example.com" }\nallow x -> s : tcp 443\nallow x -> "t.example.com" : tcp 443`;
    const read = await config(plan);
    assert.deepEqual(read.addresses.get('s-s.example.com'), { kind: 'fqdn', value: 's.example.com' });
    assert.deepEqual([valuesOf(read, 'x-to-s').to, valuesOf(read, 'x-to-s').destination], ['i', 's-s.example.com']);
    const bare = read.rules.find((r) => r.values.get('description')![0]!.startsWith('x-to-t-example-com'))!.values;
    assert.deepEqual([bare.get('to'), bare.get('destination')], [['i'], ['fqdn-t.example.com']]);
    // Without a zone for the rest of the world nobody knows where it is.
    const nowhere = await config(`${ZONES}allow x -> "t.example.com" : tcp 443`);
    assert.deepEqual(nowhere.rules[0]!.values.get('to'), ['any']);
    const { problems } = await emit(`${ZONES}zone i external { component s at "*.example.com" }\nallow x -> s : tcp 443`);
    assert.match(problems.join(), /error 4: panos: it has no wildcards/);
  });

  it('ends a rule with a date by a schedule, and writes the removal of what is to pass', async () => {
    const plan = `${ZONES}allow x -> y : tcp 1 until 2027-03-31\nallow x -> y : tcp 22, icmp during deployment\nallow x -> y : tcp 3`;
    const { files, problems } = await emit(plan, ['deployment']);
    assert.match(
      problems.join(),
      /^warning 3: panos: the device ends this rule by its own clock and time zone, [^,]*, 2027-03-31, is a day in UTC/,
    );
    assert.match(files[0]!.text, /^# Schedules run on the firewall's clock and in its time zone/m);
    assert.deepEqual(
      files.map((f) => f.name.replace(/^[^.]*\./, '')),
      ['panos.set', 'remove.panos.set'],
    );
    const read = panosConfig(files[0]!.text);
    const of = (value: string, key: string) =>
      Object.fromEntries(
        [...read.rules.find((r) => r.values.get(key)?.includes(value))!.values].map(([k, v]) => [k, v.join(' ')]),
      );
    assert.equal(of('segplan-until-2027-03-31', 'schedule').schedule, 'segplan-until-2027-03-31');
    assert.equal(read.schedules.get('segplan-until-2027-03-31'), '2020/01/01@00:00-2027/03/31@23:59');
    assert.equal(of('segplan-deployment', 'tag').tag, 'segplan segplan-deployment');
    assert.deepEqual(
      panosConfig(files[1]!.text, read).rules.map((r) => r.name),
      ['x-to-y-hxcx', 'segplan-deny-rest'],
    );
    assert.equal((await emit(`${ZONES}allow x -> y : tcp 3`)).files.length, 1);
  });

  it('brings an earlier loading to the new plan: members and order', async () => {
    const before = await config(`${ZONES}allow x -> z : tcp 1, 3, 5, 7, 9\nallow x -> y : tcp 1`);
    const text = `${ZONES.replace('10.1.0.5, fd00:a::5', '10.1.0.6, fd00:a::6')}deny w -> z : tcp 1\nallow x -> z : tcp 1, 3, 5, 7, 11`;
    const { files } = await emit(text);
    const after = panosConfig(files[0]!.text, before);
    assert.deepEqual(after.groups.get('x'), ['x-10.1.0.6', 'x-fd00-a-6']);
    assert.deepEqual(after.serviceGroups.get('x-to-z'), ['tcp-1', 'tcp-3', 'tcp-5', 'tcp-7', 'tcp-11']);
    const order = after.rules.map((r) => r.name).filter((name) => name !== 'x-to-y');
    assert.deepEqual(order, ['deny-w-to-z', 'x-to-z', 'segplan-deny-rest']);
  });

  it('gives names that the firewall takes, and says where a zone has to be called otherwise', async () => {
    const long = `zone-${'x'.repeat(40)}`;
    const { files, problems } = await emit(
      `${ZONES}zone ${long} { subnet 10.3.0.0/24 component DE at 10.3.0.1, 10.3.0.3 }\nallow x -> DE : tcp 1`,
    );
    const said = `one ${long} can't have its name on the firewall; the rules call it zone-${'x'.repeat(21)}-vzdr, so name the firewall's zone that.`;
    assert.deepEqual(problems, [`warning : panos: z${said}`]);
    assert.ok(files[0]!.text.includes(`\n# Z${said}\n`));
    const read = panosConfig(files[0]!.text);
    assert.equal(valuesOf(read, 'x-to-de').to, `zone-${'x'.repeat(21)}-vzdr`);
    // DE alone is Germany.
    assert.equal(valuesOf(read, 'x-to-de').destination, 'DE-group');
  });

  it('keeps hostile text within a description', async () => {
    const read = await config(hostilePlan);
    assert.equal(read.rules.length, 17);
    for (const rule of read.rules) assert.match(rule.values.get('description')![0]!, /^(a-to-b|long-name|set-to-b|What )/);
  });

  it('adds the members of a long list in parts', async () => {
    const names = Array.from({ length: 60 }, (_, n) => `c${n}`);
    const components = names.map((name, n) => `component ${name} at 10.9.${n}.1`).join('\n');
    const read = await config(`${ZONES}zone many { subnet 10.9.0.0/16\n${components} }\nallow x -> ${names.join(', ')} : tcp 1`);
    assert.equal(read.rules[0]!.values.get('destination')!.length, 60);
  });
});
