import type { CatalogFlow, FlowCondition } from '../model/catalog.ts';
import { inPairedSites, inSameSite } from '../model/deployments.ts';
import { isPlain, type PlainCondition, partsOfCondition, plainConditions } from '../model/flow-conditions.ts';
import type { Plan, PlanComponent } from '../model/plan.ts';
import { type ProductVersion, versionHolds } from '../model/versions.ts';
import { isAlike, type RoleGroup } from './role-index.ts';
import { isNearest, isShared } from './site-relations.ts';
import { isPresent } from './stand-ins.ts';

/**
 * Whether a condition holds; nothing where the plan doesn't say. What isn't certainly false counts as holding: the product may then do
 * either, and a flow that is missed fails in silence.
 */
export type Truth = boolean | undefined;

export type Side = 'initiator' | 'responder';

/** What holds at one side, or nothing of it is asked. */
type SideTruth = Truth | 'not asked';

/** All of these: false where one is, unknown where one is that none contradicts. */
function every(truths: readonly Truth[]): Truth {
  return truths.includes(false) ? false : truths.includes(undefined) ? undefined : true;
}

function negate(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth;
}

/** The truth of a condition from that of the plain ones that it is made of. */
function truthOf(c: FlowCondition, plain: (condition: PlainCondition) => Truth): Truth {
  if (isPlain(c)) return plain(c);
  if (c.kind === 'not') return negate(truthOf(c.of, plain));
  const truths = c.of.map((each) => truthOf(each, plain));
  return c.kind === 'all' ? every(truths) : negate(every(truths.map(negate)));
}

/** The version of a vendor's product on a component, or of a plan. */
export function versionAt(plan: Plan, role: string, component?: PlanComponent): ProductVersion | undefined {
  return component?.version ?? versionOf(plan, role);
}

/** The version that a plan says of the product that a role is of; asked of the same few roles by each flow. */
function versionOf({ uses }: Plan, role: string): ProductVersion | undefined {
  let known = versions.get(uses);
  if (!known) {
    known = new Map();
    versions.set(uses, known);
  }
  if (!known.has(role)) known.set(role, uses.get(role.slice(0, role.indexOf('.')))?.version);
  return known.get(role);
}

const versions = new WeakMap<Plan['uses'], Map<string, ProductVersion | undefined>>();

/** What a plain condition says of a component at one side of a flow. */
function atSide(plan: Plan, flow: CatalogFlow, c: PlainCondition, component: PlanComponent, side: Side): SideTruth {
  if ('side' in c && c.side && c.side !== side) return 'not asked';
  const role = flow[side];
  switch (c.kind) {
    case 'role':
      return component.allRoles.has(c.role) !== c.negated;
    case 'system':
      return component.system === undefined ? undefined : component.system === c.system;
    case 'property':
      if (!component.allRoles.has(c.role)) return c.side ? undefined : 'not asked';
      return compareValue(component.properties.get(c.property) ?? usualValue(plan, c.role, c.property), c.operator, c.values);
    case 'version': {
      // Another vendor's component has versions of another product.
      if (!c.side && !role.startsWith(`${flow.vendor}.`)) return 'not asked';
      const version = versionAt(plan, role, component);
      return version && versionHolds(version, c.operator, c.version);
    }
    default:
      return 'not asked';
  }
}

/** What a property is unless it is set: another role's of the same name may be another thing. */
function usualValue(plan: Plan, role: string, name: string): string | undefined {
  return plan.catalog.roles.get(role)?.properties.find((property) => property.name === name)?.default;
}

function compareValue(value: string | undefined, operator: string, values: readonly string[]): Truth {
  if (value === undefined) return undefined;
  const [number, bound] = [numberOf(value), numberOf(values[0] ?? '')];
  if (operator === '=') return values.includes(value) || (number !== undefined && values.some((v) => numberOf(v) === number));
  // The check `invalid-value` reports what is no number.
  if (number === undefined || bound === undefined) return undefined;
  if (operator.startsWith('<')) return number < bound || (operator === '<=' && number === bound);
  return number > bound || (operator === '>=' && number === bound);
}

function numberOf(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : undefined;
}

/** What a plain condition says of both ends: of whichever it asks, and of all that it asks. */
function ofBoth(plan: Plan, flow: CatalogFlow, c: PlainCondition, sides: readonly SideTruth[]): Truth {
  const asked = sides.filter((truth) => truth !== 'not asked');
  if (asked.length) return every(asked);
  if (c.kind !== 'version') return undefined;
  const version = versionAt(plan, `${flow.vendor}.`);
  return version && versionHolds(version, c.operator, c.version);
}

/** Whether a component can be this side of a flow, whatever the other side is. */
export function fits(plan: Plan, flow: CatalogFlow, component: PlanComponent, side: Side): boolean {
  return flow.conditions.every((condition) => {
    const truth = truthOf(condition, (c) => {
      const own = atSide(plan, flow, c, component, side);
      // The other side may still make false what is true here.
      return own === 'not asked' || (own && !('side' in c && c.side)) ? undefined : own;
    });
    return truth !== false;
  });
}

/** Conditions that depend on more than one component: they are asked for two groups of components. */
function isOfBoth(condition: FlowCondition): boolean {
  const sides = new Set(
    partsOfCondition(condition).map(({ condition: c }) => ('side' in c && c.kind !== 'nearest' && c.side) || 'both'),
  );
  return sides.size > 1 || sides.has('both');
}

/**
 * The groups of one side that fit a flow. Where a condition is made of several and depends on both sides, they are split, so that each of
 * its parts is true of all components of a group, or false of all, or unknown.
 */
export function groupsAt(plan: Plan, flow: CatalogFlow, side: Side, groups: readonly RoleGroup[]): readonly RoleGroup[] {
  if (!flow.conditions.length) return groups;
  const parts = flow.conditions
    .filter((c) => !isPlain(c) && isOfBoth(c))
    .flatMap((c) => partsOfCondition(c).map((part) => part.condition));
  return groups.flatMap((group) => {
    let last: PlanComponent | undefined;
    let isFit = false;
    const components = group.components.filter((c) => {
      if (!last || !isAlike(last, c)) isFit = fits(plan, flow, c, side);
      last = c;
      return isFit;
    });
    if (!components.length) return [];
    const fitting = components.length === group.components.length ? group : { ...group, components };
    if (!parts.length || components.length === 1) return [fitting];
    const alike = new Map<string, PlanComponent[]>();
    for (const component of components) {
      const truths = parts.map((c) => atSide(plan, flow, c, component, side)).join();
      alike.set(truths, [...(alike.get(truths) ?? []), component]);
    }
    return alike.size === 1 ? [fitting] : [...alike.values()].map((each) => ({ ...group, components: each }));
  });
}

/** Whether a flow may hold between components of two groups that fit it, as far as both together decide. */
export function holdsBetween(plan: Plan, flow: CatalogFlow, initiators: RoleGroup, responders: RoleGroup): boolean {
  const from = initiators.components[0];
  const to = responders.components[0];
  if (!from || !to) return false;
  const conditions = conditionsOfBoth(flow);
  if (!conditions.length) return true;
  const areOfUse = !from.version && !to.version && isByVersions(flow);
  const known = areOfUse ? decidedByUse.get(flow) : undefined;
  if (known?.uses === plan.uses) return known.holds;
  const plain = (c: PlainCondition): Truth => {
    switch (c.kind) {
      case 'sites':
        return c.relation === 'same'
          ? inSameSite(initiators.zone, responders.zone)
          : inPairedSites(plan, initiators.zone, responders.zone);
      case 'nearest':
        return c.side === 'initiator'
          ? isNearest(plan, flow, [flow.initiator, ...c.among], initiators, responders)
          : isNearest(plan, flow, [flow.responder, ...c.among], responders, initiators);
      case 'absent':
        return !isPresent(plan, flow, c.roles, [from, to], fits);
      case 'no-shared':
        return !isShared(plan, c.roles, initiators, responders);
      default:
        return ofBoth(plan, flow, c, [atSide(plan, flow, c, from, 'initiator'), atSide(plan, flow, c, to, 'responder')]);
    }
  };
  const holds = conditions.every((c) => truthOf(c, plain) !== false);
  if (areOfUse) decidedByUse.set(flow, { uses: plan.uses, holds });
  return holds;
}

// Few components have a version of their own: of most flows the version that a plan uses decides, and once for all components.
const decidedByUse = new WeakMap<CatalogFlow, { readonly uses: Plan['uses']; readonly holds: boolean }>();

/** Whether anything of a flow is asked for two groups, besides what is asked of each. */
export function isOfBothSides(flow: CatalogFlow): boolean {
  return conditionsOfBoth(flow).length > 0;
}

/** Whether versions of products are all that is asked of a flow for two groups. */
function isByVersions(flow: CatalogFlow): boolean {
  let is = byVersions.get(flow);
  if (is === undefined) {
    is = conditionsOfBoth(flow).every((c) => partsOfCondition(c).every(({ condition }) => condition.kind === 'version'));
    byVersions.set(flow, is);
  }
  return is;
}

const byVersions = new WeakMap<CatalogFlow, boolean>();

/** Whether what is asked for two groups hangs on what the components of both are, and on the plan, where none belongs to a deployment. */
export function isByComponents(flow: CatalogFlow): boolean {
  return plainConditions(conditionsOfBoth(flow)).every(
    ({ kind }) => kind !== 'sites' && kind !== 'nearest' && kind !== 'no-shared',
  );
}

/** The conditions that are asked for two groups: plain ones about one side have been asked of each component. */
function conditionsOfBoth(flow: CatalogFlow): readonly FlowCondition[] {
  let conditions = ofBothSides.get(flow);
  if (!conditions) {
    conditions = flow.conditions.filter((c) => c.kind !== 'role' && c.kind !== 'system' && c.kind !== 'property');
    ofBothSides.set(flow, conditions);
  }
  return conditions;
}

// Each flow is asked about each two groups of components, which may be a million.
const ofBothSides = new WeakMap<CatalogFlow, readonly FlowCondition[]>();
