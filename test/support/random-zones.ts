import fc from 'fast-check';

// Plans about zones alone: of one network or several, of either family, with components only, inside and outside, in any order.

/** What may stand in a zone of ours: its subnets, then its components. `N` is the number of the zone. */
const INSIDE: readonly (readonly [subnets: string, components: string])[] = [
  ['10.N.0.0/24, fd00:N::/64', 'at 10.N.0.5, fd00:N::5'],
  ['10.N.0.0/24, 10.N.4.0/24', 'at 10.N.4.5'],
  ['10.N.0.0/24, fd00:N::/64, fd00:N:0:7::/64', 'at 10.N.0.7, fd00:N:0:7::7'],
  ['10.N.0.0/25, 10.N.0.128/25, fd00:N::/64, fd00:N:0:1::/64', 'at 10.N.0.128/26'],
  ['fd00:N::/64', 'at fd00:N::7'],
  ['fd00:N::/64, fd00:N:0:2::/64', 'at fd00:N:0:2::1-fd00:N:0:2::3'],
  ['', 'at 10.N.9.1, 10.N.9.77, fd00:N:9::1'],
  ['', 'at 10.N.9.4-10.N.9.7'],
  ['10.N.0.0/24', 'at 10.N.0.9, 10.N.200.1'],
];

/** The same for an external zone; one without subnets is the rest of the world. */
const OUTSIDE: typeof INSIDE = [
  ['', ''],
  ['', ''],
  ['', 'at 198.51.N.9, 2001:db8:N::9'],
  ['', 'at "host.zN.example"'],
  ['203.0.N.0/24, 2001:db8:100:N::/64', ''],
  ['203.0.N.0/24, 198.18.N.0/24', 'at 198.18.N.4-198.18.N.6'],
  ['203.0.N.0/25', 'at 203.0.N.5, 192.0.N.5'],
  ['2001:db8:100:N::/64', 'at 2001:db8:100:N::1'],
];

const SERVICES = ['tcp 80', 'tcp 443, 8000-8010', 'udp 53', 'tcp+udp 5000-5002', 'any'];

const zone = (kinds: typeof INSIDE) =>
  fc.record({ kind: fc.nat(kinds.length - 1), component: fc.boolean(), place: fc.nat(99), site: fc.nat(4).map((n) => n === 0) });

/** Plans of some zones inside and some outside, with rules of both actions between zones, components, addresses and everything. */
export const randomZones = fc
  .record({
    inside: fc.array(zone(INSIDE), { minLength: 1, maxLength: 4 }),
    outside: fc.array(zone(OUTSIDE), { maxLength: 4 }),
    rules: fc.array(
      fc.record({
        from: fc.array(fc.nat(99), { minLength: 1, maxLength: 2 }),
        to: fc.array(fc.nat(99), { minLength: 1, maxLength: 2 }),
        services: fc.constantFrom(...SERVICES),
        deny: fc.nat(3).map((n) => n === 0),
      }),
      { minLength: 1, maxLength: 8 },
    ),
  })
  .map(({ inside, outside, rules }) => {
    const all = [
      ...inside.map((each) => ({ ...each, external: false, parts: INSIDE[each.kind]! })),
      ...outside.map((each) => ({ ...each, external: true, parts: OUTSIDE[each.kind]! })),
    ].map((each, n) => ({ ...each, n }));
    const ends: string[] = ['any', '10.1.0.0-10.2.4.99', '198.51.100.0/24', '2001:db8::/32', 'fd00::/16'];
    const lines = [...all]
      .sort((a, b) => a.place - b.place)
      .map(({ n, external, parts: [subnets, place], component, site }) => {
        const has = place !== '' && (component || !subnets);
        ends.push(`z${n}`, `z${n}`, ...(has ? [`c${n}`] : []));
        const body = [...(subnets ? [`subnet ${subnets}`] : []), ...(has ? [`component c${n} ${place}`] : [])];
        const text = `zone z${n}${external ? ' external' : ''} { ${body.join(' ')} }`.replaceAll('N', String(n + 1));
        return site ? `site s${n} { ${text} }` : text;
      });
    const end = (numbers: readonly number[]): string => {
      const named = [...new Set(numbers.map((n) => ends[n % ends.length]!))];
      return named.includes('any') ? 'any' : named.join(', ');
    };
    const written = rules.map((r) => `${r.deny ? 'deny' : 'allow'} ${end(r.from)} -> ${end(r.to)} : ${r.services}`);
    return `plan "random zones"\n${[...lines, ...written].join('\n')}\n`;
  });
