import { type Cancellation, interruptAndCheck, isOperationCancelled, type LangiumDocument } from 'langium';
import type * as ast from '../generated/ast.ts';
import { checks } from '../generated/checks.ts';
import type { Plans } from '../workspace/plans.ts';
import type { VisibleDocuments } from '../workspace/visible-documents.ts';
import type { Check, CheckContext, Finding, Level } from './check.ts';

/** A finding with the check that made it and the level that holds for it here. */
export interface Result {
  readonly check: Check;
  readonly finding: Finding;
  readonly level: Level;
}

/** Levels by code that settings or a plan change; `off` silences a check. */
export type Levels = Readonly<Record<string, Level | 'off' | undefined>>;

/** Runs every check over one document. */
export class CheckRunner {
  levels: Levels = {};
  private readonly plans: Plans;
  private readonly visible: VisibleDocuments;

  constructor(plans: Plans, visible: VisibleDocuments) {
    this.plans = plans;
    this.visible = visible;
  }

  /** What the checks of a linked document get to see. */
  context(document: LangiumDocument<ast.Document>): CheckContext {
    const root = document.parseResult.value;
    return { document, root, plan: this.plans.plan(root), analysis: this.plans.analysis(root), visible: this.visible };
  }

  /** A check that fails is reported on the console and leaves the others alone. */
  async run(document: LangiumDocument<ast.Document>, cancelToken?: Cancellation.CancellationToken): Promise<Result[]> {
    const context = this.context(document);
    const results: Result[] = [];
    for (const check of checks) {
      if (cancelToken) await interruptAndCheck(cancelToken);
      const level = this.levels[check.code] ?? check.level;
      if (level === 'off') continue;
      try {
        for (const finding of check.detect(context)) results.push({ check, finding, level });
      } catch (error) {
        if (isOperationCancelled(error)) throw error;
        console.error(`The check ${check.code} failed on ${document.uri.toString()}:`, error);
      }
    }
    return results;
  }
}
