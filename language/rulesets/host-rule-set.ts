import { AstUtils } from 'langium';
import { type Analysis, analyze } from '../analysis/analyze.ts';
import { mayClose, speaksOfNames } from '../analysis/host-names.ts';
import { neededServices } from '../analysis/permissions.ts';
import { type Box, intersect, possibleTraffic, servicesOf } from '../analysis/region.ts';
import { indexRequirements } from '../analysis/requirement-index.ts';
import { type Requirement, requirementsOf } from '../analysis/requirements.ts';
import { type AddressSet, ALL_NAMES, ANYWHERE, hostNames, ofFamily } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { allAddressesOf, asHost, machineOf, placesOf } from '../model/legs.ts';
import type { NamePlaces } from '../model/name-places.ts';
import { onceFor } from '../model/once-for.ts';
import type { Plan, PlanComponent, PlanZone } from '../model/plan.ts';
import { asSeenFrom } from '../model/seen-from.ts';
import type { ServiceSet } from '../model/services.ts';
import { SetPlaces } from '../model/set-places.ts';
import { onlySystem, type System } from '../model/systems.ts';
import { seenFromZone } from './firewalls/seen-at.ts';
import { TranslatedView } from './firewalls/translated-entries.ts';
import type { ClosedFlow, HostRuleSet } from './host-rules.ts';
import { addLegs } from './legs-of-hosts.ts';
import { compare, partId } from './rule-ids.ts';
import { buildRuleSet, inOrder, type RuleEntry, type RuleSide } from './rule-set.ts';
import { partNamesIn } from './rule-sides.ts';
import { type Trace, traceOf } from './traces.ts';

export type { ClosedFlow, HostRuleSet };

/** The required flows that stay in one zone. */
export function requiredInside(plan: Plan, phases: ReadonlySet<string>): Requirement[] {
  return requirementsOf(plan, phases, true).filter((r) => r.fromZone === r.toZone);
}

/** Whether a host firewall can be written for a component: it has an address, and it is ours. */
function isHost(component: PlanComponent): boolean {
  return component.addressed && !component.zone.external;
}

/** A rule set for each component that has an address, in the order of the plan; those in external zones are left out. */
export function buildHostRuleSets(analysis: Analysis): HostRuleSet[] {
  return [...hostRuleSets(analysis)];
}

const hostRuleSets = onceFor(makeHostRuleSets);

function makeHostRuleSets(analysis: Analysis): HostRuleSet[] {
  const { plan, moment } = analysis;
  const translated = plan.zones.filter((zone) => zone.translations.length && !zone.external);
  const sets = new Map(setsOf(analysis, (c) => !translated.includes(c.zone)).map((set) => [set.host.name, set]));
  for (const zone of translated)
    for (const set of setsOf(analyze(asSeenFrom(plan, zone), moment), (c) => c.zone.node === zone.node))
      sets.set(set.host.name, set);
  addLegs(sets, plan, (zone, hosts) => {
    const there = zone.translations.length ? analyze(asSeenFrom(plan, zone), moment) : analysis;
    const nodes = new Set(hosts.map(({ node }) => node));
    return setsOf(there, (c) => nodes.has(c.node));
  });
  return [...sets.values()].sort((a, b) => compare(a.host.name, b.host.name));
}

function setsOf(analysis: Analysis, isWanted: (component: PlanComponent) => boolean): HostRuleSet[] {
  const { plan, phases } = analysis;
  // A `required` of the plan's rules stands for flows inside of a zone as well, once there is a firewall that they cross.
  const requirements = [...analysis.requirements, ...requiredInside(plan, phases).flatMap(addressedPart)];
  const common = buildRuleSet({ ...analysis, requirements, index: indexRequirements(plan, requirements) });
  const rules = common.entries.map(placed);
  const places = new SetPlaces(rules.map(({ destinations }) => destinations));
  const towards = byResponder(requirements);
  const views = new Map<PlanZone, TranslatedView>();
  // What is translated on its way to a zone comes to its hosts from the outer address.
  const seenBy = (zone: PlanZone): TranslatedView => {
    const known = views.get(zone) ?? new TranslatedView(seenFromZone(zone, plan), plan.zones, partNamesIn(plan));
    views.set(zone, known);
    return known;
  };
  const together = sharingAddresses(plan.components.filter((c) => c.addressed));
  const hosts = plan.components.filter((c) => isHost(c) && isWanted(c)).sort((a, b) => compare(a.name, b.name));
  return hosts.map((component) => {
    const host = asHost(component);
    const networks = new Set(placesOf(component).map((place) => place.zone));
    const sharing = [...(together.get(component) ?? [])];
    const required = [...new Set([component, ...sharing].flatMap((c) => towards.get(c) ?? []))];
    const inside = requiredEntries(
      host,
      required.filter((r) => r.fromZone === r.toZone && networks.has(r.toZone)),
      plan,
    );
    const view = seenBy(component.zone);
    const own = places
      .overlapping(host.addresses)
      .flatMap((n) => restricted(rules[n]!, host, required) ?? [])
      .flatMap((entry) => view.of(entry));
    const { name, title, zone, roles, addresses } = host;
    const system = systemOf(host, sharing);
    return {
      ...common,
      host: { name, title, zone: zone.name, roles, addresses, ...(system ? { system } : {}) },
      entries: inOrder([...own, ...inside]),
      closed: closedFlows(
        inside,
        own.filter((e) => e.action === 'deny'),
        analysis.names,
        component,
      ),
    };
  });
}

/** A component without address is anywhere in its zone, and its zone is not meant where it is. */
function addressedPart(requirement: Requirement): Requirement[] {
  const from = requirement.from.filter((c) => c.addressed);
  const to = requirement.to.filter((c) => c.addressed);
  if (!from.length || !to.length) return [];
  const all = (components: readonly PlanComponent[]): AddressSet => IntervalSet.unionAll(components.map((c) => c.addresses));
  return [{ ...requirement, from, to, sources: all(from), destinations: all(to) }];
}

/** An entry with the addresses of each side taken together, which is asked for once for each host. */
interface PlacedEntry {
  readonly entry: RuleEntry;
  readonly sources: AddressSet;
  readonly destinations: AddressSet;
}

function placed(entry: RuleEntry): PlacedEntry {
  return { entry, sources: addressesOf(entry.sources), destinations: addressesOf(entry.destinations) };
}

function addressesOf(sides: readonly RuleSide[]): AddressSet {
  return sides.some((s) => s.any) ? ANYWHERE : IntervalSet.unionAll(sides.map((s) => s.addresses));
}

/** The part of a rule that is about one host; nothing when the rule is not. */
function restricted(
  { entry, sources, destinations }: PlacedEntry,
  host: PlanComponent,
  required: readonly Requirement[],
): RuleEntry | undefined {
  const addresses = host.addresses.intersect(destinations);
  if (addresses.isEmpty) return undefined;
  const others = entry.sources.filter((s) => s.any || !isItself(s.addresses, host));
  if (!others.length) return undefined;
  const whole = addresses.equals(host.addresses);
  // What is about the host itself is about where it stands.
  const within = entry.destinations.map((s) => (s.label === host.name ? host.zone.name : s.label));
  const label = whole ? host.name : `${host.name} in ${within.join(', ')}`;
  const flows = new Set(required.filter((r) => r.sources.overlaps(sources)).map((r) => r.flow.id));
  const traces = entry.traces.filter((t) => flows.has(t.flow));
  return { ...entry, sources: others, destinations: [sideOf(label, addresses)], traces: distinct(traces) };
}

/** Two pairs of zones give two traces of one flow, which are the same for a single host. */
function distinct(traces: readonly Trace[]): Trace[] {
  const byFlow = new Map<string, Trace>();
  for (const trace of traces) {
    const before = byFlow.get(trace.flow);
    byFlow.set(trace.flow, before ? { ...before, services: before.services.union(trace.services) } : trace);
  }
  return [...byFlow.values()];
}

function sideOf(label: string, addresses: AddressSet): RuleSide {
  return { label, kind: 'component', any: false, addresses, hostNames: hostNames(addresses) };
}

/** What other components of the zone need of a host, with all services of the same components in one entry. */
function requiredEntries(host: PlanComponent, required: readonly Requirement[], plan: Plan): RuleEntry[] {
  const groups = new Map<
    string,
    { phase: string | undefined; from: PlanComponent[]; to: RuleSide; services: ServiceSet; traces: Trace[] }
  >();
  for (const requirement of required) {
    const services = neededServices(requirement);
    const to = partOf(host, requirement);
    const from = requirement.from
      .filter((c) => !isItself(c.addresses, host) && possibleTraffic(c.addresses, to.addresses, services).length)
      .sort((a, b) => compare(a.name, b.name));
    if (!from.length) continue;
    const { flow } = requirement;
    const key = JSON.stringify([flow.phase, from.map((c) => c.name), to.label]);
    const trace = traceOf(flow, services);
    const group = groups.get(key);
    if (group) {
      group.services = group.services.union(services);
      group.traces.push(trace);
    } else groups.set(key, { phase: flow.phase, from, to, services, traces: [trace] });
  }
  const line = lineOf(host, required, plan);
  return [...groups.values()].map(({ phase, from, to, services, traces }) => {
    const ends = {
      action: 'allow' as const,
      sources: from.map((c) => sideOf(c.name, c.addresses)),
      destinations: [to],
    };
    const id = partId(ends, `required within the zone ${phase ?? ''}`);
    return { id, ...ends, services, reason: undefined, phase, until: undefined, line, traces: distinct(traces) };
  });
}

/** Of a host's addresses those that something is required of: another component may share only some of them. */
function partOf(host: PlanComponent, { to, toZone }: Requirement): RuleSide {
  const machine = machineOf(host);
  const here = to.find((c) => machineOf(c) === machine);
  const addresses = here?.addresses ?? IntervalSet.unionAll(to.map((c) => c.addresses)).intersect(host.addresses);
  if (addresses.equals(host.addresses)) return sideOf(host.name, addresses);
  if (here) return sideOf(`${host.name} in ${toZone.name}`, addresses);
  return sideOf(
    `${host.name} in ${to
      .filter((c) => c.addresses.overlaps(addresses))
      .map((c) => c.name)
      .join(', ')}`,
    addresses,
  );
}

/** The line of the host in the plan; for one that the plan imports, the line that brings its vendor into use. */
function lineOf(host: PlanComponent, required: readonly Requirement[], plan: Plan): number {
  const own = AstUtils.findRootNode(host.node) === plan.root;
  const node = own ? host.node : plan.uses.get(required[0]?.flow.vendor ?? '')?.node;
  return (node?.$cstNode?.range.start.line ?? 0) + 1;
}

/** Whether some addresses are the host's own, so that traffic from them never leaves it. A component of many addresses is many hosts. */
function isItself(addresses: AddressSet, host: PlanComponent): boolean {
  return isOneMachine(host) && host.addresses.covers(addresses);
}

/** Whether a host is one machine: it has one address, or one in each of its networks. */
function isOneMachine(host: PlanComponent): boolean {
  return placesOf(machineOf(host)).every(({ addresses }) => isSingle(addresses));
}

/** What a host runs: where nobody says it of the component, what is said of those that stand on the same machine. */
function systemOf(host: PlanComponent, sharing: readonly PlanComponent[]): System | undefined {
  const others = isOneMachine(host) ? sharing.flatMap((c) => c.system ?? []) : [];
  return host.system ?? onlySystem(new Set(others));
}

function isSingle(addresses: AddressSet): boolean {
  return [ofFamily(addresses, 4), ofFamily(addresses, 6), addresses.intersect(ALL_NAMES)].every(
    ({ intervals }) => intervals.length === 0 || (intervals.length === 1 && intervals[0]!.end - intervals[0]!.start === 1n),
  );
}

function byResponder(requirements: readonly Requirement[]): Map<PlanComponent, Requirement[]> {
  const result = new Map<PlanComponent, Requirement[]>();
  for (const requirement of requirements)
    for (const component of requirement.to.map(machineOf)) {
      const list = result.get(component);
      if (list) list.push(requirement);
      else result.set(component, [requirement]);
    }
  return result;
}

/** Components that stand on one machine: what one of them needs has to get through the machine's one firewall. */
function sharingAddresses(components: readonly PlanComponent[]): Map<PlanComponent, Set<PlanComponent>> {
  const result = new Map<PlanComponent, Set<PlanComponent>>();
  const link = (a: PlanComponent, b: PlanComponent): unknown => result.set(a, (result.get(a) ?? new Set()).add(b));
  const spans = components
    .flatMap((component) => allAddressesOf(component).intervals.map((interval) => ({ ...interval, component })))
    .sort((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0));
  let open: typeof spans = [];
  for (const span of spans) {
    open = open.filter((o) => o.end > span.start);
    for (const { component } of open) {
      link(component, span.component);
      link(span.component, component);
    }
    open.push(span);
  }
  return result;
}

function closedFlows(
  inside: readonly RuleEntry[],
  denies: readonly RuleEntry[],
  names: NamePlaces,
  host: PlanComponent,
): ClosedFlow[] {
  const zoneOf = (addresses: AddressSet): PlanZone =>
    placesOf(host).find((place) => place.addresses.overlaps(addresses))?.zone ?? host.zone;
  const boxes = denies.map((deny): Box & { line: number } => ({ ...placed(deny), services: deny.services, line: deny.line }));
  return boxes.flatMap((box) =>
    inside.flatMap(({ sources, destinations, services }): ClosedFlow[] => {
      const needed = possibleTraffic(addressesOf(sources), addressesOf(destinations), services);
      const region = intersect(needed, needed.some(speaksOfNames) ? mayClose(box, names) : [box]);
      if (!region.length) return [];
      const from = sources.filter((s) => region.some((r) => r.sources.overlaps(s.addresses))).map((s) => s.label);
      return [{ from, zone: zoneOf(addressesOf(destinations)).name, services: servicesOf(region), line: box.line }];
    }),
  );
}
