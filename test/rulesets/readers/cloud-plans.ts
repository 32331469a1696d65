import fc from 'fast-check';

const OURS = ['a', 'b', 'c', 'x', 'y', 'z', '10.1.0.16-10.1.0.30', 'fd00:2::/80', '10.2.0.0/25', 'both'];
const OTHERS = ['internet', 'branch', 'any', '203.0.113.0/24'];
const SERVICES = ['tcp 443', 'tcp 440-450, 8080', 'udp 53, tcp 53', 'any', 'tcp+udp 443', 'icmp, tcp 22'];

const rule = fc.record({
  action: fc.constantFrom('allow', 'allow', 'allow', 'deny'),
  from: fc.constantFrom(...OURS, ...OTHERS),
  to: fc.constantFrom(...OURS, ...OTHERS),
  services: fc.constantFrom(...SERVICES),
});

const HEAD = `check isolation-breach off "what is proved here is how it is decided"
zone a { subnet 10.1.0.0/24, fd00:1::/64 component x at 10.1.0.5, fd00:1::5 component y at 10.1.0.20 }
zone b { subnet 10.2.0.0/24, fd00:2::/64 component z at 10.2.0.7, fd00:2::7 }
zone c { subnet 10.3.0.0/20 }
zone branch external { subnet 172.16.0.0/16, fd00:99::/64 }
zone internet external
group both = x, z
`;

/** Plans with all that a cloud's rules find hard: the internet on both sides, external networks, ends within ends; each with a name. */
export function cloudPlans(count: number, denies: boolean): Record<string, string> {
  const samples = fc.sample(fc.array(rule, { minLength: 2, maxLength: 9 }), { seed: 23, numRuns: count });
  return Object.fromEntries(
    samples.map((rules, n) => {
      const own = rules.filter(
        (r) =>
          (denies || r.action === 'allow') &&
          (OURS.includes(r.from) || OURS.includes(r.to)) &&
          !(r.action === 'deny' && r.services.includes('icmp')),
      );
      const lines = own.map((r) => `${r.action} ${r.from} -> ${r.to} : ${r.services}\n`);
      return [`the internet and other networks, ${n + 1}`, `plan "chance"\n${HEAD}${lines.join('')}`];
    }),
  );
}
