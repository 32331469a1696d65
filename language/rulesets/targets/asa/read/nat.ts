import { ANYWHERE } from '../../../../model/addresses.ts';
import type { LineBook } from '../../../../running/lines.ts';
import {
  type AddressMatch,
  ANY_ADDRESS,
  ANY_SERVICES,
  exactly,
  rulesOf,
  type ServiceMatch,
} from '../../../../running/matches.ts';
import { readAddresses } from '../../../../running/parts.ts';
import type { RunningRule } from '../../../../running/running.ts';
import { portOf } from './names.ts';
import type { Objects } from './objects.ts';
import { ofTransports } from './services.ts';
import { type Statement, Words } from './statements.ts';

/** A translation of addresses, in both its directions. */
interface Translation {
  readonly statement: Statement;
  /** Twice before single, single before what was put behind it. */
  readonly section: 1 | 2 | 3;
  readonly inside: string | undefined;
  readonly outside: string | undefined;
  readonly real: AddressMatch;
  /** None where it is the address of an interface. */
  readonly mapped: AddressMatch | undefined;
  readonly isDynamic: boolean;
  /** The ports that it is about, of the real address and of the one that it is translated to. */
  readonly services: { readonly real: ServiceMatch; readonly mapped: ServiceMatch };
  readonly destinations: { readonly mapped: AddressMatch; readonly real: AddressMatch } | undefined;
}

/**
 * What translations do to what lists decide. Lists have real addresses. What is sent to an address that only a translation knows is decided
 * under the real one: unknown here. What is sent to a real address past its translation is dropped, unless a rule before it says otherwise:
 * it may be closed.
 */
export interface NatRules {
  /** To stand before every list: what is sent to translated addresses. */
  readonly translated: readonly RunningRule[];
  /** A list of its own: what is sent to real addresses that have others there. */
  readonly real: readonly RunningRule[];
}

export function natRules(
  nats: readonly { readonly statement: Statement; readonly object?: string }[],
  objects: Objects,
  book: LineBook,
): NatRules {
  const translations = nats.flatMap(({ statement, object }) => {
    const found = translationOf(statement, object, objects);
    if (found === 'inactive') book.withoutBearing(statement.line);
    else if (found) book.modeled(statement.line);
    else book.unknown(statement.line, 'nat', 'addresses may be translated, and connections decided under other ones');
    return found && found !== 'inactive' ? [found] : [];
  });
  translations.sort((a, b) => a.section - b.section);
  return { translated: translations.flatMap(translatedRules), real: translations.flatMap(realRules) };
}

function translationOf(statement: Statement, object: string | undefined, objects: Objects): Translation | 'inactive' | undefined {
  const words = new Words(statement.words, 1);
  let [inside, outside]: (string | undefined)[] = [];
  if (words.next?.startsWith('(')) {
    // Some write a blank behind the comma.
    let pair = words.take();
    while (!pair.endsWith(')') && !words.done) pair += words.take();
    [inside, outside] = pair
      .slice(1, -1)
      .split(',')
      .map((name) => (name === 'any' ? undefined : name));
  }
  if (statement.words.includes('inactive')) return 'inactive';
  const named = (name: string): AddressMatch => {
    const address = readAddresses(name);
    return name === 'any' ? ANY_ADDRESS : address ? exactly(address) : objects.network(name);
  };
  let section: Translation['section'] = object === undefined ? 1 : 2;
  if (object === undefined) {
    if (words.is('after-auto')) section = 3;
    if (/^\d+$/.test(words.next ?? '')) words.take();
    if (!words.is('source')) return undefined;
  }
  const kind = words.take();
  if (kind !== 'static' && kind !== 'dynamic') return undefined;
  const real = named(object ?? words.take());
  const first = words.take();
  const target = first === 'pat-pool' ? words.take() : first;
  if (!target) return undefined;
  const mapped = target === 'interface' ? undefined : named(target);
  const rest = words.rest();
  const at = rest.indexOf('destination');
  const [there, back] = [rest[at + 2], rest[at + 3]];
  if (at >= 0 && (rest[at + 1] !== 'static' || there === undefined || back === undefined)) return undefined;
  const destinations = at < 0 ? undefined : { mapped: there === 'interface' ? ANY_ADDRESS : named(there!), real: named(back!) };
  const services = object === undefined ? WHOLE : servicesOf(rest);
  return { statement, section, inside, outside, real, mapped, isDynamic: kind === 'dynamic', destinations, services };
}

const WHOLE = { real: ANY_SERVICES, mapped: ANY_SERVICES };

/** `service tcp 443 8443`: the real port, and the one that others know. */
function servicesOf(rest: readonly string[]): Translation['services'] {
  const at = rest.indexOf('service');
  const [real, mapped] = [portOf(rest[at + 2] ?? ''), portOf(rest[at + 3] ?? '')];
  const protocol = rest[at + 1] ?? '';
  if (at < 0 || real === undefined || mapped === undefined) return WHOLE;
  const of = (port: number): ServiceMatch => {
    const set = ofTransports(protocol, [{ from: port, to: port }]);
    return set ? exactly(set) : ANY_SERVICES;
  };
  return { real: of(real), mapped: of(mapped) };
}

function isSame(one: AddressMatch | undefined, other: AddressMatch): boolean {
  return one?.maybe.isEmpty === true && other.maybe.isEmpty && one.sure.equals(other.sure);
}

function ruleAt({ statement }: Translation, from: string | undefined, to: string | undefined) {
  return {
    name: undefined,
    line: statement.line,
    text: statement.text,
    services: ANY_SERVICES,
    ...(from === undefined ? {} : { from: new Set([from]) }),
    ...(to === undefined ? {} : { to: new Set([to]) }),
  };
}

function translatedRules(nat: Translation): RunningRule[] {
  const { real, mapped, destinations, isDynamic, inside, outside, services } = nat;
  const rules: RunningRule[] = [];
  // To the address of an interface itself a connection is translated as well, for some ports.
  if (!isDynamic && !isSame(mapped, real))
    rules.push(
      ...rulesOf({
        ...ruleAt(nat, outside, undefined),
        action: 'unknown',
        sources: ANY_ADDRESS,
        destinations: mapped ?? NOWHERE,
        services: services.mapped,
      }),
    );
  if (destinations && !isSame(destinations.mapped, destinations.real))
    rules.push(
      ...rulesOf({ ...ruleAt(nat, inside, undefined), action: 'unknown', sources: real, destinations: destinations.mapped }),
    );
  return rules;
}

function realRules(nat: Translation): RunningRule[] {
  const { real, mapped, destinations, inside, outside } = nat;
  const there = destinations?.real ?? ANY_ADDRESS;
  const isIdentity = isSame(mapped, real) && !(destinations && !isSame(destinations.mapped, destinations.real));
  const action = isIdentity ? 'permit' : 'unknown';
  const back = rulesOf({
    ...ruleAt(nat, outside, inside),
    action,
    sources: there,
    destinations: real,
    services: nat.services.real,
  });
  if (!destinations || isSame(destinations.mapped, destinations.real)) return back;
  return [...back, ...rulesOf({ ...ruleAt(nat, inside, outside), action: 'unknown', sources: real, destinations: there })];
}

const NOWHERE = exactly(ANYWHERE.subtract(ANYWHERE));
