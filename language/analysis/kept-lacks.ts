import type { RuleBox } from './permissions.ts';
import type { Requirement } from './requirements.ts';
import type { ZoneGaps } from './zone-gaps.ts';

/** What is missing and what is blocked between two zones. */
export interface Lacks {
  readonly missing: ZoneGaps | undefined;
  readonly blocked: ZoneGaps | undefined;
}

/** What was found to be lacking between two zones, and where which rules stand; where none do, what is missing says all. */
export interface KnownLacks extends Lacks {
  readonly allowed: readonly RuleBox[];
  readonly denied: readonly RuleBox[];
  readonly mayBeClosed: readonly RuleBox[];
}

/**
 * What was found to be lacking between each two zones, in their order, which most edits leave as it is: a table of a million lists would take longer to
 * fill than to look at all of them.
 */
export class KeptLacks {
  private readonly lists: (readonly Requirement[])[] = [];
  private readonly lacks: (KnownLacks | ZoneGaps)[] = [];
  private byList: ReadonlyMap<readonly Requirement[], KnownLacks | ZoneGaps> | undefined;
  /** Those of before an edit, until all of these are there. */
  private former: KeptLacks | undefined;
  /** What is lacking where each of some lists lies, of plans in which it isn't looked for everywhere. */
  readonly ofLists: WeakMap<readonly Requirement[], KnownLacks | ZoneGaps>;

  constructor(former?: KeptLacks) {
    this.former = former;
    this.ofLists = former?.ofLists ?? new WeakMap();
  }

  /** What was lacking before where the next ones lie. */
  before(between: readonly Requirement[]): KnownLacks | ZoneGaps | undefined {
    const { former, lists } = this;
    if (!former || former.lists[lists.length] === between) return former?.lacks[lists.length];
    former.byList ??= new Map(former.lists.map((list, n) => [list, former.lacks[n]!]));
    return former.byList.get(between);
  }

  note(between: readonly Requirement[], lacking: KnownLacks | ZoneGaps): void {
    this.lists.push(between);
    this.lacks.push(lacking);
  }

  end(): void {
    if (this.former) this.former.byList = undefined;
    this.former = undefined;
  }
}
