import { note } from '../../model/lists.ts';
import { type ConfigNode, ownChildren } from '../tree.ts';

/** What was moved in a list: to its `top` or `bottom`, or `before` or `after` another one. */
export interface Move {
  readonly container: ConfigNode;
  readonly name: string;
  readonly where: string;
  readonly beside: string | undefined;
}

/** Puts things where they were moved to: each list is gone through once, and each move is a step. */
export function reorder(moves: readonly Move[]): void {
  const byContainer = new Map<ConfigNode, Move[]>();
  for (const move of moves) note(byContainer, move.container, move);
  for (const [container, own] of byContainer) inOrder(container, own);
}

/** The ends of a list, which have no name. */
const [TOP, BOTTOM] = [Symbol('top'), Symbol('bottom')];

type Place = string | typeof TOP | typeof BOTTOM;

function inOrder(container: ConfigNode, moves: readonly Move[]): void {
  const children = ownChildren(container);
  const [before, after] = [new Map<Place, Place>(), new Map<Place, Place>()];
  const link = (one: Place, other: Place): void => {
    after.set(one, other);
    before.set(other, one);
  };
  let last: Place = TOP;
  for (const name of children.keys()) {
    link(last, name);
    last = name;
  }
  link(last, BOTTOM);
  for (const { name, where, beside = '' } of moves) {
    const next = where === 'top' ? after.get(TOP) : where === 'bottom' ? BOTTOM : where === 'before' ? beside : after.get(beside);
    if (!before.has(name) || next === undefined || next === name || !before.has(next)) continue;
    link(before.get(name)!, after.get(name)!);
    const previous = before.get(next)!;
    link(previous, name);
    link(name, next);
  }
  const ordered: ConfigNode[] = [];
  for (let at = after.get(TOP); typeof at === 'string'; at = after.get(at)) ordered.push(children.get(at)!);
  children.clear();
  for (const node of ordered) children.set(node.word, node);
}
