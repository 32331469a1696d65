import type { Case } from '../case.ts';

const zones = `zone m { subnet 10.10.0.0/24 component vbr at 10.10.0.10 }
zone b { subnet 10.30.0.0/24, fd00:30::/64 component repo at 10.30.0.20, fd00:30::20 component rest at 10.30.0.128/25 }`;
const internet = 'zone internet external { component tenant component partner at 203.0.113.9, 172.20.0.5 }';
/** Two VRAs of a provider behind a cloud connector. */
const msp = `use zerto 8.5
zone c { subnet 10.1.0.0/24 component customer : zerto.customer-vra at 10.1.0.5 }
zone d { subnet 10.2.0.0/24 component connector : zerto.cloud-connector at 10.2.0.5 component web at 10.2.0.6 }
zone p { subnet 10.3.0.0/24 component vras : zerto.provider-vra at 10.3.0.1-10.3.0.2 }`;

export const cases: readonly Case[] = [
  // ---------------------------------------------------------------- idle-exception
  {
    code: 'idle-exception',
    title: 'a network of the other family behind except becomes a subnet',
    text: 'zone a { subnet 10.0.0.0/16 except 10.0.5.0/24, <|fd00:1::/64|> }',
    says: /^fd00:1::\/64 is in no network of this line, so that leaving it out changes nothing\. As a subnet of a it stands before 'except'\.$/,
    fixed: /^zone a { subnet 10\.0\.0\.0\/16, fd00:1::\/64 except 10\.0\.5\.0\/24 }$/,
  },
  {
    code: 'idle-exception',
    title: 'alone behind except',
    text: 'zone a { subnet 10.0.0.0/16 except <|fd00:1::/64|> // both\n}',
    fixed: /^zone a { subnet 10\.0\.0\.0\/16, fd00:1::\/64 \/\/ both\n}$/,
  },
  {
    code: 'idle-exception',
    title: 'a network beside those of the line, first of several',
    text: 'zone a { subnet 10.0.0.0/16, 10.2.0.0/16 except <|10.1.5.0/24|>, 10.0.5.0/24 }',
    says: /^10\.1\.5\.0\/24 is in no network of this line, so that leaving it out changes nothing\.$/,
    fixed: /^zone a { subnet 10\.0\.0\.0\/16, 10\.2\.0\.0\/16 except 10\.0\.5\.0\/24 }$/,
  },
  {
    code: 'idle-exception',
    title: 'where each network is seen as another one, it is taken away alone',
    text: 'zone a { subnet 10.0.0.0/24 except <|fd00:1::/64|> as 10.9.0.0/24 }',
    fixed: /^zone a { subnet 10\.0\.0\.0\/24 as 10\.9\.0\.0\/24 }$/,
  },
  {
    code: 'idle-exception',
    title: 'what is in the line, be it in part',
    text: 'zone a { subnet 10.0.0.0/16, fd00:1::/48 except 10.0.5.0/24, fd00:1:0:5::/64, 10.0.0.0/8 }\nzone b { subnet 10.9.0.0/24 }',
  },
  // ---------------------------------------------------------------- unplaced-address
  {
    code: 'unplaced-address',
    title: 'one digit away from the address of a component',
    text: `${zones}\nallow vbr -> 10.3.0.20 : tcp 6162`,
    finds: ['10.3.0.20'],
    says: /^10\.3\.0\.20 is in no zone of the plan\. Did you mean 10\.30\.0\.20 \(repo\)\?$/,
    fixed: /\nallow vbr -> 10\.30\.0\.20 : tcp 6162$/,
  },
  {
    code: 'unplaced-address',
    title: 'one digit away from an address of a subnet',
    text: `${zones}\n${internet}\nallow vbr -> 10.31.0.77 : tcp 22`,
    finds: ['10.31.0.77'],
    says: /^10\.31\.0\.77 is private and in no subnet of the plan, so that it counts as a part of internet\. Did you mean 10\.30\.0\.77 \(b\)\?$/,
    fixed: /-> 10\.30\.0\.77 :/,
  },
  {
    code: 'unplaced-address',
    title: 'networks one digit away from a subnet, in both families',
    text: `${zones}\n${internet}\nallow 10.10.1.0/24, fd00:31::/64 -> b : tcp 22`,
    finds: ['10.10.1.0/24', 'fd00:31::/64'],
    says: /Did you mean 10\.10\.0\.0\/24 \(m\)\?/,
  },
  {
    code: 'unplaced-address',
    title: 'one digit away from an IPv6 address of a component',
    text: `${zones}\n${internet}\nallow fd00:31::20 -> b : tcp 22`,
    finds: ['fd00:31::20'],
    fixed: /allow fd00:30::20 ->/,
  },
  {
    code: 'unplaced-address',
    title: 'a network as near to one zone as to another',
    text: 'zone a { subnet 10.1.0.0/24 }\nzone b { subnet 10.2.0.0/24 }\nallow a -> 10.3.0.0/24 : tcp 22',
    finds: ['10.3.0.0/24'],
    says: /Did you mean 10\.1\.0\.0\/24 \(a\) or 10\.2\.0\.0\/24 \(b\)\?$/,
  },
  {
    code: 'unplaced-address',
    title: 'near to nothing in the plan',
    text: `${zones}\n${internet}\nallow vbr -> 100.64.3.3, 192.168.177.3-192.168.177.9 : tcp 22`,
    finds: ['100.64.3.3', '192.168.177.3-192.168.177.9'],
    says: /counts as a part of internet\. A subnet may be missing\.$/,
  },
  {
    code: 'unplaced-address',
    title: 'a public address, in a plan without a zone for everything outside',
    text: `${zones}\nallow vbr -> 203.0.113.80 : tcp 443`,
    finds: ['203.0.113.80'],
    says: /a zone for everything outside\.$/,
    fixed: /\n\nzone internet external\n$/,
  },
  {
    code: 'unplaced-address',
    title: 'a public address, where the usual name for everything outside is taken',
    text: `${zones}\ngroup internet = vbr\nservice outside = tcp 1\nallow vbr -> 2001:db8::1 : tcp 443`,
    finds: ['2001:db8::1'],
    fixed: /\n\nzone rest-of-the-world external\n$/,
  },
  {
    code: 'unplaced-address',
    title: 'a public address, in a plan with a zone for everything outside',
    text: `${zones}\n${internet}\nallow vbr -> 203.0.113.80, 2001:db8::/32 : tcp 443`,
    finds: [],
  },
  {
    code: 'unplaced-address',
    title: 'in a group, an assertion, a VPN and a translation',
    text: `${zones}\ngroup g = vbr, 10.30.1.9\nassert vbr never reaches 10.30.2.9\nvpn m, 10.30.3.0/24\nnat m -> 10.30.4.0/24`,
    finds: ['10.30.1.9', '10.30.2.9', '10.30.3.0/24', '10.30.4.0/24'],
  },
  {
    code: 'unplaced-address',
    title: 'at an end of what binds components, which carries no traffic',
    text: `${zones}\nbind 10.30.1.9 with vbr, 10.30.2.9`,
    finds: [],
  },
  { code: 'unplaced-address', title: 'in a deny', text: `${zones}\ndeny m -> 10.30.1.9`, finds: ['10.30.1.9'] },
  {
    code: 'unplaced-address',
    title: 'networks around subnets, whole private blocks, and a component outside',
    text: `${zones}\n${internet}\nallow vbr -> 10.30.0.0/16, 172.20.0.5, 172.20.0.0/16, 10.30.0.200-10.31.0.0 : tcp 22\ndeny b -> 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16, fd00::/8, 0.0.0.0/0, ::/0`,
    finds: [],
  },
  {
    code: 'unplaced-address',
    title: 'the own address of a translated component, which rules know by another one',
    text: `${zones}\nzone shop { subnet 10.8.0.0/24 as 10.101.0.0/24 component till at 10.8.0.5 }\nallow vbr -> <|10.8.0.5|> : tcp 22`,
    says: /Did you mean 10\.101\.0\.5 \(shop\)\?$/,
    fixed: /-> 10\.101\.0\.5 :/,
  },
  {
    code: 'unplaced-address',
    title: 'the address that a translated component is seen as',
    text: `${zones}\nzone shop { subnet 10.8.0.0/24 as 10.101.0.0/24 component till at 10.8.0.5 }\nallow vbr -> 10.101.0.5 : tcp 22`,
    finds: [],
  },
  {
    code: 'unplaced-address',
    title: 'what an end leaves out, near to what a subnet leaves out',
    text: 'zone c { subnet 10.5.0.0/16 except 10.5.5.0/24 }\nzone d { subnet 192.168.0.0/16 }\nallow c except 10.55.5.9 -> d : tcp 22',
    finds: ['10.55.5.9'],
    says: /no zone of the plan\. A subnet/,
  },
  {
    code: 'unplaced-address',
    title: 'a plan with a zone that has no subnets yet',
    text: `${zones}\nzone later\nallow vbr -> 10.3.0.20 : tcp 6162`,
    finds: [],
  },
  {
    code: 'unplaced-address',
    title: 'a file of definitions',
    text: 'group storage = 10.30.9.0/28\nallow 10.1.0.1 -> 10.2.0.1 : tcp 22',
    finds: [],
  },
  {
    code: 'unplaced-address',
    title: 'addresses that no host has, at both ends of allows',
    text: `${zones}\n${internet}\nzone later\nallow vbr -> 224.0.0.18, ff02::1 : tcp 22\nallow 127.0.0.1, ::1, fe80::1, 169.254.1.0/24, 0.0.0.0, ::, 255.255.255.255 -> b : tcp 22`,
    finds: ['224.0.0.18', 'ff02::1', '127.0.0.1', '::1', 'fe80::1', '169.254.1.0/24', '0.0.0.0', '::', '255.255.255.255'],
    says: /^224\.0\.0\.18 is multicast: no firewall passes it on/,
  },
  {
    code: 'unplaced-address',
    title: 'addresses that no host has, in denies, in assertions and in groups of those alone',
    text: `${zones}\n${internet}\ngroup metadata = 169.254.169.254\ngroup closed = metadata, 224.0.0.1\ndeny vbr -> metadata, 127.0.0.1\ndeny vbr -> closed\nassert vbr never reaches ff02::1`,
    finds: [],
  },
  {
    code: 'unplaced-address',
    title: 'addresses that no host has, in groups alone, which a deny closes',
    text: `${zones}\n${internet}\ngroup metadata = 169.254.169.254\ngroup closed = metadata, 224.0.0.1\ndeny vbr -> closed`,
    finds: [],
  },
  {
    code: 'unplaced-address',
    title: 'a group of addresses that no host has, in a deny and in a group of an allow',
    text: `${zones}\n${internet}\ngroup metadata = 169.254.169.254\ngroup more = metadata, b\ndeny vbr -> metadata\nallow vbr -> more : tcp 22`,
    finds: ['169.254.169.254'],
  },

  // ---------------------------------------------------------------- unusable-address
  {
    code: 'unusable-address',
    title: 'multicast as a subnet, and the first and last address of a subnet',
    text: 'zone z { subnet 10.0.0.0/24, <|224.0.0.0/4|> component a at <|10.0.0.255|>, <|10.0.0.0|> component b at <|127.0.0.1|>, 10.0.0.9 }',
    says: /^224\.0\.0\.0\/4 is multicast: it stands for a group of hosts/,
  },
  {
    code: 'unusable-address',
    title: 'addresses that stand for no host, in a zone without subnets',
    text: 'zone z { component a at <|0.0.0.0|>, <|::|>, <|::1|>, <|fe80::5|>, <|ff05::2|>, <|255.255.255.255|>, <|169.254.7.1-169.254.7.9|>, <|0.0.0.0/8|> }',
    says: /^0\.0\.0\.0 is unspecified: it stands for no host at all/,
  },
  {
    code: 'unusable-address',
    title: 'a broadcast address of a subnet that is no /24',
    text: 'zone z { subnet 10.0.0.0/23 component a at 10.0.1.255 }',
    finds: ['10.0.1.255'],
    says: /^10\.0\.1\.255 is the broadcast address of 10\.0\.0\.0\/23, which no host has/,
  },
  {
    code: 'unusable-address',
    title: 'addresses in the middle of a subnet, of subnets without a broadcast address, and of IPv6',
    text: 'zone z { subnet 10.0.0.0/23, 10.9.0.0/31, 10.9.0.8/32, fd00::/64 component a at 10.0.0.255, 10.0.1.0, 10.9.0.0, 10.9.0.1, 10.9.0.8, fd00::, 10.0.0.0-10.0.0.9 }',
    finds: [],
  },
  {
    code: 'unusable-address',
    title: 'all addresses, and single ones beside the special networks',
    text: 'zone z external { subnet 0.0.0.0/0, ::/0 component all at 0.0.0.0/0 component a at 223.255.255.255, 169.253.255.255, fec0::1, 240.0.0.1, 1.0.0.0 }',
    finds: [],
  },

  {
    code: 'outside-zone',
    title: 'a component outside, at addresses of an inner zone',
    text: `${zones}\nzone internet external {\n  // the tenant\n  component tenant at 10.30.0.9, 10.30.0.0/28 // ours\n  component b2 at 203.0.113.9\n}\nallow tenant -> vbr : tcp 22`,
    finds: ['10.30.0.9', '10.30.0.0/28'],
    says: /^10\.30\.0\.9 is not in internet, which holds what no other zone does, but in b\.$/,
    fixed: /10\.30\.0\.128\/25 component tenant at 10\.30\.0\.9, 10\.30\.0\.0\/28 \/\/ ours\n\}\n/,
  },
  {
    code: 'outside-zone',
    title: 'a component outside, at an address of an inner zone with a line for each component',
    text: 'zone b {\n  subnet 10.30.0.0/24\n  component repo at 10.30.0.20\n}\nzone internet external { component tenant at 10.30.0.9 }',
    finds: ['10.30.0.9'],
    fixed: /repo at 10\.30\.0\.20\n {2}component tenant at 10\.30\.0\.9\n\}\nzone internet external \{ +\}$/,
  },
  {
    code: 'outside-zone',
    title: 'at an address of another external zone, and within networks of which a part is elsewhere',
    text: `${zones}\nzone cloud external { subnet 20.0.0.0/8 }\nzone internet external { component x at 20.1.1.1 component y at 10.0.0.0/8 component z at 20.1.1.2, 203.0.113.1 }`,
    finds: ['20.1.1.1', '10.0.0.0/8', '20.1.1.2'],
  },
  {
    code: 'outside-zone',
    title: 'a component outside, at addresses that no subnet holds',
    text: `${zones}\nzone inner { component x at 10.77.0.1 }\nzone internet external { component y at 10.77.0.1 component z at 10.31.0.9, "repo.example.com", fd00:31::1 }`,
    finds: [],
  },
  {
    code: 'outside-zone',
    title: 'a component of a zone without subnets, in the subnet of another zone',
    text: 'zone a {\n  subnet 10.0.0.0/24\n  component x at 10.0.0.5\n}\nzone b {\n  component p at <|10.0.0.77|>, 10.7.0.1\n}\nallow x -> p : tcp 77',
    says: /^10\.0\.0\.77 is in a, and b has no subnet: leave the address out there \('except'\), or move the component\.$/,
  },
  {
    code: 'outside-zone',
    title: 'the only address of a component of a zone without subnets, in the subnet of another zone',
    text: 'zone a {\n  subnet 10.0.0.0/24\n  component x at 10.0.0.5\n}\nzone b {\n  component p at <|10.0.0.77|>\n  component q at 10.7.0.1\n}',
    fixed: /component x at 10\.0\.0\.5\n {2}component p at 10\.0\.0\.77\n\}\nzone b \{\n {2}component q/,
  },
  {
    code: 'outside-zone',
    title: 'a leg in a zone without subnets, in the subnet of a third zone',
    text: 'zone a { subnet 10.0.0.0/24 component x at 10.0.0.5 also at <|10.3.0.7|> in b }\nzone b { component p at 10.7.0.1 }\nzone c { subnet 10.3.0.0/24 }',
    says: /^10\.3\.0\.7 is in c, and b has no subnet/,
  },
  {
    code: 'outside-zone',
    title: 'components of a zone without subnets, at addresses that another zone leaves out, or that others see of it alone',
    text: 'zone a { subnet 10.0.0.0/24 except 10.0.0.77 }\nzone b { component p at 10.0.0.77 }\nzone c { subnet 10.1.0.0/24 as 10.9.0.0/24 }\nzone d { component q at 10.1.0.7 }',
    finds: [],
  },

  // ---------------------------------------------------------------- within-zone
  {
    code: 'within-zone',
    title: 'a component of another zone, whose subnet overlaps',
    text: 'zone a { subnet 10.0.0.0/24 component x at 10.0.0.1 }\nzone b { subnet 10.0.0.240/28 component y at 10.0.0.245 }\nallow x -> y : tcp 22\nallow y -> x : tcp 22',
    finds: [],
  },
  {
    code: 'within-zone',
    title: 'between two components, to an address, and of the zone with itself',
    text: `${zones}\nallow repo -> rest : tcp 22\ndeny b -> 10.30.0.7\nallow b -> b : any`,
    finds: ['allow repo -> rest : tcp 22', 'deny b -> 10.30.0.7', 'allow b -> b : any'],
    says: /^repo and rest are both in b: this rule opens something on the firewalls of hosts alone/,
  },
  {
    code: 'within-zone',
    title: 'between two components outside, where nobody filters',
    text: `${zones}\n${internet}\ndeny tenant -> partner : tcp 22`,
    finds: ['deny tenant -> partner : tcp 22'],
    says: /both in internet, where nobody filters: this rule closes nothing/,
    fixed: /\n$/,
  },
  {
    code: 'within-zone',
    title: 'a site, any, several zones, networks around a zone, and a host name as ends',
    text: `site s { zone x { subnet 10.1.0.0/24 } zone y { subnet 10.2.0.0/24 } }\nallow s -> s : tcp 22\nallow any -> any : tcp 23\nallow x, y -> x : tcp 24\nallow 10.1.0.0/16 -> 10.1.0.9 : tcp 25\nallow x -> 10.1.0.0/16 : tcp 26\nallow x -> "h.example.com" : tcp 27\nallow x -> y : tcp 28`,
    finds: [],
  },
  {
    code: 'within-zone',
    title: 'two ends of different families, which empty-rule finds',
    text: 'zone a { component x at 10.0.0.1 component y at fd00::1 }\nallow x -> y : tcp 1',
    finds: [],
  },

  // ---------------------------------------------------------------- uncounted-port
  {
    code: 'uncounted-port',
    title: 'a named port that is counted, toward a zone',
    text: `${msp}\nallow customer -> <|d|> : zerto.to-provider`,
    says: /^d has nothing to count, so that zerto\.to-provider opens nothing toward it: name the component that listens, connector\.$/,
    fixed: /\nallow customer -> connector : zerto\.to-provider$/,
  },
  {
    code: 'uncounted-port',
    title: 'a deny of a counted port, toward any and a network',
    text: `${msp}\ndeny customer -> any, 10.2.0.0/28 : tcp 443, zerto.to-provider`,
    finds: ['any', '10.2.0.0/28'],
    says: /closes nothing/,
    fixed: /\ndeny customer -> any, connector, 10\.2\.0\.0\/28 : tcp 443, zerto\.to-provider$/,
  },
  {
    code: 'uncounted-port',
    title: 'an assertion about a counted port, toward a group of zones',
    text: `${msp}\ngroup g = d, p\nassert c reaches <|g|> on zerto.to-provider`,
    says: /means nothing toward it/,
    fixed: /assert c reaches g, connector on/,
  },
  {
    code: 'uncounted-port',
    title: 'a counted port toward a component that no counted one works with',
    text: `${msp}\nallow vras -> connector, zerto.cloud-connector : zerto.to-customer\ndeployment x = connector\ndeployment y = vras\nallow customer -> <|connector|> : zerto.to-provider`,
    says: /^No provider-vra works with connector, so that zerto\.to-provider opens nothing toward it\.$/,
  },
  {
    code: 'uncounted-port',
    title: 'the component is named by itself, by its role, in a group, or beside its zone',
    text: `${msp}\ngroup g = connector, web\nallow customer -> connector : zerto.to-provider\nallow customer -> g : zerto.to-provider\nallow customer -> zerto.cloud-connector in d : zerto.to-provider\nallow customer -> d, connector : tcp 443, zerto.to-provider\nallow customer -> d : zerto.gui, required`,
    finds: [],
  },
];
