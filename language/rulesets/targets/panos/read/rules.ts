import { ANYWHERE } from '../../../../model/addresses.ts';
import { append } from '../../../../model/lists.ts';
import { ANY_SERVICE } from '../../../../model/services.ts';
import type { LineBook } from '../../../../running/lines.ts';
import { type AddressMatch, notAddresses, rulesOf } from '../../../../running/matches.ts';
import type { Condition } from '../../../../running/periods.ts';
import type { RuleList, RunningRule } from '../../../../running/running.ts';
import { below, type ConfigNode, nodeAt, shownWord, valueAt, valuesAt } from '../../../../running/tree.ts';
import { behind, type Translation } from './nat.ts';
import type { Objects } from './objects.ts';
import { OF_RULES } from './settings.ts';
import { placesOf } from './zone-names.ts';

/** What rules hold that says nothing of which connections pass. */
const NEUTRAL = new Set(
  `from to source destination service application action negate-source negate-destination disabled rule-type schedule description tag group-tag
  log-start log-end log-setting profile-setting option qos icmp-unreachable disable-server-response-inspection disable-inspect uuid`.split(
    /\s+/,
  ),
);

/** What makes a rule match less; each with what people call it. */
const CONDITIONS: Readonly<Record<string, string>> = {
  'source-user': 'certain users',
  category: 'certain categories of URLs',
  'hip-profiles': 'machines of a certain state',
  'source-hip': 'machines of a certain state',
  'destination-hip': 'machines of a certain state',
  'source-device': 'certain devices',
  'destination-device': 'certain devices',
  'source-imsi': 'certain subscribers',
  'source-imei': 'certain subscribers',
  'source-nw-slice': 'certain subscribers',
  'saas-user-list': 'certain users',
  'saas-tenant-list': 'certain tenants',
};

/** A rule as it stands in the file, with the objects of where it stands. */
export interface PlacedRule {
  readonly node: ConfigNode;
  readonly objects: Objects;
  readonly schedules: (name: string) => Condition | undefined;
  /** What its firewall translates on the way in. */
  readonly translations: readonly Translation[];
}

/** Rules for what goes from zone to zone, and for what stays in one. */
export interface ZoneLists {
  readonly between: RunningRule[];
  readonly within: RunningRule[];
}

/** Adds what a rule is to the lists that it is about. */
export function addRule(
  { node, objects, schedules, translations }: PlacedRule,
  lists: ZoneLists,
  book: LineBook,
  text: string,
): void {
  if (valueAt(node, 'disabled') === 'yes') return;
  const conditions = conditionsOf(node, book, schedules);
  const action = valueAt(node, 'action');
  if (action === 'allow') noteProfiles(node, book);
  const side = (key: string): AddressMatch => {
    const end = objects.end(valuesAt(node, key));
    return valueAt(node, `negate-${key}`) === 'yes' ? notAddresses(end) : end;
  };
  const isKnown = action === 'allow' || /^(deny|drop|reset-client|reset-server|reset-both)$/.test(action ?? '');
  const comment = valueAt(node, 'description');
  const [from, to] = [placesOf(node, 'from'), placesOf(node, 'to')];
  const type = valueAt(node, 'rule-type') ?? 'universal';
  const parts = objects.traffic(valuesAt(node, 'service'), valuesAt(node, 'application'));
  const named = side('destination');
  const ends = [
    { destinations: named, services: undefined },
    ...(action === 'allow' ? translations.flatMap((each) => behind(named, each)) : []),
  ];
  const pairs = parts.flatMap((part) => ends.map((end) => ({ ...part, ...end })));
  const made = pairs.flatMap(({ match, condition, destinations, services }) => {
    const all = condition === undefined ? conditions : [...conditions, condition];
    return rulesOf({
      action: isKnown ? (action === 'allow' ? 'permit' : 'deny') : 'unknown',
      sources: side('source'),
      destinations,
      services: services ?? match,
      conditions: all,
      name: node.word,
      ...(comment === undefined ? {} : { comment }),
      ...(from ? { from } : {}),
      ...(type === 'intrazone' ? (from ? { to: from } : {}) : to ? { to } : {}),
      line: node.line,
      text,
    });
  });
  const meets = !from || !to || [...from].some((zone) => to.has(zone));
  if (type !== 'intrazone') append(lists.between, made);
  if (type === 'intrazone' || (type === 'universal' && meets)) append(lists.within, made);
}

/** Notes what looks into the connections of a rule, once for all that name the same. */
function noteProfiles(node: ConfigNode, book: LineBook): void {
  const said = (at: ConfigNode | undefined, kind: string): void => {
    for (const { word, line } of below(at))
      if (word !== 'none') book.inspects(line, `security rule … profile-setting ${kind}`, `${kind} ${word}`);
  };
  said(nodeAt(node, 'profile-setting', 'group'), 'group');
  for (const kind of below(node, 'profile-setting', 'profiles')) said(kind, `profiles ${shownWord(kind.word)}`);
}

function conditionsOf(node: ConfigNode, book: LineBook, schedules: PlacedRule['schedules']): Condition[] {
  const conditions: Condition[] = [];
  for (const child of below(node)) {
    const values = [...child.children.keys()];
    const why = Object.hasOwn(CONDITIONS, child.word) ? CONDITIONS[child.word] : undefined;
    if (why && !values.includes('any') && values.length) conditions.push(`${why} alone`);
    else if (child.word === 'target' && ['devices', 'tags'].some((key) => below(child, key).length))
      conditions.push('certain firewalls alone');
    else if (!why && child.word !== 'target' && !NEUTRAL.has(child.word)) {
      book.unknown(child.line, `security rule … ${shownWord(child.word)}`, 'the rule may match less by it');
      conditions.push(`${shownWord(child.word)}, which nobody knows here`);
    }
    const isKnown = Object.hasOwn(OF_RULES, child.word) ? OF_RULES[child.word] : undefined;
    for (const { word, line } of isKnown ? below(child) : []) {
      if (isKnown?.(word)) continue;
      book.unknown(line, `security rule … ${child.word} ${shownWord(word)}`, 'the rule may match less by it');
      conditions.push(`${shownWord(word)}, which nobody knows here`);
    }
  }
  const schedule = valueAt(node, 'schedule');
  if (schedule !== undefined)
    conditions.push(schedules(schedule) ?? 'at certain times alone: by a schedule that the file does not hold');
  return conditions;
}

const ALL = [{ sources: ANYWHERE, destinations: ANYWHERE, services: ANY_SERVICE }];

/** Rules of a firewall with zones as lists: what stays in a zone passes unless something else is said, and all else does not. */
export function listsOf(
  lists: ZoneLists,
  translated: readonly RunningRule[],
  zones: readonly { readonly name: string; readonly line: number }[],
  defaults: { readonly within: 'permit' | 'deny'; readonly between: 'permit' | 'deny'; readonly line: number },
): { lists: Map<string, RuleList>; stages: string[] } {
  const [within, between] = ['rules within a zone', 'rules between zones'];
  const call = (name: string, line: number, own?: ReadonlySet<string>): RunningRule => ({
    action: { call: name },
    traffic: ALL,
    name,
    line,
    text: name,
    ...(own ? { from: own, to: own } : {}),
  });
  const stage = 'security';
  return {
    stages: [stage],
    lists: new Map<string, RuleList>([
      [within, { name: within, rules: lists.within, otherwise: defaults.within, line: defaults.line }],
      [between, { name: between, rules: lists.between, otherwise: defaults.between, line: defaults.line }],
      [
        stage,
        {
          name: stage,
          rules: [
            ...translated,
            ...zones.map(({ name, line }) => call(within, line, new Set([name]))),
            call(between, defaults.line),
          ],
          otherwise: 'deny',
          line: defaults.line,
        },
      ],
    ]),
  };
}
