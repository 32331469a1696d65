import { distance } from 'fastest-levenshtein';

/** So many names are offered where several things have the one that was written. */
const MOST_CHOICES = 9;

/** A name as it is compared: upper and lower case, and what joins words, make no difference. */
function plain(text: string): string {
  return /[A-Z_\s]/.test(text) ? text.toLowerCase().replace(/[_\s]/g, '-') : text;
}

function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** A word as it is compared with others. */
class Word {
  readonly text: string;
  /** A bit for each kind of letter that it has. */
  private readonly letters: number;

  constructor(text: string) {
    this.text = text;
    let letters = 0;
    for (let n = 0; n < text.length; n++) letters |= 1 << (text.charCodeAt(n) & 31);
    this.letters = letters;
  }

  /** How many letters have to be changed to make another word of it; infinitely many if that is more than so many. */
  distance(other: Word, most: number): number {
    const [here, there] = [this.letters & ~other.letters, other.letters & ~this.letters];
    // A change gives one kind of letter for one other.
    if (Math.abs(this.text.length - other.text.length) > most || count(here) > most || count(there) > most)
      return Number.POSITIVE_INFINITY;
    return distance(this.text, other.text);
  }
}

function count(bits: number): number {
  let result = 0;
  for (let rest = bits; rest; rest &= rest - 1) result++;
  return result;
}

interface Candidate {
  readonly name: string;
  readonly whole: Word;
  readonly last: Word;
  readonly isQualified: boolean;
}

/** Names that may have been meant, looked through for one mistyped name after another. */
export class NearNames {
  private readonly byLength = new Map<number, Candidate[]>();
  private readonly byLastLength = new Map<number, Candidate[]>();
  private readonly qualified = new Map<string, string[]>();

  constructor(names: Iterable<string>) {
    for (const name of new Set(names)) {
      const last = lastOf(name);
      const candidate = { name, whole: new Word(plain(name)), last: new Word(plain(last)), isQualified: last !== name };
      note(this.byLength, name.length, candidate);
      note(this.byLastLength, last.length, candidate);
      if (candidate.isQualified) note(this.qualified, last, name);
    }
  }

  /** The qualified names that end with a plain one, where there are several: `shop.till` and `depot.till` for `till`. */
  choices(name: string): string[] {
    const choices = this.qualified.get(name) ?? [];
    return choices.length > 1 ? [...choices].sort().slice(0, MOST_CHOICES) : [];
  }

  /** The names nearest to a mistyped one, best first; none when nothing is near enough to be meant. */
  nearest(name: string, most = 3): string[] {
    const choices = this.choices(name);
    if (choices.length) return choices;
    const wanted = new Word(plain(name));
    const last = new Word(lastOf(wanted.text));
    const limit = Math.max(2, Math.floor(last.text.length / 3));
    const scores = new Map<string, number>();
    const score = ({ name }: Candidate, distance: number): void => {
      if (distance <= limit) scores.set(name, Math.min(distance, scores.get(name) ?? distance));
    };
    for (const each of within(this.byLength, name.length, limit)) score(each, wanted.distance(each.whole, limit));
    // `backup-server` for `veeam.backup-server`: the part behind the vendor counts alone, a little less than the whole.
    for (const each of within(this.byLastLength, last.text.length, limit - 2))
      if (each.isQualified || last.text !== wanted.text)
        score(each, each.last.text === last.text ? 1 : last.distance(each.last, limit - 2) + 2);
    return [...scores]
      .sort(([a, m], [b, n]) => m - n || (a < b ? -1 : 1))
      .slice(0, most)
      .map(([each]) => each);
  }
}

function note<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** What is listed under numbers that differ from one by so much at most. */
function* within<V>(lists: ReadonlyMap<number, readonly V[]>, number: number, most: number): Iterable<V> {
  for (let n = number - most; n <= number + most; n++) yield* lists.get(n) ?? [];
}

/** The names nearest to one mistyped name, best first; none when nothing is near enough to be meant. */
export function nearestNames(name: string, candidates: Iterable<string>, most = 3): string[] {
  return new NearNames(candidates).nearest(name, most);
}
