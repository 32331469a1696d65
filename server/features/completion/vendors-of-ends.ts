import { type AstNode, AstUtils, type ReferenceInfo } from 'langium';
import type { CompletionContext } from 'langium/lsp';
import * as ast from '../../../language/generated/ast.ts';
import { COMMON_VENDOR } from '../../../language/syntax/scope-provider.ts';

/** The vendor in whose block something is named. */
export function catalogOf({ container }: ReferenceInfo): string | undefined {
  return AstUtils.getContainerOfType(container, ast.isVendor)?.name;
}

// A list of completions asks once for each of its items.
const known = new WeakMap<CompletionContext, ReadonlySet<string>>();

/** The vendors whose roles stand at the ends of the rule, the assertion, the direction or the flow whose services are being written. */
export function vendorsOfEnds(context: CompletionContext): ReadonlySet<string> {
  let vendors = known.get(context);
  if (!vendors) {
    vendors = vendorsOf(endsAround(context.node));
    known.set(context, vendors);
  }
  return vendors;
}

function endsAround(node: AstNode | undefined): (AstNode | undefined)[] {
  const statement = AstUtils.getContainerOfType(
    node,
    (each): each is ast.Rule | ast.Assertion | ast.Direction | ast.Flow =>
      ast.isRule(each) || ast.isAssertion(each) || ast.isDirection(each) || ast.isFlow(each),
  );
  if (!statement) return [];
  if (ast.isRule(statement) || ast.isAssertion(statement)) return [...statement.sources, ...statement.destinations].map(targetOf);
  return [...statement.initiators, ...statement.responders].map(({ ref }) => ref);
}

function targetOf(end: ast.Endpoint): AstNode | undefined {
  return ast.isNamedEndpoint(end) ? end.target?.ref : undefined;
}

function vendorsOf(ends: readonly (AstNode | undefined)[]): ReadonlySet<string> {
  const vendors = new Set<string>();
  // Groups may hold one another in a circle; what is put in while it is gone through comes up as well.
  const places = new Set(ends);
  for (const place of places) {
    if (ast.isRole(place)) vendors.add((place.$container as ast.Vendor).name);
    else if (ast.isComponent(place)) for (const role of place.roles) places.add(role.ref);
    else if (ast.isZone(place)) for (const component of place.components) places.add(component);
    else if (ast.isSite(place)) for (const zone of place.zones) places.add(zone);
    else if (ast.isGroup(place)) for (const member of place.members) places.add(targetOf(member));
  }
  // What everybody has is written without it.
  vendors.delete(COMMON_VENDOR);
  return vendors;
}
