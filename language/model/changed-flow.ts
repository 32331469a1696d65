import type { CatalogFlow } from './catalog.ts';

/**
 * A copy of a flow that says something else. All of the flow is read for it.
 * @param flow as a catalog has it, of which what is said is read late and no spread copies it
 * @param changes what the copy says in place of that
 */
export function changedFlow(flow: CatalogFlow, changes: Partial<CatalogFlow> = {}): CatalogFlow {
  const { vendor, initiative, node, id, initiator, responder, services, conditions, features, phase, optional, exposed } = flow;
  const { acrossDeployments, traffic, protection, purpose, note, sources, contestedBy } = flow;
  const when = { services, conditions, features, phase, optional, exposed, acrossDeployments };
  const words = { traffic, protection, purpose, note, sources, contestedBy };
  return { vendor, initiative, node, id, initiator, responder, ...when, ...words, ...changes };
}
