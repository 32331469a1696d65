import { type Family, hasAddresses } from '../../../model/addresses.ts';
import { ANY_SERVICE, icmpTypes, protocolsOf, type ServiceSet } from '../../../model/services.ts';
import { insideTraffic } from '../../inside-zones.ts';
import type { RuleEntry, RuleSet, RuleSide } from '../../rule-set.ts';
import { AddressBook, type BookRule } from '../../set-commands/address-book.ts';
import { ServiceBook } from '../../set-commands/services.ts';
import { isWholeZone, ZONE_NAMES, type ZoneRule, zoneNames } from '../../set-commands/zones.ts';
import { byZonePair, type PlaceOfTraffic } from '../../zone-traffic.ts';

/** Zones, without the words that stand for something else where one is named. */
export const ZONES: ZoneRule = { ...ZONE_NAMES, reserved: /^(any|global|junos-.*)$/i };

/** The policy from a zone to itself. */
export const INSIDE = 'segplan-inside';

/** A policy of one pair of zones. */
export interface JunosPolicy {
  readonly name: string;
  readonly entry: RuleEntry;
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly applications: readonly string[];
}

/** All policies from one zone to another, in order. */
export interface JunosPair {
  readonly from: string;
  readonly to: string;
  readonly policies: JunosPolicy[];
}

const RESERVED = /^(any|any-ipv4|any-ipv6|junos-.*)$/i;

const OBJECT_NAMES = {
  most: 63,
  refused: /[^A-Za-z0-9_.-]+/,
  joint: '-',
  begins: /^[A-Za-z]/,
  prefix: 'x',
} as const;

/** How addresses are objects of Junos. */
export const ADDRESSES: BookRule = { names: OBJECT_NAMES, reserved: RESERVED, ipv4InIpv6: false, ipv6Ranges: false };

/** The policies of a rule set with the objects that they name. */
export class JunosModel {
  readonly pairs: JunosPair[] = [];
  readonly addresses: AddressBook;
  readonly services = new ServiceBook();
  /** Applications of protocols without ports and of types of icmp, by their names: what they are. */
  readonly withoutPorts = new Map<string, string>();
  /** Entries that need no policy: they cross no pair of zones, or their ends have no address family in common. */
  readonly inside: RuleEntry[] = [];
  private readonly ruleSet: RuleSet;
  private readonly byZones = new Map<string, JunosPair>();
  private readonly zoneName: (zone: RuleSet['zones'][number]) => string;

  constructor(ruleSet: RuleSet) {
    this.ruleSet = ruleSet;
    const zones = zoneNames(ruleSet, ZONES);
    this.zoneName = ({ name }) => zones.name(name);
    this.addresses = new AddressBook(
      ADDRESSES,
      [...ruleSet.zones, ...ruleSet.components].map(({ name }) => name),
    );
    for (const entry of ruleSet.entries) this.add(entry);
    for (const { zone, entry } of insideTraffic(ruleSet)) {
      const names = this.addresses.namesOf(entry.sources);
      const ends = { sources: names, destinations: names, applications: ['any'] };
      this.pairOf(zone, zone).policies.push({ name: INSIDE, entry, ...ends });
    }
    const order = new Map(this.zones.map((zone, n) => [zone, n]));
    const rank = (zone: string): number => order.get(zone)!;
    this.pairs.sort((a, b) => rank(a.from) - rank(b.from) || rank(a.to) - rank(b.to));
  }

  /** The zones of the plan under their names on the firewall. */
  get zones(): string[] {
    return this.ruleSet.zones.map(this.zoneName);
  }

  private add(entry: RuleEntry): void {
    let written = false;
    for (const { from, to, sources, destinations } of byZonePair(entry, this.ruleSet)) {
      // What lies in no zone is denied by default; a rule that allows it is a problem that stops all.
      if (!from || !to) continue;
      const families = ([4, 6] as const).filter((f) => hasFamily(sources, f) && hasFamily(destinations, f));
      if (!families.length) continue;
      const source = this.addressesOf(sources, from);
      const destination = this.addressesOf(destinations, to);
      if (!source.length || !destination.length) continue;
      const name = entry.id;
      const applications = applicationsOf(entry.services, name, families, this);
      if (!applications.length) continue;
      this.pairOf(from, to).policies.push({ name, entry, sources: source, destinations: destination, applications });
      written = true;
    }
    if (!written) this.inside.push(entry);
  }

  private pairOf(from: RuleSet['zones'][number], to: RuleSet['zones'][number]): JunosPair {
    const [fromName, toName] = [this.zoneName(from), this.zoneName(to)];
    const key = `${fromName} ${toName}`;
    let pair = this.byZones.get(key);
    if (!pair) {
      pair = { from: fromName, to: toName, policies: [] };
      this.pairs.push(pair);
      this.byZones.set(key, pair);
    }
    return pair;
  }

  private addressesOf(sides: readonly RuleSide[], zone: PlaceOfTraffic): string[] {
    if (sides.some((s) => s.any || isWholeZone(s, zone))) return ['any'];
    return this.addresses.namesOf(sides);
  }
}

/** Where applications are put that rules name. */
export interface Applications {
  readonly services: ServiceBook;
  /** Applications of protocols without ports and of types of icmp, by their names: what they are. */
  readonly withoutPorts: Map<string, string>;
}

/** The names of what stands for services in a policy. @param name that of a group that is made for it, where it needs one */
export function applicationsOf(services: ServiceSet, name: string, families: readonly Family[], to: Applications): string[] {
  if (services.equals(ANY_SERVICE)) return ['any'];
  return [
    ...to.services.namesOf(services, name),
    ...families.flatMap((family) => typesOf(services, family, to)),
    ...protocolsOf(services).map((number) => portless(`protocol-${number}`, `protocol ${number}`, to)),
  ];
}

function typesOf(services: ServiceSet, family: Family, to: Applications): string[] {
  const types = icmpTypes(services, family);
  const protocol = family === 4 ? 'icmp' : 'icmp6';
  if (types === 'all') return [`junos-${protocol}-all`];
  return types.map((type) => portless(`${protocol}-${type}`, `protocol ${protocol} ${protocol}-type ${type}`, to));
}

function portless(name: string, text: string, { withoutPorts }: Applications): string {
  withoutPorts.set(name, text);
  return name;
}

function hasFamily(sides: readonly RuleSide[], family: Family): boolean {
  return sides.some((s) => s.any || s.hostNames.length > 0 || hasAddresses(s.addresses, family));
}
