import * as ast from '../generated/ast.ts';
import { statementsButRules } from '../model/structure.ts';
import { contentsOf } from '../syntax/contents.ts';
import type { CheckContext } from './check.ts';

/** The components of a plan's own file with roles of vendors that are not in use. */
export function ofOtherVendors({ plan, analysis, root }: CheckContext): ast.Component[] {
  // Roles are those of catalogs, and which of these are in use is a setting of the plan.
  return analysis.memory.each(
    'components of other vendors',
    statementsButRules(root),
    [plan.catalog, plan.settings],
    componentsOutside(plan),
  );
}

/** The same of the files that a plan imports. */
export function importedOfOtherVendors({ plan, analysis }: CheckContext): ast.Component[] {
  return analysis.memory.each(
    'imported components of other vendors',
    plan.imports.flatMap((file) => statementsButRules(file)),
    [plan.catalog, plan.settings],
    componentsOutside(plan),
  );
}

function componentsOutside({ uses }: CheckContext['plan']): (statement: ast.Statement) => ast.Component[] {
  const isOutside = ({ ref }: ast.Component['roles'][number]): boolean => ref !== undefined && !uses.has(ref.$container.name);
  return (statement) =>
    contentsOf(statement).filter((node) => ast.isComponent(node) && node.roles.some(isOutside)) as ast.Component[];
}
