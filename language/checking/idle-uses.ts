import { keptWithStructure } from '../analysis/kept.ts';
import type * as ast from '../generated/ast.ts';
import type { CatalogVendor } from '../model/catalog.ts';
import { statesRules } from '../workspace/visible-documents.ts';
import type { CheckContext } from './check.ts';
import { statementsNaming } from './said-parts.ts';

/** The `use` lines of vendors of which a plan has nothing. */
export function idleUses(context: CheckContext): { readonly node: ast.Use; readonly vendor: CatalogVendor }[] {
  const { plan, root } = context;
  if (!plan.components.length || !statesRules(root)) return [];
  const unjoined = keptWithStructure(plan, 'vendors that join no components', () => {
    const roles = new Set(plan.components.flatMap(({ allRoles }) => [...allRoles]));
    const vendors = new Set([...roles].map((role) => role.slice(0, role.indexOf('.'))));
    return [...plan.uses.values()].flatMap(({ vendor: { name, flows } }) =>
      vendors.has(name) || flows.some(({ initiator, responder }) => roles.has(initiator) && roles.has(responder)) ? [] : [name],
    );
  });
  return unjoined.flatMap((name) => {
    const use = plan.uses.get(name);
    return use && statementsNaming(name, context).every((each) => each === use.node) ? [use] : [];
  });
}
