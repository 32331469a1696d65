import assert from 'node:assert/strict';
import { ALL_IPS, formatAddresses } from '../../language/model/addresses.ts';
import { cidrBlocks } from '../../language/model/cidr-blocks.ts';
import type { RuleSet } from '../../language/rulesets/rule-set.ts';
import type { Target } from '../../language/rulesets/target.ts';
import { gcp } from '../../language/rulesets/targets/gcp/gcp.ts';
import { reader } from '../../language/rulesets/targets/gcp/read.ts';
import { byZonePair, type PlaceOfTraffic } from '../../language/rulesets/zone-traffic.ts';
import { audit } from '../../language/running/audit.ts';
import { detect } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { firewallRules } from '../rulesets/readers/gcp.ts';
import { analysisOf } from '../support/language.ts';
import { toldByGoogle } from './as-told.ts';
import { countsAll, decides, toldBy } from './asking.ts';
import { atEnds, cloudReadsBack, decidedOut, takesAnything } from './clouds.ts';

let subnets: string[] = [];
/** A target that remembers the subnets of the network. */
const target: Target = {
  ...gcp,
  emit(ruleSet, baseName) {
    const inside = ruleSet.zones.filter(({ external }) => !external).map(({ addresses }) => addresses.intersect(ALL_IPS));
    subnets = inside.flatMap((addresses) => [...cidrBlocks(addresses, 4), ...cidrBlocks(addresses, 6)]);
    return gcp.emit(ruleSet, baseName);
  },
};

/** Traffic between two places outside of the network is nobody's to decide. */
function isSeen(ruleSet: RuleSet): boolean {
  const isOutside = (place: PlaceOfTraffic): boolean => !place || place.external;
  const allows = ruleSet.entries.filter(({ action }) => action === 'allow');
  return !allows.some((entry) => byZonePair(entry, ruleSet).some(({ from, to }) => isOutside(from) && isOutside(to)));
}

cloudReadsBack({
  target,
  beyondPorts: true,
  holds: isSeen,
  inside: 'each',
  read(files) {
    const rules = firewallRules(files);
    if (!rules.length) return () => 'dropped';
    const devices = reader.read(toldByGoogle(rules, subnets), 'f');
    return (packet) => atEnds(devices, packet);
  },
});

// The form is that of `gcloud compute firewall-rules list --format json`, and of the REST reference of firewalls.

const NETWORK = 'https://www.googleapis.com/compute/v1/projects/HUNTER2/global/networks/default';
const rule = (name: string, priority: number, more: object): object => ({
  creationTimestamp: '2024-01-01T00:00:00.000-08:00',
  description: 'token HUNTER2',
  direction: 'INGRESS',
  disabled: false,
  id: '1',
  kind: 'compute#firewall',
  logConfig: { enable: false },
  name,
  network: NETWORK,
  priority,
  selfLink: `https://www.googleapis.com/compute/v1/projects/HUNTER2/global/firewalls/${name}`,
  ...more,
});

const ALL = { sourceRanges: ['0.0.0.0/0'] };
const RULES = [
  rule('allow-web', 1000, { ...ALL, allowed: [{ IPProtocol: 'tcp', ports: ['80', '8000-8010'] }, { IPProtocol: 'icmp' }] }),
  rule('deny-same', 1000, { sourceRanges: ['198.51.100.7/32'], denied: [{ IPProtocol: 'tcp', ports: ['80'] }] }),
  rule('allow-first', 900, { sourceRanges: ['198.51.100.7'], allowed: [{ IPProtocol: 'tcp', ports: ['8000'] }] }),
  rule('deny-later', 2000, { ...ALL, denied: [{ IPProtocol: 'tcp', ports: ['8001'] }] }),
  rule('off', 1, { ...ALL, disabled: true, denied: [{ IPProtocol: 'all' }] }),
  rule('ssh', 1000, {
    sourceTags: ['bastion'],
    sourceRanges: ['192.0.2.0/24'],
    targetTags: ['web'],
    allowed: [{ IPProtocol: 'tcp', ports: ['22'] }],
  }),
  rule('six', 1000, { sourceRanges: ['2001:db8::/32'], allowed: [{ IPProtocol: '58' }, { IPProtocol: 'esp' }] }),
  rule('to-one', 1000, { ...ALL, destinationRanges: ['10.1.0.9'], allowed: [{ IPProtocol: 'udp' }] }),
  rule('as', 1000, {
    sourceServiceAccounts: ['backup@HUNTER2.iam.gserviceaccount.com'],
    allowed: [{ IPProtocol: 'tcp', ports: ['9'] }],
  }),
  rule('no-mail', 1000, {
    direction: 'EGRESS',
    destinationRanges: ['0.0.0.0/0'],
    denied: [{ IPProtocol: 'tcp', ports: ['25'] }],
  }),
];
const SUBNETS = [
  {
    kind: 'compute#subnetwork',
    network: NETWORK,
    ipCidrRange: '10.1.0.0/24',
    secondaryIpRanges: [{ ipCidrRange: '10.9.0.0/24' }],
  },
];
const INSTANCES = [
  { kind: 'compute#instance', tags: { items: ['bastion'] }, networkInterfaces: [{ network: NETWORK, networkIP: '10.1.0.2' }] },
  {
    kind: 'compute#instance',
    tags: { items: ['web'] },
    serviceAccounts: [{ email: 'backup@HUNTER2.iam.gserviceaccount.com' }],
    networkInterfaces: [{ network: NETWORK, networkIP: '10.1.0.3', ipv6Address: 'fd20::3' }],
  },
];

const written = (...answers: readonly unknown[]): string =>
  answers.map((each) => `${JSON.stringify(each, undefined, 2)}\n`).join('');

function read(text: string): RunningDevice {
  const devices = reader.read(text, 'gcp.json');
  for (const device of devices) countsAll(device, text);
  assert.equal(devices.length, 1);
  return devices[0]!;
}

describe('gcp: reading what Google Cloud answers', () => {
  for (const [form, text] of [
    ['gcloud compute firewall-rules list', written(RULES)],
    ['the REST interface', written({ kind: 'compute#firewallList', items: RULES })],
    ['one rule after the other', written(...RULES)],
  ] as const)
    it(`as ${form}: priorities, denies before allows, disabled rules, protocols, both directions`, () => {
      const device = read(text);
      decides(device, {
        'x 203.0.113.1 -> y 10.1.0.1 tcp 80': 'permit',
        'x 203.0.113.1 -> y 10.1.0.1 tcp 8001': 'permit',
        'x 203.0.113.1 -> y 10.1.0.1 tcp 443': 'deny',
        'x 198.51.100.7 -> y 10.1.0.1 tcp 80': 'deny',
        'x 198.51.100.7 -> y 10.1.0.1 tcp 8000': 'permit',
        'x 203.0.113.1 -> y 10.1.0.1 icmp 8': 'permit',
        'x 2001:db8::1 -> y fd20::1 icmp 128': 'permit',
        'x 2001:db8::1 -> y fd20::1 other 50': 'permit',
        'x 2001:db8::1 -> y fd20::1 tcp 80': 'deny',
        'x 203.0.113.1 -> y 10.1.0.9 udp 7': 'permit',
        'x 203.0.113.1 -> y 10.1.0.8 udp 7': 'deny',
        'bastion 10.1.0.2 -> web 10.1.0.3 tcp 22': 'permit',
        'else 192.0.2.9 -> web 10.1.0.3 tcp 22': 'permit',
        'bastion 10.1.0.2 -> else 10.1.0.3 tcp 22': 'deny',
        'backup 10.1.0.3 -> else 10.1.0.2 tcp 9': 'permit',
        'else 10.1.0.3 -> else 10.1.0.2 tcp 9': 'deny',
      });
      assert.equal(decidedOut(device, 'y 10.1.0.1 -> x 203.0.113.1 tcp 25'), 'deny');
      assert.equal(decidedOut(device, 'y 10.1.0.1 -> x 203.0.113.1 tcp 26'), 'permit');
      assert.deepEqual([device.name, device.unknown], ['default', []]);
      assert.doesNotMatch(toldBy([device]), /HUNTER2/);
      assert.equal(detect(text, 'f'), reader);
    });

  it('knows the network by its subnets, and tags and accounts by the machines that have them', () => {
    const device = read(written(RULES, SUBNETS, INSTANCES));
    assert.deepEqual(formatAddresses(device.host!), ['10.1.0.0/24', '10.9.0.0/24']);
    assert.deepEqual(device.places, []);
    decides(device, {
      'x 10.1.0.2 -> y 10.1.0.3 tcp 22': 'permit',
      'x 10.1.0.4 -> y 10.1.0.3 tcp 22': 'deny',
      'x 10.1.0.2 -> y 10.1.0.4 tcp 22': 'deny',
      'x 10.1.0.3 -> y 10.1.0.4 tcp 9': 'permit',
      'x 10.1.0.2 -> y 10.1.0.4 tcp 9': 'deny',
    });
  });

  it('has a firewall for each network', () => {
    const other = rule('other', 1, { ...ALL, network: 'x/other', denied: [{ IPProtocol: 'all' }] });
    const devices = reader.read(written([...RULES, other]), 'f');
    assert.deepEqual(
      devices.map(({ name }) => name),
      ['default', 'other'],
    );
    decides(devices[0]!, { 'x 203.0.113.1 -> y 10.1.0.1 tcp 80': 'permit' });
    decides(devices[1]!, { 'x 203.0.113.1 -> y 10.1.0.1 tcp 80': 'deny' });
  });

  it('names what it can not read, and is certain of nothing there', () => {
    const question = 'x 192.0.2.1 -> y 10.1.0.1 tcp 22';
    const allowed = [{ IPProtocol: 'tcp', ports: ['22'] }];
    for (const more of [
      { allowed, direction: 'UP' },
      { allowed, priority: 'first' },
      { allowed: [{ IPProtocol: 'frob' }] },
      { allowed: [{ IPProtocol: 'tcp', ports: ['ssh'] }] },
      { allowed, denied: allowed },
      { allowed, sourceRanges: ['all of them'] },
      { allowed, disabled: 'perhaps' },
      { allowed, sometimes: true },
    ]) {
      const device = read(written([rule('odd', 1000, { ...ALL, ...more })]));
      decides(device, { [question]: 'unknown' });
      assert.ok(device.unknown.length, JSON.stringify(more));
    }
    assert.match(read(written(RULES, { kind: 'compute#firewallPolicy', rules: [] })).unknown[0]!.what, /policy/);
  });

  it('is certain of nothing that rules of a file which is cut off may decide otherwise', () => {
    const text = written(RULES);
    decides(read(text.slice(0, text.indexOf('"deny-later"'))), { 'x 203.0.113.1 -> y 10.1.0.1 tcp 80': 'unknown' });
  });

  it('an audit tells what a network opens beyond the plan, and what it cuts off', async () => {
    const analysis = await analysisOf(`plan "x"
zone web { subnet 10.1.0.0/24 component www at 10.1.0.10 }
zone office { subnet 10.7.0.0/24 }
zone internet external
allow internet -> www : tcp 80
allow office -> www : tcp 443
`);
    const closed = rule('closed', 60000, {
      direction: 'EGRESS',
      destinationRanges: ['0.0.0.0/0', '::/0'],
      denied: [{ IPProtocol: 'all' }],
    });
    const open = rule('open', 1000, {
      ...ALL,
      destinationRanges: ['10.1.0.10'],
      allowed: [{ IPProtocol: 'tcp', ports: ['80'] }],
    });
    const wide = rule('wide', 1000, {
      sourceRanges: ['10.7.0.0/24'],
      destinationRanges: ['10.1.0.10'],
      allowed: [{ IPProtocol: 'udp', ports: ['53'] }],
    });
    const { devices } = audit(analysis, [read(written([closed, open, wide], [{ ...SUBNETS[0], secondaryIpRanges: [] }]))]);
    const [{ open: beyond, cutOff, unknown }] = devices as [(typeof devices)[number]];
    assert.ok(beyond.some(({ rule: by, perhaps }) => by?.name === 'wide' && perhaps === undefined));
    assert.deepEqual(
      cutOff.map(({ by, list, rule: allow }) => [by, list.name, allow?.node.$cstNode?.text]),
      [[undefined, 'ingress', 'allow office -> www : tcp 443']],
    );
    assert.deepEqual(unknown, []);
  });

  it('takes any JSON and what is none', () => {
    const keys = [
      'allowed',
      'IPProtocol',
      'ports',
      'priority',
      'direction',
      'sourceRanges',
      'sourceTags',
      'network',
      'disabled',
      'name',
    ];
    takesAnything(reader, JSON.stringify(RULES, undefined, 1), keys);
    const others = ['ipCidrRange', 'networkInterfaces', 'tags', 'items', 'networkIP', 'network'];
    takesAnything(reader, JSON.stringify([...SUBNETS, ...INSTANCES], undefined, 1), others);
  });
});
