import type * as ast from '../generated/ast.ts';
import { type AddressSet, ALL_IPS, NO_ADDRESSES, ofFamily } from './addresses.ts';
import { IntervalSet } from './interval-set.ts';
import { append } from './lists.ts';
import type { Translation } from './plan.ts';
import { SetPlaces } from './set-places.ts';
import { addressSet } from './stated-addresses.ts';

/** What the `subnet` lines of a zone say. */
export interface ZoneSubnets {
  /** The addresses that the hosts of the zone have. */
  readonly own: AddressSet;
  /** Those under which the rest of the plan knows them. */
  readonly seen: AddressSet;
  readonly translations: readonly Translation[];
}

/** Reads the `subnet` lines of a zone. Translations that are none count for nothing; the check `invalid-address` reports them. */
export function readSubnets(lines: readonly ast.Subnets[]): ZoneSubnets {
  const own: AddressSet[] = [];
  const seen: AddressSet[] = [];
  const translations: Translation[] = [];
  for (const line of lines) {
    const all = lineSet(line);
    const translated = translationsOf(line).filter((t) => !t.own.isEmpty);
    own.push(all);
    seen.push(all.subtract(IntervalSet.unionAll(translated.map((t) => t.own))));
    append(
      seen,
      translated.map((t) => t.seen),
    );
    append(translations, translated);
  }
  return { own: IntervalSet.unionAll(own), seen: IntervalSet.unionAll(seen), translations };
}

/** The own addresses of a line: all that it names but what it leaves out. */
export function lineSet({ addresses, exceptions }: ast.Subnets): AddressSet {
  return IntervalSet.unionAll(addresses.map(addressSet)).subtract(IntervalSet.unionAll(exceptions.map(addressSet)));
}

/**
 * How the addresses of a line are seen: those of each entry under the entry that stands at its place behind `as`, or all under one address.
 */
export function translationsOf(line: ast.Subnets): Translation[] {
  const { addresses, seen } = line;
  if (!seen.length) return [];
  const out = IntervalSet.unionAll(line.exceptions.map(addressSet));
  const [only] = seen;
  if (seen.length === 1 && addresses.length > 1 && only && isSingle(addressSet(only)))
    return [behindOne(lineSet(line), addressSet(only))];
  if (seen.length !== addresses.length) return [];
  return addresses.flatMap((address, n) => {
    const [from, to] = [addressSet(address), addressSet(seen[n]!)];
    const rest = from.subtract(out);
    if (isSingle(to) && !isSingle(from)) return [behindOne(rest, to)];
    const shift = shiftBetween(from, to);
    return shift === undefined ? [] : [{ own: rest, seen: shifted(rest, shift), shift }];
  });
}

/** All of some addresses under one, as far as they are of its family. */
function behindOne(own: AddressSet, seen: AddressSet): Translation {
  const family = seen.overlaps(ofFamily(ALL_IPS, 4)) ? 4 : 6;
  const part = ofFamily(own, family);
  return { own: part, seen: part.isEmpty ? NO_ADDRESSES : seen, shift: undefined };
}

/** How far one run of addresses lies from another of the same size and family. */
function shiftBetween(from: AddressSet, to: AddressSet): bigint | undefined {
  const [[a], [b]] = [from.intervals, to.intervals];
  if (!a || !b || a.end - a.start !== b.end - b.start || ofFamily(from, 4).isEmpty !== ofFamily(to, 4).isEmpty) return undefined;
  return b.start - a.start;
}

function isSingle({ intervals }: AddressSet): boolean {
  return intervals.length === 1 && intervals[0]!.end - intervals[0]!.start === 1n;
}

function shifted(set: AddressSet, by: bigint): AddressSet {
  return IntervalSet.of(set.intervals.map(({ start, end }) => ({ start: start + by, end: end + by })));
}

/** As what each entry of a line is seen from elsewhere. */
export function entriesSeen(line: ast.Subnets): AddressSet[] {
  const [all, translations] = [lineSet(line), translationsOf(line)];
  return line.addresses.map((address) => asSeen(addressSet(address).intersect(all), translations));
}

/** How addresses of the hosts of a zone are seen from elsewhere. */
export function asSeen(own: AddressSet, translations: readonly Translation[]): AddressSet {
  return mapped(own, translations, 'own', 'seen');
}

/** Which addresses the hosts of a zone have that are seen from elsewhere as these. */
export function asOwn(seen: AddressSet, translations: readonly Translation[]): AddressSet {
  return mapped(seen, translations, 'seen', 'own');
}

function mapped(set: AddressSet, all: readonly Translation[], from: 'own' | 'seen', to: 'own' | 'seen'): AddressSet {
  const translations = touching(set, all, from);
  if (!translations.length) return set;
  const rest = set.subtract(IntervalSet.unionAll(translations.map((t) => t[from])));
  const moved = translations.map((t) => {
    const part = set.intersect(t[from]);
    if (t.shift === undefined) return t[to];
    return shifted(part, from === 'own' ? t.shift : -t.shift);
  });
  return IntervalSet.unionAll([rest, ...moved]);
}

/** The translations that are about some of these addresses; of many they are looked up. */
function touching(set: AddressSet, all: readonly Translation[], side: 'own' | 'seen'): readonly Translation[] {
  if (all.length < MANY) return all.filter((t) => t[side].overlaps(set));
  let places = placesOf.get(all);
  if (!places) {
    places = {};
    placesOf.set(all, places);
  }
  places[side] ??= new SetPlaces(all.map((t) => t[side]));
  return places[side].overlapping(set).map((n) => all[n]!);
}

const MANY = 20;
const placesOf = new WeakMap<readonly Translation[], { own?: SetPlaces<bigint>; seen?: SetPlaces<bigint> }>();
