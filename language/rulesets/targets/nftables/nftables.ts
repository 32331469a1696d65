import type { Family } from '../../../model/addresses.ts';
import { append } from '../../../model/lists.ts';
import {
  ANY_SERVICE,
  formatSpan,
  hasMostProtocols,
  ICMP_OF,
  icmpTypes,
  portSet,
  portSpans,
  protocolsOf,
  type ServiceSet,
  sourcedPorts,
  type Transport,
} from '../../../model/services.ts';
import type { HostRuleSet } from '../../host-rule-set.ts';
import { systemNotes } from '../../host-systems.ts';
import { type InsideTraffic, insideTraffic } from '../../inside-zones.ts';
import type { RuleEntry, RuleSet } from '../../rule-set.ts';
import { runText } from '../../service-texts.ts';
import { shortHash } from '../../short-hash.ts';
import type { OutputFile, Target } from '../../target.ts';
import { cutBytes, oneLine, summarize } from '../../text.ts';
import { SetTable } from './sets.ts';

/** The longest comment that the kernel takes. */
const COMMENT_BYTES = 128;

/** nft strings have no escapes: a quote would end the comment. */
function quote(text: string): string {
  return `"${cutBytes(oneLine(text).replace(/["\\]/g, "'"), COMMENT_BYTES)}"`;
}

function commentOf(entry: RuleEntry): string {
  const until = entry.until ? ` (until ${entry.until})` : '';
  const summary = summarize(entry);
  return quote(`${entry.id}${until}${summary ? ` ${summary}` : ''}`);
}

/** The ways of matching a service set: each becomes a rule of its own. Empty text: every protocol. */
function serviceMatches(services: ServiceSet, family: Family | undefined): string[] {
  if (services.equals(ANY_SERVICE)) return [''];
  if (hasMostProtocols(services)) {
    // All protocols but those of which something is missing, and of these what there is.
    const missing = ANY_SERVICE.subtract(services);
    const partly = (['tcp', 'udp'] as const).filter((transport) => missing.overlaps(portSet(transport, 0, 65535)));
    const types = familiesOf(family).filter((each) => missing.overlaps(ICMP_OF[each]));
    const named = [...partly, ...types.map((each) => ICMP_NAMES[each]), ...protocolsOf(missing).map(String)];
    // What is missing may be types of icmp that this address family has not.
    if (!named.length) return [''];
    const rest = partly.flatMap((transport) => portMatches(services, transport));
    return [...rest, ...types.flatMap((each) => typeMatch(services, each)), `meta l4proto != ${one(named.join(', '))}`];
  }
  const [tcp, udp] = (['tcp', 'udp'] as const).map((transport) => portSpans(services, transport).map(formatSpan).join(', '));
  const matches: string[] = [];
  if (tcp && tcp === udp) matches.push(`meta l4proto { tcp, udp } th dport ${one(tcp)}`);
  else
    append(
      matches,
      (['tcp', 'udp'] as const).flatMap((transport) => plainMatch(services, transport)),
    );
  append(
    matches,
    (['tcp', 'udp'] as const).flatMap((transport) => sourcedMatches(services, transport)),
  );
  const families = familiesOf(family);
  const whole = families.filter((each) => icmpTypes(services, each) === 'all').map((each) => ICMP_NAMES[each]);
  if (whole.length) matches.push(`meta l4proto ${one(whole.join(', '))}`);
  for (const each of families) if (icmpTypes(services, each) !== 'all') append(matches, typeMatch(services, each));
  const others = protocolsOf(services);
  if (others.length) matches.push(`meta l4proto ${one(others.join(', '))}`);
  return matches;
}

const ICMP_NAMES = { 4: 'icmp', 6: 'ipv6-icmp' } as const;

function familiesOf(family: Family | undefined): Family[] {
  return family ? [family] : [4, 6];
}

function one(spans: string): string {
  return spans.includes(',') ? `{ ${spans} }` : spans;
}

function portMatches(services: ServiceSet, transport: Transport): string[] {
  return [...plainMatch(services, transport), ...sourcedMatches(services, transport)];
}

function plainMatch(services: ServiceSet, transport: Transport): string[] {
  const spans = portSpans(services, transport).map(formatSpan).join(', ');
  return spans ? [`${transport} dport ${one(spans)}`] : [];
}

function sourcedMatches(services: ServiceSet, transport: Transport): string[] {
  return sourcedPorts(services, [transport]).map(({ ports, source }) => {
    const spans = ports.map(formatSpan).join(', ');
    return `${transport} sport ${formatSpan(source)} ${transport} dport ${one(spans)}`;
  });
}

/** Some types of one family; nothing where there are none. */
function typeMatch(services: ServiceSet, family: Family): string[] {
  const types = icmpTypes(services, family);
  if (types === 'all' || !types.length) return [];
  return [`${family === 4 ? 'icmp' : 'icmpv6'} type ${one(runText(types))}`];
}

function rulesOf(entry: RuleEntry, sets: SetTable): string[] {
  const verdict = entry.action === 'deny' ? 'drop' : 'accept';
  const line = (parts: readonly string[]): string => [...parts.filter((p) => p), verdict, 'comment', commentOf(entry)].join(' ');
  const anySource = entry.sources.some((s) => s.any);
  const anyDestination = entry.destinations.some((s) => s.any);
  if (anySource && anyDestination) return serviceMatches(entry.services, undefined).map((m) => line([m]));
  return ([4, 6] as const).flatMap((family) => {
    const source = sets.match(entry.sources, family);
    const destination = sets.match(entry.destinations, family);
    if (!source || !destination) return [];
    const ip = family === 4 ? 'ip' : 'ip6';
    const addresses = [source.text && `${ip} saddr ${source.text}`, destination.text && `${ip} daddr ${destination.text}`];
    return serviceMatches(entry.services, family).map((m) => line([...addresses, m]));
  });
}

function elementLines(elements: readonly string[]): string[] {
  const lines: string[] = [];
  for (let n = 0; n < elements.length; n += 4) lines.push(`      ${elements.slice(n, n + 4).join(', ')}`);
  return lines.map((text, n) => (n < lines.length - 1 ? `${text},` : text));
}

/** The firewall that a file is loaded into. */
interface Place {
  /** What the file is for, as comments at its beginning. */
  readonly notes: readonly string[];
  readonly table: string;
  readonly hook: 'forward' | 'input';
  /** Rules that stand before all others. */
  readonly first: readonly string[];
  /** What passes before the denies. */
  readonly inside: readonly InsideTraffic[];
}

const STATES = ['ct state established,related accept', 'ct state invalid drop'];

function fileOf(ruleSet: RuleSet, { notes, table, hook, first, inside }: Place): string {
  const sets = new SetTable(ruleSet);
  const rules = ruleSet.entries.map((entry) => ({ entry, lines: rulesOf(entry, sets) }));
  const written = (action: RuleEntry['action']): string[] =>
    rules.filter((r) => r.entry.action === action).flatMap((r) => r.lines.map((l) => `    ${l}`));
  const denies = written('deny');
  const within = inside.flatMap(({ entry }) => rulesOf(entry, sets).map((l) => `    ${l}`));
  return [
    '#!/usr/sbin/nft -f',
    `# Made by Segplan from ${oneLine(ruleSet.plan)}: ${oneLine(ruleSet.title)}`,
    ...notes.map((note) => `# ${oneLine(note)}`),
    `# Phases: ${ruleSet.phases.map(oneLine).join(', ') || 'none'}`,
    `# Loading replaces the table ${table} as a whole and touches nothing else.`,
    '',
    `add table inet ${table}`,
    `delete table inet ${table}`,
    '',
    `table inet ${table} {`,
    ...sets.sets.flatMap((set) => [
      `  set ${set.name} {`,
      `    type ${set.family === 4 ? 'ipv4_addr' : 'ipv6_addr'}`,
      '    flags interval',
      '    auto-merge',
      '    elements = {',
      ...elementLines(set.elements),
      '    }',
      `    comment ${quote(set.label)}`,
      '  }',
      '',
    ]),
    `  chain ${hook} {`,
    `    type filter hook ${hook} priority filter; policy drop;`,
    ...first.map((rule) => `    ${rule}`),
    ...(within.length ? ['', '    # Networks of one zone reach each other, whatever is denied below.', ...within] : []),
    ...(denies.length ? ['', '    # What is denied, whatever is allowed below.', ...denies] : []),
    '',
    '    # What is allowed; everything else is dropped.',
    ...written('allow'),
    '  }',
    '}',
    '',
  ].join('\n');
}

/** Component names are told apart by case; the names of files are not everywhere. */
function fileNames(sets: readonly HostRuleSet[], baseName: string): string[] {
  const taken = new Set<string>();
  return sets.map(({ host }) => {
    let name = `${baseName}.${host.name}`;
    for (let n = 1; taken.has(name.toLowerCase()); n++) name = `${baseName}.${host.name}-${shortHash(`${host.name} ${n}`)}`;
    taken.add(name.toLowerCase());
    return `${name}.nft`;
  });
}

/**
 * One inet table with a named set for each end, a chain that drops by default, and one rule for each service and family: a forward chain
 * between zones, or for each host a file of its own with an input chain.
 */
export const nftables = {
  name: 'nftables',
  title: 'nftables',
  description:
    'One inet table with named sets and a forward chain, or an input chain for each host; loaded in one step with nft -f.',
  languageId: 'nftables',
  capabilities: {
    ipv6: true,
    hostNames: 'none',
    deny: true,
    expiry: 'none',
    change: 'whole',
    systems: ['linux'],
    icmp: 'types',
    otherProtocols: 'apart',
    protocols: { but: [] },
    sourcePorts: true,
    commentBytes: COMMENT_BYTES,
  },
  scopes: ['network', 'host'],
  emit(ruleSet: RuleSet, baseName: string): OutputFile[] {
    const inside = insideTraffic(ruleSet);
    const place: Place = { notes: [], table: 'segplan', hook: 'forward', first: STATES, inside };
    return [{ name: `${baseName}.nft`, text: fileOf(ruleSet, place) }];
  },
  emitHosts(sets: readonly HostRuleSet[], baseName: string): OutputFile[] {
    const names = fileNames(sets, baseName);
    return sets.map((set, n) => {
      const place: Place = {
        notes: [
          `For the host ${set.host.name} in ${set.host.zone}: what may come in. What goes out is not filtered.`,
          ...systemNotes(set, 'linux'),
        ],
        // A firewall between zones may be a host of the plan as well.
        table: 'segplan_host',
        hook: 'input',
        first: [
          'iif "lo" accept',
          ...STATES,
          // Without neighbor discovery, which never comes from further than the link, a host has no IPv6.
          'ip6 hoplimit 255 icmpv6 type { nd-neighbor-solicit, nd-neighbor-advert, nd-router-advert } accept',
        ],
        inside: [],
      };
      return { name: names[n]!, text: fileOf(set, place) };
    });
  },
} satisfies Target;
