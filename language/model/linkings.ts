import type { AstNode } from 'langium';

interface Linked {
  /** How often names had been linked then. */
  readonly at: number;
  // A tree that is gone is held on to by nobody.
  readonly statement: WeakRef<AstNode>;
}

let count = 0;
/** The statements that were linked again since names had been linked so often. */
let log: Linked[] = [];
let since = 0;

/** So many are known; whoever has not looked for longer looks at everything. */
const MOST = 2000;

/**
 * Notes that names were linked, and may lead elsewhere than before.
 * @param statement what they are in, where they had been linked before, so that somebody may have followed them
 */
export function noteLinking(statement?: AstNode): void {
  if (statement && log.length >= MOST) {
    log = [];
    since = count;
  }
  count++;
  if (statement) log.push({ at: count, statement: new WeakRef(statement) });
}

/** Notes that whatever is linked may be linked again. */
export function noteLinkingOfAll(): void {
  count++;
  log = [];
  since = count;
}

/** How often names were linked: while this is the same number, each name that was followed leads where it led. */
export function linkings(): number {
  return count;
}

/** The statements that were linked again since names had been linked so often, as far as they still are; nothing where any may have been. */
export function linkedSince(times: number): AstNode[] | undefined {
  if (times < since) return undefined;
  const result: AstNode[] = [];
  for (let n = log.length - 1; n >= 0 && log[n]!.at > times; n--) {
    const statement = log[n]!.statement.deref();
    if (statement) result.push(statement);
  }
  return result;
}
