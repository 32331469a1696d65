// Words that devices have for protocols and for what decides nothing, as their documents list them.
import assert from 'node:assert/strict';
import { formatServices } from '../../language/model/services.ts';
import { protocolOf } from '../../language/rulesets/targets/asa/read/names.ts';
import { readRunning } from '../../language/running/detect.ts';
import { linuxProtocol } from '../../language/running/linux-protocols.ts';

// The table of protocols in the ASA configuration guides, "Addresses, Protocols, and Ports".
const ASA =
  'ah 51, eigrp 88, esp 50, gre 47, icmp 1, icmp6 58, igmp 2, igrp 9, ipinip 4, ipsec 50, nos 94, ospf 89, pcp 108, pim 103, pptp 47, snp 109, tcp 6, udp 17';

// Targets of iptables-extensions(8) that change or note a packet, and after which the next rule is tried.
const PASSING =
  'LOG NFLOG ULOG TRACE AUDIT MARK CONNMARK CONNSECMARK SECMARK CLASSIFY DSCP TOS ECN TCPMSS TCPOPTSTRIP TTL_--ttl-inc_1 HL_--hl-set_64 CHECKSUM SET LED RATEEST IDLETIMER HMARK TEE';

// Debian's /etc/protocols (netbase), which iptables-save(8) and nft(8) take names from.
const LINUX =
  'ip 0, hopopt 0, icmp 1, igmp 2, ggp 3, ipencap 4, st 5, tcp 6, egp 8, igp 9, pup 12, udp 17, hmp 20, xns-idp 22, rdp 27, iso-tp4 29, dccp 33, xtp 36, ddp 37, idpr-cmtp 38, ipv6 41, ipv6-route 43, ipv6-frag 44, idrp 45, rsvp 46, gre 47, esp 50, ah 51, skip 57, ipv6-icmp 58, ipv6-nonxt 59, ipv6-opts 60, rspf 73, vmtp 81, eigrp 88, ospf 89, ax.25 93, ipip 94, etherip 97, encap 98, pim 103, ipcomp 108, vrrp 112, l2tp 115, isis 124, sctp 132, fc 133, mobility-header 135, udplite 136, mpls-in-ip 137, manet 138, hip 139, shim6 140, wesp 141, rohc 142, ethernet 143';

describe('words of devices', () => {
  it('linux: protocols have the numbers that systems have them by, in rules of iptables and of nftables', () => {
    const known = LINUX.split(', ').map((row) => row.split(' ')[0]!);
    assert.equal(known.map((name) => `${name} ${linuxProtocol(name)}`).join(', '), LINUX);
    assert.deepEqual([linuxProtocol('255'), linuxProtocol('256'), linuxProtocol('frob')], [255, undefined, undefined]);
    const iptables = '*filter\n:FORWARD DROP [0:0]\n-A FORWARD -p ipencap -j ACCEPT\n-A FORWARD -p ipip -j ACCEPT\nCOMMIT\n';
    const nftables =
      'table inet f {\n chain forward {\n  type filter hook forward priority 0; policy drop;\n  meta l4proto ipencap accept\n  meta l4proto ipip accept\n }\n}\n';
    for (const text of [iptables, nftables]) {
      const [device] = readRunning(text, 'fw.rules');
      const { rules } = [...device!.lists.values()].find((list) => list.rules.length)!;
      assert.deepEqual(device!.unknown, []);
      assert.deepEqual(
        rules.map(({ traffic }) => formatServices(traffic[0]!.services)),
        ['protocol ipv4', 'protocol 94'],
      );
    }
  });

  it('asa: every protocol that it has a name for is known by its number', () => {
    const known = ASA.split(', ').map((row) => row.split(' ')[0]!);
    assert.equal(known.map((name) => `${name} ${protocolOf(name)}`).join(', '), ASA);
    assert.equal(protocolOf('ip'), undefined);
  });

  it('asa: a firewall that bridges is one of which it is open what lies where, unless it says that it routes', () => {
    const unknown = (line: string): string[] =>
      readRunning(`ASA Version 9.12(4)\n!\n${line}\nhostname edge\n`, 'edge.txt')[0]!.unknown.map(({ what }) => what);
    assert.deepEqual(unknown('firewall transparent'), ['firewall transparent']);
    assert.deepEqual(unknown('no firewall transparent'), []);
  });

  it('iptables: no target that only changes or notes packets leaves open what is decided', () => {
    const rules = PASSING.split(' ').map((target) => `-A FORWARD -j ${target.replaceAll('_', ' ')}`);
    const text = ['*filter', ':FORWARD ACCEPT [0:0]', ...rules, '-A FORWARD -j FROBNICATE', 'COMMIT'].join('\n');
    const [device] = readRunning(text, 'fw.rules');
    assert.deepEqual(
      device!.unknown.map(({ line }) => line),
      [rules.length + 3],
    );
  });
});
