import { type AddressSet, ALL_IPS, ALL_NAMES } from './addresses.ts';
import { IntervalSet } from './interval-set.ts';

/** What of a zone decides where names may be. */
interface Zone {
  readonly name: string;
  readonly external: boolean;
  readonly subnets: AddressSet;
  readonly addresses: AddressSet;
  readonly components: readonly { readonly addressed: boolean; readonly addresses: AddressSet }[];
}

/** Names that may all be the same addresses. */
interface NamePlace {
  readonly names: AddressSet;
  readonly addresses: AddressSet;
  /** Where that is, in words. */
  readonly text: string;
}

const WORLD = 'the rest of the world';

/** Of so many groups of places the names are kept. */
const MOST_KEPT = 1000;

/**
 * The addresses that host names may be. Nobody knows which of them a name is when a plan is written: one that a component has may be any
 * address of its zone, every other name any address of the rest of the world.
 */
export class NamePlaces {
  /** Every address that no zone holds but those that are the rest of the world, with the names that may be there. */
  readonly world: NamePlace;
  private readonly places: readonly NamePlace[];
  /** The names that may be in some of the places together, by the numbers of these. */
  private readonly namesAt = new Map<string, AddressSet>();
  /** The zones that were looked at last. */
  private zones: readonly Zone[];

  private constructor(zones: readonly Zone[]) {
    this.zones = zones;
    const isRest = (zone: Zone): boolean => zone.external && zone.subnets.isEmpty;
    const held = IntervalSet.unionAll(zones.filter((z) => !isRest(z)).map((z) => z.addresses));
    const left = ALL_IPS.subtract(held);
    // Where zones hold every address there is, nothing can be said of the other names.
    const world = left.isEmpty ? ALL_IPS : left;
    const placed: NamePlace[] = [];
    for (const zone of zones) {
      const names = namesIn(zone);
      if (names.isEmpty) continue;
      const addresses = zone.addresses.intersect(ALL_IPS);
      placed.push({ names, addresses: addresses.isEmpty ? world : addresses, text: addresses.isEmpty ? WORLD : zone.name });
    }
    const others = ALL_NAMES.subtract(IntervalSet.unionAll(placed.map((p) => p.names)));
    this.world = { names: others, addresses: world, text: WORLD };
    this.places = [...placed, this.world];
  }

  /**
   * The places of names in a plan; made once for its zones.
   * @param former those before an edit, which stay the same object where nothing of them has changed
   */
  static of(zones: readonly Zone[], former?: NamePlaces): NamePlaces {
    let known = all.get(zones);
    if (!known) {
      if (former?.isOf(zones)) known = former;
      else {
        const now = new NamePlaces(zones);
        known = former?.isSame(now) ? former : now;
      }
      known.zones = zones;
      all.set(zones, known);
    }
    return known;
  }

  /** Whether nothing of what is looked at is another thing in these zones: most edits leave each zone its addresses. */
  private isOf(zones: readonly Zone[]): boolean {
    const { zones: before } = this;
    if (before.length !== zones.length) return false;
    for (let n = 0; n < zones.length; n++) if (zones[n] !== before[n] && !areAlike(zones[n]!, before[n]!)) return false;
    return true;
  }

  private isSame({ places }: NamePlaces): boolean {
    return (
      this.places.length === places.length &&
      this.places.every(({ names, addresses, text }, n) => {
        const other = places[n]!;
        return text === other.text && names.equals(other.names) && addresses.equals(other.addresses);
      })
    );
  }

  /** The names that may be one of some addresses. */
  mayBe(addresses: AddressSet): AddressSet {
    const near: number[] = [];
    for (const [n, place] of this.places.entries()) if (place.addresses.overlaps(addresses)) near.push(n);
    // Of many addresses that are asked about most lie in the same few places.
    const key = near.join();
    let names = this.namesAt.get(key);
    if (!names) {
      names = IntervalSet.unionAll(near.map((n) => this.places[n]!.names));
      if (this.namesAt.size >= MOST_KEPT) this.namesAt.clear();
      this.namesAt.set(key, names);
    }
    return names;
  }

  /** The names of a set, apart where they may be different addresses. A name in two zones may be in either. */
  within(set: AddressSet): NamePlace[] {
    return this.placesOf(set).map((p) => ({ ...p, names: p.names.intersect(set) }));
  }

  /** The addresses that the names of a set may be. */
  addressesOf(names: AddressSet): AddressSet {
    return IntervalSet.unionAll(this.placesOf(names).map((p) => p.addresses));
  }

  /** The same in words: zones, or `the rest of the world`. */
  describe(names: AddressSet): string {
    const places = this.placesOf(names);
    // A zone that is the rest of the world is said once, whichever names may be in it.
    const isSaid = (p: NamePlace): boolean => p === this.world || !this.world.addresses.equals(p.addresses);
    const told = places.includes(this.world) ? places.filter(isSaid) : places;
    return [...new Set(told.map((p) => p.text))].join(' or ');
  }

  private placesOf(names: AddressSet): NamePlace[] {
    return this.places.filter((p) => p.names.overlaps(names));
  }
}

/** The names that components of a zone have. */
function namesIn(zone: Zone): AddressSet {
  let names = namesOfZones.get(zone);
  if (!names) {
    names = IntervalSet.unionAll(zone.components.filter((c) => c.addressed).map((c) => c.addresses.intersect(ALL_NAMES)));
    namesOfZones.set(zone, names);
  }
  return names;
}

const namesOfZones = new WeakMap<Zone, AddressSet>();

function areAlike(a: Zone, b: Zone): boolean {
  return (
    a.name === b.name &&
    a.external === b.external &&
    a.subnets.isEmpty === b.subnets.isEmpty &&
    a.addresses.equals(b.addresses) &&
    namesIn(a).equals(namesIn(b))
  );
}

const all = new WeakMap<readonly Zone[], NamePlaces>();
