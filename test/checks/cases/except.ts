import { vault } from '../../support/vault.ts';
import type { Case } from '../case.ts';

const zones = `zone lab { subnet 10.0.0.0/24 component desk at 10.0.0.1 }
zone production { subnet 10.0.1.0/24 component updates at 10.0.1.1 component base at 10.0.1.2 }
`;
const required = (
  deny: string,
): string => `${vault}zone m { subnet 10.0.0.0/24 component vbr : vault.backup-server at 10.0.0.1 component desk at 10.0.0.9 }
zone d { subnet 10.0.1.0/24 component repo : vault.hardened-repository at 10.0.1.1 }
allow vbr -> repo : required
${deny}
`;

/** What is left out of ends, services, groups and subnets, and what is seen under other addresses. */
export const cases: readonly Case[] = [
  {
    code: 'within-zone',
    title: 'all that is left of a role stands in one zone',
    text: `vendor v { role agent }
use v
zone a { subnet 10.0.0.0/24 component x : v.agent at 10.0.0.1 component z at 10.0.0.3 }
zone b { subnet 10.0.1.0/24 component y : v.agent at 10.0.1.1 }
allow v.agent -> z : tcp 1
<|allow v.agent except y -> z : tcp 2|>
`,
  },
  // Ends.
  {
    code: 'blocked-flow',
    title: 'a deny between zones closes what is required',
    text: required('deny m -> d'),
    finds: ['deny m -> d'],
  },
  {
    code: 'blocked-flow',
    title: 'the destination is left out of the deny',
    text: required('deny m -> d except repo'),
    finds: [],
  },
  {
    code: 'blocked-flow',
    title: 'the source is left out of a deny from anywhere',
    text: required('deny any except vbr, 10.0.0.2 -> any'),
    finds: [],
  },
  {
    code: 'blocked-flow',
    title: 'another component is left out of a deny from anywhere',
    text: required('deny any except desk -> any'),
    finds: ['deny any except desk -> any'],
  },
  {
    code: 'blocked-flow',
    title: 'the source is left out by a group',
    text: required('group others = any except vbr\ndeny others -> d'),
    finds: [],
  },
  {
    code: 'blocked-flow',
    title: 'the destination is left out by a group in a group',
    text: required('group inner = any except repo\ngroup all = inner, desk\ndeny m -> all'),
    finds: [],
  },
  {
    code: 'missing-flow',
    title: 'a network is left out of an allow, in which the destination is',
    text: required('').replace('component vbr', 'component <|vbr|>').replace('-> repo :', '-> d except 10.0.1.0/25 :'),
  },
  {
    code: 'missing-flow',
    title: 'a network is left out of an allow, in which the destination is not',
    text: required('').replace('-> repo :', '-> d except 10.0.1.128/25 :'),
    finds: [],
  },
  // Services.
  {
    code: 'blocked-flow',
    title: 'the required ports are left out of the deny',
    text: required('deny m -> d : any except tcp 2500-3300, 6162'),
    finds: [],
  },
  {
    code: 'blocked-flow',
    title: 'the required ports are left out of the deny by their names',
    text: required('deny m -> d : any except vault.data-mover, vault.data-channels'),
    finds: [],
  },
  {
    code: 'blocked-flow',
    title: 'required is left out of the deny',
    text: required('deny m -> d : any except required'),
    finds: [],
  },
  {
    code: 'blocked-flow',
    title: 'a part of the required ports is left out of the deny',
    text: required('deny m -> d : any except tcp 2500-3000, 6162'),
    finds: ['deny m -> d : any except tcp 2500-3000, 6162'],
    says: /on tcp 3001-3300/,
  },
  {
    code: 'missing-flow',
    title: 'a required port is left out of required',
    text: required('').replace('component vbr', 'component <|vbr|>').replace(': required', ': required except tcp 6162'),
  },
  {
    code: 'missing-flow',
    title: 'a part of the required ports is left out of required',
    text: required('').replace('component vbr', 'component <|vbr|>').replace(': required', ': required except tcp 2500-2600'),
    says: /on tcp 2500-2600\./,
  },
  {
    code: 'missing-flow',
    title: 'a port that is not required is left out of required',
    text: required('').replace(': required', ': required except tcp 2000-2499'),
    finds: [],
  },
  {
    code: 'missing-flow',
    title: 'a required port is left out of a range',
    text: required('').replace('component vbr', 'component <|vbr|>').replace(': required', ': tcp 2000-7000 except tcp 3000'),
    says: /on tcp 3000\./,
  },
  {
    code: 'assertion-failed',
    title: 'a moved port is left out where it was moved to, and the usual one stays open',
    text: `use zerto
zone a { subnet 10.0.0.0/24 component x at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component z : zerto.zvm at 10.0.1.1 { gui-port = 19669 } }
allow x -> z : any except zerto.gui
assert x never reaches z on tcp 19669
assert x never reaches z on tcp 9669`,
    finds: ['assert x never reaches z on tcp 9669'],
  },
  {
    code: 'assertion-failed',
    title: 'every port of an alternative is left out of an allow',
    text: `use network\n${zones}allow lab -> production : any except smtp\nassert lab never reaches production on smtp\nassert lab reaches production on tcp 26`,
    finds: [],
  },
  {
    code: 'assertion-failed',
    title: 'a deny leaves a component out, and an assertion asks about all of the zone',
    text: `${zones}allow lab -> production : any\ndeny lab -> production except base : any except tcp 443
assert lab never reaches production on any except tcp 443`,
    finds: ['assert lab never reaches production on any except tcp 443'],
    says: /base/,
  },
  {
    code: 'assertion-failed',
    title: 'a deny and an assertion leave the same component out',
    text: `${zones}allow lab -> production : any\ndeny lab -> production except base : any except tcp 443
assert lab never reaches production except base on any except tcp 443`,
    finds: [],
  },
  {
    code: 'empty-rule',
    title: 'all of an end is left out',
    text: `${zones}deny lab -> <|updates|> except production`,
    says: /leaves all of it out/,
  },
  { code: 'empty-rule', title: 'a part of an end is left out', text: `${zones}deny lab -> production except updates`, finds: [] },
  {
    code: 'empty-rule',
    title: 'what is left out is no part of the end',
    text: `${zones}deny lab -> production except <|desk|>`,
    says: /no part of what stands before/,
  },
  {
    code: 'empty-rule',
    title: 'any is left out of services',
    text: `${zones}allow lab -> base : tcp 22 except any`,
    finds: ['tcp 22 except any'],
  },
  {
    code: 'empty-rule',
    title: 'one of two services is left out',
    text: `${zones}allow lab -> base : tcp 22, 80 except tcp 22`,
    finds: [],
  },
  {
    code: 'empty-rule',
    title: 'two of three alternatives are left out, so that the third is opened',
    text: `${zones}allow lab -> base : one of (tcp 25, tcp 465, tcp 587) except tcp 25, tcp 465`,
    finds: [],
  },
  {
    code: 'empty-rule',
    title: 'an alternative is left out that is not opened anyway',
    text: `${zones}allow lab -> base : one of (tcp 25, tcp 465) except <|tcp 465|>`,
    says: /no part of what stands before/,
  },
  {
    code: 'empty-rule',
    title: 'of two ports that are left out of alternatives one decides which of them is opened',
    text: `${zones}allow lab -> base : one of (tcp 25, tcp 465) except tcp 25, <|tcp 26|>`,
    says: /no part of what stands before/,
  },
  {
    code: 'empty-rule',
    title: 'another protocol is left out of services',
    text: `${zones}allow lab -> base : tcp 22 except udp 22`,
    finds: ['udp 22'],
  },
  {
    code: 'empty-rule',
    title: 'all services of an assertion are left out',
    text: `${zones}assert lab reaches base on tcp 22 except tcp 20-30`,
    finds: ['tcp 22 except tcp 20-30'],
  },
  {
    code: 'any-endpoint',
    title: 'a zone is left out of any',
    text: `${zones}allow any except lab -> base : tcp 22`,
    finds: ['any'],
  },
  {
    code: 'any-endpoint',
    title: 'networks of both families are left out of any',
    text: `${zones}allow any except 10.9.0.0/16, fd00:9::/64 -> base : tcp 22`,
    finds: ['any'],
  },
  {
    code: 'any-endpoint',
    title: 'the rest of the world is left out of any',
    text: `${zones}zone net external\nallow any except net -> base : tcp 22`,
    finds: [],
  },
  {
    code: 'unknown-name',
    title: 'what is left out is no name',
    text: `${zones}deny lab -> production except update`,
    finds: ['update'],
  },
  // Subnets.
  {
    code: 'overlapping-subnets',
    title: 'a zone within the subnet of another, which the fix leaves out',
    text: 'zone campus { subnet 10.0.0.0/16, fd00::/48 }\nzone cameras { subnet 10.0.5.0/24 }',
    finds: ['10.0.5.0/24'],
    fixed: /^zone campus \{ subnet 10\.0\.0\.0\/16, fd00::\/48 except 10\.0\.5\.0\/24 \}/,
  },
  {
    code: 'overlapping-subnets',
    title: 'a zone within a subnet that leaves another one out already',
    text: 'zone cameras { subnet 10.0.5.0/24 }\nzone doors { subnet 10.0.6.0/24 }\nzone campus { subnet 10.0.0.0/16 except 10.0.6.0/24 }',
    finds: ['10.0.0.0/16'],
    fixed: /subnet 10\.0\.0\.0\/16 except 10\.0\.6\.0\/24, 10\.0\.5\.0\/24 \}/,
  },
  {
    code: 'overlapping-subnets',
    title: 'a zone within what a subnet leaves out',
    text: 'zone campus { subnet 10.0.0.0/16 except 10.0.5.0/24 }\nzone cameras { subnet 10.0.5.0/24 }',
    finds: [],
  },
  {
    code: 'outside-zone',
    title: 'an address in what the subnet of its zone leaves out',
    text: 'zone campus { subnet 10.0.0.0/16 except 10.0.5.0/24 component c at 10.0.5.1 }\nzone cameras { subnet 10.0.5.0/24 }',
    finds: ['10.0.5.1'],
    says: /^10\.0\.5\.1 is in no subnet of campus, which leaves out 10\.0\.5\.0\/24, but in cameras\.$/,
  },
  {
    code: 'overlapping-subnets',
    title: 'two sites with one subnet',
    text: 'site n { zone a { subnet 10.0.0.0/24 } }\nsite s { zone b { subnet <|10.0.0.0/24|> } }',
    says: /say what the other sees: subnet 10\.0\.0\.0\/24 as/,
  },
  {
    code: 'overlapping-subnets',
    title: 'two sites with one subnet, of which one is seen as another',
    text: 'site n { zone a { subnet 10.0.0.0/24 as 10.101.0.0/24 } }\nsite s { zone b { subnet 10.0.0.0/24 } }',
    finds: [],
  },
  {
    code: 'overlapping-subnets',
    title: 'two networks of two sites that are seen as one',
    text: 'site n { zone a { subnet 10.0.0.0/24 as 10.101.0.0/24 } }\nsite s { zone b { subnet <|10.0.0.0/24|> as 10.101.0.0/24 } }',
    says: /^10\.101\.0\.0\/24 is also in a\. Each translated network needs addresses of its own behind 'as'\.$/,
  },
  {
    code: 'overlapping-subnets',
    title: 'a subnet that another zone is seen as',
    text: 'zone a { subnet 10.0.0.0/24 as 10.101.0.0/24 }\nzone b { subnet 10.101.0.128/25 }',
    finds: ['10.101.0.128/25'],
  },
  {
    code: 'outside-zone',
    title: 'an address as others see it, where a component says its own',
    text: 'zone a { subnet 10.0.0.0/24 as 10.101.0.0/24 component x at 10.0.0.1 component y at 10.101.0.2 }',
    finds: ['10.101.0.2'],
    says: /^10\.101\.0\.2 is what others see of a: a component is written with the address that it has, in 10\.0\.0\.0\/24\.$/,
  },
  {
    code: 'duplicate-address',
    title: 'one address in two zones, of which one is translated',
    text: 'zone a { subnet 10.0.0.0/24 as 10.101.0.0/24 component x at 10.0.0.1 }\nzone b { subnet 10.0.0.0/24 component y at 10.0.0.1 }',
    finds: [],
  },
  {
    code: 'duplicate-address',
    title: 'one address twice in a zone that is seen as a single address',
    text: 'zone a { subnet 10.0.0.0/24 as 203.0.113.7 component x at 10.0.0.1 component y at 10.0.0.2 component z at <|10.0.0.2|> }',
  },
  {
    code: 'invalid-address',
    title: 'a subnet that is seen as a smaller one',
    text: 'zone a { subnet 10.0.0.0/24 as 10.101.0.0/25 }',
    finds: ['10.101.0.0/25'],
    says: /as large and of the same address family/,
  },
  {
    code: 'invalid-address',
    title: 'a subnet that is seen as an address of the other family',
    text: 'zone a { subnet 10.0.0.0/24 as fd00::1 }',
    finds: ['fd00::1'],
  },
  {
    code: 'invalid-address',
    title: 'more subnets than subnets that they are seen as',
    text: 'zone a { subnet 10.0.0.0/24, 10.0.1.0/24, 10.0.2.0/24 as 10.101.0.0/24, 10.102.0.0/24 }',
    finds: ['10.101.0.0/24'],
    says: /2 entries for 3/,
  },
  {
    code: 'invalid-address',
    title: 'several subnets that are seen as one address',
    text: 'zone a { subnet 10.0.0.0/24, 10.0.1.0/24 as 203.0.113.7 }',
    finds: [],
  },
  {
    code: 'empty-rule',
    title: 'a host name that is left out of addresses, any of which it may be',
    text: 'zone a { subnet 10.0.0.0/24 component x at 10.0.0.1 }\nzone b { subnet 10.1.0.0/24 component t at "t.b.example" }\nzone net external\nallow x -> net except <|"evil.example"|> : tcp 443\nallow x -> 10.1.0.0/25 except <|t|> : tcp 1\nallow x -> 10.1.0.0/25 except <|"evil.example"|> : tcp 2',
    says: /^Nobody knows which addresses "evil\.example" has, so that they stay a part of net: write 'deny x -> "evil\.example"' in place of leaving it out\.$/,
  },
];
