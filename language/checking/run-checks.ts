import { Cancellation, interruptAndCheck, isOperationCancelled, type LangiumDocument } from 'langium';
import type { Analysis } from '../analysis/analyze.ts';
import { joiningFlows } from '../analysis/requirements.ts';
import { looksBetween, placing, rulePlaces } from '../analysis/surroundings.ts';
import type * as ast from '../generated/ast.ts';
import { checks } from '../generated/checks.ts';
import { isSameList } from '../model/lists.ts';
import type { Steps } from '../model/steps.ts';
import type { Drift } from '../running/drift.ts';
import { statementsOf } from '../syntax/statements.ts';
import type { Plans } from '../workspace/plans.ts';
import type { VisibleDocuments } from '../workspace/visible-documents.ts';
import { findingsOf } from './besides-rules.ts';
import { type Check, type CheckContext, type Finding, type Level, rangeOf } from './check.ts';
import type { Failure } from './internal-error.ts';
import { leftOut, MOST_FINDINGS } from './most-findings.ts';
import { type Suppression, suppressionsOf } from './suppressions.ts';

/** A finding with the check that made it and the level that holds for it here. */
export interface Result {
  readonly check: Check;
  readonly finding: Finding;
  readonly level: Level;
}

/** Levels by code that settings or a plan change; `off` silences a check. */
export type Levels = Readonly<Record<string, Level | 'off' | undefined>>;

/** What was found in a document, and what decided it besides the analysis. */
interface Found {
  readonly analysis: Analysis;
  readonly levels: Levels;
  readonly results: readonly Result[];
  /** The text that it was found in. */
  readonly text: string;
  /** Those of the files that it imports, and why some can't be read again. */
  readonly imported: readonly string[];
  /** Whether it hangs on nothing else: no comment silences findings, nothing is known of what firewalls run, all was read, and no check failed. */
  readonly isOfPlan: boolean;
  /** Whether it was found in a part of other plans, and in a file that others import. */
  readonly isPart: boolean;
  readonly isImported: boolean;
}

/** A finding that a comment of the plan silences. */
export interface Silenced {
  readonly code: string;
  readonly message: string;
  /** 0-based */
  readonly line: number;
  readonly reason: string | undefined;
}

/** Runs every check over one document. */
export class CheckRunner {
  /** What settings say. */
  levels: Levels = {};
  /** Where a log is kept, it takes down what failed with all that is known of it. */
  log: (message: string, error: unknown) => void = () => {};
  /** Where something has read what firewalls run, it says where that and a plan part. */
  driftOf: (analysis: Analysis) => Drift | undefined = () => undefined;
  /** Where somebody sees all plans, they say which file others import. */
  isImported: (root: ast.Document) => boolean = () => false;
  /** Where somebody sees all plans, they say which file is a part of others, which is judged there. */
  isPart: (root: ast.Document) => boolean = () => false;
  private readonly plans: Plans;
  private readonly visible: VisibleDocuments;
  private readonly found = new WeakMap<ast.Document, Found>();
  private readonly silencedIn = new WeakMap<ast.Document, readonly Silenced[]>();

  constructor(plans: Plans, visible: VisibleDocuments) {
    this.plans = plans;
    this.visible = visible;
  }

  /** What the checks of a linked document get to see. @param phases switched on besides those that are on anyway */
  context(document: LangiumDocument<ast.Document>, phases: readonly string[] = []): CheckContext {
    const root = document.parseResult.value;
    const { plans, visible } = this;
    const suppressions = suppressionsOf(document);
    const analysis = plans.analysis(root, phases);
    // What runs today is held against what is allowed today.
    const drift = phases.length ? undefined : this.driftOf(analysis);
    const isImported = this.isImported(root);
    const context = { document, root, plan: plans.plan(root), analysis, visible, checks, suppressions, isImported };
    return drift ? { ...context, drift } : context;
  }

  /** What comments silenced when a document was checked last. */
  silenced(document: LangiumDocument<ast.Document>): readonly Silenced[] {
    return this.silencedIn.get(document.parseResult.value) ?? [];
  }

  /**
   * A check that fails leaves the others alone.
   * @param wanted the checks to run; all of them, if nothing is said
   * @param phases as if these were on as well; what is silenced then is not noted
   * @param failed is told which checks failed
   */
  async run(
    document: LangiumDocument<ast.Document>,
    token?: Cancellation.CancellationToken,
    wanted: (check: Check) => boolean = ALL,
    phases: readonly string[] = [],
    failed: (failure: Failure) => void = () => {},
  ): Promise<readonly Result[]> {
    // What nobody ends is done without looking at the clock.
    const cancelToken = token === Cancellation.CancellationToken.None ? undefined : token;
    if (cancelToken) await this.prepare(document.parseResult.value, phases, wanted === ALL, cancelToken);
    const context = this.context(document, phases);
    const isOfAll = wanted === ALL && !phases.length;
    const [text, imported] = [textOf(context.root), this.importedBy(context)];
    const isPart = this.isPart(context.root);
    const known = isOfAll ? this.foundBefore(context, imported, isPart) : undefined;
    if (known) return known;
    let isOfPlan = !context.drift && !context.suppressions.length;
    // Settings may change while this goes on: what is found is of those that it began with.
    const { levels: set } = this;
    const levels = { ...set, ...levelsOfPlan(context.root) };
    const results: Result[] = [];
    const silenced: Silenced[] = [];
    let rested = cancelToken ? performance.now() : 0;
    for (const check of ORDERED) {
      if (!wanted(check)) continue;
      if (cancelToken) await interruptAndCheck(cancelToken);
      const level = check.essential ? check.level : (levels[check.code] ?? check.level);
      if (level === 'off') continue;
      let [told, more] = [0, 0];
      try {
        if (cancelToken && check.prepare) await inSteps(check.prepare(context), cancelToken);
        for (const finding of findingsOf(check, context)) {
          if (cancelToken && performance.now() - rested > MOST_AT_ONCE_MS) {
            await interruptAndCheck(cancelToken);
            rested = performance.now();
          }
          const by = check.essential ? undefined : suppressionOf(check.code, finding, context.suppressions);
          if (!by) {
            // What a plan lacks is told in the plan.
            if (isPart && check.ofPlan) continue;
            // Who asks for some checks mends what they find, and asks again.
            if (check.tellsMost || wanted !== ALL || told++ < MOST_FINDINGS) results.push({ check, finding, level });
            else more++;
          } else {
            by.silenced++;
            silenced.push({ code: check.code, message: finding.message, line: by.line, reason: by.reason });
          }
        }
        if (more) results.push({ ...leftOut(check, more, context), level });
      } catch (error) {
        if (isOperationCancelled(error)) throw error;
        this.log(`The check ${check.code} failed on ${document.uri.toString()}:`, error);
        isOfPlan = false;
        failed({ what: `The check '${check.code}'`, error });
      }
    }
    if (!phases.length) this.silencedIn.set(context.root, silenced);
    if (isOfAll) {
      const { analysis, root } = context;
      if (results.some(({ check }) => check.code === OF_FILES)) isOfPlan = false;
      this.found.set(root, { analysis, levels: set, results, text, imported, isOfPlan, isPart, isImported: context.isImported });
    }
    return results;
  }

  /**
   * What was found before, where nothing has changed since but comments that end with their lines: the tree is the same object then, and all of it
   * stands on the lines and at the columns that it stood on.
   * @param imported the texts of the files that it imports, and why some can't be read again
   */
  private foundBefore(
    { root, analysis, suppressions, drift, isImported }: CheckContext,
    imported: readonly string[],
    isPart: boolean,
  ): readonly Result[] | undefined {
    const known = this.found.get(root);
    if (
      !known?.isOfPlan ||
      known.isPart !== isPart ||
      known.isImported !== isImported ||
      known.analysis !== analysis ||
      known.levels !== this.levels ||
      suppressions.length ||
      drift
    )
      return undefined;
    return isSameList(known.imported, imported) ? known.results : undefined;
  }

  private importedBy({ analysis, visible }: CheckContext): string[] {
    const { imports } = analysis.plan;
    return [...imports.map(textOf), ...imports.map(({ $document }) => ($document && visible.whyUnreadable($document.uri)) ?? '')];
  }

  /**
   * Works out what most checks look at, step by step, so that a key can come in between and end it all: the plan, what each flow of the catalogs
   * joins, what the rules permit, what the catalogs know of besides, and the rules that stand.
   */
  private async prepare(
    root: ast.Document,
    phases: readonly string[],
    forAll: boolean,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<void> {
    await inSteps(this.plans.prepare(root, phases), cancelToken);
    await interruptAndCheck(cancelToken);
    const analysis = this.plans.analysis(root, phases);
    if (!forAll) return;
    const { plan, known, raising, standing } = analysis;
    for (const step of [
      // Around rules alone somebody asks what the catalogs know of.
      ...(looksBetween(analysis) ? [() => joiningFlows(plan), known] : []),
      raising,
      standing,
      () => placing(analysis),
      () => rulePlaces(analysis),
    ]) {
      await interruptAndCheck(cancelToken);
      try {
        const made = step();
        if ('next' in made) await inSteps(made, cancelToken);
      } catch (error) {
        if (isOperationCancelled(error)) throw error;
        // The checks that look at it come to the same, and say so.
      }
    }
  }

  /** The analysis and the levels that a document was checked with last, in all checks. */
  lastRun(root: ast.Document): { readonly analysis: Analysis; readonly levels: Levels } | undefined {
    return this.found.get(root);
  }

  /** Lets go of what was found in a document. */
  forget(root: ast.Document): void {
    this.found.delete(root);
  }

  /** What was found when a document was checked last; it is checked where it has changed since, or what it is checked by. */
  async results(
    document: LangiumDocument<ast.Document>,
    cancelToken?: Cancellation.CancellationToken,
  ): Promise<readonly Result[]> {
    const root = document.parseResult.value;
    const known = this.found.get(root);
    const isSame = known?.analysis === this.plans.analysis(root) && known.levels === this.levels && known.text === textOf(root);
    if (isSame && known.isPart === this.isPart(root) && known.isImported === this.isImported(root)) return known.results;
    return this.run(document, cancelToken);
  }
}

/** The check that says which files can't be read, which hangs on these. */
const OF_FILES = 'unknown-import';

function textOf({ $cstNode }: ast.Document): string {
  return $cstNode?.root.fullText ?? '';
}

/** Does work in steps, of which a key may end it between any two. */
async function inSteps(steps: Steps<void>, cancelToken: Cancellation.CancellationToken): Promise<void> {
  let rested = performance.now();
  for (const _step of steps) {
    if (performance.now() - rested <= MOST_AT_ONCE_MS) continue;
    await interruptAndCheck(cancelToken);
    rested = performance.now();
  }
}

/** So long findings are gathered before a key may come in between. */
const MOST_AT_ONCE_MS = 10;

const ALL = (): boolean => true;

const ORDERED = [...checks].sort((a, b) => Number(a.last ?? false) - Number(b.last ?? false));

/** What the `check` lines of a plan say; of several about one check, the last. */
function levelsOfPlan(root: ast.Document): Levels {
  return Object.fromEntries(statementsOf(root, 'CheckLevel').map(({ code, level }) => [code, level as Level | 'off']));
}

function suppressionOf(code: string, finding: Finding, suppressions: readonly Suppression[]): Suppression | undefined {
  if (!suppressions.length) return undefined;
  const { line } = rangeOf(finding).start;
  return suppressions.find((s) => s.code === code && s.line === line);
}
