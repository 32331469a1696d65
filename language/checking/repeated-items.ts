import { type AstNode, isReference } from 'langium';
import type * as ast from '../generated/ast.ts';
import type { IntervalSet, Point } from '../model/interval-set.ts';
import { partSet } from '../model/resolve-services.ts';
import { hostSet } from '../model/stated-addresses.ts';
import { contentsOf } from '../syntax/contents.ts';
import { wordsOf } from '../syntax/words-of.ts';

/** An item of a list that another one of it says as well. */
export interface RepeatedItem {
  /** What has the list, and where in it the item stands. */
  readonly node: AstNode;
  readonly property: string;
  readonly index: number;
  readonly text: string;
  /** The other one, and whether that says more. */
  readonly other: Pick<RepeatedItem, 'node' | 'property' | 'index' | 'text'>;
  readonly isPart: boolean;
}

/** Lists of which the items are told apart by nothing but what they say. The ends of a `vpn` are none: it may be within a network. */
const LISTS: Readonly<Record<string, readonly string[]>> = {
  AddressTranslation: ['zones'],
  AlternativeService: ['alternatives'],
  Assertion: ['sources', 'sourceExceptions', 'destinations', 'destinationExceptions'],
  Binding: ['members'],
  Component: ['roles', 'hosts'],
  Deployment: ['members'],
  Direction: ['initiators', 'responders'],
  FeatureClause: ['features'],
  Flow: ['initiators', 'responders'],
  Group: ['members', 'exceptions'],
  KnownVersions: ['versions'],
  Leg: ['addresses'],
  Nat: ['sources', 'destinations'],
  Pairing: ['sites'],
  Partners: ['named', 'excluded'],
  Role: ['parents', 'aliases', 'hosts'],
  Rule: ['sources', 'sourceExceptions', 'destinations', 'destinationExceptions'],
  RunningFiles: ['files'],
  Subnets: ['addresses', 'exceptions'],
};

/** Longer lists are looked through for items that say the very same alone. */
const MOST_HELD_AGAINST = 300;

/** One of several, with the addresses or ports that it is by its own words, where it is any. */
interface Item {
  readonly node: AstNode;
  readonly property: string;
  readonly index: number;
  /** As it is written, and so that it is the same for all that say the same. */
  readonly text: string;
  readonly key: string;
  readonly set?: IntervalSet<Point> | undefined;
}

/** What stands twice in lists of a statement. Looks at nothing but its words. */
export function repeatedItemsIn(statement: ast.Statement): RepeatedItem[] {
  return contentsOf(statement).flatMap((node) => {
    if (node.$type === 'ServiceList') {
      const { items, exceptions } = node as ast.ServiceList;
      return [...repeatedAmong(unitsOf(node, 'items', items)), ...repeatedAmong(unitsOf(node, 'exceptions', exceptions))];
    }
    const isTranslated = node.$type === 'Subnets' && (node as ast.Subnets).seen.length > 0;
    return (LISTS[node.$type] ?? []).flatMap((property) => {
      const list = (node as unknown as Record<string, readonly unknown[] | undefined>)[property];
      // Each address of a line has its own behind `as`.
      if (!list || list.length < 2 || (isTranslated && property === 'addresses')) return [];
      return repeatedAmong(list.map((each, index) => itemOf(node, property, index, each)));
    });
  });
}

function repeatedAmong(items: readonly Item[]): RepeatedItem[] {
  if (items.length < 2) return [];
  const found: RepeatedItem[] = [];
  const firsts = new Map<string, Item>();
  const others: Item[] = [];
  for (const item of items) {
    if (!item.key) continue;
    const other = firsts.get(item.key);
    if (other) found.push({ ...item, other, isPart: false });
    else {
      firsts.set(item.key, item);
      if (item.set && !item.set.isEmpty) others.push(item);
    }
  }
  if (others.length > MOST_HELD_AGAINST) return found;
  const gone = new Set<Item>();
  for (const item of [...others].reverse()) {
    const other = others.find((each) => each !== item && !gone.has(each) && each.set!.covers(item.set!));
    if (!other) continue;
    gone.add(item);
    found.push({ ...item, other, isPart: !item.set!.covers(other.set!) });
  }
  return found;
}

function itemOf(node: AstNode, property: string, index: number, value: unknown): Item {
  const place = { node, property, index };
  if (isReference(value)) return { ...place, text: value.$refText, key: value.$refText };
  if (typeof value === 'string') return { ...place, text: value, key: value };
  const item = value as ast.Endpoint | ast.Host | ast.ServiceItem | ast.Version;
  const host = item.$type === 'AddressEndpoint' ? item.address : item.$type === 'Address' ? item : undefined;
  return { ...place, text: writtenAs(item), key: wordsOf(item), ...(host?.start ? { set: addressesOf(host) } : {}) };
}

/** What is no address is told elsewhere. */
function addressesOf(address: ast.Address): IntervalSet<Point> | undefined {
  try {
    return hostSet(address) as IntervalSet<Point>;
  } catch {
    return undefined;
  }
}

/** The ports and other services of a list, one by one. */
function unitsOf(list: AstNode, property: string, items: readonly ast.ServiceItem[]): Item[] {
  return items.flatMap((item, index): Item[] => {
    if (item.$type !== 'PortService')
      return [{ node: list, property, index, text: writtenAs(item), key: wordsOf(item), set: servicesOf(item) }];
    const source = item.source ? ` source port ${writtenAs(item.source)}` : '';
    const kind = `${item.protocol}${item.dynamic ? ' dynamic' : ''}`;
    const units = item.ports.map((port, n): Item => {
      const isOwn = port.start !== undefined && !port.setBy && port.per === undefined;
      return {
        node: item,
        property: 'ports',
        index: n,
        text: `${kind} ${writtenAs(port)}${source}`,
        key: wordsOf(port) && `${kind} ${wordsOf(port)}${source}`,
        set: isOwn ? (partSet(port, item.protocol) as IntervalSet<Point>) : undefined,
      };
    });
    return units.length === 1 ? [{ ...units[0]!, node: list, property, index }] : units;
  });
}

/** What a service is by its own words: a name leads elsewhere, and one of several is none for itself. */
function servicesOf(item: ast.ServiceItem): IntervalSet<Point> | undefined {
  if (item.$type !== 'IcmpService' && item.$type !== 'ProtocolService' && item.$type !== 'AnyService') return undefined;
  return partSet(item) as IntervalSet<Point>;
}

/** What stands there, on one line and without comments. */
function writtenAs({ $cstNode }: AstNode): string {
  return ($cstNode?.text ?? '')
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
