import { EmptyFileSystem, type LangiumDocument } from 'langium';
import type { Diagnostic } from 'vscode-languageserver-types';
import { URI } from 'vscode-uri';
import type { Analysis } from '../../language/analysis/analyze.ts';
import type * as ast from '../../language/generated/ast.ts';
import { createSegplanCoreServices, type SegplanCoreServices } from '../../language/module.ts';
import { noteTogether } from './blocks.ts';

/** The day on which all tests take place. */
export const TODAY = '2026-11-21';

/** A language with the built-in catalogs loaded and nothing else. */
export interface TestLanguage {
  readonly services: SegplanCoreServices;
  /** Adds or replaces documents, by path, and builds them; returns the first one. */
  load(texts: Record<string, string>, validation?: boolean): Promise<LangiumDocument<ast.Document>>;
}

/** @returns a fresh language; `load` takes several files, of which the first is the plan */
export async function createTestLanguage(): Promise<TestLanguage> {
  const { shared, Segplan } = createSegplanCoreServices(EmptyFileSystem);
  Segplan.segplan.Plans.today = () => TODAY;
  await shared.workspace.WorkspaceManager.initializeWorkspace([]);
  const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = shared.workspace;
  noteTogether(LangiumDocuments.all.filter((d) => d.uri.scheme === 'builtin').toArray());
  return {
    services: Segplan,
    async load(texts, validation = true) {
      const documents = Object.entries(texts).map(([path, text]) => {
        const uri = URI.file(`/plans/${path}`);
        if (LangiumDocuments.hasDocument(uri)) LangiumDocuments.deleteDocument(uri);
        const document = LangiumDocumentFactory.fromString<ast.Document>(text, uri);
        LangiumDocuments.addDocument(document);
        return document;
      });
      await DocumentBuilder.build(documents, { validation });
      return documents[0]!;
    },
  };
}

let language: Promise<TestLanguage> | undefined;
let count = 0;

/** After how many plans a language is given up, with what it holds: all plans of all tests would take gigabytes. */
const MOST = 300;

/**
 * Loads one plan, besides whatever other tests have loaded; plans don't see each other.
 * @param validation whether its diagnostics are wanted as well
 */
export async function loadPlan(
  text: string,
  others: Record<string, string> = {},
  validation = false,
): Promise<{ document: LangiumDocument<ast.Document>; services: SegplanCoreServices }> {
  if (!language || count % MOST === 0) language = createTestLanguage();
  const { services, load } = await language;
  const folder = `t${count++}`;
  const files = Object.fromEntries(
    Object.entries({ 'plan.segplan': text, ...others }).map(([path, each]) => [`${folder}/${path}`, each]),
  );
  return { document: await load(files, validation), services };
}

/** The diagnostics of a plan, in the order of its text. */
export async function diagnose(text: string, others?: Record<string, string>): Promise<Diagnostic[]> {
  const { document } = await loadPlan(text, others, true);
  return [...(document.diagnostics ?? [])].sort(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character,
  );
}

/** The analysis of a plan, with further phases switched on. */
export async function analysisOf(
  text: string,
  phases: readonly string[] = [],
  others?: Record<string, string>,
): Promise<Analysis> {
  const { document, services } = await loadPlan(text, others);
  return services.segplan.Plans.analysis(document.parseResult.value, phases);
}

/** The text that a diagnostic underlines. */
export function underlined(text: string, diagnostic: Diagnostic): string {
  const lines = text.split('\n');
  const { start, end } = diagnostic.range;
  if (start.line === end.line) return lines[start.line]!.slice(start.character, end.character);
  return [
    lines[start.line]!.slice(start.character),
    ...lines.slice(start.line + 1, end.line),
    lines[end.line]!.slice(0, end.character),
  ].join('\n');
}
