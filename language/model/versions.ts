import type { Version } from '../generated/ast.ts';

/** A product version with its update level: `12.5 update 2`. */
export interface ProductVersion {
  readonly numbers: readonly number[];
  readonly update: number;
  readonly text: string;
}

export function resolveVersion(node: Version | undefined): ProductVersion | undefined {
  if (!node?.number) return undefined;
  const update = node.update === undefined ? 0 : Number(node.update);
  return {
    numbers: String(node.number).split('.').map(Number),
    update,
    text: String(node.number) + (node.update === undefined ? '' : ` update ${update}`),
  };
}

/** Negative, zero or positive, as `a` is older than, the same as or newer than `b`. */
export function compareVersions(a: ProductVersion, b: ProductVersion): number {
  for (let n = 0; n < Math.max(a.numbers.length, b.numbers.length); n++) {
    const difference = (a.numbers[n] ?? 0) - (b.numbers[n] ?? 0);
    if (difference !== 0) return difference;
  }
  return a.update - b.update;
}

export function versionSatisfies(version: ProductVersion, operator: string, bound: ProductVersion): boolean {
  const order = compareVersions(version, bound);
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    default:
      return order === 0;
  }
}
