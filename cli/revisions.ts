import { existsSync } from 'node:fs';
import { join, posix, relative, resolve, sep } from 'node:path';
import { EmptyFileSystemProvider, type LangiumDocument } from 'langium';
import { URI } from 'vscode-uri';
import { errorsOfMeaning } from '../language/checking/document-errors.ts';
import type * as ast from '../language/generated/ast.ts';
import type { SegplanCoreServices } from '../language/module.ts';
import { UsageError } from './errors.ts';
import { askGit, GitError } from './git.ts';
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
  const top = (await git(['rev-parse', '--show-toplevel'], name)).toString().replace(/\r?\n$/, '');
  const commit = (await git(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`], name)).toString().trim();
  const prefix = (await git(['rev-parse', '--show-prefix'], name)).toString().replace(/\r?\n$/, '');
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
  async read(path: string): Promise<Buffer> {
    if (/^\.\.(?:\/|$)/.test(path)) throw new UsageError(`${path} lies outside of the repository.`);
    return git(['cat-file', 'blob', `${this.commit}:${path}`], path);
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

/** @throws UsageError when git is not there, is in no repository, or does not know what it is asked for */
async function git(args: readonly string[], name: string): Promise<Buffer> {
  try {
    // Always from here: where the top of the repository lies is for its configuration to say.
    return await askGit(args, process.cwd());
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (error.missing)
      throw new UsageError(`${name} does not exist, and git, which could know a revision of it, is not installed.`);
    if (/not a git repository/i.test(error.message))
      throw new UsageError(`${name} does not exist, and this folder is in no git repository that could have it.`);
    const reason = error.message.split('\n')[0]?.replace(/^(fatal|error): /, '');
    throw new UsageError(`${name}: git knows no such file or revision${reason ? ` (${reason})` : ''}; check its name.`);
  }
}
