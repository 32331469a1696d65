import type { AstNode } from 'langium';
import { type ClientCapabilities, type CompletionItem, CompletionList, TextEdit } from 'vscode-languageserver';
import * as ast from '../../../language/generated/ast.ts';
import { find } from './matching.ts';
import { plainItem } from './snippets.ts';

/** What an editor understands of a list. */
export interface Editor {
  /** Texts with places to fill in. */
  readonly snippets: boolean;
  /** A few words beside a label, which it shows of each item. */
  readonly details: boolean;
  /** What all items of a list replace, said once. */
  readonly ranges: boolean;
}

/** What an editor says that it understands. */
export function editorOf({ textDocument }: ClientCapabilities): Editor {
  const { completionItem, completionList } = textDocument?.completion ?? {};
  const { snippetSupport = false, labelDetailsSupport = false } = completionItem ?? {};
  const ranges = completionList?.itemDefaults?.includes('editRange') ?? false;
  return { snippets: snippetSupport, details: labelDetailsSupport, ranges };
}

/** So many letters leave room for a label in the list of an editor, which shows all of them with the item that is chosen. */
const MOST_DETAILS = 30;

/** What something is called besides its name. */
export function otherNames(node: AstNode | undefined): string[] {
  if (ast.isRole(node)) return [...(node.title ? [node.title] : []), ...node.aliases];
  if (ast.isComponent(node)) return [...(node.title ? [node.title] : []), ...node.roles.map((role) => role.$refText)];
  const title = (node as { readonly title?: unknown } | undefined)?.title;
  return typeof title === 'string' && title ? [title] : [];
}

/**
 * An item as it is found by what is typed. What an item is decides on its place, and among those that are the same, how it was found: one
 * of that very name first.
 * @returns nothing for what is not found by it
 */
export function foundBy(typed: string, item: CompletionItem, others: readonly string[] = []): CompletionItem | undefined {
  const found = find(typed, item.label, others);
  if (!found) return undefined;
  if (!typed) return item;
  const { sortText = '5' } = item;
  return {
    ...item,
    filterText: found.text,
    sortText: `${sortText.slice(0, 1)}${found.rank}${sortText.slice(1)}`,
  };
}

/** A list as an editor understands it, which asks for another one as soon as more is typed. */
export function listFor(editor: Editor, items: readonly CompletionItem[]): CompletionList {
  const shown = items.map((item) => shownIn(editor, item));
  const [edit] = shown.map(({ textEdit }) => textEdit);
  if (!editor.ranges || !edit || !shown.every(({ textEdit }) => textEdit && isSamePlace(textEdit, edit)))
    return CompletionList.create(shown, true);
  const { newText: _, ...place } = edit;
  const editRange = 'range' in place ? place.range : place;
  return {
    isIncomplete: true,
    itemDefaults: { editRange },
    items: shown.map(({ textEdit, insertText: _, ...item }) =>
      textEdit!.newText === item.label ? item : { ...item, textEditText: textEdit!.newText },
    ),
  };
}

function isSamePlace(a: NonNullable<CompletionItem['textEdit']>, b: NonNullable<CompletionItem['textEdit']>): boolean {
  const place = (edit: typeof a): unknown => (TextEdit.is(edit) ? edit.range : [edit.insert, edit.replace]);
  return JSON.stringify(place(a)) === JSON.stringify(place(b));
}

/** An item as an editor understands it. */
function shownIn(editor: Editor, item: CompletionItem): CompletionItem {
  const plain = editor.snippets ? item : plainItem(item);
  const { detail } = plain;
  return editor.details && detail ? { ...plain, labelDetails: { description: shortened(detail) } } : plain;
}

function shortened(text: string): string {
  if (text.length <= MOST_DETAILS) return text;
  const cut = text.slice(0, MOST_DETAILS);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), MOST_DETAILS / 2)).replace(/[\s,;:]+$/, '')}…`;
}
