import assert from 'node:assert/strict';
import { formatAddresses } from '../../language/model/addresses.ts';
import { junos } from '../../language/rulesets/targets/junos/junos.ts';
import { reader } from '../../language/rulesets/targets/junos/read.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { countsAll, decided, decides, textsOfChance, toldBy } from './asking.ts';
import { readsBack } from './emitted.ts';
import { told } from './words.ts';

readsBack({ target: junos, reader, time: /^at certain times alone: start-date 2020-01-01/ });

// Forms as Juniper's CLI reference and user guide for security policies have them.

const SET = `set version 21.4R3
set system host-name srx1
set system root-authentication encrypted-password "$6$HUNTER2$HUNTER2HUNTER2"
set interfaces ge-0/0/0 unit 0 family inet address 203.0.113.2/24
set interfaces ge-0/0/1 unit 0 family inet address 10.1.1.1/24
set interfaces ge-0/0/2 unit 20 family inet address 10.2.2.1/24
set interfaces ge-0/0/2 unit 20 family inet6 address fd00:2::1/64
set routing-options static route 0.0.0.0/0 next-hop 203.0.113.1
set routing-options static route 10.128.0.0/9 next-hop 10.1.1.254
set security zones security-zone untrust interfaces ge-0/0/0.0
set security zones security-zone trust interfaces ge-0/0/1.0 host-inbound-traffic system-services all
set security zones security-zone dmz interfaces ge-0/0/2.20
set security zones security-zone dmz address-book address web 10.2.2.10/32
set security zones security-zone dmz address-book address near range-address 10.2.2.32 to 10.2.2.47
set security zones security-zone dmz address-book address-set servers address web
set security zones security-zone dmz address-book address-set servers address near
set security forwarding-options family inet6 mode flow-based
set security address-book global address far dns-name far.example.com
set security address-book global address one 198.51.100.1/32
set security address-book global address web 192.0.2.1/32
set security address-book inner address desk 10.1.1.5/32
set security address-book inner attach zone trust
set applications application high protocol tcp destination-port 8000-8010
set applications application high source-port 1024-65535
set applications application many term a protocol tcp destination-port ssh
set applications application many term b protocol udp destination-port 7000 source-port 99
set applications application probe protocol icmp icmp-type echo-request
set applications application-set both application high
set applications application-set both application junos-https
set security policies from-zone untrust to-zone dmz policy web description "The web server"
set security policies from-zone untrust to-zone dmz policy web match source-address any destination-address servers application junos-http application both
set security policies from-zone untrust to-zone dmz policy web then permit
set security policies from-zone untrust to-zone dmz policy web then log session-close
set security policies from-zone untrust to-zone dmz policy not match source-address one
set security policies from-zone untrust to-zone dmz policy not match destination-address servers
set security policies from-zone untrust to-zone dmz policy not match destination-address-excluded
set security policies from-zone untrust to-zone dmz policy not match application any
set security policies from-zone untrust to-zone dmz policy not then reject
set security policies from-zone untrust to-zone dmz policy more match source-address any
set security policies from-zone untrust to-zone dmz policy more match destination-address any-ipv4
set security policies from-zone untrust to-zone dmz policy more match application many
set security policies from-zone untrust to-zone dmz policy more match application probe
set security policies from-zone untrust to-zone dmz policy more then permit
set security policies from-zone trust to-zone dmz policy users match source-address desk
set security policies from-zone trust to-zone dmz policy users match destination-address any
set security policies from-zone trust to-zone dmz policy users match application any
set security policies from-zone trust to-zone dmz policy users match source-identity role
set security policies from-zone trust to-zone dmz policy users then permit
set security policies from-zone trust to-zone junos-host policy own match source-address any
set security policies from-zone trust to-zone junos-host policy own then permit
set security policies global policy every match source-address any
set security policies global policy every match destination-address web
set security policies global policy every match application junos-dns-udp
set security policies global policy every match from-zone trust
set security policies global policy every then permit
`;

const EXPECTED = {
  'untrust 198.51.100.9 -> dmz 10.2.2.10 tcp 80': 'permit',
  'untrust 198.51.100.9 -> dmz 10.2.2.47 tcp 443': 'permit',
  'untrust 198.51.100.9 -> dmz 10.2.2.48 tcp 443': 'deny',
  'untrust 198.51.100.9 -> dmz 192.0.2.1 tcp 80': 'deny',
  'untrust 198.51.100.9 -> dmz 10.2.2.10 tcp 8005': 'permit',
  'untrust 198.51.100.9 -> dmz 10.2.2.10 tcp 8005 from 80': 'deny',
  'untrust 198.51.100.9 -> dmz 10.2.2.77 tcp 22': 'permit',
  'untrust 198.51.100.1 -> dmz 10.2.2.77 tcp 22': 'deny',
  'untrust 198.51.100.1 -> dmz 10.2.2.10 tcp 22': 'permit',
  'untrust 198.51.100.9 -> dmz 10.2.2.77 udp 7000 from 99': 'permit',
  'untrust 198.51.100.9 -> dmz 10.2.2.77 udp 7000 from 98': 'deny',
  'untrust 198.51.100.9 -> dmz 10.2.2.77 icmp 8': 'permit',
  'untrust 198.51.100.9 -> dmz 10.2.2.77 icmp 0': 'deny',
  'untrust 2001:db8::1 -> dmz fd00:2::7 tcp 22': 'deny',
  'trust 10.1.1.5 -> dmz 10.2.2.77 tcp 445': 'unknown',
  'trust 10.1.1.6 -> dmz 10.2.2.77 tcp 445': 'deny',
  'trust 10.1.1.6 -> untrust 192.0.2.1 udp 53': 'permit',
  'dmz 10.2.2.5 -> untrust 192.0.2.1 udp 53': 'deny',
  'dmz 10.2.2.5 -> dmz 10.2.2.6 tcp 1': 'deny',
} as const;

/** The same commands in braces: words that have no more behind them are values. */
function inBraces(commands: string): string {
  type Part = Map<string, Part>;
  const root: Part = new Map();
  for (const line of commands.trim().split('\n')) {
    let part = root;
    for (const word of line.match(/"[^"]*"|\S+/g)!.slice(1)) {
      if (!part.has(word)) part.set(word, new Map());
      part = part.get(word)!;
    }
  }
  const write = (part: Part, indent: string): string =>
    [...part]
      .map(([word, inner]) =>
        inner.size ? `${indent}${word} {\n${write(inner, `${indent}    `)}${indent}}\n` : `${indent}${word};\n`,
      )
      .join('');
  return write(root, '');
}

function read(text: string): RunningDevice {
  const [device, more] = reader.read(text, 'srx1');
  assert.equal(more, undefined);
  countsAll(device!, text);
  return device!;
}

describe('junos: reading policies', () => {
  for (const [form, text] of [
    ['set commands', SET],
    ['set commands behind a prompt', SET.replace(/^set/gm, 'admin@srx1# set')],
    ['braces', `## Last commit: today\n${inBraces(SET)}`],
  ] as const)
    it(`as ${form}: zones, books, applications, exclusion, policies of all zones`, () => {
      const device = read(text);
      decides(device, EXPECTED);
      assert.deepEqual(told(device), []);
      assert.equal(device.name, 'srx1');
      assert.deepEqual(
        device.places.map(({ name, rest }) => [name, rest]),
        [
          ['untrust', true],
          ['trust', false],
          ['dmz', false],
        ],
      );
      assert.equal(device.lists.get('security policies')!.rules[0]!.comment, 'The web server');
      assert.doesNotMatch(toldBy([device]), /HUNTER2/);
    });

  it('with an interface in a zone that names no unit, which is its unit 0', () => {
    const device = read(SET.replace('interfaces ge-0/0/1.0 host', 'interfaces ge-0/0/1 host'));
    const trust = device.places.find(({ name }) => name === 'trust')!;
    assert.ok(formatAddresses(trust.networks!).includes('10.1.1.0/24'));
    decides(device, { 'trust 10.1.1.6 -> untrust 192.0.2.1 udp 53': 'permit' });
  });

  it('in the braces that a device shows, with lists, names of several words, and what is switched off', () => {
    const device = read(`security {
    policies {
        from-zone a to-zone b {
            policy first {
                match {
                    source-address [ any-ipv4 any-ipv6 ];
                    destination-address any;
                    application [ junos-http
                        junos-https ];
                }
                then {
                    permit;
                    log { session-close; }
                }
            }
            /* not now
               { } */
            inactive: policy second {
                match { source-address any; destination-address any; application any; }
                then { permit; }
            }
        }
        default-policy {
            permit-all;
        }
    }
}
`);
    decides(device, { 'a 10.1.1.1 -> b 10.2.2.2 tcp 443': 'permit' });
    assert.deepEqual(
      device.lists.get('security policies')!.rules.map(({ name, line }) => [name, line]),
      [['first', 4]],
    );
    assert.equal(device.lists.get('security policies')!.otherwise, 'permit');
    assert.deepEqual(told(device), []);
  });

  it('knows each port of what every device has by a name', () => {
    const of = 'set security policies from-zone a to-zone b policy mail';
    const device = read(
      `${of} match source-address any\n${of} match destination-address any\n${of} match application junos-smtps\n${of} then permit\n`,
    );
    const ports = ['465', '587', '25'].map((port) => decided(device, `a 10.1.1.1 -> b 10.2.2.2 tcp ${port}`));
    assert.deepEqual(ports, ['permit', 'permit', 'deny']);
  });

  it('takes what is deactivated, deleted, inserted and renamed as the device does', () => {
    const rule = (name: string, action: string): string =>
      ['match source-address any', 'match destination-address any', 'match application junos-http', `then ${action}`]
        .map((part) => `set security policies from-zone a to-zone b policy ${name} ${part}\n`)
        .join('');
    const two = `${rule('one', 'deny')}${rule('two', 'permit')}`;
    const question = 'a 10.1.1.1 -> b 10.2.2.2 tcp 80';
    const of = 'security policies from-zone a to-zone b policy';
    decides(read(two), { [question]: 'deny' });
    for (const change of [
      `deactivate ${of} one`,
      `delete ${of} one`,
      `insert ${of} two before policy one`,
      `insert ${of} one after policy two`,
    ])
      decides(read(`${two}${change}\n`), { [question]: 'permit' });
    decides(read(`${two}deactivate ${of} one\nactivate ${of} one\n`), { [question]: 'deny' });
    const renamed = read(`${two}rename ${of} two to policy three\ndelete ${of} one\n`);
    assert.equal(renamed.lists.get('security policies')!.rules[0]!.name, 'three');
  });

  it('knows nothing for certain of filters, translated addresses, and groups that may hold rules', () => {
    const device = read(`${SET}set interfaces ge-0/0/0 unit 0 family inet filter input outer
set interfaces lo0 unit 0 family inet filter input own
set firewall family inet filter outer term a from source-address 192.0.2.0/24
set firewall family inet filter outer term a then discard
set security nat destination rule-set in from zone trust
set security nat destination rule-set in rule r match destination-address 203.0.113.10/32
set security nat destination rule-set in rule r then destination-nat pool p
set groups extra security policies global policy x then permit
set groups quiet system services ssh
set apply-groups [ extra quiet ]
set security policies global policy every match frobnicate x
set security quux frob
`);
    assert.deepEqual(told(device), [
      'a firewall filter at an interface',
      'apply-groups',
      'policy … match frobnicate',
      'security quux',
    ]);
    decides(device, {
      'untrust 198.51.100.9 -> dmz 10.2.2.10 tcp 80': 'unknown',
      'untrust 198.51.100.9 -> dmz 10.2.2.10 tcp 81': 'deny',
      'trust 10.1.1.5 -> untrust 203.0.113.10 tcp 81': 'unknown',
      'trust 10.1.1.6 -> untrust 192.0.2.1 udp 53': 'unknown',
    });
  });

  it('has a firewall for each logical system', () => {
    const own = (name: string, action: string): string =>
      ['match source-address any', 'match destination-address any', 'match application any', `then ${action}`]
        .map((part) => `set logical-systems ${name} security policies from-zone a to-zone b policy p ${part}\n`)
        .join('');
    const devices = reader.read(`set system host-name srx1\n${own('red', 'permit')}${own('blue', 'deny')}`, 'f');
    assert.deepEqual(
      devices.map(({ name }) => name),
      ['srx1/red', 'srx1/blue'],
    );
    const question = 'a 10.1.1.1 -> b 10.2.2.2 tcp 80';
    decides(devices[0]!, { [question]: 'permit' });
    decides(devices[1]!, { [question]: 'deny' });
    assert.deepEqual(told(devices[0]!), []);
  });

  it('knows nothing for certain of a router, which has no policies', () => {
    decides(read('set system host-name r1\nset interfaces ge-0/0/0 unit 0 family inet address 10.0.0.1/24\n'), {
      'a 10.1.1.1 -> b 10.2.2.2 tcp 80': 'unknown',
    });
  });
});

describe('junos: reading files of all kinds', () => {
  it('never fails, and counts every line', () => {
    const words =
      'set delete deactivate insert security policies from-zone a to-zone b policy p match application any before { } [ ] ; " /* */ inactive: then'.split(
        ' ',
      );
    for (const text of textsOfChance(words, 300)) for (const device of reader.read(text, 'f')) countsAll(device, text);
    const braces = inBraces(SET);
    for (let cut = 1; cut < braces.length; cut += 311) read(braces.slice(0, cut));
    for (const text of [
      '',
      '}',
      'a {'.repeat(20_000),
      'security { "',
      '/* ',
      `set ${'a '.repeat(20_000)}`,
      `set security policies global policy ${'a '.repeat(20_000)}`,
      `set ${'logical-systems a '.repeat(20_000)}`,
      'set "',
    ])
      assert.ok(reader.read(text, 'f').length > 0, text.slice(0, 20));
  });

  it('sets in a circle, or that name nothing, may hold anything', () => {
    const policy = ['match source-address s', 'match destination-address any', 'match application junos-http', 'then permit']
      .map((part) => `set security policies from-zone a to-zone b policy p ${part}\n`)
      .join('');
    for (const sets of [
      'set security address-book global address-set s address-set t\nset security address-book global address-set t address-set s\n',
      'set security address-book global address-set s address nowhere\n',
    ])
      decides(read(`${sets}${policy}`), {
        'a 10.1.1.1 -> b 10.2.2.2 tcp 80': 'unknown',
        'a 10.1.1.1 -> b 10.2.2.2 tcp 81': 'deny',
      });
  });

  it('recognizes its forms', () => {
    for (const text of [SET, inBraces(SET)]) assert.ok(reader.recognizes(text) > 0.9);
    assert.equal(reader.recognizes('set rulebase security rules a action allow\nset deviceconfig system hostname x\n'), 0);
  });
});
