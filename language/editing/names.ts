import type { AstNode } from 'langium';
import * as ast from '../generated/ast.ts';
import { roleId } from '../model/catalog-ids.ts';
import type { Plan } from '../model/plan.ts';
import { isName } from '../syntax/name-words.ts';

/** What a fix may name in a plan. */
export type Nameable = ast.Zone | ast.Component | ast.Site | ast.Group | ast.Role;

const known = new WeakMap<Plan, ReadonlyMap<string, readonly AstNode[]>>();

/**
 * How to name something in the rules of a plan, so that the name leads to it and to nothing else: `repo`, or `backup.repo` where another
 * thing is called `repo` as well.
 * @returns nothing where no name leads there
 */
export function nameOf(node: Nameable, plan: Plan): string | undefined {
  let names = known.get(plan);
  if (!names) {
    names = namesOf(plan);
    known.set(plan, names);
  }
  const leadsThere = (name: string): boolean => {
    const meant = names?.get(name);
    return meant?.length === 1 && meant[0] === node && name.split('.').every(isName);
  };
  return namesFor(node).find(leadsThere);
}

/** What a thing may be called, the shortest first. */
function namesFor(node: Nameable): string[] {
  if (ast.isRole(node)) return [roleId(node)];
  const zone = node.$container;
  return ast.isComponent(node) && ast.isZone(zone) ? [node.name, `${zone.name}.${node.name}`] : [node.name];
}

/** Everything that an end of a rule can name, by its names: what stands in the plan goes before roles, as in the scopes. */
function namesOf(plan: Plan): ReadonlyMap<string, readonly AstNode[]> {
  const names = new Map<string, AstNode[]>();
  const add = (node: Nameable): void => {
    for (const name of namesFor(node)) names.set(name, [...(names.get(name) ?? []), node]);
  };
  const addZone = (zone: ast.Zone): void => [zone, ...zone.components].forEach(add);
  for (const statement of [plan.root, ...plan.imports].flatMap((tree) => tree.statements)) {
    if (ast.isZone(statement)) addZone(statement);
    else if (ast.isGroup(statement)) add(statement);
    else if (ast.isSite(statement)) {
      add(statement);
      statement.zones.forEach(addZone);
    }
  }
  for (const [id, { node }] of plan.catalog.roles) if (!names.has(id)) names.set(id, [node]);
  return names;
}
