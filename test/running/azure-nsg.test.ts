import assert from 'node:assert/strict';
import { buildRuleSet } from '../../language/rulesets/rule-set.ts';
import { azureNsg } from '../../language/rulesets/targets/azure-nsg/azure-nsg.ts';
import { reader } from '../../language/rulesets/targets/azure-nsg/read.ts';
import { audit } from '../../language/running/audit.ts';
import { detect } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { isSeen } from '../rulesets/readers/cloud.ts';
import { analysisOf, loadPlan } from '../support/language.ts';
import { toldByAzure } from './as-told.ts';
import { countsAll, decides, toldBy } from './asking.ts';
import { atEnds, cloudReadsBack, decidedOut, takesAnything } from './clouds.ts';

cloudReadsBack({
  target: azureNsg,
  beyondPorts: true,
  icmpIn: [4],
  holds: isSeen,
  inside: 'each',
  read(files) {
    const devices = reader.read(toldByAzure(files.find(({ name }) => name.endsWith('.json'))!.text), 'f');
    return (packet) => atEnds(devices, packet);
  },
});

// The forms are those of the reference of Microsoft.Network/networkSecurityGroups, of `az network nsg list` and of `Get-AzNetworkSecurityGroup`.

const id = (kind: string, name: string): string =>
  `/subscriptions/11112222-3333/resourceGroups/rg/providers/Microsoft.Network/${kind}/${name}`;

const rule = (name: string, priority: number, source: object, destination: object, more: object = {}): object => ({
  access: 'Allow',
  description: 'see token HUNTER2',
  destinationAddressPrefixes: [],
  destinationPortRanges: [],
  direction: 'Inbound',
  etag: 'W/"0"',
  id: `${id('networkSecurityGroups', 'web')}/securityRules/${name}`,
  name,
  priority,
  protocol: 'Tcp',
  provisioningState: 'Succeeded',
  resourceGroup: 'rg',
  sourceAddressPrefixes: [],
  sourcePortRange: '*',
  sourcePortRanges: [],
  type: 'Microsoft.Network/networkSecurityGroups/securityRules',
  ...source,
  ...destination,
  ...more,
});

const LISTED = [
  {
    defaultSecurityRules: [
      rule(
        'AllowVnetInBound',
        65000,
        { sourceAddressPrefix: 'VirtualNetwork' },
        { destinationAddressPrefix: 'VirtualNetwork', destinationPortRange: '*' },
        { protocol: '*' },
      ),
      rule(
        'AllowAzureLoadBalancerInBound',
        65001,
        { sourceAddressPrefix: 'AzureLoadBalancer' },
        { destinationAddressPrefix: '*', destinationPortRange: '*' },
        { protocol: '*' },
      ),
      rule(
        'DenyAllInBound',
        65500,
        { sourceAddressPrefix: '*' },
        { destinationAddressPrefix: '*', destinationPortRange: '*' },
        { protocol: '*', access: 'Deny' },
      ),
      rule(
        'DenyAllOutBound',
        65500,
        { sourceAddressPrefix: '*' },
        { destinationAddressPrefix: '*', destinationPortRange: '*' },
        { protocol: '*', access: 'Deny', direction: 'Outbound' },
      ),
    ],
    etag: 'W/"0"',
    flushConnection: false,
    id: id('networkSecurityGroups', 'web'),
    location: 'westeurope',
    name: 'web',
    provisioningState: 'Succeeded',
    resourceGroup: 'rg',
    securityRules: [
      rule(
        'deny-one',
        200,
        { sourceAddressPrefix: '198.51.100.7' },
        { destinationAddressPrefix: '*', destinationPortRange: '443' },
        { access: 'Deny' },
      ),
      rule(
        'https',
        300,
        { sourceAddressPrefix: 'Internet' },
        { destinationAddressPrefixes: ['10.1.0.10', '10.1.0.32/28'], destinationPortRanges: ['443', '8000-8010'] },
      ),
      rule(
        'first',
        100,
        { sourceAddressPrefix: '198.51.100.0/28', sourcePortRange: '1024-65535' },
        { destinationAddressPrefix: '10.1.0.10', destinationPortRange: '443' },
      ),
      rule(
        'asg',
        310,
        { sourceApplicationSecurityGroups: [{ id: id('applicationSecurityGroups', 'jump') }] },
        { destinationAddressPrefix: '10.1.0.10', destinationPortRange: '22' },
      ),
      rule(
        'ping',
        320,
        { sourceAddressPrefix: '10.0.0.0/8' },
        { destinationAddressPrefix: '*', destinationPortRange: '*' },
        { protocol: 'Icmp' },
      ),
      rule(
        'dns',
        330,
        { sourceAddressPrefix: '10.0.0.0/8' },
        { destinationAddressPrefix: '*', destinationPortRange: '53' },
        { protocol: '*' },
      ),
      rule(
        'esp',
        340,
        { sourceAddressPrefix: '10.0.0.0/8' },
        { destinationAddressPrefix: '*', destinationPortRange: '*' },
        { protocol: 'Esp' },
      ),
      rule(
        'out',
        100,
        { sourceAddressPrefix: '*' },
        { destinationAddressPrefix: 'Storage.WestEurope', destinationPortRange: '443' },
        { direction: 'Outbound' },
      ),
      rule(
        'out-two',
        110,
        { sourceAddressPrefix: '*' },
        { destinationAddressPrefix: '10.2.0.0/16', destinationPortRange: '1433' },
        { direction: 'Outbound' },
      ),
    ],
    subnets: [{ id: `${id('virtualNetworks', 'vnet')}/subnets/web`, resourceGroup: 'rg' }],
    tags: { password: 'HUNTER2' },
    type: 'Microsoft.Network/networkSecurityGroups',
  },
];

const NETWORKS = [
  {
    name: 'vnet',
    addressSpace: { addressPrefixes: ['10.1.0.0/16'] },
    subnets: [{ name: 'web', id: `${id('virtualnetworks', 'vnet')}/subnets/Web`, addressPrefix: '10.1.0.0/24' }],
  },
];
const INTERFACES = [
  {
    name: 'nic',
    ipConfigurations: [
      { privateIPAddress: '10.9.0.4', applicationSecurityGroups: [{ id: id('applicationSecurityGroups', 'jump') }] },
    ],
  },
];

const EXPECTED = {
  'Internet 198.51.100.7 -> web 10.1.0.10 tcp 443': 'permit',
  'Internet 198.51.100.7 -> web 10.1.0.10 tcp 443 from 80': 'deny',
  'Internet 198.51.100.7 -> web 10.1.0.33 tcp 443': 'deny',
  'Internet 198.51.100.99 -> web 10.1.0.33 tcp 8005': 'permit',
  'else 198.51.100.99 -> web 10.1.0.33 tcp 8005': 'deny',
  'Internet 198.51.100.99 -> web 10.1.0.33 udp 8005': 'deny',
  'x 10.9.9.9 -> web 10.1.0.10 icmp 8': 'permit',
  'x 10.9.9.9 -> web 10.1.0.10 udp 53': 'permit',
  'x 10.9.9.9 -> web 10.1.0.10 tcp 53': 'permit',
  'x 10.9.9.9 -> web 10.1.0.10 other 50': 'permit',
  'x 10.9.9.9 -> web 10.1.0.10 other 51': 'deny',
  'VirtualNetwork 10.7.7.7 -> VirtualNetwork 10.1.0.10 tcp 3389': 'permit',
  'Internet 203.0.113.7 -> VirtualNetwork 10.1.0.10 tcp 3389': 'deny',
} as const;

const written = (...answers: readonly unknown[]): string =>
  answers.map((each) => `${JSON.stringify(each, undefined, 2)}\n`).join('');

function read(text: string): RunningDevice {
  const devices = reader.read(text, 'azure.json');
  for (const device of devices) countsAll(device, text);
  assert.equal(devices.length, 1);
  return devices[0]!;
}

/** What the REST interface and templates have in `properties`, with what the command line leaves out left out. */
function asTemplate(groups: typeof LISTED): object {
  const inner = (value: object): object => {
    const { name, type, id: _id, etag, resourceGroup, provisioningState, ...properties } = value as Record<string, unknown>;
    const filled = Object.entries(properties).filter(([, each]) => !Array.isArray(each) || each.length);
    return { name, properties: Object.fromEntries(filled) };
  };
  return {
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    resources: groups.map(({ name, type, location, securityRules }) => ({
      name,
      type,
      location,
      apiVersion: '2024-05-01',
      properties: { securityRules: securityRules.map(inner) },
    })),
  };
}

/** The same as PowerShell writes it: names with a capital letter, lists in all fields. */
function asPowerShell(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asPowerShell);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, each]) => {
      const name = key[0]!.toUpperCase() + key.slice(1);
      if (/(Prefixes|Ranges)$/.test(key))
        return each.length ? [[name.replace('Prefixes', 'Prefix').replace('Ranges', 'Range'), each]] : [];
      return [[name, /(Prefix|Range)$/.test(key) ? [each] : asPowerShell(each)]];
    }),
  );
}

describe('azure-nsg: reading what Azure answers', () => {
  for (const [form, text] of [
    ['az network nsg list', written(LISTED)],
    ['az network nsg show', written(LISTED[0])],
    ['the REST interface', written({ value: LISTED })],
    ['Azure PowerShell', written(asPowerShell(LISTED))],
    ['a template, with the rules that every group has', written(asTemplate(LISTED))],
  ] as const)
    it(`as ${form}: priorities, ranges, tags, protocols, both directions`, () => {
      const device = read(text);
      decides(device, EXPECTED);
      assert.deepEqual([device.name, device.unknown], ['web', []]);
      assert.equal(decidedOut(device, 'web 10.1.0.10 -> x 10.2.9.9 tcp 1433'), 'permit');
      assert.equal(decidedOut(device, 'web 10.1.0.10 -> x 10.3.9.9 tcp 1433'), 'deny');
      assert.doesNotMatch(toldBy([device]), /HUNTER2|11112222/);
      assert.equal(detect(text, 'f'), reader);
    });

  it('knows where groups are and who is in an application security group, where the file has networks and interfaces', () => {
    const question = 'x 10.9.0.4 -> web 10.1.0.10 tcp 22';
    assert.equal(read(written(LISTED)).host!.isEmpty, true);
    decides(read(written(LISTED)), { [question]: 'deny', [question.replace('x', 'jump')]: 'permit' });
    const device = read(written(LISTED, NETWORKS, INTERFACES));
    assert.equal(device.host!.intervals.length, 1);
    decides(device, { [question]: 'permit', [question.replace('.4', '.5')]: 'deny' });
  });

  it('takes rules that a template has beside their group', () => {
    const template = asTemplate([{ ...LISTED[0]!, securityRules: [] }]) as { resources: object[] };
    const properties = {
      priority: 100,
      direction: 'Inbound',
      access: 'Allow',
      protocol: 'Tcp',
      sourceAddressPrefix: '192.0.2.1',
      sourcePortRange: '*',
      destinationAddressPrefix: '*',
      destinationPortRange: '22',
    };
    template.resources.push({ type: 'Microsoft.Network/networkSecurityGroups/securityRules', name: 'web/ssh', properties });
    decides(read(written(template)), {
      'x 192.0.2.1 -> web 10.1.0.1 tcp 22': 'permit',
      'x 192.0.2.2 -> web 10.1.0.1 tcp 22': 'deny',
    });
  });

  it('names what it can not read, and is certain of nothing there', () => {
    const odd = (more: object): object =>
      rule('odd', 100, { sourceAddressPrefix: '192.0.2.1' }, { destinationAddressPrefix: '*', destinationPortRange: '22' }, more);
    const question = 'x 192.0.2.1 -> web 10.1.0.1 tcp 22';
    for (const more of [
      { access: 'Frobnicate' },
      { direction: 'Up' },
      { priority: 'first' },
      { protocol: 'Frob' },
      { destinationPortRange: "[parameters('port')]" },
      { sourceAddressPrefix: "[parameters('from')]" },
      { sometimes: 'yes' },
    ]) {
      const device = read(written([{ ...LISTED[0], securityRules: [odd(more)] }]));
      decides(device, { [question]: 'unknown' });
      assert.ok(device.unknown.length, JSON.stringify(more));
    }
    const variables = read(written([{ name: 'web', properties: { securityRules: "[variables('rules')]" } }]));
    decides(variables, { [question]: 'unknown' });
    const firewall = { type: 'Microsoft.Network/azureFirewalls', name: 'fw' };
    assert.match(read(written([...LISTED, firewall])).unknown[0]!.what, /azurefirewalls/);
  });

  it('is certain of nothing that rules of a file which is cut off may decide otherwise', () => {
    const text = written(LISTED);
    const device = read(text.slice(0, text.indexOf('"name": "ping"')));
    decides(device, {
      'Internet 198.51.100.99 -> web 10.1.0.33 tcp 8005': 'unknown',
      'x 10.9.9.9 -> web 10.1.0.10 tcp 9': 'unknown',
    });
  });

  it('an audit tells what a group opens beyond the plan, and what it cuts off', async () => {
    const analysis = await analysisOf(`plan "x"
zone web { subnet 10.1.0.0/24 component www at 10.1.0.10 }
zone office { subnet 10.9.0.0/24 }
zone internet external
allow internet -> www : tcp 443
allow office -> www : tcp 22, icmp
`);
    const settled = rule(
      'office',
      310,
      { sourceAddressPrefix: '10.9.0.0/24' },
      { destinationAddressPrefix: '10.1.0.10', destinationPortRange: '23' },
    );
    const web = rule(
      'https',
      300,
      { sourceAddressPrefix: 'Internet' },
      { destinationAddressPrefix: '10.1.0.10', destinationPortRange: '443' },
    );
    const closed = LISTED[0]!.defaultSecurityRules.slice(1);
    const group = { ...LISTED[0]!, securityRules: [settled, web], defaultSecurityRules: closed };
    const { devices, inStep } = audit(analysis, [read(written([group], NETWORKS))]);
    assert.equal(inStep, false);
    const [{ open, cutOff, unknown }] = devices as [(typeof devices)[number]];
    assert.deepEqual(
      open.map(({ rule: by, perhaps }) => [by?.name, perhaps]),
      [['office', undefined]],
    );
    assert.deepEqual(
      cutOff.map(({ by, rule: allow }) => [by?.name, allow?.node.$cstNode?.text]),
      [['DenyAllInBound', 'allow office -> www : tcp 22, icmp']],
    );
    assert.deepEqual(unknown, []);
  });

  it('an audit shows a rule without a name as one, with the security groups that it is about', async () => {
    const analysis = await analysisOf(
      'zone web { subnet 10.1.0.0/24 }\nzone office { subnet 10.9.0.0/24 }\nzone internet external\n',
    );
    const jump = { sourceApplicationSecurityGroups: [{ id: '/subscriptions/s/applicationSecurityGroups/jump' }] };
    const wide = rule('', 300, { sourceAddressPrefix: '*' }, { destinationAddressPrefix: '*', destinationPortRange: '443' });
    const nameless = rule('', 310, jump, { destinationAddressPrefix: '10.1.0.10', destinationPortRange: '22' });
    const group = { ...LISTED[0]!, securityRules: [wide, nameless] };
    const { devices } = audit(analysis, [read(written([group], NETWORKS))]);
    const texts = devices[0]!.open.map(({ rule: by }) => by?.text).join('\n');
    assert.match(texts, /^a rule without a name: 300 Inbound Allow Tcp \* .*-> \*.* 443$/m);
    assert.match(texts, /^a rule without a name: 310 Inbound Allow Tcp jump.*-> 10\.1\.0\.10.* 22$/m);
  });

  it('an audit finds a plan and the template made of it in step, and asks where no place is that nothing depends on', async () => {
    const plan = `plan "x"
zone web { subnet 10.1.0.0/24, fd00:1::/64 component www at 10.1.0.10 }
zone db { subnet 10.2.0.0/24 component sql at 10.2.0.7 }
zone internet external
allow internet -> www : tcp 443
allow www -> sql : tcp 1433
`;
    const { document, services } = await loadPlan(plan);
    const analysis = services.segplan.Plans.analysis(document.parseResult.value, []);
    const files = await azureNsg.emit(buildRuleSet(analysis), 'plan');
    const text = files.find(({ name }) => name.endsWith('.json'))!.text;
    const { devices, inStep } = audit(analysis, reader.read(text, 'f'));
    assert.deepEqual(
      devices.map(({ device, skipped, placing }) => [device.name, skipped, placing.notes]),
      [
        ['db', undefined, []],
        ['web', undefined, []],
      ],
    );
    assert.equal(inStep, true);
    const wider = text.replace('"destinationPortRange": "1433"', '"destinationPortRange": "1433-1434"');
    assert.equal(audit(analysis, reader.read(wider, 'f')).inStep, false);
  });

  it('takes rules that a template makes by copy both ways', async () => {
    const analysis = await analysisOf(`zone web { subnet 10.1.0.0/24 component www at 10.1.0.10 }
zone office { subnet 10.9.0.0/24 }
allow office -> www : tcp 443
`);
    const group = {
      type: 'Microsoft.Network/networkSecurityGroups',
      name: 'nsg-web',
      properties: {
        copy: [
          {
            name: 'securityRules',
            count: "[length(parameters('rules'))]",
            input: { name: "[parameters('rules')[copyIndex('securityRules')].name]" },
          },
        ],
      },
    };
    const [device] = audit(analysis, reader.read(JSON.stringify({ resources: [group] }, undefined, 1), 'f')).devices;
    assert.ok(device!.unknown.length > 0);
    assert.ok(device!.cutOff.length > 0 && device!.cutOff.every(({ perhaps }) => perhaps !== undefined));
    assert.ok(device!.open.length > 0 && device!.open.every(({ perhaps }) => perhaps !== undefined));
  });

  it('takes any JSON and what is none', () => {
    const keys = [
      'securityRules',
      'name',
      'priority',
      'sourceAddressPrefix',
      'destinationPortRanges',
      'protocol',
      'id',
      'subnets',
      'direction',
    ];
    takesAnything(reader, JSON.stringify(LISTED, undefined, 1), keys);
    takesAnything(reader, JSON.stringify([...NETWORKS, ...INTERFACES], undefined, 1), [
      'subnets',
      'ipConfigurations',
      'privateIPAddress',
      'id',
    ]);
  });
});
