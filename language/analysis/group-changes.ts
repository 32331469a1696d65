import { isSameList, keptEnds } from '../model/lists.ts';
import type { RoleGroup } from './role-index.ts';

/** Which groups came into a list, and which went. */
export interface Change {
  readonly come: readonly RoleGroup[];
  readonly gone: readonly RoleGroup[];
}

/** Which groups came and went; nothing where those that stay have changed their order. Many flows are between the same roles. */
export function changeOf(before: readonly RoleGroup[], now: readonly RoleGroup[]): Change | undefined {
  let known = changes.get(now);
  if (known?.before !== before) {
    known = { before, change: findChange(before, now) };
    changes.set(now, known);
    // Nobody asks any more from what the lists of before came, and each would keep another one.
    changes.delete(before);
  }
  return known.change;
}

const changes = new WeakMap<
  readonly RoleGroup[],
  { readonly before: readonly RoleGroup[]; readonly change: Change | undefined }
>();

function findChange(before: readonly RoleGroup[], now: readonly RoleGroup[]): Change | undefined {
  // An edit leaves the most of them where they are.
  const [start, end] = keptEnds(before, now);
  const [left, right] = [before.slice(start, before.length - end), now.slice(start, now.length - end)];
  const [were, are] = [new Set(left), new Set(right)];
  const gone = left.filter((group) => !are.has(group));
  const come = right.filter((group) => !were.has(group));
  const [stayed, staying] = [left.filter((group) => are.has(group)), right.filter((group) => were.has(group))];
  return isSameList(stayed, staying) ? { come, gone } : undefined;
}
