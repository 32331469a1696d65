import { LineBook, linesOf } from '../../../../running/lines.ts';
import type { RunningReader } from '../../../../running/running.ts';
import { withoutDefines } from './defines.ts';
import { devicesOf } from './devices.ts';
import { readJson } from './json.ts';
import { readRuleset } from './ruleset.ts';
import { tokensOf } from './tokens.ts';

/**
 * Reads what `nft list ruleset` and `nft -j list ruleset` print, and files for `nft -f` that are such blocks. Packets between networks pass the chains at
 * prerouting, forward and postrouting, by their priorities; what comes to the host itself passes input, and is a device of its own.
 */
export const reader = {
  name: 'nftables',
  title: 'nftables, nft list ruleset and nft -j list ruleset',
  recognizes(head) {
    if (/^\s*\{\s*"nftables"\s*:/.test(head)) return 1;
    const isTable = /^\s*table (?:(?:ip|ip6|inet|arp|bridge|netdev) )?[\w.-]+ \{/m.test(head);
    return isTable ? (/^\s*(?:chain|set|map) [\w.-]+ \{/m.test(head) ? 1 : 0.8) : 0;
  },
  read(text, file) {
    const lines = linesOf(text);
    const book = new LineBook(lines);
    for (const [n, line] of lines.entries()) if (/^\s*#/.test(line)) book.withoutBearing(n + 1);
    const isJson = /^\s*\{/.test(lines.find((line) => line.trim()) ?? '');
    if (!isJson) return devicesOf(readRuleset(withoutDefines(tokensOf(lines), book), book), file, book);
    const places = handlesOf(lines);
    const tables = readJson(lines.join('\n'), (handle) => places.get(handle) ?? 1);
    if (tables) book.modeled(1, lines.length);
    else book.unknown(1, 'JSON', 'it is not what nft -j prints, or not all of it', lines.length);
    return devicesOf(tables ?? [], file, book);
  },
} satisfies RunningReader;

/** The lines at which handles stand, where JSON is on several lines; the last one of each, which is that of a rule. */
function handlesOf(lines: readonly string[]): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  for (const [n, line] of lines.entries())
    for (const [, handle] of line.matchAll(/"handle": ?(\d+)/g)) places.set(Number(handle), n + 1);
  return places;
}
