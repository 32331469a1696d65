// What the rules of a plan open and close.

import type * as ast from '../../language/generated/ast.ts';
import { without } from './addresses.ts';
import {
  inFamilies,
  leftOf,
  mayBeAt,
  type Part,
  partOfComponent,
  partsOf,
  perhaps,
  perhapsBoth,
  type Side,
  surely,
  surelyBoth,
} from './ends.ts';
import { all, type ComponentReading, type Plan } from './plan.ts';
import { type Requirement, requirementsOf } from './requirements.ts';
import { asksForRequired, closed, includes, type Meaning, meaningOf, opened, type Ports, type Service } from './services.ts';

/** Ports towards whatever belongs to all of these parts. */
interface Piece {
  readonly parts: readonly Part[];
  readonly ports: readonly Ports[];
}

/** A part of a rule's destinations, with what is open or closed towards it, and what is left out of that. */
interface Destination {
  readonly part: Part;
  readonly pieces: readonly Piece[];
  readonly exceptions: readonly Piece[];
  readonly required: boolean;
  /** Whether what is required is left out. */
  readonly withoutRequired: boolean;
}

export interface RuleReading {
  readonly node: ast.Rule;
  readonly action: 'allow' | 'deny';
  readonly sources: readonly Part[];
  readonly destinations: readonly (Destination & { readonly towardsOthers: readonly Piece[] })[];
}

/** A plan with what its rules say. */
export interface Reading {
  readonly plan: Plan;
  readonly requirements: readonly Requirement[];
  readonly rules: readonly RuleReading[];
}

export function readRules(plan: Plan): Reading {
  const rules = all(plan.document, 'Rule')
    .filter(({ phase, until }) => (phase === undefined || plan.phases.has(phase)) && (until === undefined || until >= plan.today))
    .map((rule) => readRule(plan, rule));
  return { plan, requirements: requirementsOf(plan), rules };
}

function readRule(plan: Plan, rule: ast.Rule): RuleReading {
  const pick = rule.action === 'allow' ? opened : closed;
  const extent = rule.action === 'allow' ? 'reached' : 'whole';
  const destinations = partsOf(plan, rule.destinations, rule.destinationExceptions, extent).map((part) =>
    destinationOf(plan, part, rule.service, pick, rule.action === 'deny'),
  );
  // A `deny` of the same words would close at an address what they mean towards any of those who share it.
  const towardsOthers = destinations.flatMap((each) => each.exceptions);
  return {
    node: rule,
    action: rule.action,
    sources: partsOf(plan, rule.sources, rule.sourceExceptions, extent),
    destinations: destinations.map((each) => ({ ...each, towardsOthers })),
  };
}

const EVERYTHING: Ports = { protocol: 'any', low: 0, high: 65535, moved: false };

/** What a list of services means towards a part of a list of ends. */
export function destinationOf(
  plan: Plan,
  part: Part,
  service: ast.ServiceList | undefined,
  pick: (meaning: Meaning) => Ports[],
  every: boolean,
): Destination {
  // Without services a deny closes everything, and an allow opens nothing.
  if (!service)
    return {
      part,
      pieces: every ? [{ parts: [part], ports: [EVERYTHING] }] : [],
      exceptions: [],
      required: false,
      withoutRequired: false,
    };
  const out = service.exceptions.length ? closed(meaningOf(plan, service.exceptions)) : [];
  return {
    part,
    pieces: piecesOf(plan, part, service.items, (meaning) => pick(leftOfMeaning(meaning, out))),
    exceptions: piecesOf(plan, part, service.exceptions, closed),
    required: asksForRequired(leftOfMeaning(meaningOf(plan, service.items), out), every),
    withoutRequired: asksForRequired(meaningOf(plan, service.exceptions), true),
  };
}

/** Of several alternatives one that `except` leaves nothing of is none. */
function leftOfMeaning(meaning: Meaning, out: readonly Ports[]): Meaning {
  if (!out.length || meaning.kind === 'ports' || meaning.kind === 'required') return meaning;
  const of = meaning.kind === 'one' ? meaning.of.filter((each) => isLeft(each, out)) : meaning.of;
  return { ...meaning, of: of.map((each) => leftOfMeaning(each, out)) };
}

/** Whether any port of it is not left out. */
function isLeft(meaning: Meaning, out: readonly Ports[]): boolean {
  if (meaning.kind === 'required') return true;
  if (meaning.kind !== 'ports') return meaning.of.some((each) => isLeft(each, out));
  const { protocol, low, high, source } = meaning.ports;
  for (let port = low; port <= high; port++)
    if (!out.some((each) => includes(each, { protocol, port, ...(source ? { source: source[0] } : {}) } as Service))) return true;
  return false;
}

/** Towards a component its own ports; towards anything else the usual ones, and the moved ones of the components in it. */
function piecesOf(plan: Plan, part: Part, items: readonly ast.ServiceItem[], pick: (meaning: Meaning) => Ports[]): Piece[] {
  const { component } = part;
  if (component) return [{ parts: [part], ports: pick(meaningOf(plan, items, { component, counts: true })) }];
  const moved = plan.components.filter(part.hasIn).map((each) => ({
    parts: [part, partOfComponent(plan, each)],
    ports: pick(meaningOf(plan, items, { component: each, counts: false })).filter((ports) => ports.moved),
  }));
  return [{ parts: [part], ports: pick(meaningOf(plan, items)) }, ...moved.filter(({ ports }) => ports.length > 0)];
}

/** How one side of a packet stands to a rule: surely its source, and what the rule says towards it as a destination. */
interface Stand {
  readonly source: boolean;
  readonly destinations: readonly {
    readonly part: Part;
    readonly ports: readonly Ports[];
    readonly exceptions: readonly Ports[];
    readonly leftOut: readonly Piece[];
    readonly required: boolean;
    readonly withoutRequired: boolean;
  }[];
}

type Certainty = 'surely' | 'perhaps';

const HOW = { surely, perhaps };
const stands = { surely: new WeakMap<Side, Map<RuleReading, Stand>>(), perhaps: new WeakMap<Side, Map<RuleReading, Stand>>() };

function standOf(plan: Plan, rule: RuleReading, side: Side, certainty: Certainty): Stand {
  const ofSide = stands[certainty].get(side) ?? new Map<RuleReading, Stand>();
  stands[certainty].set(side, ofSide);
  const known = ofSide.get(rule);
  if (known) return known;
  const belongs = HOW[certainty];
  const opposite = certainty === 'surely' ? perhaps : surely;
  const within = (pieces: readonly Piece[], how: typeof surely) =>
    pieces.filter((piece) => piece.parts.every((part) => how(plan, part, side))).flatMap(({ ports }) => ports);
  const stand = {
    source: rule.sources.some((part) => belongs(plan, part, side)),
    destinations: rule.destinations
      .filter(({ part }) => belongs(plan, part, side))
      .map(({ part, pieces, exceptions, towardsOthers, required, withoutRequired }) => ({
        part,
        ports: within(pieces, belongs),
        // What is left out towards a part is left out wherever the part is meant.
        exceptions: [
          ...exceptions.filter(({ parts }) => parts.slice(1).every((each) => opposite(plan, each, side))),
          ...towardsOthers.filter(({ parts }) => parts.every((each) => surely(plan, each, side))),
        ].flatMap(({ ports }) => ports),
        leftOut: exceptions,
        required,
        withoutRequired,
      })),
  };
  ofSide.set(rule, stand);
  return stand;
}

/** Whether a rule is about a packet. */
function concerns(reading: Reading, rule: RuleReading, from: Side, to: Side, service: Service, certainty: Certainty): boolean {
  if (certainty === 'surely') return concernsOne(reading, rule, from, to, service, certainty);
  return inFamilies(reading.plan, from, to).some(([source, destination]) =>
    concernsOne(reading, rule, source, destination, service, certainty),
  );
}

function concernsOne(reading: Reading, rule: RuleReading, from: Side, to: Side, service: Service, certainty: Certainty): boolean {
  const { plan } = reading;
  if (!standOf(plan, rule, from, certainty).source) return false;
  const has = (list: readonly Ports[]) => list.some((ports) => includes(ports, service));
  /** What is required and the rule have to mean a name in one and the same way. */
  const requiredTowards = (part: Part, how: Certainty) => {
    const both = how === 'surely' ? surelyBoth : perhapsBoth;
    return requiredBetween(reading, from, to, how).filter(
      (each) =>
        both(plan, part, partOfCached(plan, each.to), to) &&
        rule.sources.some((source) => both(plan, source, partOfCached(plan, each.from), from)),
    );
  };
  /** Whether it is left out as required: by an allow where it may be, by a deny where it is by whatever the deny may mean it by. */
  const isLeftOut = (part: Part) =>
    certainty === 'surely'
      ? requiredTowards(part, 'perhaps').some(({ meaning }) => has(closed(meaning)))
      : byEachWay(plan, rule.sources, from).every((source) =>
          byEachWay(plan, [part], to).every((destination) =>
            reading.requirements.some(
              (each) =>
                has(closed(each.meaning)) && source(partOfCached(plan, each.from)) && destination(partOfCached(plan, each.to)),
            ),
          ),
        );
  return standOf(plan, rule, to, certainty).destinations.some(
    ({ part, ports, exceptions, leftOut, required, withoutRequired }) =>
      !has(exceptions) &&
      !(withoutRequired && isLeftOut(part)) &&
      (has(ports) ||
        (required &&
          requiredTowards(part, certainty).some((each) =>
            has(rule.action === 'allow' ? opened(leftTowards(each, leftOut)) : closed(each.meaning)),
          ))),
  );
}

/**
 * By what some parts mean a side: by itself, and a name by the addresses among these that it may have.
 * @returns of each whether another part surely holds that
 */
function byEachWay(plan: Plan, parts: readonly Part[], side: Side): ((other: Part) => boolean)[] {
  const ways: ((other: Part) => boolean)[] = [];
  if (parts.some((part) => surely(plan, part, side))) ways.push((other) => surely(plan, other, side));
  const ranges = parts.flatMap((part) => mayBeAt(plan, part, side));
  if (ranges.length) ways.push((other) => without(ranges, leftOf(other)).length === 0);
  return ways;
}

/** What is required without what a list leaves out towards the component that listens, or towards everybody. */
function leftTowards({ meaning, to }: Requirement, leftOut: readonly Piece[]): Meaning {
  const isMeant = ({ parts }: Piece) => parts.slice(1).every(({ component }) => component === to);
  return leftOfMeaning(
    meaning,
    leftOut.filter(isMeant).flatMap(({ ports }) => ports),
  );
}

/** What the catalogs require from one side to the other, by the components that may stand there. */
export function requiredBetween({ plan, requirements }: Reading, from: Side, to: Side, certainty: Certainty): Requirement[] {
  return requirements.filter(
    (each) => HOW[certainty](plan, partOfCached(plan, each.from), from) && HOW[certainty](plan, partOfCached(plan, each.to), to),
  );
}

const parts = new WeakMap<ComponentReading, Part>();

export function partOfCached(plan: Plan, component: ComponentReading): Part {
  const known = parts.get(component) ?? partOfComponent(plan, component);
  parts.set(component, known);
  return known;
}

/** Whether a rule allows it, for certain or perhaps: the two differ for host names whose address nobody knows. */
export function allowed(reading: Reading, from: Side, to: Side, service: Service, certainty: Certainty): boolean {
  return reading.rules.some((rule) => rule.action === 'allow' && concerns(reading, rule, from, to, service, certainty));
}

/** Whether a rule denies it, for certain or perhaps. */
export function denied(reading: Reading, from: Side, to: Side, service: Service, certainty: Certainty): boolean {
  return reading.rules.some((rule) => rule.action === 'deny' && concerns(reading, rule, from, to, service, certainty));
}

/** Whether a packet passes for certain. */
export function surelyOpen(reading: Reading, from: Side, to: Side, service: Service): boolean {
  return allowed(reading, from, to, service, 'surely') && !denied(reading, from, to, service, 'perhaps');
}
