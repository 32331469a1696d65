import type { Case } from '../case.ts';

const zones = `zone a { subnet 10.0.0.0/24 component x at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component y at 10.0.1.1 }
`;

/** A catalog whose flows need more than ports. */
const tunnels = (rules: string): string => `use v
vendor v {
  role gate
  role host
  flow gate -> gate : protocol gre "Tunnels"
  flow gate -> host : icmp echo-request "Looks whether it is there"
  flow host -> gate : udp 67 source port 68 "Asks for an address"
}
zone a { subnet 10.0.0.0/24 component g : v.gate at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component h : v.host at 10.0.1.1 component other : v.gate at 10.0.1.2 }
${rules}`;

/** The same, with all that these don't look at. */
const ping = (rule: string): string =>
  tunnels(`allow g -> other : protocol gre
allow other -> g : protocol gre
allow h -> g : udp 67 source port 68
${rule}`);

const asks = (rule: string): string =>
  tunnels(`allow g -> other : protocol gre
allow other -> g : protocol gre
allow g -> h : icmp
${rule}`);

export const cases: readonly Case[] = [
  {
    code: 'invalid-protocol',
    title: 'a name that is nearly one',
    text: `${zones}allow a -> b : <|protocol gree|>`,
    says: /'gree' is no IP protocol that has this name\. Did you mean 'gre'\?/,
    fixed: /allow a -> b : protocol gre$/,
  },
  {
    code: 'invalid-protocol',
    title: 'a name of which two letters changed places, before one that has another letter',
    text: `${zones}allow a -> b : <|protocol scpt|> // streams`,
    says: /Did you mean 'sctp'\?/,
    fixed: /allow a -> b : protocol sctp \/\/ streams$/,
  },
  {
    code: 'invalid-protocol',
    title: 'a number above 255',
    text: `${zones}allow a -> b : <|protocol 256|>, protocol 255, protocol 0`,
    says: /from 0 to 255/,
  },
  {
    code: 'invalid-protocol',
    title: 'what has ports',
    text: `${zones}allow a -> b : <|protocol tcp|>`,
    says: /Write 'tcp' and its ports/,
  },
  {
    code: 'invalid-protocol',
    title: 'what has ports, by its number',
    text: `${zones}allow a -> b : <|protocol 17|>`,
    says: /Write 'udp' and its ports in place of 'protocol 17'/,
  },
  {
    code: 'invalid-protocol',
    title: 'icmp, by its number in IPv6',
    text: `${zones}allow a -> b : <|protocol 58|>`,
    says: /Write 'icmpv6' in place/,
    fixed: /allow a -> b : icmpv6$/,
  },
  {
    code: 'invalid-protocol',
    title: 'a word that what stands behind it makes a slip, which is told there',
    text: `${zones}allow a -> b : tcp 22, icmp type 3`,
    finds: [],
  },
  {
    code: 'invalid-protocol',
    title: 'what devices and people call a type',
    text: `${zones}allow a -> b : <|icmp echo|>`,
    says: /Did you mean 'echo-request'\?/,
    fixed: /icmp echo-request$/,
  },
  {
    code: 'invalid-protocol',
    title: 'what people call a type, in IPv6',
    text: `${zones}allow a -> b : <|icmpv6 unreachable|>`,
    fixed: /icmpv6 destination-unreachable$/,
  },
  {
    code: 'invalid-protocol',
    title: 'a type that there is not',
    text: `${zones}allow a -> b : <|icmp echo-requests|>`,
    says: /no type of icmp that has this name\. Did you mean 'echo-request'\?/,
    fixed: /allow a -> b : icmp echo-request$/,
  },
  {
    code: 'invalid-protocol',
    title: 'a type of IPv4 alone for IPv6',
    text: `${zones}allow a -> b : icmp timestamp-request, <|icmpv6 timestamp-request|>`,
    says: /ICMPv6 has no type 'timestamp-request'/,
    fixed: /allow a -> b : icmp timestamp-request, icmp timestamp-request$/,
  },
  {
    code: 'invalid-protocol',
    title: 'a number of a type above 255, in a catalog',
    text: 'vendor v { service s = <|icmpv6 300|>, icmpv6 255 }',
  },
  {
    code: 'invalid-protocol',
    title: 'protocols and types by name and number',
    text: `${zones}allow a -> b : protocol gre, protocol 47, protocol ospf, protocol SCTP, icmp echo-request, icmp 8, icmpv6 neighbor-solicitation`,
    finds: [],
  },
  {
    code: 'invalid-port',
    title: 'a source port that is none',
    text: `${zones}allow a -> b : udp 67 source port <|65536|>, udp 68 source port 0-65535`,
  },
  {
    code: 'invalid-port',
    title: 'a range of source ports from high to low',
    text: `${zones}allow a -> b : tcp 514 source port <|1023-512|>`,
    says: /write 512-1023/,
  },
  {
    code: 'missing-flow',
    title: 'a protocol that an allow of another one does not open',
    text: tunnels(
      'allow other -> g : protocol 47\nallow g -> h : icmp\nallow h -> g : udp 67\nallow g -> other : <|protocol esp|>',
    ),
    says: /No rule permits g -> other on protocol gre\./,
    fixed: /allow g -> other : protocol esp, protocol gre$/,
  },
  {
    code: 'missing-flow',
    title: 'a type of icmp: the one of the other family opens nothing between these',
    text: ping('allow g -> h : <|icmpv6 128|>'),
    says: /g -> h on icmp echo-request\./,
    fixed: /icmpv6 128, icmp echo-request$/,
  },
  {
    code: 'missing-flow',
    title: 'a type of icmp between IPv4 addresses: that of ICMPv4 is all it needs',
    text: ping('allow g -> h : icmp 8'),
    finds: [],
  },
  {
    code: 'missing-flow',
    title: 'a fixed source port: all others do not open it',
    text: asks('allow h -> g : <|udp 67 source port 67|>'),
    says: /h -> g on udp 67 source port 68\./,
    fixed: /udp 67 source port 67, udp 67 source port 68$/,
  },
  {
    code: 'missing-flow',
    title: 'a fixed source port, in a rule for more of them',
    text: asks('allow h -> g : udp 67 source port 1-1023'),
    finds: [],
  },
  {
    code: 'missing-flow',
    title: 'any source port, in a rule for some of them',
    text: `use v
vendor v { role c role s flow c -> s : tcp 514 "Runs commands" }
zone a { subnet 10.0.0.0/24 component x : v.c at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component y : v.s at 10.0.1.1 }
allow x -> y : <|tcp 514 source port 512-1023|>`,
    says: /x -> y on tcp 514 source port 0-511, tcp 514 source port 1024-65535/,
  },
  {
    code: 'missing-flow',
    title: 'a port from source ports that begin at 1, beside another one from these',
    text: `use v
vendor v { role c role s flow c -> s : tcp 514, 515 source port 1-1023 "Runs commands" }
zone a { subnet 10.0.0.0/24 component x : v.c at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component y : v.s at 10.0.1.1 }
allow x -> y : <|tcp 514 source port 1-1023|>`,
    fixed: /allow x -> y : tcp 514-515 source port 1-1023$/,
  },
  {
    code: 'unneeded-port',
    title: 'a port from source ports that begin at 1, beside others from these',
    text: `use v
vendor v { role c role s flow c -> s : tcp 514, 515 source port 1-1023 "Runs commands" }
zone a { subnet 10.0.0.0/24 component x : v.c at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component y : v.s at 10.0.1.1 }
allow x -> y : <|tcp 514-520 source port 1-1023|>`,
    fixed: /allow x -> y : tcp 514-515 source port 1-1023$/,
  },
  {
    code: 'blocked-flow',
    title: 'a deny from some source ports, where the initiator picks any',
    text: `use v
vendor v { role c role s flow c -> s : tcp 514 "Runs commands" }
zone a { subnet 10.0.0.0/24 component x : v.c at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component y : v.s at 10.0.1.1 }
allow x -> y : tcp 514
<|deny x -> y : tcp 514 source port 512-1023|>`,
    says: /tcp 514 source port 512-1023/,
  },
  {
    code: 'unneeded-port',
    title: 'a protocol that nothing needs',
    text: tunnels('allow g -> other : protocol gre, <|protocol esp|>'),
    fixed: /allow g -> other : protocol gre$/,
  },
  {
    code: 'redundant-rule',
    title: 'a type, in a rule for all of icmp; and a source port, in a rule for all of them',
    text: `${zones}allow a -> b : icmp, udp 67\n<|allow a -> b : icmp echo-request, udp 67 source port 68|>`,
  },
  {
    code: 'redundant-rule',
    title: 'a port from one source port, and the same port from another, said once more',
    text: `${zones}allow a -> b : tcp 22 source port 1000\nallow a -> b : tcp 22 source port 2000\n<|allow a -> b : tcp 22 source port 1000 "again"|>`,
  },
  {
    code: 'redundant-rule',
    title: 'two protocols, and all source ports in a rule for some of them',
    text: `${zones}allow a -> b : protocol gre, udp 67 source port 68\nallow a -> b : protocol esp, udp 67`,
    finds: [],
  },
  {
    code: 'assertion-failed',
    title: 'a ping, where the rest of icmp is open',
    text: `${zones}allow a -> b : any except icmp 8\n<|assert x reaches y on icmp echo-request|>\nassert x never reaches y on icmp 8`,
  },
  {
    code: 'empty-rule',
    title: 'icmpv6 where both ends have IPv4 alone, and icmp of IPv4 where one has IPv6 alone',
    text: `${zones}zone six { subnet fd00::/64 }
zone both { subnet fd01::/64, 10.0.2.0/24 }
allow a -> b : icmpv6
allow both -> six : icmp 8`,
    finds: ['icmpv6', 'icmp 8'],
    says: /^This rule does nothing: icmpv6 goes between IPv6 addresses alone, and an end has none\.$/,
  },
  {
    code: 'empty-rule',
    title: 'types of both families between ends of one, a type by its name, and other services beside one of the other family',
    text: `${zones}zone both { subnet fd01::/64, 10.0.2.0/24 }
zone six { subnet fd00::/64 }
allow a -> b : icmp 8, icmpv6 128
allow b -> a : icmp echo-request
allow b -> both : tcp 22, icmpv6
allow six -> both : icmpv6
allow both -> "ntp.example.com" : icmpv6`,
    finds: [],
  },
  {
    code: 'assertion-failed',
    title: 'icmp of a family that an end has not, which nothing can reach: neither by itself nor over relays',
    text: `${zones}zone both { subnet fd01::/64, 10.0.2.0/24 }
allow x -> y, both : any
<|assert x reaches y on icmpv6|>
<|assert x reaches y on icmpv6 packet-too-big through relays|>
<|assert x reaches both on icmpv6 echo-request, icmpv6 1|>
assert x reaches both on icmp echo-request, icmp 8, icmpv6 128`,
    says: /^This can't happen: icmpv6 goes between IPv6 addresses alone, and an end has none\. 'icmp' is of both families, and so is a type by its name behind it/,
  },
  {
    code: 'assertion-failed',
    title: 'what is left of an alternative is icmp of a family that the ends have not, and the other one is closed',
    text: `zone a { subnet fd00:1::/64 component x at fd00:1::1 }
zone b { subnet fd00:2::/64 component y at fd00:2::1 }
<|assert x reaches y on one of (icmp, tcp 443) except icmpv6|>`,
    says: /-> fd00:2::1 \(y\) on tcp 443\. No rule permits it\.$/,
  },
  {
    code: 'empty-rule',
    title: 'an assertion that never fails, since icmp of the other family goes nowhere',
    text: `${zones}zone six { subnet fd00::/64 component z at fd00::1 }
assert x never reaches y on <|icmpv6|>
assert z never reaches any on <|icmp 8|>
assert x never reaches y on icmp
assert x never reaches y on icmpv6, tcp 22
assert x never reaches z on icmpv6 through relays`,
    says: /^This assertion holds whatever rules say: /,
  },
  {
    code: 'invalid-protocol',
    title: 'a keyword of two meanings, and words of devices',
    text: `${zones}allow a -> b : <|protocol ipip|>, <|protocol ipinip|>, <|protocol bgp|>, protocol ipv4, protocol 94`,
    says: /^'ipip' is protocol 94 in IANA's registry, and IP in IP, protocol 4, to Linux, Junos and clouds\. Write 'protocol ipv4' or 'protocol 94'\.$/,
  },
  {
    code: 'invalid-protocol',
    title: 'what Cisco calls every protocol',
    text: `${zones}allow a -> b : <|protocol ip|>`,
    fixed: /allow a -> b : any$/,
  },
  {
    code: 'invalid-protocol',
    title: 'a choice that there is between addresses of one family alone',
    text: 'vendor v { service mail = one of (<|icmp 8|>, tcp 25), one of (icmp, tcp 25), first of (icmp echo-request, protocol gre) }',
    says: /^In 'one of' this is a choice between IPv4 addresses alone\. Write 'icmp echo-request', which is of both families\.$/,
    fixed: /mail = one of \(icmp echo-request, tcp 25\)/,
  },
  {
    code: 'invalid-protocol',
    title: 'the same by a name, of a type that IPv4 alone has, and of all that IPv6 has',
    text: `service ping = icmp 8
${zones}allow a -> b : first of (tcp 25, <|ping|>), one of (<|icmp timestamp-request|>, <|icmpv6|>, tcp 26)`,
    says: /^In 'first of' this is a choice between IPv4 addresses alone\. Write a service that both families have\.$/,
  },
];
