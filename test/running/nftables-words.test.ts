// The words of nft(8) 1.0.6, each with what a rule that has it decides: its chapters "Payload expressions", "Meta expressions", "Conntrack expressions" and
// "Statements".
import assert from 'node:assert/strict';
import { readRunning } from '../../language/running/detect.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { decided, decides } from './asking.ts';
import { DNS, HTTPS, nft, PING } from './nftables-texts.ts';
import type { Decision } from './packets.ts';
import { listOf, toldAt } from './words.ts';

/** Comparisons of what a plan doesn't tell: any packet may match them, as far as they say no protocol. */
const NFT_OPEN = `meta mark 0x10; mark 0x10; skuid 0; meta skgid 10; skgid 10; pkttype host; cpu 0; time < "2026-01-01"; hour "08:00"-"18:00"; day "Monday";
  rtclassid 10; iifgroup 5; oifgroup 5; iiftype ether; oiftype ether; ibrname "br0"; obrname "br0"; meta priority 1:10; priority 1:10; meta secmark 5; secmark 5;
  ether saddr 02:00:00:00:00:01; vlan id 10; fib saddr . iif oif missing; fib daddr type local; rt nexthop 10.0.0.1; rt classid 10; socket transparent 1;
  osf name "Linux"; ct mark 0x10; ct original ip saddr 10.1.0.5; ct reply ip daddr 10.1.0.5;
  ct expiration > 10s; ct original packets > 10; ip dscp 10; ip ttl 64; ip version 4; meta length > 100; meta mark & 0xff == 0x10; ct status dnat; meta mark . ip daddr { 0x1 . 10.2.0.1 };
  udplite dport 5; dccp dport 5; esp spi 5; ah spi 5; comp cpi 5; arp operation request; frag id 1; exthdr hbh exists; hbh nexthdr 6; dst nexthdr 6; mh type 1; gre flags 0; vxlan vni 5`;

/** Words beside a verdict after which it stays what it is. */
const NFT_PASSING = `counter; counter packets 5 bytes 60; counter name "web"; log; log prefix "x: " level warn; log group 2; meta nftrace set 1; nftrace set 1; meta mark set 0x10;
  ct mark set mark; dup to 10.0.0.9 device "eth3"; ip dscp set 5; ct helper set "ftp"; meta priority set 1:5; meta secmark set 5; last used never; continue comment "x"`;

/** Words after which nobody can tell here where a packet goes, or whether it does. */
const NFT_UNFOLLOWED =
  'redirect to :8080; tproxy to :50080; notrack; synproxy mss 1460 wscale 7; fwd to "eth1"; dnat to 10.9.9.9; dnat to 10.9.9.9-10.9.9.12; dnat ip to [fd00::1]:80-90; dnat to jhash ip saddr mod 2 map @m; xt target "x"; frobnicate 5';

describe('words of nft', () => {
  it('a comparison of what no plan tells may match or not, and is no word that nobody knows', () => {
    for (const match of listOf(NFT_OPEN)) {
      const device = nft(`${match} accept`, 'udp dport 53 accept');
      decides(device, { [DNS]: 'permit' });
      assert.equal(device.lists.get('inet f c')!.rules[0]!.perhaps !== undefined, true, match);
      assert.deepEqual(device.unknown, [], match);
    }
    for (const match of [
      'ipsec in reqid 1',
      'numgen inc mod 2 0',
      'symhash mod 2 0',
      'jhash ip saddr mod 2 0',
      'tcp option maxseg size 5',
    ])
      assert.ok(nft(`${match} accept`).lists.get('inet f c')!.rules[0]!.perhaps, match);
    decides(nft('sctp dport 99 accept'), { [HTTPS]: 'unknown' });
  });

  it('a comparison leaves to the rest of its rule what that says', () => {
    for (const match of [
      'cpu 0',
      'fib saddr . iif oif missing',
      'ct original ip saddr 10.1.0.5',
      'meta mark & 0xff == 0x10',
      'meta mark & (0x10 | 0x20) == 0x10',
      'skuid { 0, 33 }',
    ])
      decides(nft(`${match} tcp dport 443 accept`), { [HTTPS]: 'unknown', [DNS]: 'deny' });
  });

  it('what is written beside a packet changes nothing of the verdict', () => {
    for (const word of listOf(NFT_PASSING)) {
      const isContinue = word.startsWith('continue');
      const device = nft(isContinue ? word : `tcp dport 443 ${word} accept`, 'tcp dport 443 accept');
      decides(device, { [HTTPS]: 'permit', [DNS]: 'deny' });
      assert.deepEqual(device.unknown, [], word);
      assert.equal(device.lists.get('inet f c')!.rules.length, isContinue ? 1 : 2, word);
    }
  });

  it('what changes where a packet goes is told, and its rule may match or not', () => {
    for (const word of listOf(NFT_UNFOLLOWED)) {
      const device = nft(`tcp dport 443 ${word} accept`);
      assert.deepEqual(toldAt(device), [[8, word.split(' ')[0]]], word);
      decides(device, { [DNS]: 'deny' });
    }
    for (const later of ['masquerade', 'snat to 10.0.0.1', 'masquerade random'])
      assert.deepEqual(nft(`oifname "a" ${later}`).unknown, [], later);
  });

  it('limits and sets that packets fill leave open what they are about', () => {
    for (const [word, why] of [
      ['limit rate 5/second burst 5 packets', /packets in a time/],
      ['quota over 100 mbytes', /has passed/],
      ['add @s { ip saddr }', /packets fill/],
      ['update @s { ip saddr timeout 5m }', /packets fill/],
      ['delete @s { ip saddr }', /packets fill/],
      ['meter m size 65535 { ip saddr limit rate over 5/second }', /packets in a time/],
      ['flow table m { ip saddr limit rate over 5/second }', /packets in a time/],
      ['ct count over 20', /ct count/],
    ] as const) {
      const device = nft(`tcp dport 443 ${word} accept`);
      decides(device, { [HTTPS]: 'unknown', [DNS]: 'deny' });
      assert.match(device.lists.get('inet f c')!.rules[0]!.perhaps!, why);
    }
  });

  it('verdicts, comparisons and their opposites decide', () => {
    const rows: readonly (readonly [rule: string, https: Decision, dns: Decision])[] = [
      ['accept', 'permit', 'permit'],
      ['tcp dport 443 drop; accept', 'deny', 'permit'],
      ['tcp dport 443 reject with tcp reset; accept', 'deny', 'permit'],
      ['tcp dport 443 return; accept', 'deny', 'permit'],
      ['queue num 3', 'unknown', 'unknown'],
      ['tcp dport != 443 drop; accept', 'permit', 'permit'],
      ['tcp dport 1-442 accept', 'deny', 'deny'],
      ['tcp dport < 443 accept', 'deny', 'deny'],
      ['tcp dport <= 443 accept', 'permit', 'deny'],
      ['tcp dport >= 443 accept', 'permit', 'deny'],
      ['tcp dport > 443 accept', 'deny', 'deny'],
      ['tcp dport == 443 accept', 'permit', 'deny'],
      ['th dport { 53, 443 } accept', 'permit', 'permit'],
      ['meta l4proto tcp accept', 'permit', 'deny'],
      ['meta l4proto != tcp accept', 'deny', 'permit'],
      ['ip protocol 6-10 accept', 'permit', 'deny'],
      ['ip6 nexthdr tcp accept', 'deny', 'deny'],
      ['meta nfproto ipv4 accept', 'permit', 'permit'],
      ['meta nfproto ipv6 accept', 'deny', 'deny'],
      ['meta protocol ip6 accept', 'deny', 'deny'],
      ['ip saddr @s accept', 'permit', 'permit'],
      ['ip saddr != @s accept', 'deny', 'deny'],
      ['ip saddr { 10.1.0.0/24, 10.3.0.1 } ip daddr != 10.2.0.0/16 accept', 'deny', 'deny'],
      ['ct state established,related accept', 'deny', 'deny'],
      ['ct state { new, established } accept', 'permit', 'permit'],
      ['ct state != new accept', 'deny', 'deny'],
      ['ct state != established accept', 'permit', 'permit'],
      ['ct state untracked accept', 'deny', 'deny'],
      ['ct state established,related,untracked accept', 'deny', 'deny'],
      ['ct state & 0x40 == 0 accept', 'unknown', 'unknown'],
      // As nft -n prints them; nf_conntrack_common.h has the bits.
      ['ct state 0x2,0x4 accept', 'deny', 'deny'],
      ['ct state 0x1 drop; accept', 'permit', 'permit'],
      ['ct state { 0x8, 0x2 } accept', 'permit', 'permit'],
      ['ct state != 0x2 accept', 'permit', 'permit'],
      ['ct state != 0x8 accept', 'deny', 'deny'],
      ['ct state vmap { 0x1 : drop, 0x2 : accept, 0x4 : accept }', 'deny', 'deny'],
      ['ct state 0x40 accept', 'deny', 'deny'],
      ['ct state 0x80 accept', 'unknown', 'unknown'],
      ['ct state 0x8,0x40 accept', 'permit', 'permit'],
      ['ct direction original accept', 'permit', 'permit'],
      ['ct direction reply accept', 'deny', 'deny'],
      ['ct direction != reply accept', 'permit', 'permit'],
      ['ct direction != original accept', 'deny', 'deny'],
      ['udp dport != 443 accept', 'deny', 'permit'],
      ['tcp dport { 443 } ct state { established, related } accept', 'deny', 'deny'],
      ['tcp flags syn accept', 'permit', 'deny'],
      ['tcp flags != syn accept', 'deny', 'deny'],
      ['tcp flags & (fin|syn|rst|ack) == syn accept', 'permit', 'deny'],
      ['tcp flags ack accept', 'deny', 'deny'],
      ['tcp flags & (syn|ack) != ack accept', 'permit', 'deny'],
      ['tcp flags & (syn|ack) == (syn|ack) accept', 'deny', 'deny'],
      ['tcp flags & ack == 0x0 accept', 'permit', 'deny'],
      ['tcp flags & ack != 0 accept', 'deny', 'deny'],
      ['tcp flags ! ack accept', 'permit', 'deny'],
      ['tcp flags ! syn,ack accept', 'deny', 'deny'],
      ['tcp flags syn,ack accept', 'permit', 'deny'],
      ['tcp flags == syn accept', 'permit', 'deny'],
      ['tcp flags syn / syn,ack accept', 'permit', 'deny'],
      ['tcp flags != syn / syn,ack accept', 'deny', 'deny'],
      ['tcp flags syn,ack / syn,ack accept', 'deny', 'deny'],
      ['tcp flags { syn | ack, syn } accept', 'permit', 'deny'],
      ['tcp flags != { syn | ack, syn } accept', 'deny', 'deny'],
      ['tcp flags & syn == fin | syn accept', 'deny', 'deny'],
      ['tcp flags @s accept', 'unknown', 'deny'],
      ['tcp flags != syn,ack accept', 'unknown', 'deny'],
      ['ct state != untracked accept', 'permit', 'permit'],
      ['ct state & (established | related) != 0 accept', 'unknown', 'unknown'],
      ['ct direction 0 accept', 'permit', 'permit'],
      ['ct direction 1 accept', 'deny', 'deny'],
      ['tcp dport & 0xfffe == 443 accept', 'unknown', 'deny'],
      ['ip saddr & 255.255.255.0 == 10.1.0.0 udp dport 53 accept', 'deny', 'unknown'],
      ['tcp dport eq 443 accept', 'permit', 'deny'],
      ['tcp dport ne 443 drop; accept', 'permit', 'permit'],
      ['tcp dport lt 443 accept', 'deny', 'deny'],
      ['tcp dport ge 443 accept', 'permit', 'deny'],
      ['iifname "x" accept', 'permit', 'permit'],
      ['iif "x" oif "y" accept', 'permit', 'permit'],
      ['iifname != "x" accept', 'deny', 'deny'],
      ['iifname "lo" accept', 'deny', 'deny'],
      // Joined with others, each value goes with its own: a kernel sent packets through these and their likes.
      ['iifname . oifname { "x" . "z", "w" . "y" } accept', 'deny', 'deny'],
      ['iifname . oifname { "x" . "y", "w" . "z" } accept', 'permit', 'permit'],
      ['iifname . ip daddr { "x" . 10.2.0.9, "w" . 10.2.0.1 } accept', 'deny', 'deny'],
      ['iifname . ip daddr { "x" . 10.2.0.9, "x" . 10.2.0.1 } accept', 'permit', 'permit'],
      ['iifname . oifname != { "x" . "z" } accept', 'permit', 'permit'],
      ['iifname . oifname != { "x" . "y" } accept', 'deny', 'deny'],
      ['iifname . tcp dport != { "x" . 22 } accept', 'permit', 'deny'],
      ['iifname . tcp dport != { "x" . 443 } accept', 'deny', 'deny'],
      ['iifname . tcp dport != { "x" . 443, "w" . 22 } accept', 'unknown', 'deny'],
      ['ip saddr . tcp dport != { 10.1.0.9 . 443 } accept', 'permit', 'deny'],
      ['iifname . oifname { "x" . "z", "w" . "y" } tcp dport 443 drop; accept', 'permit', 'permit'],
      // What has no other element.
      ['ip saddr { 10.9.0.1, * } accept', 'permit', 'permit'],
      ['ip saddr != { 10.9.0.1, * } accept', 'deny', 'deny'],
      ['tcp dport vmap { 22 : accept, * : drop }; accept', 'deny', 'permit'],
      ['tcp dport vmap { 443 : continue, * : drop }; accept', 'permit', 'permit'],
      ['ip daddr vmap { * : accept }', 'permit', 'permit'],
      ['frag id vmap { 1 : accept, * : drop }; accept', 'unknown', 'unknown'],
      ['tcp dport vmap { 443 : accept, 53 : drop }', 'permit', 'deny'],
      ['meta l4proto vmap { tcp : drop, udp : accept }', 'deny', 'permit'],
      ['tcp dport vmap { 443 : continue, 22 : accept }; tcp dport 443 drop; accept', 'deny', 'permit'],
      ['meta l4proto vmap { tcp : continue, udp : accept }', 'deny', 'permit'],
    ];
    for (const [lines, https, dns] of rows)
      assert.deepEqual(
        [HTTPS, DNS].map((packet) => decided(nft(...listOf(lines)), packet)),
        [https, dns],
        lines,
      );
  });

  it('what drops packets that somebody forges is told as what looks for attacks, and what accepts them may open anything', () => {
    for (const forged of [
      'fib saddr . iif oif missing',
      'meta nfproto ipv4 fib saddr . mark . iif oif missing',
      'fib saddr . iif oif 0',
      'ip option lsrr exists',
      'rt type 0',
    ]) {
      const device = nft(`${forged} drop`, 'accept');
      decides(device, { [HTTPS]: 'permit', [DNS]: 'permit' });
      assert.deepEqual(
        [device.unknown, device.inspecting?.map(({ what }) => what)],
        [[], ['a rule against forged packets']],
        forged,
      );
      decides(nft(`${forged} accept`), { [HTTPS]: 'unknown' });
    }
    for (const other of ['fib saddr . iif oif exists', 'fib saddr . iif oif != 0', 'fib daddr . iif type local', 'rt type 2'])
      decides(nft(`${other} drop`, 'accept'), { [HTTPS]: 'unknown' });
  });

  it('a statement in JSON, as libnftables-json(5) has it, is what it is as text', () => {
    const add = (kind: string, values: object): object => ({ [kind]: { family: 'inet', table: 'f', ...values } });
    const payload = (protocol: string, field: string): object => ({ payload: { protocol, field } });
    const match = (left: object, right: unknown, op = '=='): object => ({ match: { op, left, right } });
    const port = (right: unknown, op?: string): object => match(payload('tcp', 'dport'), right, op);
    const rows: readonly (readonly [json: readonly object[], text: string])[] = [
      [[port(443), { accept: null }], 'tcp dport 443 accept'],
      [[port(443), { jump: { target: 'other' } }], 'tcp dport 443 jump other'],
      [[port(443), { goto: { target: 'other' } }], 'tcp dport 443 goto other'],
      [[port(443), { return: null }], 'tcp dport 443 return'],
      [[port(443, '!='), { reject: { type: 'tcp reset' } }], 'tcp dport != 443 reject'],
      [[port({ set: [22, { range: [440, 450] }] }), { accept: null }], 'tcp dport { 22, 440-450 } accept'],
      [
        [port({ range: [1, 500] }, 'in'), { counter: { packets: 5, bytes: 60 } }, { accept: null }],
        'tcp dport 1-500 counter packets 5 bytes 60 accept',
      ],
      [
        [match(payload('ip', 'saddr'), { prefix: { addr: '10.1.0.0', len: 24 } }), { accept: null }],
        'ip saddr 10.1.0.0/24 accept',
      ],
      [[match({ meta: { key: 'l4proto' } }, 'udp'), { drop: null }], 'meta l4proto udp drop'],
      [
        [match({ ct: { key: 'state' } }, ['established', 'related'], 'in'), { accept: null }],
        'ct state established,related accept',
      ],
      [
        [match({ ct: { key: 'saddr', family: 'ip', dir: 'original' } }, '10.1.0.5'), port(443), { accept: null }],
        'ct original ip saddr 10.1.0.5 tcp dport 443 accept',
      ],
      [
        [
          match({ concat: [payload('ip', 'saddr'), payload('tcp', 'dport')] }, { set: [{ concat: ['10.1.0.5', 443] }] }),
          { accept: null },
        ],
        'ip saddr . tcp dport { 10.1.0.5 . 443 } accept',
      ],
      [
        [
          {
            vmap: {
              key: payload('tcp', 'dport'),
              data: {
                set: [
                  [443, { accept: null }],
                  [22, { jump: { target: 'other' } }],
                ],
              },
            },
          },
        ],
        'tcp dport vmap { 443 : accept, 22 : jump other }',
      ],
      [[match({ '&': [payload('tcp', 'dport'), 65534] }, 443), { accept: null }], 'tcp dport & 65534 == 443 accept'],
      ...['|', '^', '<<', '>>'].map((sign): [json: object[], text: string] => [
        [match({ [sign]: [payload('tcp', 'dport'), 1] }, 443), { accept: null }],
        `tcp dport ${sign} 1 == 443 accept`,
      ]),
      [[{ limit: { rate: 5, per: 'second' } }, { accept: null }], 'limit rate 5/second accept'],
      [
        [{ mangle: { key: { meta: { key: 'mark' } }, value: 1 } }, port(443), { accept: null }],
        'meta mark set 1 tcp dport 443 accept',
      ],
      [[{ queue: null }], 'queue'],
      [[match({ fib: { result: 'oif', flags: ['saddr', 'iif'] } }, false), { drop: null }], 'fib saddr . iif oif missing drop'],
    ];
    const meant = (device: RunningDevice): string =>
      JSON.stringify(
        [...device.lists.values()].map(({ name, otherwise, rules }) => [
          name,
          otherwise,
          rules.map(({ action, perhaps, hits, from, to }) => [action, perhaps, hits, from, to]),
        ]),
      );
    for (const [expr, text] of rows) {
      const all = [
        add('table', { name: 'f', table: undefined }),
        add('chain', { name: 'other' }),
        add('chain', { name: 'c', type: 'filter', hook: 'forward', prio: 0, policy: 'drop' }),
        add('rule', { chain: 'other', expr: [match(payload('ip', 'daddr'), '10.2.0.1'), { accept: null }] }),
        add('rule', { chain: 'c', expr }),
      ];
      const lines = `table inet f {\n chain other {\n  ip daddr 10.2.0.1 accept\n }\n chain c {\n  type filter hook forward priority 0; policy drop;\n  ${text}\n }\n}\n`;
      const [json] = readRunning(`${JSON.stringify({ nftables: all })}\n`, 'fw.json', 'nftables');
      const [plain] = readRunning(lines, 'fw.nft');
      for (const packet of [HTTPS, DNS, PING, HTTPS.replace('443', '22'), HTTPS.replace('10.1.0.5', '10.9.0.5')])
        assert.equal(decided(json!, packet), decided(plain!, packet), `${text}: ${packet}`);
      assert.equal(meant(json!), meant(plain!), text);
      assert.deepEqual(
        json!.unknown.map(({ what }) => what),
        plain!.unknown.map(({ what }) => what),
        text,
      );
    }
  });

  it('JSON that is written to be loaded counts as what it adds; of what changes what is there, nobody knows what becomes', () => {
    const chain = { family: 'inet', table: 'f', name: 'c', type: 'filter', hook: 'forward', prio: 0, policy: 'drop' };
    const table = { family: 'inet', name: 'f' };
    const read = (...commands: readonly object[]): RunningDevice =>
      readRunning(`${JSON.stringify({ nftables: commands })}\n`, 'fw.json', 'nftables')[0]!;
    for (const verb of ['add', 'create'])
      decides(read({ metainfo: { version: '1.0.6' } }, { [verb]: { table } }, { [verb]: { chain } }), { [HTTPS]: 'deny' });
    for (const verb of ['insert', 'replace', 'delete', 'flush', 'rename']) {
      const device = read({ add: { table } }, { add: { chain } }, { [verb]: { chain } });
      assert.notDeepEqual(device.unknown, [], verb);
    }
  });

  it('the rest of what a comparison of IPv6 leaves out is of IPv6 alone', () => {
    const six = 'x fd00:1::5 -> y fd00:2::1 tcp 443';
    for (const [line, own, other] of [
      ['ip6 saddr != fd00:1::9 accept', 'permit', 'deny'],
      ['ip6 saddr != fd00:1::5 accept', 'deny', 'deny'],
      ['ip6 daddr != { fd00:2::1, fd00:2::2 } accept', 'deny', 'deny'],
      ['ip6 daddr != fd00:3::/64 drop; accept', 'deny', 'permit'],
    ] as const)
      decides(nft(...listOf(line)), { [six]: own, [HTTPS]: other });
  });

  it('types of ICMP have their names, of both families', () => {
    // The tables of types in nft(8), with the numbers of IANA.
    const four =
      'echo-reply 0, destination-unreachable 3, source-quench 4, redirect 5, echo-request 8, router-advertisement 9, router-solicitation 10, time-exceeded 11, parameter-problem 12, timestamp-request 13, timestamp-reply 14, info-request 15, info-reply 16, address-mask-request 17, address-mask-reply 18';
    for (const [name, type] of four.split(', ').map((row) => row.split(' ') as [string, string])) {
      const device = nft(`icmp type ${name} accept`);
      assert.deepEqual(
        device.lists.get('inet f c')!.rules.map(({ perhaps }) => perhaps),
        [undefined],
        name,
      );
      decides(device, { [PING.replace(/8$/, type)]: 'permit', [PING.replace(/8$/, '40')]: 'deny' });
    }
    const six =
      'destination-unreachable 1, packet-too-big 2, time-exceeded 3, parameter-problem 4, echo-request 128, echo-reply 129, mld-listener-query 130, mld-listener-report 131, mld-listener-done 132, mld-listener-reduction 132, nd-router-solicit 133, nd-router-advert 134, nd-neighbor-solicit 135, nd-neighbor-advert 136, nd-redirect 137, router-renumbering 138, mld2-listener-report 143';
    for (const [name, type] of six.split(', ').map((row) => row.split(' ') as [string, string])) {
      const device = nft(`icmpv6 type ${name} accept`);
      decides(device, { [`x fd00:1::5 -> y fd00:2::1 icmp ${type}`]: 'permit', 'x fd00:1::5 -> y fd00:2::1 icmp 200': 'deny' });
    }
    decides(nft('icmp type 8-13 accept'), { [PING]: 'permit', [PING.replace(/8$/, '14')]: 'deny' });
  });

  it('ports have the names of /etc/services', () => {
    const names =
      'ftp-data 20, ftp 21, ssh 22, telnet 23, smtp 25, domain 53, bootps 67, bootpc 68, tftp 69, http 80, kerberos 88, pop3 110, sunrpc 111, ntp 123, netbios-ns 137, netbios-dgm 138, netbios-ssn 139, imap2 143, snmp 161, snmp-trap 162, bgp 179, ldap 389, https 443, microsoft-ds 445, isakmp 500, syslog 514, submission 587, ldaps 636, imaps 993, pop3s 995, ms-sql-s 1433, radius 1812, nfs 2049, mysql 3306, ms-wbt-server 3389, postgresql 5432';
    for (const [name, port] of names.split(', ').map((row) => row.split(' ') as [string, string]))
      decides(nft(`tcp dport ${name} accept`), { [HTTPS.replace('443', port)]: 'permit', [HTTPS.replace('443', '7')]: 'deny' });
  });

  it('ports by names that another machine has in its /etc/services are told, with the way to their numbers', () => {
    // As `nft -S list ruleset` prints them; a range it prints in numbers whatever they are called.
    for (const value of ['"backup-agent"', '{ "ssh", "backup-agent" }', '!= "backup-agent"', '"ssh"-"backup-agent"']) {
      const device = nft(`tcp dport ${value} accept`);
      decides(device, { [HTTPS]: 'unknown', [DNS]: 'deny' });
      const [rule] = device.lists.get('inet f c')!.rules;
      assert.equal(
        rule!.perhaps,
        'which port that machine calls backup-agent in /etc/services; give what nft list ruleset prints without -S',
        value,
      );
      assert.deepEqual(device.unknown, [], value);
    }
    const [odd] = nft('tcp dport "a b" accept').lists.get('inet f c')!.rules;
    assert.match(odd!.perhaps!, /a value of tcp dport/);
  });

  it('chains are tried by their priorities, by number and by name', () => {
    const rows = 'raw -300, mangle -150, dstnat -100, filter 0, security 50, srcnat 100'.split(', ').map((row) => row.split(' '));
    for (const [name, number] of rows) {
      const chain = (title: string, priority: string): string =>
        `  chain ${title} {\n    type filter hook forward priority ${priority}; policy accept;\n    tcp dport 1 drop\n  }\n`;
      for (const [sign, first] of [
        ['+ 1', 'number'],
        ['- 1', 'named'],
      ]) {
        const [device] = readRunning(
          `table inet f {\n${chain('named', `${name} ${sign}`)}${chain('number', number!)}}\n`,
          'fw.nft',
        );
        assert.equal(device!.stages[0], `inet f ${first}`, `${name} ${sign}`);
      }
    }
  });

  it('what a file clears is gone, that of other families and names is not', () => {
    const table = (family: string, name: string, port: number): string =>
      `table ${family} ${name} {\n  chain c {\n    type filter hook forward priority 0; policy drop;\n    tcp dport ${port} accept\n  }\n}\n`;
    const stages = (...commands: readonly string[]): string[] =>
      readRunning(
        `${table('ip', 'a', 1)}${table('ip6', 'a', 2)}${table('ip', 'b', 3)}${commands.map((each) => `${each}\n`).join('')}${table('inet', 'z', 4)}`,
        'fw.nft',
      )
        .flatMap((device) => device.stages)
        .filter((stage, n, all) => all.indexOf(stage) === n)
        .sort();
    assert.deepEqual(stages(), ['inet z c', 'ip a c', 'ip b c', 'ip6 a c']);
    assert.deepEqual(stages('delete table ip a'), ['inet z c', 'ip b c', 'ip6 a c']);
    assert.deepEqual(stages('delete table a'), ['inet z c', 'ip b c', 'ip6 a c']);
    assert.deepEqual(stages('destroy table ip6 a'), ['inet z c', 'ip a c', 'ip b c']);
    assert.deepEqual(stages('delete table ip nowhere'), ['inet z c', 'ip a c', 'ip b c', 'ip6 a c']);
    assert.deepEqual(stages('flush ruleset'), ['inet z c']);
    assert.deepEqual(stages('flush ruleset ip6'), ['inet z c', 'ip a c', 'ip b c']);
  });
});
