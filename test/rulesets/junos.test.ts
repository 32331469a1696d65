import assert from 'node:assert/strict';
import type { OutputFile } from '../../language/rulesets/target.ts';
import { junos } from '../../language/rulesets/targets/junos/junos.ts';
import { loadPlan } from '../support/language.ts';
import { hostilePlan } from './hostile.ts';
import { generateWith } from './lined.ts';
import { proves } from './proof.ts';
import { provesInterfaces } from './readers/interfaces.ts';
import { type JunosConfig, type JunosPolicy, junosConfig, readJunos } from './readers/junos.ts';
import { withTopology } from './readers/topology.ts';
import { zoneFirewallPlans } from './readers/zone-firewall-plans.ts';

const generate = generateWith('ends');

const { target, zoneOf } = withTopology(junos);
proves({ target, byZones: true, beyondPorts: true, read: (files) => readJunos(files, zoneOf()), plans: zoneFirewallPlans });
provesInterfaces(junos, readJunos);

async function emit(text: string, phases: string[] = []): Promise<{ files: readonly OutputFile[]; problems: string[] }> {
  const { document, services } = await loadPlan(text);
  const { files, problems } = await generate(document, services, { target: 'junos', phases });
  return { files, problems: problems.map((p) => `${p.level} ${p.line ?? ''}: ${p.message}`) };
}

async function config(text: string, phases: string[] = []): Promise<JunosConfig> {
  const { files, problems } = await emit(text, phases);
  assert.ok(files[0], problems.join('\n'));
  return junosConfig(files[0].text);
}

function policy({ policies }: JunosConfig, pair: string, name: string): JunosPolicy {
  const found = policies.get(pair)?.get(name);
  assert.ok(
    found,
    `no ${name} from ${pair} among ${[...policies].map(([key, list]) => `${key}: ${[...list.keys()]}`).join('; ')}`,
  );
  return found;
}

const ZONES = `zone a { subnet 10.1.0.0/24, fd00:a::/64 component x at 10.1.0.5, fd00:a::5 component w at 10.1.0.9 }
zone b { subnet 10.2.0.0/24, fd00:b::/64 component y at 10.2.0.6 component z at 10.2.0.8, fd00:b::8 }
`;

describe('junos', () => {
  it('writes a policy as a person would: address sets, applications, a log, a description with the line of the plan', async () => {
    const read = await config(`${ZONES}allow x -> y : tcp 443, 8000-8010, udp 53 "orders"\ndeny w -> y : tcp 443`);
    assert.deepEqual(policy(read, 'a b', 'x-to-y'), {
      description: 'x-to-y: orders',
      match: {
        'source-address': ['x'],
        'destination-address': ['y-10.2.0.6'],
        application: ['tcp-443', 'tcp-8000-8010', 'udp-53'],
      },
      action: 'permit',
      log: 'session-close',
    });
    assert.deepEqual([...read.sets.get('x')!], ['x-10.1.0.5', 'x-fd00-a-5']);
    assert.deepEqual([...read.policies.get('a b')!.keys()], ['deny-w-to-y', 'x-to-y']);
    assert.equal(policy(read, 'a b', 'deny-w-to-y').log, 'session-init');
    assert.equal(read.defaultPolicy, 'deny-all');
  });

  it('names icmp of both families, and any only where the plan says any', async () => {
    const read = await config(`${ZONES}allow x -> z : icmp, tcp 22\nallow w -> y : icmp\nallow y -> x : any`);
    assert.deepEqual(policy(read, 'a b', 'x-to-z').match.application, ['tcp-22', 'junos-icmp-all', 'junos-icmp6-all']);
    assert.deepEqual(policy(read, 'a b', 'w-to-y').match.application, ['junos-icmp-all']);
    assert.deepEqual(policy(read, 'b a', 'y-to-x').match.application, ['any']);
    assert.deepEqual(policy(read, 'b a', 'y-to-x').match['source-address'], ['y-10.2.0.6']);
  });

  it('writes ranges of IPv4 as such and those of IPv6 as networks', async () => {
    const read = await config(`${ZONES}allow 10.1.0.1-10.1.0.6, fd00:a::1-fd00:a::4 -> b : tcp 1`);
    const values = [...read.addresses.values()].filter((v) => /10\.1|a::/.test(v));
    assert.deepEqual(values, ['10.1.0.1-10.1.0.6', 'fd00:a::1/128', 'fd00:a::2/127', 'fd00:a::4/128']);
  });

  it('knows the rest of the world by its zone, and another zone outside by its addresses', async () => {
    const read = await config(
      `${ZONES}zone partner external { subnet 203.0.113.0/24 }\nzone internet external\nallow partner -> x : tcp 1\nallow internet -> x : tcp 2`,
    );
    assert.deepEqual([...read.policies.keys()].sort(), ['internet a', 'partner a']);
    assert.deepEqual(policy(read, 'partner a', 'partner-to-x').match['source-address'], ['partner-203.0.113.0-24']);
    assert.deepEqual(policy(read, 'internet a', 'internet-to-x').match['source-address'], ['any']);
  });

  it('a rule for one of two zones that are the rest of the world is a rule for both', async () => {
    const read = await config(
      `${ZONES}zone internet external\nzone partner external\nallow partner -> x : tcp 1\nallow x -> internet : tcp 2`,
    );
    assert.deepEqual([...read.policies.keys()].sort(), ['a internet', 'a partner', 'internet a', 'partner a']);
    assert.deepEqual(policy(read, 'internet a', 'partner-to-x').match['source-address'], ['any']);
  });

  it('holds host names in the book, and refuses those and addresses that are in no zone', async () => {
    const outside = `${ZONES}zone i external { component s at "s.example.com" }\n`;
    const read = await config(`${outside}allow x -> s : tcp 443`);
    assert.equal(read.addresses.get('s-s.example.com'), 'host-name');
    assert.deepEqual(policy(read, 'a i', 'x-to-s').match['destination-address'], ['s-s.example.com']);
    // What nobody has is in the rest of the world, where a zone is that.
    const bare = await config(`${outside}deny x -> "t.example.com" : tcp 443`);
    assert.deepEqual(policy(bare, 'a i', 'deny-x-to-t-example-com').match['destination-address'], ['fqdn-t.example.com']);
    assert.match(
      (await emit(`${ZONES}deny x -> "t.example.com" : tcp 443`)).problems.join(),
      /(?:^|,)error 3: junos: t\.example\.com is in no zone/,
    );
    assert.match((await emit(`${ZONES}allow x -> any : tcp 443`)).problems.join(), /^error 3: junos: .*zone internet external/);
    assert.match((await emit(`${ZONES}allow 192.0.2.1 -> x : tcp 443`)).problems.join(), /^error 3: junos: .*in no zone/);
    // What is in no zone is denied anyway.
    assert.deepEqual((await emit(`${ZONES}deny any -> x : tcp 443\nallow a -> b : tcp 1`)).problems, []);
  });

  it('replaces what an earlier loading made: policies, order and members', async () => {
    const before = await config(`${ZONES}allow x -> z : tcp 1, 3, 5, 7, 9\nallow x -> y : tcp 1\nallow z -> x : tcp 1`);
    const text = `${ZONES.replace('10.1.0.5, fd00:a::5', '10.1.0.6, fd00:a::6')}deny w -> z : tcp 1\nallow x -> z : tcp 1, 3, 5, 7, 11`;
    const after = junosConfig((await emit(text)).files[0]!.text, before);
    assert.deepEqual([...after.policies.keys()], ['a b']);
    assert.deepEqual([...after.policies.get('a b')!.keys()], ['deny-w-to-z', 'x-to-z']);
    assert.deepEqual([...after.sets.get('x')!], ['x-10.1.0.6', 'x-fd00-a-6']);
    assert.deepEqual([...after.applicationSets.get('x-to-z')!], ['tcp-1', 'tcp-3', 'tcp-5', 'tcp-7', 'tcp-11']);
  });

  it('closes a phase by loading again without it, and a rule with a date by a scheduler', async () => {
    const plan = `${ZONES}allow x -> y : tcp 1 until 2027-03-31\nallow x -> y : tcp 22 during deployment`;
    const { files, problems } = await emit(plan, ['deployment']);
    assert.equal(files.length, 1);
    assert.match(problems.join(), /^warning 3: junos: the device ends this rule by its own clock and time zone/);
    assert.match(files[0]!.text, /^# Schedulers run on the firewall's clock and in its time zone/m);
    const read = junosConfig(files[0]!.text);
    assert.equal(policy(read, 'a b', 'x-to-y').scheduler, 'segplan-until-2027-03-31');
    assert.deepEqual(read.schedulers.get('segplan-until-2027-03-31'), { start: '2020-01-01.00:00', stop: '2027-03-31.23:59' });
    assert.equal(read.policies.get('a b')!.size, 2);
    const closed = junosConfig((await emit(plan)).files[0]!.text, read);
    assert.deepEqual([...closed.policies.get('a b')!.keys()], ['x-to-y']);
  });

  it('leaves what stays in a zone alone, and says so', async () => {
    const { files, problems } = await emit(`${ZONES}allow x -> w : tcp 1\nallow x -> y : tcp 1`);
    assert.match(problems.join(), /^warning 3: .*Both ends are in one zone/);
    assert.deepEqual([...junosConfig(files[0]!.text).policies.keys()], ['a b']);
  });

  it('gives names that the firewall takes, and says where a zone has to be called otherwise', async () => {
    const plan = `${ZONES}zone junos-host { subnet 10.3.0.0/24 component any-ipv4 at 10.3.0.1, 10.3.0.3 }\nallow x -> any-ipv4 : tcp 1`;
    const { files, problems } = await emit(plan);
    const said =
      "one junos-host can't have its name on the firewall; the rules call it zone-junos-host, so name the firewall's zone that.";
    assert.deepEqual(problems, [`warning : junos: z${said}`]);
    assert.ok(files[0]!.text.includes(`\n# Z${said}\n`));
    assert.deepEqual([...junosConfig(files[0]!.text).policies.keys()], ['a zone-junos-host']);
  });

  it('a zone that has to be called otherwise takes no name from another', async () => {
    const long = `zone-${'x'.repeat(40)}`;
    const short = `zone-${'x'.repeat(26)}`;
    const zones = [long, short, 'global', 'zone-global'].map((name, n) => `zone ${name} { subnet 10.${n + 3}.0.0/24 }`);
    const { files } = await emit(`${ZONES}${zones.join('\n')}\nallow a -> ${long}, ${short}, global, zone-global : tcp 1`);
    const pairs = [...junosConfig(files[0]!.text).policies].map(([pair, policies]) => [
      pair,
      [...policies.values()][0]!.match['destination-address']!.join(),
    ]);
    assert.deepEqual(pairs, [
      [`a zone-${'x'.repeat(21)}-vzdr`, `${long}-10.3.0.0-24`],
      [`a ${short}`, `${short}-10.4.0.0-24`],
      ['a zone-global-85md', 'global-10.5.0.0-24'],
      ['a zone-global', 'zone-global-10.6.0.0-24'],
    ]);
  });

  it('keeps hostile text within a description', async () => {
    const read = await config(hostilePlan);
    assert.equal(read.policies.get('a b')!.size, 16);
    for (const { description } of read.policies.get('a b')!.values()) assert.match(description!, /^(a-to-b|long-name|set-to-b)/);
  });
});
