import type { Region } from '../../../../analysis/region.ts';
import { NO_ADDRESSES } from '../../../../model/addresses.ts';
import { append } from '../../../../model/lists.ts';
import { ofWord } from '../../../../model/word-tables.ts';
import { ANY_IPV4, ANY_IPV6, LineBook } from '../../../../running/lines.ts';
import type { RuleList, RunningDevice, RunningPlace, RunningRule } from '../../../../running/running.ts';
import { NamedSets } from './named-sets.ts';
import { readRule } from './rules.ts';
import type { RawChain, RawRule, RawTable } from './ruleset.ts';
import { EVERYTHING, type Packet } from './terms.ts';

const SEEN: Readonly<Record<string, Region>> = {
  inet: [EVERYTHING],
  ip: [{ ...EVERYTHING, sources: ANY_IPV4, destinations: ANY_IPV4 }],
  ip6: [{ ...EVERYTHING, sources: ANY_IPV6, destinations: ANY_IPV6 }],
};

/** The hooks that a packet passes, in the order of the kernel. */
const WAYS = {
  forward: ['prerouting', 'forward', 'postrouting'],
  input: ['prerouting', 'input'],
  output: ['output', 'postrouting'],
} as const;

const EARLY = 'packets may be dropped before they are routed';
const NOT_HELD = 'such packets do not get through, whatever the chains of filters say';

/** Words by which a rule tells packets of one connection apart. */
const OF_CONNECTIONS = new Set(['ct', 'flags']);

const EXPECTED = 'what such connections expect passes as related, whatever the rules say of it';

/** Whether a rule takes connections that others expect. */
function takesRelated({ chains }: RawTable): boolean {
  return [...chains.values()].some(({ rules }) => rules.some(({ tokens }) => tokens.some(({ text }) => text === 'related')));
}

/** The rules that have connections followed for others which they expect. */
function helped({ chains }: RawTable): RawRule[] {
  const isHelped = ({ tokens }: RawRule): boolean =>
    tokens.some(({ text }, n) => text === 'helper' && tokens[n - 1]?.text === 'ct' && tokens[n + 1]?.text === 'set');
  return [...chains.values()].flatMap(({ rules }) => rules.filter(isHelped));
}

/** A chain with its table, and the list that it becomes. */
interface Placed {
  readonly table: RawTable;
  readonly chain: RawChain;
  readonly list: RuleList;
  /** The same as packets that answer meet it. */
  readonly answering: RuleList;
  /** The same as packets behind the first one meet it. */
  readonly following: RuleList;
}

/**
 * What tables say of packets that pass, and of those that come to the host and go out from it. Where tables are of one family each, each family is a device
 * of its own: a chain of the other one doesn't see its packets.
 */
export function devicesOf(tables: readonly RawTable[], file: string, book: LineBook): RunningDevice[] {
  const places = new Map<string, number>();
  // Each packet of a connection is read by itself, in the same order, so that a rule is never too long for answers alone.
  const named = { first: new NamedSets(tables), answer: new NamedSets(tables), later: new NamedSets(tables) };
  if (tables.some(takesRelated)) for (const rule of tables.flatMap(helped)) book.unknown(rule.line, 'ct helper set', EXPECTED);
  const placed = tables.flatMap((table) => placedIn(table, named, places, book));
  const lists = new Map(placed.map(({ list }) => [list.name, list]));
  const answering = new Map(placed.map((each) => [each.list.name, each.answering]));
  const following = new Map(placed.map((each) => [each.list.name, each.following]));
  const hooked = placed.filter(({ table, chain }) => chain.hook !== undefined && chain.type !== 'nat' && !table.isDormant);
  const families = (['ip', 'ip6'] as const).some((family) => hooked.some(({ table }) => table.family === family))
    ? ([[4], [6]] as const)
    : ([[4, 6]] as const);
  const told = book.result();
  const devices: RunningDevice[] = [];
  for (const own of families) {
    const seen = hooked.filter(({ table }) => table.family === 'inet' || table.family === (own[0] === 4 ? 'ip' : 'ip6'));
    if (!seen.length && devices.length) continue;
    const stagesOf = (way: keyof typeof WAYS): string[] =>
      WAYS[way].flatMap((hook) =>
        seen
          .filter(({ chain }) => chain.hook === hook)
          .sort((a, b) => a.chain.priority - b.chain.priority)
          .map(({ list }) => list.name),
      );
    const filters = (names: readonly string[], hook: string): boolean =>
      seen.some(
        ({ chain, list }) =>
          chain.hook === hook && names.includes(list.name) && (list.rules.length > 0 || list.otherwise === 'deny'),
      );
    const base = {
      format: 'nftables',
      file,
      name: undefined,
      places: [...places].map(([name, line]): RunningPlace => ({ name, networks: NO_ADDRESSES, rest: false, line })),
      lists,
      answering,
      following,
      replies: 'tracked' as const,
      families: own,
      ...told,
    };
    const [forward, input, output] = [stagesOf('forward'), stagesOf('input'), stagesOf('output')];
    const isOfHost = filters(input, 'input') || filters(output, 'output');
    if (filters(forward, 'forward') || !isOfHost) devices.push({ ...base, stages: forward });
    if (isOfHost)
      devices.push({ ...base, stages: input, ...(filters(output, 'output') && { outbound: output }), host: NO_ADDRESSES });
  }
  return devices;
}

function closesEarly({ hook, policy }: RawChain, { isDormant }: RawTable): boolean {
  return hook !== undefined && policy === 'deny' && !isDormant;
}

function placedIn(
  table: RawTable,
  named: Readonly<Record<Packet, NamedSets>>,
  places: Map<string, number>,
  book: LineBook,
): Placed[] {
  const everything = ofWord(SEEN, table.family);
  const listName = (chain: string): string => `${table.family} ${table.name} ${chain}`;
  return [...table.chains.values()].flatMap((chain) => {
    if (!everything) {
      // What only one link sees is no part of what passes from network to network, but of a bridge and of what comes in first of all.
      for (const { line, tokens } of chain.rules) {
        if (table.family === 'arp') book.withoutBearing(line, tokens.at(-1)?.line);
        else book.unknown(line, `a rule of the family ${table.family}`, EARLY, tokens.at(-1)?.line);
      }
      if (table.family !== 'arp' && closesEarly(chain, table))
        book.unknown(chain.policyLine, `the policy of a chain of the family ${table.family}`, EARLY);
      return [];
    }
    const rules: RunningRule[] = [];
    const answers: RunningRule[] = [];
    const later: RunningRule[] = [];
    for (const raw of chain.rules) {
      const own = readRule(raw, table, everything, named.first, listName, book);
      append(rules, own);
      // What says nothing of connections is the same for all their packets.
      const isAny = !raw.tokens.some(({ text, quoted }) => !quoted && OF_CONNECTIONS.has(text));
      const of = (packet: Packet): RunningRule[] =>
        isAny ? own : readRule(raw, table, everything, named[packet], listName, new LineBook([]), packet);
      append(answers, of('answer'));
      append(later, of('later'));
    }
    if (chain.hook === 'ingress' && closesEarly(chain, table))
      book.unknown(chain.policyLine, 'the policy at the hook ingress', EARLY);
    if (chain.hook === 'ingress' && !table.isDormant)
      for (const { line, action } of rules) if (action !== 'permit') book.unknown(line, 'a rule at the hook ingress', EARLY);
    if (chain.type === 'nat' && closesEarly(chain, table))
      book.unknown(chain.policyLine, 'the policy of a chain of the type nat', EARLY);
    if (chain.type === 'nat' && !table.isDormant)
      for (const { line, action } of rules)
        if (action === 'deny') book.unknown(line, 'a rule that drops in a chain of the type nat', NOT_HELD);
    for (const { from, to, notFrom, notTo, line } of rules)
      for (const each of [from, to, notFrom, notTo]) for (const name of each ?? []) if (!places.has(name)) places.set(name, line);
    const list: RuleList = {
      name: listName(chain.name),
      rules,
      otherwise: chain.hook === undefined ? 'return' : chain.policy,
      line: chain.hook === undefined ? chain.line : chain.policyLine,
    };
    return [{ table, chain, list, answering: { ...list, rules: answers }, following: { ...list, rules: later } }];
  });
}
