// What the catalogs require between the components of a plan.
import type * as ast from '../../language/generated/ast.ts';
import { blocksOf } from '../support/blocks.ts';
import { holdsBetween, type Pair, speaksOf } from './conditions.ts';
import { all, type ComponentReading, networksOfBoth, type Plan, type ZoneReading } from './plan.ts';
import { closed, type Meaning, meaningOf, type Ports } from './services.ts';

/** One component has to reach another. */
export interface Requirement {
  readonly flow: ast.Flow;
  readonly from: ComponentReading;
  readonly to: ComponentReading;
  readonly meaning: Meaning;
}

/** All requirements of a plan, those between components of one zone among them, and those between the machines of one component. */
export function requirementsOf(plan: Plan): Requirement[] {
  const found: Requirement[] = [];
  for (const vendor of plan.vendors)
    for (const member of blocksOf(vendor).flatMap((block) => block.members))
      if (member.$type === 'Flow')
        for (const first of plan.components)
          for (const second of plan.components) found.push(...between(plan, member, first, second).flatMap(whereTheyMeet));
  return found;
}

/**
 * Two components that have a network in common work with each other there, under the addresses that they have in it. In one zone they do
 * that under the addresses that they stand there with.
 */
function whereTheyMeet(requirement: Requirement): Requirement[] {
  const { from, to } = requirement;
  const zones = networksOfBoth(from, to);
  const standTogether = from.zone === to.zone;
  const legged = zones
    .filter((zone) => !standTogether || zone !== from.zone)
    .map((zone) => ({ ...requirement, from: inNetwork(from, zone), to: inNetwork(to, zone) }));
  return standTogether || zones.length === 0 ? [requirement, ...legged] : legged;
}

/** A component as a network knows it that it has addresses in. */
function inNetwork(component: ComponentReading, zone: ZoneReading): ComponentReading {
  const legs = component.legs.filter((leg) => leg.zone === zone);
  if (legs.length === 0) return component;
  const known = views.get(component)?.get(zone);
  if (known) return known;
  const stands = component.zone === zone ? component.own : [];
  const view = { ...component, zone, own: [...stands, ...legs.flatMap(({ own }) => own)], names: [], nowhere: false, legs: [] };
  views.set(component, (views.get(component) ?? new Map()).set(zone, view));
  return view;
}

const views = new WeakMap<ComponentReading, Map<ZoneReading, ComponentReading>>();

function between(plan: Plan, flow: ast.Flow, first: ComponentReading, second: ComponentReading): Requirement[] {
  const found: Requirement[] = [];
  for (const { ref: firstRole } of flow.initiators)
    for (const { ref: secondRole } of flow.responders) {
      if (!firstRole || !secondRole || !first.roles.has(firstRole) || !second.roles.has(secondRole)) continue;
      const pair = { first, firstRole, second, secondRole };
      if (!holdsBetween(plan, flow, pair)) continue;
      const forth = meaningOf(plan, flow.service.items, { component: second, counts: true });
      if (!flow.between) {
        found.push({ flow, from: first, to: second, meaning: forth });
        continue;
      }
      const back = meaningOf(plan, flow.service.items, { component: first, counts: true });
      const directed = directionsOf(plan, pair);
      found.push({ flow, from: first, to: second, meaning: narrowed(plan, forth, second, directed, 'forth') });
      found.push({ flow, from: second, to: first, meaning: narrowed(plan, back, first, directed, 'back') });
    }
  return found;
}

interface Directed {
  readonly way: 'forth' | 'back';
  readonly service?: ast.ServiceList;
}

/** The directions that a plan settles for a pair of components in a flow `between` their roles. */
function directionsOf(plan: Plan, { firstRole, secondRole }: Pair): Directed[] {
  const some = (roles: ast.Direction['initiators'], role: ast.Role) => roles.some(({ ref }) => ref && speaksOf(ref, role));
  return all(plan.document, 'Direction').flatMap(({ initiators, responders, service }) => {
    const found: Directed[] = [];
    const with_ = service ? { service } : {};
    if (some(initiators, firstRole) && some(responders, secondRole)) found.push({ way: 'forth', ...with_ });
    if (some(initiators, secondRole) && some(responders, firstRole)) found.push({ way: 'back', ...with_ });
    return found;
  });
}

/** What is left of a way: without any direction both ways are required, and so they are where directions say both. */
function narrowed(
  plan: Plan,
  meaning: Meaning,
  listener: ComponentReading,
  directed: readonly Directed[],
  way: Directed['way'],
): Meaning {
  if (meaning.kind === 'required') return meaning;
  if (meaning.kind === 'one') {
    // Of several alternatives a direction is about all or none.
    const left = meaning.of.map((each) => narrowed(plan, each, listener, directed, way));
    return left.every((each) => closed(each).length === 0) ? { kind: 'all', of: [] } : meaning;
  }
  if (meaning.kind !== 'ports')
    return { ...meaning, of: meaning.of.map((each) => narrowed(plan, each, listener, directed, way)) };
  const { ports } = meaning;
  if (ports.moved) {
    // Directions speak of ports as the catalog states them; of one that it doesn't state only those of all ports speak.
    if (!ports.usual) {
      const ways = directed.filter(({ service }) => !service).map((each) => each.way);
      return !ways.length || ways.includes(way) ? meaning : { kind: 'all', of: [] };
    }
    const [low, high] = ports.usual!;
    const [usual] = pieces(plan, { ...ports, low, high }, listener, directed);
    return usual!.ways.size === 0 || usual!.ways.has(way) ? meaning : { kind: 'all', of: [] };
  }
  const parts = pieces(plan, ports, listener, directed).filter(({ ways }) => ways.size === 0 || ways.has(way));
  return { kind: 'all', of: parts.map(({ low, high }) => ({ kind: 'ports', ports: { ...ports, low, high } })) };
}

function pieces(plan: Plan, ports: Ports, component: ComponentReading, directed: readonly Directed[]) {
  const some = directed.flatMap(({ way, service }) =>
    service ? [{ way, ports: closed(meaningOf(plan, service.items, { component, counts: true })).map(asUsual) }] : [],
  );
  const general = new Set(directed.filter(({ service }) => !service).map(({ way }) => way));
  const cuts = new Set([ports.low]);
  for (const { ports: list } of some)
    for (const { low, high } of list) for (const cut of [low, high + 1]) if (cut > ports.low && cut <= ports.high) cuts.add(cut);
  const starts = [...cuts].sort((a, b) => a - b);
  return starts.map((low, i) => {
    const high = (starts[i + 1] ?? ports.high + 1) - 1;
    const said = some.filter(({ ports: list }) =>
      list.some((each) => (each.protocol === 'any' || each.protocol === ports.protocol) && each.low <= low && high <= each.high),
    );
    return { low, high, ways: new Set([...general, ...said.map(({ way }) => way)]) };
  });
}

function asUsual(ports: Ports): Ports {
  return ports.usual ? { ...ports, low: ports.usual[0], high: ports.usual[1] } : ports;
}
