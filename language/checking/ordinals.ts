import { rangeOf } from './check.ts';
import type { Result } from './run-checks.ts';

/** Of findings that say the same of the same place, which one each is; nothing for those that a diagnostic tells apart by itself. */
export function ordinals(results: readonly Result[]): (number | undefined)[] {
  // Most say what no other one says, and where they stand is of no matter.
  const alike = new Map<string, number[]>();
  for (const [n, { finding }] of results.entries()) {
    const known = alike.get(finding.message);
    if (known) known.push(n);
    else alike.set(finding.message, [n]);
  }
  const numbers = new Array<number | undefined>(results.length);
  for (const some of alike.values()) if (some.length > 1) number(some, results, numbers);
  return numbers;
}

function number(some: readonly number[], results: readonly Result[], numbers: (number | undefined)[]): void {
  const same = new Map<string, number[]>();
  for (const n of some) {
    const { check, finding } = results[n]!;
    const { start, end } = rangeOf(finding);
    const key = `${check.code} ${start.line} ${start.character} ${end.line} ${end.character}`;
    const known = same.get(key);
    if (known) known.push(n);
    else same.set(key, [n]);
  }
  for (const each of same.values()) if (each.length > 1) for (const [ordinal, n] of each.entries()) numbers[n] = ordinal;
}
