import { AstUtils } from 'langium';
import type { TextEdit } from 'vscode-languageserver-types';
import type { PairGap } from '../analysis/lacks.ts';
import { covers, possibleTraffic, servicesOf } from '../analysis/region.ts';
import type * as ast from '../generated/ast.ts';
import { openingsOf } from '../model/adjust-services.ts';
import type { CatalogFlow } from '../model/catalog.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { Plan, PlanComponent, PlanEndpoint, PlanRule, PlanZone } from '../model/plan.ts';
import { resolveItems } from '../model/resolve-services.ts';
import { formatServices, NO_SERVICE, type ServiceSet } from '../model/services.ts';
import { endOf } from '../model/with-ends.ts';
import { appendStatement, insertBehind, isOnBrokenLine, lineEnding } from './edits.ts';
import { nameOf } from './names.ts';
import { mergeInsertions } from './rule-edits.ts';
import { inQuotes } from './texts.ts';

/** Traffic between two components that is to be allowed, and the flows that need it. */
export interface NewTraffic {
  readonly from: PlanComponent;
  readonly to: PlanComponent;
  readonly services: ServiceSet;
  readonly flows: readonly CatalogFlow[];
  /** The phase that alone needs it. */
  readonly phase?: string;
}

/** A rule to be: all of its sources need the same of all of its destinations. */
export interface Draft {
  readonly from: readonly PlanComponent[];
  readonly to: readonly PlanComponent[];
  readonly services: ServiceSet;
  readonly flows: readonly CatalogFlow[];
  /** The phase that it holds during. */
  readonly phase?: string;
}

/** What two components lack, as traffic to allow: what a phase alone needs is to be open during that phase alone. */
export function trafficOf({ from, to, gaps, services }: PairGap): NewTraffic[] {
  const phases = new Set(gaps.map(({ flow }) => flow.phase));
  const part = (phase: string | undefined, besides: ServiceSet): NewTraffic[] => {
    const own = gaps.filter(({ flow }) => flow.phase === phase);
    const open = IntervalSet.unionAll(own.map(({ region }) => servicesOf(region))).subtract(besides);
    const flows = own.map(({ flow }) => flow);
    return open.isEmpty ? [] : [{ from, to, services: open, flows, ...(phase === undefined ? {} : { phase }) }];
  };
  if (phases.size === 1 && phases.has(undefined)) return [{ from, to, services, flows: gaps.map(({ flow }) => flow) }];
  const lasting = part(undefined, NO_SERVICE);
  const [open] = lasting;
  return [...lasting, ...[...phases].flatMap((phase) => (phase === undefined ? [] : part(phase, open?.services ?? NO_SERVICE)))];
}

/** More pairs of components that share addresses are not held against each other. */
const MOST_SHARED = 500;

/**
 * Rules for some traffic, as a person would write them: within a pair of zones one for all that need the same, and none for what another
 * one holds, or for what no name leads to.
 */
export function draftRules(traffic: readonly NewTraffic[], plan: Plan): Draft[] {
  const pairs = new Map<PlanZone, Map<PlanZone, NewTraffic[]>>();
  for (const each of traffic) {
    if (nameOf(each.from.node, plan) === undefined || nameOf(each.to.node, plan) === undefined) continue;
    const targets = pairs.get(each.from.zone) ?? new Map<PlanZone, NewTraffic[]>();
    pairs.set(each.from.zone, targets.set(each.to.zone, [...(targets.get(each.to.zone) ?? []), each]));
  }
  return [...pairs.values()].flatMap((targets) => [...targets.values()].flatMap((list) => joined(withoutCovered(list))));
}

/** Joins what has the same source and services, then what has the same destinations and services. */
function joined(traffic: readonly NewTraffic[]): Draft[] {
  const numbers = new Map<PlanComponent, number>();
  const numberOf = (component: PlanComponent): number => {
    const number = numbers.get(component) ?? numbers.size;
    numbers.set(component, number);
    return number;
  };
  const keyOf = (components: readonly PlanComponent[], { services, phase = '' }: Draft): string =>
    `${components.map(numberOf).sort((a, b) => a - b)} ${phase} ${formatServices(services)}`;
  const single = pairwise(traffic);
  const byFrom = join(single, (d) => keyOf(d.from, d));
  return join(byFrom, (d) => keyOf(d.to, d));
}

/** One draft for each pair of components, and each phase. */
function pairwise(traffic: readonly NewTraffic[]): Draft[] {
  const drafts = new Map<PlanComponent, Map<PlanComponent, Draft[]>>();
  for (const { from, to, services, flows, phase } of traffic) {
    const targets = drafts.get(from) ?? new Map<PlanComponent, Draft[]>();
    const before = targets.get(to) ?? [];
    const known = before.find((draft) => draft.phase === phase);
    const all = { services: known?.services.union(services) ?? services, flows: [...(known?.flows ?? []), ...flows] };
    const draft = { from: [from], to: [to], ...all, ...(phase === undefined ? {} : { phase }) };
    drafts.set(from, targets.set(to, known ? before.map((each) => (each === known ? draft : each)) : [...before, draft]));
  }
  return [...drafts.values()].flatMap((targets) => [...targets.values()].flat());
}

function join(drafts: readonly Draft[], keyOf: (draft: Draft) => string): Draft[] {
  const groups = new Map<string, Draft[]>();
  for (const draft of drafts) {
    const group = groups.get(keyOf(draft));
    if (group) group.push(draft);
    else groups.set(keyOf(draft), [draft]);
  }
  return [...groups.values()].map((group) => ({
    ...group[0]!,
    from: [...new Set(group.flatMap((d) => d.from))],
    to: [...new Set(group.flatMap((d) => d.to))],
    flows: [...new Set(group.flatMap((d) => d.flows))],
  }));
}

/** Leaves out what the rest holds: components that share addresses may need the same. */
function withoutCovered(traffic: readonly NewTraffic[]): NewTraffic[] {
  const sharing = sharingAddresses([...new Set(traffic.flatMap(({ from, to }) => [from, to]))]);
  const suspects = traffic.filter(({ from, to }) => sharing.has(from) || sharing.has(to));
  if (suspects.length > MOST_SHARED) return [...traffic];
  const isLasting = ({ phase }: NewTraffic, than: NewTraffic): boolean => phase === undefined || phase === than.phase;
  const gone = new Set<NewTraffic>();
  const box = ({ from, to, services }: NewTraffic) => ({ sources: from.addresses, destinations: to.addresses, services });
  for (const each of suspects) {
    const others = suspects.filter((other) => other !== each && !gone.has(other) && isLasting(other, each));
    if (covers(others.map(box), possibleTraffic(each.from.addresses, each.to.addresses, each.services))) gone.add(each);
  }
  return traffic.filter((each) => !gone.has(each));
}

/** The components that have an address which another one has as well. */
function sharingAddresses(components: readonly PlanComponent[]): ReadonlySet<PlanComponent> {
  const spans = components.flatMap((component) => component.addresses.intervals.map((span) => ({ ...span, component })));
  spans.sort((a, b) => (a.start < b.start ? -1 : Number(a.start > b.start)));
  const sharing = new Set<PlanComponent>();
  let widest = spans[0];
  for (const span of spans.slice(1)) {
    if (widest && span.start < widest.end && span.component !== widest.component)
      sharing.add(span.component).add(widest.component);
    if (!widest || span.end > widest.end) widest = span;
  }
  return sharing;
}

/** A rule as text, with what it is for. */
export function ruleText(draft: Draft, plan: Plan, services = servicesText(draft, plan)): string {
  return `${endsText(draft, plan)} : ${services}${duringText(draft)}${reasonOf(draft)}`;
}

function duringText({ phase }: Draft): string {
  return phase === undefined ? '' : ` during ${phase}`;
}

function reasonOf({ flows }: Draft): string {
  const purposes = [...new Set(flows.map((flow) => flow.purpose.replace(/\.$/, '')))].filter((purpose) => purpose);
  const shown = purposes.length > 3 ? [...purposes.slice(0, 2), `${purposes.length - 2} more flows`] : purposes;
  return shown.length ? ` ${inQuotes(shown.join('; '))}` : '';
}

/** The same without what it is for. */
export function ruleHead(draft: Draft, plan: Plan): string {
  return `${endsText(draft, plan)} : ${servicesText(draft, plan)}${duringText(draft)}`;
}

function endsText(draft: Draft, plan: Plan): string {
  const names = (components: readonly PlanComponent[]): string =>
    components.map((c) => nameOf(c.node, plan) ?? c.name).join(', ');
  return `allow ${names(draft.from)} -> ${names(draft.to)}`;
}

/** The services by the names that the catalog has for exactly these ports, else as ports. */
export function servicesText({ services, flows, to }: Pick<Draft, 'services' | 'flows' | 'to'>, plan: Plan): string {
  const names: string[] = [];
  let left = services;
  for (const item of flows.flatMap((flow) => flow.node.service.items)) {
    const name = item.$type === 'ServiceReference' ? serviceName(item.service.ref, plan) : undefined;
    const opened = name === undefined ? undefined : openedAlike(item, to, plan);
    if (name === undefined || !opened || !services.covers(opened) || !left.overlaps(opened)) continue;
    names.push(name);
    left = left.subtract(opened);
  }
  return [...names, ...(left.isEmpty ? [] : [formatServices(left)])].join(', ');
}

/** How a plan names a service of a catalog. */
function serviceName(service: ast.Service | undefined, plan: Plan): string | undefined {
  const vendor = service?.$container;
  if (vendor?.$type !== 'Vendor') return undefined;
  const own = plan.root.statements.some((s) => s.$type === 'Service' && s.name === service?.name);
  return vendor.name === 'network' && !own ? service?.name : `${vendor.name}.${service?.name}`;
}

/** What an item opens towards each of some components; nothing where that isn't the same for all. */
function openedAlike(item: ast.ServiceItem, to: readonly PlanComponent[], plan: Plan): ServiceSet | undefined {
  const ends = to.map((c) => endOf(c, c.name, 'component', { node: {} as ast.Endpoint }));
  const services = resolveItems([item]);
  const [first, ...others] = openingsOf(services, ends, plan.components).filter((o) => !o.destinations.isEmpty);
  if (!first || others.some((o) => !o.services.equals(first.services))) return undefined;
  return services.alternatives.reduce((set, [chosen]) => (chosen ? set.union(chosen) : set), first.services);
}

/**
 * Adds rules beside their kin: behind the last rule between the same two zones, else from the same zone, else behind the last rule, else
 * at the end of the file. Rules that end up at one place become one edit.
 * @param services what all of them open, where that is not what each draft says: `required`
 */
export function insertRules(plan: Plan, drafts: readonly Draft[], services?: string): TextEdit[] {
  const eol = lineEnding(plan.root);
  const kinOf = kinIn(plan);
  const orphans: string[] = [];
  const behind = new Map<PlanRule, string[]>();
  for (const draft of drafts) {
    const kin = kinOf(draft);
    if (!kin) orphans.push(ruleText(draft, plan, services));
    else behind.set(kin, [...(behind.get(kin) ?? []), ruleText(draft, plan, services)]);
  }
  const edits = [...behind].map(([kin, texts]) => insertBehind(kin.node, texts));
  if (orphans.length) edits.push(appendStatement(plan.root, orphans.join(eol)));
  return mergeInsertions(edits);
}

/** Finds the rule that a new one belongs behind. */
function kinIn(plan: Plan): (draft: Draft) => PlanRule | undefined {
  const root = AstUtils.getDocument(plan.root);
  const last = new Map<PlanZone, { rule: PlanRule; to: Map<PlanZone, PlanRule> }>();
  const rules = plan.rules.filter((r) => r.node.$cstNode && AstUtils.getDocument(r.node) === root && !isOnBrokenLine(r.node));
  const allows = rules.filter((r) => r.action === 'allow');
  for (const rule of allows)
    for (const from of zonesOf(rule.sources)) {
      const entry = last.get(from) ?? { rule, to: new Map<PlanZone, PlanRule>() };
      for (const to of zonesOf(rule.destinations)) entry.to.set(to, rule);
      last.set(from, { ...entry, rule });
    }
  return ({ from, to }) => {
    const near = last.get(from[0]!.zone);
    return near?.to.get(to[0]!.zone) ?? near?.rule ?? allows[allows.length - 1] ?? rules[rules.length - 1];
  };
}

function zonesOf(ends: readonly PlanEndpoint[]): Set<PlanZone> {
  return new Set(ends.flatMap((end) => end.components.map((c) => c.zone)));
}

/** Puts rules in the place of one, under its terms: for its phase, until its day, and for its reason where it states one. */
export function replaceRule({ node, phase, until, reason }: PlanRule, drafts: readonly Draft[], plan: Plan): TextEdit[] {
  const terms = `${phase === undefined ? '' : ` during ${phase}`}${until === undefined ? '' : ` until ${until}`}`;
  const why = (draft: Draft): string => (reason === undefined ? reasonOf(draft) : ` ${inQuotes(reason)}`);
  const [first, ...others] = drafts.map((draft) => ruleHead(draft, plan) + terms + why(draft));
  const range = node.$cstNode?.range;
  if (!range || first === undefined) return [];
  return [{ range, newText: first }, ...(others.length ? [insertBehind(node, others)] : [])];
}
