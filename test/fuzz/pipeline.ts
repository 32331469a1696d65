import assert from 'node:assert/strict';
import type { LangiumDocument } from 'langium';
import type { Diagnostic, Range, TextEdit } from 'vscode-languageserver-types';
import type * as ast from '../../language/generated/ast.ts';
import { targets } from '../../language/generated/targets.ts';
import { generate } from '../../language/rulesets/generate.ts';
import type { SegplanServices } from '../../server/services.ts';
import { applied, openText } from '../support/editor.ts';
import { wordsOf } from './words.ts';

interface Opened {
  readonly document: LangiumDocument<ast.Document>;
  readonly segplan: SegplanServices;
}

/**
 * Holds a text against all that is promised of any text.
 * @param mostSeconds what takes more of the processor hangs; the slowest text on a slow machine takes a tenth of what is set here
 * @throws AssertionError where a promise is broken
 */
export async function holdsFor(text: string, seed: number, mostSeconds = 60): Promise<void> {
  const start = process.cpuUsage();
  const opened = await openText(text);
  const { user, system } = process.cpuUsage(start);
  try {
    assert.ok((user + system) / 1e6 < mostSeconds, `it takes ${(user + system) / 1e6} s`);
    const found = opened.document.diagnostics ?? [];
    placesLieWithin(opened, found);
    await sameAgain(text, found);
    await formats(text, opened);
    await mends(opened, found, seed);
    await writes(opened, found, seed);
  } finally {
    await forget(opened);
  }
}

async function forget({ document, segplan }: Opened): Promise<void> {
  await segplan.shared.workspace.DocumentBuilder.update([], [document.uri]);
}

function failed(found: readonly Diagnostic[]): Diagnostic | undefined {
  return found.find(({ code }) => code === 'internal-error');
}

function placesLieWithin({ document }: Opened, found: readonly Diagnostic[]): void {
  assert.equal(failed(found)?.message, undefined);
  for (const each of found) {
    assertWithin(document, each.range, `${each.code}: ${each.message}`);
    for (const { location } of each.relatedInformation ?? [])
      if (location.uri === document.uri.toString()) assertWithin(document, location.range, `${each.code}, related`);
  }
}

function assertWithin({ textDocument }: LangiumDocument, { start, end }: Range, what: string): void {
  for (const place of [start, end]) {
    assert.ok(Number.isInteger(place.line) && Number.isInteger(place.character) && place.line >= 0 && place.character >= 0, what);
    assert.ok(place.line < textDocument.lineCount, `${what}: line ${place.line} of ${textDocument.lineCount}`);
    const line = textDocument.getText({ start: { line: place.line, character: 0 }, end: { line: place.line + 1, character: 0 } });
    assert.ok(place.character <= line.length, `${what}: character ${place.character} of line ${place.line}`);
  }
  assert.ok(textDocument.offsetAt(start) <= textDocument.offsetAt(end), `${what}: ends before it begins`);
}

async function sameAgain(text: string, found: readonly Diagnostic[]): Promise<void> {
  const again = await openText(text);
  const plain = (all: readonly Diagnostic[]): string =>
    JSON.stringify(all.map(({ code, message, range, severity }) => ({ code, message, range, severity })));
  try {
    assert.equal(plain(again.document.diagnostics ?? []), plain(found), 'read twice');
  } finally {
    await forget(again);
  }
}

async function formats(text: string, { document, segplan }: Opened): Promise<void> {
  const tidy = async (each: LangiumDocument): Promise<string> => {
    const options = { tabSize: 2, insertSpaces: true };
    const edits = await segplan.lsp.Formatter!.formatDocument(each, { textDocument: { uri: each.uri.toString() }, options });
    for (const edit of edits) assertWithin(each, edit.range, 'an edit of the formatter');
    return applied(each, edits);
  };
  const once = await tidy(document);
  assert.deepEqual(wordsOf(once, segplan), wordsOf(text, segplan), 'the formatter changes words or comments');
  // What is broken has no form of its own.
  if (document.parseResult.parserErrors.length || document.parseResult.lexerErrors.length) return;
  const second = await openText(once);
  try {
    assert.equal(await tidy(second.document), once, 'the formatter is not done at once');
  } finally {
    await forget(second);
  }
}

function syntaxErrors(text: string, { segplan }: Opened): number {
  const { lexerErrors, parserErrors } = segplan.parser.LangiumParser.parse(text);
  return lexerErrors.length + parserErrors.length;
}

async function mends(opened: Opened, found: readonly Diagnostic[], seed: number): Promise<void> {
  const { document, segplan } = opened;
  const uri = document.uri.toString();
  const text = document.textDocument.getText();
  const before = syntaxErrors(text, opened);
  const offered = await segplan.lsp.CodeActionProvider!.getCodeActions(document, {
    textDocument: { uri },
    range: { start: { line: 0, character: 0 }, end: document.textDocument.positionAt(text.length) },
    // To mend everything takes as long as everything else together.
    context: { diagnostics: [...found], ...(seed % 4 ? { only: ['quickfix'] } : {}) },
  });
  for (const action of offered ?? []) {
    if (!('edit' in action)) continue;
    const edits: readonly TextEdit[] = action.edit?.changes?.[document.textDocument.uri] ?? [];
    for (const edit of edits) assertWithin(document, edit.range, action.title);
    // Edits that overlap can't be applied.
    const after = applied(document, edits);
    // Where a text is broken, what stands behind may be read in another way after any edit.
    if (!before) assert.equal(syntaxErrors(after, opened), 0, `'${action.title}' breaks the text`);
  }
}

async function writes({ document, segplan }: Opened, found: readonly Diagnostic[], seed: number): Promise<void> {
  if (found.some(({ severity }) => severity === 1)) return;
  const target = targets[seed % targets.length]!;
  const scope = target.scopes[seed % target.scopes.length]!;
  const { firewalls } = segplan.segplan.Plans.plan(document.parseResult.value);
  const firewall = firewalls.length ? firewalls[seed % firewalls.length]!.name : undefined;
  for (const options of [{ target: target.name, scope }, ...(firewall === undefined ? [] : [{ firewall }])]) {
    const write = async (): Promise<string> => JSON.stringify(await generate(document, segplan, options));
    assert.equal(await write(), await write(), `${JSON.stringify(options)} writes something else the second time`);
  }
}
