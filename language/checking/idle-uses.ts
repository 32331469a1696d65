import { keptWithStructure } from '../analysis/kept.ts';
import type * as ast from '../generated/ast.ts';
import type { CatalogVendor } from '../model/catalog.ts';
import { statesRules } from '../workspace/visible-documents.ts';
import type { CheckContext } from './check.ts';
import { statementsNaming } from './unused-names.ts';

/** The `use` lines of vendors of which a plan has nothing. */
export function idleUses({ plan, root }: CheckContext): { readonly node: ast.Use; readonly vendor: CatalogVendor }[] {
  if (!plan.components.length || !statesRules(root)) return [];
  const roles = keptWithStructure(
    plan,
    'roles that components have',
    () => new Set(plan.components.flatMap(({ allRoles }) => [...allRoles])),
  );
  const isJoined = ({ name, flows }: CatalogVendor): boolean =>
    [...roles].some((role) => role.startsWith(`${name}.`)) ||
    flows.some(({ initiator, responder }) => roles.has(initiator) && roles.has(responder));
  return [...plan.uses.values()].filter(
    ({ vendor, node }) => !isJoined(vendor) && statementsNaming(vendor.name, root).every((each) => each === node),
  );
}
