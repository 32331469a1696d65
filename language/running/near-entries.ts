import { speaksOfNames } from '../analysis/host-names.ts';
import { type Box, overlap, type Region } from '../analysis/region.ts';
import type { AddressSet } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { Entry, ProgramList } from './program.ts';

/** A box with the entries that it may meet, from which on they are tried. */
interface Near {
  readonly box: Box;
  readonly near: readonly Entry[];
  readonly from: number;
}

/**
 * Each box with the entries that it may meet. Many boxes are looked up at once.
 * @returns with how many entries were looked at to find them
 */
export function nearby(list: ProgramList, region: Region): { found: Near[]; looked: number } {
  const before = list.looked;
  if (region.length < 8 || region.some(speaksOfNames)) {
    const found = region.map((box) => ({ box, near: list.near(box), from: 0 }));
    return { found, looked: list.looked - before };
  }
  const { entries } = list;
  const near = entries.length < WORTH_AN_INDEX * region.length ? within(region, entries) : list.near(hullOf(region));
  const found: Near[] = [];
  const looked = narrow(region, near, found);
  return { found, looked: list.looked - before + looked };
}

/** An index is asked where there are so many entries for each box. */
const WORTH_AN_INDEX = 64;

/** So many parts are held against what all of them may meet. */
const PARTS = 8;

/** Entries that many boxes may meet, by what each of these does: parts of them first, since those that follow each other mostly lie together. @returns how many were looked at */
function narrow(region: Region, near: readonly Entry[], result: Near[]): number {
  let looked = 0;
  const size = Math.ceil(region.length / PARTS);
  for (let n = 0; n < region.length; n += size) {
    looked += near.length;
    if (size === 1) {
      const box = region[n]!;
      result.push({ box, near: near.filter((entry) => entry.named || overlap(entry, box)), from: 0 });
      continue;
    }
    const part = region.slice(n, n + size);
    looked += narrow(part, near.length > FEW_NEAR ? within(part, near) : near, result);
  }
  return looked;
}

/** The entries that lie between the first and the last address of some traffic, on both sides. */
function within(region: Region, entries: readonly Entry[]): Entry[] {
  const [from, to] = [spanOf(region, 'sources'), spanOf(region, 'destinations')];
  return entries.filter((entry) => entry.named || (lies(entry.sources, from) && lies(entry.destinations, to)));
}

/** So few entries are held against each box at once. */
const FEW_NEAR = 4;

type Span = readonly [first: bigint, end: bigint];

function spanOf(region: Region, side: 'sources' | 'destinations'): Span {
  let [first, end] = [region[0]![side].intervals[0]!.start, 0n];
  for (const {
    [side]: { intervals },
  } of region) {
    if (intervals[0]!.start < first) first = intervals[0]!.start;
    if (intervals[intervals.length - 1]!.end > end) end = intervals[intervals.length - 1]!.end;
  }
  return [first, end];
}

function lies({ intervals }: AddressSet, [first, end]: Span): boolean {
  return intervals[0]!.start < end && first < intervals[intervals.length - 1]!.end;
}

function hullOf(region: Region): Box {
  return {
    sources: IntervalSet.unionAll(new Set(region.map(({ sources }) => sources))),
    destinations: IntervalSet.unionAll(new Set(region.map(({ destinations }) => destinations))),
    services: IntervalSet.unionAll(new Set(region.map(({ services }) => services))),
  };
}
