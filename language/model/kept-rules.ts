import type { AstNode, Reference } from 'langium';
import type * as ast from '../generated/ast.ts';
import { lessOmissions, omissionsOf, openingsOf } from './adjust-services.ts';
import type { EndpointResolver } from './endpoint-resolver.ts';
import { IntervalSet } from './interval-set.ts';
import { fitted, isSameList, NOTHING } from './lists.ts';
import { type Named, namedBy } from './named-ends.ts';
import type { PlanComponent, PlanRule, PlanZone } from './plan.ts';
import { resolveServices } from './resolve-services.ts';
import { type NamedServices, ofService } from './service-parts.ts';

/** A rule with all that its meaning depends on besides its own text. */
interface Kept {
  readonly rule: PlanRule;
  /** Every name that its services say; where those of its ends lead is in what these stand for. */
  readonly references: readonly Reference[];
  /** What each of them leads to. */
  readonly targets: readonly (AstNode | undefined)[];
  /** The named services among these, and what they are made of. */
  readonly services: readonly (readonly [service: ast.Service, madeOf: NamedServices])[];
  /** The names among its ends; what else can be an end says itself what it is. */
  readonly ends: readonly ast.NamedEndpoint[];
  /** What these lead to, and what that stands for. */
  readonly named: readonly Named[];
  /** What there is besides, for rules that look at all of a plan. */
  readonly plan: readonly unknown[];
}

const kept = new WeakMap<ast.Rule, Kept>();

/**
 * What a rule means among these components: the same object as before, as long as its statement, what its names lead to and what that
 * stands for are the same objects.
 * @param former what it was before an edit, where that is known: to look it up takes longer than to see that it is the same
 */
export function keptRule(
  node: ast.Rule,
  resolver: EndpointResolver,
  zones: readonly PlanZone[],
  components: readonly PlanComponent[],
  former?: PlanRule,
): PlanRule {
  const before = former instanceof Rule ? former.kept : undefined;
  const known = before?.rule === former && former?.node === node ? before : kept.get(node);
  if (known && isStill(known, resolver) && (!known.plan.length || isSameList(known.plan, allOf(zones, components))))
    return known.rule;
  const rule = newRule(node, resolver, components);
  const isAlone = !rule.services.adjustable && !rule.sourceExceptions.length && !rule.destinationExceptions.length;
  const { references, services } = namesIn(node);
  const ends = namedEnds(node);
  const now: Kept = {
    rule,
    references,
    targets: references.length ? references.map(({ ref }) => ref) : NOTHING,
    services: services.length ? services.map((service) => [service, ofService(service)]) : NOTHING,
    ends,
    named: ends.map((end) => namedBy(end, resolver)),
    // Ports that are counted or moved depend on all components, and what `except` leaves of host names on the zones.
    plan: isAlone ? NOTHING : allOf(zones, components),
  };
  kept.set(node, now);
  rule.kept = now;
  return rule;
}

/** The names at the ends of a rule that was kept, and whether more decides what it means: names of services, or all of a plan. */
export function madeOf(rule: PlanRule): { readonly named: readonly Named[]; readonly isParticular: boolean } {
  const known = rule instanceof Rule ? rule.kept : undefined;
  if (!known) return { named: [], isParticular: true };
  return { named: known.named, isParticular: known.references.length > 0 || known.plan.length > 0 };
}

/** All zones and components of a plan, in one list for all rules that look at them. */
function allOf(zones: readonly PlanZone[], components: readonly PlanComponent[]): readonly unknown[] {
  let known = everything.get(components);
  if (known?.zones !== zones) {
    known = { zones, all: [...zones, ...components] };
    everything.set(components, known);
  }
  return known.all;
}

const everything = new WeakMap<readonly PlanComponent[], { zones: readonly PlanZone[]; all: readonly unknown[] }>();

/** What a rule means among these components. */
export function readRule(node: ast.Rule, resolver: EndpointResolver, components: readonly PlanComponent[]): PlanRule {
  return newRule(node, resolver, components);
}

function newRule(node: ast.Rule, resolver: EndpointResolver, components: readonly PlanComponent[]): Rule {
  const ends = node.action === 'deny' ? resolver.whole : resolver;
  const { ends: sources, exceptions: sourceExceptions } = ends.resolveList(node.sources, node.sourceExceptions);
  const { ends: destinations, exceptions: destinationExceptions } = ends.resolveList(
    node.destinations,
    node.destinationExceptions,
  );
  const services = resolveServices(node.service);
  const omissions = omissionsOf(services, destinations, components);
  return new Rule(
    node,
    { sources, destinations, sourceExceptions, destinationExceptions },
    services,
    lessOmissions(openingsOf(services, destinations, components), omissions),
    omissions,
  );
}

/** A rule as it is read: of a class, since thousands of objects with a property each that is computed take three times as much memory. */
class Rule implements PlanRule {
  readonly action: PlanRule['action'];
  readonly sources: PlanRule['sources'];
  readonly destinations: PlanRule['destinations'];
  readonly sourceExceptions: PlanRule['sourceExceptions'];
  readonly destinationExceptions: PlanRule['destinationExceptions'];
  readonly sourceAddresses: PlanRule['sourceAddresses'];
  readonly destinationAddresses: PlanRule['destinationAddresses'];
  readonly services: PlanRule['services'];
  readonly openings: PlanRule['openings'];
  readonly omissions: PlanRule['omissions'];
  readonly phase: string | undefined;
  readonly until: string | undefined;
  readonly reason: string | undefined;
  readonly node: ast.Rule;
  // A copy of the rule with something else in it is none of those that are kept, and gets none of this.
  #kept: Kept | undefined;

  constructor(
    node: ast.Rule,
    ends: Pick<PlanRule, 'sources' | 'destinations' | 'sourceExceptions' | 'destinationExceptions'>,
    services: PlanRule['services'],
    openings: PlanRule['openings'],
    omissions: PlanRule['omissions'],
  ) {
    this.action = node.action;
    this.sources = ends.sources;
    this.destinations = ends.destinations;
    this.sourceExceptions = ends.sourceExceptions;
    this.destinationExceptions = ends.destinationExceptions;
    this.sourceAddresses = IntervalSet.unionAll(ends.sources.map((e) => e.addresses));
    this.destinationAddresses = IntervalSet.unionAll(ends.destinations.map((e) => e.addresses));
    this.services = services;
    this.openings = openings;
    this.omissions = omissions;
    this.phase = node.phase;
    this.until = node.until;
    this.reason = node.reason;
    this.node = node;
  }

  /** What it was made of. */
  get kept(): Kept | undefined {
    return this.#kept;
  }

  set kept(kept: Kept) {
    this.#kept = kept;
  }

  // Lines are added above it without a change of what it means.
  get line(): number {
    return (this.node.$cstNode?.range.start.line ?? 0) + 1;
  }
}

/** Whether the names that a rule says lead where they led, and stand for what they stood for. */
function isStill({ references, targets, services, ends, named }: Kept, resolver: EndpointResolver): boolean {
  // All rules are asked after an edit of a component, and most say no name of a service.
  for (let n = 0; n < references.length; n++) if (references[n]!.ref !== targets[n]) return false;
  for (let n = 0; n < services.length; n++) if (ofService(services[n]![0]) !== services[n]![1]) return false;
  for (let n = 0; n < named.length; n++) if (!named[n]!.isOf(ends[n]!) || !named[n]!.isStill(resolver)) return false;
  return true;
}

function namedEnds(node: ast.Rule): readonly ast.NamedEndpoint[] {
  const all = [node.sources, node.destinations, node.sourceExceptions, node.destinationExceptions];
  return fitted(all.flatMap((ends) => ends.filter((end) => end.$type === 'NamedEndpoint')));
}

/** The names that the services of a rule say, and the services among what they lead to, which know their own names. */
function namesIn(node: ast.Rule): { references: readonly Reference[]; services: readonly ast.Service[] } {
  const references: Reference[] = [];
  const services = new Set<ast.Service>();
  const open: ast.ServiceItem[] = [...(node.service?.items ?? []), ...(node.service?.exceptions ?? [])];
  for (let item = open.pop(); item; item = open.pop()) {
    if (item.$type === 'PortService') {
      for (const range of item.ports) for (const each of [range.setBy, range.counted]) if (each) references.push(each);
    } else if (item.$type === 'AlternativeService') {
      for (const each of item.alternatives) open.push(each);
    } else if (item.$type === 'ServiceReference' && item.service) {
      references.push(item.service);
      if (item.service.ref) services.add(item.service.ref);
    }
  }
  return { references: fitted(references), services: [...services] };
}
