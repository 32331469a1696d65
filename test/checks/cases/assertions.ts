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
function given(rules: string, assertion: string, says?: RegExp): Case {
  const text = `${plan}${rules}\n${assertion}`;
  return { code: 'assertion-failed', text, finds: says ? [assertion] : [], ...(says ? { says } : {}) };
}

const RULE = plan.split('\n').length;
const OPEN = 'allow a -> b : tcp 80';
const line = (text: string): RegExp => new RegExp(text.replace(/[.()+]/g, '\\$&').replace('LINE', String(RULE)));

export const cases: readonly Case[] = [
  // Every kind of end, with a packet between components where there are any.
  given(OPEN, 'assert a never reaches b', line('This can happen: 10.0.0.1 (x) -> 10.0.1.1 (y) on tcp 80. Line LINE permits it.')),
  given(OPEN, 'assert north never reaches y', line('10.0.0.1 (x) -> 10.0.1.1 (y) on tcp 80')),
  given(OPEN, 'assert acme.node in north never reaches acme.server', line('10.0.0.1 (x) -> 10.0.1.1 (y) on tcp 80')),
  given(OPEN, 'assert both never reaches 10.0.1.7', line('10.0.0.1 (x) -> 10.0.1.7 (b) on tcp 80')),
  given(OPEN, 'assert 10.0.0.200 never reaches any', line('10.0.0.200 (a) -> 10.0.1.1 (y) on tcp 80')),
  given(OPEN, 'assert any never reaches b', line('on tcp 80. Line LINE permits it.')),
  given('allow net -> y : udp 5', 'assert net never reaches b', /\(net\) -> 10\.0\.1\.1 \(y\) on udp 5\./),
  given(
    'allow x -> "s3-eu.example.com" : tcp 443',
    'assert a never reaches s3-eu',
    line('10.0.0.1 (x) -> s3-eu.example.com (s3-eu) on tcp 443'),
  ),
  given(
    'allow x -> "*.example.org" : tcp 443',
    'assert a never reaches "my-host.example.org"',
    line('-> my-host.example.org on tcp 443'),
  ),
  given('allow a -> six : icmp', 'assert a never reaches six', line('fd00:a::1 (x) -> fd00:6:: (six) on icmp')),
  given('allow a -> b : any', 'assert a never reaches b on icmp', line('on icmp. Line LINE permits it.')),
  given(OPEN, 'assert a2, x2 never reaches b', line('10.0.0.2 (x2) -> 10.0.1.1 (y) on tcp 80')),
  given(OPEN, 'assert a2, six, net never reaches b'),
  given(OPEN, 'assert a never reaches b on tcp 1-79, 81-65535, udp 80, icmp'),
  given(OPEN, 'assert b never reaches a'),
  given(`${OPEN}\ndeny any -> 10.0.1.0/24 : tcp 80`, 'assert a never reaches 10.0.1.0/24'),
  given(`${OPEN}\ndeny x -> y`, 'assert x never reaches y'),
  given(`${OPEN} until 2020-01-01`, 'assert a never reaches b'),
  given(`${OPEN} during works`, 'assert a never reaches b'),
  given(`${OPEN} during works\nphase works`, 'assert a never reaches b', line('Line LINE permits it')),
  // Within a zone everything reaches everything: a claim about that alone can't hold, and one about more is about the rest.
  given('', 'assert x never reaches x2', line('10.0.0.1 (x) -> 10.0.0.2 (x2)')),
  given('', 'assert x never reaches x2, y'),
  given('', 'assert x reaches x2\nassert x reaches x2 on tcp 22'),
  given('', 'assert both reaches 10.0.0.3, y'),
  given('', 'assert both reaches 10.0.0.3, y on tcp 1', line('10.0.0.1 (x) -> 10.0.1.1 (y) on tcp 1. No rule permits it.')),
  // What decides: a deny, a rule that has no effect now, or nothing.
  given(OPEN, 'assert a reaches b on tcp 80-81', /not permitted: .* on tcp 81\. No rule permits it/),
  given(
    `deny x -> y : tcp 80\n${OPEN}`,
    'assert a reaches b on tcp 80',
    line('10.0.0.1 (x) -> 10.0.1.1 (y) on tcp 80. Line LINE denies it.'),
  ),
  given(
    `${OPEN} until 2020-01-01`,
    'assert x reaches y on tcp 80',
    line('Line LINE would permit it, but ended with 2020-01-01.'),
  ),
  given(`${OPEN} during works`, 'assert x reaches y on tcp 80', line('Line LINE would permit it, but its phase works is off.')),
  given('deny x -> y during works', 'assert x reaches y on tcp 80', /No rule permits it/),
  given('', 'assert x reaches y', /not permitted: 10\.0\.0\.1 \(x\) -> 10\.0\.1\.1 \(y\)/),
  given(OPEN, 'assert x reaches y'),
  given('allow a -> b : tcp 80\nallow a -> b : tcp 81', 'assert a reaches b on tcp 80-81'),
  given('allow 10.0.0.0/25 -> b : tcp 80', 'assert a reaches y on tcp 80', /not permitted: 10\.0\.0\.128 \(a\)/),
  // Ends that stand for nothing, and ends that can't talk.
  given('', 'assert x reaches acme.idle', /acme\.idle stands for no address/),
  given('', 'assert x never reaches acme.idle'),
  given(OPEN, 'assert x2 reaches six', /no address family in common/),
  given(OPEN, 'assert x2 never reaches six'),
  // Services mean what they mean in a rule.
  given('allow x -> y : tcp 8443', 'assert x reaches y on acme.web'),
  given('allow x -> y : tcp 443', 'assert x reaches y on acme.web', /on tcp 8443/),
  given('allow x -> y : tcp 443', 'assert x never reaches y on acme.web'),
  given('allow x -> y : acme.web', 'assert x never reaches y on acme.web', /on tcp 8443/),
  given('allow x -> y : tcp 587', 'assert x reaches y on acme.mail'),
  given('allow x -> y : tcp 587', 'assert x never reaches y on acme.mail', /on tcp 587/),
  given('allow x -> y : tcp 26', 'assert x reaches y on acme.mail', /on tcp 25\. No rule/),
  given('allow x -> y : tcp 26', 'assert x never reaches y on acme.mail'),
  given('allow x -> b : required', 'assert a reaches b on required\nassert b reaches a on required'),
  given('allow x -> y : tcp 10, 12', 'assert a reaches b on required', /10\.0\.0\.1 \(x\) -> 10\.0\.1\.1 \(y\) on tcp (11|8443)/),
  given('allow x -> y : required', 'assert a never reaches b on tcp 1-9, 13-8442, 8444-65535'),
  // What is not understood is told once, where it stands.
  given(OPEN, 'assert a never reaches nowhere'),
  given(OPEN, 'assert a reaches b on acme.nothing'),
  // A deny closes every alternative, of which an allow opens the first.
  given('allow a -> b : tcp 1-1024\ndeny a -> b : acme.mail', 'assert a never reaches b on acme.mail'),
  given('allow a -> b : tcp 1-1024\ndeny a -> b : udp 1, one of (tcp 25, tcp 587)', 'assert a never reaches b on tcp 587'),
  given('allow a -> b : acme.mail', 'assert a reaches b on tcp 587', /on tcp 587\. No rule permits it/),
  given('allow a -> b : tcp 3, one of (tcp 25, tcp 587)', 'assert x reaches y on tcp 3, 25'),
  // What is required has alternatives as well: one for each pair, and none of them where it says never.
  given('allow a -> b : tcp 587', 'assert x reaches s on required'),
  given('allow a -> b : tcp 22', 'assert x reaches s on required', /-> 10\.0\.1\.3 \(s\) on tcp 25/),
  given('allow a -> b : tcp 587', 'assert x never reaches s on required', /-> 10\.0\.1\.3 \(s\) on tcp 587/),
  given('allow a -> b : tcp 1-1024\ndeny x -> s : required', 'assert x never reaches s on acme.mail'),
];
