import type { AstNode, LangiumDocument } from 'langium';
import { type CompletionItem, CompletionItemKind, CompletionList, type InitializeParams, TextEdit } from 'vscode-languageserver';
import * as ast from '../../../language/generated/ast.ts';
import { nameTableOf } from '../../../language/syntax/declared-names.ts';
import type { SegplanServices } from '../../services.ts';
import { find } from './matching.ts';
import type { Subject } from './resolve.ts';
import { plainItem } from './snippets.ts';

/** What an editor understands of a list. */
export interface Editor {
  /** Texts with places to fill in. */
  readonly snippets: boolean;
  /** A few words beside a label, which it shows of each item. */
  readonly details: boolean;
  /** What all items of a list replace, said once. */
  readonly ranges: boolean;
  /** What all items of a list are about, said once. */
  readonly data: boolean;
  /** The commands of VS Code. */
  readonly commands: boolean;
  /** Parts of an item that it asks for when somebody looks at it. */
  readonly late: ReadonlySet<string>;
}

/** What an editor says that it understands. */
export function editorOf({ capabilities, initializationOptions }: InitializeParams): Editor {
  const { completionItem, completionList } = capabilities.textDocument?.completion ?? {};
  const { snippetSupport = false, labelDetailsSupport = false, resolveSupport } = completionItem ?? {};
  const ranges = completionList?.itemDefaults?.includes('editRange') ?? false;
  const data = completionList?.itemDefaults?.includes('data') ?? false;
  const commands = (initializationOptions as { commands?: unknown } | null | undefined)?.commands === true;
  const late = new Set(resolveSupport?.properties);
  return { snippets: snippetSupport, details: labelDetailsSupport, ranges, data, commands, late };
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

/**
 * The word that is typed, before a list of nothing but roles that no component has: at an end of a rule it is more likely a name that is declared
 * later, and Enter would put such a role in its place.
 * @returns any other list as it is
 */
export function withOwnWord(
  items: readonly CompletionItem[],
  { textDocument, parseResult: { value } }: LangiumDocument,
  plans: SegplanServices['segplan']['Plans'],
): readonly CompletionItem[] {
  const edit = items[0]?.textEdit;
  if (!edit || !ast.isDocument(value)) return items;
  // An editor that can do either is told what goes before the cursor, and what of the whole word.
  const range = TextEdit.is(edit) ? edit.range : edit.insert;
  const label = textDocument.getText(range);
  if (!/^[\p{L}_][\p{L}\p{M}\p{N}_-]*$/u.test(label)) return items;
  const isRoleOfEnds = ({ kind, sortText }: CompletionItem): boolean =>
    kind === CompletionItemKind.Class && sortText?.startsWith('8') === true;
  if (!items.every(isRoleOfEnds) || isDeclared(label, value)) return items;
  const had = new Set(plans.lastAnalysis(value).plan.components.flatMap((component) => [...component.allRoles]));
  if (items.some((item) => had.has(item.label))) return items;
  const textEdit = { ...edit, newText: label };
  const own = { label, kind: CompletionItemKind.Text, detail: 'a name that nothing has yet', sortText: '0', filterText: label };
  return [{ ...own, textEdit }, ...items];
}

/** Whether a document gives a name to anything, so that there is a reason why it is not among what is offered. */
function isDeclared(name: string, root: ast.Document): boolean {
  const isMember = (member: ast.VendorMember): boolean => 'name' in member && member.name === name;
  return nameTableOf(root).at(name).length > 0 || root.statements.some((s) => ast.isVendor(s) && s.members.some(isMember));
}

/** A list as an editor understands it, which asks for another one as soon as more is typed. */
export function listFor(editor: Editor, items: readonly CompletionItem[]): CompletionList {
  const isLong = items.length > LONG;
  const all = withRanges(
    editor,
    (isLong ? ordered(items) : items).map((item) => shownIn(editor, item, isLong)),
  );
  const list = isLong && editor.data ? withData(all) : all;
  return items.length && items.every(({ label }) => DAY.test(label)) ? { ...list, isIncomplete: false } : list;
}

/** Days are looked through by the editor itself: a list that waits for another one is still there when a day is typed to its end, and Enter would take from it. */
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Lists of more items go out without what can be asked for, and without what is the same for all: on each key, a long way. */
const LONG = 100;

/** Items with their places in place of what they are sorted by, which holds their names once more. */
function ordered(items: readonly CompletionItem[]): CompletionItem[] {
  const by = (item: CompletionItem): string => item.sortText ?? item.label;
  const sorted = [...items].sort((a, b) => (by(a) < by(b) ? -1 : by(a) > by(b) ? 1 : a.label < b.label ? -1 : 1));
  const digits = sorted.length.toString(36).length;
  return sorted.map((item, n) => ({ ...item, sortText: n.toString(36).padStart(digits, '0') }));
}

/** What the items are about, as the first of them that are about anything; what is about another thing says so. */
function withData(list: CompletionList): CompletionList {
  const first = list.items.find(({ data }) => data)?.data as unknown;
  if (!first) return list;
  const same = JSON.stringify(first);
  const items = list.items.map(({ data = {}, ...item }) =>
    JSON.stringify(data) === same ? item : { ...item, data: data as unknown },
  );
  return { ...list, itemDefaults: { ...list.itemDefaults, data: first }, items };
}

function withRanges(editor: Editor, shown: CompletionItem[]): CompletionList {
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
function shownIn(editor: Editor, item: CompletionItem, isLong: boolean): CompletionItem {
  const plain = editor.snippets ? item : plainItem(item);
  const { detail } = plain;
  const own = editor.details && detail ? { ...plain, labelDetails: { description: shortened(detail) } } : plain;
  return isLong ? lean(editor, own) : own;
}

/** A role's item without what is made again when somebody looks at it. */
function lean({ late }: Editor, item: CompletionItem): CompletionItem {
  const { name, ...about } = (item.data ?? {}) as Partial<Subject>;
  if (about.kind !== 'role') return item;
  const { detail, labelDetails, additionalTextEdits, ...rest } = item;
  const isLate = late.has('detail') && labelDetails !== undefined;
  return {
    ...rest,
    data: name === item.label ? about : item.data,
    // What it adds is said with the rest, once somebody looks at it.
    ...(labelDetails
      ? { labelDetails: isLate ? { description: shortened(detail!.replace(/, adds 'use \S+'$/, '')) } : labelDetails }
      : {}),
    ...(detail !== undefined && !isLate ? { detail } : {}),
    ...(additionalTextEdits && !late.has('additionalTextEdits') ? { additionalTextEdits } : {}),
  };
}

function shortened(text: string): string {
  if (text.length <= MOST_DETAILS) return text;
  const cut = text.slice(0, MOST_DETAILS);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), MOST_DETAILS / 2)).replace(/[\s,;:]+$/, '')}…`;
}
