import assert from 'node:assert/strict';
import { fortios } from '../../language/rulesets/targets/fortios/fortios.ts';
import { reader } from '../../language/rulesets/targets/fortios/read.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { countsAll, decides, textsOfChance, toldBy } from './asking.ts';
import { readsBack } from './emitted.ts';

readsBack({ target: fortios, reader, time: /^at certain times alone: start \[/ });

// Forms as the FortiOS CLI reference and backups of a FortiGate have them (7.2).

/** Numbers with a blank before them keep their order. */
const table = (path: string, entries: Readonly<Record<string, readonly string[]>>): string =>
  `config ${path}\n${Object.entries(entries)
    .map(
      ([key, lines]) =>
        `    edit ${/^\d+$/.test(key.trim()) ? key.trim() : `"${key}"`}\n${lines.map((line) => `        ${line}\n`).join('')}    next\n`,
    )
    .join('')}end\n`;

const policy = (from: string, to: string, source: string, destination: string, service: string, ...rest: string[]): string[] => [
  `set srcintf "${from}"`,
  `set dstintf "${to}"`,
  'set action accept',
  `set srcaddr ${source}`,
  `set dstaddr ${destination}`,
  'set schedule "always"',
  `set service ${service}`,
  ...rest,
];

const HEAD = `#config-version=FGT60F-7.2.5-FW-build1517-230608:opmode=0:vdom=0:user=admin
#conf_file_ver=1
config system global
    set hostname "fgt"
    set admin-password-hash ENC HUNTER2
end
`;

const NETWORK = `${table('system interface', {
  wan1: ['set vdom "root"', 'set ip 203.0.113.2 255.255.255.0', 'set allowaccess ping https', 'set snmp-index 1'],
  port1: ['set vdom "root"', 'set ip 10.1.1.1 255.255.255.0', 'config ipv6', '    set ip6-address fd00:1::1/64', 'end'],
  port2: ['set vdom "root"', 'set ip 10.2.2.1 255.255.255.0'],
  port3: ['set vdom "root"', 'set ip 10.2.3.1 255.255.255.0'],
})}${table('system zone', { dmz: ['set interface "port2" "port3"'] })}${table('router static', {
  1: ['set gateway 203.0.113.1', 'set device "wan1"'],
  2: ['set dst 10.128.0.0 255.128.0.0', 'set gateway 10.1.1.254', 'set device "port1"'],
})}`;

const OBJECTS = `${table('firewall address', {
  all: [],
  web: ['set uuid x', 'set subnet 10.2.2.10 255.255.255.255'],
  net: ['set subnet 10.2.2.0 255.255.255.0'],
  range: ['set type iprange', 'set start-ip 10.2.2.32', 'set end-ip 10.2.2.47'],
  far: ['set type fqdn', 'set fqdn "far.example.com"'],
  land: ['set type geography', 'set country "DE"'],
})}${table('firewall address6', { web6: ['set ip6 fd00:2::10/128'] })}${table('firewall addrgrp', {
  servers: ['set member "web" "range"'],
  others: ['set member "net"', 'set exclude enable', 'set exclude-member "servers"'],
})}${table('firewall service custom', {
  high: ['set tcp-portrange 8000-8010:1024-65535 9000', 'set udp-portrange 9000'],
  ping: ['set protocol ICMP', 'set icmptype 8', 'unset icmpcode'],
  gre: ['set protocol IP', 'set protocol-number 47'],
})}${table('firewall service group', { both: ['set member "high" "HTTPS"'] })}${table('firewall schedule recurring', {
  nights: ['set start 22:00', 'set end 06:00', 'set day monday'],
})}`;

const POLICIES = table('firewall policy', {
  ' 7': [
    'set name "to web"',
    ...policy(
      'wan1',
      'dmz',
      '"all"',
      '"servers"',
      '"HTTP" "both"',
      'set comments "The web server"',
      'set utm-status enable',
      'set ips-sensor "default"',
    ),
  ],
  ' 3': policy('wan1', 'dmz', '"all"', '"others"', '"ping" "gre"'),
  ' 4': policy('wan1', 'dmz', '"net"', '"net"', '"ALL"', 'set status disable'),
  ' 5': policy('port1', 'dmz', '"all"', '"web"', '"SSH"', 'set groups "admins"'),
  ' 6': policy('port1', 'wan1', '"all"', '"land"', '"ALL"'),
  ' 8': policy('port1', 'wan1', '"all"', '"servers"', '"HTTPS"', 'set dstaddr-negate enable', 'set nat enable'),
  ' 9': policy('port1', 'dmz', '"all"', '"net"', '"HTTPS"').map((line) => line.replace('"always"', '"nights"')),
  ' 10': [
    'set srcintf "wan1"',
    'set dstintf "dmz"',
    'set action accept',
    'set srcaddr6 "all"',
    'set dstaddr6 "web6"',
    'set service "HTTPS"',
    'set schedule "always"',
  ],
  ' 11': policy('port1', 'wan1', '"all"', '"all"', '"DNS"').filter((line) => !line.includes('accept')),
  ' 12': policy('dmz', 'any', '"all"', '"all"', '"DNS"', 'set service-negate enable'),
});

function read(text: string): RunningDevice {
  const [device, more] = reader.read(text, 'fgt.conf');
  assert.equal(more, undefined);
  countsAll(device!, text);
  return device!;
}

const unknowns = ({ unknown }: RunningDevice): string[] => unknown.map(({ what }) => what);

describe('fortios: reading policies', () => {
  const device = read(`${HEAD}${NETWORK}${OBJECTS}${POLICIES}`);

  it('decides as policies say, in their order and not by their numbers', () => {
    decides(device, {
      'wan1 198.51.100.1 -> dmz 10.2.2.10 tcp 80': 'permit',
      'wan1 198.51.100.1 -> dmz 10.2.2.47 tcp 443': 'permit',
      'wan1 198.51.100.1 -> dmz 10.2.2.48 tcp 443': 'deny',
      'wan1 198.51.100.1 -> dmz 10.2.2.10 tcp 8000': 'permit',
      'wan1 198.51.100.1 -> dmz 10.2.2.10 tcp 8000 from 80': 'deny',
      'wan1 198.51.100.1 -> dmz 10.2.2.10 tcp 9000 from 80': 'permit',
      'wan1 198.51.100.1 -> dmz 10.2.2.10 udp 9000': 'permit',
      'wan1 198.51.100.1 -> dmz 10.2.2.10 udp 8000': 'deny',
      'wan1 198.51.100.1 -> dmz 10.2.2.77 icmp 8': 'permit',
      'wan1 198.51.100.1 -> dmz 10.2.2.77 icmp 0': 'deny',
      'wan1 198.51.100.1 -> dmz 10.2.2.77 other 47': 'permit',
      'wan1 198.51.100.1 -> dmz 10.2.2.10 icmp 8': 'deny',
      'wan1 10.2.2.1 -> dmz 10.2.2.77 tcp 22': 'deny',
      'wan1 2001:db8::1 -> dmz fd00:2::10 tcp 443': 'permit',
      'wan1 2001:db8::1 -> dmz fd00:2::11 tcp 443': 'deny',
    });
  });

  it('knows nothing for certain by users, schedules and countries', () => {
    decides(device, {
      'port1 10.1.1.5 -> dmz 10.2.2.10 tcp 22': 'unknown',
      'port1 10.1.1.5 -> dmz 10.2.2.11 tcp 22': 'deny',
      'port1 10.1.1.5 -> dmz 10.2.2.10 tcp 443': 'unknown',
      'port1 10.1.1.5 -> wan1 198.51.100.1 tcp 22': 'unknown',
    });
    // What looks into connections may close them, and no rule is uncertain by it.
    assert.deepEqual(unknowns(device), []);
    assert.deepEqual(
      device.inspecting?.map(({ what }) => what),
      ['policy … ips-sensor'],
    );
  });

  it('tells each attack that is closed once, whatever policies close it', () => {
    const anomaly = (name: string): string[] => [`edit "${name}"`, 'set status enable', 'set action block', 'next'];
    const closing = (...names: string[]): string[] => ['config anomaly', ...names.flatMap(anomaly), 'end'];
    const policies = table('firewall DoS-policy', {
      1: closing('tcp_syn_flood', 'udp_scan'),
      2: closing('udp_scan', 'icmp_sweep'),
    });
    assert.deepEqual(
      reader.read(`${HEAD}${policies}`, 'f')[0]!.inspecting?.map(({ what }) => what),
      ['tcp_syn_flood', 'udp_scan', 'icmp_sweep'].map((name) => `firewall DoS-policy … ${name}`),
    );
  });

  it('reads negation of addresses and of services, and denies where nothing else is said', () => {
    const without = {
      ...device,
      lists: new Map(
        [...device.lists].map(([name, list]) => [name, { ...list, rules: list.rules.filter(({ name: own }) => own !== '6') }]),
      ),
    };
    decides(without, {
      'port1 10.1.1.5 -> wan1 198.51.100.1 tcp 443': 'permit',
      'port1 10.1.1.5 -> wan1 10.2.2.10 tcp 443': 'deny',
      'port1 10.1.1.5 -> wan1 198.51.100.1 udp 53': 'deny',
      'dmz 10.2.2.5 -> wan1 198.51.100.1 tcp 443': 'permit',
      'dmz 10.2.2.5 -> wan1 198.51.100.1 udp 53': 'deny',
    });
  });

  it('tells places, names and comments', () => {
    assert.deepEqual(
      device.places.map(({ name, rest }) => [name, rest]),
      [
        ['dmz', false],
        ['wan1', true],
        ['port1', false],
      ],
    );
    const first = device.lists.get('firewall policy')!.rules.find(({ name }) => name === 'to web');
    assert.deepEqual([first!.name, first!.comment], ['to web', 'The web server']);
    assert.equal(device.name, 'fgt');
    assert.doesNotMatch(toldBy([device]), /HUNTER2/);
  });

  it('lets pass within a zone what the zone lets pass, where no policy says otherwise', () => {
    const question = 'dmz 10.2.2.5 -> dmz 10.2.3.5 tcp 22';
    const bare = `${HEAD}${NETWORK}`;
    const open = bare.replace('set interface "port2" "port3"', 'set intrazone allow\n        set interface "port2" "port3"');
    decides(read(bare), { [question]: 'deny' });
    decides(read(open), { [question]: 'permit' });
    // "Policy ID 999 will be matched before the intrazone settings are checked" (Technical Tip 264457, of a policy that denies everything).
    const all = table('firewall policy', {
      999: policy('any', 'any', '"all"', '"all"', '"ALL"').map((line) => line.replace('accept', 'deny')),
    });
    decides(read(`${open}${all}`), { [question]: 'deny' });
  });

  // "If the zone has one member only […] and Intrazone 'allow' is set […], an accept policy is not created for the zone. […] This behavior is fixed starting from FortiOS
  // v7.4.4" (Technical Tip 279733).
  it('knows what a zone of one interface lets pass by the release', () => {
    const one = `config system interface\n${['port2', 'port3'].map((name, n) => `edit "${name}"\nset ip 10.2.${n + 2}.1 255.255.255.0\nnext\n`).join('')}end
config system global\nset allow-traffic-redirect disable\nend
config system zone\nedit "dmz"\nset intrazone allow\nset interface "port2"\nnext\nend
config router static\nedit 1\nset dst 10.2.9.0 255.255.255.0\nset device "port2"\nnext\nend\n`;
    for (const [head, expected] of [
      ['', 'unknown'],
      ['#config-version=FGT60F-7.4.3-FW-build2573-240201:opmode=0:vdom=0:user=admin\n', 'unknown'],
      ['#config-version=FGT60F-7.4.4-FW-build2662-240514:opmode=0:vdom=0:user=admin\n', 'permit'],
      ['#config-version=FGT60F-8.0.0-FW-build0100-260201:opmode=0:vdom=0:user=admin\n', 'permit'],
    ] as const)
      decides(read(`${head}${one}`), { 'dmz 10.2.2.5 -> dmz 10.2.9.5 tcp 22': expected });
  });

  // "If the source IP address is on the same network with the firewall's interface […] and 'set allow-traffic-redirect' is enabled then the traffic will be redirected without
  // the need for a policy"; disabled, it "will have to be matched by an IPv4 policy"; the default is disabled as of 7.4.10, 7.6.5 and 8.0 (Technical Tip 196651).
  it('knows what comes in and leaves by one interface by its setting and the release', () => {
    const routed = `${NETWORK}${table('router static', { 9: ['set dst 10.1.9.0 255.255.255.0', 'set device "port1"'], 8: ['set dst 10.2.9.0 255.255.255.0', 'set device "port2"'] })}`;
    const set = (...lines: string[]): string => `config system global\n${lines.map((line) => `set ${line}\n`).join('')}end\n`;
    const [near, far] = ['port1 10.1.1.5 -> port1 10.1.9.5 tcp 22', 'port1 10.1.9.5 -> port1 10.1.1.5 tcp 22'];
    const [zoned, across] = ['dmz 10.2.2.5 -> dmz 10.2.9.5 tcp 22', 'dmz 10.2.2.5 -> dmz 10.2.3.5 tcp 22'];
    const head = (release: string): string =>
      `#config-version=FGT60F-${release}-FW-build2573-240201:opmode=0:vdom=0:user=admin\n`;
    for (const text of [
      routed,
      `${head('7.4.9')}${routed}`,
      `${head('7.6.4')}${routed}`,
      `${head('6.4')}${routed}`,
      `${head('7.2.12')}${routed}`,
    ])
      decides(read(text), { [near]: 'unknown', [far]: 'unknown', [zoned]: 'unknown', [across]: 'deny' });
    decides(read(`${set('allow-traffic-redirect enable')}${routed}`), {
      [near]: 'permit',
      [far]: 'unknown',
      [zoned]: 'unknown',
      [across]: 'deny',
    });
    const off = [
      `${set('allow-traffic-redirect disable')}${routed}`,
      ...['7.4.10', '7.6.5', '8.0.0'].map((release) => `${head(release)}${routed}`),
    ];
    for (const text of off) decides(read(text), { [near]: 'deny', [far]: 'deny', [zoned]: 'deny', [across]: 'deny' });
    // A policy that denies it is not asked, and one that permits it has it pass either way.
    const own = (action: string): string =>
      table('firewall policy', {
        1: policy('port1', 'port1', '"all"', '"all"', '"ALL"').map((line) => line.replace('accept', action)),
      });
    decides(read(`${routed}${own('deny')}`), { [near]: 'unknown' });
    decides(read(`${routed}${own('accept')}`), { [near]: 'permit' });
    decides(read(`${off[0]}${own('accept')}`), { [near]: 'permit' });
    // Of IPv6 another setting says so.
    const six = 'port1 fd00:1::5 -> port1 fd00:9::5 tcp 22';
    decides(read(`${set('allow-traffic-redirect disable')}${routed}`), { [six]: 'unknown' });
    decides(read(`${set('ipv6-allow-traffic-redirect disable')}${routed}`), { [six]: 'deny', [near]: 'unknown' });
  });

  it('knows nothing for certain of what is sent to a virtual IP', () => {
    const vip = table('firewall vip', {
      v: [
        'set extip 203.0.113.10',
        'set mappedip "10.2.2.10"',
        'set extintf "wan1"',
        'set portforward enable',
        'set extport 8443',
        'set mappedport 443',
      ],
    });
    const device = read(
      `${NETWORK}${OBJECTS}${vip}${table('firewall policy', { 1: policy('wan1', 'dmz', '"all"', '"v"', '"HTTPS"') })}`,
    );
    decides(device, {
      'wan1 198.51.100.1 -> dmz 203.0.113.10 tcp 8443': 'unknown',
      'wan1 198.51.100.1 -> dmz 10.2.2.10 tcp 22': 'deny',
    });
  });

  it('names what may decide besides', () => {
    const text = `${NETWORK}${OBJECTS}config system settings\n    set ngfw-mode policy-based\n    set asymroute enable\nend\n${table('firewall acl', { 1: ['set interface "wan1"'] })}${table('router policy', { 1: ['set output-device "port1"'] })}${table('firewall policy', { 1: policy('wan1', 'dmz', '"all"', '"web"', '"HTTPS"', 'set frobnicate enable'), 2: policy('port1', 'dmz', '"all"', '"web"', '"HTTPS"').map((line) => line.replace('accept', 'ipsec')) })}config quux frob\n    set a b\nend\n`;
    const device = read(text);
    assert.deepEqual(unknowns(device), [
      'set ngfw-mode policy-based',
      'set asymroute enable',
      'firewall acl',
      'router policy',
      'policy … frobnicate',
      'policy … action',
      'quux frob',
    ]);
    decides(device, {
      'wan1 198.51.100.1 -> dmz 10.2.2.10 tcp 443': 'unknown',
      'port1 10.1.1.5 -> dmz 10.2.2.10 tcp 443': 'unknown',
    });
  });

  it('has a firewall for each virtual domain, with its interfaces', () => {
    const own = (action: string): string =>
      table('firewall policy', { 1: policy('a', 'b', '"all"', '"all"', '"ALL"').map((line) => line.replace('accept', action)) });
    const devices = reader.read(
      `config vdom\nedit root\nnext\nedit guest\nnext\nend\nconfig global\nconfig system global\n    set hostname "big"\nend\n${table('system interface', { a: ['set vdom "root"', 'set ip 10.1.0.1 255.255.0.0'], b: ['set vdom "guest"'] })}end\nconfig vdom\nedit root\n${own('accept')}end\nconfig vdom\nedit guest\n${own('deny')}end\n`,
      'f',
    );
    assert.deepEqual(
      devices.map(({ name, places }) => [
        name,
        places.map((place) => place.name),
        places.some(({ networks }) => !networks.isEmpty),
      ]),
      [
        ['big/root', ['a', 'b'], true],
        ['big/guest', ['b', 'a'], false],
      ],
    );
    decides(devices[0]!, { 'a 10.1.1.1 -> b 10.9.9.9 tcp 1': 'permit' });
    decides(devices[1]!, { 'a 10.1.1.1 -> b 10.9.9.9 tcp 1': 'deny' });
    assert.deepEqual(unknowns(devices[0]!), []);
  });

  it('takes what is deleted, moved, cloned, renamed and unset as the device does', () => {
    const two = table('firewall policy', {
      1: policy('a', 'b', '"all"', '"all"', '"HTTP"').map((line) => line.replace('accept', 'deny')),
      2: policy('a', 'b', '"all"', '"all"', '"HTTP"'),
    });
    const question = 'a 10.1.1.1 -> b 10.2.2.2 tcp 80';
    decides(read(two), { [question]: 'deny' });
    for (const change of [
      'move 2 before 1',
      'move 1 after 2',
      'delete 1',
      'edit 1\nset action accept\nnext',
      'edit 1\nset status disable\nnext',
      'edit 1\nset service HTTPS\nnext',
    ])
      decides(read(`${two}config firewall policy\n${change}\nend\n`), { [question]: 'permit' });
    decides(read(`${two}config firewall policy\nclone 2 to 3\ndelete 1\ndelete 2\nend\n`), { [question]: 'permit' });
    decides(read(`${two}config firewall policy\npurge\nend\n`), { [question]: 'deny' });
    decides(read(`${two}config firewall policy\nedit 1\nappend service "HTTPS"\nunselect service "HTTP"\nnext\nend\n`), {
      [question]: 'permit',
    });
  });

  it('changes in an entry nothing of the one that it was cloned from, nor the other way round', () => {
    const one = table('firewall policy', { 1: policy('a', 'b', '"all"', '"all"', '"HTTP"') });
    for (const change of [
      'set service "HTTPS"',
      'append service "HTTPS"\nunselect service "HTTP"',
      'unset service\nset service "HTTPS"',
    ])
      for (const changed of ['1', '2']) {
        const commands = `config firewall policy\nclone 1 to 2\nedit ${changed}\n${change}\nnext\nend\n`;
        for (const gone of ['1', '2'])
          decides(read(`${one}${commands}config firewall policy\ndelete ${gone}\nend\n`), {
            'a 10.1.1.1 -> b 10.2.2.2 tcp 80': gone === changed ? 'permit' : 'deny',
            'a 10.1.1.1 -> b 10.2.2.2 tcp 443': gone === changed ? 'deny' : 'permit',
          });
      }
  });

  it('tells a clone that would make the configuration longer than goes with the file', () => {
    const settings = Array.from({ length: 3000 }, (_, n) => `set s${n} x\n`).join('');
    const clones = Array.from({ length: 3000 }, (_, n) => `clone 0 to ${n + 1}\n`).join('');
    const device = read(`config firewall policy\nedit 0\n${settings}next\n${clones}end\n`);
    assert.ok(device.unknown.some(({ line }) => line === 6002));
    assert.ok(device.lists.get('firewall policy')!.rules.length < 100);
  });

  it('knows services that every FortiGate has, by the names in its own backups', () => {
    const one = (service: string): RunningDevice =>
      read(`${NETWORK}${table('firewall policy', { 1: policy('port1', 'dmz', '"all"', '"all"', service) })}`);
    const question = 'port1 10.1.1.1 -> dmz 10.2.2.2 tcp 111';
    decides(one('"ONC-RPC"'), { [question]: 'permit' });
    decides(one('"NONE"'), { [question]: 'deny' });
  });
});

describe('fortios: reading files of all kinds', () => {
  it('never fails, and counts every line', () => {
    const words =
      'config edit set next end append unset delete move purge firewall policy address subnet 10.0.0.1 member "a" " 1 before srcaddr status [ ]'.split(
        ' ',
      );
    for (const text of textsOfChance(words, 300)) for (const device of reader.read(text, 'f')) countsAll(device, text);
    const whole = `${HEAD}${NETWORK}${OBJECTS}${POLICIES}`;
    for (let cut = 1; cut < whole.length; cut += 311) read(whole.slice(0, cut));
    for (const text of ['', 'end', 'next', 'config', 'config a\n'.repeat(20_000), 'config a\nedit "', 'set "'])
      assert.equal(reader.read(text, 'f').length, 1, text.slice(0, 20));
  });

  it('reads texts that go over several lines as one, with whatever they hold', () => {
    const page =
      'config system replacemsg admin "x"\n    set buffer "<html>\nend\nconfig firewall policy\n  it\'s \\"quoted\\" [here]\n</html>"\nend\n';
    const device = read(`${page}${table('firewall policy', { 1: policy('a', 'b', '"all"', '"all"', '"HTTP"') })}`);
    assert.deepEqual(unknowns(device), []);
    assert.deepEqual(
      device.lists.get('firewall policy')!.rules.map(({ line }) => line),
      [9],
    );
  });

  it('groups in a circle, or that name nothing, may hold anything', () => {
    for (const groups of [
      table('firewall addrgrp', { g: ['set member "h"'], h: ['set member "g"'] }),
      table('firewall addrgrp', { g: ['set member "nowhere"'] }),
    ])
      decides(read(`${groups}${table('firewall policy', { 1: policy('a', 'b', '"all"', '"g"', '"HTTP"') })}`), {
        'a 10.1.1.1 -> b 10.2.2.2 tcp 80': 'unknown',
        'a 10.1.1.1 -> b 10.2.2.2 tcp 81': 'deny',
      });
  });

  it('recognizes its forms', () => {
    assert.ok(reader.recognizes(HEAD) > 0.9);
    assert.ok(reader.recognizes('config firewall policy\n    edit 1\n') > 0.8);
    assert.equal(reader.recognizes('set rulebase security rules a action allow\n'), 0);
  });
});
