import type { Loaded } from '../api/load.ts';
import { hidesMeaning } from '../language/checking/document-errors.ts';
import { UsageError } from './errors.ts';
import { nameText } from './text.ts';
import { warn } from './workspace.ts';

/** @throws UsageError that begins with the question when it can't be understood */
export async function asked<Answer>(question: string, answer: Promise<Answer>): Promise<Answer> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof UsageError) throw new UsageError(`"${question}": ${error.message}`);
    throw error;
  }
}

/** Says on standard error that parts of a plan could not be understood, so that what is said about it may be incomplete. */
export function warnOfErrors(file: string, loaded: readonly Loaded[]): void {
  if (loaded.flatMap((l) => l.diagnostics).some(hidesMeaning))
    warn([`${nameText(file)} has errors, so the answer may be incomplete; see segplan check.`]);
}
