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

/**
 * Gives things names that a target takes whatever their labels hold: unique, and the same each time, so that a slightly changed plan gives
 * a slightly changed file. A name that is taken gets a number; one that is too long is cut.
 */
export class NameTable {
  private readonly rule: NameRule;
  private readonly byKey = new Map<string, string>();
  private readonly taken = new Set<string>();

  /** @param plain labels that get their plain names first, whatever asks for a name first */
  constructor(rule: NameRule, plain: Iterable<string> = []) {
    this.rule = rule;
    for (const label of plain) this.name(label);
  }

  /** @param key what is named, where one label stands for several things */
  name(label: string, key: string = label): string {
    const known = this.byKey.get(key);
    if (known) return known;
    const base = this.plainName(label);
    let name = base;
    for (let n = 2; this.taken.has(this.folded(name)); n++) {
      const ending = `${this.rule.joint}${n}`;
      name = this.cut(base, this.rule.most - ending.length) + ending;
    }
    this.taken.add(this.folded(name));
    this.byKey.set(key, name);
    return name;
  }

  private plainName(label: string): string {
    const { refused, joint, begins, prefix = 'x', most } = this.rule;
    const parts = label
      .normalize('NFKD')
      .split(refused)
      .filter((p) => p);
    const plain = parts.join(joint);
    const name = plain && (!begins || begins.test(plain)) ? plain : [prefix, plain].filter((p) => p).join(joint);
    return this.cut(name, most);
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
