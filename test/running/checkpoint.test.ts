import assert from 'node:assert/strict';
import { formatAddresses } from '../../language/model/addresses.ts';
import { audit } from '../../language/running/audit.ts';
import { detect } from '../../language/running/detect.ts';
import { reader } from '../../language/running/readers/checkpoint.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { analysisOf } from '../support/language.ts';
import { countsAll, decides, toldBy } from './asking.ts';
import { takesAnything } from './clouds.ts';

// The form is that of the Management API's reference: show-access-rulebase, show-package, show-access-layer, show-simple-gateway and show-nat-rulebase, 1.1 to 2.1.

type Json = Record<string, unknown>;

const ANY = { uid: '97aeb369-9aea-11d5-bd16-0090272ccb30', name: 'Any', type: 'CpmiAnyObject' };
const TARGETS = { uid: '6c488338-8eec-4103-ad21-cd461ac2c476', name: 'Policy Targets', type: 'Global' };
const object = (type: string, name: string, more: Json = {}): Json => ({
  uid: `uid-${name}`,
  name,
  type,
  domain: { uid: '41e821a0-3720-11e3-aa6e-0800200c9fde', name: 'SMC User', 'domain-type': 'domain' },
  ...more,
});
const host = (name: string, address: string): Json => object('host', name, { 'ipv4-address': address });
const action = (name: string): Json => object('RulebaseAction', name);

const OBJECTS: Json[] = [
  ANY,
  TARGETS,
  ...['Accept', 'Drop', 'Reject', 'Inner Layer', 'Ask', 'User Auth'].map(action),
  object('Track', 'Log'),
  host('web', '10.2.2.10'),
  host('mail', '10.1.1.10'),
  object('network', 'inside', {
    subnet4: '10.1.1.0',
    'mask-length4': 24,
    'subnet-mask': '255.255.255.0',
    subnet6: 'fd00:1::',
    'mask-length6': 64,
  }),
  object('address-range', 'guests', { 'ipv4-address-first': '10.9.0.10', 'ipv4-address-last': '10.9.0.20' }),
  object('group', 'servers', { members: ['uid-web', 'uid-mail'] }),
  object('group', 'all-of-it', { members: [object('group', 'servers'), 'uid-guests'] }),
  object('group', 'no-members', {}),
  object('group-with-exclusion', 'but-mail', { include: object('group', 'servers'), except: host('mail', '10.1.1.10') }),
  object('security-zone', 'DMZZone'),
  object('dns-domain', '.example.com', { 'is-sub-domain': true }),
  object('dynamic-object', 'LocalMachine'),
  object('wildcard', 'tens', { 'ipv4-address': '10.77.0.10', 'ipv4-mask-wildcard': '0.0.255.0' }),
  object('access-role', 'admins'),
  object('service-tcp', 'https', { port: '443' }),
  object('service-tcp', 'high', { port: '>1023' }),
  object('service-tcp', 'low', { port: '<3' }),
  object('service-udp', 'range', { port: '100-200', 'source-port': '50' }),
  object('service-icmp', 'echo-request', { 'icmp-type': 8 }),
  object('service-icmp6', 'echo-request6', { 'icmp-type': 128 }),
  object('service-icmp', 'one-code', { 'icmp-type': 3, 'icmp-code': 4 }),
  object('service-other', 'ESP', { 'ip-protocol': 50 }),
  object('service-other', 'looks', { 'ip-protocol': 17, match: 'dport=7' }),
  object('service-sctp', 'sctp', { port: '5000' }),
  object('service-dce-rpc', 'rpc'),
  object('service-tcp', 'by-signature', { port: '8080', 'match-by-protocol-signature': true }),
  object('service-group', 'mixed', {
    members: ['uid-https', object('service-udp', 'range', { port: '100-200', 'source-port': '50' })],
  }),
  object('application-site', 'Video'),
  object('time', 'nights'),
  object('vpn-community-meshed', 'mesh'),
  object('data-type', 'cards'),
  object('simple-gateway', 'edge', { 'ipv4-address': '203.0.113.2' }),
  object('simple-gateway', 'core', { 'ipv4-address': '203.0.113.3' }),
];

/** A rule as the management shows it, its objects by their uids. */
function rule(number: number, source: string, destination: string, service: string, does: string, more: Json = {}): Json {
  const uids = (names: string): string[] => names.split('+').map((name) => (name === 'Any' ? ANY.uid : `uid-${name}`));
  return {
    uid: `rule-${number}-${source}-${service}`,
    name: `rule ${number}`,
    type: 'access-rule',
    domain: { uid: '41e821a0-3720-11e3-aa6e-0800200c9fde', name: 'SMC User', 'domain-type': 'domain' },
    'rule-number': number,
    track: { type: 'uid-Log', 'per-session': false, alert: 'none' },
    source: uids(source),
    'source-negate': false,
    destination: uids(destination),
    'destination-negate': false,
    service: uids(service),
    'service-negate': false,
    'service-resource': '',
    vpn: [ANY.uid],
    action: `uid-${does}`,
    'action-settings': {},
    content: [ANY.uid],
    'content-negate': false,
    'content-direction': 'any',
    time: [ANY.uid],
    'custom-fields': { 'field-1': '', 'field-2': '', 'field-3': 'HUNTER2' },
    'meta-info': { lock: 'unlocked', creator: 'HUNTER2' },
    comments: '',
    enabled: true,
    'install-on': [TARGETS.uid],
    ...more,
  };
}

const CLEANUP = (number: number): Json => rule(number, 'Any', 'Any', 'Any', 'Drop');
const layer = (name: string, rulebase: Json[], more: Json = {}): Json => ({
  uid: `layer-${name}`,
  name,
  rulebase,
  'objects-dictionary': OBJECTS,
  from: 1,
  to: rulebase.length,
  total: rulebase.length,
  ...more,
});
const written = (...answers: readonly unknown[]): string =>
  answers.map((each) => `${JSON.stringify(each, undefined, 2)}\n`).join('');

function read(...answers: readonly unknown[]): RunningDevice {
  const text = written(...answers);
  const devices = reader.read(text, 'cp.json');
  for (const device of devices) countsAll(device, text);
  assert.equal(devices.length, 1);
  assert.doesNotMatch(toldBy(devices), /HUNTER2/);
  return devices[0]!;
}

const unknowns = (device: RunningDevice): string[] => device.unknown.map(({ what, why }) => `${what}: ${why}`);

describe('checkpoint: reading access rules', () => {
  const rules = [
    rule(1, 'Any', 'web', 'https', 'Accept', { hits: { value: 7, level: 'low' }, comments: 'the shop' }),
    rule(2, 'guests', 'all-of-it', 'Any', 'Reject'),
    rule(3, 'inside', 'Any', 'mixed+high', 'Accept', { 'destination-negate': false }),
    rule(4, 'servers', 'inside', 'https', 'Accept', { 'source-negate': true }),
    rule(5, 'Any', 'Any', 'Any', 'Accept', { enabled: false }),
    rule(6, 'but-mail', 'guests', 'ESP+low', 'Accept'),
    rule(7, 'tens', 'guests', 'echo-request+echo-request6', 'Accept'),
    CLEANUP(8),
  ];
  const expected = {
    'x 198.51.100.1 -> y 10.2.2.10 tcp 443': 'permit',
    'x 10.9.0.15 -> y 10.2.2.10 tcp 443': 'permit',
    'x 10.9.0.15 -> y 10.1.1.10 tcp 2000': 'deny',
    'x 10.1.1.5 -> y 198.51.100.1 tcp 443': 'permit',
    'x 10.1.1.5 -> y 198.51.100.1 tcp 1024': 'permit',
    'x 10.1.1.5 -> y 198.51.100.1 tcp 1023': 'deny',
    'x 10.1.1.5 -> y 198.51.100.1 udp 150 from 50': 'permit',
    'x 10.1.1.5 -> y 198.51.100.1 udp 150 from 51': 'deny',
    'x fd00:1::5 -> y 2001:db8::1 tcp 443': 'permit',
    'x 10.7.0.1 -> y 10.1.1.7 tcp 443': 'permit',
    'x 10.2.2.10 -> y 10.1.1.7 tcp 443': 'deny',
    'x 10.2.2.10 -> y 10.9.0.12 other 50': 'permit',
    'x 10.2.2.10 -> y 10.9.0.12 tcp 2': 'permit',
    'x 10.2.2.10 -> y 10.9.0.12 tcp 3': 'deny',
    'x 10.77.8.10 -> y 10.9.0.12 icmp 8': 'permit',
    'x 10.77.8.11 -> y 10.9.0.12 icmp 8': 'deny',
    'x 10.5.5.5 -> y 10.6.6.6 tcp 9': 'deny',
  } as const;

  it('by the first rule that matches: groups, exclusions, ranges, negation, ports, protocols, disabled rules', () => {
    const text = written(layer('Network', rules));
    const device = read(layer('Network', rules));
    decides(device, expected);
    assert.deepEqual(device.unknown, []);
    assert.equal(device.name, 'Network');
    const [first] = device.lists.get('Network')!.rules;
    assert.deepEqual([first!.name, first!.hits, first!.comment], ['rule 1', 7, 'the shop']);
    assert.equal(first!.text, '1 rule 1: Accept Any -> web : https');
    assert.equal(text.split('\n')[first!.line]!.trim(), '"uid": "rule-1-Any-https",');
    assert.equal(detect(text, 'f'), reader);
    // The same where rules hold their objects whole, which is what an answer without a dictionary has.
    const whole = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(whole);
      const found = OBJECTS.find(({ uid }) => uid === (typeof value === 'object' ? (value as Json).uid : value));
      return found ? { ...found, ...('members' in found && { members: whole(found.members) }) } : value;
    };
    const inline = rules.map((each) =>
      Object.fromEntries(
        Object.entries(each).map(([key, value]) => [
          key,
          /^(source|destination|service|vpn|action|time)$/.test(key) ? whole(value) : value,
        ]),
      ),
    );
    decides(read({ ...layer('Network', inline), 'objects-dictionary': undefined }), expected);
  });

  it('in sections, page after page in any order, with pages that overlap', () => {
    const section = (name: string, from: number, to: number): Json => ({
      uid: `section-${name}`,
      name,
      type: 'access-section',
      from,
      to,
      rulebase: rules.slice(from - 1, to),
    });
    const page = (from: number, to: number, ...sections: Json[]): Json => layer('Network', sections, { from, to, total: 8 });
    const device = read([page(4, 8, section('a', 4, 5), section('b', 6, 8)), page(1, 4, section('a', 1, 4))]);
    decides(device, expected);
    assert.deepEqual(device.unknown, []);
  });

  it('is certain of nothing that rules which are not shown may decide: a page less, a search, a file that is cut off', () => {
    const question = 'x 10.5.5.5 -> y 10.6.6.6 tcp 9';
    const without = (n: number): RunningDevice => read(layer('Network', rules.toSpliced(n - 1, 1), { total: 8 }));
    for (const n of [1, 4, 8]) {
      const device = without(n);
      decides(device, { [question]: 'unknown' });
      assert.match(unknowns(device)[0]!, /^access layer Network: the file does not show all of its rules/);
    }
    // What is decided before the gap stays so.
    decides(without(4), { 'x 198.51.100.1 -> y 10.2.2.10 tcp 443': 'permit' });
    const found = { ...rules[0], 'filter-match-details': [{ column: 'service', objects: [] }] };
    decides(read(layer('Network', [found])), { [question]: 'unknown' });
    const text = JSON.stringify({ ...layer('Network', rules), 'objects-dictionary': undefined }, undefined, 2);
    const [cut] = reader.read(text.slice(0, text.indexOf('"rule 8"')), 'f');
    decides(cut!, { [question]: 'unknown' });
  });

  it('through inline layers, each with what becomes of the rest', () => {
    const inner = (name: string, cleanup: string): Json =>
      object('access-layer', name, { uid: `layer-${name}`, 'implicit-cleanup-action': cleanup });
    const calls = (number: number, source: string, into: string): Json =>
      rule(number, source, 'Any', 'Any', 'Inner Layer', { 'inline-layer': `layer-${into}` });
    const outer = layer('Network', [calls(1, 'inside', 'A'), calls(2, 'guests', 'B'), calls(3, 'web', 'C'), CLEANUP(4)]);
    const answers = [
      outer,
      layer('A', [rule(1, 'Any', 'web', 'https', 'Accept')]),
      layer('B', [rule(1, 'Any', 'web', 'https', 'Drop')]),
      [inner('A', 'drop'), inner('B', 'accept')],
    ];
    const device = read(...answers);
    decides(device, {
      'x 10.1.1.5 -> y 10.2.2.10 tcp 443': 'permit',
      'x 10.1.1.5 -> y 10.2.2.10 tcp 80': 'deny',
      'x 10.9.0.15 -> y 10.2.2.10 tcp 443': 'deny',
      'x 10.9.0.15 -> y 10.2.2.10 tcp 80': 'permit',
      'x 10.2.2.10 -> y 10.9.0.15 tcp 80': 'unknown',
      'x 10.7.7.7 -> y 10.9.0.15 tcp 80': 'deny',
    });
    assert.deepEqual(device.stages, ['Network']);
    assert.deepEqual(unknowns(device), [
      'access layer: the file does not hold layer-C: add the answer of show-access-rulebase for it',
    ]);
    // Nothing else is said of a layer that is not there.
    const absent = device.lists.get('layer-C, which is not in the file')!;
    assert.deepEqual(
      absent.rules.map(({ action, text }) => [action, text]),
      [['unknown', 'the file does not hold layer-C']],
    );
    // Where nobody says what becomes of the rest, it may be either.
    decides(read(...answers.slice(0, 3)), { 'x 10.1.1.5 -> y 10.2.2.10 tcp 80': 'unknown' });
  });

  it('through all layers of a package, in its order; other packages are devices of their own', () => {
    const first = layer('First', [rule(1, 'Any', 'Any', 'https+high', 'Accept'), CLEANUP(2)]);
    const second = layer('Second', [rule(1, 'inside', 'Any', 'Any', 'Accept'), CLEANUP(2)]);
    const pack = (name: string, ...layers: string[]): Json => ({
      uid: `package-${name}`,
      name,
      type: 'package',
      'access-layers': layers.map((each) => ({ uid: `layer-${each}`, name: each, type: 'access-layer' })),
      'installation-targets': 'all',
    });
    const both = {
      'x 10.1.1.5 -> y 10.2.2.10 tcp 443': 'permit',
      'x 10.1.1.5 -> y 10.2.2.10 tcp 80': 'deny',
      'x 10.3.3.3 -> y 10.2.2.10 tcp 443': 'deny',
    } as const;
    const device = read(second, first, pack('Standard', 'First', 'Second'));
    decides(device, both);
    assert.deepEqual([device.stages, device.name, device.unknown], [['First', 'Second'], 'Standard', []]);
    const unsaid = read(first, second);
    decides(unsaid, both);
    assert.match(unknowns(unsaid)[0]!, /^access layer Second: whether it is tried behind the one before it .* show-package$/);
    const devices = reader.read(
      written(first, second, pack('One', 'First'), pack('Two', 'Second'), pack('Three', 'First', 'Gone')),
      'f',
    );
    assert.deepEqual(
      devices.map(({ name, stages }) => [name, ...stages]),
      [
        ['One', 'First'],
        ['Two', 'Second'],
        ['Three', 'First', 'layer-Gone, which is not in the file'],
      ],
    );
    decides(devices[1]!, { 'x 10.1.1.5 -> y 10.2.2.10 tcp 80': 'permit' });
    decides(devices[2]!, { 'x 10.1.1.5 -> y 10.2.2.10 tcp 443': 'unknown', 'x 10.1.1.5 -> y 10.2.2.10 tcp 80': 'deny' });
  });

  it('takes both ways what the file leaves open', () => {
    const question = 'x 10.1.1.5 -> y 10.2.2.10 tcp 443';
    const open: Record<string, Json> = {
      'at certain times alone: nights': rule(1, 'inside', 'web', 'https', 'Accept', { time: ['uid-nights'] }),
      'through a VPN alone: mesh': rule(1, 'inside', 'web', 'https', 'Accept', { vpn: ['uid-mesh'] }),
      'for some contents alone: cards': rule(1, 'inside', 'web', 'https', 'Accept', { content: ['uid-cards'] }),
      'it is installed on core alone': rule(1, 'inside', 'web', 'https', 'Accept', { 'install-on': ['uid-core'] }),
      'once the user has been asked': rule(1, 'inside', 'web', 'https', 'Ask'),
      'once the user has logged in': rule(1, 'inside', 'web', 'https', 'User Auth'),
      'the access-role admins, whose addresses the file does not say': rule(1, 'admins', 'web', 'https', 'Accept'),
      'the dynamic-object LocalMachine, whose addresses the file does not say': rule(1, 'LocalMachine', 'web', 'https', 'Accept'),
      'the application Video': rule(1, 'inside', 'web', 'Video', 'Accept'),
      'the ports of rpc, which are found out as it runs': rule(1, 'inside', 'web', 'rpc', 'Accept'),
      'the protocol of by-signature, which is told by what is in the packets': rule(1, 'inside', 'web', 'by-signature', 'Accept'),
      'the file does not say what no-members holds: ask for the rules with details-level full and dereference-group-members true':
        rule(1, 'no-members', 'web', 'https', 'Accept'),
      'the file does not hold the object uid-gone: ask for the rules with use-object-dictionary true': rule(
        1,
        'gone',
        'web',
        'https',
        'Accept',
      ),
    };
    for (const [why, only] of Object.entries(open)) {
      const device = read(layer('Network', [only, CLEANUP(2)]));
      decides(device, { [question]: 'unknown', 'x 10.7.7.7 -> y 10.9.0.15 tcp 80': 'deny' });
      assert.equal(device.lists.get('Network')!.rules[0]!.perhaps, why);
    }
    const ports = read(layer('Network', [rule(1, 'inside', 'web', 'one-code+looks+sctp', 'Accept'), CLEANUP(2)]));
    for (const service of ['icmp 3', 'udp 7', 'other 132'])
      decides(ports, { [`x 10.1.1.5 -> y 10.2.2.10 ${service}`]: 'unknown' });
    decides(ports, { 'x 10.1.1.5 -> y 10.2.2.10 icmp 8': 'deny', 'x 10.1.1.5 -> y 10.2.2.10 tcp 7': 'deny' });
  });

  it('knows security zones, alone, beside addresses and negated, and where they lie behind the only gateway of the file', () => {
    const rules = [
      rule(1, 'inside', 'DMZZone+guests', 'https', 'Accept'),
      rule(2, 'DMZZone', 'inside', 'high', 'Accept', { 'source-negate': true }),
      CLEANUP(3),
    ];
    const gateway = object('simple-gateway', 'edge', {
      'ipv4-address': '203.0.113.2',
      'sic-message': 'HUNTER2',
      interfaces: [
        {
          name: 'eth1',
          'ipv4-address': '10.2.2.1',
          'ipv4-mask-length': 24,
          topology: 'internal',
          'topology-settings': { 'ip-address-behind-this-interface': 'network defined by the interface ip and net mask' },
          'security-zone-settings': { 'specific-zone': 'DMZZone' },
        },
        {
          name: 'eth0',
          'ipv4-address': '203.0.113.2',
          'ipv4-mask-length': 28,
          topology: 'external',
          'security-zone-settings': { 'auto-calculated': true },
        },
      ],
    });
    const device = read(layer('Network', rules), { objects: [gateway], from: 1, to: 1, total: 1 });
    decides(device, {
      'x 10.1.1.5 -> DMZZone 10.2.2.10 tcp 443': 'permit',
      'x 10.1.1.5 -> y 10.9.0.15 tcp 443': 'permit',
      'x 10.1.1.5 -> y 10.2.2.10 tcp 443': 'deny',
      'x 10.7.7.7 -> y 10.1.1.5 tcp 2000': 'permit',
      'DMZZone 10.2.2.10 -> y 10.1.1.5 tcp 2000': 'deny',
    });
    assert.deepEqual(
      device.places.map(({ name, networks, rest }) => [name, formatAddresses(networks), rest]),
      [
        ['DMZZone', ['10.2.2.0/24'], false],
        ['ExternalZone', ['203.0.113.0/28'], true],
      ],
    );
    assert.deepEqual([device.name, device.unknown], ['edge', []]);
    // What is installed on it is, and what is installed elsewhere is not.
    const installed = (on: string): RunningDevice =>
      read(layer('Network', [rule(1, 'inside', 'web', 'https', 'Accept', { 'install-on': [`uid-${on}`] }), CLEANUP(2)]), gateway);
    decides(installed('edge'), { 'x 10.1.1.5 -> y 10.2.2.10 tcp 443': 'permit' });
    decides(installed('core'), { 'x 10.1.1.5 -> y 10.2.2.10 tcp 443': 'deny' });
    assert.deepEqual(
      read(layer('Network', rules)).places.map(({ name, networks }) => [name, networks.isEmpty]),
      [['DMZZone', true]],
    );
  });

  it('names what it does not understand, and is certain of nothing there', () => {
    const question = 'x 10.1.1.5 -> y 10.2.2.10 tcp 443';
    for (const [more, what] of [
      [{ action: 'uid-Log' }, /^access rule action/],
      [{ sometimes: 'HUNTER2' }, /^access rule sometimes/],
      [{ source: [] }, /^access rule source: it can not be read/],
      [{ source: undefined, 'source-ranges': { ipv4: [] } }, /^access rule source: .* ask again without show-as-ranges$/],
      [{ 'service-negate': 'perhaps' }, /^access rule service/],
      [{ type: 'place-holder' }, /^place-holder/],
      [{ type: 'other' }, /^an entry that is no rule/],
    ] as const) {
      const device = read(layer('Network', [rule(1, 'inside', 'web', 'https', 'Accept', more), CLEANUP(2)]));
      decides(device, { [question]: 'unknown' });
      assert.match(unknowns(device)[0]!, what);
    }
    const nat = { uid: 'n', rulebase: [{ type: 'nat-rule', uid: 'x' }], total: 1 };
    assert.match(unknowns(read(layer('Network', [CLEANUP(1)]), nat))[0]!, /^rules that translate addresses/);
    const threats = { uid: 't', name: 'Threats', rulebase: [{ type: 'threat-rule', uid: 'x' }], total: 1 };
    assert.deepEqual(
      read(layer('Network', [CLEANUP(1)]), threats).inspecting?.map(({ what }) => what),
      ['rules of another kind than access rules'],
    );
    assert.deepEqual(unknowns(read({ sid: 'HUNTER2' })), [
      'an answer: nothing is known of it',
      'no access rule: the file holds no answer of show-access-rulebase',
    ]);
  });

  it('an audit tells what a policy opens beyond the plan, and what it cuts off, by its rules', async () => {
    const analysis = await analysisOf(`plan "x"
zone shop { subnet 10.2.2.0/24 component www at 10.2.2.10 }
zone office { subnet 10.1.1.0/24 }
zone internet external
allow internet -> www : tcp 443
allow office -> www : tcp 8443
`);
    const rules = [
      rule(1, 'Any', 'web', 'https', 'Accept'),
      rule(2, 'inside', 'web', 'range', 'Accept'),
      rule(3, 'inside', 'web', 'Any', 'Drop'),
      CLEANUP(4),
    ];
    const [device] = audit(analysis, [read(layer('Network', rules))]).devices;
    assert.deepEqual(
      device!.open.filter(({ perhaps }) => !perhaps).map(({ rule: by }) => by?.name),
      ['rule 1', 'rule 2'],
    );
    assert.deepEqual(
      device!.cutOff.map(({ by, rule: allow }) => [by?.name, allow?.node.$cstNode?.text]),
      [['rule 3', 'allow office -> www : tcp 8443']],
    );
  });

  it('tells a rule by its number, its name and the first four objects of each column', () => {
    const many = ['web', 'mail', 'inside', 'guests', 'tens'].join('+');
    const [first, second] = read(
      layer('Network', [
        rule(1, many, 'servers', 'https+high', 'Accept', { 'source-negate': true, name: 'a-b.'.repeat(20) }),
        rule(2, 'web', 'mail', 'low', 'Drop', { name: undefined }),
      ]),
    ).lists.get('Network')!.rules;
    assert.equal(first!.text, `1 ${'a-b.'.repeat(15)}: Accept not web, mail, inside, guests -> servers : https, high`);
    assert.equal(second!.text, '2: Drop web -> mail : low');
  });

  it('is not certain of the addresses that a host is translated to', () => {
    const nat = (settings: Json): Json => ({ ...host('web', '10.2.2.10'), 'nat-settings': settings });
    const asked = (settings: Json): RunningDevice => {
      const rules = layer('Network', [rule(1, 'inside', 'web', 'https', 'Accept'), CLEANUP(2)]);
      const objects = OBJECTS.map((each) => (each.name === 'web' ? nat(settings) : each));
      return read({ ...rules, 'objects-dictionary': objects });
    };
    const own = 'x 10.1.1.5 -> y 10.2.2.10 tcp 443';
    const other = 'x 10.1.1.5 -> y 203.0.113.9 tcp 443';
    const statically = { 'auto-rule': true, method: 'static', 'ipv4-address': '203.0.113.9' };
    decides(asked(statically), { [own]: 'permit', [other]: 'unknown' });
    for (const settings of [
      { ...statically, 'auto-rule': false },
      { ...statically, method: 'hide' },
      { 'auto-rule': true, method: 'static' },
    ])
      decides(asked(settings), { [own]: 'permit', [other]: 'deny' });
  });

  it('knows the interfaces of a gateway as a list and as a page of one, and counts its lines', () => {
    const interfaces = [
      ['eth1', '10.2.2.1', 24, 'internal', { 'interface-leads-to-dmz': true }],
      ['eth2', '10.1.1.1', 25, 'internal', { 'interface-leads-to-dmz': false }],
      ['eth3', '10.8.0.1', 24, 'internal', { 'interface-leads-to-dmz': false, 'ip-address-behind-this-interface': 'specific' }],
      ['eth0', '203.0.113.2', 28, 'external', {}],
      ['eth4', '10.9.0.1', 24, 'automatic', {}],
    ].map(([name, address, length, topology, more]) => ({
      name,
      'ipv4-address': address,
      'ipv4-mask-length': length,
      topology,
      'topology-settings': more,
      'security-zone-settings': { 'auto-calculated': true },
    }));
    const own = (on: unknown): RunningDevice =>
      read(layer('Network', [CLEANUP(1)]), object('simple-gateway', 'edge', { 'ipv4-address': '203.0.113.2', interfaces: on }));
    const places = ({ places: all }: RunningDevice) =>
      all.map(({ name, networks, rest }) => [name, formatAddresses(networks).join(), rest]);
    const [list, page] = [own(interfaces), own({ total: 5, from: 1, to: 5, objects: interfaces })];
    assert.deepEqual(places(list), [
      ['DMZZone', '10.2.2.0/24', false],
      ['InternalZone', '10.1.1.0/25', false],
      ['ExternalZone', '203.0.113.0/28', true],
    ]);
    assert.deepEqual(places(page), places(list));
    assert.ok(list.lines.modeled > interfaces.length * 8, `${list.lines.modeled}`);
  });

  it('takes any JSON and what is none', () => {
    const keys = [
      'rulebase',
      'type',
      'uid',
      'name',
      'source',
      'destination',
      'service',
      'action',
      'install-on',
      'rule-number',
      'total',
    ];
    const more = [
      'objects-dictionary',
      'members',
      'include',
      'port',
      'ip-protocol',
      'ipv4-address',
      'subnet4',
      'inline-layer',
      'vpn',
      'time',
    ];
    const rules = [rule(1, 'all-of-it', 'but-mail', 'mixed', 'Inner Layer', { 'inline-layer': 'layer-Network' }), CLEANUP(2)];
    takesAnything(reader, JSON.stringify(layer('Network', rules), undefined, 1), [...keys, ...more]);
    const pack = { uid: 'p', name: 'p', type: 'package', 'access-layers': ['layer-Network'] };
    takesAnything(reader, JSON.stringify([layer('Network', [CLEANUP(1)]), pack], undefined, 1), [
      'access-layers',
      'name',
      'uid',
      'installation-targets',
    ]);
  });
});
