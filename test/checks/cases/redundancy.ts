import type { Case } from '../case.ts';

const zones = `zone a { subnet 10.0.0.0/24, fd00:a::/64 component x at 10.0.0.1, fd00:a::1 component w at 10.0.0.2 }
zone b { subnet 10.0.1.0/24, fd00:b::/64 component y at 10.0.1.1, fd00:b::1 }
`;
const plan = (...rules: string[]): string => zones + rules.join('\n');

const veeam = (...rules: string[]): string => `use veeam 13
zone m { subnet 10.0.0.0/24 component vbr : veeam.backup-server at 10.0.0.1 }
zone d { subnet 10.0.1.0/24 component repo : veeam.hardened-repository at 10.0.1.1 }
${rules.join('\n')}`;

const shadowed = (text: string, ...rules: string[]): Case => ({ code: 'shadowed-rule', text, finds: rules });
const redundant = (text: string, ...rules: string[]): Case => ({ code: 'redundant-rule', text, finds: rules });

export const cases: readonly Case[] = [
  {
    ...shadowed(plan('allow x -> y : tcp 80', 'deny a -> b'), 'allow x -> y : tcp 80'),
    says: /a deny closes all of it/,
    fixed: /\}\ndeny a -> b$/,
  },
  // The last line of many firewalls: order carries no meaning here, and what no rule allows is denied without it.
  {
    ...shadowed(plan('allow x -> y : tcp 80', 'deny any -> any'), 'allow x -> y : tcp 80'),
    fixed: /\}\nallow x -> y : tcp 80\n$/,
  },
  // Said to be meant, a deny stays, and the rule without effect goes.
  {
    ...shadowed(plan('allow x -> y : tcp 80', 'deny any -> any "outage"'), 'allow x -> y : tcp 80'),
    fixed: /\}\ndeny any -> any "outage"$/,
  },
  // What an assertion keeps from happening doesn't happen because of a fix.
  {
    ...shadowed(plan('allow x -> y : tcp 80', 'deny any -> any', 'assert a never reaches b'), 'allow x -> y : tcp 80'),
    fixed: /\}\ndeny any -> any\nassert/,
  },
  // No deny alone closes it: pairwise comparison sees nothing.
  {
    ...shadowed(
      plan('allow x -> y : tcp 500-1500', 'deny a -> b : tcp 1-1000', 'deny a -> b : tcp 1001-2000'),
      'allow x -> y : tcp 500-1500',
    ),
    says: /2 denies together/,
  },
  shadowed(
    plan('allow a -> y : udp 53', 'deny 10.0.0.0/25 -> b', 'deny 10.0.0.128/25 -> b', 'deny fd00:a::/64 -> any : udp 1-99'),
    'allow a -> y : udp 53',
  ),
  shadowed(
    plan('allow x, w -> y : tcp 1, icmp', 'deny x -> b', 'deny w -> b : tcp 1', 'deny 10.0.0.2 -> any : icmp'),
    'allow x, w -> y : tcp 1, icmp',
  ),
  shadowed(
    plan('allow x -> y : tcp 80 during setup until 2027-01-31', 'deny x -> y during setup until 2027-01-31'),
    'allow x -> y : tcp 80 during setup until 2027-01-31',
  ),
  shadowed(plan('allow x -> "s3.example.com" : tcp 443', 'deny x -> any'), 'allow x -> "s3.example.com" : tcp 443'),
  // A deny for a while doesn't make a lasting rule useless, and one for another phase neither.
  shadowed(plan('allow x -> y : tcp 80', 'deny x -> y until 2026-12-31')),
  shadowed(plan('phase setup', 'allow x -> y : tcp 80', 'deny x -> y during setup')),
  shadowed(plan('allow x -> y : tcp 80 until 2027-01-31', 'deny x -> y until 2027-01-30')),
  shadowed(plan('allow x -> y : tcp 80 during setup', 'deny x -> y during upgrade')),
  shadowed(plan('allow x -> y : tcp 80 until 2026-11-20', 'deny x -> y')),
  // One port, one address or one family is left.
  shadowed(plan('allow x -> y : tcp 500-1500', 'deny a -> b : tcp 1-999', 'deny a -> b : tcp 1001-2000')),
  shadowed(plan('allow a -> y : udp 53', 'deny 10.0.0.0/25 -> b', 'deny 10.0.0.128-10.0.0.254 -> b', 'deny fd00:a::/64 -> b')),
  shadowed(plan('allow x -> y : tcp 80', 'deny 10.0.0.0/24 -> b')),
  shadowed(plan('allow x -> y : tcp+udp 80', 'deny a -> b : tcp 1-65535')),
  shadowed(plan('allow x -> y : tcp 80', 'deny b -> a')),
  shadowed(plan('allow x -> y : nosuch, tcp 80', 'deny a -> b')),
  // Two ends of different families let nothing through, but no deny is the reason.
  shadowed(plan('allow fd00:a::7 -> 10.0.1.7 : tcp 80', 'deny a -> b')),
  {
    ...shadowed(veeam('allow vbr -> repo : required', 'deny m -> d'), 'allow vbr -> repo : required'),
    says: /Some of it is required: narrow the deny/,
  },

  {
    ...redundant(
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
    ...redundant(plan('allow x -> y : tcp 80', 'allow x -> y : tcp 80'), 'allow x -> y : tcp 80'),
    says: /another rule permits all of it/,
    fixed: /\}\nallow x -> y : tcp 80\n$/,
  },
  // The wide rule stays, wherever it stands.
  redundant(plan('allow x -> y : tcp 80', 'allow a -> b : tcp 1-100'), 'allow x -> y : tcp 80'),
  redundant(
    plan(
      'allow 10.0.0.0/25 -> y : tcp 5',
      'allow 10.0.0.128-10.0.0.191 -> y : tcp 5',
      'allow 10.0.0.192/26 -> y : tcp 5',
      'allow 10.0.0.0/24 -> 10.0.1.1 : tcp 5',
    ),
    'allow 10.0.0.0/24 -> 10.0.1.1 : tcp 5',
  ),
  redundant(
    plan('allow 10.0.0.1 -> 10.0.1.1 : tcp 5', 'allow fd00:a::1 -> fd00:b::1 : tcp 5', 'allow x -> y : tcp 5'),
    'allow x -> y : tcp 5',
  ),
  // Outside of every zone rules are held against each other as well.
  redundant(
    plan('allow 198.51.100.0/24 -> 192.0.2.1 : tcp 5', 'allow 198.51.100.7 -> 192.0.2.1 : tcp 5'),
    'allow 198.51.100.7 -> 192.0.2.1 : tcp 5',
  ),
  redundant(
    plan('allow x -> "*.example.com" : tcp 443', 'allow x -> "a.b.example.com" : tcp 443'),
    'allow x -> "a.b.example.com" : tcp 443',
  ),
  // What one half permits and a deny closes the other half of.
  {
    ...redundant(
      plan('allow x -> y : tcp 1-50', 'deny a -> b : tcp 51-99', 'allow x -> y : tcp 10-60'),
      'allow x -> y : tcp 10-60',
    ),
    says: /but for what a deny closes/,
  },
  redundant(plan('deny a -> b : tcp 1-50', 'deny a -> b : tcp 51-99', 'deny x -> y : tcp 10-60'), 'deny x -> y : tcp 10-60'),
  redundant(plan('deny a -> any', 'deny x -> b', 'deny w -> b'), 'deny x -> b', 'deny w -> b'),
  redundant(
    plan('allow x -> y : tcp 80', 'allow x -> y : tcp 80 during setup', 'allow x -> y : tcp 80 until 2027-01-01'),
    'allow x -> y : tcp 80 during setup',
    'allow x -> y : tcp 80 until 2027-01-01',
  ),
  redundant(
    plan('allow x -> y : tcp 80 until 2027-01-02', 'allow x -> y : tcp 80 until 2027-01-01'),
    'allow x -> y : tcp 80 until 2027-01-01',
  ),
  redundant(veeam('allow vbr -> repo : tcp 22, 6162, 2500-3300', 'allow vbr -> repo : required'), 'allow vbr -> repo : required'),
  redundant(veeam('allow m -> d : required', 'allow vbr -> repo : veeam.data-mover'), 'allow vbr -> repo : veeam.data-mover'),
  // SSH is required during deployment alone, so that a lasting rule for it says more.
  redundant(veeam('phase deployment', 'allow m -> d : required', 'allow vbr -> repo : ssh')),
  redundant(
    veeam('allow m -> d : required', 'allow vbr -> repo : ssh during deployment'),
    'allow vbr -> repo : ssh during deployment',
  ),
  redundant(veeam('allow m -> d : required during deployment', 'allow vbr -> repo : veeam.data-mover')),
  // One port, one address, one family, one protocol or one day is missing.
  redundant(plan('allow a -> b : tcp 1-999', 'allow a -> b : tcp 1001-65000', 'allow x -> y : tcp 500-1500')),
  redundant(plan('allow 10.0.0.0/25 -> b : tcp 5', 'allow 10.0.0.128-10.0.0.254 -> b : tcp 5', 'allow 10.0.0.0/24 -> y : tcp 5')),
  redundant(plan('allow 10.0.0.1 -> 10.0.1.0/25 : tcp 5', 'allow x -> y : tcp 5')),
  redundant(plan('allow a -> b : tcp 5', 'allow x -> y : tcp+udp 5')),
  redundant(plan('allow a -> y : tcp 5', 'allow x -> b : tcp 5')),
  redundant(plan('allow x -> y : tcp 80-81 until 2027-01-01', 'allow x -> y : tcp 80')),
  redundant(plan('phase setup', 'allow x -> y : tcp 80-81 during setup', 'allow x -> y : tcp 80')),
  redundant(plan('allow x -> y : tcp 80 until 2027-01-01', 'allow x -> y : tcp 80 during setup')),
  redundant(plan('allow x -> y : tcp 80', 'allow x -> y : tcp 80 until 2026-11-20')),
  redundant(plan('deny x -> y : tcp 1-50', 'allow x -> y : tcp 1-60', 'deny y -> x')),
  redundant(plan('allow x -> y : tcp 80', 'allow x -> nowhere : tcp 80', 'allow x -> y')),
  redundant(veeam('allow vbr -> repo : tcp 1, 22, 6162, 2500-3299', 'allow vbr -> repo : required')),
  // A deny of several alternatives closes each of them, and an allow opens the first.
  {
    ...shadowed(
      plan('allow x -> y : tcp 465, one of (tcp 25, tcp 2525)', 'deny a -> b : one of (tcp 587, tcp 465), tcp 25'),
      'allow x -> y : tcp 465, one of (tcp 25, tcp 2525)',
    ),
    says: /a deny closes all of it/,
  },
  shadowed(plan('allow x -> y : tcp 465, one of (tcp 25, tcp 587)', 'deny a -> b : one of (tcp 587, tcp 465)')),
  redundant(plan('deny a -> b : one of (tcp 25, tcp 465)', 'deny x -> y : tcp 465'), 'deny x -> y : tcp 465'),
  redundant(plan('allow a -> b : one of (tcp 25, tcp 465)', 'allow x -> y : tcp 465')),
];
