import type { LangiumDocument } from 'langium';
import { edited } from '../editing/edited-text.ts';
import type * as ast from '../generated/ast.ts';
import { SegplanFormatter } from './formatter.ts';

/** As the editor formats, where nobody has set it otherwise. */
const OPTIONS = { tabSize: 2, insertSpaces: true };

/** The text of a plan as it is laid out; nothing where it has syntax errors, since what is meant by it isn't known. */
export async function formattedText(document: LangiumDocument<ast.Document>): Promise<string | undefined> {
  const { lexerErrors, parserErrors } = document.parseResult;
  if (lexerErrors.length || parserErrors.length) return undefined;
  const textDocument = { uri: document.uri.toString() };
  const edits = await new SegplanFormatter().formatDocument(document, { textDocument, options: OPTIONS });
  return edited(document.textDocument, edits).getText();
}
