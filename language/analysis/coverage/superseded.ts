import { adjustServices } from '../../model/adjust-services.ts';
import type { CatalogFlow, FlowCondition } from '../../model/catalog.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import type { Plan, PlanComponent } from '../../model/plan.ts';
import { NO_SERVICE, type ServiceSet } from '../../model/services.ts';
import { type ProductVersion, versionSatisfies } from '../../model/versions.ts';
import type { Analysis } from '../analyze.ts';
import { fits, flowApplies } from '../conditions.ts';
import { isExpired } from '../permissions.ts';
import { type PassingNeed, passingNeeds } from './passing-needs.ts';

type VersionCondition = FlowCondition & { readonly kind: 'version' };

/** Ports of a rule that only another version of the product uses. */
export interface Superseded {
  readonly need: PassingNeed;
  readonly flow: CatalogFlow;
  /** Which versions use them, and which is there: `versions before 13, and vbr has 13`. */
  readonly reason: string;
  /** The ports that the version which is there uses in their place. */
  readonly instead: ServiceSet;
}

const isVersion = (c: FlowCondition): c is VersionCondition => c.kind === 'version';

/** Finds ports that rules open for components whose version of the product does not use them. */
export function supersededPorts(analysis: Analysis): Superseded[] {
  const { plan, moment } = analysis;
  const stated = new Map<unknown, CatalogFlow>();
  for (const { vendor } of plan.uses.values())
    for (const f of vendor.flows) if (f.conditions.some(isVersion)) stated.set(f.node, f);
  if (!stated.size) return [];
  const needs = passingNeeds(
    analysis,
    plan.rules.filter((rule) => !isExpired(rule, moment)),
    (f) => (stated.has(f.node) ? { ...f, conditions: f.conditions.filter((c) => !isVersion(c)) } : undefined),
    () => true,
    (r) => r.flow.node,
  );
  const result: Superseded[] = [];
  for (const need of needs) {
    const flow = stated.get(need.requirements[0]?.flow.node);
    const reason = flow && otherVersion(plan, flow, need);
    // Two flows of one port are one mistake.
    const seen = result.some((other) => other.need.rule === need.rule && other.need.services.equals(need.services));
    if (flow && reason && !seen) result.push({ need, flow, reason, instead: replacement(plan, need) });
  }
  return result;
}

const BOUNDS: Readonly<Record<string, (version: string) => string>> = {
  '<': (v) => `versions before ${v}`,
  '<=': (v) => `versions up to ${v}`,
  '>': (v) => `versions after ${v}`,
  '>=': (v) => `version ${v} and later`,
  '=': (v) => `version ${v}`,
};

/** The condition that does not hold, and the component that is of another version: `versions before 13, and vbr has 13`. */
function otherVersion(plan: Plan, flow: CatalogFlow, { requirements, region }: PassingNeed): string | undefined {
  for (const condition of flow.conditions.filter(isVersion))
    for (const side of condition.side ? [condition.side] : (['initiator', 'responder'] as const)) {
      const role = side === 'initiator' ? flow.initiator : flow.responder;
      if (!condition.side && !role.startsWith(`${flow.vendor}.`)) continue;
      const [ends, addresses] = side === 'initiator' ? (['from', 'sources'] as const) : (['to', 'destinations'] as const);
      for (const component of requirements.flatMap((r) => r[ends])) {
        if (!region.some((b) => b[addresses].overlaps(component.addresses))) continue;
        const version = versionOf(plan, component, role);
        if (version && !versionSatisfies(version, condition.operator, condition.version))
          return `${(BOUNDS[condition.operator] ?? BOUNDS['=']!)(condition.version.text)}, and ${component.name} has ${version.text}`;
      }
    }
  return undefined;
}

function versionOf(plan: Plan, component: PlanComponent, role: string): ProductVersion | undefined {
  return component.version ?? plan.uses.get(role.slice(0, role.indexOf('.')))?.version;
}

/** The ports that flows between the same two roles use in the versions that are there. */
function replacement(plan: Plan, { requirements, services, region }: PassingNeed): ServiceSet {
  const sets: ServiceSet[] = [];
  for (const { flow, from, to } of requirements)
    for (const other of plan.uses.get(flow.vendor)?.vendor.flows ?? []) {
      const same = other.initiator === flow.initiator && other.responder === flow.responder && other.phase === flow.phase;
      if (!same || other.node === flow.node || other.optional || !other.conditions.some(isVersion)) continue;
      if (!flowApplies(plan, other, new Set(other.phase === undefined ? [] : [other.phase]))) continue;
      const initiators = from.filter(
        (c) => region.some((b) => b.sources.overlaps(c.addresses)) && fits(plan, other, c, 'initiator'),
      );
      for (const responder of to)
        if (
          initiators.length &&
          region.some((b) => b.destinations.overlaps(responder.addresses)) &&
          fits(plan, other, responder, 'responder')
        )
          sets.push(adjustServices(other.services, responder, plan.components).subtract(flow.services.set));
    }
  return sets.length ? IntervalSet.unionAll(sets).subtract(services) : NO_SERVICE;
}
