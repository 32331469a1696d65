import { type AstNode, AstUtils, type LangiumDocument, UriUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import * as ast from '../../../language/generated/ast.ts';
import { roleId } from '../../../language/model/catalog-ids.ts';
import { isIdentifier } from '../../../language/syntax/name-words.ts';
import type { SegplanServices } from '../../services.ts';

/** Something with a name. */
export type Named = AstNode & { readonly name: string };

export function hasName(node: AstNode | undefined): node is Named {
  return node !== undefined && 'name' in node && typeof node.name === 'string';
}

/**
 * Why something can't be called so, in words for a person: it is no name, something else that is seen together with it has that name, or
 * the text could not be read any more.
 * @param changes what the renaming would change, by document
 */
export function refusal(
  target: Named,
  name: string,
  changes: Readonly<Record<string, TextEdit[]>>,
  services: SegplanServices,
): string | undefined {
  const unfit = nameRefusal(name);
  if (unfit) return unfit;
  if (name === target.name) return undefined;
  return takenBy(target, name, services) ?? wordRefusal(name, usesOf(target, name), changes, services);
}

/** Why nothing at all can be called so. */
export function nameRefusal(name: string): string | undefined {
  return isIdentifier(name)
    ? undefined
    : `'${name}' is not a name: names are letters of any script, digits, '_' and single '-' between them.`;
}

/** What has the name already, in any file that sees both. */
function takenBy(target: Named, name: string, { segplan, shared }: SegplanServices): string | undefined {
  const home = AstUtils.findRootNode(target);
  const trees = shared.workspace.LangiumDocuments.all.map((d) => d.parseResult.value).toArray();
  for (const root of [home, ...trees.filter((tree) => tree !== home)]) {
    if (!ast.isDocument(root)) continue;
    const visible = segplan.VisibleDocuments.plansFor(root);
    if (root !== home && !visible.some((tree) => tree === home)) continue;
    const vendors = segplan.VisibleDocuments.vendorsFor(root);
    const other =
      rivals(target, visible, vendors).find((each) => each !== target && each.name === name) ??
      sameWhenQualified(target, name, visible, vendors);
    if (other) return `There is already a ${other.$type.toLowerCase()} named '${other.name}'${whereOf(other, root, home)}.`;
  }
  return undefined;
}

function whereOf(other: AstNode, root: AstNode, home: AstNode): string {
  const fileOf = (node: AstNode): string => UriUtils.basename(AstUtils.getDocument(node).uri);
  const place = AstUtils.findRootNode(other);
  if (place !== home) return ` in ${fileOf(place)}`;
  return root === home ? '' : `, as ${fileOf(root)} sees it`;
}

/** Everything whose names must differ from the target's, for a document that sees these. */
function rivals(target: Named, visible: readonly ast.Document[], vendors: readonly ast.Vendor[]): Named[] {
  const statements = visible.flatMap((tree) => tree.statements);
  if (PLACES.has(target.$type)) return statements.flatMap(placesIn);
  if (ast.isVendor(target)) return vendors.filter(hasName);
  if (ast.isProperty(target)) return kinOf(target, vendors).flatMap((role) => role.properties.filter(hasName));
  const vendor = target.$container;
  if (ast.isVendor(vendor))
    return [vendor, ...vendors.filter((v) => v !== vendor && v.name === vendor.name)]
      .flatMap((v) => v.members)
      .filter((m): m is ast.VendorMember & Named => m.$type === target.$type && hasName(m));
  const own = statements.filter((s): s is ast.Statement & Named => s.$type === target.$type && hasName(s));
  if (!ast.isService(target)) return own;
  // Those of the vendor that needs no prefix are named in the same way.
  return [...own, ...vendors.filter((v) => v.name === 'network').flatMap((v) => v.members.filter(ast.isService).filter(hasName))];
}

const PLACES = new Set<string>([ast.Zone.$type, ast.Site.$type, ast.Component.$type, ast.Group.$type]);

function placesIn(statement: ast.Statement): Named[] {
  const inZone = (zone: ast.Zone): AstNode[] => [zone, ...zone.components];
  if (ast.isZone(statement)) return inZone(statement).filter(hasName);
  if (ast.isSite(statement)) return [statement, ...statement.zones.flatMap(inZone)].filter(hasName);
  return ast.isGroup(statement) && hasName(statement) ? [statement] : [];
}

/** The roles whose properties a component has together: the role itself, those that it derives from, and those derived from it. */
function kinOf(property: ast.Property, vendors: readonly ast.Vendor[]): ast.Role[] {
  const role = property.$container as ast.Role;
  const above = (start: ast.Role): Set<ast.Role> => {
    const found = new Set([start]);
    for (const each of found) for (const parent of each.parents) if (parent.ref) found.add(parent.ref);
    return found;
  };
  const all = vendors.flatMap((v) => v.members.filter(ast.isRole));
  return [...new Set([...above(role), ...all.filter((each) => above(each).has(role))])];
}

/** `zone.component` and `vendor.role` stand in the same places. */
function sameWhenQualified(
  target: Named,
  name: string,
  visible: readonly ast.Document[],
  vendors: readonly ast.Vendor[],
): Named | undefined {
  const isPlace = ast.isZone(target) || ast.isComponent(target);
  if (!isPlace && !ast.isVendor(target) && !ast.isRole(target)) return undefined;
  const zones = visible.flatMap((tree) => tree.statements.flatMap(placesIn)).filter(ast.isZone);
  const components = new Map(zones.flatMap((z) => z.components.map((c): [string, Named] => [`${z.name}.${c.name}`, c])));
  const roles = new Map(vendors.flatMap((v) => v.members.filter(ast.isRole).map((r): [string, Named] => [roleId(r), r])));
  const renamed = ast.isZone(target)
    ? target.components.map((c) => `${name}.${c.name}`)
    : ast.isVendor(target)
      ? vendors
          .filter((v) => v.name === target.name)
          .flatMap((v) => v.members.filter(ast.isRole))
          .map((r) => `${name}.${r.name}`)
      : [`${hasName(target.$container) ? target.$container.name : ''}.${name}`];
  const others = isPlace ? roles : components;
  const clash = renamed.find((each) => others.has(each));
  return clash === undefined ? undefined : others.get(clash);
}

/**
 * Why a word can't stand where a name does. The parser itself knows best: in a text of every use of such a name, and in what is changed.
 * @param uses the text of every use
 */
export function wordRefusal(
  name: string,
  uses: string,
  changes: Readonly<Record<string, TextEdit[]>>,
  services: SegplanServices,
): string | undefined {
  const errors = (text: string): number => {
    const { lexerErrors, parserErrors } = services.parser.LangiumParser.parse(text);
    return lexerErrors.length + parserErrors.length;
  };
  const documents = new Map(
    services.shared.workspace.LangiumDocuments.all.map((d): [string, LangiumDocument] => [d.uri.toString(), d]),
  );
  const isRead = ([uri, edits]: [string, TextEdit[]]): boolean => {
    const text = documents.get(uri)?.textDocument;
    return !text || errors(TextDocument.applyEdits(text, edits)) <= errors(text.getText());
  };
  return !errors(uses) && Object.entries(changes).every(isRead) ? undefined : `'${name}' is a word of the language.`;
}

function usesOf(target: Named, name: string): string {
  switch (target.$type) {
    case ast.Vendor.$type:
      return `use ${name} vendor ${name} {} zone z { component c : ${name}.r } allow ${name}.r -> z : ${name}.s`;
    case ast.Role.$type:
      return `vendor v { role ${name} flow ${name} -> ${name} : tcp 1 } zone z { component c : v.${name} } allow v.${name} in z -> z`;
    case ast.Service.$type:
      return `service ${name} = tcp 1 allow z -> z : ${name}, tcp 1, ${name} vendor v { service ${name} = tcp 1 } allow z -> z : v.${name}`;
    case ast.Feature.$type:
      return `enable ${name} vendor v { feature ${name} flow a -> b : tcp 1 for ${name} } enable v.${name}`;
    case ast.Source.$type:
      return `vendor v { source ${name} "f" flow a -> b : tcp 1 "p" from ${name} "1" contested by ${name} "1" } trust v.${name}`;
    case ast.Property.$type:
      return `vendor v { role r { property ${name} = x } flow r -> r : tcp 1 when ${name} = x } zone z { component c : v.r { ${name} = x } }`;
    case ast.Deployment.$type:
      return `deployment ${name} = z deployment e of ${name} = z`;
    case ast.Firewall.$type:
      return `firewall ${name} : asa { zones z }`;
    default:
      return `zone ${name} {} firewall f { zones ${name} interface i = ${name} } allow ${name} -> ${name}, r in ${name} : tcp 1 assert ${name} reaches ${name} bind ${name} with ${name} without ${name}`;
  }
}
