// Policies of a plan as a cluster answers about them once they are applied: kubectl get networkpolicies,pods,namespaces -A as YAML and as JSON, with the members that the API
// server adds, the pods and namespaces of the cluster itself, pods that are done and pods in the network of their node. What peers and selectors mean is from the reference
// of NetworkPolicy (networking.k8s.io/v1), in which a member that is null is one that is not there.
import assert from 'node:assert/strict';
import { parseAllDocuments, stringify } from 'yaml';
import { kubernetes } from '../../language/rulesets/targets/kubernetes/kubernetes.ts';
import { type Answer, emitted, says } from './deployed.ts';

const namespace = (name: string, labels: object = {}): Answer => ({
  ...{ apiVersion: 'v1', kind: 'Namespace', spec: { finalizers: ['kubernetes'] }, status: { phase: 'Active' } },
  metadata: {
    creationTimestamp: 'x',
    labels: { 'kubernetes.io/metadata.name': name, ...labels },
    name,
    resourceVersion: '1',
    uid: 'u',
  },
});
const pod = (
  name: string,
  of: string,
  podIP: string | undefined,
  labels: object,
  spec: object = {},
  status: object = {},
): Answer => ({
  ...{ apiVersion: 'v1', kind: 'Pod' },
  metadata: {
    ...{
      annotations: { 'cni.projectcalico.org/podIP': `${podIP}/32` },
      creationTimestamp: 'x',
      generateName: `${name}-`,
      uid: 'p',
    },
    ...{ labels: { 'pod-template-hash': '5d', ...labels }, name: `${name}-5d-x`, namespace: of, resourceVersion: '2' },
    ownerReferences: [{ apiVersion: 'apps/v1', controller: true, kind: 'ReplicaSet', name, uid: '1' }],
  },
  spec: {
    containers: [{ image: 'x', name: 'c', ports: [{ containerPort: 5432, name: 'sql', protocol: 'TCP' }], resources: {} }],
    ...{ dnsPolicy: 'ClusterFirst', nodeName: 'node-1', restartPolicy: 'Always', tolerations: [], volumes: [], ...spec },
  },
  status: {
    ...{
      conditions: [{ lastProbeTime: null, status: 'True', type: 'Ready' }],
      hostIP: '192.0.2.10',
      phase: 'Running',
      qosClass: 'BestEffort',
    },
    ...(podIP !== undefined && { podIP, podIPs: [{ ip: podIP }] }),
    ...status,
  },
});
const component = (name: string): object => ({ 'segplan/component': name });
const policy = (of: string, spec: object): Answer => ({
  ...{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'by-hand', namespace: of }, spec },
});
/** A policy by hand that lets something come to all pods of a namespace. */
const letsIn = (of: string, from: unknown, port: number | string, more: object = {}): Answer =>
  policy(of, { podSelector: {}, policyTypes: ['Ingress'], ingress: [{ from, ports: [{ protocol: 'TCP', port, ...more }] }] });

interface Answers {
  readonly policies: Answer[];
  readonly pods: Answer[];
  readonly namespaces: Answer[];
}

const of = ({ policies }: Answers, namespaceName: string, name: string): Answer =>
  policies.find(({ metadata }) => metadata.namespace === namespaceName && metadata.name === name);

describe('policies of a plan as they were applied', () => {
  const asked = async (
    change: (answers: Answers) => void = () => {},
    write: (list: unknown) => string = (list) => stringify(list),
    plan?: string,
  ): Promise<string[]> => {
    const { analysis, files } = await emitted(kubernetes, plan);
    const answers: Answers = {
      policies: parseAllDocuments(files[0]!.text).flatMap((document, n) => {
        const value = document.toJS() as Answer;
        if (!value) return [];
        const applied = { 'kubectl.kubernetes.io/last-applied-configuration': `${JSON.stringify(value)}\n` };
        const added = { annotations: applied, creationTimestamp: 'x', generation: 1, resourceVersion: `${n}`, uid: `u${n}` };
        return { ...value, metadata: { ...value.metadata, ...added } };
      }),
      pods: [
        pod('w1', 'web', '10.1.0.5', component('w1')),
        pod('w2', 'web', '10.1.0.6', component('w2')),
        pod('d1', 'db', '10.2.0.5', component('d1')),
        pod('coredns', 'kube-system', '10.3.0.2', { 'k8s-app': 'kube-dns' }),
        pod('kube-proxy', 'kube-system', '192.0.2.10', { 'k8s-app': 'kube-proxy' }, { hostNetwork: true }),
        pod('backup', 'db', '10.2.0.77', {}, {}, { phase: 'Succeeded' }),
        pod('starting', 'web', undefined, {}, {}, { phase: 'Pending' }),
      ],
      namespaces: ['default', 'db', 'kube-node-lease', 'kube-public', 'kube-system', 'web'].map((name) => namespace(name)),
    };
    change(answers);
    const items = [...answers.policies, ...answers.pods, ...answers.namespaces];
    return says(analysis, [write({ apiVersion: 'v1', items, kind: 'List', metadata: { resourceVersion: '' } })]);
  };

  it('are in step, by YAML and by JSON', async () => {
    assert.deepEqual(await asked(), ['in step']);
    assert.deepEqual(await asked(undefined, (list) => JSON.stringify(list, undefined, 4)), ['in step']);
  });

  it('are in step where pods have addresses of both families, and nothing more passes by the one that the plan does not have', async () => {
    const both = ({ pods }: Answers): void => {
      for (const { status } of pods.slice(0, 3)) status.podIPs.push({ ip: `fd00::${status.podIP.replaceAll('.', ':')}` });
    };
    assert.deepEqual(await asked(both), ['in step']);
    const more = (answers: Answers): void => {
      both(answers);
      answers.policies.push(letsIn('db', [{ ipBlock: { cidr: '2001:db8::/32' } }], 22));
    };
    assert.deepEqual(await asked(more), ['not in step']);
  });

  const changes: Readonly<Record<string, [change: (answers: Answers) => void, ...expected: string[]]>> = {
    'a port of a rule': [
      (all) => Object.assign(of(all, 'db', 'segplan-all-pods').spec.ingress[1].ports[0], { port: 5433 }),
      'cut off: web -> d1: tcp 5432 (postgresql)',
      'open: web -> d1: tcp 5433',
    ],
    'a policy deleted': [
      ({ policies }) =>
        policies.splice(
          policies.findIndex(({ metadata }) => metadata.name === 'segplan-d1'),
          1,
        ),
      'cut off: w1 -> d1: tcp 22 (ssh)',
    ],
    'a pod with another label': [
      ({ pods }) => Object.assign(pods[0].metadata.labels, component('w9')),
      'cut off: w1 -> d1: tcp 22 (ssh)',
    ],
    'a policy without types that has no rules for what goes out': [
      ({ policies }) =>
        policies.push(policy('db', { podSelector: { matchLabels: component('d1') }, ingress: [{ ports: [{ port: 80 }] }] })),
      'open: web, internet -> d1: tcp 80 (http)',
    ],
    'a range of ports for a block but a part of it': [
      ({ policies }) =>
        policies.push(letsIn('db', [{ ipBlock: { cidr: '10.1.0.0/24', except: ['10.1.0.6/32'] } }], 8000, { endPort: 8010 })),
      'open: all of web but w2 -> d1: tcp 8000-8010',
    ],
    'a peer of all namespaces and some pods': [
      ({ policies }) =>
        policies.push(letsIn('db', [{ namespaceSelector: {}, podSelector: { matchLabels: component('w1') } }], 80)),
      'open: w1 -> d1: tcp 80 (http)',
    ],
    'two peers for what was to be one': [
      ({ policies }) =>
        policies.push(
          letsIn(
            'db',
            [
              { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'web' } } },
              { podSelector: { matchLabels: component('w1') } },
            ],
            80,
          ),
        ),
      'open: web -> d1: tcp 80 (http)',
    ],
    'a policy of administrators': [
      ({ policies }) =>
        policies.push({ ...policy('', {}), apiVersion: 'policy.networking.k8s.io/v1alpha1', kind: 'BaselineAdminNetworkPolicy' }),
      'unknown: BaselineAdminNetworkPolicy of another kind',
    ],
  };
  for (const [title, [change, ...expected]] of Object.entries(changes))
    it(`are told once there is ${title}`, async () => assert.deepEqual(await asked(change), expected));

  // A port by its name is the one that each pod calls so (reference of NetworkPolicyPort, "port").
  const byName = (all: Answers, port = 'sql', protocol = 'TCP'): void =>
    void Object.assign(of(all, 'db', 'segplan-all-pods').spec.ingress[1].ports[0], { port, protocol });
  const names: Readonly<Record<string, [change: (answers: Answers) => void, ...expected: string[]]>> = {
    'the port that a pod calls so': [(all) => byName(all), 'in step'],
    'a port that no pod has': [(all) => byName(all, 'web'), 'cut off: web -> d1: tcp 5432 (postgresql)'],
    'a port of another protocol': [(all) => byName(all, 'sql', 'UDP'), 'cut off: web -> d1: tcp 5432 (postgresql)'],
    'another number at the pod': [
      (all) => {
        byName(all);
        all.pods[2].spec.containers[0].ports[0].containerPort = 5433;
      },
      'cut off: web -> d1: tcp 5432 (postgresql)',
      'open: web -> d1: tcp 5433',
    ],
    'a port of a container that only begins': [
      (all) => {
        byName(all);
        all.pods[2].spec = { ...all.pods[2].spec, initContainers: all.pods[2].spec.containers, containers: [] };
      },
      'cut off: web -> d1: tcp 5432 (postgresql)',
    ],
    'a port of a sidecar, and others by number': [
      (all) => {
        byName(all);
        const [container] = all.pods[2].spec.containers;
        all.pods[2].spec = { ...all.pods[2].spec, initContainers: [{ ...container, restartPolicy: 'Always' }], containers: [] };
        of(all, 'db', 'segplan-all-pods').spec.ingress[1].ports.push({ protocol: 'TCP', port: 5440 });
      },
      'open: web -> d1: tcp 5440',
    ],
  };
  for (const [title, [change, ...expected]] of Object.entries(names))
    it(`have by a name ${title}`, async () => assert.deepEqual(await asked(change), expected));

  it('let out to a name what the pods at the other end call so, and may let out anything to it where a block of addresses is', async () => {
    const letsOut = (to: unknown): Answer =>
      policy('db', { podSelector: {}, policyTypes: ['Egress'], egress: [{ to, ports: [{ protocol: 'TCP', port: 'sql' }] }] });
    const toWeb = [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'web' } } }];
    assert.deepEqual(await asked(({ policies }) => policies.push(letsOut(toWeb))), ['open: d1 -> w1, w2: tcp 5432 (postgresql)']);
    const plan =
      'zone web { subnet 10.1.0.0/24 component w1 at 10.1.0.5 }\nzone db { subnet 10.2.0.0/24 component d1 at 10.2.0.5 }\nallow db -> w1 : tcp 5432\n';
    const named = (peer: object): ((all: Answers) => void) => {
      return ({ policies }) => {
        for (const { metadata, spec } of policies)
          if (metadata.namespace === 'db' && spec.egress)
            spec.egress = [{ to: [peer], ports: [{ protocol: 'TCP', port: 'sql' }] }];
      };
    };
    const w1 = { ...toWeb[0], podSelector: { matchLabels: component('w1') } };
    assert.deepEqual(await asked(named(w1), undefined, plan), ['in step']);
    assert.deepEqual(await asked(named({ ipBlock: { cidr: '10.1.0.5/32' } }), undefined, plan), [
      'perhaps cut off: d1 -> w1: tcp 5432 (postgresql)',
      'perhaps open: d1 -> w1: tcp 1-5431, 5433-65535',
    ]);
  });

  it('select by a selector that is null what they select without it', async () => {
    // Without a selector of namespaces, pods are those of the policy's own namespace, in which there is no w1.
    const own = letsIn('db', [{ namespaceSelector: null, podSelector: { matchLabels: component('w1') } }], 80);
    assert.deepEqual(await asked(({ policies }) => policies.push(own)), ['in step']);
    const plan =
      'zone web { subnet 10.1.0.0/24 component w1 at 10.1.0.5 }\nzone db { subnet 10.2.0.0/24 component d1 at 10.2.0.5 }\nallow w1 -> db : tcp 80\n';
    const taken = ({ policies }: Answers): void => {
      for (const { metadata, spec } of policies)
        if (metadata.namespace === 'db')
          for (const peer of (spec.ingress ?? []).flatMap(({ from }: Answer) => from))
            if (peer.namespaceSelector) peer.namespaceSelector = null;
    };
    assert.deepEqual(await asked(taken, undefined, plan), ['cut off: w1 -> d1: tcp 80 (http)']);
    const none = letsIn('db', [{ ipBlock: null, podSelector: null }], 80);
    assert.ok((await asked(({ policies }) => policies.push(none))).includes('unknown: a peer'));
  });
});
