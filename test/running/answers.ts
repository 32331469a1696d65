// What clouds, a management and a host answer, short and with each kind of value that readers look at.
import { collected, collectedRule } from './as-told.ts';

type Json = Record<string, unknown>;

const AWS = [
  {
    SecurityGroups: [
      {
        GroupName: 'web',
        GroupId: 'sg-1',
        IpPermissions: [
          {
            IpProtocol: 'tcp',
            FromPort: 443,
            ToPort: 443,
            IpRanges: [{ CidrIp: '10.2.0.0/16' }],
            Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }],
            PrefixListIds: [{ PrefixListId: 'pl-1' }],
            UserIdGroupPairs: [{ GroupId: 'sg-1' }],
          },
          { IpProtocol: 'icmp', FromPort: 8, ToPort: -1, IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
        ],
        IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '10.2.0.0/16' }] }],
      },
    ],
    NetworkInterfaces: [
      { Groups: [{ GroupId: 'sg-1' }], SubnetId: 'subnet-1', PrivateIpAddresses: [{ PrivateIpAddress: '10.1.0.10' }] },
      { Groups: [{ GroupId: 'sg-1' }], SubnetId: 'subnet-1', Ipv6Addresses: [{ Ipv6Address: 'fd00::20' }] },
    ],
    PrefixLists: [{ PrefixListId: 'pl-1', Cidrs: ['10.3.0.0/24'] }],
    NetworkAcls: [
      {
        Associations: [{ SubnetId: 'subnet-1' }],
        Entries: [
          {
            CidrBlock: '10.4.0.0/16',
            Egress: false,
            PortRange: { From: 22, To: 80 },
            Protocol: '6',
            RuleAction: 'allow',
            RuleNumber: 9,
          },
          {
            Ipv6CidrBlock: 'fd00::/8',
            Egress: true,
            IcmpTypeCode: { Code: -1, Type: 8 },
            Protocol: '58',
            RuleAction: 'deny',
            RuleNumber: 7,
          },
        ],
        NetworkAclId: 'acl-1',
      },
    ],
    Subnets: [{ SubnetId: 'subnet-1', CidrBlock: '10.1.0.0/24' }],
  },
];

const GCP = [
  [
    {
      kind: 'compute#firewall',
      name: 'ssh',
      network: 'networks/one',
      direction: 'INGRESS',
      priority: 900,
      disabled: false,
      sourceRanges: ['10.2.0.0/16'],
      sourceTags: ['from'],
      targetTags: ['to'],
      allowed: [{ IPProtocol: 'tcp', ports: ['22', '8000-8010'] }],
    },
    {
      kind: 'compute#firewall',
      name: 'out',
      network: 'networks/one',
      direction: 'EGRESS',
      priority: 800,
      disabled: false,
      destinationRanges: ['10.3.0.0/16'],
      targetServiceAccounts: ['a@b'],
      denied: [{ IPProtocol: 'udp', ports: ['53'] }],
    },
    {
      kind: 'compute#firewall',
      name: 'off',
      network: 'networks/one',
      direction: 'INGRESS',
      priority: 7,
      disabled: true,
      denied: [{ IPProtocol: 'all' }],
    },
  ],
  [{ kind: 'compute#subnetwork', network: 'networks/one', ipCidrRange: '10.1.0.0/24' }],
  [
    {
      kind: 'compute#instance',
      tags: { items: ['from', 'to'] },
      serviceAccounts: [{ email: 'a@b' }],
      networkInterfaces: [{ network: 'networks/one', networkIP: '10.1.0.2', aliasIpRanges: [{ ipCidrRange: '10.1.0.64/28' }] }],
    },
  ],
];

const azureRule = (name: string, more: Json): Json => ({
  name,
  access: 'Allow',
  direction: 'Inbound',
  priority: 100,
  protocol: 'Tcp',
  sourcePortRange: '*',
  ...more,
});
const AZURE = [
  [
    {
      name: 'web',
      id: '/web',
      type: 'Microsoft.Network/networkSecurityGroups',
      subnets: [{ id: '/one' }],
      securityRules: [
        azureRule('a', { sourceAddressPrefix: '10.2.0.0/16', destinationAddressPrefix: '*', destinationPortRange: '443' }),
        azureRule('b', {
          priority: 200,
          access: 'Deny',
          sourceApplicationSecurityGroups: [{ id: '/jump' }],
          destinationAddressPrefixes: ['10.1.0.8/29', '10.1.0.64/28'],
          destinationPortRanges: ['22', '8000-8010'],
        }),
      ],
      defaultSecurityRules: [],
    },
  ],
  [{ addressSpace: { addressPrefixes: ['10.1.0.0/16'] }, subnets: [{ id: '/one', addressPrefix: '10.1.0.0/24' }] }],
  [{ id: '/nic', ipConfigurations: [{ privateIPAddress: '10.9.0.4', applicationSecurityGroups: [{ id: '/jump' }] }] }],
];

const object = (type: string, uid: string, more: Json = {}): Json => ({ uid, name: `the ${uid}`, type, ...more });
const CHECKPOINT = [
  {
    uid: 'layer',
    name: 'Network',
    rulebase: [
      {
        uid: 'rule-1',
        type: 'access-rule',
        'rule-number': 1,
        source: ['inside', 'guests'],
        'source-negate': false,
        destination: ['servers'],
        'destination-negate': true,
        service: ['web', 'ping'],
        'service-negate': false,
        action: 'accept',
        enabled: true,
      },
      {
        uid: 'rule-2',
        type: 'access-rule',
        'rule-number': 2,
        source: ['any'],
        destination: ['any'],
        service: ['any'],
        action: 'drop',
        enabled: true,
      },
      {
        uid: 'rule-3',
        type: 'access-rule',
        'rule-number': 3,
        source: ['any'],
        destination: ['any'],
        service: ['any'],
        action: 'accept',
        enabled: false,
      },
    ],
    'objects-dictionary': [
      { uid: 'any', name: 'Any', type: 'CpmiAnyObject' },
      { uid: 'accept', name: 'Accept', type: 'RulebaseAction' },
      { uid: 'drop', name: 'Drop', type: 'RulebaseAction' },
      object('network', 'inside', { subnet4: '10.1.1.0', 'mask-length4': 24 }),
      object('address-range', 'guests', { 'ipv4-address-first': '10.9.0.10', 'ipv4-address-last': '10.9.0.20' }),
      object('group', 'servers', { members: ['host'] }),
      object('host', 'host', { 'ipv4-address': '10.2.2.10' }),
      object('service-tcp', 'web', { port: '443' }),
      object('service-icmp', 'ping', { 'icmp-type': 8 }),
    ],
    from: 1,
    to: 3,
    total: 3,
  },
];

const WINDOWS = [
  JSON.parse(
    collected([
      collectedRule({ Protocol: 'TCP', LocalPort: ['443', '8000-8010'], RemoteAddress: ['10.9.0.0/16', '10.8.0.1-10.8.0.9'] }),
      collectedRule({ Action: 'Block', RemoteAddress: '10.9.0.7' }),
      collectedRule({ Protocol: 'ICMPv4', IcmpType: ['8'] }),
      collectedRule({ Enabled: 'False' }),
    ]),
  ),
];

/** By form: which values may be missing, or are texts whatever they are. */
export const ANSWERS: Readonly<
  Record<string, { readonly answers: readonly unknown[]; readonly missing: RegExp; readonly lists?: RegExp }>
> = {
  // A machine may have neither labels nor further addresses, and a rule names no tags.
  AWS: { answers: AWS, missing: /\.(?:GroupName|NetworkAclId)$/ },
  GCP: { answers: GCP, missing: /\.(?:tags|serviceAccounts|name|aliasIpRanges)$/ },
  // Resources that are of no use here may be of any type, subnets of a template have no id, and PowerShell has lists where others have texts.
  AZURE: {
    answers: AZURE,
    missing: /\.(?:name|type|addressSpace|subnets|ipConfigurations|applicationSecurityGroups)$|^1\.0\.subnets\.0\.id$/,
    lists: /^(?:source|destination)AddressPrefix(?:es)?$/,
  },
  CHECKPOINT: { answers: CHECKPOINT, missing: /\.name$/ },
  WINDOWS: { answers: WINDOWS, missing: /\.DisplayName$/, lists: /^(?:DisplayName|computer)$/ },
};
