// Findings, and what lies between zones.
import type { Range, Severity } from './common.ts';

export interface CheckOptions {
  /** Also tells what lies between each two zones. */
  readonly summary?: boolean;
}

export interface CheckReport {
  readonly schemaVersion: 1;
  readonly files: readonly CheckedFile[];
  readonly summary: { readonly errors: number; readonly warnings: number };
}

export interface CheckedFile {
  readonly file: string;
  readonly diagnostics: readonly Finding[];
  /** What comments of the plan silence. */
  readonly silenced?: readonly Silenced[];
  readonly zonePairs?: readonly ZonePair[];
}

export interface Finding {
  /** Such as `missing-flow`; `segplan checks CODE` explains it. */
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
}

export interface Silenced {
  readonly code: string;
  readonly message: string;
  readonly line: number;
  readonly reason: string | null;
}

/** What lies between two zones, of which null is everything that is in none. */
export interface ZonePair {
  readonly from: string | null;
  readonly to: string | null;
  readonly rules: number;
  readonly permitted: string | null;
  readonly required: number;
  readonly missing: number;
  readonly blocked: number;
}
