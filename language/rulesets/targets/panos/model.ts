import { type Family, ofFamily } from '../../../model/addresses.ts';
import { ANY_SERVICE, icmpTypes, portSet, protocolsOf } from '../../../model/services.ts';
import type { RuleEntry, RuleSet, RuleSide } from '../../rule-set.ts';
import { AddressBook, type BookRule } from '../../set-commands/address-book.ts';
import { ServiceBook } from '../../set-commands/services.ts';
import { hasNamesOutside, isWholeZone, ZONE_NAMES, type ZoneRule, zoneNames } from '../../set-commands/zones.ts';
import { type PlaceOfTraffic, zonesOf } from '../../zone-traffic.ts';

/** Zones, without the words that stand for something else where one is named. */
export const ZONES: ZoneRule = { ...ZONE_NAMES, reserved: /^(any|multicast)$/i };

/** A rule as PAN-OS has it. */
export interface PanosRule {
  readonly name: string;
  readonly entry: RuleEntry;
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly sources: readonly string[];
  readonly destinations: readonly string[];
  readonly applications: readonly string[];
  readonly services: readonly string[];
}

/** Where one side of a rule lies, and what it is there. */
interface End {
  readonly zones: readonly string[];
  /** Set where no address is to be matched. */
  readonly any: boolean;
  readonly sides: readonly RuleSide[];
  /** What tells it from the other ends of the same rule. */
  readonly part: '' | 'inside';
}

const ANY: string[] = ['any'];

/** All that has ports. */
export const WITH_PORTS = portSet('tcp', 0, 65535).union(portSet('udp', 0, 65535));

/** The applications that stand for a whole protocol, by its number: gre, and what IPsec is made of. */
export const APPLICATIONS: Readonly<Record<number, string>> = { 47: 'gre', 50: 'ipsec-esp', 51: 'ipsec-ah' };

/** What PAN-OS has names for besides: regions, which are two letters, and lists of its maker. */
const RESERVED = /^(any|all|[A-Za-z]{2}|panw-.*|segplan)$/i;

const OBJECT_NAMES = {
  most: 63,
  refused: /[^A-Za-z0-9_.-]+/,
  joint: '-',
  begins: /^[A-Za-z0-9]/,
  prefix: 'x',
} as const;

/** How addresses are objects of PAN-OS. */
export const ADDRESSES: BookRule = { names: OBJECT_NAMES, reserved: RESERVED, ipv4InIpv6: true, ipv6Ranges: true };

/** The rules of a rule set with the objects that they name. */
export class PanosModel {
  readonly rules: PanosRule[] = [];
  readonly addresses: AddressBook;
  readonly services = new ServiceBook();
  /** Entries that need no rule: they stay in one zone, or their ends have no address family in common. */
  readonly inside: RuleEntry[] = [];
  private readonly ruleSet: RuleSet;
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
  }

  /** The zones that hold anything, in the order of the plan: also those that no rule is about, from and to which all is denied. */
  get zones(): string[] {
    return this.ruleSet.zones.filter((zone) => !zone.addresses.isEmpty).map(this.zoneName);
  }

  private add(entry: RuleEntry): void {
    const before = this.rules.length;
    for (const source of this.endsOf(entry.sources))
      for (const destination of this.endsOf(entry.destinations))
        this.addRule(
          entry,
          source,
          destination,
          `${source.part && `-from-${source.part}`}${destination.part && `-to-${destination.part}`}`,
        );
    if (this.rules.length === before) this.inside.push(entry);
  }

  private addRule(entry: RuleEntry, source: End, destination: End, part: string): void {
    const sameZone = source.zones.length === 1 && source.zones[0] !== 'any' && source.zones[0] === destination.zones[0];
    if (sameZone && destination.zones.length === 1) return;
    const families = ([4, 6] as const).filter((f) => hasFamily(source, f) && hasFamily(destination, f));
    if (!families.length) return;
    const sources = this.addressesOf(source);
    const destinations = this.addressesOf(destination);
    if (!sources.length || !destinations.length) return;
    const ends = { entry, from: source.zones, to: destination.zones, sources, destinations };
    if (entry.services.equals(ANY_SERVICE)) {
      this.rules.push({ ...ends, name: `${entry.id}${part}`, applications: ANY, services: ANY });
      return;
    }
    const name = (ending = ''): string => `${entry.id}${part}${ending}`;
    const plain = entry.services.intersect(WITH_PORTS);
    if (!plain.isEmpty) {
      const services = this.services.namesOf(plain, name());
      if (services.length) this.rules.push({ ...ends, name: name(), applications: ANY, services });
    }
    // A service is a port: what has none is an application. Ping is one of its own beside the rest of icmp.
    const applications = (ending: string, names: readonly string[]): void => {
      if (names.length) this.rules.push({ ...ends, name: name(ending), applications: names, services: ['application-default'] });
    };
    const ofIcmp = families.filter((f) => icmpTypes(entry.services, f) === 'all');
    applications(
      '-icmp',
      ofIcmp.flatMap((f) => (f === 4 ? ['icmp', 'ping'] : ['ipv6-icmp', 'ping6'])),
    );
    applications(
      '-ip',
      protocolsOf(entry.services).map((number) => APPLICATIONS[number]!),
    );
  }

  private addressesOf({ any, sides }: End): string[] {
    return any ? ANY : this.addresses.namesOf(sides);
  }

  /** Where some sides lie: what is a whole zone of the world outside by itself, since only the zone tells its addresses. */
  private endsOf(sides: readonly RuleSide[]): End[] {
    const any = sides.find((s) => s.any);
    if (any) return [{ zones: ANY, any: true, sides: [any], part: '' }];
    const open: { zone: PlaceOfTraffic; side: RuleSide }[] = [];
    const closed: { zone: PlaceOfTraffic; side: RuleSide }[] = [];
    for (const side of sides) {
      const places = zonesOf([side], this.ruleSet);
      const whole = places.filter((zone) => isWholeZone(side, zone));
      for (const zone of whole) open.push({ zone, side });
      const others = places.filter((zone) => !whole.includes(zone));
      const rest = whole.reduce((left, zone) => left.subtract(zone!.addresses), side.addresses);
      const part = whole.length ? { ...side, label: `${side.label} inside`, addresses: rest } : side;
      for (const zone of others) closed.push({ zone, side: part });
      if (hasNamesOutside(side, this.ruleSet)) closed.push({ zone: undefined, side: part });
    }
    const zones = (places: readonly { zone: PlaceOfTraffic }[]): string[] =>
      places.some((p) => !p.zone) ? ANY : [...new Set(places.map((p) => this.zoneName(p.zone!)))];
    const ends: End[] = [];
    if (open.length) ends.push({ zones: zones(open), any: true, sides: [...new Set(open.map((o) => o.side))], part: '' });
    if (closed.length) {
      const inside = [...new Set(closed.map((c) => c.side))];
      ends.push({ zones: zones(closed), any: false, sides: inside, part: open.length ? 'inside' : '' });
    }
    return ends;
  }
}

/** The rule at the end that denies, and logs, what no other permits. */
export const CLEANUP = 'segplan-deny-rest';

function hasFamily(end: End, family: Family): boolean {
  return end.sides.some((s) => s.any || s.hostNames.length > 0 || !ofFamily(s.addresses, family).isEmpty);
}
