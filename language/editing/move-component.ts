import { AstUtils } from 'langium';
import type { Range, TextEdit } from 'vscode-languageserver-types';
import * as ast from '../generated/ast.ts';
import { edited } from './edited-text.ts';
import { insertAt, lineEnding } from './edits.ts';
import { removeStatement } from './remove.ts';

/**
 * What a component says of its addresses once it stands in a zone that it has an address in besides: it stands at that one, and has its former one in the zone
 * that it comes from.
 */
export function swappedAddresses({ hosts, legs, $container }: ast.Component, zone: ast.Zone): TextEdit[] {
  const leg = legs.find((each) => each.zone.ref === zone);
  // A leg has no host names.
  const own = hosts.every(ast.isAddress) ? spanOf(hosts) : undefined;
  const there = spanOf(leg?.addresses ?? []);
  const name = leg?.zone.$refNode;
  if (!own || !there || !name || !$container.name) return [];
  return [
    { range: own.range, newText: there.text },
    { range: there.range, newText: own.text },
    { range: name.range, newText: $container.name },
  ];
}

function spanOf(hosts: readonly ast.Host[]): { readonly range: Range; readonly text: string } | undefined {
  const [first, last] = [hosts[0]?.$cstNode, hosts.at(-1)?.$cstNode];
  if (!first || !last) return undefined;
  const range = { start: first.range.start, end: last.range.end };
  return { range, text: AstUtils.getDocument(hosts[0]!).textDocument.getText(range) };
}

/**
 * Takes a component with the comments about it to the end of another zone of the same document.
 * @param changes what else it says there
 * @returns nothing where the other zone has no braces
 */
export function moveComponent(component: ast.Component, zone: ast.Zone, changes: readonly TextEdit[] = []): TextEdit[] {
  const document = AstUtils.getDocument(component).textDocument;
  const end = zone.$cstNode?.range.end;
  const [removal] = removeStatement(component);
  if (!end || !removal || document.getText(zone.$cstNode!.range).at(-1) !== '}') return [];
  const [start, stop] = [removal.range.start, removal.range.end].map((each) => document.offsetAt(each)) as [number, number];
  const all = edited(document, changes).getText();
  const text = all.slice(start, stop + all.length - document.getText().length).trim();
  const brace = { line: end.line, character: end.character - 1 };
  const before = document.getText({ start: { line: brace.line, character: 0 }, end: brace });
  const eol = lineEnding(AstUtils.findRootNode(component) as ast.Document);
  // A line comment would take the brace with it.
  const ending = text.includes('//') ? eol : ' ';
  const edit =
    before.trim() === ''
      ? insertAt({ line: brace.line, character: 0 }, `${before}  ${text}${eol}`)
      : insertAt(brace, `${/\s$/.test(before) ? '' : ' '}${text}${ending}`);
  return [removal, edit];
}
