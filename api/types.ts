// What `import { … } from 'segplan'` gives, in types alone: the build ships this file as its declarations, so that it imports nothing.

/** What plans are read from, and as of when. */
export interface OpenOptions {
  /** The folder that names of files are seen from; the working folder, if nothing is said. */
  readonly folder?: string;
  /** Reads nothing outside of the folder: no plan, and nothing that one imports, links followed. */
  readonly bounded?: boolean;
  /** Plans by name, each with its text, instead of files. An import leads from one to another. */
  readonly texts?: Readonly<Record<string, string>>;
  /** Phases to switch on besides those of the plans. */
  readonly phases?: readonly string[];
  /** The day as of which rules have ended, such as `2026-12-31`; today, if nothing is said. */
  readonly today?: string;
}

/**
 * Plans that can be asked. Each question reads them anew, so that an answer is about what they say now. A `file` is a `.segplan` file; where
 * plans are compared also one of a git revision, such as `HEAD:./plan.segplan`.
 *
 * All methods throw a `SegplanError`, with a sentence for the user, where a file can't be read or a question can't be understood.
 */
export interface Workspace {
  /** What is found in files, and in the plans of folders, as `segplan check --format json` says it. */
  check(files: string | readonly string[], options?: CheckOptions): Promise<CheckReport>;
  /** Whether a plan permits some traffic, by what, and what needs it. @param question such as `vbr -> proxy tcp 6162` */
  explain(file: string, question: string): Promise<ExplainReport>;
  /** The ways from one end to another over components that pass traffic on. @param question such as `internet -> repo` */
  reach(file: string, question: string): Promise<ReachReport>;
  /** The rule set of a plan in one target, or those of its firewalls; none where the plan has errors or the target can't hold it. */
  generate(file: string, options: GenerateOptions): Promise<GenerateReport>;
  /** What opens and what closes from one plan to another, as flows. */
  diff(older: string, newer: string): Promise<DiffReport>;
  /**
   * Where a plan and what firewalls run part. @param running files that firewalls wrote; where there are none, those that the plan's firewalls name
   */
  audit(file: string, running?: readonly string[], options?: AuditOptions): Promise<AuditReport>;
  /**
   * The smallest change that brings each device in step with a plan, as commands of its form; else the whole rule set, with why. @param running as for `audit`
   */
  changes(file: string, running?: readonly string[], options?: AuditOptions): Promise<ChangesReport>;
  /** A plan of what firewalls run, to begin with. @param running files that firewalls wrote */
  importRunning(running: readonly string[], options?: ImportOptions): Promise<ImportReport>;
  /** The edits that are offered for the findings of a file. */
  fixes(file: string, options?: FixOptions): Promise<FixReport>;
  /** What the catalogs hold. @param vendor one of them; all, if nothing is said @param file a plan whose own vendors count as well */
  catalog(vendor?: string, file?: string): Promise<CatalogReport>;
  /** What a role connects to and is connected to by, on whose word. @param role such as `veeam.hardened-repository` */
  role(role: string, file?: string): Promise<RoleReport>;
}

export type OpenWorkspace = (options?: OpenOptions) => Workspace;

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

/** Services of which any one does; the first, or else the next, where they are ordered. */
export interface Alternatives {
  readonly ordered?: true;
  readonly of: readonly string[];
}

/** A flow of a catalog that some traffic serves. */
export interface Need {
  readonly flow: string;
  readonly required: boolean;
  readonly optional: boolean;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly services: string;
  /** Of each, any one does. */
  readonly alternatives?: readonly Alternatives[];
  readonly purpose: string;
  readonly phase: string | null;
  readonly features: readonly string[];
  readonly protection: string | null;
  readonly note: string | null;
  readonly sources: readonly Citation[];
  readonly contested?: boolean;
  readonly contestedBy?: readonly Citation[];
}

/** Some traffic, as addresses and services. */
export interface Traffic {
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly services: string;
}

/** The answer of `explain`. */
export interface Explanation {
  readonly schemaVersion: 1;
  readonly question: string;
  /** In words: `permitted`, `denied`, `not permitted`, `permitted in part` and the like. */
  readonly verdict: string;
  /** Whether all of it is, for certain. */
  readonly permitted: boolean;
  /** The zone that both ends are in, where no network firewall stands between them. */
  readonly withinZone: string | null;
  readonly withoutAddress?: readonly {
    readonly component: string;
    readonly zone: string;
    readonly taken: string;
    readonly addresses: readonly string[];
  }[];
  readonly named?: readonly (RuleEffect & { readonly action: 'allow' | 'deny' })[];
  readonly permittedBy: readonly RuleEffect[];
  readonly deniedBy: readonly RuleEffect[];
  readonly perhapsPermittedBy?: readonly RuleEffect[];
  /** Rules about it that count for nothing now. */
  readonly withoutEffect: readonly (RuleEffect & { readonly because: string })[];
  readonly notPermitted: readonly Traffic[];
  readonly neededBy: readonly Need[];
  readonly leftOut?: readonly {
    readonly flow: string;
    readonly from: readonly string[];
    readonly to: readonly string[];
    readonly services: string;
    readonly bindings: readonly string[];
  }[];
  /** Over which firewalls of the plan it goes; left out where the plan names none. */
  readonly ways?: readonly FirewallWay[];
  /** What is open here and could be closed, now or later. */
  readonly closable: {
    readonly kept: string | null;
    readonly now: string | null;
    readonly later: string | null;
    readonly contested?: string;
    readonly phases: readonly string[];
    readonly features: readonly string[];
  };
}

/** A way of some traffic from zone to zone, over firewalls; without any where no way leads there. */
export interface FirewallWay {
  readonly from: string;
  readonly to: string;
  readonly firewalls: readonly {
    readonly name: string;
    /** By which of its zones the traffic comes and goes, as it calls them; left out for one that stands at the hosts of an end. */
    readonly from?: string;
    readonly to?: string;
    /** Its rules about the traffic, by their ids. */
    readonly rules: readonly { readonly id: string; readonly action: 'allow' | 'deny'; readonly line: number }[];
  }[];
}

export interface ExplainReport extends Explanation, WithWarnings {}

/** The answer of `reach`. */
export interface Ways {
  readonly schemaVersion: 1;
  readonly question: string;
  readonly reached: boolean;
  /** Whether these are all ways. */
  readonly complete: boolean;
  /** The components that pass traffic on. */
  readonly relays: readonly string[];
  /** Each a way, shortest first. */
  readonly chains: readonly (readonly Hop[])[];
}

export interface Hop {
  readonly from: string;
  readonly to: string;
  readonly services: string;
  /** The zone that it stays in, where no rule is needed. */
  readonly inside: string | null;
  readonly uncertain?: string;
  readonly rules: readonly RuleRef[];
  /** Over which firewalls of the plan it goes; left out where the plan names none, and within a zone. */
  readonly ways?: readonly FirewallWay[];
}

export interface ReachReport extends Ways, WithWarnings {}

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
}

export interface GenerateProblem {
  readonly level: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly file: string;
  /** Counted from 1. */
  readonly line?: number;
}

/** The answer of `diff`; `cli/diff.schema.json` describes it. */
export interface Difference {
  readonly schemaVersion: 1;
  readonly old: { readonly file: string; readonly title: string };
  readonly new: { readonly file: string; readonly title: string };
  readonly today: string;
  readonly phases: readonly string[];
  readonly summary: { readonly opened: number; readonly closed: number; readonly lost: number };
  readonly opened: readonly OpenedFlow[];
  readonly closed: readonly ClosedFlow[];
  /** For each firewall of the plans what passes it, where it was asked for. */
  readonly firewalls?: readonly ChangedFirewall[];
}

export interface ChangedFirewall {
  readonly name: string;
  readonly form: string | null;
  /** The flows that pass it, by their places in `opened` and `closed`, from 0. */
  readonly opened: readonly number[];
  readonly closed: readonly number[];
  /** The rules that it gets and those that go, in words, by their ids. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
}

export interface DiffReport extends Difference, WithWarnings {
  /** The same as a change request, for people. */
  readonly markdown: string;
}

export interface ChangedFlow {
  readonly from: readonly { readonly name: string | null; readonly addresses: readonly string[] }[];
  readonly to: readonly { readonly name: string | null; readonly addresses: readonly string[] }[];
  readonly services: string;
  /** Whether it changes at once. */
  readonly now: boolean;
  readonly periods: readonly {
    readonly phases: readonly string[];
    readonly after: string | null;
    readonly until: string | null;
  }[];
  readonly parts: readonly Traffic[];
}

export interface DatedRule extends RuleRef {
  readonly phase: string | null;
  readonly until: string | null;
}

export interface OpenedFlow extends ChangedFlow {
  readonly openedBy: readonly DatedRule[];
  readonly noLongerDeniedBy: readonly DatedRule[];
  readonly neededBy: readonly (ServedFlow & {
    readonly required: boolean;
    readonly from: readonly string[];
    readonly to: readonly string[];
    readonly services: string;
    readonly alternatives?: readonly Alternatives[];
  })[];
  /** What of it no component needs. */
  readonly unneeded: string | null;
}

export interface ClosedFlow extends ChangedFlow {
  readonly permittedBy: readonly DatedRule[];
  readonly nowDeniedBy: readonly DatedRule[];
  /** The required flows that are no longer permitted. */
  readonly lost: readonly (ServedFlow & { readonly from: string; readonly to: string; readonly services: string })[];
}

export interface ServedFlow {
  readonly flow: string;
  readonly purpose: string;
  readonly sources: readonly Citation[];
}

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

export interface ImportOptions {
  /** The form of the files, such as `asa`, where their content doesn't tell it. */
  readonly form?: string;
}

export interface ImportReport {
  /** The new plan; its comments say what of the files it doesn't hold. */
  readonly text: string;
  /** The same, a sentence each. */
  readonly notes: readonly string[];
  /** Whether an audit of the new plan against the files finds nothing. */
  readonly inStep: boolean;
}

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

export interface CatalogReport extends WithWarnings {
  readonly schemaVersion: 1;
  readonly vendors: readonly CatalogVendor[];
}

/** A vendor as `segplan catalog VENDOR --format json` shows it; flows have more to say than is named here. */
export interface CatalogVendor {
  readonly name: string;
  readonly title: string;
  readonly version: string | null;
  readonly versions?: readonly string[];
  /** What the catalog lacks of the product. */
  readonly incomplete?: readonly string[];
  readonly sources: readonly Omit<Citation, 'section'>[];
  readonly features: readonly { readonly id: string; readonly title: string }[];
  readonly services: readonly { readonly name: string; readonly title: string; readonly services: readonly unknown[] }[];
  readonly roles: readonly {
    readonly name: string;
    readonly title: string;
    readonly aliases: readonly string[];
    readonly extends: readonly string[];
    readonly properties: readonly RoleProperty[];
  }[];
  readonly flows: readonly ({
    readonly id: string;
    readonly from: { readonly vendor: string; readonly role: string };
    readonly to: { readonly vendor: string; readonly role: string };
    readonly purpose: string;
    readonly sources: readonly Citation[];
  } & Readonly<Record<string, unknown>>)[];
  readonly advice: readonly ({ readonly kind: string; readonly text: string } & Readonly<Record<string, unknown>>)[];
  readonly sizings: readonly Readonly<Record<string, unknown>>[];
}

export interface RoleProperty {
  readonly name: string;
  readonly title: string;
  readonly type: string;
  readonly values: readonly string[];
  readonly default?: string;
}

export interface RoleReport extends WithWarnings {
  /** Such as `veeam.hardened-repository`. */
  readonly role: string;
  readonly title: string;
  readonly aliases: readonly string[];
  /** The roles that it derives from: their flows are its own. */
  readonly isAlso: readonly string[];
  readonly properties: readonly RoleProperty[];
  readonly runs: readonly string[];
  readonly connectsTo: readonly RoleFlow[];
  readonly connectedToBy: readonly RoleFlow[];
  readonly advice: readonly { readonly text: string; readonly sources: readonly Citation[] }[];
}

export interface RoleFlow {
  readonly flow: string;
  /** The role at the other end. */
  readonly peer: string;
  /** As text: `tcp 6162 (or else tcp 2500-3300)`. */
  readonly services: string;
  readonly purpose: string;
  /** When it is needed, in words; always, where there are none. */
  readonly when: readonly string[];
  readonly sources: readonly Citation[];
}
