import type { Analysis } from '../analysis/analyze.ts';
import { boxesOf, isActive, type RuleBox } from '../analysis/permissions.ts';
import { possibleTraffic } from '../analysis/region.ts';
import { addressKey } from '../analysis/set-keys.ts';
import type { AddressSet, Family } from '../model/addresses.ts';
import { fileNameOf } from '../model/file-name.ts';
import { IntervalSet, type Point } from '../model/interval-set.ts';
import { familiesOfSeveralNetworks } from '../model/networks.ts';
import { onceFor } from '../model/once-for.ts';
import type { Plan, PlanComponent, PlanEndpoint, PlanRule, PlanTranslation } from '../model/plan.ts';
import type { ServiceSet } from '../model/services.ts';
import { SetPlaces } from '../model/set-places.ts';
import { compare, identify, partId, UniqueIds } from './rule-ids.ts';
import { byName, componentSide, type RuleSide, withDistinctLabels, within } from './rule-sides.ts';
import { inCatalogOrder, type Trace, tracesOf } from './traces.ts';

export type { RuleSide } from './rule-sides.ts';

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
  /** The lines of denies that are taken out of the addresses of each end, where a target has none. */
  readonly closedBy?: { readonly sources: readonly number[]; readonly destinations: readonly number[] };
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
    readonly site?: string;
    readonly external: boolean;
    readonly isolated: boolean;
    /** Whether it is the rest of the world: all that no zone with addresses of its own holds. */
    readonly rest: boolean;
    /** The families in which it is several networks, which the firewall lets reach each other. */
    readonly several: readonly Family[];
    readonly addresses: AddressSet;
    /** What of that is its own, where a firewall knows by it what lies behind it as well. */
    readonly near?: AddressSet;
    /** What its hosts have themselves, where those are the addresses that others see. */
    readonly own?: AddressSet;
  }[];
  readonly components: readonly {
    readonly name: string;
    readonly title: string;
    readonly zone: string;
    readonly roles: readonly string[];
    readonly addresses: AddressSet;
    readonly own?: AddressSet;
    /** What it has in other networks. */
    readonly legs?: readonly { readonly zone: string; readonly addresses: AddressSet }[];
  }[];
  readonly entries: readonly RuleEntry[];
  /** The firewalls of a plan with several, by their names, where these are the rules of all of them. */
  readonly firewalls?: readonly string[];
  /** What the firewall has to translate for its rules to have effect, where it does. */
  readonly translations?: readonly RuleSetTranslation[];
}

/** A translation by the names that a firewall has. */
export interface RuleSetTranslation {
  readonly translation: PlanTranslation;
  /** The zones by which those come who know the outer address. */
  readonly from: readonly string[];
  /** The zone that leads to the component; several where ways are equal. */
  readonly to: readonly string[];
}

/**
 * The rules of an analyzed plan that have effect at its moment, in the order that every target keeps: denies, then allows. The same for all
 * targets, so that what they make of zones, sides and services is shared.
 */
export const buildRuleSet: (analysis: Analysis) => RuleSet = onceFor(makeRuleSet);

function makeRuleSet(analysis: Analysis): RuleSet {
  const { plan, phases, moment } = analysis;
  const entries = plan.rules.filter((r) => isActive(r, phases, moment)).flatMap((rule) => entriesOf(rule, analysis));
  return {
    title: plan.title,
    plan: fileNameOf(plan.uri),
    phases: [...phases].sort(),
    zones: byName(plan.zones).map((zone) => {
      const { name, title, site, external, isolated, rest, addresses, translations, ownSubnets } = zone;
      const own = translations.length ? { own: ownSubnets } : {};
      return {
        name,
        title,
        external,
        isolated,
        rest,
        several: familiesOfSeveralNetworks(zone),
        addresses,
        ...own,
        ...(site === undefined ? {} : { site }),
      };
    }),
    components: byName(plan.components).map((c) => ({
      name: c.name,
      title: c.title,
      zone: c.zone.name,
      roles: c.roles,
      addresses: c.addresses,
      ...(c.zone.translations.length ? { own: c.own } : {}),
      ...(c.legs.length ? { legs: c.legs.map((leg) => ({ zone: leg.zone.name, addresses: leg.addresses })) } : {}),
    })),
    entries: inOrder(withDistinctLabels(entries)),
  };
}

/** Denies, then allows, each by their ids, of which no two are the same. */
export function inOrder(entries: readonly RuleEntry[]): RuleEntry[] {
  const sorted = [...entries].sort((a, b) => compare(b.action, a.action) || compare(a.id, b.id));
  const ids = new UniqueIds();
  const services = new SharedSets<number>();
  return sorted.map((entry) => ({ ...entry, id: ids.kept(entry.id), services: services.one(entry.services) }));
}

/** Sets of which no two are the same: what a target makes of one is made once, however many rules hold it. */
class SharedSets<P extends Point> {
  private readonly known = new Map<string, IntervalSet<P>[]>();

  one(set: IntervalSet<P>): IntervalSet<P> {
    const key = `${set.intervals.length} ${set.intervals[0]?.start} ${set.intervals.at(-1)?.end}`;
    const alike = this.known.get(key);
    const same = alike?.find((other) => other.equals(set));
    if (same) return same;
    if (alike) alike.push(set);
    else this.known.set(key, [set]);
    return set;
  }
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
      sources: rule.sources.flatMap((e) => within(e, box.sources, plan)),
      destinations: box.component
        ? [componentSide(box.component, rule.destinations, box.destinations)].flatMap((s) => s ?? [])
        : rule.destinations.flatMap((e) => within(e, box.destinations, plan)),
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

/** Whether the two ends of an entry have an address family in common. */
function canExist({ sources, destinations, services }: RuleEntry): boolean {
  const all = (sides: readonly RuleSide[]): AddressSet => IntervalSet.unionAll(sides.map((s) => s.addresses));
  return possibleTraffic(all(sources), all(destinations), services).length > 0;
}

/** The entries that reach a firewall between zones: not those both of whose ends lie in one zone. */
export const betweenZones: (ruleSet: RuleSet) => RuleSet = onceFor(withoutInside);

function withoutInside(ruleSet: RuleSet): RuleSet {
  const zones = ruleSet.zones.filter((zone) => !zone.external).map(({ addresses }) => addresses);
  const places = new SetPlaces(zones);
  const all = IntervalSet.unionAll(zones);
  const inside = ({ sources, destinations }: RuleEntry): boolean => {
    const sides = [...sources, ...destinations];
    if (!sides.every((side) => all.covers(side.addresses))) return false;
    const held = sides.find((side) => !side.addresses.isEmpty);
    // What has no addresses is in each of them.
    const near = held ? places.overlapping(held.addresses).map((n) => zones[n]!) : zones;
    return near.some((addresses) => sides.every((side) => addresses.covers(side.addresses)));
  };
  return { ...ruleSet, entries: ruleSet.entries.filter((entry) => !inside(entry)) };
}

/** Rules that are for no firewall of their plan but for all of them say so, where there are several. */
export function forAllOf(ruleSet: RuleSet, { firewalls }: Pick<Plan, 'firewalls'>): RuleSet {
  return firewalls.length > 1 ? { ...ruleSet, firewalls: byName(firewalls).map(({ name }) => name) } : ruleSet;
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

interface SideGroup {
  readonly sources: readonly RuleSide[];
  readonly destinations: readonly RuleSide[];
  services: ServiceSet;
  readonly boxes: RuleBox[];
}

function keyOf({ label, addresses }: RuleSide): string {
  return `${label} ${addressKey(addresses)}`;
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
