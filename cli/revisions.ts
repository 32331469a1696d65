import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, posix, relative, resolve, sep } from 'node:path';
import { promisify } from 'node:util';
import { EmptyFileSystemProvider, type LangiumDocument } from 'langium';
import { URI } from 'vscode-uri';
import { errorsOfMeaning } from '../language/checking/document-errors.ts';
import type * as ast from '../language/generated/ast.ts';
import type { SegplanCoreServices } from '../language/module.ts';
import { UsageError } from './errors.ts';
import type { Loaded } from './loaded.ts';
import { messageOf } from './report.ts';
import { createLanguage, decodePlan, loadPlans } from './workspace.ts';

/** A plan that was read, with what it imports, from the disk or from a revision. */
export interface Revision {
  readonly loaded: Loaded;
  readonly services: SegplanCoreServices;
}

/**
 * Reads a plan for a comparison, or as what is there already.
 * @param name a file, or `revision:path` of git: the path from the top of the repository, or from here when it begins with `./`
 * @param once what can be done when its errors are mended
 * @throws UsageError in one line when it can't be read, or has errors that leave open what it permits
 */
export async function loadRevision(
  name: string,
  phases: readonly string[] | undefined,
  once = 'It can be compared once that is mended',
): Promise<Revision> {
  const parts = /^([^:]+):(.+)$/s.exec(name);
  const revision =
    !parts || existsSync(name) ? await loadFile(name, phases) : await loadCommitted(name, parts[1]!, parts[2]!, phases);
  const { loaded, services } = revision;
  const root = loaded.document.parseResult.value;
  const documents = services.segplan.VisibleDocuments.plansFor(root).map((tree) => tree.$document as LangiumDocument);
  const [first, ...more] = errorsOfMeaning(documents);
  if (!first) return revision;
  const place = first.document === loaded.document ? name : `${name}, in ${posix.basename(first.document.uri.path)},`;
  const others = more.length ? ` It has ${more.length} more such error${more.length === 1 ? '' : 's'}.` : '';
  throw new UsageError(
    `${place} line ${first.error.range.start.line + 1}: ${messageOf(first.error)}${others} ${once}; see segplan check.`,
  );
}

async function loadFile(file: string, phases: readonly string[] | undefined): Promise<Revision> {
  const services = await createLanguage(phases);
  const [loaded] = await loadPlans(services, [file]);
  return { loaded: loaded!, services };
}

/** The imports of a committed plan are those of the same commit, wherever in the repository they lie. */
async function loadCommitted(
  name: string,
  revision: string,
  path: string,
  phases: readonly string[] | undefined,
): Promise<Revision> {
  // Git would take it for an option.
  if (revision.startsWith('-')) throw new UsageError(`${name} does not exist; check the path.`);
  const top = (await git(['rev-parse', '--show-toplevel'], process.cwd(), name)).toString().replace(/\r?\n$/, '');
  const commit = (await git(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`], top, name)).toString().trim();
  const prefix = (await git(['rev-parse', '--show-prefix'], process.cwd(), name)).toString().replace(/\r?\n$/, '');
  const inside = posix.normalize(/^\.\.?\//.test(path) ? posix.join(prefix, path) : path);
  const files = new CommittedFiles(top, commit);
  const text = await files.read(inside).catch(() => undefined);
  if (text === undefined) {
    const way = path.startsWith('./') ? '' : ' Paths count from the top of the repository; begin with ./ to count from here.';
    throw new UsageError(`${name}: there is no such file in that revision.${way}`);
  }
  const services = await createLanguage(phases, { fileSystemProvider: () => files });
  const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = services.shared.workspace;
  const uri = URI.file(join(top, inside));
  const document = LangiumDocumentFactory.fromString<ast.Document>(decodePlan(text, name), uri);
  LangiumDocuments.addDocument(document);
  await DocumentBuilder.build([document], { validation: true });
  return { loaded: { file: name, document, diagnostics: document.diagnostics ?? [] }, services };
}

/** The files of one commit, for imports. */
class CommittedFiles extends EmptyFileSystemProvider {
  private readonly top: string;
  private readonly commit: string;

  constructor(top: string, commit: string) {
    super();
    this.top = top;
    this.commit = commit;
  }

  /** @param path from the top of the repository */
  read(path: string): Promise<Buffer> {
    return git(['cat-file', 'blob', `${this.commit}:${path}`], this.top, path);
  }

  override async readFile(uri?: URI): Promise<string> {
    if (!uri) throw new Error('No file is named.');
    const path = relative(resolve(this.top), uri.fsPath).split(sep).join('/');
    return decodePlan(await this.read(path), path);
  }

  override async exists(uri?: URI): Promise<boolean> {
    return this.readFile(uri).then(
      () => true,
      () => false,
    );
  }
}

const MOST_BYTES = 256 * 1024 * 1024;

/** @throws UsageError when git is not there, is in no repository, or does not know what it is asked for */
async function git(args: readonly string[], folder: string, name: string): Promise<Buffer> {
  try {
    const { stdout } = await promisify(execFile)('git', args, { cwd: folder, encoding: 'buffer', maxBuffer: MOST_BYTES });
    return stdout;
  } catch (error) {
    const { code, stderr } = error as { code?: unknown; stderr?: Buffer };
    if (code === 'ENOENT')
      throw new UsageError(`${name} does not exist, and git, which could know a revision of it, is not installed.`);
    if (/not a git repository/i.test(String(stderr)))
      throw new UsageError(`${name} does not exist, and this folder is in no git repository that could have it.`);
    const reason = String(stderr ?? '')
      .split('\n')[0]
      ?.replace(/^(fatal|error): /, '');
    throw new UsageError(`${name}: git knows no such file or revision${reason ? ` (${reason})` : ''}; check its name.`);
  }
}
