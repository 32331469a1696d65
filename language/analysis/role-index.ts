import type { AddressSet } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { Plan, PlanComponent, PlanZone } from '../model/plan.ts';

/** Components of one role in one zone that belong to the same deployments. */
export interface RoleGroup {
  readonly zone: PlanZone;
  readonly deployments: ReadonlySet<string>;
  readonly components: readonly PlanComponent[];
}

/** Notes an item in the list under a key. */
export function note<K, T>(lists: Map<K, T[]>, key: K, item: T): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}

/** The index of a plan, made once: as long as the zones are the same objects, so are the components. */
export function roleIndexOf({ zones, components }: Plan): RoleIndex {
  let index = indexes.get(zones);
  if (!index) {
    index = new RoleIndex(components);
    indexes.set(zones, index);
  }
  return index;
}

/** So few zones are looked up one by one. */
const FEW_ZONES = 4;

const indexes = new WeakMap<readonly PlanZone[], RoleIndex>();

/** Components by role, zone and deployments: what every flow is joined over. */
export class RoleIndex {
  private readonly byRole = new Map<string, Map<PlanZone, (RoleGroup & { components: PlanComponent[] })[]>>();
  private readonly addresses = new WeakMap<readonly PlanComponent[], AddressSet>();
  private readonly flat = new Map<string, readonly RoleGroup[]>();
  private readonly bySite = new Map<string, Map<string | undefined, RoleGroup[]>>();
  private readonly byDeployment = new Map<string, Map<string | undefined, PlanComponent[]>>();

  constructor(components: readonly PlanComponent[]) {
    for (const component of components) for (const role of component.allRoles) this.put(role, component);
  }

  /** The groups of a role, zones in the order in which they first hold one. */
  in(role: string): readonly RoleGroup[] {
    let groups = this.flat.get(role);
    if (!groups) {
      groups = [...(this.byRole.get(role)?.values() ?? [])].flat();
      this.flat.set(role, groups);
    }
    return groups;
  }

  /** The groups of a role in some zones, in the same order. */
  inZones(role: string, zones: ReadonlySet<PlanZone>): readonly RoleGroup[] {
    const known = this.byRole.get(role);
    if (!known) return [];
    if (zones.size > FEW_ZONES) return this.in(role).filter(({ zone }) => zones.has(zone));
    const found = [...zones].flatMap((zone) => known.get(zone) ?? []);
    return found.length < 2 ? found : this.in(role).filter((group) => found.includes(group as (typeof found)[number]));
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

  /** One component for each deployment that those of a role belong to, and each set of them; under none those that belong to none. */
  ofDeployment(role: string, deployment: string | undefined): readonly PlanComponent[] {
    let known = this.byDeployment.get(role);
    if (!known) {
      known = new Map();
      const told = new Set<string>();
      for (const { deployments, components } of this.in(role)) {
        const names = [...deployments];
        const key = names.toSorted().join('\n');
        if (told.has(key)) continue;
        told.add(key);
        for (const name of names.length ? names : [undefined]) note(known, name, components[0]!);
      }
      this.byDeployment.set(role, known);
    }
    return known.get(deployment) ?? [];
  }

  /** All addresses of some components together. Groups come back many times, and so do their lists of components. */
  addressesOf(components: readonly PlanComponent[]): AddressSet {
    let addresses = this.addresses.get(components);
    if (!addresses) {
      addresses = IntervalSet.unionAll(components.map((c) => c.addresses));
      this.addresses.set(components, addresses);
    }
    return addresses;
  }

  private put(role: string, component: PlanComponent): void {
    const { zone, deployments } = component;
    let zones = this.byRole.get(role);
    if (!zones) {
      zones = new Map();
      this.byRole.set(role, zones);
    }
    const groups = zones.get(zone) ?? [];
    if (!groups.length) zones.set(zone, groups);
    const same = groups.find(
      (g) => g.deployments.size === deployments.size && [...deployments].every((d) => g.deployments.has(d)),
    );
    if (same) same.components.push(component);
    else groups.push({ zone, deployments, components: [component] });
  }
}
