import { keptEnds, placesThatDiffer } from '../model/lists.ts';

/** Where two lists differ, found once for all that was made of the one and is to be made of the other. */
export class ListChange {
  /** So many items they have in common at their beginnings. */
  readonly start: number;
  /** Where in the list of before begins what they have in common at their ends. */
  readonly stop: number;
  /** So many places further these stand. */
  readonly moved: number;
  /** The places of the new list, between both ends, that held something else before; with where that item stood, if it was there. */
  readonly others: readonly { readonly at: number; readonly before: number | undefined }[];
  /** The places of the list of before, between both ends, at which the new one has something else. */
  private readonly left = new Set<number>();
  // What an edit has replaced is held on to by nobody.
  private readonly from: WeakRef<readonly unknown[]>;

  constructor(before: readonly unknown[], after: readonly unknown[]) {
    this.from = new WeakRef(before);
    const [start, end] = keptEnds(before, after);
    this.start = start;
    this.stop = before.length - end;
    this.moved = after.length - before.length;
    const places = new Map<unknown, number>();
    const others: { at: number; before: number | undefined }[] = [];
    if (!this.moved) {
      const differing = placesThatDiffer(before, after);
      for (const at of differing) {
        this.left.add(at);
        places.set(before[at], at);
      }
      for (const at of differing) others.push({ at, before: places.get(after[at]) });
    } else {
      const shared = Math.min(before.length, after.length) - end;
      const stays = (at: number): boolean => at < shared && before[at] === after[at];
      for (let at = start; at < this.stop; at++)
        if (!stays(at)) {
          this.left.add(at);
          places.set(before[at], at);
        }
      for (let at = start; at < after.length - end; at++) if (!stays(at)) others.push({ at, before: places.get(after[at]) });
    }
    this.others = others;
  }

  /** Whether it is the change of a list into the new one. */
  isOf(before: readonly unknown[]): boolean {
    return this.from.deref() === before;
  }

  /** Whether both lists hold the same. */
  get isNone(): boolean {
    return !this.moved && !this.others.length;
  }

  /** Whether the new list has at a place before `stop` what the one of before has there. */
  staysAt(at: number): boolean {
    return !this.left.has(at);
  }
}
