import { distance } from 'fastest-levenshtein';
import { append } from '../model/lists.ts';
import { composed } from './name-value.ts';

/** So many names are offered where several things have the one that was written. */
const MOST_CHOICES = 9;

/** A name as it is compared: upper and lower case, and what joins words, make no difference. */
function plain(text: string): string {
  return /[^a-z0-9.-]/.test(text) ? text.toLowerCase().replace(/[_\s]/g, '-') : text;
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
    return changes(this.text, other.text, most);
  }
}

/**
 * How many letters have to be changed, left out or put in; two neighbors that changed places count as one. Infinitely many if that is
 * more than so many.
 */
function changes(a: string, b: string, most: number): number {
  const plainly = distance(a, b);
  // To swap two letters is as good as to change two at best, so that it saves one.
  if (plainly > most + 1) return Number.POSITIVE_INFINITY;
  if (plainly > 1)
    for (let n = 0; n + 1 < a.length; n++) {
      const [first, second] = [a.charAt(n), a.charAt(n + 1)];
      if (first === second || !b.includes(second + first)) continue;
      if (distance(`${a.slice(0, n)}${second}${first}${a.slice(n + 2)}`, b) < plainly - 1) return plainly - 1;
    }
  return plainly > most ? Number.POSITIVE_INFINITY : plainly;
}

/**
 * How many letters of a word may be wrong: of short words one, since any two of them are near each other. Longer ones that were meant mostly
 * begin as they should.
 */
function mostWrong(typed: string, meant: string): number {
  const length = Math.min(typed.length, meant.length);
  if (length < 4) return typed.length > 1 && meant.length > 1 ? 1 : 0;
  if (length < 6) return typed[0] === meant[0] ? 2 : 1;
  return Math.max(2, Math.floor(typed.length / 3));
}

function count(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return (((fours + (fours >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** A name that may have been meant. What it is compared as is made for those alone that are of the right length. */
class Candidate {
  readonly name: string;
  readonly lastName: string;
  private wholeWord: Word | undefined;
  private lastWord: Word | undefined;

  /** What has the name. */
  readonly called: Called;

  constructor(called: Called) {
    this.name = called.name;
    this.lastName = lastOf(called.name);
    this.called = called;
  }

  get isQualified(): boolean {
    return this.lastName !== this.name;
  }

  get whole(): Word {
    this.wholeWord ??= new Word(plain(this.name));
    return this.wholeWord;
  }

  get last(): Word {
    this.lastWord ??= this.isQualified ? new Word(plain(this.lastName)) : this.whole;
    return this.lastWord;
  }
}

/** What has a name, such as an element of a scope. */
export interface Called {
  readonly name: string;
}

/** Names by their lengths. Those of a plan are kept from one edit to the next, and some come and some go. */
export class NamesByLength {
  private readonly candidates = new Map<Called, Candidate>();
  private readonly byLength = new Map<number, Set<Candidate>>();
  private readonly byLastLength = new Map<number, Set<Candidate>>();
  private parts: Map<string, Set<Candidate>> | undefined;

  /** @param areLasting whether the same objects come again in other lists: what is found out about these is kept for then */
  constructor(called: Iterable<Called>, areLasting = false) {
    for (const each of called) this.add(each, areLasting ? lasting(each) : undefined);
  }

  add(called: Called, candidate: Candidate = new Candidate(called)): void {
    this.candidates.set(called, candidate);
    note(this.byLength, candidate.name.length, candidate);
    note(this.byLastLength, candidate.lastName.length, candidate);
    this.parts = undefined;
  }

  delete(called: Called): void {
    const candidate = this.candidates.get(called);
    if (!candidate) return;
    this.candidates.delete(called);
    this.byLength.get(candidate.name.length)!.delete(candidate);
    this.byLastLength.get(candidate.lastName.length)!.delete(candidate);
    this.parts = undefined;
  }

  /** Those whose length differs from one by so much at most. */
  *within(length: number, most: number): Iterable<ReadonlySet<Candidate>> {
    yield* among(this.byLength, length, most);
  }

  /** The same by the length of what stands behind the last dot. */
  *lastWithin(length: number, most: number): Iterable<ReadonlySet<Candidate>> {
    yield* among(this.byLastLength, length, most);
  }

  /** The names of several words, without a dot, that have one of these. */
  withPart(word: string): ReadonlySet<Candidate> {
    if (!this.parts) {
      this.parts = new Map();
      for (const candidate of this.candidates.values())
        if (!candidate.isQualified && candidate.name.includes('-'))
          for (const part of candidate.whole.text.split('-')) note(this.parts, part, candidate);
    }
    return this.parts.get(word) ?? NO_CANDIDATES;
  }
}

const known = new WeakMap<Called, Candidate>();

function lasting(called: Called): Candidate {
  let candidate = known.get(called);
  if (!candidate) {
    candidate = new Candidate(called);
    known.set(called, candidate);
  }
  return candidate;
}

const NO_CANDIDATES: ReadonlySet<Candidate> = new Set();

/** Names to be looked through, as far as they are accepted. */
export interface Named {
  readonly names: NamesByLength;
  readonly accepts?: (called: Called) => boolean;
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
      for (const some of names.lastWithin(name.length, 0))
        for (const { lastName, isQualified, name: other, called } of some)
          if (lastName === name && isQualified && is(called) && (accepts?.(called) ?? true)) choices.add(other);
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
    const scores = new Map<string, number>();
    const score = ({ name, called }: Candidate, typed: Word, meant: Word, penalty: number, accepts: Named['accepts']): void => {
      const distance = typed.distance(meant, Math.min(limit, mostWrong(typed.text, meant.text)));
      // A short word behind a vendor is near one of any other vendor.
      if (distance === Number.POSITIVE_INFINITY || (distance && penalty && Math.min(typed.text.length, meant.text.length) < 4))
        return;
      if (accepts?.(called) ?? true) scores.set(name, Math.min(distance + penalty, scores.get(name) ?? limit + penalty));
    };
    for (const { names, accepts } of this.named)
      for (const some of names.within(name.length, limit)) for (const each of some) score(each, wanted, each.whole, 0, accepts);
    // `backup-server` for `veeam.backup-server`: the part behind the vendor counts alone, a little less than the whole. Where a vendor is named,
    // another one's is not meant if its own is near.
    const isNamed = last.text !== wanted.text && scores.size > 0;
    for (const { names, accepts } of isNamed ? [] : this.named)
      for (const some of names.lastWithin(last.text.length, limit - 1))
        for (const each of some)
          if (each.isQualified || last.text !== wanted.text)
            score(each, last, each.last, each.last.text === last.text ? 1 : 2, accepts);
    // What differs in upper and lower case alone is what was meant.
    const same = [...scores].filter(([, score]) => score === 0);
    return scores.size ? firstOf(same.length ? same : [...scores], most) : this.withPart(wanted.text, most);
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

/** The names with the lowest scores, in order; of hundreds that are alike the others are not looked at. */
function firstOf(scores: readonly (readonly [name: string, score: number])[], most: number): string[] {
  const names = new Set(scores.map(([name]) => name));
  // `vbr` and `main.vbr` are one.
  const isOther = (name: string): boolean => lastOf(name) === name || !names.has(lastOf(name));
  const first: string[] = [];
  for (const score of [...new Set(scores.map((each) => each[1]))].sort((a, b) => a - b)) {
    if (first.length >= most) break;
    append(first, scores.flatMap(([name, own]) => (own === score && isOther(name) ? name : [])).sort());
  }
  return first.slice(0, most);
}

function note<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}

/** What is under numbers that differ from one by so much at most. */
function* among<V>(sets: ReadonlyMap<number, ReadonlySet<V>>, number: number, most: number): Iterable<ReadonlySet<V>> {
  for (let n = number - most; n <= number + most; n++) {
    const set = sets.get(n);
    if (set) yield set;
  }
}

/** The names nearest to one mistyped name, best first; none when nothing is near enough to be meant. */
export function nearestNames(name: string, candidates: Iterable<string>, most = 3): string[] {
  return [...new NearNames([{ names: namesOnly(candidates) }]).nearest(name, most)];
}

/** Names of which nothing else is known, each once. */
export function namesOnly(names: Iterable<string>): NamesByLength {
  return new NamesByLength([...new Set(names)].map((name) => ({ name })));
}
