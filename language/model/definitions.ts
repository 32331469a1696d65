/**
 * Definitions in an order in which whatever one is made of stands before it. Those that lead back to themselves stand together, so that
 * each is gone through once, however many lead to it, and however deep they lie.
 * @param starts where to begin; all that they are made of is in the result as well
 * @param partsOf what one is made of, directly
 */
export function inOrder<T>(starts: Iterable<T>, partsOf: (definition: T) => readonly T[]): T[][] {
  const found: T[][] = [];
  const numbers = new Map<T, number>();
  // What is open is no circle yet, and has all that follows it in this list below it.
  const open: T[] = [];
  const lowest = new Map<T, number>();
  for (const start of starts) {
    if (numbers.has(start)) continue;
    const path: { definition: T; parts: readonly T[]; next: number }[] = [];
    const enter = (definition: T): void => {
      numbers.set(definition, numbers.size);
      lowest.set(definition, numbers.size - 1);
      open.push(definition);
      path.push({ definition, parts: partsOf(definition), next: 0 });
    };
    const lower = (definition: T, number: number): void => {
      lowest.set(definition, Math.min(lowest.get(definition)!, number));
    };
    enter(start);
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const part = at.parts[at.next++];
      if (part !== undefined) {
        if (!numbers.has(part)) enter(part);
        else if (lowest.has(part)) lower(at.definition, numbers.get(part)!);
        continue;
      }
      path.pop();
      const { definition } = at;
      const low = lowest.get(definition)!;
      const above = path.at(-1);
      if (above) lower(above.definition, low);
      if (low !== numbers.get(definition)) continue;
      const circle = open.splice(open.lastIndexOf(definition));
      for (const each of circle) lowest.delete(each);
      found.push(circle);
    }
  }
  return found;
}

/** Whether some definitions that stand together are a circle: several, or one that is made of itself. */
export function isCircle<T>(together: readonly T[], partsOf: (definition: T) => readonly T[]): boolean {
  return together.length > 1 || together.some((each) => partsOf(each).includes(each));
}
