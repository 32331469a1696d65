import { type AddressSet, ALL_IPS } from '../../model/addresses.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import type { PlanZone } from '../../model/plan.ts';
import type { ServiceSet } from '../../model/services.ts';
import type { Analysis } from '../analyze.ts';
import type { PairGap } from '../pair-gaps.ts';
import type { RuleBox } from '../permissions.ts';
import { possibleTraffic, servicesOf, subtract } from '../region.ts';
import { ZonePairs } from '../zone-pairs.ts';

/** What lies between two zones, in numbers. */
export interface ZonePairSummary {
  /** Nothing stands for the addresses and host names that no zone holds. */
  readonly from: PlanZone | undefined;
  readonly to: PlanZone | undefined;
  /** Rules in force that permit something from the one to the other once the denies are taken off. */
  readonly rules: number;
  /** What they permit, over all addresses. */
  readonly permitted: ServiceSet;
  /** Required flows: a row of a catalog between two components counts as one. */
  readonly required: number;
  /** Those of which a part, or all, is permitted by no rule. */
  readonly missing: number;
  /** Those of which a part, or all, is closed by a `deny`. */
  readonly blocked: number;
}

/** The pairs of zones between which something is required or permitted, in the order of the zones. */
export function overviewOf(analysis: Analysis): ZonePairSummary[] {
  const { plan, requirements, missing, blocked } = analysis;
  const elsewhere = { addresses: outsideOf(analysis) } as PlanZone;
  const zones = [...plan.zones, elsewhere];
  const required = countBetween(requirements, (r) => [r.fromZone, r.toZone, r.from.length * r.to.length]);
  const gaps = (pairs: Iterable<PairGap>) => countBetween(pairs, (p) => [p.from.zone, p.to.zone, flowsLacking(p)]);
  const [lacking, closed] = [gaps(missing), gaps(blocked)];
  const allows = boxesBetween(zones, analysis.allows);
  const denies = boxesBetween(zones, analysis.denies);
  const name = (zone: PlanZone): PlanZone | undefined => (zone === elsewhere ? undefined : zone);
  return zones.flatMap((from) =>
    zones.flatMap((to) => {
      if (from === to) return [];
      const open = permittedBetween(from.addresses, to.addresses, allows.at(from, to), denies.at(from, to));
      const needed = required(from, to);
      if (!open.rules && !needed) return [];
      return [
        {
          from: name(from),
          to: name(to),
          ...open,
          required: needed,
          missing: lacking(from, to),
          blocked: closed(from, to),
        },
      ];
    }),
  );
}

/** How many flows two components lack, or lack a part of. */
export function flowsLacking({ gaps }: PairGap): number {
  return new Set(gaps.map((gap) => gap.flow)).size;
}

/** Every address that no zone holds, and the host names that rules state; all the other names would only repeat what `any` says. */
export function outsideOf({ plan }: Analysis): AddressSet {
  const ends = plan.rules.flatMap((rule) => [...rule.sources, ...rule.destinations]);
  const stated = ends.filter((end) => end.kind !== 'any').map((end) => end.addresses);
  return IntervalSet.unionAll([ALL_IPS, ...stated]).subtract(IntervalSet.unionAll(plan.zones.map((z) => z.addresses)));
}

/** Parts of rules by the zones that their ends touch. */
export function boxesBetween(zones: readonly PlanZone[], boxes: readonly RuleBox[]): ZonePairs<RuleBox> {
  const index = new ZonePairs<RuleBox>(zones);
  for (const box of boxes) index.add(box, box);
  return index;
}

function permittedBetween(
  sources: AddressSet,
  destinations: AddressSet,
  allows: readonly RuleBox[],
  denies: readonly RuleBox[],
): Pick<ZonePairSummary, 'rules' | 'permitted'> {
  const rules = new Set<RuleBox['rule']>();
  const services: ServiceSet[] = [];
  for (const box of allows) {
    const traffic = possibleTraffic(box.sources.intersect(sources), box.destinations.intersect(destinations), box.services);
    const open = subtract(traffic, denies);
    if (!open.length) continue;
    rules.add(box.rule);
    services.push(servicesOf(open));
  }
  return { rules: rules.size, permitted: IntervalSet.unionAll(services) };
}

/** Sums by pair of zones. */
export function countBetween<T>(
  items: Iterable<T>,
  entry: (item: T) => [from: PlanZone, to: PlanZone, number: number],
): (from: PlanZone, to: PlanZone) => number {
  const sums = new Map<PlanZone, Map<PlanZone, number>>();
  for (const item of items) {
    const [from, to, number] = entry(item);
    const row = sums.get(from) ?? new Map<PlanZone, number>();
    sums.set(from, row.set(to, (row.get(to) ?? 0) + number));
  }
  return (from, to) => sums.get(from)?.get(to) ?? 0;
}
