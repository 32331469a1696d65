// What stands between words is left out up to the next word, which is looked for among those that may begin like that.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { DefaultLexer } from 'langium';
import { cheapResync } from '../../language/syntax/cheap-resync.ts';
import { createTestLanguage, diagnose } from '../support/language.ts';

const PARTS = [
  ...['/*', '*/', '/', '*', '@', '#', '"', "'", '\\', '$', '`', '…', '\ud800', '\u00a0', '\u200b', '\ufffe', 'a\u0301'],
  ...['é', '日', '𝒳', 'allow', 'any', 'tcp', 'name-x', '_', '-a', '1', '10.0.0.1', 'fd00::1', ':', '::', '->', '-', '.', '..'],
  ...['{', '}', ' ', '\n'],
];

describe('what is no word', () => {
  it('ends where it ends for a lexer that asks for all kinds of words at each character', async () => {
    const { services } = await createTestLanguage();
    const [plain, cheap] = [new DefaultLexer(services), new DefaultLexer(services)];
    cheapResync(cheap);
    const read = (lexer: DefaultLexer, text: string): unknown => {
      const { tokens, hidden, errors } = lexer.tokenize(text);
      // Each lexer counts its kinds on.
      const words = [...tokens, ...hidden].map(({ tokenType, tokenTypeIdx: _, ...each }) => ({ ...each, type: tokenType.name }));
      return { errors, words };
    };
    let errors = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...PARTS), { maxLength: 14 }), (parts) => {
        const text = parts.join('');
        assert.deepEqual(read(cheap, text), read(plain, text));
        errors += plain.tokenize(text).errors.length;
      }),
      { numRuns: 1000, seed: 7 },
    );
    assert.ok(errors > 1000, `${errors} errors`);
  });

  it('is told a hundred times, and how often it occurs besides', async () => {
    const found = await diagnose('@ '.repeat(250));
    assert.equal(found.length, 101);
    assert.match(`${found[100]!.message}`, /^150 more syntax errors from here on/);
    assert.deepEqual(
      found.map(({ range }) => range.start.character),
      Array.from({ length: 101 }, (_, n) => 2 * n),
    );
  });
});
