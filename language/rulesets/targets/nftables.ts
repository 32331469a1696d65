import type { Family } from '../../model/addresses.ts';
import { ANY_SERVICE, formatSpan, hasIcmp, portSpans, type ServiceSet, type Transport } from '../../model/services.ts';
import { SetTable } from '../nftables/sets.ts';
import type { RuleEntry, RuleSet } from '../rule-set.ts';
import type { OutputFile, Target } from '../target.ts';
import { cutBytes, oneLine, summarize } from '../text.ts';

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
  const ports = (transport: Transport): string => portSpans(services, transport).map(formatSpan).join(', ');
  const one = (spans: string): string => (spans.includes(',') ? `{ ${spans} }` : spans);
  const tcp = ports('tcp');
  const udp = ports('udp');
  const matches: string[] = [];
  if (tcp && tcp === udp) matches.push(`meta l4proto { tcp, udp } th dport ${one(tcp)}`);
  else {
    if (tcp) matches.push(`tcp dport ${one(tcp)}`);
    if (udp) matches.push(`udp dport ${one(udp)}`);
  }
  if (hasIcmp(services)) {
    if (family === 4) matches.push('meta l4proto icmp');
    else if (family === 6) matches.push('meta l4proto ipv6-icmp');
    else matches.push('meta l4proto { icmp, ipv6-icmp }');
  }
  return matches;
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

/** One inet table with a named set for each end, a forward chain that drops by default, and one rule for each service and family. */
export const nftables: Target = {
  name: 'nftables',
  title: 'nftables',
  description: 'One inet table with named sets and a forward chain; loaded in one step with nft -f.',
  languageId: 'nftables',
  capabilities: {
    ipv6: true,
    hostNames: false,
    deny: true,
    expiry: false,
    icmp: true,
    otherProtocols: true,
    commentBytes: COMMENT_BYTES,
  },
  emit(ruleSet: RuleSet, baseName: string): OutputFile[] {
    const sets = new SetTable(ruleSet);
    const rules = ruleSet.entries.map((entry) => ({ entry, lines: rulesOf(entry, sets) }));
    const written = (action: RuleEntry['action']): string[] =>
      rules.filter((r) => r.entry.action === action).flatMap((r) => r.lines.map((l) => `    ${l}`));
    const denies = written('deny');
    const lines = [
      '#!/usr/sbin/nft -f',
      `# Made by Segplan from ${oneLine(ruleSet.plan)}: ${oneLine(ruleSet.title)}`,
      `# Phases: ${ruleSet.phases.map(oneLine).join(', ') || 'none'}`,
      '# Loading replaces the table segplan as a whole and touches nothing else.',
      '',
      'add table inet segplan',
      'delete table inet segplan',
      '',
      'table inet segplan {',
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
      '  chain forward {',
      '    type filter hook forward priority filter; policy drop;',
      '    ct state established,related accept',
      '    ct state invalid drop',
      ...(denies.length ? ['', '    # What is denied, whatever is allowed below.', ...denies] : []),
      '',
      '    # What is allowed; everything else is dropped.',
      ...written('allow'),
      '  }',
      '}',
      '',
    ];
    return [{ name: `${baseName}.nft`, text: lines.join('\n') }];
  },
};
