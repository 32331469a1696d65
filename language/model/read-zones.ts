import type * as ast from '../generated/ast.ts';
import { ALL_IPS, hostNames, ofFamily } from './addresses.ts';
import type { Catalog } from './catalog.ts';
import { roleId } from './catalog-ids.ts';
import { IntervalSet } from './interval-set.ts';
import type { PlanComponent, PlanZone } from './plan.ts';
import { hostSet } from './stated-addresses.ts';
import { componentNodes } from './structure.ts';
import { asSeen, entriesSeen, readSubnets } from './subnets.ts';
import { onlySystem, readSystem } from './systems.ts';
import { resolveVersion } from './versions.ts';

/** A component or zone under construction: filled once and handed out as read-only. */
export type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** The name of the site that a zone stands in. */
export function siteOf({ $container: within }: ast.Zone): string | undefined {
  return within.$type === 'Site' ? within.name : undefined;
}

/** A zone as its own statement says, whatever else the plan holds. */
export function readZone(node: ast.Zone, catalog: Catalog): Writable<PlanZone> {
  const { own, seen: subnets, translations } = readSubnets(node.subnets);
  const networks = node.subnets.flatMap(entriesSeen);
  const external = node.kinds.includes('external');
  const components: Writable<PlanComponent>[] = [];
  const zone: Writable<PlanZone> = {
    name: node.name,
    title: node.title ?? '',
    isolated: node.kinds.includes('isolated'),
    external,
    rest: external && subnets.isEmpty,
    site: siteOf(node),
    subnets,
    networks,
    ownSubnets: own,
    translations,
    addresses: subnets,
    components,
    node,
  };
  for (const component of componentNodes(node)) components.push(readComponent(component, zone, catalog));
  zone.addresses = IntervalSet.unionAll([subnets, ...components.filter((c) => c.addressed).map((c) => c.addresses)]);
  for (const component of components)
    if (!component.addressed) {
      component.addresses = anywhereIn(zone.addresses);
      component.own = anywhereIn(IntervalSet.unionAll([own, ...components.filter((c) => c.addressed).map((c) => c.own)]));
    }
  return zone;
}

/** Where a component may be that nobody places: at any address, and at another one's name only where there is no address. */
export function anywhereIn(held: PlanZone['addresses']): PlanZone['addresses'] {
  const addresses = held.intersect(ALL_IPS);
  return addresses.isEmpty || addresses.equals(held) ? held : addresses;
}

function readComponent(node: ast.Component, zone: PlanZone, catalog: Catalog): Writable<PlanComponent> {
  const { roles, allRoles, system } = meaningOfRoles(node, catalog);
  const own = IntervalSet.unionAll(node.hosts.map(hostSet));
  // A vendor's cloud is where its catalog says, unless the plan says otherwise.
  const held = own.isEmpty ? IntervalSet.unionAll(roles.flatMap((r) => catalog.hostsOf(r)).map(hostSet)) : own;
  const set = node.assignments.flatMap((a) => (a.property?.ref && a.value ? [[a.property.ref.name, a.value] as const] : []));
  const properties = set.length ? new Map(set) : NO_PROPERTIES;
  return {
    name: node.name,
    title: node.title ?? '',
    zone,
    roles,
    allRoles,
    addresses: asSeen(held, zone.translations),
    own: held,
    legs: [],
    addressed: !held.isEmpty,
    properties,
    version: resolveVersion(node.versions[0]?.version),
    system: readSystem(node.system) ?? system,
    deployments: new Set(),
    bonds: [],
    instances: Number(properties.get('instances') ?? instancesOf(held)),
    node,
  };
}

// Most components set none, and thousands have the same roles: all of these share what is made of that.
const NO_PROPERTIES: ReadonlyMap<string, string> = new Map();
type RolesRead = Pick<PlanComponent, 'roles' | 'allRoles' | 'system'>;
const rolesRead = new WeakMap<Catalog, Map<string, RolesRead>>();

/** The roles that a component is given, those that they derive from, and what they all run. */
function meaningOfRoles(node: ast.Component, catalog: Catalog): RolesRead {
  const roles = node.roles.flatMap((r) => (r.ref ? [roleId(r.ref)] : []));
  const known = rolesRead.get(catalog) ?? new Map<string, RolesRead>();
  rolesRead.set(catalog, known);
  const key = roles.join(' ');
  let read = known.get(key);
  if (!read) {
    const allRoles = new Set(roles.flatMap((r) => [...catalog.ancestors(r)]));
    read = { roles, allRoles, system: onlySystem(new Set(roles.flatMap((r) => [...catalog.systemsOf(r)]))) };
    known.set(key, read);
  }
  return read;
}

/** One machine an address; one with an address of each family is one. Without an address it is one, wherever that is. */
function instancesOf(addresses: PlanComponent['addresses']): number {
  const size = (set: PlanComponent['addresses']): bigint => set.intervals.reduce((sum, i) => sum + (i.end - i.start), 0n);
  const sizes = [size(ofFamily(addresses, 4)), size(ofFamily(addresses, 6)), BigInt(hostNames(addresses).length)];
  return Number(sizes.reduce((a, b) => (a > b ? a : b), 1n));
}

/** The addresses that no zone holds but those that are the rest of the world. */
export function outsideOf(zones: readonly Pick<PlanZone, 'rest' | 'addresses'>[]): PlanZone['addresses'] {
  return ALL_IPS.subtract(IntervalSet.unionAll(zones.filter((z) => !z.rest).map((z) => z.addresses)));
}

/** Has the rest of the world hold what no other zone holds; two such zones hold the same. */
export function fillExternalZones(zones: readonly Writable<PlanZone>[]): void {
  const open = zones.filter((z) => z.rest);
  const outside = open.length ? outsideOf(zones) : undefined;
  if (outside) for (const zone of open) fillExternal(zone, outside);
}

/** @param outside what no other zone holds */
export function fillExternal(zone: Writable<PlanZone>, outside: PlanZone['addresses']): void {
  zone.addresses = outside.union(zone.addresses);
  for (const component of zone.components as readonly Writable<PlanComponent>[])
    if (!component.addressed) {
      component.addresses = anywhereIn(zone.addresses);
      component.own = component.addresses;
    }
}
