import assert from 'node:assert/strict';
import { asa } from '../../language/rulesets/targets/asa/asa.ts';
import { reader } from '../../language/rulesets/targets/asa/read.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { countsAll, decides, textsOfChance, toldBy } from './asking.ts';
import { readsBack } from './emitted.ts';
import { told } from './words.ts';

readsBack({
  target: asa,
  reader,
  placeOf: (zone) => (zone === 'unknown' ? 'elsewhere' : zone),
  time: /^at certain times alone: absolute start 00:00 01 January 2000 end/,
});

// Forms of commands as the ASA command reference and the configuration guides of the firewall have them (9.12).

const INTERFACES = `interface GigabitEthernet0/0
 nameif outside
 security-level 0
 ip address 203.0.113.2 255.255.255.0 standby 203.0.113.3
!
interface GigabitEthernet0/1
 nameif inside
 security-level 100
 ip address 10.1.1.1 255.255.255.0
!
interface GigabitEthernet0/2
 nameif dmz
 security-level 50
 ip address 10.2.2.1 255.255.255.0
 ipv6 address fd00:2::1/64
!
interface GigabitEthernet0/3
 nameif lab
 security-level 50
 ip address 10.3.3.1 255.255.255.0
!
`;

function read(rest: string, head = 'ASA Version 9.12(4)\n!\nhostname edge\n'): RunningDevice {
  const text = `${head}${INTERFACES}${rest}`;
  const [device, more] = reader.read(text, 'edge.txt');
  assert.equal(more, undefined);
  countsAll(device!, text);
  return device!;
}

const unknowns = (device: RunningDevice): string[] => told(device);

describe('asa: reading objects, groups and entries', () => {
  const device = read(`names
name 10.1.1.10 mail
object network web
 host 10.2.2.10
object service high
 service tcp source range 1024 65535 destination eq 8443
object-group network servers
 network-object host 10.2.2.20
 network-object 10.2.2.32 255.255.255.240
 network-object object web
object-group network all-servers
 group-object servers
 network-object host mail
object-group service web-ports tcp
 port-object eq www
 port-object range 8000 8010
object-group service mixed
 service-object udp destination eq domain
 service-object icmp echo
object-group protocol tunnels
 protocol-object gre
 protocol-object esp
object-group icmp-type pings
 icmp-object echo
 icmp-object echo-reply
time-range nights
 periodic daily 22:00 to 6:00
access-list outside_in remark the web server
access-list outside_in extended permit tcp any object web object-group web-ports log informational interval 300
access-list outside_in extended permit object-group mixed any4 object-group all-servers
access-list outside_in extended deny tcp any host mail neq smtp
access-list outside_in extended permit tcp host 198.51.100.7 gt 1023 host mail range 20 25 time-range nights
access-list outside_in extended permit object high any object web
access-list outside_in extended permit object-group tunnels host 198.51.100.7 any
access-list outside_in extended permit icmp any 10.1.1.0 255.255.255.0 object-group pings
access-list outside_in extended permit udp any any lt 100 inactive
access-list outside_in extended permit tcp any fd00:2::/64 eq https
access-list outside_in extended permit tcp user CORP\\ann any host 10.2.2.90 eq ssh
access-list outside_in extended permit tcp any host 10.2.2.91 frob
access-list unused extended permit ip any any
access-group outside_in in interface outside
route outside 0.0.0.0 0.0.0.0 203.0.113.1 1
route inside 10.128.0.0 255.128.0.0 10.1.1.254 1
`);

  it('decides as the entries say, the first that matches', () => {
    decides(device, {
      'outside 198.51.100.1 -> dmz 10.2.2.10 tcp 80': 'permit',
      'outside 198.51.100.1 -> dmz 10.2.2.10 tcp 8010': 'permit',
      'outside 198.51.100.1 -> dmz 10.2.2.10 tcp 8011': 'deny',
      'outside 198.51.100.1 -> dmz 10.2.2.10 udp 80': 'deny',
      'outside 198.51.100.1 -> dmz 10.2.2.47 udp 53': 'permit',
      'outside 198.51.100.1 -> dmz 10.2.2.48 udp 53': 'deny',
      'outside 198.51.100.1 -> inside 10.1.1.10 icmp 8': 'permit',
      'outside 198.51.100.7 -> inside 10.1.1.10 tcp 24': 'deny',
      'outside 198.51.100.7 -> inside 10.1.1.10 tcp 25': 'unknown',
      'outside 198.51.100.7 -> inside 10.1.1.10 tcp 25 from 1000': 'deny',
      'outside 198.51.100.8 -> dmz 10.2.2.10 tcp 8443 from 1024': 'permit',
      'outside 198.51.100.8 -> dmz 10.2.2.10 tcp 8443 from 1023': 'deny',
      'outside 198.51.100.7 -> lab 10.3.3.3 other 47': 'permit',
      'outside 198.51.100.7 -> lab 10.3.3.3 other 51': 'deny',
      'outside 198.51.100.8 -> inside 10.1.1.77 icmp 0': 'permit',
      'outside 198.51.100.8 -> inside 10.1.1.77 icmp 5': 'deny',
      'outside 198.51.100.8 -> inside 10.1.1.77 udp 99': 'deny',
      'outside 2001:db8::1 -> dmz fd00:2::5 tcp 443': 'permit',
      'outside 2001:db8::1 -> dmz fd00:3::5 tcp 443': 'deny',
      'outside 198.51.100.8 -> dmz 10.2.2.90 tcp 22': 'unknown',
    });
  });

  it('takes an entry that it does not understand for one that may match', () => {
    assert.deepEqual(unknowns(device), ['access-list']);
    decides(device, { 'outside 198.51.100.8 -> dmz 10.2.2.91 tcp 4': 'unknown' });
  });

  it('tells lines, remarks, and what lies behind interfaces', () => {
    const [first] = device.lists.get('access-list outside_in')!.rules;
    assert.equal(first!.comment, 'the web server');
    assert.match(first!.text, /^access-list outside_in extended permit tcp any object web/);
    assert.deepEqual(
      device.places.map(({ name, rest }) => [name, rest]),
      [
        ['outside', true],
        ['inside', false],
        ['dmz', false],
        ['lab', false],
      ],
    );
    assert.equal(device.name, 'edge');
    decides({ ...device, stages: ['in'] }, { 'inside 10.200.0.1 -> dmz 10.2.2.2 tcp 1': 'permit' });
  });

  it('counts hits where the output of show access-list follows', () => {
    const entry = 'access-list a extended permit tcp any any eq 22';
    const hit = read(
      `${entry}\naccess-group a in interface outside\na-list; 1 elements; name hash: 0x1\n${entry.replace(' extended', ' line 1 extended')} (hitcnt=41) 0xabc\n`,
    );
    const { rules } = hit.lists.get('access-list a')!;
    assert.deepEqual(
      rules.map(({ hits, line }) => [hits, line]),
      [[41, 25]],
    );
  });
});

describe('asa: reading interfaces and levels', () => {
  it('lets out what goes to a lower level where an interface has no list', () => {
    decides(read(''), {
      'inside 10.1.1.5 -> dmz 10.2.2.5 tcp 1': 'permit',
      'inside 10.1.1.5 -> outside 198.51.100.1 tcp 1': 'permit',
      'dmz 10.2.2.5 -> inside 10.1.1.5 tcp 1': 'deny',
      'dmz 10.2.2.5 -> lab 10.3.3.5 tcp 1': 'deny',
      'dmz 10.2.2.5 -> dmz 10.2.2.6 tcp 1': 'deny',
    });
  });

  it('asks for same-security-traffic besides a list', () => {
    const lists = 'access-list all extended permit ip any any\naccess-group all in interface dmz\n';
    decides(read(lists), {
      'dmz 10.2.2.5 -> inside 10.1.1.5 tcp 1': 'permit',
      'dmz 10.2.2.5 -> lab 10.3.3.5 tcp 1': 'deny',
    });
    const both = 'same-security-traffic permit inter-interface\nsame-security-traffic permit intra-interface\n';
    decides(read(`${both}${lists}`), {
      'dmz 10.2.2.5 -> lab 10.3.3.5 tcp 1': 'permit',
      'lab 10.3.3.5 -> dmz 10.2.2.5 tcp 1': 'permit',
      'dmz 10.2.2.5 -> dmz 10.2.2.6 tcp 1': 'permit',
    });
  });

  it('tries the global list behind those of interfaces, and in place of levels', () => {
    const device = read(`access-list own extended permit tcp any any eq 1
access-list own extended deny tcp any any eq 2
access-list every extended permit tcp any any range 2 3
access-group own in interface outside
access-group every global
`);
    decides(device, {
      'outside 198.51.100.1 -> inside 10.1.1.5 tcp 1': 'permit',
      'outside 198.51.100.1 -> inside 10.1.1.5 tcp 2': 'deny',
      'outside 198.51.100.1 -> inside 10.1.1.5 tcp 3': 'permit',
      'outside 198.51.100.1 -> inside 10.1.1.5 tcp 4': 'deny',
      'inside 10.1.1.5 -> outside 198.51.100.1 tcp 3': 'permit',
      'inside 10.1.1.5 -> outside 198.51.100.1 tcp 4': 'deny',
    });
  });

  it('tries the list of the interface that packets go out of', () => {
    const device = read('access-list out extended permit tcp any any eq 443\naccess-group out out interface dmz\n');
    decides(device, {
      'inside 10.1.1.5 -> dmz 10.2.2.5 tcp 443': 'permit',
      'inside 10.1.1.5 -> dmz 10.2.2.5 tcp 80': 'deny',
      'inside 10.1.1.5 -> outside 198.51.100.1 tcp 80': 'permit',
    });
  });

  it('has nothing pass through an interface for management, or one that is shut down', () => {
    const device = read(
      'interface Management0/0\n management-only\n nameif mgmt\n security-level 100\ninterface g0/9\n nameif old\n shutdown\n',
    );
    decides(device, {
      'mgmt 10.9.9.9 -> outside 198.51.100.1 tcp 1': 'deny',
      'inside 10.1.1.5 -> old 198.51.100.1 tcp 1': 'deny',
    });
  });

  it('has lists of IPv4 and of IPv6 before 9.0', () => {
    const device = read(
      `access-list four extended permit ip any any
ipv6 access-list six permit tcp any any eq 443
access-group four in interface outside
access-group six in interface outside
`,
      'ASA Version 8.4(2)\n',
    );
    decides(device, {
      'outside 198.51.100.1 -> dmz 10.2.2.5 tcp 1': 'permit',
      'outside 2001:db8::1 -> dmz fd00:2::5 tcp 1': 'deny',
      'outside 2001:db8::1 -> dmz fd00:2::5 tcp 443': 'permit',
    });
  });
});

describe('asa: reading what changes what lists decide', () => {
  const OPEN = 'access-list o extended permit tcp any object web eq 443\naccess-group o in interface outside\n';
  const WEB = 'object network web\n host 10.2.2.10\n';

  it('knows nothing for certain of translated addresses, and of real ones past their translation', () => {
    const device = read(`${WEB}${OPEN}object network web\n nat (dmz,outside) static 203.0.113.10 service tcp https 8443\n`);
    decides(device, {
      'outside 198.51.100.1 -> dmz 203.0.113.10 tcp 8443': 'unknown',
      'outside 198.51.100.1 -> outside 203.0.113.10 tcp 8443': 'unknown',
      'outside 198.51.100.1 -> outside 203.0.113.10 tcp 22': 'deny',
      'outside 198.51.100.1 -> dmz 10.2.2.10 tcp 443': 'unknown',
      'outside 198.51.100.1 -> dmz 10.2.2.10 tcp 80': 'deny',
      'dmz 10.2.2.10 -> outside 198.51.100.1 tcp 80': 'permit',
    });
  });

  it('an address that is translated to itself stays what it is, where that is said first', () => {
    const nat = 'nat (dmz,outside) source static web web\nnat (dmz,outside) after-auto source dynamic any interface\n';
    decides(read(`${WEB}${OPEN}${nat}`), { 'outside 198.51.100.1 -> dmz 10.2.2.10 tcp 443': 'permit' });
    decides(read(`${WEB}${OPEN}${nat.split('\n')[1]}\n`), { 'outside 198.51.100.1 -> dmz 10.2.2.10 tcp 443': 'unknown' });
  });

  it('nobody is led to the address of a pool, which stands for those that begin a connection; to one that is said for a machine, perhaps', () => {
    const out = 'outside 198.51.100.1 -> dmz 203.0.113.77 tcp 22';
    const pool = 'object network pool\n host 203.0.113.77\n';
    decides(read(`${WEB}${OPEN}${pool}nat (dmz,outside) source dynamic any pool\n`), { [out]: 'deny' });
    decides(read(`${WEB}${OPEN}${pool}nat (dmz,outside) source static web pool\n`), { [out]: 'unknown' });
  });

  it('knows nothing for certain of what comes out of a tunnel, unless it has to get through the lists', () => {
    const vpn = `access-list far extended permit ip 10.1.1.0 255.255.255.0 10.77.0.0 255.255.0.0
crypto map vpn 10 match address far
crypto map vpn interface outside
`;
    const question = 'outside 10.77.1.1 -> inside 10.1.1.5 tcp 445';
    decides(read(`${WEB}${OPEN}${vpn}`), { [question]: 'unknown', 'outside 10.78.1.1 -> inside 10.1.1.5 tcp 445': 'deny' });
    decides(read(`${WEB}${OPEN}${vpn}no sysopt connection permit-vpn\n`), { [question]: 'deny' });
  });

  it('names what may decide besides', () => {
    const device = read(`webvpn
 enable outside
aaa authentication match asks inside LOCAL
established tcp 135 permitto tcp 1024-65535
policy-map global_policy
 class class-default
  sfr fail-open
access-list x extended permit ip any any
access-group x in interface lab per-user-override
access-group missing in interface outside
quux frob
`);
    assert.deepEqual(unknowns(device), [
      'webvpn enable',
      'aaa authentication match',
      'established',
      'sfr',
      'access-group … per-user-override',
      'access-group',
      'quux',
    ]);
    decides(device, { 'outside 198.51.100.1 -> dmz 10.2.2.10 tcp 80': 'unknown' });
  });
});

describe('asa: reading files of all kinds', () => {
  it('has a device for each context', () => {
    const one = (name: string): string => `ASA Version 9.12(4) <context>\n!\nhostname ${name}\n!\n${INTERFACES}`;
    const devices = reader.read(`: Saved\n${one('red')}${one('blue')}quux\n: end\n`, 'all.txt');
    assert.deepEqual(
      devices.map(({ name, places, unknown }) => [name, places.length, unknown.map(({ line }) => line)]),
      [
        ['red', 4, []],
        ['blue', 4, [52]],
      ],
    );
    const [system] = reader.read('ASA Version 9.1(2) <system>\ncontext red\n  config-url disk0:/red.cfg\n', 'system.txt');
    assert.deepEqual(unknowns(system!), ['context']);
  });

  it('reads what a terminal has left of a file: prompts, pages, lost blanks', () => {
    const text = `edge# show running-config\r\n${`ASA Version 9.12(4)\n${INTERFACES}access-list a extended permit tcp any any eq 22\n<--- More --->              access-group a in interface outside\n`
      .split('\n')
      .map((line) => line.trim())
      .join('\r\n')}edge# exit\r\n`;
    const [device] = reader.read(text, 'f');
    assert.deepEqual(unknowns(device!), []);
    decides(device!, {
      'outside 198.51.100.1 -> dmz 10.2.2.10 tcp 22': 'permit',
      'outside 198.51.100.1 -> dmz 10.2.2.10 tcp 23': 'deny',
    });
  });

  it('reads what stands below a command as such where no blanks say it', () => {
    const text = `ASA Version 9.12(4)\n${INTERFACES.replace('nameif lab', 'nameif lab\n shutdown')}time-range old
 absolute end 23:59 01 March 2001
object network web
 description the server
 host 10.2.2.10
access-list a extended permit tcp any object web eq 22 time-range old
access-group a in interface outside
class-map inspection_default
 match default-inspection-traffic
policy-map global_policy
 class inspection_default
  inspect icmp
service-policy global_policy global
`;
    const flat = text.replace(/^ +/gm, '');
    const [whole, plain] = [text, flat].map((each) => reader.read(each, 'f')[0]!);
    const { lines: _, ...rest } = whole!;
    const { lines: __, ...same } = plain!;
    assert.deepEqual(same, rest);
    assert.deepEqual(unknowns(plain!), []);
  });

  it('groups in a circle, that name nothing, or that are too deep, may hold anything', () => {
    const deep = Array.from({ length: 300 }, (_, n) => `object-group network g${n}\n group-object g${n + 1}\n`).join('');
    for (const groups of [
      'object-group network g0\n group-object g1\nobject-group network g1\n group-object g0\n network-object host 10.2.2.1\n',
      'object-group network g0\n group-object nowhere\n network-object host 10.2.2.1\n',
      deep,
    ]) {
      const device = read(
        `${groups}access-list a extended permit tcp any object-group g0\naccess-group a in interface outside\n`,
      );
      decides(device, { 'outside 198.51.100.1 -> dmz 10.2.2.10 tcp 22': 'unknown' });
    }
  });

  it('never fails, whatever the file', () => {
    const words =
      'access-list access-group object object-group network service nat ( , ) host any eq range route interface nameif no 10.0.0.1 x';
    for (const text of textsOfChance(words.split(' '), 300)) for (const device of reader.read(text, 'f')) countsAll(device, text);
    for (const text of ['', '\0', 'nat (', 'access-list', 'object network', '\uFEFFinterface', 'x'.repeat(100_000), ' host'])
      assert.equal(reader.read(text, 'f').length, 1);
  });

  it('never shows a secret', () => {
    const device = read(`enable password HUNTER2 encrypted
username ann password HUNTER2 pbkdf2 privilege 15
snmp-server community HUNTER2
crypto ipsec ikev1 transform-set x esp-aes
tunnel-group 198.51.100.9 ipsec-attributes
 ikev1 pre-shared-key HUNTER2
aaa-server tac (inside) host 10.1.1.5
 key HUNTER2
quux HUNTER2
HUNTER2
access-list a extended permit tcp any any HUNTER2
access-group a in interface outside
`);
    assert.equal(device.unknown.length, 3);
    assert.doesNotMatch(toldBy([device]).replace(/permit tcp any any HUNTER2/g, ''), /HUNTER2/);
  });

  it('recognizes a configuration, whole or in part', () => {
    assert.ok(reader.recognizes(': Saved\n\n: Serial Number: 1\n: Hardware:   ASA5515\nASA Version 9.8(2)\n') > 0.9);
    assert.ok(reader.recognizes('access-list a extended permit ip any any\naccess-group a in interface outside\n') > 0.5);
    // A router of the same maker.
    assert.equal(
      reader.recognizes(
        'version 15.2\nobject-group network a\n host 10.0.0.1\naccess-list 101 extended permit ip any any\ninterface g0\n ip access-group 101 in\n',
      ),
      0,
    );
    assert.equal(reader.recognizes('*filter\n:INPUT ACCEPT [0:0]\n'), 0);
  });
});
