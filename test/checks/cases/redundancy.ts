import { vault } from '../../support/vault.ts';
import type { Case } from '../case.ts';

const zones = `zone a { subnet 10.0.0.0/24, fd00:a::/64 component x at 10.0.0.1, fd00:a::1 component w at 10.0.0.2 }
zone b { subnet 10.0.1.0/24, fd00:b::/64 component y at 10.0.1.1, fd00:b::1 }
`;
const plan = (...rules: string[]): string => zones + rules.join('\n');

const vaults = (
  ...rules: string[]
): string => `${vault}zone m { subnet 10.0.0.0/24 component vbr : vault.backup-server at 10.0.0.1 }
zone d { subnet 10.0.1.0/24 component repo : vault.hardened-repository at 10.0.1.1 }
${rules.join('\n')}`;

const shadowed = (title: string, text: string, ...rules: string[]): Case => ({
  code: 'shadowed-rule',
  title,
  text,
  ...(rules.length ? { finds: rules } : {}),
});
const redundant = (title: string, text: string, ...rules: string[]): Case => ({
  code: 'redundant-rule',
  title,
  text,
  ...(rules.length ? { finds: rules } : {}),
});

export const cases: readonly Case[] = [
  {
    ...shadowed(
      'a deny between the zones of a rule between components',
      plan('allow x -> y : tcp 80', 'deny a -> b'),
      'allow x -> y : tcp 80',
    ),
    says: /a deny closes all of it/,
    fixed: /\}\ndeny a -> b$/,
  },
  {
    ...shadowed(
      'a deny of everything, which order gives no meaning',
      plan('allow x -> y : tcp 80', 'deny any -> any'),
      'allow x -> y : tcp 80',
    ),
    fixed: /\}\nallow x -> y : tcp 80\n$/,
  },
  {
    ...shadowed(
      'a deny of everything that states its reason',
      plan('allow x -> y : tcp 80', 'deny any -> any "outage"'),
      'allow x -> y : tcp 80',
    ),
    fixed: /\}\ndeny any -> any "outage"$/,
  },
  {
    ...shadowed(
      'a deny of everything that an assertion relies on',
      plan('allow x -> y : tcp 80', 'deny any -> any', 'assert a never reaches b'),
      'allow x -> y : tcp 80',
    ),
    fixed: /\}\ndeny any -> any\nassert/,
  },
  {
    ...shadowed(
      'two denies that close a range together',
      plan('allow x -> y : tcp 500-1500', 'deny a -> b : tcp 1-1000', 'deny a -> b : tcp 1001-2000'),
      'allow x -> y : tcp 500-1500',
    ),
    says: /2 denies together/,
  },
  shadowed(
    'denies that halve the zone in one family, beside one of the other family',
    plan('allow a -> y : udp 53', 'deny 10.0.0.0/25 -> b', 'deny 10.0.0.128/25 -> b', 'deny fd00:a::/64 -> any : udp 1-99'),
    'allow a -> y : udp 53',
  ),
  shadowed(
    'denies for each of two components and each of two services',
    plan('allow x, w -> y : tcp 1, icmp', 'deny x -> b', 'deny w -> b : tcp 1', 'deny 10.0.0.2 -> any : icmp'),
    'allow x, w -> y : tcp 1, icmp',
  ),
  shadowed(
    'a deny of the same phase and date',
    plan('allow x -> y : tcp 80 during setup until 2027-01-31', 'deny x -> y during setup until 2027-01-31'),
    'allow x -> y : tcp 80 during setup until 2027-01-31',
  ),
  shadowed(
    'a deny of everything, and a host name',
    plan('allow x -> "s3.example.com" : tcp 443', 'deny x -> any'),
    'allow x -> "s3.example.com" : tcp 443',
  ),
  shadowed('a lasting rule, and a deny with a date', plan('allow x -> y : tcp 80', 'deny x -> y until 2026-12-31')),
  shadowed('a lasting rule, and a deny of a phase', plan('phase setup', 'allow x -> y : tcp 80', 'deny x -> y during setup')),
  shadowed(
    'a rule that lasts a day longer than the deny',
    plan('allow x -> y : tcp 80 until 2027-01-31', 'deny x -> y until 2027-01-30'),
  ),
  shadowed('a rule and a deny of different phases', plan('allow x -> y : tcp 80 during setup', 'deny x -> y during upgrade')),
  shadowed('a rule that has expired', plan('allow x -> y : tcp 80 until 2026-11-20', 'deny x -> y')),
  shadowed(
    'one port is left between two denies',
    plan('allow x -> y : tcp 500-1500', 'deny a -> b : tcp 1-999', 'deny a -> b : tcp 1001-2000'),
  ),
  shadowed(
    'one address is left between two denies',
    plan('allow a -> y : udp 53', 'deny 10.0.0.0/25 -> b', 'deny 10.0.0.128-10.0.0.254 -> b', 'deny fd00:a::/64 -> b'),
  ),
  shadowed('one address family is left', plan('allow x -> y : tcp 80', 'deny 10.0.0.0/24 -> b')),
  shadowed('the other protocol is left', plan('allow x -> y : tcp+udp 80', 'deny a -> b : tcp 1-65535')),
  shadowed('a deny of the other direction', plan('allow x -> y : tcp 80', 'deny b -> a')),
  shadowed('a rule of which a service leads nowhere', plan('allow x -> y : nosuch, tcp 80', 'deny a -> b')),
  shadowed(
    'ends of different families, which no deny is the reason for',
    plan('allow fd00:a::7 -> 10.0.1.7 : tcp 80', 'deny a -> b'),
  ),
  {
    ...shadowed(
      'a deny of everything, where some of it is required',
      vaults('allow vbr -> repo : required', 'deny m -> d'),
      'allow vbr -> repo : required',
    ),
    says: /Some of it is required: narrow the deny/,
  },

  {
    ...redundant(
      'two rules that permit a range together, and the comments of the third',
      plan(
        'allow a -> b : tcp 1-1000',
        'allow a -> b : tcp 1001-65000',
        '// too much',
        'allow x -> y : tcp 500-1500 // left over',
      ),
      'allow x -> y : tcp 500-1500',
    ),
    says: /2 other rules together permit/,
    fixed: /allow a -> b : tcp 1001-65000\n$/,
  },
  {
    ...redundant('the same rule twice', plan('allow x -> y : tcp 80', '<|allow x -> y : tcp 80|>')),
    says: /another rule permits all of it/,
    fixed: /\}\nallow x -> y : tcp 80\n$/,
  },
  redundant('a narrow rule above a wide one', plan('allow x -> y : tcp 80', 'allow a -> b : tcp 1-100'), 'allow x -> y : tcp 80'),
  redundant(
    'three parts of a network, and the whole of it',
    plan(
      'allow 10.0.0.0/25 -> y : tcp 5',
      'allow 10.0.0.128-10.0.0.191 -> y : tcp 5',
      'allow 10.0.0.192/26 -> y : tcp 5',
      'allow 10.0.0.0/24 -> 10.0.1.1 : tcp 5',
    ),
    'allow 10.0.0.0/24 -> 10.0.1.1 : tcp 5',
  ),
  redundant(
    'a rule for each address family, and one for both',
    plan('allow 10.0.0.1 -> 10.0.1.1 : tcp 5', 'allow fd00:a::1 -> fd00:b::1 : tcp 5', 'allow x -> y : tcp 5'),
    'allow x -> y : tcp 5',
  ),
  redundant(
    'two sources outside of every zone',
    plan('allow 198.51.100.0/24 -> 192.0.2.1 : tcp 5', 'allow 198.51.100.7 -> 192.0.2.1 : tcp 5'),
    'allow 198.51.100.7 -> 192.0.2.1 : tcp 5',
  ),
  redundant(
    'a host name that a wildcard holds',
    plan('allow x -> "*.example.com" : tcp 443', 'allow x -> "a.b.example.com" : tcp 443'),
    'allow x -> "a.b.example.com" : tcp 443',
  ),
  {
    ...redundant(
      'a half that is permitted and a half that is denied',
      plan('allow x -> y : tcp 1-50', 'deny a -> b : tcp 51-99', 'allow x -> y : tcp 10-60'),
      'allow x -> y : tcp 10-60',
    ),
    says: /but for what a deny closes/,
  },
  redundant(
    'two denies that close a range together',
    plan('deny a -> b : tcp 1-50', 'deny a -> b : tcp 51-99', 'deny x -> y : tcp 10-60'),
    'deny x -> y : tcp 10-60',
  ),
  redundant(
    'a deny of everything from a zone, and denies of its components',
    plan('deny a -> any', 'deny x -> b', 'deny w -> b'),
    'deny x -> b',
    'deny w -> b',
  ),
  redundant(
    'a lasting rule, and the same for a phase and with a date',
    plan('allow x -> y : tcp 80', 'allow x -> y : tcp 80 during setup', 'allow x -> y : tcp 80 until 2027-01-01'),
    'allow x -> y : tcp 80 during setup',
    'allow x -> y : tcp 80 until 2027-01-01',
  ),
  redundant(
    'a rule that lasts a day longer',
    plan('allow x -> y : tcp 80 until 2027-01-02', 'allow x -> y : tcp 80 until 2027-01-01'),
    'allow x -> y : tcp 80 until 2027-01-01',
  ),
  redundant(
    'ports that hold all that is required now',
    vaults('allow vbr -> repo : tcp 22, 6162, 2500-3300', 'allow vbr -> repo : required'),
    'allow vbr -> repo : required',
  ),
  {
    ...redundant(
      'a rule for two flows, beside one that holds one of them',
      `vendor acme { role a role b flow a -> b : tcp 1 flow a -> b : tcp 2 }
use acme
zone m { subnet 10.0.0.0/24 component one : acme.a at 10.0.0.1 }
zone d { subnet 10.0.1.0/24 component two : acme.b at 10.0.1.1 }
allow m -> two : tcp 2, 9
allow m -> d : required
allow one -> two : tcp 1-2`,
      'allow one -> two : tcp 1-2',
    ),
    says: /another rule permits all of it/,
  },
  {
    ...redundant(
      'two rules that each hold a part of what is required',
      vaults('allow vbr -> repo : tcp 22', 'allow vbr -> repo : tcp 6162, 2500-3300', 'allow vbr -> repo : required'),
      'allow vbr -> repo : required',
    ),
    says: /2 other rules together permit/,
  },
  redundant(
    'required between zones, and a part of it between components',
    vaults('allow m -> d : required', 'allow vbr -> repo : vault.data-mover'),
    'allow vbr -> repo : vault.data-mover',
  ),
  redundant(
    'a lasting rule for a port that is required during a phase alone',
    vaults('phase deployment', 'allow m -> d : required', 'allow vbr -> repo : ssh'),
  ),
  redundant(
    'a rule of the phase during which its port is required',
    vaults('allow m -> d : required', 'allow vbr -> repo : ssh during deployment'),
    'allow vbr -> repo : ssh during deployment',
  ),
  redundant(
    'required during a phase, and a lasting rule',
    vaults('allow m -> d : required during deployment', 'allow vbr -> repo : vault.data-mover'),
  ),
  redundant(
    'one port is left between two rules',
    plan('allow a -> b : tcp 1-999', 'allow a -> b : tcp 1001-65000', 'allow x -> y : tcp 500-1500'),
  ),
  redundant(
    'one address is left between two rules',
    plan('allow 10.0.0.0/25 -> b : tcp 5', 'allow 10.0.0.128-10.0.0.254 -> b : tcp 5', 'allow 10.0.0.0/24 -> y : tcp 5'),
  ),
  redundant('one address family is left', plan('allow 10.0.0.1 -> 10.0.1.0/25 : tcp 5', 'allow x -> y : tcp 5')),
  redundant('the other protocol is left', plan('allow a -> b : tcp 5', 'allow x -> y : tcp+udp 5')),
  redundant('rules of which neither holds both ends of the third', plan('allow a -> y : tcp 5', 'allow x -> b : tcp 5')),
  redundant(
    'a rule that ends, with more ports than the lasting one',
    plan('allow x -> y : tcp 80-81 until 2027-01-01', 'allow x -> y : tcp 80'),
  ),
  redundant(
    'a rule of a phase that is on, with more ports than the lasting one',
    plan('phase setup', 'allow x -> y : tcp 80-81 during setup', 'allow x -> y : tcp 80'),
  ),
  redundant(
    'a rule with a date and a rule of a phase',
    plan('allow x -> y : tcp 80 until 2027-01-01', 'allow x -> y : tcp 80 during setup'),
  ),
  redundant('a rule that has expired', plan('allow x -> y : tcp 80', 'allow x -> y : tcp 80 until 2026-11-20')),
  redundant(
    'what a deny closes of a rule with more ports, and a deny of the other direction',
    plan('deny x -> y : tcp 1-50', 'allow x -> y : tcp 1-60', 'deny y -> x'),
  ),
  redundant(
    'a rule of which an end leads nowhere, and one without services',
    plan('allow x -> y : tcp 80', 'allow x -> nowhere : tcp 80', 'allow x -> y'),
  ),
  redundant(
    'one port of what is required is missing',
    vaults('allow vbr -> repo : tcp 1, 22, 6162, 2500-3299', 'allow vbr -> repo : required'),
  ),
  {
    ...shadowed(
      'a deny of alternatives closes every port that an allow opens',
      plan('allow x -> y : tcp 465, one of (tcp 25, tcp 2525)', 'deny a -> b : one of (tcp 587, tcp 465), tcp 25'),
      'allow x -> y : tcp 465, one of (tcp 25, tcp 2525)',
    ),
    says: /a deny closes all of it/,
  },
  shadowed(
    "a deny of alternatives closes the second port of an allow's alternative alone",
    plan('allow x -> y : tcp 465, one of (tcp 25, tcp 587)', 'deny a -> b : one of (tcp 587, tcp 465)'),
  ),
  redundant(
    'a deny of alternatives holds a deny of its second port',
    plan('deny a -> b : one of (tcp 25, tcp 465)', 'deny x -> y : tcp 465'),
    'deny x -> y : tcp 465',
  ),
  redundant(
    'an allow of alternatives does not open its second port',
    plan('allow a -> b : one of (tcp 25, tcp 465)', 'allow x -> y : tcp 465'),
  ),
];
