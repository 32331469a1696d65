import { IntervalSet, type Point } from '../model/interval-set.ts';
import { anyOf, exactly, type Match, perhaps } from './matches.ts';

/** Deeper than this nobody nests; what is deeper is unknown. */
const MOST_DEPTH = 100;
/** So many entries for each line of the file may all groups have together, written out. */
const MOST_FOR_EACH_LINE = 16;

/** A group as a file has it: what it holds itself, and the names of what it takes in. */
export interface Group<T extends Point> {
  readonly own: readonly Match<T>[];
  readonly members: readonly string[];
  /** What is left out of it again, by name. */
  readonly except?: readonly string[];
}

/**
 * Groups that hold groups, each written out once when somebody names it. A circle, a depth that nobody has in mind, and more entries than go
 * with the length of the file make a group unknown: it may be anything.
 */
export class Groups<T extends Point> {
  private readonly known = new Map<string, Match<T> | undefined>();
  private readonly find: (name: string) => Group<T> | Match<T> | undefined;
  private readonly all: IntervalSet<T>;
  private room: number;
  private depth = 0;

  /**
   * @param find what the file has under a name
   * @param all what an unknown group may hold
   * @param lines how many lines the file has
   */
  constructor(find: (name: string) => Group<T> | Match<T> | undefined, all: IntervalSet<T>, lines: number) {
    this.find = find;
    this.all = all;
    this.room = 5000 + MOST_FOR_EACH_LINE * lines;
  }

  /** What a name stands for; unknown where the file doesn't have it. */
  of(name: string): Match<T> {
    if (this.known.has(name)) return this.known.get(name) ?? perhaps(this.all, `the group ${name} holds itself`);
    const found = this.find(name);
    if (!found) return this.keep(name, perhaps(this.all, `${name} isn't in the file`));
    if ('sure' in found) return this.keep(name, found);
    if (this.depth >= MOST_DEPTH) return perhaps(this.all, `${name} is nested too deep`);
    this.known.set(name, undefined);
    this.depth++;
    const holds = this.union([...found.own, ...found.members.map((member) => this.of(member))]);
    const without = found.except?.length ? this.union(found.except.map((member) => this.of(member))) : undefined;
    this.depth--;
    return this.keep(name, without ? minus(holds, without) : holds);
  }

  /** What several names stand for together; what is asked often is made once. */
  ofAll(names: readonly string[]): Match<T> {
    if (names.length === 1) return this.of(names[0]!);
    // No name holds this, since it ends a line.
    const key = `\n${names.join('\n')}`;
    return this.known.get(key) ?? this.keep(key, this.union(names.map((name) => this.of(name))));
  }

  /** What was asked for by its name, and is certain. */
  named(): Map<string, IntervalSet<T>> {
    const result = new Map<string, IntervalSet<T>>();
    for (const [name, match] of this.known)
      if (match?.maybe.isEmpty && !match.sure.isEmpty && !name.startsWith('\n')) result.set(name, match.sure);
    return result;
  }

  /** The union of some parts, as long as there is room for it. */
  private union(parts: readonly Match<T>[]): Match<T> {
    if (parts.length === 1) return parts[0]!;
    this.room -= parts.reduce((sum, { sure, maybe }) => sum + sure.intervals.length + maybe.intervals.length, 0);
    if (this.room < 0) return perhaps(this.all, 'its groups have too many entries when they are written out');
    return parts.length ? anyOf(parts) : exactly(IntervalSet.empty<T>());
  }

  private keep(name: string, match: Match<T>): Match<T> {
    this.known.set(name, match);
    return match;
  }
}

function minus<T extends Point>(from: Match<T>, without: Match<T>): Match<T> {
  return {
    sure: from.sure.subtract(without.sure).subtract(without.maybe),
    maybe: from.maybe.union(from.sure.intersect(without.maybe)).subtract(without.sure),
    why: from.why ?? without.why,
  };
}
