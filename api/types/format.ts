// How plans are laid out.
import type { Finding } from './check.ts';

export interface FormatReport {
  readonly file: string;
  /** The text as `segplan format` and the editor lay it out; as it is, where it has syntax errors: what is meant by it isn't known. */
  readonly text: string;
  /** Whether that is another text than the file has. */
  readonly changed: boolean;
  /** The syntax errors that keep it as it is. */
  readonly errors: readonly Finding[];
}
