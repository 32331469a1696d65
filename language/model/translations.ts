import type * as ast from '../generated/ast.ts';
import { type AddressSet, type Family, formatAddresses, hasAddresses, ofFamily } from './addresses.ts';
import { behind } from './behind.ts';
import { type Interval, IntervalSet } from './interval-set.ts';
import type { PlanComponent, PlanTranslation, PlanZone } from './plan.ts';
import { transportsOf } from './port-ranges.ts';
import { ANY_SERVICE, checkPort, formatServices, movedPorts, portSet, type ServiceSet } from './services.ts';
import { addressSet } from './stated-addresses.ts';

// A firewall may make a component known under another address than its own to whoever comes from one of its sides.

/** Whether a set is one address, and no host name. */
export function isOneAddress(set: AddressSet): boolean {
  const [only, ...more] = set.intervals;
  return !!only && !more.length && only.end - only.start === 1n && (hasAddresses(set, 4) || hasAddresses(set, 6));
}

/** The family of a single address. */
export function familyOf(address: AddressSet): Family {
  return hasAddresses(address, 4) ? 4 : 6;
}

/** What a component has of the family of an address. */
export function realAddress({ addresses, addressed }: PlanComponent, address: AddressSet): AddressSet {
  return addressed ? ofFamily(addresses, familyOf(address)) : IntervalSet.empty<bigint>();
}

/** The ports of a translation as its outer side knows them, and how far those of the component are from them. */
export interface TranslatedServices {
  /** Nothing where everything is translated. */
  readonly services: ServiceSet | undefined;
  readonly shift: number;
}

/** So many ports are moved at most: most devices move them one by one. */
const MOST_MOVED = 64;

/** @throws Error with a sentence for the user */
export function translatedServices(node: ast.AddressTranslation): TranslatedServices {
  if (node.protocol === undefined) {
    if (node.port !== undefined)
      throw new Error(`Which port becomes ${node.port}? Name it behind the address, as in 'tcp 443 -> … port ${node.port}'.`);
    return { services: undefined, shift: 0 };
  }
  const transports = transportsOf(node.protocol);
  const spans = node.ports.map(({ start, end }) => {
    const from = checkPort(start ?? Number.NaN);
    const to = end === undefined ? from : checkPort(end);
    if (to < from) throw new Error(`The range ends before it begins; write ${to}-${from}.`);
    return { from, to };
  });
  const services = IntervalSet.unionAll(spans.flatMap(({ from, to }) => transports.map((t) => portSet(t, from, to))));
  if (node.port === undefined) return { services, shift: 0 };
  const [only, ...more] = spans;
  if (!only || more.length)
    throw new Error("'port' says where one port or one range begins on the component; write a line for each of several.");
  const shift = checkPort(node.port) - only.from;
  checkPort(only.to + shift);
  if (shift && only.to - only.from >= MOST_MOVED)
    throw new Error(
      `These are more than ${MOST_MOVED} ports, each of which would be translated by itself; leave 'port' out, or name fewer.`,
    );
  return { services, shift };
}

/** The zones by which those come that know the outer address: those that are named, else the external ones of the firewall. */
export function outerZones(named: readonly PlanZone[], own: ReadonlySet<PlanZone>): PlanZone[] {
  return named.length ? named.filter((zone) => own.has(zone)) : [...own].filter((zone) => zone.external);
}

/** Of all translations of a firewall those that can be meant; what is wrong with the others a check says. */
export function readTranslations(
  nodes: readonly ast.AddressTranslation[],
  own: ReadonlySet<PlanZone>,
  zoneOf: (node: ast.Zone | undefined) => PlanZone | undefined,
  componentOf: (node: ast.Component | undefined) => PlanComponent | undefined,
): PlanTranslation[] {
  const read: PlanTranslation[] = [];
  const taken = new Map<string, Taken>();
  const external = outerZones([], own);
  for (const node of nodes) {
    const component = componentOf(node.component?.ref);
    if (!component || !node.address) continue;
    const address = addressSet(node.address);
    if (!isOneAddress(address)) continue;
    const real = realAddress(component, address);
    const named = node.zones.flatMap((zone) => zoneOf(zone.ref) ?? []);
    const outer = named.length ? outerZones(named, own) : external;
    if (!isOneAddress(real) || !outer.length || outer.includes(component.zone)) continue;
    let said: TranslatedServices;
    try {
      said = translatedServices(node);
    } catch {
      continue;
    }
    const key = `${address.intervals[0]!.start}`;
    const same = taken.get(key) ?? new Taken();
    taken.set(key, same);
    if (same.take(outer, said.services ?? ANY_SERVICE)) read.push({ address, component, real, outer, node, ...said });
  }
  return read;
}

/** What is translated of one outer address of a firewall, for those who come by each zone: an outer address and port has one meaning. */
class Taken {
  /** Intervals apart from each other, in order. */
  private readonly byZone = new Map<PlanZone, Interval<number>[]>();

  /** Takes services where none of them is taken by any of the zones. @returns whether it did */
  take(zones: readonly PlanZone[], { intervals }: ServiceSet): boolean {
    for (const zone of zones) {
      const taken = this.byZone.get(zone) ?? [];
      if (intervals.some(({ start, end }) => (taken[behind(taken, -1, start)]?.start ?? end) < end)) return false;
    }
    for (const zone of zones) {
      const taken = this.byZone.get(zone) ?? [];
      this.byZone.set(zone, taken);
      for (const each of intervals) taken.splice(behind(taken, -1, each.start), 0, each);
    }
    return true;
  }
}

/** What a translation is about, as ports of the component. */
export function realServices({ services, shift }: PlanTranslation): ServiceSet {
  return services ? movedPorts(services, shift) : ANY_SERVICE;
}

/** What of some services of the component is translated, as its outer side knows it. */
export function dialedServices(services: ServiceSet, translation: PlanTranslation): ServiceSet {
  const own = services.intersect(realServices(translation));
  return translation.shift ? movedPorts(own, -translation.shift) : own;
}

/** What of some services as an outer side knows them is translated, as the component has it. */
export function translatedOf(services: ServiceSet, { services: outer, shift }: PlanTranslation): ServiceSet {
  const own = outer ? services.intersect(outer) : services;
  return shift ? movedPorts(own, shift) : own;
}

/** The outer address of a translation with its ports: `203.0.113.10 tcp 443`. */
export function dialedText({ address, services }: PlanTranslation): string {
  return `${formatAddresses(address)[0]}${services ? ` ${formatServices(services)}` : ''}`;
}

/** What it becomes: `10.30.0.20 tcp 8443`. */
export function realText(translation: PlanTranslation): string {
  return `${formatAddresses(translation.real)[0]}${translation.shift ? ` ${formatServices(realServices(translation))}` : ''}`;
}
