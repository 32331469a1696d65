// Versions and values of properties, compared.
import type * as ast from '../../language/generated/ast.ts';
import { all, type Plan } from './plan.ts';

export function isRight(value: string, operator: string, limit: string): boolean {
  switch (operator) {
    case '<':
      return Number(value) < Number(limit);
    case '<=':
      return Number(value) <= Number(limit);
    case '>':
      return Number(value) > Number(limit);
    case '>=':
      return Number(value) >= Number(limit);
    default:
      return value === limit;
  }
}

export function usedVersion(plan: Plan, vendor: ast.Vendor): ast.Version | undefined {
  const use = all(plan.document, 'Use').find(({ vendor: used }) => used.ref?.name === vendor.name);
  return use && (use.version ?? vendor.version);
}

/** What comes out of a comparison, for all versions that one may be which is given less exactly than the limit. */
export function outcomes(version: ast.Version, operator: string, limit: ast.Version): boolean[] {
  const wanted = numbersOf(limit);
  const given = numbersOf(version);
  let may: number[][] = [given];
  // Numbers that are not given may be any: zero, and those around what is asked.
  while (may[0]!.length < wanted.length) {
    const asked = wanted[may[0]!.length]!;
    may = may.flatMap((numbers) => [0, asked - 1, asked, asked + 1].filter((n) => n >= 0).map((n) => [...numbers, n]));
  }
  return may.flatMap((numbers) => {
    const order = orderOf(numbers, wanted);
    if (order !== 0 || limit.update === undefined) return [isOrder(order, operator)];
    // After the last update comes the next version.
    if (numbers.slice(wanted.length).some((n) => n > 0)) return [isOrder(1, operator)];
    const updates =
      version.update === undefined
        ? [0, limit.update - 1, limit.update, limit.update + 1].filter((n) => n >= 0)
        : [version.update];
    return updates.map((update) => isOrder(Math.sign(update - limit.update!), operator));
  });
}

function numbersOf({ number }: ast.Version): number[] {
  return String(number).split('.').map(Number);
}

/** As exactly as the limit is written. */
function orderOf(numbers: readonly number[], limit: readonly number[]): number {
  const n = limit.findIndex((each, i) => each !== numbers[i]);
  return n < 0 ? 0 : Math.sign(numbers[n]! - limit[n]!);
}

function isOrder(order: number, operator: string): boolean {
  const orders: Record<string, readonly number[]> = { '<': [-1], '<=': [-1, 0], '=': [0], '>=': [0, 1], '>': [1] };
  return orders[operator]!.includes(order);
}
