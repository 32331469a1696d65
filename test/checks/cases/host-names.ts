import type { Case } from '../case.ts';

const plan = `vendor v { role server role cloud at "cloud.acme.example" flow server -> cloud : tcp 443 "Reports" flow cloud -> server : tcp 8443 }
use v
zone a { subnet 10.0.0.0/24 component s : v.server at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component t at 10.0.1.1 component h at "h.corp.example.com" }
zone six { subnet fd00:6::/64 component p : v.server at fd00:6::1 }
zone internet external { component c : v.cloud }
zone saas { component mail at "mail.example.net", "*.mail.example.net" }
`;

/** A case with more lines, the last of which is found where `says` says so. */
function given(code: string, lines: readonly string[], says?: RegExp): Case {
  const text = plan + lines.join('\n');
  return { code, text, finds: says ? [lines[lines.length - 1]!] : [], ...(says ? { says } : {}) };
}

const OPEN = 'allow s, p -> c : tcp 443\nallow c -> s, p : tcp 8443';
const blocked = (deny: string, says?: RegExp): Case => given('blocked-flow', [OPEN, deny], says);
const asserted = (rules: readonly string[], assertion: string, says?: RegExp): Case =>
  given('assertion-failed', [...rules, assertion], says);

export const cases: readonly Case[] = [
  // What is needed of a name has to pass wherever in its zone it may be.
  blocked(
    'deny a -> 0.0.0.0/0 : tcp 443',
    /^This deny may close s -> c on tcp 443 \(cloud\.acme\.example may be any address of internet\), which is required: Reports\.$/,
  ),
  blocked('deny s -> 203.0.113.7 : tcp 400-500', /may close s -> c on tcp 443/),
  blocked('deny 198.51.100.0/24 -> s', /may close c -> s on tcp 8443/),
  blocked('deny s -> internet : tcp 443', /^This deny closes s -> c on tcp 443, which is required/),
  blocked('deny s -> "*.acme.example"', /^This deny closes s -> c on tcp 443, which is required/),
  // It is no address of another zone, no other name, and no address of a family that the other end does not have.
  blocked('deny a -> 10.0.1.0/24'),
  blocked('deny a -> b, saas'),
  blocked('deny s -> "evil.example.org"'),
  blocked('deny s -> ::/0'),
  blocked('deny p -> 0.0.0.0/0'),
  blocked('deny p -> 2001:db8::/32 : tcp 443', /may close p -> c on tcp 443/),
  // An address does not open a name.
  { ...given('missing-flow', ['allow s -> 0.0.0.0/0 : tcp 443', OPEN.replace('s, p', 'p')]), finds: ['s'] },
  // reaches has to hold for certain.
  asserted(['allow a -> c : tcp 443'], 'assert a reaches c on tcp 443'),
  asserted(
    ['allow a -> c : tcp 443', 'deny a -> 203.0.113.0/24'],
    'assert a reaches c on tcp 443',
    /-> cloud\.acme\.example \(c\) on tcp 443\. Line 9 may deny it: cloud\.acme\.example may be any address of internet\.$/,
  ),
  asserted(['allow a -> c : tcp 443', 'deny a -> 203.0.113.0/24'], 'assert a reaches c', /Line 9 may deny it/),
  asserted(
    ['allow t -> mail : tcp 25', 'deny t -> 203.0.113.0/24'],
    'assert t reaches mail',
    /any address of the rest of the world\.$/,
  ),
  asserted(['allow a -> h : tcp 22', 'deny a -> 203.0.113.0/24'], 'assert a reaches h on tcp 22'),
  asserted(['allow a -> h : tcp 22', 'deny a -> 10.0.1.9'], 'assert a reaches h on tcp 22', /Line 9 may deny it/),
  asserted(['allow a -> 10.0.1.0/24 : tcp 22'], 'assert a reaches h on tcp 22', /No rule permits it/),
  // never has to hold for certain as well: a name may be an address that is open.
  asserted(
    ['allow a -> internet : tcp 443'],
    'assert a never reaches "evil.example.org"',
    /-> evil\.example\.org on tcp 443\. Line 8 may permit it: evil\.example\.org may be any address of the rest of the world\.$/,
  ),
  asserted(['allow a -> 203.0.113.9 : tcp 443'], 'assert a never reaches "evil.example.org" on tcp 443', /Line 8 may permit it/),
  asserted(['allow a -> 203.0.113.9 : tcp 443'], 'assert a never reaches "evil.example.org" on tcp 80'),
  asserted(['allow a -> b : tcp 443'], 'assert a never reaches "evil.example.org"'),
  asserted(['allow a -> 10.0.1.77 : tcp 443'], 'assert a never reaches h', /h\.corp\.example\.com may be any address of b\.$/),
  asserted(['allow a -> "evil.example.org" : tcp 443'], 'assert a never reaches c'),
  asserted(['allow a -> mail : tcp 443'], 'assert a never reaches "x.mail.example.net"', /Line 8 permits it\.$/),
  // Two ends of different families can't meet.
  asserted(['allow a -> ::/0 : tcp 443'], 'assert a never reaches "evil.example.org"'),
  asserted(['allow six -> 0.0.0.0/0, 2001:db8::1 : tcp 443'], 'assert six never reaches c', /may permit it/),
  // The other way round, an open name may be one of the addresses.
  asserted(
    ['allow a -> h : tcp 22'],
    'assert a never reaches 10.0.1.9',
    /h\.corp\.example\.com \(h\) on tcp 22\. Line 8 may permit it/,
  ),
  asserted(['allow a -> h : tcp 22'], 'assert a never reaches 203.0.113.9'),
  asserted(['allow "evil.example.org" -> t : tcp 22'], 'assert internet never reaches t', /Line 8 may permit it/),
  asserted(['allow "evil.example.org" -> t : tcp 22'], 'assert a never reaches t'),
  asserted(['allow h -> "evil.example.org" : tcp 22'], 'assert 10.0.1.9 never reaches 203.0.113.9', /Line 8 may permit it/),
  asserted(['allow 10.0.1.0/24 -> "evil.example.org" : tcp 22'], 'assert h never reaches 203.0.113.9', /Line 8 may permit it/),
  // A deny helps where it says the name, or every address that the name may be and that is open.
  asserted(['allow a -> any : tcp 443', 'deny a -> "evil.example.org"'], 'assert a never reaches "evil.example.org"'),
  asserted(['allow a -> any : tcp 443', 'deny a -> internet'], 'assert a never reaches "evil.example.org"'),
  asserted(['allow a -> any : tcp 443', 'deny a -> internet'], 'assert a never reaches mail'),
  asserted(['allow a -> any : tcp 443', 'deny a -> 0.0.0.0/0 : tcp 1-1000'], 'assert a never reaches "evil.example.org"'),
  asserted(
    ['allow six, a -> any : tcp 443', 'deny any -> 0.0.0.0/0'],
    'assert six, a never reaches "evil.example.org"',
    /fd00:6::1 \(p\)/,
  ),
  asserted(
    ['allow a -> internet : tcp 443', 'deny a -> 0.0.0.0/1', 'deny a -> 128.0.0.0/1'],
    'assert a never reaches "evil.example.org"',
  ),
  asserted(['allow a -> 203.0.113.0/24 : tcp 443', 'deny a -> 203.0.113.0/24'], 'assert a never reaches "evil.example.org"'),
  asserted(
    ['allow a -> any : tcp 443', 'deny a -> 203.0.113.0/24'],
    'assert a never reaches "evil.example.org"',
    /Line 8 permits it/,
  ),
  asserted(['allow a -> h : tcp 22', 'deny a -> 10.0.1.0/24'], 'assert a never reaches 10.0.1.9'),
  asserted(['allow a -> h : tcp 22', 'deny a -> 10.0.1.8'], 'assert a never reaches 10.0.1.8'),
  asserted(['allow a -> h : tcp 22', 'deny a -> 10.0.1.8'], 'assert a never reaches 10.0.1.9', /may permit it/),
  // Shadowing has to be certain.
  given('shadowed-rule', ['deny a -> 203.0.113.0/24', 'allow a -> c : tcp 443']),
  given('shadowed-rule', ['deny a -> any', 'allow a -> c : tcp 443'], /closes all of it/),
];
