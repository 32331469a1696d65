// What firewalls run, held against a plan.
import type { RuleRef, WithWarnings } from './common.ts';
import type { ServedFlow } from './diff.ts';
import type { Traffic } from './explain.ts';

export interface AuditOptions {
  /** The firewall of the plan that the files are of: what doesn't cross it is no part of the audit. */
  readonly firewall?: string;
  /** The form of the files, such as `asa`, where their content doesn't tell it. */
  readonly form?: string;
  /** The zones behind interfaces or zones of the device, where they go by other names there: `{ inside: 'management' }`. */
  readonly interfaces?: Readonly<Record<string, string | readonly string[]>>;
  /** The component or zone whose own firewall the files are of. */
  readonly host?: string;
}

/** The answer of `audit`; `cli/audit.schema.json` describes it. */
export interface AuditResult {
  readonly schemaVersion: 1;
  readonly file: string;
  /** Whether plan and firewalls agree for certain: never where a line is unknown. */
  readonly inStep: boolean;
  readonly firewalls: readonly {
    /** Its name in the plan; null where files were given without a firewall. */
    readonly firewall: string | null;
    readonly inStep: boolean;
    readonly devices: readonly AuditDevice[];
    /** What keeps it from being in step without a line of its own, a sentence each. */
    readonly lacking: readonly string[];
  }[];
}

export interface AuditReport extends AuditResult, WithWarnings {}

/** The answer of `changes`. */
export interface ChangesReport extends WithWarnings {
  readonly file: string;
  /** Whether plan and firewalls agree for certain already. */
  readonly inStep: boolean;
  /** What each running file needs, in the order of the files. */
  readonly changes: readonly DeviceChange[];
}

/** What has to be loaded so that a device does what the plan says. */
export interface DeviceChange {
  /** Its name in the plan; null where files were given without a firewall. */
  readonly firewall: string | null;
  /** The running file. */
  readonly file: string;
  /** Such as `asa`. */
  readonly form: string;
  /** To be loaded as it is; empty where nothing has to change, or where nothing could be written, which the notes say. */
  readonly commands: string;
  /** The running file as it is behind the commands, with whatever secrets it holds; null where the form has none, or where they are a whole rule set. */
  readonly after: string | null;
  /** Whether the commands are the whole rule set of the plan for this firewall, in place of what runs. */
  readonly isWhole: boolean;
  /** Why it is the whole rule set; null where it is not. */
  readonly why: string | null;
  /** How commands for single rules are loaded, as a sentence; null for a whole rule set, which says it itself. */
  readonly loading: string | null;
  /** What a line begins with that says nothing to the device, such as `!`; null where that is not known of the form. */
  readonly comment: string | null;
  /** What else somebody should know, a sentence each. */
  readonly notes: readonly string[];
}

/** One device of a running file. */
export interface AuditDevice {
  readonly file: string;
  /** What it calls itself. */
  readonly name: string | null;
  /** Such as `asa`. */
  readonly form: string;
  readonly inStep: boolean;
  /** Set where it was not held against the plan; the notes say why. */
  readonly skipped?: true;
  /** How many lines of the file are which. */
  readonly lines: { readonly modeled: number; readonly withoutBearing: number; readonly unknown: number };
  /** Which zones lie at which interface or zone of the device, and how that is known. */
  readonly places: readonly {
    readonly place: string;
    readonly zones: readonly string[];
    readonly by: 'said' | 'name' | 'networks';
  }[];
  /** Needed or allowed, and not permitted. */
  readonly cutOff: readonly {
    readonly traffic: readonly Traffic[];
    readonly by: DeviceRule;
    /** The rule of the plan; null where the plan doesn't allow it either. */
    readonly allowedBy: RuleRef | null;
    readonly neededBy: readonly ServedFlow[];
    /** Set where the traffic may begin, and packets of open connections don't pass, or their answers. */
    readonly onceOpen?: true;
    /** The rules of the device that let it pass in their time, which is not now, each with its last day or its first one. */
    readonly untimely?: readonly ({ readonly line: number; readonly text: string } & (
      | { readonly ended: string }
      | { readonly begins: string }
    ))[];
    /** Set where it isn't certain, with why. */
    readonly uncertain?: string;
  }[];
  /** Permitted, and not by the plan. */
  readonly open: readonly {
    readonly traffic: readonly Traffic[];
    /** Whether that is all that this rule opens beyond the plan. */
    readonly complete: boolean;
    readonly by: DeviceRule;
    /** What the catalogs would know it as. */
    readonly knownAs: readonly ServedFlow[];
    readonly uncertain?: string;
  }[];
  /** What might matter and isn't understood; no values stand here. */
  readonly unknown: readonly { readonly line: number; readonly what: string; readonly why: string }[];
  /** Rules without effect. */
  readonly dead: readonly (DeviceRule & {
    readonly why: 'shadowed' | 'redundant' | 'unreached' | 'never hit';
    readonly becauseOf: readonly number[];
  })[];
  readonly notes: readonly string[];
}

/** A rule of a device; without a text it is what a list does with all that no rule of it matches. */
export interface DeviceRule {
  readonly list: string;
  /** In its file, counted from 1. */
  readonly line: number;
  /** Without secrets, at most 200 characters. */
  readonly text: string | null;
  readonly name: string | null;
  readonly hits?: number;
}
