import { type AstNode, AstUtils } from 'langium';
import type { Analysis } from '../analysis/analyze.ts';
import { outsideOf } from '../analysis/overview/overview.ts';
import { waysOf } from '../analysis/ways/ways.ts';
import * as ast from '../generated/ast.ts';
import { formatAddresses } from '../model/addresses.ts';
import { legTexts } from '../model/legs.ts';
import { phasesOf } from '../model/phases.ts';
import type { Plan, PlanComponent, PlanEndpoint, PlanRule, PlanZone } from '../model/plan.ts';
import { ANY_SERVICE } from '../model/services.ts';
import { verdictText } from '../running/describe-audit.ts';
import type { Drift } from '../running/drift.ts';
import { componentId } from './ids.ts';
import type { MapComponent, MapFirewall, MapPlace, MapRule, MapSite, MapZone, PlanMap } from './plan-map.ts';
import { type RawPart, readLinks } from './read-links.ts';
import { withSigns } from './signs.ts';

/** The zone that stands for addresses in none of the zones. */
export const ELSEWHERE = 'elsewhere';

/**
 * An analyzed plan as a map: its sites, zones and components in the order of the source, and what lies between each two zones.
 * @param broken whether a file has errors, so that something may mean nothing
 * @param drift where the plan and what its firewalls run part, where that is known
 */
export function readMap(analysis: Analysis, broken = false, drift?: Drift): PlanMap {
  const { plan } = analysis;
  const outside = { name: ELSEWHERE, addresses: outsideOf(analysis) } as PlanZone;
  const ids = new Ids();
  const zoneIds = new Map(plan.zones.map((zone) => [zone, ids.give(`zone:${zone.name}`)]));
  zoneIds.set(outside, ELSEWHERE);
  const rules = new Rules();
  const links = readLinks(analysis, [...plan.zones, outside], drift);
  const ways = waysOf(plan);
  const numbers = new Map(plan.firewalls.map((firewall, n) => [firewall, n]));
  const reached = links.some(({ from, to, parts }) => (from === outside || to === outside) && !parts.every(isWide));
  const shown = reached ? links : links.filter(({ from, to }) => from !== outside && to !== outside);
  const zones = plan.zones.map((zone) => mapZone(zone, zoneIds.get(zone)!, plan, ids, closings(zone, analysis, rules)));
  const elsewhere: MapZone = {
    id: ELSEWHERE,
    name: ELSEWHERE,
    title: 'Addresses of no zone',
    isolated: false,
    external: true,
    addresses: [],
    components: [],
  };
  return {
    title: plan.title,
    sites: sitesOf(plan),
    zones: reached ? [...zones, elsewhere] : zones,
    links: shown.map(({ from, to, required, parts }) => ({
      id: `link:${zoneIds.get(from)?.replace(/^zone:/, '')}>${zoneIds.get(to)?.replace(/^zone:/, '')}`,
      from: zoneIds.get(from)!,
      to: zoneIds.get(to)!,
      parts: parts.map((part) => ({
        ...part,
        rules: part.rules.map((rule) => rules.number(rule)),
        ...(isWide(part) ? { wide: true as const } : {}),
      })),
      required,
      ...(ways ? { over: ways.between(from, to).map((firewall) => numbers.get(firewall)!) } : {}),
    })),
    rules: rules.all,
    vendors: withSigns(vendorsOf(plan)),
    ...(ways ? { firewalls: firewallsOf(plan, zoneIds, ids, drift) } : {}),
    phases: phasesOf(plan),
    active: [...analysis.phases].sort(),
    ...(plan.phases.size ? { lasting: [...plan.phases].sort() } : {}),
    ...(broken ? { broken } : {}),
  };
}

function firewallsOf(
  { firewalls }: Plan,
  zoneIds: ReadonlyMap<PlanZone, string>,
  ids: Ids,
  drift: Drift | undefined,
): MapFirewall[] {
  return firewalls.map(({ name, title, form, zones, guarded, node }) => {
    const found = drift?.firewalls.find(({ firewall }) => firewall.node === node);
    const unread = found?.files.some(({ why }) => why !== undefined) ? ['what it runs could not be read'] : [];
    const verdicts = found?.devices.filter(({ skipped }) => !skipped).map(verdictText) ?? [];
    const said = [...new Set([...unread, ...verdicts])];
    return {
      id: ids.give(`firewall:${name}`),
      name,
      title: title === name ? '' : title,
      ...(form === undefined ? {} : { form }),
      zones: [...zones, ...guarded].flatMap((zone) => zoneIds.get(zone) ?? []),
      ...(said.length ? { drift: said.join('; ') } : {}),
      ...placeOf(node),
    };
  });
}

/** Whether what a part says is said of all zones. */
function isWide({ state, rules }: RawPart): boolean {
  const isAny = (ends: readonly PlanEndpoint[]): boolean => ends.some(({ kind }) => kind === 'any');
  return state === 'denied' && rules.every((rule) => isAny(rule.sources) || isAny(rule.destinations));
}

/** The denies that close a whole zone, in or out. */
function closings(zone: PlanZone, { denies }: Analysis, rules: Rules): Pick<MapZone, 'closedIn' | 'closedOut'> {
  const closes = (own: readonly PlanEndpoint[], others: readonly PlanEndpoint[]): boolean =>
    own.some(({ addresses, cut }) => !cut && addresses.equals(zone.addresses)) && others.some(({ kind }) => kind === 'any');
  const whole = denies.filter(({ services }) => services.equals(ANY_SERVICE)).map(({ rule }) => rule);
  const enters = whole.find((rule) => closes(rule.destinations, rule.sources));
  const leaves = whole.find((rule) => closes(rule.sources, rule.destinations));
  return {
    ...(enters ? { closedIn: rules.number(enters) } : {}),
    ...(leaves ? { closedOut: rules.number(leaves) } : {}),
  };
}

function mapZone(zone: PlanZone, id: string, plan: Plan, ids: Ids, closed: object): MapZone {
  const { name, title, isolated, external } = zone;
  return {
    id,
    name,
    title: title === name ? '' : title,
    ...(zone.site === undefined ? {} : { site: `site:${zone.site}` }),
    isolated,
    external,
    addresses: zone.rest ? [] : formatAddresses(zone.subnets),
    components: zone.components.map((component) => mapComponent(component, plan, ids)),
    ...closed,
    ...placeOf(zone.node),
  };
}

function mapComponent(component: PlanComponent, { catalog }: Plan, ids: Ids): MapComponent {
  const { title, roles, node } = component;
  const name = node.name;
  const titleOf = (id: string): string => {
    const [vendor = '', role = id] = id.split('.');
    return catalog.vendors.get(vendor)?.roles.find((each) => each.id === id)?.title || role;
  };
  return {
    id: ids.give(componentId(component)),
    name,
    title: title === name ? '' : title,
    roles: roles.map(titleOf),
    vendors: [...new Set(roles.map((role) => role.split('.')[0]!))],
    addresses: [...(component.addressed ? formatAddresses(component.addresses) : []), ...legTexts(component)],
    ...placeOf(node),
  };
}

function sitesOf(plan: Plan): MapSite[] {
  const sites = new Map<string, MapSite>();
  for (const { site: name, node } of plan.zones) {
    if (name === undefined || sites.has(name)) continue;
    const site = ast.isSite(node.$container) ? node.$container : undefined;
    const { title = '' } = site ?? {};
    sites.set(name, { id: `site:${name}`, name, title, ...(site ? placeOf(site) : {}) });
  }
  return [...sites.values()];
}

function vendorsOf({ components, catalog }: Plan): { name: string; title: string }[] {
  const names = new Set(components.flatMap(({ roles }) => roles.map((role) => role.split('.')[0]!)));
  return [...names].map((name) => ({ name, title: catalog.vendors.get(name)?.title ?? name }));
}

function placeOf(node: AstNode): { readonly place?: MapPlace } {
  const range = node.$cstNode?.range;
  return range ? { place: { uri: AstUtils.getDocument(node).uri.toString(), range } } : {};
}

/** The rules of a map, each once. */
class Rules {
  readonly all: MapRule[] = [];
  private readonly numbers = new Map<PlanRule, number>();

  number(rule: PlanRule): number {
    let number = this.numbers.get(rule);
    if (number === undefined) {
      const { action, node, phase, until } = rule;
      const text = (node.$cstNode?.text ?? action).replace(/\s+/g, ' ');
      const time = { ...(phase === undefined ? {} : { phase }), ...(until === undefined ? {} : { until }) };
      number = this.all.push({ action, text, ...time, ...placeOf(node) }) - 1;
      this.numbers.set(rule, number);
    }
    return number;
  }
}

/** Ids of which no two are alike, even where a name was given twice. */
class Ids {
  private readonly counts = new Map<string, number>();

  give(id: string): string {
    const count = (this.counts.get(id) ?? 0) + 1;
    this.counts.set(id, count);
    return count === 1 ? id : `${id}~${count}`;
  }
}
