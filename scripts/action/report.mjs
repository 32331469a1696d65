// What the comment of the action says: for each plan what opens and what closes.
import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve } from 'node:path';
import { branchPoint, filesOf, linkTarget, pathFromTop, pathToTop, prefix, renamedSince } from './git.mjs';

/** GitHub takes no longer ones. */
const MOST = 65_000;

/** What stands for a plan that isn't there, before or by now: nothing on standard input. */
const NOTHING = '-';

/**
 * Compares plans with what they were where this branch left its base.
 * @param base a revision
 * @param files as `segplan check --format json` lists them
 * @param paths the files and folders that were checked, in which plans may have been that are gone
 * @param diff runs `segplan diff` on two names
 * @returns the plans that are not what they were, and the files that no commit can have; or why nobody knows
 */
export function differences(base, files, paths, diff) {
  const since = branchPoint(base);
  const former = since && filesOf(since);
  if (!former)
    return {
      fault: `The commit ${base}, or where this branch left it, is not in this checkout, so nobody can say what opens and what closes. Give actions/checkout "fetch-depth: 0", and no filter.`,
    };
  const renamed = renamedSince(since);
  const said = (file, older, newer, text) => {
    const { code, stdout, stderr } = diff(older, newer);
    if (code > 1) return [{ file, text: [text, quiet(stderr)].filter(Boolean).join(' '), changed: Boolean(text) }];
    if (code === 0) return text ? [{ file, text, changed: false }] : [];
    return [{ file, text: [text, named(stdout, since)].filter(Boolean).join('\n\n'), changed: true }];
  };
  const outside = [];
  const here = prefix();
  const now = files.flatMap(({ file }) => {
    const given = pathFromTop(file, here);
    if (given === undefined) {
      outside.push(file);
      return [];
    }
    // Behind a link to a folder, a plan has another path in commits.
    const followed = former.has(given) ? undefined : pathFromTop(realPath(file), here);
    const path = former.has(followed) || renamed.has(followed) ? followed : given;
    if (former.has(path)) return said(file, `${since}:${path}`, file);
    const old = renamed.get(path);
    if (old?.endsWith('.segplan')) return said(file, `${since}:${old}`, file, `This plan was ${quiet(old)} before.`);
    return said(file, NOTHING, file, 'This plan is new.');
  });
  const moved = new Set(renamed.values());
  const top = pathToTop();
  const leadsToPlan = (path) => !former.get(path) || linkTarget(since, path).endsWith('.segplan');
  const gone = [...former.keys()].filter(
    (path) => isPlan(path) && !moved.has(path) && isGone(resolve(top, path), paths) && leadsToPlan(path),
  );
  const closed = gone.flatMap((path) => said(path, `${since}:${path}`, NOTHING, 'This plan is gone.'));
  return { plans: [...now, ...closed], outside };
}

/** Whether a check of the folders above it takes it for a plan. */
function isPlan(path) {
  return path.endsWith('.segplan') && !path.split('/').some((part) => part.startsWith('.') || part === 'node_modules');
}

/** Whether a file lies where plans were looked for, or was named itself, and is there no more. */
function isGone(file, paths) {
  return !existsSync(file) && paths.some((each) => isBelow(file, resolve(each)) || isBelow(file, real(each)));
}

function isBelow(path, folder) {
  const way = relative(folder, path);
  return !/^\.\.(?:[\\/]|$)/.test(way) && !isAbsolute(way);
}

/** Where a file lies once links to folders are followed. */
function realPath(file) {
  return join(real(dirname(file)), basename(file));
}

function real(path) {
  try {
    return realpathSync(path);
  } catch {
    return resolve(path);
  }
}

/** What `segplan diff` says, without its title; a commit is read more easily by its first letters. */
function named(markdown, commit) {
  return markdown
    .replace(/^# .*\n+/, '')
    .replaceAll(`${commit}:`, `${commit.slice(0, 10)}:`)
    .replace(/^(Made by Segplan from )&lt;stdin&gt; and /m, '$1nothing and ')
    .replace(/^(Made by Segplan from .* and )&lt;stdin&gt;(?=, as of )/m, '$1nothing');
}

/** A sentence of the command line, or the name of a file, as text on one line, which is no markup and no link. */
function quiet(text) {
  return text
    .trim()
    .replace(/^segplan: /, '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/[\\`*_{}[\]<>#|~]/g, (char) => `\\${char}`)
    .replace(/\b(https?|ftp|www)([:.])/gi, '$1<!-- -->$2');
}

/**
 * The whole comment, in which no text of a plan calls people or leads to other requests.
 * @param unread why not all plans could be checked, where that is so
 */
export function report(plans, unread) {
  const sections = plans.map(({ file, text }) => {
    const body = text.replace(/^## /gm, '#### ');
    return `### ${quiet(file)}\n\n${body.trim()}`;
  });
  const whole = [
    '## Segplan: what opens and what closes',
    ...(unread === undefined ? [] : [`Not all plans could be checked. ${quiet(unread)}`]),
    ...(plans.length || unread !== undefined ? sections : ['Nothing: every plan permits what it did before.']),
  ].join('\n\n');
  // A number behind an ampersand is that of a character.
  const calm = whole.replace(/@(?=[\w-])/g, '@<!-- -->').replace(/(?<!&)#(?=\d)|\bGH(?=-\d)/gi, '$&<!-- -->');
  if (calm.length <= MOST) return calm;
  const cut = calm.lastIndexOf('\n', MOST);
  return `${calm.slice(0, cut)}\n\nThe rest is too long for a comment: \`segplan diff\` shows all of it.`;
}
