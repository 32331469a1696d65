import type { AddressSet } from '../../model/addresses.ts';
import { allAddressesOf, placesOf } from '../../model/legs.ts';
import { onceFor } from '../../model/once-for.ts';
import type { PlanComponent, PlanZone } from '../../model/plan.ts';
import { ANY_SERVICE, type ServiceSet } from '../../model/services.ts';
import type { Analysis } from '../analyze.ts';
import { speaksOfNames, surroundings } from '../host-names.ts';
import { possibleTraffic, type Region } from '../region.ts';
import { boxKey, distinct } from '../set-keys.ts';
import { openPart, perhapsPart, permittedPart, type Rules } from '../verdicts.ts';
import { carriedPart } from '../ways/carried.ts';
import { allWithin, deniesBetween, saysNames } from './crossing.ts';
import { relaysOf } from './relays.ts';

/** Whether ways are wanted that may be open, or only those that are open for certain, whichever addresses host names have. */
export type Degree = 'perhaps' | 'certainly';

/** Of so many questions the answers are kept. */
const MOST_KEPT = 5000;

/** What gets from one place to another in one hop, wherever a way begins and ends: found out once for all ways of a plan. */
export class OneHop {
  readonly relays: readonly PlanComponent[];
  private readonly analysis: Analysis;
  private readonly degree: Degree;
  private readonly neighbors = new Map<PlanComponent, readonly PlanComponent[]>();
  /** What was asked, as several assertions about the same zones ask it. */
  private readonly regions = new Map<string, Region>();
  private readonly zones = new Map<PlanZone, AddressSet>();

  /** Use `hopsIn`, which has them once for all ways of a plan. */
  constructor(analysis: Analysis, degree: Degree) {
    this.analysis = analysis;
    this.degree = degree;
    this.relays = relaysOf(analysis.plan);
  }

  /** The other relays that a relay reaches. */
  from(relay: PlanComponent): readonly PlanComponent[] {
    let result = this.neighbors.get(relay);
    if (!result) {
      const own = allAddressesOf(relay);
      const isReached = (r: PlanComponent): boolean =>
        this.zoneShared(own, r) !== undefined || this.permitted(own, allAddressesOf(r), ANY_SERVICE).length > 0;
      result = this.relays.filter((r) => r !== relay && isReached(r));
      this.neighbors.set(relay, result);
    }
    return result;
  }

  /** The zone within which some addresses reach a relay, if there is one. */
  zoneShared(from: AddressSet, relay: PlanComponent): PlanZone | undefined {
    return placesOf(relay).find(({ zone, addresses }) => {
      const within = this.within(zone);
      return possibleTraffic(from.intersect(within), addresses.intersect(within), ANY_SERVICE).length > 0;
    })?.zone;
  }

  /** Whatever is in a zone. */
  within(zone: PlanZone): AddressSet {
    const held = this.zones.get(zone) ?? allWithin(zone, this.analysis.plan);
    this.zones.set(zone, held);
    return held;
  }

  /** What rules permit from some addresses to others, and firewalls carry. */
  permitted(sources: AddressSet, destinations: AddressSet, services: ServiceSet): Region {
    const key = boxKey({ sources, destinations, services });
    let region = this.regions.get(key);
    if (!region) {
      region = distinct(this.open(sources, destinations, services));
      if (this.regions.size >= MOST_KEPT) this.regions.clear();
      this.regions.set(key, region);
    }
    return region;
  }

  private open(sources: AddressSet, destinations: AddressSet, services: ServiceSet): Region {
    const { plan, names, mayClose, allowsNear } = this.analysis;
    const box = { sources, destinations, services };
    const isNamed = saysNames(plan) || speaksOfNames(box);
    const near = isNamed ? surroundings(box, names) : box;
    const allows = distinct(allowsNear(near, services));
    if (!allows.length) return [];
    const region = carriedPart(possibleTraffic(sources, destinations, services), plan);
    const rules: Rules = { allows, denies: deniesBetween(this.analysis).touching(near), names, mayClose };
    if (this.degree === 'certainly') return permittedPart(region, rules);
    return isNamed ? [...openPart(region, rules), ...perhapsPart(region, rules)] : openPart(region, rules);
  }
}

/** By how certain hops are to be open. */
export const hopsIn: (analysis: Analysis) => Readonly<Record<Degree, OneHop>> = onceFor((analysis: Analysis) => ({
  perhaps: new OneHop(analysis, 'perhaps'),
  certainly: new OneHop(analysis, 'certainly'),
}));
