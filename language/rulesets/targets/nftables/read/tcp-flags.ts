import { ofWord } from '../../../../model/word-tables.ts';
import type { Packet } from './terms.ts';
import type { Words } from './tokens.ts';

const BITS: Readonly<Record<string, number>> = { fin: 1, syn: 2, rst: 4, psh: 8, ack: 16, urg: 32, ecn: 64, cwr: 128 };
const PART = /^(?:&|,|==|!=|\/|!|[{}|()]|0x[0-9a-f]+|\d+|(?:[|]|syn|ack|fin|rst|psh|urg|ecn|cwr)+)$/i;

/** What packets of a connection have: the first one, those behind it, and those that answer. */
const OF_PACKETS: Readonly<Record<Packet, readonly number[]>> = {
  first: [BITS.syn!],
  later: [BITS.ack!],
  answer: [BITS.syn! | BITS.ack!, BITS.ack!],
};

/**
 * Reads what stands behind `tcp flags`, and goes past it.
 * @returns whether such packets are meant, which have `syn` and no other flag, or answer that; nothing where nobody can tell
 */
export function matchesFlags(words: Words, packet: Packet): boolean | undefined {
  const text: string[] = [];
  while (!words.isDone && PART.test(words.next)) text.push(words.take().toLowerCase());
  const said = text.join(' ');
  const all = OF_PACKETS[packet].map((flags) => holds(said, flags));
  // An answer is lost where one of its packets is: what some of them match is not certain.
  return all.every((each) => each === all[0]) ? all[0] : undefined;
}

function holds(said: string, flags: number): boolean | undefined {
  const [, masked = '', sign = '', value = ''] = /^(?:& ([^=!]+) (?===|!=))?(==|!=|!)? ?(.*)$/.exec(said)!;
  const mask = masked ? bitsOf(masked) : undefined;
  if ((masked && mask === undefined) || !value || value.includes('&')) return undefined;
  const seen = flags & (mask ?? 0xff);
  if (value.startsWith('{')) {
    // A set holds what is there as a whole.
    const all = value.replace(/[{}]/g, '').split(',').map(bitsOf);
    return all.includes(undefined) ? undefined : all.includes(seen) === (sign !== '!=');
  }
  const [wanted = '', within] = value.split('/');
  const [bits, own] = [bitsOf(wanted), within === undefined ? undefined : bitsOf(within)];
  if (bits === undefined || (within !== undefined && own === undefined)) return undefined;
  if (own !== undefined) return ((seen & own) === bits) === (sign !== '!=');
  if (sign === '!') return (seen & bits) === 0;
  // Without a sign one of the flags is enough.
  if (!sign) return (seen & bits) !== 0;
  if (wanted.includes(',') && sign === '!=' && mask === undefined) return undefined;
  return (seen === bits) === (sign === '==');
}

/** Flags as a number: `syn`, `syn,ack`, `(syn | ack)`, `0x12`. */
function bitsOf(text: string): number | undefined {
  let bits = 0;
  for (const name of text.split(/[ ,|()]+/).filter((each) => each)) {
    const bit = ofWord(BITS, name) ?? (/^(?:\d+|0x[0-9a-f]+)$/.test(name) ? Number(name) : undefined);
    if (bit === undefined) return undefined;
    bits |= bit;
  }
  return bits;
}
