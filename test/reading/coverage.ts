// Whether the rules of a plan cover what the catalogs require.
import { anyHolds } from './addresses.ts';
import { familyOf, type Side, sameFamily } from './ends.ts';
import { inRestOfWorld, zonesOfSide } from './packets.ts';
import { addressesOf, addressesOfZone, type ComponentReading, isBelow, type Plan, type ZoneReading } from './plan.ts';
import type { Requirement } from './requirements.ts';
import { allowed, denied, type Reading } from './rules.ts';
import type { Samples } from './samples.ts';
import { canBe, includes, type Meaning, opened, type Ports, type Service } from './services.ts';

/** What is to be said of one packet that is required. */
export type Status = 'permitted' | 'missing' | 'blocked';

/** The requirements that cross from one zone to another: those that a firewall between the zones has to let through. */
export function crossing({ requirements }: Reading): Requirement[] {
  return requirements.filter(({ from, to }) => from !== to && from.zone !== to.zone);
}

/** The sides that a component is: its names, and one of each kind of its addresses. */
export function sidesOf(plan: Plan, component: ComponentReading, samples: Pick<Samples, 'addresses' | 'names'>): Side[] {
  if (component.nowhere && addressesOfZone(plan, component.zone).length === 0) return [{ nowhere: component }];
  const ranges = addressesOf(plan, component);
  return [
    ...samples.addresses.filter(({ address }) => anyHolds(ranges, address!)),
    ...samples.names.filter(({ name }) => component.names.some((each) => isBelow(name!, each))),
  ];
}

/** A packet between two sides of a requirement, and what is to be said of it. */
export interface Finding {
  readonly requirement: Requirement;
  readonly from: Side;
  readonly to: Side;
  /** One that stands for all ports of the requirement that share the status. */
  readonly service: Service;
  readonly status: Status;
}

/** All that is required, packet by packet, of the kinds that the plan tells apart. */
export function coverage(reading: Reading, samples: Samples): Finding[] {
  const { plan } = reading;
  return crossing(reading).flatMap((requirement) => {
    const pairs = sidesOf(plan, requirement.from, samples).flatMap((from) =>
      sidesOf(plan, requirement.to, samples)
        .filter((to) => sameFamily(from, to) && isBetween(plan, requirement, from, to))
        .map((to) => ({ from, to })),
    );
    const tell = (ports: Ports): Told[] =>
      pairs.flatMap(({ from, to }) =>
        samples.services
          .filter((service) => includes(ports, service) && canBe(service, familyOf(from), familyOf(to)))
          .map((service) => ({ from, to, service, status: statusOf(reading, from, to, service) })),
      );
    return findings(requirement.meaning, tell).map((each) => ({ requirement, ...each }));
  });
}

/** Whether it crosses from one zone to another. A name that components of several zones have is here that of the two of the requirement. */
function isBetween(plan: Plan, requirement: Requirement, from: Side, to: Side): boolean {
  const zones = (side: Side, { zone }: ComponentReading) => (side.address ? zonesOfSide(plan, side) : [zone]);
  const [ofFrom, ofTo] = [zones(from, requirement.from), zones(to, requirement.to)];
  const isOutside = (side: Side, some: readonly ZoneReading[]) =>
    side.address ? inRestOfWorld(plan, side) : some.some(({ rest }) => rest);
  return !ofFrom.some((zone) => ofTo.includes(zone)) && !(isOutside(from, ofFrom) && isOutside(to, ofTo));
}

/** What is to be said of one packet, if it is required. */
export function statusOf(reading: Reading, from: Side, to: Side, service: Service): Status {
  if (denied(reading, from, to, service, 'perhaps')) return 'blocked';
  return allowed(reading, from, to, service, 'surely') ? 'permitted' : 'missing';
}

type Told = Omit<Finding, 'requirement'>;

/**
 * Of alternatives one and the same has to be open between all that the two components are. Where none is, what is wrong is told of the first
 * that no deny closes. What there is no packet of between their addresses is no alternative.
 */
function findings(meaning: Meaning, tell: (ports: Ports) => Told[]): Told[] {
  switch (meaning.kind) {
    case 'ports':
      return tell(meaning.ports);
    case 'all':
      return meaning.of.flatMap((each) => findings(each, tell));
    case 'one': {
      const each = meaning.of.map((one) => findings(one, tell)).filter((told) => told.length);
      return (
        each.find((told) => told.every(({ status }) => status === 'permitted')) ??
        each.find((told) => told.every(({ status }) => status !== 'blocked')) ??
        each[0] ??
        []
      );
    }
    case 'required':
      return [];
  }
}

/** The ports that a component has to be reached on by another, those of first alternatives. */
export function requiredPorts(reading: Reading, from: ComponentReading, to: ComponentReading) {
  return reading.requirements.filter((each) => each.from === from && each.to === to).flatMap(({ meaning }) => opened(meaning));
}
