import { type Box, overlap, possibleTraffic, subtract } from '../analysis/region.ts';
import { type AddressSet, ALL_IPV4, ALL_IPV6, ALL_NAMES, ANYWHERE, NO_ADDRESSES, namesAmong } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { type PartNames, partNamesOf } from './part-names.ts';
import { remainderId } from './rule-ids.ts';
import { inOrder, type RuleEntry, type RuleSet, type RuleSide } from './rule-set.ts';

/**
 * A rule set that decides the same without denies, for targets that have none: what denies close is taken out of the allows, exactly. An
 * allow that no deny is about stays as it is.
 */
export function withoutDenies<T extends RuleSet>(ruleSet: T): T {
  const denies = ruleSet.entries.filter((e) => e.action === 'deny');
  if (!denies.length) return ruleSet;
  const cuts = denies.map((entry) => ({ ...boxOf(entry), line: entry.line }));
  const names = partNamesOf(ruleSet);
  const entries = ruleSet.entries.flatMap((entry) => (entry.action === 'deny' ? [] : lessThan(entry, cuts, names)));
  return { ...ruleSet, entries: inOrder(entries) };
}

/** What a deny closes. */
interface Cut extends Box {
  readonly line: number;
}

function boxOf({ sources, destinations, services }: RuleEntry): Box {
  return { sources: addressesOf(sources), destinations: addressesOf(destinations), services };
}

function addressesOf(sides: readonly RuleSide[]): AddressSet {
  return sides.some((s) => s.any) ? ANYWHERE : IntervalSet.unionAll(sides.map((s) => s.addresses));
}

/** What could meet an address of a set: what has its family, as a host name can have either. */
function reachOf(addresses: AddressSet): AddressSet {
  if (addresses.isEmpty) return NO_ADDRESSES;
  if (addresses.overlaps(ALL_NAMES)) return ANYWHERE;
  const families = [ALL_IPV4, ALL_IPV6].filter((family) => family.overlaps(addresses));
  return IntervalSet.unionAll([ALL_NAMES, ...families]);
}

/**
 * What of an entry the denies leave. Both families are cut as one, so that a deny of both leaves each end whole; what of an end can't meet
 * the other end does not matter.
 */
function lessThan(entry: RuleEntry, cuts: readonly Cut[], names: PartNames): RuleEntry[] {
  const { sources, destinations, services } = boxOf(entry);
  const whole: Box = {
    sources: sources.intersect(reachOf(destinations)),
    destinations: destinations.intersect(reachOf(sources)),
    services,
  };
  const left = subtract([whole], cuts).filter((box) => possibleTraffic(box.sources, box.destinations, box.services).length);
  if (left.length === 1 && left[0] === whole) return [entry];
  const near = cuts.filter((cut) => overlap(whole, cut));
  const parts = left.map((box) => ({
    ...entry,
    sources: within(entry.sources, box.sources, whole.sources, reachOf(box.destinations), names),
    destinations: within(entry.destinations, box.destinations, whole.destinations, reachOf(box.sources), names),
    services: box.services,
    traces: entry.traces.filter((trace) => trace.services.overlaps(box.services)),
    closedBy: closedBy(box, whole, near),
  }));
  return parts.length === 1 ? parts : parts.map((part) => ({ ...part, id: remainderId(part) }));
}

/** The denies that leave less than the whole of an end. */
function closedBy(box: Box, whole: Box, near: readonly Cut[]): NonNullable<RuleEntry['closedBy']> {
  const linesOf = (end: 'sources' | 'destinations'): number[] => {
    if (box[end].covers(whole[end])) return [];
    return [...new Set(near.filter((cut) => !cut[end].covers(whole[end])).map(({ line }) => line))].sort((a, b) => a - b);
  };
  return { sources: linesOf('sources'), destinations: linesOf('destinations') };
}

/**
 * What is left of the sides of one end.
 * @param before what of this end could meet the other end before the cut: a side that still has all of its part is whole
 * @param reach what could meet what is left of the other end
 */
function within(
  sides: readonly RuleSide[],
  left: AddressSet,
  before: AddressSet,
  reach: AddressSet,
  names: PartNames,
): RuleSide[] {
  return sides.flatMap((side) => partOf(side, left, before, reach, names));
}

function partOf(side: RuleSide, left: AddressSet, before: AddressSet, reach: AddressSet, parts: PartNames): RuleSide[] {
  const all = side.any ? ANYWHERE : side.addresses;
  const common = all.intersect(left);
  if (!common.overlaps(reach)) return [];
  if (common.equals(all.intersect(before))) return [side];
  // What a zone's addresses stand for is no name of its own, whatever part of them is left.
  const names = namesAmong(common, side.hostNames);
  return [{ ...side, any: false, label: parts.of(side.label, all, common), addresses: common, hostNames: names }];
}
