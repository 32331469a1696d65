// Rule sets.
import type { WithWarnings } from './common.ts';

export interface GenerateOptions {
  /** Such as `nftables`; the form that the plan gives its firewalls, if nothing is said. */
  readonly target?: string;
  /** A firewall of the plan; each of them, if neither this nor a target is said. Without one, a target is for the whole plan. */
  readonly firewall?: string;
  /** For the firewall between zones, or for that of each host; `network`, if nothing is said. */
  readonly scope?: 'network' | 'host';
  /** What is loaded already, a file or one of a git revision: what it has and this plan has not is taken away. */
  readonly since?: string;
}

export interface GenerateReport extends WithWarnings {
  /** None where there are errors. */
  readonly files: readonly GeneratedFile[];
  readonly problems: readonly GenerateProblem[];
  /** What the older plan has and this one has not, a rule each, in words. */
  readonly gone?: readonly string[];
}

export interface GeneratedFile {
  readonly name: string;
  /** The content; in Base64 where `binary` says so. */
  readonly text: string;
  readonly binary?: true;
  /** Set for what is never loaded together with the first file: what takes rules away once they have passed, and the same rules in another language. */
  readonly apart?: true;
}

export interface GenerateProblem {
  readonly level: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly file: string;
  /** Counted from 1. */
  readonly line?: number;
}
