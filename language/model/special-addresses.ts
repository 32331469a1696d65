import { type AddressSet, parseAddress } from './addresses.ts';
import { IntervalSet } from './interval-set.ts';

function networks(...texts: readonly string[]): AddressSet[] {
  return texts.map((text) => {
    const [start, prefix] = text.split('/');
    return parseAddress({ start: start!, prefix: Number(prefix) }).set;
  });
}

/** What no host of a zone can be reached at from another zone, by what it is (IANA special-purpose address registries, RFC 6890). */
const SPECIAL: readonly { readonly what: string; readonly set: AddressSet }[] = [
  { what: 'unspecified', blocks: networks('0.0.0.0/8', '::/128') },
  { what: 'loopback', blocks: networks('127.0.0.0/8', '::1/128') },
  { what: 'link-local', blocks: networks('169.254.0.0/16', 'fe80::/10') },
  { what: 'multicast', blocks: networks('224.0.0.0/4', 'ff00::/8') },
  { what: 'broadcast', blocks: networks('255.255.255.255/32') },
].map(({ what, blocks }) => ({ what, set: IntervalSet.unionAll(blocks) }));

/** All of these. */
export const SPECIAL_ADDRESSES: AddressSet = IntervalSet.unionAll(SPECIAL.map(({ set }) => set));

const PRIVATE_BLOCKS = networks('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '100.64.0.0/10', 'fc00::/8', 'fd00::/8');

/** Addresses that no one is at on the internet: private networks (RFC 1918), shared ones behind a provider (RFC 6598), unique local (RFC 4193). */
export const PRIVATE_ADDRESSES: AddressSet = IntervalSet.unionAll(PRIVATE_BLOCKS);

/** Blocks that are written to mean "whatever is of this kind", whether or not a plan has any of it. */
const WHOLE_BLOCKS = [...PRIVATE_BLOCKS, ...networks('224.0.0.0/4', '169.254.0.0/16', 'fe80::/10', 'ff00::/8', '2000::/3')];

/** `multicast`, `loopback`, … where a set is nothing but such addresses. */
export function specialKind(set: AddressSet): string | undefined {
  return set.isEmpty ? undefined : SPECIAL.find((s) => s.set.covers(set))?.what;
}

/** Whether a set holds all private addresses of a kind, or all addresses of a family: `10.0.0.0/8`, `fd00::/8`, `0.0.0.0/0`. */
export function holdsWholeBlock(set: AddressSet): boolean {
  return WHOLE_BLOCKS.some((block) => set.covers(block));
}
