import { AstUtils, CstUtils } from 'langium';
import type * as ast from '../generated/ast.ts';
import { type AddressSet, ALL_IPS, ANYWHERE, hostNames, NO_ADDRESSES, parseAddress, parseHostName } from './addresses.ts';
import { type Catalog, featureId, roleId } from './catalog.ts';
import { IntervalSet } from './interval-set.ts';
import type { EndpointKind, Plan, PlanComponent, PlanEndpoint, PlanRule, PlanUse, PlanZone } from './plan.ts';
import { resolveServices } from './resolve-services.ts';
import { resolveVersion } from './versions.ts';

/** The addresses of an address, network or range; nothing for one that is not valid (the check `invalid-address` reports it). */
export function addressSet(node: ast.Address): AddressSet {
  try {
    return parseAddress({ start: node.start, prefix: node.prefix, end: node.end }).set;
  } catch {
    return NO_ADDRESSES;
  }
}

function hostSet(host: ast.Host): AddressSet {
  if (host.$type === 'Address') return addressSet(host);
  try {
    return parseHostName(host.fqdn);
  } catch {
    return NO_ADDRESSES;
  }
}

/** A component, zone or plan under construction: filled once and handed out as read-only. */
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Builds the plan of a linked document.
 * @param root the document's tree, with all references linked
 * @param imported the trees of the documents it imports, directly or through others
 * @param catalog every vendor that the document can see
 */
export function buildPlan(root: ast.Document, imported: readonly ast.Document[], catalog: Catalog): Plan {
  const zones = [...imported, root].flatMap((each) => readZones(each, catalog));
  fillExternalZones(zones);
  const components = zones.flatMap((z) => z.components);
  const resolver = new EndpointResolver(zones, components);
  const uses = new Map<string, PlanUse>();
  const features = new Set<string>();
  const phases = new Set<string>();
  let title: string | undefined;
  const rules: PlanRule[] = [];
  for (const statement of root.statements) {
    switch (statement.$type) {
      case 'PlanHeader':
        title ??= statement.title;
        break;
      case 'Use': {
        const vendor = statement.vendor?.ref && catalog.vendors.get(statement.vendor.ref.name);
        if (vendor)
          uses.set(vendor.name, { vendor, version: resolveVersion(statement.version) ?? vendor.version, node: statement });
        break;
      }
      case 'Enable':
        for (const feature of statement.features) if (feature.ref) features.add(featureId(feature.ref));
        break;
      case 'PhaseSwitch':
        for (const phase of statement.phases) phases.add(phase);
        break;
      case 'Rule':
        rules.push(readRule(statement, resolver));
        break;
    }
  }
  const uri = AstUtils.getDocument(root).uri.toString();
  return {
    uri,
    title: title ?? uri.replace(/^.*\/|\.segplan$/g, ''),
    root,
    catalog,
    uses,
    features,
    phases,
    zones,
    components,
    rules,
  };
}

function readZones(root: ast.Document, catalog: Catalog): Writable<PlanZone>[] {
  const zones: Writable<PlanZone>[] = [];
  for (const statement of root.statements) {
    if (statement.$type === 'Zone') zones.push(readZone(statement, undefined, catalog));
    else if (statement.$type === 'Site') for (const zone of statement.zones) zones.push(readZone(zone, statement.name, catalog));
  }
  return zones.filter((z) => z.name !== undefined);
}

function readZone(node: ast.Zone, site: string | undefined, catalog: Catalog): Writable<PlanZone> {
  const subnets = IntervalSet.unionAll(node.subnets.flatMap((s) => s.addresses.map(addressSet)));
  const components: Writable<PlanComponent>[] = [];
  const zone: Writable<PlanZone> = {
    name: node.name,
    title: node.title ?? '',
    isolated: node.kinds.includes('isolated'),
    external: node.kinds.includes('external'),
    site,
    subnets,
    addresses: subnets,
    components,
    node,
  };
  for (const component of node.components) if (component.name) components.push(readComponent(component, zone, catalog));
  zone.addresses = IntervalSet.unionAll([subnets, ...components.filter((c) => c.addressed).map((c) => c.addresses)]);
  for (const component of components) if (!component.addressed) component.addresses = zone.addresses;
  return zone;
}

function readComponent(node: ast.Component, zone: PlanZone, catalog: Catalog): Writable<PlanComponent> {
  const roles = node.roles.flatMap((r) => (r.ref ? [roleId(r.ref)] : []));
  const addresses = IntervalSet.unionAll(node.hosts.map(hostSet));
  return {
    name: node.name,
    title: node.title ?? '',
    zone,
    roles,
    allRoles: new Set(roles.flatMap((r) => [...catalog.ancestors(r)])),
    addresses,
    addressed: !addresses.isEmpty,
    properties: new Map(
      node.assignments.flatMap((a) => (a.property?.ref && a.value ? [[a.property.ref.name, a.value] as const] : [])),
    ),
    node,
  };
}

/** An external zone without subnets holds every address that no other zone holds. */
function fillExternalZones(zones: readonly Writable<PlanZone>[]): void {
  const open = zones.filter((z) => z.external && z.subnets.isEmpty);
  if (!open.length) return;
  const inside = IntervalSet.unionAll(zones.filter((z) => !open.includes(z)).map((z) => z.addresses));
  for (const zone of open) {
    zone.addresses = ALL_IPS.subtract(inside).union(zone.addresses);
    for (const component of zone.components as readonly Writable<PlanComponent>[])
      if (!component.addressed) component.addresses = zone.addresses;
  }
}

function readRule(node: ast.Rule, resolver: EndpointResolver): PlanRule {
  const sources = node.sources.map((e) => resolver.resolve(e));
  const destinations = node.destinations.map((e) => resolver.resolve(e));
  return {
    action: node.action,
    sources,
    destinations,
    sourceAddresses: IntervalSet.unionAll(sources.map((e) => e.addresses)),
    destinationAddresses: IntervalSet.unionAll(destinations.map((e) => e.addresses)),
    services: resolveServices(node.service),
    phase: node.phase,
    until: node.until,
    reason: node.reason,
    line: (node.$cstNode?.range.start.line ?? 0) + 1,
    node,
  };
}

/** Finds out what the endpoints of rules, groups and assertions stand for. */
export class EndpointResolver {
  private readonly zones: readonly PlanZone[];
  private readonly components: readonly PlanComponent[];
  private readonly zoneOf = new Map<ast.Zone, PlanZone>();
  private readonly componentOf = new Map<ast.Component, PlanComponent>();

  constructor(zones: readonly PlanZone[], components: readonly PlanComponent[]) {
    this.zones = zones;
    this.components = components;
    for (const zone of zones) this.zoneOf.set(zone.node, zone);
    for (const component of components) this.componentOf.set(component.node, component);
  }

  resolve(node: ast.Endpoint, seen: ReadonlySet<ast.Group> = new Set()): PlanEndpoint {
    const label = node.$cstNode
      ? CstUtils.flattenCst(node.$cstNode)
          .map((leaf) => (leaf.hidden ? ' ' : leaf.text))
          .join('')
          .replace(/\s+/g, ' ')
      : '';
    const make = (
      kind: EndpointKind,
      addresses: AddressSet,
      components: readonly PlanComponent[] = [],
      names: readonly string[] = [],
    ): PlanEndpoint => ({
      kind,
      label,
      addresses,
      components,
      hostNames: names,
      node,
    });
    const ofComponents = (kind: EndpointKind, components: readonly PlanComponent[]): PlanEndpoint => {
      const addresses = IntervalSet.unionAll(components.map((c) => c.addresses));
      return make(
        kind,
        addresses,
        components,
        hostNames(IntervalSet.unionAll(components.filter((c) => c.addressed).map((c) => c.addresses))),
      );
    };
    switch (node.$type) {
      case 'AnyEndpoint':
        return make('any', ANYWHERE);
      case 'AddressEndpoint':
        return make('address', node.address ? addressSet(node.address) : NO_ADDRESSES);
      case 'FqdnEndpoint':
        try {
          return make('host-name', parseHostName(node.fqdn), [], [node.fqdn]);
        } catch {
          return make('unknown', NO_ADDRESSES);
        }
      case 'NamedEndpoint': {
        const target = node.target?.ref;
        switch (target?.$type) {
          case 'Zone': {
            const zone = this.zoneOf.get(target);
            return zone ? make('zone', zone.addresses, zone.components) : make('unknown', NO_ADDRESSES);
          }
          case 'Site': {
            const zones = this.zones.filter((z) => target.zones.includes(z.node));
            return make(
              'site',
              IntervalSet.unionAll(zones.map((z) => z.addresses)),
              zones.flatMap((z) => z.components),
            );
          }
          case 'Component': {
            const component = this.componentOf.get(target);
            return component ? ofComponents('component', [component]) : make('unknown', NO_ADDRESSES);
          }
          case 'Role': {
            const id = roleId(target);
            const place = node.place?.ref;
            // `in` with a place that doesn't link has to mean nowhere: everywhere would open more than was written.
            if (node.place && !place) return make('unknown', NO_ADDRESSES);
            const inPlace = (c: PlanComponent): boolean =>
              !place || (place.$type === 'Zone' ? c.zone.node === place : place.zones.includes(c.zone.node));
            return ofComponents(
              'role',
              this.components.filter((c) => c.allRoles.has(id) && inPlace(c)),
            );
          }
          case 'Group': {
            if (seen.has(target)) return make('unknown', NO_ADDRESSES);
            const members = target.members.map((m) => this.resolve(m, new Set(seen).add(target)));
            return make(
              'group',
              IntervalSet.unionAll(members.map((m) => m.addresses)),
              [...new Set(members.flatMap((m) => m.components))],
              [...new Set(members.flatMap((m) => m.hostNames))],
            );
          }
        }
      }
    }
    return make('unknown', NO_ADDRESSES);
  }
}
