import { ofWord } from '../../../../model/word-tables.ts';
import type { Words } from './tokens.ts';

/** What is compared: one thing, or several joined by dots. */
export interface Key {
  readonly text: string;
  readonly parts: readonly string[];
}

const SIMPLE = new Set([
  'iif',
  'oif',
  'iifname',
  'oifname',
  'mark',
  'l4proto',
  'nfproto',
  'protocol',
  'skuid',
  'skgid',
  'pkttype',
  'cpu',
  'time',
  'hour',
  'day',
  'rtclassid',
  'iifgroup',
  'oifgroup',
  'iiftype',
  'oiftype',
  'ibrname',
  'obrname',
  'priority',
  'secmark',
]);
const HEADS = new Set([
  'ip',
  'ip6',
  'tcp',
  'udp',
  'udplite',
  'sctp',
  'dccp',
  'th',
  'icmp',
  'icmpv6',
  'ct',
  'meta',
  'ether',
  'vlan',
  'arp',
  'esp',
  'ah',
  'comp',
  'rt',
  'exthdr',
  'socket',
  'osf',
  'fib',
  'ipsec',
  'numgen',
  'jhash',
  'symhash',
  'hash',
  'gre',
  'vxlan',
  'dst',
  'hbh',
  'frag',
  'mh',
  'rtr',
  'xfrm',
]);

/** Reads what a comparison begins with. @returns nothing where the next word begins none */
export function keyIn(words: Words): Key | undefined {
  const parts: string[] = [];
  do {
    const part = partIn(words);
    if (part === undefined) return parts.length ? { text: parts.join(' . '), parts } : undefined;
    parts.push(part);
  } while (words.skip('.'));
  return { text: parts.join(' . '), parts };
}

const INTERFACES: Readonly<Record<string, string>> = { iif: 'iifname', oif: 'oifname' };

/** What an option of tcp holds. */
const OPTION_FIELDS = new Set(['kind', 'length', 'size', 'count', 'left', 'right', 'tsval', 'tsecr']);

/** What an option of IPv4 holds. */
const IN_OPTIONS = new Set(['type', 'length', 'ptr', 'addr', 'value']);

function partIn(words: Words): string | undefined {
  const { next } = words;
  if (SIMPLE.has(next)) {
    words.take();
    const name = ofWord(INTERFACES, next) ?? next;
    return name === 'iifname' || name === 'oifname' ? name : `meta ${name}`;
  }
  if (!HEADS.has(next)) return undefined;
  words.take();
  const field = words.take();
  // `fib saddr . iif oif` and the like: all of its words up to what it is compared with.
  if (next === 'fib') {
    const asked = [next, field];
    while (words.next === '.' || SIMPLE.has(words.next) || ['type', 'daddr', 'saddr'].includes(words.next))
      asked.push(words.take());
    return asked.join(' ');
  }
  if (next === 'ip' && field === 'option')
    return `ip option ${words.take()}${IN_OPTIONS.has(words.next) ? ` ${words.take()}` : ''}`;
  if (next === 'ct' && ['original', 'reply'].includes(field)) {
    const what = words.take();
    return `ct ${field} ${what}${['ip', 'ip6'].includes(what) ? ` ${words.take()}` : ''}`;
  }
  if (next === 'tcp' && field === 'option') {
    const option = words.take();
    return `tcp option ${option}${OPTION_FIELDS.has(words.next) ? ` ${words.take()}` : ''}`;
  }
  const name = ofWord(INTERFACES, field) ?? field;
  return next === 'meta' && (name === 'iifname' || name === 'oifname') ? name : `${next} ${name}`;
}
