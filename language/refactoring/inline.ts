import { AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { removeStatement } from '../editing/remove.ts';
import * as ast from '../generated/ast.ts';
import { listText, type Offer, type Selection } from './refactoring.ts';

/** Puts what a group or a service of the plan stands for in its place, everywhere, and takes its definition out. */
export function inline({ document, node, references }: Selection): Offer[] {
  const definition = definitionAt(node);
  const statement = definition && AstUtils.getDocument(definition) === document ? definition : undefined;
  if (!statement) return [];
  const members = ast.isGroup(statement) ? statement.members : (statement.service?.items ?? []);
  const exceptions = ast.isGroup(statement) ? statement.exceptions : (statement.service?.exceptions ?? []);
  const text = listText(document, members).replace(/\s+/g, ' ');
  // What is left out of one list would be left out of all that stands beside it, and what a group is bound to would be lost.
  const isPlain = members.length > 0 && !exceptions.length && !(ast.isGroup(statement) && statement.partners);
  if (!isPlain || /\/\/|\/\*/.test(text)) return [];
  const places = references(statement);
  if (!places?.length) return [];
  const edits = places.flatMap(({ $refNode }): TextEdit[] => {
    const at = $refNode?.astNode;
    const isWhole = ast.isServiceReference(at) || (ast.isNamedEndpoint(at) && !at.place);
    return $refNode && isWhole && isInList(at) ? [{ range: $refNode.range, newText: text }] : [];
  });
  if (edits.length !== places.length) return [];
  const kind = ast.isGroup(statement) ? 'group' : 'service';
  return [{ title: `Inline the ${kind} '${statement.name}'`, kind: 'inline', edits: [...edits, ...removeStatement(statement)] }];
}

function definitionAt(node: Selection['node']): ast.Group | ast.Service | undefined {
  if (ast.isNamedEndpoint(node)) return ast.isGroup(node.target?.ref) ? node.target.ref : undefined;
  if (ast.isServiceReference(node)) return node.service?.ref?.$container.$type === 'Document' ? node.service.ref : undefined;
  if (ast.isGroup(node)) return node;
  return ast.isService(node) && node.$container.$type === 'Document' ? node : undefined;
}

/** Whether several may stand in the place of one, which alternatives are not for: `one of (web, tcp 25)`. */
function isInList(node: ast.NamedEndpoint | ast.ServiceReference): boolean {
  return !ast.isAlternativeService(node.$container);
}
