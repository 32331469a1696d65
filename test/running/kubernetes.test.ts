import assert from 'node:assert/strict';
import { formatAddresses } from '../../language/model/addresses.ts';
import type { RuleSet } from '../../language/rulesets/rule-set.ts';
import type { OutputFile, Target } from '../../language/rulesets/target.ts';
import { kubernetes } from '../../language/rulesets/targets/kubernetes/kubernetes.ts';
import { withoutDenies } from '../../language/rulesets/without-denies.ts';
import { byZonePair, type PlaceOfTraffic } from '../../language/rulesets/zone-traffic.ts';
import { detect, readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import type { Packet } from '../rulesets/evaluator.ts';
import { proves } from '../rulesets/proof.ts';
import { podsOf } from '../rulesets/readers/kubernetes.ts';
import type { Verdict } from '../rulesets/readers.ts';
import { countsAll, decides, textsOfChance, toldBy } from './asking.ts';
import { type Decision, decisionOf } from './packets.ts';
import { told, toldAt } from './words.ts';

const named = (devices: readonly RunningDevice[], name: string | undefined): RunningDevice | undefined =>
  devices.find((device) => device.name === name);

/** What both ends decide, each by the firewall of its namespace. */
function decisionsOf(devices: readonly RunningDevice[], packet: Packet, from?: string, to?: string): Decision[] {
  const [leaves, comes] = [named(devices, from), named(devices, to)];
  const placed = { ...packet, from, to };
  return [
    ...(leaves ? [decisionOf({ ...leaves, stages: leaves.outbound ?? [] }, placed)] : []),
    ...(comes ? [decisionOf(comes, placed)] : []),
  ];
}

let ruleSet: RuleSet | undefined;
const target: Target = {
  ...kubernetes,
  capabilities: { ...kubernetes.capabilities, deny: true },
  emit(given, baseName) {
    ruleSet = given;
    return kubernetes.emit(withoutDenies(given), baseName);
  },
  problems: (given) => kubernetes.problems(withoutDenies(given)),
};

/** The pods of the plan's components, as `kubectl get pods -A -o yaml` has them; each has all addresses of its component. */
function podTexts(pods: ReturnType<typeof podsOf>): string[] {
  return ruleSet!.components.flatMap(({ addresses }) => {
    const texts = formatAddresses(addresses).filter((text) => /^[\da-f.:/-]+$/.test(text) && /[.:]/.test(text));
    const pod = texts.length ? pods(texts[0]!.split(/[/-]/)[0]!) : undefined;
    if (!pod || !Object.keys(pod.labels).length) return [];
    const { namespace, labels } = pod;
    return [
      JSON.stringify({
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { namespace, labels },
        status: { podIPs: texts.map((ip) => ({ ip })) },
      }),
    ];
  });
}

proves({
  target,
  title: 'kubernetes, listed with its pods',
  holds: (given) => {
    const isOutside = (place: PlaceOfTraffic): boolean => !place || place.external;
    return !withoutDenies(given).entries.some((e) => byZonePair(e, given).some((t) => isOutside(t.from) && isOutside(t.to)));
  },
  beyondPorts: true,
  inside: 'each',
  read([file]: readonly OutputFile[]) {
    // A plan without a zone in the cluster has no policies.
    if (!/^kind:/m.test(file!.text)) return () => 'dropped';
    const pods = podsOf(ruleSet!, file!.text);
    const devices = readRunning([file!.text, ...podTexts(pods)].join('\n---\n'), file!.name);
    return (packet): Verdict => {
      const [from, to] = [pods(packet.source)?.namespace, pods(packet.destination)?.namespace];
      const all = decisionsOf(devices, packet, from, to);
      assert.ok(!all.includes('unknown'), `unknown: ${JSON.stringify(packet)}`);
      return all.length && all.every((each) => each === 'permit') ? 'passed' : 'dropped';
    };
  },
});

/** A list as `kubectl get -A -o yaml` writes it, with the example of the Kubernetes documentation (concepts, network policies). */
const LISTED = `apiVersion: v1
items:
- apiVersion: networking.k8s.io/v1
  kind: NetworkPolicy
  metadata:
    annotations:
      kubectl.kubernetes.io/last-applied-configuration: |
        {"apiVersion":"networking.k8s.io/v1","password":"HUNTER2"}
    creationTimestamp: "2024-05-13T09:12:44Z"
    generation: 1
    name: test-network-policy
    namespace: default
    resourceVersion: "1234"
  spec:
    egress:
    - ports:
      - port: 5978
        protocol: TCP
      to:
      - ipBlock:
          cidr: 10.0.0.0/24
    ingress:
    - from:
      - ipBlock:
          cidr: 172.17.0.0/16
          except:
          - 172.17.1.0/24
      - namespaceSelector:
          matchLabels:
            project: myproject
      - podSelector:
          matchLabels:
            role: frontend
      ports:
      - port: 6379
        protocol: TCP
      - port: 32000
        endPort: 32768
      - port: metrics
        protocol: UDP
    podSelector:
      matchLabels:
        role: db
    policyTypes:
    - Ingress
    - Egress
kind: List
metadata:
  resourceVersion: ""
`;

const pod = (namespace: string, labels: string, ip: string, more = ''): string =>
  `---\napiVersion: v1\nkind: Pod\nmetadata: {namespace: ${namespace}, labels: {${labels}}}\n${more}status:\n  podIP: ${ip}\n  podIPs:\n  - ip: ${ip}\n`;
const namespace = (name: string, labels = ''): string =>
  `---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: ${name}\n  labels: {${labels}}\n`;

const CLUSTER = [
  LISTED,
  pod('default', 'role: db', '10.244.0.5'),
  pod('default', 'role: frontend', '10.244.0.6'),
  pod('default', 'role: other', '10.244.0.7'),
  pod('mine', 'role: frontend', '10.244.1.6'),
  pod('default', 'role: db', '192.0.2.9', 'spec: {hostNetwork: true}\n'),
  namespace('default'),
  namespace('mine', 'project: myproject'),
].join('');

describe('reading network policies of Kubernetes', () => {
  it('with pods and namespaces in the file, selectors are addresses', () => {
    const devices = readRunning(CLUSTER, 'cluster.yaml');
    const device = named(devices, 'default')!;
    decides(device, {
      'x 172.17.0.1 -> default 10.244.0.5 tcp 6379': 'permit',
      'x 172.17.1.1 -> default 10.244.0.5 tcp 6379': 'deny',
      'x 172.17.0.1 -> default 10.244.0.5 tcp 6380': 'deny',
      'x 172.17.0.1 -> default 10.244.0.5 tcp 32700': 'permit',
      'x 172.17.0.1 -> default 10.244.0.5 udp 9100': 'unknown',
      'mine 10.244.1.6 -> default 10.244.0.5 tcp 6379': 'permit',
      'default 10.244.0.6 -> default 10.244.0.5 tcp 6379': 'permit',
      'default 10.244.0.7 -> default 10.244.0.5 tcp 6379': 'deny',
      // No policy selects these pods, and none selects what is in the network of its node.
      'x 198.51.100.1 -> default 10.244.0.7 tcp 22': 'permit',
      'x 198.51.100.1 -> default 192.0.2.9 tcp 22': 'permit',
    });
    decides(
      { ...device, stages: device.outbound! },
      {
        'default 10.244.0.5 -> x 10.0.0.9 tcp 5978': 'permit',
        'default 10.244.0.5 -> x 10.0.1.9 tcp 5978': 'deny',
        'default 10.244.0.7 -> x 10.0.1.9 tcp 5978': 'permit',
      },
    );
    assert.deepEqual(formatAddresses(device.host!), ['10.244.0.5-10.244.0.7']);
    assert.equal(named(devices, 'mine')!.outbound, undefined);
    assert.deepEqual(device.unknown, []);
  });

  it('without them, what a selector selects may be any pod', () => {
    const [device, ...others] = readRunning(LISTED, 'policies.yaml');
    assert.deepEqual(others, []);
    decides(device!, {
      'x 198.51.100.1 -> default 10.244.0.5 tcp 6379': 'unknown',
      'x 198.51.100.1 -> default 10.244.0.5 tcp 22': 'unknown',
    });
    assert.ok(device!.host!.isEmpty);
  });

  const policy = (spec: string, more = ''): string =>
    `apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy\nmetadata: {name: p, namespace: shop}\nspec:\n${spec.replace(/^/gm, '  ')}\n${more}`;
  const inShop = (spec: string, more?: string): RunningDevice => named(readRunning(policy(spec, more), 'p.yaml'), 'shop')!;

  it('closes a whole namespace where nothing is permitted, and opens it where a rule names nobody', () => {
    const PACKET = 'x 198.51.100.1 -> shop 10.1.0.5 tcp 22';
    const closed = inShop('podSelector: {}\npolicyTypes: [Ingress]');
    decides(closed, { [PACKET]: 'deny' });
    assert.equal(closed.outbound, undefined);
    decides(inShop('podSelector: {}'), { [PACKET]: 'deny' });
    decides(inShop('podSelector: {}\npolicyTypes: [Egress]'), { [PACKET]: 'permit' });
    decides(inShop('podSelector: {}\ningress:\n- {}'), { [PACKET]: 'permit' });
    decides(inShop('podSelector: {}\ningress:\n- from: []\n  ports: []'), { [PACKET]: 'permit' });
    // Without types, rules for what goes out make it about that as well.
    assert.deepEqual(inShop('podSelector: {}\negress:\n- {}').outbound, ['egress']);
  });

  it('knows namespaces by the label that each has, and by expressions', () => {
    const from = (selector: string, more?: string): RunningDevice =>
      inShop(`podSelector: {}\ningress:\n- from:\n  - namespaceSelector: ${selector}`, more);
    const [OF_A, OF_B] = ['a 10.2.0.1 -> shop 10.1.0.5 tcp 22', 'b 10.3.0.1 -> shop 10.1.0.5 tcp 22'];
    decides(from('{matchLabels: {kubernetes.io/metadata.name: a}}'), { [OF_A]: 'permit', [OF_B]: 'deny' });
    decides(from('{matchExpressions: [{key: kubernetes.io/metadata.name, operator: In, values: [b, c]}]}'), {
      [OF_A]: 'deny',
      [OF_B]: 'permit',
    });
    // A namespace that a rule names is a place, which a zone of its name is found at.
    const [other] = readRunning(
      policy('podSelector: {}\ningress:\n- from:\n  - namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: a}}'),
      'p',
    );
    assert.deepEqual(
      other!.places.map(({ name }) => name),
      ['shop', 'a'],
    );
    // Of several lines that name it, the first.
    const [twice] = readRunning([policy('podSelector: {}'), policy('podSelector: {}')].join('---\n'), 'p');
    assert.deepEqual(
      twice!.places.map(({ name, line }) => [name, line]),
      other!.places.slice(0, 1).map(({ name, line }) => [name, line]),
    );
    const both = namespace('a', 'team: x') + namespace('b', 'team: y');
    const asked: readonly (readonly [string, Decision, Decision])[] = [
      ['{matchLabels: {team: x}}', 'permit', 'deny'],
      ['{matchExpressions: [{key: team, operator: NotIn, values: [x]}]}', 'deny', 'permit'],
      ['{matchExpressions: [{key: team, operator: Exists}]}', 'permit', 'permit'],
      ['{matchExpressions: [{key: team, operator: DoesNotExist}]}', 'deny', 'deny'],
      // Of a label that none of them has.
      ['{matchExpressions: [{key: rank, operator: DoesNotExist}]}', 'permit', 'permit'],
      ['{matchExpressions: [{key: rank, operator: Exists}]}', 'deny', 'deny'],
      ['{matchExpressions: [{key: rank, operator: NotIn, values: [x]}]}', 'permit', 'permit'],
      ['{matchExpressions: [{key: rank, operator: In, values: [x]}]}', 'deny', 'deny'],
      // All of several have to hold.
      ['{matchExpressions: [{key: team, operator: Exists}, {key: team, operator: In, values: [y]}]}', 'deny', 'permit'],
      ['{}', 'permit', 'permit'],
    ];
    for (const [selector, a, b] of asked) decides(from(selector, both), { [OF_A]: a, [OF_B]: b });
    decides(from('{matchLabels: {team: x}}'), { [OF_A]: 'unknown', [OF_B]: 'unknown' });
    const strange = from('{matchExpressions: [{key: team, operator: Gt, values: ["1"]}]}', both);
    decides(strange, { [OF_A]: 'unknown' });
    assert.deepEqual(told(strange), ['a selector']);
  });

  it('names what it does not know: policies of other kinds, and members', () => {
    const others = `---\napiVersion: cilium.io/v2\nkind: CiliumNetworkPolicy\nmetadata: {name: x}\nspec: {}\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: {name: y}\n---\n---\n`;
    const device = inShop('podSelector: {}\nlevel: 3\ningress:\n- from:\n  - fqdn: example.com', others);
    assert.deepEqual(toldAt(device), [
      [6, 'policy level'],
      [9, 'peer fqdn'],
      [11, 'CiliumNetworkPolicy of another kind'],
    ]);
    decides(device, { 'x 198.51.100.1 -> shop 10.1.0.5 tcp 22': 'unknown' });
  });

  it('is recognized as YAML and as JSON, and keeps no secret', () => {
    const json = JSON.stringify({
      apiVersion: 'v1',
      kind: 'List',
      items: [{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p' }, spec: { podSelector: {} } }],
    });
    for (const text of [LISTED, CLUSTER, json, JSON.stringify(JSON.parse(json), undefined, 2)])
      assert.equal(detect(text, 'x').name, 'kubernetes');
    decides(readRunning(json, 'x')[0]!, { 'x 198.51.100.1 -> default 10.1.0.5 tcp 22': 'deny' });
    assert.ok(!toldBy(readRunning(CLUSTER, 'x')).includes('HUNTER2'));
  });

  it('never fails, and counts every line', () => {
    const words = [
      'kind:',
      'NetworkPolicy',
      '- ',
      'spec:',
      '{',
      '}',
      '[',
      '&a',
      '*a',
      '"',
      '|',
      '!!',
      '%',
      'ingress:',
      '\t',
      '? ',
    ];
    const texts = [
      ...Array.from({ length: 40 }, (_, n) => CLUSTER.slice(0, (n * CLUSTER.length) / 40)),
      ...textsOfChance(words, 150),
      policy('podSelector: 5\ningress: {a: 1}\npolicyTypes: x'),
      policy('podSelector: {matchLabels: 7, matchExpressions: [1]}\ningress: [5, [6], {from: [7], ports: [8]}]'),
      `${policy('podSelector: {}')}x: ${'['.repeat(3000)}`,
      '- '.repeat(2000),
      'a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\nkind: NetworkPolicy\n',
    ];
    for (const text of texts) for (const device of readRunning(text, 'x', 'kubernetes')) countsAll(device, text);
  });
});
