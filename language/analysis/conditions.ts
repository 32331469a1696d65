import type { Catalog, CatalogFlow } from '../model/catalog.ts';
import { changedFlow } from '../model/changed-flow.ts';
import { plainConditions } from '../model/flow-conditions.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { Plan, PlanDirection } from '../model/plan.ts';
import { reverseOf } from '../model/read-flow.ts';
import { ANY_SERVICE, type ServiceSet } from '../model/services.ts';

/** Whether a flow is needed at this time with these features, wherever its ends are. */
export function flowApplies(plan: Plan, flow: CatalogFlow, phases: ReadonlySet<string>): boolean {
  if (flow.contestedBy.length && !flow.sources.some((s) => plan.trusted.has(s.id))) return false;
  if (flow.features.length && !flow.features.some((f) => plan.features.has(f))) return false;
  return flow.phase === undefined || phases.has(flow.phase);
}

/**
 * The flow in the directions in which it may be opened: as stated; where the source leaves it open, both ways, unless the plan says
 * which side connects.
 */
export function directionsOf(plan: Plan, flow: CatalogFlow): CatalogFlow[] {
  // Between equals one statement is both ways, unless it tells the first from the second.
  const equals = flow.initiator === flow.responder && !plainConditions(flow.conditions).some((c) => 'side' in c && c.side);
  if (flow.initiative === 'stated' || equals) return [flow];
  const reverse = reverseOf(flow);
  const [forward, backward] = [saidOf(plan, flow), saidOf(plan, reverse)];
  return [without(flow, backward.subtract(forward)), without(reverse, forward.subtract(backward))].filter(
    (f) => !f.services.set.isEmpty || f.services.alternatives.length || f.services.parts.some((part) => part.unset),
  );
}

/** The services of a flow that directions of the plan say are opened this way round. */
function saidOf(plan: Plan, flow: CatalogFlow): ServiceSet {
  const said = plan.directions.filter((d) => isAbout(d, flow.initiator, flow.responder, flow, plan.catalog));
  return IntervalSet.unionAll(said.map((d) => d.services ?? ANY_SERVICE));
}

/** A flow less some of its services; the same object where that takes nothing away. */
function without(flow: CatalogFlow, services: ServiceSet): CatalogFlow {
  const { set, parts, alternatives } = flow.services;
  // A port that nobody has said yet is one of all ports alone.
  const all = services.covers(ANY_SERVICE);
  if (services.isEmpty || (!all && !IntervalSet.unionAll([set, ...alternatives.flat()]).overlaps(services))) return flow;
  const left = parts
    .map((part) => ({ ...part, set: part.set.subtract(services) }))
    .filter((part) => !part.set.isEmpty || (part.unset && !all));
  const groups = alternatives.filter((group) => !group.every((one) => services.covers(one)));
  return changedFlow(flow, { services: { ...flow.services, set: set.subtract(services), parts: left, alternatives: groups } });
}

/** Whether a `direction` of the plan is about a flow read as going from one role to the other. */
export function isAbout(d: PlanDirection, initiator: string, responder: string, flow: CatalogFlow, catalog: Catalog): boolean {
  const [from, to] = [catalog.ancestors(initiator), catalog.ancestors(responder)];
  return (
    d.initiators.some((r) => from.has(r)) &&
    d.responders.some((r) => to.has(r)) &&
    (d.services === undefined ||
      d.services.overlaps(IntervalSet.unionAll([flow.services.set, ...flow.services.alternatives.flat()])))
  );
}
