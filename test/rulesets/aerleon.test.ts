import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputFile } from '../../language/rulesets/target.ts';
import { aerleon } from '../../language/rulesets/targets/aerleon/aerleon.ts';
import { commentText } from '../../language/rulesets/targets/aerleon/terms.ts';
import { loadPlan, TODAY } from '../support/language.ts';
import { hostilePlan } from './hostile.ts';
import { generateWith } from './lined.ts';
import { proves } from './proof.ts';
import { type Aerleon, decideByPolicy, readPolicy, type Term } from './readers/aerleon.ts';
import { zoneFirewallPlans } from './readers/zone-firewall-plans.ts';

const generate = generateWith('ends');

proves({ target: aerleon, read: (files) => decideByPolicy(readPolicy(files)), plans: zoneFirewallPlans });

interface Emitted extends Aerleon {
  readonly files: readonly OutputFile[];
  readonly problems: readonly string[];
}

async function emit(text: string, phases: string[] = []): Promise<Emitted> {
  const { document, services } = await loadPlan(text);
  const { files, problems } = await generate(document, services, { target: 'aerleon', phases });
  const read = files.length ? readPolicy(files) : { terms: [], networks: {}, services: {} };
  return { ...read, files, problems: problems.map((p) => `${p.level} ${p.line ?? '-'}: ${p.message}`) };
}

const without = ({ comment: _, ...term }: Term) => term;

describe('aerleon', () => {
  const plan = `plan "P"
zone a { subnet 10.1.0.0/24, fd00:1::/64 component x "The server" at 10.1.0.5, fd00:1::5 component z at 10.1.0.9 }
zone b { subnet 10.2.0.0/24, fd00:2::/64 component y at 10.2.0.6 }
zone out external { component h at "www.example.com" }
allow x -> b : tcp 80, 2500-3300, udp 53 "web"
allow x -> y : tcp+udp 111
deny any -> b : tcp 23
allow x -> y : tcp 22 until 2027-12-31
allow z -> b : icmp
allow b -> a : icmp
allow x -> h : tcp 443
allow x, z -> y : any
allow x -> b : tcp 81 during upgrade
`;

  it('writes denies first, then allows, then a deny of everything', async () => {
    const { terms } = await emit(plan);
    const actions = terms.map((t) => t.action);
    assert.equal(actions.lastIndexOf('accept'), terms.length - 2);
    assert.equal(actions.indexOf('accept'), 1);
    assert.deepEqual(without(terms.at(-1)!), { name: 'default-deny', action: 'deny' });
  });

  it('puts ports of different protocols into terms of their own, and the same ports of both into one', async () => {
    const { terms, services } = await emit(plan);
    const term = (name: string) => without(terms.find((t) => t.name === name)!);
    const ends = { 'source-address': ['PLAN_X'], 'destination-address': ['PLAN_B'] };
    assert.deepEqual(term('x-to-b-tcp'), {
      name: 'x-to-b-tcp',
      ...ends,
      protocol: ['tcp'],
      'destination-port': ['PLAN_TCP_80', 'PLAN_TCP_2500_3300'],
      action: 'accept',
    });
    assert.deepEqual(term('x-to-b-udp'), {
      name: 'x-to-b-udp',
      ...ends,
      protocol: ['udp'],
      'destination-port': ['PLAN_UDP_53'],
      action: 'accept',
    });
    assert.deepEqual(term('x-to-y')['destination-port'], ['PLAN_TCP_UDP_111']);
    assert.deepEqual(services.PLAN_TCP_UDP_111, [
      { port: 111, protocol: 'tcp' },
      { port: 111, protocol: 'udp' },
    ]);
    assert.deepEqual(services.PLAN_TCP_2500_3300, [{ port: '2500-3300', protocol: 'tcp' }]);
    // By protocol and port, whatever rule names them first.
    assert.deepEqual(Object.keys(services), [
      ...['PLAN_TCP_22', 'PLAN_TCP_23', 'PLAN_TCP_80', 'PLAN_TCP_UDP_111', 'PLAN_TCP_443', 'PLAN_TCP_2500_3300', 'PLAN_UDP_53'],
    ]);
  });

  it('writes icmp for each address family that both ends have', async () => {
    const { terms } = await emit(plan);
    const protocols = (start: string) => terms.filter((t) => t.name.startsWith(start)).map((t) => t.protocol);
    assert.deepEqual(protocols('z-to-b'), [['icmp']]);
    assert.deepEqual(protocols('b-to-a'), [['icmp'], ['icmpv6']]);
  });

  it('names networks, with what they are', async () => {
    const { networks } = await emit(plan);
    assert.deepEqual(networks.PLAN_X!.values, [
      { address: '10.1.0.5/32', comment: 'The server' },
      { address: 'fd00:1::5/128', comment: 'The server' },
    ]);
    assert.deepEqual(networks.PLAN_H!.values, [{ fqdn: 'www.example.com' }]);
  });

  it('ends a term the day after the last day of its rule, since Aerleon leaves it out on the day itself', async () => {
    const { terms, problems } = await emit(plan);
    assert.equal(terms.find((t) => t['destination-port']?.includes('PLAN_TCP_22'))!.expiration, '2028-01-01');
    assert.deepEqual(problems, []);
    const lastDay = await emit(plan.replace('2027-12-31', TODAY));
    const decide = decideByPolicy(lastDay);
    assert.equal(decide({ source: '10.1.0.5', destination: '10.2.0.6', protocol: 'tcp', port: 22 }), 'passed');
  });

  it('ends a term never where its rule lasts until the last day that can be written, which has no next one', async () => {
    const { terms } = await emit(plan.replace('2027-12-31', '9999-12-31'));
    const term = terms.find((t) => t['destination-port']?.includes('PLAN_TCP_22'))!;
    assert.deepEqual([term.action, term.expiration], ['accept', undefined]);
  });

  it('opens what a phase opens, and is without it when it is generated without', async () => {
    const opens81 = ({ services }: Aerleon): boolean => 'PLAN_TCP_81' in services;
    assert.deepEqual([opens81(await emit(plan)), opens81(await emit(plan, ['upgrade']))], [false, true]);
  });

  it('says in a comment which rule of the plan it is, and why', async () => {
    const { terms, files } = await emit(plan);
    assert.equal(terms.find((t) => t.name === 'x-to-b-tcp')!.comment, 'x-to-b: web');
    for (const { text } of files) assert.match(text, /^# Made by Segplan from plan\.segplan: P\n/);
  });

  it('leaves nothing in comments that could end one on some device', async () => {
    const { terms, networks } = await emit(hostilePlan);
    const comments = [
      ...terms.map((t) => t.comment!),
      ...Object.values(networks).flatMap((n) => n.values.flatMap((v) => v.comment ?? [])),
    ];
    assert.ok(comments.length > 20);
    for (const text of comments) {
      assert.match(text, /^[A-Za-z0-9 .,:()[\]+/=_-]*$/);
      assert.doesNotMatch(text, /\/\/|--|\/\*|\*\//);
      assert.ok(text.length <= 240);
    }
  });

  it('puts a blank or a sign that is plain in place of what comments can not hold', () => {
    assert.deepEqual(['{web}mail!', 'one;two', 'a -- b // c'].map(commentText), ['web mail', 'one,two', 'a - b - c']);
  });

  it('begins all definitions with the name of the plan', async () => {
    const { document, services } = await loadPlan(plan);
    const { buildRuleSet } = await import('../../language/rulesets/rule-set.ts');
    const ruleSet = buildRuleSet(services.segplan.Plans.analysis(document.parseResult.value, []));
    for (const [base, prefix] of [
      ['my backup (2)', 'MY_BACKUP_2_'],
      ['a-very-long-name-of-a-plan-that-goes-on', 'A_VERY_LONG_NAME_OF_WTFB_'],
      ['計画', 'PLAN_'],
    ] as const) {
      const read = readPolicy(aerleon.emit(ruleSet, base));
      for (const name of [...Object.keys(read.networks), ...Object.keys(read.services)]) assert.ok(name.startsWith(prefix), name);
    }
  });

  it('refuses names without a domain, and wildcards', async () => {
    const { problems } = await emit(`plan "P"
zone a { subnet 10.1.0.0/24 }
zone out external { component h at "server" component w at "*.example.com" }
allow a -> h : tcp 443
allow a -> w : tcp 443
`);
    assert.deepEqual(problems, [
      'error 5: aerleon: it has no wildcards such as *.example.com; name the hosts one by one, or give the component its addresses.',
      'error 4: aerleon: server is no full host name; write it with its domain, or give the component its addresses.',
    ]);
  });

  /** The targets that a policy names besides its own, as they would stand in its header. */
  const others = ({ files }: Emitted): Record<string, string> =>
    Object.fromEntries(
      [...(files[0]?.text ?? '').matchAll(/^# (paloalto|ciscoasa|fortigate|iptables|speedway): (.*)$/gm)].map(([, k, v]) => [
        k!,
        v!,
      ]),
    );

  /**
   * What a generator makes of a policy, as Aerleon's reference of generators has it: the families that it writes with these options, whether
   * it matches protocols without ports, the longest name, and whether it knows the keywords for host names.
   */
  const GENERATORS: Record<string, { header: RegExp; families(options: string): string; icmp: boolean; name: number }> = {
    paloalto: {
      header: /^from-zone \S+ to-zone \S+( (inet|inet6|mixed))?$/,
      families: (options) => options.split(' ')[4] ?? 'inet',
      icmp: true,
      name: 63,
    },
    ciscoasa: { header: /^\S+$/, families: () => 'inet', icmp: true, name: 62 },
    fortigate: {
      header: /^from-zone \S+ to-zone \S+( (inet|inet6|mixed))?$/,
      families: (options) => options.split(' ')[4] ?? 'mixed',
      icmp: false,
      name: 35,
    },
  };

  function assertTaken(policy: Emitted): void {
    const { terms, networks } = policy;
    for (const [platform, options] of Object.entries(others(policy))) {
      const generator = GENERATORS[platform];
      assert.ok(generator, `${platform} does not take every policy`);
      assert.match(options, generator.header);
      const protocols = terms.flatMap((t) => t.protocol ?? []);
      const addresses = Object.values(networks).flatMap((n) => n.values.flatMap((v) => v.address ?? []));
      const ipv6 = protocols.includes('icmpv6') || addresses.some((a) => a.includes(':'));
      assert.ok(!ipv6 || generator.families(options) === 'mixed', `${platform}: IPv6 is lost`);
      assert.ok(generator.icmp || !protocols.some((p) => p.startsWith('icmp')), `${platform}: icmp becomes everything`);
      assert.ok(!terms.some((t) => 'source-fqdn' in t || 'destination-fqdn' in t), `${platform}: no host names`);
      for (const { name } of terms) assert.ok(name.length <= generator.name, `${platform}: ${name}`);
    }
  }

  it('names other targets only where they take all of the policy, and says why not', async () => {
    const zones = 'zone a { subnet 10.1.0.0/24 component x at 10.1.0.5 }\nzone b { subnet 10.2.0.0/24 }\n';
    const both = zones.replaceAll(/(10\.(\d)\.0\.0\/24)/g, '$1, fd00:$2::/64');
    const mixed = 'from-zone any to-zone any mixed';
    for (const [text, expected, reasons] of [
      [`${zones}allow a -> b : tcp 1\n`, { paloalto: mixed, ciscoasa: 'segplan', fortigate: mixed }, undefined],
      [`${both}allow a -> b : tcp 1\n`, { paloalto: mixed, fortigate: mixed }, 'ciscoasa writes IPv4 alone'],
      [
        `${zones}allow x -> b : icmp\n`,
        { paloalto: mixed, ciscoasa: 'segplan' },
        'fortigate writes every service where a term is about icmp',
      ],
      [
        `${zones}zone out external { component h at "www.example.com" }\nallow x -> h : tcp 443\n`,
        {},
        'paloalto takes no host names; ciscoasa takes no host names; fortigate takes no host names',
      ],
    ] as const) {
      const emitted = await emit(`plan "P"\n${text}`);
      assert.deepEqual(others(emitted), expected, text);
      assert.equal(/^# Not this policy: (.*)\.$/m.exec(emitted.files[0]!.text)?.[1], reasons, text);
      // Where none is named, nothing is said of any.
      if (!Object.keys(expected).length) assert.match(emitted.files[0]!.text, /what aclgen writes for\.\n# Not this policy: /);
      assertTaken(emitted);
    }
  });

  const folder = join(import.meta.dirname, '../../examples');
  for (const file of readdirSync(folder).filter((f) => f.endsWith('.segplan')))
    it(`examples/${file}: every target that the file names takes all of it`, async () => {
      assertTaken(await emit(readFileSync(join(folder, file), 'utf8'), ['deployment']));
    });

  it('a rule with addresses and host names at both ends has terms with names of their own', async () => {
    const { terms } = await emit(`zone a { subnet 10.0.0.0/24 component x at 10.0.0.1 component n at "n.a.example" }
zone b { subnet 10.0.1.0/24 component y at 10.0.1.1 component m at "m.b.example" }
allow x, n -> y, m : tcp 443
`);
    const names = terms.map((t) => t.name);
    assert.equal(new Set(names).size, names.length);
    assert.ok(names.length >= 4, names.join());
  });
});
