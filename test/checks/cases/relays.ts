import type { Case } from '../case.ts';

const plan = `vendor acme {
  role gateway relays
  role tunnel : gateway
  role server
  flow tunnel -> server : tcp 443
}
use acme
zone net external
zone dmz { subnet 10.0.0.0/24, fd00::/64 component gw : acme.gateway at 10.0.0.1, fd00::1 component web : acme.server at 10.0.0.9 }
zone middle { subnet 10.0.1.0/24 component tun : acme.tunnel at 10.0.1.1 }
zone inner { subnet 10.0.2.0/24 component repo : acme.server at 10.0.2.1 component deep : acme.gateway at 10.0.2.2 }
zone six { subnet fd00:6::/64 component old at fd00:6::1 }
`;
const LINE = plan.split('\n').length;

/** A case of this plan with more lines, the last of which is the assertion; `says` only where it doesn't hold. */
function given(title: string, rules: string, assertion: string, says?: RegExp): Case {
  const text = `${plan}${rules}\n${assertion}`;
  return {
    code: 'assertion-failed',
    title: `through relays: ${title}`,
    text,
    finds: says ? [assertion] : [],
    ...(says ? { says } : {}),
  };
}

const lines = (text: string): RegExp =>
  new RegExp(text.replace(/[.()+]/g, '\\$&').replace(/LINE(\d)/g, (_, n: string) => String(LINE + Number(n))));

const CHAIN = 'allow net -> gw : tcp 443\nallow gw -> tun : tcp 22\nallow tun -> repo : tcp 2500';

export const cases: readonly Case[] = [
  given(
    'what is required is asked of those alone that require it',
    'allow tun -> repo : required',
    'assert dmz, middle reaches inner on required through relays',
  ),
  given(
    'what nobody of the start requires may be reached',
    'allow net -> repo : tcp 443',
    'assert any never reaches repo on required through relays',
  ),
  given(
    'never, where a host name that is let into a relay may be an address of the start',
    'allow "elsewhere.example.net" -> gw : tcp 443',
    'assert net never reaches web on tcp 22 through relays',
    /net -> gw on tcp 443/,
  ),
  given(
    'never, to a host name of the rest of the world, where a relay stands there',
    'zone fog external { component far : acme.gateway at "far.example.net" }\nallow inner -> far : tcp 443',
    'assert inner never reaches "evil.example.org" through relays',
    /inside of fog/,
  ),
  given(
    'ends of one zone that have no address family in common, and no relay between them',
    'zone both { subnet 10.0.7.0/24, fd00:7::/64 component four at 10.0.7.1 component more at fd00:7::1 }',
    'assert four reaches more on tcp 22 through relays',
    /\(four\) -> \S+ \(more\)/,
  ),
  given('an assertion that does not ask for them, where a chain of relays leads there', CHAIN, 'assert net never reaches repo'),
  given(
    'never, where a chain of relays leads there',
    CHAIN,
    'assert net never reaches repo through relays',
    lines(
      'This can happen: net -> gw on tcp 443 (line LINE0), then gw -> tun on tcp 22 (line LINE1), then tun -> repo on tcp 2500 (line LINE2).',
    ),
  ),
  given(
    'never, shown for those of the start that come from another zone',
    'allow middle -> gw : tcp 443',
    'assert 10.0.0.0/16 never reaches web on tcp 22 through relays',
    lines('This can happen: 10.0.0.0/16 -> gw on tcp 443 (line LINE0), then gw -> web on tcp 22 (inside of dmz)'),
  ),
  given(
    'never to a zone on a port, where a chain of relays leads there',
    CHAIN,
    'assert net never reaches inner on tcp 2500 through relays',
    lines('tun -> inner on tcp 2500 (line LINE2)'),
  ),
  // Each hop has to be there, in this direction, in force, and through a component that relays.
  given(
    'one hop is missing',
    'allow net -> gw : tcp 443\nallow tun -> repo : tcp 2500',
    'assert net never reaches repo through relays',
  ),
  given('one hop goes the other way', CHAIN.replace('gw -> tun', 'tun -> gw'), 'assert net never reaches repo through relays'),
  given('a deny closes one hop', `${CHAIN}\ndeny dmz -> tun`, 'assert net never reaches repo through relays'),
  given(
    'one hop is of a phase that is off',
    CHAIN.replace('tcp 22', 'tcp 22 during works'),
    'assert net never reaches repo through relays',
  ),
  given(
    'one hop is of a phase that is on',
    `phase works\n${CHAIN.replace('tcp 22', 'tcp 22 during works')}`,
    'assert net never reaches repo through relays',
    lines('gw -> tun on tcp 22 (line LINE2)'),
  ),
  given(
    'a component in the middle that is no relay',
    'allow net -> web : tcp 443\nallow web -> repo : tcp 1',
    'assert net never reaches repo through relays',
  ),
  given('the other direction', CHAIN, 'assert repo never reaches net through relays'),
  given(
    "a last hop inside of the relay's zone",
    'allow net -> gw : tcp 443',
    'assert net never reaches web through relays',
    lines('net -> gw on tcp 443 (line LINE0), then gw -> web on any (inside of dmz)'),
  ),
  given(
    "a last hop on a port inside of the relay's zone",
    'allow net -> deep : tcp 443',
    'assert net never reaches repo on tcp 22 through relays',
    lines('net -> deep on tcp 443 (line LINE0), then deep -> repo on tcp 22 (inside of inner)'),
  ),
  given(
    "a first hop inside of the start's zone",
    'allow gw -> repo : tcp 1',
    'assert web never reaches repo through relays',
    lines('web -> gw on any (inside of dmz), then gw -> repo on tcp 1 (line LINE0)'),
  ),
  given(
    'a start and an end in one zone',
    'allow gw -> tun : tcp 1',
    'assert web never reaches gw through relays',
    /^This can happen: .*Both ends are in one zone/,
  ),
  given(
    'a zone is reached with the relay in it',
    'allow net -> deep : tcp 443',
    'assert net never reaches inner through relays',
    lines('net -> inner on tcp 443 (line LINE0).'),
  ),
  given(
    'a zone that holds the relay is reached on other ports over it',
    'allow net -> deep : tcp 443',
    'assert net never reaches inner on tcp 22 through relays',
    lines('net -> deep on tcp 443 (line LINE0), then deep -> inner on tcp 22 (inside of inner)'),
  ),
  given(
    'one hop is the shortest way',
    `${CHAIN}\nallow net -> repo : udp 9`,
    'assert net never reaches repo through relays',
    lines('happen: net -> repo on udp 9 (line LINE3).'),
  ),
  given(
    'two hops are a shorter way than three',
    `${CHAIN}\nallow gw -> repo : udp 9`,
    'assert net never reaches repo through relays',
    lines('then gw -> repo on udp 9 (line LINE3).'),
  ),
  given(
    'one hop is on another port than the one asked about',
    `${CHAIN}\nallow net -> repo : udp 9`,
    'assert net never reaches repo on tcp 1 through relays',
  ),
  given(
    'the last hop is on the port asked about',
    CHAIN,
    'assert net never reaches repo on tcp 2500 through relays',
    lines('tun -> repo on tcp 2500'),
  ),
  given('only earlier hops are on the ports asked about', CHAIN, 'assert net never reaches repo on tcp 443, 22 through relays'),
  given(
    'a relay of both address families joins the two',
    'allow 10.0.1.7 -> gw : tcp 1\nallow fd00::1 -> six : tcp 2',
    'assert 10.0.1.7 never reaches six through relays',
    lines('10.0.1.7 -> gw on tcp 1 (line LINE0), then gw -> six on tcp 2 (line LINE1)'),
  ),
  given(
    'several rules let one hop through, and of several ends only those on the way are named',
    'allow net -> gw : tcp 1\nallow net -> gw : tcp 2\nallow gw -> repo : tcp 3',
    'assert six, net never reaches web, repo through relays',
    lines('net -> gw on tcp 1-2 (lines LINE0, LINE1), then gw -> web on any (inside of dmz)'),
  ),
  given(
    'reaches over a chain of relays, with and without a port',
    CHAIN,
    'assert net reaches repo through relays\nassert net reaches repo on tcp 2500 through relays',
  ),
  given('reaches without any relay', 'allow net -> repo : tcp 1', 'assert net reaches repo on tcp 1 through relays'),
  given(
    'reaches, where the last hop opens one of two ports',
    CHAIN,
    'assert net reaches repo on tcp 2500-2501 through relays',
    /not even through relays: .* -> 10\.0\.2\.1 \(repo\) on tcp 2501/,
  ),
  given(
    'reaches a zone, of which the last hop opens one component',
    CHAIN,
    'assert net reaches inner on tcp 2500 through relays',
    /10\.0\.2\.2 \(deep\) on tcp 2500/,
  ),
  given(
    'reaches a zone, of which the last hop opens one component on another port',
    `${CHAIN}\nallow tun -> deep : tcp 9`,
    'assert net reaches inner on tcp 2500 through relays',
    /10\.0\.2\.2 \(deep\) on tcp 2500/,
  ),
  given(
    'reaches a zone with the relay in it, over that relay',
    'allow net -> deep : tcp 2500',
    'assert net reaches inner on tcp 2500 through relays',
  ),
  given(
    'reaches, where the hop behind the first relay is missing',
    'allow net -> gw : tcp 443',
    'assert net reaches repo through relays',
    /not even through relays: .* -> 10\.0\.2\.1 \(repo\)/,
  ),
  given('reaches within one zone', CHAIN, 'assert web reaches gw through relays\nassert dmz reaches web on tcp 1 through relays'),
  given('reaches a role that nobody has', '', 'assert net reaches acme.idle through relays'),
  given(
    'several starts, of which one is let into no relay',
    'allow web -> tun : tcp 9\nallow tun -> repo : tcp 22',
    'assert web, 10.0.7.7 reaches repo on tcp 22 through relays',
    lines('This is not permitted, not even through relays: 10.0.7.7 (net) -> 10.0.2.1 (repo) on tcp 22.'),
  ),
  given(
    "several starts, of which a network at the relay's door holds two",
    'allow web, 10.0.3.0/24 -> tun : tcp 9\nallow tun -> repo : tcp 22',
    'assert web, 10.0.3.1, 10.0.3.200 reaches repo on tcp 22 through relays',
  ),
  given(
    "several starts, of which a network at the relay's door holds one",
    'allow web, 10.0.3.0/25 -> tun : tcp 9\nallow tun -> repo : tcp 22',
    'assert web, 10.0.3.1, 10.0.3.200 reaches repo on tcp 22 through relays',
    lines('10.0.3.200 (net) -> 10.0.2.1 (repo) on tcp 22.'),
  ),
  given(
    'several starts that arrive over different relays',
    'allow web -> tun : tcp 9\nallow 10.0.3.9 -> gw : tcp 9\nallow gw -> tun : tcp 8\nallow tun -> repo : tcp 22',
    'assert web, 10.0.3.9 reaches repo on tcp 22 through relays',
  ),
  given(
    'never to a relay, on a port that is open to its zone alone',
    'allow net -> gw : tcp 443\nallow dmz -> gw : tcp 22',
    'assert net never reaches gw on tcp 22 through relays',
  ),
  given(
    'reaches a relay, on a port that is open to its zone alone',
    'allow net -> gw : tcp 443\nallow dmz -> gw : tcp 22',
    'assert net reaches gw on tcp 22 through relays',
    lines('(gw) on tcp 22.'),
  ),
  given(
    'never to a relay, over another relay that leads back to it',
    'allow net -> gw : tcp 443\nallow gw -> tun : tcp 5\nallow tun -> gw : tcp 22',
    'assert net never reaches gw on tcp 22 through relays',
    lines('net -> gw on tcp 443 (line LINE0), then gw -> tun on tcp 5 (line LINE1), then tun -> gw on tcp 22 (line LINE2).'),
  ),
  given('reaches a relay in its own zone', 'allow gw -> tun : tcp 1', 'assert web reaches gw on tcp 9 through relays'),
  given(
    'reaches a relay in its own zone, and a component of another',
    'allow web -> repo : tcp 9',
    'assert web reaches gw, repo on tcp 9 through relays',
  ),
  given(
    'never to a relay, from a component in its zone that counts as reached, and from one of another family',
    'allow web -> tun : tcp 9\nallow tun -> gw : tcp 9',
    'assert web, old never reaches gw through relays',
  ),
  given(
    'never to a relay, from a component in its own zone alone',
    'allow web, old -> tun : tcp 9\nallow tun -> 10.0.0.1 : tcp 9',
    'assert web never reaches gw through relays',
    /in one zone/,
  ),
  given(
    'a relay among the starts, and another start that is not let through',
    'allow gw -> repo : tcp 1',
    'assert web, gw reaches repo on tcp 1 through relays',
    lines('10.0.0.9 (web) -> 10.0.2.1 (repo) on tcp 1.'),
  ),
  given(
    'a relay among the starts, and another start that is let through',
    'allow gw, web -> repo : tcp 1',
    'assert web, gw reaches repo on tcp 1 through relays',
  ),
  given(
    'never, over a relay behind a host name, which may be the open address',
    'allow net -> 10.0.7.9 : tcp 443\nallow far -> repo : tcp 1\nzone outer { subnet 10.0.7.0/24 component far : acme.gateway at "gw.example.com" }',
    'assert net never reaches repo through relays',
    lines(
      'net -> far on tcp 443 (line LINE0; gw.example.com may be any address of outer), then far -> repo on tcp 1 (line LINE1).',
    ),
  ),
  given(
    'reaches, over a relay behind a host name, which may be another address',
    'allow net -> 10.0.7.9 : tcp 443\nallow far -> repo : tcp 1\nzone outer { subnet 10.0.7.0/24 component far : acme.gateway at "gw.example.com" }',
    'assert net reaches repo on tcp 1 through relays',
    lines('(repo) on tcp 1.'),
  ),
];
