import { BoxIndex } from '../analysis/box-index.ts';
import type { Box, Region } from '../analysis/region.ts';
import { type AddressSet, ALL_IPS, ALL_NAMES, hasAddresses, statedNames } from '../model/addresses.ts';
import { append, note, smallest } from '../model/lists.ts';
import { merged } from '../running/merged.ts';
import type { DecidedRule } from './decided.ts';

/** Rules with the same reason, or of the same name, put together, as somebody would write them. */
export function grouped(rules: readonly DecidedRule[]): DecidedRule[] {
  const groups = new Map<string, DecidedRule[]>();
  // Places of which nothing is known have names that nobody has said.
  const sayable = rules.map((rule) => ({
    ...rule,
    boxes: rule.boxes.filter((box) => isSayable(box.sources) && isSayable(box.destinations)),
  }));
  for (const rule of sayable.filter(({ boxes }) => boxes.length)) {
    const { action, reason, called, perhaps, until } = rule;
    const key = JSON.stringify([action, reason, called, perhaps, until ?? `${until}`, perhaps === undefined || rule.file]);
    note(groups, key, rule);
  }
  const result = [...groups.values()].flatMap((all) => {
    const [first] = all;
    if (all.length === 1) return merged(first!.boxes).map((box) => ({ ...first!, boxes: [box] }));
    const boxes: Box[] = [];
    for (const rule of all) append(boxes, rule.boxes);
    const joined = first!.reason === undefined && first!.called === undefined ? merged(boxes) : bothFamilies(merged(boxes));
    const origins = new BoxIndex(all.flatMap((rule, n) => rule.boxes.map((box) => ({ ...box, n }))));
    return joined.map((box) => {
      const { device, file, line } = all[originOf(box, origins)]!;
      return { ...first!, boxes: [box], device, file, line };
    });
  });
  return result.sort((a, b) => Number(a.action === 'allow') - Number(b.action === 'allow') || a.line - b.line);
}

function isSayable(set: AddressSet): boolean {
  return set.overlaps(ALL_IPS) || !statedNames(set).isEmpty;
}

/** Boxes of one family each put together with what says the same of the other family. */
function bothFamilies(region: Region): Region {
  const result: Box[] = [];
  const waiting = new Map<string, number>();
  for (const box of region) {
    const family = ([4, 6] as const).find((each) => isOf(box, each));
    const names = [box.sources, box.destinations].map((set) => set.intersect(ALL_NAMES).key);
    const key = (of: number): string => [box.services.key, ...names, of].join(' ');
    const at = family && waiting.get(key(10 - family));
    if (at !== undefined) {
      const other = result[at]!;
      waiting.delete(key(10 - family!));
      result[at] = {
        sources: other.sources.union(box.sources),
        destinations: other.destinations.union(box.destinations),
        services: box.services,
      };
      continue;
    }
    if (family) waiting.set(key(family), result.length);
    result.push(box);
  }
  return result;
}

/** Whether all addresses of a box are of one family. */
function isOf({ sources, destinations }: Box, family: 4 | 6): boolean {
  return [sources, destinations].every((set) => hasAddresses(set, family) && !hasAddresses(set, family === 4 ? 6 : 4));
}

/** The number of the first rule that has something of a box. */
function originOf(box: Box, origins: BoxIndex<Box & { readonly n: number }>): number {
  return smallest(origins.touching(box).map(({ n }) => n));
}
