import type { Box, Region } from '../analysis/region.ts';
import { hasAddresses, statedNames } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { ICMP_OF } from '../model/services.ts';

/** Boxes put together where they differ on one side alone, as somebody would write them. */
export function merged(region: Region): Region {
  if (region.length < 2) return region.map(withoutOtherIcmp);
  const ids = new SetIds();
  let cells = region.map((each): Cell => {
    const box = withoutOtherIcmp(each);
    return { box, sources: ids.of(box.sources), destinations: ids.of(box.destinations), services: ids.of(box.services) };
  });
  for (const side of ['destinations', 'sources', 'services', 'destinations'] as const) {
    const groups = new Map<number, Cell[]>();
    const [one, other] = KEPT[side];
    for (const cell of cells) {
      const key = cell[one] * MOST_SETS + cell[other];
      const group = groups.get(key);
      if (group) group.push(cell);
      else groups.set(key, [cell]);
    }
    if (groups.size === cells.length) continue;
    cells = [...groups.values()].map((group) => (group.length === 1 ? group[0]! : together(group, side, ids)));
  }
  return cells.map(({ box }) => box);
}

/** A box, and the numbers of its sets. */
interface Cell extends Readonly<Record<keyof Box, number>> {
  readonly box: Box;
}

function together(group: readonly Cell[], side: keyof Box, ids: SetIds): Cell {
  const set = IntervalSet.unionAll(group.map(({ box }) => box[side] as IntervalSet<never>));
  return { ...group[0]!, box: { ...group[0]!.box, [side]: set }, [side]: ids.of(set) };
}

const ICMP_OF_BOTH = ICMP_OF[4].union(ICMP_OF[6]);

/** Icmp of a family that the ends have no address of is no traffic, beside whatever else there is. */
function withoutOtherIcmp(box: Box): Box {
  const { sources, destinations, services } = box;
  // All of both is one word.
  if (!services.overlaps(ICMP_OF_BOTH) || services.covers(ICMP_OF_BOTH)) return box;
  for (const family of [4, 6] as const) {
    const isOwn = [sources, destinations].some((set) => !hasAddresses(set, family) && statedNames(set).isEmpty);
    if (!isOwn || !services.overlaps(ICMP_OF[family])) continue;
    const rest = services.subtract(ICMP_OF[family]);
    if (!rest.isEmpty) return { ...box, services: rest };
  }
  return box;
}

/** The sides on which boxes have to be the same, to be put together on another one. */
const KEPT = {
  sources: ['destinations', 'services'],
  destinations: ['sources', 'services'],
  services: ['sources', 'destinations'],
} as const;
/** No region has so many sets, so that two of their numbers make one. */
const MOST_SETS = 2 ** 26;

/** Numbers for sets, the same for equal ones: a set is mostly met again as the same object. */
class SetIds {
  private readonly bySet = new Map<object, number>();
  private readonly byKey = new Map<string, number>();

  of(set: Box[keyof Box]): number {
    let id = this.bySet.get(set);
    if (id === undefined) {
      const { key } = set;
      id = this.byKey.get(key) ?? this.byKey.size;
      this.byKey.set(key, id);
      this.bySet.set(set, id);
    }
    return id;
  }
}
