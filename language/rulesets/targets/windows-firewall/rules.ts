import { type AddressSet, addressRanges, type Family, ofFamily, parseAddress } from '../../../model/addresses.ts';
import { IntervalSet } from '../../../model/interval-set.ts';
import {
  ANY_SERVICE,
  formatSpan,
  hasMostProtocols,
  icmpTypes,
  portSpans,
  protocolsOf,
  type ServiceSet,
  sourcedPorts,
} from '../../../model/services.ts';
import { citations } from '../../citations.ts';
import { NameTable } from '../../names.ts';
import type { RuleEntry, RuleSide } from '../../rule-set.ts';
import { cutBytes, oneLine, summarize } from '../../text.ts';

/** The longest name of a rule, and the longest of its texts. */
export const NAME_LENGTH = 511;
export const TEXT_BYTES = 10_000;

/** What is asked for by name in `New-NetFirewallRule`; what all rules share is not here. */
export interface FirewallRule {
  readonly Name: string;
  readonly DisplayName: string;
  readonly Description: string;
  readonly Action: 'Allow' | 'Block';
  /** `TCP`, `UDP`, `ICMPv4`, `ICMPv6`, `Any`, or the number of another one. */
  readonly Protocol: string;
  readonly LocalPort?: readonly string[];
  readonly RemotePort?: readonly string[];
  readonly IcmpType?: readonly string[];
  readonly LocalAddress?: readonly string[];
  readonly RemoteAddress: readonly string[];
}

/** Windows refuses these as ends of a range, and no packet comes from them. */
const NOWHERE: AddressSet = IntervalSet.unionAll(
  [
    { start: '0.0.0.0', prefix: 8 },
    { start: '224.0.0.0', prefix: 3 },
    { start: '::', prefix: 127 },
    { start: 'ff00::', prefix: 8 },
  ].map((text) => parseAddress(text).set),
);

/**
 * The types of icmp that a block closes: those that begin an exchange. The others are errors and answers about what is allowed, or find
 * neighbors, without which there is no IPv6; a block beats every allow, so it may not hold them.
 */
const BLOCKED_TYPES = {
  4: ['5', '8', '9', '10', '13', '15', '17', '42'],
  6: ['128', '137', '138', '139', '160'],
} as const;

/** Neighbor discovery and router advertisements; the system itself takes them from its own link only. */
export const NEIGHBORS: FirewallRule = {
  Name: 'Segplan-Neighbors',
  DisplayName: 'Segplan: neighbor discovery (ICMPv6)',
  Description: 'Without neighbor discovery a host has no IPv6.',
  Action: 'Allow',
  Protocol: 'ICMPv6',
  IcmpType: ['134', '135', '136'],
  RemoteAddress: ['Any'],
};

/** Where packets of a side come from; nothing where it is no place that packets come from. */
export function reachable(addresses: AddressSet, family: Family): AddressSet | undefined {
  const own = ofFamily(addresses, family).subtract(NOWHERE);
  return own.isEmpty ? undefined : own;
}

function texts(addresses: AddressSet, family: Family): string[] {
  return addressRanges(addresses, family).map(({ first, last, cidr }) => (first === last ? first : (cidr ?? `${first}-${last}`)));
}

function remotes(sides: readonly RuleSide[], family: Family): string[] | undefined {
  if (sides.some((s) => s.any)) return ['Any'];
  const own = reachable(IntervalSet.unionAll(sides.map((s) => s.addresses)), family);
  return own && texts(own, family);
}

type Match = Pick<FirewallRule, 'Protocol' | 'LocalPort' | 'RemotePort' | 'IcmpType'>;

/** The protocols of a service set. In IPv6 a deny of everything can't be one rule, since that would end neighbor discovery as well. */
function matchesOf(services: ServiceSet, family: Family, action: RuleEntry['action'], otherProtocols: boolean): Match[] {
  const apart = action === 'deny' && family === 6 && !otherProtocols;
  if (services.equals(ANY_SERVICE) && !apart) return [{ Protocol: 'Any' }];
  const matches: Match[] = [];
  for (const transport of ['tcp', 'udp'] as const) {
    const ports = portSpans(services, transport).map(formatSpan);
    const Protocol = transport === 'tcp' ? 'TCP' : 'UDP';
    if (ports.length) matches.push(ports[0] === '0-65535' ? { Protocol } : { Protocol, LocalPort: ports });
  }
  for (const { transport, ports, source } of sourcedPorts(services))
    matches.push({
      Protocol: transport === 'tcp' ? 'TCP' : 'UDP',
      LocalPort: ports.map(formatSpan),
      RemotePort: [formatSpan(source)],
    });
  const types = icmpTypes(services, family);
  if (types === 'all')
    matches.push({ Protocol: `ICMPv${family}`, ...(action === 'deny' ? { IcmpType: BLOCKED_TYPES[family] } : {}) });
  else if (types.length) matches.push({ Protocol: `ICMPv${family}`, IcmpType: types.map(String) });
  // Where a deny of everything is written apart, nothing lets in protocols without a name.
  const others = hasMostProtocols(services) ? [] : protocolsOf(services);
  return [...matches, ...others.map((number) => ({ Protocol: `${number}` }))];
}

/** Types of ICMPv6 without which there is no IPv6: a block of one would beat what lets them in. */
export const NEIGHBOR_TYPES = [133, 134, 135, 136];

/** The policy keeps its fields apart by `|`, so that no text may hold one. */
function text(parts: readonly string[]): string {
  const line = oneLine(parts.filter((p) => p).join('. ')).replace(/\|/g, '/');
  return cutBytes(line, TEXT_BYTES);
}

function descriptionOf(entry: RuleEntry): string {
  const sources = citations(entry);
  const until = entry.until ? `Until ${entry.until}` : '';
  const phase = entry.phase ? `During ${entry.phase}` : '';
  return text([entry.id, until, phase, summarize(entry), sources.length ? `See ${sources.join('; ')}` : '']);
}

/** `TCP, IPv4`, `ICMPv6`: with the family, where the protocol doesn't say it. */
function protocolOf({ Protocol }: Match, family: Family, joint: string): string {
  if (Protocol.startsWith('ICMP')) return Protocol;
  return `${/^\d/.test(Protocol) ? `protocol ${Protocol}` : Protocol}${joint}IPv${family}`;
}

/** Names the rules of one host. */
export class RuleNames {
  private readonly names = new NameTable({ most: NAME_LENGTH, refused: /[^A-Za-z0-9.]+/, joint: '-', ignoresCase: true });

  name(id: string, match: Match, family: Family): string {
    const from = match.RemotePort ? `-from-${match.RemotePort.join('-')}` : '';
    return this.names.name(`Segplan-${id}-${protocolOf(match, family, '-')}${from}`);
  }
}

/**
 * One rule for each address family and protocol: a rule that held addresses of both families would pair those of one with those of the other.
 * @param otherProtocols whether something on the host lets in protocols that have no name here, which a deny then has to name as well
 */
export function rulesOf(entry: RuleEntry, names: RuleNames, otherProtocols: boolean): FirewallRule[] {
  return ([4, 6] as const).flatMap((family) => {
    const LocalAddress = texts(IntervalSet.unionAll(entry.destinations.map((s) => s.addresses)), family);
    const RemoteAddress = remotes(entry.sources, family);
    if (!LocalAddress.length || !RemoteAddress) return [];
    return matchesOf(entry.services, family, entry.action, otherProtocols).map((match): FirewallRule => {
      const protocol = protocolOf(match, family, ', ');
      const sides = [entry.sources, entry.destinations].map((side) => side.map((s) => s.label).join(', ')).join(' -> ');
      return {
        Name: names.name(entry.id, match, family),
        DisplayName: `${cutBytes(text([`Segplan ${entry.id}: ${sides}`]), 200).replace(/…$/, '...')} (${protocol})`,
        Description: descriptionOf(entry),
        Action: entry.action === 'deny' ? 'Block' : 'Allow',
        ...match,
        LocalAddress,
        RemoteAddress,
      };
    });
  });
}
