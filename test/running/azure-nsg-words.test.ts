// The fields of Microsoft.Network/networkSecurityGroups that are read, as the REST interface, the CLI and PowerShell write them, each with what a rule that has it
// decides. What its reference says besides is in clouds-reference.test.ts.
import assert from 'node:assert/strict';
import { formatAddresses } from '../../language/model/addresses.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { decided } from './asking.ts';
import { holds, readAll as readJson, told, type Values } from './words.ts';

const BASE: Values = {
  ...{ name: 'r', priority: 100, direction: 'Inbound', access: 'Allow', protocol: 'Tcp' },
  ...{ sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '443' },
};
const group = (rules: readonly Values[], more: Values = {}): Values => ({
  name: 'web',
  id: '/nsg/web',
  securityRules: rules,
  ...more,
});
const readAll = (...roots: readonly unknown[]): RunningDevice[] => readJson('azure-nsg', ...roots);
const read = (...roots: readonly unknown[]): RunningDevice => readAll(...roots)[0]!;
const one = (values: Values): RunningDevice => read([group([{ ...BASE, ...values }])]);
const HTTPS = 'x 10.9.0.1 -> y 10.1.0.5 tcp 443';

describe('words of azure-nsg', () => {
  it('protocols, ports and what a rule does', () => {
    for (const [values, packets] of [
      [{}, 'tcp 443, !tcp 80, !udp 443'],
      [{ protocol: 'Udp' }, 'udp 443, !tcp 443'],
      [{ protocol: 'TCP' }, 'tcp 443'],
      [{ protocol: '6' }, 'tcp 443, !udp 443'],
      [{ protocol: '17' }, 'udp 443, !tcp 443'],
      [{ protocol: '*' }, 'tcp 443, udp 443, !icmp 8, !tcp 80'],
      [{ protocol: 'Any' }, 'tcp 443, udp 443, !icmp 8'],
      [{ protocol: '*', destinationPortRange: '*' }, 'tcp 1, icmp 8, other 99'],
      [{ protocol: 'Icmp', destinationPortRange: '*' }, 'icmp 8, !tcp 443'],
      [{ protocol: 'Icmp' }, '?icmp 8, !tcp 443'],
      [{ protocol: 'Esp', destinationPortRange: '*' }, 'other 50, !other 51'],
      [{ protocol: 'Ah', destinationPortRange: '*' }, 'other 51, !other 50'],
      [{ protocol: '99', destinationPortRange: '*' }, 'other 99, !other 98'],
      [{ destinationPortRange: '440-450' }, 'tcp 450, !tcp 451'],
      [{ destinationPortRange: '80,443' }, 'tcp 80, tcp 443, !tcp 81'],
      [{ destinationPortRange: 'Any' }, 'tcp 1'],
      [{ destinationPortRange: '0-65535' }, 'tcp 1'],
      [{ destinationPortRange: ['80', '443'] }, 'tcp 80, tcp 443, !tcp 81'],
      [{ destinationPortRange: '', destinationPortRanges: ['80', '443'] }, 'tcp 80, tcp 443, !tcp 81'],
      [{ sourcePortRange: '1000-2000' }, 'tcp 443 from 1000, !tcp 443 from 999'],
      [{ sourcePortRange: '', sourcePortRanges: ['5', '7'] }, 'tcp 443 from 5, tcp 443 from 7, !tcp 443 from 6'],
      [{ access: 'allow', direction: 'inbound' }, 'tcp 443'],
      [{ access: 'Deny' }, '!tcp 443'],
      [{ direction: 'Outbound' }, '!tcp 443'],
    ] as const)
      holds(one(values), packets, JSON.stringify(values));
    for (const [values, what] of [
      [{ access: 'Frob' }, 'its access can not be read'],
      [{ direction: 'Frob' }, 'its direction can not be read'],
      [{ priority: undefined }, 'its priority can not be read'],
      [{ protocol: 'Frob' }, 'its protocol or ports can not be read'],
      [{ protocol: '256' }, 'its protocol or ports can not be read'],
      [{ protocol: undefined }, 'its protocol or ports can not be read'],
      [{ destinationPortRange: 'frob' }, 'its protocol or ports can not be read'],
      [{ destinationPortRange: undefined }, 'its protocol or ports can not be read'],
      [{ sourcePortRange: '70000' }, 'its protocol or ports can not be read'],
      [{ sourceAddressPrefix: undefined }, 'an address can not be read'],
      [{ destinationAddressPrefix: "[parameters('x')]" }, 'an address can not be read'],
    ] as const) {
      const device = one(values);
      assert.deepEqual(
        device.unknown.map(({ why }) => why),
        [what],
        JSON.stringify(values),
      );
      holds(device, '?tcp 443', JSON.stringify(values));
    }
  });

  it('addresses, tags and groups at each end', () => {
    for (const end of ['source', 'destination'] as const) {
      const other = (at: string): string =>
        end === 'source' ? `x ${at} -> y 10.1.0.5 tcp 443` : `x 10.9.0.1 -> y ${at} tcp 443`;
      for (const [value, packets] of [
        ['10.7.0.0/16', `${other('10.7.0.1')}, !${other('10.8.0.1')}`],
        ['10.7.0.1', `${other('10.7.0.1')}, !${other('10.7.0.2')}`],
        ['10.7.0.1-10.7.0.9', `${other('10.7.0.9')}, !${other('10.7.0.10')}`],
        ['Any', other('192.0.2.1')],
        ['0.0.0.0/0', other('192.0.2.1')],
        ['::/0', `!${other('192.0.2.1')}`],
      ] as const)
        holds(one({ [`${end}AddressPrefix`]: value }), packets, `${end} ${value}`);
      const list = one({ [`${end}AddressPrefix`]: '', [`${end}AddressPrefixes`]: ['10.7.0.1', '10.8.0.1'] });
      holds(list, `${other('10.7.0.1')}, ${other('10.8.0.1')}, !${other('10.6.0.1')}`, end);
      for (const [tag, place] of [
        ['Internet', 'Internet'],
        ['INTERNET', 'Internet'],
        ['VirtualNetwork', 'VirtualNetwork'],
      ] as const) {
        const device = one({ [`${end}AddressPrefix`]: tag });
        const at = (name: string): string =>
          end === 'source' ? `${name} 10.9.0.1 -> y 10.1.0.5 tcp 443` : `x 10.9.0.1 -> ${name} 10.1.0.5 tcp 443`;
        holds(device, `${at(place)}, !${at('z')}`, tag);
      }
      const asg = { [`${end}AddressPrefix`]: '', [`${end}ApplicationSecurityGroups`]: [{ id: '/asg/Jump' }] };
      const nic = { ipConfigurations: [{ privateIPAddress: '10.7.0.1', applicationSecurityGroups: [{ id: '/asg/jump' }] }] };
      holds(read([group([{ ...BASE, ...asg }])], [nic]), `${other('10.7.0.1')}, !${other('10.7.0.2')}`, `${end} group`);
      assert.ok(one(asg).places.some(({ name }) => name === 'Jump'));
    }
    assert.deepEqual(
      one({ sourceAddressPrefix: 'AzureLoadBalancer' })
        .lists.get('inbound')!
        .rules.map(({ name }) => name)
        .slice(0, 1),
      ['AllowVnetInBound'],
    );
  });

  it('the rules that every group has stand behind its own, as the file says them or as they are documented', () => {
    const vnet = 'VirtualNetwork 10.9.0.1 -> VirtualNetwork 10.1.0.5 tcp 3389';
    holds(one({}), `${vnet}, !Internet 198.51.100.1 -> y 10.1.0.5 tcp 3389`, 'documented');
    const device = one({});
    const out = (question: string): string => decided({ ...device, stages: device.outbound! }, question);
    assert.deepEqual([vnet, 'x 10.1.0.5 -> Internet 198.51.100.1 tcp 1', 'x 10.1.0.5 -> y 10.9.9.9 tcp 1'].map(out), [
      'permit',
      'permit',
      'deny',
    ]);
    assert.deepEqual(
      device.lists.get('inbound')!.rules.map(({ name }) => name),
      ['r', 'AllowVnetInBound', 'DenyAllInBound'],
    );
    assert.deepEqual(
      device.lists.get('outbound')!.rules.map(({ name }) => name),
      ['AllowVnetOutBound', 'AllowInternetOutBound', 'DenyAllOutBound'],
    );
    const own = group([BASE], {
      defaultSecurityRules: [{ ...BASE, name: 'd', priority: 65500, access: 'Allow', protocol: '*', destinationPortRange: '*' }],
    });
    holds(read([own]), 'tcp 3389', 'told');
  });

  it('what says nothing of the traffic has no bearing, in every tool’s words, and what nobody knows is told', () => {
    const fields =
      'id etag type resourceGroup provisioningState description apiVersion dependsOn location comments metadata systemData sourceApplicationSecurityGroupsText destinationApplicationSecurityGroupsText';
    for (const field of fields.split(' '))
      assert.deepEqual([told(one({ [field]: 'x' })), decided(one({ [field]: 'x' }), HTTPS)], [[], 'permit'], field);
    const strange = one({ frobnicate: 'x' });
    assert.deepEqual([told(strange).length, decided(strange, HTTPS)], [1, 'unknown']);
    const ofGroup =
      'etag type location tags kind zones resourceGroup resourceGroupName resourceGuid provisioningState flowLogs flushConnection apiVersion comments dependsOn systemData metadata managedBy identity plan sku subscriptionId tenantId extendedLocation scope securityRulesText defaultSecurityRulesText networkInterfacesText subnetsText flowLogsText tagsTable';
    for (const field of ofGroup.split(' ')) assert.deepEqual(told(read([group([BASE], { [field]: 'x' })])), [], field);
    assert.equal(told(read([group([BASE], { frobnicate: 'x' })])).length, 1);
  });

  it('networks, subnets and interfaces say where a group stands', () => {
    const host = (...more: readonly unknown[]): string => formatAddresses(read([group([BASE])], ...more).host!).join(' ');
    const id = { networkSecurityGroup: { id: '/nsg/WEB' } };
    for (const [resource, expected] of [
      [{ id: '/s/1', addressPrefix: '10.1.0.0/24', ...id }, '10.1.0.0/24'],
      [{ id: '/s/1', addressPrefixes: ['10.1.0.0/24', '10.3.0.0/24'], ...id }, '10.1.0.0/24 10.3.0.0/24'],
      [{ id: '/s/1', properties: { addressPrefix: '10.1.0.0/24', ...id } }, '10.1.0.0/24'],
      [
        { name: 'n', addressSpace: { addressPrefixes: ['10.0.0.0/8'] }, subnets: [{ addressPrefix: '10.1.0.0/24', ...id }] },
        '10.1.0.0/24',
      ],
      [{ ipConfigurations: [{ privateIPAddress: '10.1.0.5' }], ...id }, '10.1.0.5'],
      [{ properties: { ipConfigurations: [{ properties: { privateIPAddress: '10.1.0.5' } }], ...id } }, '10.1.0.5'],
      [{ id: '/s/1', addressPrefix: '10.1.0.0/24' }, ''],
      [{ id: '/s/1', addressPrefix: 'frob', ...id }, ''],
    ] as const)
      for (const list of [[resource], { value: [resource] }, { data: [resource] }, { resources: [resource] }])
        assert.equal(host(list), expected, JSON.stringify(list));
    const named = (more: Values): string =>
      formatAddresses(read([group([BASE], more)], [{ id: '/S/1', addressPrefix: '10.1.0.0/24' }]).host!).join(' ');
    assert.equal(named({ subnets: [{ id: '/s/1' }] }), '10.1.0.0/24');
    assert.equal(named({ networkInterfaces: [{ id: '/s/1' }] }), '10.1.0.0/24');
    assert.equal(named({ subnets: [{ id: '/s/1' }, { id: '/s/2' }] }), '');
    for (const list of ['subnets', 'networkInterfaces']) {
      const [missing] = read([group([BASE], { [list]: [{ etag: 'x' }] })]).unknown;
      assert.equal(`${missing?.what}: ${missing?.why}`, 'what has the group: its id is missing', list);
      assert.deepEqual(read([group([BASE], { [list]: [{ id: '/s/9' }] })]).unknown, [], list);
    }
  });

  it('the tag of the network is that of the group and of those that it is peered with', () => {
    const at = (peering: Values): string => {
      const network = {
        name: 'n',
        addressSpace: { addressPrefixes: ['10.1.0.0/16'] },
        subnets: [{ addressPrefix: '10.1.0.0/24', networkSecurityGroup: { id: '/nsg/web' } }],
        virtualNetworkPeerings: [
          {
            properties: {
              peeringState: 'Connected',
              allowVirtualNetworkAccess: true,
              remoteAddressSpace: { addressPrefixes: ['10.2.0.0/16'] },
              ...peering,
            },
          },
        ],
      };
      return formatAddresses(
        read([group([BASE])], [network]).places.find(({ name }) => name === 'VirtualNetwork')!.networks,
      ).join(' ');
    };
    assert.equal(at({}), '10.1.0.0-10.2.255.255');
    assert.equal(at({ remoteVirtualNetworkAddressSpace: { addressPrefixes: ['10.4.0.0/16'] } }), '10.1.0.0/16 10.4.0.0/16');
    for (const closed of [
      { peeringState: 'Disconnected' },
      { peeringState: 'XConnected' },
      { allowVirtualNetworkAccess: false },
      { allowVirtualNetworkAccess: undefined },
    ])
      assert.equal(at(closed), '10.1.0.0/16', JSON.stringify(closed));
  });

  it('rules may stand apart from their group, and firewalls beside it are told', () => {
    const resources = (type: string, name: string): unknown => ({
      resources: [
        { type: 'Microsoft.Network/networkSecurityGroups', name: 'web', properties: {} },
        { type, name, properties: BASE },
      ],
    });
    holds(read(resources('Microsoft.Network/networkSecurityGroups/securityRules', 'web/r')), 'tcp 443, !tcp 80', 'apart');
    holds(read(resources('Microsoft.Network/networkSecurityGroups/securityRules', 'other/r')), '!tcp 443', 'of another');
    const nested = {
      resources: [
        {
          type: 'Microsoft.Network/networkSecurityGroups',
          name: 'web',
          properties: {},
          resources: [{ type: 'securityRules', name: 'r', properties: BASE }],
        },
      ],
    };
    holds(read(nested), 'tcp 443, !tcp 80', 'nested');
    const inTemplates = (depth: number): unknown =>
      Array.from({ length: depth }).reduce<unknown>((resources) => ({ resources: [resources] }), group([BASE]));
    holds(read(inTemplates(8)), 'tcp 443, !tcp 80', 'as deep as resources may stand');
    assert.deepEqual(told(read(inTemplates(20))), ['no network security group', 'resources']);
    for (const type of [
      'network/azureFirewalls',
      'network/firewallPolicies',
      'network/networkManagers',
      'network/networkSecurityPerimeters',
      'resources/deployments',
    ])
      assert.deepEqual(told(read({ resources: [group([BASE]), { type: `Microsoft.${type}`, name: 'x' }] })), [
        `microsoft.${type.toLowerCase()}`,
      ]);
    const copied = read({ resources: [group([BASE], { copy: { name: 'x', count: 3 } })] });
    assert.deepEqual(
      [told(copied), decided(copied, HTTPS)],
      [['network security group', 'network security group copy'], 'unknown'],
    );
    assert.deepEqual(told(read([])), ['no network security group']);
  });
});
