/** Set by `npm run test:chance`, which runs before a change lands. */
export const IS_THOROUGH = !!process.env.SEGPLAN_THOROUGH;

/** Whether changes of the code are tried, of which tests have to notice as many as they can. */
const TRIES_CHANGES = process.env.SEGPLAN_MUTATE !== undefined;

/** `npm test`, which somebody waits for, takes one of so many; more where changes of the code are tried, so that scores stay comparable. */
const ONE_OF = TRIES_CHANGES ? 4 : 8;

/**
 * How many plans of chance a property is tried with, or how much has to come of them: an eighth of all in `npm test`, and all of them in
 * `npm run test:chance`.
 * @param few how many in `npm test`, where an eighth takes long or shows too little
 */
export function ofChance(all: number, few?: number): number {
  if (IS_THOROUGH) return all;
  const part = Math.ceil(all / ONE_OF);
  return few === undefined || (TRIES_CHANGES && few < part) ? part : few;
}

/**
 * Of a long list of things of one kind, each of which is tried in the same way: every eighth in `npm test`, all of them in
 * `npm run test:chance` and where changes of the code are tried.
 * @param oneOf one of so many, where an eighth takes long or shows too little
 * @param from with which to begin, so that not all who try the same list take the same ones; the first where nothing is said
 */
export function someOf<T>(all: readonly T[], oneOf: number = ONE_OF, from = 0): T[] {
  return all.filter((_, n) => IS_THOROUGH || TRIES_CHANGES || n % oneOf === from % oneOf);
}

/**
 * A test that costs much and is rarely what an edit breaks, or one of many of its kind, of which others stay in `npm test`: `it` in
 * `npm run test:chance` and where changes of the code are tried; in `npm test` it isn't there, and isn't counted as skipped.
 */
export function thoroughly(title: string, test: (this: Mocha.Context) => void | PromiseLike<void>): void {
  if (IS_THOROUGH || TRIES_CHANGES) it(title, test as Mocha.Func);
}
