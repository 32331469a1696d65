import { type AddressSet, ALL_IPS, ANYWHERE } from '../../../../model/addresses.ts';
import { ANY_IPV4, ANY_IPV6, type LineBook } from '../../../../running/lines.ts';
import {
  type AddressMatch,
  ANY_SERVICES,
  exactly,
  notAddresses,
  notServices,
  ofIpv4,
  ofIpv6,
  perhaps,
  rulesOf,
} from '../../../../running/matches.ts';
import { portsOf, readAddresses, readPorts } from '../../../../running/parts.ts';
import { type Condition, periodOf } from '../../../../running/periods.ts';
import type { RunningRule } from '../../../../running/running.ts';
import { type ConfigNode, nodeAt, textOfNode, valueAt, valuesAt } from '../../../../running/tree.ts';
import type { Objects } from './objects.ts';
import { conditionsOf } from './policy-settings.ts';

type Family = 4 | 6;

/** How the settings of a table name their ends. */
interface Ends {
  readonly family: Family;
  readonly source: string;
  readonly destination: string;
}

/** Both families of a policy, or the one of a table of its own. */
function endsOf(policy: ConfigNode, table: string): Ends[] {
  if (table === 'firewall policy6') return [{ family: 6, source: 'srcaddr', destination: 'dstaddr' }];
  const four = nodeAt(policy, 'srcaddr4') || nodeAt(policy, 'dstaddr4') ? '4' : '';
  return [
    { family: 4, source: `srcaddr${four}`, destination: `dstaddr${four}` },
    { family: 6, source: 'srcaddr6', destination: 'dstaddr6' },
  ];
}

/** The rules that a policy is; none where it is switched off, or its schedule has no day. */
export function rulesOfPolicy(
  policy: ConfigNode,
  table: string,
  objects: Objects,
  schedule: (name: string) => Condition | false | undefined,
  book: LineBook,
): RunningRule[] {
  if (valueAt(policy, 'status') === 'disable') return [];
  const conditions: Condition[] = [...conditionsOf(policy, book)];
  const name = valueAt(policy, 'schedule');
  // Every device has 'always' from the start, and a file may change it.
  const when =
    name === undefined
      ? undefined
      : (schedule(name) ?? (name === 'always' ? undefined : 'at certain times alone: by a schedule that the file does not hold'));
  if (when === false) return [];
  if (when) conditions.push(when);
  if (valueAt(policy, 'policy-expiry') === 'enable') {
    const until = [...valuesAt(policy, 'policy-expiry-date'), ...valuesAt(policy, 'policy-expiry-date-utc')].join(' ');
    conditions.push(periodOf(`until ${until} alone`, undefined, until.split(' ')[0]));
  }
  const action = valueAt(policy, 'action') ?? 'deny';
  const comment = valueAt(policy, 'comments');
  const [from, to] = [placesOf(policy, 'srcintf'), placesOf(policy, 'dstintf')];
  const named = valuesAt(policy, 'service');
  const services = named.length ? objects.traffic(named) : ANY_SERVICES;
  if (!/^(accept|deny)$/.test(action))
    book.unknown(policy.line, 'policy … action', 'it sends connections into a tunnel, or does something else');
  const rules = endsOf(policy, table).flatMap(({ family, source, destination }) => {
    const sources = endOf(policy, source, 'internet-service-src', family, objects);
    const destinations = endOf(policy, destination, 'internet-service', family, objects);
    if (!sources || !destinations) return [];
    return rulesOf({
      action: action === 'accept' ? 'permit' : action === 'deny' ? 'deny' : 'unknown',
      sources,
      destinations,
      services: valueAt(policy, 'service-negate') === 'enable' ? notServices(services) : services,
      conditions,
      name: valueAt(policy, 'name') ?? policy.word,
      line: policy.line,
      text: `edit ${textOfNode(policy)}`,
      ...(comment === undefined ? {} : { comment }),
      ...(from ? { from } : {}),
      ...(to ? { to } : {}),
    });
  });
  for (const key of ['srcintf', 'dstintf'])
    if (!valuesAt(policy, key).length)
      book.unknown(policy.line, `policy without ${key}`, 'between which interfaces it decides is not known');
  if (!rules.length)
    book.unknown(policy.line, 'policy …', 'it names no source or no destination, so that what it is about is not known');
  return rules;
}

function placesOf(policy: ConfigNode, key: string): Set<string> | undefined {
  const names = valuesAt(policy, key);
  return !names.length || names.includes('any') ? undefined : new Set(names);
}

/** An end of a policy in a family; nothing where it says nothing of the family. */
function endOf(policy: ConfigNode, key: string, service: string, family: Family, objects: Objects): AddressMatch | undefined {
  const names = valuesAt(policy, key);
  const any = family === 4 ? ANY_IPV4 : ANY_IPV6;
  const mark = family === 6 ? '6' : '';
  const byService = valueAt(policy, mark ? service.replace('service', 'service6') : service) === 'enable';
  if (byService) return perhaps(any, 'the addresses of an internet service');
  if (!names.length) return undefined;
  const end = objects.end(names, family);
  if (valueAt(policy, `${key}-negate`) !== 'enable') return end;
  return (family === 4 ? ofIpv4 : ofIpv6)(notAddresses(end));
}

/** What is sent to the address of a virtual IP is decided by policies that name it, and by the address behind it. */
export function vipRules(vip: ConfigNode): RunningRule[] {
  if (valueAt(vip, 'status') === 'disable') return [];
  const text = valueAt(vip, 'extip');
  const outside: AddressSet | undefined = text === undefined ? undefined : readAddresses(text);
  const ports = valueAt(vip, 'portforward') === 'enable' ? readPorts(valueAt(vip, 'extport') ?? '') : undefined;
  const protocol = valueAt(vip, 'protocol') ?? 'tcp';
  const services = ports && (protocol === 'tcp' || protocol === 'udp') ? exactly(portsOf(protocol, [ports])) : ANY_SERVICES;
  const from = valueAt(vip, 'extintf');
  return rulesOf({
    action: 'unknown',
    sources: exactly(ANYWHERE),
    destinations: outside && !outside.equals(ZERO) ? exactly(outside) : perhaps(ALL_IPS, 'the address of the interface'),
    services,
    name: vip.word,
    line: vip.line,
    text: `edit ${textOfNode(vip)}`,
    ...(from === undefined || from === 'any' ? {} : { from: new Set([from]) }),
  });
}

const ZERO = readAddresses('0.0.0.0')!;
