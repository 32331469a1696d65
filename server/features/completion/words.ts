import { CompletionItemKind, InsertTextFormat } from 'vscode-languageserver';
import type * as ast from '../../../language/generated/ast.ts';
import { about } from './items.ts';
import type { Item } from './services.ts';
import { SNIPPETS } from './snippets.ts';

/** Words of services stand before the names of services, and the arrow before all else. */
const WORDS: Readonly<Record<string, string>> = { '->': '0', required: '1', tcp: '2', udp: '2', icmp: '2' };

/** Statements in the order in which plans are written. */
const STATEMENTS =
  'plan use zone site component subnet allow deny assert group service import enable phase check bind deployment pair firewall direction vpn nat trust vendor extend'.split(
    ' ',
  );

/** A word of the language that goes on with a statement. */
export function wordItem(label: string): Item {
  return { label, kind: CompletionItemKind.Keyword, sortText: WORDS[label] ?? '5' };
}

/**
 * A word that begins a statement, with the rest of it where it has places to fill in.
 * @param root of the plan that it is offered for
 * @param inPlan makes the rest fit the plan
 */
export function statementItem(label: string, root: ast.Document, inPlan: (text: string) => string): Item {
  const place = STATEMENTS.indexOf(label);
  const sortText = `4${String(place < 0 ? STATEMENTS.length : place).padStart(2, '0')}`;
  const snippet = SNIPPETS[label];
  if (!snippet) return { label, kind: CompletionItemKind.Keyword, sortText };
  return {
    label,
    kind: CompletionItemKind.Snippet,
    detail: snippet.title,
    insertText: inPlan(snippet.text),
    insertTextFormat: InsertTextFormat.Snippet,
    data: about(root, 'snippet', label),
    sortText,
  };
}
