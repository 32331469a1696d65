import type { Version } from '../generated/ast.ts';

/** A product version with its update level, where one is given: `12.5 update 2`. */
export interface ProductVersion {
  readonly numbers: readonly number[];
  readonly update: number | undefined;
  readonly text: string;
}

export function resolveVersion(node: Version | undefined): ProductVersion | undefined {
  if (!node?.number) return undefined;
  const update = node.update === undefined ? undefined : Number(node.update);
  return {
    numbers: String(node.number).split('.').map(Number),
    update,
    text: String(node.number) + (update === undefined ? '' : ` update ${update}`),
  };
}

const HOLDS: Readonly<Record<string, readonly number[]>> = { '<': [-1], '<=': [-1, 0], '>': [1], '>=': [0, 1], '=': [0] };

/**
 * Whether a version is on the right side of a bound. A bound is as exact as it is written: 13.0.2 is `= 13`, and 12.5 update 2 is not
 * `> 12.5`.
 * @returns nothing where the version is given less exactly than the bound, so that it may be on either side: 13 against `>= 13.0.1`
 */
export function versionHolds(version: ProductVersion, operator: string, bound: ProductVersion): boolean | undefined {
  const wanted = HOLDS[operator] ?? HOLDS['=']!;
  const known = keptOrders(version, bound);
  if (known.every((order) => wanted.includes(order))) return true;
  return known.some((order) => wanted.includes(order)) ? undefined : false;
}

/** The same, once for each two: a catalog has some dozens of bounds, and each is asked about of thousands of components. */
function keptOrders(version: ProductVersion, bound: ProductVersion): readonly number[] {
  let ofBound = orders.get(bound);
  if (!ofBound) {
    ofBound = new WeakMap();
    orders.set(bound, ofBound);
  }
  let known = ofBound.get(version);
  if (!known) {
    known = [...ordersOf(version, bound)];
    ofBound.set(version, known);
  }
  return known;
}

const orders = new WeakMap<ProductVersion, WeakMap<ProductVersion, readonly number[]>>();

/** Whether a version may be older than a bound (-1), the same (0), newer (1). */
function ordersOf(version: ProductVersion, bound: ProductVersion): ReadonlySet<number> {
  const orders = new Set<number>();
  for (const [n, limit] of bound.numbers.entries()) {
    const number = version.numbers[n];
    if (number === undefined) {
      orders.add(1);
      // No number is below zero: 13 may be 13.0, and not older than that.
      if (limit > 0) return orders.add(-1).add(0);
    } else if (number !== limit) return orders.add(Math.sign(number - limit));
  }
  if (bound.update === undefined) return orders.add(0);
  // An update is one of the version that is named with it: 12.5.1 came after all updates of 12.5.
  if (version.numbers.slice(bound.numbers.length).some((number) => number > 0)) return orders.add(1);
  if (version.update !== undefined) return orders.add(Math.sign(version.update - bound.update));
  return bound.update > 0 ? orders.add(-1).add(0).add(1) : orders.add(0).add(1);
}

/** Negative, zero or positive, as `a` stands before, at or behind `b` in a list; what is left out counts as zero. */
export function compareVersions(a: ProductVersion, b: ProductVersion): number {
  for (let n = 0; n < Math.max(a.numbers.length, b.numbers.length); n++) {
    const difference = (a.numbers[n] ?? 0) - (b.numbers[n] ?? 0);
    if (difference !== 0) return difference;
  }
  return (a.update ?? 0) - (b.update ?? 0);
}

/** Of the versions that a catalog speaks of, the one by which another version is judged: the nearest before it, else the oldest. */
export function nearestVersion(version: ProductVersion, known: readonly ProductVersion[]): ProductVersion | undefined {
  const sorted = [...known].sort(compareVersions);
  return sorted.findLast((each) => compareVersions(each, version) <= 0) ?? sorted[0];
}

/** Whether a version may be one of those that a catalog speaks of, given more or less exactly, or lies between two of them. */
export function isSpokenOf(version: ProductVersion, known: readonly ProductVersion[]): boolean {
  if (known.some((each) => versionHolds(version, '=', each) !== false)) return true;
  const is = (operator: '<' | '>'): boolean => known.some((each) => versionHolds(version, operator, each));
  return is('<') && is('>');
}
