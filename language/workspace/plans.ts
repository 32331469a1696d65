import { AstUtils, type LangiumSharedCoreServices, WorkspaceCache } from 'langium';
import { type Analysis, analyze } from '../analysis/analyze.ts';
import type { Moment } from '../analysis/permissions.ts';
import type * as ast from '../generated/ast.ts';
import { buildPlan } from '../model/build-plan.ts';
import { Catalog } from '../model/catalog.ts';
import type { Plan } from '../model/plan.ts';
import type { VisibleDocuments } from './visible-documents.ts';

/** The plan and the analysis of a document, made once and kept until any document changes. The document has to be linked. */
export class Plans {
  /** What day it is; a test or a command line sets another. */
  today: () => string = () => new Date().toISOString().slice(0, 10);
  /** Phases that are on in every plan, besides those that it switches on itself; a command line sets them. */
  phases: readonly string[] = [];

  private readonly visible: VisibleDocuments;
  private readonly catalogs: WorkspaceCache<string, Catalog>;
  private readonly plans: WorkspaceCache<string, Plan>;
  private readonly analyses: WorkspaceCache<string, Analysis>;

  constructor(shared: LangiumSharedCoreServices, visible: VisibleDocuments) {
    this.visible = visible;
    this.catalogs = new WorkspaceCache(shared);
    this.plans = new WorkspaceCache(shared);
    this.analyses = new WorkspaceCache(shared);
  }

  /** Every vendor that a document can see. */
  catalog(root: ast.Document): Catalog {
    return this.catalogs.get(key(root), () => new Catalog(this.visible.vendorsFor(root)));
  }

  plan(root: ast.Document): Plan {
    return this.plans.get(key(root), () => buildPlan(root, this.visible.importsOf(root), this.catalog(root)));
  }

  /** @param phases switched on besides the plan's own and those of all plans */
  analysis(root: ast.Document, phases: readonly string[] = []): Analysis {
    const moment: Moment & { phases: readonly string[] } = { today: this.today(), phases: [...this.phases, ...phases] };
    return this.analyses.get([key(root), moment.today, ...moment.phases].join('\n'), () => analyze(this.plan(root), moment));
  }
}

function key(root: ast.Document): string {
  return AstUtils.getDocument(root).uri.toString();
}
