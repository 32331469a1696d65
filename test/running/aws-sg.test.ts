import assert from 'node:assert/strict';
import { formatAddresses } from '../../language/model/addresses.ts';
import { formatServices } from '../../language/model/services.ts';
import { awsSg } from '../../language/rulesets/targets/aws-sg/aws-sg.ts';
import { reader } from '../../language/rulesets/targets/aws-sg/read.ts';
import { audit } from '../../language/running/audit.ts';
import { detect } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { addressIn } from '../rulesets/address-in.ts';
import { readTerraform } from '../rulesets/readers/aws.ts';
import { isSeen } from '../rulesets/readers/cloud.ts';
import { analysisOf } from '../support/language.ts';
import { toldByAws } from './as-told.ts';
import { countsAll, decides, toldBy } from './asking.ts';
import { atEnds, cloudReadsBack, decidedOut, takesAnything } from './clouds.ts';
import { told } from './words.ts';

cloudReadsBack({
  target: awsSg,
  beyondPorts: true,
  holds: isSeen,
  inside: 'each',
  read(files) {
    const groups = readTerraform(files[0]!.text);
    return (packet) => {
      const on = groups.filter(({ addresses }) => [packet.source, packet.destination].some((one) => addressIn(one, addresses)));
      return atEnds(reader.read(toldByAws(on, [packet.source, packet.destination]), 'f'), packet);
    };
  },
});

// The forms of answers are those of the AWS CLI's reference: describe-security-groups, describe-network-acls, describe-network-interfaces.

const GROUPS = {
  SecurityGroups: [
    {
      Description: 'web servers',
      GroupName: 'web',
      IpPermissions: [
        {
          FromPort: 443,
          IpProtocol: 'tcp',
          IpRanges: [{ CidrIp: '0.0.0.0/0', Description: 'from all, password HUNTER2' }],
          Ipv6Ranges: [{ CidrIpv6: '2001:db8::/32' }],
          PrefixListIds: [{ PrefixListId: 'pl-4e2ace27' }],
          ToPort: 443,
          UserIdGroupPairs: [],
        },
        { IpProtocol: 'tcp', FromPort: 8000, ToPort: 8010, UserIdGroupPairs: [{ GroupId: 'sg-2', UserId: '111122223333' }] },
        { IpProtocol: 'icmp', FromPort: 8, ToPort: -1, IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
        { IpProtocol: 'icmp', FromPort: 3, ToPort: 4, IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
        { IpProtocol: '50', IpRanges: [{ CidrIp: '192.0.2.0/24' }] },
      ],
      OwnerId: '111122223333',
      GroupId: 'sg-1',
      IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '10.2.0.0/16' }] }],
      Tags: [{ Key: 'token', Value: 'HUNTER2' }],
      VpcId: 'vpc-1a2b3c4d',
    },
    { GroupName: 'bastion', GroupId: 'sg-2', IpPermissions: [], IpPermissionsEgress: [], VpcId: 'vpc-1a2b3c4d' },
  ],
};

const INTERFACES = {
  NetworkInterfaces: [
    { Groups: [{ GroupName: 'web', GroupId: 'sg-1' }], PrivateIpAddresses: [{ Primary: true, PrivateIpAddress: '10.1.0.10' }] },
    {
      Groups: [{ GroupId: 'sg-2' }, { GroupId: 'sg-1' }],
      PrivateIpAddress: '10.1.0.20',
      Ipv6Addresses: [{ Ipv6Address: 'fd00::20' }],
    },
  ],
};

const ACLS = {
  NetworkAcls: [
    {
      Associations: [{ NetworkAclAssociationId: 'aclassoc-1', NetworkAclId: 'acl-1', SubnetId: 'subnet-1' }],
      Entries: [
        { CidrBlock: '0.0.0.0/0', Egress: false, Protocol: '-1', RuleAction: 'deny', RuleNumber: 32767 },
        {
          CidrBlock: '0.0.0.0/0',
          Egress: false,
          PortRange: { From: 22, To: 80 },
          Protocol: '6',
          RuleAction: 'allow',
          RuleNumber: 200,
        },
        {
          CidrBlock: '198.51.100.0/24',
          Egress: false,
          PortRange: { From: 22, To: 22 },
          Protocol: '6',
          RuleAction: 'deny',
          RuleNumber: 100,
        },
        {
          CidrBlock: '10.0.0.0/8',
          Egress: false,
          IcmpTypeCode: { Code: -1, Type: 8 },
          Protocol: '1',
          RuleAction: 'allow',
          RuleNumber: 110,
        },
        { Ipv6CidrBlock: '::/0', Egress: true, Protocol: '-1', RuleAction: 'allow', RuleNumber: 101 },
      ],
      IsDefault: false,
      NetworkAclId: 'acl-1',
      Tags: [],
      VpcId: 'vpc-1',
    },
  ],
};
/** The entries of the network ACL that a network begins with. */
const everything = [false, true].flatMap((Egress) => [
  { CidrBlock: '0.0.0.0/0', Egress, Protocol: '-1', RuleAction: 'allow', RuleNumber: 100 },
  { CidrBlock: '0.0.0.0/0', Egress, Protocol: '-1', RuleAction: 'deny', RuleNumber: 32767 },
]);
const SUBNETS = { Subnets: [{ SubnetId: 'subnet-1', CidrBlock: '10.1.0.0/24', Ipv6CidrBlockAssociationSet: [] }] };

const written = (...answers: readonly object[]): string =>
  answers.map((each) => `${JSON.stringify(each, undefined, 2)}\n`).join('');

function read(text: string): RunningDevice[] {
  const devices = reader.read(text, 'aws.json');
  for (const device of devices) countsAll(device, text);
  return devices;
}

describe('aws-sg: reading what AWS answers', () => {
  it('groups: networks of both families, types of icmp, protocols by number, prefix lists and groups that nobody knows', () => {
    const devices = read(written(GROUPS));
    assert.deepEqual(
      devices.map(({ name, unknown }) => [name, unknown]),
      [
        ['web', []],
        ['bastion', []],
      ],
    );
    const [web] = devices;
    decides(web!, {
      'x 198.51.100.1 -> web 10.1.0.10 tcp 443': 'permit',
      'x 198.51.100.1 -> web 10.1.0.10 tcp 444': 'deny',
      'x 2001:db8::7 -> web fd00::10 tcp 443': 'permit',
      'x 2001:db9::7 -> web fd00::10 tcp 443': 'unknown',
      'bastion 10.9.0.1 -> web 10.1.0.10 tcp 8010': 'permit',
      'x 10.9.0.1 -> web 10.1.0.10 tcp 8010': 'deny',
      'x 10.9.0.1 -> web 10.1.0.10 icmp 8': 'permit',
      'x 10.9.0.1 -> web 10.1.0.10 icmp 3': 'unknown',
      'x 10.9.0.1 -> web 10.1.0.10 icmp 0': 'deny',
      'x 192.0.2.1 -> web 10.1.0.10 other 50': 'permit',
      'x 192.0.2.1 -> web 10.1.0.10 other 51': 'deny',
    });
    assert.equal(decidedOut(web!, 'web 10.1.0.10 -> x 10.2.9.9 udp 53'), 'permit');
    assert.equal(decidedOut(web!, 'web 10.1.0.10 -> x 10.3.9.9 udp 53'), 'deny');
    assert.deepEqual(
      web!.places.map(({ name }) => name),
      ['bastion'],
    );
    assert.doesNotMatch(toldBy(devices), /HUNTER2|111122223333/);
  });

  it('interfaces: what they have together, and who is in a group', () => {
    const [web, both, more] = read(
      written(GROUPS, INTERFACES, { PrefixLists: [{ PrefixListId: 'pl-4e2ace27', Cidrs: ['2001:db9::/32'] }] }),
    );
    assert.equal(more, undefined);
    assert.deepEqual([web!.name, both!.name], ['web', 'web, bastion']);
    decides(web!, {
      'x 10.1.0.20 -> web 10.1.0.10 tcp 8010': 'permit',
      'x 10.1.0.21 -> web 10.1.0.10 tcp 8010': 'deny',
      'x 2001:db9::7 -> web fd00::10 tcp 443': 'permit',
      'x 2001:dba::7 -> web fd00::10 tcp 443': 'deny',
    });
    decides(both!, { 'x 198.51.100.1 -> web 10.1.0.20 tcp 443': 'permit', 'x 198.51.100.1 -> web 10.1.0.20 tcp 22': 'deny' });
    assert.ok(
      both!.host!.has(web!.lists.get('ingress')!.rules.find(({ text }) => /group/.test(text))!.traffic[0]!.sources.first!),
    );
  });

  it('groups that the file does not hold may permit anything', () => {
    const text = written(GROUPS, { NetworkInterfaces: [{ Groups: [{ GroupId: 'sg-9' }], PrivateIpAddress: '10.1.0.10' }] });
    const [device] = read(text);
    decides(device!, { 'x 198.51.100.1 -> y 10.1.0.10 tcp 9': 'unknown' });
    assert.match(device!.unknown[0]!.what, /does not hold/);
  });

  it('network ACLs: by their numbers, in both directions, for the networks of their subnets', () => {
    const [acl] = read(written(ACLS, SUBNETS));
    assert.deepEqual([acl!.name, acl!.replies, acl!.unknown], ['acl-1', 'ruled', []]);
    decides(acl!, {
      'x 198.51.100.9 -> y 10.1.0.1 tcp 22': 'deny',
      'x 198.51.100.9 -> y 10.1.0.1 tcp 80': 'permit',
      'x 198.51.101.9 -> y 10.1.0.1 tcp 22': 'permit',
      'x 10.9.9.9 -> y 10.1.0.1 icmp 8': 'permit',
      'x 10.9.9.9 -> y 10.1.0.1 icmp 0': 'deny',
      'x 2001:db8::1 -> y fd00::1 tcp 80': 'deny',
    });
    assert.equal(decidedOut(acl!, 'y fd00::1 -> x 2001:db8::1 tcp 80'), 'permit');
    assert.equal(decidedOut(acl!, 'y 10.1.0.1 -> x 10.9.9.9 tcp 80'), 'deny');
    assert.deepEqual(acl!.host!.intervals.length, 1);
  });

  it('answers that somebody has collected into one object, with null for what there is none of', () => {
    const entries = ACLS.NetworkAcls[0]!.Entries.map((each) => ({
      IcmpTypeCode: null,
      PortRange: null,
      Ipv6CidrBlock: null,
      ...each,
    }));
    const text = written({
      collector_version: '1',
      provider: 'aws',
      instances: [
        {
          InstanceId: 'i-1',
          NetworkInterfaces: [{ Groups: [{ GroupId: 'sg-1' }], PrivateIpAddress: '10.5.0.10', SubnetId: 'subnet-5' }],
        },
      ],
      internet_gateways: [],
      security_groups: [
        {
          GroupId: 'sg-1',
          GroupName: 'web',
          IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
          IpPermissionsEgress: [],
        },
      ],
      network_acls: [
        { ...ACLS.NetworkAcls[0], Entries: entries },
        { NetworkAclId: 'acl-5', Associations: [{ SubnetId: 'subnet-5' }], Entries: everything },
      ],
      subnets: [...SUBNETS.Subnets, { SubnetId: 'subnet-5', CidrBlock: '10.5.0.0/24' }],
    });
    const [group, acl] = read(text);
    assert.deepEqual([group!.unknown, acl!.name, acl!.host!.intervals.length], [[], 'acl-1', 1]);
    decides(group!, { 'x 198.51.100.9 -> y 10.5.0.10 tcp 443': 'permit', 'x 198.51.100.9 -> y 10.5.0.10 tcp 80': 'deny' });
    decides(acl!, { 'x 198.51.100.9 -> y 10.1.0.1 tcp 80': 'permit', 'x 10.9.9.9 -> y 10.1.0.1 icmp 0': 'deny' });
    assert.equal(detect(text, 'f'), reader);
  });

  it('machines of one name are all of them, and none that is gone', () => {
    const instance = (Name: string, ...addresses: readonly string[]): object => ({
      Tags: [{ Key: 'Name', Value: Name }],
      NetworkInterfaces: addresses.map((PrivateIpAddress) => ({ Groups: [{ GroupId: 'sg-1' }], PrivateIpAddress })),
    });
    const Instances = [instance('web', '10.1.0.5'), instance('web', '10.1.0.6'), instance('web'), instance('gone')];
    const [device] = read(written(GROUPS, { Reservations: [{ Instances }] }));
    const named = [...device!.named!.addresses].map(([name, set]) => [name, ...formatAddresses(set)]);
    assert.deepEqual(named, [['web', '10.1.0.5-10.1.0.6']]);
  });

  it('names what it can not read, and is certain of nothing there', () => {
    const text = written({
      SecurityGroups: [
        {
          GroupId: 'sg-1',
          GroupName: 'odd',
          Frobnicate: 'yes',
          IpPermissions: [
            { IpProtocol: 'frob', IpRanges: [{ CidrIp: '10.0.0.0/8' }] },
            { IpProtocol: 'tcp', FromPort: 1, ToPort: 1, IpRanges: [{ CidrIp: '10.0.0.0/99' }] },
            { IpProtocol: 'tcp', FromPort: 2, ToPort: 2, IpRanges: [{ CidrIp: '192.0.2.0/24' }], Sometimes: true },
          ],
          IpPermissionsEgress: [],
        },
      ],
      NextToken: 'abc',
    });
    const [odd] = read(text);
    assert.deepEqual(told(odd!), [
      'security group Frobnicate',
      'permission',
      'permission CidrIp',
      'permission Sometimes',
      'NextToken',
    ]);
    decides(odd!, {
      'x 10.0.0.1 -> y 10.1.0.1 tcp 9': 'unknown',
      'x 192.0.2.1 -> y 10.1.0.1 tcp 1': 'unknown',
      'x 192.0.2.1 -> y 10.1.0.1 tcp 2': 'unknown',
      'x 192.0.2.1 -> y 10.1.0.1 tcp 3': 'deny',
    });
  });

  it('is certain of what it could read of a file that is cut off, and of no more', () => {
    const text = written(GROUPS);
    const [web] = read(text.slice(0, text.indexOf('"ToPort": 8010')));
    decides(web!, {
      'x 198.51.100.1 -> web 10.1.0.10 tcp 443': 'permit',
      'x 198.51.100.1 -> web 10.1.0.10 tcp 22': 'unknown',
    });
    assert.ok(web!.unknown.length);
  });

  it('an audit tells what groups open beyond the plan, and what they cut off', async () => {
    const analysis = await analysisOf(`plan "x"
zone web { subnet 10.1.0.0/28 component www at 10.1.0.10 }
zone office { subnet 10.9.0.0/24 }
allow office -> www : tcp 443, tcp 22
`);
    const permission = (port: number): object => ({
      IpProtocol: 'tcp',
      FromPort: port,
      ToPort: port,
      IpRanges: [{ CidrIp: '10.9.0.0/24' }],
    });
    const groups = [443, 445].map((port) => ({
      GroupId: `sg-${port}`,
      GroupName: `of-${port}`,
      IpPermissions: [permission(port)],
      IpPermissionsEgress: [],
    }));
    const on = { Groups: groups.map(({ GroupId }) => ({ GroupId })), PrivateIpAddress: '10.1.0.10' };
    const { devices } = audit(analysis, read(written({ SecurityGroups: groups }, { NetworkInterfaces: [on] })));
    const [{ open, cutOff, unknown }] = devices as [(typeof devices)[number]];
    assert.deepEqual(
      open.map(({ rule, perhaps }) => [rule?.text, perhaps]),
      [['IpPermissions tcp 445 10.9.0.0/24', undefined]],
    );
    assert.deepEqual(
      cutOff.map(({ list, region }) => [list.name, ...region.map(({ services }) => formatServices(services))]),
      [['ingress', 'tcp 22']],
    );
    assert.deepEqual(unknown, []);
  });

  it('an audit holds groups that no interface of the file has against the zone or component of their name', async () => {
    const analysis = await analysisOf(`zone web { subnet 10.1.0.0/28 component www at 10.1.0.10 }
zone office { subnet 10.9.0.0/24 }
allow office -> www : tcp 443
`);
    const group = (name: string): object => ({
      GroupId: `sg-${name}`,
      GroupName: name,
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 445, ToPort: 445, IpRanges: [{ CidrIp: '10.9.0.0/24' }] }],
      IpPermissionsEgress: [],
    });
    const on = { Groups: [{ GroupId: 'sg-other' }], PrivateIpAddress: '10.99.0.1' };
    const text = written({ SecurityGroups: ['other', 'www', 'strange'].map(group) }, { NetworkInterfaces: [on] });
    const { devices } = audit(analysis, read(text));
    const [www, strange] = ['www', 'strange'].map((name) => devices.find(({ device }) => device.name === name)!);
    assert.deepEqual(
      www!.open.map(({ rule }) => rule?.text),
      ['IpPermissions tcp 445 10.9.0.0/24'],
    );
    // What nobody can place is said, and never silence.
    assert.equal(strange!.skipped, true);
    assert.match(strange!.notes.join(), /strange.* does not say of which/);
  });

  it('takes any JSON and what is none', () => {
    const keys = [
      'SecurityGroups',
      'IpPermissions',
      'IpRanges',
      'CidrIp',
      'FromPort',
      'IpProtocol',
      'UserIdGroupPairs',
      'GroupId',
      'Groups',
    ];
    takesAnything(reader, JSON.stringify({ ...GROUPS, ...INTERFACES }, undefined, 1), keys);
    takesAnything(reader, JSON.stringify({ ...ACLS, ...SUBNETS }, undefined, 1), [
      'Entries',
      'RuleNumber',
      'PortRange',
      'Egress',
      'CidrBlock',
    ]);
  });

  it('is found out by content', () => {
    for (const text of [written(GROUPS), written(INTERFACES, GROUPS), written(ACLS), JSON.stringify(GROUPS)])
      assert.equal(detect(text, 'f'), reader);
    assert.equal(reader.recognizes('[ { "securityRules": [] } ]'), 0);
  });
});
