import type { Case } from '../case.ts';

const zones = `zone lab { subnet 10.0.0.0/24 component desk at 10.0.0.1 }
zone production { subnet 10.0.1.0/24 component updates at 10.0.1.1 component base at 10.0.1.2 }
`;
const required = (deny: string): string => `use veeam 13
zone m { subnet 10.0.0.0/24 component vbr : veeam.backup-server at 10.0.0.1 component desk at 10.0.0.9 }
zone d { subnet 10.0.1.0/24 component repo : veeam.hardened-repository at 10.0.1.1 }
allow vbr -> repo : required
${deny}
`;

/** What is left out of ends, services, groups and subnets, and what is seen under other addresses. */
export const cases: readonly Case[] = [
  // Ends.
  { code: 'blocked-flow', text: required('deny m -> d'), finds: ['deny m -> d'] },
  { code: 'blocked-flow', text: required('deny m -> d except repo'), finds: [] },
  { code: 'blocked-flow', text: required('deny any except vbr, 10.0.0.2 -> any'), finds: [] },
  { code: 'blocked-flow', text: required('deny any except desk -> any'), finds: ['deny any except desk -> any'] },
  { code: 'blocked-flow', text: required('group others = any except vbr\ndeny others -> d'), finds: [] },
  { code: 'blocked-flow', text: required('group inner = any except repo\ngroup all = inner, desk\ndeny m -> all'), finds: [] },
  { code: 'missing-flow', text: required('').replace('-> repo :', '-> d except 10.0.1.0/25 :'), finds: ['vbr'] },
  { code: 'missing-flow', text: required('').replace('-> repo :', '-> d except 10.0.1.128/25 :'), finds: [] },
  // Services.
  { code: 'blocked-flow', text: required('deny m -> d : any except tcp 2500-3300, 6162'), finds: [] },
  { code: 'blocked-flow', text: required('deny m -> d : any except veeam.data-mover, veeam.data-channels'), finds: [] },
  { code: 'blocked-flow', text: required('deny m -> d : any except required'), finds: [] },
  {
    code: 'blocked-flow',
    text: required('deny m -> d : any except tcp 2500-3000, 6162'),
    finds: ['deny m -> d : any except tcp 2500-3000, 6162'],
    says: /on tcp 3001-3300/,
  },
  {
    code: 'missing-flow',
    text: required('').replace(': required', ': required except tcp 6162'),
    finds: ['vbr'],
  },
  {
    code: 'missing-flow',
    text: required('').replace(': required', ': tcp 2000-7000 except tcp 3000'),
    finds: ['vbr'],
    says: /on tcp 3000\./,
  },
  // A moved port is left out where it was moved to, and the usual one stays.
  {
    code: 'assertion-failed',
    text: `use zerto
zone a { subnet 10.0.0.0/24 component x at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component z : zerto.zvm at 10.0.1.1 { gui-port = 19669 } }
allow x -> z : any except zerto.gui
assert x never reaches z on tcp 19669
assert x never reaches z on tcp 9669`,
    finds: ['assert x never reaches z on tcp 9669'],
  },
  // Every alternative is left out, whoever leaves it out.
  {
    code: 'assertion-failed',
    text: `use network\n${zones}allow lab -> production : any except smtp\nassert lab never reaches production on smtp\nassert lab reaches production on tcp 26`,
    finds: [],
  },
  {
    code: 'assertion-failed',
    text: `${zones}allow lab -> production : any\ndeny lab -> production except base : any except tcp 443
assert lab never reaches production on any except tcp 443`,
    finds: ['assert lab never reaches production on any except tcp 443'],
    says: /base/,
  },
  {
    code: 'assertion-failed',
    text: `${zones}allow lab -> production : any\ndeny lab -> production except base : any except tcp 443
assert lab never reaches production except base on any except tcp 443`,
    finds: [],
  },
  // Nothing is left, or nothing is left out.
  { code: 'empty-rule', text: `${zones}deny lab -> updates except production`, finds: ['updates'], says: /leaves all of it out/ },
  { code: 'empty-rule', text: `${zones}deny lab -> production except updates`, finds: [] },
  {
    code: 'empty-rule',
    text: `${zones}deny lab -> production except desk`,
    finds: ['desk'],
    says: /no part of what stands before/,
  },
  { code: 'empty-rule', text: `${zones}allow lab -> base : tcp 22 except any`, finds: ['tcp 22 except any'] },
  { code: 'empty-rule', text: `${zones}allow lab -> base : tcp 22, 80 except tcp 22`, finds: [] },
  { code: 'empty-rule', text: `${zones}allow lab -> base : tcp 22 except udp 22`, finds: ['udp 22'] },
  { code: 'empty-rule', text: `${zones}assert lab reaches base on tcp 22 except tcp 20-30`, finds: ['tcp 22 except tcp 20-30'] },
  { code: 'any-endpoint', text: `${zones}allow any except lab -> base : tcp 22`, finds: ['any'] },
  { code: 'any-endpoint', text: `${zones}zone net external\nallow any except net -> base : tcp 22`, finds: [] },
  { code: 'unknown-name', text: `${zones}deny lab -> production except update`, finds: ['update'] },
  // Subnets.
  {
    code: 'overlapping-subnets',
    text: 'zone campus { subnet 10.0.0.0/16, fd00::/48 }\nzone cameras { subnet 10.0.5.0/24 }',
    finds: ['10.0.5.0/24'],
    fixed: /^zone campus \{ subnet 10\.0\.0\.0\/16, fd00::\/48 except 10\.0\.5\.0\/24 \}/,
  },
  {
    code: 'overlapping-subnets',
    text: 'zone cameras { subnet 10.0.5.0/24 }\nzone doors { subnet 10.0.6.0/24 }\nzone campus { subnet 10.0.0.0/16 except 10.0.6.0/24 }',
    finds: ['10.0.0.0/16'],
    fixed: /subnet 10\.0\.0\.0\/16 except 10\.0\.6\.0\/24, 10\.0\.5\.0\/24 \}/,
  },
  {
    code: 'overlapping-subnets',
    text: 'zone campus { subnet 10.0.0.0/16 except 10.0.5.0/24 }\nzone cameras { subnet 10.0.5.0/24 }',
    finds: [],
  },
  {
    code: 'outside-zone',
    text: 'zone campus { subnet 10.0.0.0/16 except 10.0.5.0/24 component c at 10.0.5.1 }\nzone cameras { subnet 10.0.5.0/24 }',
    finds: ['10.0.5.1'],
    says: /but in cameras/,
  },
  // Addresses that are translated on the way.
  {
    code: 'overlapping-subnets',
    text: 'site n { zone a { subnet 10.0.0.0/24 } }\nsite s { zone b { subnet 10.0.0.0/24 } }',
    finds: ['10.0.0.0/24'],
    says: /say what the other sees: subnet 10\.0\.0\.0\/24 as/,
  },
  {
    code: 'overlapping-subnets',
    text: 'site n { zone a { subnet 10.0.0.0/24 as 10.101.0.0/24 } }\nsite s { zone b { subnet 10.0.0.0/24 } }',
    finds: [],
  },
  {
    code: 'overlapping-subnets',
    text: 'zone a { subnet 10.0.0.0/24 as 10.101.0.0/24 }\nzone b { subnet 10.101.0.128/25 }',
    finds: ['10.101.0.128/25'],
  },
  {
    code: 'outside-zone',
    text: 'zone a { subnet 10.0.0.0/24 as 10.101.0.0/24 component x at 10.0.0.1 component y at 10.101.0.2 }',
    finds: ['10.101.0.2'],
  },
  {
    code: 'duplicate-address',
    text: 'zone a { subnet 10.0.0.0/24 as 10.101.0.0/24 component x at 10.0.0.1 }\nzone b { subnet 10.0.0.0/24 component y at 10.0.0.1 }',
    finds: [],
  },
  {
    code: 'duplicate-address',
    text: 'zone a { subnet 10.0.0.0/24 as 203.0.113.7 component x at 10.0.0.1 component y at 10.0.0.2 component z at 10.0.0.2 }',
    finds: ['10.0.0.2'],
  },
  {
    code: 'invalid-address',
    text: 'zone a { subnet 10.0.0.0/24 as 10.101.0.0/25 }',
    finds: ['10.101.0.0/25'],
    says: /as large and of the same address family/,
  },
  { code: 'invalid-address', text: 'zone a { subnet 10.0.0.0/24 as fd00::1 }', finds: ['fd00::1'] },
  {
    code: 'invalid-address',
    text: 'zone a { subnet 10.0.0.0/24, 10.0.1.0/24, 10.0.2.0/24 as 10.101.0.0/24, 10.102.0.0/24 }',
    finds: ['10.101.0.0/24'],
    says: /2 entries for 3/,
  },
  { code: 'invalid-address', text: 'zone a { subnet 10.0.0.0/24, 10.0.1.0/24 as 203.0.113.7 }', finds: [] },
];
