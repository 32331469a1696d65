/** What a word behind `protocol` is elsewhere than in IANA's registry, and what stands for that in a plan. */
export interface ProtocolWord {
  /** What it is, as a sentence begins with it that ends with what to write. */
  readonly is: string;
  /** What to write in its place. */
  readonly instead: readonly string[];
}

const meaning = (is: string, ...instead: string[]): ProtocolWord => ({ is, instead });

const IP_IN_IP = meaning('is IP in IP, which is protocol 4', 'protocol ipv4');
const IPV6_INSIDE = meaning('is IPv6 in IPv4', 'protocol ipv6');
const AH = meaning('is the authentication header of IPsec', 'protocol ah');
const EVERYTHING = meaning('is every protocol', 'any');

/** Keywords of IANA's registry that most people mean something else by: what is written says which. */
export const AMBIGUOUS_PROTOCOLS: ReadonlyMap<string, ProtocolWord> = new Map([
  [
    'ipip',
    meaning(
      "is protocol 94 in IANA's registry, and IP in IP, protocol 4, to Linux, Junos and clouds",
      'protocol ipv4',
      'protocol 94',
    ),
  ],
  [
    'rdp',
    meaning(
      "is protocol 27 in IANA's registry, and to most people Remote Desktop, which has a port",
      'tcp+udp 3389',
      'protocol 27',
    ),
  ],
  [
    'ptp',
    meaning(
      "is protocol 123 in IANA's registry, and to most people the Precision Time Protocol, which has ports",
      'udp 319-320',
      'protocol 123',
    ),
  ],
  ['stp', meaning("is protocol 118 in IANA's registry; Spanning Tree is no IP, and no rule is about it", 'protocol 118')],
]);

/** Words of devices, and of people, for protocols that IANA calls otherwise, and for what is told by ports. */
export const PROTOCOL_WORDS: ReadonlyMap<string, ProtocolWord> = new Map([
  ['ip', EVERYTHING],
  ['all', EVERYTHING],
  ['ipencap', IP_IN_IP],
  ['ip-encap', IP_IN_IP],
  ['ipinip', IP_IN_IP],
  ['ip-in-ip', IP_IN_IP],
  ['ipv4-in-ipv4', IP_IN_IP],
  ['ipv4-in-ipv6', meaning('is IPv4 in IPv6', 'protocol ipv4')],
  ['ipv6-in-ipv4', IPV6_INSIDE],
  ['ipv6-in-ip', IPV6_INSIDE],
  ['ip6-in-ip4', IPV6_INSIDE],
  ['sit', IPV6_INSIDE],
  ['icmp6', meaning('is ICMP of IPv6', 'icmpv6')],
  ['ahp', AH],
  ['ipv6-auth', AH],
  ['auth', meaning('is the authentication header of IPsec, or the service ident, which has a port', 'protocol ah', 'tcp 113')],
  ['ipv6-crypt', meaning('is what IPsec encrypts', 'protocol esp')],
  ['ipsec', meaning('is ESP or AH, beside udp 500 and 4500', 'protocol esp', 'protocol ah')],
  ['pptp', meaning('is GRE, beside tcp 1723', 'protocol gre')],
  ['igrp', meaning('is protocol 9', 'protocol igp')],
  ['nos', meaning('is protocol 94', 'protocol 94')],
  ['pcp', meaning('is IPComp', 'protocol ipcomp')],
  ['snp', meaning('is protocol 109', 'protocol 109')],
  ['isis', meaning('over IPv4 is protocol 124', 'protocol 124')],
  ['ospfv3', meaning('is OSPF', 'protocol ospf')],
  ['ospf3', meaning('is OSPF', 'protocol ospf')],
  ['carp', meaning('has the number of VRRP', 'protocol vrrp')],
  ['hsrp', meaning('is told by its port', 'udp 1985')],
  ['glbp', meaning('is told by its port', 'udp 3222')],
  ['bgp', meaning('is told by its port', 'tcp 179')],
  ['rip', meaning('is told by its port', 'udp 520')],
  ['ripng', meaning('is told by its port', 'udp 521')],
  ['bfd', meaning('is told by its ports', 'udp 3784-3785')],
  ['ldp', meaning('is told by its port', 'tcp+udp 646')],
  ['vxlan', meaning('is told by its port', 'udp 4789')],
  ['geneve', meaning('is told by its port', 'udp 6081')],
  ['wireguard', meaning('is told by its port', 'udp 51820')],
]);

const IPV6_IN_IPV4 = meaning('carries IPv6 in IPv4, which is protocol 41', 'protocol 41');
const IN_IPV6 = meaning('carries IPv4 in another packet, which is protocol 4', 'protocol 4');

/** Keywords of IANA's registry, and words of people, that are no names of the language: these begin with a letter, and have no other marks than hyphens. */
export const UNWRITABLE_PROTOCOLS: ReadonlyMap<string, ProtocolWord> = new Map([
  ['6in4', IPV6_IN_IPV4],
  ['6to4', IPV6_IN_IPV4],
  ['6over4', IPV6_IN_IPV4],
  ['6rd', IPV6_IN_IPV4],
  ['4in6', IN_IPV6],
  ['4in4', IN_IPV6],
  ['4over6', IN_IPV6],
  ['3pc', meaning('is protocol 34', 'protocol 34')],
  ['tp++', meaning('is protocol 39', 'protocol 39')],
  ['a/n', meaning('is protocol 107', 'protocol 107')],
]);
