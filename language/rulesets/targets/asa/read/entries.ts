import { type AddressSet, ANYWHERE } from '../../../../model/addresses.ts';
import { ICMP_OF, type PortSpan, portSpans, type ServiceSet } from '../../../../model/services.ts';
import {
  type AddressMatch,
  ANY_ADDRESS,
  ANY_SERVICES,
  exactly,
  type Match,
  perhaps,
  rulesOf,
  type ServiceMatch,
} from '../../../../running/matches.ts';
import { ALL_PORTS, protocolOf as servicesOfProtocol } from '../../../../running/parts.ts';
import type { Condition } from '../../../../running/periods.ts';
import type { RunningRule } from '../../../../running/running.ts';
import type { Objects } from './objects.ts';
import { isPorts, ofTransports, portsHere, typeHere } from './services.ts';
import type { Statement, Words } from './statements.ts';

/** What an entry of an access list says. */
export interface Entry {
  readonly permit: boolean;
  readonly sources: AddressMatch;
  readonly destinations: AddressMatch;
  readonly services: ServiceMatch;
  readonly conditions: readonly Condition[];
  readonly inactive: boolean;
  /** Whether words at its end aren't understood. */
  readonly isOdd: boolean;
}

/** Ports behind an end: themselves, or the name of a group of them. */
type PortsOfEnd = readonly PortSpan[] | { readonly group: string };

/** Says who is behind an address, which no packet shows. */
const WHO = new Set(['user', 'user-group', 'object-group-user', 'security-group', 'object-group-security']);

const WHOLE = { tcp: exactly(ofTransports('tcp')!), udp: exactly(ofTransports('udp')!) };

const ICMP_FAMILY: ReadonlyMap<string, 4 | 6> = new Map([
  ['icmp', 4],
  ['icmp6', 6],
]);

/**
 * Reads an entry behind its list's name.
 * @returns nothing where a word of it isn't understood
 */
export function entryOf(
  words: Words,
  objects: Objects,
  timeRange: (name: string) => Condition | undefined,
  any: AddressSet = objects.any,
): Entry | undefined {
  const verdict = words.take();
  if (verdict !== 'permit' && verdict !== 'deny') return undefined;
  const conditions: Condition[] = [];
  const protocol = words.take();
  const named = protocol === 'object' || protocol === 'object-group' ? words.take() : undefined;
  const who = (): void => {
    while (WHO.has(words.next ?? '')) conditions.push(whoHere(words));
  };
  who();
  const sources = objects.end(words, any);
  const sourcePorts = portsOfEnd(words, objects);
  who();
  const destinations = objects.end(words, any);
  const ports = portsOfEnd(words, objects);
  if (!sources || !destinations || !sourcePorts || !ports) return undefined;
  who();
  const services =
    named === undefined
      ? servicesOf(protocol, sourcePorts, ports, words, objects)
      : within(objects.service(named), sourcePorts, ports, objects);
  if (!services) return undefined;
  let [inactive, isOdd] = [false, false];
  while (!words.done) {
    const word = words.take();
    if (word === 'log') logging(words);
    else if (word === 'inactive') inactive = true;
    else if (word === 'time-range') {
      const when = timeRange(words.take());
      if (when !== undefined) conditions.push(when);
    } else {
      isOdd = true;
      conditions.push("words at its end aren't understood");
      words.rest();
    }
  }
  return { permit: verdict === 'permit', sources, destinations, services, conditions, inactive, isOdd };
}

function whoHere(words: Words): string {
  const word = words.take();
  if (word === 'security-group') words.take();
  words.take();
  return word.includes('security') ? 'machines of a security group alone' : 'certain users alone';
}

const LEVELS = /^(\d+|emergencies|alerts|critical|errors|warnings|notifications|informational|debugging|disable|default)$/;

function logging(words: Words): void {
  if (LEVELS.test(words.next ?? '')) words.take();
  if (words.is('interval')) words.take();
}

function portsOfEnd(words: Words, objects: Objects): PortsOfEnd | undefined {
  if (isPorts(words)) return portsHere(words);
  const [, group] = words.ahead(2);
  if (words.next !== 'object-group' || group === undefined || !objects.isService(group) || objects.isTypes(group))
    return [ALL_PORTS];
  words.take();
  return { group: words.take() };
}

/** Services of a protocol by its own name, with what stands behind the ends. */
function servicesOf(
  protocol: string,
  sources: PortsOfEnd,
  destinations: PortsOfEnd,
  words: Words,
  objects: Objects,
): ServiceMatch | undefined {
  const family = ICMP_FAMILY.get(protocol);
  if (family && words.next === 'object-group') {
    words.take();
    return narrowed(objects.service(words.take()), ICMP_OF[family]);
  }
  // What follows a type is a word of its own, such as log.
  if (family && !/^(log|inactive|time-range)$/.test(words.next ?? 'log')) return typeHere(words, family);
  const isPart = [sources, destinations].some((ports) => 'group' in ports || ports[0] !== ALL_PORTS);
  if (isPart && /^(sctp|132)$/.test(protocol)) return perhaps(servicesOfProtocol(132), 'ports of sctp alone');
  if (!/^(tcp|udp)$/.test(protocol)) return within(objects.service(protocol), sources, destinations, objects);
  return within(WHOLE[protocol as 'tcp'], sources, destinations, objects);
}

/** Of some services those from and to certain ports. */
function within(services: ServiceMatch, sources: PortsOfEnd, destinations: PortsOfEnd, objects: Objects): ServiceMatch {
  let result = services;
  if ('group' in destinations) result = crossed(result, objects.service(destinations.group));
  else if (destinations[0] !== ALL_PORTS) result = narrowed(result, ofTransports('tcp-udp', destinations)!);
  if ('group' in sources) {
    const group = objects.service(sources.group);
    const spans = spansOf(group.sure);
    // From one of many ports is what few write, and what many runs of points would be.
    result =
      group.maybe.isEmpty && spans.length <= 16
        ? narrowed(result, ofTransports('tcp-udp', [ALL_PORTS], spans)!)
        : perhaps(result.sure.union(result.maybe), 'from certain ports alone');
  } else if (sources[0] !== ALL_PORTS) result = narrowed(result, ofTransports('tcp-udp', [ALL_PORTS], sources)!);
  return result;
}

function narrowed(match: ServiceMatch, to: ServiceSet): ServiceMatch {
  return { ...match, sure: match.sure.intersect(to), maybe: match.maybe.intersect(to) };
}

// Many entries have the same group of ports.
const crossings = new WeakMap<ServiceMatch, WeakMap<ServiceMatch, ServiceMatch>>();

function crossed(one: ServiceMatch, other: ServiceMatch): ServiceMatch {
  const own = crossings.get(other) ?? new WeakMap<ServiceMatch, ServiceMatch>();
  crossings.set(other, own);
  const result = own.get(one) ?? crossing(one, other);
  own.set(one, result);
  return result;
}

function crossing(one: ServiceMatch, other: ServiceMatch): ServiceMatch {
  const all = ({ sure, maybe }: Match<number>): ServiceSet => sure.union(maybe);
  const sure = one.sure.intersect(other.sure);
  if (one.maybe.isEmpty && other.maybe.isEmpty) return exactly(sure);
  return { sure, maybe: all(one).intersect(all(other)), why: one.why ?? other.why };
}

function spansOf(set: ServiceSet): PortSpan[] {
  return portSpans(set, 'tcp').length ? [...portSpans(set, 'tcp')] : [...portSpans(set, 'udp')];
}

/** The rules that an entry is; one that isn't understood may match anything. */
export function rulesOfEntry(
  statement: Statement,
  entry: Entry | undefined,
  name: string,
  comment: string | undefined,
): RunningRule[] {
  if (entry?.inactive) return [];
  const rest = {
    name,
    line: statement.line,
    text: statement.text,
    ...(comment === undefined ? {} : { comment }),
    ...(statement.hits === undefined ? {} : { hits: statement.hits }),
  };
  if (!entry) {
    const action = statement.words.includes('deny') ? 'deny' : 'permit';
    const sources = perhaps(ANYWHERE, "the entry isn't understood");
    return rulesOf({ ...rest, action, sources, destinations: ANY_ADDRESS, services: ANY_SERVICES });
  }
  const { sources, destinations, services, conditions } = entry;
  return rulesOf({ ...rest, action: entry.permit ? 'permit' : 'deny', sources, destinations, services, conditions });
}
