import { hashOf } from '../../short-hash.ts';

/** Where a rule stands among those of its direction, from the first to the last. */
export type Section = 'inside' | 'deny' | 'allow' | 'barrier' | 'rest' | 'last';

export const PRIORITY = { least: 100, most: 4096 } as const;

/** Where the sections begin, so that a rule more in one of them leaves the others where they are. */
const BEGINS: Record<Section, number> = { inside: 100, deny: 200, allow: 1000, barrier: 3500, rest: 3520, last: 4090 };
const ORDER: readonly Section[] = ['inside', 'deny', 'allow', 'barrier', 'rest', 'last'];

/**
 * Gives every rule a priority that no other has, in the order of sections. Within a section the order means nothing, so that a rule gets a
 * place by what it is called and keeps it while others come and go; only one that wants a taken place gets another.
 */
export function setPriorities<T extends { readonly section: Section; readonly label: string }>(
  items: readonly T[],
): { item: T; priority: number }[] {
  const sections = ORDER.map((section, n) => {
    const own = items.filter((i) => i.section === section);
    const begin = BEGINS[section];
    const next = ORDER[n + 1];
    return { section, own, begin, room: (next ? BEGINS[next] : PRIORITY.most + 1) - begin };
  });
  // A section is too long for its place: one after the other, which has room for far more rules than a group may hold.
  if (sections.some(({ own, room }) => own.length > room))
    return sections.flatMap((s) => s.own).map((item, n) => ({ item, priority: PRIORITY.least + n }));
  return sections.flatMap(({ section, own, begin, room }) => {
    // The last rule of all has the last place of all.
    if (section === 'last') return own.map((item, n) => ({ item, priority: PRIORITY.most - (own.length - 1 - n) * 6 }));
    if (section === 'inside' || section === 'barrier') return own.map((item, n) => ({ item, priority: begin + 10 * n }));
    return placed(own, begin, room);
  });
}

function placed<T extends { readonly label: string }>(
  own: readonly T[],
  begin: number,
  room: number,
): { item: T; priority: number }[] {
  const taken = new Set<number>();
  const placeOf = ({ label }: T): number => {
    let place = hashOf(label) % room;
    for (let n = 2; taken.has(place); n++) place = n <= MOST_TRIES ? hashOf(`${label} ${n}`) % room : (place + 1) % room;
    taken.add(place);
    return begin + place;
  };
  return own.map((item) => ({ item, priority: placeOf(item) })).sort((a, b) => a.priority - b.priority);
}

/** After so many places that are taken, the next free one will do. */
const MOST_TRIES = 20;
