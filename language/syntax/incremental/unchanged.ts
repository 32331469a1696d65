import { type AstNode, type CstNode, isAstNode, isReference, type Reference } from 'langium';

type Held = Record<string, unknown>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Whether a property ties a node to its tree, and is none that it says. It is asked of each property of each node that was read again. */
function isTie(name: string): boolean {
  return name.charCodeAt(0) === DOLLAR;
}

const DOLLAR = 36;

/**
 * Takes over from a tree what a newly parsed one repeats: whatever is the same through and through stays the same object, with its
 * references as they are linked, at its new place. So an object that is still there has not changed.
 * @param areSame whether both say the same, where that is known
 * @returns the former node if all of it is the same; otherwise the new one, with former ones in it where they are the same
 */
export function takeOver(former: AstNode, parsed: AstNode, areSame = isSame(former, parsed)): AstNode {
  if (areSame) {
    adopt(former, parsed);
    return former;
  }
  if (former.$type !== parsed.$type) return parsed;
  for (const name in parsed) {
    if (isTie(name)) continue;
    const value = (parsed as unknown as Held)[name];
    const before = (former as unknown as Held)[name];
    if (Array.isArray(value)) {
      if (Array.isArray(before)) takeOverList(before, value, parsed);
    } else if (isAstNode(value) && isAstNode(before)) {
      const taken = takeOver(before, value);
      (parsed as unknown as Held)[name] = taken;
      if (taken === before) (taken as Mutable<AstNode>).$container = parsed;
    }
  }
  return parsed;
}

/**
 * The same for a list: what stands in front and at the end is compared one by one; what is between, if there are as many.
 * @param parsed the list that gets what is taken over
 * @param container what the list belongs to, where that is known
 */
export function takeOverList(former: readonly unknown[], parsed: unknown[], container?: AstNode): void {
  const most = Math.min(former.length, parsed.length);
  const put = (n: number, m: number, areSame: boolean | undefined): void => {
    const [before, value] = [former[n], parsed[m]];
    if (!isAstNode(before) || !isAstNode(value)) return;
    const taken = takeOver(before, value, areSame);
    parsed[m] = taken;
    if (taken !== before || !container) return;
    const tied = taken as Mutable<AstNode>;
    tied.$container = container;
    tied.$containerIndex = m;
  };
  let front = 0;
  for (; front < most && isSame(former[front], parsed[front]); front++) put(front, front, true);
  let back = 0;
  for (; back < most - front && isSame(former[former.length - 1 - back], parsed[parsed.length - 1 - back]); back++)
    put(former.length - 1 - back, parsed.length - 1 - back, true);
  if (former.length !== parsed.length) return;
  // What ended the way from either side is known to be another one.
  const last = former.length - 1 - back;
  for (let n = front; n <= last; n++) put(n, n, n === front || n === last ? false : undefined);
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b) return false;
  if (Array.isArray(a)) {
    if (!Array.isArray(b) || a.length !== b.length) return false;
    for (let n = 0; n < a.length; n++) if (!isSame(a[n], b[n])) return false;
    return true;
  }
  if (isReference(a)) return isReference(b) && a.$refText === b.$refText;
  if (!isAstNode(a) || !isAstNode(b) || a.$type !== b.$type) return false;
  let count = 0;
  for (const name in a) {
    if (isTie(name)) continue;
    if (!isSame((a as unknown as Held)[name], (b as unknown as Held)[name])) return false;
    count++;
  }
  for (const name in b) if (!isTie(name)) count--;
  return count === 0;
}

/** Puts a node where one that says the same was parsed, with all that it holds. */
function adopt(former: AstNode, parsed: AstNode): void {
  const syntax = parsed.$cstNode;
  if (syntax && 'content' in syntax) (syntax as Mutable<CstNode>).astNode = former;
  (former as Mutable<AstNode>).$cstNode = syntax;
  for (const name in parsed) {
    if (isTie(name)) continue;
    const theirs = (parsed as unknown as Held)[name];
    const mine = (former as unknown as Held)[name];
    if (!Array.isArray(theirs)) couple(mine, theirs);
    else for (let n = 0; n < theirs.length; n++) couple((mine as unknown[])[n], theirs[n]);
  }
}

function couple(mine: unknown, theirs: unknown): void {
  if (typeof theirs !== 'object') return;
  if (isReference(theirs)) (mine as Mutable<Reference>).$refNode = theirs.$refNode;
  else if (isAstNode(theirs)) adopt(mine as AstNode, theirs);
}
