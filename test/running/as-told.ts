// What clouds and hosts tell of rules that were emitted, once they are loaded: in the words of their own answers.
import { addressIn } from '../rulesets/address-in.ts';
import type { AwsGroup, AwsRule } from '../rulesets/readers/aws.ts';
import { readTemplate } from '../rulesets/readers/azure.ts';
import type { FirewallRule } from '../rulesets/readers/gcp.ts';
import type { WindowsRule } from '../rulesets/readers/windows-firewall.ts';

/** What AWS says of groups that were made so, and of interfaces that have one address each. */
export function toldByAws(groups: readonly AwsGroup[], addresses: readonly string[]): string {
  const permission = ({ cidr, protocol, from, to, description }: AwsRule): object => ({
    IpProtocol: protocol,
    ...(from === undefined ? {} : { FromPort: from, ToPort: to }),
    IpRanges: cidr.includes(':') ? [] : [{ Description: description, CidrIp: cidr }],
    Ipv6Ranges: cidr.includes(':') ? [{ Description: description, CidrIpv6: cidr }] : [],
    PrefixListIds: [],
    UserIdGroupPairs: [],
  });
  const SecurityGroups = groups.map(({ name, ingress, egress }) => ({
    GroupId: `sg-${name}`,
    GroupName: name,
    IpPermissions: ingress.map(permission),
    IpPermissionsEgress: egress.map(permission),
  }));
  const NetworkInterfaces = addresses.map((address) => ({
    NetworkInterfaceId: 'eni-0',
    Groups: groups.filter((group) => addressIn(address, group.addresses)).map(({ name }) => ({ GroupId: `sg-${name}` })),
    ...(address.includes(':') ? { Ipv6Addresses: [{ Ipv6Address: address }] } : { PrivateIpAddress: address }),
  }));
  return `${JSON.stringify({ SecurityGroups }, undefined, 4)}\n${JSON.stringify({ NetworkInterfaces }, undefined, 4)}\n`;
}

/** A template with the networks of each group's subnets: those that its rule for traffic inside of the zone names. */
export function toldByAzure(text: string): string {
  const networks = readTemplate(text).map(({ name, rules }) => {
    const inside = rules.filter((rule) => /^in-allow-inside-zone/.test(rule.name));
    const fields = inside.flatMap(({ properties: p }) => p.destinationAddressPrefixes ?? p.destinationAddressPrefix!);
    return {
      name: `subnet-${name}`,
      id: `/subnets/${name}`,
      addressPrefixes: fields,
      networkSecurityGroup: { id: `/nsg/${name}` },
    };
  });
  const template = JSON.parse(text) as { resources: { name: string }[] };
  const resources = template.resources.map((each) => ({ ...each, id: `/nsg/${each.name}` }));
  return `${JSON.stringify({ ...template, resources }, undefined, 2)}\n${JSON.stringify(networks, undefined, 2)}\n`;
}

/** What Google Cloud says of rules that were made so, and of the subnets of their network. */
export function toldByGoogle(rules: readonly (FirewallRule & { disabled?: boolean })[], subnets: readonly string[]): string {
  const services = (list: FirewallRule['allow']): object[] | undefined =>
    list?.map(({ protocol, ports }) => ({ IPProtocol: protocol, ...(ports && { ports }) }));
  const network = 'https://www.googleapis.com/compute/v1/projects/p/global/networks/NETWORK';
  const networks = subnets.map((ipCidrRange) => ({ kind: 'compute#subnetwork', ipCidrRange, network }));
  const firewalls = rules.map(
    ({ name, description, direction, priority, source_ranges, destination_ranges, allow, deny, disabled = false }) => ({
      ...(allow ? { allowed: services(allow) } : { denied: services(deny) }),
      description,
      destinationRanges: destination_ranges,
      direction,
      disabled,
      kind: 'compute#firewall',
      name,
      network,
      priority,
      sourceRanges: source_ranges,
    }),
  );
  return JSON.stringify([...networks, ...firewalls], undefined, 2);
}

type Values = Readonly<Record<string, unknown>>;

/** A rule as the script collects it, with the defaults that the reference of New-NetFirewallRule states. */
export const collectedRule = (values: Values): Values => ({
  Name: '{0}',
  DisplayName: 'a rule',
  Description: null,
  Group: null,
  Enabled: 'True',
  Profile: 'Any',
  Direction: 'Inbound',
  Action: 'Allow',
  PolicyStoreSourceType: 'Local',
  EdgeTraversalPolicy: 'Block',
  Platform: [],
  Owner: null,
  Protocol: 'Any',
  LocalPort: ['Any'],
  RemotePort: ['Any'],
  IcmpType: ['Any'],
  DynamicTarget: 'Any',
  LocalAddress: ['Any'],
  RemoteAddress: ['Any'],
  Program: 'Any',
  Package: null,
  Service: 'Any',
  InterfaceAlias: ['Any'],
  InterfaceType: 'Any',
  Authentication: 'NotRequired',
  Encryption: 'NotRequired',
  OverrideBlockRules: 'False',
  LocalUser: 'Any',
  RemoteUser: 'Any',
  RemoteMachine: 'Any',
  ...values,
});

/** A rule of a script, as it is collected once the script has run. */
export const collectedOf = (each: WindowsRule): Values =>
  collectedRule({
    Name: each.name,
    Action: each.block ? 'Block' : 'Allow',
    Protocol: each.protocol,
    LocalPort: each.ports ?? 'Any',
    RemotePort: each.remotePorts ?? 'Any',
    IcmpType: each.types ?? 'Any',
    LocalAddress: each.local ?? 'Any',
    RemoteAddress: each.remote,
  });

export const COLLECTED_PROFILE = {
  Enabled: 'True',
  DefaultInboundAction: 'Block',
  DefaultOutboundAction: 'Allow',
  AllowInboundRules: 'True',
  AllowLocalFirewallRules: 'True',
  DisabledInterfaceAliases: ['NotConfigured'],
};

export const collectedProfiles = (...changes: Values[]): Values[] =>
  ['Domain', 'Private', 'Public'].map((Name, n) => ({ Name, ...COLLECTED_PROFILE, ...changes[Math.min(n, changes.length - 1)] }));

/** What the script collects from a host. */
export const collected = (rules: readonly Values[], more: Values = {}): string =>
  JSON.stringify(
    {
      segplan: 'windows-firewall',
      version: 1,
      computer: 'VBR01',
      addresses: [
        { IPAddress: '10.0.0.5', PrefixLength: 24 },
        { IPAddress: 'fe80::1%4', PrefixLength: 64 },
        { IPAddress: '127.0.0.1', PrefixLength: 8 },
      ],
      profiles: collectedProfiles({}),
      connections: [{ InterfaceAlias: 'Ethernet', NetworkCategory: 'DomainAuthenticated' }],
      connectionSecurity: [],
      rules,
      ...more,
    },
    undefined,
    2,
  );
