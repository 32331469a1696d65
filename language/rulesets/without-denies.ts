import { type Box, possibleTraffic, type Region, subtract } from '../analysis/region.ts';
import { type AddressSet, ANYWHERE, hostNames } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { RuleEntry, RuleSet, RuleSide } from './rule-set.ts';

/**
 * A rule set that decides the same without denies, for targets that have none: what denies close is taken out of the allows, exactly. An
 * allow that no deny is about stays as it is.
 */
export function withoutDenies<T extends RuleSet>(ruleSet: T): T {
  const denies = ruleSet.entries.filter((e) => e.action === 'deny');
  if (!denies.length) return ruleSet;
  const cuts = denies.map(boxOf);
  const labels = new PartLabels();
  const entries = ruleSet.entries.flatMap((entry) => (entry.action === 'deny' ? [] : lessThan(entry, cuts, labels)));
  return { ...ruleSet, entries: numbered(entries) };
}

function boxOf({ sources, destinations, services }: RuleEntry): Box {
  return { sources: addressesOf(sources), destinations: addressesOf(destinations), services };
}

function addressesOf(sides: readonly RuleSide[]): AddressSet {
  return sides.some((s) => s.any) ? ANYWHERE : IntervalSet.unionAll(sides.map((s) => s.addresses));
}

function lessThan(entry: RuleEntry, cuts: readonly Box[], labels: PartLabels): RuleEntry[] {
  const { sources, destinations, services } = boxOf(entry);
  const whole: Region = possibleTraffic(sources, destinations, services);
  const left = subtract(whole, cuts);
  if (left.length === whole.length && left.every((box, n) => box === whole[n])) return [entry];
  return left.map((box) => ({
    ...entry,
    sources: entry.sources.flatMap((side) => within(side, box.sources, labels)),
    destinations: entry.destinations.flatMap((side) => within(side, box.destinations, labels)),
    services: box.services,
    traces: entry.traces.filter((trace) => trace.services.overlaps(box.services)),
  }));
}

/** What of a side is left; none when nothing is. */
function within(side: RuleSide, addresses: AddressSet, labels: PartLabels): RuleSide[] {
  const common = (side.any ? ANYWHERE : side.addresses).intersect(addresses);
  if (common.isEmpty) return [];
  if (common.equals(side.addresses)) return [side];
  return [{ ...side, any: false, label: labels.of(side.label, common), addresses: common, hostNames: hostNames(common) }];
}

/** A label stands for the same addresses wherever it stands. */
class PartLabels {
  private readonly parts = new Map<string, AddressSet[]>();

  of(label: string, addresses: AddressSet): string {
    const parts = this.parts.get(label) ?? [];
    let n = parts.findIndex((part) => part.equals(addresses));
    if (n < 0) n = parts.push(addresses) - 1;
    this.parts.set(label, parts);
    return n === 0 ? `${label} in part` : `${label} in part ${n + 1}`;
  }
}

/** An id for each, as if the plan's rule had been written in parts. */
function numbered(entries: readonly RuleEntry[]): RuleEntry[] {
  const counts = new Map<string, number>();
  return entries.map((entry) => {
    const base = entry.id.replace(/\..*$/, '');
    const count = (counts.get(base) ?? 0) + 1;
    counts.set(base, count);
    return { ...entry, id: count === 1 ? base : `${base}.${count}` };
  });
}
