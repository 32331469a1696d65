import type { Case } from '../case.ts';

const plan = `vendor acme {
  role node
  role client : node
  role server : node { property gui = port }
  role idle
  service web = tcp 443 (set by server.gui)
  service mail = one of (tcp 25, tcp 587)
  flow client -> server : web, tcp 10-12 "Works"
  role mailer
  flow client -> mailer : mail "Mails"
}
use acme
site north {
  zone a { subnet 10.0.0.0/24, fd00:a::/64 component x : acme.client at 10.0.0.1, fd00:a::1 component x2 at 10.0.0.2 }
  zone a2 { subnet 10.0.4.0/24 }
}
zone b { subnet 10.0.1.0/24 component y : acme.server at 10.0.1.1 { gui = 8443 } component s3-eu at "s3-eu.example.com" component s : acme.mailer at 10.0.1.3 }
zone six { subnet fd00:6::/64 }
zone net external
group both = x, 10.0.0.128/25
`;

/** A case of this plan with more lines, the last of which is the assertion; `says` only where it doesn't hold. */
function given(title: string, rules: string, assertion: string, says?: RegExp): Case {
  const text = `${plan}${rules}\n${assertion}`;
  return { code: 'assertion-failed', title, text, finds: says ? [assertion] : [], ...(says ? { says } : {}) };
}

const RULE = plan.split('\n').length;
const OPEN = 'allow a -> b : tcp 80';
const line = (text: string): RegExp => new RegExp(text.replace(/[.()+]/g, '\\$&').replace('LINE', String(RULE)));

export const cases: readonly Case[] = [
  // Every kind of end, with a packet between components where there are any.
  given(
    'a zone that reaches a zone, shown by two components',
    OPEN,
    'assert a never reaches b',
    line('This can happen: 10.0.0.1 (x) -> 10.0.1.1 (y) on tcp 80. Line LINE permits it.'),
  ),
  given('a site and a component as ends', OPEN, 'assert north never reaches y', line('10.0.0.1 (x) -> 10.0.1.1 (y) on tcp 80')),
  given(
    'a role in a site, and a role, as ends',
    OPEN,
    'assert acme.node in north never reaches acme.server',
    line('10.0.0.1 (x) -> 10.0.1.1 (y) on tcp 80'),
  ),
  given(
    'a group, and an address that no component has, as ends',
    OPEN,
    'assert both never reaches 10.0.1.7',
    line('10.0.0.1 (x) -> 10.0.1.7 (b) on tcp 80'),
  ),
  given(
    'an address that no component has, and any, as ends',
    OPEN,
    'assert 10.0.0.200 never reaches any',
    line('10.0.0.200 (a) -> 10.0.1.1 (y) on tcp 80'),
  ),
  given('any as an end', OPEN, 'assert any never reaches b', line('on tcp 80. Line LINE permits it.')),
  given(
    'an external zone as an end, on UDP',
    'allow net -> y : udp 5',
    'assert net never reaches b',
    /\(net\) -> 10\.0\.1\.1 \(y\) on udp 5\./,
  ),
  given(
    'a component that is a host name as an end',
    'allow x -> "s3-eu.example.com" : tcp 443',
    'assert a never reaches s3-eu',
    line('10.0.0.1 (x) -> s3-eu.example.com (s3-eu) on tcp 443'),
  ),
  given(
    'a host name that a wildcard of a rule holds',
    'allow x -> "*.example.org" : tcp 443',
    'assert a never reaches "my-host.example.org"',
    line('-> my-host.example.org on tcp 443'),
  ),
  given(
    'only IPv6 addresses are open',
    'allow a -> six : icmp',
    'assert a never reaches six',
    line('fd00:a::1 (x) -> fd00:6:: (six) on icmp'),
  ),
  given(
    'a rule of every service, asked about ICMP',
    'allow a -> b : any',
    'assert a never reaches b on icmp',
    line('on icmp. Line LINE permits it.'),
  ),
  given(
    'several ends, of which one component reaches it',
    OPEN,
    'assert a2, x2 never reaches b',
    line('10.0.0.2 (x2) -> 10.0.1.1 (y) on tcp 80'),
  ),
  given('ends that no rule is about', OPEN, 'assert a2, six, net never reaches b'),
  given('every service but the open one', OPEN, 'assert a never reaches b on tcp 1-79, 81-65535, udp 80, icmp'),
  given('the other direction', OPEN, 'assert b never reaches a'),
  given('a deny closes what an allow opens', `${OPEN}\ndeny any -> 10.0.1.0/24 : tcp 80`, 'assert a never reaches 10.0.1.0/24'),
  given('a deny without services closes everything', `${OPEN}\ndeny x -> y`, 'assert x never reaches y'),
  given('the allow has expired', `${OPEN} until 2020-01-01`, 'assert a never reaches b'),
  given('the allow is for a phase that is off', `${OPEN} during works`, 'assert a never reaches b'),
  given(
    'the allow is for a phase that is on',
    `${OPEN} during works\nphase works`,
    'assert a never reaches b',
    line('Line LINE permits it'),
  ),
  // Within a zone everything reaches everything: a claim about that alone can't hold, and one about more is about the rest.
  given('never, between two components of one zone', '', 'assert x never reaches x2', line('10.0.0.1 (x) -> 10.0.0.2 (x2)')),
  given('never, to one in its own zone and one that is closed', '', 'assert x never reaches x2, y'),
  given('reaches, between two components of one zone', '', 'assert x reaches x2\nassert x reaches x2 on tcp 22'),
  given('reaches, to one in its own zone, and anything of another', '', 'assert both reaches 10.0.0.3, y'),
  given(
    'reaches, to one in its own zone, and a closed port of another',
    '',
    'assert both reaches 10.0.0.3, y on tcp 1',
    line('10.0.0.1 (x) -> 10.0.1.1 (y) on tcp 1. No rule permits it.'),
  ),
  // What decides: a deny, a rule that has no effect now, or nothing.
  given(
    'one of two ports is not permitted',
    OPEN,
    'assert a reaches b on tcp 80-81',
    /not permitted: .* on tcp 81\. No rule permits it/,
  ),
  given(
    'a deny takes the permission away',
    `deny x -> y : tcp 80\n${OPEN}`,
    'assert a reaches b on tcp 80',
    line('10.0.0.1 (x) -> 10.0.1.1 (y) on tcp 80. Line LINE denies it.'),
  ),
  given(
    'the rule that would permit it has expired',
    `${OPEN} until 2020-01-01`,
    'assert x reaches y on tcp 80',
    line('Line LINE would permit it, but ended with 2020-01-01.'),
  ),
  given(
    'the rule that would permit it is for a phase that is off',
    `${OPEN} during works`,
    'assert x reaches y on tcp 80',
    line('Line LINE would permit it, but its phase works is off.'),
  ),
  given(
    'a deny is for a phase that is off, and nothing permits it',
    'deny x -> y during works',
    'assert x reaches y on tcp 80',
    /No rule permits it/,
  ),
  given('nothing is permitted at all', '', 'assert x reaches y', /not permitted: 10\.0\.0\.1 \(x\) -> 10\.0\.1\.1 \(y\)/),
  given('reaches without services holds when any passes', OPEN, 'assert x reaches y'),
  given('two rules permit the two ports', 'allow a -> b : tcp 80\nallow a -> b : tcp 81', 'assert a reaches b on tcp 80-81'),
  given(
    'a rule for one half of the zone',
    'allow 10.0.0.0/25 -> b : tcp 80',
    'assert a reaches y on tcp 80',
    /not permitted: 10\.0\.0\.128 \(a\)/,
  ),
  // Ends that stand for nothing, and ends that can't talk.
  given('reaches a role that nobody has', '', 'assert x reaches acme.idle', /acme\.idle stands for no address/),
  given('never reaches a role that nobody has', '', 'assert x never reaches acme.idle'),
  given(
    'reaches an end of another address family',
    OPEN,
    'assert x2 reaches six',
    /one end has IPv4 addresses alone and the other IPv6/,
  ),
  given('never reaches an end of another address family', OPEN, 'assert x2 never reaches six'),
  // Services mean what they mean in a rule.
  given('a named service means the port that was moved to', 'allow x -> y : tcp 8443', 'assert x reaches y on acme.web'),
  given(
    'the usual port is open where the port was moved',
    'allow x -> y : tcp 443',
    'assert x reaches y on acme.web',
    /on tcp 8443/,
  ),
  given(
    'never holds where only the usual port is open and the port was moved',
    'allow x -> y : tcp 443',
    'assert x never reaches y on acme.web',
  ),
  given(
    'never fails where the moved port is open by its name',
    'allow x -> y : acme.web',
    'assert x never reaches y on acme.web',
    /on tcp 8443/,
  ),
  given('reaches one of several ports that serve', 'allow x -> y : tcp 587', 'assert x reaches y on acme.mail'),
  given(
    'never reaches any of several ports that serve',
    'allow x -> y : tcp 587',
    'assert x never reaches y on acme.mail',
    /on tcp 587/,
  ),
  given(
    'a port beside the several that serve, and reaches',
    'allow x -> y : tcp 26',
    'assert x reaches y on acme.mail',
    /on tcp 25\. No rule/,
  ),
  given('a port beside the several that serve, and never', 'allow x -> y : tcp 26', 'assert x never reaches y on acme.mail'),
  given(
    'what is required passes, and nothing is required the other way',
    'allow x -> b : required',
    'assert a reaches b on required\nassert b reaches a on required',
  ),
  given(
    'a part of what is required is missing',
    'allow x -> y : tcp 10, 12',
    'assert a reaches b on required',
    /10\.0\.0\.1 \(x\) -> 10\.0\.1\.1 \(y\) on tcp (11|8443)/,
  ),
  given(
    'required opens what is required and nothing else',
    'allow x -> y : required',
    'assert a never reaches b on tcp 1-9, 13-8442, 8444-65535',
  ),
  // What is not understood is told once, where it stands.
  given('an end that leads nowhere has a finding of its own', OPEN, 'assert a never reaches nowhere'),
  given('a service that leads nowhere has a finding of its own', OPEN, 'assert a reaches b on acme.nothing'),
  // A deny closes every alternative, of which an allow opens the first.
  given(
    'a deny by name closes all of several ports that serve',
    'allow a -> b : tcp 1-1024\ndeny a -> b : acme.mail',
    'assert a never reaches b on acme.mail',
  ),
  given(
    'a deny of an alternative closes its second port',
    'allow a -> b : tcp 1-1024\ndeny a -> b : udp 1, one of (tcp 25, tcp 587)',
    'assert a never reaches b on tcp 587',
  ),
  given(
    'an allow of an alternative opens its first port alone',
    'allow a -> b : acme.mail',
    'assert a reaches b on tcp 587',
    /on tcp 587\. No rule permits it/,
  ),
  given(
    'an allow opens the first port of an alternative beside another port',
    'allow a -> b : tcp 3, one of (tcp 25, tcp 587)',
    'assert x reaches y on tcp 3, 25',
  ),
  // What is required has alternatives as well: one for each pair, and none of them where it says never.
  given('the second port that serves is enough for required', 'allow a -> b : tcp 587', 'assert x reaches s on required'),
  given(
    'none of the ports that serve is open for required',
    'allow a -> b : tcp 22',
    'assert x reaches s on required',
    /-> 10\.0\.1\.3 \(s\) on tcp 25/,
  ),
  given(
    'the second port that serves is required as well, where it says never',
    'allow a -> b : tcp 587',
    'assert x never reaches s on required',
    /-> 10\.0\.1\.3 \(s\) on tcp 587/,
  ),
  given(
    'a deny of required closes all ports that serve',
    'allow a -> b : tcp 1-1024\ndeny x -> s : required',
    'assert x never reaches s on acme.mail',
  ),
  // What holds in operation, and what holds in a phase.
  given('of a phase that is off', `${OPEN} during failover`, 'assert a never reaches b during failover'),
  given(
    'of a phase that is on',
    `phase failover\n${OPEN} during failover`,
    'assert a never reaches b during failover',
    /^This can happen: .* on tcp 80\./,
  ),
  given(
    'of any phase but one that is off, by services and over relays',
    OPEN,
    'assert a never reaches b on tcp 80 through relays not during failover',
    /^This can happen: /,
  ),
  given(
    'closed by a deny of a phase that is on',
    `phase failover\n${OPEN}\ndeny a -> b during failover`,
    'assert x reaches y on tcp 80',
    /denies it\. That rule is of the phase failover: what is asserted of other times ends with 'not during failover'\.$/,
  ),
  given('of any phase but one that is on', `phase failover\n${OPEN}`, 'assert a never reaches b not during failover'),
  given(
    'of a phase, and open in it alone',
    `phase failover\n${OPEN} during failover`,
    'assert a reaches b on tcp 80 during failover',
  ),
];
