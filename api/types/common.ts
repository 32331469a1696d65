// What several answers hold.

export type Severity = 'error' | 'warning' | 'info' | 'hint';

/** Counted from 0; characters in UTF-16, as JavaScript and editors count them. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** What a reader of an answer should know of it: phases that nobody knows, or errors that may make it incomplete. */
export interface WithWarnings {
  readonly warnings: readonly string[];
}

/** A rule of the plan; `line` counts from 1. */
export interface RuleRef {
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

export interface RuleEffect extends RuleRef {
  readonly services: string;
  /** Whether it decides all that was asked about. */
  readonly whole: boolean;
  readonly phase: string | null;
  readonly until: string | null;
  readonly uncertain?: string;
}

/** A place in a document that a catalog cites. */
export interface Citation {
  readonly id?: string;
  readonly file: string;
  readonly title?: string;
  readonly section: string;
  /** Set for the maker's own reference. */
  readonly vendor?: true;
  readonly version?: string;
  readonly date?: string;
}
