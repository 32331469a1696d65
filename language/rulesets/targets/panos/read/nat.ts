import {
  type AddressMatch,
  ANY_SERVICES,
  bothAddresses,
  exactly,
  perhaps,
  rulesOf,
  type ServiceMatch,
} from '../../../../running/matches.ts';
import { portsOf, readPorts } from '../../../../running/parts.ts';
import type { RunningRule } from '../../../../running/running.ts';
import { type ConfigNode, nodeAt, valueAt, valuesAt } from '../../../../running/tree.ts';
import type { Objects } from './objects.ts';
import { placesOf } from './zone-names.ts';

/** What a NAT rule sends on to other addresses than those that it is sent to. */
export interface Translation {
  readonly rule: ConfigNode;
  readonly sources: AddressMatch;
  /** Where it comes from, if not from anywhere. */
  readonly from: Set<string> | undefined;
  /** The addresses that are dialed. */
  readonly outer: AddressMatch;
  /** Those of the machines behind them. */
  readonly real: AddressMatch;
  /** The port that it is sent on to, where that is another one. */
  readonly port?: string | undefined;
}

/** What a NAT rule translates on the way to machines. */
export function translationsOf(rule: ConfigNode, objects: Objects): Translation[] {
  if (valueAt(rule, 'disabled') === 'yes') return [];
  const end = (...path: string[]): AddressMatch => objects.end(valuesAt(rule, ...path));
  const to = ['destination-translation', 'dynamic-destination-translation'].find((kind) => nodeAt(rule, kind));
  const result: Translation[] = [];
  if (to)
    result.push({
      rule,
      sources: end('source'),
      from: placesOf(rule, 'from'),
      outer: end('destination'),
      real: end(to, 'translated-address'),
      port: valueAt(rule, to, 'translated-port'),
    });
  // What goes to the address that sources are translated to is sent on to them.
  const back = ['source-translation', 'static-ip'];
  if (valueAt(rule, ...back, 'bi-directional') === 'yes')
    result.push({
      rule,
      sources: end('destination'),
      from: placesOf(rule, 'to'),
      outer: end(...back, 'translated-address'),
      real: end('source'),
    });
  return result;
}

/** What is sent to an address that a rule translates is decided by a zone that only the translation knows. */
export function dialedRules({ rule, sources, from, outer }: Translation): RunningRule[] {
  return rulesOf({
    action: 'unknown',
    sources,
    destinations: outer,
    services: ANY_SERVICES,
    name: rule.word,
    line: rule.line,
    text: `nat rule ${rule.word}: translates destinations`,
    ...(from ? { from } : {}),
  });
}

/**
 * What a rule lets reach a machine whose outer address it names: security rules have the address before the translation, and the zone behind it, so that
 * the zone of the outer address says nothing of them (PAN-OS Administrator's Guide, "Destination NAT Example—One-to-One Mapping").
 */
export function behind(
  named: AddressMatch,
  { outer, real, port, rule }: Translation,
): { destinations: AddressMatch; services?: ServiceMatch }[] {
  const dialed = bothAddresses(named);
  const machines = bothAddresses(real);
  if (machines.isEmpty || !dialed.overlaps(bothAddresses(outer)) || dialed.covers(machines)) return [];
  const destinations = perhaps(machines, `what nat rule ${rule.word} translates`);
  const ports = port === undefined ? undefined : readPorts(port);
  return [{ destinations, ...(ports && { services: exactly(portsOf('tcp', [ports]).union(portsOf('udp', [ports]))) }) }];
}
