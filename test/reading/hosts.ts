// What the firewall of a host lets in.
import { type Address, anyHolds } from './addresses.ts';
import type { Host, Side } from './ends.ts';
import { type ComponentReading, seenFrom, type ZoneReading } from './plan.ts';
import { allowed, denied, type Reading } from './rules.ts';
import { includes, opened, type Service } from './services.ts';

/** The components that have host rules. */
export function componentsWithHosts({ plan }: Reading): ComponentReading[] {
  return plan.components.filter(({ zone, own }) => !zone.external && own.length > 0);
}

/**
 * @param from another host of the same zone, with its own address, or whoever it is from elsewhere, as the plan sees it
 * @returns whether the firewall of a host lets a packet in
 */
export function letIn(reading: Reading, host: Host, from: { neighbor?: Address; side?: Side }, service: Service): boolean {
  const { neighbor } = from;
  if (neighbor && neighbor.family === host.address.family && neighbor.value === host.address.value) return true;
  const to = sideOf(host);
  const source = neighbor ? sideOf({ zone: host.zone, address: neighbor }) : from.side!;
  if (denied(reading, source, to, service, 'perhaps')) return false;
  if (allowed(reading, source, to, service, 'surely')) return true;
  return neighbor !== undefined && requiredInside(reading, host, neighbor, service);
}

/** What the catalogs require from other components of the zone, and from the other machines of a component. */
function requiredInside({ requirements }: Reading, { zone, address }: Host, neighbor: Address, service: Service): boolean {
  const at = (component: ComponentReading, place: Address) =>
    component.zone === zone &&
    (component.nowhere
      ? anyHolds(
          zone.nets.map(({ own }) => own),
          place,
        )
      : anyHolds(component.own, place));
  return requirements.some(
    ({ from, to, meaning }) => at(from, neighbor) && at(to, address) && opened(meaning).some((ports) => includes(ports, service)),
  );
}

/** A host that is known by its own address. */
function sideOf(host: Host): Side {
  return { host, address: seenAs(host.zone, host.address) };
}

function seenAs(zone: ZoneReading, { family, value }: Address): Address {
  const [range] = seenFrom(zone, { family, low: value, high: value });
  return { family, value: range!.low };
}
