import { type AddressSet, hostNames, statedNames } from '../model/addresses.ts';
import { firstOf } from '../model/describe-addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { NamePlaces } from '../model/name-places.ts';
import type { PlanRule } from '../model/plan.ts';
import type { Analysis } from './analyze.ts';
import { around, mayPass, notClosed, speaksOfNames } from './host-names.ts';
import type { RuleBox } from './permissions.ts';
import { intersect, type Region, servicesOf, subtract } from './region.ts';

/** The rules that decide about traffic. */
export type Rules = Pick<Analysis, 'allows' | 'denies' | 'names' | 'mayClose'>;

/** Those that may have to do with some traffic: of what `required` stands for elsewhere nothing is made. */
export function rulesNear(region: Region, { allowsNear, denies, names, mayClose }: Analysis): Rules {
  if (!region.length) return { allows: [], denies, names, mayClose };
  // Names that one box says could not be told any more from those that an `any` of another one holds.
  const end = (side: 'sources' | 'destinations') =>
    IntervalSet.unionAll([...new Set(region.map((box) => box[side]))].map((set) => around(set, names)));
  const near = { sources: end('sources'), destinations: end('destinations') };
  return { allows: allowsNear(near, servicesOf(region)), denies, names, mayClose };
}

/** The denies by what they may close of some traffic. */
export function closersOf(region: Region, { denies, mayClose }: Pick<Rules, 'denies' | 'mayClose'>): readonly RuleBox[] {
  return region.some(speaksOfNames) ? mayClose() : denies;
}

/** What of some traffic is permitted for certain, whichever addresses its names have. */
export function permittedPart(region: Region, rules: Rules): Region {
  return intersect(subtract(region, closersOf(region, rules)), rules.allows);
}

/** What of some traffic passes as the rules say it, unless a deny closes it for certain. */
export function openPart(region: Region, { allows, denies, names }: Rules): Region {
  return notClosed(intersect(subtract(region, denies), allows), denies, names);
}

/** What of some traffic passes only if a host name is one of the addresses that a rule says, or that are asked about. */
export function perhapsPart(region: Region, { allows, denies, names }: Rules): Region {
  return mayPass(region, allows, denies, names);
}

/**
 * Why it is not certain what becomes of some traffic: `cloud.example.com may be any address of internet`.
 * @param rule the one that decides, beside which it stands: of its own names they are not said again where they are several
 */
export function whyUncertain(region: Region, names: NamePlaces, rule?: PlanRule): string {
  const said = IntervalSet.unionAll(region.flatMap((box) => [statedNames(box.sources), statedNames(box.destinations)]));
  const told = namesOfRule(said, rule);
  if (told) return `${told} may be any address of ${names.describe(said)}`;
  // A name that is in two places may be in either.
  const placed = new Map(names.within(said).map((place) => [hostNames(place.names).join(), place.names]));
  const [first, ...more] = [...placed.values()].map(
    (each) => `${firstOf(hostNames(each)) || 'a host name'} may be any address of ${names.describe(each)}`,
  );
  return [first, ...more.map((each) => each.replace(' may be any address of ', ' any of '))].join(', ');
}

/** Several host names by the components of a rule that have them, or as those of the rule; nothing where it has not all of them. */
function namesOfRule(said: AddressSet, rule: PlanRule | undefined): string | undefined {
  if (!rule || hostNames(said).length < 2) return undefined;
  const ends = [...rule.sources, ...rule.destinations];
  const own = ends.filter((end) => end.addresses.overlaps(said));
  const all = (sets: readonly { readonly addresses: AddressSet }[]): boolean =>
    IntervalSet.unionAll(sets.map((each) => each.addresses)).covers(said);
  // What a zone or `any` has, nobody reads in the rule.
  if (!all(own) || own.some((end) => end.kind === 'zone' || end.kind === 'any' || end.kind === 'site')) return undefined;
  const components = [...new Set(own.flatMap((end) => end.components))].filter((c) => c.addresses.overlaps(said));
  return all(components) ? `the host names of ${firstOf(components.map((c) => c.name))}` : 'the host names of this rule';
}
