import { speaksOfNames } from '../analysis/host-names.ts';
import { type Box, intersectBoxes, isEmptyBox, overlap, type Region, subtract, subtractBox } from '../analysis/region.ts';
import { type AddressSet, ALL_IPS, ALL_IPV4, ALL_IPV6, statedNames } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { append } from '../model/lists.ts';
import type { NamePlaces } from '../model/name-places.ts';
import { nearby } from './near-entries.ts';
import type { Entry, ProgramList } from './program.ts';
import type { RuleList, RunningRule } from './running.ts';

/** A part of what was asked about, and what decides it. */
export interface Decision {
  readonly box: Box;
  /** The list that decides. */
  readonly list: RuleList;
  /** The rule that decides; where none does, what the list has for all that no rule matches. */
  readonly rule: RunningRule | undefined;
  /** Why it isn't certain that this is what decides. */
  readonly perhaps?: string;
  /** What let it pass in the stages before this one, first to last. */
  readonly before?: readonly Decision[];
}

/** What each step counts as: a rule that matches counts for more than one that is held against a question, and so do lists that are called. */
const MATCH_STEPS = 10;
const CALL_STEPS = 100;
/** To find a rule that traffic may meet. */
const NEAR_STEPS = 4;
/** So many rules are looked at in a step to find those. */
export const LOOKED = 4;
/** Sets of so many intervals take a step more. */
const INTERVALS = 2;
/** To see whether two sets meet of which both have so many intervals takes a step more. */
const LOOKS = 16;
/** So many rules may leave one question open before nobody knows: who reads of them learns no more from others. */
const MOST_OPEN = 1000;
/** So deep lists call each other. */
const MOST_CALLS = 64;

export const TOO_MUCH = 'its rules lead to more cases than are looked at';

/** Whether a decision is none, since there was more to look at than is: whatever rule may have decided. */
export function isTooMuch({ rule, perhaps }: Decision): boolean {
  return rule === undefined && perhaps === TOO_MUCH;
}

/** One question on its way through the lists. */
export class Walk {
  private readonly lists: ReadonlyMap<string, ProgramList>;
  private readonly names: NamePlaces | undefined;
  private permits: Decision[] = [];
  private denies: Decision[] = [];
  private isOpen = false;
  private readonly most: number;
  steps = 0;
  private open = 0;
  private depth = 0;

  /** @param most how many steps it may take */
  constructor(lists: ReadonlyMap<string, ProgramList>, names: NamePlaces | undefined, most: number) {
    this.lists = lists;
    this.names = names;
    this.most = most;
  }

  /** What a stage makes of some traffic. */
  through(list: ProgramList, region: Region): { permits: Decision[]; denies: Decision[]; isOpen: boolean } {
    [this.permits, this.denies, this.isOpen] = [[], [], false];
    const { list: named } = list;
    for (const box of this.run(list, region)) {
      // Where a stage has none of its own to say, nothing is closed.
      if (named.otherwise === 'deny') this.denies.push({ box, list: named, rule: undefined });
      else this.permits.push({ box, list: named, rule: undefined });
    }
    return { permits: this.permits, denies: this.denies, isOpen: this.isOpen };
  }

  /** Notes what a list decides. @returns what goes back to who called it */
  private run(list: ProgramList, region: Region): Region {
    if (this.depth >= MOST_CALLS || this.isOver()) {
      this.leaveOpen(region, list.list, undefined, TOO_MUCH);
      return [];
    }
    this.depth++;
    this.steps += CALL_STEPS;
    const returned: Box[] = [];
    const { found: open, looked } = nearby(list, region);
    this.steps += Math.floor(looked / LOOKED);
    for (let next = open.pop(); next; next = open.pop()) {
      const { near } = next;
      this.steps += NEAR_STEPS * (near.length - next.from);
      let left: Box | undefined = next.box;
      let size = sizeOf(left) / LOOKS;
      for (let n = next.from; n < near.length && left; n++) {
        const entry = near[n]!;
        this.steps += 1 + Math.floor(Math.min(size, sizeOf(entry) / LOOKS));
        if (this.isOver()) {
          this.leaveOpen([left], list.list, undefined, TOO_MUCH);
          left = undefined;
          break;
        }
        const met: Box = this.names && speaksOfNames(left) ? withNames(left, entry, this.names) : entry;
        if (this.names && (entry.named || speaksOfNames(left)))
          for (const part of mayBeMet(left, entry, met, this.names))
            append(returned, this.apply(list, entry, part, A_NAME).returned);
        if (!overlap(left, met)) continue;
        const common = intersectBoxes(left, met);
        if (isEmptyBox(common)) continue;
        this.steps += MATCH_STEPS + Math.ceil((sizeOf(left) + sizeOf(entry)) / INTERVALS);
        const { returned: gone, back } = this.apply(list, entry, common, entry.perhaps);
        append(returned, gone);
        if (entry.perhaps !== undefined) continue;
        const [first, ...others]: Box[] = [...subtractBox(left, met), ...back];
        for (const box of others) open.push({ box, near, from: n + 1 });
        left = first;
        size = left ? sizeOf(left) / LOOKS : 0;
      }
      if (left) append(returned, this.end(list.list, left));
    }
    this.depth--;
    return returned;
  }

  /**
   * What an entry does with what it matches, or may match.
   * @returns what leaves the list, and what comes back to it from one that was called
   */
  private apply({ list }: ProgramList, entry: Entry, box: Box, perhaps: string | undefined): { returned: Region; back: Region } {
    const { rule } = entry;
    const decision = { box, list, rule, ...(perhaps !== undefined && { perhaps }) };
    if (perhaps !== undefined) {
      this.isOpen = true;
      this.open++;
    }
    switch (rule.action) {
      case 'permit':
        this.permits.push(decision);
        return NOTHING;
      case 'deny':
        this.denies.push(decision);
        return NOTHING;
      case 'return':
        return { returned: [box], back: [] };
      case 'unknown':
        this.leaveOpen([box], list, rule, perhaps ?? openBy(rule));
        return NOTHING;
      default: {
        const called = this.lists.get(rule.action.call);
        // What comes back from a rule that may not match is still here anyway.
        if (called) return { returned: [], back: this.run(called, [box]) };
        this.leaveOpen([box], list, rule, `the file doesn't hold ${rule.action.call}`);
        return NOTHING;
      }
    }
  }

  /** What becomes of what no rule of a list matches. */
  private end(list: RuleList, box: Box): Region {
    if (this.depth === 1 || list.otherwise === 'return') return [box];
    if (list.otherwise === 'permit') this.permits.push({ box, list, rule: undefined });
    else this.denies.push({ box, list, rule: undefined });
    return [];
  }

  /** Whether it takes more to answer than is looked at. */
  private isOver(): boolean {
    return this.steps > this.most || this.open > MOST_OPEN;
  }

  private leaveOpen(region: Region, list: RuleList, rule: RunningRule | undefined, perhaps: string): void {
    this.isOpen = true;
    this.open += region.length;
    for (const box of region) {
      this.permits.push({ box, list, rule, perhaps });
      this.denies.push({ box, list, rule, perhaps });
    }
  }
}

/** Why what a rule does is open, where the rule itself has no reason: another one may be told as what decides. */
function openBy({ line, text }: RunningRule): string {
  return `line ${line} decides it too, and what becomes of such packets there hangs on more than the file says (${text})`;
}

/** How many intervals a box has, which is what it takes to hold it against another one. */
export function sizeOf({ sources, destinations, services }: Box): number {
  return sources.intervals.length + destinations.intervals.length + services.intervals.length;
}

const NOTHING: { returned: Region; back: Region } = { returned: [], back: [] };
const A_NAME = 'a host name may be one of these addresses';

/** An entry with the names that some traffic says and that it matches for certain, since it holds every address that they may be there. */
function withNames(box: Box, entry: Box, names: NamePlaces): Box {
  const side = (own: AddressSet, opposite: AddressSet, held: AddressSet): AddressSet => {
    const said = statedNames(own);
    if (said.isEmpty) return held;
    const family = FAMILIES.find((each) => each.covers(opposite)) ?? ALL_IPS;
    const met: AddressSet[] = [];
    const others: AddressSet[] = [];
    for (const place of names.within(said)) {
      const there = place.addresses.intersect(family);
      (!there.isEmpty && held.covers(there) ? met : others).push(place.names);
    }
    // A name in two zones may be in either.
    return met.length ? held.union(IntervalSet.unionAll(met).subtract(IntervalSet.unionAll(others))) : held;
  };
  return {
    sources: side(box.sources, box.destinations, entry.sources),
    destinations: side(box.destinations, box.sources, entry.destinations),
    services: entry.services,
  };
}

const FAMILIES = [ALL_IPV4, ALL_IPV6];

/**
 * What of some traffic an entry may match besides what it matches for certain: a name on one side may be an address on the other.
 * @param met what it matches for certain
 */
function mayBeMet(box: Box, entry: Box, met: Box, names: NamePlaces): Region {
  const services = box.services.intersect(entry.services);
  if (services.isEmpty) return [];
  const side = (own: AddressSet, other: AddressSet): AddressSet =>
    IntervalSet.unionAll([
      own.intersect(other),
      statedNames(own).intersect(names.mayBe(other.intersect(ALL_IPS))),
      own.intersect(ALL_IPS).intersect(names.addressesOf(statedNames(other))),
    ]);
  const may = { sources: side(box.sources, entry.sources), destinations: side(box.destinations, entry.destinations), services };
  return isEmptyBox(may) ? [] : subtract([may], [met]);
}
