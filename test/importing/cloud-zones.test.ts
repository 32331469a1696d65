// What is a zone of a plan that is begun with what a cloud tells: subnets, and never what tells machines apart in rules.
import assert from 'node:assert/strict';
import { type ImportedPlan, importRunning } from '../../language/importing/import-running.ts';
import { readRunning } from '../../language/running/detect.ts';
import { createTestLanguage, diagnose, type TestLanguage } from '../support/language.ts';

let language: TestLanguage;

async function imported(...answers: readonly unknown[]): Promise<ImportedPlan> {
  const text = answers.map((each) => `${JSON.stringify(each, null, 1)}\n`).join('');
  const made = await importRunning(readRunning(text, 'cloud.json'), language.services);
  const errors = (await diagnose(made.text)).filter(({ severity }) => severity === 1);
  assert.deepEqual(errors, [], made.text);
  return made;
}

const rules = ({ text }: ImportedPlan): string[] =>
  text.split('\n').filter((line) => /^(allow|deny|group|\s+component) ?/.test(line));
const zones = ({ text }: ImportedPlan): string[] =>
  [...text.matchAll(/^zone (\S+)[^\n]*?(?: \{\n {2}subnet (.*))?$/gm)].map(([, name, networks]) => `${name}: ${networks ?? ''}`);

const network = 'https://www.googleapis.com/compute/v1/projects/p/global/networks/default';
const subnet = (name: string, region: string, ipCidrRange: string): object => ({
  name,
  region: `regions/${region}`,
  network,
  ipCidrRange,
});
const ingress = (name: string, sourceRanges: readonly string[], ...more: readonly object[]): object => ({
  ...{ kind: 'compute#firewall', name, network, direction: 'INGRESS', priority: 1000, disabled: false, sourceRanges },
  ...{ allowed: [{ IPProtocol: 'tcp', ports: ['0-65535'] }, { IPProtocol: 'udp', ports: ['0-65535'] }, { IPProtocol: 'icmp' }] },
  ...Object.assign({}, ...more),
});
const ports = (...numbers: readonly string[]): object => ({ allowed: [{ IPProtocol: 'tcp', ports: numbers }] });

describe('zones of what a cloud tells', () => {
  before(async () => {
    language = await createTestLanguage();
  });

  it('are one for subnets between which everything passes, and that no rule tells apart', async () => {
    const made = await imported(
      [ingress('default-allow-internal', ['10.128.0.0/9']), ingress('ssh', ['0.0.0.0/0'], ports('22'))],
      [subnet('default', 'us-central1', '10.128.0.0/20'), subnet('default', 'europe-west1', '10.132.0.0/20')],
      [subnet('backup', 'europe-west1', '10.8.0.0/24')],
    );
    // Its own name stands for what the network makes by itself in all regions; the language has a word that is spelled like it.
    assert.deepEqual(zones(made), ['default-zone: 10.128.0.0/20, 10.132.0.0/20', 'backup: 10.8.0.0/24', 'internet: ']);
    assert.deepEqual(rules(made), [
      'allow 10.128.0.0/9 -> default-zone, backup : tcp+udp 1-65535, icmp except icmpv6 // "default-allow-internal"',
      'allow default-zone, backup -> internet : any // what no rule matches passes',
      'allow any -> default-zone, backup : ssh // "ssh"',
    ]);
    // What the network lets out to backup is closed there.
    assert.equal(made.inStep, true, made.text);
  });

  it('are the subnets where a rule tells them apart, or closes something between them', async () => {
    const subnets = [subnet('default', 'us-central1', '10.128.0.0/20'), subnet('default', 'europe-west1', '10.132.0.0/20')];
    const internal = ingress('default-allow-internal', ['10.128.0.0/9']);
    const each = ['default-us-central1: 10.128.0.0/20', 'default-europe-west1: 10.132.0.0/20'];
    const apart = await imported([internal, ingress('db', ['10.128.0.0/20'], ports('5432'))], subnets);
    assert.deepEqual(zones(apart).slice(0, 2), each);
    const part = await imported(
      [internal, ingress('db', ['192.168.0.0/24'], ports('5432'), { destinationRanges: ['10.132.0.8/32'] })],
      subnets,
    );
    assert.deepEqual(zones(part).slice(0, 2), each);
    const closed = await imported(
      [
        internal,
        {
          ...ingress('no-smb', ['10.0.0.0/8']),
          allowed: undefined,
          denied: [{ IPProtocol: 'tcp', ports: ['445'] }],
          priority: 900,
        },
      ],
      subnets,
    );
    assert.deepEqual(zones(closed).slice(0, 2), each);
    assert.ok(
      rules(closed).some(
        (line) => line === 'deny 10.0.0.0/8 -> default-us-central1, default-europe-west1 : smb-over-tcp // "no-smb"',
      ),
      closed.text,
    );
    const [one] = zones(await imported([internal], subnets));
    assert.equal(one, 'default-zone: 10.128.0.0/20, 10.132.0.0/20');
  });

  it('have machines as components, and tags and groups of several as groups', async () => {
    const vm = (name: string, networkIP: string, ...items: readonly string[]): object => ({
      ...{ kind: 'compute#instance', name, tags: { items }, networkInterfaces: [{ network, networkIP }] },
    });
    const made = await imported(
      [
        ingress('to-db', [], ports('5432'), { sourceRanges: undefined, sourceTags: ['web'], targetTags: ['db'] }),
        ingress('to-web', ['0.0.0.0/0'], ports('443'), { targetTags: ['web'] }),
      ],
      [subnet('front', 'r', '10.1.0.0/24'), subnet('back', 'r', '10.1.1.0/24')],
      [vm('w1', '10.1.0.5', 'web'), vm('w2', '10.1.0.9', 'web'), vm('db1', '10.1.1.9', 'db')],
    );
    assert.deepEqual(zones(made), ['front: 10.1.0.0/24', 'back: 10.1.1.0/24', 'internet: ']);
    assert.deepEqual(rules(made), [
      ...['  component w1 at 10.1.0.5', '  component w2 at 10.1.0.9', '  component db1 at 10.1.1.9', 'group web = w1, w2'],
      ...['allow web -> db1 : postgresql // "to-db"'],
      'allow front, back -> internet : any // what no rule matches passes',
      'allow any -> web : https // "to-web"',
    ]);
  });

  it('are the subnets of AWS, and none for a security group that nothing has', async () => {
    const group = (id: string, permissions: readonly object[]): object => ({
      ...{ GroupId: `sg-${id}`, GroupName: id, VpcId: 'vpc-1', IpPermissions: permissions },
      IpPermissionsEgress: [{ IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] }],
    });
    const tcp = (port: number, more: object): object => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...more });
    const at = (address: string, ...ids: readonly string[]): object => ({
      ...{ NetworkInterfaceId: `eni-${address}`, PrivateIpAddress: address },
      Groups: ids.map((id) => ({ GroupId: `sg-${id}` })),
    });
    const made = await imported(
      {
        SecurityGroups: [
          group('web', [tcp(443, { IpRanges: [{ CidrIp: '0.0.0.0/0' }] })]),
          group('db', [tcp(5432, { UserIdGroupPairs: [{ GroupId: 'sg-web' }] })]),
          group('ssh', [tcp(22, { IpRanges: [{ CidrIp: '192.168.0.0/24' }] })]),
          group('default', [{ IpProtocol: '-1', UserIdGroupPairs: [{ GroupId: 'sg-default' }] }]),
        ],
      },
      { NetworkInterfaces: [at('10.1.0.5', 'web', 'ssh'), at('10.1.0.6', 'web'), at('10.1.1.9', 'db', 'ssh')] },
      {
        Subnets: [
          { SubnetId: 'subnet-a', VpcId: 'vpc-1', CidrBlock: '10.1.0.0/24', Tags: [{ Key: 'Name', Value: 'public' }] },
          { SubnetId: 'subnet-b', VpcId: 'vpc-1', CidrBlock: '10.1.1.0/24' },
        ],
      },
    );
    assert.deepEqual(zones(made), [
      'public: 10.1.0.0/24',
      'subnet-b: 10.1.1.0/24',
      'net-192-168-0: 192.168.0.0/24',
      'internet: ',
    ]);
    assert.deepEqual(rules(made), [
      ...[
        '  component web at 10.1.0.5-10.1.0.6',
        '  component db at 10.1.1.9',
        'group ssh = db, 10.1.0.5',
        'group machines = web, db',
      ],
      ...[
        'allow any -> web : https',
        'allow web -> db : postgresql',
        'allow net-192-168-0 -> ssh : ssh',
        'allow machines -> any except machines : any',
      ],
    ]);
    assert.match(
      made.text,
      /^\/\/ Nothing that cloud\.json has an address of is in default: what the rules there permit is left out\.$/m,
    );
  });
});

describe('zones of a gateway of Check Point', () => {
  it('are the networks of its interfaces where it has no security zones', async () => {
    const any = { uid: 'any', name: 'Any', type: 'CpmiAnyObject' };
    const accept = { uid: 'accept', name: 'Accept', type: 'RulebaseAction' };
    const all = { uid: 'all', name: 'Ten', type: 'network', subnet4: '10.0.0.0', 'mask-length4': 8 };
    const made = await imported(
      {
        ...{ uid: 'l', name: 'Network', from: 1, to: 1, total: 1, 'objects-dictionary': [any, accept, all] },
        rulebase: [
          {
            ...{ uid: 'r', type: 'access-rule', 'rule-number': 1, name: 'Ten to ten', enabled: true, action: 'accept' },
            ...{ source: ['all'], destination: ['all'], service: ['any'], vpn: ['any'], content: ['any'], time: ['any'] },
          },
        ],
      },
      { uid: 'l', name: 'Network', type: 'access-layer', 'implicit-cleanup-action': 'drop' },
      {
        ...{ uid: 'g', name: 'fw', type: 'simple-gateway', 'ipv4-address': '10.1.0.1', firewall: true },
        interfaces: [1, 2].map((n) => ({ name: `eth${n}`, 'ipv4-address': `10.${n}.0.1`, 'ipv4-mask-length': 24 })),
      },
    );
    assert.deepEqual(zones(made), ['eth1: 10.1.0.0/24', 'eth2: 10.2.0.0/24', 'internet: ']);
    assert.deepEqual(rules(made), ['allow 10.0.0.0/8 -> 10.0.0.0/8 : any // "Ten to ten"']);
    assert.equal(made.inStep, true, made.text);
  });
});
