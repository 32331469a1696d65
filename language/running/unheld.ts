import { type Box, isEmptyBox } from '../analysis/region.ts';
import type { AddressSet } from '../model/addresses.ts';
import { type Interval, IntervalSet } from '../model/interval-set.ts';
import { note } from '../model/lists.ts';
import type { ServiceSet } from '../model/services.ts';
import type { Steps } from '../model/steps.ts';

/** What is taken away from a box. */
export interface Cuts {
  /** What is gone whatever else is said of it. */
  readonly aside: readonly Box[];
  /** What is gone, unless it is one of the exceptions. */
  readonly held: readonly Box[];
  /** What is held by nothing but `aside`. */
  readonly except: readonly Box[];
}

/** So many cuts are looked at in all the parts that ends fall into, each time they are. */
const MOST_LOOKS = 4_000_000;

/**
 * What of a box is left when others are taken away; exact. Ends are put together by which cuts are about them, all at once: to take cuts away one after the
 * other leaves pieces of pieces, which all cuts behind are held against.
 * @param most so many boxes are enough
 * @returns boxes that have nothing in common; `isPart` where there are more
 */
export function* unheld(box: Box, cuts: Cuts, most: number): Steps<{ region: Box[]; isPart: boolean }> {
  const region: Box[] = [];
  let looks = 0;
  const add = (sources: AddressSet, destinations: AddressSet, services: ServiceSet): void => {
    const left = { sources, destinations, services };
    if (!isEmptyBox(left)) region.push(left);
  };
  for (const from of partsOf(box.sources, cuts, 'sources')) {
    yield;
    if (!from.aside.length && !from.held.length) {
      add(from.ends, box.destinations, box.services);
      continue;
    }
    looks += from.aside.length + from.held.length + from.except.length;
    for (const to of partsOf(box.destinations, from, 'destinations')) {
      if (region.length >= most || looks > MOST_LOOKS) return { region, isPart: true };
      looks += to.aside.length + to.held.length + to.except.length;
      add(from.ends, to.ends, servicesLeft(box.services, to));
    }
  }
  return { region, isPart: false };
}

function servicesLeft(services: ServiceSet, { aside, held, except }: Cuts): ServiceSet {
  let left = services;
  for (const cut of aside) {
    if (left.isEmpty) return left;
    left = left.subtract(cut.services);
  }
  if (!held.length || left.isEmpty) return left;
  const all = unionOf(held);
  return left.subtract(except.length ? all.subtract(unionOf(except)) : all);
}

function unionOf(boxes: readonly Box[]): ServiceSet {
  return IntervalSet.unionAll(boxes.map(({ services }) => services));
}

/** Some ends, and the cuts that are about all of them. */
interface Part extends Cuts {
  readonly ends: AddressSet;
}

const KINDS = ['aside', 'held', 'except'] as const;

type Kinds = Record<(typeof KINDS)[number], Box[]>;

/** The ends of one side by which cuts are about them: those that none is about first, then by their addresses. */
function partsOf(ends: AddressSet, cuts: Cuts, side: 'sources' | 'destinations'): Part[] {
  const always: Kinds = { aside: [], held: [], except: [] };
  /** The cuts by the ends that they say; nothing where none of these is here. */
  const groups = new Map<AddressSet, Kinds | undefined>();
  const sets: { here: AddressSet; cuts: Kinds }[] = [];
  const groupOf = (said: AddressSet): Kinds | undefined => {
    const here = ends.intersect(said);
    if (here.isEmpty) return undefined;
    if (here === ends) return always;
    const own: Kinds = { aside: [], held: [], except: [] };
    sets.push({ here, cuts: own });
    return own;
  };
  for (const kind of KINDS)
    for (const cut of cuts[kind]) {
      const said = cut[side];
      if (!groups.has(said)) groups.set(said, groupOf(said));
      groups.get(said)?.[kind].push(cut);
    }
  if (!sets.length) return [{ ends, ...always }];
  const rest = ends.subtract(IntervalSet.unionAll(sets.map(({ here }) => here)));
  const parts: Part[] = rest.isEmpty ? [] : [{ ends: rest, ...always }];
  for (const { intervals, active } of alike(sets.map(({ here }) => here)).values()) {
    const all = [always, ...active.map((n) => sets[n]!.cuts)];
    const of = (kind: keyof Kinds): Box[] => all.flatMap((each) => each[kind]);
    parts.push({ ends: IntervalSet.of(intervals), aside: of('aside'), held: of('held'), except: of('except') });
  }
  return parts;
}

/** What is in at least one of some sets, by which of them hold it. */
function alike(sets: readonly AddressSet[]): Map<string, { intervals: Interval<bigint>[]; active: readonly number[] }> {
  const begins = new Map<bigint, number[]>();
  const ends = new Map<bigint, number[]>();
  for (const [n, { intervals }] of sets.entries())
    for (const { start, end } of intervals) {
      note(begins, start, n);
      note(ends, end, n);
    }
  const points = [...new Set([...begins.keys(), ...ends.keys()])].sort((a, b) => (a < b ? -1 : 1));
  const result = new Map<string, { intervals: Interval<bigint>[]; active: readonly number[] }>();
  const active = new Set<number>();
  for (const [at, start] of points.entries()) {
    for (const n of ends.get(start) ?? []) active.delete(n);
    for (const n of begins.get(start) ?? []) active.add(n);
    if (!active.size) continue;
    const numbers = active.size === 1 ? [...active] : [...active].sort((a, b) => a - b);
    const key = numbers.join();
    const known = result.get(key);
    const interval = { start, end: points[at + 1]! };
    if (known) known.intervals.push(interval);
    else result.set(key, { intervals: [interval], active: numbers });
  }
  return result;
}
