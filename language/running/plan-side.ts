import type { Analysis } from '../analysis/analyze.ts';
import { BoxIndex } from '../analysis/box-index.ts';
import { speaksOfNames } from '../analysis/host-names.ts';
import type { RuleBox } from '../analysis/permissions.ts';
import { type Box, intersect, possibleTraffic, type Region, subtract } from '../analysis/region.ts';
import { closersOf } from '../analysis/verdicts.ts';
import { ZonesTouched } from '../analysis/zones-touched.ts';
import { type AddressSet, ALL_IPS, ALL_IPV4, ALL_IPV6, ALL_NAMES, ANYWHERE, statedNames } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { PlanRule, PlanZone } from '../model/plan.ts';
import { ANY_SERVICE, hasMostProtocols, STATABLE_SERVICES } from '../model/services.ts';
import { atOnce, type Steps } from '../model/steps.ts';
import { ANY_IPV4, ANY_IPV6 } from './lines.ts';
import type { RunningDevice } from './running.ts';
import { unheld } from './unheld.ts';

/** Whether traffic from one zone to another is looked at; `undefined` is what lies in no zone. */
export type Sees = (from: PlanZone | undefined, to: PlanZone | undefined) => boolean;

/** What a plan says, as a device can be asked about it. */
export class PlanSide {
  readonly analysis: Analysis;
  private readonly allows: BoxIndex<RuleBox>;
  private readonly denies: BoxIndex<Box>;
  private mayClose: BoxIndex<Box> | undefined;
  private readonly zones: readonly PlanZone[];
  private readonly sees: Sees | undefined;
  private readonly hiddenFrom = new Map<number, AddressSet>();
  private readonly hiddenTo = new Map<number, AddressSet>();

  /** @param sees the pairs of zones whose traffic is looked at; all where unset */
  constructor(analysis: Analysis, sees?: Sees) {
    this.analysis = analysis;
    this.sees = sees;
    this.zones = analysis.plan.zones;
    this.allows = new BoxIndex(analysis.allows);
    this.denies = new BoxIndex<Box>(analysis.denies);
  }

  /** What of some traffic no deny of the plan closes. */
  notDenied(region: Region): Region {
    return region.flatMap((box) => subtract([box], this.closersOf(box)));
  }

  /** Whether the plan permits all of a box. */
  permits(box: Box): boolean {
    return !this.closersOf(box).length && this.allows.covers([box], () => true);
  }

  /** What of a box no rule of the plan allows. */
  notAllowed(box: Box): Region {
    if (this.allows.covers([box], () => true)) return [];
    return subtract([box], this.allows.touching(box));
  }

  /** What of a box rules of the plan allow and no deny closes, by these rules; parts of it may be there twice. */
  allowed(box: Box): { box: Box; rule: PlanRule }[] {
    return this.allows
      .touching(box)
      .flatMap((each) => this.notDenied(intersect([box], [each])).map((part) => ({ box: part, rule: each.rule })));
  }

  /**
   * What of a box the plan doesn't permit between zones.
   * @param others what of it is asked about elsewhere
   * @param most so many boxes are enough
   * @returns `isPart` where there is more than is looked at
   */
  *beyond(box: Box, others: readonly Box[], most: number): Steps<{ region: Region; isPart: boolean }> {
    const aside = others.length ? [...this.aside(box), ...others] : this.aside(box);
    return yield* unheld(box, { aside, held: this.allows.touching(box), except: this.closersOf(box) }, most);
  }

  /** The denies that may close some of a box: where it speaks of host names also those about addresses that these may be. */
  private closersOf(box: Box): readonly Box[] {
    if (!this.denies.size) return [];
    if (!speaksOfNames(box)) return this.denies.touching(box);
    this.mayClose ??= new BoxIndex<Box>(closersOf([box], this.analysis));
    return this.mayClose.touching(box);
  }

  /** What of some traffic goes from one zone to another, or leaves all of them. */
  crossing(box: Box): Region {
    const aside = this.aside(box);
    if (aside.length < 2) return subtract([box], aside);
    return atOnce(unheld(box, { aside, held: [], except: [] }, Number.POSITIVE_INFINITY)).region;
  }

  /** What of a box is not looked at: what stays inside of a zone, and what goes between zones whose traffic isn't. */
  private aside(box: Box): Box[] {
    const touched = ZonesTouched.of(this.zones);
    const [from, to] = [touched.by(box.sources), touched.by(box.destinations)];
    // The fewer of them: a rule for everything that goes to one zone touches that one.
    const isFrom = from.length <= to.length;
    const others = isFrom ? box.destinations : box.sources;
    const result: Box[] = [];
    for (const n of isFrom ? from : to) {
      const { addresses } = this.zones[n]!;
      const hidden = this.hidden(n, isFrom);
      if (!hidden.overlaps(others)) continue;
      const [sources, destinations] = isFrom ? [addresses, hidden] : [hidden, addresses];
      result.push({ sources, destinations, services: ANY_SERVICE });
    }
    return result;
  }

  /** The addresses of a zone, and of all others whose traffic with it isn't looked at. */
  private hidden(n: number, isFrom: boolean): AddressSet {
    const { sees, zones } = this;
    const zone = zones[n]!;
    if (!sees) return zone.addresses;
    const known = isFrom ? this.hiddenFrom : this.hiddenTo;
    let hidden = known.get(n);
    if (!hidden) {
      const isHidden = (other: PlanZone): boolean => other === zone || !(isFrom ? sees(zone, other) : sees(other, zone));
      hidden = IntervalSet.unionAll(zones.filter(isHidden).map(({ addresses }) => addresses));
      known.set(n, hidden);
    }
    return hidden;
  }
}

/**
 * The traffic of a box as a device can be asked about it: of the families that it speaks of, and without the host names that `any` stands for, since its
 * addresses say it all.
 */
export function askable({ sources, destinations, services }: Box, { families }: RunningDevice): Region {
  const [own, ips] =
    families.length > 1 ? [ANYWHERE, ALL_IPS] : families.includes(6) ? [ANY_IPV6, ALL_IPV6] : [ANY_IPV4, ALL_IPV4];
  const side = (set: AddressSet): AddressSet => {
    // Mostly addresses alone, or all of them: the same sets again, of which it is known where they lie.
    if (ips.covers(set)) return set;
    if (set.covers(own)) return ips;
    return set.intersect(ALL_IPS).union(statedNames(set)).intersect(own);
  };
  // Port 0 no plan can say, and nothing listens there.
  const asked = hasMostProtocols(services) ? services : services.intersect(STATABLE_SERVICES);
  return possibleTraffic(side(sources), side(destinations), asked).flatMap(byFamily);
}

/** Traffic from names to addresses of both families is traffic of each: a name has addresses of one that a device may know, and not of the other. */
function byFamily(box: Box): Region {
  const { sources, destinations } = box;
  if (!ALL_NAMES.covers(sources) || !FAMILIES.every((family) => family.overlaps(destinations))) return [box];
  return [...FAMILIES, ALL_NAMES]
    .map((family) => ({ ...box, destinations: destinations.intersect(family) }))
    .filter((part) => !part.destinations.isEmpty);
}

const FAMILIES = [ALL_IPV4, ALL_IPV6];
