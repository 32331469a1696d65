// Firewall rules of a plan as Google Cloud answers about them once they are deployed: with all members that gcloud compute firewall-rules list, networks subnets list,
// networks list and instances list have (Compute v1), and the rules and networks that projects have besides.
import assert from 'node:assert/strict';
import { gcp } from '../../language/rulesets/targets/gcp/gcp.ts';
import { type FirewallRule, firewallRules } from '../rulesets/readers/gcp.ts';
import { type Answer, emitted, says } from './deployed.ts';

const PROJECT = 'https://www.googleapis.com/compute/v1/projects/shop-1';
const link = (network: string): string => `${PROJECT}/global/networks/${network}`;
const services = (list: FirewallRule['allow']): Answer =>
  list?.map(({ protocol, ports }) => ({ IPProtocol: protocol, ...(ports && { ports }) }));

const rule = (values: Partial<FirewallRule>, more: object = {}): Answer => ({
  ...(values.allow ? { allowed: services(values.allow) } : { denied: services(values.deny) }),
  ...{ creationTimestamp: '2026-01-01T00:00:00.000-08:00', description: values.description ?? '', disabled: false },
  ...(values.destination_ranges && { destinationRanges: values.destination_ranges }),
  ...(values.source_ranges && { sourceRanges: values.source_ranges }),
  ...{ direction: values.direction ?? 'INGRESS', id: '1', kind: 'compute#firewall', logConfig: { enable: false } },
  ...{ name: values.name, network: link('prod'), priority: values.priority ?? 1000 },
  selfLink: `${PROJECT}/global/firewalls/${values.name}`,
  ...more,
});
const tcp = (...ports: string[]): FirewallRule['allow'] => [{ protocol: 'tcp', ports }];
const subnet = (name: string, ipCidrRange: string, network = 'prod'): Answer => ({
  ...{ creationTimestamp: 'x', fingerprint: 'x', id: '2', kind: 'compute#subnetwork', name, ipCidrRange, network: link(network) },
  ...{
    privateIpGoogleAccess: false,
    privateIpv6GoogleAccess: 'DISABLE_GOOGLE_ACCESS',
    purpose: 'PRIVATE',
    stackType: 'IPV4_ONLY',
  },
  ...{ region: `${PROJECT}/regions/europe-west1`, selfLink: `${PROJECT}/regions/europe-west1/subnetworks/${name}` },
});
const machine = (name: string, networkIP: string, of: string, items?: readonly string[]): Answer => ({
  ...{
    canIpForward: false,
    cpuPlatform: 'x',
    creationTimestamp: 'x',
    deletionProtection: false,
    id: '3',
    kind: 'compute#instance',
  },
  ...{ name, status: 'RUNNING', tags: { fingerprint: 'x', ...(items && { items }) }, zone: `${PROJECT}/zones/europe-west1-b` },
  disks: [{ boot: true, kind: 'compute#attachedDisk' }],
  metadata: { fingerprint: 'x', items: [{ key: 'enable-oslogin', value: 'TRUE' }], kind: 'compute#metadata' },
  networkInterfaces: [
    {
      accessConfigs: [{ kind: 'compute#accessConfig', name: 'External NAT', natIP: '203.0.113.9', type: 'ONE_TO_ONE_NAT' }],
      ...{
        fingerprint: 'x',
        kind: 'compute#networkInterface',
        name: 'nic0',
        network: link('prod'),
        networkIP,
        stackType: 'IPV4_ONLY',
      },
      subnetwork: `${PROJECT}/regions/europe-west1/subnetworks/${of}`,
    },
  ],
  serviceAccounts: [{ email: '1-compute@developer.gserviceaccount.com', scopes: ['x'] }],
});

interface Answers {
  readonly rules: Answer[];
  readonly subnets: Answer[];
  readonly machines: Answer[];
  readonly networks: Answer[];
}

const named = ({ rules }: Answers, part: RegExp): Answer => rules.find(({ name }) => part.test(name));
/** Gives a subnet and a machine in it addresses of IPv6 that everybody may send to. */
const withSix = ({ subnets, machines }: Answers): void => {
  Object.assign(subnets[0], { stackType: 'IPV4_IPV6', ipv6AccessType: 'EXTERNAL', externalIpv6Prefix: '2001:db8:1::/64' });
  const config = { externalIpv6: '2001:db8:1:0:0:0:0:0', externalIpv6PrefixLength: 96, type: 'DIRECT_IPV6' };
  Object.assign(machines[0].networkInterfaces[0], { stackType: 'IPV4_IPV6', ipv6AccessConfigs: [config] });
};
const noSixOut = rule({
  name: 'no-six',
  direction: 'EGRESS',
  priority: 60_000,
  deny: [{ protocol: 'all' }],
  destination_ranges: ['::/0'],
});

describe('rules of a plan as they were deployed to Google Cloud', () => {
  const asked = async (change: (answers: Answers) => void = () => {}): Promise<string[]> => {
    const { analysis, files } = await emitted(gcp);
    const answers: Answers = {
      rules: firewallRules(files).map((each) => rule(each)),
      subnets: [subnet('web', '10.1.0.0/24'), subnet('db', '10.2.0.0/24')],
      machines: [
        machine('w1', '10.1.0.5', 'web', ['http-server']),
        machine('w2', '10.1.0.6', 'web'),
        machine('d1', '10.2.0.5', 'db'),
      ],
      networks: [
        {
          ...{ autoCreateSubnetworks: false, kind: 'compute#network', name: 'prod', id: '4', selfLink: link('prod') },
          ...{ networkFirewallPolicyEnforcementOrder: 'AFTER_CLASSIC_FIREWALL', x_gcloud_subnet_mode: 'CUSTOM' },
        },
      ],
    };
    change(answers);
    const { rules, subnets, machines, networks } = answers;
    return says(analysis, [rules, subnets, machines, networks]);
  };

  const inStep: Readonly<Record<string, (answers: Answers) => void>> = {
    'by all that is told': () => {},
    'beside a rule that is disabled': ({ rules }) =>
      rules.push(rule({ name: 'old', allow: [{ protocol: 'all' }], source_ranges: ['0.0.0.0/0'] }, { disabled: true })),
    'beside what a network begins with, which comes after the denies': ({ rules }) =>
      rules.push(rule({ name: 'default-allow-ssh', priority: 65_534, allow: tcp('22'), source_ranges: ['0.0.0.0/0'] })),
    'beside the default network, which the plan does not have': ({ rules, subnets }) => {
      const open = rule({ name: 'default-allow-ssh', priority: 65_534, allow: tcp('22'), source_ranges: ['0.0.0.0/0'] });
      rules.push({ ...open, network: link('default') });
      subnets.push(subnet('default', '10.132.0.0/20', 'default'));
    },
    'where machines have addresses of IPv6 that nothing passes by': (answers) => {
      withSix(answers);
      answers.rules.push(noSixOut);
    },
  };
  for (const [title, change] of Object.entries(inStep))
    it(`are in step, ${title}`, async () => assert.deepEqual(await asked(change), ['in step']));

  const changes: Readonly<Record<string, [change: (answers: Answers) => void, ...expected: string[]]>> = {
    'a port of a rule': [
      (all) => Object.assign(named(all, /web-to-db.*-ingress/), { allowed: services(tcp('5433')) }),
      'cut off: web -> db: tcp 5432 (postgresql)',
      'open: web -> db: tcp 5433',
    ],
    'a rule disabled': [
      (all) => Object.assign(named(all, /web-to-db.*-egress/), { disabled: true }),
      'cut off: web -> db: tcp 5432 (postgresql)',
    ],
    'a rule behind the denies': [
      (all) => Object.assign(named(all, /web-to-db.*-ingress/), { priority: 64_000 }),
      'cut off: web -> db: tcp 5432 (postgresql)',
    ],
    'a rule for machines with a tag': [
      ({ rules }) =>
        rules.push(rule({ name: 'http', allow: tcp('80'), source_ranges: ['0.0.0.0/0'] }, { targetTags: ['http-server'] })),
      'open: db, internet -> w1: tcp 80 (http)',
    ],
    'a rule for machines with a tag, by IPv6': [
      (all) => {
        withSix(all);
        all.rules.push(
          noSixOut,
          rule({ name: 'ssh', allow: tcp('22'), source_ranges: ['::/0'] }, { targetTags: ['http-server'] }),
        );
      },
      'not in step',
    ],
    'a rule of a policy beside the network': [
      ({ networks }) => Object.assign(networks[0], { firewallPolicy: `${PROJECT}/global/firewallPolicies/corp` }),
      'unknown: network firewallPolicy',
    ],
  };
  for (const [title, [change, ...expected]] of Object.entries(changes))
    it(`are told once there is ${title}`, async () => assert.deepEqual(await asked(change), expected));
});
