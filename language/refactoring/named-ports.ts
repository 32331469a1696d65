import * as ast from '../generated/ast.ts';
import { serviceNamed } from '../model/common-services.ts';
import { partSet, resolveItems } from '../model/resolve-services.ts';
import { formatServices } from '../model/services.ts';
import type { Offer, Selection } from './refactoring.ts';

/** `tcp 443` becomes `https`, and a named service the ports that it stands for. */
export function namedPorts({ root, analysis: { plan }, node }: Selection): Offer[] {
  const item = ast.isPortRange(node) ? node.$container : node;
  if (!ast.isPortService(item) && !ast.isServiceReference(item)) return [];
  const range = item.$cstNode?.range;
  // In a rule or an assertion; a catalog says what its document says.
  if (
    !range ||
    !ast.isServiceList(item.$container) ||
    !(ast.isRule(item.$container.$container) || ast.isAssertion(item.$container.$container))
  )
    return [];
  if (ast.isServiceReference(item)) {
    const { set, alternatives, required, any, adjustable } = resolveItems([item]);
    if (alternatives.length || required || any || adjustable || set.isEmpty) return [];
    const text = formatServices(set);
    return [{ title: `Replace '${item.service.$refText}' by ${text}`, kind: 'inline', edits: [{ range, newText: text }] }];
  }
  const named = serviceNamed(partSet(item), plan.catalog);
  if (!named) return [];
  const own = [root, ...plan.imports].some((tree) => tree.statements.some((s) => ast.isService(s) && s.name === named.name));
  const text = own ? named.id : named.name;
  return [{ title: `Replace ${formatServices(partSet(item))} by '${text}'`, kind: 'rewrite', edits: [{ range, newText: text }] }];
}
