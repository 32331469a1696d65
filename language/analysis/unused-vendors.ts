import type { CatalogVendor } from '../model/catalog.ts';
import type { Plan } from '../model/plan.ts';
import { keptWithStructure } from './kept.ts';

/** Whether a catalog has flows from one component of a plan to another. */
export function joinsComponents({ flows }: CatalogVendor, { components }: Plan): boolean {
  const having = (role: string) => components.filter((c) => c.allRoles.has(role));
  return flows.some((flow) => {
    if (flow.optional || flow.contestedBy.length) return false;
    const initiators = having(flow.initiator);
    return initiators.length > 0 && having(flow.responder).some((to) => initiators.some((from) => from !== to));
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
  const roles = keptWithStructure(
    plan,
    'roles that components have',
    () => new Set(plan.components.flatMap(({ allRoles }) => [...allRoles])),
  );
  const flows = plan.uses.get(id.slice(0, id.indexOf('.')))?.vendor.flows ?? [];
  return flows.some(
    ({ features, initiator, responder }) => features.includes(id) && roles.has(initiator) && roles.has(responder),
  );
}
