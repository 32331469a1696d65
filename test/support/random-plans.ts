import fc from 'fast-check';

const ROLES = [
  'veeam.backup-server',
  'veeam.vmware-proxy',
  'veeam.linux-repository',
  'veeam.windows-repository, veeam.mount-server',
  'veeam.console, veeam.browser',
  'veeam.windows-agent',
  'veeam.windows-guest',
  'vmware.esxi',
  'veeam.one-server',
];
const SERVICES = [
  'tcp 6160, 6162',
  'tcp 2500-3000',
  'tcp 443, 9419',
  'required',
  'tcp+udp 135, 445',
  'veeam.data-mover',
  'udp 137',
];

const component = fc.record({ role: fc.constantFrom(...ROLES), v6: fc.boolean() });
/** One rule in five closes, where denies are wanted. */
const ruleOf = (denies: boolean) =>
  fc.record({
    from: fc.nat(8),
    to: fc.nat(8),
    services: fc.constantFrom(...SERVICES),
    zones: fc.boolean(),
    list: fc.boolean(),
    deny: denies ? fc.nat(4).map((n) => n === 0) : fc.constant(false),
  });

/** Plans of three zones with up to three components each, and rules that cover a part of what they need. */
const plansOf = (denies: boolean) =>
  fc
    .record({
      zones: fc.tuple(...[0, 1, 2].map(() => fc.array(component, { minLength: 1, maxLength: 3 }))),
      rules: fc.array(ruleOf(denies), { maxLength: 8 }),
    })
    .map(({ zones, rules }) => {
      const names = zones.flatMap((list, z) => list.map((_, c) => ({ name: `c${z}${c}`, zone: `z${z}` })));
      const at = (n: number): { name: string; zone: string } => names[n % names.length]!;
      const lines = ['plan "random" // title', '', 'use veeam 13', 'enable surebackup', ''];
      zones.forEach((list, z) => {
        lines.push(`zone z${z} {`, `  subnet 10.${z}.0.0/24, fd00:${z}::/64`);
        for (const [c, { role, v6 }] of list.entries())
          lines.push(`  component c${z}${c} : ${role} at 10.${z}.0.${c + 1}${v6 ? `, fd00:${z}::${c + 1}` : ''}`);
        lines.push('}', '');
      });
      for (const r of rules) {
        const [from, to] = [at(r.from), at(r.to)];
        const ends = r.zones ? [from.zone, to.zone] : [from.name, r.list ? `${to.name}, ${at(r.to + 1).name}` : to.name];
        lines.push(`${r.deny ? 'deny' : 'allow'} ${ends[0]} -> ${ends[1]} : ${r.services} // kept`);
      }
      return `${lines.join('\n')}\n`;
    });

export const randomPlan = plansOf(false);
export const randomPlanWithDenies = plansOf(true);
