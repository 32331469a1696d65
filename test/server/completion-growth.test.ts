// What a completion reads of the text: the statement that is written, and not the block before it.
import assert from 'node:assert/strict';
import { openText } from '../support/editor.ts';

/** How many characters are read for a completion behind a zone of so many components, and what is offered. */
async function readBehind(components: number, ending: string): Promise<{ read: number; labels: string }> {
  const lines = Array.from({ length: components }, (_, n) => `  component c${n} at 10.2.${n >> 8}.${n & 255}\n`).join('');
  const zones = `zone a { subnet 10.1.0.0/16 component h at 10.1.0.1 }\nzone big {\n  subnet 10.2.0.0/16\n${lines}}\n`;
  const { document, segplan } = await openText(`${zones}${ending}`);
  const provider = segplan.lsp.CompletionProvider!;
  const params = {
    textDocument: { uri: document.uri.toString() },
    position: document.textDocument.positionAt(zones.length + ending.length),
  };
  // The first makes the parser.
  await provider.getCompletion(document, params);
  const { Lexer } = segplan.parser;
  const tokenize = Lexer.tokenize.bind(Lexer);
  let read = 0;
  Lexer.tokenize = (text, options) => {
    read += text.length;
    return tokenize(text, options);
  };
  const list = await provider.getCompletion(document, params);
  delete (Lexer as { tokenize?: unknown }).tokenize;
  return { read, labels: (list?.items ?? []).map(({ label }) => label).join(' ') };
}

describe('completion behind a large block', () => {
  for (const ending of ['allow h -> big : ', 'all', 'group g = h, '])
    it(`reads no more of it than of a small one: ${ending}`, async () => {
      const [few, many] = [await readBehind(3, ending), await readBehind(1000, ending)];
      assert.ok(few.read > 0 && few.labels.length > 0);
      assert.equal(many.read, few.read);
      if (!ending.startsWith('group')) assert.equal(many.labels, few.labels);
    });
});
