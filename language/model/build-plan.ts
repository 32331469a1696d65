import { AstUtils } from 'langium';
import type * as ast from '../generated/ast.ts';
import { statementsBesideRules, statementsOf } from '../syntax/statements.ts';
import { componentsOf, keptBindings, noteBonds, readBindings } from './bindings.ts';
import type { Catalog } from './catalog.ts';
import { featureId, roleId, sourceId } from './catalog-ids.ts';
import { readDeployments, readPairings } from './deployments.ts';
import { EndpointResolver } from './endpoint-resolver.ts';
import { baseNameOf } from './file-name.ts';
import { readFirewalls } from './firewalls.ts';
import { IntervalSet } from './interval-set.ts';
import { areZonesAsRead, noteZonesRead, readingZones, renewed } from './kept-zones.ts';
import { linkings } from './linkings.ts';
import { isSameList, oneListOf } from './lists.ts';
import type { Plan, PlanDirection, PlanNat, PlanUse, PlanVpn, PlanZone } from './plan.ts';
import { withLegs } from './read-legs.ts';
import { allOf, resolveServices } from './resolve-services.ts';
import { RuleBook } from './rule-book.ts';
import { atOnce, type Steps } from './steps.ts';
import { areSameWords, noteStructure, type Structure, statementsButRules, structureOf } from './structure.ts';
import { resolveVersion } from './versions.ts';

/**
 * Builds the plan of a linked document.
 * @param root the document's tree, with all references linked
 * @param imported the trees of the documents it imports, directly or through others
 * @param catalog every vendor that the document can see
 * @param former the plan before an edit: zones, components, bindings and rules that mean what they meant are taken over, and with them all
 *   that was found out about them; where the edit was about rules alone, so is the list of zones. It must not be used afterward.
 */
export function buildPlan(root: ast.Document, imported: readonly ast.Document[], catalog: Catalog, former?: Plan): Plan {
  return atOnce(buildingPlan(root, imported, catalog, former));
}

/** The same in steps. */
export function* buildingPlan(
  root: ast.Document,
  imported: readonly ast.Document[],
  catalog: Catalog,
  former?: Plan,
): Steps<Plan> {
  const quick = former && withOtherRules(former, root, imported, catalog);
  if (quick) return quick;
  const structure = structureOf(root, imported, catalog);
  const linkedTo = linkings();
  const { resolver, ...parts } = yield* structuralParts([...imported, root], structure, former);
  const { zones, components } = parts;
  noteStructure(zones, structure);
  noteZonesRead(zones, linkedTo);
  const { uri } = AstUtils.getDocument(root);
  const book = yield* RuleBook.reading(rulesAmong(root), { resolver, zones, components }, former && books.get(former));
  const { rules } = book;
  const title = titleOf(root, uri.toString());
  const plan = { ...parts, uri: uri.toString(), title, root, imports: imported, catalog, rules, lineage: former?.lineage ?? {} };
  turnTo(plan, { resolver, book }, former);
  return plan;
}

/** The plan after an edit that left every statement but those about rules as it was, the same objects; nothing after another one. */
function withOtherRules(former: Plan, root: ast.Document, imported: readonly ast.Document[], catalog: Catalog): Plan | undefined {
  if (former.catalog !== catalog || !isSameList(former.imports, imported)) return undefined;
  const statements = statementsButRules(root);
  if (!isSameList(statements, statementsButRules(former.root))) return undefined;
  const { zones, components } = former;
  if (areZonesAsRead(zones)) noteZonesRead(zones, linkings());
  const resolver = resolvers.get(former) ?? new EndpointResolver(zones, components);
  const book = atOnce(RuleBook.reading(rulesAmong(root), { resolver, zones, components }, books.get(former)));
  const plan = { ...former, root, title: titleOf(root, former.uri), rules: book.rules };
  turnTo(plan, { resolver, book }, former);
  return plan;
}

const resolvers = new WeakMap<Plan, EndpointResolver>();
const books = new WeakMap<Plan, RuleBook>();

/** Notes what a plan was read with. A book goes over to one other plan. */
function turnTo(plan: Plan, { resolver, book }: { resolver: EndpointResolver; book: RuleBook }, former: Plan | undefined): void {
  resolvers.set(plan, resolver);
  books.set(plan, book);
  if (former) books.delete(former);
}

function rulesAmong(root: ast.Document): readonly ast.Rule[] {
  return statementsOf(root, 'Rule');
}

/** What a plan is called; what the file name says, where the plan says nothing. */
function titleOf(root: ast.Document, uri: string): string {
  const header = statementsOf(root, 'PlanHeader').find((s) => s.title !== undefined);
  return header?.title ?? baseNameOf(uri);
}

/** All of a plan that does not hang on its rules. */
type Parts = Omit<Plan, 'uri' | 'title' | 'root' | 'imports' | 'catalog' | 'rules' | 'lineage'> & {
  readonly resolver: EndpointResolver;
};

function* structuralParts(trees: readonly ast.Document[], structure: Structure, former: Plan | undefined): Steps<Parts> {
  const { catalog } = structure;
  const deployments = readDeployments(trees, former);
  const pairings = readPairings(trees, former);
  const read = yield* readingZones(trees, catalog, former);
  yield;
  const placed = yield* withBindings(trees, read, catalog, former);
  const { resolver, bindings } = placed;
  const isReadAlike =
    former !== undefined && areSameWords(former, structure) && former.deployments === deployments && former.pairings === pairings;
  const isSame = isReadAlike && isSameList(former.zones, placed.zones) && isSameList(former.bindings, bindings);
  // As long as this is the same list, nothing but rules has changed.
  const zones = isSame ? former.zones : placed.zones;
  const components = isSame ? former.components : placed.components;
  const uses = new Map<string, PlanUse>();
  const features = new Set<string>();
  const trusted = new Set<string>();
  const phases = new Set<string>();
  const directions: PlanDirection[] = [];
  for (const statement of statementsBesideRules(trees.at(-1)!)) {
    switch (statement.$type) {
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
      case 'Direction':
        directions.push(readDirection(statement));
        break;
    }
  }
  // How the network carries traffic holds for every plan that imports the file; who may talk to whom does not.
  const vpns: PlanVpn[] = [];
  const nats: PlanNat[] = [];
  for (const statement of trees.flatMap(statementsBesideRules)) {
    if (statement.$type === 'Vpn') vpns.push({ ends: statement.ends.map((e) => resolver.resolve(e)), node: statement });
    if (statement.$type === 'Nat') nats.push(readNat(statement, resolver));
  }
  const firewalls = readFirewalls(trees, zones);
  const stated = { uses, features, trusted, phases, directions, vpns, nats, firewalls };
  const settings = isReadAlike ? former.settings : {};
  return { zones, components, deployments, pairings, bindings, resolver, settings, ...stated };
}

/** Reads what bindings say. A zone with a component of which they say something else than before an edit is another object. */
function* withBindings(
  trees: readonly ast.Document[],
  start: readonly PlanZone[],
  catalog: Catalog,
  former: Plan | undefined,
): Steps<Pick<Parts, 'zones' | 'components' | 'bindings' | 'resolver'>> {
  const before = componentsOf(former?.zones);
  let zones = start;
  for (;;) {
    zones = withLegs(zones, renewed);
    const components = oneListOf(zones.map((z) => z.components));
    const resolver = new EndpointResolver(zones, components);
    yield;
    const read = readBindings(trees, zones, resolver, catalog);
    yield;
    const bindings = former?.catalog === catalog ? keptBindings(read, former, componentsOf(zones)) : read;
    const changed = noteBonds(bindings, components, before, former && isSameList(former.bindings, bindings));
    if (!changed.size) return { zones, components, bindings, resolver };
    zones = zones.map((zone) => (changed.has(zone) ? renewed(zone) : zone));
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
