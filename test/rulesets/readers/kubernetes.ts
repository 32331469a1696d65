// NetworkPolicies as a cluster puts them into effect. The schema and the meaning are those of networking.k8s.io/v1 in the API reference of
// Kubernetes (kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1); whatever is not known here is refused.
import assert from 'node:assert/strict';
import { Ajv } from 'ajv';
import { parseAllDocuments } from 'yaml';
import { parseAddress } from '../../../language/model/addresses.ts';
import type { RuleSet } from '../../../language/rulesets/rule-set.ts';
import { addressIn } from '../address-in.ts';
import type { Packet } from '../evaluator.ts';
import type { Verdict } from '../readers.ts';

const DNS_LABEL = '^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$';
const LABEL_VALUE = '^(([A-Za-z0-9][-A-Za-z0-9_.]{0,61})?[A-Za-z0-9])?$';
const object = (properties: object, required: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  required,
  properties,
});
const labels = {
  type: 'object',
  minProperties: 1,
  propertyNames: { pattern: '^([a-z0-9]([-a-z0-9.]*[a-z0-9])?/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$' },
  additionalProperties: { type: 'string', pattern: LABEL_VALUE },
};
const selector = object({
  matchLabels: labels,
  matchExpressions: {
    type: 'array',
    minItems: 1,
    items: object(
      {
        key: { type: 'string' },
        operator: { const: 'In' },
        values: { type: 'array', minItems: 1, items: { type: 'string', pattern: LABEL_VALUE } },
      },
      ['key', 'operator', 'values'],
    ),
  },
});
const port = { type: 'integer', minimum: 1, maximum: 65535 };
const ports = {
  // An empty list would open all of them, which nobody writes on purpose.
  type: 'array',
  minItems: 1,
  items: {
    ...object({ protocol: { enum: ['TCP', 'UDP', 'SCTP'] }, port, endPort: port }, ['protocol']),
    dependentRequired: { endPort: ['port'] },
  },
};
const peers = {
  type: 'array',
  minItems: 1,
  items: {
    oneOf: [
      object({ ipBlock: object({ cidr: { type: 'string' }, except: { type: 'array', items: { type: 'string' } } }, ['cidr']) }, [
        'ipBlock',
      ]),
      { ...object({ namespaceSelector: selector, podSelector: selector }), minProperties: 1 },
    ],
  },
};
const rules = (key: 'from' | 'to') => ({ type: 'array', minItems: 1, items: object({ [key]: peers, ports }) });
const name = { type: 'string', maxLength: 253, pattern: '^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$' };
const head = { apiVersion: { const: 'networking.k8s.io/v1' }, kind: { const: 'NetworkPolicy' } };
const metadata = object({ name, namespace: { type: 'string', pattern: DNS_LABEL }, labels }, ['name', 'namespace']);

const ajv = new Ajv({ allErrors: true, strict: false });
const isPolicy = ajv.compile({
  ...object(
    {
      ...head,
      metadata,
      spec: object(
        {
          podSelector: selector,
          policyTypes: { type: 'array', minItems: 1, uniqueItems: true, items: { enum: ['Ingress', 'Egress'] } },
          ingress: rules('from'),
          egress: rules('to'),
        },
        ['podSelector', 'policyTypes'],
      ),
    },
    ['apiVersion', 'kind', 'metadata', 'spec'],
  ),
});
/** What is deleted has no spec. */
const isMention = ajv.compile(object({ ...head, metadata }, ['apiVersion', 'kind', 'metadata']));

type Labels = Readonly<Record<string, string>>;

interface Selector {
  readonly matchLabels?: Labels;
  readonly matchExpressions?: readonly { key: string; values: readonly string[] }[];
}

interface Rule {
  readonly from?: readonly Peer[];
  readonly to?: readonly Peer[];
  readonly ports?: readonly { protocol: string; port?: number; endPort?: number }[];
}

interface Peer {
  readonly ipBlock?: { cidr: string; except?: readonly string[] };
  readonly namespaceSelector?: Selector;
  readonly podSelector?: Selector;
}

export interface NetworkPolicy {
  readonly metadata: { readonly name: string; readonly namespace: string; readonly labels: Labels };
  readonly spec: {
    readonly podSelector: Selector;
    readonly policyTypes: readonly string[];
    readonly ingress?: readonly Rule[];
    readonly egress?: readonly Rule[];
  };
}

/** The objects of a file: Kubernetes reads YAML 1.1. */
function objectsOf(text: string): unknown[] {
  const documents = parseAllDocuments(text, { version: '1.1', strict: true, uniqueKeys: true });
  assert.ok(Array.isArray(documents));
  for (const document of documents) assert.deepEqual([...document.errors, ...document.warnings], []);
  // What stands before the first line of three dashes is a comment.
  return documents.map((d): unknown => d.toJS()).filter((d) => d !== null);
}

function unique(policies: readonly Pick<NetworkPolicy, 'metadata'>[]): void {
  const names = policies.map(({ metadata: m }) => `${m.namespace}/${m.name}`);
  assert.equal(new Set(names).size, names.length, 'two policies of one name');
}

export function networkPolicies(text: string): NetworkPolicy[] {
  const policies = objectsOf(text) as NetworkPolicy[];
  for (const policy of policies) {
    assert.ok(isPolicy(policy), `${JSON.stringify(policy)}: ${JSON.stringify(isPolicy.errors)}`);
    const { ingress = [], egress = [], policyTypes } = policy.spec;
    for (const [type, list] of [
      ['Ingress', ingress],
      ['Egress', egress],
    ] as const)
      assert.ok(!list.length || policyTypes.includes(type));
    for (const rule of [...ingress, ...egress]) {
      for (const { port: first, endPort } of rule.ports ?? []) assert.ok(endPort === undefined || endPort >= first!);
      for (const { ipBlock } of [...(rule.from ?? []), ...(rule.to ?? [])]) checkBlock(ipBlock);
    }
  }
  unique(policies);
  return policies;
}

/** What a file for `kubectl delete` names. */
export function deletedPolicies(text: string): string[] {
  const mentioned = objectsOf(text) as NetworkPolicy[];
  for (const each of mentioned) assert.ok(isMention(each), JSON.stringify(isMention.errors));
  unique(mentioned);
  return mentioned.map(({ metadata: m }) => `${m.namespace}/${m.name}`);
}

/** An exception outside of its block is refused by the API. */
function checkBlock(block: Peer['ipBlock']): void {
  if (!block) return;
  const set = (cidr: string) => {
    const [start = '', prefix] = cidr.split('/');
    const { set: result, hostBits } = parseAddress({ start, prefix: Number(prefix) });
    assert.equal(hostBits, undefined, cidr);
    return result;
  };
  for (const except of block.except ?? []) assert.ok(set(block.cidr).covers(set(except)), except);
}

/** A pod, or nothing for what runs outside of the cluster. */
interface Pod {
  readonly namespace: string;
  readonly labels: Labels;
}

/** Which pod has an address, when pods are started as the plan says and labeled as the file asks for. */
export function podsOf(ruleSet: RuleSet, text: string): (address: string) => Pod | undefined {
  const renamed = new Map(
    [...text.matchAll(/^# The (namespace|label) of (\S+) is called (\S+)\.$/gm)].map((m) => [`${m[1]} ${m[2]}`, m[3]!]),
  );
  const zones = ruleSet.zones.filter((z) => !z.external);
  return (address) => {
    const point = parseAddress({ start: address }).set;
    const zone = zones.find((z) => z.addresses.covers(point));
    if (!zone) return undefined;
    const component = ruleSet.components.find(
      (c) => c.zone === zone.name && c.addresses.covers(point) && !c.addresses.covers(zone.addresses),
    );
    const label = component && (renamed.get(`label ${component.name}`) ?? component.name);
    return {
      namespace: renamed.get(`namespace ${zone.name}`) ?? zone.name,
      labels: label ? { 'segplan/component': label } : ({} as Labels),
    };
  };
}

function selects({ matchLabels = {}, matchExpressions = [] }: Selector, of: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => of[key] === value) &&
    matchExpressions.every(({ key, values }) => of[key] !== undefined && values.includes(of[key]!))
  );
}

function isPeer(peer: Peer, { namespace }: NetworkPolicy['metadata'], address: string, pod: Pod | undefined): boolean {
  if (peer.ipBlock) return addressIn(address, [peer.ipBlock.cidr]) && !addressIn(address, peer.ipBlock.except ?? []);
  if (!pod) return false;
  const here = peer.namespaceSelector
    ? selects(peer.namespaceSelector, { 'kubernetes.io/metadata.name': pod.namespace })
    : pod.namespace === namespace;
  return here && selects(peer.podSelector ?? {}, pod.labels);
}

/** A pod that some policy of a direction selects is isolated in it: then one of their rules has to allow. */
function allows(
  policies: readonly NetworkPolicy[],
  direction: 'ingress' | 'egress',
  packet: Packet,
  pods: (a: string) => Pod | undefined,
): boolean {
  const [own, other] = direction === 'ingress' ? [packet.destination, packet.source] : [packet.source, packet.destination];
  const pod = pods(own);
  if (!pod) return true;
  const type = direction === 'ingress' ? 'Ingress' : 'Egress';
  const about = policies.filter(
    (p) => p.metadata.namespace === pod.namespace && p.spec.policyTypes.includes(type) && selects(p.spec.podSelector, pod.labels),
  );
  if (!about.length) return true;
  return about.some((policy) =>
    (policy.spec[direction] ?? []).some((rule) => {
      const list = direction === 'ingress' ? rule.from : rule.to;
      return (
        (!list || list.some((peer) => isPeer(peer, policy.metadata, other, pods(other)))) &&
        (!rule.ports ||
          rule.ports.some(({ protocol, port: first, endPort }) => {
            // Of sctp as a whole.
            if (packet.protocol === 'other') return protocol === 'SCTP' && packet.port === 132 && first === undefined;
            if (protocol !== packet.protocol.toUpperCase()) return false;
            return first === undefined || (first <= packet.port && packet.port <= (endPort ?? first));
          }))
      );
    }),
  );
}

/** What the policies at each end that is a pod make of a packet. */
export function endsInCluster(
  policies: readonly NetworkPolicy[],
  pods: (address: string) => Pod | undefined,
): (packet: Packet) => Verdict[] {
  return (packet) =>
    (['egress', 'ingress'] as const).flatMap((direction) =>
      pods(direction === 'egress' ? packet.source : packet.destination)
        ? [allows(policies, direction, packet, pods) ? 'passed' : 'dropped']
        : [],
    );
}

export function decideInCluster(
  policies: readonly NetworkPolicy[],
  pods: (address: string) => Pod | undefined,
): (packet: Packet) => Verdict {
  const ends = endsInCluster(policies, pods);
  return (packet) => {
    const verdicts = ends(packet);
    // So that no namespace relies on the policies of another.
    assert.ok(
      verdicts.every((v) => v === verdicts[0]),
      `${JSON.stringify(packet)}: the two ends decide differently`,
    );
    return verdicts[0] ?? 'dropped';
  };
}
