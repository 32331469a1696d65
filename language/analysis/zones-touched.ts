import type { AddressSet } from '../model/addresses.ts';
import { fitted } from '../model/lists.ts';
import type { PlanZone } from '../model/plan.ts';
import { SetPlaces } from '../model/set-places.ts';

/** A zone, or whatever else has addresses. */
export type Place = Pick<PlanZone, 'addresses'>;

/** Finds the zones that addresses touch, by their numbers; once for all that are asked about the same zones. */
export class ZonesTouched {
  private readonly addresses: readonly AddressSet[];
  private readonly known = new WeakMap<AddressSet, readonly number[]>();
  private places: SetPlaces<bigint> | undefined;

  private constructor(zones: readonly Place[]) {
    this.addresses = zones.map((zone) => zone.addresses);
  }

  static of(zones: readonly Place[]): ZonesTouched {
    let touched = allTouched.get(zones);
    if (!touched) {
      touched = new ZonesTouched(zones);
      allTouched.set(zones, touched);
    }
    return touched;
  }

  /** Goes by what was found of the zones before an edit, as long as each has the addresses that it had. */
  static takeOver(zones: readonly Place[], former: readonly Place[]): void {
    const known = allTouched.get(former);
    const isSame = known?.addresses.length === zones.length && zones.every((zone, n) => zone.addresses === known.addresses[n]);
    if (known && isSame) allTouched.set(zones, known);
  }

  by(addresses: AddressSet): readonly number[] {
    let result = this.known.get(addresses);
    if (!result) {
      this.places ??= new SetPlaces(this.addresses);
      result = fitted(this.places.overlapping(addresses));
      this.known.set(addresses, result);
    }
    return result;
  }
}

const allTouched = new WeakMap<readonly Place[], ZonesTouched>();
