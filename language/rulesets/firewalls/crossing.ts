import type { Ways } from '../../analysis/ways/ways.ts';
import { type AddressSet, ALL_NAMES, ANYWHERE, NO_ADDRESSES } from '../../model/addresses.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import { append } from '../../model/lists.ts';
import type { PlanFirewall, PlanZone } from '../../model/plan.ts';
import { SetPlaces } from '../../model/set-places.ts';
import type { RuleSide } from '../rule-set.ts';

/** Zones that are all the same to a firewall: whatever leaves or reaches them takes the same ways. */
interface Kind {
  readonly zones: readonly PlanZone[];
}

/** Traffic that passes a firewall: from some zones to some others, all of it. */
export interface Crossing {
  readonly from: readonly PlanZone[];
  readonly to: readonly PlanZone[];
}

/** Which zones the sides of rules touch. */
export class ZonePlaces {
  readonly zones: readonly PlanZone[];
  private readonly sets: readonly AddressSet[];
  private readonly index: SetPlaces<bigint>;
  private readonly all: AddressSet;
  private readonly touched = new WeakMap<RuleSide, readonly PlanZone[]>();

  constructor(zones: readonly PlanZone[]) {
    this.zones = zones;
    const held = IntervalSet.unionAll(zones.map(({ addresses }) => addresses));
    // Names that nobody holds are somewhere in the rest of the world.
    const names = ALL_NAMES.subtract(held);
    this.sets = zones.map((zone) => (zone.rest ? zone.addresses.union(names) : zone.addresses));
    this.index = new SetPlaces(this.sets);
    this.all = IntervalSet.unionAll(this.sets);
  }

  of(sides: readonly RuleSide[]): readonly PlanZone[] {
    const all = sides.map((side) => this.ofSide(side));
    return all.length === 1 ? all[0]! : [...new Set(all.flat())];
  }

  private ofSide(side: RuleSide): readonly PlanZone[] {
    if (side.any) return this.zones;
    let known = this.touched.get(side);
    if (!known) {
      known = this.index.overlapping(side.addresses).map((n) => this.zones[n]!);
      this.touched.set(side, known);
    }
    return known;
  }

  /** Whether every address of some sides is in a zone; `any` says nothing of those that are in none. */
  hold(sides: readonly RuleSide[]): boolean {
    return sides.every((side) => side.any || this.all.covers(side.addresses));
  }

  addressesOf(zones: readonly PlanZone[]): AddressSet {
    if (zones.length === this.zones.length) return ANYWHERE;
    const wanted = new Set(zones);
    return zones.length
      ? IntervalSet.unionAll(this.zones.flatMap((zone, n) => (wanted.has(zone) ? [this.sets[n]!] : [])))
      : NO_ADDRESSES;
  }
}

/** The places of some zones, made once for each list of them. */
export function placesOf(zones: readonly PlanZone[]): ZonePlaces {
  let known = allPlaces.get(zones);
  if (!known) {
    known = new ZonePlaces(zones);
    allPlaces.set(zones, known);
  }
  return known;
}

const allPlaces = new WeakMap<readonly PlanZone[], ZonePlaces>();

/** What of the traffic from some zones to others passes a firewall. */
export interface Crossings {
  /** Whether all of it does, but for what stays within a zone. */
  readonly whole: boolean;
  /** The parts that do, each from all of some zones to all of some others. */
  readonly parts: readonly Crossing[];
}

/** What of the traffic from some zones to others passes a firewall; zones that are all the same to it are looked at once. */
export function crossingsOf(
  from: readonly PlanZone[],
  to: readonly PlanZone[],
  passes: (from: PlanZone, to: PlanZone) => boolean,
  ways: Ways,
  firewall: PlanFirewall,
): Crossings {
  const guarded = new Set(firewall.guarded);
  const [sources, destinations] = [from, to].map((zones) => [...kindsOf(zones, ways, guarded).values()]);
  let whole = true;
  const parts = new Map<string, { from: PlanZone[]; to: readonly Kind[] }>();
  for (const source of sources!) {
    const reached: Kind[] = [];
    const numbers: number[] = [];
    for (const [n, destination] of destinations!.entries()) {
      const pair = twoOf(source, destination);
      if (!pair) continue;
      if (passes(...pair)) {
        reached.push(destination);
        numbers.push(n);
      } else whole = false;
    }
    if (!reached.length) continue;
    const key = numbers.join();
    const part = parts.get(key);
    if (part) append(part.from, source.zones);
    else parts.set(key, { from: [...source.zones], to: reached });
  }
  const made = [...parts.values()].map((part) => ({ from: part.from, to: part.to.flatMap((kind) => kind.zones) }));
  return { whole: whole && made.length > 0, parts: made };
}

function kindsOf(zones: readonly PlanZone[], ways: Ways, guarded: ReadonlySet<PlanZone>): Map<unknown, { zones: PlanZone[] }> {
  const result = new Map<unknown, { zones: PlanZone[] }>();
  for (const zone of zones) {
    const kind = ways.kindOf(zone);
    const key = typeof kind === 'number' ? `${kind} ${guarded.has(zone)}` : kind;
    const known = result.get(key);
    if (known) known.zones.push(zone);
    else result.set(key, { zones: [zone] });
  }
  return result;
}

/** A zone of each kind, two different ones; nothing where both are the same single zone. */
function twoOf(source: Kind, destination: Kind): [PlanZone, PlanZone] | undefined {
  const from = source.zones[0]!;
  const to = destination.zones.find((zone) => zone !== from);
  if (to) return [from, to];
  const other = source.zones.find((zone) => zone !== destination.zones[0]);
  return other ? [other, destination.zones[0]!] : undefined;
}
