import type { AddressSet, Family } from '../../../model/addresses.ts';
import { cidrBlocks } from '../../../model/cidr-blocks.ts';
import { SetPlaces } from '../../../model/set-places.ts';
import { NameTable } from '../../names.ts';
import type { RuleSet, RuleSide } from '../../rule-set.ts';
import type { End, Place } from './crossings.ts';

/** A value of the configuration: a list, or an expression that stands for one. */
export type Ranges = readonly string[] | string;

/** How many ranges one rule takes on each side, on the safe side of what Google documents. */
const MOST_RANGES = 256;

const KEYS = { most: 100, refused: /[^A-Za-z0-9_.-]+/, joint: '-', begins: /^[A-Za-z]/, prefix: 'net' } as const;

/** The addresses that rules name, as maps of local values: one of the zones and one of everything else, for each address family. */
export class RangeBook {
  private readonly places: readonly Place[];
  private readonly index: SetPlaces<bigint>;
  private readonly counts: { [family in Family]?: number } = {};
  private readonly lists = { 4: new Map<RuleSide, string>(), 6: new Map<RuleSide, string>() };
  private readonly zoneNames: NameTable;
  private readonly names: NameTable;
  private readonly components: ReadonlyMap<string, AddressSet>;
  private readonly others = { 4: new Map<string, readonly string[]>(), 6: new Map<string, readonly string[]>() };

  constructor(places: readonly Place[], components: RuleSet['components']) {
    this.places = places;
    this.index = new SetPlaces(places.map((p) => p.addresses));
    this.zoneNames = new NameTable(
      KEYS,
      places.map((p) => p.name),
    );
    this.components = new Map(components.map(({ name, addresses }) => [name, addresses]));
    // The name of a component is for nothing else, such as what `ab except x` leaves.
    this.names = new NameTable(KEYS, this.components.keys());
  }

  /** The local values, in the order of the plan. */
  get locals(): Record<string, Record<string, readonly string[]>> {
    const result: Record<string, Record<string, readonly string[]>> = {};
    for (const family of [4, 6] as const) {
      const zones = this.places.map((p): [string, readonly string[]] => [
        this.zoneNames.name(p.name),
        cidrBlocks(p.addresses, family),
      ]);
      if (zones.some(([name, blocks]) => blocks.length && name)) result[`segplan_zones_ipv${family}`] = Object.fromEntries(zones);
      if (this.others[family].size) result[`segplan_addresses_ipv${family}`] = Object.fromEntries(this.others[family]);
    }
    return result;
  }

  /** What of an end belongs to an address family, in as many parts as it needs; nothing where there is no such address. */
  rangesOf(end: End, family: Family): Ranges[] {
    const blocks = end.kind === 'rest' ? [] : end.sides.flatMap((s) => cidrBlocks(s.addresses, family));
    const count = end.kind === 'rest' ? this.countOfRest(end.except, family) : blocks.length;
    if (!count) return [];
    if (end.kind === 'sides' && count <= MOST_RANGES && end.sides.every((s) => s.kind === 'address')) return [blocks];
    const expression = end.kind === 'rest' ? this.restExpression(end.except, family) : this.expressionOf(end.sides, family);
    if (count <= MOST_RANGES) return [`\${${expression}}`];
    const parts: string[] = [];
    for (let n = 0; n < count; n += MOST_RANGES)
      parts.push(`\${slice(${expression}, ${n}, ${Math.min(n + MOST_RANGES, count)})}`);
    return parts;
  }

  /** How many blocks all places have but one. */
  private countOfRest(place: Place, family: Family): number {
    this.counts[family] ??= this.places.reduce((sum, p) => sum + cidrBlocks(p.addresses, family).length, 0);
    return this.counts[family] - cidrBlocks(place.addresses, family).length;
  }

  private restExpression(place: Place, family: Family): string {
    const name = this.zoneNames.name(place.name);
    return `flatten([for zone, ranges in local.segplan_zones_ipv${family} : ranges if zone != "${name}"])`;
  }

  private expressionOf(sides: readonly RuleSide[], family: Family): string {
    const lists = sides.filter((s) => cidrBlocks(s.addresses, family).length).map((side) => this.listOf(side, family));
    return lists.length === 1 ? lists[0]! : `concat(${lists.join(', ')})`;
  }

  private listOf(side: RuleSide, family: Family): string {
    const known = this.lists[family].get(side) ?? this.findList(side, family);
    this.lists[family].set(side, known);
    return known;
  }

  private findList(side: RuleSide, family: Family): string {
    const near = this.index.overlapping(side.addresses).map((n) => this.places[n]!);
    const zone = near.find((p) => p.addresses.equals(side.addresses));
    if (zone) return `local.segplan_zones_ipv${family}["${this.zoneNames.name(zone.name)}"]`;
    const blocks = cidrBlocks(side.addresses, family);
    const { label, addresses } = side;
    const key = JSON.stringify([label, cidrBlocks(addresses, 4), cidrBlocks(addresses, 6)]);
    const name = this.names.name(label, this.components.get(label)?.equals(addresses) ? label : key);
    this.others[family].set(name, blocks);
    return `local.segplan_addresses_ipv${family}["${name}"]`;
  }
}
