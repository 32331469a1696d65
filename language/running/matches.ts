import { type AddressSet, ALL_IPS, ANYWHERE, holdsNames, statedNames } from '../model/addresses.ts';
import { IntervalSet, type Point } from '../model/interval-set.ts';
import { ANY_SERVICE } from '../model/services.ts';
import { ANY_IPV4, ANY_IPV6, shorten } from './lines.ts';
import { type Condition, told } from './periods.ts';
import type { RunningRule } from './running.ts';

/**
 * What a part of a rule matches: some points for certain, and some that it may match or not, as with a group that is filled elsewhere. So a
 * rule that names a network and an unknown group still tells what it does to the network.
 */
export interface Match<T extends Point> {
  readonly sure: IntervalSet<T>;
  /** Points that may match as well; none of them needs to be new. */
  readonly maybe: IntervalSet<T>;
  /** Why, where `maybe` holds any: `the group web isn't in the file`. */
  readonly why?: string | undefined;
}

export type AddressMatch = Match<bigint>;
export type ServiceMatch = Match<number>;

/** Exactly these points. */
export function exactly<T extends Point>(sure: IntervalSet<T>): Match<T> {
  return { sure, maybe: IntervalSet.empty<T>() };
}

/** Perhaps some of these points. */
export function perhaps<T extends Point>(maybe: IntervalSet<T>, why: string): Match<T> {
  return { sure: IntervalSet.empty<T>(), maybe, why };
}

export const ANY_ADDRESS: AddressMatch = exactly(ANYWHERE);
export const ANY_SERVICES: ServiceMatch = exactly(ANY_SERVICE);

/** What at least one of some parts matches. */
export function anyOf<T extends Point>(parts: readonly Match<T>[]): Match<T> {
  if (parts.length === 1) return parts[0]!;
  return {
    sure: IntervalSet.unionAll(parts.map(({ sure }) => sure)),
    maybe: IntervalSet.unionAll(parts.map(({ maybe }) => maybe)),
    why: parts.find(({ why }) => why !== undefined)?.why,
  };
}

/** A function of matches that is asked the same of the same groups by many rules. */
function remembered<T extends Point, R>(make: (match: Match<T>) => R): (match: Match<T>) => R {
  const known = new WeakMap<Match<T>, R>();
  return (match) => {
    const result = known.get(match) ?? make(match);
    known.set(match, result);
    return result;
  };
}

/** All addresses but those. A host name that is left out may be any address. */
export const notAddresses: (match: AddressMatch) => AddressMatch = remembered(others);

function others({ sure, maybe, why }: AddressMatch): AddressMatch {
  const named = [sure, maybe].some((set) => holdsNames(set) && !statedNames(set).isEmpty);
  const open = named ? maybe.union(ALL_IPS.subtract(sure)) : maybe;
  return {
    sure: ANYWHERE.subtract(sure).subtract(open),
    maybe: open,
    why: why ?? (named ? 'nobody can look up which addresses a host name has' : undefined),
  };
}

/** All services but those. */
export const notServices: (match: ServiceMatch) => ServiceMatch = remembered(({ sure, maybe, why }) => ({
  sure: ANY_SERVICE.subtract(sure).subtract(maybe),
  maybe,
  why,
}));

/** What of a match is of one address family; host names may be of both. */
export const ofIpv4: (match: AddressMatch) => AddressMatch = remembered((match) => within(match, ANY_IPV4));
export const ofIpv6: (match: AddressMatch) => AddressMatch = remembered((match) => within(match, ANY_IPV6));

function within({ sure, maybe, why }: AddressMatch, family: AddressSet): AddressMatch {
  return { sure: sure.intersect(family), maybe: maybe.intersect(family), why };
}

/** What a rule is made of, as a reader found it. */
export interface RuleParts extends Omit<RunningRule, 'traffic' | 'text' | 'perhaps' | 'lasting'> {
  readonly sources: AddressMatch;
  readonly destinations: AddressMatch;
  readonly services: ServiceMatch;
  /** What else it depends on, if anything. */
  readonly condition?: string | undefined;
  /** The same where it is several things, or a time. */
  readonly conditions?: readonly Condition[];
  /** The rule as it stands in the file; secrets are taken out here. */
  readonly text: string;
}

/** A rule for what is certain, and another one behind it for what a part of it may match besides; none where nothing can match. */
export function rulesOf(said: RuleParts): RunningRule[] {
  const { sources, destinations, services, condition, text, comment, ...others } = said;
  const { conditions = condition === undefined ? [] : [condition], ...rest } = others;
  const parts = [sources, destinations, services];
  const shown = { ...rest, text: shorten(text), ...(comment === undefined ? {} : { comment: shorten(comment) }) };
  const sure = { sources: sources.sure, destinations: destinations.sure, services: services.sure };
  const rules: RunningRule[] = [];
  if (![sure.sources, sure.destinations, sure.services].some((set) => set.isEmpty))
    rules.push({ ...shown, traffic: [sure], ...open(conditions) });
  if (parts.every(({ maybe }) => maybe.isEmpty)) return rules;
  const wide = {
    sources: bothAddresses(sources),
    destinations: bothAddresses(destinations),
    services: bothServices(services),
  };
  if ([wide.sources, wide.destinations, wide.services].some((set) => set.isEmpty)) return rules;
  const why = [...conditions, ...parts.flatMap((part) => part.why ?? [])];
  const isTold = why.some((each) => typeof each === 'string');
  rules.push({ ...shown, traffic: [wide], ...open(isTold ? why : [...why, 'a part of it is not known']), isWide: true });
  return rules;
}

/** What conditions leave open. */
function open(conditions: readonly Condition[]): Pick<RunningRule, 'perhaps' | 'lasting'> {
  const perhaps = told(conditions);
  if (perhaps === undefined) return {};
  const periods = conditions.filter((each) => typeof each !== 'string');
  const besides = told(conditions.filter((each) => typeof each === 'string'));
  return { perhaps, ...(periods.length > 0 && { lasting: { periods, ...(besides !== undefined && { besides }) } }) };
}

/** A part of one end of a rule: addresses, at places of the device where it says so. */
export interface RuleEnd {
  readonly match: AddressMatch;
  readonly places?: ReadonlySet<string>;
  /** Set where it is everything but what lies at places. */
  readonly notPlaces?: ReadonlySet<string>;
}

/** Rules from each part of one end to each part of the other. */
export function rulesBetween(
  sources: readonly RuleEnd[],
  destinations: readonly RuleEnd[],
  common: Omit<RuleParts, 'sources' | 'destinations' | 'from' | 'to' | 'notFrom' | 'notTo'>,
): RunningRule[] {
  return sources.flatMap((source) =>
    destinations.flatMap((destination) =>
      rulesOf({
        ...common,
        sources: source.match,
        destinations: destination.match,
        ...(source.places && { from: source.places }),
        ...(source.notPlaces && { notFrom: source.notPlaces }),
        ...(destination.places && { to: destination.places }),
        ...(destination.notPlaces && { notTo: destination.notPlaces }),
      }),
    ),
  );
}

export const bothAddresses = remembered(union<bigint>);
const bothServices = remembered(union<number>);

function union<T extends Point>({ sure, maybe }: Match<T>): IntervalSet<T> {
  return maybe.isEmpty ? sure : sure.union(maybe);
}
