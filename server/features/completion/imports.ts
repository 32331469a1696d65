import { type FileSystemProvider, UriUtils } from 'langium';
import { type CompletionItem, CompletionItemKind } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { lineAt } from './text-place.ts';

/** So many names of a folder are offered. */
const MOST = 200;
const ENDING = '.segplan';

/** The word, and what is written of a path that lacks its quotes. */
const UNQUOTED = /(?<![\p{L}\p{N}_.-])import[^\S\r\n]+([^\s"']*)$/u;
/** Nothing else on a line but a comment. */
const LINE_END = /[^\S\r\n]*(?:\/\/|[\r\n]|$)/y;

/** Where the path of an import begins that lacks its quotes, before a place at the end of its line; nothing where there is none. */
export function unquotedPathAt(text: string, offset: number): number | undefined {
  const written = UNQUOTED.exec(text.slice(lineAt(text, offset), offset))?.[1];
  LINE_END.lastIndex = offset;
  return written !== undefined && LINE_END.test(text) ? offset - written.length : undefined;
}

/**
 * The plans and folders that an import may lead to from what is written of its path. Nothing for a text that is no import's.
 * @param start where the path begins, with its quote where it has one: else items bring theirs
 */
export async function importItems(
  textDocument: TextDocument,
  start: number,
  offset: number,
  files: FileSystemProvider,
): Promise<CompletionItem[]> {
  const text = textDocument.getText();
  if (!/\bimport\s+$/.test(text.slice(lineAt(text, start), start))) return [];
  const isQuoted = start < offset && /["']/.test(text.charAt(start));
  const written = text.slice(isQuoted ? start + 1 : start, offset);
  const typed = written.slice(written.lastIndexOf('/') + 1);
  const folder = written.slice(0, written.length - typed.length);
  if (/\p{Cs}/u.test(written)) return [];
  const own = URI.parse(textDocument.uri);
  const entries = await entriesOf(UriUtils.resolvePath(UriUtils.dirname(own), folder || '.'), files);
  const from = isQuoted ? offset - typed.length : start;
  const range = { start: textDocument.positionAt(from), end: textDocument.positionAt(offset) };
  // Paths are written as those of this folder.
  const lead = folder || typed.startsWith('.') ? '' : './';
  const quote = isQuoted ? text.charAt(start) : '"';
  const begin = isQuoted ? '' : `${quote}${folder}`;
  const isClosed =
    isQuoted && text.slice(offset, text.indexOf('\n', offset) < 0 ? text.length : text.indexOf('\n', offset)).includes(quote);
  const item = (name: string, isFolder: boolean): CompletionItem => ({
    label: isFolder ? `${name}/` : name,
    kind: isFolder ? CompletionItemKind.Folder : CompletionItemKind.File,
    sortText: `${isFolder ? '1' : '0'}${name}`,
    filterText: isQuoted ? name : `${folder}${name}`,
    textEdit: { range, newText: isFolder ? `${begin}${lead}${name}/` : `${begin}${lead}${name}${isClosed ? '' : quote}` },
    // What is in the folder is asked for next.
    ...(isFolder ? { command: { title: 'Look into the folder', command: 'editor.action.triggerSuggest' } } : {}),
  });
  const plans = entries.filter(({ name, isFile, uri }) => isFile && name.endsWith(ENDING) && !UriUtils.equals(uri, own));
  const folders = entries.filter(({ name, isDirectory }) => isDirectory && !name.startsWith('.') && name !== 'node_modules');
  const up = /^(\.\.\/)*\.{0,2}$/.test(written) ? [{ ...item('..', true), sortText: '2' }] : [];
  return [
    ...plans.slice(0, MOST).map(({ name }) => item(name, false)),
    ...folders.slice(0, MOST).map(({ name }) => item(name, true)),
    ...up.map((each) => (lead ? { ...each, textEdit: { range, newText: `${begin}../` } } : each)),
  ];
}

interface Entry {
  readonly name: string;
  readonly uri: URI;
  readonly isFile: boolean;
  readonly isDirectory: boolean;
}

/** What is in a folder; nothing where it can't be read, or must not be. */
async function entriesOf(folder: URI, files: FileSystemProvider): Promise<Entry[]> {
  try {
    const nodes = await files.readDirectory(folder);
    return (
      nodes
        .map(({ uri, isFile, isDirectory }) => ({ name: UriUtils.basename(uri), uri, isFile, isDirectory }))
        // What would end the text or mean something in it is not offered.
        .filter(({ name }) => !/["'\\\n\r]/.test(name))
        .sort((a, b) => (a.name < b.name ? -1 : 1))
    );
  } catch {
    return [];
  }
}
