import { existsSync } from 'node:fs';
import { join, posix, relative, resolve, sep } from 'node:path';
import { EmptyFileSystemProvider, type FileSystemProvider } from 'langium';
import { URI } from 'vscode-uri';
import { assertMeaning } from './compare.ts';
import { decodePlan, decodeRunning } from './decode.ts';
import { SegplanError } from './errors.ts';
import { askGit, GitError } from './git.ts';
import { createLanguage, dayOf, type Loaded, loadPlans, type OpenPlan } from './load.ts';
import { builtInName, type PlanSource } from './plan-source.ts';

/** A plan that was read, with what it imports, from the disk or from a revision. */
export interface Revision extends OpenPlan {
  readonly loaded: Loaded;
}

/** Where revisions are looked for, and how they are read. */
export interface RevisionOptions {
  readonly phases?: readonly string[] | undefined;
  readonly today?: string | undefined;
  /** Whether nothing outside of the folder is read, of a commit as of the disk. */
  readonly bounded?: boolean | undefined;
  /** What it is compared with, of which a revision is meant by the name of a revision alone. */
  readonly beside?: string | undefined;
}

/**
 * Reads a plan for a comparison, or as what is there already.
 * @param name a file, or `revision:path` of git: the path from the top of the repository, or from here when it begins with `./`
 * @param disk the files, and the folder from which revisions are looked for
 * @param once what can be done when its errors are mended
 * @throws SegplanError in one line when it can't be read, or has errors that leave open what it permits
 */
export async function loadRevision(
  name: string,
  disk: PlanSource & { readonly folder: string },
  options: RevisionOptions = {},
  once?: string,
): Promise<Revision> {
  const parts = /^([^:]+):(.+)$/s.exec(name);
  const isFile = !parts || existsSync(resolve(disk.folder, name));
  const source = isFile ? disk : await committed(name, parts[1]!, parts[2]!, disk.folder, options.bounded);
  if (isFile && !parts && !existsSync(resolve(disk.folder, name)) && (await isRevision(name, disk.folder)))
    throw new SegplanError(`${name} is a revision; name the plan in it as well: ${name}:./${pathBeside(options.beside)}.`);
  const services = await createLanguage(source.files, options.phases, dayOf(options.today));
  const [loaded] = await loadPlans(services, source, [name]);
  const revision = { loaded: loaded!, document: loaded!.document, services };
  assertMeaning(revision, name, once);
  return revision;
}

/** The imports of a committed plan are those of the same commit, wherever in the repository they lie. */
async function committed(name: string, revision: string, path: string, folder: string, bounded = false): Promise<PlanSource> {
  // Git would take it for an option.
  if (revision.startsWith('-')) throw new SegplanError(`${name} does not exist; check the path.`);
  const ask = async (...args: string[]): Promise<string> => (await git(args, name, folder)).toString().replace(/\r?\n$/, '');
  const top = await ask('rev-parse', '--show-toplevel');
  const commit = await ask('rev-parse', '--verify', '--quiet', `${revision}^{commit}`);
  const prefix = await ask('rev-parse', '--show-prefix');
  const inside = posix.normalize(/^\.\.?\//.test(path) ? posix.join(prefix, path) : path);
  const within = bounded ? prefix : '';
  if (!inside.startsWith(within))
    throw new SegplanError(`${name} lies outside of the folder that is worked in; name a plan in it.`);
  return new CommittedFiles({ top, commit, folder, name, inside, within });
}

interface Place {
  /** The top of the repository. */
  readonly top: string;
  readonly commit: string;
  /** Where git is asked. */
  readonly folder: string;
  /** What the user calls the plan. */
  readonly name: string;
  /** Its path from the top. */
  readonly inside: string;
  /** Only what is below this path is read. */
  readonly within: string;
}

/** The files of one commit: a plan, and what it imports. */
class CommittedFiles extends EmptyFileSystemProvider implements PlanSource {
  readonly files: FileSystemProvider = this;
  private readonly place: Place;

  constructor(place: Place) {
    super();
    this.place = place;
  }

  async read(name: string): Promise<string> {
    const { name: own, inside, commit, folder } = this.place;
    if (name !== own) return decodePlan(await this.bytesAt(name), name);
    const bytes = await this.bytesAt(inside).catch(() => undefined);
    if (bytes) return decodePlan(bytes, name);
    if (await isKnown(`${commit}:${inside}`, folder))
      throw new SegplanError(
        `${own}: this clone is partial and lacks what that file held; 'git fetch --refetch --no-filter' gets all that it lacks.`,
      );
    const way = /:\.\//.test(own) ? '' : ' Paths count from the top of the repository; begin with ./ to count from here.';
    throw new SegplanError(`${own}: there is no such file in that revision.${way}`);
  }

  async readRunning(name: string): Promise<string> {
    return decodeRunning(await this.bytesAt(name), name);
  }

  uriOf(name: string): URI {
    const { top, name: own, inside } = this.place;
    return URI.file(join(top, name === own ? inside : name));
  }

  nameOf(uri: string): string {
    const parsed = URI.parse(uri);
    return builtInName(parsed) ?? this.pathOf(parsed);
  }

  override async readFile(uri?: URI): Promise<string> {
    if (!uri) throw new Error('No file is named.');
    const path = this.pathOf(uri);
    return decodePlan(await this.bytesAt(path), path);
  }

  override async exists(uri?: URI): Promise<boolean> {
    return this.readFile(uri).then(
      () => true,
      () => false,
    );
  }

  private pathOf(uri: URI): string {
    return relative(resolve(this.place.top), uri.fsPath).split(sep).join('/');
  }

  /** @param path from the top of the repository */
  private async bytesAt(path: string): Promise<Buffer> {
    const { commit, within, folder } = this.place;
    if (/^\.\.(?:\/|$)/.test(path)) throw new SegplanError(`${path} lies outside of the repository.`);
    if (!path.startsWith(within)) throw new SegplanError(`${path} lies outside of the folder that is worked in.`);
    return git(['cat-file', 'blob', `${commit}:${path}`], path, folder);
  }
}

/** @throws SegplanError when git is not there, is in no repository, or does not know what it is asked for */
async function git(args: readonly string[], name: string, folder: string): Promise<Buffer> {
  try {
    // Always from here: where the top of the repository lies is for its configuration to say.
    return await askGit(args, folder);
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    if (error.missing)
      throw new SegplanError(`${name} does not exist, and git, which could know a revision of it, is not installed.`);
    if (/not a git repository/i.test(error.message))
      throw new SegplanError(`${name} does not exist, and this folder is in no git repository that could have it.`);
    if (/^git gave no answer/.test(error.message))
      throw new SegplanError(`${name}: ${error.message}; see whether 'git status' gives one in this folder.`);
    // Advice may stand before what is wrong.
    const lines = error.message.split('\n').filter((line) => !line.startsWith('hint:'));
    const reason = (lines.find((line) => /^(fatal|error): /.test(line)) ?? lines[0])?.replace(/^(fatal|error): /, '');
    const rest = (await isShallow(folder))
      ? "this clone is shallow and lacks older commits, which 'git fetch --unshallow' gets."
      : 'check its name.';
    throw new SegplanError(`${name}: git knows no such file or revision${reason ? ` (${reason})` : ''}; ${rest}`);
  }
}

/** A path from here, for what somebody may have meant: that of the other plan where it is one. */
function pathBeside(other = ''): string {
  const path = other.replace(/^\.\//, '');
  return path && !/^\//.test(path) && !/[:\\]/.test(path) ? path : 'plan.segplan';
}

/** Whether git knows a commit by a name. */
async function isRevision(name: string, folder: string): Promise<boolean> {
  // Git would take it for an option.
  return !name.startsWith('-') && !name.includes('\0') && isKnown(`${name}^{commit}`, folder);
}

/** Whether git knows an object by a name, which it may lack all the same. */
async function isKnown(name: string, folder: string): Promise<boolean> {
  try {
    await askGit(['rev-parse', '--verify', '--quiet', name], folder);
    return true;
  } catch {
    return false;
  }
}

async function isShallow(folder: string): Promise<boolean> {
  try {
    return (await askGit(['rev-parse', '--is-shallow-repository'], folder)).toString().trim() === 'true';
  } catch {
    return false;
  }
}
