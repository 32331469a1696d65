import assert from 'node:assert/strict';
import { PROTOCOL_WORDS } from '../../language/model/protocol-words.ts';
import { diagnose } from '../support/language.ts';

/**
 * What stands for words of devices, as the documents have it that the words come from: IANA's registries of protocol numbers and of ports, the RFC of each, and the command
 * references of the makers (Cisco ASA: `ahp`, `igrp`, `ipinip`, `nos`, `pcp`, `snp`; Linux: `ipencap`, `ipv6-auth`, `ipv6-crypt`; WireGuard: the port of its examples).
 */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  ip: ['any'],
  all: ['any'],
  ipencap: ['protocol 4'],
  'ip-encap': ['protocol 4'],
  ipinip: ['protocol 4'],
  'ip-in-ip': ['protocol 4'],
  sit: ['protocol 41'],
  'ipv6-in-ipv4': ['protocol 41'],
  'ipv6-in-ip': ['protocol 41'],
  'ip6-in-ip4': ['protocol 41'],
  'ipv4-in-ipv4': ['protocol 4'],
  'ipv4-in-ipv6': ['protocol 4'],
  icmp6: ['icmpv6'],
  ahp: ['protocol 51'],
  'ipv6-auth': ['protocol 51'],
  auth: ['protocol 51', 'tcp 113'],
  'ipv6-crypt': ['protocol 50'],
  ipsec: ['protocol 50', 'protocol 51'],
  pptp: ['protocol 47'],
  igrp: ['protocol 9'],
  nos: ['protocol 94'],
  pcp: ['protocol 108'],
  snp: ['protocol 109'],
  isis: ['protocol 124'],
  ospfv3: ['protocol 89'],
  ospf3: ['protocol 89'],
  carp: ['protocol 112'],
  hsrp: ['udp 1985'],
  glbp: ['udp 3222'],
  bgp: ['tcp 179'],
  rip: ['udp 520'],
  ripng: ['udp 521'],
  bfd: ['udp 3784-3785'],
  ldp: ['tcp+udp 646'],
  vxlan: ['udp 4789'],
  geneve: ['udp 6081'],
  wireguard: ['udp 51820'],
};

/** Protocols by IANA's keywords that are written in place of words. */
const NUMBERS: Readonly<Record<string, number>> = {
  ipv4: 4,
  igp: 9,
  ipv6: 41,
  gre: 47,
  esp: 50,
  ah: 51,
  ospf: 89,
  ipcomp: 108,
  vrrp: 112,
};

const ends = 'zone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.0.1.0/24 }\n';
const found = async (services: string[]) =>
  (await diagnose(`${ends}allow a -> b : ${services.join(', ')}`)).flatMap(({ code, message }) =>
    code === 'invalid-protocol' || code === 'syntax-error' ? [String(message)] : [],
  );

describe('a word of a device behind protocol', () => {
  it('says what to write in its place, which is what the documents have', async () => {
    const words = Object.keys(WORDS);
    const told: string[] = [];
    // Of many on one line not all are told.
    for (const word of words) told.push(...(await found([`protocol ${word}`])));
    const insteadOf = (message: string): string[] =>
      [...(/ Write (.*)\.$/.exec(message)?.[1] ?? '').matchAll(/'([^']+)'/g)].map(([, text]) =>
        text!.replace(/^protocol ([a-z]\w*)$/, (_, name: string) => `protocol ${NUMBERS[name]}`),
      );
    assert.deepEqual(Object.fromEntries(told.map((message) => [/^'([^']+)'/.exec(message)?.[1], insteadOf(message)])), WORDS);
    assert.deepEqual([...PROTOCOL_WORDS.keys()].sort(), words.sort(), 'words that this test says nothing of');
  });

  it('may be replaced by each of them', async () =>
    assert.deepEqual(await found([...new Set([...PROTOCOL_WORDS.values()].flatMap(({ instead }) => instead))]), []));
});
