import { ALL_IPS, ANYWHERE, NO_ADDRESSES } from '../../../../model/addresses.ts';
import { append } from '../../../../model/lists.ts';
import { ANY_SERVICE, ICMP_OF, protocolSet } from '../../../../model/services.ts';
import { ofWord } from '../../../../model/word-tables.ts';
import {
  itemsAt,
  type JsonNode,
  noteOthers,
  numberAt,
  objectsAt,
  saysNothing,
  textAt,
  textsAt,
} from '../../../../running/forms/json.ts';
import { ANY_IPV4, ANY_IPV6, shorten } from '../../../../running/lines.ts';
import {
  type AddressMatch,
  ANY_ADDRESS,
  anyOf,
  exactly,
  perhaps,
  type RuleEnd,
  rulesBetween,
  type ServiceMatch,
} from '../../../../running/matches.ts';
import { portsOf, protocolOf, readAddresses, readPorts } from '../../../../running/parts.ts';
import type { RunningPlace, RunningRule } from '../../../../running/running.ts';
import { type Label, lastOf, type Machines, type Project } from './project.ts';

type Direction = 'ingress' | 'egress';

const RULE = new Set([
  ...['allowed', 'denied', 'creationTimestamp', 'description', 'destinationRanges', 'direction', 'disabled', 'enableLogging'],
  ...['id', 'kind', 'logConfig', 'name', 'network', 'priority', 'selfLink', 'selfLinkWithId', 'params', 'sourceRanges'],
  ...['sourceServiceAccounts', 'sourceTags', 'targetServiceAccounts', 'targetTags'],
]);
const ENTRY = new Set(['IPProtocol', 'ports']);
const MOST_PRIORITY = 65_535;
const NUMBERS: Readonly<Record<string, number>> = { tcp: 6, udp: 17, icmp: 1, esp: 50, ah: 51, sctp: 132, ipip: 4 };
const CUT = 'the file does not say all of it';

/** The rules of one network in the order in which they are tried: by priority, and of one priority those that deny first. */
export class NetworkRules {
  private readonly network: string;
  private readonly project: Project;
  private readonly placed: Record<Direction, { priority: number; denies: boolean; rules: RunningRule[] }[]> = {
    ingress: [],
    egress: [],
  };
  private readonly named = new Map<string, RunningPlace>();

  constructor(network: string, project: Project) {
    this.network = network;
    this.project = project;
  }

  get places(): RunningPlace[] {
    return [...this.named.values()];
  }

  of(direction: Direction): RunningRule[] {
    const all = this.placed[direction].sort((a, b) => a.priority - b.priority || Number(b.denies) - Number(a.denies));
    const result: RunningRule[] = [];
    if (this.project.isCut) {
      const traffic = [{ sources: ANYWHERE, destinations: ANYWHERE, services: ANY_SERVICE }];
      result.push({ action: 'unknown', traffic, perhaps: CUT, name: undefined, line: 1, text: 'rules that are cut off' });
    }
    for (const { rules } of all) append(result, rules);
    return result;
  }

  add(value: JsonNode): void {
    const { book } = this.project;
    const unread = (what: string): void => book.unknown(value.line, 'firewall rule', `${what} can not be read`, value.last);
    book.modeled(value.line, value.last);
    const entries = [...objectsAt(value, 'allowed'), ...objectsAt(value, 'denied')];
    const strange = entries.map((entry) => noteOthers(entry, ENTRY, 'firewall rule', book)).find((each) => each !== undefined);
    const other = noteOthers(value, RULE, 'firewall rule', book) ?? strange;
    const disabled = textAt(value, 'disabled')?.toLowerCase();
    if (disabled === 'true' && value.isWhole) return;
    const told = textAt(value, 'direction')?.toLowerCase();
    const directions: Direction[] = told === 'ingress' || told === 'egress' ? [told] : ['ingress', 'egress'];
    if (directions.length > 1) unread('its direction');
    const toldNumber = numberAt(value, 'priority');
    const priority = toldNumber !== undefined && toldNumber >= 0 && toldNumber <= MOST_PRIORITY ? toldNumber : undefined;
    if (priority === undefined) unread('its priority');
    const [allowed, denied] = [objectsAt(value, 'allowed'), objectsAt(value, 'denied')];
    const isOne = allowed.length > 0 !== denied.length > 0;
    if (!isOne) unread('what it does');
    const items = allowed.length ? allowed : denied;
    const services = items.map(servicesOf);
    const hasAll = !services.includes(undefined);
    if (!hasAll) unread('its protocols or ports');
    const isKnown = value.isWhole && isOne && hasAll && directions.length === 1 && priority !== undefined;
    const isOpen = disabled !== undefined && disabled !== 'false';
    if (isOpen) unread('whether it is disabled');
    const comment = textAt(value, 'description');
    const name = textAt(value, 'name');
    for (const direction of directions) {
      const common = {
        action: isOne ? (allowed.length ? 'permit' : 'deny') : 'unknown',
        services: hasAll && services.length ? anyOf(services.flatMap((each) => each ?? [])) : perhaps(ANY_SERVICE, CUT),
        condition: isKnown && !isOpen ? other : CUT,
        name: name ? shorten(name) : undefined,
        ...(comment && { comment: shorten(comment) }),
        line: value.line,
        text: textOf(value, items),
      } as const;
      const [sources, destinations] = this.endsOf(value, direction);
      const rules = rulesBetween(sources, destinations, common);
      this.placed[direction].push({ priority: priority ?? -1, denies: !allowed.length, rules });
    }
  }

  /** Where packets of a rule come from and go to; the target is the machine whose firewall it is. */
  private endsOf(value: JsonNode, direction: Direction): [RuleEnd[], RuleEnd[]] {
    const targets = this.labeled(value, 'target');
    const [from, to] = [this.rangesOf(value, 'sourceRanges'), this.rangesOf(value, 'destinationRanges')];
    if (direction === 'egress') {
      return [
        targets.length ? targets.map((end) => within(end, from)) : [{ match: from ?? ANY_ADDRESS }],
        [{ match: to ?? EVERY_V4 }],
      ];
    }
    const labeled = this.labeled(value, 'source');
    const sources = [...(from ? [{ match: from }] : []), ...labeled];
    return [
      sources.length ? sources : [{ match: EVERY_V4 }],
      targets.length ? targets.map((end) => within(end, to)) : [{ match: to ?? ANY_ADDRESS }],
    ];
  }

  /** The machines that tags or service accounts stand for: those of the file, and a place for those that it doesn't have. */
  private labeled(value: JsonNode, end: 'source' | 'target'): RuleEnd[] {
    const matches: AddressMatch[] = [];
    const places = new Set<string>();
    for (const [key, label] of [
      ['Tags', 'tag'],
      ['ServiceAccounts', 'account'],
    ] as const)
      for (const text of textsAt(value, `${end}${key}`)) {
        const found = this.project.machines(this.network, label, text);
        if (found) matches.push(machinesAt(found, end, label));
        else places.add(this.placeOf(label === 'tag' ? text : text.split('@')[0]!, value.line));
      }
    return [...(matches.length ? [{ match: anyOf(matches) }] : []), ...(places.size ? [{ match: ANY_ADDRESS, places }] : [])];
  }

  private placeOf(text: string, line: number): string {
    const name = shorten(text) || 'a label without a name';
    if (!this.named.has(name)) this.named.set(name, { name, networks: NO_ADDRESSES, rest: false, line });
    return name;
  }

  /** Some networks; nothing where a rule names none. */
  private rangesOf(value: JsonNode, key: 'sourceRanges' | 'destinationRanges'): AddressMatch | undefined {
    const member = value.members.get(key);
    if (!member || saysNothing(member)) return undefined;
    const unread = (line: number): AddressMatch => {
      this.project.book.unknown(line, `firewall rule ${key}`, 'it holds a network that can not be read');
      return perhaps(ALL_IPS, 'a network that can not be read');
    };
    if (!member.items.length) return unread(member.line);
    return anyOf(
      member.items.map(({ text, line }) => {
        if (text === '0.0.0.0/0') return EVERY_V4;
        if (text === '::/0') return exactly(ANY_IPV6);
        const set = readAddresses(text);
        return set ? exactly(set) : unread(line);
      }),
    );
  }
}

const EVERY_V4: AddressMatch = exactly(ANY_IPV4);

/** As a source a tag stands for the addresses of machines and not for the ranges that are aliases of them; of accounts Google doesn't say that. */
function machinesAt({ own, aliases }: Machines, end: 'source' | 'target', label: Label): AddressMatch {
  if (end === 'target') return exactly(own.union(aliases));
  if (label === 'tag' || aliases.isEmpty) return exactly(own);
  return { sure: own, maybe: aliases, why: 'whether an account stands for the alias ranges of its machines is not known' };
}

function within({ match, places }: RuleEnd, ranges: AddressMatch | undefined): RuleEnd {
  if (!ranges) return { match, ...(places && { places }) };
  const sure = match.sure.intersect(ranges.sure);
  const maybe = match.sure.intersect(ranges.maybe);
  return { match: { sure, maybe, why: ranges.why }, ...(places && { places }) };
}

/** The services of an entry of `allowed` or `denied`; nothing where it can't be read. */
function servicesOf(entry: JsonNode): ServiceMatch | undefined {
  const protocol = textAt(entry, 'IPProtocol')?.toLowerCase();
  if (protocol === undefined || !entry.isWhole) return undefined;
  if (protocol === 'all') return exactly(ANY_SERVICE);
  const number = ofWord(NUMBERS, protocol) ?? (/^\d{1,3}$/.test(protocol) ? Number(protocol) : undefined);
  const ports = entry.members.get('ports');
  if (number === undefined || number > 255) return undefined;
  const hasPorts = ports !== undefined && !saysNothing(ports);
  if (number !== 6 && number !== 17) {
    const whole = number === 1 ? ICMP_OF[4] : number === 58 ? ICMP_OF[6] : protocolSet(number);
    return hasPorts ? perhaps(whole, 'ports of another protocol than tcp and udp') : exactly(whole);
  }
  if (!hasPorts) return exactly(protocolOf(number));
  const spans = ports.items.map(({ text }) => readPorts(text));
  if (!spans.length || spans.includes(undefined)) return undefined;
  return exactly(
    portsOf(
      number === 6 ? 'tcp' : 'udp',
      spans.flatMap((span) => span ?? []),
    ),
  );
}

/** A rule on one line. */
function textOf(value: JsonNode, items: readonly JsonNode[]): string {
  const listed = (key: string): string => {
    const texts = itemsAt(value, key)
      .slice(0, 4)
      .map(({ text }) => (key.endsWith('Accounts') ? text.split('@')[0]! : text).slice(0, 50));
    return texts.length ? ` ${key} ${texts.join(' ')}` : '';
  };
  const services = items.slice(0, 4).map((each) => {
    const ports = itemsAt(each, 'ports')
      .slice(0, 8)
      .map(({ text }) => text.slice(0, 11));
    return [(textAt(each, 'IPProtocol') ?? '').slice(0, 10), ports.join()].filter(Boolean).join(':');
  });
  const action = itemsAt(value, 'allowed').length ? 'allowed' : 'denied';
  const words = ['direction', 'priority'].map((key) => (textAt(value, key) ?? '').slice(0, 10));
  const ends = [
    'sourceRanges',
    'sourceTags',
    'sourceServiceAccounts',
    'destinationRanges',
    'targetTags',
    'targetServiceAccounts',
  ];
  return `${lastOf(textAt(value, 'name') ?? '').slice(0, 63)}: ${words.join(' ')} ${action} ${services.join(' ')}${ends.map(listed).join('')}`;
}
