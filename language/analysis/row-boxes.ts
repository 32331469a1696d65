import type { AddressSet } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { PlanRule, PlanZone } from '../model/plan.ts';
import { ANY_SERVICE, type ServiceSet } from '../model/services.ts';
import type { Requirement } from './group-joins.ts';
import { type Cutter, cutter, phasesOf, type RuleBox, servicesFor, type TimedBox } from './permissions.ts';
import { type Box, holds, isEmpty, type Packet } from './region.ts';
import { permitsRequiredAlone } from './required-alone.ts';
import { PlainRow, type Row } from './row.ts';
import type { RowPairs } from './row-pairs.ts';
import { ZonesTouched } from './zones-touched.ts';

/** The parts of a rule between so few pairs of zones are a list. */
const FEW_PAIRS = 64;

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
}

type Asked = Pick<Box, 'sources' | 'destinations'> & { readonly services?: ServiceSet };

export function areSpread<T extends RuleBox>(parts: Parts<T>): parts is SpreadParts<T> {
  return parts instanceof RowBoxes;
}

/** All parts in a list: makes whatever nobody has asked for. */
export function listedParts<T extends RuleBox>(parts: Parts<T>): readonly T[] {
  return areSpread(parts) ? [...parts] : parts;
}

/** What a rule permits of a wide plan that permits what is required between many zones, and nothing else. */
export class RowBoxes implements SpreadParts<TimedBox> {
  readonly rule: PlanRule;
  readonly index: RowPairs;
  /** The numbers of the zones that the rule touches. */
  readonly froms: readonly number[];
  readonly tos: readonly number[];
  private readonly cutSources: Cutter;
  private readonly cutDestinations: Cutter;
  private readonly made = new Map<number, readonly TimedBox[]>();
  private held: RowBoxes['whole'] | undefined;
  private readonly boxes = new Map<Requirement, TimedBox | undefined>();

  private constructor(rule: PlanRule, index: RowPairs, froms: readonly number[], tos: readonly number[]) {
    this.rule = rule;
    this.index = index;
    this.froms = froms;
    this.tos = tos;
    this.cutSources = cutter(rule.sourceAddresses);
    this.cutDestinations = cutter(rule.destinationAddresses);
  }

  /** @returns nothing for a rule that is between few zones, or says more */
  static of(rule: PlanRule, index: RowPairs): RowBoxes | undefined {
    const touched = ZonesTouched.of(index.places);
    const [froms, tos] = [touched.by(rule.sourceAddresses), touched.by(rule.destinationAddresses)];
    if (froms.length * tos.length <= FEW_PAIRS || !permitsRequiredAlone(rule)) return undefined;
    return new RowBoxes(rule, index, froms, tos);
  }

  *[Symbol.iterator](): Iterator<TimedBox> {
    for (const required of this.index.between(this.froms, this.tos))
      for (let n = 0; n < required.length; n++) {
        const box = this.boxFor(required[n]!);
        if (box) yield box;
      }
  }

  atNumbers(from: number, to: number): readonly TimedBox[] {
    const key = from * this.index.places.length + to;
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
    for (const required of this.index.between(this.among(this.froms, sources), this.among(this.tos, destinations), isAsked))
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

  /** The zones at each side of which the rule permits all that is required. */
  get whole(): { readonly from: readonly PlanZone[]; readonly to: readonly PlanZone[] } {
    const { rule, index } = this;
    const within = (numbers: readonly number[], end: AddressSet): PlanZone[] =>
      numbers.map((n) => index.places[n]!).filter((zone) => isWithin(zone, end));
    this.held ??= { from: within(this.froms, rule.sourceAddresses), to: within(this.tos, rule.destinationAddresses) };
    return this.held;
  }

  private among(own: readonly number[], addresses: AddressSet): readonly number[] {
    const touched = ZonesTouched.of(this.index.places).by(addresses);
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

function isWithin({ addresses, components }: PlanZone, end: AddressSet): boolean {
  return end.covers(addresses) || components.every((component) => end.covers(component.addresses));
}

/** All that any requirement of a row may say. */
function allOf({ flow: { services } }: PlainRow): ServiceSet {
  return servicesFor({ services: services.set, alternatives: services.alternatives }, 'allow');
}

function pointOf(address: bigint): AddressSet {
  return IntervalSet.of([{ start: address, end: address + 1n }]);
}

const NOTHING: readonly never[] = [];
