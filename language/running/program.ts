import { BoxIndex } from '../analysis/box-index.ts';
import { speaksOfNames, surroundings } from '../analysis/host-names.ts';
import type { Box, Region } from '../analysis/region.ts';
import { type AddressSet, ALL_IPS, ANYWHERE, holdsNames, NO_ADDRESSES, statedNames } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { NamePlaces } from '../model/name-places.ts';
import type { Dialing } from './dialing.ts';
import type { RuleList, RunningDevice, RunningRule } from './running.ts';

/** Which addresses lie at which place of a device: the interfaces and zones that its rules name. */
export interface Placing {
  readonly at: ReadonlyMap<string, AddressSet>;
  /** The addresses of which nobody knows where they lie. They may lie at every place that isn't known as a whole. */
  readonly unplaced: AddressSet;
  /** The host names of which the plan has no machine in a zone of its own: such a one may be any machine anywhere. */
  readonly freeNames?: AddressSet;
  /** Set where `at` has nothing for some places that rules name. */
  readonly strays?: Strays;
  /** The places at which nothing else lies than what `at` says. */
  readonly whole: ReadonlySet<string>;
  /** Set where the device knows components by other addresses than the plan. */
  readonly dialing?: Dialing;
}

/** What may lie at places of which nothing is known, though another one is known to have it. */
export interface Strays {
  /** What lies somewhere by the default route alone, and what of a plan's zone for all other addresses: rules about such a place may be about it. */
  readonly possible: AddressSet;
  /** What of it is not certain to lie where it is known to: inner zones of the plan that nothing but the default route gives a place. */
  readonly doubtful: AddressSet;
}

/** Nothing is known of any place. */
export const NOWHERE: Placing = { at: new Map(), unplaced: ANYWHERE, whole: new Set() };

/** One box of a rule, its places turned into addresses. */
export interface Entry extends Box {
  readonly rule: RunningRule;
  /** Where its rule stands in its list. */
  readonly position: number;
  /** Set where it may match less, with why. */
  readonly perhaps: string | undefined;
  /** Whether a host name stands at one of its ends, which may be addresses. */
  readonly named: boolean;
  /** Whether its addresses are known to lie where its rule says, and not only not known to lie elsewhere. */
  readonly isPlaced: boolean;
}

/** An entry by what it may be about: itself, and the addresses that its names may be. */
interface Placed extends Box {
  readonly entry: Entry;
}

/** A list with its rules as boxes, found by what they are about. */
export class ProgramList {
  readonly list: RuleList;
  readonly entries: readonly Entry[];
  private readonly names: NamePlaces | undefined;
  private index: BoxIndex<Entry> | undefined;
  /** The same where host names stand in some entries, which may be about more than they say. */
  private around: BoxIndex<Placed> | undefined;
  private readonly hasNames: boolean;

  constructor(list: RuleList, entries: readonly Entry[], names: NamePlaces | undefined) {
    this.list = list;
    this.entries = entries;
    this.names = names;
    this.hasNames = names !== undefined && entries.some(({ named }) => named);
  }

  /** The entries that some traffic may meet, in their order. */
  near(box: Box): readonly Entry[] {
    if (this.entries.length <= FEW) return this.entries;
    const { names } = this;
    const asked = names && speaksOfNames(box) ? surroundings(box, names) : box;
    if (!names || !this.hasNames) return this.indexed().touching(asked);
    this.around ??= new BoxIndex(
      this.entries.map((entry) => ({ ...(entry.named ? surroundings(entry, names) : pick(entry)), entry })),
    );
    return this.around.touching(asked).map(({ entry }) => entry);
  }

  /** How many entries were looked at to find those that were asked for. */
  get looked(): number {
    return (this.index?.looked ?? 0) + (this.around?.looked ?? 0);
  }

  /** Whether entries that count hold all of some traffic, as it is said. */
  covers(traffic: Region, counts: (entry: Entry) => boolean): boolean {
    return this.indexed().covers(traffic, (entry) => !entry.named && counts(entry));
  }

  private indexed(): BoxIndex<Entry> {
    this.index ??= new BoxIndex(this.entries);
    return this.index;
  }
}

/** So many entries are gone through without an index. */
const FEW = 8;

function pick({ sources, destinations, services }: Box): Box {
  return { sources, destinations, services };
}

/**
 * The lists of a device as boxes.
 * @param names where host names may be; without it they are nothing but what they are called
 */
export function compile(device: RunningDevice, placing: Placing, names?: NamePlaces): ReadonlyMap<string, ProgramList> {
  const sides = new Sides(placing);
  return new Map(
    [...device.lists].map(([name, list]) => [
      name,
      new ProgramList(
        list,
        list.rules.flatMap((rule, position) => inPlan(entriesOf(rule, position, sides), placing.dialing)),
        names,
      ),
    ]),
  );
}

/** Entries under the addresses of the plan, where those of the device are others. */
function inPlan(entries: Entry[], dialing: Dialing | undefined): Entry[] {
  return dialing ? entries.flatMap((entry) => dialing.inPlan(entry).map((box) => ({ ...entry, ...pick(box) }))) : entries;
}

/** Where traffic of a rule has to come from or go to: for certain, and perhaps. */
interface Side {
  readonly certain: AddressSet;
  readonly possible: AddressSet;
}

interface Parts extends Side {
  readonly besides: AddressSet;
  /** Why what is besides is not certain. */
  readonly why: string;
}

function within(addresses: AddressSet, side: Side, freeNames: AddressSet = NO_ADDRESSES): Parts {
  const certain = addresses.intersect(side.certain);
  const lost = holdsNames(addresses) ? statedNames(addresses).intersect(freeNames).subtract(side.certain) : NO_ADDRESSES;
  if (!lost.isEmpty) {
    // A name that the plan doesn't know is that of some machine at the place, where a rule says that it lies there.
    const possible = addresses.union(ALL_IPS).intersect(side.possible);
    return { certain, possible, besides: possible.subtract(certain), why: NAME_UNKNOWN };
  }
  if (side.possible === side.certain) return { certain, possible: certain, besides: NO_ADDRESSES, why: PLACE_UNKNOWN };
  const possible = addresses.intersect(side.possible);
  return { certain, possible, besides: possible.subtract(certain), why: PLACE_UNKNOWN };
}

const EVERY_SIDE: Side = { certain: ANYWHERE, possible: ANYWHERE };

/** What rules say of places, as addresses; the same for all rules that say the same. */
class Sides {
  private readonly placing: Placing;
  private readonly known = new Map<string, Side>();
  /** What of addresses lies at a side: many rules name one group, and what they have of it is one set. */
  private readonly parts = new WeakMap<AddressSet, Map<Side, Parts>>();

  constructor(placing: Placing) {
    this.placing = placing;
  }

  of(names: ReadonlySet<string> | undefined, others: ReadonlySet<string> | undefined): Side {
    if (!names && !others) return EVERY_SIDE;
    const key = `${names ? [...names].join('\n') : '*'}\0${others ? [...others].join('\n') : ''}`;
    let side = this.known.get(key);
    if (!side) {
      side = this.make(names, others);
      this.known.set(key, side);
    }
    return side;
  }

  /** What of some addresses lies at a side for certain, what of them may, and what of these is not certain. */
  partsOf(addresses: AddressSet, side: Side): Parts {
    const own = this.parts.get(addresses) ?? new Map<Side, Parts>();
    this.parts.set(addresses, own);
    let parts = own.get(side);
    if (!parts) {
      const whole = { certain: addresses, possible: addresses, besides: NO_ADDRESSES, why: PLACE_UNKNOWN };
      parts = side === EVERY_SIDE ? whole : within(addresses, side, this.placing.freeNames);
      own.set(side, parts);
    }
    return parts;
  }

  private make(names: ReadonlySet<string> | undefined, others: ReadonlySet<string> | undefined): Side {
    const here = names ? this.at(names) : EVERY_SIDE;
    if (!others) return here;
    const out = this.at(others);
    const certain = here.certain.subtract(out.possible.subtract(this.settled(others)));
    if (here.possible === here.certain && out.possible === out.certain) return { certain, possible: certain };
    return { certain, possible: here.possible.subtract(out.certain) };
  }

  /** What lies at these places, and what may. */
  private at(names: ReadonlySet<string>): Side {
    const { unplaced, strays, whole } = this.placing;
    const known = this.addressesOf(names);
    const certain = strays ? known.subtract(strays.doubtful) : known;
    const isWhole = [...names].every((name) => whole.has(name));
    const besides = [...(isWhole ? [] : [unplaced]), ...(strays && this.isLost(names) ? [strays.possible] : [])];
    if (!besides.length) return { certain, possible: certain.equals(known) ? certain : known };
    return { certain, possible: IntervalSet.unionAll([known, ...besides]) };
  }

  /** What may lie at these places, but is certain to come and go at another one as well: a rule about all places but these is about it. */
  private settled(names: ReadonlySet<string>): AddressSet {
    const { strays } = this.placing;
    return strays && this.isLost(names)
      ? strays.possible.subtract(strays.doubtful).subtract(this.addressesOf(names))
      : NO_ADDRESSES;
  }

  private isLost(names: ReadonlySet<string>): boolean {
    return hasLost(names, this.placing.at);
  }

  private addressesOf(names: ReadonlySet<string>): AddressSet {
    const { at } = this.placing;
    return IntervalSet.unionAll(
      [...names].flatMap((name) => {
        if (!name.endsWith('*')) return at.get(name) ?? [];
        return [...at].flatMap(([each, addresses]) => (each.startsWith(name.slice(0, -1)) ? [addresses] : []));
      }),
    );
  }
}

/** Whether nothing is known of some places that a rule names; of names that begin alike (`eth*`) something is where it is of one of them. */
export function hasLost(names: Iterable<string>, at: ReadonlyMap<string, AddressSet>): boolean {
  for (const name of names) {
    if (at.has(name)) continue;
    if (!name.endsWith('*') || ![...at.keys()].some((each) => each.startsWith(name.slice(0, -1)))) return true;
  }
  return false;
}

function entriesOf(rule: RunningRule, position: number, sides: Sides): Entry[] {
  const from = sides.of(rule.from, rule.notFrom);
  const to = sides.of(rule.to, rule.notTo);
  const isEverywhere = from === EVERY_SIDE && to === EVERY_SIDE;
  return rule.traffic.flatMap((box) => {
    const common = { rule, position, named: speaksOfNames(box) };
    const { services } = box;
    const result: Entry[] = [];
    const add = (sources: AddressSet, destinations: AddressSet, why?: string): void => {
      if (sources.isEmpty || destinations.isEmpty || services.isEmpty) return;
      result.push({ sources, destinations, services, ...common, perhaps: rule.perhaps ?? why, isPlaced: why === undefined });
    };
    if (isEverywhere) add(box.sources, box.destinations);
    else {
      const [source, destination] = [sides.partsOf(box.sources, from), sides.partsOf(box.destinations, to)];
      add(source.certain, destination.certain);
      // What is possible besides: from where it is not certain, and from where it is to where it is not.
      add(source.besides, destination.possible, source.why);
      add(source.certain, destination.besides, destination.why);
    }
    return result;
  });
}

/** Why a rule may match less than all of a place that it names a host name at. */
const NAME_UNKNOWN = 'nobody can look up which addresses a host name has';

/** Why a rule may match less where nobody knows at which place an address lies. */
export const PLACE_UNKNOWN = 'it is about an interface or a zone of the device, and where that leads is not known';
