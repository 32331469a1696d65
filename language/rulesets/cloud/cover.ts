import { type AddressSet, type Family, parseAddress } from '../../model/addresses.ts';
import { cidrBlocks } from '../../model/cidr-blocks.ts';

/**
 * The fewest networks that hold all addresses of a set and none of some others; what is in neither may be held or not. With nothing
 * spared they are the networks of the set itself.
 * @param free addresses that may be held as well
 */
export function coverCidrs(set: AddressSet, free: AddressSet, family: Family): string[] {
  const open = set.union(free);
  return cidrBlocks(open, family).filter((block) => {
    const [start = '', prefix] = block.split('/');
    return parseAddress({ start, prefix: Number(prefix) }).set.overlaps(set);
  });
}
