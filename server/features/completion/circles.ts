import { type AstNode, type AstNodeDescription, AstUtils, type ReferenceInfo } from 'langium';
import * as ast from '../../../language/generated/ast.ts';
import { BUILT_IN_SCHEME } from '../../../language/workspace/built-in-catalogs.ts';

type Definition = ast.Group | ast.Service | ast.Role;

/** What a group, a service or a role can be made of, where one is being written: all but itself, and what is made of it, which would be a circle. */
export function withoutCircles(
  all: readonly AstNodeDescription[],
  { container, property }: ReferenceInfo,
): readonly AstNodeDescription[] {
  const own = definitionAround(container, property);
  if (!own?.name) return all;
  const known = new Map<Definition, boolean>();
  const leadsBack = (node: Definition): boolean => {
    const before = known.get(node);
    if (before !== undefined) return before;
    // What is a circle already ends here.
    known.set(node, false);
    const found = isSame(node, own) || partsOf(node).some(leadsBack);
    known.set(node, found);
    return found;
  };
  return all.filter(({ node, name }) => {
    // A service of the plan hides one of that name that everybody knows.
    if (name === own.name && node?.$type === own.$type) return false;
    return !isDefinition(node) || isBuiltIn(node) || !leadsBack(node);
  });
}

/** The group, service or role whose definition a name is a part of. */
function definitionAround(container: AstNode, property: string): Definition | undefined {
  if (property === 'parents') return AstUtils.getContainerOfType(container, ast.isRole);
  if (property === 'service') return AstUtils.getContainerOfType(container, ast.isService);
  return property === 'target' ? AstUtils.getContainerOfType(container, ast.isGroup) : undefined;
}

/** Whether something is what is being written: that is read anew as one types, and then another object. */
function isSame(node: Definition, own: Definition): boolean {
  const vendorOf = (each: AstNode): string | undefined => AstUtils.getContainerOfType(each, ast.isVendor)?.name;
  return node === own || (node.$type === own.$type && node.name === own.name && vendorOf(node) === vendorOf(own));
}

function isDefinition(node: AstNode | undefined): node is Definition {
  return ast.isGroup(node) || ast.isService(node) || ast.isRole(node);
}

/** A built-in catalog is made of nothing that somebody writes. */
function isBuiltIn(node: Definition): boolean {
  return AstUtils.findRootNode(node).$document?.uri.scheme === BUILT_IN_SCHEME;
}

function partsOf(node: Definition): Definition[] {
  if (ast.isRole(node)) return node.parents.flatMap(({ ref }) => ref ?? []);
  if (ast.isService(node)) return (node.service?.items ?? []).flatMap(servicesIn);
  const { members, exceptions, partners } = node;
  return [...members, ...exceptions, ...(partners?.named ?? []), ...(partners?.excluded ?? [])].flatMap((end) => {
    const target = ast.isNamedEndpoint(end) ? end.target?.ref : undefined;
    return ast.isGroup(target) ? target : [];
  });
}

function servicesIn(item: ast.ServiceItem): ast.Service[] {
  if (ast.isAlternativeService(item)) return item.alternatives.flatMap(servicesIn);
  return ast.isServiceReference(item) && item.service?.ref ? [item.service.ref] : [];
}
