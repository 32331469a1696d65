import { AstUtils, type FileSystemProvider, type LangiumDocument } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import { errorsOfImport, findingsOfImport, isInternalError } from '../language/checking/document-errors.ts';
import type * as ast from '../language/generated/ast.ts';
import type { Plan } from '../language/model/plan.ts';
import { createSegplanCoreServices, type SegplanCoreServices } from '../language/module.ts';
import { composed } from '../language/syntax/name-value.ts';
import { originOf } from '../language/workspace/drafts.ts';
import { statesRules } from '../language/workspace/visible-documents.ts';
import { sortDiagnostics } from './diagnostics.ts';
import type { PlanFile } from './find-plans.ts';
import type { PlanSource } from './plan-source.ts';

/** A plan that was read and checked, with what it is asked by. */
export interface OpenPlan {
  readonly document: LangiumDocument<ast.Document>;
  readonly services: SegplanCoreServices;
}

/** A file as the user named it, with its document and what was found in it, in the order of the text. */
export interface Loaded {
  readonly file: string;
  readonly document: LangiumDocument<ast.Document>;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether it was found in a folder and is a part of another plan there, and none of its own. */
  readonly isPart?: true;
}

/** Whether Segplan itself failed on a file, so that what it says of it is not all. */
export function hasFailed({ diagnostics }: Pick<Loaded, 'diagnostics'>): boolean {
  return diagnostics.some(isInternalError);
}

/**
 * A fresh language with the built-in catalogs.
 * @param files what imports are read by
 * @param phases switched on in every plan; each may hold several, with commas between
 * @param today the day as of which rules have ended; the day that it is, if nothing is said
 */
export async function createLanguage(
  files: FileSystemProvider,
  phases: readonly string[] = [],
  today?: () => string,
): Promise<SegplanCoreServices> {
  const { shared, Segplan } = createSegplanCoreServices({ fileSystemProvider: () => files });
  Segplan.segplan.Plans.phases = splitList(phases).map(composed);
  if (today) Segplan.segplan.Plans.today = today;
  await shared.workspace.WorkspaceManager.initializeWorkspace([]);
  return Segplan;
}

/** A day that was named, as what a language asks for the day that it is. */
export function dayOf(day: string | undefined): (() => string) | undefined {
  return day === undefined ? undefined : () => day;
}

/** The values of an option that may be repeated and may hold commas; each once. */
export function splitList(values: readonly string[]): string[] {
  const all = values.flatMap((v) => v.split(',')).map((v) => v.trim());
  return [...new Set(all)].filter((v) => v);
}

/**
 * Reads, links and checks files and what they import.
 * @param files as the user named them, or as they were found in a folder: there one without rules that another one imports is a part of
 * that plan and none of its own
 * @param prepare is told how many characters there are before they are worked on
 * @returns the files in the order given; then the imported ones that have errors, since those are errors of the plans as well
 * @throws SegplanError for a file that can't be read
 */
export async function loadPlans(
  services: SegplanCoreServices,
  source: PlanSource,
  files: readonly (string | PlanFile)[],
  prepare: (characters: number) => void = () => {},
): Promise<Loaded[]> {
  const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = services.shared.workspace;
  const given: { file: string; found: boolean; document: LangiumDocument<ast.Document> }[] = [];
  for (const each of files) {
    const { file, found } = typeof each === 'string' ? { file: each, found: false } : each;
    const text = await source.read(file);
    const uri = source.uriOf(file);
    let document = LangiumDocuments.getDocument(uri) as LangiumDocument<ast.Document> | undefined;
    if (!document) {
      document = LangiumDocumentFactory.fromString<ast.Document>(text, uri);
      LangiumDocuments.addDocument(document);
    }
    given.push({ file, found, document });
  }
  const documents = [...new Set(given.map((g) => g.document))];
  const characters = documents.reduce((sum, document) => sum + document.textDocument.getText().length, 0);
  source.assertRoom?.(characters);
  prepare(characters);
  services.segplan.CheckRunner.isImported = importedAmong(documents, services);
  await DocumentBuilder.build(documents, { validation: true });
  const imports = documents
    .flatMap((d) => services.segplan.VisibleDocuments.importsOf(d.parseResult.value))
    .map((root) => AstUtils.getDocument(root) as LangiumDocument<ast.Document>);
  // Langium reads any bytes as text; what is imported has to be as readable as what is named.
  for (const document of imports) await source.read(source.nameOf(document.uri.toString()));
  const isPart = (document: LangiumDocument<ast.Document>): boolean =>
    imports.includes(document) && !statesRules(document.parseResult.value);
  const faulty = [...new Set(imports)].filter((d) => !documents.includes(d) && errorsOfImport(d).length);
  return [
    ...given.map(({ file, found, document }): Loaded => {
      if (found && isPart(document))
        return { file, document, diagnostics: sortDiagnostics(findingsOfImport(document)), isPart: true };
      return { file, document, diagnostics: sortDiagnostics(document.diagnostics ?? []) };
    }),
    ...faulty.map((document) => ({
      file: source.nameOf(document.uri.toString()),
      document,
      diagnostics: sortDiagnostics(errorsOfImport(document)),
    })),
  ];
}

/** Says which files some documents import, or those import in turn, as files that import each other do; asked once all of them are read. */
function importedAmong(
  documents: readonly LangiumDocument<ast.Document>[],
  { segplan }: SegplanCoreServices,
): (root: ast.Document) => boolean {
  let imported: ReadonlySet<string> | undefined;
  const { VisibleDocuments } = segplan;
  const importsOfAll = (): ast.Document[] => {
    const first = new Set(documents.flatMap(({ parseResult }) => VisibleDocuments.importsOf(parseResult.value)));
    return [...first, ...[...first].flatMap((each) => VisibleDocuments.importsOf(each))];
  };
  return ({ $document }) => {
    imported ??= new Set(importsOfAll().flatMap((tree) => tree.$document?.uri.toString() ?? []));
    return $document !== undefined && imported.has(originOf($document.uri).toString());
  };
}

/** Which of the phases that are switched on no loaded plan and no catalog knows, in words. */
export function unknownPhases(services: SegplanCoreServices, loaded: readonly Loaded[]): string[] {
  const { Plans } = services.segplan;
  // Of a plan that could not be read to the end, nobody knows what it knows.
  if (loaded.some(hasFailed)) return [];
  return unknownPhasesOf(
    Plans.phases,
    loaded.map((l) => Plans.plan(l.document.parseResult.value)),
  );
}

/** The same for plans that come from several languages. */
export function unknownPhasesOf(phases: readonly string[], plans: readonly Plan[]): string[] {
  // To ask all catalogs takes longer than a small plan.
  if (!phases.length) return [];
  const known = new Set(
    plans.flatMap((plan) => [
      ...plan.phases,
      ...plan.rules.flatMap((rule) => rule.phase ?? []),
      ...[...plan.catalog.vendors.values()].flatMap((vendor) => vendor.phases),
    ]),
  );
  return phases
    .filter((phase) => !known.has(phase))
    .map((phase) => `no rule and no catalog knows the phase '${phase}'; known: ${[...known].join(', ')}`);
}
