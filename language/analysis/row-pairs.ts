import { append, isSameList } from '../model/lists.ts';
import { onceFor } from '../model/once-for.ts';
import type { PlanZone } from '../model/plan.ts';
import type { Requirement } from './group-joins.ts';
import type { Rows } from './join-rows.ts';
import type { RoleGroup } from './role-index.ts';
import { listOf, type Row, requiredAt } from './row.ts';
import { ZonePairs } from './zone-pairs.ts';

/** The places at which the groups of each zone stand in a list of partners; the same lists come back with most initiators. */
const placesByZone = onceFor((partners: readonly RoleGroup[]): ReadonlyMap<PlanZone, readonly number[]> => {
  const places = new Map<PlanZone, number[]>();
  for (let n = 0; n < partners.length; n++) {
    const { zone } = partners[n]!;
    const known = places.get(zone);
    if (known) known.push(n);
    else places.set(zone, [n]);
  }
  return places;
});

type Lists = WeakMap<PlanZone, WeakMap<PlanZone, readonly Requirement[]>>;

/**
 * What flows require by the zones that it lies between, as `ZonePairs` has it, of a plan in which nearly everybody is joined with everybody: nothing is
 * made of two zones until somebody asks about them, so that it costs what the plan has of zones, and not of pairs of these.
 */
export class RowPairs extends ZonePairs<Requirement> {
  /** What flows join, one after the other. */
  readonly flows: readonly Rows[];
  readonly places: readonly PlanZone[];
  private readonly insideZones: boolean;
  /** The rows of the initiators in each zone, in the order of the flows. */
  private readonly rowsFrom: ReadonlyMap<PlanZone, readonly Row[]>;
  private readonly made = new Map<number, readonly Requirement[] | undefined>();
  private rowNumbers: ReadonlyMap<Row, number> | undefined;
  /** What lay between zones when somebody asked last; it goes on from one edit to the next. */
  private readonly lastMade: Lists;

  /**
   * @param insideZones whether what stays in one zone belongs to it
   * @param former the same before an edit: what lies between two zones stays the same list where it holds the same
   */
  constructor(
    zones: readonly PlanZone[],
    flows: readonly Rows[],
    insideZones: boolean,
    former: ZonePairs<Requirement> | undefined,
  ) {
    super(zones);
    this.places = zones;
    this.flows = flows;
    this.insideZones = insideZones;
    this.lastMade = former instanceof RowPairs ? former.lastMade : new WeakMap();
    const rowsFrom = new Map<PlanZone, Row[]>();
    for (const rows of flows)
      for (const [row, { zone }] of rows.entries()) {
        const known = rowsFrom.get(zone);
        if (known) known.push(row);
        else rowsFrom.set(zone, [row]);
      }
    this.rowsFrom = rowsFrom;
  }

  override get isEmpty(): boolean {
    for (const _ of this.pairs()) return false;
    return true;
  }

  override get lists(): Iterable<readonly Requirement[]> {
    return this.eachList();
  }

  override zonesFrom(zone: PlanZone): readonly PlanZone[] {
    const found = this.partnersOf(this.rowsOf(zone));
    return this.places.filter((each) => found.has(each) && (this.insideZones || each !== zone));
  }

  override atNumbers(from: number, to: number): readonly Requirement[] | undefined {
    const key = this.key(from, to);
    if (this.made.has(key)) return this.made.get(key);
    const [fromZone, toZone] = [this.places[from], this.places[to]];
    const list = fromZone && toZone ? this.make(fromZone, toZone) : undefined;
    this.made.set(key, list);
    return list;
  }

  /** Each two zones between which anything lies, once, in the order in which the flows come to them. */
  *pairs(): Iterable<readonly [from: PlanZone, to: PlanZone]> {
    const seen = new Map<PlanZone, Set<PlanZone>>();
    for (const rows of this.flows)
      for (const [row, { zone }] of rows.entries()) {
        let others = seen.get(zone);
        if (!others) {
          others = new Set();
          seen.set(zone, others);
        }
        yield* this.newIn(row, zone, others);
      }
  }

  /** The same of those that begin in one zone. */
  *pairsFrom(zone: PlanZone): Iterable<readonly [from: PlanZone, to: PlanZone]> {
    const others = new Set<PlanZone>();
    for (const row of this.rowsFrom.get(zone) ?? []) yield* this.newIn(row, zone, others);
  }

  /** All of it, flow by flow: makes whatever nobody has asked for. */
  parts(): readonly (readonly Requirement[])[] {
    const isOwn = ({ fromZone, toZone }: Requirement): boolean => this.insideZones || fromZone !== toZone;
    return this.flows.map((rows) => rows.all().filter(isOwn));
  }

  /**
   * What lies between any of some zones and any of others, by their numbers: between two zones after the other, and made when somebody comes to it.
   * @param isAsked of which rows anything may be of interest; all, where it is left out
   */
  *between(froms: readonly number[], tos: readonly number[], isAsked?: (row: Row) => boolean): Iterable<readonly Requirement[]> {
    for (const from of froms) {
      const zone = this.places[from];
      if (!zone) continue;
      const others = this.partnersOf(isAsked ? this.rowsOf(zone).filter(isAsked) : this.rowsOf(zone));
      for (const to of tos) {
        const list = others.has(this.places[to]!) ? this.atNumbers(from, to) : undefined;
        if (list) yield list;
      }
    }
  }

  /** What lies between a zone and any other, in the order of the flows. */
  *ofZone(zone: PlanZone): Iterable<Requirement> {
    for (const rows of this.flows)
      for (const [row, { zone: own }] of rows.entries()) {
        const places = own === zone ? row.partners.keys() : (placesByZone(row.partners).get(zone) ?? []);
        for (const place of places) if (own !== row.partners[place]!.zone) yield* listOf(requiredAt(row, place));
      }
  }

  /** Some pairs of zones in the order in which the flows come to them, of those between which anything lies. */
  inOrder(pairs: Iterable<readonly [from: PlanZone, to: PlanZone]>): (readonly [from: PlanZone, to: PlanZone])[] {
    const placed = [...pairs].flatMap((pair) => {
      const place = this.firstPlace(...pair);
      return place ? [{ pair, place }] : [];
    });
    return placed.sort(({ place: a }, { place: b }) => a[0] - b[0] || a[1] - b[1]).map(({ pair }) => pair);
  }

  /** The first row that has anything between two zones, by its number among all, and the place in it. */
  private firstPlace(from: PlanZone, to: PlanZone): readonly [row: number, place: number] | undefined {
    if (from === to && !this.insideZones) return undefined;
    for (const row of this.rowsOf(from)) {
      const place = placesByZone(row.partners).get(to)?.[0];
      if (place !== undefined) return [this.numbered.get(row)!, place];
    }
    return undefined;
  }

  private get numbered(): ReadonlyMap<Row, number> {
    if (!this.rowNumbers) {
      const numbers = new Map<Row, number>();
      for (const rows of this.flows) for (const [row] of rows.entries()) numbers.set(row, numbers.size);
      this.rowNumbers = numbers;
    }
    return this.rowNumbers;
  }

  private partnersOf(rows: readonly Row[]): ReadonlySet<PlanZone> {
    const others = new Set<PlanZone>();
    // Most rows of a zone have one of a few lists.
    for (const partners of new Set(rows.map((row) => row.partners)))
      for (const partner of placesByZone(partners).keys()) others.add(partner);
    return others;
  }

  /** The rows of the initiators in a zone, in the order of the flows. */
  rowsOf(zone: PlanZone): readonly Row[] {
    return this.rowsFrom.get(zone) ?? [];
  }

  /** The partners of a row that stand in a zone. */
  partnersIn({ partners }: Row, zone: PlanZone): readonly RoleGroup[] {
    return (placesByZone(partners).get(zone) ?? []).map((place) => partners[place]!);
  }

  protected override keysBetween(from: readonly number[], to: readonly number[]): readonly number[] {
    const keys: number[] = [];
    for (const one of from) {
      const zone = this.places[one];
      if (!zone) continue;
      const others = this.partnersOf(this.rowsOf(zone));
      for (const other of to) if (others.has(this.places[other]!)) keys.push(this.key(one, other));
    }
    return keys;
  }

  private *newIn({ partners }: Row, zone: PlanZone, seen: Set<PlanZone>): Iterable<readonly [from: PlanZone, to: PlanZone]> {
    for (const other of placesByZone(partners).keys()) {
      if (seen.has(other) || (zone === other && !this.insideZones)) continue;
      seen.add(other);
      yield [zone, other];
    }
  }

  private *eachList(): Iterable<readonly Requirement[]> {
    for (const [from, to] of this.pairs()) yield this.at(from, to);
  }

  private make(from: PlanZone, to: PlanZone): readonly Requirement[] | undefined {
    if (from === to && !this.insideZones) return undefined;
    const made: Requirement[] = [];
    for (const row of this.rowsOf(from))
      for (const place of placesByZone(row.partners).get(to) ?? []) append(made, listOf(requiredAt(row, place)));
    if (!made.length) return undefined;
    let others = this.lastMade.get(from);
    if (!others) {
      others = new WeakMap();
      this.lastMade.set(from, others);
    }
    const last = others.get(to);
    if (last && isSameList(last, made)) return last;
    const list = made.slice();
    others.set(to, list);
    return list;
  }
}
