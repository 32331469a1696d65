import { distance } from 'fastest-levenshtein';
import { note } from '../model/lists.ts';

/** By so much two scores differ at least. */
export const STEP = 0.25;

/** A word as it is compared with others. */
export class Word {
  readonly text: string;
  /** A bit for each kind of letter that it has. */
  private readonly letters: number;
  private inOrder: string | undefined;

  constructor(text: string) {
    this.text = text;
    let letters = 0;
    for (let n = 0; n < text.length; n++) letters |= 1 << (text.charCodeAt(n) & 31);
    this.letters = letters;
  }

  /** How many letters have to be changed to make another word of it; infinitely many if that is more than so many. */
  distance(other: Word, most: number): number {
    return this.least(other) > most ? Number.POSITIVE_INFINITY : changes(this.text, other.text, most);
  }

  /** How many letters have to be changed at least, as far as that is seen at once. */
  least({ letters, text }: Word): number {
    // A change gives one kind of letter for one other.
    const kinds = Math.max(count(this.letters & ~letters), count(letters & ~this.letters));
    return Math.max(kinds, Math.abs(this.text.length - text.length));
  }

  /** The same, as far as their letters tell in whatever order: two that changed places are the same. Looks no further than at so many. */
  leastOfLetters({ sorted: other }: Word, most: number): number {
    const own = this.sorted;
    let [here, there, n, m] = [0, 0, 0, 0];
    while (n < own.length && m < other.length && here <= most && there <= most) {
      const difference = own.charCodeAt(n) - other.charCodeAt(m);
      if (difference < 0) here++;
      if (difference > 0) there++;
      if (difference <= 0) n++;
      if (difference >= 0) m++;
    }
    return Math.max(here + own.length - n, there + other.length - m);
  }

  /**
   * How little a slip of the hand makes this word of another one, in quarters of a letter, to tell words apart that are equally near: a
   * letter that was left out, two that changed places and one that was struck twice are likelier than a wrong one, and the first letter is
   * mostly right. Goes by what {@link Alike} words have in common.
   */
  unlikely(meant: Word): number {
    const isSlip = this.leavesOut(meant) || (this.letters === meant.letters && this.text.length > meant.text.length);
    return (isSlip ? 0 : 2 * STEP) + (this.text[0] === meant.text[0] ? 0 : STEP);
  }

  /** Whether another word has each letter of this one, as often as this one at least. */
  private leavesOut({ sorted: other }: Word): boolean {
    const own = this.sorted;
    let n = 0;
    for (let m = 0; m < other.length && n < own.length; m++) if (own[n] === other[m]) n++;
    return n === own.length;
  }

  /** Its letters in order. */
  get sorted(): string {
    this.inOrder ??= [...this.text].sort().join('');
    return this.inOrder;
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
export function mostWrong(typed: string, meant: string): number {
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

/** Words of the same letters in whatever order behind the same first one. */
export interface Alike<T> {
  readonly word: Word;
  readonly members: readonly T[];
}

/** For so many names it is not worth while to put others by their letters. */
const FEW = 16;

/** Words by their lengths and by the letters that they have: of thousands some dozens are near another one. */
export class WordIndex<T extends { readonly name: string }> {
  private readonly wordOf: (item: T) => Word;
  private readonly lists = new Map<number, Set<T>>();
  private readonly byName = new Map<number, ReadonlyMap<string, readonly T[]>>();
  private readonly groups = new Map<number, readonly Alike<T>[]>();
  private asked = 0;

  constructor(wordOf: (item: T) => Word) {
    this.wordOf = wordOf;
  }

  /** @param length that of the name as it is written */
  add(length: number, item: T): void {
    const list = this.lists.get(length);
    if (list) list.add(item);
    else this.lists.set(length, new Set([item]));
    this.forget(length);
  }

  delete(length: number, item: T): void {
    this.lists.get(length)?.delete(item);
    this.forget(length);
  }

  private forget(length: number): void {
    this.groups.delete(length);
    this.byName.delete(length);
    this.asked = 0;
  }

  /** What goes by a name of so many letters. */
  called(length: number, name: string, nameOf: (item: T) => string): Iterable<T> {
    const items = this.lists.get(length);
    if (!items) return [];
    if (this.asked < FEW) return [...items].filter((item) => nameOf(item) === name);
    let names = this.byName.get(length);
    if (!names) {
      const all = new Map<string, T[]>();
      for (const item of items) note(all, nameOf(item), item);
      this.byName.set(length, all);
      names = all;
    }
    return names.get(name) ?? [];
  }

  /**
   * What is about as long as a name, by how many letters of a word have to be changed at least, as far as that is seen at once: nothing that is nearer
   * comes later. What each holds is in the order of its names.
   * @param length that of the name as it is written
   * @param most by how much lengths differ at most
   * @param wrong how many letters may have to be changed
   */
  near(word: Word, length: number, most: number, wrong: number): readonly (readonly Alike<T>[])[] {
    const result: Alike<T>[][] = [];
    const isNear = (other: Word): boolean => word.least(other) <= wrong;
    const put = (alike: Alike<T>): void => {
      const least = word.least(alike.word);
      const known = result[least];
      if (known) known.push(alike);
      else result[least] = [alike];
    };
    // After an edit one name or two are asked about, for which it is less work to look at each.
    const areFew = this.asked++ < FEW;
    for (let n = length - most; n <= length + most; n++) {
      for (const group of areFew ? [] : this.ofLength(n)) if (isNear(group.word)) put(group);
      for (const item of areFew ? (this.lists.get(n) ?? []) : []) {
        const own = this.wordOf(item);
        if (isNear(own)) put({ word: own, members: [item] });
      }
    }
    return result;
  }

  private ofLength(length: number): readonly Alike<T>[] {
    let groups = this.groups.get(length);
    if (!groups) {
      const byKind = new Map<string, Alike<T> & { readonly members: T[] }>();
      for (const item of this.lists.get(length) ?? []) {
        const word = this.wordOf(item);
        const kind = word.text.slice(0, 1) + word.sorted;
        const known = byKind.get(kind);
        if (known) known.members.push(item);
        else byKind.set(kind, { word, members: [item] });
      }
      groups = [...byKind.values()];
      for (const { members } of byKind.values()) members.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
      this.groups.set(length, groups);
    }
    return groups;
  }
}
