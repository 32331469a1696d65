import { DocumentState, type LangiumDocument } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import * as ast from '../../../language/generated/ast.ts';
import { BUILT_IN_SCHEME } from '../../../language/workspace/built-in-catalogs.ts';
import { originOf } from '../../../language/workspace/drafts.ts';
import { statesRules } from '../../../language/workspace/visible-documents.ts';
import type { SegplanServices } from '../../services.ts';
import { revalidate } from '../revalidate.ts';

/**
 * Which files are parts of other plans: what a plan imports, and states no rules. What its components need is permitted in the plans that import it, and
 * asked for there; on its own it would lack every rule. What a file names that others import may be used by these. Files are checked again as soon as somebody imports them, or nobody does any more.
 */
export class PlanParts {
  private readonly services: LangiumSharedServices;
  private readonly segplan: SegplanServices['segplan'];
  /** What each file imports, directly or through others. */
  private readonly imports = new Map<string, ReadonlySet<string>>();
  /** How many files import each one. */
  private readonly importers = new Map<string, number>();
  /** Whether the last check of a file took it for one that others import. */
  private readonly taken = new Map<string, boolean>();
  /** Those that more files import than before, or fewer. */
  private readonly changed = new Set<string>();

  constructor({ shared, segplan }: SegplanServices) {
    this.services = shared;
    this.segplan = segplan;
    segplan.CheckRunner.isImported = (root) => this.isImported(root);
    segplan.CheckRunner.isPart = (root) => this.isImported(root) && !statesRules(root);
    const { DocumentBuilder } = shared.workspace;
    DocumentBuilder.onBuildPhase(DocumentState.Linked, (documents) => {
      for (const document of documents) this.note(document);
    });
    DocumentBuilder.onUpdate((_, deleted) => {
      for (const uri of deleted) this.forget(uri.toString());
    });
    DocumentBuilder.onBuildPhase(DocumentState.Validated, (documents) => {
      for (const { uri, parseResult } of documents)
        if (ast.isDocument(parseResult.value) && uri.scheme !== BUILT_IN_SCHEME)
          this.taken.set(uri.toString(), this.isImported(parseResult.value));
      this.checkAgain();
    });
  }

  private isImported(root: ast.Document): boolean {
    const uri = root.$document && originOf(root.$document.uri).toString();
    return uri !== undefined && (this.importers.get(uri) ?? 0) > 0;
  }

  private note({ uri, parseResult: { value } }: LangiumDocument): void {
    if (uri.scheme === BUILT_IN_SCHEME || !ast.isDocument(value)) return;
    const found = this.segplan.VisibleDocuments.importsOf(value).flatMap((tree) => tree.$document?.uri.toString() ?? []);
    this.count(uri.toString(), new Set(found.filter((each) => each !== uri.toString())));
  }

  private forget(uri: string): void {
    this.count(uri, new Set());
    this.imports.delete(uri);
    this.taken.delete(uri);
  }

  private count(uri: string, now: ReadonlySet<string>): void {
    const before = this.imports.get(uri) ?? new Set();
    this.imports.set(uri, now);
    const change = (each: string, by: number): void => {
      this.importers.set(each, (this.importers.get(each) ?? 0) + by);
      this.changed.add(each);
    };
    for (const each of before) if (!now.has(each)) change(each, -1);
    for (const each of now) if (!before.has(each)) change(each, 1);
  }

  /** Files that were taken for something else than they are by now. */
  private checkAgain(): void {
    if (!this.changed.size) return;
    const { LangiumDocuments } = this.services.workspace;
    const others = LangiumDocuments.all
      .filter(({ uri, state, parseResult: { value } }) => {
        const name = uri.toString();
        if (!this.changed.has(name) || state !== DocumentState.Validated || !ast.isDocument(value)) return false;
        return this.taken.get(name) !== this.isImported(value);
      })
      .toArray();
    this.changed.clear();
    if (others.length) revalidate(this.services, others);
  }
}
