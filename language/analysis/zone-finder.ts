import { type AddressSet, NO_ADDRESSES } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { isSameList } from '../model/lists.ts';
import type { Plan, PlanZone } from '../model/plan.ts';
import { keptWithStructure } from './kept.ts';
import { ZonesTouched } from './zones-touched.ts';

/**
 * Finds the pairs of zones that traffic touches, by numbers; what lies in no zone is a place of its own. The same object after an edit, as
 * long as zones have the addresses that they had.
 */
export class ZoneFinder {
  private readonly addresses: readonly AddressSet[];
  // Zones of before an edit have the numbers of those in their places.
  private readonly numbers = new WeakMap<PlanZone, number>();
  private readonly touched = new WeakMap<AddressSet, readonly number[]>();
  private readonly zones: ZonesTouched;

  private constructor({ zones }: Plan) {
    this.addresses = zones.map((zone) => zone.addresses);
    this.zones = ZonesTouched.of(zones);
  }

  static of(plan: Plan): ZoneFinder {
    return keptWithStructure(plan, 'where traffic is', () => {
      const before = finders.get(plan.lineage);
      const addresses = plan.zones.map((zone) => zone.addresses);
      const finder = before && isSameList(before.addresses, addresses) ? before : new ZoneFinder(plan);
      for (const [n, zone] of plan.zones.entries()) finder.numbers.set(zone, n);
      finders.set(plan.lineage, finder);
      return finder;
    });
  }

  pairOf(from: PlanZone, to: PlanZone): number {
    return this.pair(this.numbers.get(from) ?? this.addresses.length, this.numbers.get(to) ?? this.addresses.length);
  }

  pair(from: number, to: number): number {
    return from * (this.addresses.length + 1) + to;
  }

  /** The two places of a pair. */
  endsOf(pair: number): readonly [number, number] {
    const width = this.addresses.length + 1;
    return [Math.floor(pair / width), pair % width];
  }

  /** The zones that some addresses touch, in order, and behind all of them the place outside of them. */
  zonesOf(addresses: AddressSet): readonly number[] {
    let result = this.touched.get(addresses);
    if (!result) {
      const inside = this.zones.by(addresses);
      const held = inside.length ? IntervalSet.unionAll(inside.map((n) => this.addresses[n]!)) : NO_ADDRESSES;
      result = held.covers(addresses) ? inside : [...inside, this.addresses.length];
      this.touched.set(addresses, result);
    }
    return result;
  }
}

const finders = new WeakMap<object, ZoneFinder>();
