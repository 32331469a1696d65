// What makers' references say of clouds, held against what is read. AWS: EC2 API 2016-11-15, "SecurityGroup", "IpPermission", "UserIdGroupPair", "NetworkAclEntry",
// "NetworkInterface" and "PrefixList" (August 2026). Azure: "Azure network security groups overview" (July 2025), "Manage network policies for private endpoints" (July 2023),
// and the REST reference of networkSecurityGroups 2023-09-01. Google Cloud: the fields of the resource "Firewall" of Compute v1, and the limitations of "Configuring alias IP
// ranges". Not found, and so not held: what Google says of alias ranges for service accounts, and which order Azure gives rules of one priority.
import assert from 'node:assert/strict';
import { formatAddresses } from '../../language/model/addresses.ts';
import { holds, readAll, told, type Values } from './words.ts';

const TO = 'x 10.9.0.1 -> y 10.1.0.5 tcp 443';

describe("clouds as their makers' references have them", () => {
  describe('AWS', () => {
    const group = (GroupId: string, GroupName: string, pairs: readonly Values[] = []): Values => ({
      ...{ GroupId, GroupName, IpPermissionsEgress: [] },
      IpPermissions: [{ IpProtocol: 'tcp', FromPort: 443, ToPort: 443, UserIdGroupPairs: pairs }],
    });
    const card = (GroupId: string, more: Values): Values => ({ Groups: [{ GroupId }], ...more });

    it('a group of a default VPC may be named without its id', () => {
      const SecurityGroups = [group('sg-1', 'web', [{ GroupName: 'jump', UserId: '1' }]), group('sg-2', 'jump')];
      const NetworkInterfaces = [card('sg-1', { PrivateIpAddress: '10.1.0.5' }), card('sg-2', { PrivateIpAddress: '10.9.0.1' })];
      const [web] = readAll('aws-sg', { SecurityGroups }, { NetworkInterfaces });
      holds(web!, `${TO}, !${TO.replace('9.0.1', '9.0.2')}`, 'by its name');
      const [alone] = readAll('aws-sg', { SecurityGroups: [group('sg-1', 'web', [{ GroupName: 'bastion' }])] });
      holds(alone!, `${TO.replace('x', 'bastion')}, !${TO}`, 'a place of its name');
    });

    it('an interface has its one IPv6 address as well, and one that drops what comes from the internet is told', () => {
      const read = (more: Values) =>
        readAll('aws-sg', { SecurityGroups: [group('sg-1', 'web')] }, { NetworkInterfaces: [card('sg-1', more)] })[0]!;
      assert.deepEqual(formatAddresses(read({ Ipv6Address: 'fd00::5' }).host!), ['fd00::5']);
      assert.deepEqual(told(read({ Ipv6Address: 'fd00::5', DenyAllIgwTraffic: true })), ['DenyAllIgwTraffic']);
      assert.deepEqual(told(read({ Ipv6Address: 'fd00::5', DenyAllIgwTraffic: false })), []);
    });
  });

  describe('Azure', () => {
    const rule = (name: string, more: Values = {}): Values => ({
      ...{ name, priority: 100, direction: 'Inbound', access: 'Allow', protocol: 'Tcp', ...more },
      ...{ sourceAddressPrefix: '*', sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '443' },
    });
    const web = (rules: readonly Values[]): Values => ({ name: 'web', id: '/nsg/web', securityRules: rules });
    const TYPE = 'Microsoft.Network/networkSecurityGroups/securityRules';
    const ofAnswer = (group: string, name: string): Values => ({
      ...rule(name),
      ...{ type: TYPE, id: `/subscriptions/s/providers/Microsoft.Network/networkSecurityGroups/${group}/securityRules/${name}` },
    });

    it('an answer that goes on elsewhere is told', () => {
      const [device] = readAll('azure-nsg', { value: [web([])], nextLink: 'https://management.azure.com/x?$skiptoken=5' });
      assert.deepEqual(told(device!), ['nextLink']);
      assert.deepEqual(told(readAll('azure-nsg', { value: [web([])], nextLink: null })[0]!), []);
    });

    it('the rules of a group may be an answer by themselves, and those of a group that is not there are told', () => {
      const [device] = readAll('azure-nsg', [web([])], [ofAnswer('WEB', 'https')]);
      holds(device!, TO, 'by the id of the rule');
      const [twice] = readAll('azure-nsg', [web([rule('https')])], [ofAnswer('web', 'https')]);
      assert.deepEqual(
        twice!.lists.get('inbound')!.rules.filter(({ name }) => name === 'https').length,
        1,
        'what stands in both is one rule',
      );
      const [other] = readAll('azure-nsg', [web([])], [ofAnswer('db', 'https')]);
      holds(other!, `!${TO}`, 'of another group');
      assert.deepEqual(told(other!), ['security rule']);
    });

    it('private endpoints are filtered where their subnet says so alone', () => {
      const at = (more: Values): string[] =>
        told(
          readAll(
            'azure-nsg',
            [web([])],
            [{ name: 's', id: '/s', addressPrefix: '10.1.0.0/24', networkSecurityGroup: { id: '/nsg/web' }, ...more }],
          )[0]!,
        );
      const privateEndpoints = [{ id: '/endpoints/store' }];
      for (const privateEndpointNetworkPolicies of [undefined, 'Disabled', 'RouteTableEnabled'])
        assert.deepEqual(at({ privateEndpoints, privateEndpointNetworkPolicies }), ['private endpoints']);
      for (const privateEndpointNetworkPolicies of ['Enabled', 'NetworkSecurityGroupEnabled'])
        assert.deepEqual(at({ privateEndpoints, privateEndpointNetworkPolicies }), []);
      assert.deepEqual(at({ privateEndpoints: [], privateEndpointNetworkPolicies: 'Disabled' }), []);
    });
  });

  describe('Google Cloud', () => {
    const rule = (network: string, more: Values): Values => ({
      ...{ kind: 'compute#firewall', name: 'r', network, priority: 1000, direction: 'INGRESS', disabled: false },
      ...{ allowed: [{ IPProtocol: 'tcp', ports: ['443'] }], ...more },
    });
    const machine = (network: string, networkIP: string, more: Values): Values => ({
      kind: 'compute#instance',
      networkInterfaces: [{ network, networkIP, aliasIpRanges: [{ ipCidrRange: '10.7.0.0/28' }] }],
      ...more,
    });
    const from = (address: string): string => TO.replace('10.9.0.1', address);
    const to = (address: string): string => TO.replace('10.1.0.5', address);

    it('a tag as a source stands for the addresses of machines, and not for ranges that are aliases of them', () => {
      const machines = [machine('n', '10.9.0.1', { tags: { items: ['t'] }, serviceAccounts: [{ email: 'a@p' }] })];
      const read = (more: Values) => readAll('gcp', [rule('n', more)], machines)[0]!;
      holds(read({ sourceTags: ['t'] }), `${from('10.9.0.1')}, !${from('10.7.0.5')}`, 'source tag');
      holds(read({ sourceServiceAccounts: ['a@p'] }), `${from('10.9.0.1')}, ?${from('10.7.0.5')}`, 'source account');
      for (const target of [{ targetTags: ['t'] }, { targetServiceAccounts: ['a@p'] }])
        holds(
          read({ sourceRanges: ['0.0.0.0/0'], ...target }),
          `${to('10.9.0.1')}, ${to('10.7.0.5')}, !${to('10.9.0.2')}`,
          'target',
        );
    });

    it('networks of two projects are two, also where they have one name', () => {
      const link = (project: string): string =>
        `https://www.googleapis.com/compute/v1/projects/${project}/global/networks/default`;
      const subnet = (project: string, ipCidrRange: string): Values => ({ network: link(project), ipCidrRange });
      const devices = readAll(
        'gcp',
        [rule(link('shop'), { sourceRanges: ['10.9.0.0/16'] }), rule(link('bank'), { sourceTags: ['t'] })],
        [subnet('shop', '10.1.0.0/24'), subnet('bank', '10.2.0.0/24')],
        [
          machine(link('shop'), '10.9.0.1', { tags: { items: ['t'] } }),
          machine(link('bank'), '10.8.0.1', { tags: { items: ['t'] } }),
        ],
      );
      assert.deepEqual(
        devices.map(({ name, host }) => [name, ...formatAddresses(host!)]),
        [
          ['shop/default', '10.1.0.0/24'],
          ['bank/default', '10.2.0.0/24'],
        ],
      );
      holds(devices[0]!, `${TO}, !${from('10.8.0.1')}`, 'shop');
      holds(devices[1]!, `!${TO}, ${from('10.8.0.1')}`, 'bank');
      const [one] = readAll(
        'gcp',
        [rule(link('shop'), { sourceRanges: ['10.9.0.0/16'] })],
        [{ ...subnet('shop', '10.1.0.0/24'), network: 'default' }],
      );
      assert.deepEqual([one!.name, ...formatAddresses(one!.host!)], ['default', '10.1.0.0/24']);
    });
  });
});
