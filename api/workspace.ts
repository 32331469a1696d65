import type { SegplanCoreServices } from '../language/module.ts';
import { diffMarkdown } from '../language/rulesets/diff-markdown.ts';
import type { OlderPlan } from '../language/rulesets/since.ts';
import { explainIn, reachIn } from './ask.ts';
import { auditIn } from './audit.ts';
import { auditJson } from './audit-json.ts';
import { catalogJson, catalogOf, roleJson, vendorsOf } from './catalogs.ts';
import { changesIn } from './changes.ts';
import { compare } from './compare.ts';
import { messageOf } from './diagnostics.ts';
import { diffJson } from './diff-json.ts';
import { explanationJson } from './explain-json.ts';
import type { PlanFile } from './find-plans.ts';
import { checked, checkReport, findingJson } from './findings.ts';
import { fixReport } from './fixes.ts';
import { formatted } from './format.ts';
import { importRunningIn } from './import.ts';
import { importInventoryIn } from './import-inventory.ts';
import {
  createLanguage,
  dayOf,
  hasFailed,
  type Loaded,
  loadPlans,
  type OpenPlan,
  unknownPhases,
  unknownPhasesOf,
} from './load.ts';
import type { InventorySource } from './plan-source.ts';
import { reachJson } from './reach-json.ts';
import { ruleSetOf } from './rule-set.ts';
import type {
  AuditOptions,
  AuditReport,
  CatalogReport,
  ChangesReport,
  CheckOptions,
  CheckReport,
  DiffReport,
  ExplainReport,
  FixOptions,
  FixReport,
  FormatReport,
  GenerateOptions,
  GenerateReport,
  ImportOptions,
  ImportReport,
  InventoryOptions,
  InventoryReport,
  OpenOptions,
  ReachReport,
  RoleReport,
  Workspace,
} from './types.ts';

/** Where the plans of a workspace come from. */
export interface Places {
  readonly source: InventorySource;
  /** The plans that names stand for: folders hold several. */
  find(names: readonly string[]): Promise<readonly PlanFile[]>;
  /** A plan of the disk or of a revision. @throws SegplanError when it can't be read, or has errors that leave open what it permits */
  revision(name: string): Promise<OpenPlan>;
}

interface Opened extends OpenPlan {
  readonly loaded: Loaded;
  readonly warnings: readonly string[];
}

/** Plans from anywhere, which can be asked. */
export class PlanWorkspace implements Workspace {
  private readonly places: Places;
  private readonly options: OpenOptions;

  constructor(places: Places, options: OpenOptions) {
    this.places = places;
    this.options = options;
  }

  async check(files: string | readonly string[], { summary = false }: CheckOptions = {}): Promise<CheckReport> {
    const found = await this.places.find(typeof files === 'string' ? [files] : files);
    const services = await this.language();
    const loaded = await loadPlans(services, this.places.source, found);
    return checkReport(checked(loaded, services, summary ? (each) => !hasFailed(each) : undefined));
  }

  async explain(file: string, question: string): Promise<ExplainReport> {
    const plan = await this.open(file);
    const answer = await explainIn(plan, question);
    return { ...explanationJson(file, answer), warnings: [...plan.warnings, ...incomplete(file, answer)] };
  }

  async reach(file: string, question: string): Promise<ReachReport> {
    const plan = await this.open(file);
    const answer = await reachIn(plan, question);
    return { ...reachJson(file, answer), warnings: [...plan.warnings, ...incomplete(file, answer)] };
  }

  async audit(file: string, running: readonly string[] = [], options: AuditOptions = {}): Promise<AuditReport> {
    const plan = await this.open(file);
    const answer = await auditIn(plan, this.places.source, running, options);
    return { ...auditJson(file, answer), warnings: [...plan.warnings, ...incomplete(file, answer)] };
  }

  async changes(file: string, running: readonly string[] = [], options: AuditOptions = {}): Promise<ChangesReport> {
    const plan = await this.open(file);
    const answer = await changesIn(plan, this.places.source, running, options);
    const { changes, inStep } = answer;
    return { file, inStep, changes, warnings: [...plan.warnings, ...incomplete(file, answer)] };
  }

  async importRunning(running: readonly string[], options: ImportOptions = {}): Promise<ImportReport> {
    return importRunningIn(await this.language(), this.places.source, running, options);
  }

  async importInventory(file: string, { into, ...options }: InventoryOptions = {}): Promise<InventoryReport> {
    const plan = into === undefined ? undefined : await this.open(into);
    return importInventoryIn(plan?.services ?? (await this.language()), this.places.source, file, options, plan);
  }

  async generate(file: string, { since, ...options }: GenerateOptions): Promise<GenerateReport> {
    const { warnings, ...plan } = await this.open(file);
    const older: OlderPlan | undefined = since === undefined ? undefined : await this.places.revision(since);
    const result = await ruleSetOf(plan, { ...options, since: older });
    if ('errors' in result) {
      const problems = result.errors.map(({ document, error }) => ({
        level: 'error' as const,
        message: messageOf(error),
        file: this.places.source.nameOf(document.uri.toString()),
        line: error.range.start.line + 1,
      }));
      return { files: [], problems, warnings };
    }
    const { files, problems, gone } = result;
    return { files, problems: problems.map((each) => ({ ...each, file })), ...(gone ? { gone } : {}), warnings };
  }

  async diff(older: string, newer: string): Promise<DiffReport> {
    const before = await this.places.revision(older);
    const after = await this.places.revision(newer);
    const result = compare(before, after);
    const names = { older, newer };
    return {
      ...diffJson(result, names),
      markdown: diffMarkdown(result, names),
      warnings: unknownPhasesOf(result.phases, [result.older, result.newer]),
    };
  }

  async fixes(file: string, options: FixOptions = {}): Promise<FixReport> {
    const plan = await this.open(file);
    return { ...(await fixReport(plan.loaded, plan, options)), warnings: plan.warnings };
  }

  async format(file: string): Promise<FormatReport> {
    const { before, after } = await formatted(await this.language(), this.places.source, file);
    if (after !== undefined) return { file, text: after, changed: after !== before, errors: [] };
    const { loaded } = await this.open(file);
    const errors = loaded.diagnostics.filter(({ code }) => code === 'syntax-error').map(findingJson);
    return { file, text: before, changed: false, errors };
  }

  async catalog(vendor?: string, file?: string): Promise<CatalogReport> {
    const { catalog, warnings } = await this.catalogFor(file);
    return { ...catalogJson(vendorsOf(catalog, vendor)), warnings };
  }

  async role(role: string, file?: string): Promise<RoleReport> {
    const { catalog, warnings } = await this.catalogFor(file);
    return { ...roleJson(catalog, role), warnings };
  }

  /** The catalogs as a plan sees them; those that are built in, where none is named. */
  private async catalogFor(file: string | undefined) {
    if (file === undefined) return { catalog: catalogOf(await this.language()), warnings: [] };
    const plan = await this.open(file);
    const hasErrors = plan.loaded.diagnostics.some((d) => d.severity === 1);
    const warnings = hasErrors ? [`${file} has errors, so its own vendors may be incomplete.`] : [];
    return { catalog: catalogOf(plan.services, plan), warnings: [...plan.warnings, ...warnings] };
  }

  private async open(file: string): Promise<Opened> {
    const services = await this.language();
    const loaded = await loadPlans(services, this.places.source, [file]);
    const [first] = loaded;
    return { loaded: first!, document: first!.document, services, warnings: unknownPhases(services, loaded) };
  }

  /** One of its own for each question: files may have changed since the last one. */
  private language(): Promise<SegplanCoreServices> {
    return createLanguage(this.places.source.files, this.options.phases, dayOf(this.options.today));
  }
}

function incomplete(file: string, { incomplete: is }: { readonly incomplete: boolean }): string[] {
  return is ? [`${file} has errors, so the answer may be incomplete.`] : [];
}
