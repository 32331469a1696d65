/**
 * Of how many things, each with each of others, some lists consist together: what is in several lists counts once.
 * @param lists by a list of the ones, those of the others
 */
export function countOfLists<T>(lists: ReadonlyMap<readonly T[], ReadonlySet<readonly T[]>>): number {
  const others = new Set<readonly T[]>();
  for (const some of lists.values()) for (const each of some) others.add(each);
  const [rows, columns] = [classesOf([...lists.keys()]), classesOf([...others])];
  let count = 0;
  const width = columns.sizes.length;
  const seen = new Uint8Array(rows.sizes.length * width);
  for (const [list, some] of lists)
    for (const row of rows.of.get(list)!)
      for (const other of some)
        for (const column of columns.of.get(other)!) {
          if (seen[row * width + column]) continue;
          seen[row * width + column] = 1;
          count += rows.sizes[row]! * columns.sizes[column]!;
        }
  return count;
}

/** Things that are in the same lists, together. */
interface Classes<T> {
  readonly sizes: readonly number[];
  /** The classes that make up each list. */
  readonly of: ReadonlyMap<readonly T[], readonly number[]>;
}

function classesOf<T>(lists: readonly (readonly T[])[]): Classes<T> {
  const classOf = new Map<T, number>();
  const sizes: number[] = [];
  for (const list of lists) {
    // What was in one class by the lists so far is in two now: what of it is in this list as well, and the rest.
    const split = new Map<number | undefined, number>();
    for (const each of list) {
      const former = classOf.get(each);
      let own = split.get(former);
      if (own === undefined) {
        own = sizes.push(0) - 1;
        split.set(former, own);
      }
      classOf.set(each, own);
      sizes[own]!++;
      if (former !== undefined) sizes[former]!--;
    }
  }
  return { sizes, of: new Map(lists.map((list) => [list, [...new Set(list.map((each) => classOf.get(each)!))]])) };
}
