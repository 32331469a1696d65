import { type Box, intersectBoxes, isEmptyBox, overlap, possibleTraffic, type Region, subtract } from '../analysis/region.ts';
import type { AddressSet } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { ANY_SERVICE, movedPorts } from '../model/services.ts';
import { SetPlaces } from '../model/set-places.ts';
import { realServices } from '../model/translations.ts';
import { outerAddresses, outerByHome, outerIn, type SeenTranslation } from '../rulesets/firewalls/seen-at.ts';

/** Traffic that has other addresses where a device stands than a plan speaks of it by, and the other way round. */
interface Swap {
  /** As the plan has it. */
  readonly planned: Box;
  /** The same traffic as it gets to the device. */
  readonly dialed: Box;
  readonly toPlanned: (box: Box) => Box;
  readonly toDialed: (box: Box) => Box;
}

/**
 * A device by whose rules components have outer addresses. What it says is turned into what that means to the plan, so that both are about the
 * same: what is sent to an outer address is what is sent to the component. What is sent to the component's own address past the translation
 * takes the other one's place, where it is about nobody of the plan.
 */
export class Dialing {
  private readonly back: Swaps;
  private readonly towards: Swaps;
  private readonly outer: AddressSet;

  constructor(seen: readonly SeenTranslation[]) {
    const outer = outerAddresses(seen);
    this.outer = outer;
    const homes = outerByHome(seen);
    const known = new Map<SeenTranslation['zones'], AddressSet>();
    const towards: Swap[] = [];
    const back: Swap[] = [];
    // An object for a translation says itself what is behind.
    for (const { translation, addresses, zones, isTranslator } of seen.filter(({ sight }) => sight === 'dialed')) {
      const { real, address, services, shift } = translation;
      const own = realServices(translation);
      const planned: Box = { sources: addresses, destinations: real, services: own };
      towards.push({
        planned,
        dialed: { ...planned, destinations: address, services: services ?? ANY_SERVICE },
        toPlanned: (box) => ({ ...box, destinations: real, services: movedPorts(box.services, shift) }),
        toDialed: (box) => ({ ...box, destinations: address, services: movedPorts(box.services, -shift) }),
      });
      // What comes out of it is seen before it is translated.
      if (services || isTranslator) continue;
      // Who is outside may be translated itself.
      const destinations = known.get(zones) ?? addresses.subtract(outer).union(outerIn(zones, homes));
      known.set(zones, destinations);
      const goes: Box = { sources: real, destinations, services: ANY_SERVICE };
      back.push({
        planned: goes,
        dialed: { ...goes, sources: address },
        toPlanned: (box) => ({ ...box, sources: real }),
        toDialed: (box) => ({ ...box, sources: address }),
      });
    }
    // A packet's destination is found first, then where it says that it comes from.
    this.back = new Swaps(back, 'sources');
    this.towards = new Swaps(towards, 'destinations');
  }

  /** What of a plan's traffic is not from or to an address that nobody has. */
  lessOuter(box: Box): Region {
    const { sources, destinations, services } = box;
    if (!sources.overlaps(this.outer) && !destinations.overlaps(this.outer)) return [box];
    return possibleTraffic(sources.subtract(this.outer), destinations.subtract(this.outer), services);
  }

  /** What of a plan's traffic gets to the device as some traffic. */
  inPlan(traffic: Box): Region {
    return this.back.of(traffic).flatMap((box) => this.towards.of(box));
  }
}

/** Swaps by the addresses that they are about: most rules are about few. */
class Swaps {
  private readonly swaps: readonly Swap[];
  private readonly places: SetPlaces<bigint>;
  private readonly end: 'sources' | 'destinations';

  constructor(swaps: readonly Swap[], end: 'sources' | 'destinations') {
    this.swaps = swaps;
    this.end = end;
    this.places = new SetPlaces(swaps.map(({ planned, dialed }) => planned[end].union(dialed[end])));
  }

  of(traffic: Box): Region {
    let region: Region = [traffic];
    for (const n of this.places.overlapping(traffic[this.end])) region = region.flatMap((box) => swapped(box, this.swaps[n]!));
    return region;
  }
}

function swapped(box: Box, { planned, dialed, toPlanned, toDialed }: Swap): Region {
  if (!overlap(box, planned) && !overlap(box, dialed)) return [box];
  const [there, here] = [intersectBoxes(box, dialed), intersectBoxes(box, planned)];
  const moved = [...(isEmptyBox(there) ? [] : [toPlanned(there)]), ...(isEmptyBox(here) ? [] : [toDialed(here)])];
  // What says both alike says the same as before.
  if (moved.length === 2 && isSame(moved[0]!, here) && isSame(moved[1]!, there)) return [box];
  return [...subtract([box], [planned, dialed]), ...moved];
}

function isSame(a: Box, b: Box): boolean {
  return a.sources.equals(b.sources) && a.destinations.equals(b.destinations) && a.services.equals(b.services);
}

/** Which addresses lie where on a device, and of which nobody knows. */
interface Places {
  readonly at: ReadonlyMap<string, AddressSet>;
  readonly unplaced: AddressSet;
  readonly strays?: { readonly possible: AddressSet; readonly doubtful: AddressSet };
}

/** Where addresses lie on a device that knows components by outer ones: these lie where their components do. */
export function placedOutside<P extends Places>(
  placing: P,
  seen: readonly SeenTranslation[],
): P & { readonly dialing?: Dialing } {
  if (!seen.length) return placing;
  const { strays } = placing;
  const outer = outerAddresses(seen);
  const reals = new SetPlaces(seen.map(({ translation }) => translation.real));
  const at = new Map(
    [...placing.at].map(([name, addresses]): [string, AddressSet] => {
      const own = reals.overlapping(addresses).map((n) => seen[n]!.translation.address);
      return [name, IntervalSet.unionAll([addresses.subtract(outer), ...own])];
    }),
  );
  return {
    ...placing,
    at,
    unplaced: placing.unplaced.subtract(outer),
    ...(strays && { strays: { possible: strays.possible.subtract(outer), doubtful: strays.doubtful.subtract(outer) } }),
    dialing: new Dialing(seen),
  };
}
