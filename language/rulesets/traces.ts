import type { Analysis } from '../analysis/analyze.ts';
import type { RuleBox } from '../analysis/permissions.ts';
import { intersect, isEmptyBox, possibleTraffic } from '../analysis/region.ts';
import type { CatalogFlow, Source } from '../model/catalog.ts';
import { reverseId } from '../model/read-flow.ts';
import type { ServiceSet } from '../model/services.ts';
import { compare } from './rule-ids.ts';

/** Why traffic is needed: one catalog flow. */
export interface Trace {
  readonly flow: string;
  readonly from: string;
  readonly to: string;
  readonly services: ServiceSet;
  readonly purpose: string;
  readonly protection: string | undefined;
  readonly traffic: string | undefined;
  readonly sources: readonly Source[];
}

/** One flow as the reason of an entry. */
export function traceOf(flow: CatalogFlow, services: ServiceSet): Trace {
  return {
    flow: flow.id,
    from: flow.initiator,
    to: flow.responder,
    services,
    purpose: flow.purpose,
    protection: flow.protection,
    traffic: flow.traffic,
    sources: flow.sources,
  };
}

/** Which required flows an entry serves. */
export function tracesOf(box: RuleBox, analysis: Analysis): Trace[] {
  if (box.rule.action === 'deny') return [];
  const traces = new Map<string, Trace>();
  for (const requirement of box.requirement ? [box.requirement] : analysis.index.touching(box)) {
    const needed = requirement.alternatives.flat().reduce((set, a) => set.union(a), requirement.services);
    const common = intersect(possibleTraffic(requirement.sources, requirement.destinations, needed), [box]).filter(
      (b) => !isEmptyBox(b),
    );
    if (!common.length) continue;
    const services = box.services.covers(needed) ? needed : needed.intersect(box.services);
    const { flow } = requirement;
    const key = `${flow.id} ${requirement.fromZone.name} ${requirement.toZone.name}`;
    traces.set(key, traceOf(flow, services));
  }
  return inCatalogOrder([...traces.values()], analysis);
}

const orders = new WeakMap<Analysis['plan']['catalog'], ReadonlyMap<string, number>>();

/** Flows in the order of their vendors' names, and then of their catalogs, whatever stands first in the plan. */
export function inCatalogOrder(traces: readonly Trace[], { plan: { catalog } }: Analysis): Trace[] {
  let order = orders.get(catalog);
  if (!order) {
    const vendors = [...catalog.vendors].sort(([a], [b]) => compare(a, b));
    order = new Map(vendors.flatMap(([, { flows }]) => flows.flatMap(({ id }) => [id, reverseId(id)])).map((id, n) => [id, n]));
    orders.set(catalog, order);
  }
  return [...traces].sort((a, b) => order.get(a.flow)! - order.get(b.flow)!);
}
