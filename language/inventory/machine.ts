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
}

/** Says what is wrong with a file, and what to do. */
export class UnknownInventory extends Error {}

/** So many machines one inventory holds at most: what holds more is no list of servers. */
export const MOST_MACHINES = 20_000;

/** Addresses in a text, one or several, those aside that no host is reached at, with the networks of those that have a prefix; nothing where there is none. */
export function addressesIn(text: string): Pick<Machine, 'addresses' | 'first' | 'networks'> | undefined {
  const own: AddressSet[] = [];
  const networks: AddressSet[] = [];
  for (const word of text.split(/[\s,;|[\]"']+/)) {
    const [address, prefix] = word.split('/', 2);
    const one = address && /^[\d.]+$|:/.test(address) ? readAddresses(address) : undefined;
    // What a machine gives itself is nothing that others reach it by.
    if (!one || one.overlaps(SPECIAL_ADDRESSES)) continue;
    own.push(one);
    const network = prefix === undefined ? undefined : readAddresses(word);
    if (network && !network.equals(one)) networks.push(network);
  }
  if (!own.length) return undefined;
  return { addresses: IntervalSet.unionAll(own), first: own[0]!, networks };
}

/** Written as an address is, be it one or not. */
const LIKE_ADDRESS = /^\d{1,5}(\.\d{1,5}){2,4}(\/\d*)?$|^[\da-f]*(:[\da-f]*){2,}(\/\d*)?$/i;

/** A machine of what an inventory says of it, or why it is none. */
export function machineOf(
  line: number,
  said: { name: string; addresses: string; network?: string | undefined; hints: readonly string[]; system?: string | undefined },
): Machine | Skipped {
  const name = said.name.trim();
  if (!name) return { line, why: 'has no name' };
  const found = addressesIn(said.addresses);
  const slip = found
    ? undefined
    : said.addresses.split(/[\s,;|[\]"']+/).find((word) => LIKE_ADDRESS.test(word) && !readAddresses(word));
  if (slip !== undefined) return { line, why: `has an address that is none (${slip})` };
  const system = said.system ?? '';
  return {
    name,
    addresses: found?.addresses ?? NO_ADDRESSES,
    first: found?.first ?? NO_ADDRESSES,
    networks: found?.networks ?? [],
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
