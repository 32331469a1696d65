/** Set by `npm run test:chance`, which runs before a change lands. */
const THOROUGH = !!process.env.SEGPLAN_THOROUGH;

/**
 * How many plans of chance a property is tried with, or how much has to come of them: a fourth of all in `npm test`, which somebody waits
 * for, and all of them in `npm run test:chance`.
 */
export function ofChance(all: number): number {
  return THOROUGH ? all : Math.ceil(all / 4);
}
