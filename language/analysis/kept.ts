import type { Plan, PlanZone } from '../model/plan.ts';

// As long as the zones are the same objects, nothing but rules has changed (model/structure.ts).
const kept = new WeakMap<readonly PlanZone[] | Plan['settings'], Map<string, unknown>>();

/**
 * What is made of a plan's structure alone, its zones, components, settings and catalogs: made once, and kept while rules are edited.
 * @param name what it is, with everything else that it depends on, such as the phases that are on
 * @param make must not look at the rules, and not keep syntax nodes of the plan, which an edit of a rule replaces
 */
export function keptWithStructure<T>({ zones }: Plan, name: string, make: () => T): T {
  return keptUnder(zones, name, make);
}

/**
 * What is made of a plan's catalogs and settings alone: made once, and kept while zones, components, bindings and rules are edited.
 * @param make must look at nothing else of the plan
 */
export function keptWithSettings<T>({ settings }: Plan, name: string, make: () => T): T {
  return keptUnder(settings, name, make);
}

function keptUnder<T>(of: readonly PlanZone[] | Plan['settings'], name: string, make: () => T): T {
  let all = kept.get(of);
  if (!all) {
    all = new Map();
    kept.set(of, all);
  }
  if (!all.has(name)) all.set(name, make());
  return all.get(name) as T;
}
