// What mends findings.
import type { Finding } from './check.ts';
import type { Range, WithWarnings } from './common.ts';

export interface FixOptions {
  /** Only for findings of this code. */
  readonly code?: string;
  /** Only for findings that begin on this line, counted from 1. */
  readonly line?: number;
}

export interface FixReport extends WithWarnings {
  readonly file: string;
  /** What the edits are of. */
  readonly text: string;
  readonly findings: readonly FixedFinding[];
  /** Mends everything at once that has one right mend, and opens nothing else. */
  readonly fixAll: { readonly edits: readonly Edit[]; readonly text: string } | null;
}

export interface FixedFinding extends Finding {
  readonly fixes: readonly Fix[];
}

export interface Fix {
  readonly title: string;
  /** Whether it is the one to take without asking. */
  readonly preferred: boolean;
  /** Of the text as it is; they don't overlap. */
  readonly edits: readonly Edit[];
}

export interface Edit {
  readonly range: Range;
  readonly newText: string;
}
