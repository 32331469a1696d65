import { type AstNode, AstUtils } from 'langium';
import type { Analysis } from '../analysis/analyze.ts';
import { keptWithStructure } from '../analysis/kept.ts';
import { lineOf, objectionsTo } from '../analysis/reach/objections.ts';
import type { Region } from '../analysis/region.ts';
import { ofEachRule } from '../analysis/surroundings.ts';
import { defineCheck, type Fix } from '../checking/check.ts';
import { appendStatement } from '../editing/edits.ts';
import * as ast from '../generated/ast.ts';
import { type AddressSet, formatAddresses } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { type NearAddress, NearestAddresses } from '../model/nearest-addresses.ts';
import { ANY_SERVICE } from '../model/services.ts';
import { holdsWholeBlock, PRIVATE_ADDRESSES, specialKind } from '../model/special-addresses.ts';
import { addressSet } from '../model/stated-addresses.ts';

interface Data {
  readonly near: readonly NearAddress[];
  /** Whether a zone for the rest of the world would hold it. */
  readonly outside: boolean;
}

/** An address in a rule, a group or an assertion that no zone holds. */
export const unplacedAddress = defineCheck<Data>({
  code: 'unplaced-address',
  level: 'warning',
  theme: 'places',
  ofPlan: true,
  title: 'An address of a rule that lies in no zone',
  documentation: `Nobody of the plan is at such an address, and no firewall between its zones is on the way there: most often it is mistyped, or a
subnet is missing. The same goes for a private address (RFC 1918, RFC 6598, IPv6 unique local) that only the rest of the world holds, where
nobody can be reached at it, and for multicast, loopback, link-local, unspecified and broadcast addresses.

\`\`\`segplan
zone backup {
  subnet 10.30.0.0/24
  component repo : veeam.hardened-repository at 10.30.0.20
}
zone internet external
allow vbr -> 10.3.0.20 : tcp 6162      // did you mean 10.30.0.20?
\`\`\`

Looked at are rules, groups, assertions, \`vpn\` and \`nat\`. Networks that hold something of a zone are not reported, nor whole blocks such as
\`10.0.0.0/8\` or \`fd00::/8\`, nor a \`deny\` or a \`never\` of addresses such as \`169.254.169.254\`. While a zone has no address yet, only those
last ones are. The quick-fixes write what is nearest by spelling; where that
would close something, or may, editors take none by themselves.`,
  *detect({ root, plan, analysis }) {
    if (!plan.zones.length) return;
    const rest = plan.zones.filter((z) => z.external && z.subnets.isEmpty);
    const known = keptWithStructure(plan, 'where an address may be', () => {
      const placed = rest.flatMap((z) => z.components).filter((c) => c.addressed);
      return IntervalSet.unionAll([...plan.zones.filter((z) => !rest.includes(z)), ...placed].map((each) => each.addresses));
    });
    // In a plan that is being written, an address may belong to the zone that has none yet.
    const isWhole = plan.zones.every((z) => !z.addresses.isEmpty);
    let nearest: NearestAddresses | undefined;
    for (const { node, closes } of addressesIn(root, analysis)) {
      const set = addressSet(node);
      if (set.isEmpty || set.overlaps(known) || holdsWholeBlock(set)) continue;
      const kind = specialKind(set);
      const [text] = formatAddresses(set);
      if (kind) {
        if (!closes) yield { node, message: `${text} is ${kind}: no firewall passes it on from one zone to another.` };
        continue;
      }
      if (!isWhole || (rest.length && !PRIVATE_ADDRESSES.covers(set))) continue;
      nearest ??= new NearestAddresses(plan);
      const near = nearest.to(set);
      const [zone] = rest;
      const meant = near.length ? ` Did you mean ${near.map(({ text: other, of }) => `${other} (${of})`).join(' or ')}?` : '';
      yield {
        node,
        message: zone
          ? `${text} is private and in no subnet of the plan, so that it counts as a part of ${zone.name}.${meant || ' A subnet may be missing.'}`
          : `${text} is in no zone of the plan.${meant || ' A subnet may be missing, or a zone for everything outside.'}`,
        data: { near, outside: !zone && !PRIVATE_ADDRESSES.overlaps(set) },
      };
    }
  },
  fix({ node, data }, { root, visible, analysis }): Fix[] {
    const range = node.$cstNode?.range;
    if (!range || !data) return [];
    const { near, outside } = data;
    const isObjected = near.length ? objectionsTo(root, analysis) : undefined;
    const isOpening = opensAt(node);
    const meant = near.map(({ text, set, of }): Fix => {
      const objection = isObjected?.(openedBy(node, set, analysis));
      return {
        title: `Write ${text} (${of})${objection ? `, against the assertion on line ${lineOf(objection)}` : ''}`,
        edits: [{ range, newText: text }],
        // It is a guess, by which nobody is to be cut off without having been looked at.
        ...(near.length === 1 && isOpening && !objection ? { preferred: true } : {}),
      };
    });
    const isTaken = (each: string): boolean => [...visible.importsOf(root), root].some((tree) => holdsName(tree, each));
    const name = ['internet', 'outside', 'rest-of-the-world'].find((each) => !isTaken(each));
    if (!outside || near.length || !name) return meant;
    return [{ title: `Add a zone ${name} for everything outside`, edits: [appendStatement(root, `zone ${name} external`)] }];
  },
});

/** Whether what stands at the place of an address is at most opened, and none of it closed. */
function opensAt({ $container: end }: AstNode): boolean {
  const statement = end?.$container;
  // A group may be named anywhere, and left out anywhere.
  if (!end || !ast.isStatement(statement) || statement.$type === 'Group') return false;
  return !/exceptions$/i.test(end.$containerProperty ?? '') && isClosing(statement) === false;
}

/** What a rule opens with another address in the place of one. */
function openedBy({ $container: end }: AstNode, set: AddressSet, { plan }: Analysis): Region {
  const rule = plan.rules.find((each) => each.node === end?.$container);
  const side = end?.$containerProperty;
  if (rule?.action !== 'allow' || (side !== 'sources' && side !== 'destinations')) return [];
  const services = rule.services.any ? ANY_SERVICE : rule.services.set;
  return [{ sources: rule.sourceAddresses, destinations: rule.destinationAddresses, services, [side]: set }];
}

interface WrittenAddress {
  readonly node: ast.Address;
  /** Whether it stands only where something is to be closed. */
  readonly closes: boolean;
}

/** The addresses at the ends of statements, and in the groups that they name. */
function* addressesIn(root: ast.Document, analysis: Analysis): Iterable<WrittenAddress> {
  const written = analysis.memory.nodes('addresses at ends', root, ['AddressEndpoint']);
  const groups = written.some(({ $container }) => $container.$type === 'Group') ? usesOfGroups(root, analysis) : undefined;
  for (const { $container: statement, address } of written) {
    const used = statement.$type === 'Group' ? groups?.get(statement) : undefined;
    if (!address || !ast.isStatement(statement) || (statement.$type !== 'Group' && isClosing(statement) === undefined)) continue;
    yield { node: address, closes: used ? used.closes && !used.opens : isClosing(statement) === true };
  }
}

/** What the groups are named for, directly and by other groups. */
function usesOfGroups(root: ast.Document, analysis: Analysis): ReadonlyMap<ast.Group, Use> {
  const uses = new Map<ast.Group, Use>();
  const named = ofEachRule(analysis, 'groups of rules', ({ node }) => groupsOf(node).map((group) => ({ group, node })));
  for (const { group, node } of named) noteUse(group, isClosing(node) === true, uses);
  for (const statement of root.statements) {
    const closes = statement.$type === 'Rule' ? undefined : isClosing(statement);
    if (closes !== undefined) for (const group of groupsOf(statement)) noteUse(group, closes, uses);
  }
  return uses;
}

interface Use {
  readonly opens: boolean;
  readonly closes: boolean;
}

/** Whether a statement with ends closes something, or says that it is closed; nothing for other statements. */
function isClosing(statement: ast.Statement): boolean | undefined {
  switch (statement.$type) {
    case 'Rule':
      return statement.action === 'deny';
    case 'Assertion':
      return statement.never;
    case 'Vpn':
    case 'Nat':
      return false;
    default:
      return undefined;
  }
}

function groupsOf(node: ast.Statement): ast.Group[] {
  return AstUtils.streamContents(node)
    .toArray()
    .flatMap((end) => (ast.isNamedEndpoint(end) && ast.isGroup(end.target?.ref) ? [end.target.ref] : []));
}

function noteUse(start: ast.Group, closes: boolean, groups: Map<ast.Group, Use>): void {
  const open = [start];
  for (let group = open.pop(); group; group = open.pop()) {
    const use = groups.get(group) ?? { opens: false, closes: false };
    if (closes ? use.closes : use.opens) continue;
    groups.set(group, closes ? { ...use, closes } : { ...use, opens: true });
    for (const member of groupsOf(group)) open.push(member);
  }
}

function holdsName(tree: ast.Document, name: string): boolean {
  return AstUtils.streamAst(tree).some((node) => 'name' in node && node.name === name);
}
