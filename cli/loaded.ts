import type { LangiumDocument } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import { isInternalError } from '../language/checking/document-errors.ts';
import type * as ast from '../language/generated/ast.ts';
import { EXIT } from './errors.ts';

/** A file as the user named it, with its document and what was found in it, in the order of the text. */
export interface Loaded {
  readonly file: string;
  readonly document: LangiumDocument<ast.Document>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether Segplan itself failed on a file, so that what it says of it is not all. */
export function hasFailed({ diagnostics }: Loaded): boolean {
  return diagnostics.some(isInternalError);
}

/** What the findings of files make of a command that found nothing else to complain of. */
export function exitCodeOf(loaded: readonly Loaded[]): number {
  if (loaded.some(hasFailed)) return EXIT.usage;
  return loaded.some(({ diagnostics }) => diagnostics.some((d) => d.severity === 1)) ? EXIT.findings : EXIT.clean;
}
