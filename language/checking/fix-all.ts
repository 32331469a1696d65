import type { Cancellation, LangiumDocument } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import { EditedText, edited } from '../editing/edited-text.ts';
import type * as ast from '../generated/ast.ts';
import type { Drafts } from '../workspace/drafts.ts';
import { type Check, type CheckContext, type Finding, rangeOf } from './check.ts';
import type { CheckRunner, Result } from './run-checks.ts';

/** Mending one thing can show the next: a vendor put to use has flows that are missing. More rounds than kinds of mends are of no use. */
const ROUNDS = 10;

/** Edits of one check, and the findings that they mend. */
interface Mend {
  readonly check: Check;
  readonly findings: readonly Finding[];
  readonly edits: readonly TextEdit[];
}

/**
 * Mends everything in a file that has one right mend. Edits that would get in each other's way are made one after the other, each on what
 * is found in the text that the one before left, until nothing is left to do. An edit is made whole or not at all; one that breaks the
 * text, or that leaves standing what it was to mend, is not made.
 */
export class Mender {
  private readonly runner: CheckRunner;
  private readonly drafts: Drafts;

  constructor(runner: CheckRunner, drafts: Drafts) {
    this.runner = runner;
    this.drafts = drafts;
  }

  /**
   * @param takes which checks' findings are mended, of those that have one right mend; all, if nothing is said
   * @returns edits of the document as it stands, which don't overlap
   */
  async edits(
    document: LangiumDocument<ast.Document>,
    cancelToken?: Cancellation.CancellationToken,
    takes: (check: Check) => boolean = () => true,
  ): Promise<TextEdit[]> {
    const isMended = (check: Check): boolean => check.fixAll !== undefined && takes(check);
    const found = await this.runner.results(document, cancelToken);
    if (!found.some(({ check }) => isMended(check))) return [];
    const text = new EditedText(document.textDocument);
    const futile = new Set<string>();
    const find = async (each: LangiumDocument<ast.Document>): Promise<Result[]> => {
      const results = await this.runner.run(each, cancelToken, isMended);
      return results.filter((result) => !futile.has(keyOf(result)));
    };
    let current = document;
    let results = await find(document);
    try {
      for (let round = 0; round < ROUNDS; round++) {
        const mends = mendsOf(results, this.runner.context(current));
        const edits = uniqueEdits(mends);
        if (!edits.length) break;
        const draft = await this.drafts.open(edited(text.document, edits).getText(), document, cancelToken);
        if (!draft) {
          if (!this.breaking(text, mends).length) text.apply(edits);
          break;
        }
        const after = await find(draft);
        const broken = syntaxErrors(draft) > syntaxErrors(current) ? this.breaking(text, mends) : [];
        const failed = broken.length ? broken.flatMap(keysOf) : stillThere(mends, results, after);
        if (failed.length) {
          // Once more without them, on the text as it is.
          for (const key of failed) futile.add(key);
          results = results.filter((result) => !futile.has(keyOf(result)));
        } else {
          text.apply(edits);
          current = draft;
          results = after;
        }
      }
    } finally {
      this.drafts.close(document);
    }
    return text.edits;
  }

  /** The mends that break the text each by itself; all of them where only several together do. */
  private breaking(text: EditedText, mends: readonly Mend[]): readonly Mend[] {
    const errorsAfter = (edits: readonly TextEdit[]): number => this.drafts.syntaxErrors(edited(text.document, edits).getText());
    const before = errorsAfter([]);
    if (errorsAfter(uniqueEdits(mends)) <= before) return [];
    const alone = mends.filter((mend) => errorsAfter(mend.edits) > before);
    return alone.length ? alone : mends;
  }
}

function syntaxErrors({ parseResult }: LangiumDocument): number {
  return parseResult.lexerErrors.length + parseResult.parserErrors.length;
}

/** What tells a finding from others, whatever line it stands on. */
function keyOf({ check, finding }: Pick<Result, 'check' | 'finding'>): string {
  return `${check.code} ${finding.message}`;
}

function keysOf({ check, findings }: Mend): string[] {
  return findings.map((finding) => keyOf({ check, finding }));
}

/** What can be mended at once, check by check and in an order that doesn't depend on the one in which it was found. */
function mendsOf(results: readonly Result[], context: CheckContext): Mend[] {
  const mends: Mend[] = [];
  const lines = new Set<number>();
  const keys = new Set<string>();
  // What one check writes on a line, another one hasn't seen.
  const fits = (edits: readonly TextEdit[]): boolean =>
    edits.every((edit) => keys.has(JSON.stringify(edit)) || !linesOf(edit).some((line) => lines.has(line)));
  for (const check of [...new Set(results.map((r) => r.check))].sort((a, b) => (a.code < b.code ? -1 : 1))) {
    const editsFor = (some: readonly Finding[]): TextEdit[] => (some.length ? (check.fixAll?.(some, context) ?? []) : []);
    let findings = results.flatMap((r) => (r.check === check ? [r.finding] : [])).sort(byPlace);
    let edits = editsFor(findings);
    if (!fits(edits)) {
      // What is in another check's way waits for the next round; the other findings don't.
      findings = findings.filter((finding) => fits(editsFor([finding])));
      edits = editsFor(findings);
    }
    if (!edits.length || !fits(edits)) continue;
    mends.push({ check, findings, edits });
    for (const edit of edits) {
      keys.add(JSON.stringify(edit));
      for (const line of linesOf(edit)) lines.add(line);
    }
  }
  return mends;
}

function byPlace(a: Finding, b: Finding): number {
  const [x, y] = [rangeOf(a).start, rangeOf(b).start];
  return x.line - y.line || x.character - y.character || (a.message < b.message ? -1 : Number(a.message > b.message));
}

/** What the mends were to mend and is found as often as before. */
function stillThere(mends: readonly Mend[], before: readonly Result[], after: readonly Result[]): string[] {
  const count = (results: readonly Result[]): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const key of results.map(keyOf)) counts.set(key, (counts.get(key) ?? 0) + 1);
    return counts;
  };
  const [old, now] = [count(before), count(after)];
  return mends.flatMap(keysOf).filter((key) => (now.get(key) ?? 0) >= (old.get(key) ?? 0));
}

/** All edits, each once though several findings want it. */
function uniqueEdits(mends: readonly Mend[]): TextEdit[] {
  return [...new Map(mends.flatMap((m) => m.edits).map((edit) => [JSON.stringify(edit), edit])).values()];
}

/** The lines that an edit touches. */
function linesOf({ range }: TextEdit): number[] {
  return Array.from({ length: range.end.line - range.start.line + 1 }, (_, n) => range.start.line + n);
}
