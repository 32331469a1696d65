import type { Analysis } from '../analysis/analyze.ts';
import { BoxIndex } from '../analysis/box-index.ts';
import { speaksOfNames } from '../analysis/host-names.ts';
import type { RuleBox } from '../analysis/permissions.ts';
import { type Box, intersect, isEmptyBox, possibleTraffic, type Region, subtract } from '../analysis/region.ts';
import { closersOf } from '../analysis/verdicts.ts';
import { ZonesTouched } from '../analysis/zone-pairs.ts';
import { type AddressSet, ALL_IPS, ANYWHERE, hasAddresses, statedNames } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { PlanRule, PlanZone } from '../model/plan.ts';
import { ANY_SERVICE, hasMostProtocols, ICMP_OF, STATABLE_SERVICES } from '../model/services.ts';
import type { Steps } from '../model/steps.ts';
import { ANY_IPV4, ANY_IPV6 } from './lines.ts';
import type { RunningDevice } from './running.ts';

/** So many pairs of zones one rule of a device is looked at for, each by itself. */
const MOST_PAIRS = 4096;
/** So many boxes of a plan are taken away from one piece. */
const MOST_CUTS = 4096;

/** Whether traffic from one zone to another is looked at; `undefined` is what lies in no zone. */
export type Sees = (from: PlanZone | undefined, to: PlanZone | undefined) => boolean;

/** What a plan says, as a device can be asked about it. */
export class PlanSide {
  readonly analysis: Analysis;
  private readonly allows: BoxIndex<RuleBox>;
  private readonly denies: BoxIndex<Box>;
  private mayClose: BoxIndex<Box> | undefined;
  private readonly zones: readonly PlanZone[];
  private readonly inZones: AddressSet;

  private readonly sees: Sees | undefined;

  /** @param sees the pairs of zones whose traffic is looked at; all where unset */
  constructor(analysis: Analysis, sees?: Sees) {
    this.analysis = analysis;
    this.sees = sees;
    this.zones = analysis.plan.zones;
    this.allows = new BoxIndex(analysis.allows);
    this.denies = new BoxIndex<Box>(analysis.denies);
    this.inZones = IntervalSet.unionAll(this.zones.map((zone) => zone.addresses));
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
   * What of a box the plan doesn't permit between zones, zone by zone.
   * @param box of which it doesn't permit all
   * @returns `isPart` where there is more than is looked at
   */
  *beyond(box: Box): Steps<{ region: Region; isPart: boolean }> {
    const region: Box[] = [];
    let isPart = false;
    let pairs = 0;
    for (const from of this.partsOf(box.sources))
      for (const to of this.partsOf(box.destinations)) {
        if (from.zone && from.zone === to.zone) continue;
        if (this.sees?.(from.zone, to.zone) === false) continue;
        if (++pairs > MOST_PAIRS) return { region, isPart: true };
        yield;
        const piece = { sources: from.addresses, destinations: to.addresses, services: box.services };
        // Of a piece that is all of the box the same would be asked again.
        const isAll = piece.sources === box.sources && piece.destinations === box.destinations;
        if (isEmptyBox(piece) || (!isAll && this.permits(piece))) continue;
        const near = this.allows.touching(piece);
        if (near.length > MOST_CUTS) isPart = true;
        for (const left of subtract([piece], near.slice(0, MOST_CUTS))) region.push(left);
        for (const left of intersect(intersect([piece], near), this.closersOf(piece))) region.push(left);
      }
    return { region, isPart };
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
    const { sees } = this;
    if (sees)
      return this.partsOf(box.sources).flatMap((from) => {
        const to = this.partsOf(box.destinations).filter(({ zone }) => (zone !== from.zone || !zone) && sees(from.zone, zone));
        const destinations = IntervalSet.unionAll(to.map(({ addresses }) => addresses));
        const piece = { sources: from.addresses, destinations, services: box.services };
        return isEmptyBox(piece) ? [] : [piece];
      });
    const touched = ZonesTouched.of(this.zones);
    const to = new Set(touched.by(box.destinations));
    const both = touched.by(box.sources).filter((n) => to.has(n));
    return subtract(
      [box],
      both.map((n) => {
        const { addresses } = this.zones[n]!;
        return { sources: addresses, destinations: addresses, services: ANY_SERVICE };
      }),
    );
  }

  /** Addresses by the zones that they lie in; what lies in none by itself. */
  private partsOf(addresses: AddressSet): { zone: PlanZone | undefined; addresses: AddressSet }[] {
    const parts: { zone: PlanZone | undefined; addresses: AddressSet }[] = ZonesTouched.of(this.zones)
      .by(addresses)
      .map((n) => ({ zone: this.zones[n]!, addresses: addresses.intersect(this.zones[n]!.addresses) }));
    if (parts.some((part) => part.addresses === addresses)) return parts;
    const rest = addresses.subtract(this.inZones);
    return rest.isEmpty ? parts : [...parts, { zone: undefined, addresses: rest }];
  }
}

/**
 * The traffic of a box as a device can be asked about it: of the families that it speaks of, and without the host names that `any` stands for, since its
 * addresses say it all.
 */
export function askable({ sources, destinations, services }: Box, { families }: RunningDevice): Region {
  const own = families.length > 1 ? ANYWHERE : families.includes(6) ? ANY_IPV6 : ANY_IPV4;
  const side = (set: AddressSet): AddressSet => set.intersect(ALL_IPS).union(statedNames(set)).intersect(own);
  // Port 0 no plan can say, and nothing listens there.
  const asked = hasMostProtocols(services) ? services : services.intersect(STATABLE_SERVICES);
  return possibleTraffic(side(sources), side(destinations), asked);
}

/** Icmp of a family that the ends have no address of is no traffic, beside whatever else there is. */
function withoutOtherIcmp(box: Box): Box {
  for (const [family, other] of [
    [4, 6],
    [6, 4],
  ] as const) {
    const { services } = box;
    const isOwn = [box.sources, box.destinations].some((set) => !hasAddresses(set, other) && statedNames(set).isEmpty);
    // All of both is one word.
    if (!isOwn || !services.overlaps(ICMP_OF[other]) || services.covers(ICMP_OF[family].union(ICMP_OF[other]))) continue;
    const rest = services.subtract(ICMP_OF[other]);
    if (!rest.isEmpty) return { ...box, services: rest };
  }
  return box;
}

/** Boxes put together where they differ on one side alone, as somebody would write them. */
export function merged(region: Region): Region {
  let boxes: Region = region.map(withoutOtherIcmp);
  if (boxes.length < 2) return boxes;
  const ids = new SetIds();
  for (const side of ['destinations', 'sources', 'services', 'destinations'] as const) {
    const groups = new Map<number, Box[]>();
    const [one, other] = KEPT[side];
    for (const box of boxes) {
      const key = ids.of(box[one]) * MOST_SETS + ids.of(box[other]);
      const group = groups.get(key);
      if (group) group.push(box);
      else groups.set(key, [box]);
    }
    boxes = [...groups.values()].map((group) =>
      group.length === 1
        ? group[0]!
        : ({ ...group[0]!, [side]: IntervalSet.unionAll(group.map((box) => box[side] as IntervalSet<never>)) } as Box),
    );
  }
  return boxes;
}

/** The sides on which boxes have to be the same, to be put together on another one. */
const KEPT = {
  sources: ['destinations', 'services'],
  destinations: ['sources', 'services'],
  services: ['sources', 'destinations'],
} as const;
/** No region has so many sets, so that two of their numbers make one. */
const MOST_SETS = 2 ** 26;

/** Numbers for sets, the same for equal ones: a set is mostly met again as the same object. */
class SetIds {
  private readonly bySet = new Map<object, number>();
  private readonly byKey = new Map<string, number>();

  of(set: Box[keyof Box]): number {
    let id = this.bySet.get(set);
    if (id === undefined) {
      const { key } = set;
      id = this.byKey.get(key) ?? this.byKey.size;
      this.byKey.set(key, id);
      this.bySet.set(set, id);
    }
    return id;
  }
}
