import type { AddressSet, Family } from '../../../model/addresses.ts';
import { onceFor } from '../../../model/once-for.ts';
import { SetPlaces } from '../../../model/set-places.ts';
import { hostFileNames } from '../../host-files.ts';
import type { HostRuleSet } from '../../host-rule-set.ts';
import { systemNotes } from '../../host-systems.ts';
import { insideTraffic } from '../../inside-zones.ts';
import type { RuleEntry, RuleSet } from '../../rule-set.ts';
import { goneRules, without } from '../../since.ts';
import type { OutputFile, Target, TargetProblem } from '../../target.ts';
import { oneLine, phasesText } from '../../text.ts';
import { CHAIN_NAME, type ChainRule, ChainTable } from './chains.ts';
import {
  addressesOf,
  COMMENT_BYTES,
  comment,
  commentOf,
  hasUnsayableType,
  matchAddresses,
  matchServices,
  matchSides,
  type SideMatches,
} from './matches.ts';
import { originsOf } from './origins.ts';
import { translationLines } from './translations.ts';

const FAMILIES = [4, 6] as const;

const STATES = ['-m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT', '-m conntrack --ctstate INVALID -j DROP'];

/** Without neighbor discovery, which never comes from further than the link, a host has no IPv6, and without answers of DHCPv6 it may have no address. */
const NEIGHBORS = [
  ...['neighbor-solicitation', 'neighbor-advertisement', 'router-advertisement'].map(
    (type) => `-p ipv6-icmp -m icmp6 --icmpv6-type ${type} -m hl --hl-eq 255 -j ACCEPT`,
  ),
  // A switch that follows multicast passes no solicitations on to a host that does not answer these (RFC 4890, 4.4.1).
  '-s fe80::/10 -p ipv6-icmp -m icmp6 --icmpv6-type 130 -m hl --hl-eq 1 -j ACCEPT',
  // These are no replies that a connection is known for: they were asked for by multicast (RFC 8415, 7.2 and 18.3.10).
  '-s fe80::/10 -d fe80::/10 -p udp --dport 546 -j ACCEPT',
];

const EVERYTHING: SideMatches = { only: [''] };

// A rule has lines in the files of both families, and for each zone that it comes from.
const wordsOf = onceFor((entry: RuleEntry) => comment(commentOf(entry)));

/** An entry with the sources given, as rules: none where a side has no address of the family. */
function rulesFrom(sources: SideMatches | undefined, entry: RuleEntry, family: Family): ChainRule[] {
  const destinations = matchSides(entry.destinations, family, 'destination');
  if (!sources || !destinations) return [];
  const rule: ChainRule = {
    id: entry.id,
    sources,
    destinations,
    services: matchServices(entry.services, family),
    verdict: entry.action === 'deny' ? 'DROP' : 'ACCEPT',
    comment: wordsOf(entry),
  };
  return [rule];
}

function rulesOf(entry: RuleEntry, family: Family): ChainRule[] {
  return rulesFrom(matchSides(entry.sources, family, 'source'), entry, family);
}

/** What a file does with the packets of one built-in chain. */
interface Layout {
  readonly builtIn: 'FORWARD' | 'INPUT';
  readonly chains: ChainTable;
  /** The rules of the built-in chain. */
  readonly rules: readonly string[];
  /** What stands above the rules of a chain, by its name. */
  readonly headings: ReadonlyMap<string, string>;
}

function fromAnywhere(entry: RuleEntry): boolean {
  return entry.sources.some((s) => s.any);
}

/** Networks of one zone, denies, what is allowed from anywhere, and then a chain for each zone that packets come from. */
function networkLayout(ruleSet: RuleSet, family: Family): Layout {
  const chains = new ChainTable('SEGPLAN', [
    'all deny',
    'all any',
    'all elsewhere',
    ...ruleSet.zones.map((z) => `zone ${z.name}`),
  ]);
  const headings = new Map<string, string>();
  const filled = (key: string, heading: string, rules: readonly ChainRule[]): string => {
    const chain = chains.chain(key);
    headings.set(chain, heading);
    for (const rule of rules) chains.add(chain, rule);
    return chain;
  };
  const inside = insideTraffic(ruleSet).flatMap(({ entry }) => rulesOf(entry, family));
  const rules = [...STATES, ...inside.flatMap((rule) => chains.linesOf(rule))];
  const denies = ruleSet.entries.filter((e) => e.action === 'deny').flatMap((e) => rulesOf(e, family));
  if (denies.length) rules.push(`-j ${filled('all deny', 'denied, whatever is allowed below', denies)}`);
  const allows = ruleSet.entries.filter((e) => e.action === 'allow');
  const open = allows.filter(fromAnywhere).flatMap((e) => rulesOf(e, family));
  if (open.length) rules.push(`-j ${filled('all any', 'from anywhere', open)}`);
  const narrow = allows.filter((e) => !fromAnywhere(e));
  const origins = originsOf(ruleSet, family);
  // Most rules are about few of the zones.
  const places = new SetPlaces(origins.map((o) => o.addresses));
  const about = origins.map((): { entry: RuleEntry; sources: AddressSet }[] => []);
  for (const entry of narrow) {
    const sources = addressesOf(entry.sources);
    for (const n of places.overlapping(sources)) about[n]!.push({ entry, sources });
  }
  for (const [n, { key, heading, addresses, ways, last }] of origins.entries()) {
    const own = about[n]!.flatMap(({ entry, sources }) => {
      const part = sources.intersect(addresses);
      return rulesFrom(part.equals(addresses) ? EVERYTHING : matchAddresses(part, family, 'source'), entry, family);
    });
    // What is left at the end is dropped by the policy.
    if (!own.length && last) continue;
    const target = own.length ? `-g ${filled(key, heading, own)}` : '-j DROP';
    for (const way of ways) rules.push([way, comment(heading), target].filter((t) => t).join(' '));
  }
  return { builtIn: 'FORWARD', chains, rules, headings };
}

function hostLayout(set: HostRuleSet, family: Family): Layout {
  const chains = new ChainTable('SEGHOST');
  const found = set.entries.flatMap((e) => rulesOf(e, family));
  const rules = ['-i lo -j ACCEPT', ...STATES, ...(family === 6 ? NEIGHBORS : []), ...found.flatMap((r) => chains.linesOf(r))];
  return { builtIn: 'INPUT', chains, rules, headings: new Map() };
}

function fileOf(
  ruleSet: RuleSet,
  family: Family,
  notes: readonly string[],
  { builtIn, chains, rules, headings }: Layout,
  older: readonly Layout[],
): string {
  const left = without(
    older.map((each) => each.chains.all.map(({ name }) => name)),
    chains.all.map(({ name }) => name),
    (name) => name,
  );
  const [command, other] = family === 4 ? ['iptables', 'ip6tables'] : ['ip6tables', 'iptables'];
  const kept = builtIn === 'FORWARD' ? 'INPUT, OUTPUT' : 'FORWARD, OUTPUT';
  const passing = [...new Set(ruleSet.entries.flatMap((e) => [e.phase && `phase ${e.phase}`, e.until]).filter((t) => t))];
  return [
    `# Made by Segplan from ${oneLine(ruleSet.plan)}: ${oneLine(ruleSet.title)}`,
    `# IPv${family}; IPv${family === 4 ? 6 : 4} has a file of its own, for ${other}-restore. Load both.`,
    ...notes.map((note) => `# ${oneLine(note)}`),
    `# ${phasesText(ruleSet.phases)}`,
    ...(passing.length
      ? [
          `# Some rules are not to stay (${oneLine(passing.join(', '))}): generate again without them and load again to close them.`,
        ]
      : []),
    '#',
    `# Load with: ${command}-restore --noflush --wait < FILE (with --test besides, it is checked alone).`,
    `# The way back: keep what is there with ${command}-save > BEFORE, and load that with ${command}-restore < BEFORE.`,
    `# Loading replaces, in one step, the chain ${builtIn} with what others have put there, and the chains named below. Given`,
    `# --noflush, ${kept}, the other chains and the other tables stay as they are.`,
    '',
    '*filter',
    `:${builtIn} DROP [0:0]`,
    ...[...chains.all.map(({ name }) => name), ...left].map((name) => `:${name} - [0:0]`),
    '',
    `-F ${builtIn}`,
    ...rules.map((rule) => `-A ${builtIn} ${rule}`),
    ...chains.all.flatMap(({ name, rules: own }) => [
      '',
      ...(headings.has(name) ? [`# ${headings.get(name)}`] : []),
      ...own.map((rule) => `-A ${name} ${rule}`),
    ]),
    ...(left.length ? ['', '# of an older plan', ...left.map((name) => `-X ${name}`)] : []),
    '',
    'COMMIT',
    '',
  ].join('\n');
}

/**
 * Input of iptables-restore and ip6tables-restore. Between zones: the chain FORWARD, which leads to a chain for each zone that packets come
 * from. For hosts: the chain INPUT. Both drop by default.
 */
export const iptables = {
  name: 'iptables',
  title: 'iptables and ip6tables',
  description:
    'A file for each address family, with a chain for each zone that packets come from, or an input chain for each host; loaded in one step with iptables-restore and ip6tables-restore.',
  languageId: 'plaintext',
  capabilities: {
    ipv6: true,
    hostNames: 'none',
    deny: true,
    expiry: 'none',
    change: 'since',
    systems: ['linux'],
    icmp: 'types',
    otherProtocols: 'whole',
    // To iptables protocol 0 is every one.
    protocols: { but: [0] },
    sourcePorts: true,
    commentBytes: COMMENT_BYTES,
    nameLength: CHAIN_NAME,
    notes: [
      'Load both files, with --noflush: without it, the rest of the filter table (INPUT or FORWARD, OUTPUT, chains of others) is emptied.',
      'The chain FORWARD (for hosts: INPUT) is replaced as a whole, with what Docker, libvirt or an administrator has put there; its policy becomes DROP.',
      'Zones are told apart by their addresses, not by interfaces, so reverse path filtering (rp_filter) has to keep out forged sources.',
      'All chains begin with SEGPLAN (for hosts: SEGHOST). Those that the plan no longer needs stay behind unused; --since deletes them.',
      'Loaded rules are gone after a restart unless the system saves them, as netfilter-persistent does.',
    ],
  },
  scopes: ['network', 'host'],
  translated: 'real',
  problems({ entries }: RuleSet): TargetProblem[] {
    const odd = entries.filter(({ services }) => hasUnsayableType(services));
    const why = 'iptables: it takes type 255 of icmp for every type';
    return [
      ...(odd.some(({ action }) => action === 'allow')
        ? [{ level: 'warning' as const, message: `${why}, so that no rule opens it; it stays closed.` }]
        : []),
      ...(odd.some(({ action }) => action === 'deny')
        ? [{ level: 'error' as const, message: `${why}, and a deny leaves out several types; name the types to close.` }]
        : []),
    ];
  },
  emit(ruleSet: RuleSet, baseName: string, older: readonly RuleSet[] = []): OutputFile[] {
    const notes = older.length ? goneRules([ruleSet], older).map((rule) => `Takes away ${rule}`) : [];
    return FAMILIES.map((family) => {
      const before = older.map((each) => networkLayout(each, family));
      return {
        name: `${baseName}.rules.v${family}`,
        text: fileOf(ruleSet, family, [...translationLines(ruleSet, family), ...notes], networkLayout(ruleSet, family), before),
      };
    });
  },
  emitHosts(sets: readonly HostRuleSet[], baseName: string, older: readonly HostRuleSet[] = []): OutputFile[] {
    const names = hostFileNames(sets, baseName);
    return sets.flatMap((set, n) => {
      const before = older.filter(({ host }) => host.name === set.host.name);
      const notes = [
        `For the host ${set.host.name} in ${set.host.zone}: what may come in. What goes out is not filtered.`,
        ...systemNotes(set, 'linux'),
        ...(before.length ? goneRules([set], before).map((rule) => `Takes away ${rule}`) : []),
      ];
      return FAMILIES.map((family) => ({
        name: `${names[n]}.rules.v${family}`,
        text: fileOf(
          set,
          family,
          notes,
          hostLayout(set, family),
          before.map((each) => hostLayout(each, family)),
        ),
      }));
    });
  },
} satisfies Target;
