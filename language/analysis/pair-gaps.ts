import type { CatalogFlow } from '../model/catalog.ts';
import type { Choice } from '../model/choices.ts';
import type { PlanComponent, PlanRule, PlanZone } from '../model/plan.ts';
import { NO_SERVICE, type ServiceSet } from '../model/services.ts';
import type { RuleBox } from './permissions.ts';
import { intersect, overlap, type Region, servicesOf } from './region.ts';
import type { Requirement } from './requirements.ts';

/** What one catalog flow lacks between two components. */
export interface Gap {
  readonly flow: CatalogFlow;
  readonly region: Region;
  /** Set when any one of these would do. */
  readonly oneOf?: Choice;
  /** The denies that close it; none when there is just no rule. */
  readonly denies: readonly PlanRule[];
}

/** Everything that one component lacks towards another. */
export interface PairGap {
  readonly from: PlanComponent;
  readonly to: PlanComponent;
  readonly gaps: readonly Gap[];
  /** The services of all gaps together. */
  readonly services: ServiceSet;
}

/**
 * Pairs of components that lack something, as an array of them would be: but they are made when they are looked at, and counted without
 * that, since a plan without rules lacks something between millions.
 */
export type PairGaps = Pick<readonly PairGap[], 'length' | 'slice' | 'map' | 'flatMap' | 'filter' | 'find' | 'some'> &
  Iterable<PairGap>;

/** What all components of a requirement lack, or a part of them. */
interface Lack {
  readonly requirement: Pick<Requirement, 'from' | 'to' | 'fromZone' | 'toZone'>;
  readonly region: Region;
  readonly services: ServiceSet;
  readonly gap: Pick<Gap, 'flow' | 'oneOf'>;
  readonly denies: readonly RuleBox[];
  /** Whether each two of its components lack something. */
  readonly ofAll: boolean;
}

/** Gathers what requirements lack, and splits it into pairs of components when they are asked for. */
export class LackingPairs implements PairGaps {
  private readonly lacks: Lack[] = [];
  private byFrom: Map<PlanComponent, Lack[]> | undefined;
  private count: number | undefined;
  private made: PairGap[] | undefined;

  add(
    requirement: Lack['requirement'] & Pick<Requirement, 'sources' | 'destinations'>,
    region: Region,
    gap: Lack['gap'],
    denies: readonly RuleBox[] = [],
  ): void {
    if (!region.length) return;
    const { sources, destinations } = requirement;
    const isPlaced = ({ addresses }: PlanComponent): boolean => !addresses.isEmpty;
    const ofAll =
      region.some((box) => box.sources.covers(sources) && box.destinations.covers(destinations)) &&
      requirement.from.every(isPlaced) &&
      requirement.to.every(isPlaced);
    this.lacks.push({ requirement, region, services: servicesOf(region), gap, denies, ofAll });
  }

  get length(): number {
    this.count ??= this.made?.length ?? countPairs(this.lacks);
    return this.count;
  }

  *[Symbol.iterator](): Iterator<PairGap> {
    if (this.made) {
      yield* this.made;
      return;
    }
    this.byFrom ??= byInitiator(this.lacks);
    for (const [from, lacks] of this.byFrom) yield* pairsFrom(from, lacks);
  }

  slice(start = 0, end = Number.POSITIVE_INFINITY): PairGap[] {
    if (this.made || start < 0 || end < 0) return this.all.slice(start, end);
    const result: PairGap[] = [];
    let n = 0;
    for (const pair of this) {
      if (n >= end) break;
      if (n++ >= start) result.push(pair);
    }
    return result;
  }

  map<U>(make: (pair: PairGap, n: number, all: readonly PairGap[]) => U): U[] {
    return this.all.map(make);
  }

  flatMap<U>(make: (pair: PairGap, n: number, all: PairGap[]) => U | readonly U[]): U[] {
    return this.all.flatMap(make);
  }

  filter(keep: (pair: PairGap, n: number, all: readonly PairGap[]) => unknown): PairGap[] {
    return this.all.filter(keep);
  }

  find(is: (pair: PairGap, n: number, all: readonly PairGap[]) => unknown): PairGap | undefined {
    return this.all.find(is);
  }

  some(is: (pair: PairGap, n: number, all: readonly PairGap[]) => unknown): boolean {
    return this.all.some(is);
  }

  private get all(): PairGap[] {
    this.made ??= [...this];
    return this.made;
  }
}

/** What components lack by the one that connects, in the order in which each is first seen to lack anything. */
function byInitiator(lacks: readonly Lack[]): Map<PlanComponent, Lack[]> {
  const result = new Map<PlanComponent, Lack[]>();
  for (const lack of lacks)
    for (const from of lack.requirement.from) {
      const known = result.get(from);
      if (known) known.push(lack);
      else if (lack.ofAll || lack.requirement.to.some((to) => isLacking(lack, from, to))) result.set(from, [lack]);
    }
  return result;
}

function isLacking({ region }: Lack, from: PlanComponent, to: PlanComponent): boolean {
  return region.some((box) => box.sources.overlaps(from.addresses) && box.destinations.overlaps(to.addresses));
}

function* pairsFrom(from: PlanComponent, lacks: readonly Lack[]): Iterable<PairGap> {
  const targets = new Map<PlanComponent, Gap[]>();
  for (const lack of lacks)
    for (const to of lack.requirement.to) {
      const pair = { sources: from.addresses, destinations: to.addresses, services: lack.services };
      const region = intersect(lack.region, [pair]);
      if (!region.length) continue;
      const denies = [...new Set(lack.denies.filter((d) => region.some((box) => overlap(box, d))).map((d) => d.rule))];
      const gaps = targets.get(to);
      const gap: Gap = { ...lack.gap, region, denies };
      if (gaps) gaps.push(gap);
      else targets.set(to, [gap]);
    }
  for (const [to, gaps] of targets)
    yield { from, to, gaps, services: gaps.reduce((set, g) => set.union(servicesOf(g.region)), NO_SERVICE) };
}

/** How many pairs lack anything: between two zones, components that lack something together are counted as one. */
function countPairs(lacks: readonly Lack[]): number {
  const between = new Map<PlanZone, Map<PlanZone, Lack[]>>();
  for (const lack of lacks) {
    const { fromZone, toZone } = lack.requirement;
    const targets = between.get(fromZone) ?? new Map<PlanZone, Lack[]>();
    between.set(fromZone, targets);
    const known = targets.get(toZone);
    if (known) known.push(lack);
    else targets.set(toZone, [lack]);
  }
  let count = 0;
  for (const targets of between.values()) for (const some of targets.values()) count += countBetween(some);
  return count;
}

function countBetween(all: readonly Lack[]): number {
  const lacks = withoutRepetitions(all);
  const [froms, tos] = [alike(lacks, 'from'), alike(lacks, 'to')];
  let count = 0;
  for (const from of froms)
    for (const to of tos) {
      const common = lacks.filter((lack) => from.lacks.has(lack) && to.lacks.has(lack));
      if (common.some((lack) => lack.ofAll)) count += from.components.length * to.components.length;
      else if (common.length)
        for (const a of from.components)
          for (const b of to.components) count += Number(common.some((lack) => isLacking(lack, a, b)));
    }
  return count;
}

/** Flows between the same roles are lacked by the same components: of those that all of them lack, one counts. */
function withoutRepetitions(lacks: readonly Lack[]): Lack[] {
  const told = new Map<unknown, Set<unknown>>();
  return lacks.filter(({ ofAll, requirement: { from, to } }) => {
    if (!ofAll) return true;
    const others = told.get(from) ?? new Set();
    told.set(from, others);
    if (others.has(to)) return false;
    others.add(to);
    return true;
  });
}

interface Alike {
  readonly lacks: ReadonlySet<Lack>;
  readonly components: PlanComponent[];
}

/** The components at one side that take part in the same. */
function alike(lacks: readonly Lack[], side: 'from' | 'to'): Alike[] {
  const parts = new Map<PlanComponent, Lack[]>();
  for (const lack of lacks)
    for (const component of lack.requirement[side]) {
      const known = parts.get(component);
      if (known) known.push(lack);
      else parts.set(component, [lack]);
    }
  const numbers = new Map(lacks.map((lack, n) => [lack, n]));
  const result = new Map<string, Alike>();
  for (const [component, own] of parts) {
    const key = own.map((lack) => numbers.get(lack)).join();
    const same = result.get(key);
    if (same) same.components.push(component);
    else result.set(key, { lacks: new Set(own), components: [component] });
  }
  return [...result.values()];
}
