import type { Box } from '../../../analysis/region.ts';
import { type AddressSet, ALL_IPV4, ALL_IPV6, type Family, ofFamily } from '../../../model/addresses.ts';
import type { ChangeWriter, NewRule } from '../../../running/changing/change.ts';
import { LineBook, linesOf } from '../../../running/lines.ts';
import { type RawChain, type RawTable, readRuleset } from './read/ruleset.ts';
import { tokensOf } from './read/tokens.ts';
import { serviceMatches } from './services.ts';
import { elementsOf } from './sets.ts';
import { quote } from './text.ts';

/**
 * Lines of `nft -f`: by handles where the file has them (`nft -a list ruleset`), else by the places of rules, chain by chain from the last rule to the first, so
 * that no place moves before it is used.
 */
export const writer: ChangeWriter = {
  name: 'nftables',
  comment: '#',
  loading: 'Load it in one step with nft -f.',
  write(text, changes) {
    const lines = linesOf(text);
    if (/^\s*\{/.test(lines.find((line) => line.trim()) ?? ''))
      return { why: 'its rules can be told apart in what nft -a list ruleset prints, and not in JSON: give that' };
    const chains = chainsOf(lines);
    const commands: string[] = [];
    const [before, gone] = [new Map<number, string[]>(), new Set<number>()];
    for (const { device, list, steps } of changes) {
      const found = chains.get(list.name);
      if (!found) return { why: `the chain ${list.name} isn't in the file` };
      const { chain, table } = found;
      if (chain.outer || [...table.chains.values()].some(({ outer }) => outer === chain))
        return { why: `rules of the chain ${(chain.outer ?? chain).name} stand in chains without a name` };
      const places = new Map(chain.rules.map(({ line }, n) => [line, n]));
      if (places.size < chain.rules.length) return { why: `several rules of the chain ${list.name} stand on one line` };
      const last = chain.rules.at(-1);
      for (const { at, added, gone: old } of steps.toReversed()) {
        const index = at < list.rules.length ? places.get(list.rules[at]!.line) : chain.rules.length;
        if (index === undefined) return { why: `which place a rule of the chain ${list.name} has can't be told` };
        const raw = chain.rules[index];
        const handle = raw && handleOf(lines, raw.tokens.at(-1)?.line ?? raw.line);
        const rules = added.flatMap((rule) => rulesOf(rule, table, device.families));
        const name = `${table.family} ${table.name} ${chain.name}`;
        for (const rule of rules)
          commands.push(
            raw
              ? `insert rule ${name} ${handle === undefined ? `index ${index}` : `handle ${handle}`} ${rule}`
              : `add rule ${name} ${rule}`,
          );
        // A rule of the file may be several here, as one is that looks its verdict up in a map.
        if (old && raw && !gone.has(raw.line)) {
          if (handle === undefined)
            return { why: 'rules can be taken away by their handles alone: give what nft -a list ruleset prints' };
          commands.push(`delete rule ${name} handle ${handle}`);
          for (let line = raw.line; line <= (raw.tokens.at(-1)?.line ?? raw.line); line++) gone.add(line);
        }
        const place = raw
          ? raw.line
          : last
            ? (last.tokens.at(-1)?.line ?? last.line) + 1
            : Math.max(chain.line, chain.policyLine) + 1;
        before.set(place, [...rules.map((rule) => `    ${rule}`), ...(before.get(place) ?? [])]);
      }
    }
    const after = lines.flatMap((line, n) => [...(before.get(n + 1) ?? []), ...(gone.has(n + 1) ? [] : [line])]);
    return { commands, after: after.join('\n') };
  },
};

function chainsOf(lines: readonly string[]): Map<string, { readonly chain: RawChain; readonly table: RawTable }> {
  const tables = readRuleset(tokensOf(lines), new LineBook(lines));
  return new Map(
    tables.flatMap((table) =>
      [...table.chains.values()].map((chain): [string, { chain: RawChain; table: RawTable }] => [
        `${table.family} ${table.name} ${chain.name}`,
        { chain, table },
      ]),
    ),
  );
}

/** The handle at the end of a line. */
function handleOf(lines: readonly string[], line: number): string | undefined {
  return /# handle (\d+)\s*$/.exec(lines[line - 1] ?? '')?.[1];
}

function rulesOf({ action, region, label }: NewRule, table: RawTable, families: readonly Family[]): string[] {
  const own = table.family === 'ip' ? [4 as const] : table.family === 'ip6' ? [6 as const] : families;
  return region
    .flatMap((box) => matchesOf(box, own, table))
    .map((match) => [match, action === 'permit' ? 'accept' : 'drop', `comment ${quote(label)}`].filter((part) => part).join(' '));
}

function matchesOf(box: Box, families: readonly Family[], { family: of }: RawTable): string[] {
  const isAny = (family: Family): boolean => [box.sources, box.destinations].every((set) => set.covers(ALL_OF[family]));
  if (families.length > 1 && families.every(isAny)) return serviceMatches(box.services, undefined);
  return families.flatMap((family) => {
    const ends = [sideOf(box.sources, family, 'saddr'), sideOf(box.destinations, family, 'daddr')];
    if (ends.includes(undefined)) return [];
    // Without addresses a rule of a table of both families would be about the other one as well.
    const only = isAny(family) && of === 'inet' ? `meta nfproto ipv${family}` : '';
    return serviceMatches(box.services, family).map((service) => [only, ...ends, service].filter((part) => part).join(' '));
  });
}

const ALL_OF: Readonly<Record<Family, AddressSet>> = { 4: ALL_IPV4, 6: ALL_IPV6 };

/** @returns empty where every address of the family is meant; nothing where none is */
function sideOf(addresses: AddressSet, family: Family, field: 'saddr' | 'daddr'): string | undefined {
  const own = ofFamily(addresses, family);
  if (own.isEmpty) return undefined;
  if (own.covers(ALL_OF[family])) return '';
  const elements = elementsOf(own, family);
  return `${family === 4 ? 'ip' : 'ip6'} ${field} ${elements.length > 1 ? `{ ${elements.join(', ')} }` : elements[0]}`;
}
