import { difference } from '../language/syntax/incremental/difference.ts';

/**
 * What one text has in place of another's, as one stretch: all before it and all behind it is the same. Edits that came one after the
 * other are one such stretch as well, so that places outside of it can be told whatever was typed.
 */
export class TextChange {
  /** Where the stretch begins, in both texts. */
  readonly start: number;
  /** Where it ends in the old text. */
  readonly oldEnd: number;
  /** Where it ends in the text of now. */
  readonly newEnd: number;

  private constructor(start: number, oldEnd: number, newEnd: number) {
    this.start = start;
    this.oldEnd = oldEnd;
    this.newEnd = newEnd;
  }

  /** @returns nothing where the texts are the same */
  static between(old: string, now: string): TextChange | undefined {
    const change = difference(old, now);
    return change && new TextChange(change.start, change.formerEnd, change.end);
  }

  /** Where a place of the old text is now; nothing for one that the change took in. One at both its ends is behind it. */
  toNow(offset: number): number | undefined {
    if (offset >= this.oldEnd) return offset - this.oldEnd + this.newEnd;
    return offset <= this.start ? offset : undefined;
  }

  /** Where a place of now was in the old text; for one that is new, where it was put. */
  toOld(offset: number): number {
    if (offset <= this.start) return offset;
    return offset >= this.newEnd ? offset - this.newEnd + this.oldEnd : this.start;
  }

  /** Whether a stretch of the old text is untouched; what the change merely adjoins counts as touched, since it may go on there. */
  leaves(from: number, to: number): boolean {
    return to < this.start || from > this.oldEnd;
  }
}
