// Names and blocks that registries assign, held against these: IANA's "Protocol Numbers", "ICMP Type Numbers" and "ICMPv6 Parameters", and its special-purpose address
// registries (RFC 6890, with RFC 1918, 4193 and 6598).
import assert from 'node:assert/strict';
import { parseAddress } from '../../language/model/addresses.ts';
import { IntervalSet } from '../../language/model/interval-set.ts';
import { AMBIGUOUS_PROTOCOLS, PROTOCOL_WORDS } from '../../language/model/protocol-words.ts';
import { icmpTypesOf, namedProtocols, protocolName, protocolNumber, type WrongProtocol } from '../../language/model/protocols.ts';
import { holdsWholeBlock, PRIVATE_ADDRESSES, specialKind } from '../../language/model/special-addresses.ts';
import { loadPlan } from '../support/language.ts';

const PROTOCOLS =
  'hopopt 0, igmp 2, ggp 3, ipv4 4, st 5, cbt 7, egp 8, igp 9, hmp 20, xns-idp 22, irtp 28, iso-tp4 29, dccp 33, xtp 36, ddp 37, idpr-cmtp 38, ipv6 41, sdrp 42, ipv6-route 43, ipv6-frag 44, idrp 45, rsvp 46, gre 47, dsr 48, esp 50, ah 51, narp 54, min-ipv4 55, skip 57, ipv6-nonxt 59, ipv6-opts 60, rvd 66, vmtp 81, eigrp 88, ospf 89, larp 91, mtp 92, etherip 97, encap 98, pim 103, scps 105, ipcomp 108, vrrp 112, pgm 113, l2tp 115, iatp 117, srp 119, crtp 126, crudp 127, sctp 132, fc 133, rsvp-e2e-ignore 134, udplite 136, mpls-in-ip 137, manet 138, hip 139, shim6 140, wesp 141, rohc 142, ethernet 143, aggfrag 144, nsh 145';

/** Each with its type in ICMPv4 and in ICMPv6. */
const TYPES =
  'echo-reply 0 129, echo-request 8 128, destination-unreachable 3 1, packet-too-big - 2, time-exceeded 11 3, parameter-problem 12 4, redirect 5 137, router-advertisement 9 134, router-solicitation 10 133, source-quench 4 -, timestamp-request 13 -, timestamp-reply 14 -, information-request 15 -, information-reply 16 -, address-mask-request 17 -, address-mask-reply 18 -, extended-echo-request 42 160, extended-echo-reply 43 161, multicast-listener-query - 130, multicast-listener-report - 131, multicast-listener-done - 132, multicast-listener-report-v2 - 143, neighbor-solicitation - 135, neighbor-advertisement - 136';

const rows = (table: string): string[][] => table.split(', ').map((row) => row.split(' '));

const blockOf = (text: string) => {
  const [start, rest] = text.split(/[/-]/) as [string, string];
  return parseAddress(
    text.includes('-') ? { start, end: rest } : text.includes('/') ? { start, prefix: Number(rest) } : { start },
  ).set;
};

describe('names and blocks of registries', () => {
  it('protocols have the numbers of IANA, and no others have names', () => {
    for (const [name, number] of rows(PROTOCOLS)) {
      assert.equal(protocolNumber(name!), Number(number), name);
      assert.equal(protocolNumber(name!.toUpperCase()), Number(number), name);
      assert.equal(protocolName(Number(number)), name);
    }
    const named = namedProtocols().map(({ name, number }) => `${name} ${number}`);
    assert.equal(named.join(', '), PROTOCOLS);
    assert.equal(protocolNumber('ospfigp'), 89);
    assert.equal(protocolName(253), '253');
    for (const [number, name] of [
      [1, 'icmp'],
      [6, 'tcp'],
      [17, 'udp'],
      [58, 'icmpv6'],
    ] as const) {
      assert.equal(protocolName(number), name);
      assert.throws(
        () => protocolNumber(name),
        new RegExp(`^Error: Write '${name}'${name.startsWith('icmp') ? '' : ' and its ports'} in place of`),
      );
    }
    for (const number of [27, 94, 118, 123]) assert.equal(protocolName(number), `${number}`);
    assert.throws(() => protocolNumber('ipv6-icmp'), /Write 'icmpv6' in place of 'protocol ipv6-icmp'\.$/);
  });

  // The number by the documents of who says so: IANA's registry, Debian's /etc/protocols, and Cisco's and Juniper's references of their commands.
  for (const [word, ...instead] of [
    ['ipip', 'protocol ipv4', 'protocol 94'],
    ['IPIP', 'protocol ipv4', 'protocol 94'],
    ['ipencap', 'protocol ipv4'],
    ['ipinip', 'protocol ipv4'],
    ['nos', 'protocol 94'],
    ['rdp', 'tcp+udp 3389', 'protocol 27'],
    ['ip', 'any'],
    ['icmp6', 'icmpv6'],
    ['ahp', 'protocol ah'],
    ['pcp', 'protocol ipcomp'],
    ['bgp', 'tcp 179'],
    ['ipv6-icpm', 'icmpv6'],
  ] as const)
    it(`protocol ${word} is told, with ${instead.join(' and ')} to write`, () => {
      assert.throws(
        () => protocolNumber(word),
        (error: WrongProtocol) => {
          assert.deepEqual(error.instead, instead);
          return true;
        },
      );
    });

  it('what is offered in place of a word of elsewhere is a service', async () => {
    for (const { instead } of [...AMBIGUOUS_PROTOCOLS.values(), ...PROTOCOL_WORDS.values()])
      for (const text of instead) {
        const { parseResult } = (await loadPlan(`service s = ${text}`)).document;
        assert.deepEqual([...parseResult.lexerErrors, ...parseResult.parserErrors], [], text);
        const number = /^protocol (.+)$/.exec(text)?.[1];
        if (number) assert.doesNotThrow(() => protocolNumber(number), text);
      }
  });

  it('types of icmp have the numbers of their family', () => {
    for (const [name, four, six] of rows(TYPES)) {
      const both = [
        ...(four === '-' ? [] : [{ family: 4, type: Number(four) }]),
        ...(six === '-' ? [] : [{ family: 6, type: Number(six) }]),
      ];
      assert.deepEqual(icmpTypesOf('icmp', name!), both, name);
      assert.deepEqual(icmpTypesOf('icmp', name!.toUpperCase()), both, name);
      if (six === '-')
        assert.throws(
          () => icmpTypesOf('icmpv6', name!),
          new RegExp(`ICMPv6 has no type '${name}', which is one of ICMPv4: write 'icmp ${name}'`),
        );
      else assert.deepEqual(icmpTypesOf('icmpv6', name!), [{ family: 6, type: Number(six) }], name);
    }
    assert.deepEqual(icmpTypesOf('icmp', '255'), [{ family: 4, type: 255 }]);
    assert.deepEqual(icmpTypesOf('icmpv6', '255'), [{ family: 6, type: 255 }]);
  });

  it('a name that is none has the nearest one proposed, and a number as a way out', () => {
    const near = (text: string): string | undefined => {
      try {
        protocolNumber(text);
      } catch (error) {
        return (
          /^'.*' is no IP protocol that has this name\.(?: Did you mean '(.*)'\?)? A number does as well, as in 'protocol 47'\.$/.exec(
            (error as Error).message,
          )?.[1] ?? ''
        );
      }
      return undefined;
    };
    const meant = { gree: 'gre', ethrip: 'etherip', 'ipv6-rout': 'ipv6-route', frobnicate: '' };
    for (const [text, name] of Object.entries(meant)) assert.equal(near(text), name, text);
    assert.throws(
      () => icmpTypesOf('icmp', 'echo-requst'),
      /'echo-requst' is no type of icmp that has this name\. Did you mean 'echo-request'\? A number does as well, as in 'icmp 8'\.$/,
    );
    assert.throws(
      () => icmpTypesOf('icmpv6', 'frobnicate'),
      /'frobnicate' is no type of icmpv6 that has this name\. A number does as well, as in 'icmpv6 128'\.$/,
    );
    assert.throws(() => icmpTypesOf('icmpv6', '256'), /256 is no type of icmpv6: they go from 0 to 255\./);
    assert.throws(() => protocolNumber('256'), /256 is no IP protocol: their numbers go from 0 to 255\./);
  });

  it('addresses that no host is reached at are of the kind that their registry says, up to their edges', () => {
    const kinds: readonly (readonly [blocks: string, kind: string | undefined])[] = [
      ['0.0.0.0 0.255.255.255 :: 0.0.0.0/8', 'unspecified'],
      ['127.0.0.0 127.255.255.255 ::1', 'loopback'],
      ['169.254.0.0 169.254.255.255 fe80:: febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'link-local'],
      ['224.0.0.0 239.255.255.255 ff00:: ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'multicast'],
      ['255.255.255.255', 'broadcast'],
      ['1.0.0.0 126.255.255.255 128.0.0.0 169.253.255.255 169.255.0.0 223.255.255.255 240.0.0.0 255.255.255.254', undefined],
      ['::2 fe7f:: fec0:: feff:: 224.0.0.0/3 10.0.0.0/8 fd00::/8', undefined],
    ];
    for (const [blocks, kind] of kinds)
      for (const block of blocks.split(' ')) assert.equal(specialKind(blockOf(block)), kind, block);
    assert.equal(specialKind(IntervalSet.unionAll([])), undefined);
  });

  it('private addresses are those of RFC 1918, 4193 and 6598', () => {
    for (const block of '10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 fc00::/7'.split(' '))
      assert.ok(PRIVATE_ADDRESSES.covers(blockOf(block)), block);
    for (const outside of '9.255.255.255 11.0.0.0 172.15.255.255 172.32.0.0 192.167.255.255 192.169.0.0 100.63.255.255 100.128.0.0 fbff:: fe00:: 2001:db8::1'.split(
      ' ',
    ))
      assert.ok(PRIVATE_ADDRESSES.intersect(blockOf(outside)).isEmpty, outside);
    for (const whole of '10.0.0.0/8 172.16.0.0/12 192.168.0.0/16 100.64.0.0/10 fc00::/8 fd00::/8 224.0.0.0/4 169.254.0.0/16 fe80::/10 ff00::/8 2000::/3 0.0.0.0/0 ::/0'.split(
      ' ',
    ))
      assert.ok(holdsWholeBlock(blockOf(whole)), whole);
    for (const part of '10.0.0.0/9 172.16.0.0/13 192.168.0.0/17 100.64.0.0/11 fd00::/9 224.0.0.0/5 8.0.0.0/9 2000::/4'.split(' '))
      assert.ok(!holdsWholeBlock(blockOf(part)), part);
  });
});
