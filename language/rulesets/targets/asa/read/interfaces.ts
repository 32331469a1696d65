import { type AddressSet, NO_ADDRESSES } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { closestOf } from '../../../../running/closest.ts';
import type { LineBook } from '../../../../running/lines.ts';
import { readAddresses, readMasked } from '../../../../running/parts.ts';
import type { RunningPlace } from '../../../../running/running.ts';
import type { Statement } from './statements.ts';

/** An interface, as far as it matters where packets come from. */
export interface Interface {
  readonly line: number;
  /** Its `nameif`; without one it takes no packets. */
  readonly name: string | undefined;
  readonly level: number;
  /** The networks that it stands in, and its own addresses there. */
  readonly networks: AddressSet;
  readonly own: AddressSet;
  /** A default route comes with its address. */
  readonly rest: boolean;
  /** The line that keeps all that passes through from it: `management-only` or `shutdown`. */
  readonly closed: Statement | undefined;
  /** Whether it has no address and gets none, so that nothing is sent through it. */
  readonly isBare: boolean;
  /** The number of the bridge that it is a port of, or that it is itself. */
  readonly bridge: string | undefined;
}

/** @param others told of each line below it that isn't read here */
export function interfaceOf(statement: Statement, book: LineBook, others: (child: Statement) => void): Interface {
  let [name, level, closed, rest]: [string | undefined, number | undefined, Statement | undefined, boolean] = [
    undefined,
    undefined,
    undefined,
    false,
  ];
  let bridge = /^BVI(\d+)$/i.exec(statement.words.slice(1).join(''))?.[1];
  const [networks, own]: [AddressSet[], AddressSet[]] = [[], []];
  let [saysNone, hasAddress] = [false, false];
  book.modeled(statement.line);
  for (const child of statement.children) {
    const [word, ...words] = child.words;
    const isAddress = (word === 'ip' || word === 'ipv6') && words[0] === 'address';
    if (isAddress) {
      saysNone ||= child.no && word === 'ip';
      hasAddress ||= !child.no;
    }
    const isClosing = (word === 'shutdown' && !words.length) || word === 'management-only';
    if (child.no && !isClosing) {
      book.withoutBearing(child.line);
      others(child);
      continue;
    }
    if (word === 'nameif') name = words[0];
    else if (word === 'security-level') level = Number(words[0]);
    else if (word === 'bridge-group') bridge = words[0];
    else if (isClosing) closed = child.no ? closed : child;
    else if (isAddress) {
      const [network, self] = addressOf(words.slice(1));
      if (network) networks.push(network);
      if (self) own.push(self);
      rest ||= words.includes('setroute');
    } else {
      others(child);
      continue;
    }
    book.modeled(child.line);
  }
  return {
    line: statement.line,
    name,
    level: level ?? (name === 'inside' ? 100 : 0),
    networks: IntervalSet.unionAll(networks),
    own: IntervalSet.unionAll(own),
    rest,
    closed,
    isBare: saysNone && !hasAddress && bridge === undefined,
    bridge,
  };
}

function addressOf([address = '', mask = '']: readonly string[]): [AddressSet?, AddressSet?] {
  if (address.includes('/')) return [readAddresses(address), readAddresses(address.split('/')[0]!)];
  return [readMasked(address, mask), readAddresses(address)];
}

/** A route by hand. */
export interface Route {
  readonly interfaceName: string;
  readonly network: AddressSet;
  readonly isDefault: boolean;
  readonly line: number;
}

/**
 * @param words behind `route` or `ipv6 route`; `management-only` of the table of the device itself isn't one
 */
export function routeOf(words: readonly string[], line: number): Route | undefined {
  const [interfaceName = '', address = '', mask = ''] = words;
  const zero = (text: string): string => (text === '0' ? '0.0.0.0' : text);
  const network = address.includes('/') ? readAddresses(address) : readMasked(zero(address), zero(mask));
  if (!network) return undefined;
  return { interfaceName, network, isDefault: /^(0|0\.0\.0\.0)$/.test(address) || address === '::/0', line };
}

/** The places of a device: its interfaces by name, those included that only a list is bound to. */
export function placesOf(
  interfaces: readonly Interface[],
  routes: readonly Route[],
  others: Iterable<[string, number]>,
): RunningPlace[] {
  const bridges = new Map(
    interfaces.flatMap(({ bridge, networks }) => (bridge && !networks.isEmpty ? [[bridge, networks]] : [])),
  );
  const ways = new Map<string, Route[]>();
  for (const route of routes) {
    const known = ways.get(route.interfaceName);
    if (known) known.push(route);
    else ways.set(route.interfaceName, [route]);
  }
  const places = new Map<string, RunningPlace>();
  const networksOf = new Map<string, AddressSet[]>();
  for (const { name, networks, bridge } of interfaces)
    if (name !== undefined) {
      const direct = networks.isEmpty && bridge ? (bridges.get(bridge) ?? NO_ADDRESSES) : networks;
      networksOf.set(name, [direct, ...(ways.get(name) ?? []).filter((r) => !r.isDefault).map((r) => r.network)]);
    }
  const closest = closestOf(networksOf);
  for (const { name, line, closed, isBare, ...each } of interfaces) {
    if (name === undefined) continue;
    const networks = closest.get(name)!;
    const rest = each.rest || (ways.get(name) ?? []).some((r) => r.isDefault);
    const isClosed = networks.isEmpty && !rest && (closed !== undefined || isBare);
    places.set(name, { name, networks, rest, ...(isClosed && { isClosed }), line });
  }
  for (const [name, line] of others) if (!places.has(name)) places.set(name, { name, networks: NO_ADDRESSES, rest: false, line });
  return [...places.values()];
}
