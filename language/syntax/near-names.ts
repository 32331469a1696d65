import { composed } from './name-value.ts';
import { type Called, type Candidate, lastOf, NamesByLength, type Near, plain } from './names-by-length.ts';
import { mostWrong, STEP, Word } from './near-words.ts';

/** So many names are offered where several things have the one that was written. */
const MOST_CHOICES = 9;

/** Names to be looked through, as far as they are accepted. */
export interface Named {
  readonly names: NamesByLength;
  readonly accepts?: (called: Called) => boolean;
}

/** The best names so far: what is not as good as these is not looked at more closely, of which there may be thousands. */
class Best {
  readonly scores = new Map<string, number>();
  private readonly count: number;
  /** The best of those that stand for themselves, best first: a qualified one may go for its last part. */
  private readonly first: { readonly name: string; readonly score: number }[] = [];

  constructor(count: number) {
    this.count = count;
  }

  /** The highest score with which any name is still among the best. */
  get most(): number {
    return this.first[this.count - 1]?.score ?? Number.POSITIVE_INFINITY;
  }

  /** The highest score with which a name is still among the best. */
  mostFor(name: string): number {
    const last = this.first[this.count - 1];
    return !last ? Number.POSITIVE_INFINITY : name < last.name ? last.score : last.score - STEP;
  }

  note({ name, isQualified }: Candidate, score: number): void {
    const known = this.scores.get(name);
    if (known !== undefined && known <= score) return;
    this.scores.set(name, score);
    if (isQualified) return;
    const { first } = this;
    const before = first.findIndex((each) => each.name === name);
    if (before >= 0) first.splice(before, 1);
    const at = first.findIndex((each) => score < each.score || (score === each.score && name < each.name));
    first.splice(at < 0 ? first.length : at, 0, { name, score });
    first.length = Math.min(first.length, this.count);
  }
}

/** Names that may have been meant, looked through for one mistyped name after another. */
export class NearNames {
  private readonly named: readonly Named[];
  private readonly known = new Map<string, readonly string[]>();

  constructor(named: readonly Named[]) {
    this.named = named;
  }

  /**
   * The qualified names that end with a plain one, where there are several: `shop.till` and `depot.till` for `till`.
   * @param is which of them count; all, where it is left out
   */
  choices(name: string, is: (called: Called) => boolean = () => true): string[] {
    const choices = new Set<string>();
    if (name.includes('.')) return [];
    for (const { names, accepts } of this.named)
      for (const { isQualified, name: other, called } of names.endingWith(name))
        if (isQualified && is(called) && (accepts?.(called) ?? true)) choices.add(other);
    return choices.size > 1 ? [...choices].sort().slice(0, MOST_CHOICES) : [];
  }

  /** The names nearest to a mistyped one, best first; none when nothing is near enough to be meant. Several rules may mistype one name. */
  nearest(name: string, most = 3): readonly string[] {
    const key = `${most} ${name}`;
    let names = this.known.get(key);
    if (!names) {
      names = this.find(name, most);
      this.known.set(key, names);
    }
    return names;
  }

  private find(name: string, most: number): string[] {
    const choices = this.choices(name);
    if (choices.length) return choices;
    const wanted = new Word(plain(composed(name)));
    const last = new Word(lastOf(wanted.text));
    const limit = Math.max(2, Math.floor(last.text.length / 3));
    const best = new Best(most);
    const byWhole = (each: Candidate, most: number): number =>
      wanted.distance(each.whole, mostOf(wanted, each.whole, limit, most));
    for (const { names, accepts } of this.named)
      look(wanted, names.near(wanted, name.length, limit), best, accepts, (each, most) => [byWhole(each, most), 0]);
    // `backup-server` for `veeam.backup-server`: the part behind the vendor counts alone, a little less than the whole. Where a vendor is named,
    // another one's is not meant if its own is near.
    const isNamed = last.text !== wanted.text && best.scores.size > 0;
    const byLast = (each: Candidate, most: number): [distance: number, penalty: number] => {
      if (!each.isQualified && last.text === wanted.text) return NEVER;
      // It goes for its last part.
      if (each.isQualified && best.scores.has(each.lastName)) return NEVER;
      if (each.last.text === last.text) return [0, 1];
      const distance = last.distance(each.last, mostOf(last, each.last, limit, most - 2));
      // A short word behind a vendor is near one of any other vendor.
      return Math.min(last.text.length, each.last.text.length) < 4 ? NEVER : [distance, 2];
    };
    for (const { names, accepts } of isNamed ? [] : this.named)
      look(last, names.nearByLast(last, limit), best, accepts, byLast, (wrong) => (wrong ? wrong + 2 : 1));
    if (!best.scores.size) return this.withPart(wanted.text, most);
    // What differs in upper and lower case alone is what was meant.
    const same = [...best.scores].filter(([, score]) => score === 0);
    if (same.length || best.most === Number.POSITIVE_INFINITY) return firstOf(same.length ? same : [...best.scores], most);
    // Of a name that isn't among the best it still counts that it is near.
    return firstOf([...best.scores], most, (other) => {
      const byLastOf = (each: Candidate): boolean =>
        !isNamed && Math.abs(other.length - last.text.length) <= limit - 1 && byLast(each, Number.POSITIVE_INFINITY)[0] <= limit;
      const isNear = (each: Candidate): boolean =>
        (Math.abs(other.length - name.length) <= limit && byWhole(each, Number.POSITIVE_INFINITY) <= limit) || byLastOf(each);
      return this.named.some(({ names, accepts }) =>
        [...names.endingWith(other)].some((each) => !each.isQualified && isNear(each) && (accepts?.(each.called) ?? true)),
      );
    });
  }

  /** `acronis-scs` and `acronis-cyber-protect` for `acronis`; none where so many have the word that it says little. */
  private withPart(word: string, most: number): string[] {
    if (word.length < 3) return [];
    const all = new Set<string>();
    for (const { names, accepts } of this.named)
      for (const { name, called } of names.withPart(word)) if (accepts?.(called) ?? true) all.add(name);
    return all.size > most ? [] : [...all].sort();
  }
}

const NEVER: [distance: number, penalty: number] = [Number.POSITIVE_INFINITY, 0];

/** How far a word may be from another one, with so much left to be among the best. */
function mostOf(typed: Word, meant: Word, limit: number, left: number): number {
  return Math.min(limit, mostWrong(typed.text, meant.text), left);
}

/**
 * Looks at names that may be among the best, the nearest first.
 * @param near names in their order, by how many letters are wrong at least
 * @param score how many are, and what is added to that; infinitely many where it comes to more than is left to be among the best
 * @param leastOf what so many wrong letters come to at least
 */
function look(
  typed: Word,
  near: Near,
  best: Best,
  accepts: Named['accepts'],
  score: (each: Candidate, most: number) => readonly [distance: number, penalty: number],
  leastOf = (wrong: number): number => wrong,
): void {
  near.forEach((groups, wrong) => {
    if (leastOf(wrong) > best.most) return;
    for (const { word, members } of groups) {
      const unlikely = typed.unlikely(word);
      const least = leastOf(typed.leastOfLetters(word, best.most)) + unlikely;
      for (const each of members) {
        const most = best.mostFor(each.name);
        // Names that come later are no better.
        if (least > most) break;
        const [distance, added] = score(each, most - unlikely);
        const all = distance + added + unlikely;
        if (distance === Number.POSITIVE_INFINITY || all > most) continue;
        if (accepts?.(each.called) ?? true) best.note(each, all);
      }
    }
  });
}

/**
 * The names with the lowest scores, in order; of hundreds that are alike the others are not looked at.
 * @param isNear whether a name is near as well that is not among these
 */
function firstOf(
  scores: readonly (readonly [name: string, score: number])[],
  most: number,
  isNear: (name: string) => boolean = () => false,
): string[] {
  const names = new Set(scores.map(([name]) => name));
  // `vbr` and `main.vbr` are one.
  const isOther = (name: string): boolean => lastOf(name) === name || !(names.has(lastOf(name)) || isNear(lastOf(name)));
  const first: string[] = [];
  for (const score of [...new Set(scores.map((each) => each[1]))].sort((a, b) => a - b))
    for (const name of scores.flatMap(([each, own]) => (own === score ? each : [])).sort()) {
      if (first.length >= most) return first;
      if (isOther(name)) first.push(name);
    }
  return first;
}

/** The names nearest to one mistyped name, best first; none when nothing is near enough to be meant. */
export function nearestNames(name: string, candidates: Iterable<string>, most = 3): string[] {
  return [...new NearNames([{ names: namesOnly(candidates) }]).nearest(name, most)];
}

/** Names of which nothing else is known, each once. */
export function namesOnly(names: Iterable<string>): NamesByLength {
  return new NamesByLength([...new Set(names)].map((name) => ({ name })));
}
