import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { LangiumDocument } from 'langium';
import { NodeFileSystem } from 'langium/node';
import { URI } from 'vscode-uri';
import type * as ast from '../language/generated/ast.ts';
import { createSegplanCoreServices, type SegplanCoreServices } from '../language/module.ts';
import { UsageError } from './errors.ts';

/** A file as the user named it, with its document. */
export interface Loaded {
  readonly file: string;
  readonly document: LangiumDocument<ast.Document>;
}

/** A fresh language with the built-in catalogs. */
export async function createLanguage(): Promise<SegplanCoreServices> {
  const { shared, Segplan } = createSegplanCoreServices(NodeFileSystem);
  await shared.workspace.WorkspaceManager.initializeWorkspace([]);
  return Segplan;
}

/** @throws UsageError in one line when the file can't be read or is no text */
function readPlan(file: string): string {
  let bytes: Buffer;
  try {
    if (statSync(file).isDirectory()) throw new UsageError(`${file} is a folder; name the .segplan files in it.`);
    bytes = readFileSync(file);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new UsageError(`${file} does not exist; check the path.`);
    if (code === 'EACCES') throw new UsageError(`${file} may not be read; check its permissions.`);
    throw new UsageError(`${file} can't be read (${code ?? 'unknown fault'}).`);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${file} is not a text file in UTF-8; Segplan reads .segplan files.`);
  }
  if (text.includes('\0')) throw new UsageError(`${file} is a binary file; Segplan reads .segplan files.`);
  return text;
}

/** Reads, links and checks files and what they import. @throws UsageError for a file that can't be read */
export async function loadPlans(services: SegplanCoreServices, files: readonly string[]): Promise<Loaded[]> {
  const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = services.shared.workspace;
  const loaded = files.map((file): Loaded => {
    const text = readPlan(file);
    const uri = URI.file(resolve(file));
    const known = LangiumDocuments.getDocument(uri) as LangiumDocument<ast.Document> | undefined;
    if (known) return { file, document: known };
    const document = LangiumDocumentFactory.fromString<ast.Document>(text, uri);
    LangiumDocuments.addDocument(document);
    return { file, document };
  });
  await DocumentBuilder.build([...new Set(loaded.map((l) => l.document))], { validation: true });
  return loaded;
}

/** Loads one file. */
export async function loadPlan(services: SegplanCoreServices, file: string): Promise<Loaded> {
  const [loaded] = await loadPlans(services, [file]);
  return loaded!;
}
