import type * as ast from '../../generated/ast.ts';
import type { Catalog, CatalogFlow } from '../../model/catalog.ts';
import { trustable } from '../../model/describe-source.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import type { Plan, PlanComponent } from '../../model/plan.ts';
import { allOf } from '../../model/resolve-services.ts';
import type { Analysis } from '../analyze.ts';
import { flowApplies } from '../conditions.ts';
import { type Requirement, trafficAs } from '../requirements.ts';

/** A reading of a lower source that a maker's reference contests, and that would hold in a plan if the plan trusted its source. */
export interface ContestedReading {
  /** The statement of the catalog. */
  readonly node: ast.Flow;
  readonly flow: CatalogFlow;
  /** What it would require. */
  readonly requirements: readonly Requirement[];
  /**
   * What the maker has between the same two roles, in either direction, as far as it joins components of the plan: on the same ports,
   * or on others where it has nothing on these.
   */
  readonly rivals: readonly Requirement[];
  /** Ids of the sources that a plan can trust to have it required. */
  readonly sources: readonly string[];
}

/** Whether a flow is a reading that a maker's reference contests and that the plan does not trust. */
export function isContested(plan: Plan, flow: CatalogFlow): boolean {
  return flow.contestedBy.length > 0 && !flow.sources.some((s) => plan.trusted.has(s.id));
}

/** Ids of the sources whose readings something contests: what a plan can trust. Those of vendors that the plan doesn't use as well. */
export function trustableSources({ catalog }: Plan): Set<string> {
  const contested = [...catalog.vendors.values()].flatMap((v) => v.flows.filter((f) => f.contestedBy.length));
  return new Set(contested.flatMap(trustable));
}

/** Whether a flow would be required now if the plan trusted its source. */
export function wouldApply(plan: Plan, flow: CatalogFlow, phases: ReadonlySet<string>): boolean {
  return !flow.optional && flowApplies(plan, flow.contestedBy.length ? { ...flow, contestedBy: [] } : flow, phases);
}

/** The contested readings of a plan, one for each statement of a catalog; none of what is required anyway, since nothing hangs on it. */
export function contestedReadings({ plan, phases, requirements: required }: Analysis): ContestedReading[] {
  const byNode = new Map<ast.Flow, Requirement[]>();
  for (const each of trafficAs(plan, (f) => (isContested(plan, f) && wouldApply(plan, f, phases) ? f : undefined))) {
    if (isRequiredAnyway(each, required)) continue;
    const known = byNode.get(each.flow.node);
    if (known) known.push(each);
    else byNode.set(each.flow.node, [each]);
  }
  if (!byNode.size) return [];
  // What is optional answers a reading as well: the maker knows of it, and doesn't require it.
  const makers = trafficAs(plan, (f) =>
    !f.contestedBy.length && f.sources.some((s) => s.vendor) && flowApplies(plan, f, phases) ? f : undefined,
  );
  return [...byNode].map(([node, requirements]) => {
    const { flow } = requirements[0]!;
    const between = makers.filter((m) => requirements.some((r) => isRival(m, r, plan.catalog)));
    // What the maker has on the same ports answers the reading; without such, all that it has between the two does.
    const same = between.filter((m) => allOf(m.flow.services).overlaps(allOf(flow.services)));
    const rivals = same.length ? same : between;
    return { node, flow, requirements, rivals, sources: trustable(flow) };
  });
}

/** Whether all that a reading asks for is required between each two of its components. */
function isRequiredAnyway({ from, to, services, alternatives }: Requirement, required: readonly Requirement[]): boolean {
  return from.every((a) => {
    const ofInitiator = required.filter((r) => r.from.includes(a));
    return to.every((b) => {
      const between = ofInitiator.filter((r) => a !== b && r.to.includes(b));
      const all = IntervalSet.unionAll(between.map((r) => r.services));
      return (
        a === b ||
        (services.subtract(all).isEmpty && alternatives.every((choice) => choice.some((each) => each.subtract(all).isEmpty)))
      );
    });
  });
}

/** Whether one requirement is about the roles of another, or about roles that these derive from or that derive from them. */
function isRival(maker: Requirement, reading: Requirement, catalog: Catalog): boolean {
  const isKin = (a: string, b: string): boolean => catalog.ancestors(a).has(b) || catalog.ancestors(b).has(a);
  const joins = (from: 'from' | 'to', to: 'from' | 'to'): boolean =>
    shares(maker.from, reading[from]) && shares(maker.to, reading[to]);
  const [m, r] = [maker.flow, reading.flow];
  return (
    (isKin(m.initiator, r.initiator) && isKin(m.responder, r.responder) && joins('from', 'to')) ||
    (isKin(m.initiator, r.responder) && isKin(m.responder, r.initiator) && joins('to', 'from'))
  );
}

function shares(some: readonly PlanComponent[], others: readonly PlanComponent[]): boolean {
  return some.some((each) => others.includes(each));
}
