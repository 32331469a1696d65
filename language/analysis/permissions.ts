import type { AddressSet } from '../model/addresses.ts';
import { type Choice, choicesWithout } from '../model/choices.ts';
import { chosenTowards, leftOutTowards } from '../model/chosen-services.ts';
import { append } from '../model/lists.ts';
import type { Plan, PlanComponent, PlanRule } from '../model/plan.ts';
import { ofAlternatives } from '../model/resolve-services.ts';
import { ANY_SERVICE, type ServiceSet } from '../model/services.ts';
import { type Box, isEmpty, isEmptyBox, type Region, subtract } from './region.ts';
import type { Requirement } from './requirements.ts';
import { withStatedNames } from './stated-ends.ts';
import type { ZonePairs } from './zone-pairs.ts';

/** What decides about time: which phases are on, and what day it is. */
export interface Moment {
  /** Phases switched on from outside, besides the plan's own. */
  readonly phases?: readonly string[];
  /** `YYYY-MM-DD` */
  readonly today: string;
}

export function activePhases(plan: Plan, moment: Moment): ReadonlySet<string> {
  return new Set([...plan.phases, ...(moment.phases ?? [])]);
}

/** Whether a text such as `2027-02-29` is a day that the calendar has. */
export function isCalendarDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

export function isExpired(rule: PlanRule, moment: Moment): boolean {
  return rule.until !== undefined && rule.until < moment.today;
}

/** Whether a rule has effect: its phase is on and its date has not passed. */
export function isActive(rule: PlanRule, phases: ReadonlySet<string>, moment: Moment): boolean {
  return (rule.phase === undefined || phases.has(rule.phase)) && !isExpired(rule, moment);
}

/** A part of a rule as traffic; `requirement` is set for what a `required` stands for. */
export interface RuleBox extends Box {
  readonly rule: PlanRule;
  /** Set where the ports are those of this destination alone, which moved them. */
  readonly component?: PlanComponent;
  readonly requirement?: Requirement;
}

/** A part of a rule with the time for which it holds. */
export interface TimedBox extends RuleBox {
  /** All of these phases have to be on: the rule's own, and that of the flow which a `required` stands for. */
  readonly phases: readonly string[];
}

/** What a requirement needs opened: all its services, and of each group of alternatives the first. */
export function neededServices(requirement: Requirement): ServiceSet {
  return servicesFor(requirement, 'allow');
}

/** What `required` in a rule opens, or closes, for a requirement; the same set for all rules. */
export function servicesFor(
  { services, alternatives }: Pick<Requirement, 'services' | 'alternatives'>,
  action: PlanRule['action'],
): ServiceSet {
  if (!alternatives.length) return services;
  // Requirements of one flow mostly have the same ports: they share one set.
  let ofServices = opened.get(alternatives);
  if (!ofServices) {
    ofServices = new WeakMap();
    opened.set(alternatives, ofServices);
  }
  let known = ofServices.get(services);
  if (!known) {
    known = {};
    ofServices.set(services, known);
  }
  known[action] ??= services.union(ofAlternatives(alternatives, action));
  return known[action];
}

const opened = new WeakMap<readonly Choice[], WeakMap<ServiceSet, { [action in PlanRule['action']]?: ServiceSet }>>();

/**
 * The boxes of one rule. `required` becomes the part of each requirement that lies between the rule's endpoints.
 * @param requirements needed for a rule that says `required`
 */
export function boxesOf(rule: PlanRule, requirements: ZonePairs<Requirement> | undefined): TimedBox[] {
  const everything = rule.action === 'deny' && !rule.node.service;
  const own: TimedBox = {
    rule,
    sources: rule.sourceAddresses,
    destinations: rule.destinationAddresses,
    // A deny that names no services closes everything; an allow that names none opens nothing.
    services: everything ? ANY_SERVICE : rule.services.set,
    phases: rule.phase === undefined ? AT_ANY_TIME : [rule.phase],
  };
  const openings: TimedBox[] = everything ? [own] : rule.openings.map((opening) => ({ ...own, ...opening, rule }));
  let result = openings.filter((box) => !isEmptyBox(box));
  const { services, action, destinationAddresses, omissions } = rule;
  for (const chosen of chosenTowards(services, action, destinationAddresses, omissions)) result.push({ ...own, ...chosen });
  if (rule.services.required) {
    const required = choosingAnew(rule, requiredBoxes(own, requirements, rule.action));
    if (result.length) append(result, required);
    else result = required;
  }
  const cuts = omittedBoxes(rule, requirements);
  if (cuts.length) result = result.flatMap((box) => subtract([box], cuts).map((part) => ({ ...box, ...part })));
  return withStatedNames(result, rule);
}

/**
 * What `required` opens where some of it is left out: an alternative of which nothing is left is none, so that the next one is opened. What is
 * left out of one of them is taken off later.
 */
function choosingAnew(rule: PlanRule, boxes: TimedBox[]): TimedBox[] {
  const { omissions } = rule;
  if (rule.action !== 'allow' || !omissions.length) return boxes;
  return boxes.flatMap((box) => {
    const { requirement, destinations } = box;
    if (!requirement?.alternatives.length) return [box];
    const parts = leftOutTowards(destinations, omissions);
    return parts.flatMap((part) => {
      const left = choicesWithout(requirement.alternatives, part.out);
      const services = requirement.services.union(ofAlternatives(left, 'allow'));
      // Whoever asks whether that is all of a requirement looks whether its ends are the same.
      const ends = parts.length === 1 ? {} : { destinations: part.destinations };
      return services.isEmpty ? [] : [{ ...box, ...ends, services }];
    });
  });
}

/** What the service list of a rule leaves out, in whichever rule: all that a `deny` would close. */
export function omittedBoxes(rule: PlanRule, requirements: ZonePairs<Requirement> | undefined): Region {
  const { omissions, services, sourceAddresses: sources, destinationAddresses: destinations } = rule;
  const stated = omissions.map((omission): Box => ({ sources, ...omission }));
  if (!services.exceptions?.required) return stated;
  return [...stated, ...requiredBoxes({ rule, sources, destinations }, requirements, 'deny')];
}

/** What a rule's `required` opens or closes: the part of each requirement that lies between its ends. */
function requiredBoxes(
  { rule, sources, destinations }: Pick<RuleBox, 'rule' | 'sources' | 'destinations'>,
  requirements: ZonePairs<Requirement> | undefined,
  action: PlanRule['action'],
): TimedBox[] {
  if (!requirements) return [];
  const { phase } = rule;
  const boxOf = (requirement: Requirement, from: AddressSet, to: AddressSet, services: ServiceSet): TimedBox => {
    const required = phasesOf(requirement);
    const phases = phase === undefined ? required : [phase, ...required];
    return { rule, sources: from, destinations: to, services, requirement, phases };
  };
  const last = lastAsked.get(requirements);
  const isAskedAgain = last?.action === action && last.sources.equals(sources) && last.destinations.equals(destinations);
  if (isAskedAgain) {
    const parts = partsOf(last, requirements);
    const boxes = new Array<TimedBox>(parts.length);
    for (let n = 0; n < parts.length; n++) {
      const part = parts[n]!;
      boxes[n] = boxOf(part.requirement, part.sources, part.destinations, part.services);
    }
    return boxes;
  }
  const boxes: TimedBox[] = [];
  const between = { sources, destinations, action };
  lastAsked.set(requirements, between);
  visitParts(between, requirements, (requirement, from, to, services) => boxes.push(boxOf(requirement, from, to, services)));
  return boxes;
}

/** Is given a requirement, and what of its ends lies between others. */
type Visit = (requirement: Requirement, sources: AddressSet, destinations: AddressSet, services: ServiceSet) => void;

type RequiredPart = Box & { readonly requirement: Requirement };

interface Asked {
  readonly sources: AddressSet;
  readonly destinations: AddressSet;
  readonly action: PlanRule['action'];
  /** What it came to, once it was asked twice: for one rule, these would take as much as its boxes. */
  parts?: readonly RequiredPart[];
}

// Rules that say `required` of the same ends come one after the other, and may be thousands of parts each.
const lastAsked = new WeakMap<ZonePairs<Requirement>, Asked>();

function partsOf(asked: Asked, requirements: ZonePairs<Requirement>): readonly RequiredPart[] {
  if (!asked.parts) {
    const parts: RequiredPart[] = [];
    visitParts(asked, requirements, (requirement, sources, destinations, services) =>
      parts.push({ requirement, sources, destinations, services }),
    );
    asked.parts = parts;
  }
  return asked.parts;
}

function visitParts(asked: Asked, requirements: ZonePairs<Requirement>, visit: Visit): void {
  const [fromEnd, toEnd] = [cutterAt(asked.sources, requirements), cutterAt(asked.destinations, requirements)];
  const all = requirements.touching(asked);
  for (let n = 0; n < all.length; n++) {
    const requirement = all[n]!;
    const sources = fromEnd(requirement.sources);
    const destinations = toEnd(requirement.destinations);
    const services = servicesFor(requirement, asked.action);
    if (!isEmpty(sources, destinations, services)) visit(requirement, sources, destinations, services);
  }
}

/** The phases that a requirement is of; the same list for all of one flow. */
export function phasesOf({ flow }: Requirement): readonly string[] {
  if (flow.phase === undefined) return AT_ANY_TIME;
  let phases = phasesOfFlows.get(flow);
  if (!phases) {
    phases = [flow.phase];
    phasesOfFlows.set(flow, phases);
  }
  return phases;
}

const phasesOfFlows = new WeakMap<Requirement['flow'], readonly string[]>();

const AT_ANY_TIME: readonly string[] = [];

/** Cuts addresses to those that lie within an end. */
export type Cutter = (addresses: AddressSet) => AddressSet;

// Rules of one plan mostly say the same ends, such as its zones.
const cutters = new WeakMap<ZonePairs<Requirement>, Map<AddressSet, Cutter>>();
const MOST_CUTTERS = 256;

function cutterAt(end: AddressSet, requirements: ZonePairs<Requirement>): Cutter {
  const known = cutters.get(requirements) ?? new Map<AddressSet, Cutter>();
  cutters.set(requirements, known);
  let cut = known.get(end);
  if (!cut) {
    if (known.size >= MOST_CUTTERS) known.clear();
    cut = cutter(end);
    known.set(end, cut);
  }
  return cut;
}

/**
 * Cuts address sets to one end of a rule. Components of one role in one zone have the same set in all requirements, so that few cuts are
 * different ones; a set that lies within the end stays the same object.
 */
export function cutter(end: AddressSet): Cutter {
  const parts = new Map<AddressSet, AddressSet>();
  let last: AddressSet | undefined;
  let lastPart = end;
  return (addresses) => {
    if (addresses === last) return lastPart;
    let part = parts.get(addresses);
    if (!part) {
      part = end.covers(addresses) ? addresses : addresses.intersect(end);
      parts.set(addresses, part);
    }
    [last, lastPart] = [addresses, part];
    return part;
  };
}

/** Whether a box is all that its requirement needs. */
export function isWhole({ requirement, sources, destinations, services }: RuleBox): boolean {
  if (!requirement || sources !== requirement.sources || destinations !== requirement.destinations) return false;
  // `required except tcp 22` leaves its ends as they are.
  return services === servicesFor(requirement, 'allow');
}
