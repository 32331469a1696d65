// Networks of clouds of chance, with machines that have tags or groups: the plan that is begun with what the cloud tells permits what the rules permit at both ends, packet by
// packet. What they permit is decided here as the makers document it, not by what reads the files.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { importRunning } from '../../language/importing/import-running.ts';
import { portSet } from '../../language/model/services.ts';
import { audit } from '../../language/running/audit.ts';
import { readRunning } from '../../language/running/detect.ts';
import { decide } from '../rulesets/evaluator.ts';
import { addressOf } from '../running/packet-by-packet.ts';
import { ofChance } from '../support/chance.ts';
import { createTestLanguage, loadPlan, type TestLanguage } from '../support/language.ts';

/** Each subnet has 16 addresses of 10.0.0.0/24. */
const SUBNETS = ['lan', 'dmz', 'srv'] as const;
/** Machines at the last numbers of their addresses, with their tags or groups. */
const MACHINES: Readonly<Record<number, readonly string[]>> = {
  1: ['web'],
  2: ['web', 'db'],
  17: ['db'],
  18: ['web'],
  33: ['db'],
  34: [],
};

interface Range {
  readonly at: number;
  readonly bits: number;
}
interface Rule {
  readonly isIngress: boolean;
  readonly priority: number;
  readonly permits: boolean;
  readonly isOff: boolean;
  /** The machines whose firewall it is: those of a subnet where they have no tag. */
  readonly subnet: number;
  readonly target: string | undefined;
  /** What is at the other end: a network, a tag, or anything. */
  readonly peer: Range | string | undefined;
  readonly ports: readonly [number, number] | undefined;
}

const tag = fc.constantFrom('web', 'db');
const range: fc.Arbitrary<Range> = fc
  .record({ at: fc.nat(47), bits: fc.constantFrom(32, 31, 28, 27, 26) })
  .map(({ at, bits }) => ({ at: at - (at % 2 ** (32 - bits)), bits }));
const rule: fc.Arbitrary<Rule> = fc.record({
  isIngress: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
  priority: fc.integer({ min: 100, max: 103 }),
  permits: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
  isOff: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  subnet: fc.nat(2),
  target: fc.option(tag, { nil: undefined }),
  peer: fc.oneof(range, range, tag, fc.constant(undefined)),
  ports: fc.option(
    fc.tuple(fc.integer({ min: 1, max: 3 }), fc.nat(1)).map(([a, more]) => [a, a + more] as const),
    { nil: undefined },
  ),
});

interface Packet {
  readonly source: number;
  readonly destination: number;
  readonly port: number;
}
const cidr = ({ at, bits }: Range): string => `10.0.0.${at}/${bits}`;
const portsText = ([from, to]: readonly [number, number]): string => (from === to ? `${from}` : `${from}-${to}`);
const isIn = (address: number, { at, bits }: Range): boolean => address >= at && address < at + 2 ** (32 - bits);
const isPeer = (address: number, { peer }: Rule): boolean =>
  peer === undefined || (typeof peer === 'string' ? MACHINES[address]?.includes(peer) === true : isIn(address, peer));
const isPort = (port: number, { ports }: Rule): boolean => !ports || (port >= ports[0] && port <= ports[1]);
const answers = (...all: readonly unknown[]): string => all.map((each) => `${JSON.stringify(each)}\n`).join('');

interface Cloud {
  readonly tell: (rules: readonly Rule[]) => string;
  /** What the firewall at one end makes of a packet. */
  readonly passes: (rules: readonly Rule[], packet: Packet, isIngress: boolean) => boolean;
  /** Rules that it has, of those of chance. */
  readonly own: (rules: readonly Rule[]) => readonly Rule[];
  readonly hosts: readonly number[];
}

const every = Array.from({ length: 48 }, (_, n) => n).filter((n) => n % 16 > 0 && n % 16 < 5);
/** The first rule that matches, by priority; of one priority those that deny. */
const first = (rules: readonly Rule[]): Rule | undefined =>
  [...rules].sort((a, b) => a.priority - b.priority || Number(a.permits) - Number(b.permits))[0];

const network = 'projects/p/global/networks/prod';
const gcp: Cloud = {
  // No rule of what goes out has a tag as the other end.
  own: (rules) => rules.filter(({ isIngress, peer }) => isIngress || typeof peer !== 'string'),
  hosts: every,
  tell: (rules) =>
    answers(
      rules.map(({ isIngress, priority, permits, isOff, target, peer, ports }, n) => ({
        ...{ kind: 'compute#firewall', name: `r${n}`, network, priority, direction: isIngress ? 'INGRESS' : 'EGRESS' },
        ...{ disabled: isOff, ...(target !== undefined && { targetTags: [target] }) },
        ...(typeof peer === 'string'
          ? { sourceTags: [peer] }
          : { [isIngress ? 'sourceRanges' : 'destinationRanges']: [peer ? cidr(peer) : '0.0.0.0/0'] }),
        [permits ? 'allowed' : 'denied']: [ports ? { IPProtocol: 'tcp', ports: [portsText(ports)] } : { IPProtocol: 'all' }],
      })),
      SUBNETS.map((name, n) => ({ kind: 'compute#subnetwork', name, network, ipCidrRange: `10.0.0.${16 * n}/28` })),
      Object.entries(MACHINES).map(([at, items]) => ({
        ...{ kind: 'compute#instance', name: `vm${at}`, tags: { items } },
        networkInterfaces: [{ network, networkIP: `10.0.0.${at}` }],
      })),
    ),
  passes: (rules, { source, destination, port }, isIngress) => {
    const [own, other] = isIngress ? [destination, source] : [source, destination];
    const matching = rules.filter(
      (each) =>
        each.isIngress === isIngress &&
        !each.isOff &&
        (each.target === undefined || MACHINES[own]?.includes(each.target)) &&
        isPeer(other, each) &&
        isPort(port, each),
    );
    return first(matching)?.permits ?? !isIngress;
  },
};

const aws: Cloud = {
  own: (rules) => {
    const own = rules.filter(({ isOff }) => !isOff).map((each) => ({ ...each, target: each.target ?? 'web' }));
    const everything = { ...rules[0]!, isIngress: false, peer: undefined, ports: undefined };
    // A group lets everything out unless somebody takes that away.
    return [...own, ...(rules.length % 4 ? ['web', 'db'].map((target) => ({ ...everything, target })) : [])];
  },
  hosts: Object.keys(MACHINES)
    .map(Number)
    .filter((at) => MACHINES[at]!.length),
  tell: (rules) => {
    const permissions = (group: string, ingress: boolean): object[] =>
      rules
        .filter(({ target, isIngress }) => target === group && isIngress === ingress)
        .map(({ peer, ports }) => ({
          ...(ports ? { IpProtocol: 'tcp', FromPort: ports[0], ToPort: ports[1] } : { IpProtocol: '-1' }),
          ...(typeof peer === 'string'
            ? { UserIdGroupPairs: [{ GroupId: `sg-${peer}` }] }
            : { IpRanges: [{ CidrIp: peer ? cidr(peer) : '0.0.0.0/0' }] }),
        }));
    return answers(
      {
        SecurityGroups: ['web', 'db', 'idle'].map((name) => ({
          ...{ GroupId: `sg-${name}`, GroupName: name, VpcId: 'vpc-1' },
          ...{ IpPermissions: permissions(name, true), IpPermissionsEgress: permissions(name, false) },
        })),
      },
      {
        NetworkInterfaces: aws.hosts.map((at) => ({
          ...{ NetworkInterfaceId: `eni-${at}`, PrivateIpAddresses: [{ PrivateIpAddress: `10.0.0.${at}` }] },
          Groups: MACHINES[at]!.map((name) => ({ GroupId: `sg-${name}` })),
        })),
      },
      { Subnets: SUBNETS.map((name, n) => ({ SubnetId: `subnet-${name}`, VpcId: 'vpc-1', CidrBlock: `10.0.0.${16 * n}/28` })) },
    );
  },
  // What any group of an interface permits.
  passes: (rules, { source, destination, port }, isIngress) => {
    const [own, other] = isIngress ? [destination, source] : [source, destination];
    return rules.some(
      (each) =>
        each.isIngress === isIngress && MACHINES[own]!.includes(each.target!) && isPeer(other, each) && isPort(port, each),
    );
  },
};

/** The two first subnets have one group, the third one has its own. */
const GROUP_OF = [0, 0, 1] as const;
const azure: Cloud = {
  own: (rules) => {
    const known = new Set<string>();
    // Of one group and one direction no two rules have the same priority.
    const own = rules.filter(({ isIngress, subnet, priority, isOff }) => {
      const key = `${isIngress} ${GROUP_OF[subnet]} ${priority}`;
      return !isOff && !known.has(key) && known.add(key);
    });
    // What no rule says passes there.
    return own.map((each) => ({ ...each, permits: !each.permits }));
  },
  hosts: every,
  tell: (rules) => {
    const asg = (name: string): object[] => [{ id: `/asg/${name}` }];
    const groups = [0, 1].map((group) => ({
      ...{ name: `nsg-${group}`, id: `/nsg/${group}` },
      subnets: SUBNETS.flatMap((name, n) => (GROUP_OF[n] === group ? [{ id: `/v/${name}` }] : [])),
      securityRules: rules.flatMap(({ isIngress, subnet, priority, permits, target, peer, ports }, n) => {
        if (GROUP_OF[subnet] !== group) return [];
        const [near, far] = isIngress ? ['destination', 'source'] : ['source', 'destination'];
        return [
          {
            ...{ name: `r${n}`, priority, direction: isIngress ? 'Inbound' : 'Outbound', access: permits ? 'Allow' : 'Deny' },
            ...{ protocol: ports ? 'Tcp' : '*', sourcePortRange: '*', destinationPortRange: ports ? portsText(ports) : '*' },
            ...(target === undefined ? { [`${near}AddressPrefix`]: '*' } : { [`${near}ApplicationSecurityGroups`]: asg(target) }),
            ...(typeof peer === 'string'
              ? { [`${far}ApplicationSecurityGroups`]: asg(peer) }
              : { [`${far}AddressPrefix`]: peer ? cidr(peer) : '*' }),
          },
        ];
      }),
    }));
    const subnets = SUBNETS.map((name, n) => ({ name, id: `/v/${name}`, addressPrefix: `10.0.0.${16 * n}/28` }));
    const interfaces = Object.entries(MACHINES).map(([at, tags]) => ({
      ...{ name: `vm${at}-nic`, id: `/nic/${at}` },
      ipConfigurations: [{ privateIPAddress: `10.0.0.${at}`, applicationSecurityGroups: tags.flatMap(asg) }],
    }));
    return answers(groups, [{ name: 'v', addressSpace: { addressPrefixes: ['10.0.0.0/24'] }, subnets }], interfaces);
  },
  // Behind all others stand those that let everything pass within the network, both ways.
  passes: (rules, { source, destination, port }, isIngress) => {
    const [own, other] = isIngress ? [destination, source] : [source, destination];
    const matching = rules.filter(
      (each) =>
        each.isIngress === isIngress &&
        GROUP_OF[each.subnet] === GROUP_OF[own >> 4] &&
        (each.target === undefined || MACHINES[own]?.includes(each.target)) &&
        isPeer(other, each) &&
        isPort(port, each),
    );
    return first(matching)?.permits ?? true;
  },
};

const asked = ({ source, destination, port }: Packet) =>
  ({ source: `10.0.0.${source}`, destination: `10.0.0.${destination}`, protocol: 'tcp', port }) as const;

let language: TestLanguage;

describe('a plan of a cloud of chance', () => {
  before(async () => {
    language = await createTestLanguage();
  });

  for (const [form, cloud] of Object.entries({ gcp, 'aws-sg': aws, 'azure-nsg': azure }))
    it(`permits what passes both ends: ${form}`, async () => {
      const found = { passed: 0, dropped: 0 };
      for (const all of fc.sample(fc.array(rule, { minLength: 1, maxLength: 7 }), { numRuns: ofChance(40, 7), seed: 43 })) {
        const rules = cloud.own(all);
        const text = cloud.tell(rules);
        const { text: made } = await importRunning(readRunning(text, 'cloud', form), language.services);
        if (!/^(allow|deny) /m.test(made)) continue;
        const zones = [...made.matchAll(/^zone (\S+)/gm)].map(([, name]) => name!);
        const roles = zones.filter((name) => !/^(internet|net-.*|(subnet-)?(lan|dmz|srv)(-.*)?|prod|v)$/.test(name));
        assert.deepEqual(roles, [], `a role is no zone\n${made}`);
        const { document } = await loadPlan(made);
        for (const source of cloud.hosts)
          for (const destination of cloud.hosts) {
            if (source >> 4 === destination >> 4) continue;
            for (const port of [1, 2, 4]) {
              const packet = { source, destination, port };
              const passes = [false, true].every((isIngress) => cloud.passes(rules, packet, isIngress));
              const question = asked(packet);
              found[passes ? 'passed' : 'dropped']++;
              const expected = passes ? 'passed' : 'dropped';
              assert.equal(decide(document.parseResult.value, question), expected, `${JSON.stringify(packet)}\n${text}\n${made}`);
            }
          }
      }
      assert.ok(found.passed > 50 && found.dropped > 50, JSON.stringify(found));
    });

  // Clouds that let everything out are quiet where the other end closes it; what passes both ends never is.
  for (const [form, cloud] of Object.entries({ gcp, 'aws-sg': aws, 'azure-nsg': azure }))
    it(`is told by an audit of all that passes once other rules run: ${form}`, async () => {
      let told = 0;
      const all = fc.sample(fc.array(rule, { minLength: 1, maxLength: 7 }), { numRuns: ofChance(32, 6), seed: 47 });
      for (const [n, wanted] of all.entries()) {
        const { text: made } = await importRunning(readRunning(cloud.tell(cloud.own(wanted)), 'cloud', form), language.services);
        if (!/^(allow|deny) /m.test(made)) continue;
        const { document, services } = await loadPlan(made);
        const root = document.parseResult.value;
        const rules = cloud.own(all[(n + 1) % all.length]!);
        const { devices } = audit(services.segplan.Plans.analysis(root), readRunning(cloud.tell(rules), 'cloud', form));
        const open = devices.flatMap((device) => device.open.flatMap(({ region }) => region));
        for (const source of cloud.hosts)
          for (const destination of cloud.hosts)
            for (const port of [1, 2, 4]) {
              const packet = { source, destination, port };
              const passes = [false, true].every((isIngress) => cloud.passes(rules, packet, isIngress));
              if (!passes || decide(root, asked(packet)) === 'passed') continue;
              const isTold = open.some(
                (box) =>
                  box.sources.has(addressOf(source)) &&
                  box.destinations.has(addressOf(destination)) &&
                  box.services.has(portSet('tcp', port).first),
              );
              assert.ok(isTold, `${JSON.stringify(packet)}\n${cloud.tell(rules)}\n${made}`);
              told++;
            }
      }
      assert.ok(told > 20, `${told}`);
    });
});
