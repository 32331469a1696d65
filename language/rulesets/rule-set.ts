import type { Analysis } from '../analysis/analyze.ts';
import { boxesOf, isActive, type RuleBox } from '../analysis/permissions.ts';
import { intersect, isEmptyBox, possibleTraffic } from '../analysis/region.ts';
import { type AddressSet, hostNames } from '../model/addresses.ts';
import type { CatalogFlow, Source } from '../model/catalog.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { Plan, PlanComponent, PlanEndpoint, PlanRule } from '../model/plan.ts';
import type { ServiceSet } from '../model/services.ts';

/** One side of a rule: a name that targets make an object of, and what it stands for. */
export interface RuleSide {
  /** Unique for its addresses within the rule set: `vbr`, `backup`, `veeam.proxy in backup`. */
  readonly label: string;
  readonly kind: PlanEndpoint['kind'];
  /** `any` where the rule says `any`: no address is to be matched. */
  readonly any: boolean;
  readonly addresses: AddressSet;
  /** Host names that the rule itself names; a zone's are not here, since its addresses stand for them. */
  readonly hostNames: readonly string[];
}

/** Why traffic is needed: one catalog flow. */
export interface Trace {
  readonly flow: string;
  readonly from: string;
  readonly to: string;
  readonly services: ServiceSet;
  readonly purpose: string;
  readonly protection: string | undefined;
  readonly traffic: string | undefined;
  readonly sources: readonly Source[];
}

/** One rule, free of any vendor's form. */
export interface RuleEntry {
  /** Stable while the plan's rule stays where it is: `L27` or `L27.2`, by line of the plan. */
  readonly id: string;
  readonly action: 'allow' | 'deny';
  readonly sources: readonly RuleSide[];
  readonly destinations: readonly RuleSide[];
  readonly services: ServiceSet;
  readonly reason: string | undefined;
  readonly phase: string | undefined;
  readonly until: string | undefined;
  /** The line of the plan, 1-based. */
  readonly line: number;
  readonly traces: readonly Trace[];
}

/** A plan's rules as every target gets them: all denies before all allows; what no rule permits is denied. */
export interface RuleSet {
  readonly title: string;
  /** The plan's file name. */
  readonly plan: string;
  readonly phases: readonly string[];
  readonly zones: readonly {
    readonly name: string;
    readonly title: string;
    readonly external: boolean;
    readonly isolated: boolean;
    readonly addresses: AddressSet;
  }[];
  readonly components: readonly {
    readonly name: string;
    readonly title: string;
    readonly zone: string;
    readonly roles: readonly string[];
    readonly addresses: AddressSet;
  }[];
  readonly entries: readonly RuleEntry[];
}

function side(endpoint: PlanEndpoint): RuleSide {
  return {
    label: endpoint.label,
    // What is left of a zone or a component is no longer the one that its name stands for.
    kind: endpoint.cut ? 'group' : endpoint.kind,
    any: endpoint.kind === 'any' && !endpoint.cut,
    addresses: endpoint.addresses,
    hostNames: endpoint.hostNames,
  };
}

function componentSide(component: PlanComponent, rule: readonly PlanEndpoint[], box: AddressSet): RuleSide | undefined {
  const addresses = component.addresses.intersect(box);
  if (addresses.isEmpty) return undefined;
  const whole = addresses.equals(component.addresses);
  return {
    label: whole ? component.name : `${component.name} in ${rule.map((e) => e.label).join(', ')}`,
    kind: 'component',
    any: false,
    addresses,
    hostNames: component.addressed ? hostNames(addresses) : [],
  };
}

/** The rules of an analyzed plan that have effect at its moment, in the order that every target keeps: denies, then allows. */
export function buildRuleSet(analysis: Analysis): RuleSet {
  const { plan, phases, moment } = analysis;
  const active = plan.rules.filter((r) => isActive(r, phases, moment));
  const ordered = [...active.filter((r) => r.action === 'deny'), ...active.filter((r) => r.action === 'allow')];
  return {
    title: plan.title,
    plan: decodeURIComponent(plan.uri.replace(/^.*\//, '')),
    phases: [...phases].sort(),
    zones: plan.zones.map(({ name, title, external, isolated, addresses }) => ({ name, title, external, isolated, addresses })),
    components: plan.components.map((c) => ({
      name: c.name,
      title: c.title,
      zone: c.zone.name,
      roles: c.roles,
      addresses: c.addresses,
    })),
    entries: withDistinctLabels(ordered.flatMap((rule) => entriesOf(rule, analysis))),
  };
}

function entriesOf(rule: PlanRule, analysis: Analysis): RuleEntry[] {
  const boxes = boxesOf(rule, analysis.index);
  const direct = boxes.filter((b) => !b.requirement);
  const common = { action: rule.action, reason: rule.reason, phase: rule.phase, until: rule.until, line: rule.line };
  const entries: Omit<RuleEntry, 'id'>[] = [];
  for (const box of openingsOf(direct))
    entries.push({
      ...common,
      sources: rule.sources.flatMap((e) => within(e, box.sources)),
      destinations: box.component
        ? [componentSide(box.component, rule.destinations, box.destinations)].flatMap((s) => s ?? [])
        : rule.destinations.flatMap((e) => within(e, box.destinations)),
      services: box.services,
      traces: tracesOf(box, analysis),
    });
  for (const group of groupBySides(
    boxes.filter((b) => b.requirement),
    rule,
  ))
    entries.push({ ...common, ...group, traces: group.boxes.flatMap((b) => tracesOf(b, analysis)) });
  return entries.filter(canExist).map((entry, n) => ({ id: n === 0 ? `L${rule.line}` : `L${rule.line}.${n + 1}`, ...entry }));
}

/** Entries in which a label stands for the same addresses wherever it stands: one that stands for others gets a number. */
function withDistinctLabels(entries: readonly RuleEntry[]): RuleEntry[] {
  const known = new Map<string, AddressSet[]>();
  const numbered = (side: RuleSide): RuleSide => {
    const sets = known.get(side.label) ?? [];
    known.set(side.label, sets);
    let n = sets.findIndex((set) => set === side.addresses || set.equals(side.addresses));
    if (n < 0) n = sets.push(side.addresses) - 1;
    return n === 0 ? side : { ...side, label: `${side.label} (${n + 1})` };
  };
  return entries.map((entry) => ({
    ...entry,
    sources: entry.sources.map(numbered),
    destinations: entry.destinations.map(numbered),
  }));
}

/** Whether the two ends of an entry have an address family in common. */
function canExist({ sources, destinations, services }: Omit<RuleEntry, 'id'>): boolean {
  const all = (sides: readonly RuleSide[]): AddressSet => IntervalSet.unionAll(sides.map((s) => s.addresses));
  return possibleTraffic(all(sources), all(destinations), services).length > 0;
}

/** The entries that reach a firewall between zones: not those both of whose ends lie in one zone. */
export function betweenZones(ruleSet: RuleSet): RuleSet {
  const inside = ({ sources, destinations }: RuleEntry): boolean =>
    ruleSet.zones.some(
      (zone) => !zone.external && [...sources, ...destinations].every((s) => zone.addresses.covers(s.addresses)),
    );
  return { ...ruleSet, entries: ruleSet.entries.filter((entry) => !inside(entry)) };
}

/** The boxes of a rule's stated services, those between the same ends as one. */
function openingsOf(boxes: readonly RuleBox[]): RuleBox[] {
  const result: RuleBox[] = [];
  for (const box of boxes) {
    const n = result.findIndex(
      (b) => b.component === box.component && b.sources.equals(box.sources) && b.destinations.equals(box.destinations),
    );
    if (n < 0) result.push(box);
    else result[n] = { ...result[n]!, services: result[n]!.services.union(box.services) };
  }
  return result;
}

/** An end of a rule, or what of it lies within some addresses. */
function within(endpoint: PlanEndpoint, addresses: AddressSet): RuleSide[] {
  const common = endpoint.addresses.intersect(addresses);
  if (common.isEmpty) return [];
  if (common.equals(endpoint.addresses)) return [side(endpoint)];
  if (endpoint.members) return endpoint.members.flatMap((member) => within(member, addresses));
  const parts = endpoint.components.flatMap((c) => componentSide(c, [endpoint], common) ?? []);
  const rest = common.subtract(IntervalSet.unionAll(parts.map((p) => p.addresses)));
  if (rest.isEmpty) return parts;
  // Of a zone, a network or `any` there is more than its components.
  const names = hostNames(common);
  return [
    {
      label: `${endpoint.label} in part`,
      kind: 'group',
      any: false,
      addresses: common,
      hostNames: endpoint.hostNames.filter((name) => names.includes(name.toLowerCase())),
    },
  ];
}

interface SideGroup {
  readonly sources: readonly RuleSide[];
  readonly destinations: readonly RuleSide[];
  services: ServiceSet;
  readonly boxes: RuleBox[];
}

function keyOf({ label, addresses }: RuleSide): string {
  return `${label} ${addresses.intervals.map(({ start, end }) => `${start}-${end}`).join()}`;
}

/** What `required` stands for, with all services between the same components in one entry. */
function groupBySides(boxes: readonly RuleBox[], rule: PlanRule): SideGroup[] {
  const groups = new Map<string, SideGroup>();
  for (const box of boxes) {
    const sides = (components: readonly PlanComponent[], endpoints: readonly PlanEndpoint[], addresses: AddressSet): RuleSide[] =>
      components.flatMap((c) => componentSide(c, endpoints, addresses) ?? []);
    const sources = sides(box.requirement!.from, rule.sources, box.sources);
    const destinations = sides(box.requirement!.to, rule.destinations, box.destinations);
    const key = [sources, destinations].map((all) => all.map(keyOf).join('|')).join(' -> ');
    const group = groups.get(key);
    if (group) {
      group.services = group.services.union(box.services);
      group.boxes.push(box);
    } else groups.set(key, { sources, destinations, services: box.services, boxes: [box] });
  }
  return [...groups.values()];
}

/** One flow as the reason of an entry. */
export function traceOf(flow: CatalogFlow, services: ServiceSet): Trace {
  return {
    flow: flow.id,
    from: flow.initiator,
    to: flow.responder,
    services,
    purpose: flow.purpose,
    protection: flow.protection,
    traffic: flow.traffic,
    sources: flow.sources,
  };
}

/** Which required flows an entry serves. */
function tracesOf(box: RuleBox, analysis: Analysis): Trace[] {
  if (box.rule.action === 'deny') return [];
  const traces = new Map<string, Trace>();
  for (const requirement of analysis.index.touching(box)) {
    if (box.requirement && box.requirement !== requirement) continue;
    const needed = requirement.alternatives.flat().reduce((set, a) => set.union(a), requirement.services);
    const common = intersect(possibleTraffic(requirement.sources, requirement.destinations, needed), [box]).filter(
      (b) => !isEmptyBox(b),
    );
    if (!common.length) continue;
    const services = needed.intersect(box.services);
    const { flow } = requirement;
    const key = `${flow.id} ${requirement.fromZone.name} ${requirement.toZone.name}`;
    traces.set(key, traceOf(flow, services));
  }
  return [...traces.values()];
}

/** The file name of a plan without its ending: what output files are named after. */
export function baseNameOf(plan: Plan): string {
  return decodeURIComponent(plan.uri.replace(/^.*\//, '')).replace(/\.segplan$/, '');
}
