import { AstUtils } from 'langium';
import type * as ast from '../generated/ast.ts';
import { ALL_IPS, hostNames, ofFamily } from './addresses.ts';
import { readBindings } from './bindings.ts';
import type { Catalog } from './catalog.ts';
import { readDeployments, readPairings } from './deployments.ts';
import { EndpointResolver, hostSet } from './endpoint-resolver.ts';
import { IntervalSet } from './interval-set.ts';
import { keptRule } from './kept-rules.ts';
import { isSameList } from './lists.ts';
import type { Plan, PlanComponent, PlanDirection, PlanNat, PlanRule, PlanUse, PlanVpn, PlanZone } from './plan.ts';
import { featureId, roleId, sourceId } from './read-catalog.ts';
import { allOf, resolveServices } from './resolve-services.ts';
import {
  componentNodes,
  isSameStructure,
  noteStructure,
  statementsButRules,
  structureOf,
  takenOver,
  zoneNodes,
} from './structure.ts';
import { asSeen, entrySeen, readSubnets } from './subnets.ts';
import { onlySystem, readSystem } from './systems.ts';
import { resolveVersion } from './versions.ts';

/** A component, zone or plan under construction: filled once and handed out as read-only. */
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Builds the plan of a linked document.
 * @param root the document's tree, with all references linked
 * @param imported the trees of the documents it imports, directly or through others
 * @param catalog every vendor that the document can see
 * @param former the plan before an edit: where the edit was about rules alone, its zones and components are taken over, and with them
 *   all that was found out about them. It must not be used afterward.
 */
export function buildPlan(root: ast.Document, imported: readonly ast.Document[], catalog: Catalog, former?: Plan): Plan {
  const quick = former && withOtherRules(former, root, imported, catalog);
  if (quick) return quick;
  const trees = [...imported, root];
  const structure = structureOf(root, imported, catalog);
  const zones = former && isSameStructure(former, structure) ? takenOver(former, trees) : newZones(trees, catalog);
  noteStructure(zones, structure);
  const deployments = readDeployments(trees, zones);
  const components = zones.flatMap((z) => z.components);
  const resolver = new EndpointResolver(zones, components);
  const bindings = readBindings(trees, zones, resolver, catalog);
  const uses = new Map<string, PlanUse>();
  const features = new Set<string>();
  const trusted = new Set<string>();
  const phases = new Set<string>();
  let title: string | undefined;
  const rules: PlanRule[] = [];
  const directions: PlanDirection[] = [];
  const vpns: PlanVpn[] = [];
  const nats: PlanNat[] = [];
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
      case 'Trust':
        for (const source of statement.sources) if (source.ref) trusted.add(sourceId(source.ref));
        break;
      case 'PhaseSwitch':
        for (const phase of statement.phases) phases.add(phase);
        break;
      case 'Rule':
        rules.push(keptRule(statement, resolver, zones, components));
        break;
      case 'Direction':
        directions.push(readDirection(statement));
        break;
    }
  }
  // How the network carries traffic holds for every plan that imports the file; who may talk to whom does not.
  for (const statement of trees.flatMap((each) => each.statements)) {
    if (statement.$type === 'Vpn') vpns.push({ ends: statement.ends.map((e) => resolver.resolve(e)), node: statement });
    if (statement.$type === 'Nat') nats.push(readNat(statement, resolver));
  }
  const uri = AstUtils.getDocument(root).uri.toString();
  return {
    uri,
    title: title ?? titleOf(uri),
    root,
    imports: imported,
    catalog,
    uses,
    features,
    trusted,
    phases,
    zones,
    components,
    rules,
    deployments,
    pairings: readPairings(trees),
    bindings,
    directions,
    vpns,
    nats,
  };
}

/** The plan after an edit that left every statement but those about rules as it was, the same objects; nothing after another one. */
function withOtherRules(former: Plan, root: ast.Document, imported: readonly ast.Document[], catalog: Catalog): Plan | undefined {
  if (former.catalog !== catalog || !isSameList(former.imports, imported)) return undefined;
  const statements = statementsButRules(root);
  if (!isSameList(statements, statementsButRules(former.root))) return undefined;
  const { zones, components } = former;
  const resolver = resolvers.get(former) ?? new EndpointResolver(zones, components);
  const nodes = root.statements.filter((s) => s.$type === 'Rule');
  const ruleOf = (node: ast.Rule): PlanRule => keptRule(node, resolver, zones, components);
  const title = root.statements.find((s) => s.$type === 'PlanHeader' && s.title !== undefined) as ast.PlanHeader | undefined;
  const plan = { ...former, root, title: title?.title ?? titleOf(former.uri), rules: replaced(former.rules, nodes, ruleOf) };
  resolvers.set(plan, resolver);
  return plan;
}

const resolvers = new WeakMap<Plan, EndpointResolver>();

/** Rules for some statements: those of before at both ends, as far as the statements are the same, and between them what is read anew. */
function replaced(before: readonly PlanRule[], nodes: readonly ast.Rule[], ruleOf: (node: ast.Rule) => PlanRule): PlanRule[] {
  const most = Math.min(before.length, nodes.length);
  let start = 0;
  while (start < most && before[start]!.node === nodes[start]) start++;
  let end = 0;
  while (end < most - start && before[before.length - 1 - end]!.node === nodes[nodes.length - 1 - end]) end++;
  const changed = nodes.slice(start, nodes.length - end).map(ruleOf);
  return [...before.slice(0, start), ...changed, ...before.slice(before.length - end)];
}

/** What the file name says, where the plan says nothing. */
function titleOf(uri: string): string {
  return uri.replace(/^.*\/|\.segplan$/g, '');
}

function newZones(trees: readonly ast.Document[], catalog: Catalog): Writable<PlanZone>[] {
  const zones = zoneNodes(trees).map((node) => readZone(node, catalog));
  fillExternalZones(zones);
  qualifyNames(zones);
  return zones;
}

/** Names components with their zones where another zone has one of the same name, as rules have to name them. */
function qualifyNames(zones: readonly Writable<PlanZone>[]): void {
  const homes = new Map<string, PlanZone>();
  const shared = new Set<string>();
  for (const zone of zones)
    for (const { name } of zone.components)
      if ((homes.get(name) ?? zone) !== zone) shared.add(name);
      else homes.set(name, zone);
  if (!shared.size) return;
  for (const zone of zones)
    for (const component of zone.components as readonly Writable<PlanComponent>[])
      if (shared.has(component.name)) component.name = `${zone.name}.${component.name}`;
}

function readZone(node: ast.Zone, catalog: Catalog): Writable<PlanZone> {
  const site = node.$container.$type === 'Site' ? node.$container.name : undefined;
  const { own, seen: subnets, translations } = readSubnets(node.subnets);
  const networks = node.subnets.flatMap((line) => line.addresses.map((address) => entrySeen(line, address)));
  const external = node.kinds.includes('external');
  const components: Writable<PlanComponent>[] = [];
  const zone: Writable<PlanZone> = {
    name: node.name,
    title: node.title ?? '',
    isolated: node.kinds.includes('isolated'),
    external,
    rest: external && subnets.isEmpty,
    site,
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
function anywhereIn(held: PlanZone['addresses']): PlanZone['addresses'] {
  const addresses = held.intersect(ALL_IPS);
  return addresses.isEmpty || addresses.equals(held) ? held : addresses;
}

function readComponent(node: ast.Component, zone: PlanZone, catalog: Catalog): Writable<PlanComponent> {
  const roles = node.roles.flatMap((r) => (r.ref ? [roleId(r.ref)] : []));
  const own = IntervalSet.unionAll(node.hosts.map(hostSet));
  // A vendor's cloud is where its catalog says, unless the plan says otherwise.
  const hosts = roles.flatMap((r) => catalog.hostsOf(r));
  const held = own.isEmpty ? IntervalSet.unionAll(hosts.map(hostSet)) : own;
  const properties = new Map(
    node.assignments.flatMap((a) => (a.property?.ref && a.value ? [[a.property.ref.name, a.value] as const] : [])),
  );
  return {
    name: node.name,
    title: node.title ?? '',
    zone,
    roles,
    allRoles: new Set(roles.flatMap((r) => [...catalog.ancestors(r)])),
    addresses: asSeen(held, zone.translations),
    own: held,
    addressed: !held.isEmpty,
    properties,
    version: resolveVersion(node.versions[0]?.version),
    system: readSystem(node.system) ?? onlySystem(new Set(roles.flatMap((r) => [...catalog.systemsOf(r)]))),
    deployments: new Set(),
    bonds: [],
    instances: Number(properties.get('instances') ?? instancesOf(held)),
    node,
  };
}

/** One machine an address; one with an address of each family is one. Without an address it is one, wherever that is. */
function instancesOf(addresses: PlanComponent['addresses']): number {
  const size = (set: PlanComponent['addresses']): bigint => set.intervals.reduce((sum, i) => sum + (i.end - i.start), 0n);
  const sizes = [size(ofFamily(addresses, 4)), size(ofFamily(addresses, 6)), BigInt(hostNames(addresses).length)];
  return Number(sizes.reduce((a, b) => (a > b ? a : b), 1n));
}

/** The rest of the world holds every address that no other zone holds; two such zones hold the same. */
export function fillExternalZones(zones: readonly Writable<PlanZone>[]): void {
  const open = zones.filter((z) => z.rest);
  if (!open.length) return;
  const inside = IntervalSet.unionAll(zones.filter((z) => !open.includes(z)).map((z) => z.addresses));
  for (const zone of open) {
    zone.addresses = ALL_IPS.subtract(inside).union(zone.addresses);
    for (const component of zone.components as readonly Writable<PlanComponent>[])
      if (!component.addressed) {
        component.addresses = anywhereIn(zone.addresses);
        component.own = component.addresses;
      }
  }
}

function readDirection(node: ast.Direction): PlanDirection {
  const ids = (roles: ast.Direction['initiators']): string[] => roles.flatMap((r) => (r.ref ? [roleId(r.ref)] : []));
  const services = node.service && allOf(resolveServices(node.service));
  return { initiators: ids(node.initiators), responders: ids(node.responders), services, node };
}

function readNat(node: ast.Nat, resolver: EndpointResolver): PlanNat {
  const addresses = (ends: readonly ast.Endpoint[]) => IntervalSet.unionAll(ends.map((e) => resolver.resolve(e).addresses));
  return { sources: addresses(node.sources), destinations: addresses(node.destinations), node };
}
