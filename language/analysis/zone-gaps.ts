import { onceFor } from '../model/once-for.ts';
import type { PlanComponent, PlanZone } from '../model/plan.ts';
import { countOfLists } from './count-pairs.ts';
import { areEnds, byInitiator, countBetween, type Lack, type PairGap, pairsFrom } from './lacks.ts';
import type { RuleBox } from './permissions.ts';
import { isOfOneFamily, isPossible, possibleTraffic, type Region, servicesOf } from './region.ts';
import type { Requirement } from './requirements.ts';

/** Finds what is lacking between two zones where no rule is about any of what is required between them. */
export type LacksIn = (required: readonly Requirement[]) => Lack[];

/** What was made of a pair of zones when somebody looked at it. */
interface Looked {
  byFrom?: Map<PlanComponent, Lack[]>;
  pairsOf?: Map<PlanComponent, readonly PairGap[]>;
  made?: readonly PairGap[];
}

/** Gathers what the requirements between two zones lack, and splits it into pairs of components when they are asked for. */
export class ZoneGaps {
  readonly fromZone: PlanZone;
  readonly toZone: PlanZone;
  // There may be a million pairs of zones, and mostly nobody looks at more than some of them: each field counts.
  private known: Lack[] | undefined;
  private required: readonly Requirement[] | undefined;
  private readonly lacksIn: LacksIn | undefined;
  private count: number | undefined;
  private looked: Looked | undefined;

  /**
   * @param required where something of it is lacking and no rule is about it: what that is is found out when somebody asks
   * @param lacksIn finds it out
   */
  constructor(
    { fromZone, toZone }: Pick<Requirement, 'fromZone' | 'toZone'>,
    required?: readonly Requirement[],
    lacksIn?: LacksIn,
  ) {
    this.fromZone = fromZone;
    this.toZone = toZone;
    this.required = required;
    this.lacksIn = lacksIn;
  }

  add(requirement: Ends, region: Region, gap: Lack['gap'], denies: readonly RuleBox[] = []): void {
    if (!region.length) return;
    const ofAll = isOfAll(requirement, region);
    const lack = { requirement, region, services: servicesOf(region), gap, denies, ofAll };
    // A list that grows has room for some twenty, and most have a few.
    if (!this.known || this.known.length < FEW_LACKS) this.known = [...(this.known ?? NOTHING), lack];
    else this.known.push(lack);
  }

  get isEmpty(): boolean {
    return !this.known && !this.required;
  }

  get lacks(): Lack[] {
    if (this.required) {
      this.known = this.lacksIn!(this.required);
      this.required = undefined;
    }
    return this.known ?? [];
  }

  get length(): number {
    this.count ??= this.looked?.made?.length ?? (this.required && countOfAll(this.required)) ?? countBetween(this.lacks);
    return this.count;
  }

  get pairs(): readonly PairGap[] {
    const looked = this.look();
    looked.made ??= [...this.initiators.keys()].flatMap((from) => this.from(from));
    return looked.made;
  }

  /** The same, one after the other. */
  *[Symbol.iterator](): Iterator<PairGap> {
    for (const from of this.initiators.keys()) yield* this.from(from);
  }

  /** The first pairs, without a look at the others. */
  slice(end: number): readonly PairGap[] {
    if (this.looked?.made || end >= this.length) return this.pairs.slice(0, end);
    const result: PairGap[] = [];
    for (const pair of this) {
      if (result.length >= end) break;
      result.push(pair);
    }
    return result;
  }

  from(component: PlanComponent): readonly PairGap[] {
    const looked = this.look();
    looked.pairsOf ??= new Map();
    let pairs = looked.pairsOf.get(component);
    if (!pairs) {
      pairs = [...pairsFrom(component, this.initiators.get(component) ?? [])];
      looked.pairsOf.set(component, pairs);
    }
    return pairs;
  }

  private get initiators(): ReadonlyMap<PlanComponent, readonly Lack[]> {
    const looked = this.look();
    looked.byFrom ??= byInitiator(this.lacks);
    return looked.byFrom;
  }

  private look(): Looked {
    this.looked ??= {};
    return this.looked;
  }
}

const NOTHING: readonly never[] = [];
const FEW_LACKS = 4;

type Ends = Lack['requirement'] & Pick<Requirement, 'sources' | 'destinations'>;

/** Whether each two components of a requirement lack something, if this is lacking. */
function isOfAll({ from, to, sources, destinations }: Ends, region: Region): boolean {
  return (
    region.some((box) => box.sources.covers(sources) && box.destinations.covers(destinations)) && arePlaced(from) && arePlaced(to)
  );
}

// Components of one role in one zone are one list for all that is required of them.
const arePlaced = onceFor((components: readonly PlanComponent[]): boolean =>
  components.every(({ addresses }) => !addresses.isEmpty),
);

/** Whether each two components lack something where no rule permits anything of what is required of them. */
function isWholeOfAll(requirement: Requirement): boolean {
  const { from, to, sources, destinations, services } = requirement;
  // Mostly that is seen without making the traffic that is lacking.
  if (!services.isEmpty && isOfOneFamily(requirement))
    return isPossible(sources, destinations, services) && arePlaced(from) && arePlaced(to);
  return isOfAll(requirement, wholeOf(requirement));
}

/** What is reported of a requirement of which no rule permits anything; nothing where that takes a look at each pair. */
function wholeOf(requirement: Requirement): Region {
  const { sources, destinations, services, alternatives } = requirement;
  if (!services.isEmpty) return possibleTraffic(sources, destinations, services);
  if (!isOfOneFamily(requirement)) return NOTHING;
  const choices = alternatives[0]?.map((each) => possibleTraffic(sources, destinations, each)) ?? NOTHING;
  return choices.every((region) => region.length) ? (choices[0] ?? NOTHING) : NOTHING;
}

/** How many pairs lack anything where nothing of what is required is permitted; nothing where that takes a look at each of them. */
function countOfAll(required: readonly Requirement[]): number | undefined {
  const first = required[0]!;
  const { from, to } = first;
  // One of the pairs is known to.
  if (from.length === 1 && to.length === 1 && (required.length === 1 || required.every((each) => areEnds(first, each)))) return 1;
  if (isWholeOfAll(first) && required.every((each) => areEnds(first, each))) return from.length * to.length;
  return countByLists(required);
}

/** The same of those that are required of each two components of two lists: whoever is in several of these counts once. */
function countByLists(required: readonly Requirement[]): number | undefined {
  const lacking = new Map<readonly PlanComponent[], Set<readonly PlanComponent[]>>();
  const open: Requirement[] = [];
  for (const each of required) {
    const { from, to } = each;
    const others = lacking.get(from);
    if (others?.has(to)) continue;
    if (!isWholeOfAll(each)) open.push(each);
    else if (others) others.add(to);
    else lacking.set(from, new Set([to]));
  }
  return open.every(({ from, to }) => lacking.get(from)?.has(to)) ? countOfLists(lacking) : undefined;
}
