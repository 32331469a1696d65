import { type AddressSet, ALL_IPV4, ALL_IPV6, addressRanges, type Family, ofFamily } from '../../../model/addresses.ts';
import { cidrBlocks } from '../../../model/cidr-blocks.ts';
import { IntervalSet } from '../../../model/interval-set.ts';
import {
  ANY_SERVICE,
  icmpTypes,
  type PortSpan,
  portSpans,
  protocolsOf,
  type ServiceSet,
  sourcedPorts,
} from '../../../model/services.ts';
import { citations } from '../../citations.ts';
import type { RuleEntry, RuleSide } from '../../rule-set.ts';
import { cutBytes, oneLine, summarize } from '../../text.ts';

/** The longest comment: what is longer is cut by the kernel without a word. */
export const COMMENT_BYTES = 255;

/** How many numbers one `multiport` holds; a range counts for two. */
const MULTIPORT_SLOTS = 15;

/** What one side of a rule is matched by: alternatives, of which each becomes a rule. Empty text matches everything. */
export interface SideMatches {
  readonly only: readonly string[];
  /** The same by what it is not, where that is no longer: the matches of what has to be left out first. */
  readonly except?: readonly string[];
}

/** The addresses of a side, all of its labels together. */
export function addressesOf(sides: readonly RuleSide[]): AddressSet {
  return IntervalSet.unionAll(sides.map((s) => s.addresses));
}

/** @returns nothing where the set has no address of the family */
export function matchAddresses(addresses: AddressSet, family: Family, end: 'source' | 'destination'): SideMatches | undefined {
  const key = `${end} ${family}` as const;
  const known = matched.get(addresses) ?? {};
  matched.set(addresses, known);
  if (!(key in known)) known[key] = matchesOf(addresses, family, end);
  return known[key];
}

// A zone is at the ends of many rules, and the rest of the world lies around all of them.
const matched = new WeakMap<AddressSet, { [key in `${'source' | 'destination'} ${Family}`]?: SideMatches | undefined }>();

function matchesOf(addresses: AddressSet, family: Family, end: 'source' | 'destination'): SideMatches | undefined {
  const own = ofFamily(addresses, family);
  if (own.isEmpty) return undefined;
  const rest = (family === 4 ? ALL_IPV4 : ALL_IPV6).subtract(own);
  if (rest.isEmpty) return { only: [''] };
  const only = runs(own, family, end);
  if (rest.intervals.length > only.length) return { only };
  // What is left out is the networks of others, which a reader knows better than runs across several of them.
  const networks = cidrBlocks(rest, family).map((cidr) => `${end === 'source' ? '-s' : '-d'} ${cidr}`);
  const spans = runs(rest, family, end);
  const except = networks.length <= 2 * spans.length ? networks : spans;
  return { only, except };
}

/** @returns everything where the rule says `any`; nothing where the side has no address of the family */
export function matchSides(sides: readonly RuleSide[], family: Family, end: 'source' | 'destination'): SideMatches | undefined {
  return sides.some((s) => s.any) ? { only: [''] } : matchAddresses(addressesOf(sides), family, end);
}

function runs(addresses: AddressSet, family: Family, end: 'source' | 'destination'): string[] {
  const [flag, range] = end === 'source' ? ['-s', '--src-range'] : ['-d', '--dst-range'];
  return addressRanges(addresses, family).map(({ first, last, cidr }) =>
    cidr === undefined ? `-m iprange ${range} ${first}-${last}` : `${flag} ${cidr}`,
  );
}

/** The ways of matching a service set. */
export function matchServices(services: ServiceSet, family: Family): string[] {
  if (services.equals(ANY_SERVICE)) return [''];
  const matches = (['tcp', 'udp'] as const).flatMap((transport) => [
    ...multiports(portSpans(services, transport)).map((ports) => `-p ${transport}${ports}`),
    // Of several ports, --sports and --dports stand in matches of their own.
    ...sourcedPorts(services, [transport]).flatMap(({ ports, source }) =>
      multiports(ports).map((text) => `-p ${transport} --sport ${portText(source)}${text}`),
    ),
  ]);
  return [...matches, ...icmpMatches(services, family), ...protocolsOf(services).map((number) => `-p ${number}`)];
}

/** The type that iptables takes for every type of IPv4. */
const EVERY_TYPE = 255;

/** One match for each type: there are no lists of them. */
function icmpMatches(services: ServiceSet, family: Family): string[] {
  const types = icmpTypes(services, family);
  const [protocol, type] = family === 4 ? ['-p icmp', '-m icmp --icmp-type'] : ['-p ipv6-icmp', '-m icmp6 --icmpv6-type'];
  if (types === 'all') return [protocol];
  // All but one are one match, with the type that can't be said.
  if (types.length === EVERY_TYPE) {
    const [missing] = icmpTypes(ANY_SERVICE.subtract(services), family);
    return [`${protocol} ${type.replace(' --', ' ! --')} ${missing}`];
  }
  return types.filter((each) => family === 6 || each !== EVERY_TYPE).map((each) => `${protocol} ${type} ${each}`);
}

/** Whether a type of icmp is among some services that no match is for. */
export function hasUnsayableType(services: ServiceSet): boolean {
  const types = icmpTypes(services, 4);
  return types !== 'all' && types.length < EVERY_TYPE && types.includes(EVERY_TYPE);
}

function portText({ from, to }: PortSpan): string {
  return from === to ? `${from}` : `${from}:${to}`;
}

/** Spans of ports in as many matches as their number takes. */
function multiports(spans: readonly PortSpan[]): string[] {
  const portions: PortSpan[][] = [];
  let free = 0;
  for (const span of spans) {
    const slots = span.from === span.to ? 1 : 2;
    if (slots > free) {
      portions.push([]);
      free = MULTIPORT_SLOTS;
    }
    portions[portions.length - 1]!.push(span);
    free -= slots;
  }
  return portions.map((portion) => {
    const ports = portion.map(portText).join(',');
    if (ports === '0:65535') return '';
    return portion.length === 1 ? ` --dport ${ports}` : ` -m multiport --dports ${ports}`;
  });
}

/** A comment in quotes. iptables-restore reads `\` and `"` within quotes as its own, and nothing else. */
export function comment(text: string): string {
  return `-m comment --comment "${cutBytes(oneLine(text).replace(/["\\]/g, "'"), COMMENT_BYTES)}"`;
}

/** Which rule of the plan a line is of, for whom, why, and who says so. */
export function commentOf(entry: RuleEntry): string {
  const labels = (sides: readonly RuleSide[]): string => sides.map((s) => s.label).join(', ');
  const until = entry.until ? ` (until ${entry.until})` : '';
  const why = summarize(entry);
  const sources = citations(entry);
  return [
    `${entry.id}${until} ${labels(entry.sources)} -> ${labels(entry.destinations)}`,
    why && `: ${why}`,
    sources.length ? ` [${sources.join('; ')}]` : '',
  ].join('');
}
