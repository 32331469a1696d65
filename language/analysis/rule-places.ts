import { append, commonEnds, isSameList, placesThatDiffer } from '../model/lists.ts';
import { onceFor } from '../model/once-for.ts';
import type { PlanRule, PlanZone } from '../model/plan.ts';
import type { ServiceSet } from '../model/services.ts';
import { atOnce, type Steps } from '../model/steps.ts';
import type { RuleBox } from './permissions.ts';
import { byPair, MOST_PAIRS, type Placed } from './placed-parts.ts';
import type { Box } from './region.ts';
import { areSpread, type Parts, type SpreadParts } from './row-boxes.ts';
import type { ZoneFinder } from './zone-finder.ts';

type Ends = Pick<Box, 'sources' | 'destinations'>;

/** What is noted under each pair of zones, with what touches many. */
interface Merged<T extends RuleBox> {
  readonly own: readonly T[];
  readonly wide: readonly T[];
  readonly spread: readonly SpreadParts<T>[];
  readonly all: readonly T[];
}

/**
 * The parts of rules by the pairs of zones that they touch, in the order of the rules. After an edit all lists but those that changed are
 * the same objects, so that what was made of them is known still.
 */
export class RulePlaces<T extends RuleBox> {
  /** The parts of each rule; the same list for a rule that stayed as it was. */
  readonly groups: readonly Parts<T>[];
  /** What is made when somebody asks about two zones, and is noted under none. */
  readonly spread: readonly SpreadParts<T>[];
  private readonly finder: ZoneFinder;
  private readonly items: Map<number, readonly T[]>;
  /** What touches very many pairs. */
  private readonly wide: readonly T[];
  private readonly merged: Map<number, Merged<T>>;
  /** Where the parts of each rule stand among all. */
  private numbers: ReadonlyMap<PlanRule | undefined, number> | undefined;

  /**
   * @param former the same before an edit
   * @param placed what touches which zones, where that has been found out and nothing was before
   */
  constructor(finder: ZoneFinder, groups: readonly Parts<T>[], former?: RulePlaces<T>, placed?: Placed<T>) {
    this.finder = finder;
    this.groups = groups;
    const before = former?.finder === finder ? former : undefined;
    const changes = changesOf(before?.groups ?? [], groups);
    // After an edit of a list the others are not gone through.
    this.spread = before && !changes.some((each) => each.some(areSpread)) ? before.spread : groups.filter(areSpread);
    const [gone, added] = changes.map((each) => each.filter(isList<T>)) as [Lists<T>, Lists<T>];
    this.merged = before?.merged ?? new Map();
    if (before && !gone.some((each) => each.length) && !added.some((each) => each.length)) {
      this.items = before.items;
      this.wide = before.wide;
      return;
    }
    if (!before) {
      const { pairs, wide } = placed ?? atOnce(byPair(finder, added));
      this.items = pairs;
      this.wide = wide;
      return;
    }
    this.items = new Map(before.items);
    const [goneFrom, addedTo] = [gone, added].map((each) => atOnce(byPair(finder, each))) as [Placed<T>, Placed<T>];
    const without = new Set(gone.flat());
    for (const pair of new Set([...goneFrom.pairs.keys(), ...addedTo.pairs.keys()])) {
      const list = this.replaced(this.items.get(pair) ?? [], without, addedTo.pairs.get(pair) ?? []);
      if (list.length) this.items.set(pair, list);
      else this.items.delete(pair);
    }
    const { wide } = before;
    this.wide = goneFrom.wide.length || addedTo.wide.length ? this.replaced(wide, without, addedTo.wide) : wide;
  }

  /** The same in steps. */
  static *making<T extends RuleBox>(
    finder: ZoneFinder,
    groups: readonly Parts<T>[],
    former?: RulePlaces<T>,
  ): Steps<RulePlaces<T>> {
    if (former?.finder === finder) return new RulePlaces(finder, groups, former);
    return new RulePlaces(finder, groups, undefined, yield* byPair(finder, groups.filter(isList)));
  }

  /** What may touch traffic between two zones: the same list as before, as long as it holds the same. */
  at(from: PlanZone, to: PlanZone): readonly T[] {
    // Of a plan without denies a million pairs of zones may be asked.
    return this.items.size || this.wide.length || this.spread.length ? this.atPair(this.finder.pairOf(from, to)) : NOTHING;
  }

  /** The pairs of zones that anything touches which is a list, by their numbers; nothing where these are more than so many. */
  pairsTouched(most: number): Iterable<readonly [from: number, to: number]> | undefined {
    const { finder } = this;
    const pairs = new Set(this.items.keys());
    for (const { sources, destinations } of this.wide) {
      const [froms, tos] = [finder.zonesOf(sources), finder.zonesOf(destinations)];
      if (froms.length * tos.length > most) return undefined;
      for (const from of froms) for (const to of tos) pairs.add(finder.pair(from, to));
      if (pairs.size > most) return undefined;
    }
    return pairs.size > most ? undefined : [...pairs].map((pair) => finder.endsOf(pair));
  }

  /** The lists under all pairs of zones that some addresses touch. */
  listsFor({ sources, destinations }: Ends, services?: ServiceSet): (readonly T[])[] {
    const [froms, tos] = [this.finder.zonesOf(sources), this.finder.zonesOf(destinations)];
    if (froms.length * tos.length <= MOST_PAIRS)
      return froms.flatMap((from) => tos.map((to) => this.atPair(this.finder.pair(from, to)))).filter((list) => list.length > 0);
    return [
      ...this.listsAmong(froms, tos),
      ...this.spread.map((parts) => parts.touching({ sources, destinations, ...(services && { services }) })),
    ];
  }

  /** Objects that are the same as long as all that may touch some addresses is. */
  marksOf(ends: Ends): readonly unknown[] {
    if (this.touchFew(ends)) return this.listsFor(ends);
    const [froms, tos] = [this.finder.zonesOf(ends.sources), this.finder.zonesOf(ends.destinations)];
    return [...this.listsAmong(froms, tos), ...this.spread];
  }

  /** The rules of which parts may touch some addresses: makes none of what is made when somebody asks about two zones. */
  *rulesNear({ sources, destinations }: Ends): Iterable<PlanRule> {
    const [froms, tos] = [this.finder.zonesOf(sources), this.finder.zonesOf(destinations)];
    for (const list of this.listsAmong(froms, tos)) for (const { rule } of list) yield rule;
    for (const { rule } of this.spread)
      if (rule.sourceAddresses.overlaps(sources) && rule.destinationAddresses.overlaps(destinations)) yield rule;
  }

  /** Whether some addresses touch so few pairs of zones that what is there is looked up under each. */
  touchFew({ sources, destinations }: Ends): boolean {
    return this.finder.zonesOf(sources).length * this.finder.zonesOf(destinations).length <= MOST_PAIRS;
  }

  /** All that has ends in common with some traffic, each thing once, in the order of the rules. */
  touching(ends: Ends): T[] {
    return this.inOrder(this.near(ends));
  }

  /** The same, and that has services in common where any are given, as it stands in the lists of all rules, whatever files these are in. */
  listed(ends: Ends, services?: ServiceSet): T[] {
    const near = this.near(ends, services);
    if (near.length < 2) return near;
    this.numbers ??= new Map(this.groups.map((parts, n) => [areSpread(parts) ? parts.rule : parts[0]?.rule, n]));
    const { groups, numbers } = this;
    const numberOf = ({ rule }: T): number => numbers.get(rule) ?? 0;
    const placeIn = (box: T): number => {
      const parts = groups[numberOf(box)]!;
      // What is made when somebody asks comes in its order.
      return areSpread(parts) ? 0 : (placesIn(parts).get(box) ?? 0);
    };
    return near.sort((a, b) => numberOf(a) - numberOf(b) || placeIn(a) - placeIn(b));
  }

  private near(ends: Ends, services?: ServiceSet): T[] {
    const lists = this.listsFor(ends, services);
    const all = lists.length > 1 ? [...new Set(lists.flat())] : (lists[0] ?? []);
    return all.filter(
      (box) =>
        (!services || box.services.overlaps(services)) &&
        box.sources.overlaps(ends.sources) &&
        box.destinations.overlaps(ends.destinations),
    );
  }

  private atPair(pair: number): readonly T[] {
    const own = this.items.get(pair) ?? NOTHING;
    const { wide, spread } = this;
    if (!wide.length && !spread.length) return own;
    const known = this.merged.get(pair);
    if (known?.own === own && known.wide === wide && known.spread === spread) return known.all;
    const [from, to] = this.finder.endsOf(pair);
    const { finder } = this;
    const more = wide.filter(
      (box) => finder.zonesOf(box.sources).includes(from) && finder.zonesOf(box.destinations).includes(to),
    );
    for (const parts of spread) append(more, parts.atNumbers(from, to));
    // Where all of it is here and nothing else is, it is one list for all such pairs, and so is what is made of that.
    const isAll = more.length === wide.length && !own.length && !spread.length;
    let all = isAll ? wide : more.length ? this.inOrder([...own, ...more]) : own;
    // Most edits of what is wide leave it as it is here.
    if (known && isSameList(known.all, all)) all = known.all;
    this.merged.set(pair, { own, wide, spread, all });
    return all;
  }

  /** The lists that may touch pairs of some zones, of what is noted. */
  private *listsAmong(froms: readonly number[], tos: readonly number[]): Iterable<readonly T[]> {
    if (froms.length * tos.length <= MOST_PAIRS)
      for (const from of froms) for (const to of tos) yield this.items.get(this.finder.pair(from, to)) ?? NOTHING;
    else {
      const [ofFroms, ofTos] = [new Set(froms), new Set(tos)];
      for (const [pair, list] of this.items) {
        const [from, to] = this.finder.endsOf(pair);
        if (ofFroms.has(from) && ofTos.has(to)) yield list;
      }
    }
    yield this.wide;
  }

  private inOrder(boxes: T[]): T[] {
    return boxes.sort((a, b) => placeOf(a.rule) - placeOf(b.rule));
  }

  /** A list without what has gone, and with what has come where its rules stand. */
  private replaced(list: readonly T[], gone: ReadonlySet<T>, added: readonly T[]): readonly T[] {
    const rest = list.filter((box) => !gone.has(box));
    if (!added.length || !rest.length) return added.length ? added : rest;
    const result: T[] = [];
    let next = 0;
    for (const box of added) {
      const number = placeOf(box.rule);
      while (next < rest.length && placeOf(rest[next]!.rule) < number) result.push(rest[next++]!);
      result.push(box);
    }
    for (; next < rest.length; next++) result.push(rest[next]!);
    return result;
  }
}

type Lists<T> = (readonly T[])[];

/** Where each part of a rule stands among its parts. */
const placesIn = onceFor((parts: readonly unknown[]): ReadonlyMap<unknown, number> => new Map(parts.map((box, n) => [box, n])));

function isList<T extends RuleBox>(parts: Parts<T>): parts is readonly T[] {
  return !areSpread(parts);
}

/** Where a rule stands among the statements of its file, which are in the order of the rules. */
export function placeOf({ node }: PlanRule): number {
  return node.$containerIndex ?? -1;
}

const NOTHING: readonly never[] = [];

/**
 * What has gone from a list and what has come, each in order. All else is in both and has the same order: of lists of one length it stands
 * at the same places, of others at both ends.
 */
export function changesOf<I>(before: readonly I[], after: readonly I[]): [gone: readonly I[], come: readonly I[]] {
  if (before.length === after.length) {
    const places = placesThatDiffer(before, after);
    return [places.map((n) => before[n]!), places.map((n) => after[n]!)];
  }
  const [start, end] = commonEnds(before, after);
  return [before.slice(start, before.length - end), after.slice(start, after.length - end)];
}
