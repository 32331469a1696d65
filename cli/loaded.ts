import type { LangiumDocument } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import type * as ast from '../language/generated/ast.ts';

/** A file as the user named it, with its document and what was found in it, in the order of the text. */
export interface Loaded {
  readonly file: string;
  readonly document: LangiumDocument<ast.Document>;
  readonly diagnostics: readonly Diagnostic[];
}
