import { adjustServices } from '../../model/adjust-services.ts';
import type { CatalogFlow } from '../../model/catalog.ts';
import { ofAnyVersion, partsOfCondition, plainConditions, type VersionCondition } from '../../model/flow-conditions.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import type { Plan } from '../../model/plan.ts';
import { NO_SERVICE, type ServiceSet } from '../../model/services.ts';
import type { Steps } from '../../model/steps.ts';
import { versionHolds } from '../../model/versions.ts';
import type { Analysis } from '../analyze.ts';
import { flowApplies } from '../conditions.ts';
import { keptWithStructure } from '../kept.ts';
import { isExpired } from '../permissions.ts';
import { flowsOfComponents, joiningFlows } from '../requirements.ts';
import { fits, versionAt } from '../truth.ts';
import { findingNeeds, mayPass, type NeedsAsked, type PassingNeed, passingNeeds } from './passing-needs.ts';

/** Ports of a rule that only another version of the product uses. */
export interface Superseded {
  readonly need: PassingNeed;
  readonly flow: CatalogFlow;
  /** Which versions use them, and which is there: `versions before 13, and vbr has 13`. */
  readonly reason: string;
  /** The ports that the version which is there uses in their place. */
  readonly instead: ServiceSet;
}

function asksForVersion(flow: CatalogFlow): boolean {
  return plainConditions(flow.conditions).some((c) => c.kind === 'version');
}

/** The flows that versions decide about, by what states them. */
function flowsOfVersions(plan: Plan): ReadonlyMap<unknown, CatalogFlow> {
  return keptWithStructure(plan, 'flows of versions', () => {
    const stated = new Map<unknown, CatalogFlow>();
    for (const flow of flowsOfComponents(plan)) if (asksForVersion(flow)) stated.set(flow.node, flow);
    return stated;
  });
}

/** Whether any rule opens ports that may be those of a version. */
function anyMayPass({ plan, moment }: Analysis): boolean {
  return plan.rules.some((rule) => !isExpired(rule, moment) && mayPass(rule));
}

/** Joins the flows that versions decide about, step by step: `supersededPorts` has them at hand then. */
export function* joiningVersions(analysis: Analysis): Steps<void> {
  if (!anyMayPass(analysis)) return;
  const stated = flowsOfVersions(analysis.plan);
  if (!stated.size) return;
  const needs = needsOfVersions(analysis, stated);
  yield* joiningFlows(analysis.plan, needs.wanted);
  yield* findingNeeds(analysis, needs);
}

function needsOfVersions({ moment }: Analysis, stated: ReadonlyMap<unknown, CatalogFlow>): NeedsAsked {
  return {
    counts: (rule) => !isExpired(rule, moment),
    about: 'flows that versions decide about',
    wanted: (f) => (stated.has(f.node) ? ofAnyVersion(f) : undefined),
    lasting: () => true,
    key: (r) => r.flow.node,
  };
}

/** Finds ports that rules open for components whose version of the product does not use them. */
export function supersededPorts(analysis: Analysis): Superseded[] {
  const { plan } = analysis;
  const stated = flowsOfVersions(plan);
  if (!stated.size || !anyMayPass(analysis)) return [];
  const needs = passingNeeds(analysis, needsOfVersions(analysis, stated));
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
  '!=': (v) => `versions other than ${v}`,
};

const CONTRARY: Readonly<Record<string, string>> = { '<': '>=', '<=': '>', '>': '<=', '>=': '<', '=': '!=' };

/** What a flow asks of versions, a condition that may not hold by its contrary. */
function boundsOf({ conditions }: CatalogFlow): { condition: VersionCondition; negated: boolean; operator: string }[] {
  return conditions
    .flatMap((c) => partsOfCondition(c))
    .flatMap(({ condition, negated }) => {
      if (condition.kind !== 'version') return [];
      return [{ condition, negated, operator: negated ? (CONTRARY[condition.operator] ?? '!=') : condition.operator }];
    });
}

/** The condition that does not hold, and the component that is of another version: `versions before 13, and vbr has 13`. */
function otherVersion(plan: Plan, flow: CatalogFlow, { requirements, region }: PassingNeed): string | undefined {
  for (const { condition, negated, operator } of boundsOf(flow))
    for (const side of condition.side ? [condition.side] : (['initiator', 'responder'] as const)) {
      const role = side === 'initiator' ? flow.initiator : flow.responder;
      if (!condition.side && !role.startsWith(`${flow.vendor}.`)) continue;
      const [ends, addresses] = side === 'initiator' ? (['from', 'sources'] as const) : (['to', 'destinations'] as const);
      for (const component of requirements.flatMap((r) => r[ends])) {
        if (!region.some((b) => b[addresses].overlaps(component.addresses))) continue;
        const version = versionAt(plan, role, component);
        if (version && versionHolds(version, condition.operator, condition.version) === negated)
          return `${(BOUNDS[operator] ?? BOUNDS['=']!)(condition.version.text)}, and ${component.name} has ${version.text}`;
      }
    }
  return undefined;
}

/** The ports that flows between the same two roles use in the versions that are there. */
function replacement(plan: Plan, { requirements, services, region }: PassingNeed): ServiceSet {
  const found: { readonly flow: CatalogFlow; readonly set: ServiceSet }[] = [];
  for (const { flow, from, to } of requirements)
    for (const other of plan.uses.get(flow.vendor)?.vendor.flows ?? []) {
      const same = other.initiator === flow.initiator && other.responder === flow.responder && other.phase === flow.phase;
      if (!same || other.node === flow.node || other.optional || !asksForVersion(other)) continue;
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
          found.push({
            flow: other,
            set: adjustServices(other.services, responder, plan.components).subtract(flow.services.set),
          });
    }
  // A port for some of the components alone stands beside the one that takes the place, where there is one for all.
  const asks = ({ flow }: { readonly flow: CatalogFlow }): boolean =>
    flow.features.length > 0 || plainConditions(flow.conditions).some((c) => c.kind !== 'version');
  const instead = found.some((each) => !asks(each)) ? found.filter((each) => !asks(each)) : found;
  return instead.length ? IntervalSet.unionAll(instead.map(({ set }) => set)).subtract(services) : NO_SERVICE;
}
