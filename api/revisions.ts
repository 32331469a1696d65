import { existsSync } from 'node:fs';
import { posix, resolve } from 'node:path';
import { CommittedFiles } from './committed-files.ts';
import { CommittedTree } from './committed-tree.ts';
import { assertMeaning } from './compare.ts';
import { SegplanError } from './errors.ts';
import { askGit, GitError } from './git.ts';
import { createLanguage, dayOf, type Loaded, loadPlans, type OpenPlan } from './load.ts';
import type { PlanSource } from './plan-source.ts';

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
  /** What people know it by, where that is another name. */
  readonly called?: string | undefined;
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
  const source = existsSync(resolve(disk.folder, name)) ? disk : ((await committed(name, disk.folder, options)) ?? disk);
  const services = await createLanguage(source.files, options.phases, dayOf(options.today));
  const [loaded] = await loadPlans(services, source, [name]);
  const revision = { loaded: loaded!, document: loaded!.document, services };
  assertMeaning(revision, options.called ?? name, once);
  return revision;
}

/** A colon in braces is a part of the name of a revision: `main@{2026-01-01 10:00}`. */
const IN_REVISION = /^((?:[^:{]|\{[^}]*\})+)(?::(.*))?$/s;

/**
 * The imports of a committed plan are those of the same commit, wherever in the repository they lie.
 * @returns nothing for what names no revision
 */
async function committed(
  name: string,
  folder: string,
  { bounded = false, beside }: RevisionOptions,
): Promise<PlanSource | undefined> {
  if (name.startsWith(':')) {
    const path = name.replace(/^:(?:[0-3]:)?/, '').replace(/^\/.*/s, './plan.segplan');
    throw new SegplanError(
      `${name} is a name in git's index, which is not read; name the file itself, or a commit: HEAD:${path || './plan.segplan'}.`,
    );
  }
  const [, revision = '', path = ''] = IN_REVISION.exec(name) ?? [];
  if (!path) {
    if (!(await isRevision(revision, folder))) return undefined;
    throw new SegplanError(`${name} is a revision; name the plan in it as well: ${revision}:./${pathBeside(beside)}.`);
  }
  // Git would take it for an option.
  if (revision.startsWith('-')) throw new SegplanError(`${name} does not exist; check the path.`);
  const ask = async (...args: string[]): Promise<string> => (await git(args, name, folder)).toString().replace(/\r?\n$/, '');
  const top = await ask('rev-parse', '--show-toplevel');
  const commit = await ask('rev-parse', '--verify', '--quiet', `${revision}^{commit}`);
  const prefix = await ask('rev-parse', '--show-prefix');
  const inside = posix.normalize(/^\.\.?(?:\/|$)/.test(path) ? posix.join(prefix, path) : path);
  const within = bounded ? prefix : '';
  if (!inside.startsWith(within))
    throw new SegplanError(`${name} lies outside of the folder that is worked in; name a plan in it.`);
  const tree = new CommittedTree(commit, within, (...args) => objects(args, name, folder));
  return new CommittedFiles({ top, name, inside }, tree);
}

/** Asks for what a commit that git knows is made of, which is there but in a partial clone. */
async function objects(args: readonly string[], name: string, folder: string): Promise<Buffer> {
  try {
    return await askGit(args, folder);
  } catch (error) {
    if (!(error instanceof GitError) || isSilence(error)) return fault(error, name, folder);
    throw new SegplanError(
      `${name}: this clone is partial and lacks what that file held; 'git fetch --refetch --no-filter' gets all that it lacks.`,
    );
  }
}

/** @throws SegplanError when git is not there, is in no repository, or does not know what it is asked for */
async function git(args: readonly string[], name: string, folder: string): Promise<Buffer> {
  try {
    // Always from here: where the top of the repository lies is for its configuration to say.
    return await askGit(args, folder);
  } catch (error) {
    return fault(error, name, folder);
  }
}

/** @throws SegplanError that says why git gave no answer */
async function fault(error: unknown, name: string, folder: string): Promise<never> {
  if (!(error instanceof GitError)) throw error;
  if (error.missing)
    throw new SegplanError(`${name} does not exist, and git, which could know a revision of it, is not installed.`);
  if (/not a git repository/i.test(error.message))
    throw new SegplanError(`${name} does not exist, and this folder is in no git repository that could have it.`);
  if (isSilence(error)) throw new SegplanError(`${name}: ${error.message}; see whether 'git status' gives one in this folder.`);
  // Advice may stand before what is wrong.
  const lines = error.message.split('\n').filter((line) => !line.startsWith('hint:'));
  const reason = (lines.find((line) => /^(fatal|error): /.test(line)) ?? lines[0])?.replace(/^(fatal|error): /, '');
  if (await isEmpty(folder))
    throw new SegplanError(`${name}: this repository has no commits yet; commit the plan first, or compare with another file.`);
  const rest = (await isShallow(folder))
    ? "this clone is shallow and lacks older commits, which 'git fetch --unshallow' gets."
    : 'check its name.';
  throw new SegplanError(`${name}: git knows no such file or revision${reason ? ` (${reason})` : ''}; ${rest}`);
}

function isSilence({ message }: GitError): boolean {
  return /^git gave no answer/.test(message);
}

/** A path from here, for what somebody may have meant: that of the other plan where it is one. */
function pathBeside(other = ''): string {
  const path = other.replace(/^\.\//, '');
  return path.endsWith('.segplan') && !/^\//.test(path) && !/[:\\]/.test(path) ? path : 'plan.segplan';
}

/** Whether git knows a commit by a name. */
async function isRevision(name: string, folder: string): Promise<boolean> {
  // Git would take it for an option.
  if (!name || name.startsWith('-') || name.includes('\0')) return false;
  try {
    await askGit(['rev-parse', '--verify', '--quiet', `${name}^{commit}`], folder);
    return true;
  } catch {
    return false;
  }
}

/** Whether a repository has nothing that could be compared with. */
async function isEmpty(folder: string): Promise<boolean> {
  try {
    return !(await askGit(['rev-list', '--all', '--max-count=1'], folder)).length;
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
