import { type Box, intersectBoxes, isEmptyBox, type Region } from '../analysis/region.ts';
import { ANYWHERE } from '../model/addresses.ts';
import { append } from '../model/lists.ts';
import { ANY_SERVICE } from '../model/services.ts';
import type { RunningRule } from '../running/running.ts';

/** All traffic. */
export const EVERYTHING: Box = { sources: ANYWHERE, destinations: ANYWHERE, services: ANY_SERVICE };
/** More ways to one list are not told apart: it may then be about everything. */
const MOST_CALLS = 32;

/** What a rule of a list matches. */
export interface Call {
  readonly rule: RunningRule;
  readonly boxes: Region;
}

/**
 * The traffic that gets to each list at most: all of it where it is a stage, else what the rules say that call it.
 * @param calls the rules of a list that call another one
 */
export function contextsOf(stages: readonly string[], calls: (list: string) => Iterable<Call>): ReadonlyMap<string, Region> {
  const contexts = new Map<string, Region>(stages.map((name) => [name, [EVERYTHING]]));
  const open = [...stages];
  const seen = new Set<string>();
  while (open.length) {
    const name = open.shift()!;
    if (seen.has(name)) continue;
    seen.add(name);
    for (const { rule, boxes } of calls(name)) {
      if (typeof rule.action !== 'object') continue;
      const { call } = rule.action;
      const before = contexts.get(call) ?? [];
      if (isEverything(before)) continue;
      const all = [...before];
      append(all, narrowed(boxes, contexts.get(name)!));
      // A list that was gone through already, and gets more now, may be about everything, and so may those that it calls.
      const isWide = seen.delete(call) || all.length > MOST_CALLS;
      contexts.set(call, isWide ? [EVERYTHING] : all);
      open.push(call);
    }
  }
  return contexts;
}

/** What of some boxes lies in a context; the boxes themselves where that is everything. */
export function narrowed(boxes: Region, context: Region): Region {
  if (isEverything(context)) return boxes;
  return boxes.flatMap((box) => context.map((outer) => intersectBoxes(box, outer)).filter((each) => !isEmptyBox(each)));
}

function isEverything(context: Region): boolean {
  return context.length === 1 && context[0] === EVERYTHING;
}
