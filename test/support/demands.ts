import { requirementsOf } from '../../language/analysis/requirements.ts';
import { formatServices } from '../../language/model/services.ts';
import { analysisOf } from './language.ts';

/** What a plan has to open between its components, by pair: the ports needed in full, then those of which any will do. */
export async function demandsOf(text: string, ...phases: string[]): Promise<Record<string, string>> {
  const { plan } = await analysisOf(text, phases);
  const found = new Map<string, Set<string>>();
  for (const r of requirementsOf(plan, new Set(phases)))
    for (const from of r.from)
      for (const to of r.to) {
        const pair = `${from.name} -> ${to.name}`;
        const parts = found.get(pair) ?? new Set();
        if (!r.services.isEmpty) parts.add(formatServices(r.services));
        for (const group of r.alternatives) parts.add(group.map(formatServices).join(' or '));
        found.set(pair, parts);
      }
  return Object.fromEntries([...found].map(([pair, parts]) => [pair, [...parts].sort().join('; ')]));
}

/** Each component in a zone and a subnet of its own: `zones({ a: 'veeam.proxy runs linux' })`. */
export function zones(components: Readonly<Record<string, string>>): string {
  return Object.entries(components)
    .map(([name, is], n) => {
      const [, roles, rest] = /^(.*?)( runs .*| \{.*)?$/.exec(is)!;
      return `zone ${name}-zone { subnet 10.${n}.0.0/24 component ${name} : ${roles} at 10.${n}.0.10${rest ?? ''} }`;
    })
    .join('\n');
}
