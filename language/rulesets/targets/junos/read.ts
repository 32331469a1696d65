import { ALL_IPV6, ANYWHERE } from '../../../model/addresses.ts';
import { ANY_SERVICE } from '../../../model/services.ts';
import { closedRules, droppedRules, keptBack } from '../../../running/dropped.ts';
import { readBraces } from '../../../running/forms/braces.ts';
import { cut, LineBook, linesOf } from '../../../running/lines.ts';
import { type Condition, periodOf } from '../../../running/periods.ts';
import type { RuleList, RunningDevice, RunningReader, RunningRule } from '../../../running/running.ts';
import { below, type ConfigNode, nodeAt, textOfNode, valueAt } from '../../../running/tree.ts';
import { zonesAsCalled } from '../../set-commands/zones.ts';
import { ZONES } from './model.ts';
import { Books } from './read/books.ts';
import { noteSystem } from './read/lines.ts';
import { filterRules, policiesOf, rulesOfPolicy, translatedRules } from './read/policies.ts';
import { readSet } from './read/set-commands.ts';
import { placesOf, wiresOf } from './read/zones.ts';

const SET =
  /^([\w.-]{1,64}@[^\s@]{1,64}[>#%] )?(set|deactivate) (version \d|system (host-name|root-authentication|services|login)|security (policies|zones|address-book|nat|ike|ipsec|screen)|interfaces (\S+ unit|(ge|xe|et|reth|lo|irb|ae|fxp)[-\d])|applications application|routing-options|policy-options|firewall (family|filter)|protocols |routing-instances |logical-systems |groups \S+ )/m;
const BRACES =
  /^(version \S+;|(system|security|interfaces|applications|groups|policy-options|routing-options|firewall|protocols) \{)/m;

/** The configuration of a Junos device: `show configuration`, with `| display set` or without. */
export const reader: RunningReader = {
  name: 'junos',
  title: 'Juniper Junos (SRX), show configuration',
  recognizes(head) {
    const isSrx = /security[ {\n]+(policies|zones)/.test(head);
    if (SET.test(head)) return isSrx ? 0.95 : 0.75;
    return BRACES.test(head) ? (isSrx ? 0.95 : 0.75) : 0;
  },
  read(text, file) {
    const lines = linesOf(text);
    const book = new LineBook(lines);
    const root = treeOf(lines, book);
    const systems = [root, ...['logical-systems', 'tenants'].flatMap((kind) => below(root, kind))];
    noteSystem(root, root, book);
    const hostname = valueAt(root, 'system', 'host-name');
    // What holds nothing but systems of its own is no firewall.
    const own = systems.filter((system) => system !== root || systems.length === 1 || nodeAt(system, 'security', 'policies'));
    const made = own.map((system) => {
      const name = system === root ? hostname : [hostname, system.word].filter(Boolean).join('/');
      return { name, ...partOf(system, root, book, lines.length) };
    });
    const result = book.result();
    return made.map(
      (part): RunningDevice => ({ format: 'junos', file, calls, replies: 'tracked', families: [4, 6], ...part, ...result }),
    );
  },
};

function treeOf(lines: readonly string[], book: LineBook): ConfigNode {
  const text = lines.join('\n');
  const isSet = /^([\w.-]{1,64}@[^\s@]{1,64}[>#%] )?(set|delete|deactivate) /m.test(text);
  if (!isSet && /\{/.test(text)) return readBraces(text, (line) => book.withoutBearing(line), cut(book));
  return readSet(lines, (line, isSilent) => {
    if (isSilent) book.withoutBearing(line);
    else book.unknown(line, 'a line that is no command', 'nothing is known of it');
  });
}

const ALL = [{ sources: ANYWHERE, destinations: ANYWHERE, services: ANY_SERVICE }];

const DAY = String.raw`(\d{4}-\d\d-\d\d)\.\d\d:\d\d`;
const PERIOD = new RegExp(`^(?:start-date ${DAY})?(?: ?stop-date ${DAY})?$`);

/** When a scheduler has policies count: `start-date 2020-01-01.00:00 stop-date 2026-12-31.23:59` is a period. */
function whenOf(text: string): Condition {
  const [isPeriod, from, to] = PERIOD.exec(text) ?? [];
  const says = `at certain times alone: ${text}`;
  return isPeriod === undefined ? says : periodOf(says, from, to);
}

function partOf(
  system: ConfigNode,
  root: ConfigNode,
  book: LineBook,
  lines: number,
): Pick<RunningDevice, 'places' | 'loose' | 'routes' | 'lists' | 'stages' | 'named'> {
  const security = nodeAt(system, 'security');
  const books = new Books(system, lines);
  const named = new Map<string, number>();
  const schedule = (name: string): Condition | undefined => {
    const found = nodeAt(system, 'schedulers', 'scheduler', name);
    return found && whenOf(textOfNode(found).slice(found.word.length + 1));
  };
  // What goes to the device itself passes no other place.
  const policies = policiesOf(security).filter(({ from, to }) => from !== 'junos-host' && to !== 'junos-host');
  const rules = policies.flatMap((placed) => {
    for (const zone of [placed.from, placed.to]) if (zone !== undefined && !named.has(zone)) named.set(zone, placed.policy.line);
    return rulesOfPolicy(placed, books, schedule, book);
  });
  const wires = wiresOf(system);
  const { places, zoneOf, loose } = placesOf(security, wires, named);
  const filters = wires.filters.flatMap(({ node, interfaceName, isInput }) => {
    // At the device itself a filter decides who may log in, and not what passes.
    if (/^(lo|fxp|em|me)\d/.test(interfaceName)) return [];
    book.unknownOnce(
      `filter ${node.line}`,
      node.line,
      'a firewall filter at an interface',
      'it may drop packets of connections that policies permit',
    );
    return [{ node, zone: zoneOf.get(interfaceName) ?? interfaceName, isInput }];
  });
  // Between ports of a switch packets go by other addresses than those of zones.
  for (const [name, at] of wires.switched)
    if (zoneOf.has(name)) book.unknown(at, 'a port of a switch in a zone', 'which network lies behind it the file does not say');
  const closed = [...wires.down].flatMap(([name, at]) => {
    const own = wires.networks.get(name);
    return zoneOf.has(name) && own ? closedRules(zoneOf.get(name)!, at, 'disable', own) : [];
  });
  const kept = keptBack([...closed, ...droppedRules(wires.drops, wires.all)]);
  const isRouter = !nodeAt(security, 'policies') && !nodeAt(security, 'zones');
  const router: RunningRule[] = isRouter
    ? [
        {
          action: 'unknown',
          traffic: ALL,
          name: undefined,
          line: 1,
          text: 'no policies: a router lets everything pass, a firewall nothing',
        },
      ]
    : [];
  const otherwise = nodeAt(security, 'policies', 'default-policy', 'permit-all') ? 'permit' : 'deny';
  const line = nodeAt(security, 'policies', 'default-policy')?.line ?? nodeAt(security, 'policies')?.line ?? 1;
  const list = (name: string, own: readonly RunningRule[], end: RuleList['otherwise'], at: number): [string, RuleList] => [
    name,
    { name, rules: own, otherwise: end, line: at },
  ];
  const filtered = [...sixRules(root), ...filterRules(filters)];
  return {
    places,
    ...(loose.length && { loose }),
    routes: wires.routes.flatMap((route) => {
      const place = zoneOf.get(route.place);
      return place === undefined ? [] : [{ ...route, place }];
    }),
    // Filters that aren't there decide nothing, and are no place where anything is open or could be closed.
    stages: [...kept.map(([name]) => name), ...(filtered.length ? ['firewall filters'] : []), 'security policies'],
    named: books.named(),
    lists: new Map([
      ...kept,
      list('firewall filters', filtered, 'permit', line),
      list('security policies', [...router, ...translatedRules(security), ...rules], otherwise, line),
    ]),
  };
}

/** A device may be told to drop all of IPv6, whatever policies say. */
function sixRules(root: ConfigNode): RunningRule[] {
  const mode = nodeAt(root, 'security', 'forwarding-options', 'family', 'inet6', 'mode', 'drop');
  if (!mode) return [];
  const traffic = [{ sources: ALL_IPV6, destinations: ALL_IPV6, services: ANY_SERVICE }];
  return [{ action: 'deny', traffic, name: undefined, line: mode.line, text: 'forwarding-options family inet6 mode drop' }];
}

function calls(zones: readonly string[]): ReadonlyMap<string, string> {
  return zonesAsCalled(zones, ZONES);
}
