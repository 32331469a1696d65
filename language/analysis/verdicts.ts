import { hostNames, statedNames } from '../model/addresses.ts';
import { firstOf } from '../model/describe-addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { NamePlaces } from '../model/name-places.ts';
import type { Analysis } from './analyze.ts';
import { mayPass, notClosed, speaksOfNames } from './host-names.ts';
import type { RuleBox } from './permissions.ts';
import { intersect, type Region, subtract } from './region.ts';

/** The denies by what they may close of some traffic. */
export function closersOf(region: Region, { denies, mayClose }: Analysis): readonly RuleBox[] {
  return region.some(speaksOfNames) ? mayClose() : denies;
}

/** What of some traffic is permitted for certain, whichever addresses its names have. */
export function permittedPart(region: Region, analysis: Analysis): Region {
  return intersect(subtract(region, closersOf(region, analysis)), analysis.allows);
}

/** What of some traffic passes as the rules say it, unless a deny closes it for certain. */
export function openPart(region: Region, { allows, denies, names }: Analysis): Region {
  return notClosed(intersect(subtract(region, denies), allows), denies, names);
}

/** What of some traffic passes only if a host name is one of the addresses that a rule says, or that are asked about. */
export function perhapsPart(region: Region, { allows, denies, names }: Analysis): Region {
  return mayPass(region, allows, denies, names);
}

/** Why it is not certain what becomes of some traffic: `cloud.example.com may be any address of internet`. */
export function whyUncertain(region: Region, names: NamePlaces): string {
  const said = IntervalSet.unionAll(region.flatMap((box) => [statedNames(box.sources), statedNames(box.destinations)]));
  return `${firstOf(hostNames(said)) || 'a host name'} may be any address of ${names.describe(said)}`;
}
