import type { Analysis } from '../analysis/analyze.ts';
import { boxesOf, isActive, type RuleBox } from '../analysis/permissions.ts';
import { possibleTraffic } from '../analysis/region.ts';
import { type AddressSet, formatAddresses, hostNames } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { Plan, PlanComponent, PlanEndpoint, PlanRule } from '../model/plan.ts';
import type { ServiceSet } from '../model/services.ts';
import { compare, identify, partId, UniqueIds } from './rule-ids.ts';
import { shortHash } from './short-hash.ts';
import { inCatalogOrder, type Trace, tracesOf } from './traces.ts';

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

/** One rule, free of any vendor's form. */
export interface RuleEntry {
  /** What it says in short, `vbr-to-proxy-x7k2`: the same wherever the plan's rule stands and whatever stands around it. */
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

/**
 * A plan's rules as every target gets them: all denies before all allows, each by their ids; what no rule permits is denied. The order of
 * statements has no meaning in a plan, and leaves no trace here: zones and components are by their names.
 */
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
  const entries = plan.rules.filter((r) => isActive(r, phases, moment)).flatMap((rule) => entriesOf(rule, analysis));
  return {
    title: plan.title,
    plan: decodeURIComponent(plan.uri.replace(/^.*\//, '')),
    phases: [...phases].sort(),
    zones: byName(plan.zones).map(({ name, title, external, isolated, addresses }) => ({
      name,
      title,
      external,
      isolated,
      addresses,
    })),
    components: byName(plan.components).map((c) => ({
      name: c.name,
      title: c.title,
      zone: c.zone.name,
      roles: c.roles,
      addresses: c.addresses,
    })),
    entries: inOrder(withDistinctLabels(entries)),
  };
}

/** Denies, then allows, each by their ids, of which no two are the same. */
export function inOrder(entries: readonly RuleEntry[]): RuleEntry[] {
  const sorted = [...entries].sort((a, b) => compare(b.action, a.action) || compare(a.id, b.id));
  const ids = new UniqueIds();
  return sorted.map((entry) => ({ ...entry, id: ids.kept(entry.id) }));
}

const sortedLists = new WeakMap<readonly object[], readonly object[]>();

/** A list by names; requirements share theirs, so that each is sorted once. */
function byName<T extends { readonly name: string }>(things: readonly T[]): readonly T[] {
  const sorted = (sortedLists.get(things) as readonly T[] | undefined) ?? [...things].sort((a, b) => compare(a.name, b.name));
  sortedLists.set(things, sorted);
  return sorted;
}

/** One rule as entries: several where it stands for what is required, or where components have moved its ports. */
export function entriesOf(rule: PlanRule, analysis: Analysis): RuleEntry[] {
  const { plan } = analysis;
  const boxes = boxesOf(rule, analysis.index);
  const direct = boxes.filter((b) => !b.requirement);
  const { id, words } = identify(plan).get(rule)!;
  const common = { action: rule.action, reason: rule.reason, phase: rule.phase, until: rule.until, line: rule.line };
  const entries: RuleEntry[] = [];
  for (const box of openingsOf(direct)) {
    const ends = {
      ...common,
      sources: rule.sources.flatMap((e) => within(e, box.sources)),
      destinations: box.component
        ? [componentSide(box.component, rule.destinations, box.destinations)].flatMap((s) => s ?? [])
        : rule.destinations.flatMap((e) => within(e, box.destinations)),
    };
    // Where the whole rule is about the same services, it is its only part.
    const whole =
      !box.component && box.sources.equals(rule.sourceAddresses) && box.destinations.equals(rule.destinationAddresses);
    entries.push({ id: whole ? id : partId(ends, words), ...ends, services: box.services, traces: tracesOf(box, analysis) });
  }
  for (const group of groupBySides(
    boxes.filter((b) => b.requirement),
    rule,
  ))
    entries.push({
      id: partId({ ...common, ...group }, `${words} required`),
      ...common,
      sources: group.sources,
      destinations: group.destinations,
      services: group.services,
      traces: inCatalogOrder(
        group.boxes.flatMap((b) => tracesOf(b, analysis)),
        analysis,
      ),
    });
  return entries.filter(canExist);
}

/** Entries in which a label stands for the same addresses wherever it stands: where it would stand for several, a hash says for which. */
function withDistinctLabels(entries: readonly RuleEntry[]): RuleEntry[] {
  const known = new Map<string, AddressSet[]>();
  for (const { label, addresses } of entries.flatMap((entry) => [...entry.sources, ...entry.destinations])) {
    const sets = known.get(label);
    if (!sets) known.set(label, [addresses]);
    else if (!sets.some((set) => set === addresses || set.equals(addresses))) sets.push(addresses);
  }
  const distinct = (side: RuleSide): RuleSide =>
    known.get(side.label)!.length > 1
      ? { ...side, label: `${side.label} ${shortHash(formatAddresses(side.addresses).join())}` }
      : side;
  if ([...known.values()].every((sets) => sets.length === 1)) return [...entries];
  return entries.map((entry) => ({
    ...entry,
    sources: entry.sources.map(distinct),
    destinations: entry.destinations.map(distinct),
  }));
}

/** Whether the two ends of an entry have an address family in common. */
function canExist({ sources, destinations, services }: RuleEntry): boolean {
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
  const parts = byName(endpoint.components).flatMap((c) => componentSide(c, [endpoint], common) ?? []);
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
      byName(components).flatMap((c) => componentSide(c, endpoints, addresses) ?? []);
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

/** The file name of a plan without its ending: what output files are named after. */
export function baseNameOf(plan: Plan): string {
  return decodeURIComponent(plan.uri.replace(/^.*\//, '')).replace(/\.segplan$/, '');
}
