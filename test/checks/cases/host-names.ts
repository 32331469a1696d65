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
function given(title: string, code: string, lines: readonly string[], says?: RegExp): Case {
  const text = plan + lines.join('\n');
  return { code, title, text, finds: says ? [lines[lines.length - 1]!] : [], ...(says ? { says } : {}) };
}

const CLOUD_AT_ADDRESS = ['zone out external { component d : v.cloud at 203.0.113.20 }'];

const OPEN = 'allow s, p -> c : tcp 443\nallow c -> s, p : tcp 8443';
const blocked = (title: string, deny: string, says?: RegExp): Case => given(title, 'blocked-flow', [OPEN, deny], says);
const asserted = (title: string, rules: readonly string[], assertion: string, says?: RegExp): Case =>
  given(title, 'assertion-failed', [...rules, assertion], says);

export const cases: readonly Case[] = [
  // What is needed of a name has to pass wherever in its zone it may be.
  blocked(
    'a deny of all addresses, of which a host name may be one',
    'deny a -> 0.0.0.0/0 : tcp 443',
    /^This deny may close s -> c on tcp 443 \(cloud\.acme\.example may be any address of internet\), which is required: Reports\.$/,
  ),
  blocked(
    'a deny of one address, which a host name outside may be',
    'deny s -> 203.0.113.7 : tcp 400-500',
    /may close s -> c on tcp 443/,
  ),
  blocked(
    'a deny of addresses as the source, of which a host name may be one',
    'deny 198.51.100.0/24 -> s',
    /may close c -> s on tcp 8443/,
  ),
  blocked(
    'a deny of the zone of a host name closes it for certain',
    'deny s -> internet : tcp 443',
    /^This deny closes s -> c on tcp 443, which is required/,
  ),
  blocked(
    'a deny of a wildcard closes a host name that it holds for certain',
    'deny s -> "*.acme.example"',
    /^This deny closes s -> c on tcp 443, which is required/,
  ),
  blocked('a deny of addresses of another zone than that of a host name', 'deny a -> 10.0.1.0/24'),
  blocked('a deny of other zones than that of a host name', 'deny a -> b, saas'),
  blocked('a deny of another host name', 'deny s -> "evil.example.org"'),
  blocked('a deny of IPv6 toward a host name, where the source has IPv4', 'deny s -> ::/0'),
  blocked('a deny of IPv4 toward a host name, where the source has IPv6', 'deny p -> 0.0.0.0/0'),
  blocked(
    'a deny of IPv6 toward a host name, where the source has IPv6',
    'deny p -> 2001:db8::/32 : tcp 443',
    /may close p -> c on tcp 443/,
  ),
  {
    code: 'missing-flow',
    title: 'an allow of addresses opens no host name',
    text: `${plan.replace('component s', 'component <|s|>')}allow s -> 0.0.0.0/0 : tcp 443\n${OPEN.replace('s, p', 'p')}`,
  },
  asserted('reaches holds where the host name itself is open', ['allow a -> c : tcp 443'], 'assert a reaches c on tcp 443'),
  asserted(
    'reaches, where an address that the host name may be is denied',
    ['allow a -> c : tcp 443', 'deny a -> 203.0.113.0/24'],
    'assert a reaches c on tcp 443',
    /-> cloud\.acme\.example \(c\) on tcp 443\. Line 9 may deny it: cloud\.acme\.example may be any address of internet\.$/,
  ),
  asserted(
    'reaches without services, where an address that the host name may be is denied',
    ['allow a -> c : tcp 443', 'deny a -> 203.0.113.0/24'],
    'assert a reaches c',
    /Line 9 may deny it/,
  ),
  asserted(
    'reaches a host name in a zone without subnets, where an outer address is denied',
    ['allow t -> mail : tcp 25', 'deny t -> 203.0.113.0/24'],
    'assert t reaches mail',
    /any address of the rest of the world\.$/,
  ),
  asserted(
    'reaches a host name of an inner zone, where an outer address is denied',
    ['allow a -> h : tcp 22', 'deny a -> 203.0.113.0/24'],
    'assert a reaches h on tcp 22',
  ),
  asserted(
    'reaches a host name of an inner zone, where an address of it is denied',
    ['allow a -> h : tcp 22', 'deny a -> 10.0.1.9'],
    'assert a reaches h on tcp 22',
    /Line 9 may deny it/,
  ),
  asserted(
    'reaches a host name where only addresses of its zone are open',
    ['allow a -> 10.0.1.0/24 : tcp 22'],
    'assert a reaches h on tcp 22',
    /No rule permits it/,
  ),
  asserted(
    'never, to a host name of no component, where its zone is open',
    ['allow a -> internet : tcp 443'],
    'assert a never reaches "evil.example.org"',
    /-> evil\.example\.org on tcp 443\. Line 8 may permit it: evil\.example\.org may be any address of the rest of the world\.$/,
  ),
  asserted(
    'never, to a host name where one address outside is open',
    ['allow a -> 203.0.113.9 : tcp 443'],
    'assert a never reaches "evil.example.org" on tcp 443',
    /Line 8 may permit it/,
  ),
  asserted(
    'never, to a host name on another port than the open one',
    ['allow a -> 203.0.113.9 : tcp 443'],
    'assert a never reaches "evil.example.org" on tcp 80',
  ),
  asserted(
    'never, to a host name outside, where an inner zone is open',
    ['allow a -> b : tcp 443'],
    'assert a never reaches "evil.example.org"',
  ),
  asserted(
    'never, to a host name of an inner zone, where an address of it is open',
    ['allow a -> 10.0.1.77 : tcp 443'],
    'assert a never reaches h',
    /h\.corp\.example\.com may be any address of b\.$/,
  ),
  asserted(
    'never, to a host name where another name is open',
    ['allow a -> "evil.example.org" : tcp 443'],
    'assert a never reaches c',
  ),
  asserted(
    'never, to a host name that a wildcard of a component holds',
    ['allow a -> mail : tcp 443'],
    'assert a never reaches "x.mail.example.net"',
    /Line 8 permits it\.$/,
  ),
  asserted(
    'never, to a host name, where the open addresses are of a family that the source does not have',
    ['allow a -> ::/0 : tcp 443'],
    'assert a never reaches "evil.example.org"',
  ),
  asserted(
    'never what is required, to an address that a host name may be from which it is required',
    [OPEN],
    'assert a never reaches 203.0.113.9 on required',
    /Line 8 may permit it|This can happen/,
  ),
  asserted('what is required, never to an address that no name may be', [OPEN], 'assert a never reaches 10.0.1.7 on required'),
  asserted(
    'what is required, never to an address of a family that the source does not have',
    [OPEN],
    'assert a never reaches 2001:db8::9 on required',
  ),
  asserted(
    'what is required of an address, never to a name that may be there, where another name is open',
    [...CLOUD_AT_ADDRESS, 'allow a -> "other.example.org" : tcp 443'],
    'assert a never reaches "evil.example.org" on required',
  ),
  asserted(
    'what is required of an address, never to a name that may be there, where the address is open',
    [...CLOUD_AT_ADDRESS, 'allow a -> 203.0.113.20 : tcp 443'],
    'assert a never reaches "evil.example.org" on required',
    /may permit it/,
  ),
  asserted(
    'never, to a host name, where one of the open addresses is of the family that the source has',
    ['allow six -> 0.0.0.0/0, 2001:db8::1 : tcp 443'],
    'assert six never reaches c',
    /may permit it/,
  ),
  asserted(
    'never, to an address that an open host name of its zone may be',
    ['allow a -> h : tcp 22'],
    'assert a never reaches 10.0.1.9',
    /h\.corp\.example\.com \(h\) on tcp 22\. Line 8 may permit it/,
  ),
  asserted(
    'never, to an address outside of the zone of the open host name',
    ['allow a -> h : tcp 22'],
    'assert a never reaches 203.0.113.9',
  ),
  asserted(
    'never, from the internet, where a name of no component is open as a source',
    ['allow "evil.example.org" -> t : tcp 22'],
    'assert internet never reaches t',
    /Line 8 may permit it/,
  ),
  asserted(
    'never, from an inner zone, where a name of no component is open as a source',
    ['allow "evil.example.org" -> t : tcp 22'],
    'assert a never reaches t',
  ),
  asserted(
    'never, between addresses, where both open ends are names',
    ['allow h -> "evil.example.org" : tcp 22'],
    'assert 10.0.1.9 never reaches 203.0.113.9',
    /Line 8 may permit it/,
  ),
  asserted(
    'never, from a name to an address, where the open source is a network',
    ['allow 10.0.1.0/24 -> "evil.example.org" : tcp 22'],
    'assert h never reaches 203.0.113.9',
    /Line 8 may permit it/,
  ),
  asserted(
    'never, to a host name, and a deny of the name itself',
    ['allow a -> any : tcp 443', 'deny a -> "evil.example.org"'],
    'assert a never reaches "evil.example.org"',
  ),
  asserted(
    'never, to a host name, and a deny of the zone that it may be in',
    ['allow a -> any : tcp 443', 'deny a -> internet'],
    'assert a never reaches "evil.example.org"',
  ),
  asserted(
    'never, to a host name of a zone without subnets, and a deny of the outside',
    ['allow a -> any : tcp 443', 'deny a -> internet'],
    'assert a never reaches mail',
  ),
  asserted(
    'never, to a host name, and a deny of all IPv4 addresses, from a zone that has no others',
    ['allow a -> any : tcp 443', 'deny a -> 0.0.0.0/0 : tcp 1-1000'],
    'assert a never reaches "evil.example.org"',
  ),
  asserted(
    'never, to a host name, and a deny of all IPv4 addresses, where a source has IPv6',
    ['allow six, a -> any : tcp 443', 'deny any -> 0.0.0.0/0'],
    'assert six, a never reaches "evil.example.org"',
    /fd00:6::1 \(p\)/,
  ),
  asserted(
    'never, to a host name, and two denies that hold all IPv4 addresses together',
    ['allow a -> internet : tcp 443', 'deny a -> 0.0.0.0/1', 'deny a -> 128.0.0.0/1'],
    'assert a never reaches "evil.example.org"',
  ),
  asserted(
    'never, to a host name, and a deny of exactly the open addresses',
    ['allow a -> 203.0.113.0/24 : tcp 443', 'deny a -> 203.0.113.0/24'],
    'assert a never reaches "evil.example.org"',
  ),
  asserted(
    'never, to a host name, and a deny of some of the open addresses',
    ['allow a -> any : tcp 443', 'deny a -> 203.0.113.0/24'],
    'assert a never reaches "evil.example.org"',
    /Line 8 permits it/,
  ),
  asserted(
    'never, to an address, and a deny of all addresses of the zone of an open host name',
    ['allow a -> h : tcp 22', 'deny a -> 10.0.1.0/24'],
    'assert a never reaches 10.0.1.9',
  ),
  asserted(
    'never, to an address that an open host name may be, and a deny of that address',
    ['allow a -> h : tcp 22', 'deny a -> 10.0.1.8'],
    'assert a never reaches 10.0.1.8',
  ),
  asserted(
    'never, to an address that an open host name may be, and a deny of another address',
    ['allow a -> h : tcp 22', 'deny a -> 10.0.1.8'],
    'assert a never reaches 10.0.1.9',
    /may permit it/,
  ),
  given('a deny of some addresses that a host name may be', 'shadowed-rule', [
    'deny a -> 203.0.113.0/24',
    'allow a -> c : tcp 443',
  ]),
  given(
    'a deny of everything holds a host name for certain',
    'shadowed-rule',
    ['deny a -> any', 'allow a -> c : tcp 443'],
    /closes all of it/,
  ),
  {
    code: 'assertion-failed',
    title: 'never from a zone to itself and to addresses of a family that its names cannot have',
    text: `zone six { subnet fd00:6::/64 component c at "api.six.example" }
zone four { subnet 10.4.0.0/24 component d at 10.4.0.1 }
allow c -> four : any
assert six never reaches six, d
`,
    finds: ['assert six never reaches six, d'],
    says: /Both ends are in one zone/,
  },
  ...['"api.six.example", six', 'g'].map(
    (end): Case => ({
      code: 'missing-flow',
      title: `a host name that is said stays where addresses are left out of its zone: ${end}`,
      text: `use v
vendor v { role a role b flow a -> b : tcp 443 }
zone six { subnet fd00:6::/64 component c : v.b at "api.six.example" }
zone lab { subnet fd00:7::/64 component d : v.a at fd00:7::7 }
group g = "api.six.example", six
allow lab -> ${end} except fd00:6::1 : tcp 443
`,
      finds: [],
    }),
  ),
  {
    code: 'missing-flow',
    title: 'a host name that only its zone says is not opened where addresses are left out',
    text: `use v
vendor v { role a role b flow a -> b : tcp 443 }
zone six { subnet fd00:6::/64 component c : v.b at "api.six.example" }
zone lab { subnet fd00:7::/64 component d : v.a at fd00:7::7 }
allow lab -> six except fd00:6::1 : tcp 443
`,
    finds: ['d'],
  },
  // A moved port is open to the component that moves it, behind whatever end it stands.
  ...(
    [
      ['"db.z.example"', 'd', []],
      ['"*.z.example"', 'd', []],
      ['"other.z.example"', '<|d|>', undefined],
    ] as const
  ).map(
    ([end, needs, finds]): Case => ({
      code: 'missing-flow',
      title: `a named service towards a host name is at the port that its component has it at: ${end}`,
      text: `use v
vendor v { role a role b { property port = port } service s = tcp 1000 (set by b.port) flow a -> b : s }
zone y { subnet 10.0.0.0/24 component ${needs} : v.a at 10.0.0.7 }
zone z { component c : v.b at "db.z.example" { port = 443 } component o at "other.z.example" }
allow d -> ${end} : v.s
`,
      ...(finds ? { finds } : {}),
    }),
  ),
  {
    code: 'isolation-breach',
    title: 'beside what is required of a name that nobody of the other family reaches, and that is told by its name',
    text: `${plan}zone lab isolated { subnet 10.9.0.0/24 component x at 10.9.0.1 }
zone four { subnet 10.7.0.0/24 component d : v.cloud at "cloud.four.example" }
allow <|x|>, p -> d : required, tcp 9`,
    fixed: /^allow p -> d : required, tcp 9$/m,
  },
];
