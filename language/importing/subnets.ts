import { ZonesTouched } from '../analysis/zones-touched.ts';
import { type AddressSet, ALL_IPS, NO_ADDRESSES } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { note } from '../model/lists.ts';
import { portsOf } from '../running/parts.ts';
import type { RuleList, RunningDevice, RunningRule, RunningSubnet } from '../running/running.ts';

/** What is to be one zone: a subnet of a cloud, or several that nothing tells apart. */
export interface Area {
  readonly name: string;
  readonly addresses: AddressSet;
}

/** What has to pass for subnets to be one: what products use. */
const EVERY_PORT = portsOf('tcp').union(portsOf('udp'));
/** So many rules are gone through for all that may be one zone together. */
const MOST_STEPS = 2_000_000;
/** So many subnets are named in the name of a zone. */
const MOST_NAMED = 3;

/**
 * The zones of a cloud: its subnets. Those between which everything passes, and which no rule and no group tells apart, are one.
 * @param devices the firewalls of a file
 */
export function areasOf(devices: readonly RunningDevice[]): Area[] {
  const subnets = subnetsOf(devices);
  const areas: Area[] = [];
  let steps = 0;
  const name = namer(subnets);
  for (const all of alike(subnets, devices)) {
    const addresses = IntervalSet.unionAll(all.map((subnet) => subnet.addresses));
    const over = devices.filter(({ host }) => host?.overlaps(addresses));
    for (const { lists } of over) for (const { rules } of lists.values()) steps += rules.length;
    const isOne = all.length > 1 && over.length > 0 && steps < MOST_STEPS && over.every((device) => isFree(device, addresses));
    if (isOne) areas.push({ name: nameTogether(all, subnets), addresses });
    else for (const subnet of all) areas.push({ name: name(subnet), addresses: subnet.addresses });
  }
  return areas;
}

function subnetsOf(devices: readonly RunningDevice[]): RunningSubnet[] {
  const known = new Map<string, RunningSubnet>();
  // Several devices of a file have the same list.
  for (const subnets of new Set(devices.map((device) => device.subnets ?? [])))
    for (const subnet of subnets)
      if (!subnet.addresses.isEmpty && !known.has(subnet.addresses.key)) known.set(subnet.addresses.key, subnet);
  return [...known.values()];
}

/** Names subnets: by more than their own names where several have the same. */
function namer(subnets: readonly RunningSubnet[]): (subnet: RunningSubnet) => string {
  const named = new Map<string, RunningSubnet[]>();
  for (const subnet of subnets) note(named, subnet.name, subnet);
  return ({ name, network, region }) => {
    const same = named.get(name)!;
    const isOneHere = same.filter((other) => other.network === network).length === 1;
    const more = [...(same.every((other) => other.network === network) ? [] : [network]), name, ...(isOneHere ? [] : [region])];
    return more.filter(Boolean).join(' ');
  };
}

function nameTogether(all: readonly RunningSubnet[], every: readonly RunningSubnet[]): string {
  const { network } = all[0]!;
  const isOfOne = all.every((subnet) => subnet.network === network);
  if (network && isOfOne && every.filter((subnet) => subnet.network === network).length === all.length) return network;
  const names = [...new Set(all.map(({ name }) => name))];
  const shown = names.slice(0, MOST_NAMED).join(', ');
  return names.length > MOST_NAMED ? `${shown} and ${names.length - MOST_NAMED} more` : shown;
}

/** Subnets in groups that no side of a rule and no firewall tells apart: each holds a whole group or nothing of it. */
function alike(subnets: readonly RunningSubnet[], devices: readonly RunningDevice[]): RunningSubnet[][] {
  const marks: string[][] = subnets.map(() => []);
  const touched = ZonesTouched.of(subnets);
  const every = IntervalSet.unionAll(subnets.map(({ addresses }) => addresses));
  let count = 0;
  for (const side of sidesOf(devices)) {
    if (side.covers(every)) continue;
    count++;
    for (const n of touched.by(side)) marks[n]!.push(side.covers(subnets[n]!.addresses) ? `${count}` : `${count} in ${n}`);
  }
  const groups = new Map<string, RunningSubnet[]>();
  for (const [n, subnet] of subnets.entries()) note(groups, marks[n]!.join(), subnet);
  return [...groups.values()];
}

/** All that rules and firewalls are about, each once. */
function sidesOf(devices: readonly RunningDevice[]): Iterable<AddressSet> {
  const sides = new Set<AddressSet>();
  for (const device of devices) {
    if (device.host) sides.add(device.host);
    for (const { rules } of device.lists.values())
      for (const rule of rules)
        for (const { sources, destinations } of rule.traffic) {
          for (const side of [sources, destinations]) sides.add(side);
          for (const { name, networks } of device.places)
            if ([rule.from, rule.to, rule.notFrom, rule.notTo].some((names) => names?.has(name))) sides.add(networks);
        }
  }
  return new Map([...sides].map((side) => [side.key, side])).values();
}

/** Whether a device lets everything pass between some addresses, and closes nothing of it. */
function isFree({ lists, stages, outbound = [], places }: RunningDevice, addresses: AddressSet): boolean {
  const networks = new Map(places.map((place) => [place.name, place.networks]));
  const opens = (list: RuleList | undefined): boolean => {
    for (const rule of list?.rules ?? []) {
      const found = between(rule, addresses, networks);
      if (found === 'nothing' || (rule.action === 'permit' && (found === 'a part' || rule.perhaps !== undefined))) continue;
      return rule.action === 'permit';
    }
    return list?.otherwise === 'permit';
  };
  return [...stages, ...outbound].every((name) => opens(lists.get(name)));
}

type Found = 'nothing' | 'a part' | 'all';

/** How much of the traffic between some addresses a rule is about. */
function between(rule: RunningRule, addresses: AddressSet, networks: ReadonlyMap<string, AddressSet>): Found {
  const at = (names: ReadonlySet<string> | undefined): Found => {
    if (!names) return 'all';
    const sets = [...names].map((name) => networks.get(name));
    // Where nobody knows what lies there, it may be any of them.
    if (sets.some((set) => !set || set.isEmpty)) return 'a part';
    return shareOf(IntervalSet.unionAll(sets.flatMap((set) => set ?? NO_ADDRESSES)), addresses);
  };
  let found: Found = 'nothing';
  for (const { sources, destinations, services } of rule.traffic) {
    const shares = [at(rule.from), at(rule.to), shareOf(sources, addresses), shareOf(destinations, addresses)];
    if (rule.notFrom || rule.notTo) shares.push('a part');
    if (shares.includes('nothing')) continue;
    if (services.covers(EVERY_PORT) && !shares.includes('a part')) return 'all';
    found = 'a part';
  }
  return found;
}

function shareOf(set: AddressSet, addresses: AddressSet): Found {
  const ips = set.intersect(ALL_IPS);
  return ips.covers(addresses) ? 'all' : ips.overlaps(addresses) ? 'a part' : 'nothing';
}
