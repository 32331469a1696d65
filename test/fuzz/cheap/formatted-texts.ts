import assert from 'node:assert/strict';
import type { LangiumDocument } from 'langium';
import { URI } from 'vscode-uri';
import { applied } from '../../support/editor.ts';
import { wordsOf } from '../words.ts';
import type { Numbers } from './numbers.ts';
import { segplan, smallText } from './small-texts.ts';

const uri = URI.file('/formatted.segplan');
const options = { tabSize: 2, insertSpaces: true };

function read(text: string): LangiumDocument {
  return segplan.shared.workspace.LangiumDocumentFactory.fromString(text, uri);
}

async function tidy(document: LangiumDocument): Promise<string> {
  const edits = await segplan.lsp.Formatter!.formatDocument(document, { textDocument: { uri: uri.toString() }, options });
  return applied(document, edits);
}

/** The formatter keeps every word and comment of a small text, and is done at once where nothing is broken. */
export async function formattedTexts(number: Numbers): Promise<void> {
  const text = smallText(number);
  const document = read(text);
  const once = await tidy(document);
  assert.deepEqual(wordsOf(once, segplan), wordsOf(text, segplan), `words of ${JSON.stringify(text)}`);
  if (document.parseResult.parserErrors.length || document.parseResult.lexerErrors.length) return;
  const again = read(once);
  assert.equal(again.parseResult.parserErrors.length, 0, `${JSON.stringify(text)} is broken by the formatter`);
  assert.equal(await tidy(again), once, `${JSON.stringify(text)} is not formatted at once`);
}
