import { type LangiumDocument, type URI, UriUtils } from 'langium';
import type { Levels } from '../../../language/checking/run-checks.ts';
import * as ast from '../../../language/generated/ast.ts';
import { firewallsThatRun } from '../../../language/running/drift.ts';
import { statementsOf } from '../../../language/syntax/statements.ts';
import { UnreadableFile, whyUnreadable } from '../../../language/workspace/readable.ts';
import { importUri } from '../../../language/workspace/visible-documents.ts';
import type { SegplanServices } from '../../services.ts';
import { textOfTree } from '../surroundings.ts';
import type { Inputs } from './kept-file.ts';

// What the findings of a document hang on, and all of it:
//
// - its text, and those of the files that it imports, directly or through others: names, catalogs and rules come from nowhere else (`VisibleDocuments`
//   is the one way to them, and test/house holds that). Which files these are is said in the texts themselves: where all of them are as they
//   were, so are those that they lead to;
// - imports that could not be read, and why: `unknown-import` tells it;
// - the built-in catalogs, the checks and the words of messages: they are a part of the program, which has a sum. Numbers are written as Node does it;
// - the levels that settings give to checks; no other setting changes a finding;
// - the day, where a rule says `until`;
// - whether other files import it: that is known only once these are read, and the file is checked again where it was taken for something else
//   (`PlanParts`), soon after what was kept is told;
// - what firewalls run: documents that name running files are not kept, since these are held against them only when the other findings are out.
//
// What the editor can do (links to pages, related places) shapes a finding when it is sent, kept or not. Places are always counted in UTF-16,
// and messages are English everywhere. Nothing is kept or told in a workspace that is not trusted, nor of a document that is no file of the disk.

/** Levels as a text that is the same for the same levels. */
export function levelsText(levels: Levels): string {
  return JSON.stringify(Object.entries(levels).sort());
}

/** What came of reading a file. @param text what it says, or why it can't be read */
export function outcomeOf(text: string | undefined, error: unknown, sumOf: (text: string) => string): string {
  if (text !== undefined) return sumOf(text);
  return error instanceof UnreadableFile ? `unreadable: ${error.message}` : 'unreadable';
}

/** A text without this word hangs on no day. */
const DATED = /\buntil\b/;

/**
 * What the findings hang on that a document has now.
 * @param program which program runs
 * @returns nothing where it is not certain, or where more decides
 */
export function inputsOf(
  document: LangiumDocument,
  services: SegplanServices,
  program: string,
  sumOf: (text: string) => string,
): Inputs | undefined {
  const { CheckRunner, Plans, VisibleDocuments } = services.segplan;
  const root = document.parseResult.value;
  if (!ast.isDocument(root)) return undefined;
  const run = CheckRunner.lastRun(root);
  // Settings may have changed since.
  if (!run || run.levels !== CheckRunner.levels || firewallsThatRun(run.analysis).length) return undefined;
  const documents = VisibleDocuments.plansFor(root).map(({ $document }) => $document);
  if (!documents.every((each) => each && each.uri.scheme === 'file' && isOfItsText(each, services))) return undefined;
  const { today } = run.analysis.moment;
  const isDated = documents.some((each) => DATED.test(each!.textDocument.getText()));
  if (isDated && today !== Plans.today()) return undefined;
  const files: Record<string, string> = {};
  for (const each of documents)
    for (const statement of statementsOf(each!.parseResult.value as ast.Document, 'Import')) {
      const uri = importUri(statement);
      // Others are not looked at.
      if (uri && UriUtils.extname(uri) === '.segplan') files[uri.toString()] = outcomeNow(uri, services, sumOf);
    }
  return {
    program,
    uri: document.uri.toString(),
    text: sumOf(document.textDocument.getText()),
    levels: levelsText(run.levels),
    today: isDated ? today : null,
    files,
  };
}

/** Whether a tree is that of its text, and of what the editor has. */
function isOfItsText(document: LangiumDocument, { shared }: SegplanServices): boolean {
  const text = document.textDocument.getText();
  const open = shared.workspace.TextDocuments.get(document.uri.toString());
  return textOfTree(document) === text && (open === undefined || open.getText() === text);
}

function outcomeNow(uri: URI, { shared }: SegplanServices, sumOf: (text: string) => string): string {
  const { LangiumDocuments } = shared.workspace;
  const document = LangiumDocuments.getDocument(uri);
  const reason = whyUnreadable(LangiumDocuments, uri);
  if (document && reason === undefined) return outcomeOf(document.textDocument.getText(), undefined, sumOf);
  return outcomeOf(undefined, reason === undefined ? undefined : new UnreadableFile(reason), sumOf);
}
