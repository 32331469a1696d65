import { type Asking, parseQuery, type Query } from '../language/analysis/explain/query.ts';
import { hidesMeaning } from '../language/checking/document-errors.ts';
import type * as ast from '../language/generated/ast.ts';
import type { SegplanCoreServices } from '../language/module.ts';
import { UsageError } from './errors.ts';
import type { Loaded } from './loaded.ts';
import { nameText } from './text.ts';

/** @throws UsageError when the question can't be understood */
export async function readQuestion(
  question: string,
  root: ast.Document,
  services: SegplanCoreServices,
  asking?: Asking,
): Promise<Query> {
  try {
    return await parseQuery(question, root, services, asking);
  } catch (error) {
    throw new UsageError(`"${question}": ${(error as Error).message}`);
  }
}

/** Says on standard error that parts of a plan could not be understood, so that what is said about it may be incomplete. */
export function warnOfErrors(file: string, loaded: readonly Loaded[]): void {
  if (loaded.flatMap((l) => l.diagnostics).some(hidesMeaning))
    process.stderr.write(`segplan: warning: ${nameText(file)} has errors, so the answer may be incomplete; see segplan check.\n`);
}
