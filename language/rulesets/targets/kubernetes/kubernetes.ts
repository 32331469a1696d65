import { formatAddresses } from '../../../model/addresses.ts';
import { unseen } from '../../cloud/zone-ends.ts';
import { NameTable } from '../../names.ts';
import type { RuleSet } from '../../rule-set.ts';
import { goneRules, without } from '../../since.ts';
import type { OutputFile, Target, TargetProblem } from '../../target.ts';
import { phasesText } from '../../text.ts';
import { manifests, mentions } from './manifests.ts';
import { Cluster, COMPONENT_LABEL } from './pods.ts';
import { Policies, type Policy, SCTP } from './policies.ts';

/** The value of the label that all policies of a plan carry. */
function planLabel(baseName: string): string {
  return new NameTable({ most: 63, refused: /[^A-Za-z0-9]+/, joint: '-', prefix: 'plan' }).name(baseName);
}

function headerOf(ruleSet: RuleSet, baseName: string, cluster: Cluster): string[] {
  const plan = planLabel(baseName);
  const zones = cluster.zones.map((z) => cluster.namespaceOf(z)).join(', ') || 'none';
  return [
    `Made by Segplan from ${ruleSet.plan}: ${ruleSet.title}`,
    phasesText(ruleSet.phases),
    `Namespaces that the cluster needs beforehand: ${zones}`,
    `Pods carry the label ${COMPONENT_LABEL} with the name of their component.`,
    ...renamed(ruleSet, cluster).map(({ what, name }) => `${what} is called ${name}.`),
    'To load it, and to delete the policies of this plan that are no longer in it:',
    `kubectl apply --prune --prune-allowlist=networking.k8s.io/v1/NetworkPolicy -l segplan/plan=${plan} -f <this file>`,
    'To see first what changes: kubectl diff -f <this file>. The way back: load the file of before, or',
    `kubectl delete networkpolicies -A -l segplan/plan=${plan}, after which these namespaces are open.`,
    'Requests to the DNS of the cluster leave a namespace like any other traffic, and are denied unless a rule allows them.',
  ];
}

/**
 * The policies that close the namespaces of zones that a plan no longer has. Without any, they would be open to all; and pruning looks only
 * into namespaces that the file names.
 */
function leftNamespaces(policies: readonly Policy[], older: readonly RuleSet[]): Policy[] {
  return without(
    older.map((each) => new Policies({ ...each, entries: [] }).policies),
    policies.filter((policy) => !policy.phase && !policy.until),
    ({ namespace }) => namespace,
  );
}

function sinceNotes(ruleSet: RuleSet, older: readonly RuleSet[], left: readonly Policy[]): string[] {
  return [
    ...(older.length ? goneRules([ruleSet], older).map((rule) => `Takes away ${rule}`) : []),
    ...left.map(
      ({ namespace, name }) =>
        `The plan has no zone for the namespace ${namespace} any more: its policy ${name} closes it, until you delete that.`,
    ),
  ];
}

/** Zones and components whose names are no names of Kubernetes. */
function renamed(ruleSet: RuleSet, cluster: Cluster): { what: string; name: string }[] {
  const zones = cluster.zones.map((zone) => ({
    what: `The namespace of ${zone.name}`,
    plain: zone.name,
    name: cluster.namespaceOf(zone),
  }));
  const inside = new Set(cluster.zones.map((z) => z.name));
  const components = ruleSet.components
    .filter((c) => inside.has(c.zone))
    .map((c) => ({ what: `The label of ${c.name}`, plain: c.name, name: cluster.labelOf(c) }));
  return [...zones, ...components].filter((each) => each.name !== each.plain);
}

/** NetworkPolicies: one for all pods of a namespace, which denies by default, and one for each component that rules name. */
export const kubernetes = {
  name: 'kubernetes',
  title: 'Kubernetes NetworkPolicy',
  description:
    'Network policies for plans whose components run as pods: a zone is a namespace, a component a label; loaded with kubectl apply.',
  languageId: 'yaml',
  capabilities: {
    ipv6: true,
    hostNames: 'none',
    deny: false,
    expiry: 'none',
    change: 'since',
    icmp: 'none',
    otherProtocols: 'whole',
    protocols: { only: [SCTP] },
    sourcePorts: false,
    commentBytes: 1000,
    nameLength: 63,
    notes: [
      'A zone that is not external is a namespace of its name; what runs outside of the cluster belongs into an external zone, and is matched by its addresses.',
      'The subnets of a zone are the addresses of its pods: where the outside is nearly everything, it is written as everything but these subnets.',
      'Pods are selected by the label segplan/component, not by addresses: a rule has to name zones or whole components on both sides.',
      'A component is a pod of the zone where it stands; what it has in other zones besides (also at … in …) no policy is about, which is told.',
      'Inside of a namespace everything stays allowed; between namespaces, and to and from the outside, only what the plan allows.',
      'Requests to the DNS of the cluster are denied like everything else: give the plan a rule for them, or add a policy of your own.',
      'Network policies have to be put into effect by the network plugin; ranges of ports (endPort) need Kubernetes 1.25.',
      'Traffic between a pod and its own node is always allowed, and pods in the network of their node are not covered.',
      'Rules of a phase or with an end date are policies of their own, which the second file deletes.',
      'kubectl apply --prune deletes what the plan no longer has, in the namespaces of its zones; with --since those of zones that it no longer has are closed as well.',
    ],
  },
  scopes: ['network'],
  atHosts: true,
  emit(ruleSet: RuleSet, baseName: string, older: readonly RuleSet[] = []): OutputFile[] {
    const { cluster, policies } = new Policies(ruleSet);
    const left = leftNamespaces(policies, older);
    const plan = planLabel(baseName);
    const passing = policies.filter((p) => p.phase !== undefined || p.until !== undefined);
    const header = [
      `Made by Segplan from ${ruleSet.plan}: deletes the policies of a phase or with an end date.`,
      'kubectl delete -f <this file>',
    ];
    return [
      {
        name: `${baseName}.networkpolicy.yaml`,
        text: manifests(
          [...headerOf(ruleSet, baseName, cluster), ...sinceNotes(ruleSet, older, left)],
          [...policies, ...left],
          plan,
        ),
      },
      ...(passing.length
        ? [{ apart: true as const, name: `${baseName}.remove.networkpolicy.yaml`, text: mentions(header, passing) }]
        : []),
    ];
  },
  problems(ruleSet: RuleSet): TargetProblem[] {
    const cluster = new Cluster(ruleSet);
    return [
      ...unselected(ruleSet, cluster),
      ...secondNetworks(ruleSet, cluster),
      ...unseen(ruleSet, 'network policies'),
      ...renamed(ruleSet, cluster).map(
        ({ what, name }): TargetProblem => ({
          level: 'warning',
          message: `kubernetes: ${what} has to be ${name}, since its name in the plan is none.`,
        }),
      ),
    ];
  },
} satisfies Target;

function unselected(ruleSet: RuleSet, cluster: Cluster): TargetProblem[] {
  const allows = ruleSet.entries.filter((e) => e.action === 'allow');
  return allows.flatMap((entry) =>
    (['sources', 'destinations'] as const).flatMap((side): TargetProblem[] => {
      const end = cluster.locate(entry[side]);
      const addresses = formatAddresses(end.unselected);
      const shown = addresses.length > 3 ? `${addresses.slice(0, 3).join(', ')} and others` : addresses.join(', ');
      return [
        ...(addresses.length
          ? [
              `labels select zones and whole components, and ${shown}${leavings(entry.closedBy?.[side])} ${addresses.length > 1 ? 'are' : 'is'} neither; name the component${entry.closedBy?.[side].length ? 's that are allowed' : ''}.`,
            ]
          : []),
        ...cluster
          .shared(end)
          .map(
            ([one, other]) =>
              `${one.name} shares addresses with ${other.name}, and a pod has one label; give it addresses of its own.`,
          ),
      ].map((message) => ({ level: 'error', message: `kubernetes: ${message}`, line: entry.line }));
    }),
  );
}

/** Addresses that components have in zones besides their own: a pod is in one namespace, and policies are for its first network alone. */
function secondNetworks(ruleSet: RuleSet, cluster: Cluster): TargetProblem[] {
  const namespaces = new Set(cluster.zones.map((zone) => zone.name));
  return ruleSet.components.flatMap(({ name, legs = [] }) =>
    legs
      .filter((leg) => namespaces.has(leg.zone))
      .map(({ zone, addresses }): TargetProblem => {
        const message = `kubernetes: ${name} has ${formatAddresses(addresses).join(', ')} in ${zone} besides, and a pod is in one namespace alone: no policy is about it there. Where a pod of its own has that address, make it a component of its own in ${zone}; else filter that network by other means.`;
        return { level: 'warning', message };
      }),
  );
}

/** A network policy can't deny, so that addresses may be what denies leave of a zone or a component. */
function leavings(denies: readonly number[] = []): string {
  const [line, ...more] = denies;
  if (line === undefined) return '';
  const where = more.length ? `denies on lines ${denies.join(', ')} leave` : `deny on line ${line} leaves`;
  return `, which the ${where} of this allow,`;
}
