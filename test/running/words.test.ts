// Words that devices have for protocols and for what decides nothing, as their documents list them.
import assert from 'node:assert/strict';
import { protocolOf } from '../../language/rulesets/targets/asa/read/names.ts';
import { readRunning } from '../../language/running/detect.ts';

// The table of protocols in the ASA configuration guides, "Addresses, Protocols, and Ports".
const ASA =
  'ah 51, eigrp 88, esp 50, gre 47, icmp 1, icmp6 58, igmp 2, igrp 9, ipinip 4, ipsec 50, nos 94, ospf 89, pcp 108, pim 103, pptp 47, snp 109, tcp 6, udp 17';

// Targets of iptables-extensions(8) that change or note a packet, and after which the next rule is tried.
const PASSING =
  'LOG NFLOG ULOG TRACE AUDIT MARK CONNMARK CONNSECMARK SECMARK CLASSIFY DSCP TOS ECN TCPMSS TCPOPTSTRIP TTL_--ttl-inc_1 HL_--hl-set_64 CHECKSUM SET LED RATEEST IDLETIMER HMARK TEE';

describe('words of devices', () => {
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
