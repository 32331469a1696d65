import type { AddressSet } from '../model/addresses.ts';
import type { IntervalSet } from '../model/interval-set.ts';
import { onceFor } from '../model/once-for.ts';
import type { Box } from './region.ts';

/** A text that two address sets share exactly when they are equal; made once for each. */
export const addressKey: (set: AddressSet) => string = onceFor(({ intervals }) =>
  intervals.map((i) => `${i.start.toString(36)}-${(i.end - i.start).toString(36)}`).join(),
);

/** The same for services, their source ports included, and for moments. */
export const numbersKey: (set: IntervalSet<number>) => string = onceFor((set) => set.key);

/** A text that two boxes share exactly when they hold the same traffic. */
export function boxKey(box: Box): string {
  return `${addressKey(box.sources)} ${addressKey(box.destinations)} ${numbersKey(box.services)}`;
}

/** Boxes without those that are the same traffic as one before them, as the parts of rules are that say the same. */
export function distinct<T extends Box>(boxes: readonly T[]): readonly T[] {
  const seen = new Set<string>();
  return boxes.filter((box) => {
    const key = boxKey(box);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}
