// Roles, versions and properties of components.
import type * as ast from '../../../language/generated/ast.ts';
import { once } from './once.ts';

/** A role and everything it derives from. */
export const lineage = once((role: ast.Role): ReadonlySet<ast.Role> => collect(role, new Set()));

function collect(role: ast.Role, seen: Set<ast.Role>): Set<ast.Role> {
  if (seen.has(role)) return seen;
  seen.add(role);
  for (const parent of role.parents) if (parent.ref) collect(parent.ref, seen);
  return seen;
}

export function hasRole(component: ast.Component, role: ast.Role): boolean {
  return component.roles.some((r) => r.ref && lineage(r.ref).has(role));
}

/** What a component sets a property to; nothing where it sets none, or has no such property. */
export function settingOf(component: ast.Component, property: ast.Property): string | undefined {
  const owner = property.$container;
  if (owner.$type !== 'Role' || !hasRole(component, owner)) return undefined;
  return component.assignments.find((a) => a.property.ref === property)?.value ?? property.default;
}

/** The version of the product that gives a component this role: its own, or else that of `use`, or else that of the catalog. */
export function versionOf(component: ast.Component, role: ast.Role, root: ast.Document): ast.Version | undefined {
  return component.versions[0]?.version ?? usedVersion(role.$container as ast.Vendor, root);
}

/** The version of a product in a plan: that of `use`, or else that of the catalog. A role may stand in a block that extends the vendor's. */
export function usedVersion(vendor: ast.Vendor, root: ast.Document): ast.Version | undefined {
  const use = root.statements.find((s) => s.$type === 'Use' && s.vendor.ref?.name === vendor.name);
  return use?.$type === 'Use' ? (use.version ?? use.vendor.ref?.version) : undefined;
}

function order(a: readonly number[], b: readonly number[]): number {
  const n = a.findIndex((number, i) => number !== b[i]);
  return n < 0 ? 0 : a[n]! - b[n]!;
}

/**
 * 1 where a version is on the right side of a bound, 0 where it isn't, and a half where it is given less exactly than the bound: then it
 * is anything from its first release to its last. A bound is as exact as it is written.
 */
export function compare(version: ast.Version, operator: string, bound: ast.Version): number {
  const [given, asked] = [version, bound].map((v) => String(v.number).split('.').map(Number));
  const length = bound.update === undefined ? asked!.length : Math.max(given!.length, asked!.length);
  const fill = (numbers: readonly number[], rest: number): number[] =>
    Array.from({ length }, (_, n) => numbers[n] ?? (n < asked!.length ? rest : 0));
  const withUpdate = (numbers: number[], update: number): number[] =>
    bound.update === undefined ? numbers : [...numbers, update];
  const limit = withUpdate(fill(asked!, 0), bound.update ?? 0);
  const first = order(withUpdate(fill(given!, 0), version.update ?? 0), limit);
  const last = order(withUpdate(fill(given!, Infinity), version.update ?? Infinity), limit);
  const either = (all: boolean, none: boolean): number => (all ? 1 : none ? 0 : 0.5);
  if (operator === '<') return either(last < 0, first >= 0);
  if (operator === '<=') return either(last <= 0, first > 0);
  if (operator === '>') return either(first > 0, last <= 0);
  if (operator === '>=') return either(first >= 0, last < 0);
  return either(first === 0 && last === 0, first > 0 || last < 0);
}
