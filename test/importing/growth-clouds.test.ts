// Clouds that get larger in one way each: a plan that is begun with what they tell costs no more than it has to.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { someOf } from '../support/chance.ts';

const many = <T>(n: number, make: (n: number) => T): T[] => Array.from({ length: n }, (_, at) => make(at));
const answers = (...all: readonly unknown[]): string => all.map((each) => JSON.stringify(each, null, 1)).join('\n');
const subnet = (n: number): string => `10.${n >> 8}.${n & 255}.0/24`;
/** Machines over four subnets. */
const machine = (n: number): string => `10.0.${n & 3}.${(n >> 2) + 2}`;

const network = 'projects/p/global/networks/n';
const tcp = (port: number): object => ({ allowed: [{ IPProtocol: 'tcp', ports: [`${port}`] }] });
const gcpSubnet = (n: number): object => ({ name: `s${n}`, region: 'regions/a', network, ipCidrRange: subnet(n) });
const tagged = (n: number, tag: string): object => ({
  kind: 'compute#instance',
  name: `m${n}`,
  tags: { items: [tag] },
  networkInterfaces: [{ network, networkIP: machine(n) }],
});

/** @param rules each over what an ingress rule has anyway */
function gcp(rules: readonly object[], subnets: number, machines: readonly object[] = []): string {
  const common = { kind: 'compute#firewall', network, direction: 'INGRESS', priority: 1000, disabled: false };
  const all = rules.map((rule, n) => ({ ...common, name: `r${n}`, ...rule }));
  return answers(all, many(subnets, gcpSubnet), machines);
}

const everything = { IpProtocol: '-1', IpRanges: [{ CidrIp: '0.0.0.0/0' }] };
const permits = (port: number, peer: object): object => ({ IpProtocol: 'tcp', FromPort: port, ToPort: port, ...peer });
const group = (n: number, ...permissions: readonly object[]): object => ({
  GroupId: `sg-${n}`,
  GroupName: `sg-${n}`,
  IpPermissions: permissions,
  IpPermissionsEgress: [everything],
});
const card = (n: number, address: string, of: number): object => ({
  NetworkInterfaceId: `eni-${n}`,
  PrivateIpAddress: address,
  Groups: [{ GroupId: `sg-${of}` }],
});

function aws(groups: readonly object[], cards: readonly object[], subnets: number): string {
  const all = many(subnets, (n) => ({ SubnetId: `subnet-${n}`, VpcId: 'v', CidrBlock: subnet(n) }));
  return answers({ SecurityGroups: groups }, { NetworkInterfaces: cards }, { Subnets: all });
}

const acl = (entries: readonly object[]): string =>
  answers(
    { NetworkAcls: [{ NetworkAclId: 'a', Associations: many(4, (n) => ({ SubnetId: `subnet-${n}` })), Entries: entries }] },
    { Subnets: many(8, (n) => ({ SubnetId: `subnet-${n}`, VpcId: 'v', CidrBlock: subnet(n) })) },
  );

/** @param groups the rules of the group of each of the first subnets, each over what a rule has anyway */
function azure(groups: readonly (readonly object[])[], subnets: number): string {
  const any = { sourcePortRange: '*', sourceAddressPrefix: '*', destinationAddressPrefix: '*', destinationPortRange: '22' };
  const common = { direction: 'Inbound', access: 'Allow', protocol: 'Tcp', ...any };
  const all = groups.map((rules, n) => ({
    name: `g${n}`,
    id: `/g${n}`,
    securityRules: rules.map((rule, k) => ({ ...common, name: `r${k}`, priority: 100 + k, ...rule })),
    subnets: [{ id: `/v/s${n}` }],
  }));
  const inside = many(subnets, (n) => ({
    name: `s${n}`,
    id: `/v/s${n}`,
    addressPrefix: subnet(n),
    networkSecurityGroup: { id: `/g${n}` },
  }));
  return answers(all, [{ name: 'v', id: '/v', addressSpace: { addressPrefixes: ['10.0.0.0/8'] }, subnets: inside }]);
}

/** More of what one firewall holds. */
const LONG: Readonly<Record<string, (n: number) => string>> = {
  'Google Cloud: rules between subnets': (n) =>
    gcp(
      many(n, (k) => ({ sourceRanges: [subnet(k % 8)], destinationRanges: [subnet((k + 3) % 8)], ...tcp(1000 + k) })),
      8,
    ),
  'Google Cloud: rules about the outside': (n) =>
    gcp(
      many(n, (k) => ({
        sourceRanges: [`198.51.${k >> 8}.${k & 255}/32`],
        destinationRanges: [subnet(k % 8)],
        ...tcp(1000 + k),
      })),
      8,
    ),
  'Google Cloud: rules with denies between them': (n) =>
    gcp(
      many(n, (k) => ({
        priority: 1000 + k,
        sourceRanges: [subnet(k % 8)],
        ...(k % 2 ? { denied: [{ IPProtocol: 'tcp', ports: ['22'] }] } : { destinationRanges: [subnet((k + 3) % 8)], ...tcp(k) }),
      })),
      8,
    ),
  'Google Cloud: machines with a tag each': (n) =>
    gcp(
      many(n, (k) => ({ sourceTags: [`t${k}`], targetTags: [`t${(k + 1) % n}`], ...tcp(1000 + k) })),
      4,
      many(n, (k) => tagged(k, `t${k}`)),
    ),
  'Google Cloud: machines of two tags': (n) =>
    gcp(
      [{ sourceTags: ['t1'], targetTags: ['t0'], ...tcp(22) }],
      4,
      many(n, (k) => tagged(k, `t${k % 2}`)),
    ),
  'Google Cloud: subnets between which all passes': (n) =>
    gcp([{ sourceRanges: ['10.0.0.0/8'], allowed: [{ IPProtocol: 'all' }] }], n),
  'AWS: permissions of one group': (n) =>
    aws(
      [group(0, ...many(n, (k) => permits(1000 + k, { IpRanges: [{ CidrIp: subnet(k % 8) }] })))],
      [card(0, '10.0.0.10', 0)],
      8,
    ),
  'AWS: interfaces of one group': (n) =>
    aws(
      [group(0, permits(22, { IpRanges: [{ CidrIp: subnet(1) }] }))],
      many(n, (k) => card(k, machine(k), 0)),
      4,
    ),
  'AWS: entries of a network ACL': (n) =>
    acl(
      many(n, (k) => ({
        ...{ RuleNumber: k + 1, Egress: k % 3 === 0, Protocol: '6', PortRange: { From: 1000 + k, To: 1000 + k } },
        ...{ RuleAction: k % 5 ? 'allow' : 'deny', CidrBlock: subnet(k % 8) },
      })),
    ),
  'Azure: rules of one group': (n) =>
    azure([many(n, (k) => ({ sourceAddressPrefix: subnet(1 + (k % 7)), destinationPortRange: `${1000 + k}` }))], 8),
  'Azure: rules with denies between them': (n) =>
    azure(
      [
        many(n, (k) => ({
          ...{ access: k % 2 ? 'Deny' : 'Allow', sourceAddressPrefix: subnet(1 + (k % 7)) },
          destinationPortRange: k % 2 ? '22' : `${1000 + k}`,
        })),
      ],
      8,
    ),
};

/**
 * More firewalls, each of its own subnet or machine, which all others stand behind: what two of them let pass is asked of each two that something goes between. That is the
 * square of their number, of which this holds that it is no more.
 */
const FIREWALLS: Readonly<Record<string, (n: number) => string>> = {
  'Google Cloud: subnets that rules tell apart': (n) =>
    gcp(
      many(n, (k) => ({ sourceRanges: [subnet(k)], destinationRanges: [subnet((k + 1) % n)], ...tcp(22) })),
      n,
    ),
  'AWS: groups that name each other': (n) =>
    aws(
      many(n, (k) => group(k, permits(22, { UserIdGroupPairs: [{ GroupId: `sg-${(k + 1) % n}` }] }))),
      many(n, (k) => card(k, machine(k), k)),
      4,
    ),
  'AWS: subnets with an interface each': (n) =>
    aws(
      many(n, (k) => group(k, permits(22, { IpRanges: [{ CidrIp: subnet((k + 1) % n) }] }))),
      many(n, (k) => card(k, subnet(k).replace('.0/24', '.10'), k)),
      n,
    ),
  'Azure: groups of subnets': (n) =>
    azure(
      many(n, (k) => [{ sourceAddressPrefix: subnet((k + 1) % n) }]),
      n,
    ),
};

/** How often the work of what costs more than it is long may be: the square would be sixteen times. */
const STEEP: Readonly<Record<string, number>> = {
  // What answers find on their way back is asked for each entry, and goes through the entries of the other way.
  'AWS: entries of a network ACL': 7,
};

/** How often the work of 40 the work of 160 is. */
async function growthOf(files: Readonly<Record<string, (n: number) => string>>): Promise<Map<string, number>> {
  const tried = someOf(Object.entries(files));
  const child = spawn(process.execPath, [fileURLToPath(import.meta.resolve('./count-import.ts'))], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  // The first file of each form makes what is made once.
  child.stdin.end(JSON.stringify(tried.flatMap(([, make]) => [3, 40, 160].map((n) => make(n)))));
  const counts = JSON.parse(await text(child.stdout)) as number[];
  return new Map(
    tried.map(([name], n) => {
      const [, short, long] = counts.slice(3 * n, 3 * n + 3);
      assert.ok(short! > 1000, name);
      return [name, long! / short!];
    }),
  );
}

describe('importing what clouds tell', () => {
  it('costs no more than about four times the work for four times the rules and machines', async () => {
    for (const [name, times] of await growthOf(LONG))
      assert.ok(times < (STEEP[name] ?? 5.5), `${name}: ${times.toFixed(1)} times the work`);
  });

  it('costs no more than the square for firewalls between which everything may pass', async () => {
    for (const [name, times] of await growthOf(FIREWALLS)) assert.ok(times < 16, `${name}: ${times.toFixed(1)} times the work`);
  });
});
