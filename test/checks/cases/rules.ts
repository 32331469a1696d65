import { vault } from '../../support/vault.ts';
import type { Case } from '../case.ts';

const zones = `zone a { subnet 10.0.0.0/24 component x at 10.0.0.1 }
zone b { subnet 10.0.1.0/24, fd00::/64 component y at 10.0.1.1 }
`;

const vaults = (rules: string): string => `${vault}zone m { subnet 10.0.0.0/24 component vbr : vault.backup-server at 10.0.0.1 }
zone d { subnet 10.0.1.0/24 component repo : vault.managed-server at 10.0.1.1 }
${rules}`;

const veeam = (rule: string): string => `use veeam
zone m { subnet 10.0.0.0/24 component vbr : veeam.backup-server at 10.0.0.1 }
zone d { subnet 10.0.1.0/24 component repo : veeam.repository at 10.0.1.1 }
${rule}`;

export const cases: readonly Case[] = [
  {
    code: 'any-endpoint',
    title: 'any in a group',
    text: `${zones}group world = any\nallow <|world|> -> y : tcp 1`,
  },
  { code: 'any-endpoint', title: 'all IPv4 addresses', text: `${zones}allow 0.0.0.0/0 -> y : tcp 1`, finds: ['0.0.0.0/0'] },
  {
    code: 'any-endpoint',
    title: 'both halves of all IPv4 addresses',
    text: `${zones}allow 0.0.0.0/1, 128.0.0.0/1 -> y : tcp 1`,
    finds: ['0.0.0.0/1'],
  },
  { code: 'any-endpoint', title: 'a whole private block', text: `${zones}allow 10.0.0.0/8, b -> y : tcp 1`, finds: [] },
  {
    code: 'any-endpoint',
    title: 'from anywhere',
    text: veeam('allow any -> repo : tcp 6162'),
    finds: ['any'],
    says: /open from everywhere/,
    fixed: /allow vbr -> repo : tcp 6162$/,
  },
  {
    code: 'any-endpoint',
    title: 'to anywhere',
    text: veeam('allow vbr -> any : tcp 6162'),
    finds: ['any'],
    fixed: /allow vbr -> repo : tcp 6162$/,
  },
  {
    code: 'any-endpoint',
    title: 'a deny, and a rule that states its reason',
    text: veeam('deny any -> repo\nallow any -> repo : tcp 1 "open to all, agreed"'),
    finds: [],
  },
  {
    code: 'any-service',
    title: 'every service where some are required',
    text: veeam('allow vbr -> repo : any'),
    finds: ['any'],
    says: /backup server and everything else/,
    fixed: /allow vbr -> repo : required$/,
  },
  {
    code: 'any-service',
    title: 'all TCP ports where some are required',
    text: veeam('allow vbr -> repo : tcp 1-65535'),
    finds: ['tcp 1-65535'],
    fixed: /: required$/,
  },
  {
    code: 'any-service',
    title: 'every service where none is required',
    text: vaults('allow repo -> vbr : any'),
    finds: ['any'],
    fixed: /\}\n$/,
  },
  {
    code: 'any-service',
    title: 'all ports but one, and denies of every service',
    text: veeam('allow vbr -> repo : tcp 2-65535, icmp\ndeny repo -> vbr : any\ndeny repo -> vbr'),
    finds: [],
  },
  {
    code: 'assertion-failed',
    title: 'never, within one zone',
    text: `${zones}assert a never reaches x on tcp 22`,
    finds: ['assert a never reaches x on tcp 22'],
    says: /Both ends are in one zone/,
  },
  {
    code: 'assertion-failed',
    title: 'a port is open that must not be',
    text: `${zones}allow a -> b : tcp 80\nassert a never reaches b`,
    finds: ['assert a never reaches b'],
    says: /10\.0\.0\.1 \(x\) -> 10\.0\.1\.1 \(y\) on tcp 80/,
  },
  {
    code: 'assertion-failed',
    title: 'a deny closes what must not be open',
    text: `${zones}allow a -> b : tcp 80\ndeny a -> b : tcp 80\nassert a never reaches b`,
    finds: [],
  },
  {
    code: 'assertion-failed',
    title: 'one of two ports is not open',
    text: `${zones}allow a -> b : tcp 80\nassert a reaches b on tcp 80-81`,
    finds: ['assert a reaches b on tcp 80-81'],
    says: /tcp 81/,
  },
  {
    code: 'assertion-failed',
    title: 'what is open is asked for, and the other direction is closed',
    text: `${zones}allow a -> b : tcp 80\nassert a reaches b on tcp 80\nassert a reaches b\nassert b never reaches a`,
    finds: [],
  },
  {
    code: 'blocked-flow',
    title: 'a deny closes a required port',
    text: vaults('allow vbr -> repo : required\ndeny m -> d : tcp 3000'),
    finds: ['deny m -> d : tcp 3000'],
    says: /vbr -> repo on tcp 3000/,
  },
  {
    code: 'blocked-flow',
    title: 'denies of the other direction, the other protocol and the next port',
    text: vaults('allow vbr -> repo : required\ndeny d -> m\ndeny m -> d : udp 3000, tcp 3301'),
    finds: [],
  },
  {
    code: 'empty-rule',
    title: 'ends of different address families',
    text: `${zones}zone six { subnet fd00:6::/64 component z at fd00:6::1 }\nallow z -> <|x|> : tcp 1`,
    says: /IPv4 addresses alone/,
  },
  {
    code: 'empty-rule',
    title: 'zones of which one has both address families',
    text: `${zones}zone six { subnet fd00:6::/64 }\nallow six -> b : tcp 1`,
    finds: [],
  },
  { code: 'empty-rule', title: 'an allow without services', text: `${zones}allow a -> b`, finds: ['allow a -> b'] },
  {
    code: 'empty-rule',
    title: 'an end without addresses',
    text: `${zones}deny a -> b\nzone e\nallow <|e|> -> b : tcp 1`,
  },
  { code: 'empty-rule', title: 'a deny without services, and ICMP', text: `${zones}deny a -> b\nallow a -> b : icmp`, finds: [] },
  // A rule that breaks off has a syntax error, and an end that is no address a finding of its own.
  { code: 'empty-rule', title: 'an arrow that is mistyped', text: `${zones}allow a > b : tcp 1`, finds: [] },
  { code: 'empty-rule', title: 'services without a protocol', text: `${zones}allow a -> b : 443`, finds: [] },
  { code: 'empty-rule', title: 'a colon that is missing', text: `${zones}allow a -> b tcp 1`, finds: [] },
  {
    code: 'empty-rule',
    title: 'a rule that breaks off, with others below it',
    text: `${zones}allow a -> b :\n\n// later\ndeny a -> b`,
    finds: [],
  },
  { code: 'empty-rule', title: 'a rule that breaks off at the end of the file', text: `${zones}allow a -> b :`, finds: [] },
  { code: 'empty-rule', title: 'services in typographic quotes', text: `${zones}allow a -> b “tcp 1”`, finds: [] },
  {
    code: 'empty-rule',
    title: 'rules that break off before their ends',
    text: `${zones}allow\nallow a ->\nallow a -> b : tcp 1`,
    finds: [],
  },
  {
    code: 'empty-rule',
    title: 'a statement within an allow that breaks off',
    text: `${zones}zone allow { subnet 10.0.9.0/24 }`,
    finds: [],
  },
  {
    code: 'empty-rule',
    title: 'ends that are no addresses or lead nowhere',
    text: `${zones}allow 10.0.0.300 -> "a..b" : tcp 1\nallow nowhere -> b : tcp 1`,
    finds: [],
  },
  {
    code: 'empty-rule',
    title: 'a syntax error between two rules',
    text: `${zones}allow a -> b\nfoo bar\nallow b -> a`,
    finds: ['allow a -> b', 'allow b -> a'],
  },
  {
    code: 'expired-rule',
    title: 'a rule that ended yesterday',
    text: `${zones}allow a -> b : tcp 1 until 2026-11-20\nallow a -> b : tcp 2`,
    finds: ['2026-11-20'],
    fixed: /\}\nallow a -> b : tcp 2$/,
  },
  {
    code: 'expired-rule',
    title: 'a deny that ended',
    text: `${zones}deny a -> b : tcp 1 until <|2026-11-20|> "agreed"`,
    says: /closes nothing any more/,
    fixed: /\}\n$/,
  },
  { code: 'expired-rule', title: 'a rule that ends today', text: `${zones}allow a -> b : tcp 1 until 2026-11-21`, finds: [] },
  {
    code: 'expired-rule',
    title: 'a date that does not exist, which invalid-date finds',
    text: `${zones}allow a -> b : tcp 1 until 2026-02-30`,
    finds: [],
  },
  {
    code: 'invalid-date',
    title: 'a day that no February has',
    text: `${zones}allow a -> b : tcp 1 until 2026-02-30`,
    finds: ['2026-02-30'],
  },
  {
    code: 'invalid-date',
    title: 'February 29 of a common year',
    text: `${zones}allow a -> b : tcp 1 until 2027-02-29`,
    finds: ['2027-02-29'],
  },
  { code: 'invalid-date', title: 'February 29 of a leap year', text: `${zones}allow a -> b : tcp 1 until 2028-02-29`, finds: [] },
  {
    code: 'invalid-port',
    title: 'a port that can be moved among alternatives',
    text: 'vendor v { role a role b { property p = port }\nflow a -> b : one of (tcp 25 (set by b.p), tcp 26) }',
    finds: ['25 (set by b.p)'],
    says: /can't be moved/,
  },
  {
    code: 'invalid-port',
    title: 'a port beside alternatives that lead nowhere or in a circle',
    text: `service ring = ring\n${zones}allow a -> b : one of (nothing, tcp 26), one of (ring, tcp 27), tcp <|0|>`,
  },
  {
    code: 'invalid-port',
    title: 'a port beside alternatives of which one is a service that is only begun',
    text: `${zones}allow a -> b : one of (begun, tcp 26), tcp <|0|>\nservice begun =\n`,
  },
  {
    code: 'invalid-port',
    title: 'a name of ports that can be moved among alternatives',
    text: `vendor v { role b { property p = port } service gui = tcp 25 (set by b.p) service all = gui, udp 9 service plain = tcp 7 }
${zones}use v\nallow a -> b : one of (tcp 26, v.all), v.gui, one of (v.plain, tcp 8)`,
    finds: ['v.all'],
    says: /In v\.all, 25 can be moved/,
  },
  {
    code: 'invalid-port',
    title: 'a port above 65535',
    text: `${zones}allow a -> b : tcp 70000`,
    finds: ['70000'],
    says: /1 to 65535/,
  },
  { code: 'invalid-port', title: 'port 0', text: `${zones}allow a -> b : tcp 0`, finds: ['0'] },
  {
    code: 'invalid-port',
    title: 'a range from high to low',
    text: `${zones}allow a -> b : tcp 9-5`,
    finds: ['9-5'],
    says: /write 5-9/,
  },
  {
    code: 'invalid-port',
    title: 'an open-ended port in a rule',
    text: `${zones}allow a -> b : tcp 2049+`,
    finds: ['2049+'],
    says: /no upper end/,
  },
  { code: 'invalid-port', title: 'an open-ended port in a catalog', text: 'vendor v { service s = tcp 2049+ }', finds: [] },
  {
    code: 'invalid-port',
    title: 'the lowest port, the highest port, and a range of one',
    text: `${zones}allow a -> b : tcp 1, 65535, 5-5`,
    finds: [],
  },
  {
    code: 'invalid-port',
    title: 'a port set by a property, outside of a catalog',
    text: veeam('allow vbr -> repo : tcp 80 (set by zvm.gui-port)'),
    finds: ['80 (set by zvm.gui-port)'],
    says: /Only a catalog/,
  },
];
