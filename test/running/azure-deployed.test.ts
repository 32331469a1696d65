// Network security groups of a plan as Azure answers about them once they are deployed: with all members that az network nsg list, vnet list and nic list have
// (REST reference of Microsoft.Network 2024-05-01), the rules that each group has, groups on interfaces as the portal makes them, and as az group export writes them.
import assert from 'node:assert/strict';
import { azureNsg } from '../../language/rulesets/targets/azure-nsg/azure-nsg.ts';
import { type Answer, emitted, says } from './deployed.ts';

const BASE = '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/shop/providers/Microsoft.Network';
const TYPE = 'Microsoft.Network/networkSecurityGroups';
const told = { etag: 'W/"6d9b3d4a-0000"', provisioningState: 'Succeeded', resourceGroup: 'shop' };

const ruleOf = (group: string, kind: string, { name, ...properties }: Answer): Answer => ({
  ...{ destinationAddressPrefixes: [], destinationPortRanges: [], sourceAddressPrefixes: [], sourcePortRanges: [] },
  ...{ ...told, name, id: `${BASE}/networkSecurityGroups/${group}/${kind}/${name}`, type: `${TYPE}/${kind}` },
  ...properties,
});
const rule = (name: string, priority: number, direction: string, access: string, ends: string, more: object = {}): Answer => {
  const [sourceAddressPrefix, destinationAddressPrefix] = ends.split(' -> ');
  const every = { protocol: '*', sourcePortRange: '*', destinationPortRange: '*' };
  return { name, priority, direction, access, ...every, sourceAddressPrefix, destinationAddressPrefix, ...more };
};
const DEFAULTS = [
  rule('AllowVnetInBound', 65_000, 'Inbound', 'Allow', 'VirtualNetwork -> VirtualNetwork'),
  rule('AllowAzureLoadBalancerInBound', 65_001, 'Inbound', 'Allow', 'AzureLoadBalancer -> *'),
  rule('DenyAllInBound', 65_500, 'Inbound', 'Deny', '* -> *'),
  rule('AllowVnetOutBound', 65_000, 'Outbound', 'Allow', 'VirtualNetwork -> VirtualNetwork'),
  rule('AllowInternetOutBound', 65_001, 'Outbound', 'Allow', '* -> Internet'),
  rule('DenyAllOutBound', 65_500, 'Outbound', 'Deny', '* -> *'),
];
const group = (name: string, rules: readonly Answer[], at: { subnets?: string[]; nics?: string[] } = {}): Answer => ({
  ...{ ...told, name, id: `${BASE}/networkSecurityGroups/${name}`, type: TYPE, location: 'westeurope', tags: { env: 'prod' } },
  ...{ resourceGuid: '00000000-0000-0000-0000-000000000002', flushConnection: null },
  securityRules: rules.map((each) => ruleOf(name, 'securityRules', each)),
  defaultSecurityRules: DEFAULTS.map((each) => ruleOf(name, 'defaultSecurityRules', each)),
  ...(at.subnets && { subnets: at.subnets.map((each) => ({ id: subnetId(each), resourceGroup: 'shop' })) }),
  ...(at.nics && { networkInterfaces: at.nics.map((each) => ({ id: nicId(each), resourceGroup: 'shop' })) }),
});
const subnetId = (name: string): string => `${BASE}/virtualNetworks/vnet/subnets/${name}`;
const nicId = (name: string): string => `${BASE}/networkInterfaces/${name}`;
const subnet = (name: string, addressPrefix: string, nics: readonly string[]): Answer => ({
  ...{ ...told, name, addressPrefix, id: subnetId(name), type: 'Microsoft.Network/virtualNetworks/subnets' },
  ...{ delegations: [], serviceEndpoints: [], defaultOutboundAccess: false, privateEndpointNetworkPolicies: 'Disabled' },
  ipConfigurations: nics.map((each) => ({ id: `${nicId(each)}/ipConfigurations/ipconfig1`, resourceGroup: 'SHOP' })),
  networkSecurityGroup: { id: `${BASE}/networkSecurityGroups/nsg-${name}`, resourceGroup: 'shop' },
});
const nic = (name: string, privateIPAddress: string, of: string): Answer => ({
  ...{ ...told, name, id: nicId(name), type: 'Microsoft.Network/networkInterfaces', location: 'westeurope', tags: {} },
  ...{
    enableIPForwarding: false,
    disableTcpStateTracking: false,
    macAddress: '00-0D-3A-00-00-01',
    primary: true,
    hostedWorkloads: [],
  },
  ipConfigurations: [
    {
      ...{ ...told, name: 'ipconfig1', id: `${nicId(name)}/ipConfigurations/ipconfig1`, primary: true, privateIPAddress },
      ...{ privateIPAddressVersion: 'IPv4', privateIPAllocationMethod: 'Dynamic' },
      subnet: { id: subnetId(of), resourceGroup: 'shop' },
    },
  ],
  virtualMachine: { id: `${BASE.replace('Network', 'Compute')}/virtualMachines/${name}`, resourceGroup: 'shop' },
});

interface Answers {
  readonly groups: Answer[];
  readonly networks: Answer[];
  readonly nics: Answer[];
}

const of = ({ groups }: Answers, name: string): Answer => groups.find((each) => each.name === name);
const ruled = (answers: Answers, name: string, part: RegExp): Answer =>
  of(answers, name).securityRules.find((each: Answer) => part.test(each.name));
/** A group on the interface of a machine, as the portal makes one with it. */
const ownGroup = (answers: Answers, rules: readonly Answer[]): void => {
  answers.groups.push(group('d1-nsg', rules, { nics: ['d1'] }));
  answers.nics.find(({ name }) => name === 'd1').networkSecurityGroup = { id: `${BASE}/networkSecurityGroups/d1-nsg` };
};
const tcp = (port: string): object => ({ protocol: 'TCP', destinationPortRange: port });

describe('network security groups of a plan as they were deployed', () => {
  const asked = async (
    change: (answers: Answers) => void = () => {},
    write: (answers: Answers) => unknown[] = ({ groups, networks, nics }) => [groups, networks, nics],
  ): Promise<string[]> => {
    const { analysis, files } = await emitted(azureNsg);
    const { resources } = JSON.parse(files.find(({ name }) => name.endsWith('.json'))!.text) as Answer;
    const answers: Answers = {
      groups: resources.map(({ name, properties }: Answer) =>
        group(
          name,
          properties.securityRules.map((each: Answer) => ({ name: each.name, ...each.properties })),
          { subnets: [name.slice(4)] },
        ),
      ),
      networks: [
        {
          ...{ ...told, name: 'vnet', id: `${BASE}/virtualNetworks/vnet`, location: 'westeurope', virtualNetworkPeerings: [] },
          addressSpace: { addressPrefixes: ['10.0.0.0/8'] },
          subnets: [subnet('web', '10.1.0.0/24', ['w1', 'w2']), subnet('db', '10.2.0.0/24', ['d1'])],
        },
      ],
      nics: [nic('w1', '10.1.0.5', 'web'), nic('w2', '10.1.0.6', 'web'), nic('d1', '10.2.0.5', 'db')],
    };
    change(answers);
    return says(analysis, write(answers));
  };

  it('are in step, by all that is told, by groups alone, and with the list of subnets', async () => {
    assert.deepEqual(await asked(), ['in step']);
    assert.deepEqual(await asked(undefined, ({ groups }) => [groups]), ['in step']);
    assert.deepEqual(await asked(undefined, ({ groups, networks }) => [groups, networks[0].subnets]), ['in step']);
  });

  it('are in step as az group export writes them, with each rule a second time', async () => {
    const exported = ({ groups }: Answers): unknown[] => {
      const parameters: Answer = {};
      const resources = groups.flatMap(({ name, securityRules }) => {
        const parameter = `networkSecurityGroups_${name.replace('-', '_')}_name`;
        parameters[parameter] = { defaultValue: name, type: 'String' };
        const rules = securityRules.map(({ id, etag, provisioningState, resourceGroup, ...each }: Answer) => each);
        const properties = ({ name: _, type, ...each }: Answer): Answer => each;
        return [
          {
            ...{ type: TYPE, apiVersion: '2024-05-01', name: `[parameters('${parameter}')]`, location: 'westeurope' },
            properties: {
              securityRules: rules.map((each: Answer) => ({
                ...{ name: each.name, type: each.type, properties: properties(each) },
                id: `[resourceId('${TYPE}/securityRules', parameters('${parameter}'), '${each.name}')]`,
              })),
            },
          },
          ...rules.map((each: Answer) => ({
            ...{ type: `${TYPE}/securityRules`, apiVersion: '2024-05-01', properties: properties(each) },
            name: `[concat(parameters('${parameter}'), '/${each.name}')]`,
            dependsOn: [`[resourceId('${TYPE}', parameters('${parameter}'))]`],
          })),
        ];
      });
      return [{ $schema: 'x', contentVersion: '1.0.0.0', parameters, variables: {}, resources }];
    };
    assert.deepEqual(await asked(undefined, exported), ['in step']);
    const deleted = (all: Answers): void => {
      const { securityRules } = of(all, 'nsg-db');
      securityRules.splice(securityRules.indexOf(ruled(all, 'nsg-db', /web-to-db/)), 1);
    };
    assert.deepEqual(await asked(deleted, exported), ['cut off: web -> db: tcp 5432 (postgresql)']);
  });

  const inStep: Readonly<Record<string, (answers: Answers) => void>> = {
    'with a group on an interface that lets in what the plan says': (all) =>
      ownGroup(all, [
        rule('Sql', 300, 'Inbound', 'Allow', '* -> *', tcp('5432')),
        rule('SSH', 310, 'Inbound', 'Allow', '* -> *', tcp('22')),
      ]),
    'with a group on an interface that lets everything in, which that of the subnet closes': (all) =>
      ownGroup(all, [rule('AllowAny', 300, 'Inbound', 'Allow', '* -> *')]),
  };
  for (const [title, change] of Object.entries(inStep))
    it(`are in step, ${title}`, async () => assert.deepEqual(await asked(change), ['in step']));

  const changes: Readonly<Record<string, [change: (answers: Answers) => void, ...expected: string[]]>> = {
    'a port of a rule': [
      (all) => Object.assign(ruled(all, 'nsg-db', /^in-.*web-to-db/), { destinationPortRange: '5433' }),
      'cut off: web -> db: tcp 5432 (postgresql)',
      'open: web -> db: tcp 5433',
    ],
    'a network of a rule': [
      (all) =>
        Object.assign(ruled(all, 'nsg-db', /^in-.*web-to-db/), {
          sourceAddressPrefix: null,
          sourceAddressPrefixes: ['10.1.0.0/25'],
        }),
      'cut off: 10.1.0.128/25 -> db: tcp 5432 (postgresql)',
    ],
    'a rule with the priority of a later one': [
      (all) => Object.assign(ruled(all, 'nsg-web', /^in-deny-other-zones/), { priority: 3700 }),
      'open: db -> web: tcp 443 (https)',
    ],
    'a rule turned': [
      (all) => Object.assign(ruled(all, 'nsg-db', /^in-.*web-to-db/), { direction: 'Outbound' }),
      'cut off: web -> db: tcp 5432 (postgresql)',
    ],
    'a rule for everybody from the portal': [
      (all) =>
        of(all, 'nsg-db').securityRules.push(
          ruleOf('nsg-db', 'securityRules', rule('RDP', 300, 'Inbound', 'Allow', '* -> *', tcp('3389'))),
        ),
      'open: web, internet -> db: tcp 3389',
    ],
    'a rule for the service tag of all that is joined with the network': [
      (all) =>
        of(all, 'nsg-db').securityRules.push(
          ruleOf('nsg-db', 'securityRules', rule('Vnet', 300, 'Inbound', 'Allow', 'VirtualNetwork -> *', tcp('3389'))),
        ),
      // The network and what it is peered with is known; what gateways and routes join to it is in no file.
      'open: web, all of internet but (0.0.0.0-9.255.255.255, 11.0.0.0-255.255.255.255) -> db: tcp 3389',
      'perhaps open: 0.0.0.0-9.255.255.255, 11.0.0.0-255.255.255.255 -> db: tcp 3389',
    ],
    'a group on an interface that closes something': [
      (all) => ownGroup(all, [rule('NoSsh', 300, 'Inbound', 'Deny', '* -> *', tcp('22'))]),
      'cut off: w1 -> d1: tcp 22 (ssh)',
    ],
    'a rule of the subnet that one on an interface lets through': [
      (all) => {
        ownGroup(all, [rule('AllowAny', 300, 'Inbound', 'Allow', '* -> *')]);
        Object.assign(ruled(all, 'nsg-db', /^in-.*web-to-db/), {
          destinationPortRange: null,
          destinationPortRanges: ['5432', '80'],
        });
      },
      'open: web -> all of db but d1: tcp 80 (http)',
      'open: web -> d1: tcp 80 (http)',
    ],
    'an interface that follows no connections': [
      (all) => Object.assign(all.nics[0], { disableTcpStateTracking: true }),
      'unknown: disableTcpStateTracking',
    ],
  };
  for (const [title, [change, ...expected]] of Object.entries(changes))
    it(`are told once there is ${title}`, async () => assert.deepEqual(await asked(change), expected));

  it('are certain of nothing where the group of a subnet is not told', async () => {
    const found = await asked((all) => {
      ownGroup(all, [rule('Sql', 300, 'Inbound', 'Allow', '10.1.0.0/24 -> *', tcp('5432'))]);
      all.groups.splice(all.groups.indexOf(of(all, 'nsg-db')), 1);
    });
    assert.ok(found.includes('unknown: a subnet'));
    assert.ok(found.includes('perhaps cut off: web -> d1: tcp 5432 (postgresql)'));
    assert.deepEqual(
      found.filter((each) => each.startsWith('open')),
      [],
    );
  });

  it('are told once there are private endpoints, in the list of subnets as well', async () => {
    const change = ({ networks }: Answers): void => {
      networks[0].subnets[0].privateEndpoints = [{ id: `${BASE}/privateEndpoints/store`, resourceGroup: 'shop' }];
    };
    assert.deepEqual(await asked(change), ['unknown: private endpoints']);
    const listed = ({ groups, networks }: Answers): unknown[] => [groups, networks[0].subnets];
    assert.deepEqual(await asked(change, listed), ['unknown: private endpoints']);
  });
});
