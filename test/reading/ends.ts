// What stands at the ends of rules and assertions, and whether one side of a packet is part of it.

import type * as ast from '../../language/generated/ast.ts';
import { type Address, anyHolds, anyMeet, EVERYWHERE, meet, type Range, readRange, without } from './addresses.ts';
import {
  addressesOf,
  addressesOfZone,
  allAddressesOf,
  type ComponentReading,
  isBelow,
  mayBe,
  type Plan,
  withName,
  type ZoneReading,
} from './plan.ts';

/**
 * One side of a packet: an address, a host name, or a host name with the address that it turns out to have. A component that is nowhere, in
 * a zone without addresses, is a side of its own.
 */
export interface Side {
  readonly address?: Address;
  readonly name?: string;
  /** The family that the address of a name has to be of, since the other side has it; none where the two can have no family in common. */
  readonly family?: 4 | 6 | 'none';
  readonly nowhere?: ComponentReading;
  /** The machine, where it is known by the address that it has itself: a host and its neighbors. `address` is what others see. */
  readonly host?: Host;
}

/** A machine: an address of a zone, as its hosts know it. */
export interface Host {
  readonly zone: ZoneReading;
  readonly address: Address;
}

/** Whether a packet can go from one side to the other: nothing goes from one address family to the other. */
export function familyOf({ address, family }: Side): 4 | 6 | 'none' | undefined {
  return address?.family ?? family;
}

export function sameFamily(from: Side, to: Side): boolean {
  const [one, other] = [from, to].map(familyOf);
  return one === undefined || other === undefined || one === other;
}

/** One thing that an end names, a group being taken apart, without what is left out of it. */
export interface Part {
  /** Where the part is a component: ports are moved and counted for it. */
  readonly component?: ComponentReading;
  readonly addresses: readonly Range[];
  readonly says: (name: string) => boolean;
  readonly nowhere: (component: ComponentReading) => boolean;
  /** Whether a machine is part of it by its own address; parts that say nothing of it go by what others see. */
  readonly hosts?: (host: Host) => boolean;
  /** Whether a component may stand in it, so that ports are where that component has them. */
  readonly hasIn: (component: ComponentReading) => boolean;
  readonly except: readonly Part[];
  /** The addresses of the end that it is a part of, where that has several: a role, a site. */
  readonly whole?: readonly Range[];
}

/** Whether a component is meant where others reach it, or with all of its addresses, those in other networks included. */
export type Extent = 'reached' | 'whole';

/** The parts of a list of ends. What is left out of it is left out with all of its addresses. */
export function partsOf(
  plan: Plan,
  ends: readonly ast.Endpoint[],
  exceptions: readonly ast.Endpoint[] = [],
  extent: Extent = 'reached',
): Part[] {
  const taken = exceptions.length > 0 ? partsOf(plan, exceptions, [], 'whole') : [];
  const parts = ends.flatMap((end) => partsOfOne(plan, end, new Set(), extent));
  return taken.length === 0 ? parts : parts.map((part) => ({ ...part, except: [...part.except, ...taken] }));
}

function partsOfOne(plan: Plan, end: ast.Endpoint, seen: ReadonlySet<ast.Group>, extent: Extent): Part[] {
  switch (end.$type) {
    case 'AnyEndpoint':
      return [{ addresses: EVERYWHERE, says: () => true, nowhere: () => true, hasIn: () => true, except: [] }];
    case 'AddressEndpoint':
      return [{ addresses: [readRange(end.address)], says: () => false, nowhere: () => false, hasIn: () => true, except: [] }];
    case 'FqdnEndpoint': {
      const pattern = end.fqdn.toLowerCase();
      return [{ addresses: [], says: (name) => isBelow(name, pattern), nowhere: () => false, hasIn: () => true, except: [] }];
    }
    case 'TagEndpoint': {
      const tag = `tag ${end.tag}`;
      return [{ addresses: [], says: (name) => isBelow(name, tag), nowhere: () => false, hasIn: () => true, except: [] }];
    }
    case 'NamedEndpoint':
      return partsOfNamed(plan, end, seen, extent);
  }
}

function partsOfNamed(plan: Plan, end: ast.NamedEndpoint, seen: ReadonlySet<ast.Group>, extent: Extent): Part[] {
  const target = end.target.ref;
  switch (target?.$type) {
    case 'Zone':
      return [partOfZone(plan, plan.zoneOf.get(target)!)];
    case 'Site':
      return asOne(plan.zones.filter(({ site }) => site === target).map((zone) => partOfZone(plan, zone)));
    case 'Component':
      return [partOfComponent(plan, plan.componentOf.get(target)!, extent)];
    case 'Role': {
      const place = end.place?.ref;
      return asOne(
        plan.components
          .filter(({ roles, zone }) => roles.has(target) && (!place || zone.node === place || zone.site === place))
          .map((component) => partOfComponent(plan, component, extent)),
      );
    }
    case 'Group': {
      if (seen.has(target)) return [];
      const inner = new Set([...seen, target]);
      const taken = target.exceptions.flatMap((each) => partsOfOne(plan, each, inner, 'whole'));
      return target.members
        .flatMap((each) => partsOfOne(plan, each, inner, extent))
        .map((part) => ({ ...part, except: [...part.except, ...taken] }));
    }
    default:
      return [];
  }
}

function asOne(parts: readonly Part[]): Part[] {
  const whole = parts.flatMap(({ addresses }) => addresses);
  return parts.map((part) => ({ ...part, whole }));
}

/** A zone has the names of its components; a name that nobody has is in none. */
function partOfZone(plan: Plan, zone: ZoneReading): Part {
  return {
    addresses: addressesOfZone(plan, zone),
    says: (name) => {
      const owners = withName(plan, name);
      return owners.some((owner) => owner.zone === zone);
    },
    nowhere: (component) => component.zone === zone,
    hosts: (host) => host.zone === zone,
    hasIn: (component) => component.zone === zone,
    except: [],
  };
}

export function partOfComponent(plan: Plan, component: ComponentReading, extent: Extent = 'reached'): Part {
  const legs = extent === 'whole' ? component.legs : [];
  return {
    component,
    addresses: extent === 'whole' ? allAddressesOf(plan, component) : addressesOf(plan, component),
    says: (name) => component.names.some((each) => isBelow(name, each)),
    nowhere: (other) => other === component,
    hosts: (host) =>
      (host.zone === component.zone && (component.nowhere || anyHolds(component.own, host.address))) ||
      legs.some(({ zone, own }) => host.zone === zone && anyHolds(own, host.address)),
    hasIn: (other) => other === component,
    except: [],
  };
}

/** Whether a side belongs to a part for certain. */
export function surely(plan: Plan, part: Part, side: Side): boolean {
  // Addresses left out of names alone leave nothing out.
  const takes = (each: Part) =>
    anyMeet(each.whole ?? each.addresses, part.whole ?? part.addresses) || each.addresses.length === 0;
  const whole = ofAnyFamily(side);
  // A name with the address that it has is open where either is; leaving out the name takes no address away.
  if (side.address && side.name !== undefined && anyHolds(leftOf(part), side.address)) return true;
  return touches(part, side) && !part.except.some((each) => (takes(each) ? perhaps(plan, each, whole) : touches(each, side)));
}

/**
 * Whether a side may belong to a part: a name whose address isn't known may be any of its zone, or of the rest of the world. Leaving out the
 * name itself takes none of these addresses away.
 */
export function perhaps(plan: Plan, part: Part, side: Side): boolean {
  return surely(plan, part, side) || mayBeIn(plan, leftOf(part), side);
}

function mayBeIn(plan: Plan, ranges: readonly Range[], { name, address, family }: Side): boolean {
  return name !== undefined && !address && anyMeet(ranges, addressesOfName(plan, name, family));
}

/** The addresses of a part that a name may have, whose address isn't known. */
export function mayBeAt(plan: Plan, part: Part, { name, address, family }: Side): readonly Range[] {
  if (name === undefined || address) return [];
  return leftOf(part).flatMap((range) => addressesOfName(plan, name, family).flatMap((each) => meet(range, each) ?? []));
}

/** The addresses of a part without those that are left out of it. */
export function leftOf(part: Part): readonly Range[] {
  return without(part.addresses, part.except.flatMap(leftOf));
}

function touches(part: Part, { address, name, nowhere, host }: Side): boolean {
  if (host && part.hosts) return part.hosts(host);
  return (
    (address !== undefined && anyHolds(part.addresses, address)) ||
    (name !== undefined && part.says(name)) ||
    (nowhere !== undefined && part.nowhere(nowhere))
  );
}

/** Whether a side belongs to both of two parts for certain, by one and the same name or address. */
export function surelyBoth(plan: Plan, one: Part, other: Part, side: Side): boolean {
  const { name, address } = side;
  if (name === undefined || !address) return surely(plan, one, side) && surely(plan, other, side);
  const ways: Side[] = [{ name }, { address }];
  return ways.some((way) => surely(plan, one, way) && surely(plan, other, way));
}

/** Whether a side may belong to both of two parts, by one and the same name or address. */
export function perhapsBoth(plan: Plan, one: Part, other: Part, side: Side): boolean {
  if (surelyBoth(plan, one, other, side)) return true;
  const others = leftOf(other);
  const both = leftOf(one).flatMap((a) => others.flatMap((b) => meet(a, b) ?? []));
  return mayBeIn(plan, both, side);
}

function addressesOfName(plan: Plan, name: string, family: Side['family']): readonly Range[] {
  const some = mayBe(plan, name);
  return family ? some.filter((range) => range.family === family) : some;
}

const ofFamily = new WeakMap<Side, Partial<Record<4 | 6 | 'none', Side>>>();
const wholes = new WeakMap<Side, Side>();

function inFamily(side: Side, family: 4 | 6 | 'none'): Side {
  if (side.name === undefined || side.address) return side;
  const known = ofFamily.get(side) ?? {};
  ofFamily.set(side, known);
  if (!known[family]) {
    known[family] = { ...side, family };
    wholes.set(known[family], side);
  }
  return known[family];
}

/** What is left out of an end is left out whoever is at the other one. */
function ofAnyFamily(side: Side): Side {
  return wholes.get(side) ?? side;
}

/** The families in which a packet may go from one side to the other, with both of them as they are in it. */
export function inFamilies(plan: Plan, from: Side, to: Side): (readonly [Side, Side])[] {
  const known = from.address?.family ?? to.address?.family ?? from.family ?? to.family;
  const of = ({ name, address }: Side, family: 4 | 6) =>
    name === undefined || address !== undefined || mayBe(plan, name).some((range) => range.family === family);
  const families = known ? [known] : ([4, 6] as const).filter((family) => of(from, family) && of(to, family));
  return (families.length > 0 ? families : (['none'] as const)).map((family) => [inFamily(from, family), inFamily(to, family)]);
}
