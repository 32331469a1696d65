import { distance } from 'fastest-levenshtein';

/** So many names are offered where several things have the one that was written. */
const MOST_CHOICES = 9;

/** The qualified names that end with a plain one, where there are several: `shop.till` and `depot.till` for `till`. */
export function choicesFor(name: string, candidates: Iterable<string>): string[] {
  const choices = [...new Set(candidates)].filter((candidate) => candidate.endsWith(`.${name}`)).sort();
  return choices.length > 1 && !name.includes('.') ? choices.slice(0, MOST_CHOICES) : [];
}

/** A name as it is compared: upper and lower case, and what joins words, make no difference. */
function plain(text: string): string {
  return /[A-Z_\s]/.test(text) ? text.toLowerCase().replace(/[_\s]/g, '-') : text;
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** The names nearest to a mistyped one, best first; none when nothing is near enough to be meant. */
export function nearestNames(name: string, candidates: Iterable<string>, most = 3): string[] {
  // What a scope hands out can be gone through once only.
  const all = [...new Set(candidates)];
  const choices = choicesFor(name, all);
  if (choices.length) return choices;
  const wanted = plain(name);
  const last = lastOf(wanted);
  const limit = Math.max(2, Math.floor(last.length / 3));
  // Of two names that differ in length, at least as many letters differ: most need no closer look.
  const isNear = (one: string, other: string, most: number): boolean => Math.abs(one.length - other.length) <= most;
  const scored = all.flatMap((candidate) => {
    const otherLast = lastOf(candidate);
    const isWhole = otherLast.length === candidate.length && last.length === wanted.length;
    let score = isNear(wanted, candidate, limit) ? distance(wanted, plain(candidate)) : Number.POSITIVE_INFINITY;
    // `backup-server` for `veeam.backup-server`: the part behind the vendor counts alone, a little less than the whole.
    if (!isWhole && isNear(last, otherLast, Math.max(0, limit - 2))) {
      const other = plain(otherLast);
      score = Math.min(score, other === last ? 1 : distance(last, other) + 2);
    }
    return score <= limit ? [{ candidate, score }] : [];
  });
  return scored
    .sort((a, b) => a.score - b.score || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, most)
    .map((s) => s.candidate);
}
