import type { Analysis } from '../analysis/analyze.ts';
import { waysOf } from '../analysis/ways/ways.ts';
import { firstOf } from '../model/describe-addresses.ts';
import { note } from '../model/lists.ts';
import type { PlanFirewall } from '../model/plan.ts';
import { placeZones, plainName, type ZonePlacing } from './placing.ts';
import type { RunningDevice } from './running.ts';

/** The names of zones by the names of interfaces and zones of devices. */
type Places = ReadonlyMap<string, readonly string[]>;

/**
 * Which of the devices of a file are a firewall of the plan, where the file has several that pass traffic on (contexts, virtual systems and domains): that of its name, else
 * those with an interface in one of its zones, else all of them.
 */
export function devicesOf(
  analysis: Analysis,
  devices: readonly RunningDevice[],
  { firewall, places }: { readonly firewall?: PlanFirewall; readonly places?: Places },
): { own: readonly RunningDevice[]; notes: string[] } {
  if (!firewall) return { own: devices, notes: [] };
  const zones = new Set(firewall.zones.map(({ name }) => name));
  const passing = devices.filter(({ host }) => !host);
  const aside = new Set<RunningDevice>();
  for (const file of new Set(passing.map((device) => device.file))) {
    const all = passing.filter((device) => device.file === file);
    if (new Set(all.map(({ name }) => name)).size < 2) continue;
    const isNamed = ({ name = '' }: RunningDevice): boolean =>
      [name, name.split('/').at(-1)!].some((each) =>
        [firewall.name, firewall.title].some((own) => plainName(own) === plainName(each)),
      );
    const isThere = (device: RunningDevice): boolean =>
      placedOn(analysis, firewall, device, places).zones.some((place) => place.zones.some((zone) => zones.has(zone)));
    const named = all.filter(isNamed);
    const own = named.length ? named : all.filter(isThere);
    if (own.length) for (const device of all) if (!own.includes(device)) aside.add(device);
  }
  const names = [...aside].map(({ name = '' }) => name);
  return {
    own: aside.size ? devices.filter((device) => !aside.has(device)) : devices,
    notes: names.length
      ? [
          `${firstOf(names)} of the same file ${names.length === 1 ? 'is' : 'are'} no part of ${firewall.name}: ${names.length === 1 ? 'it has' : 'they have'} another name, or no interface in its zones.`,
        ]
      : [],
  };
}

/** The zones behind each interface of a firewall: its own, and those that lie further on from there. */
export function placesOf(
  { plan }: Analysis,
  firewall: PlanFirewall,
  said: Places = new Map(),
): ReadonlyMap<string, readonly string[]> {
  const ways = waysOf(plan);
  const places = new Map<string, string[]>();
  for (const zone of plan.zones)
    for (const own of ways?.nearest(firewall, zone) ?? []) note(places, firewall.interfaces.get(own) ?? own.name, zone.name);
  return new Map([...places, ...said]);
}

/** Where zones lie on a device of a firewall of the plan. What stands at hosts says places by what they are called everywhere, since no zone lies behind an interface of it. */
export function placedOn(analysis: Analysis, firewall: PlanFirewall, device: RunningDevice, said?: Places): ZonePlacing {
  return placeZones(analysis.plan, device, placesOf(analysis, firewall, said), !firewall.zones.length);
}
