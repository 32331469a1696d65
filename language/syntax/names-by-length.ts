import { type Alike, Word, WordIndex } from './near-words.ts';

/** A name as it is compared: upper and lower case, and what joins words, make no difference. */
export function plain(text: string): string {
  return /[^a-z0-9.-]/.test(text) ? text.toLowerCase().replace(/[_\s]/g, '-') : text;
}

export function lastOf(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

/** A name that may have been meant. What it is compared as is made for those alone that are of the right length. */
export class Candidate {
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

/** Names that may be near a word, by how many letters have to be changed at least. */
export type Near = readonly (readonly Alike<Candidate>[])[];

/** Names by their lengths. Those of a plan are kept from one edit to the next, and some come and some go. */
export class NamesByLength {
  private readonly candidates = new Map<Called, Candidate>();
  private readonly wholes = new WordIndex<Candidate>(({ whole }) => whole);
  private readonly lasts = new WordIndex<Candidate>(({ last }) => last);
  private parts: Map<string, Set<Candidate>> | undefined;

  /** @param areLasting whether the same objects come again in other lists: what is found out about these is kept for then */
  constructor(called: Iterable<Called>, areLasting = false) {
    for (const each of called) this.add(each, areLasting ? lasting(each) : undefined);
  }

  add(called: Called, candidate: Candidate = new Candidate(called)): void {
    this.candidates.set(called, candidate);
    this.wholes.add(candidate.name.length, candidate);
    this.lasts.add(candidate.lastName.length, candidate);
    this.parts = undefined;
  }

  delete(called: Called): void {
    const candidate = this.candidates.get(called);
    if (!candidate) return;
    this.candidates.delete(called);
    this.wholes.delete(candidate.name.length, candidate);
    this.lasts.delete(candidate.lastName.length, candidate);
    this.parts = undefined;
  }

  /** Those that may be near a word, as `WordIndex` has them. */
  near(word: Word, length: number, limit: number): Near {
    return this.wholes.near(word, length, limit, limit);
  }

  /** The same by what stands behind the last dot, which has to be a little nearer. */
  nearByLast(last: Word, limit: number): Near {
    return this.lasts.near(last, last.text.length, limit - 1, limit);
  }

  /** Those of which the last part is one, and those that have no other. */
  endingWith(lastName: string): Iterable<Candidate> {
    return this.lasts.called(lastName.length, lastName, (candidate) => candidate.lastName);
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

function note<K, V>(sets: Map<K, Set<V>>, key: K, value: V): void {
  const set = sets.get(key);
  if (set) set.add(value);
  else sets.set(key, new Set([value]));
}
