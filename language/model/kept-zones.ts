import type { AstNode } from 'langium';
import * as ast from '../generated/ast.ts';
import type { AddressSet } from './addresses.ts';
import type { Catalog } from './catalog.ts';
import { deploymentNames } from './deployments.ts';
import { linkedSince } from './linkings.ts';
import { isSameList, note } from './lists.ts';
import { NameTally } from './name-tally.ts';
import type { Plan, PlanComponent, PlanZone, Translation } from './plan.ts';
import { areSameLegs, legsByZone } from './read-legs.ts';
import { anywhereIn, fillExternal, outsideOf, readZone, siteOf, type Writable } from './read-zones.ts';
import type { Steps } from './steps.ts';
import { componentNodes, zoneNodes } from './structure.ts';
import { asSeen } from './subnets.ts';

// An edit touches one zone, or a few, and what is known of all others is kept under their objects. So a zone that means what it meant is
// the object that it was, with the same components; one of which anything changes is a new one, and so are all of its components.

/** A zone of a plan by what its own statement says. */
const stated = new WeakMap<PlanZone, PlanZone>();

/**
 * Reads the zones of some trees step by step, with their components, which still lack what bindings say of them.
 * @param former the plan before an edit: zones that mean what they meant are taken over, at their places in the trees of now
 */
export function* readingZones(trees: readonly ast.Document[], catalog: Catalog, former?: Plan): Steps<PlanZone[]> {
  const nodes = zoneNodes(trees);
  const before = new FormerZones(nodes, catalog, former);
  const legs = legsByZone(nodes);
  const read: (ReadZone & Pick<PlanZone, 'addresses'>)[] = [];
  for (const [n, node] of nodes.entries()) {
    if (n % ZONES_A_STEP === ZONES_A_STEP - 1) yield;
    const taken = before.take(node);
    read.push({ ...taken, addresses: withAddresses(taken.own, legs.get(node)) });
  }
  const outside = read.some(({ own }) => own.rest)
    ? outsideOf(read.map(({ own, addresses }) => ({ rest: own.rest, addresses })))
    : undefined;
  const shared = namesOfSeveral(
    read.map(({ own }) => own),
    former,
  );
  const deployments = deploymentNames(trees);
  return read.map(({ own, zone, addresses }) => {
    if (zone && isStill(zone, own, shared, deployments, addresses, outside)) return zone;
    const isWhole = !zone && !own.rest && addresses === own.addresses && !own.components.some(({ name }) => shared.has(name));
    const made: Writable<PlanZone> = isWhole ? own : copyOf(own);
    if (addresses !== own.addresses) fillWith(made, addresses);
    if (made.rest && outside) fillExternal(made, outside);
    for (const component of made.components as readonly Writable<PlanComponent>[]) {
      if (shared.has(component.name)) component.name = `${made.name}.${component.name}`;
      component.deployments = new Set(deployments.get(component.node));
    }
    stated.set(made, own);
    return made;
  });
}

const ZONES_A_STEP = 10;

/** The addresses of a zone, those of legs that its own don't hold included. */
function withAddresses({ addresses, translations }: PlanZone, legs: AddressSet | undefined): AddressSet {
  if (!legs) return addresses;
  const seen = asSeen(legs, translations);
  return addresses.covers(seen) ? addresses : addresses.union(seen);
}

/** Has a zone hold what legs add to it, and whoever has no place of its own be anywhere there. */
function fillWith(zone: Writable<PlanZone>, addresses: AddressSet): void {
  zone.addresses = addresses;
  for (const component of zone.components as readonly Writable<PlanComponent>[])
    if (!component.addressed) component.addresses = anywhereIn(addresses);
}

/** The same zone as another object, with components of its own: something else changes what it means. */
export function renewed(zone: PlanZone): PlanZone {
  const copy = copyOf(zone);
  stated.set(copy, stated.get(zone)!);
  return copy;
}

function copyOf(zone: PlanZone): Writable<PlanZone> {
  const components: PlanComponent[] = [];
  const copy: Writable<PlanZone> = { ...zone, components };
  for (const component of zone.components) components.push({ ...component, zone: copy });
  return copy;
}

/** A zone by what its own statement says, and what it was in the plan before an edit, if it said the same there. */
interface ReadZone {
  readonly own: PlanZone;
  readonly zone?: PlanZone;
}

/** How often names had been linked when zones were read. */
const readAt = new WeakMap<readonly PlanZone[], number>();

/** Notes that zones mean what they mean when names had been linked so often. */
export function noteZonesRead(zones: readonly PlanZone[], times: number): void {
  readAt.set(zones, times);
}

/** Whether no zone was linked again since some were read. */
export function areZonesAsRead(zones: readonly PlanZone[]): boolean {
  const linked = linkedSince(readAt.get(zones) ?? 0);
  return linked !== undefined && !zonesAmong(linked).length;
}

function zonesAmong(statements: readonly AstNode[]): ast.Zone[] {
  return statements.flatMap((each) => (ast.isZone(each) ? [each] : ast.isSite(each) ? each.zones : []));
}

/** The zones of a plan before an edit. */
class FormerZones {
  private readonly byNode = new Map<ast.Zone, PlanZone>();
  private readonly byName = new Map<string, PlanZone[]>();
  private readonly catalog: Catalog;

  constructor(nodes: readonly ast.Zone[], catalog: Catalog, former: Plan | undefined) {
    this.catalog = catalog;
    const staying = new Set(former?.catalog === catalog ? nodes : []);
    const linked = former && linkedSince(readAt.get(former.zones) ?? 0);
    // A name that led nowhere may be one that its file has come to see.
    for (const node of linked ? zonesAmong(linked) : staying) staying.delete(node);
    for (const zone of former?.zones ?? []) {
      if (staying.has(zone.node)) this.byNode.set(zone.node, zone);
      else note(this.byName, zone.name, zone);
    }
  }

  /** What a statement says; without a new look at it, where no edit touched it. */
  take(node: ast.Zone): ReadZone {
    // With the same catalog, names in a statement that was not linked again lead where they led.
    const known = this.byNode.get(node);
    if (known && siteOf(node) === known.site) return { own: stated.get(known)!, zone: known };
    const own = readZone(node, this.catalog);
    const others = this.byName.get(node.name) ?? [];
    const at = others.findIndex((zone) => isSameZone(stated.get(zone)!, own));
    const [zone] = at < 0 ? [] : others.splice(at, 1);
    if (!zone) {
      // Much is known of addresses, whatever else changes in a zone.
      const same = others.find(({ addresses }) => addresses.equals(own.addresses));
      if (same) own.addresses = same.addresses;
      return { own };
    }
    moveTo(zone, node);
    moveTo(stated.get(zone)!, node);
    return { own: stated.get(zone)!, zone };
  }
}

/** Notes where a zone stands in the tree of now. */
function moveTo(zone: PlanZone, node: ast.Zone): void {
  const components = componentNodes(node);
  (zone as Writable<PlanZone>).node = node;
  for (const [n, component] of zone.components.entries()) (component as Writable<PlanComponent>).node = components[n]!;
}

function isSameZone(a: PlanZone, b: PlanZone): boolean {
  return (
    a.title === b.title &&
    a.isolated === b.isolated &&
    a.external === b.external &&
    a.site === b.site &&
    a.components.length === b.components.length &&
    a.subnets.equals(b.subnets) &&
    a.ownSubnets.equals(b.ownSubnets) &&
    a.networks.length === b.networks.length &&
    a.networks.every((network, n) => network.equals(b.networks[n]!)) &&
    a.translations.length === b.translations.length &&
    a.translations.every((each, n) => isSameTranslation(each, b.translations[n]!)) &&
    a.components.every((each, n) => isSameComponent(each, b.components[n]!))
  );
}

function isSameTranslation(a: Translation, b: Translation): boolean {
  return a.shift === b.shift && a.own.equals(b.own) && a.seen.equals(b.seen);
}

function isSameComponent(a: PlanComponent, b: PlanComponent): boolean {
  return (
    a.name === b.name &&
    a.title === b.title &&
    a.addressed === b.addressed &&
    a.version?.text === b.version?.text &&
    a.system === b.system &&
    a.instances === b.instances &&
    isSameList(a.roles, b.roles) &&
    (a.allRoles === b.allRoles || isSameList([...a.allRoles], [...b.allRoles])) &&
    isSameMap(a.properties, b.properties) &&
    a.addresses.equals(b.addresses) &&
    a.own.equals(b.own) &&
    areSameLegs(a.node, b.node)
  );
}

function isSameMap(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  return a.size === b.size && isSameList([...a].flat(), [...b].flat());
}

/** Names that components of several zones have: there they are named with their zones, as rules have to name them. */
function namesOfSeveral(zones: readonly PlanZone[], former: Plan | undefined): ReadonlySet<string> {
  let tally = former && tallies.get(former.lineage);
  if (!tally) {
    tally = new NameTally<PlanZone>(({ components }) => new Set(components.map(({ name }) => name)));
    if (former) tallies.set(former.lineage, tally);
  }
  return tally.among(zones);
}

const tallies = new WeakMap<object, NameTally<PlanZone>>();

/** Whether the rest of the plan says nothing of the components of a zone: they are in no deployment, and no other zone has one of their names. */
function isPlain(zone: PlanZone, own: PlanZone): boolean {
  let known = plain.get(zone);
  if (known === undefined) {
    known = zone.components.every(({ name, deployments }, n) => !deployments.size && name === own.components[n]!.name);
    plain.set(zone, known);
  }
  return known;
}

const plain = new WeakMap<PlanZone, boolean>();

/** Whether what the rest of the plan says of a zone is what it said. */
function isStill(
  zone: PlanZone,
  own: PlanZone,
  shared: ReadonlySet<string>,
  deployments: ReadonlyMap<ast.Component, ReadonlySet<string>>,
  addresses: AddressSet,
  outside: AddressSet | undefined,
): boolean {
  if (!zone.addresses.equals(own.rest ? (outside ?? addresses).union(addresses) : addresses)) return false;
  if (!shared.size && !deployments.size && isPlain(zone, own)) return true;
  return zone.components.every((component, n) => {
    const { name } = own.components[n]!;
    const names = deployments.get(component.node);
    return (
      component.name === (shared.has(name) ? `${zone.name}.${name}` : name) &&
      component.deployments.size === (names?.size ?? 0) &&
      (!names || isSameList([...component.deployments], [...names]))
    );
  });
}
