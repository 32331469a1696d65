import { keptBack } from '../../../running/dropped.ts';
import { readBraces } from '../../../running/forms/braces.ts';
import { readXml } from '../../../running/forms/xml.ts';
import { cut, LineBook, linesOf } from '../../../running/lines.ts';
import { namedTogether } from '../../../running/named-parts.ts';
import { type Condition, periodOf } from '../../../running/periods.ts';
import type { RunningDevice, RunningReader } from '../../../running/running.ts';
import { below, type ConfigNode, nodeAt, textOfNode, valueAt } from '../../../running/tree.ts';
import { MAPPED } from '../../set-commands/address-book.ts';
import { zonesAsCalled } from '../../set-commands/zones.ts';
import { ZONES } from './model.ts';
import { noteDos, noteZones } from './read/attacks.ts';
import { dialedRules, translationsOf } from './read/nat.ts';
import { Objects } from './read/objects.ts';
import { addRule, listsOf, type ZoneLists } from './read/rules.ts';
import { type Firewall, firewallsOf } from './read/scopes.ts';
import { readSet } from './read/set-commands.ts';
import { keptOf, looseOf, placesOf, routesIn, wiresOf, zonedIn } from './read/zones.ts';

const XML = /^<(config|response|policy|entry|vsys|devices|shared|rulebase|security)[\s>]/;
const SET =
  /^(?:[\w.-]{1,64}@[^\s@]{1,64}[#>] )?set (deviceconfig|config (devices|shared|mgt-config)|rulebase (security|nat|default-security-rules)|network (interface|virtual-router|profiles)|vsys \S+ |device-group |template|mgt-config|shared |(address|service)(-group)? \S+|zone \S+ network|policy panorama|profiles)/m;
const BRACES = /^[ \t]*(rulebase|deviceconfig|mgt-config|(pre|post)-rulebase|localhost\.localdomain) \{/m;

/** The configuration of a firewall or of Panorama: XML, set commands, or braces. */
export const reader: RunningReader = {
  name: 'panos',
  title: 'Palo Alto Networks PAN-OS, XML or set commands',
  recognizes(head) {
    if (XML.test(elementsOf(head)))
      return /<(rulebase|vsys|deviceconfig|mgt-config|device-group|panorama|security)[\s>]/.test(head) ? 0.95 : 0.5;
    if (SET.test(head)) return 0.8;
    return BRACES.test(head) ? 0.8 : 0;
  },
  read(text, file) {
    const lines = linesOf(text);
    const whole = lines.join('\n');
    const book = new LineBook(lines);
    const root = treeOf(whole, lines, book);
    const firewalls = firewallsOf(root, book);
    // Groups of Panorama have one list of zones.
    const beyond = firewalls[0]?.beyond ?? new Map<string, readonly ConfigNode[]>();
    const zoned = zonedIn([...new Set([...firewalls.map(({ zones }) => zones), ...beyond.values()])].flat());
    const made = firewalls.map((firewall) => partOf(firewall, zoned, book, lines.length));
    const result = book.result();
    return made.map(
      (part): RunningDevice => ({
        format: 'panos',
        file,
        calls,
        replies: 'tracked',
        translated: 'dialed',
        families: [4, 6],
        mistaken: MAPPED,
        ...part,
        ...result,
      }),
    );
  },
};

/** An XML text from its first element on: without what stands before it. */
function elementsOf(text: string): string {
  let rest = text.trimStart();
  for (let most = 0; most < 100; most++) {
    const end = rest.startsWith('<?') ? '?>' : rest.startsWith('<!--') ? '-->' : undefined;
    const at = end === undefined ? -1 : rest.indexOf(end);
    if (at < 0) break;
    rest = rest.slice(at + end!.length).trimStart();
  }
  return rest;
}

function treeOf(text: string, lines: readonly string[], book: LineBook): ConfigNode {
  const silent = (line: number): void => book.withoutBearing(line);
  if (/^\s*</.test(text)) return readXml(text, silent, cut(book));
  const isSet = /^(?:[\w.-]{1,64}@[^\s@]{1,64}[#>] )?(set|delete) /m.test(text);
  if (!isSet && /\{/.test(text)) return readBraces(text, silent, cut(book));
  return readSet(lines, (line, how) => {
    if (how === 'silent') book.withoutBearing(line);
    else if (how === 'done') book.modeled(line);
    else book.unknown(line, 'a line that is no command', 'nothing is known of it');
  });
}

type Part = Pick<RunningDevice, 'name' | 'places' | 'loose' | 'routes' | 'lists' | 'stages' | 'named'>;

function partOf(
  { name, scopes, rulebases, nat, zones, network, beyond }: Firewall,
  zoned: ReadonlySet<string>,
  book: LineBook,
  lines: number,
): Part {
  const byScope = new Map<ConfigNode | undefined, Objects>();
  const objectsOf = (own: readonly ConfigNode[]): Objects => {
    const known = byScope.get(own[0]);
    if (known) return known;
    const made = new Objects(own, lines);
    byScope.set(own[0], made);
    return made;
  };
  const lists: ZoneLists = { between: [], within: [] };
  const named = new Map<string, number>();
  const translations = nat.flatMap((rulebase) =>
    below(rulebase, 'nat', 'rules').flatMap((node) => translationsOf(node, objectsOf(scopes))),
  );
  for (const { rulebase, scopes: own } of rulebases) {
    const objects = objectsOf(own);
    noteDos(rulebase, own, book);
    for (const node of below(rulebase, 'security', 'rules')) {
      const schedules = (schedule: string) => scheduleOf(own, schedule);
      addRule({ node, objects, schedules, translations }, lists, book, textOfNode(node));
      for (const zone of [...below(node, 'from'), ...below(node, 'to')])
        if (zone.word !== 'any' && !named.has(zone.word)) named.set(zone.word, zone.line);
    }
  }
  const translated = translations.flatMap(dialedRules);
  const wires = wiresOf(network, (address) => objectsOf(scopes).network(address));
  const places = placesOf(zones, wires, beyond, named);
  const gateways = network.flatMap((each) => below(each, 'shared-gateway').flatMap((gateway) => below(gateway, 'zone')));
  noteZones([...zones, ...gateways], network, book);
  const kept = keptBack(keptOf(zones, wires, beyond, book));
  const actionOf = (rule: string, otherwise: 'permit' | 'deny'): 'permit' | 'deny' => {
    const actions = rulebases.map(({ rulebase }) => valueAt(nodeAt(rulebase, 'default-security-rules', 'rules', rule), 'action'));
    const action = actions.find((each) => each !== undefined);
    return action === undefined ? otherwise : action === 'allow' ? 'permit' : 'deny';
  };
  const defaults = {
    within: actionOf('intrazone-default', 'permit'),
    between: actionOf('interzone-default', 'deny'),
    line: rulebases[0]?.rulebase.line ?? 1,
  };
  const own = listsOf(lists, translated, places, defaults);
  const loose = looseOf(zoned, wires);
  return {
    name,
    places,
    ...(loose.length && { loose }),
    routes: routesIn(zones, wires, beyond),
    named: namedTogether([...byScope.values()].map((objects) => objects.named())),
    lists: new Map([...kept, ...own.lists]),
    stages: [...kept.map(([each]) => each), ...own.stages],
  };
}

const DAY = String.raw`(\d{4}/\d\d/\d\d)@\d\d:\d\d`;
const PERIOD = new RegExp(`^schedule-type non-recurring ${DAY}-${DAY}$`);

/** When a schedule has rules count: `non-recurring 2020/01/01@00:00-2026/12/31@23:59` is a period, and several of them are none. */
function scheduleOf(scopes: readonly ConfigNode[], name: string): Condition | undefined {
  const schedule = scopes.map((scope) => nodeAt(scope, 'schedule', name)).find((node) => node !== undefined);
  if (!schedule) return undefined;
  const text = textOfNode(schedule).slice(schedule.word.length + 1);
  const [, from, to] = PERIOD.exec(text)?.map((day) => day.replaceAll('/', '-')) ?? [];
  return periodOf(`at certain times alone: ${text}`, from, to);
}

function calls(zones: readonly string[]): ReadonlyMap<string, string> {
  return zonesAsCalled(zones, ZONES);
}
