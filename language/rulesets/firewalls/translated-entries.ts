import { possibleTraffic } from '../../analysis/region.ts';
import { type AddressSet, ANYWHERE, NO_ADDRESSES, namesAmong } from '../../model/addresses.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import { append, isSameList } from '../../model/lists.ts';
import type { PlanZone } from '../../model/plan.ts';
import type { ServiceSet } from '../../model/services.ts';
import { SetPlaces } from '../../model/set-places.ts';
import { dialedServices, realServices } from '../../model/translations.ts';
import type { PartNames } from '../part-names.ts';
import { partId } from '../rule-ids.ts';
import type { RuleEntry, RuleSide } from '../rule-set.ts';
import { outerAddresses, outerByHome, outerIn, type SeenTranslation } from './seen-at.ts';

type End = 'sources' | 'destinations';

/**
 * Rules as a firewall has to have them that sees components under outer addresses: who comes from outside of a translation is let to the
 * outer address by its ports, and no longer to the address that the component has; and what a component opens that is translated as a whole
 * comes from its outer address there.
 */
export class TranslatedView {
  private readonly seen: readonly SeenTranslation[];
  /** Those by whose component's own address a rule is about them. */
  private readonly places: SetPlaces<bigint>;
  /** Those that `any` does not say: other ports than those of the component, and objects. */
  private readonly unsaid: readonly SeenTranslation[];
  /** What nobody else has here, whatever rules say of networks around it. */
  private readonly outer: AddressSet;
  private readonly held: AddressSet;
  private readonly homes: ReadonlyMap<PlanZone, AddressSet>;

  private readonly names: PartNames;

  /** @param zones those of the plan */
  constructor(seen: readonly SeenTranslation[], zones: readonly PlanZone[], names: PartNames) {
    this.names = names;
    this.outer = outerAddresses(seen);
    this.held = seen.length ? IntervalSet.unionAll(zones.map(({ addresses }) => addresses)).subtract(this.outer) : this.outer;
    this.homes = outerByHome(seen);
    // What stands outside may be translated itself. Translations from the same zones share what these are here.
    const there = new Map<readonly PlanZone[], AddressSet>();
    this.seen = seen.map((each) => {
      const addresses = there.get(each.zones) ?? each.addresses.subtract(this.outer).union(outerIn(each.zones, this.homes));
      there.set(each.zones, addresses);
      return { ...each, addresses };
    });
    this.places = new SetPlaces(seen.map(({ translation }) => translation.real));
    this.unsaid = this.seen.filter(({ translation, sight }) => translation.shift || sight === 'object');
  }

  /** The addresses of a zone of the firewall as they are here. @param behind the zones that it leads to */
  zoneAddresses(addresses: AddressSet, behind: readonly PlanZone[]): AddressSet {
    return this.seen.length ? addresses.subtract(this.outer).union(outerIn(behind, this.homes)) : addresses;
  }

  of(entry: RuleEntry): RuleEntry[] {
    if (!this.seen.length) return [entry];
    const hidden = { ...entry, sources: this.hide(entry.sources), destinations: this.hide(entry.destinations) };
    if (!hidden.sources.length || !hidden.destinations.length) return [];
    const made = this.towards(hidden).flatMap((each) => this.backFrom(each));
    return made.flatMap((each) => {
      if (isSameList(each.sources, entry.sources) && isSameList(each.destinations, entry.destinations))
        return each.services.equals(entry.services) ? [entry] : [{ ...each, id: partId(each, `${entry.id} with ports`) }];
      return canBe(each) ? [{ ...each, id: partId(each, `${entry.id} as it is seen`) }] : [];
    });
  }

  private hide(sides: readonly RuleSide[]): RuleSide[] {
    return sides.flatMap((side) => {
      if (side.any || !side.addresses.overlaps(this.outer)) return [side];
      const addresses = side.addresses.subtract(this.outer);
      return addresses.isEmpty ? [] : [{ ...side, addresses }];
    });
  }

  /** The translations that some sides may be about. */
  private about(sides: readonly RuleSide[]): readonly SeenTranslation[] {
    if (sides.some(({ any }) => any)) return this.unsaid;
    const numbers = new Set(sides.flatMap(({ addresses }) => this.places.overlapping(addresses)));
    return [...numbers].sort((a, b) => a - b).map((n) => this.seen[n]!);
  }

  /** What is sent to translated components, and what is left of the rule. */
  private towards(entry: RuleEntry): RuleEntry[] {
    const any = entry.destinations.find((side) => side.any);
    return any ? this.towardsAny(entry, any) : this.towardsSome(entry);
  }

  private towardsSome(entry: RuleEntry): RuleEntry[] {
    const added: RuleEntry[] = [];
    let rest: RuleEntry[] = [entry];
    for (const seen of this.about(entry.destinations)) {
      const sources = this.outside(entry.sources, seen);
      if (!sources.length) continue;
      append(added, outerEntries({ ...entry, sources }, seen));
      if (!seen.isBoth) rest = rest.flatMap((each) => this.without(each, 'sources', seen, realServices(seen.translation)));
    }
    return [...rest, ...added];
  }

  /** `any` says the outer address as well, by the ports that are dialed, which may not be those of the component. */
  private towardsAny(entry: RuleEntry, any: RuleSide): RuleEntry[] {
    const near = this.about(entry.destinations).flatMap((seen) => {
      const sources = this.outside(entry.sources, seen);
      return sources.length ? [{ seen, entries: outerEntries({ ...entry, sources }, seen) }] : [];
    });
    const isMore = ({ translation, sight }: SeenTranslation): boolean =>
      sight === 'dialed' && !entry.services.intersect(translation.services!).equals(dialedServices(entry.services, translation));
    if (!near.some(({ seen }) => isMore(seen))) {
      // What is denied to all is denied to what virtual addresses lead to.
      const needed = near.filter(({ seen }) => seen.sight === 'object' && entry.action === 'allow');
      return [entry, ...needed.flatMap(({ entries }) => entries)];
    }
    const all = this.seen.flatMap((seen) => {
      const sources = this.outside(entry.sources, seen);
      return sources.length ? outerEntries({ ...entry, sources }, seen) : [];
    });
    return [{ ...entry, destinations: [this.partOf(any, this.held)] }, ...all];
  }

  /** What components open that are translated as a whole, where it comes from their outer address. */
  private backFrom(entry: RuleEntry): RuleEntry[] {
    if (entry.sources.some(({ any }) => any)) return [entry];
    const added: RuleEntry[] = [];
    let rest: RuleEntry[] = [entry];
    for (const seen of this.about(entry.sources)) {
      // The firewall that translates sees what comes out of it before it does.
      if (seen.translation.services || seen.isTranslator) continue;
      const destinations = this.outside(entry.destinations, seen);
      if (!destinations.length) continue;
      added.push({ ...entry, sources: [outerSide(seen)], destinations });
      if (!seen.isBoth) rest = rest.flatMap((each) => this.without(each, 'destinations', seen, entry.services));
    }
    return [...rest, ...added];
  }

  /** What of some sides is outside of a translation. */
  private outside(sides: readonly RuleSide[], { addresses, zones, isAll }: SeenTranslation): RuleSide[] {
    const any = sides.find((side) => side.any);
    if (!any) return this.common(sides, addresses);
    if (isAll) return [any];
    return zones.map((zone) => {
      const own = zone.addresses.subtract(this.outer);
      return { label: zone.name, kind: 'zone', any: false, addresses: own, hostNames: [] };
    });
  }

  /** What of a rule is not between the outside of a translation and the component's own address. @param end where the outside is */
  private without(entry: RuleEntry, end: End, seen: SeenTranslation, services: ServiceSet): RuleEntry[] {
    const other: End = end === 'sources' ? 'destinations' : 'sources';
    const { real } = seen.translation;
    const inside = this.common(entry[other], real);
    const outside = this.outside(entry[end], seen);
    if (!inside.length || !outside.length) return [entry];
    const result: RuleEntry[] = [];
    const any = entry[end].find((side) => side.any);
    const elsewhere = any ? this.elsewhere(any, seen) : this.less(entry[end], seen.addresses);
    if (elsewhere.length) result.push({ ...entry, [end]: elsewhere });
    const others = this.less(entry[other], real);
    if (others.length) result.push({ ...entry, [end]: outside, [other]: others });
    const left = entry.services.subtract(services);
    if (!left.isEmpty) result.push({ ...entry, [end]: outside, [other]: inside, services: left });
    return result;
  }

  /** What of some sides lies in some addresses. */
  private common(sides: readonly RuleSide[], addresses: AddressSet): RuleSide[] {
    return sides.flatMap((side) => {
      if (side.any) return [];
      if (addresses.covers(side.addresses)) return [side];
      const part = side.addresses.intersect(addresses);
      return part.isEmpty ? [] : [this.partOf(side, part)];
    });
  }

  /** What of some sides is not in some addresses. */
  private less(sides: readonly RuleSide[], addresses: AddressSet): RuleSide[] {
    return sides.flatMap((side) => {
      if (!side.addresses.overlaps(addresses)) return [side];
      const left = side.addresses.subtract(addresses);
      return left.isEmpty ? [] : [this.partOf(side, left)];
    });
  }

  private partOf(side: RuleSide, addresses: AddressSet): RuleSide {
    const label = this.names.of(side.label, side.any ? ANYWHERE : side.addresses, addresses);
    return { ...side, kind: 'group', any: false, label, addresses, hostNames: namesAmong(addresses, side.hostNames) };
  }

  private elsewhere(any: RuleSide, { addresses, isAll }: SeenTranslation): RuleSide[] {
    const left = isAll ? NO_ADDRESSES : this.held.subtract(addresses);
    return left.isEmpty ? [] : [this.partOf(any, left)];
  }
}

/** A rule from outside of a translation as it is towards the outer address; none where none of its ports are translated. */
function outerEntries(entry: RuleEntry, seen: SeenTranslation): RuleEntry[] {
  const { translation, sight } = seen;
  const own = entry.services.intersect(realServices(translation));
  if (own.isEmpty) return [];
  const services = sight === 'object' ? own : dialedServices(own, translation);
  return [{ ...entry, destinations: [outerSide(seen)], services }];
}

/** The outer address as an end of rules. */
function outerSide({ translation, name, sight }: SeenTranslation): RuleSide {
  const virtual = sight === 'object' ? { virtual: translation } : {};
  return { label: name, kind: 'address', any: false, addresses: translation.address, hostNames: [], ...virtual };
}

/** Whether two ends have an address family in common. */
function canBe({ sources, destinations, services }: RuleEntry): boolean {
  const all = (sides: readonly RuleSide[]): AddressSet =>
    sides.some(({ any }) => any) ? ANYWHERE : IntervalSet.unionAll(sides.map((side) => side.addresses));
  return possibleTraffic(all(sources), all(destinations), services).length > 0;
}
