import type { Box } from '../../../analysis/region.ts';
import type { AddressSet, Family } from '../../../model/addresses.ts';
import { ANY_SERVICE, protocolsOf, type ServiceSet } from '../../../model/services.ts';
import { type ChangeWriter, type NewRule, type NoChange, placeOf } from '../../../running/changing/change.ts';
import { linesOf } from '../../../running/lines.ts';
import type { Placing } from '../../../running/program.ts';
import { comment, matchAddresses, matchServices } from './matches.ts';

/** Lines of `iptables-restore --noflush`, chain by chain from the last rule to the first, so that no number moves before it is used. */
export const writer: ChangeWriter = {
  name: 'iptables',
  comment: '#',
  loading: 'Load it in one step with iptables-restore --noflush --wait (ip6tables-restore for IPv6).',
  write(text, changes) {
    const lines = linesOf(text);
    const file = chainsOf(lines);
    if ('why' in file) return file;
    const commands = new Map<string, string[]>();
    const [before, gone] = [new Map<number, string[]>(), new Set<number>()];
    for (const { device, placing, list, steps } of changes) {
      const [table, name] = list.name.includes(' ') ? (list.name.split(' ') as [string, string]) : ['filter', list.name];
      const chain = file.chains.get(`${table} ${name}`);
      if (!chain) return { why: `the chain ${name} isn't in the file` };
      const family = device.families[0] ?? 4;
      const own = commands.get(table) ?? [];
      commands.set(table, own);
      const numbers = new Map(chain.rules.map((line, n) => [line, n + 1]));
      for (const { at, added, gone: old } of steps.toReversed()) {
        const number = at < list.rules.length ? numbers.get(list.rules[at]!.line) : chain.rules.length + 1;
        if (number === undefined) return { why: `which place a rule of the chain ${name} has can't be told` };
        if (added.some(({ region }) => region.some(({ services }) => isPartly(services))))
          return { why: 'to iptables the protocol 0 is every one, and no rule can be about it alone' };
        // A rule of the file may be two here: one that goes to a chain also ends this one.
        if (old && !gone.has(old.line - 1)) {
          own.push(`-D ${name} ${number}`);
          gone.add(old.line - 1);
        }
        const rules = added.flatMap((rule) => rulesOf(rule, family, name === 'FORWARD' ? placing : undefined));
        for (const [n, rule] of rules.entries()) own.push(`-I ${name} ${number + n} ${rule}`);
        const place = number <= chain.rules.length ? chain.rules[number - 1]! - 1 : endOf(chain, file.ends.get(table), lines);
        before.set(place, [...rules.map((rule) => `-A ${name} ${rule}`), ...(before.get(place) ?? [])]);
      }
    }
    const after = [...lines, ''].flatMap((line, n) => [
      ...(before.get(n) ?? []),
      ...(gone.has(n) || n === lines.length ? [] : [line]),
    ]);
    return {
      commands: [...commands].flatMap(([table, own]) => [`*${table}`, ...own, 'COMMIT']),
      after: after.join('\n'),
    };
  },
};

interface Chain {
  /** The lines of its rules, 1-based, in the order in which they are tried. */
  rules: number[];
}

/** The chains of a file as iptables-save writes it, and the lines at which its tables end. */
function chainsOf(lines: readonly string[]): { chains: Map<string, Chain>; ends: Map<string, number> } | NoChange {
  const chains = new Map<string, Chain>();
  const ends = new Map<string, number>();
  let table = 'filter';
  for (const [n, whole] of lines.entries()) {
    const line = whole.trim().replace(/^\[\d+:\d+\] /, '');
    if (line.startsWith('*')) table = line.slice(1).trim();
    else if (/^COMMIT$/i.test(line)) ends.set(table, n);
    const [command = '', name = ''] = line.startsWith(':') ? [':', line.slice(1).split(/\s/)[0]] : line.split(/\s+/);
    const of = (chain: string): Chain => {
      const own = chains.get(`${table} ${chain}`) ?? { rules: [] };
      chains.set(`${table} ${chain}`, own);
      return own;
    };
    if (command === ':' || command === '-N' || command === '-P') of(name);
    else if (command === '-A' || command === '--append') of(name).rules.push(n + 1);
    else if (command === '-F' || command === '-X') {
      for (const [key, chain] of chains)
        if (key === `${table} ${name}` || (!name && key.startsWith(`${table} `))) chain.rules = [];
    } else if (line && !/^(?:[*#]|COMMIT$|-Z)/i.test(line))
      return { why: `line ${n + 1} is none of iptables-save: give what iptables-save writes` };
  }
  return { chains, ends };
}

/** Whether services hold the protocol 0 and not all others. */
function isPartly(services: ServiceSet): boolean {
  return !services.equals(ANY_SERVICE) && protocolsOf(services).includes(0);
}

/** Before which line a rule at the end of a chain stands: behind its last one, else before the table ends. */
function endOf({ rules }: Chain, end: number | undefined, lines: readonly string[]): number {
  return rules.at(-1) ?? end ?? lines.length;
}

function rulesOf({ action, region, label }: NewRule, family: Family, placing: Placing | undefined): string[] {
  return region
    .flatMap((box) => matchesOf(box, family, placing))
    .map((match) => [match, comment(label), `-j ${VERDICTS[action]}`].filter((t) => t).join(' '));
}

const VERDICTS = { permit: 'ACCEPT', deny: 'DROP' } as const;

function matchesOf({ sources, destinations, services }: Box, family: Family, placing: Placing | undefined): string[] {
  const side = (addresses: AddressSet, end: 'source' | 'destination'): readonly string[] => {
    const own = matchAddresses(addresses, family, end)?.only ?? [];
    const place = placing && own.length > 1 ? placeOf(addresses, family, placing) : undefined;
    return place === undefined ? own : [`${end === 'source' ? '-i' : '-o'} ${place}`];
  };
  const [from, to] = [side(sources, 'source'), side(destinations, 'destination')];
  const by = matchServices(services, family);
  return from.flatMap((a) => to.flatMap((b) => by.map((c) => [a, b, c].filter((t) => t).join(' '))));
}
