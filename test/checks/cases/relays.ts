import type { Case } from '../case.ts';

const plan = `vendor acme {
  role gateway relays
  role tunnel : gateway
  role server
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
function given(rules: string, assertion: string, says?: RegExp): Case {
  const text = `${plan}${rules}\n${assertion}`;
  return { code: 'assertion-failed', text, finds: says ? [assertion] : [], ...(says ? { says } : {}) };
}

const lines = (text: string): RegExp =>
  new RegExp(text.replace(/[.()+]/g, '\\$&').replace(/LINE(\d)/g, (_, n: string) => String(LINE + Number(n))));

const CHAIN = 'allow net -> gw : tcp 443\nallow gw -> tun : tcp 22\nallow tun -> repo : tcp 2500';

export const cases: readonly Case[] = [
  given(CHAIN, 'assert net never reaches repo'),
  given(
    CHAIN,
    'assert net never reaches repo through relays',
    lines(
      'This can happen: net -> gw on tcp 443 (line LINE0), then gw -> tun on tcp 22 (line LINE1), then tun -> repo on tcp 2500 (line LINE2).',
    ),
  ),
  given(CHAIN, 'assert net never reaches inner on tcp 2500 through relays', lines('tun -> inner on tcp 2500 (line LINE2)')),
  // Each hop has to be there, in this direction, in force, and through a component that relays.
  given('allow net -> gw : tcp 443\nallow tun -> repo : tcp 2500', 'assert net never reaches repo through relays'),
  given(CHAIN.replace('gw -> tun', 'tun -> gw'), 'assert net never reaches repo through relays'),
  given(`${CHAIN}\ndeny dmz -> tun`, 'assert net never reaches repo through relays'),
  given(CHAIN.replace('tcp 22', 'tcp 22 during works'), 'assert net never reaches repo through relays'),
  given(
    `phase works\n${CHAIN.replace('tcp 22', 'tcp 22 during works')}`,
    'assert net never reaches repo through relays',
    lines('gw -> tun on tcp 22 (line LINE2)'),
  ),
  given('allow net -> web : tcp 443\nallow web -> repo : tcp 1', 'assert net never reaches repo through relays'),
  given(CHAIN, 'assert repo never reaches net through relays'),
  // Inside of a zone no rule is needed, but for the first hop it is not the question.
  given(
    'allow net -> gw : tcp 443',
    'assert net never reaches web through relays',
    lines('net -> gw on tcp 443 (line LINE0), then gw -> web on any (inside of dmz)'),
  ),
  given(
    'allow net -> deep : tcp 443',
    'assert net never reaches repo on tcp 22 through relays',
    lines('net -> deep on tcp 443 (line LINE0), then deep -> repo on tcp 22 (inside of inner)'),
  ),
  given(
    'allow gw -> repo : tcp 1',
    'assert web never reaches repo through relays',
    lines('web -> gw on any (inside of dmz), then gw -> repo on tcp 1 (line LINE0)'),
  ),
  given('allow gw -> tun : tcp 1', 'assert web never reaches gw through relays', /^This can happen: .*Both ends are in one zone/),
  // A zone that holds a relay is reached with it; on other ports only over it.
  given(
    'allow net -> deep : tcp 443',
    'assert net never reaches inner through relays',
    lines('net -> inner on tcp 443 (line LINE0).'),
  ),
  given(
    'allow net -> deep : tcp 443',
    'assert net never reaches inner on tcp 22 through relays',
    lines('net -> deep on tcp 443 (line LINE0), then deep -> inner on tcp 22 (inside of inner)'),
  ),
  // One hop is a way as well, and the shortest is shown.
  given(
    `${CHAIN}\nallow net -> repo : udp 9`,
    'assert net never reaches repo through relays',
    lines('happen: net -> repo on udp 9 (line LINE3).'),
  ),
  given(
    `${CHAIN}\nallow gw -> repo : udp 9`,
    'assert net never reaches repo through relays',
    lines('then gw -> repo on udp 9 (line LINE3).'),
  ),
  given(`${CHAIN}\nallow net -> repo : udp 9`, 'assert net never reaches repo on tcp 1 through relays'),
  // The last hop alone has to be on the named services.
  given(CHAIN, 'assert net never reaches repo on tcp 2500 through relays', lines('tun -> repo on tcp 2500')),
  given(CHAIN, 'assert net never reaches repo on tcp 443, 22 through relays'),
  // A relay with addresses of both families joins the two.
  given(
    'allow 10.0.1.7 -> gw : tcp 1\nallow fd00::1 -> six : tcp 2',
    'assert 10.0.1.7 never reaches six through relays',
    lines('10.0.1.7 -> gw on tcp 1 (line LINE0), then gw -> six on tcp 2 (line LINE1)'),
  ),
  // Several rules let one hop through; of several ends only those that do are named.
  given(
    'allow net -> gw : tcp 1\nallow net -> gw : tcp 2\nallow gw -> repo : tcp 3',
    'assert six, net never reaches web, repo through relays',
    lines('net -> gw on tcp 1-2 (lines LINE0, LINE1), then gw -> web on any (inside of dmz)'),
  ),
  // What has to be reached.
  given(CHAIN, 'assert net reaches repo through relays\nassert net reaches repo on tcp 2500 through relays'),
  given('allow net -> repo : tcp 1', 'assert net reaches repo on tcp 1 through relays'),
  given(
    CHAIN,
    'assert net reaches repo on tcp 2500-2501 through relays',
    /not even through relays: .* -> 10\.0\.2\.1 \(repo\) on tcp 2501/,
  ),
  given(CHAIN, 'assert net reaches inner on tcp 2500 through relays', /10\.0\.2\.2 \(deep\) on tcp 2500/),
  given(
    `${CHAIN}\nallow tun -> deep : tcp 9`,
    'assert net reaches inner on tcp 2500 through relays',
    /10\.0\.2\.2 \(deep\) on tcp 2500/,
  ),
  given('allow net -> deep : tcp 2500', 'assert net reaches inner on tcp 2500 through relays'),
  given(
    'allow net -> gw : tcp 443',
    'assert net reaches repo through relays',
    /not even through relays: .* -> 10\.0\.2\.1 \(repo\)/,
  ),
  given(CHAIN, 'assert web reaches gw through relays\nassert dmz reaches web on tcp 1 through relays'),
  given('', 'assert net reaches acme.idle through relays'),
  // Each of several starts has to arrive by itself.
  given(
    'allow web -> tun : tcp 9\nallow tun -> repo : tcp 22',
    'assert web, 10.0.7.7 reaches repo on tcp 22 through relays',
    lines('This is not permitted, not even through relays: 10.0.7.7 (net) -> 10.0.2.1 (repo) on tcp 22.'),
  ),
  given(
    'allow web, 10.0.3.0/24 -> tun : tcp 9\nallow tun -> repo : tcp 22',
    'assert web, 10.0.3.1, 10.0.3.200 reaches repo on tcp 22 through relays',
  ),
  given(
    'allow web, 10.0.3.0/25 -> tun : tcp 9\nallow tun -> repo : tcp 22',
    'assert web, 10.0.3.1, 10.0.3.200 reaches repo on tcp 22 through relays',
    lines('10.0.3.200 (net) -> 10.0.2.1 (repo) on tcp 22.'),
  ),
  given(
    'allow web -> tun : tcp 9\nallow 10.0.3.9 -> gw : tcp 9\nallow gw -> tun : tcp 8\nallow tun -> repo : tcp 22',
    'assert web, 10.0.3.9 reaches repo on tcp 22 through relays',
  ),
  // A relay is no way to itself: what can be entered on one port is not open on the others.
  given('allow net -> gw : tcp 443\nallow dmz -> gw : tcp 22', 'assert net never reaches gw on tcp 22 through relays'),
  given(
    'allow net -> gw : tcp 443\nallow dmz -> gw : tcp 22',
    'assert net reaches gw on tcp 22 through relays',
    lines('(gw) on tcp 22.'),
  ),
  given(
    'allow net -> gw : tcp 443\nallow gw -> tun : tcp 5\nallow tun -> gw : tcp 22',
    'assert net never reaches gw on tcp 22 through relays',
    lines('net -> gw on tcp 443 (line LINE0), then gw -> tun on tcp 5 (line LINE1), then tun -> gw on tcp 22 (line LINE2).'),
  ),
  // What lies in one zone counts as reached and is not the question, through relays as well as without.
  given('allow gw -> tun : tcp 1', 'assert web reaches gw on tcp 9 through relays'),
  given('allow web -> repo : tcp 9', 'assert web reaches gw, repo on tcp 9 through relays'),
  given('allow web -> tun : tcp 9\nallow tun -> gw : tcp 9', 'assert web, old never reaches gw through relays'),
  given(
    'allow web, old -> tun : tcp 9\nallow tun -> 10.0.0.1 : tcp 9',
    'assert web never reaches gw through relays',
    /in one zone/,
  ),
  // A relay that is a part of the start is a start like the others.
  given(
    'allow gw -> repo : tcp 1',
    'assert web, gw reaches repo on tcp 1 through relays',
    lines('10.0.0.9 (web) -> 10.0.2.1 (repo) on tcp 1.'),
  ),
  given('allow gw, web -> repo : tcp 1', 'assert web, gw reaches repo on tcp 1 through relays'),
  // A relay behind a name may be any address of its zone.
  given(
    'allow net -> 10.0.7.9 : tcp 443\nallow far -> repo : tcp 1\nzone outer { subnet 10.0.7.0/24 component far : acme.gateway at "gw.example.com" }',
    'assert net never reaches repo through relays',
    lines(
      'net -> far on tcp 443 (line LINE0; gw.example.com may be any address of outer), then far -> repo on tcp 1 (line LINE1).',
    ),
  ),
  given(
    'allow net -> 10.0.7.9 : tcp 443\nallow far -> repo : tcp 1\nzone outer { subnet 10.0.7.0/24 component far : acme.gateway at "gw.example.com" }',
    'assert net reaches repo on tcp 1 through relays',
    lines('(repo) on tcp 1.'),
  ),
];
