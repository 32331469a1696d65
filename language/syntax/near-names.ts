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

  constructor(name: string, lastName: string) {
    this.name = name;
    this.lastName = lastName;
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
interface Called {
  readonly name: string;
}

// An edit makes a new scope, of which nearly all is what it was.
const candidates = new WeakMap<Called, Candidate>();

function candidateOf(called: Called): Candidate {
  let known = candidates.get(called);
  if (known?.name !== called.name) {
    known = new Candidate(called.name, lastOf(called.name));
    candidates.set(called, known);
  }
  return known;
}

/** The qualified ones of some names that end with a plain one, where there are several: `shop.till` and `depot.till` for `till`. */
export function choicesAmong(names: Iterable<Called>, name: string): string[] {
  const choices = new Set<string>();
  if (!name.includes('.')) for (const { name: other } of names) if (other.endsWith(`.${name}`)) choices.add(other);
  return choices.size > 1 ? [...choices].sort().slice(0, MOST_CHOICES) : [];
}

/** Names that may have been meant, looked through for one mistyped name after another. */
export class NearNames {
  private readonly byLength = new Map<number, Candidate[]>();
  private readonly byLastLength = new Map<number, Candidate[]>();
  private readonly compound: Candidate[] = [];
  private parts: Map<string, Set<string>> | undefined;
  private readonly known = new Map<string, readonly string[]>();

  /** @param called what has names: what is found out about these is kept for the next time that the same objects come */
  constructor(names: Iterable<string>, called: Iterable<Called> = []) {
    for (const name of new Set(names)) this.add(new Candidate(name, lastOf(name)));
    for (const each of called) this.add(candidateOf(each));
  }

  private add(candidate: Candidate): void {
    note(this.byLength, candidate.name.length, candidate);
    note(this.byLastLength, candidate.lastName.length, candidate);
    if (!candidate.isQualified && candidate.name.includes('-')) this.compound.push(candidate);
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
    const choices = choicesAmong(this.byLastLength.get(name.length) ?? [], name);
    if (choices.length) return choices;
    const wanted = new Word(plain(composed(name)));
    const last = new Word(lastOf(wanted.text));
    const limit = Math.max(2, Math.floor(last.text.length / 3));
    const scores = new Map<string, number>();
    const score = ({ name }: Candidate, typed: Word, meant: Word, penalty: number): void => {
      const distance = typed.distance(meant, Math.min(limit, mostWrong(typed.text, meant.text)));
      // A short word behind a vendor is near one of any other vendor.
      if (distance === Number.POSITIVE_INFINITY || (distance && penalty && Math.min(typed.text.length, meant.text.length) < 4))
        return;
      scores.set(name, Math.min(distance + penalty, scores.get(name) ?? limit + penalty));
    };
    for (const each of within(this.byLength, name.length, limit)) score(each, wanted, each.whole, 0);
    // `backup-server` for `veeam.backup-server`: the part behind the vendor counts alone, a little less than the whole. Where a vendor is named,
    // another one's is not meant if its own is near.
    const isNamed = last.text !== wanted.text && scores.size > 0;
    for (const each of isNamed ? [] : within(this.byLastLength, last.text.length, limit - 1))
      if (each.isQualified || last.text !== wanted.text) score(each, last, each.last, each.last.text === last.text ? 1 : 2);
    // What differs in upper and lower case alone is what was meant.
    const same = [...scores].filter(([, score]) => score === 0);
    return scores.size ? firstOf(same.length ? same : [...scores], most) : this.withPart(wanted.text, most);
  }

  /** `acronis-scs` and `acronis-cyber-protect` for `acronis`; none where so many have the word that it says little. */
  private withPart(word: string, most: number): string[] {
    const names = word.length < 3 ? undefined : this.byPart.get(word);
    return !names || names.size > most ? [] : [...names].sort();
  }

  /** The names of several words by each of these. */
  private get byPart(): ReadonlyMap<string, ReadonlySet<string>> {
    if (!this.parts) {
      this.parts = new Map();
      for (const { name, whole } of this.compound)
        for (const part of whole.text.split('-')) this.parts.set(part, (this.parts.get(part) ?? new Set()).add(name));
    }
    return this.parts;
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
  return [...new NearNames(candidates).nearest(name, most)];
}
