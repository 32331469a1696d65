import type { HostRuleSet } from '../../host-rule-set.ts';
import { systemNotes } from '../../host-systems.ts';
import { type InsideTraffic, insideTraffic } from '../../inside-zones.ts';
import type { RuleEntry, RuleSet } from '../../rule-set.ts';
import { shortHash } from '../../short-hash.ts';
import type { OutputFile, Target } from '../../target.ts';
import { oneLine, phasesText, summarize } from '../../text.ts';
import { translationNotes } from '../../translation-notes.ts';
import { serviceMatches } from './services.ts';
import { SetTable } from './sets.ts';
import { COMMENT_BYTES, quote } from './text.ts';
import { natChains } from './translations.ts';

function commentOf(entry: RuleEntry): string {
  const until = entry.until ? ` (until ${entry.until})` : '';
  const summary = summarize(entry);
  return quote(`${entry.id}${until}${summary ? ` ${summary}` : ''}`);
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
    `# ${phasesText(ruleSet.phases)}`,
    `# Loading replaces the table ${table} as a whole and touches nothing else.`,
    '# To check it: nft -c -f FILE. To load it: nft -f FILE.',
    `# The way back: load the file of before, or nft delete table inet ${table}, after which it filters nothing.`,
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
    ...natChains(ruleSet),
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
  translated: 'real',
  emit(ruleSet: RuleSet, baseName: string): OutputFile[] {
    const inside = insideTraffic(ruleSet);
    const place: Place = { notes: translationNotes(ruleSet), table: 'segplan', hook: 'forward', first: STATES, inside };
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
          // A switch that follows multicast passes no solicitations on to a host that does not answer these (RFC 4890, 4.4.1).
          'ip6 saddr fe80::/10 ip6 hoplimit 1 icmpv6 type mld-listener-query accept',
          // Answers of DHCPv6 are none that a connection is known for: they were asked for by multicast (RFC 8415, 7.2 and 18.3.10).
          'ip6 saddr fe80::/10 ip6 daddr fe80::/10 udp dport 546 accept',
        ],
        inside: [],
      };
      return { name: names[n]!, text: fileOf(set, place) };
    });
  },
} satisfies Target;
