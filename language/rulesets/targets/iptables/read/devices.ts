import { type Family, NO_ADDRESSES } from '../../../../model/addresses.ts';
import type { LineBook } from '../../../../running/lines.ts';
import type { RuleList, RunningDevice, RunningPlace, RunningRule } from '../../../../running/running.ts';
import { type Chain, listName, type Tables } from './tables.ts';

/** The chains that a packet passes, in the order of the kernel. */
const WAYS = {
  forward: ['raw PREROUTING', 'mangle PREROUTING', 'mangle FORWARD', 'FORWARD', 'security FORWARD', 'mangle POSTROUTING'],
  input: ['raw PREROUTING', 'mangle PREROUTING', 'mangle INPUT', 'INPUT', 'security INPUT'],
  output: ['raw OUTPUT', 'mangle OUTPUT', 'OUTPUT', 'security OUTPUT', 'mangle POSTROUTING'],
} as const;

/** What a file says of packets that pass, and of those that come to the host and go out from it. */
export function devicesOf(tables: Tables, family: Family, file: string, book: LineBook): RunningDevice[] {
  const { chains } = tables;
  if (!tables.seen.has('filter') && !chains.size) book.unknown(1, 'no table', 'the file says nothing of what is filtered');
  const lists = new Map([...chains].map(([key, chain]) => [key, listOf(chain, chain.opening)]));
  const answering = new Map([...chains].map(([key, chain]) => [key, listOf(chain, chain.answering)]));
  // A chain that a rule leads to and that the file doesn't hold: what becomes of its packets is open.
  for (const { rules } of lists.values())
    for (const { action, line, traffic, text } of rules) {
      if (typeof action !== 'object' || lists.has(action.call)) continue;
      book.unknown(line, 'a chain or target that the file doesn’t hold', 'what becomes of such packets is not known');
      lists.set(action.call, unknownList(action.call, line, traffic, text));
    }
  const told = book.result();
  const base = {
    format: 'iptables',
    file,
    name: undefined,
    places: [...tables.interfaces].map(([name, line]): RunningPlace => ({ name, networks: NO_ADDRESSES, rest: false, line })),
    lists,
    answering,
    // Nothing here tells the two ways of a connection apart.
    following: answering,
    replies: 'tracked' as const,
    families: [family],
    ...told,
  };
  const stagesOf = (way: keyof typeof WAYS): string[] => WAYS[way].filter((name) => lists.has(name));
  const filters = (names: readonly string[]): boolean =>
    names.some((name) => lists.get(name)!.rules.length > 0 || lists.get(name)!.otherwise !== 'permit');
  const devices: RunningDevice[] = [];
  const [forward, input, output] = [stagesOf('forward'), stagesOf('input'), stagesOf('output')];
  const isOfHost = filters(input.filter((name) => name.endsWith('INPUT'))) || filters(output.filter((n) => n.endsWith('OUTPUT')));
  if (filters(forward) || !isOfHost) devices.push({ ...base, stages: forward });
  if (isOfHost) devices.push({ ...base, stages: input, ...(filters(output) && { outbound: output }), host: NO_ADDRESSES });
  return devices;
}

function listOf({ table, name, policy, line }: Chain, rules: readonly RunningRule[]): RuleList {
  return { name: listName(table, name), rules, otherwise: policy, line };
}

function unknownList(name: string, line: number, traffic: RunningRule['traffic'], text: string): RuleList {
  const rule: RunningRule = { action: 'unknown', traffic, name: undefined, line, text };
  return { name, rules: [rule], otherwise: 'return', line };
}
