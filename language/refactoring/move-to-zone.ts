import { AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { insertBehind, isAloneOnItsLines } from '../editing/edits.ts';
import { freeName } from '../editing/free-name.ts';
import { moveComponent, swappedAddresses } from '../editing/move-component.ts';
import { removeStatement } from '../editing/remove.ts';
import * as ast from '../generated/ast.ts';
import type { Offer, Selection } from './refactoring.ts';

/** So many zones are offered to move to; a menu of more helps nobody. */
const MOST_ZONES = 12;

/** Takes a component to another zone, or to a new one; names that lead to it by its zone follow. */
export function moveToZone({ document, root, analysis: { plan }, node, references }: Selection): Offer[] {
  if (!ast.isComponent(node) || !node.name) return [];
  const own = node.$container;
  const places = references(node);
  // A name in another file would lead nowhere if it says the zone.
  if (!places) return [];
  const renamed = (zone: string): TextEdit[] =>
    places.flatMap(({ $refNode, $refText }): TextEdit[] =>
      $refNode && $refText === `${own.name}.${node.name}` ? [{ range: $refNode.range, newText: `${zone}.${node.name}` }] : [],
    );
  // The zones of its own site are what most moves lead to.
  const isNear = (statement: ast.Statement): boolean => statement === own.$container;
  const others = [...root.statements.filter(isNear), ...root.statements.filter((statement) => !isNear(statement))]
    .flatMap((statement) => (ast.isSite(statement) ? statement.zones : ast.isZone(statement) ? [statement] : []))
    .filter((zone) => zone !== own && zone.name && !zone.components.some(({ name }) => name === node.name));
  const offers = others.slice(0, MOST_ZONES).flatMap((zone): Offer[] => {
    const edits = moveComponent(node, zone, swappedAddresses(node, zone));
    const title = `Move '${node.name}' to the zone '${zone.name}'`;
    return edits.length ? [{ title, kind: 'move', edits: [...edits, ...renamed(zone.name)] }] : [];
  });
  const text = node.$cstNode && isAloneOnItsLines(node) ? document.textDocument.getText(node.$cstNode.range) : undefined;
  const name = freeName(`${own.name}-${node.name}`, plan, root);
  const site = ast.isSite(own.$container) ? own.$container : undefined;
  const isWhole = AstUtils.getDocument(own) === document && own.$cstNode?.text.endsWith('}') === true;
  if (text !== undefined && isWhole && own.components.length > 1 && (!site || site.$cstNode))
    offers.push({
      title: `Extract '${node.name}' to the new zone '${name}'`,
      kind: 'extract',
      edits: [...removeStatement(node), insertBehind(own, ['', `zone ${name} {`, `  ${text}`, '}']), ...renamed(name)],
    });
  return offers;
}
