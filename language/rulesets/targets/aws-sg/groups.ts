import type { AddressSet, Family } from '../../../model/addresses.ts';
import { cidrBlocks } from '../../../model/cidr-blocks.ts';
import { IntervalSet } from '../../../model/interval-set.ts';
import { onceFor } from '../../../model/once-for.ts';
import {
  ANY_SERVICE,
  hasMostProtocols,
  icmpTypes,
  protocolsOf as numbersOf,
  portSpans,
  type ServiceSet,
} from '../../../model/services.ts';
import { coverCidrs } from '../../cloud/cover.ts';
import { type Direction, leftOut, shortLabel, type Zone, type ZoneEnd, zoneEnds } from '../../cloud/zone-ends.ts';
import { NameTable } from '../../names.ts';
import type { RuleEntry, RuleSet } from '../../rule-set.ts';
import { summarize } from '../../text.ts';
import { hasFamily, type Place, PlaceTable } from './places.ts';
import { awsText } from './text.ts';

export const TEXT_LENGTH = 255;
/** In each direction and address family of one group. */
export const MOST_RULES = 60;
const FAMILIES = [4, 6] as const;

/** The protocol and ports of a rule; of icmp the type, and -1 for every code of it. */
export interface Match {
  /** `tcp`, `udp`, `icmp`, `icmpv6`, the number of another one, or `-1` for every protocol. */
  readonly protocol: string;
  readonly from?: number;
  readonly to?: number;
}

/** A rule as AWS counts it: one network, one run of ports. */
export interface CidrRule extends Match {
  readonly direction: Direction;
  readonly family: Family;
  readonly cidr: string;
  readonly description: string;
}

export interface SecurityGroup {
  readonly name: string;
  readonly description: string;
  /** The networks whose interfaces it goes onto. */
  readonly addresses: readonly string[];
  readonly rules: readonly CidrRule[];
}

/** Groups of one place: more than one where the rules don't fit into one. */
export interface PlacedGroups {
  readonly place: Place;
  readonly groups: readonly SecurityGroup[];
}

export interface Groups {
  readonly placed: readonly PlacedGroups[];
  /** By zone, the rules whose other end is everywhere but in some zones. */
  readonly elsewhere: ReadonlyMap<Zone, ReadonlySet<RuleEntry>>;
  /** By place, the lines of denies that its rules are written around. */
  readonly around: ReadonlyMap<Place, ReadonlySet<number>>;
}

function matchesOf(services: ServiceSet, family: Family): Match[] {
  if (services.equals(ANY_SERVICE)) return [{ protocol: '-1' }];
  const ports = (['tcp', 'udp'] as const).flatMap((protocol) =>
    portSpans(services, protocol).map((span): Match => ({ protocol, ...span })),
  );
  // What `any` leaves out can't be held, and is refused.
  const numbers = hasMostProtocols(services) ? [] : numbersOf(services);
  const others = numbers.map((number): Match => ({ protocol: `${number}` }));
  return [...ports, ...icmpMatches(services, family), ...others];
}

function icmpMatches(services: ServiceSet, family: Family): Match[] {
  const types = icmpTypes(services, family);
  return (types === 'all' ? [-1] : types).map((from) => ({ protocol: family === 4 ? 'icmp' : 'icmpv6', from, to: -1 }));
}

function descriptionOf(entry: RuleEntry): string {
  const phase = entry.phase ? ` (during ${entry.phase})` : '';
  const until = entry.until ? ` (until ${entry.until})` : '';
  const words = awsText(summarize(entry), TEXT_LENGTH) || `${shortLabel(entry.sources)} to ${shortLabel(entry.destinations)}`;
  return `${entry.id}${phase}${until} ${words}`;
}

/**
 * The networks of a rule's other end, exactly: whether the interfaces there have groups of their own nobody knows, since a zone may lie
 * elsewhere, behind a VPN or a link. What may be held besides is what is open to the same interfaces anyway: their own zone, and what other
 * rules say of them.
 */
class RemoteNetworks {
  private readonly zone: Zone;
  private readonly ends: readonly ZoneEnd[];
  private readonly known = new Map<ZoneEnd, Partial<Record<Family, readonly string[]>>>();

  constructor(zone: Zone, ends: readonly ZoneEnd[]) {
    this.zone = zone;
    this.ends = ends;
  }

  of(end: ZoneEnd, family: Family): readonly string[] {
    const known = this.known.get(end) ?? {};
    this.known.set(end, known);
    known[family] ??= this.find(end, family);
    return known[family];
  }

  private find(end: ZoneEnd, family: Family): readonly string[] {
    if (end.remoteAny) return [family === 4 ? '0.0.0.0/0' : '::/0'];
    if (!isElsewhere(end, this.zone, family)) return cidrBlocks(end.remote, family);
    return coverCidrs(end.remote, this.openBesides(end), family);
  }

  private openBesides(end: ZoneEnd): AddressSet {
    const local = this.localOf(end);
    const others = this.ends.filter(
      (other) =>
        other.direction === end.direction &&
        other.entry.services.covers(end.entry.services) &&
        this.localOf(other).covers(local) &&
        isLasting(other.entry, end.entry),
    );
    return IntervalSet.unionAll([this.zone.addresses, ...others.map((other) => other.remote)]);
  }

  private localOf({ local }: ZoneEnd): AddressSet {
    return local.some((s) => s.any) ? this.zone.addresses : IntervalSet.unionAll(local.map((s) => s.addresses));
  }
}

/** Whether one rule is there whenever another is, so that what is generated for the other may rest on it. */
function isLasting(one: RuleEntry, other: RuleEntry): boolean {
  return (one.phase ?? other.phase) === other.phase && (one.until ?? other.until) === other.until;
}

/** Whether the other end of a rule is everywhere but in some zones, which takes many networks to say. */
function isElsewhere({ remote, remoteAny }: ZoneEnd, zone: Zone, family: Family): boolean {
  return !remoteAny && leftOut(remote.union(zone.addresses), family) !== undefined;
}

/** Rules of one place. The same rule for two lines of the plan is one rule: AWS refuses the second. */
class RuleList {
  private readonly rules = new Map<string, CidrRule>();

  add(rule: CidrRule): void {
    const key = `${rule.direction} ${rule.protocol} ${rule.from} ${rule.to} ${rule.cidr}`;
    const before = this.rules.get(key);
    const description = before ? `${before.description}; ${rule.description}` : rule.description;
    this.rules.set(key, { ...rule, description: awsText(description, TEXT_LENGTH) });
  }

  /** In as many parts as there have to be groups. */
  parts(): CidrRule[][] {
    const parts: CidrRule[][] = [[]];
    for (const direction of ['inbound', 'outbound'] as const)
      for (const family of FAMILIES)
        [...this.rules.values()]
          .filter((r) => r.direction === direction && r.family === family)
          .forEach((rule, n) => {
            const part = Math.floor(n / MOST_RULES);
            while (parts.length <= part) parts.push([]);
            parts[part]!.push(rule);
          });
    return parts;
  }
}

/** The security groups of a plan: one for each zone, and one for each part of a zone that rules are about. */
export const securityGroups: (ruleSet: RuleSet) => Groups = onceFor(findGroups);

function findGroups(ruleSet: RuleSet): Groups {
  const zones = zoneEnds(ruleSet);
  const elsewhere = new Map<Zone, ReadonlySet<RuleEntry>>();
  const table = new PlaceTable(ruleSet, zones.keys());
  const lists = new Map<Place, RuleList>();
  const around = new Map<Place, Set<number>>();
  const listOf = (place: Place): RuleList => {
    if (!lists.has(place)) lists.set(place, new RuleList());
    return lists.get(place)!;
  };
  for (const [zone, ends] of zones) {
    for (const place of table.placesOf(zone, [])) listOf(place);
    const networks = new RemoteNetworks(zone, ends);
    const wide = ends.filter((end) => FAMILIES.some((family) => isElsewhere(end, zone, family)));
    elsewhere.set(zone, new Set(wide.map((end) => end.entry)));
    for (const end of ends) {
      const description = descriptionOf(end.entry);
      const matches = { 4: matchesOf(end.entry.services, 4), 6: matchesOf(end.entry.services, 6) };
      for (const place of table.placesOf(zone, end.local)) {
        const list = listOf(place);
        for (const line of Object.values(end.entry.closedBy ?? {}).flat())
          around.set(place, (around.get(place) ?? new Set()).add(line));
        for (const family of FAMILIES.filter((f) => hasFamily(place, f)))
          for (const cidr of networks.of(end, family))
            for (const match of matches[family]) list.add({ ...match, direction: end.direction, family, cidr, description });
      }
    }
  }
  const names = new NameTable({ most: 200, refused: /[^A-Za-z0-9]+/, joint: '-', ignoresCase: true });
  const places = table.all();
  for (const { zone } of places) names.name(zone.name, `zone ${zone.name}`);
  const placed = places.map((place): PlacedGroups => {
    const list = listOf(place);
    const { zone, label } = place;
    if (!label) addInside(zone, list);
    const name = label
      ? names.name(`${zone.name}-${label}`, JSON.stringify([zone.name, label]))
      : names.name(zone.name, `zone ${zone.name}`);
    const addresses = FAMILIES.flatMap((family) => cidrBlocks(place.addresses, family));
    const parts = list.parts();
    return {
      place,
      groups: parts.map((rules, n) => ({
        name: n ? names.name(`${name}-part-${n + 1}`, `part ${n} ${name}`) : name,
        description: awsText(`${label ? `${label} in zone` : 'Zone'} ${zone.name}${n ? `, part ${n + 1}` : ''}`, TEXT_LENGTH),
        addresses,
        rules,
      })),
    };
  });
  return { placed, elsewhere, around };
}

/** Within a zone everything reaches everything. */
function addInside({ name, addresses }: Zone, list: RuleList): void {
  for (const direction of ['inbound', 'outbound'] as const)
    for (const family of FAMILIES)
      for (const cidr of cidrBlocks(addresses, family))
        list.add({ protocol: '-1', direction, family, cidr, description: `Inside of zone ${name}` });
}
