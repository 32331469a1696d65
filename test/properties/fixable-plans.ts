import fc from 'fast-check';

/** A vendor with everything that makes a fix hard: ports that components move, alternatives, counted and open-ended ports, phases, advice. */
const VENDOR = `vendor acme "Acme" version 2 {
  service control = tcp 6160, 6162
  service data = tcp 2500-2510
  service gui = tcp 9669 (set by server.gui-port)
  service mail = one of (tcp 25, tcp 465, tcp 587)
  service slots = tcp 9082+ (2 for each agent)
  service old-gui = tcp 9392
  role server { property gui-port = port }
  role agent
  role store
  role desk
  role relay
  role gate relays
  flow server -> agent, store : control, data "Starts and controls transfers"
  flow agent -> store : data, udp 500 "Sends data"
  flow desk -> server : gui when responder version >= 2 "Shows the console"
  flow desk -> server : old-gui when responder version < 2 "Shows the old console"
  flow server -> relay : mail "Sends reports"
  flow agent -> server : slots "Connects back"
  flow server -> store : tcp 22 during install "Installs"
  flow gate -> server : tcp 443 exposed "Passes tenants on"
  flow desk -> store : tcp 3260, udp 3260 optional "Looks into the store"
  advice closed for store : tcp 445 "Keep SMB closed."
  advice internal for server : tcp 7073 "For itself alone."
}
`;

const ROLES = [
  'acme.server',
  'acme.server',
  'acme.agent',
  'acme.agent, acme.desk',
  'acme.store',
  'acme.store, acme.relay',
  'acme.desk',
  'acme.relay',
  'acme.gate',
];
const SERVICES = [
  'acme.control',
  'acme.control, acme.data',
  'acme.data, udp 500',
  'tcp 6160-6162, 2500-2600',
  'tcp 2500-2505',
  'acme.gui',
  'acme.gui, acme.slots',
  'tcp 9392, 9669',
  'acme.mail',
  'acme.mail, tcp 22',
  'tcp 465',
  'one of (tcp 587, tcp 25), tcp 6160',
  'one of (tcp 6160-6162, tcp 2500)',
  'acme.slots',
  'tcp 9082-9085',
  'tcp 22, 445 /* both */, 7073',
  'tcp+udp 500-600, 7073, 3260',
  'tcp 1-65535',
  'tcp 1-65535, acme.mail',
  'any',
  'any',
  'required',
  'required, tcp 7',
  'local',
  'local, acme.gui',
  'icmp, tcp 6162',
  'any except tcp 22, acme.gui',
  'tcp 2500-2600, 6160-6162 except tcp 2505',
];
const TAILS = ['', '', '', '', ' during install', ' until 2027-01-31', ' until 2025-01-31', ' "agreed"', ' // kept'];

/** What an end of a rule is made of. */
const end = fc.record({ kind: fc.nat(15), n: fc.nat(30) });
const rule = fc.record({
  deny: fc.nat(4).map((n) => n === 0),
  from: fc.array(end, { minLength: 1, maxLength: 2 }),
  to: fc.array(end, { minLength: 1, maxLength: 2 }),
  services: fc.constantFrom(...SERVICES),
  tail: fc.constantFrom(...TAILS),
  comment: fc.nat(7),
  broken: fc.nat(60),
});
const component = fc.record({ role: fc.constantFrom(...ROLES), place: fc.nat(6), moved: fc.nat(3), old: fc.nat(5) });

/** Plans in which nearly every check finds something, with rules that break off, headings, groups, names and assertions. */
export const fixablePlan: fc.Arbitrary<string> = fc
  .record({
    zones: fc.array(fc.array(component, { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 4 }),
    outside: fc.nat(3),
    isolated: fc.nat(5),
    phase: fc.nat(3).map((n) => n === 0),
    rules: fc.array(rule, { minLength: 1, maxLength: 7 }),
    asserts: fc.array(fc.record({ from: end, to: end, tail: fc.constantFrom('', ' on tcp 6160, 22', ' through relays') }), {
      maxLength: 2,
    }),
    group: fc.array(end, { minLength: 1, maxLength: 2 }),
  })
  .map(({ zones, outside, isolated, phase, rules, asserts, group }) => {
    const names = zones.flatMap((list, z) => list.map((_, c) => `c${z}${c}`));
    if (outside === 0) names.push('far', 'cloud');
    const endOf = ({ kind, n }: { kind: number; n: number }, inGroup = false): string => {
      const z = n % zones.length;
      const kinds = [
        ...[0, 1, 2, 3].map(() => names[n % names.length]!),
        `z${z}`,
        `z${z}`,
        'acme.agent',
        `acme.store in z${z}`,
        `10.${z}.0.0/16`,
        `10.${z}.0.1`,
        'any',
        n % 2 ? '0.0.0.0/0' : inGroup ? '::/0' : 'any except z0',
        inGroup ? 'z0' : 'several',
        inGroup ? 'z1' : 'several',
        outside ? '10.0.0.0/8' : 'world',
        '"mail.example.org"',
      ];
      return kinds[kind] ?? 'any';
    };
    // What is left out stands behind the whole list.
    const list = (ends: readonly { kind: number; n: number }[]): string =>
      [...new Set(ends.map((e) => endOf(e)))]
        .sort((a, b) => Number(a.includes(' except ')) - Number(b.includes(' except ')))
        .join(', ');
    const lines = ['plan "random"', '', 'use acme', ...(phase ? ['phase install'] : []), VENDOR];
    zones.forEach((components, z) => {
      lines.push(`zone z${z}${isolated === z ? ' isolated' : ''} {`, `  subnet 10.${z}.0.0/16, fd00:${z}::/32`);
      for (const [c, { role, place, moved, old }] of components.entries()) {
        const v4 = `10.${z}.${c}`;
        const at =
          [`${v4}.1`, `${v4}.1, fd00:${z}::${c + 1}`, `${v4}.1-${v4}.3`, `${v4}.0/29`, `${v4}.1`][place] ??
          (place === 5 ? `"c${z}${c}.example.com"` : `${v4}.4`);
        const settings = [
          ...(moved === 0 && role.startsWith('acme.server') ? ['gui-port = 19669'] : []),
          ...(old === 0 ? ['version = 1'] : []),
        ];
        lines.push(`  component c${z}${c} : ${role} at ${at}${settings.length ? ` { ${settings.join(' ')} }` : ''}`);
      }
      lines.push('}', '');
    });
    if (outside === 0)
      lines.push(
        'zone world external {',
        '  component far : acme.agent',
        '  component cloud : acme.relay at "*.cloud.example.net"',
        '}',
        '',
      );
    lines.push(
      `group several = ${[...new Set(group.map((e) => endOf(e, true)))].join(', ')}`,
      'service local = tcp 6160, udp 514',
      '',
    );
    rules.forEach(({ deny, from, to, services, tail, comment, broken }, n) => {
      if (comment === 0) lines.push('');
      if (comment < 2) lines.push(`// about rule ${n}`);
      const head = `${deny ? 'deny' : 'allow'} ${list(from)} -> ${list(to)}`;
      const whole = `${head} : ${services}${tail}`;
      // A rule that breaks off, as in the middle of writing it.
      const stumps: Record<number, string> = {
        0: `${head} :`,
        1: head,
        2: `${head} : tcp`,
        3: `${head} : tcp 6160,`,
        4: `${head} : ${services} during`,
      };
      lines.push(stumps[broken] ?? whole);
    });
    for (const { from, to, tail } of asserts) lines.push(`assert ${endOf(from)} never reaches ${endOf(to)}${tail}`);
    return `${lines.join('\n')}\n`;
  });
