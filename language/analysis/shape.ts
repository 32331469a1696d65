import { areSameBonds } from '../model/bindings.ts';
import { isSameList } from '../model/lists.ts';
import type { Plan, PlanComponent, PlanZone } from '../model/plan.ts';
import { keptWithSettings, keptWithStructure } from './kept.ts';

/** Of a plan what its shape was last, with the zones and the bindings that it was that of. */
interface Known extends Pick<Plan, 'zones' | 'bindings' | 'settings' | 'deployments' | 'pairings' | 'catalog'> {
  readonly shape: object;
}

const latest = new WeakMap<object, Known>();

/**
 * Goes for what catalogs ask of a plan, whoever it is asked of: the same object as before an edit that changed nothing but addresses, and what
 * components are called. Which components of which roles stand in which zones, with which properties, in which sites and deployments, and what
 * bindings say of each, is the same then, and so is which flows join which of them. Not so where machines have several networks: addresses
 * decide there who meets in them.
 */
export function shapeOf(plan: Plan): object {
  return keptWithStructure(plan, 'shape', () => {
    const { zones, bindings, settings, deployments, pairings, catalog } = plan;
    const before = latest.get(plan.lineage);
    const shape = before && isOfShape(plan, before) ? before.shape : {};
    latest.set(plan.lineage, { zones, bindings, settings, deployments, pairings, catalog, shape });
    return shape;
  });
}

function isOfShape(plan: Plan, before: Known): boolean {
  return (
    plan.settings === before.settings &&
    plan.deployments === before.deployments &&
    plan.pairings === before.pairings &&
    plan.catalog === before.catalog &&
    isSameList(plan.bindings, before.bindings) &&
    plan.zones.length === before.zones.length &&
    plan.zones.every((zone, n) => zone === before.zones[n] || isAlike(zone, before.zones[n]!, countsMachines(plan)))
  );
}

/** Whether any flow of the catalogs in use has a port for each of some machines. */
function countsMachines(plan: Plan): boolean {
  return keptWithSettings(plan, 'counts machines', () =>
    [...plan.uses.values()].some(({ vendor }) =>
      vendor.flows.some(({ services }) => services.parts.some((part) => part.counted !== undefined)),
    ),
  );
}

/** @param counts whether it matters for how many machines a component stands */
function isAlike(a: PlanZone, b: PlanZone, counts: boolean): boolean {
  return (
    a.name === b.name &&
    a.site === b.site &&
    a.isolated === b.isolated &&
    a.external === b.external &&
    a.rest === b.rest &&
    a.subnets.isEmpty === b.subnets.isEmpty &&
    a.components.length === b.components.length &&
    a.components.every((component, n) => isAlikeComponent(component, b.components[n]!, counts))
  );
}

function isAlikeComponent(a: PlanComponent, b: PlanComponent, counts: boolean): boolean {
  return (
    !a.legs.length &&
    !b.legs.length &&
    a.addresses.isEmpty === b.addresses.isEmpty &&
    (a.instances === b.instances || !counts) &&
    a.system === b.system &&
    a.version?.text === b.version?.text &&
    isSameList(a.roles, b.roles) &&
    isSameList([...a.allRoles], [...b.allRoles]) &&
    a.properties.size === b.properties.size &&
    [...a.properties].every(([name, value]) => b.properties.get(name) === value) &&
    isSameList([...a.deployments], [...b.deployments]) &&
    areSameBonds(a.bonds, b.bonds)
  );
}
