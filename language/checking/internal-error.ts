import type { LangiumDocument } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import { documentationUrl } from './check.ts';

/** The code of a fault of Segplan itself: what was to be found out about a file is not known. */
export const INTERNAL_ERROR = 'internal-error';

/** Something of Segplan's own that failed on a document. */
export interface Failure {
  /** What failed, as the beginning of a sentence: `The check 'missing-flow'`. */
  readonly what: string;
  readonly error: unknown;
}

const noted = new WeakMap<LangiumDocument, Map<string, Failure>>();

/** Notes how a step before the checks ended on a document: with a failure, or as it should. */
export function noteStep(document: LangiumDocument, what: string, failure: Failure | undefined): void {
  const known = noted.get(document) ?? new Map<string, Failure>();
  if (failure) noted.set(document, known.set(what, failure));
  else known.delete(what);
}

/** The steps before the checks that failed on a document. */
export function failuresOf(document: LangiumDocument): readonly Failure[] {
  return [...(noted.get(document)?.values() ?? [])];
}

/** An error at the top of the file. A file on which anything failed must not pass for a clean one. */
export function internalError({ what, error }: Failure): Diagnostic {
  const start = { line: 0, character: 0 };
  return {
    range: { start, end: start },
    severity: 1,
    code: INTERNAL_ERROR,
    codeDescription: { href: documentationUrl(INTERNAL_ERROR) },
    source: 'segplan',
    message: `${what} failed on this file (${reasonOf(error)}); what it would have found is not known. This is a fault of Segplan and not of the file. Leaving out the statement that was changed last often lets the rest be checked; tell whoever gave you Segplan, with this message and, if you can, the file.`,
  };
}

/** What an error says, on one line and without where in the program it came up. */
function reasonOf(error: unknown): string {
  const text = error instanceof Error ? error.message || error.name : String(error);
  const [line = ''] = text.split('\n');
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
