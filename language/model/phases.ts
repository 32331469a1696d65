import type { Plan } from './plan.ts';

/** Every phase that the plan switches on, that its rules name, or that the catalogs it uses name; in alphabetical order. */
export function phasesOf(plan: Plan): string[] {
  const flows = [...plan.uses.values()].flatMap(({ vendor }) => vendor.flows);
  const named = [...plan.phases, ...[...plan.rules, ...flows].flatMap(({ phase }) => phase ?? [])];
  return [...new Set(named)].sort();
}
