// What the comment of the action says: for each plan what opens and what closes.
import { spawnSync } from 'node:child_process';

/** GitHub takes no longer ones. */
const MOST = 65_000;

function git(...args) {
  const { status, stdout } = spawnSync('git', args, { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : undefined;
}

/**
 * Compares plans with what they were where this branch left its base.
 * @param base a revision
 * @param files as `segplan check --format json` lists them
 * @param diff runs `segplan diff` on two names
 * @returns those that are not what they were, or why nobody knows
 */
export function differences(base, files, diff) {
  const commit = base.startsWith('-') ? undefined : git('rev-parse', '--verify', '--quiet', `${base}^{commit}`);
  const since = commit && git('merge-base', commit, 'HEAD');
  if (!since)
    return {
      fault: `The commit ${base} is not in this checkout, so nobody can say what opens and what closes. Give actions/checkout "fetch-depth: 0".`,
    };
  const plans = files.flatMap(({ file }) => {
    const path = file.replaceAll('\\', '/');
    if (git('cat-file', '-e', `${since}:./${path}`) === undefined) return [{ file, text: 'This plan is new.', changed: true }];
    const { code, stdout, stderr } = diff(`${since}:./${path}`, file);
    if (code === 0) return [];
    return code === 1 ? [{ file, text: named(stdout, since), changed: true }] : [{ file, text: quiet(stderr), changed: false }];
  });
  return { plans };
}

/** A commit is read more easily by its first letters. */
function named(markdown, commit) {
  return markdown.replaceAll(`${commit}:./`, `${commit.slice(0, 10)}:`);
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

/** The whole comment, in which no text of a plan calls people or leads to other requests. */
export function report(plans) {
  const sections = plans.map(({ file, text }) => {
    const body = text.replace(/^# .*\n+/, '').replace(/^## /gm, '#### ');
    return `### ${quiet(file)}\n\n${body.trim()}`;
  });
  const whole = [
    '## Segplan: what opens and what closes',
    ...(plans.length ? sections : ['Nothing: every plan permits what it did before.']),
  ].join('\n\n');
  // A number behind an ampersand is that of a character.
  const calm = whole.replace(/@(?=[\w-])/g, '@<!-- -->').replace(/(?<!&)#(?=\d)|\bGH(?=-\d)/gi, '$&<!-- -->');
  if (calm.length <= MOST) return calm;
  const cut = calm.lastIndexOf('\n', MOST);
  return `${calm.slice(0, cut)}\n\nThe rest is too long for a comment: \`segplan diff\` shows all of it.`;
}
