import { AstUtils, type LangiumSharedCoreServices, type URI } from 'langium';
import { type Analysis, analyze, analyzing } from '../analysis/analyze.ts';
import type { Moment } from '../analysis/permissions.ts';
import type * as ast from '../generated/ast.ts';
import { buildingPlan } from '../model/build-plan.ts';
import type { Catalog, CatalogVendor } from '../model/catalog.ts';
import { isSameList } from '../model/lists.ts';
import type { Plan } from '../model/plan.ts';
import { readCatalog, readVendor } from '../model/read-catalog.ts';
import { atOnce, type Steps } from '../model/steps.ts';
import { meaningOf } from '../model/vendor-meanings.ts';
import { BUILT_IN_SCHEME } from './built-in-catalogs.ts';
import type { VisibleDocuments } from './visible-documents.ts';

/** What was made of one document, and what of. */
interface Made {
  readonly trees: readonly ast.Document[];
  readonly plan: Plan;
  /** By the moment that they are for. */
  readonly analyses: Map<string, Analysis>;
}

/** What was read of the vendors that a document sees. */
interface Read {
  readonly vendors: readonly ast.Vendor[];
  /** Those of them whose names may come to lead elsewhere, and what they said. */
  readonly own: readonly ast.Vendor[];
  readonly meanings: readonly object[];
  readonly catalog: Catalog;
}

/**
 * The plan and the analysis of a document, made once and kept until the document or one that it sees changes; what an edit leaves alone is
 * taken over from before. The document has to be linked.
 */
export class Plans {
  /** What day it is; a test or a command line sets another. */
  today: () => string = () => new Date().toISOString().slice(0, 10);
  /** Phases that are on in every plan, besides those that it switches on itself; a command line sets them. */
  phases: readonly string[] = [];

  private readonly visible: VisibleDocuments;
  private readonly catalogs = new Map<string, Read>();
  private readonly builtIn = new WeakMap<ast.Vendor, CatalogVendor>();
  private readonly made = new Map<string, Made>();

  constructor(shared: LangiumSharedCoreServices, visible: VisibleDocuments) {
    this.visible = visible;
    shared.workspace.DocumentBuilder.onUpdate((_changed, deleted) => {
      for (const uri of deleted) this.forget(uri);
    });
  }

  /** Forgets what was made of a document that is of no more use. */
  forget(uri: URI): void {
    this.made.delete(uri.toString());
    this.catalogs.delete(uri.toString());
  }

  /** Every vendor that a document can see. */
  catalog(root: ast.Document): Catalog {
    const uri = key(root);
    const vendors = this.visible.vendorsFor(root);
    const known = this.catalogs.get(uri);
    const own = known?.vendors === vendors ? known.own : vendors.filter((vendor) => !isBuiltIn(vendor));
    const meanings = own.map(meaningOf);
    const isAsRead = (read: Read): boolean => isSameList(read.vendors, vendors) && isSameList(read.meanings, meanings);
    if (known?.vendors === vendors && isAsRead(known)) return known.catalog;
    // Documents without vendors of their own see the same ones.
    const read = known && isAsRead(known) ? known : [...this.catalogs.values()].find(isAsRead);
    const catalog = read?.catalog ?? readCatalog(vendors, (node, extensions) => this.vendor(node, extensions));
    this.catalogs.set(uri, { vendors, own, meanings, catalog });
    return catalog;
  }

  /** A vendor; a built-in one that nothing else extends is read once, however the plans change that have vendors of their own beside it. */
  private vendor(node: ast.Vendor, extensions: readonly ast.Vendor[] = []): CatalogVendor {
    if (![node, ...extensions].every(isBuiltIn)) return readVendor(node, extensions);
    let vendor = this.builtIn.get(node);
    if (!vendor) {
      vendor = readVendor(node, extensions, true);
      this.builtIn.set(node, vendor);
    }
    return vendor;
  }

  plan(root: ast.Document): Plan {
    return this.of(root).plan;
  }

  /** @param phases switched on besides the plan's own and those of all plans */
  analysis(root: ast.Document, phases: readonly string[] = []): Analysis {
    const moment = this.moment(phases);
    const { plan, analyses } = this.of(root);
    const name = nameOf(moment);
    const known = analyses.get(name);
    if (known?.plan === plan) return known;
    const analysis = analyze(plan, moment, known);
    analyses.set(name, analysis);
    return analysis;
  }

  private moment(phases: readonly string[]): Moment {
    return { today: this.today(), phases: [...this.phases, ...phases] };
  }

  /**
   * The analysis that was made last, though the document may have changed since: for answers that can't wait. Where there is none, it is
   * made.
   */
  lastAnalysis(root: ast.Document): Analysis {
    return this.knownAnalysis(root) ?? this.analysis(root);
  }

  /** Whether a document was ever analyzed. */
  hasAnalysis(root: ast.Document): boolean {
    return this.knownAnalysis(root) !== undefined;
  }

  private knownAnalysis(root: ast.Document): Analysis | undefined {
    return this.made.get(key(root))?.analyses.get(nameOf(this.moment([])));
  }

  /**
   * Makes the plan and the analysis of a document step by step, as far as they are not made: `analysis` has them at hand then.
   * @param phases switched on besides the plan's own and those of all plans
   */
  *prepare(root: ast.Document, phases: readonly string[] = []): Steps<void> {
    const { plan, analyses } = yield* this.making(root);
    yield;
    const moment = this.moment(phases);
    const known = analyses.get(nameOf(moment));
    if (known?.plan !== plan) analyses.set(nameOf(moment), yield* analyzing(plan, moment, known));
  }

  private of(root: ast.Document): Made {
    return atOnce(this.making(root));
  }

  private *making(root: ast.Document): Steps<Made> {
    const uri = key(root);
    const trees = this.visible.plansFor(root);
    const catalog = this.catalog(root);
    const before = this.made.get(uri);
    if (before && before.plan.catalog === catalog && isSameList(before.trees, trees)) return before;
    const steps = buildingPlan(root, trees.slice(1), catalog, before?.plan);
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) {
        const made: Made = { trees, plan: step.value, analyses: before?.analyses ?? new Map() };
        this.made.set(uri, made);
        return made;
      }
      yield;
      // A plan is taken over by one other: what was begun counts for nothing once another one has been made.
      if (this.made.get(uri) !== before) return yield* this.making(root);
    }
  }
}

function isBuiltIn(block: ast.Vendor): boolean {
  return AstUtils.getDocument(block).uri.scheme === BUILT_IN_SCHEME;
}

function nameOf({ today, phases = [] }: Moment): string {
  return [today, ...phases].join('\n');
}

function key(root: ast.Document): string {
  return AstUtils.getDocument(root).uri.toString();
}
