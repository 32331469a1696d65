import assert from 'node:assert/strict';
import type { RuleSet } from '../../language/rulesets/rule-set.ts';
import type { Target } from '../../language/rulesets/target.ts';
import { gcp } from '../../language/rulesets/targets/gcp/gcp.ts';
import { byZonePair, type PlaceOfTraffic } from '../../language/rulesets/zone-traffic.ts';
import { loadPlan } from '../support/language.ts';
import { HOSTILE, hostilePlan } from './hostile.ts';
import { generateWith } from './lined.ts';
import { proves } from './proof.ts';
import { decideWith, type FirewallRule, firewallRules, insideOf, matching } from './readers/gcp.ts';

const generate = generateWith('ends');

let inside: (address: string) => boolean = () => false;
/** A target that remembers which addresses are machines of the network, for the reader to ask. */
const target: Target = {
  ...gcp,
  emit(ruleSet, baseName) {
    inside = insideOf(ruleSet);
    return gcp.emit(ruleSet, baseName);
  },
};

/** Traffic between two places outside of the network is nobody's to decide. */
function isSeen(ruleSet: RuleSet): boolean {
  const isOutside = (place: PlaceOfTraffic): boolean => !place || place.external;
  return !ruleSet.entries
    .filter((e) => e.action === 'allow')
    .some((e) => byZonePair(e, ruleSet).some((t) => isOutside(t.from) && isOutside(t.to)));
}

const CLOUD = `plan "Cloud"
zone web { subnet 10.1.0.0/24, fd00:1::/64 component www at 10.1.0.80, fd00:1::80 component pair at 10.1.0.5-10.1.0.11 }
zone db { subnet 10.2.0.0/24, 10.4.0.0/22, fd00:2::/64 component sql at 10.2.0.7 }
zone branch external { subnet 172.16.0.0/16 }
zone internet external
group both = web, sql
allow internet -> www : tcp 443
allow web, db -> internet : tcp 443, udp 53
allow branch -> db : tcp 1433
allow both -> www, db : tcp 9000-9010
allow pair -> sql : tcp+udp 111
allow any -> www : tcp 80
allow web -> db : icmp, tcp 1433 "reports"
deny internet -> any : tcp 1000-1400
deny db -> web : any
`;

proves({
  target,
  read: (files) => decideWith(firewallRules(files), inside),
  holds: isSeen,
  beyondPorts: true,
  inside: 'each',
  plans: { 'a network with a branch and the internet': CLOUD, 'many ranges': manyRanges() },
});

/** More ranges on both sides than one rule takes. */
function manyRanges(): string {
  const list = (n: number): string => Array.from({ length: 300 }, (_, k) => `10.${n}.${k >> 6}.${(k % 64) * 4 + 1}`).join(', ');
  return `plan "Many"
zone a { subnet 10.1.0.0/16, fd00:a::/64 component x at ${list(1)} }
zone b { subnet 10.2.0.0/16, fd00:b::/64 component y at ${list(2)} }
zone c { subnet 10.3.0.0/16, fd00:c::/64 ${Array.from({ length: 8 }, (_, n) => `subnet 10.${10 + 2 * n}.0.0/20`).join(' ')} }
zone internet external
allow x -> y : tcp 22
allow internet -> c : tcp 443
`;
}

async function emit(text: string, phases: string[] = []): Promise<{ rules: FirewallRule[]; text: string; problems: string[] }> {
  const { document, services } = await loadPlan(text);
  const { files, problems } = await generate(document, services, { target: 'gcp', phases });
  return {
    rules: files.length ? firewallRules(files) : [],
    text: files[0]?.text ?? '',
    problems: problems.map((p) => `${p.level} ${p.line ?? '-'}: ${p.message}`),
  };
}

describe('gcp', () => {
  it("keeps a component's name for the component, also where what is left of another one would be called so", async () => {
    const { text } = await emit(`plan "P"
zone a { subnet 10.1.0.0/24 component ab at 10.1.0.0/30 component x at 10.1.0.3 component ab-except-x at 10.1.0.9 }
zone b { subnet 10.2.0.0/24 }
allow ab except x -> b : tcp 1
allow ab-except-x -> b : tcp 2
`);
    const { segplan_addresses_ipv4: named } = JSON.parse(text).locals;
    assert.deepEqual(named['ab-except-x'], ['10.1.0.9/32']);
    const [other, ...more] = Object.keys(named).filter((name) => name !== 'ab-except-x');
    assert.match(other!, /^ab-except-x-/);
    assert.deepEqual([named[other!], more], [['10.1.0.0/31', '10.1.0.2/32'], []]);
  });

  const plan = `plan "P"
zone a "Zone A" { subnet 10.1.0.0/24, fd00:1::/64 component x at 10.1.0.5, fd00:1::5 component other at 10.1.0.9 }
zone b { subnet 10.2.0.0/24, fd00:2::/64 }
zone out external
allow x -> b : tcp 80, 443, udp 53, icmp until 2027-01-31 "web"
deny any -> b : tcp 23
allow out -> x : any
allow x -> b : tcp 81 during upgrade
allow 10.1.0.0/28 -> b : tcp 82
`;

  it('writes a rule at both ends of a connection inside of the network, and at one end of those that leave it', async () => {
    const { rules } = await emit(plan);
    const ends = (of: string): string[] => rules.filter((r) => r.name.startsWith(`segplan-${of}`)).map((r) => r.name);
    assert.deepEqual(ends('x-to-b'), [
      'segplan-x-to-b-ingress',
      'segplan-x-to-b-egress',
      'segplan-x-to-b-ipv6-ingress',
      'segplan-x-to-b-ipv6-egress',
    ]);
    assert.deepEqual(ends('out-to-x'), ['segplan-out-to-x-ingress', 'segplan-out-to-x-ipv6-ingress']);
  });

  it('gives denies a lower number than allows, and what no rule permits the greatest', async () => {
    const { rules } = await emit(plan);
    const priorities = (action: 'allow' | 'deny', rest: boolean): number[] =>
      [...new Set(rules.filter((r) => r[action] && r.name.includes('deny-rest') === rest).map((r) => r.priority))].sort(
        (a, b) => a - b,
      );
    assert.deepEqual(
      [priorities('deny', false), priorities('allow', false), priorities('deny', true)],
      [[1000], [900, 2000], [64000]],
    );
  });

  it('names each protocol as Google does, by address family', async () => {
    const { rules } = await emit(plan);
    const [v4, , v6] = rules.filter((r) => r.name.startsWith('segplan-x-to-b'));
    assert.deepEqual(v4!.allow, [
      { protocol: 'tcp', ports: ['80', '443'] },
      { protocol: 'udp', ports: ['53'] },
      { protocol: 'icmp' },
    ]);
    assert.deepEqual(v6!.allow!.at(-1), { protocol: '58' });
    assert.deepEqual(rules.find((r) => r.name === 'segplan-out-to-x-ingress')!.allow, [{ protocol: 'all' }]);
  });

  it('allows what stays in a zone before anything is denied, since each machine has its rules', async () => {
    const { rules } = await emit(plan);
    for (const direction of ['INGRESS', 'EGRESS'] as const)
      for (const port of [23, 80, 443, 7])
        for (const [source, destination] of [
          ['10.1.0.9', '10.1.0.5'],
          ['10.2.0.1', '10.2.0.2'],
          ['fd00:1::9', 'fd00:1::5'],
        ] as const)
          assert.deepEqual(
            matching(rules, { source, destination, protocol: 'tcp', port }, direction)
              .filter((r) => r.priority <= 1000)
              .map((r) => [r.priority, Object.keys(r).includes('allow')]),
            [[900, true]],
          );
  });

  it('says in a description which rule of the plan it is, why, and until when, and warns of the date', async () => {
    const { rules, problems } = await emit(plan);
    assert.equal(rules.find((r) => r.name.startsWith('segplan-x-to-b'))!.description, 'x-to-b (until 2027-01-31): web');
    assert.ok(problems.includes('warning 5: gcp: it does not close rules by date: this one has to be removed after 2027-01-31.'));
  });

  it('opens what a phase opens, and is without it when it is generated without', async () => {
    const opens81 = ({ rules }: { rules: FirewallRule[] }): boolean =>
      rules.some((r) => r.allow?.some((p) => p.ports?.includes('81')));
    assert.equal(opens81(await emit(plan)), false);
    const during = await emit(plan, ['upgrade']);
    assert.equal(opens81(during), true);
    assert.match(during.text, /To close what is open for a phase or until a date, generate again without it, and apply again\./);
  });

  it('names addresses once, and what a rule itself names where it is', async () => {
    const { text } = await emit(plan);
    const { locals, resource } = JSON.parse(text) as {
      locals: Record<string, Record<string, string[]>>;
      resource: { google_compute_firewall: Record<string, Record<string, unknown>> };
    };
    assert.deepEqual(locals.segplan_addresses_ipv4, { x: ['10.1.0.5/32'] });
    assert.deepEqual(Object.keys(locals.segplan_zones_ipv4!), ['a', 'b', 'out']);
    const block = resource.google_compute_firewall['segplan-from-10-1-0-0-28-to-b']!;
    assert.deepEqual(block.source_ranges, ['10.1.0.0/28']);
    assert.equal(block.destination_ranges, '${local.segplan_zones_ipv4["b"]}');
  });

  it('splits a rule with more ranges than one takes', async () => {
    const { rules } = await emit(manyRanges());
    const parts = rules.filter((r) => r.name.startsWith('segplan-x-to-y') && r.direction === 'INGRESS');
    assert.deepEqual(
      parts.map((r) => [r.name, r.source_ranges.length, r.destination_ranges.length]),
      [
        ['segplan-x-to-y-ingress', 256, 256],
        ['segplan-x-to-y-p2-ingress', 256, 44],
        ['segplan-x-to-y-p3-ingress', 44, 256],
        ['segplan-x-to-y-p4-ingress', 44, 44],
      ],
    );
  });

  it('keeps templates of Terraform out of what a plan says', async () => {
    const { rules, text } = await emit(`plan "\${path.cwd} %{ if true }"
zone a { subnet 10.1.0.0/24 }
zone b { subnet 10.2.0.0/24 }
allow a -> b : tcp 1 "\${file(\\"/etc/passwd\\")} %{ for x in y } $\${x} $$$$\${z}"
`);
    assert.equal(rules[0]!.description, 'a-to-b: ${file("/etc/passwd")} %{ for x in y } $${x} $$$$${z}');
    assert.match(text, /"Made by Segplan from plan\.segplan: \$\$\{path\.cwd\} %%\{ if true \}"/);
    const hostile = (await emit(hostilePlan)).rules.map((r) => r.description);
    for (const label of HOSTILE.filter((l) => /^[ -~]*$/.test(l) && !l.includes('\\')))
      assert.ok(
        hostile.some((d) => d.endsWith(`: ${label}`)),
        label,
      );
  });

  it('says of a host name, of traffic that the network does not see, and of a zone without addresses', async () => {
    const { problems } = await emit(`plan "P"
zone a { subnet 10.1.0.0/24 }
zone b { }
zone one external { subnet 172.16.0.0/16 }
zone two external { subnet 172.17.0.0/16 component host at "www.example.com" }
allow one -> two : tcp 443
allow a -> host : tcp 443
`);
    assert.deepEqual(problems, [
      "error 7: gcp: a packet filter can't match the host name www.example.com; give the component its addresses, or choose a target that holds names.",
      "warning -: gcp: The zone 'b' has no addresses, so it gets no firewall rules; add a subnet.",
      'warning 6: gcp: Of this rule, traffic between places that get no firewall rules (external zones, and addresses in no zone) is left out.',
    ]);
  });
});
