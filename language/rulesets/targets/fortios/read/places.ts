import { type AddressSet, ALL_IPV4 } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { append } from '../../../../model/lists.ts';
import { closestOf } from '../../../../running/closest.ts';
import { closedRules, type Drop, droppedRules } from '../../../../running/dropped.ts';
import type { LineBook } from '../../../../running/lines.ts';
import { readAddresses, readMasked } from '../../../../running/parts.ts';
import type { RunningPlace, RunningRoute, RunningRule } from '../../../../running/running.ts';
import { below, type ConfigNode, nodeAt, textOfNode, valueAt, valuesAt } from '../../../../running/tree.ts';
import type { Objects } from './objects.ts';
import type { OpenZone, Passage } from './within-places.ts';

/** Places of a virtual domain, and which of them let pass what stays in them. */
export interface Places {
  readonly places: readonly RunningPlace[];
  /** Static routes to networks. */
  readonly routes: readonly RunningRoute[];
  readonly open: readonly OpenZone[];
  /** Its interfaces, by which something may come in and leave. */
  readonly passages: readonly Passage[];
  /** What interfaces that are down keep, and routes to nowhere. */
  readonly kept: readonly RunningRule[];
}

interface Known {
  readonly networks: AddressSet[];
  rest: boolean;
  /** Whether nothing passes through it by itself. */
  readonly isClosed?: boolean;
  readonly line: number;
}

/**
 * @param domain the virtual domain
 * @param interfaces its interfaces
 * @param named what policies name, with the line of the first that does
 * @param objects what routes name as well
 */
export function placesOf(
  domain: ConfigNode,
  interfaces: readonly ConfigNode[],
  named: ReadonlyMap<string, number>,
  objects: Objects,
  book: LineBook,
): Places {
  const known = new Map<string, Known>();
  for (const each of interfaces)
    known.set(each.word, {
      networks: networksOf(each),
      rest: isDynamic(each),
      isClosed: valueAt(each, 'status') === 'down' || isBare(each),
      line: each.line,
    });
  const drops: Drop[] = [];
  const routes: RunningRoute[] = [];
  for (const route of [...below(domain, 'router static'), ...below(domain, 'router static6')])
    addRoute(route, known, { drops, routes }, objects, book);
  const dropped = droppedRules(
    drops,
    [...known.values()].flatMap(({ networks }) => networks),
  );
  // A network of which a part lies elsewhere is behind an interface without that part.
  for (const [name, set] of closestOf(new Map([...known].map(([name, { networks }]) => [name, networks]))))
    known.set(name, { ...known.get(name)!, networks: [set] });
  const places = new Map<string, Known>();
  const inZone = new Map<string, string>();
  const join = (name: string, line: number, members: readonly string[]): void => {
    const own = places.get(name) ?? { networks: [], rest: known.get(name)?.rest ?? false, line };
    places.set(name, own);
    for (const member of members) {
      inZone.set(member, name);
      append(own.networks, known.get(member)?.networks ?? []);
      own.rest ||= known.get(member)?.rest ?? false;
    }
  };
  const open: OpenZone[] = [];
  for (const zone of below(domain, 'system zone')) {
    const members = valuesAt(zone, 'interface');
    join(zone.word, zone.line, members);
    if (valueAt(zone, 'intrazone') === 'allow')
      open.push({ name: zone.word, line: nodeAt(zone, 'intrazone')!.line, isSingle: members.length < 2 });
  }
  for (const wan of ['system sdwan', 'system virtual-wan-link'].flatMap((table) => nodeAt(domain, table) ?? []))
    for (const member of below(wan, 'members'))
      join(valueAt(member, 'zone') ?? 'virtual-wan-link', member.line, valuesAt(member, 'interface'));
  const passages: Passage[] = [];
  const standsIn = new Map(interfaces.map((each) => [each.word, networksOf(each)]));
  for (const [name, own] of known) {
    const zone = inZone.get(name);
    if (zone === undefined && places.has(name)) continue;
    if (zone === undefined) places.set(name, own);
    passages.push({
      place: zone ?? name,
      isMember: zone !== undefined,
      own: IntervalSet.unionAll(standsIn.get(name) ?? []),
      networks: IntervalSet.unionAll(own.networks),
      rest: own.rest || (zone !== undefined && places.get(zone)!.rest),
      line: own.line,
    });
  }
  for (const [name, line] of named) if (!places.has(name)) places.set(name, { networks: [], rest: false, line });
  const kept = interfaces.flatMap((each) => {
    if (valueAt(each, 'status') !== 'down') return [];
    const [zone, { line }] = [inZone.get(each.word), nodeAt(each, 'status')!];
    const own = IntervalSet.unionAll(known.get(each.word)!.networks);
    return zone === undefined
      ? closedRules(each.word, line, 'set status down')
      : own.isEmpty
        ? []
        : closedRules(zone, line, 'set status down', own);
  });
  return {
    open,
    passages,
    kept: [...kept, ...dropped],
    routes: routes.map((route) => ({ ...route, place: inZone.get(route.place) ?? route.place })),
    places: [...places].map(([name, { networks: own, rest, isClosed, line }]) => {
      const networks = IntervalSet.unionAll(own);
      return { name, networks, rest, ...(isClosed && networks.isEmpty && !rest && { isClosed }), line };
    }),
  };
}

function networksOf(node: ConfigNode): AddressSet[] {
  const six = nodeAt(node, 'ipv6');
  const texts = [
    valuesAt(node, 'ip'),
    ...below(node, 'secondaryip').map((each) => valuesAt(each, 'ip')),
    valuesAt(six, 'ip6-address'),
    ...below(six, 'ip6-extra-addr').map((each) => [each.word]),
  ];
  return texts.flatMap(([address, mask]) => {
    if (address === undefined || /^(0\.0\.0\.0|::\/0)/.test(address)) return [];
    const set = mask === undefined ? readAddresses(address) : readMasked(address, mask);
    return set ? [set] : [];
  });
}

/** Whether an interface has no address and gets none; tunnels need none. */
function isBare(node: ConfigNode): boolean {
  const isWired = /^(physical|aggregate|redundant|vlan)$/.test(valueAt(node, 'type') ?? '');
  return isWired && !nodeAt(node, 'mode') && !nodeAt(node, 'ipv6') && !networksOf(node).length;
}

function isDynamic(node: ConfigNode): boolean {
  return /^(dhcp|pppoe)$/.test(valueAt(node, 'mode') ?? '') && valueAt(node, 'defaultgw') !== 'disable';
}

function addRoute(
  route: ConfigNode,
  known: Map<string, Known>,
  { drops, routes }: { readonly drops: Drop[]; readonly routes: RunningRoute[] },
  objects: Objects,
  book: LineBook,
): void {
  const zones = [
    ...valuesAt(route, 'sdwan-zone'),
    ...(valueAt(route, 'virtual-wan-link') === 'enable' ? ['virtual-wan-link'] : []),
  ];
  const names = [...valuesAt(route, 'device'), ...zones];
  if (valueAt(route, 'status') === 'disable') return;
  const [address = '0.0.0.0', mask] = valuesAt(route, 'dst');
  const byName = valuesAt(route, 'dstaddr');
  const object = byName.length ? objects.end(byName, 4) : undefined;
  if (object && !object.maybe.isEmpty)
    book.unknown(nodeAt(route, 'dstaddr')!.line, 'the route', 'where it leads is not known for certain');
  const set = object ? object.sure : mask === undefined ? readAddresses(address) : readMasked(address, mask);
  if (valueAt(route, 'blackhole') === 'enable') {
    if (set) drops.push({ network: set, line: route.line, text: `edit ${textOfNode(route)}` });
    return;
  }
  const isAll = object?.sure.covers(ALL_IPV4) ?? false;
  const isDefault = isAll || (/^(0\.0\.0\.0|::)(\/0)?$/.test(address) && !object && !nodeAt(route, 'internet-service'));
  for (const name of names) {
    const place = known.get(name) ?? { networks: [], rest: false, line: route.line };
    known.set(name, place);
    if (isDefault) place.rest = true;
    else if (set) {
      place.networks.push(set);
      routes.push({ network: set, place: name, line: route.line });
    }
  }
}
