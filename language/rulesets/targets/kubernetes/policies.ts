import { type AddressSet, ALL_IPV4, ALL_IPV6, ofFamily } from '../../../model/addresses.ts';
import { cidrBlocks } from '../../../model/cidr-blocks.ts';
import { ANY_SERVICE, portSpans, protocolsOf, type ServiceSet } from '../../../model/services.ts';
import { NameTable } from '../../names.ts';
import type { RuleEntry, RuleSet } from '../../rule-set.ts';
import { Cluster, COMPONENT_LABEL, type Located, NAMESPACE_LABEL, type Pods } from './pods.ts';

interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly { readonly key: string; readonly operator: 'In'; readonly values: readonly string[] }[];
}

export interface Peer {
  readonly namespaceSelector?: Selector;
  readonly podSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string; readonly except?: readonly string[] };
}

export interface Port {
  readonly protocol: 'TCP' | 'UDP' | 'SCTP';
  readonly port?: number;
  readonly endPort?: number;
}

/** One rule of a policy; without peers it is about everyone, without ports about all traffic. */
export interface PolicyRule {
  /** Nothing for the rule that leaves a zone as it is. */
  readonly entry: RuleEntry | undefined;
  readonly peers?: readonly Peer[];
  readonly ports?: readonly Port[];
}

export interface Policy {
  readonly name: string;
  readonly namespace: string;
  readonly selector: Selector;
  /** Set for the policies of rules that are to end, which are separate so that they can be deleted. */
  readonly phase: string | undefined;
  readonly until: string | undefined;
  readonly ingress: PolicyRule[];
  readonly egress: PolicyRule[];
}

const POLICY_NAMES = { most: 63, refused: /[^a-z0-9]+/, joint: '-' } as const;

function selecting(key: string, values: readonly string[]): Selector {
  return values.length === 1 ? { matchLabels: { [key]: values[0]! } } : { matchExpressions: [{ key, operator: 'In', values }] };
}

/** Undefined for every service; none for what has no form here. */
function portsOf(services: ServiceSet): Port[] | undefined {
  if (services.equals(ANY_SERVICE)) return undefined;
  const ports = (['tcp', 'udp'] as const).flatMap((transport) =>
    portSpans(services, transport).map(({ from, to }): Port => {
      const protocol = transport === 'tcp' ? 'TCP' : 'UDP';
      // Ports begin at 1.
      const port = Math.max(from, 1);
      if (port === 1 && to === 65535) return { protocol };
      return to > port ? { protocol, port, endPort: to } : { protocol, port };
    }),
  );
  // Without a port it is all of them.
  return protocolsOf(services).includes(SCTP) ? [...ports, { protocol: 'SCTP' }] : ports;
}

/** The one protocol that a policy can name besides tcp and udp. */
export const SCTP = 132;

/** Networks outside of the cluster; where they are nearly everything, everything but the rest. */
function blocksOf(outside: AddressSet): Peer[] {
  return ([4, 6] as const).flatMap((family): Peer[] => {
    const own = ofFamily(outside, family);
    const blocks = cidrBlocks(own, family);
    const except = cidrBlocks((family === 4 ? ALL_IPV4 : ALL_IPV6).subtract(own), family);
    if (blocks.length <= except.length + 1) return blocks.map((cidr) => ({ ipBlock: { cidr } }));
    return [{ ipBlock: { cidr: family === 4 ? '0.0.0.0/0' : '::/0', except } }];
  });
}

/** The policies of a rule set, by namespace: one for all pods of it, then one for each component that rules name. */
export class Policies {
  readonly cluster: Cluster;
  private readonly byKey = new Map<string, Policy>();
  private readonly names = new Map<string, NameTable>();

  constructor(ruleSet: RuleSet) {
    this.cluster = new Cluster(ruleSet);
    for (const zone of this.cluster.zones) {
      const own: PolicyRule = { entry: undefined, peers: [{ podSelector: {} }] };
      const policy = this.policyFor({ zone, components: undefined }, undefined)[0]!;
      policy.ingress.push(own);
      policy.egress.push(own);
    }
    for (const entry of ruleSet.entries) if (entry.action === 'allow') this.add(entry);
  }

  get policies(): Policy[] {
    const order = new Map(this.cluster.zones.map((z, n) => [this.cluster.namespaceOf(z), n]));
    const rank = (p: Policy): number => 2 * order.get(p.namespace)! + ((p.phase ?? p.until) ? 1 : 0);
    return [...this.byKey.values()].sort((a, b) => rank(a) - rank(b));
  }

  private add(entry: RuleEntry): void {
    const ports = portsOf(entry.services);
    // An empty list would be all ports.
    if (ports && !ports.length) return;
    const rule = (peers: readonly Peer[] | undefined): PolicyRule => ({
      entry,
      ...(peers ? { peers } : {}),
      ...(ports ? { ports } : {}),
    });
    const [sources, destinations] = [this.cluster.locate(entry.sources), this.cluster.locate(entry.destinations)];
    for (const [direction, subjects, others] of [
      ['ingress', destinations, sources],
      ['egress', sources, destinations],
    ] as const)
      for (const pods of subjects.pods) {
        const peers = others.any ? undefined : this.peersOf(others, pods);
        // An empty list would be everyone.
        if (peers && !peers.length) continue;
        for (const policy of this.policyFor(pods, entry)) policy[direction].push(rule(peers));
      }
  }

  /** Those at the other end, without the namespace itself: what stays in it is allowed. */
  private peersOf({ pods, outside }: Located, own: Pods): Peer[] {
    const others = pods.filter((p) => p.zone !== own.zone);
    const whole = others.filter((p) => !p.components).map((p) => this.cluster.namespaceOf(p.zone));
    const peers: Peer[] = whole.length ? [{ namespaceSelector: selecting(NAMESPACE_LABEL, whole) }] : [];
    for (const { zone, components } of others)
      if (components)
        peers.push({
          namespaceSelector: selecting(NAMESPACE_LABEL, [this.cluster.namespaceOf(zone)]),
          podSelector: selecting(
            COMPONENT_LABEL,
            components.map((c) => this.cluster.labelOf(c)),
          ),
        });
    return [...peers, ...blocksOf(outside)];
  }

  private policyFor({ zone, components }: Pods, entry: RuleEntry | undefined): Policy[] {
    const namespace = this.cluster.namespaceOf(zone);
    const { phase, until } = entry ?? { phase: undefined, until: undefined };
    const labels = components?.map((c) => this.cluster.labelOf(c)) ?? [undefined];
    return labels.map((label) => {
      const key = JSON.stringify([namespace, label, phase, until]);
      const known = this.byKey.get(key);
      if (known) return known;
      const ending = `${phase ? `-${phase}` : ''}${until ? `-until-${until}` : ''}`;
      const policy: Policy = {
        name: this.nameIn(namespace, `segplan-${label ?? 'all-pods'}${ending}`, key),
        namespace,
        selector: label === undefined ? {} : selecting(COMPONENT_LABEL, [label]),
        phase,
        until,
        ingress: [],
        egress: [],
      };
      this.byKey.set(key, policy);
      return policy;
    });
  }

  private nameIn(namespace: string, label: string, key: string): string {
    const names = this.names.get(namespace) ?? new NameTable(POLICY_NAMES);
    this.names.set(namespace, names);
    return names.name(label.toLowerCase(), key);
  }
}
