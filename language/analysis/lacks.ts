import type { CatalogFlow } from '../model/catalog.ts';
import type { Choice } from '../model/choices.ts';
import { keptUnion } from '../model/kept-unions.ts';
import { note } from '../model/lists.ts';
import type { PlanComponent, PlanRule } from '../model/plan.ts';
import type { ServiceSet } from '../model/services.ts';
import type { RuleBox } from './permissions.ts';
import { intersect, overlap, type Region } from './region.ts';
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

/** What all components of a requirement lack, or a part of them. */
export interface Lack {
  readonly requirement: Pick<Requirement, 'from' | 'to' | 'fromZone' | 'toZone'>;
  readonly region: Region;
  readonly services: ServiceSet;
  readonly gap: Pick<Gap, 'flow' | 'oneOf'>;
  readonly denies: readonly RuleBox[];
  /** Whether each two of its components lack something. */
  readonly ofAll: boolean;
}

/** What components lack by the one that connects, in the order in which each is first seen to lack anything. */
export function byInitiator(lacks: readonly Lack[]): Map<PlanComponent, Lack[]> {
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

function servicesIn({ region }: Gap): ServiceSet[] {
  return region.map((box) => box.services);
}

export function* pairsFrom(from: PlanComponent, lacks: readonly Lack[]): Iterable<PairGap> {
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
  for (const [to, gaps] of targets) yield { from, to, gaps, services: keptUnion(gaps.flatMap(servicesIn)) };
}

/** How many pairs between two zones lack anything: components that lack something together are counted as one. */
export function countBetween(all: readonly Lack[]): number {
  const lacks = withoutRepetitions(all);
  const [first] = lacks;
  if (first?.ofAll && lacks.every(({ requirement }) => areEnds(first.requirement, requirement)))
    return first.requirement.from.length * first.requirement.to.length;
  const [froms, tos] = [alike(lacks, 'from'), alike(lacks, 'to')];
  const targets = new Map<Lack, Alike[]>();
  for (const to of tos) for (const lack of to.lacks) note(targets, lack, to);
  let count = 0;
  for (const from of froms) {
    const common = new Map<Alike, Lack[]>();
    for (const lack of from.lacks) for (const to of targets.get(lack) ?? []) note(common, to, lack);
    for (const [to, lacked] of common) {
      if (lacked.some((lack) => lack.ofAll)) count += from.components.length * to.components.length;
      else
        for (const a of from.components)
          for (const b of to.components) count += Number(lacked.some((lack) => isLacking(lack, a, b)));
    }
  }
  return count;
}

/** Whether one requirement is between all components that another one is between, and maybe more. */
export function areEnds({ from, to }: Lack['requirement'], { from: otherFrom, to: otherTo }: Lack['requirement']): boolean {
  return (from === otherFrom || isWithin(otherFrom, from)) && (to === otherTo || isWithin(otherTo, to));
}

/** Whether a few components are among others. */
function isWithin(some: readonly PlanComponent[], others: readonly PlanComponent[]): boolean {
  return some.length === 1 && others[0] === some[0];
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
