// What plans are opened with, and what they are asked.
import type { AuditOptions, AuditReport, ChangesReport } from './audit.ts';
import type { CatalogReport, RoleReport } from './catalogs.ts';
import type { CheckOptions, CheckReport } from './check.ts';
import type { DiffReport } from './diff.ts';
import type { ExplainReport, ReachReport } from './explain.ts';
import type { FixOptions, FixReport } from './fixes.ts';
import type { FormatReport } from './format.ts';
import type { GenerateOptions, GenerateReport } from './generate.ts';
import type { ImportOptions, ImportReport, InventoryOptions, InventoryReport } from './import.ts';

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
  /** The machines of an inventory as components: in a plan, or in a new one. @param file CSV, XLSX, JSON, YAML or INI */
  importInventory(file: string, options?: InventoryOptions): Promise<InventoryReport>;
  /** The edits that are offered for the findings of a file. */
  fixes(file: string, options?: FixOptions): Promise<FixReport>;
  /** The text of a plan as `segplan format` lays it out. Nothing is written. */
  format(file: string): Promise<FormatReport>;
  /** What the catalogs hold. @param vendor one of them; all, if nothing is said @param file a plan whose own vendors count as well */
  catalog(vendor?: string, file?: string): Promise<CatalogReport>;
  /** What a role connects to and is connected to by, on whose word. @param role such as `veeam.hardened-repository` */
  role(role: string, file?: string): Promise<RoleReport>;
}

export type OpenWorkspace = (options?: OpenOptions) => Workspace;
