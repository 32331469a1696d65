import type * as ast from '../generated/ast.ts';
import { ALL_IPV4, formatAddresses } from './addresses.ts';
import { addressSet } from './stated-addresses.ts';

/**
 * The network and the broadcast address of each IPv4 subnet, with what it is; subnets of one or two addresses have neither.
 * @param subnets as `subnet` lines name them: what such a line leaves out of a network makes its edges no hosts
 */
export function edgesOf(subnets: readonly ast.Address[]): Map<bigint, string> {
  const edges = new Map<bigint, string>();
  for (const node of subnets) {
    const set = addressSet(node);
    const [run] = set.intervals;
    if (!run || node.prefix === undefined || node.prefix > 30 || !ALL_IPV4.covers(set)) continue;
    const [text] = formatAddresses(set);
    edges.set(run.start, `the network address of ${text}`);
    edges.set(run.end - 1n, `the broadcast address of ${text}`);
  }
  return edges;
}
