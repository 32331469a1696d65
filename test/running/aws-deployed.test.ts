// Security groups of a plan as AWS answers about them once they are deployed: with all members that describe-security-groups, describe-network-interfaces,
// describe-network-acls and describe-subnets have (EC2 API 2016-11-15), the default group and the default network ACL of the network, and interfaces of its services.
import assert from 'node:assert/strict';
import { awsSg } from '../../language/rulesets/targets/aws-sg/aws-sg.ts';
import { type Answer, emitted, says } from './deployed.ts';

const ACCOUNT = '111122223333';
const VPC = 'vpc-0a1b2c3d4e5f60718';
const arn = (what: string): string => `arn:aws:ec2:eu-central-1:${ACCOUNT}:${what}`;
const EMPTY = { UserIdGroupPairs: [], IpRanges: [], Ipv6Ranges: [], PrefixListIds: [] };

/** The groups of a template, as they are told once the stack is there. */
function groupsOf(template: string): Answer[] {
  const { Resources } = JSON.parse(template) as Answer;
  return Object.entries(Resources).map(([logicalId, { Properties }]: Answer) => {
    const permissions = (rules: readonly Answer[] = []): Answer[] => {
      const all = new Map<string, Answer>();
      for (const { IpProtocol, FromPort, ToPort, CidrIp, CidrIpv6, Description } of rules) {
        const key = `${IpProtocol} ${FromPort} ${ToPort}`;
        const known = all.get(key) ?? { IpProtocol, ...(IpProtocol !== '-1' && { FromPort, ToPort }), ...structuredClone(EMPTY) };
        all.set(key, known);
        if (CidrIp) known.IpRanges.push({ Description, CidrIp });
        else known.Ipv6Ranges.push({ Description, CidrIpv6 });
      }
      return [...all.values()];
    };
    return {
      GroupId: `sg-${logicalId}`,
      IpPermissionsEgress: permissions(Properties.SecurityGroupEgress),
      Tags: [
        { Key: 'Name', Value: Properties.GroupName },
        { Key: 'aws:cloudformation:logical-id', Value: logicalId },
      ],
      VpcId: VPC,
      SecurityGroupArn: arn(`security-group/sg-${logicalId}`),
      OwnerId: ACCOUNT,
      GroupName: Properties.GroupName,
      Description: Properties.GroupDescription,
      IpPermissions: permissions(Properties.SecurityGroupIngress),
    };
  });
}

const DEFAULT = {
  ...{ GroupId: 'sg-default', GroupName: 'default', Description: 'default VPC security group', VpcId: VPC, OwnerId: ACCOUNT },
  IpPermissions: [{ ...EMPTY, IpProtocol: '-1', UserIdGroupPairs: [{ UserId: ACCOUNT, GroupId: 'sg-default' }] }],
  IpPermissionsEgress: [{ ...EMPTY, IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
};

const card = (name: string, address: string, groups: readonly string[], subnet: string, more: object = {}): Answer => ({
  Attachment: {
    AttachmentId: 'eni-attach-1',
    DeviceIndex: 0,
    InstanceId: `i-${name}`,
    Status: 'attached',
    DeleteOnTermination: true,
  },
  AvailabilityZone: 'eu-central-1a',
  Description: '',
  Groups: groups.map((GroupId) => ({ GroupId, GroupName: GroupId })),
  InterfaceType: 'interface',
  Ipv6Addresses: [],
  MacAddress: '02:00:00:00:00:01',
  NetworkInterfaceId: `eni-${name}`,
  OwnerId: ACCOUNT,
  PrivateIpAddress: address,
  PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: address }],
  RequesterManaged: false,
  SourceDestCheck: true,
  Status: 'in-use',
  SubnetId: `subnet-${subnet}`,
  TagSet: [],
  VpcId: VPC,
  Operator: { Managed: false },
  ...more,
});

const entry = (RuleNumber: number, Egress: boolean, cidr: string, RuleAction: string, ports?: readonly number[]): Answer => ({
  ...(cidr.includes(':') ? { Ipv6CidrBlock: cidr } : { CidrBlock: cidr }),
  ...{ Egress, RuleAction, RuleNumber, Protocol: ports ? '6' : '-1' },
  ...(ports && { PortRange: { From: ports[0], To: ports.at(-1) } }),
});
const acl = (name: string, subnets: readonly string[], entries: readonly Answer[]): Answer => ({
  Associations: subnets.map((each) => ({
    ...{ NetworkAclAssociationId: `aclassoc-${each}`, NetworkAclId: name, SubnetId: `subnet-${each}` },
  })),
  Entries: [...entries, ...[true, false].map((way) => entry(32_767, way, '0.0.0.0/0', 'deny'))],
  ...{ IsDefault: true, NetworkAclId: name, Tags: [], VpcId: VPC, OwnerId: ACCOUNT },
});
const open = (way: boolean): Answer => entry(100, way, '0.0.0.0/0', 'allow');
/** By the numbers of the ports that answers go to, as AWS proposes network ACLs. */
const DYNAMIC = [1024, 65_535];
const ACLS = {
  web: [
    entry(100, false, '0.0.0.0/0', 'allow', [443]),
    entry(110, false, '10.2.0.0/24', 'allow', DYNAMIC),
    entry(100, true, '0.0.0.0/0', 'allow', DYNAMIC),
    entry(110, true, '10.2.0.0/24', 'allow', [22]),
  ],
  db: [
    entry(100, false, '10.1.0.0/24', 'allow', [22, 5432]),
    entry(110, false, '0.0.0.0/0', 'allow', DYNAMIC),
    entry(100, true, '0.0.0.0/0', 'allow', [443]),
    entry(110, true, '10.1.0.0/24', 'allow', DYNAMIC),
  ],
};
const subnet = (name: string, CidrBlock: string): Answer => ({
  ...{ AvailabilityZone: 'eu-central-1a', AvailableIpAddressCount: 250, DefaultForAz: false, MapPublicIpOnLaunch: false },
  ...{ State: 'available', VpcId: VPC, OwnerId: ACCOUNT, AssignIpv6AddressOnCreation: false, Ipv6CidrBlockAssociationSet: [] },
  ...{ SubnetArn: arn(`subnet/subnet-${name}`), EnableDns64: false, Ipv6Native: false, SubnetId: `subnet-${name}`, CidrBlock },
  Tags: [{ Key: 'Name', Value: name }],
  PrivateDnsNameOptionsOnLaunch: { HostnameType: 'ip-name', EnableResourceNameDnsARecord: false },
});

/** What AWS answers to each of the four commands. */
interface Answers {
  readonly groups: Answer[];
  readonly cards: Answer[];
  readonly acls: Answer[];
  readonly subnets: Answer[];
}

const named = ({ groups }: Answers, name: string): Answer => groups.find(({ GroupName }) => GroupName === `segplan-${name}`);
const at = ({ cards }: Answers, name: string): Answer => cards.find((each) => each.NetworkInterfaceId === `eni-${name}`);
const permission = (port: number, more: object): Answer => ({
  ...EMPTY,
  IpProtocol: 'tcp',
  FromPort: port,
  ToPort: port,
  ...more,
});

describe('security groups of a plan as they were deployed', () => {
  const told = async (change: (answers: Answers) => void = () => {}): Promise<string[]> => {
    const { analysis, files } = await emitted(awsSg);
    const groups = groupsOf(files.find(({ name }) => name.endsWith('.json'))!.text);
    const answers: Answers = {
      groups: [...groups, structuredClone(DEFAULT)],
      cards: [
        card('w1', '10.1.0.5', ['sg-Web', 'sg-WebW1'], 'web'),
        card('w2', '10.1.0.6', ['sg-Web'], 'web'),
        card('d1', '10.2.0.5', ['sg-Db', 'sg-DbD1'], 'db'),
      ],
      acls: [acl('acl-1', ['web', 'db'], [open(true), open(false)])],
      subnets: [subnet('web', '10.1.0.0/24'), subnet('db', '10.2.0.0/24')],
    };
    change(answers);
    const { cards, acls, subnets } = answers;
    return says(analysis, [
      { SecurityGroups: answers.groups },
      { NetworkInterfaces: cards },
      ...(acls.length ? [{ NetworkAcls: acls }] : []),
      { Subnets: subnets },
    ]);
  };
  const inStep: Readonly<Record<string, (answers: Answers) => void>> = {
    'and a network ACL that lets everything pass': () => {},
    'and no network ACL': ({ acls }) => acls.splice(0),
    'and network ACLs that let pass what the plan says, with the answers': ({ acls }) =>
      acls.splice(0, 1, acl('acl-web', ['web'], ACLS.web), acl('acl-db', ['db'], ACLS.db)),
    'beside gateways, which have no group': ({ cards }) =>
      cards.push(
        card('nat', '10.1.0.200', [], 'web', { InterfaceType: 'nat_gateway', RequesterManaged: true, SourceDestCheck: false }),
        card('tgw', '10.1.0.201', [], 'web', { InterfaceType: 'transit_gateway', RequesterManaged: true }),
      ),
    'beside a network that the plan does not have': ({ groups, cards }) => {
      groups.push({
        ...{ ...DEFAULT, GroupId: 'sg-lab', GroupName: 'launch-wizard-1', VpcId: 'vpc-lab' },
        IpPermissions: [permission(22, { IpRanges: [{ CidrIp: '0.0.0.0/0' }] })],
      });
      cards.push(card('lab', '172.31.0.5', ['sg-lab'], 'web', { VpcId: 'vpc-lab' }));
    },
    'where machines have addresses of IPv6 that nothing comes to': (answers) => {
      at(answers, 'w1').Ipv6Addresses.push({ Ipv6Address: '2001:db8::5' });
    },
  };
  for (const [title, change] of Object.entries(inStep))
    it(`are in step, ${title}`, async () => assert.deepEqual(await told(change), ['in step']));

  const changes: Readonly<Record<string, [change: (answers: Answers) => void, ...expected: string[]]>> = {
    'a port of a rule': [
      (all) => {
        const [rule] = named(all, 'db').IpPermissions;
        Object.assign(rule, { FromPort: 5433, ToPort: 5433 });
      },
      'cut off: web -> d1: tcp 5432 (postgresql)',
      'open: web -> d1: tcp 5433',
    ],
    'a rule deleted': [(all) => named(all, 'db').IpPermissions.shift(), 'cut off: web -> d1: tcp 5432 (postgresql)'],
    'a rule for IPv6 added': [
      (all) => {
        all.acls.splice(0);
        at(all, 'w1').Ipv6Addresses.push({ Ipv6Address: '2001:db8::5', IsPrimaryIpv6: false });
        named(all, 'web-w1').IpPermissions.push(permission(22, { Ipv6Ranges: [{ CidrIpv6: '::/0' }] }));
      },
      'not in step',
    ],
    'another group attached': [
      (all) => {
        const jump = { ...DEFAULT, GroupId: 'sg-jump', GroupName: 'jump', IpPermissionsEgress: [] };
        all.groups.push({ ...jump, IpPermissions: [permission(3389, { IpRanges: [{ CidrIp: '10.1.0.0/24' }] })] });
        at(all, 'd1').Groups.push({ GroupId: 'sg-jump', GroupName: 'jump' });
      },
      'open: web -> d1: tcp 3389',
    ],
    'a group detached': [(all) => at(all, 'd1').Groups.pop(), 'cut off: w1 -> d1: tcp 22 (ssh)'],
    'a rule from a group that machines have': [
      (all) =>
        named(all, 'db').IpPermissions.push(permission(3306, { UserIdGroupPairs: [{ GroupId: 'sg-WebW1', UserId: ACCOUNT }] })),
      'open: w1 -> d1: tcp 3306 (mysql)',
    ],
    'a member of a rule that nobody knows': [
      (all) => {
        named(all, 'db').IpPermissions[0].IpRanges[0].Frob = 5;
      },
      'perhaps cut off: web -> d1: tcp 5432 (postgresql)',
      'unknown: permission Frob',
    ],
    'a load balancer without a group': [
      ({ cards }) => cards.push(card('nlb', '10.1.0.50', [], 'web', { InterfaceType: 'network_load_balancer' })),
      'unknown: a network interface without a group',
    ],
    'a network ACL that closes a host': [
      ({ acls }) => acls[0].Entries.push(entry(50, false, '10.1.0.6/32', 'deny', [5432])),
      'cut off: w2 -> d1: tcp 5432 (postgresql)',
    ],
    'a network ACL that lets no answers in': [
      ({ acls }) => acls.splice(0, 1, acl('acl-web', ['web'], ACLS.web.toSpliced(1, 1)), acl('acl-db', ['db'], ACLS.db)),
      'cut off once open: w1 -> d1: tcp 22 (ssh)',
      'cut off once open: w1 -> db: tcp 5432 (postgresql)',
      'cut off once open: w2 -> db: tcp 5432 (postgresql)',
    ],
    'a network ACL whose networks nobody tells': [
      ({ acls, subnets }) => {
        acls[0].Entries.push(entry(50, false, '10.1.0.6/32', 'deny', [5432]));
        subnets.splice(0);
      },
      'cut off: w2 -> d1: tcp 5432 (postgresql)',
      'unknown: network ACL',
    ],
    'a subnet whose network ACL is not there': [({ acls }) => acls[0].Associations.pop(), 'unknown: a network interface'],
  };
  for (const [title, [change, ...expected]] of Object.entries(changes))
    it(`are told once there is ${title}`, async () => assert.deepEqual(await told(change), expected));

  it('are open towards each other within a subnet, whatever its network ACL says', async () => {
    const { analysis } = await emitted(
      awsSg,
      'zone a { subnet 10.1.0.0/25 component p at 10.1.0.5 }\nzone b { subnet 10.1.0.128/25 component q at 10.1.0.133 }\nallow p -> q : tcp 22\n',
    );
    const group = (name: string, IpPermissions: Answer[], IpPermissionsEgress: Answer[]): Answer => ({
      ...{ ...DEFAULT, GroupId: `sg-${name}`, GroupName: name, IpPermissions, IpPermissionsEgress },
    });
    const towards = (CidrIp: string, ...ports: number[]): Answer[] =>
      ports.map((port) => permission(port, { IpRanges: [{ CidrIp }] }));
    const cards = [card('p', '10.1.0.5', ['sg-p'], 's'), card('q', '10.1.0.133', ['sg-q'], 's')];
    const ask = (...ports: number[]): string[] =>
      says(analysis, [
        { SecurityGroups: [group('p', [], towards('10.1.0.133/32', 22)), group('q', towards('10.1.0.5/32', ...ports), [])] },
        { NetworkInterfaces: cards },
        { NetworkAcls: [acl('closed', ['s'], [])] },
        { Subnets: [subnet('s', '10.1.0.0/24')] },
      ]);
    assert.deepEqual(ask(22), ['in step']);
    assert.deepEqual(ask(22, 80), ['open: p -> q: tcp 80 (http)']);
  });
});
