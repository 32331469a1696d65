import { hasOtherLetters, plainLetters } from './plain-letters.ts';
import { shortHash } from './short-hash.ts';

/** What names a target takes. */
export interface NameRule {
  /** The longest name, in characters. */
  readonly most: number;
  /** Characters that can't stand in a name; runs of them become `joint`. */
  readonly refused: RegExp;
  readonly joint: string;
  /** What a name may begin with; one that begins otherwise gets `prefix` before it. */
  readonly begins?: RegExp;
  readonly prefix?: string;
  /** Set where a target doesn't tell `A` from `a`. */
  readonly ignoresCase?: true;
}

const ASCII = /^[!-~]+$/;

/**
 * Gives things names that a target takes whatever their labels hold: unique, and the same each time, so that a slightly changed plan gives
 * a slightly changed file. One that is too long is cut and gets a hash of what it was; one that is taken gets a hash of what it is for, which
 * is the same whatever else there is.
 */
export class NameTable {
  private readonly rule: NameRule;
  /** Whose names are given already. */
  private readonly base: NameTable | undefined;
  private readonly byKey = new Map<string, string>();
  private readonly taken = new Set<string>();

  /**
   * @param plain labels that get their plain names first, whatever asks for a name first
   * @param base a table by the same rule whose names stand in this one as well: a thousand files may begin with the same names
   */
  constructor(rule: NameRule, plain: Iterable<string> = [], base?: NameTable) {
    this.rule = rule;
    this.base = base;
    const labels = [...plain];
    // What needs no change keeps its name, whatever else is changed into it.
    for (const label of labels) if (this.fits(label)) this.name(label);
    for (const label of labels) this.name(label);
  }

  /** @param key what is named, where one label stands for several things */
  name(label: string, key: string = label): string {
    const known = this.byKey.get(key) ?? this.base?.byKey.get(key);
    if (known) return known;
    const plain = this.plainName(label);
    let name = plain;
    for (let n = 1; this.isTaken(this.folded(name)); n++) name = this.marked(plain, n > 1 ? `${key} ${n}` : key);
    this.taken.add(this.folded(name));
    this.byKey.set(key, name);
    return name;
  }

  private isTaken(folded: string): boolean {
    return this.taken.has(folded) || this.base?.taken.has(folded) === true;
  }

  private fits(label: string): boolean {
    const { refused, begins, most } = this.rule;
    return label.length <= most && ASCII.test(label) && !refused.test(label) && (!begins || begins.test(label));
  }

  private plainName(label: string): string {
    if (this.fits(label)) return label;
    const { refused, joint, begins, prefix = 'x', most } = this.rule;
    const letters = plainLetters(label);
    const parts = letters.split(refused).filter((p) => p);
    const plain = parts.join(joint);
    const name = plain && (!begins || begins.test(plain)) ? plain : [prefix, plain].filter((p) => p).join(joint);
    // What is left of a name in another script doesn't tell it from others.
    return name.length > most || hasOtherLetters(letters) ? this.marked(name, label) : name;
  }

  /** A name with a hash at its end. */
  private marked(name: string, of: string): string {
    const { most, joint, refused } = this.rule;
    const hash = shortHash(of);
    const ending = `${joint}${refused.test(hash) ? hash.toUpperCase() : hash}`;
    return this.cut(name, most - ending.length) + ending;
  }

  /** A joint left at the end by a cut would be no name's end. */
  private cut(name: string, most: number): string {
    const short = [...name].slice(0, most).join('');
    const { joint } = this.rule;
    return joint && short.length < name.length && short.endsWith(joint) ? short.slice(0, -joint.length) : short;
  }

  private folded(name: string): string {
    return this.rule.ignoresCase ? name.toLowerCase() : name;
  }
}
