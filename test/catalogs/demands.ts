import { requirementsOf } from '../../language/analysis/requirements.ts';
import { formatServices } from '../../language/model/services.ts';
import { analysisOf } from '../support/language.ts';

/** What a plan without rules has to open between its components, by pair: the ports needed in full, then those of which any will do. */
export async function demandsOf(text: string, phases: readonly string[] = []): Promise<Record<string, string>> {
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
