/** Set by `npm run test:chance`, which runs before a change lands. */
const THOROUGH = !!process.env.SEGPLAN_THOROUGH;

/**
 * How many plans of chance a property is tried with, or how much has to come of them: a fourth of all in `npm test`, which somebody waits
 * for, and all of them in `npm run test:chance`.
 * @param few how many in `npm test`, where a fourth takes long
 */
export function ofChance(all: number, few: number = Math.ceil(all / 4)): number {
  return THOROUGH ? all : few;
}
