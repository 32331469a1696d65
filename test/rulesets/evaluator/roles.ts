// Roles, versions and properties of components.
import type * as ast from '../../../language/generated/ast.ts';

/** A role and everything it derives from. */
export function lineage(role: ast.Role, seen = new Set<ast.Role>()): Set<ast.Role> {
  if (seen.has(role)) return seen;
  seen.add(role);
  for (const parent of role.parents) if (parent.ref) lineage(parent.ref, seen);
  return seen;
}

export function hasRole(component: ast.Component, role: ast.Role): boolean {
  return component.roles.some((r) => r.ref && lineage(r.ref).has(role));
}

/** What a component sets a property to; nothing where it sets none, or has no such property. */
export function settingOf(component: ast.Component, property: ast.Property): string | undefined {
  const owner = property.$container;
  if (owner.$type !== 'Role' || !hasRole(component, owner)) return undefined;
  return component.assignments.find((a) => a.property.ref === property)?.value;
}

/** Versions as lists of numbers, the update level last: [12, 5, 0, 2]. */
function numbersOf(version: ast.Version): number[] {
  const numbers = String(version.number).split('.').map(Number);
  while (numbers.length < 4) numbers.push(0);
  return [...numbers, Number(version.update ?? 0)];
}

/** The version of the product that gives a component this role: its own, or else that of `use`, or else that of the catalog. */
export function versionOf(component: ast.Component, role: ast.Role, root: ast.Document): ast.Version | undefined {
  const own = component.versions[0]?.version;
  if (own) return own;
  const use = root.statements.find((s) => s.$type === 'Use' && s.vendor.ref === role.$container);
  return use?.$type === 'Use' ? (use.version ?? use.vendor.ref?.version) : undefined;
}

export function compare(version: ast.Version, operator: string, bound: ast.Version): boolean {
  const [a, b] = [numbersOf(version), numbersOf(bound)];
  const n = a.findIndex((number, i) => number !== b[i]);
  const difference = n < 0 ? 0 : a[n]! - b[n]!;
  if (operator === '<') return difference < 0;
  if (operator === '<=') return difference <= 0;
  if (operator === '>') return difference > 0;
  if (operator === '>=') return difference >= 0;
  return difference === 0;
}
