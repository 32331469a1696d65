import { ANYWHERE } from '../../../../model/addresses.ts';
import { append } from '../../../../model/lists.ts';
import { ANY_SERVICE } from '../../../../model/services.ts';
import type { LineBook } from '../../../../running/lines.ts';
import { ANY_SERVICES, exactly, notAddresses, perhaps, rulesOf } from '../../../../running/matches.ts';
import { readAddresses } from '../../../../running/parts.ts';
import type { Condition } from '../../../../running/periods.ts';
import type { RunningRule } from '../../../../running/running.ts';
import {
  below,
  type ConfigNode,
  nodeAt,
  settingsOf,
  shownWord,
  textOfNode,
  valueAt,
  valuesAt,
} from '../../../../running/tree.ts';
import { notePermit } from './besides.ts';
import type { Books } from './books.ts';

/** What a policy matches. */
export const MATCHED = [
  'source-address',
  'destination-address',
  'application',
  'from-zone',
  'to-zone',
  'source-address-excluded',
  'destination-address-excluded',
];

/** What makes a policy match less; each with what people call it. */
export const CONDITIONS: Readonly<Record<string, string>> = {
  'source-identity': 'certain users',
  'source-end-user-profile': 'certain devices',
  'dynamic-application': 'certain applications',
  'url-category': 'certain categories of URLs',
  'source-l3vpn-vrf-group': 'a certain VPN',
  'destination-l3vpn-vrf-group': 'a certain VPN',
};

/** What a permit may ask for besides; each with what people call it. */
const PERMITS: Readonly<Record<string, string>> = {
  tunnel: 'through a tunnel',
  'firewall-authentication': 'certain users',
  'destination-address': 'to certain translated addresses',
};

const KEYS = new Set([...MATCHED, ...Object.keys(CONDITIONS)]);

/** A policy with the zones that it stands between; none for policies of all zones. */
export interface PlacedPolicy {
  readonly policy: ConfigNode;
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/** All policies of a system in the order in which they are tried: those between two zones, then those of all. */
export function policiesOf(security: ConfigNode | undefined): PlacedPolicy[] {
  const pairs = below(security, 'policies', 'from-zone').flatMap((from) =>
    below(from, 'to-zone').flatMap((to) =>
      below(to, 'policy').map((policy): PlacedPolicy => ({ policy, from: from.word, to: to.word })),
    ),
  );
  const all = below(security, 'policies', 'global', 'policy').map(
    (policy): PlacedPolicy => ({ policy, from: undefined, to: undefined }),
  );
  append(pairs, all);
  return pairs;
}

/** What a policy is as rules. @param schedule when a scheduler has it count */
export function rulesOfPolicy(
  { policy, from, to }: PlacedPolicy,
  books: Books,
  schedule: (name: string) => Condition | undefined,
  book: LineBook,
): RunningRule[] {
  const match = nodeAt(policy, 'match');
  const settings = match ? settingsOf(match, KEYS) : new Map<string, string[]>();
  const conditions: Condition[] = [];
  for (const key of settings.keys()) {
    const why = Object.hasOwn(CONDITIONS, key) ? CONDITIONS[key] : undefined;
    // Policies that name no application of their own say `none`: what it is found out to be counts for nothing.
    const all = key === 'dynamic-application' || key === 'url-category' ? /^(?:any|none)$/ : /^any$/;
    if (why && !settings.get(key)!.every((value) => all.test(value))) conditions.push(`${why} alone`);
  }
  for (const each of below(match))
    if (!KEYS.has(each.word)) {
      book.unknown(each.line, `policy … match ${shownWord(each.word)}`, 'the policy may match less by it');
      conditions.push(`${shownWord(each.word)}, which nobody knows here`);
    }
  const then = nodeAt(policy, 'then');
  notePermit(nodeAt(then, 'permit'), book);
  for (const each of below(then, 'permit')) if (Object.hasOwn(PERMITS, each.word)) conditions.push(`${PERMITS[each.word]} alone`);
  if (nodeAt(then, 'permit', 'application-services', 'uac-policy')) conditions.push('certain users alone');
  const scheduler = valueAt(policy, 'scheduler-name');
  if (scheduler !== undefined)
    conditions.push(schedule(scheduler) ?? 'at certain times alone: by a scheduler that the file does not hold');
  const zones = (key: 'from-zone' | 'to-zone', own: string | undefined): Set<string> | undefined => {
    const names = own === undefined ? (settings.get(key) ?? []) : [own];
    return !names.length || names.includes('any') ? undefined : new Set(names);
  };
  const [sources, destinations] = [zones('from-zone', from), zones('to-zone', to)];
  const end = (key: 'source' | 'destination', zone: string | undefined) => {
    const found = books.end(settings.get(`${key}-address`) ?? [], zone);
    return nodeAt(match, `${key}-address-excluded`) ? notAddresses(found) : found;
  };
  const comment = valueAt(policy, 'description');
  return rulesOf({
    action: nodeAt(then, 'permit') ? 'permit' : nodeAt(then, 'deny') || nodeAt(then, 'reject') ? 'deny' : 'unknown',
    sources: end('source', from),
    destinations: end('destination', to),
    services: books.traffic(settings.get('application') ?? []),
    conditions,
    name: policy.word,
    line: policy.line,
    text: `policy ${textOfNode(policy)}`,
    ...(comment === undefined ? {} : { comment }),
    ...(sources ? { from: sources } : {}),
    ...(destinations ? { to: destinations } : {}),
  });
}

/** What is sent to addresses that are translated is decided under the ones behind them. */
export function translatedRules(security: ConfigNode | undefined): RunningRule[] {
  return ['destination', 'static'].flatMap((kind) =>
    below(security, 'nat', kind, 'rule-set').flatMap((set) => {
      const zones = valuesAt(set, 'from', 'zone');
      return below(set, 'rule').flatMap((rule) => {
        const texts = [...valuesAt(rule, 'match', 'destination-address'), ...valuesAt(rule, 'match', 'destination-address-name')];
        const isOff = nodeAt(rule, 'then', 'destination-nat', 'off');
        if (isOff || !texts.length) return [];
        const known = texts.map((text) => readAddresses(text));
        return known.flatMap((destinations) =>
          rulesOf({
            action: 'unknown',
            sources: exactly(ANYWHERE),
            destinations: destinations ? exactly(destinations) : perhaps(ANYWHERE, 'translated addresses by their names'),
            services: ANY_SERVICES,
            name: rule.word,
            line: rule.line,
            text: `nat ${kind} rule ${textOfNode(rule)}`,
            ...(zones.length ? { from: new Set(zones) } : {}),
          }),
        );
      });
    }),
  );
}

const ALL = [{ sources: ANYWHERE, destinations: ANYWHERE, services: ANY_SERVICE }];

/** Filters keep no state and are not read: what they stand at passes perhaps. */
export function filterRules(
  filters: readonly { readonly node: ConfigNode; readonly zone: string; readonly isInput: boolean }[],
): RunningRule[] {
  return filters.map(({ node, zone, isInput }) => ({
    action: 'unknown',
    traffic: ALL,
    name: undefined,
    line: node.line,
    text: `filter ${isInput ? 'input' : 'output'}`,
    ...(isInput ? { from: new Set([zone]) } : { to: new Set([zone]) }),
  }));
}
