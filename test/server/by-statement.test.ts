// What is kept of statements, format and outline, is what comes of the whole text when nothing is kept.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { EmptyFileSystem, type LangiumDocument } from 'langium';
import { AbstractFormatter } from 'langium/lsp';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import type { SegplanParser } from '../../language/syntax/parser.ts';
import { createSegplanServices } from '../../server/module.ts';
import { ofChance } from '../support/chance.ts';
import { numbers } from '../support/numbers.ts';

const EXAMPLES = readdirSync('examples')
  .filter((name) => name.endsWith('.segplan'))
  .map((name) => readFileSync(`examples/${name}`, 'utf8'));
const OPTIONS = [
  { tabSize: 2, insertSpaces: true },
  { tabSize: 4, insertSpaces: false },
];

const create = () => createSegplanServices({ ...EmptyFileSystem }).Segplan;
const kept = create();

/** A document with a tree that was parsed, or went on from another one. */
function documentOf(text: string, former?: LangiumDocument): LangiumDocument {
  const parser = kept.parser.LangiumParser as SegplanParser;
  const document = kept.shared.workspace.LangiumDocumentFactory.fromString('', URI.file('/plan.segplan'));
  const textDocument = TextDocument.create('file:///plan.segplan', 'segplan', 1, text);
  Object.defineProperty(document, 'textDocument', { value: textDocument });
  document.parseResult = former ? parser.parseAgain(text, former.parseResult.value) : parser.parse(text);
  return document;
}

async function same(document: LangiumDocument): Promise<void> {
  const textDocument = { uri: document.textDocument.uri };
  const text = document.textDocument.getText();
  const { Formatter } = kept.lsp;
  for (const options of OPTIONS) {
    const whole = AbstractFormatter.prototype as unknown as { doDocumentFormat(...args: unknown[]): unknown };
    const { parserErrors, lexerErrors } = document.parseResult;
    const expected = parserErrors.length + lexerErrors.length ? [] : whole.doDocumentFormat.call(Formatter, document, options);
    assert.deepEqual(await Formatter!.formatDocument(document, { textDocument, options }), expected, text);
  }
  const fresh = documentOf(text);
  const outline = (of: LangiumDocument, lsp = kept.lsp): unknown => lsp.DocumentSymbolProvider!.getSymbols(of, { textDocument });
  assert.deepEqual(await outline(document), await outline(fresh, create().lsp), text);
}

// biome-ignore format: one list
const TYPED = [' ', '  ', '\n', '\n\n', '\t', '\n// a note\n', ' /* two\nlines */ ', '/* three\n\nlines */', '\r\n', ' // end\n', 'x', '\nallow   any->any:tcp 1 , 2\n', ' zone  y{subnet 10.0.0.0/24}', ', '];

describe('what is kept of statements', () => {
  it('is what the whole text gives, while somebody edits it', async () => {
    for (let seed = 1; seed <= ofChance(24, 6); seed++) {
      const number = numbers(seed);
      const whole = EXAMPLES[seed % EXAMPLES.length]!;
      let text = whole.slice(0, 1500).replace(/\n[^\n]*$/, '\n');
      let document = documentOf(text);
      await same(document);
      for (let n = 0; n < 10; n++) {
        // Blanks and comments between words leave a text without errors, which is formatted.
        const blanks = [...text.matchAll(/[ \n]+/g)];
        const at = blanks.length ? blanks[number(blanks.length)]!.index : number(text.length + 1);
        text = `${text.slice(0, at)}${TYPED[number(number(4) ? 10 : TYPED.length)]}${text.slice(at + (number(3) ? 0 : number(3)))}`;
        document = documentOf(text, document);
        await same(document);
      }
    }
  });

  it('moves with a statement in its line', async () => {
    const before = documentOf('zone a { subnet 10.0.0.0/24 } allow   a  -> any:tcp 1\ndeny a ->any\n');
    await same(before);
    await same(documentOf('zone abc { subnet 10.0.0.0/24 } allow   a  -> any:tcp 1\n\n\ndeny a ->any\n', before));
  });

  it('goes by the length that comments within a statement have now', async () => {
    const plan =
      'zone a {\n  subnet 10.0.0.0/24 // one\n      component x at 10.0.0.1 // two\n component y  at 10.0.0.2 // three\n\n\n}\n';
    let document = documentOf(plan);
    await same(document);
    for (const text of [
      plan.replace('// one', '// ones'),
      plan.replace('// one', '// ones').replace('// two', '// tw'),
      plan.replace('// three', '// three and more'),
      plan.replace('// one', '// on').replace('// three', '// three and more!'),
    ]) {
      document = documentOf(text, document);
      await same(document);
    }
  });
});
