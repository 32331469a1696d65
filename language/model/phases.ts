import type { Plan } from './plan.ts';

/** Every phase that the plan switches on, that its rules name, or that the catalogs it uses name; in alphabetical order. */
export function phasesOf(plan: Plan): string[] {
  const flows = [...plan.uses.values()].flatMap(({ vendor }) => vendor.flows);
  const named = [...plan.phases, ...[...plan.rules, ...flows].flatMap(({ phase }) => phase ?? [])];
  return [...new Set(named)].sort();
}

/** Those of them that somebody may switch on for once: all that the plan itself does not have on. */
export function phasesToChoose(plan: Plan): string[] {
  return phasesOf(plan).filter((phase) => !plan.phases.has(phase));
}
