import { ANYWHERE } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import type { Transport } from '../../../../model/services.ts';
import { itemsAt, type JsonNode, noteOthers, textAt } from '../../../../running/forms/json.ts';
import { type LineBook, shorten } from '../../../../running/lines.ts';
import {
  type AddressMatch,
  ANY_ADDRESS,
  ANY_SERVICES,
  anyOf,
  exactly,
  perhaps,
  rulesOf,
  type ServiceMatch,
} from '../../../../running/matches.ts';
import { portsOf, protocolOf, readAddresses, readPorts } from '../../../../running/parts.ts';
import type { RunningRule } from '../../../../running/running.ts';
import { SCTP } from '../policies.ts';
import { type ClusterFile, isEverything, isUnderstood } from './cluster.ts';

export type Way = 'ingress' | 'egress';

/** What the policies of one namespace say of one way. */
export interface WayRules {
  readonly permits: RunningRule[];
  /** What no rule of a policy permits is closed for those that it selects. */
  readonly denies: RunningRule[];
}

/** Pods, as a rule says which: by the namespace that they are in, or by their addresses. */
interface Pods {
  readonly places?: ReadonlySet<string>;
  readonly addresses: AddressMatch;
  readonly condition?: string;
  /** The namespaces and the selector that say which they are, where these are known as a whole. */
  readonly of?: { readonly namespaces: readonly string[]; readonly selector: JsonNode | undefined };
}

const NO_PODS = 'which pods it selects the file does not say (kubectl get networkpolicies,pods,namespaces -A -o yaml has them)';
const TOO_MANY_PODS = 'so many selectors ask for so many pods that which of them it selects is not looked at';

/** Reads one policy. @returns its rules for each way that it is about */
export function readPolicy(policy: JsonNode, cluster: ClusterFile, book: LineBook): ReadonlyMap<Way, WayRules> {
  const spec = policy.members.get('spec');
  const [name, namespace] = [textAt(policy, 'metadata', 'name') ?? '', namespaceOf(policy)];
  const result = new Map<Way, WayRules>();
  if (!spec) {
    book.unknown(policy.line, 'a policy without a spec', 'whom it closes off is not known');
    return result;
  }
  book.modeled(spec.line, spec.last);
  noteOthers(spec, new Set(['podSelector', 'policyTypes', 'ingress', 'egress']), 'policy', book);
  const subject = podsOf(namespace, spec.members.get('podSelector'), cluster, book);
  const types = itemsAt(spec, 'policyTypes').map(({ text }) => text.toLowerCase());
  for (const way of ['ingress', 'egress'] as const) {
    // Without types each policy is about what comes in, and about what goes out where it has rules for that.
    if (types.length ? !types.includes(way) : way === 'egress' && !itemsAt(spec, 'egress').length) continue;
    const permits = itemsAt(spec, way).flatMap((rule) => {
      const base = { name: shorten(`${namespace}/${name}`), line: rule.line };
      noteOthers(rule, new Set(['ports', way === 'ingress' ? 'from' : 'to']), 'rule', book);
      const ports = itemsAt(rule, 'ports');
      const peers = itemsAt(rule, way === 'ingress' ? 'from' : 'to');
      const others: Pods[] = peers.length
        ? peers.flatMap((peer) => peersOf(peer, namespace, cluster, book))
        : [{ addresses: ANY_ADDRESS }];
      return others.flatMap((other) =>
        portRules(ports, way === 'ingress' ? subject : other, cluster, book).flatMap(({ services, pods }) =>
          ruleOf(way, 'permit', way === 'ingress' ? pods : subject, way === 'ingress' ? other : pods, services, {
            ...base,
            text: textOf(way, namespace, name, rule),
          }),
        ),
      );
    });
    const text = `policy ${namespace}/${name}: ${way} is closed but for what policies permit`;
    const denies = ruleOf(way, 'deny', subject, { addresses: ANY_ADDRESS }, ANY_SERVICES, {
      name: shorten(`${namespace}/${name}`),
      line: policy.line,
      text,
    });
    // What several policies close is closed by each: nobody takes a rule away for that, but for a policy that does nothing else.
    result.set(way, { permits, denies: permits.length ? denies.map((deny) => ({ ...deny, isImplied: true as const })) : denies });
  }
  return result;
}

/** The namespace of an object; what has none is in the one that is called so. */
export function namespaceOf(node: JsonNode): string {
  return textAt(node, 'metadata', 'namespace') ?? 'default';
}

function ruleOf(
  way: Way,
  action: 'permit' | 'deny',
  subject: Pods,
  other: Pods,
  services: ServiceMatch,
  base: { readonly name: string; readonly line: number; readonly text: string },
): RunningRule[] {
  const isIn = way === 'ingress';
  const conditions = [subject.condition, other.condition].filter((each) => each !== undefined);
  return rulesOf({
    ...base,
    action,
    sources: (isIn ? other : subject).addresses,
    destinations: (isIn ? subject : other).addresses,
    services,
    condition: conditions.length ? [...new Set(conditions)].join('; ') : undefined,
    ...(other.places && (isIn ? { from: other.places } : { to: other.places })),
    ...(subject.places && (isIn ? { to: subject.places } : { from: subject.places })),
  });
}

/**
 * The ports of a rule, and the pods that are reached on them: what a name stands for each pod says by itself.
 * @param pods those that the rule lets be reached
 */
function portRules(
  ports: readonly JsonNode[],
  pods: Pods,
  cluster: ClusterFile,
  book: LineBook,
): { services: ServiceMatch; pods: Pods }[] {
  const known = ports.map((port) => {
    const named = pods.of && namedPort(port);
    return named && cluster.numbersOf(pods.of!.namespaces, pods.of!.selector, named);
  });
  const plain = ports.filter((_, n) => !known[n]);
  return [
    ...(plain.length || !ports.length ? [{ services: servicesOf(plain, book), pods }] : []),
    ...ports.flatMap((port, n) =>
      [...(known[n] ?? [])].map(([number, addresses]) => ({
        services: exactly(portsOf(namedPort(port)!.transport, [{ from: number, to: number }])),
        pods: { addresses: exactly(addresses) },
      })),
    ),
  ];
}

/** A port that a policy says by its name, and nothing besides. */
function namedPort(port: JsonNode): { name: string; transport: Transport } | undefined {
  const [name, protocol] = [textAt(port, 'port'), (textAt(port, 'protocol') ?? 'TCP').toLowerCase()];
  const isKnown = [...port.members.keys()].every((key) => key === 'port' || key === 'protocol');
  if (!isKnown || name === undefined || readPorts(name)) return undefined;
  return protocol === 'tcp' || protocol === 'udp' ? { name, transport: protocol } : undefined;
}

/** The pods that a policy is about: all of its namespace, whatever addresses they have, or some. */
function podsOf(namespace: string, selector: JsonNode | undefined, cluster: ClusterFile, book: LineBook): Pods {
  if (isEverything(selector)) return { addresses: ANY_ADDRESS, of: { namespaces: [namespace], selector: undefined } };
  return selected([namespace], selector!, cluster, book);
}

/** Pods of some namespaces by their labels. */
function selected(namespaces: readonly string[], selector: JsonNode, cluster: ClusterFile, book: LineBook): Pods {
  if (!isUnderstood(selector)) {
    book.unknown(selector.line, 'a selector', 'which pods it selects is not known', selector.last);
    return { addresses: ANY_ADDRESS, condition: 'it has a selector that nobody knows here' };
  }
  // Without pods a component of a plan is found by the label that it has in rule sets of plans.
  const components = cluster.hasPods ? undefined : cluster.componentsOf(namespaces, selector);
  if (components) return { addresses: ANY_ADDRESS, places: components };
  const known = cluster.hasPods ? namespaces.map((each) => cluster.addressesOf(each, selector)) : [undefined];
  if (known.includes(undefined)) return { addresses: ANY_ADDRESS, condition: cluster.hasPods ? TOO_MANY_PODS : NO_PODS };
  return { addresses: exactly(IntervalSet.unionAll(known.map((each) => each!))), of: { namespaces, selector } };
}

const PEER: ReadonlySet<string> = new Set(['ipBlock', 'namespaceSelector', 'podSelector']);

/** Who is at the other end. */
function peersOf(peer: JsonNode, namespace: string, cluster: ClusterFile, book: LineBook): Pods[] {
  const strange = noteOthers(peer, PEER, 'peer', book);
  if (strange !== undefined) return [{ addresses: ANY_ADDRESS, condition: strange }];
  // A member without anything (`{}`) is everything here, and one that is null is not there.
  const members = new Map([...peer.members].filter(([, { kind, text }]) => kind !== 'word' || text !== 'null'));
  const block = members.get('ipBlock');
  if (!members.size || [...members.keys()].some((key) => !PEER.has(key)) || (block && members.size > 1)) {
    book.unknown(peer.line, 'a peer', 'who it is can not be read', peer.last);
    return [{ addresses: ANY_ADDRESS, condition: 'who is at the other end can not be read' }];
  }
  if (block) return [{ addresses: blockOf(block, book) }];
  const [ofNamespaces, ofPods] = [members.get('namespaceSelector'), members.get('podSelector')];
  if (!isUnderstood(ofNamespaces)) {
    book.unknown(ofNamespaces!.line, 'a selector', 'which namespaces it selects is not known', ofNamespaces!.last);
    return [{ addresses: ANY_ADDRESS, condition: 'it has a selector that nobody knows here' }];
  }
  const { sure, maybe } = ofNamespaces ? cluster.namespacesOf(ofNamespaces) : { sure: [namespace], maybe: false };
  const result: Pods[] = [];
  if (sure.length && isEverything(ofPods))
    result.push({ addresses: ANY_ADDRESS, places: new Set(sure), of: { namespaces: sure, selector: undefined } });
  else if (sure.length) {
    const pods = selected(sure, ofPods!, cluster, book);
    // Pods that nobody knows are in their namespaces at least.
    result.push(pods.condition === undefined ? pods : { ...pods, places: new Set(sure) });
  }
  if (maybe) result.push({ addresses: ANY_ADDRESS, condition: 'which namespaces it selects the file does not say' });
  return result;
}

function blockOf(block: JsonNode, book: LineBook): AddressMatch {
  const set = readAddresses(textAt(block, 'cidr') ?? '');
  const except = itemsAt(block, 'except').map(({ text }) => readAddresses(text));
  const strange = noteOthers(block, new Set(['cidr', 'except']), 'ipBlock', book);
  if (set && strange === undefined && !except.includes(undefined))
    return exactly(set.subtract(IntervalSet.unionAll(except.map((each) => each!))));
  if (strange === undefined) book.unknown(block.line, 'ipBlock', 'its addresses can not be read', block.last);
  return perhaps(set ?? ANYWHERE, 'its addresses can not be read');
}

/** Ports; all traffic where there are none. */
function servicesOf(ports: readonly JsonNode[], book: LineBook): ServiceMatch {
  return ports.length ? anyOf(ports.map((port) => portOf(port, book))) : ANY_SERVICES;
}

function portOf(node: JsonNode, book: LineBook): ServiceMatch {
  const strange = noteOthers(node, new Set(['protocol', 'port', 'endPort']), 'port', book);
  const protocol = (textAt(node, 'protocol') ?? 'TCP').toUpperCase();
  const [port, end] = [textAt(node, 'port'), textAt(node, 'endPort')];
  if (protocol === 'SCTP') {
    const all = protocolOf(SCTP);
    return port === undefined ? exactly(all) : perhaps(all, 'it is about one port of sctp');
  }
  if (protocol !== 'TCP' && protocol !== 'UDP') {
    book.unknown(node.line, 'a protocol', 'which traffic it permits is not known', node.last);
    return perhaps(ANY_SERVICES.sure, 'it names a protocol that nobody knows here');
  }
  const transport = protocol.toLowerCase() as Transport;
  const span = port === undefined ? undefined : readPorts(end === undefined ? port : `${port}-${end}`);
  if (strange !== undefined) return perhaps(portsOf(transport), strange);
  if (port === undefined) return exactly(portsOf(transport));
  return span
    ? exactly(portsOf(transport, [span]))
    : perhaps(portsOf(transport), 'which number the port of that name has is known to its pods alone');
}

/** A rule on one line. */
function textOf(way: Way, namespace: string, name: string, rule: JsonNode): string {
  const ports = itemsAt(rule, 'ports').slice(0, 8);
  const told = ports.map((each) => [textAt(each, 'protocol') ?? 'TCP', textAt(each, 'port') ?? 'any', textAt(each, 'endPort')]);
  const peers = itemsAt(rule, way === 'ingress' ? 'from' : 'to');
  const blocks = peers.slice(0, 8).map((peer) => textAt(peer, 'ipBlock', 'cidr') ?? 'pods by their labels');
  return [
    `policy ${namespace}/${name}: ${way === 'ingress' ? 'from' : 'to'} ${blocks.join(', ') || 'anywhere'}${peers.length > 8 ? ', …' : ''}`,
    `ports ${told.map(([protocol, from, to]) => `${protocol} ${from}${to ? `-${to}` : ''}`).join(', ') || 'any'}`,
  ].join(' ');
}
