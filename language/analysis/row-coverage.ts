import { note } from '../model/lists.ts';
import { onceFor } from '../model/once-for.ts';
import type { PlanZone } from '../model/plan.ts';
import { onlyFamilyOf, type ServiceSet } from '../model/services.ts';
import { type RuleBox, servicesFor } from './permissions.ts';
import type { Requirement } from './requirements.ts';
import { listOf, PlainRow } from './row.ts';
import { RowBoxes, type SpreadParts } from './row-boxes.ts';
import { RowPairs } from './row-pairs.ts';
import { addressKey } from './set-keys.ts';
import type { ZonePairs } from './zone-pairs.ts';
import type { Place } from './zones-touched.ts';

type Pair = readonly [from: PlanZone, to: PlanZone];

/**
 * Between which zones rules permit all that is required, as rules between most zones do: nothing is missing there, which is known
 * without making what is required. Zones are told apart by the rules that hold them as a whole.
 */
export class RowCoverage {
  private readonly index: ZonePairs<Requirement>;
  private readonly rules: readonly RowBoxes[];
  private readonly fromKinds = new Map<Place, number>();
  private readonly toKinds = new Map<Place, number>();
  /** The rules of each kind, by their numbers. */
  private readonly kinds: ReadonlySet<number>[] = [];
  private readonly known = new Map<number, boolean>();

  private constructor(index: ZonePairs<Requirement>, rules: readonly RowBoxes[]) {
    this.index = index;
    this.rules = rules;
    const [froms, tos] = [new Map<Place, number[]>(), new Map<Place, number[]>()];
    for (const [n, { whole }] of rules.entries()) {
      for (const zone of whole.from) note(froms, zone, n);
      for (const zone of whole.to) note(tos, zone, n);
    }
    const numbers = new Map<string, number>();
    const kindOf = (held: readonly number[] = []): number => {
      const key = held.join();
      let kind = numbers.get(key);
      if (kind === undefined) {
        kind = this.kinds.push(new Set(held)) - 1;
        numbers.set(key, kind);
      }
      return kind;
    };
    for (const zone of index.zones) {
      this.fromKinds.set(zone, kindOf(froms.get(zone)));
      this.toKinds.set(zone, kindOf(tos.get(zone)));
    }
  }

  private get zones(): readonly PlanZone[] {
    return this.index.zones as readonly PlanZone[];
  }

  /** @returns nothing where it takes a look at two zones to see what such rules permit there */
  static of(index: ZonePairs<Requirement>, spread: readonly SpreadParts<RuleBox>[]): RowCoverage | undefined {
    const rules = spread.filter((each) => each instanceof RowBoxes);
    if (rules.length && index instanceof RowPairs && hangsOnFamilies(index)) return undefined;
    // Of rules between the same ends one says all.
    const byEnds = new Map(rules.map((each) => [endsOf(each), each]));
    return new RowCoverage(index, [...byEnds.values()]);
  }

  /** Whether a rule permits all that is required between two zones of a wide plan. */
  holds(from: PlanZone, to: PlanZone): boolean {
    return this.rules.length > 0 && this.holdsKinds(this.fromKind(from), this.toKind(to));
  }

  /** The same of what is required between two zones, where that is at hand. */
  permits(between: readonly Requirement[]): boolean {
    const { fromZone, toZone } = between[0]!;
    return this.holds(fromZone, toZone) && !hangsOnFamily(between);
  }

  /** A number that is the same for zones at the first end that are held by the same rules. */
  fromKind(zone: PlanZone): number {
    return this.fromKinds.get(zone)!;
  }

  /** The same at the second end. */
  toKind(zone: PlanZone): number {
    return this.toKinds.get(zone)!;
  }

  /** Whether all that is required between zones of two kinds is permitted. */
  holdsKinds(from: number, to: number): boolean {
    const key = from * this.kinds.length + to;
    let holds = this.known.get(key);
    if (holds === undefined) {
      const others = this.kinds[to]!;
      holds = [...this.kinds[from]!].some((rule) => others.has(rule));
      this.known.set(key, holds);
    }
    return holds;
  }

  /** The pairs of zones between which nothing permits all; nothing where these are more than so many. */
  others(most: number): readonly Pair[] | undefined {
    const [byFrom, byTo] = [new Map<number, PlanZone[]>(), new Map<number, PlanZone[]>()];
    for (const zone of this.zones) {
      note(byFrom, this.fromKind(zone), zone);
      note(byTo, this.toKind(zone), zone);
    }
    const open: (readonly [froms: readonly PlanZone[], tos: readonly PlanZone[]])[] = [];
    let count = 0;
    for (const [from, froms] of byFrom)
      for (const [to, tos] of byTo) {
        if (this.holdsKinds(from, to)) continue;
        count += froms.length * tos.length;
        if (count > most) return undefined;
        open.push([froms, tos]);
      }
    return open.flatMap(([froms, tos]) => froms.flatMap((from) => tos.map((to): Pair => [from, to])));
  }

  /** The pairs of zones that rules touch which hold a part of one of them; nothing where these are more than so many. */
  touchedInPart(most: number): readonly Pair[] | undefined {
    const places = this.zones;
    const pairs: Pair[] = [];
    for (const { froms, tos, whole } of this.rules) {
      const [inFrom, inTo] = [new Set<Place>(whole.from), new Set<Place>(whole.to)];
      const parts = [froms.filter((n) => !inFrom.has(places[n]!)), tos.filter((n) => !inTo.has(places[n]!))] as const;
      if (pairs.length + parts[0].length * tos.length + froms.length * parts[1].length > most) return undefined;
      for (const from of parts[0]) for (const to of tos) pairs.push([places[from]!, places[to]!]);
      for (const from of froms) for (const to of parts[1]) pairs.push([places[from]!, places[to]!]);
    }
    return pairs;
  }
}

/** A text that is the same for rules between the same ends. */
function endsOf({ rule: { sourceAddresses, destinationAddresses } }: RowBoxes): string {
  return `${addressKey(sourceAddresses)} ${addressKey(destinationAddresses)}`;
}

const hangsOnFamily = onceFor((between: readonly Requirement[]): boolean => between.some(hangs));

function hangs(each: Pick<Requirement, 'services' | 'alternatives'>): boolean {
  return each.alternatives.length > 0 && isOfOneFamily(servicesFor(each, 'allow'));
}

function isOfOneFamily(services: ServiceSet): boolean {
  return services.isEmpty || onlyFamilyOf(services) !== undefined;
}

/**
 * Whether rules permit anything of some requirements only between addresses of one family, where another alternative would be for the other one: what is
 * missing there takes a look at two components.
 */
function hangsOnFamilies({ flows }: RowPairs): boolean {
  for (const rows of flows)
    for (const [row] of rows.entries()) {
      if (!(row instanceof PlainRow)) {
        if (row.joined.some((joined) => listOf(joined).some(hangs))) return true;
        continue;
      }
      const { set: services, alternatives } = row.flow.services;
      if (hangs({ services, alternatives })) return true;
    }
  return false;
}
