import type { AddressSet } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { isSameList } from '../model/lists.ts';
import type { PlanRule, PlanZone } from '../model/plan.ts';
import { ANY_SERVICE, type ServiceSet } from '../model/services.ts';
import { BoxIndex } from './box-index.ts';
import type { Requirement } from './group-joins.ts';
import { type Cutter, cutter, phasesOf, type RuleBox, servicesFor, type TimedBox } from './permissions.ts';
import { type Box, holds, isEmpty, type Packet } from './region.ts';
import { permitsRequiredAlone } from './required-alone.ts';
import { PlainRow, type Row } from './row.ts';
import { RowPairs } from './row-pairs.ts';
import type { ZonePairs } from './zone-pairs.ts';
import { type Place, ZonesTouched } from './zones-touched.ts';

/** The parts of a rule between so few pairs of zones are a list. */
const FEW_PAIRS = 16;

/** The parts of a rule: a list, or what makes those between two zones when somebody asks about these. */
export type Parts<T extends RuleBox> = readonly T[] | SpreadParts<T>;

/** Parts of one rule between so many zones that none is made before somebody asks about two of these. */
export interface SpreadParts<T extends RuleBox> extends Iterable<T> {
  readonly rule: PlanRule;
  /** The parts between two zones, by the numbers of these; the same list each time. */
  atNumbers(from: number, to: number): readonly T[];
  /** Those that have ends in common with some traffic, and services where it says any. */
  touching(traffic: Asked): T[];
  someHolding(packet: Packet, is: (box: T) => boolean): boolean;
  /** What the parts are looked up in, where most are asked about: themselves, where all of them would be too many. */
  searched(): Searched<T>;
}

/** What parts are looked up in. */
export type Searched<T extends RuleBox> = Pick<SpreadParts<T>, 'touching' | 'someHolding'>;

type Asked = Pick<Box, 'sources' | 'destinations'> & { readonly services?: ServiceSet };

export function areSpread<T extends RuleBox>(parts: Parts<T>): parts is SpreadParts<T> {
  return parts instanceof RowBoxes;
}

/** All parts in a list: makes whatever nobody has asked for. */
export function listedParts<T extends RuleBox>(parts: Parts<T>): readonly T[] {
  return areSpread(parts) ? [...parts] : parts;
}

/** What a rule permits that permits what is required between many zones, and nothing else: there may be many such rules, or a million parts of one. */
export class RowBoxes implements SpreadParts<TimedBox> {
  readonly rule: PlanRule;
  /** What is required by now; after an edit another index may hold the same of the zones that the rule touches. */
  private index: ZonePairs<Requirement>;
  /** The numbers of the zones that the rule touches. */
  readonly froms: readonly number[];
  readonly tos: readonly number[];
  private readonly cutSources: Cutter;
  private readonly cutDestinations: Cutter;
  private readonly made = new Map<number, readonly TimedBox[]>();
  private held: RowBoxes['whole'] | undefined;
  private readonly boxes = new Map<Requirement, TimedBox | undefined>();

  private constructor(rule: PlanRule, index: ZonePairs<Requirement>, froms: readonly number[], tos: readonly number[]) {
    this.rule = rule;
    this.index = index;
    this.froms = froms;
    this.tos = tos;
    this.cutSources = cutter(rule.sourceAddresses);
    this.cutDestinations = cutter(rule.destinationAddresses);
  }

  /** @returns nothing for a rule that is between few zones, or says more */
  static of(rule: PlanRule, index: ZonePairs<Requirement>): RowBoxes | undefined {
    const touched = ZonesTouched.of(index.zones);
    const [froms, tos] = [touched.by(rule.sourceAddresses), touched.by(rule.destinationAddresses)];
    if (froms.length * tos.length <= FEW_PAIRS || !permitsRequiredAlone(rule)) return undefined;
    return new RowBoxes(rule, index, froms, tos);
  }

  /**
   * Goes by another index from now on.
   * @param index holds the same lists between the ends of the rule
   * @returns whether it can: whether the same zones have the same numbers
   */
  turnTo(index: ZonePairs<Requirement>): boolean {
    const { rule, froms, tos } = this;
    const touched = ZonesTouched.of(index.zones);
    const isSame = (n: number): boolean => index.zones[n] === this.index.zones[n];
    const areStill =
      isSameList(touched.by(rule.sourceAddresses), froms) &&
      isSameList(touched.by(rule.destinationAddresses), tos) &&
      froms.every(isSame) &&
      tos.every(isSame);
    if (areStill) this.index = index;
    return areStill;
  }

  *[Symbol.iterator](): Iterator<TimedBox> {
    for (const required of this.between(this.froms, this.tos))
      for (let n = 0; n < required.length; n++) {
        const box = this.boxFor(required[n]!);
        if (box) yield box;
      }
  }

  atNumbers(from: number, to: number): readonly TimedBox[] {
    const key = from * this.index.zones.length + to;
    let list = this.made.get(key);
    if (!list) {
      const isBetween = this.froms.includes(from) && this.tos.includes(to);
      list = isBetween ? this.boxesFor(this.index.atNumbers(from, to) ?? NOTHING) : NOTHING;
      this.made.set(key, list);
    }
    return list;
  }

  touching({ sources, destinations, services = ANY_SERVICE }: Asked): TimedBox[] {
    const isAsked = (row: Row): boolean => !(row instanceof PlainRow) || allOf(row).overlaps(services);
    const isNear = (box: TimedBox): boolean =>
      box.services.overlaps(services) && box.sources.overlaps(sources) && box.destinations.overlaps(destinations);
    const found: TimedBox[] = [];
    for (const required of this.between(this.among(this.froms, sources), this.among(this.tos, destinations), isAsked))
      for (const box of this.boxesFor(required)) if (isNear(box)) found.push(box);
    return found;
  }

  someHolding(packet: Packet, is: (box: TimedBox) => boolean): boolean {
    const [sources, destinations] = [pointOf(packet.source), pointOf(packet.destination)];
    for (const from of this.among(this.froms, sources))
      for (const to of this.among(this.tos, destinations))
        for (const box of this.atNumbers(from, to)) if (holds(box, packet) && is(box)) return true;
    return false;
  }

  searched(): Searched<TimedBox> {
    return this.index instanceof RowPairs ? this : new BoxIndex([...this]);
  }

  /** The zones at each side of which the rule permits all that is required. */
  get whole(): { readonly from: readonly Place[]; readonly to: readonly Place[] } {
    const { rule, index } = this;
    const within = (numbers: readonly number[], end: AddressSet): Place[] =>
      numbers.map((n) => index.zones[n]!).filter((zone) => isWithin(zone, end));
    this.held ??= { from: within(this.froms, rule.sourceAddresses), to: within(this.tos, rule.destinationAddresses) };
    return this.held;
  }

  private *between(
    froms: readonly number[],
    tos: readonly number[],
    isAsked?: (row: Row) => boolean,
  ): Iterable<readonly Requirement[]> {
    const { index } = this;
    if (index instanceof RowPairs) {
      yield* index.between(froms, tos, isAsked);
      return;
    }
    for (const from of froms)
      for (const to of tos) {
        const required = index.atNumbers(from, to);
        if (required) yield required;
      }
  }

  private among(own: readonly number[], addresses: AddressSet): readonly number[] {
    const touched = ZonesTouched.of(this.index.zones).by(addresses);
    if (touched === own) return own;
    const all = new Set(own);
    return touched.filter((n) => all.has(n));
  }

  private boxesFor(required: readonly Requirement[]): readonly TimedBox[] {
    return required.flatMap((each) => this.boxFor(each) ?? []);
  }

  private boxFor(requirement: Requirement): TimedBox | undefined {
    if (this.boxes.has(requirement)) return this.boxes.get(requirement);
    const sources = this.cutSources(requirement.sources);
    const destinations = this.cutDestinations(requirement.destinations);
    const services = servicesFor(requirement, 'allow');
    const { rule } = this;
    const required = phasesOf(requirement);
    const phases = rule.phase === undefined ? required : [rule.phase, ...required];
    const box = isEmpty(sources, destinations, services)
      ? undefined
      : { rule, sources, destinations, services, requirement, phases };
    this.boxes.set(requirement, box);
    return box;
  }
}

function isWithin({ addresses, components }: Place & Partial<Pick<PlanZone, 'components'>>, end: AddressSet): boolean {
  return end.covers(addresses) || (components?.every((component) => end.covers(component.addresses)) ?? false);
}

/** All that any requirement of a row may say. */
function allOf({ flow: { services } }: PlainRow): ServiceSet {
  return servicesFor({ services: services.set, alternatives: services.alternatives }, 'allow');
}

function pointOf(address: bigint): AddressSet {
  return IntervalSet.of([{ start: address, end: address + 1n }]);
}

const NOTHING: readonly never[] = [];
