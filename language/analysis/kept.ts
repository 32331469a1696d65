import type { Plan, PlanZone } from '../model/plan.ts';

// As long as the zones are the same objects, nothing but rules has changed (model/structure.ts).
const kept = new WeakMap<readonly PlanZone[], Map<string, unknown>>();

/**
 * What is made of a plan's structure alone, its zones, components, settings and catalogs: made once, and kept while rules are edited.
 * @param name what it is, with everything else that it depends on, such as the phases that are on
 * @param make must not look at the rules, and not keep syntax nodes of the plan, which an edit of a rule replaces
 */
export function keptWithStructure<T>({ zones }: Plan, name: string, make: () => T): T {
  let all = kept.get(zones);
  if (!all) {
    all = new Map();
    kept.set(zones, all);
  }
  if (!all.has(name)) all.set(name, make());
  return all.get(name) as T;
}
