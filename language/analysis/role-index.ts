import type { AddressSet } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { append, isSameList, note, noteDifference } from '../model/lists.ts';
import type { Plan, PlanComponent, PlanZone } from '../model/plan.ts';

/** Components of one role in one zone that belong to the same deployments. */
export interface RoleGroup {
  readonly zone: PlanZone;
  readonly deployments: ReadonlySet<string>;
  readonly components: readonly PlanComponent[];
  /** Whether any of them may have addresses in other networks. */
  readonly hasLegs: boolean;
}

/** Whether all that a condition looks at in a component is the same of both, as far as that is seen at once. */
export function isAlike(a: PlanComponent, b: PlanComponent): boolean {
  return a.allRoles === b.allRoles && a.system === b.system && a.version === b.version && a.properties === b.properties;
}

/** The index of a plan, made once: as long as the list of zones is the same object, so are the components. */
export function roleIndexOf({ zones, lineage }: Plan): RoleIndex {
  let index = indexes.get(zones);
  if (!index) {
    index = new RoleIndex(zones, latest.get(lineage));
    indexes.set(zones, index);
    latest.set(lineage, index);
  }
  return index;
}

/** So few zones are looked up one by one. */
const FEW_ZONES = 4;

const indexes = new WeakMap<readonly PlanZone[], RoleIndex>();
const latest = new WeakMap<object, RoleIndex>();

// A zone is another object when any of its components is.
const inZones = new WeakMap<PlanZone, ReadonlyMap<string, readonly RoleGroup[]>>();

/** The groups of a zone by their roles. */
function groupsIn(zone: PlanZone): ReadonlyMap<string, readonly RoleGroup[]> {
  const known = inZones.get(zone);
  if (known) return known;
  const byRole = new Map<string, (RoleGroup & { components: PlanComponent[]; hasLegs: boolean })[]>();
  for (const component of zone.components)
    for (const role of component.allRoles) {
      const { deployments } = component;
      const same = byRole
        .get(role)
        ?.find((g) => g.deployments.size === deployments.size && [...deployments].every((d) => g.deployments.has(d)));
      const hasLegs = component.legs.length > 0;
      if (same) {
        same.components.push(component);
        same.hasLegs ||= hasLegs;
      } else note(byRole, role, { zone, deployments, components: [component], hasLegs });
    }
  inZones.set(zone, byRole);
  return byRole;
}

/** All addresses of some components together. Groups come back many times, and so do their lists of components. */
export function addressesOf(components: readonly PlanComponent[]): AddressSet {
  let known = addresses.get(components);
  if (!known) {
    known = IntervalSet.unionAll(components.map((c) => c.addresses));
    addresses.set(components, known);
  }
  return known;
}

const addresses = new WeakMap<readonly PlanComponent[], AddressSet>();

const NONE: readonly RoleGroup[] = [];

function haveSameDeployments(a: readonly RoleGroup[], b: readonly RoleGroup[]): boolean {
  const same = (one: RoleGroup['deployments'], other: RoleGroup['deployments']): boolean => isSameList([...one], [...other]);
  return a.length === b.length && a.every(({ deployments }, n) => same(deployments, b[n]!.deployments));
}

/** The groups of a role with those of other zones, which have as many, in the places of some. */
function withGroupsOf(instead: ReadonlyMap<PlanZone, PlanZone>, role: string, list: readonly RoleGroup[]): readonly RoleGroup[] {
  const now = list.slice();
  const places: number[] = [];
  const told = new Map<PlanZone, number>();
  for (let n = 0; n < list.length; n++) {
    const zone = instead.get(list[n]!.zone);
    if (!zone) continue;
    const count = told.get(zone) ?? 0;
    told.set(zone, count + 1);
    now[n] = groupsIn(zone).get(role)![count]!;
    places.push(n);
  }
  noteDifference(list, now, places);
  return now;
}

/** Components by role, zone and deployments: what every flow is joined over. */
export class RoleIndex {
  private readonly zones: readonly PlanZone[];
  private readonly groups = new Map<string, readonly RoleGroup[]>();
  private readonly places = new Map<string, readonly unknown[]>();
  private readonly bySite = new Map<string, Map<string | undefined, RoleGroup[]>>();
  private readonly byDeployment = new Map<string, Map<string | undefined, PlanComponent[]>>();

  /** @param former the index before an edit, whose lists stay the same objects where they hold the same */
  constructor(zones: readonly PlanZone[], former?: RoleIndex) {
    this.zones = zones;
    if (former && this.isPatched(former)) return;
    const all = new Map<string, RoleGroup[]>();
    for (const zone of zones)
      for (const [role, groups] of groupsIn(zone)) {
        const known = all.get(role);
        if (known) append(known, groups);
        else all.set(role, [...groups]);
      }
    for (const [role, groups] of all) {
      const before = former?.groups.get(role);
      this.groups.set(role, before && isSameList(before, groups) ? before : groups);
      const places = groups.flatMap((g) => [g.zone.site, [...g.deployments].join('\n')]);
      const were = former?.places.get(role);
      this.places.set(role, were && isSameList(were, places) ? were : places);
    }
  }

  /**
   * Takes over the lists of before, with the groups of the zones that are others in the places of those that they were: where each has groups of
   * the same roles and deployments, in the same site. @returns whether that is so
   */
  private isPatched({ zones: before, groups, places }: RoleIndex): boolean {
    const { zones } = this;
    if (before.length !== zones.length) return false;
    const instead = new Map<PlanZone, PlanZone>();
    for (let n = 0; n < zones.length; n++) if (zones[n] !== before[n]) instead.set(before[n]!, zones[n]!);
    const roles = new Set<string>();
    for (const [old, now] of instead) {
      const [were, are] = [groupsIn(old), groupsIn(now)];
      if (old.site !== now.site || were.size !== are.size) return false;
      for (const [role, own] of were) {
        if (!haveSameDeployments(own, are.get(role) ?? NONE)) return false;
        roles.add(role);
      }
    }
    for (const [role, list] of groups) {
      this.groups.set(role, roles.has(role) ? withGroupsOf(instead, role, list) : list);
    }
    for (const [role, list] of places) this.places.set(role, list);
    return true;
  }

  /** The groups of a role, in the order of their zones; the same list as before an edit, where it holds the same. */
  in(role: string): readonly RoleGroup[] {
    return this.groups.get(role) ?? NONE;
  }

  /** In which sites and deployments components of a role are; the same list as before an edit, where that is the same. */
  placesOf(role: string): readonly unknown[] {
    return this.places.get(role) ?? NONE;
  }

  /** The groups of a role in some zones, in the same order. */
  inZones(role: string, zones: ReadonlySet<PlanZone>): readonly RoleGroup[] {
    if (zones.size > FEW_ZONES) return this.in(role).filter(({ zone }) => zones.has(zone));
    const found = [...zones].flatMap((zone) => groupsIn(zone).get(role) ?? []);
    return found.length < 2 ? found : this.in(role).filter((group) => found.includes(group));
  }

  /** The groups of a role in one site, or outside of all. */
  inSite(role: string, site: string | undefined): readonly RoleGroup[] {
    let sites = this.bySite.get(role);
    if (!sites) {
      sites = new Map();
      for (const group of this.in(role)) note(sites, group.zone.site, group);
      this.bySite.set(role, sites);
    }
    return sites.get(site) ?? [];
  }

  /** The components of a role by a deployment that they belong to, of each kind at least one; under none those that belong to none. */
  ofDeployment(role: string, deployment: string | undefined): readonly PlanComponent[] {
    let known = this.byDeployment.get(role);
    if (!known) {
      known = new Map();
      const last = new Map<string, PlanComponent>();
      for (const { deployments, components } of this.in(role)) {
        const names = [...deployments];
        const key = names.toSorted().join('\n');
        for (const component of components) {
          // Those of one kind mostly come one after the other, and do the same.
          const before = last.get(key);
          if (before && isAlike(before, component)) continue;
          last.set(key, component);
          for (const name of names.length ? names : [undefined]) note(known, name, component);
        }
      }
      this.byDeployment.set(role, known);
    }
    return known.get(deployment) ?? [];
  }
}
