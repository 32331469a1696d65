import { formatAddresses } from '../../language/model/addresses.ts';
import { cidrBlocks } from '../../language/model/cidr-blocks.ts';
import { heldBy } from '../../language/rulesets/generate.ts';
import { buildHostRuleSets } from '../../language/rulesets/host-rule-set.ts';
import { limits } from '../../language/rulesets/limits.ts';
import type { RuleSet } from '../../language/rulesets/rule-set.ts';
import { awsSg } from '../../language/rulesets/targets/aws-sg/aws-sg.ts';
import { azureNsg } from '../../language/rulesets/targets/azure-nsg/azure-nsg.ts';
import { gcp } from '../../language/rulesets/targets/gcp/gcp.ts';
import { kubernetes } from '../../language/rulesets/targets/kubernetes/kubernetes.ts';
import { windowsFirewall } from '../../language/rulesets/targets/windows-firewall/windows-firewall.ts';
import { byZonePair, type PlaceOfTraffic } from '../../language/rulesets/zone-traffic.ts';
import { addressIn } from '../rulesets/address-in.ts';
import type { Packet } from '../rulesets/evaluator.ts';
import { filesOf } from '../rulesets/host-proof.ts';
import { type AwsGroup, type AwsRule, evaluateGroups as evaluateAws, readTerraform } from '../rulesets/readers/aws.ts';
import { type AzureGroup, type AzureRule, evaluateGroups as evaluateAzure, readTemplate } from '../rulesets/readers/azure.ts';
import { isSeen } from '../rulesets/readers/cloud.ts';
import { type FirewallRule, firewallRules, insideOf, matching } from '../rulesets/readers/gcp.ts';
import { endsInCluster, type NetworkPolicy, networkPolicies, podsOf } from '../rulesets/readers/kubernetes.ts';
import { decideWindows, readScript, type WindowsRule } from '../rulesets/readers/windows-firewall.ts';
import type { Verdict } from '../rulesets/readers.ts';
import { loadPlan } from '../support/language.ts';
import { collected, collectedOf, toldByAws, toldByAzure, toldByGoogle } from './as-told.ts';
import { type Ends, loads, provesAtEnds } from './at-ends-drift.ts';

/** The ends of a packet that one of some firewalls stands at, and what that makes of it. */
const endsOf =
  <G>(
    groups: readonly G[],
    networks: (group: G) => readonly string[],
    decides: (group: G) => (packet: Packet) => Verdict,
  ): Ends =>
  (packet) =>
    groups.flatMap((group) =>
      [packet.source, packet.destination].some((address) => addressIn(address, networks(group))) ? [decides(group)(packet)] : [],
    );

/** The single addresses that components of a plan have. */
function machinesOf({ components }: RuleSet): string[] {
  const all = components.flatMap(({ addresses }) => formatAddresses(addresses));
  return [...new Set(all)].filter((text) => /^[\d.]+$|^[\da-f:]*:[\da-f:]*$/.test(text));
}

interface InGroup {
  readonly group: AwsGroup;
  readonly direction: 'ingress' | 'egress';
  readonly rule: AwsRule;
}

provesAtEnds<InGroup>({
  name: 'aws-sg',
  load: loads(
    awsSg,
    (files, ruleSet) => {
      const groups = readTerraform(files[0]!.text);
      const machines = machinesOf(ruleSet);
      const isInside = ({ description }: AwsRule): boolean => description.startsWith('Inside of zone');
      const made = (rules: readonly InGroup[]): AwsGroup[] =>
        groups.map((group) => {
          const of = (direction: InGroup['direction']): AwsRule[] => [
            ...group[direction].filter(isInside),
            ...rules.filter((each) => each.group === group && each.direction === direction).map(({ rule }) => rule),
          ];
          return { ...group, ingress: of('ingress'), egress: of('egress') };
        });
      return {
        rules: groups.flatMap((group) =>
          (['ingress', 'egress'] as const).flatMap((direction) =>
            group[direction].filter((rule) => !isInside(rule)).map((rule) => ({ group, direction, rule })),
          ),
        ),
        told: (rules) => toldByAws(made(rules), machines),
        ends: (rules) => {
          const own = made(rules);
          const at = (address: string): AwsGroup[] => own.filter(({ addresses }) => addressIn(address, addresses));
          return (packet) =>
            [packet.source, packet.destination].flatMap((address) => {
              const here = at(address).map((group) => ({ ...group, addresses: [address] }));
              // Nothing else in the zones has an interface.
              return here.length && machines.includes(address) ? [evaluateAws(here)(packet)] : [];
            });
        },
      };
    },
    isSeen,
  ),
  changes: {
    'a rule for every service': ({ rule: { from: _, to: __, ...rule }, ...each }) =>
      rule.protocol === '-1' ? undefined : { ...each, rule: { ...rule, protocol: '-1', from: undefined, to: undefined } },
    'a rule for every address': ({ rule, ...each }) => ({
      ...each,
      rule: { ...rule, cidr: rule.cidr.includes(':') ? '::/0' : '0.0.0.0/0' },
    }),
  },
});

interface InNsg {
  readonly group: string;
  readonly rule: AzureRule;
}

provesAtEnds<InNsg>({
  name: 'azure-nsg',
  load: loads(
    azureNsg,
    (files) => {
      const { text } = files.find(({ name }) => name.endsWith('.json'))!;
      const groups = readTemplate(text);
      /** What every group has: its own zone, and an end of everything, without which the virtual network is open, whatever that is. */
      const isFixed = ({ name, properties: p }: AzureRule): boolean =>
        /^(in|out)-allow-inside-zone/.test(name) || (p.access === 'Deny' && p.protocol === '*' && p.destinationPortRange === '*');
      const made = (rules: readonly InNsg[]): AzureGroup[] =>
        groups.map((group) => ({
          ...group,
          rules: [...group.rules.filter(isFixed), ...rules.flatMap((each) => (each.group === group.name ? [each.rule] : []))],
        }));
      const subnetsOf = ({ rules }: AzureGroup): readonly string[] =>
        rules
          .filter(({ name }) => name.startsWith('in-allow-inside-zone'))
          .flatMap(({ properties: p }) => (p.destinationAddressPrefixes ?? p.destinationAddressPrefix) as string);
      return {
        rules: groups.flatMap(({ name, rules }) => rules.filter((rule) => !isFixed(rule)).map((rule) => ({ group: name, rule }))),
        told: (rules) => {
          const template = JSON.parse(text) as { resources: { name: string; properties: { securityRules: AzureRule[] } }[] };
          for (const resource of template.resources)
            resource.properties.securityRules = [...made(rules).find(({ name }) => name === resource.name)!.rules];
          return toldByAzure(JSON.stringify(template));
        },
        ends: (rules) => endsOf(made(rules), subnetsOf, (group) => evaluateAzure([group])),
      };
    },
    isSeen,
  ),
  changes: {
    'a rule with the other verdict': ({ group, rule }) => ({
      group,
      rule: { ...rule, properties: { ...rule.properties, access: rule.properties.access === 'Allow' ? 'Deny' : 'Allow' } },
    }),
    'a rule for every service': ({ group, rule: { name, properties } }) => {
      const { destinationPortRanges: _, sourcePortRanges: __, ...rest } = properties;
      const rule = { name, properties: { ...rest, protocol: '*', destinationPortRange: '*', sourcePortRange: '*' } };
      return properties.protocol === '*' ? undefined : { group, rule };
    },
  },
  order: {
    of: ({ rule }) => rule.properties.priority as number,
    at: ({ group, rule }, priority) => ({ group, rule: { ...rule, properties: { ...rule.properties, priority } } }),
    areNear: (one, other) =>
      one.group === other.group &&
      one.rule.properties.direction === other.rule.properties.direction &&
      one.rule.properties.access !== other.rule.properties.access,
  },
});

type GoogleRule = FirewallRule & { readonly disabled?: boolean };

/** Of the rules with the lowest number a deny wins; where none matches, what a network lets come and go by itself. */
function decideAt(rules: readonly GoogleRule[], packet: Packet, direction: FirewallRule['direction']): Verdict {
  const hits = matching(
    rules.filter(({ disabled }) => !disabled),
    packet,
    direction,
  );
  if (!hits.length) return direction === 'EGRESS' ? 'passed' : 'dropped';
  const first = Math.min(...hits.map(({ priority }) => priority));
  return hits.some(({ priority, deny }) => priority === first && deny) ? 'dropped' : 'passed';
}

provesAtEnds<GoogleRule>({
  name: 'gcp',
  load: loads(
    gcp,
    (files, ruleSet) => {
      const isInside = insideOf(ruleSet);
      const subnets = ruleSet.zones
        .filter(({ external }) => !external)
        .flatMap(({ addresses }) => [...cidrBlocks(addresses, 4), ...cidrBlocks(addresses, 6)]);
      return {
        rules: firewallRules(files),
        told: (rules) => toldByGoogle(rules, subnets),
        ends: (rules) => (packet) => [
          ...(isInside(packet.source) ? [decideAt(rules, packet, 'EGRESS')] : []),
          ...(isInside(packet.destination) ? [decideAt(rules, packet, 'INGRESS')] : []),
        ],
      };
    },
    (ruleSet) => {
      const isOutside = (place: PlaceOfTraffic): boolean => !place || place.external;
      const allows = ruleSet.entries.filter(({ action }) => action === 'allow');
      return !allows.some((entry) => byZonePair(entry, ruleSet).some(({ from, to }) => isOutside(from) && isOutside(to)));
    },
  ),
  changes: {
    'a rule disabled': (rule) => ({ ...rule, disabled: true }),
    'a rule with the other verdict': ({ allow, deny, ...rule }) => ({ ...rule, ...(allow ? { deny: allow } : { allow: deny! }) }),
    'a rule for every service': (rule) => {
      const all = [{ protocol: 'all' }];
      return { ...rule, ...(rule.allow ? { allow: all } : { deny: all }) };
    },
  },
  order: {
    of: ({ priority }) => priority,
    at: (rule, priority) => ({ ...rule, priority }),
    areNear: (one, other) => one.direction === other.direction && !one.allow !== !other.allow,
  },
});

/** The policy that closes a namespace, and opens it within itself. */
const ALL_PODS = 'segplan-all-pods';

interface InPolicy {
  readonly policy: string;
  readonly direction: 'ingress' | 'egress';
  readonly rule: NonNullable<NetworkPolicy['spec']['ingress']>[number];
}

const listed = (items: readonly object[]): string => JSON.stringify({ apiVersion: 'v1', kind: 'List', items }, undefined, 2);

/** The pods of a plan's components, as `kubectl get pods -A -o json` lists them. */
function podsIn({ components }: RuleSet, pods: ReturnType<typeof podsOf>): object[] {
  return components.flatMap(({ addresses }) => {
    const ips = formatAddresses(addresses).filter((text) => /^[\d.]+$|^[\da-f:]*:[\da-f:]*$/.test(text));
    const pod = ips.length ? pods(ips[0]!) : undefined;
    if (!pod) return [];
    return [{ apiVersion: 'v1', kind: 'Pod', metadata: pod, status: { podIPs: ips.map((ip) => ({ ip })) } }];
  });
}

provesAtEnds<InPolicy>({
  name: 'kubernetes',
  load: loads(
    kubernetes,
    ([file], ruleSet) => {
      const policies = networkPolicies(file!.text);
      const pods = podsOf(ruleSet, file!.text);
      const keyOf = ({ metadata: m }: NetworkPolicy): string => `${m.namespace}/${m.name}`;
      const made = (rules: readonly InPolicy[]): NetworkPolicy[] =>
        policies.map((policy) => {
          const of = (direction: InPolicy['direction']): InPolicy['rule'][] =>
            policy.metadata.name === ALL_PODS
              ? [...policy.spec[direction]!]
              : rules.filter((each) => each.policy === keyOf(policy) && each.direction === direction).map(({ rule }) => rule);
          const { policyTypes } = policy.spec;
          return {
            ...policy,
            spec: {
              ...policy.spec,
              ...(policyTypes.includes('Ingress') && { ingress: of('ingress') }),
              ...(policyTypes.includes('Egress') && { egress: of('egress') }),
            },
          };
        });
      return {
        rules: policies.flatMap((policy) =>
          (['ingress', 'egress'] as const).flatMap((direction) =>
            policy.metadata.name === ALL_PODS
              ? []
              : (policy.spec[direction] ?? []).map((rule) => ({ policy: keyOf(policy), direction, rule })),
          ),
        ),
        told: (rules) => listed(made(rules)),
        toldWhole: (rules) => listed([...made(rules), ...podsIn(ruleSet, pods)]),
        ends: (rules) => endsInCluster(made(rules), pods),
      };
    },
    (ruleSet) => {
      const isOutside = (place: PlaceOfTraffic): boolean => !place || place.external;
      return !ruleSet.entries.some((e) => byZonePair(e, ruleSet).some((t) => isOutside(t.from) && isOutside(t.to)));
    },
  ),
  changes: {
    'a rule for every service': ({ rule: { ports, ...rule }, ...each }) => (ports ? { ...each, rule } : undefined),
    'a rule for every peer': ({ rule, ...each }) => ({ ...each, rule: rule.ports ? { ports: rule.ports } : {} }),
  },
});

type HostRule = WindowsRule & { readonly disabled?: boolean };

provesAtEnds<HostRule>({
  name: 'windows-firewall',
  async load(text) {
    const { document, services } = await loadPlan(text);
    const root = document.parseResult.value;
    const analysis = services.segplan.Plans.analysis(root);
    const sets = buildHostRuleSets(analysis).map((set) => heldBy(windowsFirewall, set));
    if (/ at "/.test(text) || sets.some(({ entries }) => limits(entries, windowsFirewall).some(({ level }) => level === 'error')))
      return undefined;
    const files = await windowsFirewall.emitHosts!(sets, 'plan');
    const estates = sets.flatMap((set) => {
      const own = formatAddresses(set.host.addresses).filter((address) => /^[\da-f.:]+$/.test(address));
      const script = filesOf(files, set).find(({ name }) => name.endsWith('.ps1') && !name.endsWith('.remove.ps1'))!;
      if (!own.length) return [];
      const rules: readonly HostRule[] = readScript(script.text).rules;
      return [
        {
          rules,
          told: (made: readonly HostRule[]) =>
            collected(
              made.map((each) => ({ ...collectedOf(each), Enabled: each.disabled ? 'False' : 'True' })),
              { computer: set.host.name, addresses: own.map((IPAddress) => ({ IPAddress, PrefixLength: 24 })) },
            ),
          ends: (made: readonly HostRule[]): Ends => {
            const decides = decideWindows(made.filter(({ disabled }) => !disabled));
            return (packet) => (addressIn(packet.destination, own) ? [decides(packet)] : []);
          },
        },
      ];
    });
    return { root, analysis, estates };
  },
  changes: {
    'a rule disabled': (rule) => ({ ...rule, disabled: true }),
    'a rule with the other verdict': (rule) => ({ ...rule, block: !rule.block }),
    'a rule for every service': (rule) => ({
      ...rule,
      protocol: 'Any',
      ports: undefined,
      remotePorts: undefined,
      types: undefined,
    }),
    'a rule for every address': (rule) => ({ ...rule, remote: ['Any'] }),
  },
});
