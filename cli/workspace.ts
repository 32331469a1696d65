import { resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { AstUtils, type DefaultSharedCoreModuleContext, type LangiumDocument } from 'langium';
import { URI } from 'vscode-uri';
import { errorsOfImport, findingsOfImport } from '../language/checking/document-errors.ts';
import type * as ast from '../language/generated/ast.ts';
import type { Plan } from '../language/model/plan.ts';
import { createSegplanCoreServices, type SegplanCoreServices } from '../language/module.ts';
import { tooLarge, UnreadableFile } from '../language/workspace/readable.ts';
import { statesRules } from '../language/workspace/visible-documents.ts';
import { DiskFiles, readRegularFile } from '../server/disk-files.ts';
import { UsageError } from './errors.ts';
import type { PlanFile } from './find-plans.ts';
import { hasFailed, type Loaded } from './loaded.ts';
import { nameOf, sortDiagnostics } from './report.ts';
import { visible } from './text.ts';

/**
 * A fresh language with the built-in catalogs.
 * @param phases switched on in every plan, as given on the command line: each may hold several, with commas between
 * @param files where plans and what they import are read from
 */
export async function createLanguage(
  phases: readonly string[] = [],
  files: DefaultSharedCoreModuleContext = { fileSystemProvider: () => new DiskFiles() },
): Promise<SegplanCoreServices> {
  const { shared, Segplan } = createSegplanCoreServices(files);
  Segplan.segplan.Plans.phases = splitList(phases);
  await shared.workspace.WorkspaceManager.initializeWorkspace([]);
  return Segplan;
}

/** The values of an option that may be repeated and may hold commas; each once. */
export function splitList(values: readonly string[]): string[] {
  const all = values.flatMap((v) => v.split(',')).map((v) => v.trim());
  return [...new Set(all)].filter((v) => v);
}

async function readBytes(file: string): Promise<Uint8Array> {
  try {
    return await readRegularFile(file);
  } catch (error) {
    if (error instanceof UnreadableFile)
      throw new UsageError(
        `${file} ${error.message}; name ${error.message === 'is a folder' ? 'one of the .segplan files in it' : 'a .segplan file'}.`,
      );
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new UsageError(`${file} does not exist; check the path.`);
    if (code === 'EACCES') throw new UsageError(`${file} may not be read; check its permissions.`);
    throw new UsageError(`${file} can't be read (${code ?? 'unknown fault'}); name a .segplan file.`);
  }
}

/** @throws UsageError in one line when the file can't be read or is no plan */
async function readPlan(file: string): Promise<string> {
  return decodePlan(await readBytes(file), file);
}

/** @throws UsageError in one line when the bytes are no text, or the file is no plan by its name */
export function decodePlan(bytes: Uint8Array, file: string): string {
  if (!file.endsWith('.segplan') && !tooLarge(bytes.length) && !bytes.includes(0))
    throw new UsageError(`${file} is no .segplan file; name one, or rename it to end in .segplan.`);
  return decodeText(bytes, file, 'name a .segplan file');
}

/** @param way what to do instead */
function decodeText(bytes: Uint8Array, name: string, way: string): string {
  const reason = tooLarge(bytes.length);
  if (reason) throw new UsageError(`${name} ${reason}; ${way}.`);
  if (bytes.includes(0)) throw new UsageError(`${name} is a binary file; ${way}.`);
  try {
    // A byte order mark is left out.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${name} is not a text in UTF-8; ${way}, or save it as UTF-8.`);
  }
}

/**
 * Of plans up to so many characters, one after the other, V8's last compiler is told to leave the code as it is: it takes longer, beside
 * the work and after it, than it saves before the command ends.
 */
const SMALL = 250_000;

/** What stands for a plan that comes from standard input; what it imports is looked for from the working folder. */
const STDIN = '-';

let input: Promise<string> | undefined;

/** The plan on standard input, which can be read once. */
function readInput(): Promise<string> {
  input ??= (async () => {
    const pieces: Uint8Array[] = [];
    let total = 0;
    for await (const piece of process.stdin) {
      pieces.push(piece);
      total += piece.length;
      if (tooLarge(total)) break;
    }
    return decodeText(Buffer.concat(pieces), 'Standard input', 'give it the text of a plan');
  })();
  return input;
}

/**
 * Reads, links and checks files and what they import.
 * @param files as the user named them, or as they were found in a folder: there one without rules that another one imports is a part of
 * that plan and none of its own
 * @returns the files in the order given; then the imported ones that have errors, since those are errors of the plans as well
 * @throws UsageError for a file that can't be read
 */
export async function loadPlans(services: SegplanCoreServices, files: readonly (string | PlanFile)[]): Promise<Loaded[]> {
  const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = services.shared.workspace;
  const given: { file: string; found: boolean; document: LangiumDocument<ast.Document> }[] = [];
  for (const each of files) {
    const { file, found } = typeof each === 'string' ? { file: each, found: false } : each;
    const text = file === STDIN ? await readInput() : await readPlan(file);
    const uri = URI.file(resolve(file === STDIN ? 'stdin.segplan' : file));
    let document = LangiumDocuments.getDocument(uri) as LangiumDocument<ast.Document> | undefined;
    if (!document) {
      document = LangiumDocumentFactory.fromString<ast.Document>(text, uri);
      LangiumDocuments.addDocument(document);
    }
    given.push({ file: file === STDIN ? '<stdin>' : file, found, document });
  }
  const documents = [...new Set(given.map((g) => g.document))];
  const length = documents.reduce((sum, document) => sum + document.textDocument.getText().length, 0);
  if (length <= SMALL) setFlagsFromString('--no-opt');
  await DocumentBuilder.build(documents, { validation: true });
  const imports = documents
    .flatMap((d) => services.segplan.VisibleDocuments.importsOf(d.parseResult.value))
    .map((root) => AstUtils.getDocument(root) as LangiumDocument<ast.Document>);
  // Langium reads any bytes as text; what is imported has to be as readable as what is named.
  for (const document of imports) await readPlan(nameOf(document.uri.toString()));
  const isPart = (document: LangiumDocument<ast.Document>): boolean =>
    imports.includes(document) && !statesRules(document.parseResult.value);
  const faulty = [...new Set(imports)].filter((d) => !documents.includes(d) && errorsOfImport(d).length);
  return [
    ...given.map(({ file, found, document }) => ({
      file,
      document,
      diagnostics: sortDiagnostics(found && isPart(document) ? findingsOfImport(document) : (document.diagnostics ?? [])),
    })),
    ...faulty.map((document) => ({
      file: nameOf(document.uri.toString()),
      document,
      diagnostics: sortDiagnostics(errorsOfImport(document)),
    })),
  ];
}

/** Says on standard error which of the phases given on the command line no loaded plan and no catalog knows. */
export function warnOfUnknownPhases(services: SegplanCoreServices, loaded: readonly Loaded[]): void {
  const { Plans } = services.segplan;
  // Of a plan that could not be read to the end, nobody knows what it knows.
  if (loaded.some(hasFailed)) return;
  warnOfPhases(
    Plans.phases,
    loaded.map((l) => Plans.plan(l.document.parseResult.value)),
  );
}

/** The same for plans that come from several languages. */
export function warnOfPhases(phases: readonly string[], plans: readonly Plan[]): void {
  const known = new Set(
    plans.flatMap((plan) => [
      ...plan.phases,
      ...plan.rules.flatMap((rule) => rule.phase ?? []),
      ...[...plan.catalog.vendors.values()].flatMap((vendor) => vendor.phases),
    ]),
  );
  for (const phase of phases)
    if (!known.has(phase))
      process.stderr.write(
        `${visible(`segplan: warning: no rule and no catalog knows the phase '${phase}'; known: ${[...known].join(', ')}`)}\n`,
      );
}
