import { type AstNode, AstUtils, GrammarUtils } from 'langium';
import { defineCheck, type Finding, type Fix } from '../checking/check.ts';
import { isOnBrokenLine } from '../editing/edits.ts';
import { freeName } from '../editing/free-name.ts';
import * as ast from '../generated/ast.ts';
import { NameTally } from '../model/name-tally.ts';
import type { Plan } from '../model/plan.ts';
import { statementsBesideRules, statementsOf } from '../syntax/statements.ts';

type Named = AstNode & { name: string };

/** A name that stands for two things. */
export const duplicateName = defineCheck({
  code: 'duplicate-name',
  level: 'error',
  theme: 'places',
  essential: true,
  title: 'A name that is given twice',
  documentation: `Zones, components, groups and sites of a plan, and what it imports, share one set of names, so that a rule says plainly what
it means. Only components of different zones may have the same name: rules then name them with their zones, as \`shop.till\` and
\`depot.till\`. Services have names of their own, and so have deployments and firewalls. A vendor is put to \`use\` once, so that its version is one. Within a vendor, the names of roles, of services, of features and of sources are unique each.

The quick-fix gives what came second a name of its own. What the plan says of the name stays with what came first, and a zone that is called as its
site is named after it.`,
  besidesRules: true,
  *detect(context) {
    const imported = context.visible.importsOf(context.root);
    const statements = [...imported, context.root].flatMap(statementsBesideRules);
    // An edit changes few names, and most plans give none twice.
    const { given } = context.analysis.memory.renew<Given>('names of places', (before) => ({
      given: before?.given ?? new NameTally<ast.Statement>((statement) => namesIn(statement)),
    }));
    if (given.among(statements).size) yield* placesTwice(statements.flatMap(placedIn), context.root);
    const services = new Map<string, AstNode>();
    for (const node of statementsOf(context.root, 'Service')) yield* report(node as Named, node.name, services, context.root);
    for (const kind of ['Deployment', 'Firewall'] as const) {
      const first = new Map<string, AstNode>();
      for (const document of [...imported, context.root])
        for (const node of statementsOf(document, kind)) yield* report(node as Named, node.name, first, context.root);
    }
    yield* secondUses(context.root);
    const blocks = statementsOf(context.root, 'Vendor').length ? context.visible.vendorsFor(context.root) : [];
    const members = new Map<string, Map<string, AstNode>>();
    for (const vendor of blocks) {
      const known = members.get(vendor.name) ?? new Map<string, AstNode>();
      members.set(vendor.name, known);
      for (const member of vendor.members)
        if ('name' in member && member.name)
          yield* report(member as Named, `${member.$type} ${member.name}`, known, context.root);
    }
  },
  fix: ({ node, property }, { plan, root }): Fix[] => (property === 'name' ? renamed(node, plan, root) : []),
});

/** Gives what came second a name of its own; what is said of the name stays with what came first. */
function renamed(node: AstNode, plan: Plan, root: ast.Document): Fix[] {
  const range = GrammarUtils.findNodeForProperty(node.$cstNode, 'name')?.range;
  if (!range || !(ast.isZone(node) || ast.isComponent(node) || ast.isGroup(node)) || isOnBrokenLine(node)) return [];
  // `branch` of a site with one zone means the same as before.
  const isOfSite = ast.isZone(node) && ast.isSite(node.$container) && node.$container.name === node.name;
  const name = freeName(isOfSite ? `${node.name}-zone` : node.name, plan, root);
  return [{ title: `Call this ${node.$type.toLowerCase()} '${name}'`, edits: [{ range, newText: name }] }];
}

/** A plan has one version of a product; two `use` lines would leave open which. */
function* secondUses(root: ast.Document): Iterable<Finding<undefined>> {
  const first = new Map<string, ast.Use>();
  for (const use of statementsOf(root, 'Use')) {
    const name = use.vendor?.$refText;
    const earlier = name ? first.get(name) : undefined;
    if (!name) continue;
    if (!earlier) first.set(name, use);
    else
      yield {
        node: use,
        property: 'vendor',
        message: `${name} is in use already. A component that runs another version says so in its braces: { version = 12.3 }.`,
        related: [{ node: earlier, property: 'vendor', message: 'It was put to use here first.' }],
      };
  }
}

/** What has the name of something else, but for components of different zones. */
function* placesTwice(nodes: readonly Named[], root: ast.Document): Iterable<Finding<undefined>> {
  const places = new Map<string, AstNode>();
  const components = new Map<string, AstNode>();
  const ofZones = new Map<AstNode, Map<string, AstNode>>();
  for (const node of nodes) {
    if (!ast.isComponent(node)) yield* report(node, node.name, components.has(node.name) ? components : places, root);
    if (!ast.isComponent(node) || !node.name) continue;
    const own = ofZones.get(node.$container) ?? new Map<string, AstNode>();
    ofZones.set(node.$container, own);
    const rival = places.get(node.name);
    yield* report(node, node.name, rival ? new Map([[node.name, rival]]) : own, root);
    if (!components.has(node.name)) components.set(node.name, node);
  }
}

/** What has a name in a statement; another statement as soon as it says another one. */
function placedIn(statement: ast.Statement): readonly Named[] {
  let known = all.get(statement);
  if (!known) {
    known = placed(statement);
    all.set(statement, known);
  }
  return known;
}

const all = new WeakMap<ast.Statement, readonly Named[]>();

/** The names that a statement gives. That components of different zones may share one is looked at where any is given twice. */
function namesIn(statement: ast.Statement): readonly string[] {
  return placedIn(statement).flatMap(({ name }) => name || []);
}

interface Given {
  readonly given: NameTally<ast.Statement>;
}

function placed(statement: ast.Statement): Named[] {
  const inZone = (zone: ast.Zone): Named[] => [zone, ...zone.components] as Named[];
  if (ast.isZone(statement)) return inZone(statement);
  if (ast.isSite(statement)) return [statement as Named, ...statement.zones.flatMap(inZone)];
  return ast.isGroup(statement) ? [statement as Named] : [];
}

function report(node: Named, key: string, first: Map<string, AstNode>, root: ast.Document): readonly Finding<undefined>[] {
  if (!node.name) return NOTHING;
  const earlier = first.get(key);
  if (!earlier) {
    first.set(key, node);
    return NOTHING;
  }
  if (AstUtils.findRootNode(node) !== root) return NOTHING;
  const message = `The name '${node.name}' is taken by a ${earlier.$type.toLowerCase()} already: give this ${node.$type.toLowerCase()} another one.`;
  const related = [{ node: earlier, property: 'name', message: 'It was given here first.' }];
  return [{ node, property: 'name', message, related }];
}

const NOTHING: readonly never[] = [];
