// The fields of AWS' DescribeSecurityGroups and DescribeNetworkAcls that are read, each with what a rule that has it decides. What its reference says besides is in clouds-reference.test.ts.
import assert from 'node:assert/strict';
import { formatAddresses } from '../../language/model/addresses.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { holds, outward, readAll, told, type Values } from './words.ts';

describe('words of aws-sg', () => {
  const group = (permissions: readonly Values[], more: Values = {}): Values => ({
    GroupId: 'sg-1',
    GroupName: 'web',
    IpPermissions: permissions,
    IpPermissionsEgress: [],
    ...more,
  });
  const of = (permission: Values, ...others: readonly unknown[]): RunningDevice =>
    readAll(
      'aws-sg',
      {
        SecurityGroups: [
          group([{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, IpRanges: [{ CidrIp: '0.0.0.0/0' }], ...permission }]),
        ],
      },
      ...others,
    )[0]!;

  it('protocols, ports and types of a permission', () => {
    for (const [permission, packets] of [
      [{}, 'tcp 443, !tcp 80, !udp 443'],
      [{ IpProtocol: 'TCP' }, 'tcp 443'],
      [{ IpProtocol: '6' }, 'tcp 443, !udp 443'],
      [{ IpProtocol: 'udp', FromPort: 50, ToPort: 53 }, 'udp 50, udp 53, !udp 54, !tcp 53'],
      [{ IpProtocol: '17', FromPort: 53, ToPort: 53 }, 'udp 53, !tcp 53'],
      [{ FromPort: 0, ToPort: 65535 }, 'tcp 1, tcp 65535, !udp 1'],
      [{ IpProtocol: '-1', FromPort: undefined, ToPort: undefined }, 'tcp 1, icmp 8, other 99'],
      [{ IpProtocol: 'all' }, 'tcp 1, other 99'],
      [{ IpProtocol: '99' }, 'other 99, !other 98'],
      [{ IpProtocol: 'icmp', FromPort: 8, ToPort: -1 }, 'icmp 8, !icmp 0'],
      [{ IpProtocol: 'icmp', FromPort: -1, ToPort: -1 }, 'icmp 8, icmp 0'],
      [{ IpProtocol: '1', FromPort: undefined, ToPort: undefined }, 'icmp 8, icmp 0'],
      [{ IpProtocol: 'icmp', FromPort: 3, ToPort: 4 }, '?icmp 3, !icmp 8'],
      [{ IpProtocol: 'icmp', FromPort: 0, ToPort: 0 }, '?icmp 0, !icmp 8'],
      [{ IpProtocol: 'icmp', FromPort: 255, ToPort: -1 }, 'icmp 255, !icmp 8'],
      [
        { IpProtocol: 'icmpv6', FromPort: 128, ToPort: -1, IpRanges: [], Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
        'x fd00:1::5 -> y fd00:2::5 icmp 128, !icmp 8',
      ],
    ] as const)
      holds(of(permission), packets, JSON.stringify(permission));
    for (const permission of [
      { IpProtocol: 'frob' },
      { IpProtocol: '256' },
      { IpProtocol: undefined },
      { FromPort: undefined },
      { ToPort: 70000 },
      { FromPort: 500 },
      { FromPort: -1 },
      { IpProtocol: 'icmp', FromPort: 256 },
      { IpProtocol: 'icmp', FromPort: -2 },
    ]) {
      const device = of(permission);
      assert.deepEqual(told(device), ['permission'], JSON.stringify(permission));
      holds(device, '?tcp 443', JSON.stringify(permission));
    }
  });

  it('who may use it, and whom it may reach', () => {
    const from = (values: Values, ...others: readonly unknown[]): RunningDevice => of({ IpRanges: [], ...values }, ...others);
    holds(from({ IpRanges: [{ CidrIp: '10.9.0.0/24' }] }), 'tcp 443, !x 10.8.0.1 -> y 10.1.0.5 tcp 443', 'CidrIp');
    holds(from({ Ipv6Ranges: [{ CidrIpv6: 'fd00::/16' }] }), '!tcp 443, x fd00:1::5 -> y fd00:2::5 tcp 443', 'CidrIpv6');
    const list = { PrefixListIds: [{ PrefixListId: 'pl-1' }] };
    holds(from(list), '?tcp 443, !tcp 80', 'PrefixListId');
    for (const name of ['PrefixLists', 'prefix_lists'])
      holds(
        from(list, { [name]: [{ PrefixListId: 'pl-1', Cidrs: ['10.9.0.0/24'] }] }),
        'tcp 443, !x 10.8.0.1 -> y 10.1.0.5 tcp 443',
        name,
      );
    // A list that a customer manages, with the entries as get-managed-prefix-list-entries answers, which doesn't say of which list.
    const managed = {
      PrefixLists: [{ PrefixListId: 'pl-1', PrefixListName: 'offices', State: 'create-complete', MaxEntries: 5 }],
    };
    const entries = { Entries: [{ Cidr: '10.9.0.0/24', Description: 'x' }, { Cidr: '10.7.0.9/32' }] };
    const offices = 'tcp 443, x 10.7.0.9 -> y 10.1.0.5 tcp 443, !x 10.8.0.1 -> y 10.1.0.5 tcp 443';
    for (const answers of [
      [managed, entries],
      [{ PrefixListId: 'pl-1', ...entries }],
      [{ PrefixLists: [{ ...managed.PrefixLists[0], ...entries }] }],
    ]) {
      const device = from(list, ...answers);
      assert.deepEqual(told(device), []);
      holds(device, offices, JSON.stringify(answers));
    }
    holds(from(list, managed, { Entries: [] }), '!tcp 443', 'a list without entries');
    holds(from(list, managed), '?tcp 443', 'a list of which the entries are not given');
    for (const answers of [
      [entries],
      [{ PrefixLists: [...managed.PrefixLists, { PrefixListId: 'pl-2' }] }, entries],
      [managed, { Entries: 'frob' }],
    ]) {
      const device = from(list, ...answers);
      assert.deepEqual(told(device), ['Entries']);
      holds(device, '?tcp 443', JSON.stringify(answers));
    }
    const [wrong] = [from(list, managed, { Entries: [{ Description: 'x' }] })];
    assert.deepEqual(told(wrong), ['an entry of a prefix list']);
    const pair = from({ UserIdGroupPairs: [{ GroupId: 'sg-9' }] });
    holds(pair, '!tcp 443, sg-9 10.9.0.1 -> y 10.1.0.5 tcp 443', 'UserIdGroupPairs');
    const bad = from({ IpRanges: [{ CidrIp: 'frob' }] });
    assert.deepEqual(told(bad), ['permission CidrIp']);
    holds(bad, '?tcp 443', 'CidrIp');
    const egress = readAll('aws-sg', {
      SecurityGroups: [
        group([], {
          IpPermissionsEgress: [{ IpProtocol: 'tcp', FromPort: 25, ToPort: 25, IpRanges: [{ CidrIp: '10.7.0.0/16' }] }],
        }),
      ],
    })[0]!;
    holds(outward(egress), 'x 10.1.0.5 -> y 10.7.0.1 tcp 25, !x 10.1.0.5 -> y 10.8.0.1 tcp 25', 'egress');
    for (const member of ['IpPermissions', 'IpPermissionsEgress'])
      assert.deepEqual(told(readAll('aws-sg', { SecurityGroups: [group([], { [member]: undefined })] })[0]!), [
        `security group without ${member}`,
      ]);
    assert.equal(told(of({ Frobnicate: 1 })).length, 1);
    for (const field of ['Description', 'OwnerId', 'VpcId', 'Tags', 'SecurityGroupArn'])
      assert.deepEqual(told(readAll('aws-sg', { SecurityGroups: [group([], { [field]: 'x' })] })[0]!), [], field);
  });

  it('interfaces have their addresses in every field, and stand for their groups', () => {
    const host = (values: Values, wrap = (each: Values): unknown => ({ NetworkInterfaces: [each] })): string =>
      formatAddresses(of({}, wrap({ Groups: [{ GroupId: 'sg-1' }], ...values })).host!).join(' ');
    for (const [values, expected] of [
      [{ PrivateIpAddress: '10.1.0.5' }, '10.1.0.5'],
      [{ PrivateIpAddresses: [{ PrivateIpAddress: '10.1.0.5' }, { PrivateIpAddress: '10.1.0.7' }] }, '10.1.0.5 10.1.0.7'],
      [{ Ipv6Addresses: [{ Ipv6Address: 'fd00::5' }] }, 'fd00::5'],
      [{ Ipv4Prefixes: [{ Ipv4Prefix: '10.1.0.16/28' }] }, '10.1.0.16/28'],
      [{ Ipv6Prefixes: [{ Ipv6Prefix: 'fd00:0:0:5::/80' }] }, 'fd00:0:0:5::/80'],
    ] as const)
      assert.equal(host(values), expected);
    const own = { PrivateIpAddress: '10.1.0.5' };
    for (const wrap of [
      (each: Values) => ({ network_interfaces: [each] }),
      (each: Values) => ({ Instances: [{ NetworkInterfaces: [each] }] }),
      (each: Values) => ({ provider: 'aws', instances: [{ NetworkInterfaces: [each] }] }),
      (each: Values) => ({ Reservations: [{ Instances: [{ NetworkInterfaces: [each] }] }] }),
    ])
      assert.equal(host(own, wrap), '10.1.0.5', JSON.stringify(wrap({})));
    const both = of(
      { IpRanges: [], UserIdGroupPairs: [{ GroupId: 'sg-1' }] },
      { NetworkInterfaces: [{ Groups: [{ GroupId: 'sg-1' }], ...own }] },
    );
    holds(both, 'x 10.1.0.5 -> y 10.1.0.5 tcp 443, !x 10.1.0.6 -> y 10.1.0.5 tcp 443', 'members');
    const missing = of({}, { NetworkInterfaces: [{ Groups: [{ GroupId: 'sg-9' }], ...own }] });
    assert.deepEqual(told(missing), ['a security group that the file does not hold']);
    holds(missing, '?tcp 443', 'missing');
    assert.equal(
      told(of({}, { NetworkInterfaces: [{ Groups: [{ GroupId: 'sg-1' }], PrivateIpAddress: 'frob' }] }))[0],
      'an address',
    );
    for (const field of [
      'Vpcs',
      'RouteTables',
      'Tags',
      'ResponseMetadata',
      'InternetGateways',
      'NatGateways',
      'AvailabilityZones',
    ])
      assert.deepEqual(told(of({}, { [field]: [] })), [], field);
    assert.deepEqual(told(of({}, { NextToken: 'x' })), ['NextToken']);
    for (const token of [null, '']) assert.deepEqual(told(of({}, { NextToken: token })), [], `NextToken ${token}`);
    for (const field of [
      'vpcs',
      'route_tables',
      'internet_gateways',
      'nat_gateways',
      'collector_version',
      'config-file-git-sha1',
    ])
      assert.deepEqual(told(of({}, { provider: 'aws', [field]: [] })), [], field);
  });

  it('entries of network ACLs', () => {
    const acl = (entry: Values, more: Values = {}, ...others: readonly unknown[]): RunningDevice =>
      readAll(
        'aws-sg',
        {
          NetworkAcls: [
            {
              NetworkAclId: 'acl-1',
              Entries: [{ RuleNumber: 100, Egress: false, RuleAction: 'allow', Protocol: '6', CidrBlock: '0.0.0.0/0', ...entry }],
              ...more,
            },
          ],
        },
        ...others,
      )[0]!;
    for (const [entry, packets] of [
      [{}, 'tcp 1, !udp 1'],
      [{ PortRange: { From: 80, To: 90 } }, 'tcp 80, tcp 90, !tcp 91'],
      [{ PortRange: null, IcmpTypeCode: null }, 'tcp 1'],
      [{ Protocol: '-1' }, 'tcp 1, icmp 8'],
      [{ Protocol: '1' }, 'icmp 8, icmp 0, !tcp 1'],
      [{ Protocol: '1', IcmpTypeCode: { Type: 8, Code: -1 } }, 'icmp 8, !icmp 0'],
      [{ Protocol: '1', IcmpTypeCode: { Type: 3, Code: 4 } }, '?icmp 3, !icmp 8'],
      [{ RuleAction: 'deny' }, '!tcp 1'],
      [{ CidrBlock: '10.9.0.0/16' }, 'tcp 1, !x 10.8.0.1 -> y 10.1.0.5 tcp 1'],
      [{ CidrBlock: undefined, Ipv6CidrBlock: '::/0' }, '!tcp 1, x fd00:1::5 -> y fd00:2::5 tcp 1'],
      [{ Egress: true }, '!tcp 1'],
    ] as const)
      holds(acl(entry), packets, JSON.stringify(entry));
    holds(
      outward(acl({ Egress: true, CidrBlock: '10.7.0.0/16' })),
      'x 10.1.0.5 -> y 10.7.0.1 tcp 1, !x 10.1.0.5 -> y 10.8.0.1 tcp 1',
      'egress',
    );
    for (const [entry, why] of [
      [{ RuleAction: 'frob' }, 'its action can not be read'],
      [{ Egress: undefined }, 'its direction can not be read'],
      [{ RuleNumber: undefined }, 'its number can not be read'],
      [{ Protocol: 'frob' }, 'its protocol or ports can not be read'],
      [{ CidrBlock: 'frob' }, 'its network can not be read'],
      [{ CidrBlock: undefined }, 'its network can not be read'],
    ] as const) {
      const device = acl(entry);
      assert.ok(
        device.unknown.some((each) => each.why === why),
        JSON.stringify(entry),
      );
      holds(device, '?tcp 1', JSON.stringify(entry));
    }
    const two = {
      Entries: [
        { RuleNumber: 200, Egress: false, RuleAction: 'allow', Protocol: '-1', CidrBlock: '0.0.0.0/0' },
        { RuleNumber: 99, Egress: false, RuleAction: 'deny', Protocol: '6', CidrBlock: '0.0.0.0/0' },
      ],
    };
    holds(acl({}, two), '!tcp 1, udp 1', 'order');
    assert.equal(
      acl(
        {},
        {
          Tags: [
            { Key: 'Other', Value: 'x' },
            { Key: 'Name', Value: 'edge' },
          ],
        },
      ).name,
      'edge',
    );
    assert.equal(acl({}).name, 'acl-1');
    const subnets = {
      Subnets: [{ SubnetId: 's-1', CidrBlock: '10.1.0.0/24', Ipv6CidrBlockAssociationSet: [{ Ipv6CidrBlock: 'fd00:1::/64' }] }],
    };
    const at = (...ids: readonly string[]): string =>
      formatAddresses(acl({}, { Associations: ids.map((SubnetId) => ({ SubnetId })) }, subnets).host!).join(' ');
    assert.deepEqual([at('s-1'), at('s-1', 's-2')], ['10.1.0.0/24 fd00:1::/64', '']);
  });
});
