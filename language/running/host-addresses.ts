import { type AddressSet, ALL_IPV4, ALL_IPV6, formatAddresses, hasAddresses, ofFamily } from '../model/addresses.ts';
import { firstOf } from '../model/describe-addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { allAddressesOf } from '../model/legs.ts';
import { onceFor } from '../model/once-for.ts';
import type { Plan, PlanFirewall } from '../model/plan.ts';
import { ANY_SERVICE, ICMP } from '../model/services.ts';
import type { Evaluator } from './evaluate.ts';
import type { PlanSide } from './plan-side.ts';
import type { RunningDevice } from './running.ts';

/** What a host's firewall is about. */
export interface Guarded {
  readonly addresses: AddressSet;
  /** Addresses of its hosts that no zone of the plan has, of a family of which it has none of theirs. */
  readonly unplanned: AddressSet;
}

/**
 * The addresses that a host's firewall is held against the plan for: those in its zones. What an account or a network has besides is the rest of the world to the plan, which
 * says nothing of what comes there from there.
 * @returns why it is not held against the plan, where it isn't
 */
export function guardedBy(
  side: PlanSide,
  device: RunningDevice,
  { host, firewall }: { readonly host?: string; readonly firewall?: PlanFirewall },
): Guarded | string {
  const all = addressesOfHost(side, device, host);
  const name = device.name === undefined ? device.file : `${device.file} (${device.name})`;
  if (!all) return `${name} is the firewall of a host, and does not say of which: say it with --host COMPONENT.`;
  const whole = { addresses: all, unplanned: IntervalSet.unionAll<bigint>([]) };
  const inner = addressesIn(side.analysis.plan);
  if (host !== undefined || inner.isEmpty || firewall?.guarded.some(({ rest }) => rest)) return whole;
  const addresses = all.intersect(inner);
  if (addresses.isEmpty) return `${name} guards ${firstOf(formatAddresses(all))}, where the plan has no zone: it is left aside.`;
  const lacking = ([4, 6] as const).filter((family) => !hasAddresses(addresses, family));
  return { addresses, unplanned: IntervalSet.unionAll(lacking.map((family) => ofFamily(all, family))) };
}

/** The addresses of all hosts that devices are the firewalls of. */
export function hostsOf(devices: readonly RunningDevice[]): AddressSet {
  return IntervalSet.unionAll(devices.flatMap(({ host }) => host ?? []));
}

/** All addresses that a plan has a place for. */
const addressesIn = onceFor(({ zones, components }: Plan) =>
  IntervalSet.unionAll([
    ...zones.flatMap(({ rest, addresses }) => (rest ? [] : [addresses])),
    ...components.map((component) => allAddressesOf(component)),
  ]),
);

/**
 * What hosts of the plan have by a family that their zone has no networks of, where more may come to them that way or leave them than the plan allows by the other one: no
 * rule of the plan says anything of it.
 * @param hosts the addresses of all hosts that files tell of, which are known to each other by what they are and not by a family
 */
export function unplannedOf(
  side: PlanSide,
  evaluator: Evaluator,
  { addresses, unplanned }: Guarded,
  hosts: AddressSet,
): string[] {
  const { device } = evaluator;
  return ([4, 6] as const).flatMap((family) => {
    const own = ofFamily(unplanned, family);
    const others = (family === 4 ? ALL_IPV4 : ALL_IPV6).subtract(hosts);
    if (own.isEmpty || !device.families.includes(family)) return [];
    const services = ANY_SERVICE.subtract(ICMP);
    const comes = evaluator
      .perhapsPermits([{ sources: others, destinations: own, services }], device.stages)
      .filter((box) => !side.permits({ ...box, destinations: addresses }));
    const goes = device.outbound
      ? evaluator
          .perhapsPermits([{ sources: own, destinations: others, services }], device.outbound)
          .filter((box) => !side.permits({ ...box, sources: addresses }))
      : [];
    if (!comes.length && !goes.length) return [];
    const way = comes.length ? (goes.length ? 'in and out' : 'in') : 'out';
    return [
      `${device.name ?? device.file} lets more ${way} by IPv${family} than the plan allows, of which its hosts have ${firstOf(formatAddresses(own))} and their zone no network: add it to the zone.`,
    ];
  });
}

/** The addresses that a host's firewall is about: as the file says, or those of the component or zone of its name. */
export function addressesOfHost({ analysis: { plan } }: PlanSide, device: RunningDevice, said?: string): AddressSet | undefined {
  if (device.host && !device.host.isEmpty) return device.host;
  const named = (name: string, plain: (text: string) => string): AddressSet | undefined => {
    const isIt = (other: string): boolean => plain(other) === plain(name);
    const component = plan.components.find((each) => isIt(each.name) || isIt(`${each.zone.name}.${each.name}`));
    const found = component ? allAddressesOf(component) : plan.zones.find((zone) => isIt(zone.name))?.addresses;
    return found?.isEmpty ? undefined : found;
  };
  const exact = (text: string): string => text;
  if (said !== undefined) return named(said, exact);
  // Hosts call themselves in whatever case.
  return device.name === undefined ? undefined : (named(device.name, exact) ?? named(device.name, (text) => text.toLowerCase()));
}
