import { type AddressSet, NO_ADDRESSES } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { SPECIAL_ADDRESSES } from '../model/special-addresses.ts';
import { readAddresses } from '../running/parts.ts';

/** A machine of an inventory. */
export interface Machine {
  readonly name: string;
  /** Its own addresses; none where the inventory says none. */
  readonly addresses: AddressSet;
  /** The one that is said first. */
  readonly first: AddressSet;
  /** The networks that its addresses are in, where the inventory says how long their prefixes are. */
  readonly networks: readonly AddressSet[];
  /** What the inventory calls its network or zone. */
  readonly network: string | undefined;
  /** What else tells what it is for: its groups, its role, its description. */
  readonly hints: readonly string[];
  readonly system: 'windows' | 'linux' | undefined;
  /** What stands beside its addresses and looks like one more, and is none. */
  readonly slips: readonly string[];
  /** In the file, counted from 1; the number of the entry where lines say nothing. */
  readonly line: number;
}

/** What a row of an inventory can't be taken over for. */
export interface Skipped {
  readonly line: number;
  readonly why: string;
}

export interface Inventory {
  readonly machines: readonly Machine[];
  readonly skipped: readonly Skipped[];
  /** What else of the file was left out, a sentence each. */
  readonly notes?: readonly string[];
}

/** Says what is wrong with a file, and what to do. */
export class UnknownInventory extends Error {}

/** So many machines one inventory holds at most: what holds more is no list of servers. */
export const MOST_MACHINES = 20_000;

/** What an inventory says of the addresses of a machine. */
interface Found extends Pick<Machine, 'addresses' | 'first' | 'networks' | 'slips'> {}

/**
 * Addresses in a text, one or several, those aside that no host is reached at, with the networks of those that have a prefix, and what looks like an address
 * and is none.
 */
export function addressesIn(text: string): Found {
  const own: AddressSet[] = [];
  const networks: AddressSet[] = [];
  const slips: string[] = [];
  // What nobody sees comes along where an address was copied.
  for (const word of text.replace(/\p{Cf}+/gu, '').split(/[\s,;|[\]"']+/)) {
    // An IPv4 address may be written as IPv6, and one of IPv6 may name the interface that it is at.
    const plain = word.includes(':') ? word.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%[^/]*/, '') : word;
    const [address, prefix] = plain.split('/', 2);
    const one = address && /^[\d.]+$|:/.test(address) ? readAddresses(address) : undefined;
    const network = one && prefix !== undefined ? readAddresses(plain) : undefined;
    const isWhole = one && network && isNetwork(network) && network.intervals[0]!.start === one.intervals[0]!.start;
    if (isWhole || (!one && isLikeAddress(plain))) slips.push(word.slice(0, MOST_SHOWN));
    // What a machine gives itself is nothing that others reach it by.
    if (!one || isWhole || one.overlaps(SPECIAL_ADDRESSES)) continue;
    own.push(one);
    if (network && !network.equals(one)) networks.push(network);
  }
  return { addresses: IntervalSet.unionAll(own), first: own[0] ?? NO_ADDRESSES, networks, slips };
}

/** So much of what is no address is shown. */
const MOST_SHOWN = 60;

/** Whether the first address of a network stands for the network and is nobody's, as it is in all but those of two. */
function isNetwork({ intervals: [first] }: AddressSet): boolean {
  return first!.end - first!.start > 2n;
}

/** Whether a word is written as an address is, or as one with something around it. */
function isLikeAddress(word: string): boolean {
  if (word.length > 100 || /^([\da-f]{2}[:-]){5}[\da-f]{2}$/i.test(word)) return false;
  return /^([a-z]+:\/\/)?\d{1,5}(\.\d{1,5}){2,}[^a-z]*$/i.test(word) || /^[\da-f]*(:[\da-f]*){2,}(%[^/]*)?(\/\d*)?$/i.test(word);
}

/** A machine of what an inventory says of it, or why it is none. */
export function machineOf(
  line: number,
  said: { name: string; addresses: string; network?: string | undefined; hints: readonly string[]; system?: string | undefined },
): Machine | Skipped {
  const name = said.name.trim();
  if (!name) return { line, why: 'has no name' };
  const { slips, ...found } = addressesIn(said.addresses);
  if (found.addresses.isEmpty && slips.length) return { line, why: `has an address that is none (${slips[0]})` };
  const system = said.system ?? '';
  return {
    name,
    ...found,
    slips,
    network: said.network?.trim() || undefined,
    hints: said.hints.map((hint) => hint.trim()).filter(Boolean),
    system: /windows|microsoft/i.test(system)
      ? 'windows'
      : /linux|ubuntu|debian|red ?hat|rhel|centos|suse|rocky|alma/i.test(system)
        ? 'linux'
        : undefined,
    line,
  };
}

/** Machines and what was skipped, apart. */
export function inventoryOf(found: readonly (Machine | Skipped)[]): Inventory {
  return {
    machines: found.filter((each): each is Machine => 'name' in each),
    skipped: found.filter((each): each is Skipped => 'why' in each),
  };
}
