import type { AddressSet } from '../model/addresses.ts';
import { allAddressesOf } from '../model/legs.ts';
import type { PlanSide } from './plan-side.ts';
import type { RunningDevice } from './running.ts';

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
