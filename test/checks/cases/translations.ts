import type { Case } from '../case.ts';

const ZONES = `zone internet external
zone dmz { subnet 10.20.0.0/24 component gateway at 10.20.0.10 component pair at 10.20.0.20-10.20.0.21 component six at fd00:20::6 }
zone inner { subnet 10.30.0.0/24 component vbr at 10.30.0.10 component nowhere }
`;
const ALLOWS = '\nallow internet -> gateway : tcp 443, 8443\nallow gateway -> internet : tcp 25';

const edge = (lines: string, zones = 'internet, dmz, inner'): string =>
  `${ZONES}firewall edge : asa {\n  zones ${zones}\n  ${lines}\n}${ALLOWS}`;

/** Firewalls that translate. */
export const cases: readonly Case[] = [
  {
    code: 'invalid-translation',
    title: 'ports, other ports, and everything',
    text: edge('nat 203.0.113.10 tcp 443 -> gateway\n  nat 203.0.113.10 tcp 444 -> gateway port 443\n  nat 203.0.113.11 -> vbr'),
  },
  {
    code: 'invalid-translation',
    title: 'at a firewall without zones',
    text: `${ZONES}firewall edge : asa { <|nat 203.0.113.10 tcp 443 -> gateway|> }${ALLOWS}`,
    says: /^edge stands between no zones, and so translates nothing; add them, as in 'zones a, b'\.$/,
  },
  {
    code: 'invalid-translation',
    title: 'a network',
    text: edge('nat <|203.0.113.0/30|> -> gateway'),
    says: /of one address; write a line for each/,
  },
  {
    code: 'invalid-translation',
    title: 'a component of several machines',
    text: edge('nat 203.0.113.10 -> <|pair|>'),
    says: /pair has several IPv4 addresses/,
  },
  {
    code: 'invalid-translation',
    title: 'a component of the other family',
    text: edge('nat 203.0.113.10 -> <|six|>'),
    says: /six has no IPv4 address/,
  },
  {
    code: 'invalid-translation',
    title: 'a component without address',
    text: edge('nat 203.0.113.10 -> <|nowhere|>'),
    says: /no address to translate to/,
  },
  {
    code: 'invalid-translation',
    title: 'no side to come from',
    text: edge('<|nat 203.0.113.10 -> gateway|>', 'dmz, inner'),
    says: /None of the zones of edge is external: .* '203\.0\.113\.10 from inner -> gateway'/,
  },
  {
    code: 'invalid-translation',
    title: 'a side that is no zone of the firewall',
    text: edge('nat 203.0.113.10 from <|inner|> -> gateway', 'internet, dmz'),
    says: /inner is no zone of edge/,
  },
  {
    code: 'invalid-translation',
    title: 'a component that stands outside itself',
    text: edge('nat 203.0.113.10 from dmz -> <|gateway|>'),
    says: /stands in dmz itself/,
  },
  {
    code: 'invalid-translation',
    title: 'a component that the firewall does not lead to',
    text: edge('<|nat 203.0.113.10 -> vbr|>', 'internet, dmz'),
    says: /Nothing that comes by internet passes edge on its way to vbr/,
  },
  {
    code: 'invalid-translation',
    title: 'one address and port twice',
    text: edge('nat 203.0.113.10 tcp 440-445 -> gateway\n  nat <|203.0.113.10|> tcp 443 -> vbr'),
    says: /203\.0\.113\.10 tcp 440-445 is translated here already/,
  },
  {
    code: 'invalid-translation',
    title: 'the address of a machine',
    text: edge('nat <|10.30.0.10|> -> gateway'),
    says: /is the address of vbr/,
  },
  {
    code: 'invalid-translation',
    title: 'an address of a zone inside',
    text: edge('nat <|10.30.0.77|> -> gateway'),
    says: /lies in inner, which is not outside of edge here/,
  },
  { code: 'invalid-translation', title: 'an address of the outer side', text: edge('nat 10.30.0.77 from inner -> gateway') },
  {
    code: 'invalid-translation',
    title: 'a range that ends before it begins',
    text: edge('nat 203.0.113.10 tcp <|445-443|> -> gateway'),
    says: /write 443-445/,
  },
  {
    code: 'invalid-translation',
    title: 'one port for several',
    text: edge('nat 203.0.113.10 tcp <|443|>, 445 -> gateway port 8443'),
    says: /where one port or one range begins/,
  },
  {
    code: 'invalid-translation',
    title: 'a port of nothing',
    text: edge('<|nat 203.0.113.10 -> gateway port 8443|>'),
    says: /Which port becomes 8443/,
  },
  {
    code: 'invalid-translation',
    title: 'a port beyond the last',
    text: edge('nat 203.0.113.10 tcp <|443-450|> -> gateway port 65530'),
  },
  {
    code: 'untranslated-way',
    title: 'another firewall on a way as short',
    text: `${ZONES}firewall a { zones internet, dmz, inner\n  nat <|203.0.113.10|> tcp 443 -> gateway }\nfirewall b { zones internet, dmz }${ALLOWS}`,
    says: /from internet to gateway may also pass b and not a, where nothing translates 203\.0\.113\.10 tcp 443/,
  },
  {
    code: 'untranslated-way',
    title: 'the same on both',
    text: `${ZONES}firewall a { zones internet, dmz, inner\n  nat 203.0.113.10 tcp 443 -> gateway }\nfirewall b { zones internet, dmz\n  nat 203.0.113.10 tcp 443 -> gateway }${ALLOWS}`,
  },
  {
    code: 'untranslated-way',
    title: 'two on one way',
    text: `${ZONES}zone t { subnet 10.0.0.0/29 }\nfirewall a { zones internet, t\n  nat <|203.0.113.10|> tcp 443 -> gateway }\nfirewall b { zones t, dmz, inner\n  nat <|10.0.0.5|> tcp 443 from t -> gateway }${ALLOWS}`,
    says: /translated twice on one way, by a and b/,
  },
  {
    code: 'idle-translation',
    title: 'a port that no rule is about',
    text: edge('<|nat 203.0.113.10 tcp 9443 -> gateway|>'),
    says: /^No rule permits what comes from outside of edge to gateway on tcp 9443/,
  },
  {
    code: 'idle-translation',
    title: 'a port that becomes one that a rule is about',
    text: edge('nat 203.0.113.10 tcp 9443 -> gateway port 8443'),
  },
  {
    code: 'idle-translation',
    title: 'all of a machine that opens something itself',
    text: edge('nat 203.0.113.10 -> gateway').replace(/allow internet.*\n/, ''),
  },
  { code: 'idle-translation', title: 'all of a machine that nothing is about', text: edge('<|nat 203.0.113.10 -> vbr|>') },
  {
    code: 'untranslated-port',
    title: 'beside ports that are translated',
    text: `${edge('nat 203.0.113.10 tcp 443 -> gateway\n  nat 203.0.113.10 tcp 8443 -> gateway')}\nallow internet -> <|gateway|> : tcp 443, 22`,
    says: /^internet knows gateway as 203\.0\.113\.10 alone, where tcp 22 is not translated/,
  },
  {
    code: 'untranslated-port',
    title: 'the port of the machine behind another one',
    text: edge('nat 203.0.113.10 tcp 443 -> gateway\n  nat 203.0.113.11 tcp 444 -> gateway port 8443'),
  },
  {
    code: 'untranslated-port',
    title: 'a port as it is known outside, where that of the machine is another one',
    text: edge('nat 203.0.113.10 tcp 443 -> gateway port 8443').replace('-> gateway : tcp 443, 8443', '-> <|gateway|> : tcp 443'),
    says: /tcp 443 is not translated: .* A rule names the port of gateway itself: tcp 8443 is what tcp 443 is translated to\.$/,
  },
  {
    code: 'untranslated-port',
    title: 'from a zone inside, and to a machine that is not translated',
    text: `${edge('nat 203.0.113.10 -> gateway')}\nallow vbr -> gateway : tcp 22\nallow internet -> vbr : tcp 22`,
  },
  {
    code: 'untranslated-port',
    title: 'to a machine with an address that the world can know',
    text: `${edge('nat 203.0.113.10 tcp 443, 8443 -> gateway\n  nat 203.0.113.12 tcp 80 -> open').replace('component nowhere', 'component nowhere } zone public { subnet 198.51.100.0/24 component open at 198.51.100.5').replace('internet, dmz, inner', 'internet, dmz, inner, public')}\nallow internet -> open : tcp 22, 80`,
  },
  {
    code: 'outer-address',
    title: 'as an end of a rule',
    text: `${edge('nat 203.0.113.10 tcp 443 -> gateway')}\nallow internet -> <|203.0.113.10|> : tcp 443`,
    says: /what edge makes gateway known as/,
    fixed: /allow internet -> gateway : tcp 443$/,
  },
  {
    code: 'outer-address',
    title: 'another address',
    text: `${edge('nat 203.0.113.10 tcp 443 -> gateway')}\nallow vbr -> 203.0.113.11 : tcp 443`,
  },
  {
    code: 'nat-unsupported',
    title: 'who comes from outside of a firewall that translates',
    text: `use zerto\nzone out { subnet 10.1.0.0/24 component zvm : zerto.zvm at 10.1.0.1 }\nzone in { subnet 10.2.0.0/24 component vra : zerto.vra at 10.2.0.1 }\nfirewall f { zones out, in\n  <|nat 10.1.0.9 from out -> vra|> }`,
    says: /zvm -> vra|vra -> zvm/,
  },
];
