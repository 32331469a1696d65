import type { Analysis } from '../analysis/analyze.ts';
import { waysOf } from '../analysis/ways/ways.ts';
import { type AddressSet, hasAddresses } from '../model/addresses.ts';
import { firstOf } from '../model/describe-addresses.ts';
import type { Plan, PlanFirewall, PlanZone } from '../model/plan.ts';
import { hasMostProtocols } from '../model/services.ts';
import { dialedText } from '../model/translations.ts';
import type { CutOff } from './cut-off.ts';
import { plainName } from './placing.ts';
import type { RunningDevice } from './running.ts';

// What an audit says besides what it finds: what of plan and device it has not held against each other, a sentence each.

/** How answers get back that don't, where a device keeps connections of some protocols alone. */
export function answersOf({ howBack }: RunningDevice, cutOff: readonly CutOff[]): string[] {
  return howBack !== undefined && cutOff.some(({ onceOpen }) => onceOpen) ? [howBack] : [];
}

/** Of answers, what a connection may begin without, and what of them isn't held against the plan. */
export function repliesOf(device: RunningDevice, cutOff: readonly CutOff[], { allows }: Analysis): string[] {
  const isAskedLess = device.howBack !== undefined && allows.some(({ services }) => hasMostProtocols(services));
  return [
    ...answersOf(device, cutOff),
    ...(isAskedLess
      ? [
          'Of rules for every protocol, what answers others than tcp, udp and icmp is not held against the plan: it keeps no connections of these.',
        ]
      : []),
  ];
}

/** What decides by what is in connections, or by what looks like an attack: rules say nothing of it, and neither does a plan. */
export function inspections({ inspecting = [] }: RunningDevice): string[] {
  if (!inspecting.length) return [];
  const lines = inspecting.map(({ line, what }) => `line ${line} (${what})`);
  return [
    `Of what its rules permit it may drop what it finds something in, or takes for an attack: ${firstOf(lines, 4)}. Which that is no audit tells.`,
  ];
}

/** What has to be translated for rules to have effect. */
export function notLookedFor(firewall: PlanFirewall | undefined): string[] {
  if (!firewall?.translations.length) return [];
  const all = firewall.translations.map((each) => `${dialedText(each)} (${each.component.name})`);
  return [`Whether it translates ${firstOf(all, 4)} is not held against the plan; its rules are.`];
}

/**
 * That nobody said whose file it is, where something is found and the plan has several firewalls: what passes another one alone is none of this one's, and most of
 * what is found may be that.
 */
export function ofSeveral(plan: Plan, { firewall, found }: { firewall: PlanFirewall | undefined; found: boolean }): string[] {
  const names = plan.firewalls.filter(({ zones }) => zones.length).map(({ name }) => name);
  if (firewall || !found || names.length < 2) return [];
  return [
    `The plan has several firewalls (${firstOf(names)}), and what passes any of them was looked for here: name the one that it is of (--firewall ${names[0]}).`,
  ];
}

/** Zones from which no way of the plan leads to the firewall: what it does with their traffic is no part of the audit. */
export function withoutWay(plan: Plan, firewall: PlanFirewall | undefined): string[] {
  if (!firewall?.zones.length) return [];
  const ways = waysOf(plan);
  const zones = plan.zones.filter((zone) => !firewall.guarded.includes(zone) && !ways?.nearest(firewall, zone).length);
  if (!zones.length) return [];
  const names = firstOf(zones.map(({ name }) => name));
  return [
    `No way of the plan leads from ${names} to ${firewall.name}: what it lets pass from there and to there is not held against the plan.`,
  ];
}

/** Address families that the plan speaks of and no file does: what becomes of their packets nobody read. */
export function undecided(plan: Plan, devices: readonly RunningDevice[], firewall: PlanFirewall | undefined): string[] {
  const own = firewall ? [...firewall.zones, ...firewall.guarded] : plan.zones;
  return ([4, 6] as const).flatMap((family) => {
    if (devices.some(({ families }) => families.includes(family))) return [];
    const zones = own.filter((zone) => !zone.rest && hasAddresses(zone.addresses, family)).map(({ name }) => name);
    return zones.length
      ? [
          `No file says anything of IPv${family}, of which ${zones.join(', ')} ${zones.length === 1 ? 'has' : 'have'} networks: give the file that does.`,
        ]
      : [];
  });
}

/** What of an audit says which hosts a firewall stands at. */
interface Guarding {
  readonly device: RunningDevice;
  readonly guards?: AddressSet;
}

function without(zones: readonly PlanZone[], audits: readonly Guarding[]): string[] {
  const isOf = ({ addresses }: PlanZone): boolean => audits.some(({ guards }) => guards?.overlaps(addresses));
  return zones.filter((zone) => !zone.addresses.isEmpty && !isOf(zone)).map(({ name }) => name);
}

/** Zones at whose hosts the firewall stands, as the plan says, and of which no file says anything: in a cloud, what has no group may be open. */
export function unguarded(audits: readonly Guarding[], firewall: PlanFirewall | undefined): string[] {
  if (!firewall || audits.some(({ device }) => !device.host)) return [];
  const zones = without(firewall.guarded, audits);
  return zones.length ? [`No file says what guards ${firstOf(zones)}, where ${firewall.name} stands: it may be open.`] : [];
}

/** The same of other zones of the plan, where files are about whole zones and nobody says of which they have to be. */
export function elsewhere(plan: Plan, audits: readonly Guarding[], firewall: PlanFirewall | undefined): string[] {
  const inner = plan.zones.filter((zone) => !zone.external && !zone.addresses.isEmpty);
  const isEstate = audits.some(({ guards }) => guards && inner.some(({ addresses }) => guards.covers(addresses)));
  if (firewall || !isEstate || audits.some(({ device }) => !device.host)) return [];
  const zones = without(inner, audits);
  return zones.length ? [`No file says what guards ${firstOf(zones)}: what comes there is not held against the plan.`] : [];
}

/** Interfaces that somebody names and no file has: a slip of the name would have zones looked for elsewhere. */
export function misnamed(
  devices: readonly RunningDevice[],
  firewall: PlanFirewall | undefined,
  places: ReadonlyMap<string, readonly string[]> = new Map(),
): string[] {
  const known = new Set(devices.flatMap((device) => device.places.map(({ name }) => plainName(name))));
  // A file that tells no networks may not tell all interfaces either.
  if (!devices.some((device) => device.places.some(({ networks }) => !networks.isEmpty))) return [];
  const said = new Map<string, readonly string[]>(places);
  for (const [zone, name] of firewall?.interfaces ?? []) said.set(name, [...(said.get(name) ?? []), zone.name]);
  return [...said]
    .filter(([name]) => !known.has(plainName(name)))
    .map(
      ([name, zones]) =>
        `No file has anything called ${name}, where ${zones.join(', ')} is said to lie: look whether it has another name there.`,
    );
}
