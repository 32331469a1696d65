// Whatever state a text is in: mending everything in it breaks nothing, changes nothing else, and is done after one time.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { LangiumDocument } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import type * as ast from '../../language/generated/ast.ts';
import { checks } from '../../language/generated/checks.ts';
import { ofChance } from '../support/chance.ts';
import { applied } from '../support/editor.ts';
import { createTestLanguage } from '../support/language.ts';
import { mutated } from '../support/mutated-texts.ts';

const folders = ['../../examples', '../examples/faulty'].map((folder) => join(import.meta.dirname, folder));
const texts = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('.segplan'))
    .map((file) => readFileSync(join(folder, file), 'utf8')),
);

const { services } = await createTestLanguage();
const { CheckRunner, Mender, Plans } = services.segplan;
const uri = URI.file('/mended/plan.segplan');

/** A linked document, without the checks that nothing is mended by. */
async function read(text: string): Promise<LangiumDocument<ast.Document>> {
  const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = services.shared.workspace;
  if (LangiumDocuments.hasDocument(uri)) await DocumentBuilder.update([], [uri]);
  const document = LangiumDocumentFactory.fromString<ast.Document>(text, uri);
  LangiumDocuments.addDocument(document);
  await DocumentBuilder.build([document]);
  return document;
}

function syntaxErrors(text: string): number {
  const { lexerErrors, parserErrors } = services.parser.LangiumParser.parse(text);
  return lexerErrors.length + parserErrors.length;
}

/** The comments of a text, as the language reads them, but those within some edits. */
function comments(text: string, but: (offset: number) => boolean = () => false): string[] {
  const { hidden } = services.parser.Lexer.tokenize(text);
  return hidden.flatMap((token) => (/^\/[/*]/.test(token.image) && !but(token.startOffset) ? [token.image] : []));
}

/** Holds edits to what edits of any fix owe the text. */
function holds(document: LangiumDocument, edits: readonly TextEdit[]): string {
  const before = document.textDocument.getText();
  const after = applied(document, edits);
  const ranges = edits.map(({ range, newText }) => ({
    start: document.textDocument.offsetAt(range.start),
    end: document.textDocument.offsetAt(range.end),
    newText,
  }));
  for (const { start, end, newText } of ranges) {
    // The colon of a rule that ends there is written again with what follows it.
    const gone = before.slice(start, end).replace(/^\s*:\s*$/, (colon) => (/^\s*:/.test(newText) ? '' : colon));
    // A rule for nothing but ports of the inside, some of its ports, or the space before something that moves to the next line.
    assert.match(gone, /^(\s|,|\btcp\b|\budp\b|\+|[\d-]+)*$|^\s*(\/\/.*\s+)*allow\b/, `takes away: ${gone}`);
    assert.doesNotMatch(newText.replace(/"[^"]*"/g, ''), /undefined|\/[/*]/);
    const alone = before.slice(0, end).match(/[^\r\n]*$/)![0];
    if (/^\s*use\b|^\s*allow\b/.test(newText))
      assert.ok(/[\r\n]/.test(newText) || alone.trim() === '', `within a line: ${newText}`);
  }
  assert.deepEqual(
    comments(after),
    comments(before, (offset) => ranges.some(({ start, end }) => start <= offset && offset < end)),
  );
  assert.ok(syntaxErrors(after) <= syntaxErrors(before), `breaks the text:\n${after}`);
  return after;
}

describe('a mended text', () => {
  it('is whole, has all that it had, and needs no more', async function () {
    const numRuns = Number(process.env.SEGPLAN_MENDED_TEXTS ?? ofChance(60));
    this.timeout(300_000 + 3_000 * numRuns);
    const seed = Number(process.env.SEGPLAN_SEED ?? 13);
    await fc.assert(
      fc.asyncProperty(mutated(texts), async (text) => {
        const document = await read(text);
        const context = CheckRunner.context(document);
        const results = await CheckRunner.run(document, undefined, (check) => check.fixAll !== undefined);
        for (const check of checks) {
          const findings = results.flatMap((r) => (r.check === check ? [r.finding] : []));
          if (findings.length && check.fixAll) holds(document, check.fixAll(findings, context));
        }
        const after = holds(document, await Mender.edits(document));
        const next = await read(after);
        assert.deepEqual(await Mender.edits(next), [], 'saving twice');
        Plans.forget(uri);
      }),
      { numRuns, seed },
    );
  });
});
