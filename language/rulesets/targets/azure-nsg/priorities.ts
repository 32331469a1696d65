/** Where a rule stands among those of its direction, from the first to the last. */
export type Section = 'inside' | 'deny' | 'allow' | 'barrier' | 'rest' | 'last';

export const PRIORITY = { least: 100, most: 4096 } as const;

/** Where the sections begin, so that a rule more in one of them leaves the others where they are. */
const BEGINS: Record<Section, number> = { inside: 100, deny: 200, allow: 1000, barrier: 3500, rest: 3520, last: 4090 };
const ORDER: readonly Section[] = ['inside', 'deny', 'allow', 'barrier', 'rest', 'last'];
const GAPS = [10, 5, 2, 1];

/**
 * Gives every rule a priority that no other has, in the order of sections and then of the list; with gaps for what an engineer may have to put
 * between, as far as there is room.
 */
export function setPriorities<T extends { readonly section: Section }>(items: readonly T[]): { item: T; priority: number }[] {
  const sections = ORDER.map((section, n) => {
    const own = items.filter((i) => i.section === section);
    const begin = BEGINS[section];
    const next = ORDER[n + 1];
    const room = (next ? BEGINS[next] : PRIORITY.most + 1) - begin;
    const gap = section === 'last' ? room - 1 : GAPS.find((g) => own.length * g <= room);
    return { section, own, begin, gap };
  });
  if (sections.every((s) => s.gap !== undefined))
    return sections.flatMap(({ section, own, begin, gap }) =>
      own.map((item, n) => ({
        item,
        // The last rule of all has the last place of all.
        priority: section === 'last' ? PRIORITY.most - (own.length - 1 - n) * 6 : begin + n * gap!,
      })),
    );
  // A section is too long for its place: one after the other, which has room for far more rules than a group may hold.
  return sections.flatMap((s) => s.own).map((item, n) => ({ item, priority: PRIORITY.least + n }));
}
