/** Set by `npm run test:chance`, which runs before a change lands. */
export const IS_THOROUGH = !!process.env.SEGPLAN_THOROUGH;

/** `npm test`, which somebody waits for, takes one of so many; more where changes of the code are tried, so that scores stay comparable. */
const ONE_OF = process.env.SEGPLAN_MUTATE === undefined ? 8 : 4;

/**
 * How many plans of chance a property is tried with, or how much has to come of them: an eighth of all in `npm test`, and all of them in
 * `npm run test:chance`.
 * @param few how many in `npm test`, where an eighth takes long or shows too little
 */
export function ofChance(all: number, few: number = Math.ceil(all / ONE_OF)): number {
  return IS_THOROUGH ? all : few;
}

/**
 * Of a long list of things of one kind, each of which is tried in the same way: every eighth in `npm test`, all of them in
 * `npm run test:chance` and where changes of the code are tried.
 */
export function someOf<T>(all: readonly T[]): T[] {
  return all.filter((_, n) => IS_THOROUGH || process.env.SEGPLAN_MUTATE !== undefined || n % ONE_OF === 0);
}
