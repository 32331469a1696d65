import {
  type AddressSet,
  ALL_IPV4,
  ALL_IPV6,
  ALL_NAMES,
  ANYWHERE,
  formatAddresses,
  NO_ADDRESSES,
} from '../../model/addresses.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import { append } from '../../model/lists.ts';
import type { Plan, PlanComponent, PlanZone } from '../../model/plan.ts';
import type { Box } from '../region.ts';

/** A part of an address set under the name that a plan has for it. */
export interface Named {
  readonly label: string;
  /** All that the name stands for, of every address family; the part itself where it has no name. */
  readonly whole: AddressSet;
  /** Set when the name alone doesn't say where: its addresses are others in the other plan. */
  readonly moved: boolean;
}

/** What the two ends of traffic can be at most: an IPv4 address talks to IPv4 addresses, a host name can be either. */
export function familyOf(box: Pick<Box, 'sources'>): { sources: AddressSet; destinations: AddressSet } {
  if (box.sources.overlaps(ALL_IPV4)) return { sources: ALL_IPV4, destinations: ALL_IPV4.union(ALL_NAMES) };
  if (box.sources.overlaps(ALL_IPV6)) return { sources: ALL_IPV6, destinations: ALL_IPV6.union(ALL_NAMES) };
  return { sources: ALL_NAMES, destinations: ANYWHERE };
}

/** So many things may be left out of what a name stands for before a list of the rest reads better. */
const FEW = 2;

/** Finds the names of one plan for addresses; where it has none, those of the plan that it is compared with. */
export class AddressNames {
  private readonly plan: Plan;
  private readonly other: Plan;
  private readonly outside: AddressSet;
  private readonly known = new Map<PlanZone | PlanComponent, Named>();
  private readonly zones: ReadonlyMap<string, PlanZone>;
  private readonly components: ReadonlyMap<string, readonly PlanComponent[]>;
  private readonly names: ReadonlySet<string>;
  private readonly shared: ReadonlySet<string>;

  constructor(plan: Plan, other: Plan) {
    this.plan = plan;
    this.other = other;
    this.outside = ANYWHERE.subtract(IntervalSet.unionAll(plan.zones.map((z) => z.addresses)));
    this.zones = new Map(other.zones.map((z) => [z.name, z]));
    const components = new Map<string, PlanComponent[]>();
    for (const c of other.components) components.set(c.name, [...(components.get(c.name) ?? []), c]);
    this.components = components;
    this.names = new Set([...plan.zones, ...plan.components].map((each) => each.name));
    const first = new Map(plan.components.map((c) => [c.name, c]));
    this.shared = new Set(plan.components.filter((c) => first.get(c.name) !== c).map((c) => c.name));
  }

  /**
   * Splits addresses into parts that have names.
   * @param family what the addresses can be at most: a name fits when it means the same within it
   * @param reach all that the rule names on this side, so that a rule for a zone is told from rules for what is in it
   * @param wide what other parts of the same `any` were named, which this part may be the other address families of
   */
  parts(addresses: AddressSet, family: AddressSet, reach: AddressSet, wide: Named[] = []): Named[] {
    const same = wide.find((n) => n.whole.intersect(family).equals(addresses));
    if (same) return [same];
    const any = reach.equals(ANYWHERE) || addresses.equals(family) ? this.almostAny(addresses, family) : undefined;
    if (any) {
      wide.push(any);
      return [any];
    }
    const result: Named[] = [];
    for (const zone of this.plan.zones) {
      const part = addresses.intersect(zone.addresses);
      if (!part.isEmpty) append(result, this.inZone(zone, part, family, reach));
    }
    const rest = addresses.intersect(this.outside);
    if (rest.isEmpty) return result;
    if (rest.equals(this.outside.intersect(family)))
      return [...result, { label: 'all other addresses', whole: this.outside, moved: false }];
    return [...result, ...this.unnamed(rest, family, undefined)];
  }

  /** `any`, or any but a few of the plan's zones and components. */
  private almostAny(addresses: AddressSet, family: AddressSet): Named | undefined {
    const missing = family.subtract(addresses);
    const cut: (PlanZone | PlanComponent)[] = [];
    let rest = missing;
    for (const each of [...this.plan.zones, ...this.plan.components]) {
      if (rest.isEmpty || cut.length > FEW) break;
      if (('zone' in each && !each.addressed) || !fits(each.addresses, rest, family)) continue;
      cut.push(each);
      rest = rest.subtract(each.addresses);
    }
    if (!rest.isEmpty || cut.length > FEW) return undefined;
    const without = cut.length ? ` without ${cut.map((each) => this.labelOf(each)).join(', ')}` : '';
    return { label: `any${without}`, whole: ANYWHERE.subtract(IntervalSet.unionAll(cut.map((c) => c.addresses))), moved: false };
  }

  private inZone(zone: PlanZone, part: AddressSet, family: AddressSet, reach: AddressSet): Named[] {
    const own = zone.addresses.intersect(family);
    const isWhole = part.equals(own);
    const inside = zone.components.filter((c) => c.addressed && fits(c.addresses, part, family));
    const alone = inside.some((c) => c.addresses.equals(zone.addresses));
    if (isWhole && !alone && reach.covers(zone.addresses)) return [this.named(zone)];
    const rest = part.subtract(IntervalSet.unionAll(inside.map((c) => c.addresses)));
    const components = inside.map((c) => this.named(c));
    if (rest.isEmpty) return components;
    if (isWhole) return [this.named(zone)];
    const others = this.unnamed(rest, family, zone);
    const missing = own.subtract(part);
    const left = zone.components.filter((c) => c.addressed && fits(c.addresses, missing, family));
    const gone = missing.subtract(IntervalSet.unionAll(left.map((c) => c.addresses)));
    const goneTexts = formatAddresses(gone);
    // `production without esxi` says more than the ranges before and after it.
    if (goneTexts.length + left.length <= FEW && rest.intervals.length > 1) {
      const cut = IntervalSet.unionAll([...left.map((c) => c.addresses), gone]);
      const without = [...left.map((c) => this.labelOf(c)), ...goneTexts].join(', ');
      return [{ label: `${zone.name} without ${without}`, whole: zone.addresses.subtract(cut), moved: false }];
    }
    return [...components, ...others];
  }

  /** Addresses that the plan has no name for: by what the other plan calls them, or as they are. */
  private unnamed(addresses: AddressSet, family: AddressSet, zone: PlanZone | undefined): Named[] {
    const result: Named[] = [];
    let rest = addresses;
    for (const each of [...this.other.zones, ...this.other.components.filter((c) => c.addressed)]) {
      if (!rest.overlaps(each.addresses) || !fits(each.addresses, rest, family)) continue;
      // A name that both plans have, and here for other addresses, would mislead.
      if (this.names.has(each.name)) continue;
      result.push({ label: each.name, whole: each.addresses, moved: true });
      rest = rest.subtract(each.addresses);
    }
    if (rest.isEmpty) return result;
    const owners = zone?.components.filter((c) => c.addressed && c.addresses.overlaps(rest)) ?? [];
    const place = owners.length === 1 && owners[0]!.addresses.covers(rest) ? this.labelOf(owners[0]!) : zone?.name;
    return [...result, { label: place === undefined ? '' : `a part of ${place}`, whole: rest, moved: true }];
  }

  private named(thing: PlanZone | PlanComponent): Named {
    let result = this.known.get(thing);
    if (!result) {
      result = { label: this.labelOf(thing), whole: thing.addresses, moved: this.isMoved(thing) };
      this.known.set(thing, result);
    }
    return result;
  }

  private labelOf(thing: PlanZone | PlanComponent): string {
    return 'zone' in thing && this.shared.has(thing.name) ? `${thing.zone.name}.${thing.name}` : thing.name;
  }

  private isMoved(thing: PlanZone | PlanComponent): boolean {
    if ('zone' in thing) {
      const same = this.components.get(thing.name) ?? [];
      return same.length > 0 && thing.addressed && !same.some((c) => c.addresses.equals(thing.addresses));
    }
    const same = this.zones.get(thing.name);
    // What is outside changes with everything inside; nobody wants to read it as addresses.
    return same !== undefined && !(thing.external && same.external) && !same.addresses.equals(thing.addresses);
  }
}

/** Whether a set has something, and all, of what a name stands for in one address family. */
function fits(name: AddressSet, set: AddressSet, family: AddressSet): boolean {
  const own = name.intersect(family);
  return !own.isEmpty && set.covers(own);
}

/** The addresses of several names together. */
export function wholeOf(parts: readonly Named[]): AddressSet {
  return parts.length === 1 ? parts[0]!.whole : parts.length ? IntervalSet.unionAll(parts.map((p) => p.whole)) : NO_ADDRESSES;
}
