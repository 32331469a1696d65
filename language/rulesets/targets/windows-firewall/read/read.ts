import { type AddressSet, NO_ADDRESSES } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import {
  itemsAt,
  type JsonNode,
  noteLines,
  noteMisread,
  objectsIn,
  readJson,
  saysNothing,
} from '../../../../running/forms/json.ts';
import { LineBook, linesOf, shorten } from '../../../../running/lines.ts';
import { readAddresses } from '../../../../running/parts.ts';
import type { RuleList, RunningDevice, RunningReader, RunningRule } from '../../../../running/running.ts';
import { Fields } from './fields.ts';
import { type Direction, Profiles } from './profiles.ts';
import { type HostRule, readRule } from './rules.ts';

/**
 * Reads what `docs/collect-windows-firewall.ps1` writes: `Get-NetFirewallRule` with its filters and the profiles of the host, as JSON. Also the same
 * cmdlets through `ConvertTo-Json` by hand, with filters beside a rule's own properties or as objects in it, and values as words or numbers.
 */
export const reader = {
  name: 'windows-firewall',
  title: 'Windows Defender Firewall, Get-NetFirewallRule with its filters as JSON',
  recognizes(head) {
    if (!/^\s*[[{]/.test(head)) return 0;
    if (/"segplan"\s*:\s*"windows-firewall"/.test(head)) return 1;
    if (/"(?:DefaultInboundAction|EdgeTraversalPolicy|PolicyStoreSourceType|LooseSourceMapping)"\s*:/i.test(head)) return 0.95;
    const has = (key: string): boolean => new RegExp(`"${key}"\\s*:`, 'i').test(head);
    return has('Direction') && has('Action') && has('Enabled') && (has('LocalPort') || has('RemoteAddress') || has('Profile'))
      ? 0.8
      : 0;
  },
  read(text, file) {
    const lines = linesOf(text);
    const book = new LineBook(lines);
    const json = readJson(lines.join('\n'), true);
    noteLines(json, lines.length, book);
    const hosts = json.roots.flatMap(hostsOf);
    if (!hosts.length) book.unknown(1, 'no rules', 'the file says nothing of what is filtered');
    const made = (hosts.length ? hosts : [{ node: undefined, rules: [] }]).map((host) => deviceOf(host, book));
    noteMisread(json, book);
    const told = book.result();
    return made.map((device): RunningDevice => ({ format: 'windows-firewall', file, ...device, ...told }));
  },
} satisfies RunningReader;

/** What a file says of one host; no node where it is rules alone. */
interface Host {
  readonly node: JsonNode | undefined;
  readonly rules: readonly JsonNode[];
}

/** The hosts of a value: an object with rules, a list of such objects, or a list of rules. */
function hostsOf(root: JsonNode): Host[] {
  const isRule = (node: JsonNode): boolean => node.members.has('direction') || node.members.has('action');
  const hostOf = (node: JsonNode): Host => {
    const rules = node.members.get('rules')!;
    return { node, rules: objectsOf(rules) };
  };
  if (root.members.has('rules')) return [hostOf(root)];
  const items = root.kind === 'object' && isRule(root) ? [root] : objectsOf(root);
  const hosts = items.filter((item) => item.members.has('rules')).map(hostOf);
  const rules = items.filter((item) => !item.members.has('rules') && isRule(item));
  for (const item of items) if (!item.members.has('rules') && !isRule(item)) item.isOther = true;
  return rules.length ? [...hosts, { node: undefined, rules }] : hosts;
}

/** The objects of a list, of what ConvertTo-Json makes of one (`value`, `Count`), or one alone, which it writes without brackets. */
function objectsOf(node: JsonNode | undefined): readonly JsonNode[] {
  if (!node) return [];
  if (node.kind === 'object') return node.members.has('value') ? itemsAt(node, 'value') : [node];
  if (node.kind !== 'list' && !saysNothing(node)) node.isOther = true;
  return objectsIn(node.items);
}

type HostDevice = Omit<RunningDevice, 'format' | 'file' | 'lines' | 'unknown'>;

function deviceOf({ node, rules }: Host, book: LineBook): HostDevice {
  const fields = node && new Fields(node);
  const members = (key: string): readonly JsonNode[] => objectsOf(node?.members.get(key));
  const line = node?.line ?? rules[0]?.line ?? 1;
  const { host, networks } = addressesOf(node?.members.get('addresses'), book);
  const profiles = new Profiles(members('profiles'), members('connections'), line, book);
  if (node) noteMembers(node, book);
  noteSecurity(members('connectionsecurity'), book);
  noteMissing(rules, book);
  const found = rules.flatMap((rule) => readRule(rule, { profiles, networks, book }) ?? []);
  const list = (direction: Direction): [string, RuleList] => {
    const end = profiles.after(direction);
    const all: RunningRule[] = profiles.before(direction);
    for (const rank of [0, 1, 2])
      for (const each of found) if (isOf(each, direction, rank)) for (const rule of each.rules) all.push(rule);
    return [direction, { ...end, name: direction, rules: [...all, ...end.rules] }];
  };
  const [inbound, outbound] = [list('inbound'), list('outbound')];
  const isFiltered = outbound[1].otherwise === 'deny' || outbound[1].rules.some(({ action }) => action !== 'permit');
  const name = ['computer', 'computername', 'hostname', 'pscomputername'].map((key) => fields?.text(key)).find((each) => each);
  return {
    name: name === undefined ? undefined : shorten(name),
    places: [],
    lists: new Map([inbound, outbound]),
    stages: ['inbound'],
    ...(isFiltered && { outbound: ['outbound'] }),
    replies: 'tracked',
    host,
    families: [4, 6],
  };
}

function isOf({ direction, rank }: HostRule, of: Direction, at: number): boolean {
  return direction === of && rank === at;
}

/** The addresses of a host without those that nothing comes to from elsewhere, and the networks that they are in. */
function addressesOf(node: JsonNode | undefined, book: LineBook): { host: AddressSet; networks: AddressSet | undefined } {
  if (!node) return { host: NO_ADDRESSES, networks: undefined };
  const [hosts, networks]: AddressSet[][] = [[], []];
  for (const item of node.kind === 'list' ? node.items : [node]) {
    const text = item.kind === 'object' ? textOfAddress(new Fields(item)) : item.text;
    const address = readAddresses(text.split('/')[0]!.replace(/%.*$/, ''));
    const network = readAddresses(text.replace(/%[^/]*/, ''));
    if (!address || !network) book.unknown(item.line, 'an address of the host', 'which addresses the host has is not known');
    else if (!/^(?:127\.|169\.254\.|fe[89ab][\da-f]:|::1(?:\/|$))/i.test(text)) {
      hosts!.push(address);
      networks!.push(network);
    }
  }
  return { host: IntervalSet.unionAll(hosts!), networks: networks!.length ? IntervalSet.unionAll(networks!) : undefined };
}

function textOfAddress(fields: Fields): string {
  const length = fields.text('prefixlength');
  return `${fields.text('ipaddress') ?? ''}${length === undefined ? '' : `/${length}`}`;
}

/** What the file of a host holds besides: told where it might matter. */
function noteMembers(node: JsonNode, book: LineBook): void {
  const known =
    'segplan version computer computername hostname pscomputername collected system profiles connections addresses connectionsecurity rules';
  for (const [key, { line, last }] of node.members)
    if (!known.split(' ').includes(key)) book.unknown(line, 'a part beside the rules', 'nothing is known of it', last);
    else if (key !== 'rules') book.modeled(line);
}

/** Rules of IPsec: where one requires it of what comes in, whoever hasn't it is refused, whatever the firewall allows. */
function noteSecurity(rules: readonly JsonNode[], book: LineBook): void {
  for (const node of rules) {
    const fields = new Fields(node);
    if (
      fields.word('enabled') !== 'false' &&
      [fields.word('inboundsecurity'), fields.word('outboundsecurity')].includes('require')
    )
      book.unknown(node.line, 'connection security rule', 'it may refuse connections that IPsec does not protect', node.last);
    else book.modeled(node.line, node.last);
  }
}

/** Filters that no rule of a file has: then nobody asked for them. */
function noteMissing(rules: readonly JsonNode[], book: LineBook): void {
  const [first] = rules;
  if (!first) return;
  const missing = FILTERED.filter((keys) => !rules.some((rule) => keys.some((key) => holds(rule, key)))).map(([key]) => key);
  if (missing.length) book.unknown(first.line, `rules without ${missing.join(' and ')}`, 'they may match less than is known');
}

/** What filters of a rule tell, by any of their names. Addresses and protocols that are missing are told at each rule. */
const FILTERED: readonly (readonly [string, ...string[]])[] = [
  ['program', 'application', 'apppath'],
  ['service', 'servicename'],
  ['localport'],
  ['remoteport'],
  ['localaddress'],
  ['profile', 'profiles'],
  ['interfacealias', 'interface'],
  ['interfacetype'],
  ['authentication'],
];

function holds({ members }: JsonNode, key: string): boolean {
  if (members.has(key)) return true;
  return [...members].some(
    ([name, value]) => /filters?$/.test(name) && (value.members.has(key) || value.items.some((item) => item.members.has(key))),
  );
}
