import { type AstNode, type CstNode, isAstNode, isReference, type Reference } from 'langium';

type Held = Record<string, unknown>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What a node holds, but for what ties it to its tree. */
function* held(node: AstNode): Iterable<[name: string, value: unknown]> {
  for (const name in node) if (!name.startsWith('$')) yield [name, (node as unknown as Held)[name]];
}

/**
 * Takes over from a tree what a newly parsed one repeats: whatever is the same through and through stays the same object, with its
 * references as they are linked, at its new place. So an object that is still there has not changed.
 * @returns the former node if all of it is the same; otherwise the new one, with former ones in it where they are the same
 */
export function takeOver(former: AstNode, parsed: AstNode): AstNode {
  if (isSame(former, parsed)) {
    adopt(former, parsed);
    return former;
  }
  if (former.$type !== parsed.$type) return parsed;
  for (const [name, value] of held(parsed)) {
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
  for (const [n, m] of paired(former, parsed)) {
    const [before, value] = [former[n], parsed[m]];
    if (!isAstNode(before) || !isAstNode(value)) continue;
    const taken = takeOver(before, value);
    parsed[m] = taken;
    if (taken !== before || !container) continue;
    const tied = taken as Mutable<AstNode>;
    tied.$container = container;
    tied.$containerIndex = m;
  }
}

/** Which element of one list corresponds to which of another: those of both ends, and where as many are left between them, these. */
function paired(former: readonly unknown[], parsed: readonly unknown[]): [number, number][] {
  const pairs: [number, number][] = [];
  const most = Math.min(former.length, parsed.length);
  let front = 0;
  while (front < most && isSame(former[front], parsed[front])) pairs.push([front, front++]);
  let back = 0;
  while (back < most - front && isSame(former[former.length - 1 - back], parsed[parsed.length - 1 - back])) {
    back++;
    pairs.push([former.length - back, parsed.length - back]);
  }
  if (former.length === parsed.length) for (let n = front; n < former.length - back; n++) pairs.push([n, n]);
  return pairs;
}

function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && a.length === b.length && a.every((each, n) => isSame(each, b[n]));
  if (isReference(a)) return isReference(b) && a.$refText === b.$refText;
  if (!isAstNode(a) || !isAstNode(b) || a.$type !== b.$type) return false;
  let count = 0;
  for (const [name, value] of held(a)) {
    if (!isSame(value, (b as unknown as Held)[name])) return false;
    count++;
  }
  for (const _ of held(b)) count--;
  return count === 0;
}

/** Puts a node where one that says the same was parsed, with all that it holds. */
function adopt(former: AstNode, parsed: AstNode): void {
  const syntax = parsed.$cstNode;
  if (syntax && 'content' in syntax) (syntax as Mutable<CstNode>).astNode = former;
  (former as Mutable<AstNode>).$cstNode = syntax;
  const couple = (mine: unknown, theirs: unknown): void => {
    if (isReference(theirs)) (mine as Mutable<Reference>).$refNode = theirs.$refNode;
    else if (isAstNode(theirs)) adopt(mine as AstNode, theirs);
  };
  for (const [name, theirs] of held(parsed)) {
    const mine = (former as unknown as Held)[name];
    if (Array.isArray(theirs)) for (const [n, each] of theirs.entries()) couple((mine as unknown[])[n], each);
    else couple(mine, theirs);
  }
}
