import { type AddressSet, NO_ADDRESSES } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { readAddresses } from '../../../../running/parts.ts';
import type { RunningPlace } from '../../../../running/running.ts';
import { allOf, below, type ConfigNode, valueAt, valuesAt } from '../../../../running/tree.ts';

/** What lies behind interfaces, by their names. */
export interface Wires {
  readonly networks: ReadonlyMap<string, AddressSet>;
  readonly defaults: ReadonlySet<string>;
}

const KINDS = ['ethernet', 'aggregate-ethernet', 'vlan', 'loopback', 'tunnel'];

/**
 * @param network the parts of the file that hold interfaces and routers
 * @param addressOf the addresses behind the name of an object
 */
export function wiresOf(network: readonly ConfigNode[], addressOf: (name: string) => AddressSet): Wires {
  const sets = new Map<string, AddressSet[]>();
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
    const name =
      valueAt(route, 'interface') ?? behind(valueAt(route, 'nexthop', 'ip-address') ?? valueAt(route, 'nexthop', 'ipv6-address'));
    if (name === undefined) continue;
    if (/^(0\.0\.0\.0|::)\/0$/.test(destination)) defaults.add(name);
    else add(name, readAddresses(destination) ?? addressOf(destination));
  }
  return { networks: new Map([...sets].map(([name, own]) => [name, IntervalSet.unionAll(own)])), defaults };
}

function routesOf(network: ConfigNode): ConfigNode[] {
  const routers = [
    ...below(network, 'virtual-router'),
    ...below(network, 'logical-router').flatMap((router) => below(router, 'vrf')),
  ];
  return routers.flatMap((router) => ['ip', 'ipv6'].flatMap((family) => below(router, 'routing-table', family, 'static-route')));
}

/** The zones of a virtual system, with those that only rules name. */
export function placesOf(zones: readonly ConfigNode[], wires: Wires, named: ReadonlyMap<string, number>): RunningPlace[] {
  const places = new Map<string, RunningPlace>();
  for (const zone of zones) {
    const interfaces = below(zone, 'network').flatMap((kind) => [...allOf(kind)].map(({ word }) => word));
    const known = places.get(zone.word);
    const networks = interfaces.map((name) => wires.networks.get(name) ?? NO_ADDRESSES);
    places.set(zone.word, {
      name: zone.word,
      networks: IntervalSet.unionAll([...networks, ...(known ? [known.networks] : [])]),
      rest: known?.rest === true || interfaces.some((name) => wires.defaults.has(name)),
      line: known?.line ?? zone.line,
    });
  }
  for (const [name, line] of named) if (!places.has(name)) places.set(name, { name, networks: NO_ADDRESSES, rest: false, line });
  return [...places.values()];
}
