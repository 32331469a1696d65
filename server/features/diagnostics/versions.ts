import type { LangiumSharedServices } from 'langium/lsp';
import { URI } from 'vscode-uri';
import { textOfTree } from '../surroundings.ts';

/**
 * The version of an open document that its findings are about, as a diagnostics message has it. Nothing for what is not open, nor where the text has changed
 * since it was read: places in it are those of a version that is gone.
 */
export function versionOf(
  uri: string,
  { TextDocuments, LangiumDocuments }: LangiumSharedServices['workspace'],
): { version?: number } {
  const open = TextDocuments.get(uri);
  const document = open && LangiumDocuments.getDocument(URI.parse(uri));
  return document && textOfTree(document) === open.getText() ? { version: open.version } : {};
}
