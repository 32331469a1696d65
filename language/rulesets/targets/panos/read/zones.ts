import { type AddressSet, NO_ADDRESSES } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { closestOf } from '../../../../running/closest.ts';
import { closedRules, type Drop, droppedRules } from '../../../../running/dropped.ts';
import type { LineBook } from '../../../../running/lines.ts';
import { readAddresses } from '../../../../running/parts.ts';
import type { RunningDevice, RunningPlace, RunningRoute, RunningRule } from '../../../../running/running.ts';
import { allOf, below, type ConfigNode, nodeAt, textOfNode, valueAt, valuesAt } from '../../../../running/tree.ts';
import { routersOf, staticRoutesOf } from './settings.ts';

/** What lies behind interfaces, by their names. */
export interface Wires {
  readonly networks: ReadonlyMap<string, AddressSet>;
  readonly defaults: ReadonlySet<string>;
  /** The same networks, each by itself. */
  readonly all: readonly AddressSet[];
  /** Interfaces that are switched off, each with the line that says so. */
  readonly down: ReadonlyMap<string, number>;
  /** Routes that lead nowhere, or to another table of routes. */
  readonly drops: readonly Drop[];
  /** Routes to networks, by the interface that they lead to. */
  readonly routes: readonly RunningRoute[];
  /** The table of routes of an interface, with the line of the table. */
  readonly routers: ReadonlyMap<string, ConfigNode>;
}

/** The zones of virtual systems and of shared gateways, by the names of these: what lies behind a zone of the kind `external` that names one. */
export type Beyond = ReadonlyMap<string, readonly ConfigNode[]>;

/** So many virtual systems a firewall has at most. */
const MOST_SYSTEMS = 225;

export function beyondOf(network: readonly ConfigNode[], systems: readonly ConfigNode[]): Beyond {
  const gateways = network.flatMap((each) => below(each, 'shared-gateway'));
  return new Map([...gateways, ...systems].slice(0, MOST_SYSTEMS).map((each) => [each.word, below(each, 'zone')]));
}

/** The names below a kind of network of a zone: its interfaces. */
function namesIn(kind: ConfigNode): string[] {
  return [...allOf(kind)].slice(1).map(({ word }) => word);
}

/** The interfaces behind a zone: its own, and those of the zones of a gateway or another system that it leads to. */
function interfacesOf(zone: ConfigNode, beyond: Beyond): string[] {
  return below(zone, 'network').flatMap((kind) => {
    if (kind.word !== 'external') return namesIn(kind);
    const others = namesIn(kind)
      .slice(0, MOST_SYSTEMS)
      .flatMap((name) => beyond.get(name) ?? []);
    return others.flatMap((other) => below(other, 'network').flatMap((each) => (each.word === 'external' ? [] : namesIn(each))));
  });
}

const KINDS = ['ethernet', 'aggregate-ethernet', 'vlan', 'loopback', 'tunnel'];

/**
 * @param network the parts of the file that hold interfaces and routers
 * @param addressOf the addresses behind the name of an object
 */
export function wiresOf(network: readonly ConfigNode[], addressOf: (name: string) => AddressSet): Wires {
  const sets = new Map<string, AddressSet[]>();
  const down = new Map<string, number>();
  const drops: Drop[] = [];
  const routes: RunningRoute[] = [];
  const routers = new Map<string, ConfigNode>();
  for (const router of network.flatMap(routersOf)) for (const name of valuesAt(router, 'interface')) routers.set(name, router);
  const add = (name: string, set: AddressSet): void => {
    const known = sets.get(name);
    if (known) known.push(set);
    else sets.set(name, [set]);
  };
  const addAddresses = (name: string, node: ConfigNode): void => {
    for (const text of [...valuesAt(node, 'ip'), ...valuesAt(node, 'ipv6', 'address')])
      if (text !== 'any') add(name, readAddresses(text) ?? addressOf(text));
  };
  for (const each of network)
    for (const kind of KINDS)
      for (const node of [...below(each, 'interface', kind), ...below(each, 'interface', kind, 'units')]) {
        const off = nodeAt(node, 'link-state', 'down');
        if (off)
          for (const name of [node.word, ...below(node, 'layer3', 'units').map(({ word }) => word)]) down.set(name, off.line);
        for (const holder of [node, ...below(node).filter(({ word }) => word === 'layer3')]) {
          addAddresses(node.word, holder);
          for (const unit of below(holder, 'units')) addAddresses(unit.word, unit);
        }
      }
  const direct = [...sets].flatMap(([name, own]) => own.flatMap(({ intervals }) => intervals.map((each) => ({ ...each, name }))));
  direct.sort((a, b) => (a.start < b.start ? -1 : 1));
  const behind = (text: string | undefined): string | undefined => {
    const hop = readAddresses(text ?? '');
    if (!hop) return undefined;
    let [low, high] = [0, direct.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (direct[middle]!.start <= hop.first) low = middle + 1;
      else high = middle;
    }
    const found = direct[low - 1];
    return found && hop.first < found.end ? found.name : undefined;
  };
  const defaults = new Set<string>();
  for (const route of network.flatMap(routesOf)) {
    const destination = valueAt(route, 'destination') ?? '';
    if (['discard', 'next-vr', 'next-lr'].some((key) => nodeAt(route, 'nexthop', key)))
      drops.push({
        network: readAddresses(destination) ?? addressOf(destination),
        line: route.line,
        text: `static-route ${textOfNode(route)}`,
      });
    const name =
      valueAt(route, 'interface') ?? behind(valueAt(route, 'nexthop', 'ip-address') ?? valueAt(route, 'nexthop', 'ipv6-address'));
    if (name === undefined) continue;
    if (/^(0\.0\.0\.0|::)\/0$/.test(destination)) defaults.add(name);
    else {
      const set = readAddresses(destination) ?? addressOf(destination);
      add(name, set);
      routes.push({ network: set, place: name, line: route.line });
    }
  }
  return { networks: closestOf(sets), all: [...sets.values()].flat(), defaults, down, drops, routes, routers };
}

/** The static routes that packets take, which are not in the table of multicast alone, or in none. */
function routesOf(network: ConfigNode): ConfigNode[] {
  return staticRoutesOf(network).filter(
    (route) =>
      !nodeAt(route, 'route-table', 'multicast') && !['route-table', 'option'].some((key) => nodeAt(route, key, 'no-install')),
  );
}

/** What interfaces that are switched off keep, and routes to nowhere; and a note where interfaces of zones have tables of routes of their own. */
export function keptOf(
  zones: readonly ConfigNode[],
  { networks, all, down, drops, routers }: Wires,
  beyond: Beyond,
  book: LineBook,
): RunningRule[] {
  const used = new Set<ConfigNode | undefined>();
  const closed = zones.flatMap((zone) =>
    interfacesOf(zone, beyond).flatMap((word) => {
      used.add(routers.get(word));
      const [line, own] = [down.get(word), networks.get(word)];
      return line === undefined || !own ? [] : closedRules(zone.word, line, 'link-state down', own);
    }),
  );
  const [first, second] = [...used].filter((each) => each !== undefined);
  if (first && second)
    book.unknown(second.line, 'virtual-router', 'its interfaces reach those of others where routes lead there alone');
  return [...closed, ...droppedRules(drops, all)];
}

/** The interfaces of zones. */
export function zonedIn(zones: readonly ConfigNode[]): ReadonlySet<string> {
  return new Set(zones.flatMap((zone) => below(zone, 'network').flatMap((kind) => [...allOf(kind)].map(({ word }) => word))));
}

/**
 * Interfaces that are in no zone: nothing passes there. What an interface has for the firewall itself, as its loopbacks, is none of them.
 * @param zoned the interfaces of all zones of the file
 */
export function looseOf(zoned: ReadonlySet<string>, { networks, defaults }: Wires): NonNullable<RunningDevice['loose']> {
  if (!zoned.size) return [];
  const names = [...new Set([...networks.keys(), ...defaults])].filter(
    (name) => !zoned.has(name) && !name.startsWith('loopback'),
  );
  return names.map((name) => ({ name, networks: networks.get(name) ?? NO_ADDRESSES, rest: defaults.has(name) }));
}

/** Routes to networks, by the zone that they lead to. */
export function routesIn(zones: readonly ConfigNode[], { routes }: Wires, beyond: Beyond): RunningRoute[] {
  const zoneOf = new Map(zones.flatMap((zone) => interfacesOf(zone, beyond).map((word) => [word, zone.word] as const)));
  return routes.flatMap((route) => {
    const place = zoneOf.get(route.place);
    return place === undefined ? [] : [{ ...route, place }];
  });
}

/** The zones of a virtual system, with those that only rules name. */
export function placesOf(
  zones: readonly ConfigNode[],
  wires: Wires,
  beyond: Beyond,
  named: ReadonlyMap<string, number>,
): RunningPlace[] {
  const places = new Map<string, RunningPlace>();
  for (const zone of zones) {
    const interfaces = interfacesOf(zone, beyond);
    const known = places.get(zone.word);
    const own = interfaces.map((name) => wires.networks.get(name) ?? NO_ADDRESSES);
    const networks = IntervalSet.unionAll([...own, ...(known ? [known.networks] : [])]);
    const rest = known?.rest === true || interfaces.some((name) => wires.defaults.has(name));
    const isDown = networks.isEmpty && !rest && interfaces.length > 0 && interfaces.every((name) => wires.down.has(name));
    places.set(zone.word, {
      name: zone.word,
      networks,
      rest,
      ...(isDown && { isClosed: true }),
      line: known?.line ?? zone.line,
    });
  }
  for (const [name, line] of named) if (!places.has(name)) places.set(name, { name, networks: NO_ADDRESSES, rest: false, line });
  return [...places.values()];
}
