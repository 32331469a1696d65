import type { AddressSet } from '../../model/addresses.ts';
import { unsetPorts } from '../../model/adjust-services.ts';
import type { CatalogFlow } from '../../model/catalog.ts';
import { changedFlow } from '../../model/changed-flow.ts';
import { ofAnyVersion } from '../../model/flow-conditions.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import type { PlanComponent, PlanEndpoint, PlanRule } from '../../model/plan.ts';
import { NOTHING, type ResolvedServices } from '../../model/resolve-services.ts';
import { NO_SERVICE, portSet, type ServiceSet } from '../../model/services.ts';
import type { Analysis } from '../analyze.ts';
import { flowApplies } from '../conditions.ts';
import { keptWithStructure } from '../kept.ts';
import { type Box, isPossible, possibleTraffic, type Region, servicesOf } from '../region.ts';
import { indexRequirements, keptIndex } from '../requirement-index.ts';
import { type LeftOut, type Requirement, trafficAs, trafficLeftOut } from '../requirements.ts';
import type { ZonePairs } from '../zone-pairs.ts';
import { ZonesTouched } from '../zones-touched.ts';
import { hasUser, usableServices, usersOf } from './users.ts';

/** Whether a flow is required between zones when a rule holds: now, or with the rule's phase on. */
export function isRequiredWith(rule: PlanRule, { plan, phases }: Analysis): (requirement: Requirement) => boolean {
  const on = new Set(rule.phase === undefined ? phases : [...phases, rule.phase]);
  return ({ flow, fromZone, toZone }) => fromZone !== toZone && !flow.optional && flowApplies(plan, flow, on);
}

/** Where a flow runs of some traffic. */
function endsOf(box: Box, { sources, destinations }: Requirement): [sources: AddressSet, destinations: AddressSet] {
  return [sources.intersect(box.sources), destinations.intersect(box.destinations)];
}

/** What a flow may use of some traffic. */
function usedOf(box: Box, requirement: Requirement, usable: ServiceSet): Region {
  return possibleTraffic(...endsOf(box, requirement), usable);
}

/** What of some traffic serves one of the flows. */
export function servedServices(boxes: readonly Box[], flows: ZonePairs<Requirement>): ServiceSet {
  let served: ServiceSet = NO_SERVICE;
  for (const box of boxes)
    for (const requirement of usersOf(flows, box)) {
      const services = usableServices(requirement).intersect(box.services);
      // Only what would add something is worth the exact question.
      if (!served.covers(services)) served = served.union(servicesOf(usedOf(box, requirement, services)));
    }
  return served;
}

/**
 * Whether any of some traffic serves one of the flows.
 * @param counts which of them are asked about
 */
export function servesAnything(
  boxes: Iterable<Box>,
  flows: ZonePairs<Requirement>,
  counts: (requirement: Requirement) => boolean = () => true,
): boolean {
  for (const box of boxes) {
    const isServed = (requirement: Requirement): boolean =>
      counts(requirement) && isPossible(...endsOf(box, requirement), usableServices(requirement).intersect(box.services));
    if (hasUser(flows, box, isServed)) return true;
  }
  return false;
}

/** Whether an end names components and nothing else: not a zone, a site or a network. */
export function isOfComponents(end: PlanEndpoint): boolean {
  if (end.kind === 'component' || end.kind === 'role') return true;
  return end.kind === 'group' && IntervalSet.unionAll(end.components.map((c) => c.addresses)).covers(end.addresses);
}

/** The components behind an end: those that it names, and those whose addresses it holds. */
function behind(end: PlanEndpoint, { plan: { zones } }: Analysis): readonly PlanComponent[] {
  if (isOfComponents(end)) return end.components;
  // A component has its addresses in its zone's.
  return ZonesTouched.of(zones)
    .by(end.addresses)
    .flatMap((n) => zones[n]!.components.filter((c) => c.addresses.overlaps(end.addresses)));
}

/** One side of a rule, as far as the catalogs can judge it. */
interface JudgedSide {
  /** Components, and whole zones and networks, with a known flow to or from the other side. */
  readonly known: readonly (PlanEndpoint | PlanComponent)[];
  /** Those of which no such flow is known. */
  readonly unknown: readonly (PlanEndpoint | PlanComponent)[];
}

/** What of a rule the catalogs can judge. */
export interface Judged {
  readonly sources: JudgedSide;
  readonly destinations: JudgedSide;
}

/** What is judged as a whole: a component that an end names, and all that an end holds which names none. */
interface Part {
  readonly of: PlanEndpoint | PlanComponent;
  readonly components: readonly PlanComponent[];
}

/**
 * Tells what of rules the catalogs can judge: each component behind one end takes part, with some component behind the other, in a flow of
 * a product in use. What two servers that merely have the same agent say to each other is not the catalog's business. A component that a rule
 * names beside others is judged by itself; of a zone or a network nobody knows which of its components a port is for.
 */
export class Judge {
  private readonly analysis: Analysis;
  private readonly partners = new Map<string, Set<string>>();
  private readonly answers = new Map<string, boolean>();
  private versions: ZonePairs<Requirement> | undefined;
  private open: ZonePairs<Requirement> | undefined;
  private unbound: readonly LeftOut[] | undefined;

  constructor(analysis: Analysis) {
    this.analysis = analysis;
    for (const { vendor } of analysis.plan.uses.values())
      for (const { initiator, responder } of vendor.flows) {
        this.join(initiator, responder);
        this.join(responder, initiator);
      }
  }

  /** @returns nothing where the catalogs know of no flow between the two sides of a rule */
  judged(rule: PlanRule): Judged | undefined {
    let to = this.partsOf(rule.destinations);
    // Where nobody stands at one end, nobody at the other has a flow with it.
    let from = to.some(({ components }) => components.length) ? this.partsOf(rule.sources) : [];
    const [allTo, allFrom] = [to, from];
    // A part may be known by its flows with one that turns out to be unknown itself.
    for (let before = -1; from.length + to.length !== before; ) {
      before = from.length + to.length;
      from = from.filter((part) => this.isKnown(part, to));
      to = to.filter((part) => this.isKnown(part, from));
    }
    if (!from.length || !to.length) return undefined;
    return { sources: sideOf(allFrom, from), destinations: sideOf(allTo, to) };
  }

  private partsOf(ends: readonly PlanEndpoint[]): Part[] {
    const parts = ends.flatMap((end): Part[] => {
      const components = behind(end, this.analysis);
      if (!isOfComponents(end)) return [{ of: end, components: ofEachKind(components) }];
      return components.map((component) => ({ of: component, components: [component] }));
    });
    return [...new Map(parts.map((part) => [part.of, part])).values()];
  }

  private isKnown({ components }: Part, others: readonly Part[]): boolean {
    if (!components.length) return false;
    return components.every((a) => others.some((other) => other.components.some((b) => this.joins(a, b))));
  }

  /** What flows would use that are those of another version of a product. */
  get otherVersions(): ZonePairs<Requirement> {
    const { plan } = this.analysis;
    this.versions ??= keptIndex(plan, 'flows of other versions', (flow) => {
      const read = ofAnyVersion(flow);
      return read === flow ? undefined : read;
    });
    return this.versions;
  }

  /** What flows may use of which the plan has to say the port, and does not: any port may be the one. */
  get unsaid(): ZonePairs<Requirement> {
    const { plan } = this.analysis;
    this.open ??= keptWithStructure(plan, 'flows on ports that nobody says', () => {
      const stated = new Map<CatalogFlow['node'], ResolvedServices>();
      const joined = trafficAs(plan, (flow) => {
        const unset = flow.services.parts.filter((part) => part.unset);
        if (!unset.length) return undefined;
        stated.set(flow.node, flow.services);
        const set = IntervalSet.unionAll(unset.flatMap((part) => part.transports.map((each) => portSet(each, 1, 65535))));
        return changedFlow(flow, { services: { ...NOTHING, set } });
      });
      const isOpen = ({ flow, to }: Requirement): boolean => to.some((c) => unsetPorts(stated.get(flow.node)!, c).length > 0);
      return indexRequirements(plan, joined.filter(isOpen));
    });
    return this.open;
  }

  /** What would be needed if it weren't for bindings. */
  get leftOut(): readonly LeftOut[] {
    this.unbound ??= trafficLeftOut(this.analysis.plan);
    return this.unbound;
  }

  private join(role: string, other: string): void {
    const partners = this.partners.get(role) ?? new Set();
    this.partners.set(role, partners.add(other));
  }

  private joins(a: PlanComponent, b: PlanComponent): boolean {
    const key = `${a.roles.join()} ${b.roles.join()}`;
    let answer = this.answers.get(key);
    if (answer === undefined) {
      answer = [...a.allRoles].some((role) => [...(this.partners.get(role) ?? [])].some((other) => b.allRoles.has(other)));
      this.answers.set(key, answer);
    }
    return answer;
  }
}

function sideOf(all: readonly Part[], known: readonly Part[]): JudgedSide {
  return { known: known.map((part) => part.of), unknown: all.filter((part) => !known.includes(part)).map((part) => part.of) };
}

/** One component of each list of roles, since what a component joins hangs on these alone. */
function ofEachKind(components: readonly PlanComponent[]): PlanComponent[] {
  return [...new Map(components.map((c) => [c.roles.join(), c])).values()];
}
