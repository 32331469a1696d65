// The fields of Check Point's management API, each with what a rule that has it decides: "access-rule", "service-tcp", "service-udp", "service-icmp" and "service-other"
// were held against what Check Point says of their parameters (R80.10 to R82); the other objects are those that are read.
import assert from 'node:assert/strict';
import { formatAddresses } from '../../language/model/addresses.ts';
import { detect } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { holds, readAll, told, type Values } from './words.ts';

const ANY = { uid: '97aeb369-9aea-11d5-bd16-0090272ccb30', name: 'Any', type: 'CpmiAnyObject' };
const object = (type: string, name: string, more: Values = {}): Values => ({ uid: `uid-${name}`, name, type, ...more });
const ACTIONS = ['Accept', 'Drop', 'Ask', 'Inform', 'Reject', 'User Auth', 'Client Auth', 'Freeze'];
const HTTPS = object('service-tcp', 'https', { port: '443' });

const rule = (more: Values = {}): Values => ({
  ...{ uid: 'r1', name: 'one', type: 'access-rule', 'rule-number': 1, enabled: true, comments: '' },
  ...{ source: [ANY.uid], 'source-negate': false, destination: [ANY.uid], 'destination-negate': false },
  ...{
    service: ['uid-https'],
    'service-negate': false,
    vpn: [ANY.uid],
    action: 'uid-Accept',
    content: [ANY.uid],
    time: [ANY.uid],
  },
  ...more,
});
/** What every layer ends with: without it the file doesn't say what becomes of the rest. */
const END = rule({ uid: 'end', 'rule-number': 2, service: [ANY.uid], action: 'uid-Drop' });
const layer = (own: readonly Values[], more: Values = {}, rules = [...own, END]): Values => ({
  ...{ uid: 'layer', name: 'Network', rulebase: rules, from: 1, to: rules.length, total: rules.length },
  'objects-dictionary': [ANY, ...ACTIONS.map((name) => object('RulebaseAction', name)), HTTPS, object('time', 'nights')],
  ...more,
});
const read = (...answers: readonly unknown[]): RunningDevice => readAll('checkpoint', ...answers)[0]!;
const one = (more: Values = {}, ...others: readonly unknown[]): RunningDevice => read(layer([rule(more)]), ...others);
const objects = (...all: readonly Values[]): Values => ({ objects: all, from: 1, to: all.length, total: all.length });
const behind = ({ lists, stages }: RunningDevice): string | undefined => lists.get(stages[0]!)!.rules[0]?.perhaps;

describe('words of checkpoint', () => {
  it('each action does what it is called', () => {
    for (const [action, packets] of [
      ['Accept', 'tcp 443, !tcp 80'],
      ['Drop', '!tcp 443'],
      ['Reject', '!tcp 443'],
      ['Ask', '?tcp 443, !tcp 80'],
      ['Inform', '?tcp 443, !tcp 80'],
      ['User Auth', '?tcp 443, !tcp 80'],
      ['Client Auth', '?tcp 443, !tcp 80'],
      ['Freeze', '?tcp 443, !tcp 80'],
    ] as const) {
      const device = one({ action: `uid-${action}` });
      holds(device, packets, action);
      assert.deepEqual(told(device), action === 'Freeze' ? ['access rule action'] : [], action);
    }
  });

  it('a column that asks for something leaves open whether the rule matches', () => {
    for (const [more, why] of [
      [{ vpn: [{ name: 'All_GwToGw' }] }, /^through a VPN alone: All_GwToGw/],
      [{ content: [object('data-type', 'cards')] }, /^for some contents alone: cards/],
      [{ data: [object('data-type', 'cards')], content: undefined }, /^for some contents alone: cards/],
      [{ time: ['uid-nights'] }, /^at certain times alone: nights/],
      [{ 'service-resource': 'web' }, /^for a resource alone/],
    ] as const) {
      const device = one(more);
      holds(device, '?tcp 443, !tcp 80', JSON.stringify(more));
      assert.match(behind(device)!, why);
    }
    for (const more of [
      { 'content-direction': 'up' },
      { 'action-settings': { limit: 'slow' } },
      { 'user-check': {} },
      { track: {} },
      { hits: { value: 5 } },
    ]) {
      holds(one(more), 'tcp 443, !tcp 80', JSON.stringify(more));
      assert.deepEqual(told(one(more)), []);
    }
    const strange = one({ frobnicate: 'x' });
    holds(strange, '?tcp 443', 'frobnicate');
    assert.equal(told(strange).length, 1);
  });

  it('services of each kind are what they stand for', () => {
    for (const [type, more, packets] of [
      ['service-tcp', { port: '8000-8010' }, 'tcp 8010, !tcp 8011, !udp 8000'],
      ['service-tcp', { port: '>1023' }, 'tcp 1024, tcp 65535, !tcp 1023'],
      ['service-tcp', { port: '<1024' }, 'tcp 1023, !tcp 1024'],
      ['service-tcp', { port: '80', 'source-port': '>1023' }, 'tcp 80 from 1024, !tcp 80 from 1023'],
      ['service-tcp', { port: '80', 'match-for-any': false, 'session-timeout': 60 }, 'tcp 80, !tcp 81'],
      ['service-tcp', { port: '80', 'match-by-protocol-signature': true }, '?tcp 80, ?tcp 81, !udp 80'],
      ['service-tcp', { port: 'all' }, '?tcp 80, !udp 80'],
      ['service-udp', { port: '53', 'accept-replies': true }, 'udp 53, !tcp 53'],
      ['service-icmp', { 'icmp-type': 8 }, 'icmp 8, !icmp 0'],
      ['service-icmp', { 'icmp-type': 3, 'icmp-code': 4 }, '?icmp 3, !icmp 8'],
      ['service-icmp', {}, '?icmp 8, !tcp 8'],
      ['service-other', { 'ip-protocol': 50 }, 'other 50, !other 51'],
      ['service-other', { 'ip-protocol': 50, match: 'x' }, '?other 50, !other 51'],
      ['service-other', { 'ip-protocol': 50, action: 'x' }, '?other 50, !other 51'],
      ['service-other', { 'ip-protocol': 256 }, '?other 50, ?tcp 80'],
      ['service-gtp', {}, '?udp 80, !tcp 80'],
      ['service-citrix-tcp', {}, '?tcp 80, !udp 80'],
      ['service-compound-tcp', {}, '?tcp 80, !udp 80'],
      ['service-dce-rpc', {}, '?tcp 80, ?udp 80, !other 50'],
      ['service-rpc', {}, '?tcp 80, ?udp 80, !other 50'],
      ['service-sctp', { port: '5' }, '?other 132, !tcp 5'],
      ['application-site', {}, '?tcp 80, ?other 50'],
    ] as const)
      holds(one({ service: ['uid-s'] }, objects(object(type, 's', more))), packets, `${type} ${JSON.stringify(more)}`);
  });

  it('a service of which a part can not be read is told, and may be less than the rest of it says', () => {
    for (const more of [{ 'source-prot': '>1023' }, { 'program-number': 7 }]) {
      const device = one({ service: ['uid-s'] }, objects(object('service-tcp', 's', { port: '80', ...more })));
      holds(device, '?tcp 80, !tcp 81', JSON.stringify(more));
      assert.equal(told(device).length, 1);
    }
    const usual = { port: '80', groups: [], 'aggressive-aging': { enable: true }, 'override-default-settings': false, icon: 'x' };
    assert.deepEqual(told(one({ service: ['uid-s'] }, objects(object('service-tcp', 's', usual)))), []);
  });

  it('an object is what the answer with most of it says, in whatever order answers stand', () => {
    const [whole, short] = [object('host', 'h', { 'ipv4-address': '10.1.0.5' }), object('host', 'h')];
    const rules = layer([rule({ destination: ['uid-h'] })]);
    for (const answers of [
      [objects(whole), objects(short), rules],
      [objects(short), objects(whole), rules],
      [rules, objects(whole), objects(short)],
    ])
      holds(read(...answers), 'tcp 443, !x 10.9.0.1 -> y 10.1.0.6 tcp 443', 'a host');
    holds(read(objects(short), rules), '?tcp 443', 'a name alone');
  });

  it('a zone that a rule names lies where nobody says, and what the gateway says of its interfaces is known', () => {
    const zones = [object('security-zone', 'DMZZone'), object('security-zone', 'Guests*')];
    const places = (...answers: readonly unknown[]): string[] =>
      read(layer([rule({ source: ['uid-Guests*'], destination: ['uid-DMZZone'] })]), objects(...zones), ...answers).places.map(
        ({ name, networks, rest }) => [name, ...formatAddresses(networks), ...(rest ? ['rest'] : [])].join(' '),
      );
    assert.deepEqual(places(), ['Guests', 'DMZZone']);
    const wire = (n: number, more: Values): Values => ({
      name: `eth${n}`,
      'ipv4-address': `10.${n}.0.1`,
      'ipv4-mask-length': 24,
      ...more,
    });
    const auto = { 'security-zone-settings': { 'auto-calculated': true } };
    const gateway = object('simple-gateway', 'edge', {
      interfaces: [
        wire(1, { topology: 'external', ...auto }),
        wire(2, { topology: 'internal', ...auto, 'topology-settings': { 'interface-leads-to-dmz': true } }),
        wire(3, { topology: 'internal', ...auto, 'topology-settings': { 'interface-leads-to-dmz': false } }),
        wire(4, {
          'security-zone-settings': { 'specific-zone': 'Lab' },
          'topology-settings': { 'ip-address-behind-this-interface': 'specific' },
        }),
        wire(5, {
          topology: 'internal',
          ...auto,
          'topology-settings': { 'ip-address-behind-this-interface': 'network defined by the interface ip and net mask' },
        }),
        wire(6, { topology: 'internal' }),
      ],
    });
    assert.deepEqual(places(objects(gateway)).sort(), [
      'DMZZone 10.2.0.0/24',
      'ExternalZone 10.1.0.0/24 rest',
      'Guests',
      'InternalZone 10.3.0.0/24 10.5.0.0/24',
      'Lab',
    ]);
  });

  it('is known by rules, sections and layers, with blanks or without', () => {
    for (const type of ['access-rule', 'access-section', 'access-layer'])
      for (const blanks of ['', ' ', '  '])
        assert.equal(detect(`{"rulebase": [{"type":${blanks}"${type}"}]}`, 'cp.json').name, 'checkpoint', type);
  });

  it('a rule may stand on two pages, and another one in its place is told', () => {
    const again = read(layer([rule()]), layer([rule()]));
    holds(again, 'tcp 443, !tcp 80', 'the same');
    assert.deepEqual(told(again), []);
    const other = read(layer([rule()]), layer([rule({ uid: 'r2', action: 'uid-Drop' })]));
    assert.deepEqual(told(other), ['access layer Network']);
    holds(other, 'tcp 443, ?tcp 80', 'another one');
  });

  it('an entry that is no rule may do anything, and a last rule for some alone leaves open what becomes of the rest', () => {
    for (const type of ['place-holder', 'access-rule-x', 'my-access-rule']) {
      const device = read(layer([rule({ type })]));
      holds(device, '?tcp 443', type);
      assert.deepEqual(told(device), [type === 'place-holder' ? type : 'an entry that is no rule']);
    }
    const zone = objects(object('security-zone', 'Lab'));
    for (const [last, isAll] of [
      [{}, true],
      [{ source: ['uid-Lab'] }, false],
      [{ destination: ['uid-Lab'] }, false],
      [{ service: ['uid-https'] }, false],
      [{ time: ['uid-nights'] }, false],
    ] as const)
      assert.deepEqual(told(read(layer([], {}, [rule(), { ...END, ...last }]), zone)), isAll ? [] : ['access layer Network']);
  });

  it('layers that nobody puts in an order are told, by names that are plain alone', () => {
    const two = (name: string): string[] => told(read(layer([rule()]), layer([rule()], { uid: 'second', name })));
    assert.deepEqual(two('Applications'), ['access layer Applications']);
    for (const odd of ['Applications<b>', '<b>Applications', 'x'.repeat(41)]) assert.deepEqual(two(odd), ['access layer'], odd);
    const open = read(layer([], {}, [rule()]));
    holds(open, 'tcp 443, ?tcp 80', 'without a last rule');
    assert.deepEqual(told(open), ['access layer Network']);
  });
});
