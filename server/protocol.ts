import type { Position, Range } from 'vscode-languageserver-types';
import type { RuleMark } from '../language/rulesets/rule-marks.ts';

// The requests of Segplan beyond the language server protocol, as client and server both know them. No code of either side is here.

export * from './protocol/begin.ts';
export * from './protocol/files.ts';
export * from './protocol/map.ts';
export * from './protocol/structure.ts';

/** A target that rule sets can be written in. */
export interface TargetInfo {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** Whose firewalls it has a form for. */
  readonly scopes: readonly RuleScope[];
  /** What an editor calls the language that it writes. */
  readonly languageId: string;
  /** Set for what is no text, such as a spreadsheet. */
  readonly binary?: true;
}

/** The firewall between zones, or the firewall of each host. */
export type RuleScope = 'network' | 'host';

export interface GenerateParams {
  /** The plan. */
  readonly uri: string;
  /** The form that the plan gives the firewall, if nothing is said. */
  readonly target?: string;
  /** A firewall of the plan, for its rules alone. */
  readonly firewall?: string;
  /** `network` unless it says otherwise. */
  readonly scope?: RuleScope;
  /** Phases to switch on besides the plan's own. */
  readonly phases?: readonly string[];
}

/** A firewall of a plan. */
export interface FirewallInfo {
  readonly name: string;
  readonly title: string;
  /** The target that its rules are written in; nothing where the plan leaves that open. */
  readonly form?: string;
}

export interface GeneratedFile {
  /** A file name without a folder. */
  readonly name: string;
  /** The content; in Base64 where `binary` says so. */
  readonly text: string;
  readonly binary?: true;
  readonly languageId: string;
  /** Which of its lines are about which rules of the plan. */
  readonly rules: readonly RuleMark[];
}

export interface GenerateWarning {
  readonly message: string;
  /** Set for what is good to know, and no reason to do something. */
  readonly info?: true;
  /** The plan's line, 1-based. */
  readonly line?: number;
}

/** Why there is no rule set, and where. */
export interface GenerateError {
  readonly message: string;
  readonly uri: string;
  readonly range: Range;
}

export type GenerateResult =
  | { readonly files: readonly GeneratedFile[]; readonly warnings: readonly GenerateWarning[] }
  | { readonly errors: readonly GenerateError[] };

export interface ExplainParams {
  /** The plan. */
  readonly uri: string;
  /** Such as `vbr -> proxy tcp 6162`. */
  readonly question: string;
}

/** The answer in Markdown, with links such as `#L12` to lines of the plan; or what is wrong with the question, in a sentence. */
export type ExplainResult = { readonly markdown: string } | { readonly error: string };

export interface QuestionParams {
  readonly uri: string;
  readonly position: Position;
}

export interface DiffParams {
  /** The plan, as it stands in the editor. */
  readonly uri: string;
  /** The text that it is compared with. */
  readonly text: string;
  /** What that text is called, such as `plan.segplan (last commit)`. */
  readonly name: string;
  /** Phases to switch on besides the plans' own. */
  readonly phases?: readonly string[];
}

/** A report in Markdown, in which links such as `#L12` lead to lines of the plan, with how many flows open or close; or a sentence that says why there is none. */
export type DiffResult = { readonly markdown: string; readonly changes: number } | { readonly error: string };

export interface OverviewParams {
  /** The plan; all plans of the workspace when there is none. */
  readonly uri?: string;
  /** The plan that somebody looks at: of all plans it comes first, and the others are folded. */
  readonly first?: string;
}

/** A table of zone pairs for each plan, in Markdown. */
export interface OverviewResult {
  /** Links such as `#1L12` lead to lines of `files`, here to line 12 of the second one. */
  readonly markdown: string;
  /** Addresses of files. */
  readonly files: readonly string[];
  /** Required flows of all plans that no rule permits, or not wholly. */
  readonly missing: number;
  /** Those of which a `deny` closes something. */
  readonly blocked: number;
}

export interface DeviceCommandsParams {
  /** The plan. */
  readonly uri: string;
  /** A firewall of it that names running files. */
  readonly firewall: string;
}

/** What has to be loaded on a device so that it does what the plan says. */
export interface DeviceCommands {
  /** The running file. */
  readonly uri: string;
  /** To be loaded as it is, with what somebody should know as comments; empty where nothing can be loaded. */
  readonly commands: string;
  /** The running file as it is behind the commands; nothing where its form has none. */
  readonly after?: string;
  /** What somebody should know, a sentence each. */
  readonly notes: readonly string[];
}

/** One for each running file; or a sentence that says why there are none. */
export type DeviceCommandsResult = { readonly files: readonly DeviceCommands[] } | { readonly error: string };

/** `GenerateParams` -> `GenerateResult` */
export const GENERATE_METHOD = 'segplan/generate';
/** `ExplainParams` -> `ExplainResult` */
export const EXPLAIN_METHOD = 'segplan/explain';
/** `OverviewParams` -> `OverviewResult` */
export const OVERVIEW_METHOD = 'segplan/overview';
/** `QuestionParams` -> `string`: the traffic that a rule or assertion at a place is about, as a question; empty where there is none */
export const QUESTION_METHOD = 'segplan/question';
/** nothing -> `TargetInfo[]` */
export const TARGETS_METHOD = 'segplan/targets';
/** `{uri}` -> `FirewallInfo[]`: the firewalls that the plan names */
export const FIREWALLS_METHOD = 'segplan/firewalls';
/** `{uri}` -> `string[]`: every phase that the plan's rules or the catalogs it uses name and that the plan does not switch on itself, in alphabetical order */
export const PHASES_METHOD = 'segplan/phases';

/** `DeviceCommandsParams` -> `DeviceCommandsResult` */
export const DEVICE_COMMANDS_METHOD = 'segplan/device-commands';

/** `DiffParams` -> `DiffResult` */
export const DIFF_METHOD = 'segplan/diff';
/** `{uri}` -> the text of the last commit, or null: asked by the server for what a committed plan imports, answered by the client */
export const COMMITTED_METHOD = 'segplan/files/committed';

/** A notification without parameters: the workspace, which `initializationOptions` said not to trust (`trusted: false`), is trusted now. */
export const TRUSTED_METHOD = 'segplan/trusted';
