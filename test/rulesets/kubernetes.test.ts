import assert from 'node:assert/strict';
import type { RuleSet } from '../../language/rulesets/rule-set.ts';
import type { OutputFile, Target } from '../../language/rulesets/target.ts';
import { kubernetes } from '../../language/rulesets/targets/kubernetes/kubernetes.ts';
import { withoutDenies } from '../../language/rulesets/without-denies.ts';
import { byZonePair, type PlaceOfTraffic } from '../../language/rulesets/zone-traffic.ts';
import { loadPlan } from '../support/language.ts';
import { HOSTILE, hostilePlan } from './hostile.ts';
import { generateWith } from './lined.ts';
import { proves } from './proof.ts';
import { decideInCluster, deletedPolicies, type NetworkPolicy, networkPolicies, podsOf } from './readers/kubernetes.ts';

const generate = generateWith('lines');

let ruleSet: RuleSet | undefined;
/** A target that remembers the plan's pods, for the reader to ask, and gets plans with denies as it gets them when files are generated. */
const target: Target = {
  ...kubernetes,
  capabilities: { ...kubernetes.capabilities, deny: true },
  emit(given, baseName) {
    ruleSet = given;
    return kubernetes.emit(withoutDenies(given), baseName);
  },
  problems: (given) => kubernetes.problems(withoutDenies(given)),
};

const read = ([file]: readonly OutputFile[]) => decideInCluster(networkPolicies(file!.text), podsOf(ruleSet!, file!.text));

/** Traffic between two places outside of the cluster is nobody's to decide. */
function isSeen(given: RuleSet): boolean {
  const isOutside = (place: PlaceOfTraffic): boolean => !place || place.external;
  return !withoutDenies(given).entries.some((e) => byZonePair(e, given).some((t) => isOutside(t.from) && isOutside(t.to)));
}

const CLUSTER = `plan "Cluster"
zone on { subnet 10.1.0.0/24, fd00:1::/64
  component yes at 10.1.0.5, fd00:1::5
  component Other_one at 10.1.0.9
  component guests at 10.1.0.128/25
}
zone Backup { subnet 10.2.0.0/24, 10.3.0.0/24, fd00:2::/64 component store at 10.2.0.7, fd00:2::7 component s2 at 10.2.0.8 }
zone third { subnet 10.4.0.0/24 }
zone branch external { subnet 172.16.0.0/16, 172.18.0.1-172.18.0.9 }
zone internet external
group both = s2, third
allow yes -> store, s2 : tcp 80, 443, 8000-8100, udp 53
allow internet -> yes : tcp 443
allow on, third -> internet : tcp 443
allow any -> store : tcp 22
allow Other_one -> any : tcp 25
allow Other_one, guests -> both : any "yes: no # x"
allow branch -> Backup : tcp+udp 111
allow on -> on : tcp 7
`;

proves({
  target,
  read,
  holds: isSeen,
  beyondPorts: true,
  inside: 'each',
  plans: { 'a cluster with a branch and the internet': CLUSTER },
});

async function emit(
  text: string,
  phases: string[] = [],
): Promise<{ policies: NetworkPolicy[]; files: readonly OutputFile[]; problems: string[] }> {
  const { document, services } = await loadPlan(text);
  const { files, problems } = await generate(document, services, { target: 'kubernetes', phases });
  return {
    policies: files.length ? networkPolicies(files[0]!.text) : [],
    files,
    problems: problems.map((p) => `${p.level} ${p.line ?? '-'}: ${p.message}`),
  };
}

describe('kubernetes', () => {
  const plan = `plan "P"
zone apps { subnet 10.1.0.0/24 component web at 10.1.0.5 component cache at 10.1.0.6 }
zone data { subnet 10.2.0.0/24 component db at 10.2.0.7 component log at 10.2.0.8 }
zone office external { subnet 192.0.2.0/24 }
allow web, cache -> db : tcp 5432, udp 5000-5010 "queries"
allow office -> web : tcp 443
allow web -> log : tcp 514 until 2027-01-31
allow apps -> db : tcp 22 during upgrade
`;
  const policy = (policies: readonly NetworkPolicy[], name: string): NetworkPolicy['spec'] =>
    policies.find(({ metadata: m }) => `${m.namespace}/${m.name}` === name)!.spec;

  it('isolates the pods of each namespace in both directions, and leaves alone what stays in it', async () => {
    const { policies } = await emit(plan);
    for (const namespace of ['apps', 'data']) {
      const { podSelector, policyTypes, ingress, egress } = policy(policies, `${namespace}/segplan-all-pods`);
      assert.deepEqual([podSelector, policyTypes], [{}, ['Ingress', 'Egress']]);
      assert.deepEqual([ingress, egress], [[{ from: [{ podSelector: {} }] }], [{ to: [{ podSelector: {} }] }]]);
    }
  });

  it('selects pods by their label, and those at the other end by namespace and label or by address', async () => {
    const { policies } = await emit(plan);
    const apps = { matchLabels: { 'kubernetes.io/metadata.name': 'apps' } };
    assert.deepEqual(policy(policies, 'data/segplan-db'), {
      podSelector: { matchLabels: { 'segplan/component': 'db' } },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [
            {
              namespaceSelector: apps,
              podSelector: { matchExpressions: [{ key: 'segplan/component', operator: 'In', values: ['web', 'cache'] }] },
            },
          ],
          ports: [
            { protocol: 'TCP', port: 5432 },
            { protocol: 'UDP', port: 5000, endPort: 5010 },
          ],
        },
      ],
    });
    assert.deepEqual(policy(policies, 'apps/segplan-web').ingress, [
      { from: [{ ipBlock: { cidr: '192.0.2.0/24' } }], ports: [{ protocol: 'TCP', port: 443 }] },
    ]);
  });

  it('keeps rules that end apart from others, and writes a file that deletes them', async () => {
    const { policies, files, problems } = await emit(plan, ['upgrade']);
    assert.deepEqual(
      files.map((f) => f.name),
      ['plan.networkpolicy.yaml', 'plan.remove.networkpolicy.yaml'],
    );
    const deleted = deletedPolicies(files[1]!.text);
    assert.deepEqual(deleted.sort(), [
      'apps/segplan-all-pods-upgrade',
      'apps/segplan-web-until-2027-01-31',
      'data/segplan-db-upgrade',
      'data/segplan-log-until-2027-01-31',
    ]);
    const left = policies.filter(({ metadata: m }) => !deleted.includes(`${m.namespace}/${m.name}`));
    const ports = left.flatMap((p) =>
      [...(p.spec.ingress ?? []), ...(p.spec.egress ?? [])].flatMap((r) => r.ports?.map((x) => x.port) ?? []),
    );
    assert.deepEqual([...new Set(ports)].sort(), [443, 5000, 5432]);
    assert.ok(
      problems.includes('warning 7: kubernetes: it does not close rules by date: this one has to be removed after 2027-01-31.'),
    );
    assert.equal((await emit(plan.replace(/^allow web -> log.*\n/m, ''))).files.length, 1);
  });

  it('writes everything but the namespaces for a zone that is the rest of the world', async () => {
    const { policies } = await emit(`plan "P"
zone apps { subnet 10.1.0.0/24 component web at 10.1.0.5 }
zone internet external
allow internet -> web : tcp 443
`);
    assert.deepEqual(policy(policies, 'apps/segplan-web').ingress![0]!.from, [
      { ipBlock: { cidr: '0.0.0.0/0', except: ['10.1.0.0/24'] } },
      { ipBlock: { cidr: '::/0' } },
    ]);
  });

  it('says above each rule which rule of the plan it is, and why', async () => {
    const { files } = await emit(plan);
    assert.match(files[0]!.text, /\n {4}# L5: queries\n {4}- from:\n/);
    assert.match(files[0]!.text, /^# Made by Segplan from plan\.segplan: P\n/);
  });

  it('keeps words that YAML 1.1 takes for something else', async () => {
    const { policies } = await emit(CLUSTER.replace(': any ', ': udp 53 '));
    assert.ok(
      policies.some((p) => p.metadata.namespace === 'on' && p.spec.podSelector.matchLabels?.['segplan/component'] === 'yes'),
    );
  });

  it('keeps what a plan says in comments', async () => {
    const { files } = await emit(hostilePlan);
    const lines = files[0]!.text.split('\n').filter((l) => l.trimStart().startsWith('#'));
    for (const label of HOSTILE.filter((l) => /^[ -~]*$/.test(l) && !l.includes('\\')))
      assert.ok(
        lines.some((l) => l.endsWith(`: ${label}`)),
        label,
      );
  });

  it('says what has another name in a cluster', async () => {
    const { problems } = await emit(CLUSTER.replace(': any ', ': udp 53 '));
    assert.deepEqual(
      problems.filter((p) => p.includes('name in the plan')),
      [
        'warning -: kubernetes: The namespace of Backup has to be backup, since its name in the plan is none.',
        'warning -: kubernetes: The label of Other_one has to be Other-one, since its name in the plan is none.',
      ],
    );
  });

  describe('without what a deny closes', () => {
    const portsTo = (policies: readonly NetworkPolicy[], name: string): unknown[] =>
      policy(policies, name).ingress!.flatMap((r) => r.ports?.map((p) => (p.endPort ? `${p.port}-${p.endPort}` : p.port)) ?? []);

    for (const [name, v, r, deny] of [
      ['a deny cuts ports of an end with a family that the other has not', ['10.1.0.0/24', '10.1.0.5'], 'fd02::9', 'a -> b'],
      ['both ends have both families', ['10.1.0.0/24, fd01::/64', '10.1.0.5, fd01::5'], 'fd02::9', 'a -> b'],
      ['the deny names the one family that both have', ['10.1.0.0/24, fd01::/64', '10.1.0.5, fd01::5'], '', '10.1.0.0/24 -> b'],
      ['the deny is about everything', ['10.1.0.0/24, fd01::/64', '10.1.0.5, fd01::5'], 'fd02::9', 'any -> b'],
    ] as const)
      it(`components stay whole: ${name}`, async () => {
        const { policies, problems } = await emit(`plan "P"
zone a { subnet ${v[0]} component v at ${v[1]} }
zone b { subnet 10.2.0.0/24${r && ', fd02::/64'} component r at 10.2.0.9${r && `, ${r}`} }
allow v -> r : tcp 22-30
deny ${deny} : tcp 25
`);
        assert.deepEqual(problems, []);
        assert.deepEqual(portsTo(policies, 'b/segplan-r'), ['22-24', '26-30']);
        assert.deepEqual(
          policy(policies, 'b/segplan-r').ingress!.flatMap((i) => i.from?.map((f) => f.podSelector) ?? []),
          [{ matchLabels: { 'segplan/component': 'v' } }],
        );
      });

    it('what a deny closes for one family alone of a pod with both is refused', async () => {
      const { files, problems } = await emit(`plan "P"
zone a { subnet 10.1.0.0/24, fd01::/64 component v at 10.1.0.5, fd01::5 }
zone b { subnet 10.2.0.0/24, fd02::/64 component r at 10.2.0.9, fd02::9 }
allow v -> r : tcp 22-30
deny 10.1.0.0/24 -> b : tcp 25
`);
      assert.deepEqual(files, []);
      assert.match(problems.join('\n'), /^error 4: kubernetes: labels select zones and whole components/);
    });
  });

  it('tells of addresses in other namespaces that no policy is about, since a pod is in one', async () => {
    const { policies, problems } = await emit(`plan "P"
zone mgmt { subnet 10.0.0.0/24 component proxy at 10.0.0.20 also at 10.0.1.20 in storage also at 192.0.2.20 in net }
zone storage { subnet 10.0.1.0/24 component repo at 10.0.1.30 }
zone net external { subnet 192.0.2.0/24 }
allow net -> storage : tcp 80
`);
    assert.deepEqual(problems, [
      'warning -: kubernetes: proxy has 10.0.1.20 in storage besides, and a pod is in one namespace alone: no policy is about it there. Where a pod of its own has that address, make it a component of its own in storage; else filter that network by other means.',
    ]);
    assert.ok(policies.length);
  });

  it('refuses icmp, host names, and ends that no label selects', async () => {
    const { files, problems } = await emit(`plan "P"
zone apps { subnet 10.1.0.0/24 component web at 10.1.0.5 component twin at 10.1.0.5 component pair at 10.1.0.7, 10.1.0.8 }
zone data { subnet 10.2.0.0/24 }
zone out external { component host at "www.example.com" }

allow data -> apps : icmp
allow data -> 10.1.0.8 : tcp 22
allow data -> host : tcp 443
allow data -> web : tcp 443
`);
    assert.deepEqual(files, []);
    assert.deepEqual(problems.filter((p) => p.startsWith('error')).sort(), [
      'error 6: kubernetes: it has no rules for icmp.',
      'error 7: kubernetes: labels select zones and whole components, and 10.1.0.8 is neither; name the component.',
      "error 8: kubernetes: a packet filter can't match the host name www.example.com; give the component its addresses, or choose a target that holds names.",
      'error 9: kubernetes: twin shares addresses with web, and a pod has one label; give it addresses of its own.',
    ]);
  });

  it('opens nothing to a component that is known by a host name alone, or not at all, when a rule names others of its zone', async () => {
    const { policies, problems } = await emit(`plan "P"
zone apps { subnet 10.1.0.0/24 component web at 10.1.0.5 }
zone data { subnet 10.2.0.0/24 component db at 10.2.0.7 component named at "named.example.com" component planned }
allow web -> db : tcp 5432
`);
    assert.deepEqual(problems, []);
    const names = policies.map(({ metadata: m }) => `${m.namespace}/${m.name}`);
    assert.deepEqual(names.sort(), ['apps/segplan-all-pods', 'apps/segplan-web', 'data/segplan-all-pods', 'data/segplan-db']);
    assert.deepEqual(policy(policies, 'apps/segplan-web').egress![0]!.to![0]!.podSelector, {
      matchLabels: { 'segplan/component': 'db' },
    });
  });

  it('names the deny that leaves a part of a zone, which no label selects', async () => {
    const text = `plan "P"
zone apps { subnet 10.1.0.0/24 component web at 10.1.0.5 component cache at 10.1.0.6 }
zone data { subnet 10.2.0.0/24 component db at 10.2.0.7 }
deny web -> data : tcp 22
deny apps -> db : tcp 22
deny cache -> data : tcp 21-22
`;
    const errorsOf = async (rule: string) => (await emit(text + rule)).problems.filter((p) => p.startsWith('error'));
    // Each end is told of by the denies that take something out of it; the deny of db leaves apps whole.
    assert.deepEqual(await errorsOf('allow apps -> data : tcp 22'), [
      'error 7: kubernetes: labels select zones and whole components, and 10.1.0.0-10.1.0.4, 10.1.0.7-10.1.0.255, which the denies on lines 4, 6 leave of this allow, are neither; name the components that are allowed.',
      'error 7: kubernetes: labels select zones and whole components, and 10.2.0.0-10.2.0.6, 10.2.0.8-10.2.0.255, which the deny on line 5 leaves of this allow, are neither; name the components that are allowed.',
    ]);
    assert.deepEqual(await errorsOf('allow web, cache -> data : tcp 21'), []);
    assert.deepEqual(await errorsOf('allow web, cache -> 10.2.0.8 : tcp 21'), [
      'error 7: kubernetes: labels select zones and whole components, and 10.2.0.8 is neither; name the component.',
    ]);
  });
});
