/** Set by `npm run test:chance`, which runs before a change lands. */
export const IS_THOROUGH = !!process.env.SEGPLAN_THOROUGH;

/**
 * How many plans of chance a property is tried with, or how much has to come of them: a fourth of all in `npm test`, which somebody waits
 * for, and all of them in `npm run test:chance`.
 * @param few how many in `npm test`, where a fourth takes long
 */
export function ofChance(all: number, few: number = Math.ceil(all / 4)): number {
  return IS_THOROUGH ? all : few;
}

/**
 * Of a long list of things of one kind, each of which is tried in the same way: every fourth in `npm test`, all of them in
 * `npm run test:chance` and where changes of the code are tried.
 */
export function someOf<T>(all: readonly T[]): T[] {
  return all.filter((_, n) => IS_THOROUGH || process.env.SEGPLAN_MUTATE !== undefined || n % 4 === 0);
}
