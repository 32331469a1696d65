// Packets of chance between what a plan tells apart.
import type { Box, Region } from '../../language/analysis/region.ts';
import { possibleTraffic } from '../../language/analysis/region.ts';
import { type Loaded, setOfService, setOfSide } from './agreement.ts';
import { Chance } from './chance.ts';
import type { Side } from './ends.ts';
import type { Service } from './services.ts';

/** One packet, by what the reading of the language reference knows. */
export interface Packet {
  readonly from: Side;
  readonly to: Side;
  readonly service: Service;
}

/** Packets between what a plan tells apart: some of any, and some that its rules may be about. */
export function packetsOf({ samples, analysis }: Loaded, seed: number, count: number): Packet[] {
  const chance = new Chance(seed);
  // A service tag of which the plan names parts is several things.
  const isOne = ({ name }: Side): boolean => !name || !samples.names.some((each) => each.name?.startsWith(`${name}.`));
  const sides = [...samples.addresses, ...samples.names].flatMap((side) => (isOne(side) && setOfSide(side) ? [side] : []));
  const services = samples.services;
  const any = Array.from({ length: count }, () => ({
    from: chance.pick(sides),
    to: chance.pick(sides),
    service: chance.pick(services),
  }));
  const ruled = Array.from({ length: analysis.allows.length ? count : 0 }, () => {
    const box = chance.pick(analysis.allows);
    const of = <T>(all: readonly T[], isIn: (each: T) => boolean): T => chance.pick(all.some(isIn) ? all.filter(isIn) : all);
    return {
      from: of(sides, (side) => setOfSide(side)!.overlaps(box.sources)),
      to: of(sides, (side) => setOfSide(side)!.overlaps(box.destinations)),
      service: of(services, (service) => setOfService(service).overlaps(box.services)),
    };
  });
  return [...any, ...ruled].filter((packet) => packet.from !== packet.to && regionOf(packet).length > 0);
}

/** The same packet as the product knows it. */
export function boxOf({ from, to, service }: Packet): Box {
  return { sources: setOfSide(from)!, destinations: setOfSide(to)!, services: setOfService(service) };
}

/** What of it can exist: nothing between two families. */
export function regionOf(packet: Packet): Region {
  const { sources, destinations, services } = boxOf(packet);
  return possibleTraffic(sources, destinations, services);
}

/** A packet in a message. */
export function shownPacket(packet: Packet): string {
  return JSON.stringify(packet, (_, each) => (typeof each === 'bigint' ? `${each}` : each));
}
