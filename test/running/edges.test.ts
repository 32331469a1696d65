// Numbers of clouds, clusters and hosts up to the edges of what their references let them be: one beyond is told, and what it is about may be open or closed.
import assert from 'node:assert/strict';
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { collected, collectedRule } from './as-told.ts';
import { decided } from './asking.ts';
import { readAll, told } from './words.ts';

type Value = string | number;

const gcp = (more: object): RunningDevice =>
  readAll('gcp', [
    {
      ...{ kind: 'compute#firewall', name: 'r', network: 'n', direction: 'INGRESS', priority: 1000, disabled: false },
      ...{ sourceRanges: ['0.0.0.0/0'], allowed: [{ IPProtocol: 'tcp' }], ...more },
    },
  ])[0]!;
const azure = (more: object): RunningDevice =>
  readAll('azure-nsg', {
    name: 'g',
    id: '/nsg/g',
    securityRules: [
      {
        ...{ name: 'r', priority: 100, direction: 'Inbound', access: 'Allow', protocol: 'Tcp', sourceAddressPrefix: '*' },
        ...{ sourcePortRange: '*', destinationAddressPrefix: '*', destinationPortRange: '*', ...more },
      },
    ],
  })[0]!;
const awsGroup = (more: object): RunningDevice =>
  readAll('aws-sg', {
    SecurityGroups: [
      {
        ...{ GroupId: 'sg-1', GroupName: 'g', IpPermissionsEgress: [] },
        IpPermissions: [{ IpProtocol: 'tcp', IpRanges: [{ CidrIp: '0.0.0.0/0' }], ...more }],
      },
    ],
  })[0]!;
const awsAcl = (more: object): RunningDevice =>
  readAll(
    'aws-sg',
    { SecurityGroups: [] },
    {
      NetworkAcls: [
        {
          ...{ NetworkAclId: 'acl-1', Associations: [] },
          Entries: [{ RuleNumber: 100, Egress: false, RuleAction: 'allow', Protocol: '6', CidrBlock: '0.0.0.0/0', ...more }],
        },
      ],
    },
  ).at(-1)!;
const kubernetes = (more: object): RunningDevice =>
  readAll('kubernetes', {
    ...{ apiVersion: 'networking.k8s.io/v1', kind: 'NetworkPolicy', metadata: { name: 'p', namespace: 'y' } },
    spec: { podSelector: {}, ingress: [{ ports: [{ protocol: 'TCP', port: 443, ...more }] }] },
  })[0]!;
const windows = (more: object): RunningDevice =>
  readRunning(collected([collectedRule({ Protocol: 'TCP', LocalPort: '443', ...more })]), 'h.json', 'windows-firewall')[0]!;

/** Each with what may stand there, and what may not. */
const ROWS: readonly (readonly [
  what: string,
  read: (value: Value) => RunningDevice,
  inside: readonly Value[],
  outside: readonly Value[],
])[] = [
  ['gcp priority', (priority) => gcp({ priority }), [0, 1, 65535], [-1, 65536]],
  [
    'gcp ports',
    (port) => gcp({ allowed: [{ IPProtocol: 'tcp', ports: [`${port}`] }] }),
    [1, 65535, '0-65535', '1-1'],
    [65536, '5-4', 'x'],
  ],
  ['gcp protocol', (number) => gcp({ allowed: [{ IPProtocol: `${number}` }] }), [1, 254, 255], [256, -1]],
  ['azure priority', (priority) => azure({ priority }), [100, 4096], [99, 0, 65501]],
  ['azure ports', (port) => azure({ destinationPortRange: `${port}` }), [1, 65535, '0-65535'], [65536, '5-4', 'x']],
  ['azure prefix', (bits) => azure({ sourceAddressPrefix: `10.9.0.0/${bits}` }), [16, 32], [33, 'x']],
  ['aws number', (RuleNumber) => awsAcl({ RuleNumber }), [1, 32766, 32767], [0, -1, 32769]],
  ['aws first port', (FromPort) => awsGroup({ FromPort, ToPort: 65535 }), [0, 1, 65535], [-1, 65536]],
  ['aws last port', (ToPort) => awsGroup({ FromPort: 0, ToPort }), [443, 65535], [65536, -1]],
  ['aws prefix', (bits) => awsGroup({ FromPort: 0, ToPort: 65535, IpRanges: [{ CidrIp: `10.9.0.0/${bits}` }] }), [16, 32], [33]],
  ['kubernetes port', (port) => kubernetes({ port }), [1, 443, 65535], []],
  ['kubernetes last port', (endPort) => kubernetes({ port: 400, endPort }), [400, 443, 65535], []],
  ['windows port', (LocalPort) => windows({ LocalPort: `${LocalPort}` }), [1, 65535, '0-65535'], []],
];

describe('numbers up to their edges', () => {
  for (const [what, read, inside, outside] of ROWS)
    it(what, () => {
      for (const value of inside) {
        const device = read(value);
        assert.deepEqual(told(device), [], `${value}`);
        assert.notEqual(decided(device, 'x 10.9.0.0 -> y 10.1.0.5 tcp 443'), 'unknown', `${value}`);
      }
      for (const value of outside) {
        const device = read(value);
        assert.ok(told(device).length > 0, `${value}`);
        assert.equal(decided(device, 'x 10.9.0.0 -> y 10.1.0.5 tcp 443'), 'unknown', `${value}`);
      }
    });

  it('decide at the edges and not beside them', () => {
    const at = (device: RunningDevice, port: number): string => decided(device, `x 10.9.0.0 -> y 10.1.0.5 tcp ${port}`);
    for (const read of [
      (ports: string) => gcp({ allowed: [{ IPProtocol: 'tcp', ports: [ports] }] }),
      (ports: string) => azure({ destinationPortRange: ports }),
      (ports: string) => windows({ LocalPort: ports }),
      (ports: string) => awsGroup({ FromPort: Number(ports.split('-')[0]), ToPort: Number(ports.split('-')[1]) }),
      (ports: string) => kubernetes({ port: Number(ports.split('-')[0]), endPort: Number(ports.split('-')[1]) }),
    ]) {
      const device = read('440-450');
      assert.deepEqual(
        [439, 440, 450, 451].map((port) => at(device, port)),
        ['deny', 'permit', 'permit', 'deny'],
      );
      assert.deepEqual(
        [65534, 65535].map((port) => at(read('65535-65535'), port)),
        ['deny', 'permit'],
      );
      assert.deepEqual(
        [1, 2].map((port) => at(read('1-1'), port)),
        ['permit', 'deny'],
      );
    }
    const one = (bits: number): RunningDevice => gcp({ sourceRanges: [`10.9.0.0/${bits}`] });
    for (const bits of [0, 8, 24, 31, 32]) {
      const beyond = ['11.9.0.0', '11.0.0.0', '10.9.1.0', '10.9.0.2', '10.9.0.1'][[0, 8, 24, 31, 32].indexOf(bits)]!;
      assert.equal(decided(one(bits), `x ${beyond} -> y 10.1.0.5 tcp 443`), bits ? 'deny' : 'permit', `/${bits}`);
      assert.equal(decided(one(bits), 'x 10.9.0.0 -> y 10.1.0.5 tcp 443'), 'permit', `/${bits}`);
    }
  });
});
