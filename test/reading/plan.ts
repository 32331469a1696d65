// What a plan's tree says, as the language reference puts it: zones, components, where they are, and who works with whom.
// Plain loops over the tree; no line of the product is used but its parser and its linker.

import { AstUtils, type LangiumDocument, type LangiumDocuments, URI, UriUtils } from 'langium';
import type * as ast from '../../language/generated/ast.ts';
import { type Address, anyHolds, EVERYWHERE, meet, type Range, readRange, without } from './addresses.ts';

/** A subnet line, or one address of it: the addresses that its hosts have, and those under which the rest of the plan sees them. */
export interface Net {
  readonly own: Range;
  readonly seen: Range;
}

export interface ZoneReading {
  readonly node: ast.Zone;
  readonly name: string;
  readonly site: ast.Site | undefined;
  readonly external: boolean;
  /** An external zone without subnets. */
  readonly rest: boolean;
  readonly nets: readonly Net[];
  readonly components: ComponentReading[];
}

/** Where a component has addresses in a zone. */
export interface Leg {
  readonly zone: ZoneReading;
  readonly own: readonly Range[];
}

export interface ComponentReading {
  readonly node: ast.Component;
  /** As rules have to name it: with its zone, where another zone has one of the same name. */
  name: string;
  readonly zone: ZoneReading;
  /** Addresses in other networks. */
  readonly legs: Leg[];
  /** With all that they derive from. */
  readonly roles: ReadonlySet<ast.Role>;
  /** Where it is said to be: itself, or by its roles. */
  readonly own: readonly Range[];
  readonly names: readonly string[];
  /** Neither the plan nor a catalog says where it is. */
  readonly nowhere: boolean;
}

/** A plan with all it imports. */
export interface Plan {
  readonly document: ast.Document;
  /** The plan and what it imports. */
  readonly files: readonly ast.Document[];
  readonly zones: readonly ZoneReading[];
  readonly components: readonly ComponentReading[];
  /** Those that the plan uses. */
  readonly vendors: readonly ast.Vendor[];
  readonly phases: ReadonlySet<string>;
  readonly features: ReadonlySet<ast.Feature>;
  /** Sources whose readings count, whatever contests them. */
  readonly trusted: ReadonlySet<ast.Source>;
  readonly today: string;
  /** What no zone with subnets holds. */
  readonly restOfWorld: readonly Range[];
  readonly zoneOf: ReadonlyMap<ast.Zone, ZoneReading>;
  readonly componentOf: ReadonlyMap<ast.Component, ComponentReading>;
}

export interface Circumstances {
  readonly today: string;
  readonly phases?: readonly string[];
  readonly documents: LangiumDocuments;
}

/** Reads the tree of a plan. */
export function readPlan(document: ast.Document, { today, phases = [], documents }: Circumstances): Plan {
  const files = withImports(AstUtils.getDocument(document) as LangiumDocument<ast.Document>, documents);
  const zones = files.flatMap((file) => zonesOf(file));
  const components = zones.flatMap((zone) => zone.components);
  for (const component of components)
    for (const leg of component.node.legs)
      component.legs.push({ zone: zones.find(({ node }) => node === leg.zone.ref)!, own: leg.addresses.map(readRange) });
  const names = components.map(({ name }) => name);
  for (const component of components)
    if (names.filter((name) => name === component.node.name).length > 1)
      component.name = `${component.zone.name}.${component.node.name}`;
  return {
    document,
    files,
    zones,
    components,
    vendors: vendorsOf(files, documents).filter(({ name }) => all(document, 'Use').some((use) => use.vendor.ref?.name === name)),
    phases: new Set([...phases, ...all(document, 'PhaseSwitch').flatMap((each) => each.phases)]),
    features: new Set(all(document, 'Enable').flatMap((each) => each.features.flatMap(({ ref }) => (ref ? [ref] : [])))),
    trusted: new Set(all(document, 'Trust').flatMap((each) => each.sources.flatMap(({ ref }) => (ref ? [ref] : [])))),
    today,
    restOfWorld: without(
      EVERYWHERE,
      zones
        .filter(({ rest }) => !rest)
        .flatMap((zone) => (zone.nets.length > 0 ? zone.nets.map(({ seen }) => seen) : ownIn(components, zone))),
    ),
    zoneOf: new Map(zones.map((zone) => [zone.node, zone])),
    componentOf: new Map(components.map((component) => [component.node, component])),
  };
}

type Statements = { [S in ast.Statement as S['$type']]: S };

/** The statements of one kind. */
export function all<T extends keyof Statements>(document: ast.Document, type: T): Statements[T][] {
  return document.statements.filter((each): each is Statements[T] => each.$type === type);
}

function withImports(first: LangiumDocument<ast.Document>, documents: LangiumDocuments): ast.Document[] {
  const found = new Map<string, ast.Document>();
  const visit = (document: LangiumDocument<ast.Document>) => {
    if (found.has(document.uri.toString())) return;
    found.set(document.uri.toString(), document.parseResult.value);
    for (const { path } of all(document.parseResult.value, 'Import')) {
      const uri = UriUtils.joinPath(UriUtils.dirname(URI.parse(document.uri.toString())), path);
      const next = documents.getDocument(uri) as LangiumDocument<ast.Document> | undefined;
      if (next) visit(next);
    }
  };
  visit(first);
  return [...found.values()];
}

/** The vendors that a plan sees, with what extends them; one of its own hides a built-in one of the same name. */
function vendorsOf(files: readonly ast.Document[], documents: LangiumDocuments): ast.Vendor[] {
  const builtIn = documents.all
    .filter(({ uri }) => uri.scheme === 'builtin')
    .toArray()
    .map((document) => document.parseResult.value as ast.Document);
  const ownOf = (some: readonly ast.Document[]) => some.flatMap((file) => all(file, 'Vendor'));
  const near = ownOf(files);
  const hides = (name: string) => near.some((vendor) => vendor.name === name && !vendor.extends);
  return [...near, ...ownOf(builtIn).filter(({ name }) => !hides(name))];
}

function zonesOf(file: ast.Document): ZoneReading[] {
  return [
    ...all(file, 'Zone').map((zone) => readZone(zone, undefined)),
    ...all(file, 'Site').flatMap((site) => site.zones.map((zone) => readZone(zone, site))),
  ];
}

function readZone(node: ast.Zone, site: ast.Site | undefined): ZoneReading {
  const nets = node.subnets.flatMap(readNets);
  const external = node.kinds.includes('external');
  const components: ComponentReading[] = [];
  const zone = { node, name: node.name, site, external, rest: external && nets.length === 0, nets, components };
  for (const each of node.components) components.push(readComponent(each, zone));
  return zone;
}

function readNets(line: ast.Subnets): Net[] {
  const ranges = line.addresses.map(readRange);
  const exceptions = line.exceptions.map(readRange);
  const seen = line.seen.map(readRange);
  return ranges.flatMap((range) => {
    const same = ({ family }: Range) => family === range.family;
    const to = seen.filter(same)[ranges.filter(same).indexOf(range)] ?? seen.find(same);
    return without([range], exceptions).map((own) => ({ own, seen: translated(own, range, to) }));
  });
}

/** A network is seen as one of the same size, address by address, or all of it as one address. */
function translated(part: Range, whole: Range, to: Range | undefined): Range {
  if (!to || to.low === to.high) return to ?? part;
  return { family: part.family, low: to.low + (part.low - whole.low), high: to.low + (part.high - whole.low) };
}

function readComponent(node: ast.Component, zone: ZoneReading): ComponentReading {
  const roles = node.roles.flatMap(({ ref }) => (ref ? [ref] : []));
  const hosts = node.hosts.length > 0 ? node.hosts : roles.flatMap(placesOfRole);
  return {
    node,
    name: node.name,
    zone,
    roles: new Set(roles.flatMap(lineage)),
    own: hosts.flatMap((host) => (host.$type === 'Address' ? [readRange(host)] : [])),
    names: [
      ...new Set(
        hosts.flatMap((host) =>
          host.$type === 'FqdnHost' ? [host.fqdn.toLowerCase()] : host.$type === 'TagHost' ? [`tag ${host.tag}`] : [],
        ),
      ),
    ],
    nowhere: hosts.length === 0,
    legs: [],
  };
}

/** The place of a role, or else those of the roles that it derives from. */
function placesOfRole(role: ast.Role): ast.Host[] {
  if (role.hosts.length > 0) return role.hosts;
  return role.parents.flatMap(({ ref }) => (ref ? placesOfRole(ref) : []));
}

/** What a component says of a property: of each of its roles that has one of that name. */
export function assignedTo(
  { node, roles }: ComponentReading,
  { name, $container }: ast.Property,
): { readonly value: string } | undefined {
  if (!roles.has($container)) return undefined;
  const usual = $container.properties.find((property) => property.name === name)?.default;
  return node.assignments.find(({ property }) => property.ref?.name === name) ?? (usual ? { value: usual } : undefined);
}

/** A role and all that it derives from. */
export function lineage(role: ast.Role): ast.Role[] {
  return [role, ...role.parents.flatMap(({ ref }) => (ref ? lineage(ref) : []))];
}

/** Under which addresses the rest of the plan sees these addresses of a zone. */
export function seenFrom(zone: ZoneReading, own: Range): Range[] {
  const found: Range[] = [];
  for (const net of zone.nets) {
    const both = meet(own, net.own);
    if (both) found.push(translated(both, net.own, net.seen));
  }
  const strays = without(
    [own],
    zone.nets.map((net) => net.own),
  );
  return [...found, ...strays];
}

/** The addresses of a component as the plan speaks of them: its own, seen from elsewhere, or all of its zone if nobody says where it is. */
export function addressesOf(plan: Plan, component: ComponentReading): readonly Range[] {
  if (component.nowhere) return addressesOfZone(plan, component.zone);
  return component.own.flatMap((own) => seenFrom(component.zone, own));
}

/** Every address of a component, those in other networks included. */
export function allAddressesOf(plan: Plan, component: ComponentReading): readonly Range[] {
  return [
    ...addressesOf(plan, component),
    ...component.legs.flatMap(({ zone, own }) => own.flatMap((each) => seenFrom(zone, each))),
  ];
}

/** The networks in which two components both have addresses. */
export function networksOfBoth(a: ComponentReading, b: ComponentReading): ZoneReading[] {
  const of = ({ zone, legs }: ComponentReading) => [zone, ...legs.map((leg) => leg.zone)];
  return [...new Set(of(a))].filter((zone) => of(b).includes(zone));
}

/** What components have in a zone, whether they stand in it or have a leg there. */
function ownIn(components: readonly ComponentReading[], zone: ZoneReading): readonly Range[] {
  return [
    ...components.flatMap((each) => (each.zone === zone ? each.own : [])),
    ...components.flatMap(({ legs }) => legs.flatMap((leg) => (leg.zone === zone ? leg.own : []))),
  ];
}

/** The addresses of a zone as the plan speaks of them; one without subnets has those of its components. */
export function addressesOfZone(plan: Plan, zone: ZoneReading): readonly Range[] {
  const known = held.get(zone);
  if (known) return known;
  const own = ownIn(plan.components, zone);
  const ranges = zone.rest ? [...plan.restOfWorld, ...own] : zone.nets.length > 0 ? zone.nets.map(({ seen }) => seen) : own;
  held.set(zone, ranges);
  return ranges;
}

const held = new WeakMap<ZoneReading, readonly Range[]>();

/** The zones that hold an address, as the plan speaks of it. */
export function zonesHolding(plan: Plan, address: Address): ZoneReading[] {
  return plan.zones.filter((zone) => anyHolds(addressesOfZone(plan, zone), address));
}

/** `*.example.com` is every name below `example.com`, and `tag Storage` every region of it. */
export function isBelow(name: string, pattern: string): boolean {
  if (pattern.startsWith('tag ')) return name === pattern || name.startsWith(`${pattern}.`);
  return name === pattern || (pattern.startsWith('*.') && name.endsWith(pattern.slice(1)) && name.length > pattern.length - 1);
}

/** The components that have a name. */
export function withName(plan: Plan, name: string): ComponentReading[] {
  return plan.components.filter((component) => component.names.some((each) => isBelow(name, each)));
}

/** The addresses that a name may be. */
export function mayBe(plan: Plan, name: string): readonly Range[] {
  const zones = withName(plan, name).map(({ zone }) => zone);
  const ranges = zones.flatMap((zone) => {
    const held = addressesOfZone(plan, zone);
    return zone.rest || held.length === 0 ? plan.restOfWorld : held;
  });
  return zones.length === 0 ? plan.restOfWorld : ranges;
}
