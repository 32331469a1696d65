import { IntervalSet } from './interval-set.ts';
import { formatServices, type ServiceSet } from './services.ts';

/** Services of which one is enough, in the order written. */
export interface Choice extends ReadonlyArray<ServiceSet> {
  /** Set where the first is preferred, and each further one used only where those before it aren't open: `first of (…)`. */
  readonly ordered?: true;
}

export function choiceOf(services: readonly ServiceSet[], ordered: boolean | undefined): Choice {
  return ordered ? Object.assign([...services], { ordered: true as const }) : services;
}

/** `one of tcp 25 or tcp 465`; `tcp 6162 (or else tcp 2500-3300)` where the first is preferred. */
export function formatChoice(choice: Choice): string {
  const texts = choice.map(formatServices);
  if (texts.length === 1) return texts[0]!;
  if (!choice.ordered) return `one of ${texts.join(' or ')}`;
  const [first, ...others] = texts;
  return others.length ? `${first} (or else ${others.join(', or else ')})` : `${first}`;
}

/** A choice for a program: its alternatives in words, and whether the first is preferred. */
export function choiceJson(choice: Choice): { readonly ordered?: true; readonly of: readonly string[] } {
  return { ...(choice.ordered ? { ordered: true as const } : {}), of: choice.map(formatServices) };
}

/** The choices that some services are among. */
export function choicesAmong(choices: readonly Choice[], services: ServiceSet): Choice[] {
  return choices.filter((choice) => IntervalSet.unionAll([...choice]).overlaps(services));
}
