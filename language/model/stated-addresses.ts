import type * as ast from '../generated/ast.ts';
import { type AddressSet, NO_ADDRESSES, parseAddress, parseHostName, parseTag } from './addresses.ts';

/** The addresses of an address, network or range; nothing for one that is not valid (the check `invalid-address` reports it). */
export function addressSet(node: ast.Address): AddressSet {
  let set = stated.get(node);
  if (!set) {
    try {
      const read = parseAddress({ start: node.start, prefix: node.prefix, end: node.end });
      set = read.set;
      if (read.hostBits) faults.set(node, { hostBits: read.hostBits });
    } catch (error) {
      set = NO_ADDRESSES;
      faults.set(node, { message: (error as Error).message });
    }
    stated.set(node, set);
  }
  return set;
}

// A text says the same each time that it is looked at.
const stated = new WeakMap<ast.Address, AddressSet>();

/** What is wrong with an address as it is written. */
interface AddressFault {
  /** The network that it should have been written as, when a network was written with host bits set. */
  readonly hostBits?: string;
  /** A sentence for the user when it is no address. */
  readonly message?: string;
}

const faults = new WeakMap<ast.Address, AddressFault>();

/** What is wrong with an address, found when it was read. */
export function faultOf(node: ast.Address): AddressFault | undefined {
  addressSet(node);
  return faults.get(node);
}

/** The addresses or the name of a host; nothing for one that is not valid. */
export function hostSet(host: ast.Host): AddressSet {
  if (host.$type === 'Address') return addressSet(host);
  try {
    return namedSet(host);
  } catch {
    return NO_ADDRESSES;
  }
}

/**
 * What a host name or a service tag stands for.
 * @throws Error with a sentence for the user when it is neither
 */
export function namedSet(node: ast.FqdnHost | ast.TagHost | ast.FqdnEndpoint | ast.TagEndpoint): AddressSet {
  return node.$type === 'TagHost' || node.$type === 'TagEndpoint' ? parseTag(node.tag ?? '') : parseHostName(node.fqdn);
}
