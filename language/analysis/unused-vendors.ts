import type { CatalogVendor } from '../model/catalog.ts';
import type { Plan } from '../model/plan.ts';
import { keptWithStructure } from './kept.ts';

/** Whether a catalog has flows from one component of a plan to another. */
export function joinsComponents({ flows }: CatalogVendor, plan: Plan): boolean {
  const having = (role: string) => plan.components.filter((c) => c.allRoles.has(role));
  const roles = rolesIn(plan);
  return flows.some((flow) => {
    if (flow.optional || flow.contestedBy.length || !roles.has(flow.initiator) || !roles.has(flow.responder)) return false;
    const initiators = having(flow.initiator);
    return having(flow.responder).some((to) => initiators.some((from) => from !== to));
  });
}

/** Whether catalogs in use say what a role needs, as those of one product do of another product that it works with. */
export function isPartner(role: string, plan: Plan): boolean {
  return [...plan.uses.values()].some(({ vendor }) =>
    vendor.flows.some(({ initiator, responder }) => initiator === role || responder === role),
  );
}

/** Whether a vendor in use has a flow of a feature whose two roles are among the components of a plan. */
export function isFeatureThere(id: string, plan: Plan): boolean {
  const roles = rolesIn(plan);
  const flows = plan.uses.get(id.slice(0, id.indexOf('.')))?.vendor.flows ?? [];
  return flows.some(
    ({ features, initiator, responder }) => features.includes(id) && roles.has(initiator) && roles.has(responder),
  );
}

/** All roles that components of a plan have, and those that these derive from. */
function rolesIn(plan: Plan): ReadonlySet<string> {
  return keptWithStructure(
    plan,
    'roles that components have',
    () => new Set(plan.components.flatMap(({ allRoles }) => [...allRoles])),
  );
}
