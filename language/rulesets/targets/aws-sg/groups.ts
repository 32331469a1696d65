import { type AddressSet, cidrBlocks, type Family } from '../../../model/addresses.ts';
import { IntervalSet } from '../../../model/interval-set.ts';
import { ANY_SERVICE, hasIcmp, portSpans, type ServiceSet } from '../../../model/services.ts';
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

/** The protocol and ports of a rule; nothing but `-1` for every protocol. */
export interface Match {
  readonly protocol: 'tcp' | 'udp' | 'icmp' | 'icmpv6' | '-1';
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
  /** Rules towards everywhere else whose networks hold other zones as well, which their own groups keep out. */
  readonly widened: ReadonlySet<RuleEntry>;
}

function matchesOf(services: ServiceSet, family: Family): Match[] {
  if (services.equals(ANY_SERVICE)) return [{ protocol: '-1' }];
  const ports = (['tcp', 'udp'] as const).flatMap((protocol) =>
    portSpans(services, protocol).map((span): Match => ({ protocol, ...span })),
  );
  if (!hasIcmp(services)) return ports;
  return [...ports, { protocol: family === 4 ? 'icmp' : 'icmpv6', from: -1, to: -1 }];
}

function descriptionOf(entry: RuleEntry): string {
  const phase = entry.phase ? ` (during ${entry.phase})` : '';
  const until = entry.until ? ` (until ${entry.until})` : '';
  const words = awsText(summarize(entry), TEXT_LENGTH) || `${shortLabel(entry.sources)} to ${shortLabel(entry.destinations)}`;
  return `${entry.id}${phase}${until} ${words}`;
}

/** What all zones with groups need of each other to write "everywhere else" as short as it can be. */
class Elsewhere {
  readonly widened = new Set<RuleEntry>();
  private readonly guarded: AddressSet;
  /** What lets in from everywhere else, and where. */
  private readonly open: readonly { readonly zone: Zone; readonly services: ServiceSet; readonly addresses: AddressSet }[];
  private readonly known = new Map<ZoneEnd, Partial<Record<Family, string[]>>>();

  constructor(zones: ReadonlyMap<Zone, readonly ZoneEnd[]>) {
    this.guarded = IntervalSet.unionAll([...zones.keys()].map((z) => z.addresses));
    this.open = [...zones].flatMap(([zone, ends]) =>
      ends
        .filter((e) => e.direction === 'inbound' && !e.remoteAny)
        .filter((e) => FAMILIES.some((family) => leftOut(e.remote.union(zone.addresses), family)))
        .map((e) => ({
          zone,
          services: e.entry.services,
          addresses: IntervalSet.unionAll(e.local.map((s) => (s.any ? zone.addresses : s.addresses))),
        })),
    );
  }

  /**
   * The networks of a rule's other end. Everywhere but the plan's zones would be a hundred networks, more than a group holds; what lets in
   * from there may hold the zones as well, since what their own groups let out is exact. What lets out to there then has to leave out the zones
   * that let in the same services.
   */
  cidrsOf(zone: Zone, end: ZoneEnd, family: Family): string[] {
    const known = this.known.get(end) ?? {};
    this.known.set(end, known);
    known[family] ??= this.find(zone, end, family);
    return known[family];
  }

  private find(zone: Zone, end: ZoneEnd, family: Family): string[] {
    if (end.remoteAny) return [family === 4 ? '0.0.0.0/0' : '::/0'];
    if (!leftOut(end.remote.union(zone.addresses), family)) return cidrBlocks(end.remote, family);
    const free = end.direction === 'inbound' ? this.guarded : this.guarded.subtract(this.lettingIn(zone, end.entry.services));
    const cidrs = coverCidrs(end.remote, free, family);
    const exact = cidrBlocks(end.remote.union(zone.addresses), family);
    if (cidrs.join() !== exact.join()) this.widened.add(end.entry);
    return cidrs;
  }

  private lettingIn(zone: Zone, services: ServiceSet): AddressSet {
    return IntervalSet.unionAll(
      this.open.filter((o) => o.zone !== zone && o.services.overlaps(services)).map((o) => o.addresses),
    );
  }
}

/** Rules of one place. The same rule for two lines of the plan is one rule: AWS refuses the second. */
class RuleList {
  private readonly rules = new Map<string, CidrRule>();

  add(rule: CidrRule): void {
    const key = JSON.stringify([rule.direction, rule.protocol, rule.from, rule.to, rule.cidr]);
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
export function securityGroups(ruleSet: RuleSet): Groups {
  const zones = zoneEnds(ruleSet);
  const elsewhere = new Elsewhere(zones);
  const table = new PlaceTable(ruleSet, zones.keys());
  const lists = new Map<Place, RuleList>();
  const listOf = (place: Place): RuleList => {
    if (!lists.has(place)) lists.set(place, new RuleList());
    return lists.get(place)!;
  };
  for (const [zone, ends] of zones) {
    for (const place of table.placesOf(zone, [])) listOf(place);
    for (const end of ends)
      for (const place of table.placesOf(zone, end.local))
        for (const family of FAMILIES.filter((f) => hasFamily(place, f)))
          for (const cidr of elsewhere.cidrsOf(zone, end, family))
            for (const match of matchesOf(end.entry.services, family))
              listOf(place).add({ ...match, direction: end.direction, family, cidr, description: descriptionOf(end.entry) });
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
  return { placed, widened: elsewhere.widened };
}

/** Traffic inside of the zone, which the plan does not decide. */
function addInside({ name, addresses }: Zone, list: RuleList): void {
  for (const direction of ['inbound', 'outbound'] as const)
    for (const family of FAMILIES)
      for (const cidr of cidrBlocks(addresses, family))
        list.add({ protocol: '-1', direction, family, cidr, description: `Inside of zone ${name}` });
}
