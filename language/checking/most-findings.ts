import type { Check, CheckContext, Finding } from './check.ts';

/** So many findings of one check are told: no editor shows more, and nobody reads them. Some checks say themselves what they leave out. */
export const MOST_FINDINGS = 5000;

/**
 * The last finding of a check that found more than is told, and what stands for the check: there is nothing to mend at it.
 * @param more how many are left out
 */
export function leftOut(check: Check, more: number, { root }: CheckContext): { check: Check; finding: Finding } {
  const { fix: _fix, fixAll: _fixAll, ...rest } = check;
  const node = root.statements.find((s) => s.$type === 'PlanHeader' || s.$type === 'Use') ?? root;
  const findings = more === 1 ? 'finding' : 'findings';
  const message = `${more.toLocaleString('en-US')} more ${findings} of ${check.code}; they show once those that are listed are mended.`;
  return { check: rest, finding: { node, message } };
}
