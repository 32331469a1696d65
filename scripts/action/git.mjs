// What the action asks git: about commits and their trees, with the safeguards of api/git.ts.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { posix, relative, resolve, sep } from 'node:path';

const { settings, environment } = JSON.parse(readFileSync(new URL('../../api/git-safety.json', import.meta.url), 'utf8'));

/** What git says, or nothing where it fails. */
function git(...args) {
  const { status, stdout } = spawnSync('git', ['--no-pager', ...settings.flatMap((each) => ['-c', each]), ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
    maxBuffer: 2 ** 28,
  });
  return status === 0 ? stdout : undefined;
}

/** Where this branch left a revision; nothing where the checkout doesn't have both, or what lies between them. */
export function branchPoint(revision) {
  const commit = revision.startsWith('-') ? undefined : git('rev-parse', '--verify', '--quiet', `${revision}^{commit}`);
  return commit && git('merge-base', commit.trim(), 'HEAD')?.trim();
}

/** Where this folder is, from the top of the repository: nothing, or a path with a slash behind it. */
export function prefix() {
  return git('rev-parse', '--show-prefix')?.replace(/\n$/, '') ?? '';
}

/**
 * The path of a file from the top of the repository, with slashes; nothing where it lies elsewhere.
 * @param here what `prefix` says
 */
export function pathFromTop(file, here) {
  const path = posix.join(here, relative(process.cwd(), resolve(file)).replaceAll(sep, '/'));
  return /^(\.\.(\/|$)|\/|[A-Za-z]:)/.test(path) ? undefined : path;
}

/** The top of the repository, from here. */
export function pathToTop() {
  return git('rev-parse', '--show-cdup')?.trim() || '.';
}

const LINK = '120000';

/** All files of a commit by their paths from its top, each with whether it is a link; nothing where the checkout lacks what says it. */
export function filesOf(commit) {
  const list = git('ls-tree', '-r', '-z', '--full-tree', commit);
  const entries = list?.split('\0').filter((line) => line);
  return entries && new Map(entries.map((line) => [line.slice(line.indexOf('\t') + 1), line.startsWith(LINK)]));
}

/** What a link of a commit leads to, as it says. */
export function linkTarget(commit, path) {
  return git('cat-file', 'blob', `${commit}:${path}`) ?? '';
}

/** What files were called in a commit that have other names by now: their names now, each with the former one. */
export function renamedSince(commit) {
  const list = git('diff-tree', '-r', '-z', '-M', '--no-ext-diff', '--diff-filter=R', '--name-status', commit, 'HEAD') ?? '';
  const words = list.split('\0');
  const renamed = new Map();
  for (let n = 0; n + 2 < words.length; n += 3) renamed.set(words[n + 2], words[n + 1]);
  return renamed;
}
