/** What `Object` has since Node 21 and the parser library uses; the command line and the server run on Node 20 too. */
const target: { groupBy?: typeof groupBy } = Object as never;

function groupBy<T>(items: Iterable<T>, keyOf: (item: T, index: number) => PropertyKey): Record<PropertyKey, T[]> {
  const groups: Record<PropertyKey, T[]> = Object.create(null);
  let index = 0;
  for (const item of items) {
    const key = keyOf(item, index++);
    groups[key] ??= [];
    groups[key].push(item);
  }
  return groups;
}

if (!target.groupBy) Object.defineProperty(Object, 'groupBy', { configurable: true, writable: true, value: groupBy });

export {};
