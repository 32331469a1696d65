import type { AddressSet } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { note } from '../model/lists.ts';

interface Network {
  readonly start: bigint;
  readonly end: bigint;
  readonly names: Set<string>;
}

/**
 * What lies behind each interface where networks lie within each other: packets go where the network is that is closest around their address. Of the same network
 * behind several it lies behind each.
 * @param networks those of each interface, connected and by routes, each as a set by itself
 */
export function closestOf(networks: ReadonlyMap<string, readonly AddressSet[]>): Map<string, AddressSet> {
  const sorted = ordered(networks);
  const found = new Map<string, { start: bigint; end: bigint }[]>();
  const open: Network[] = [];
  let at = 0n;
  /** Gives what lies before an address to the innermost network that is open. */
  const goTo = (end: bigint): void => {
    const inner = open.at(-1);
    if (inner && at < end) for (const name of inner.names) note(found, name, { start: at, end });
    at = end;
  };
  const close = (before: bigint | undefined): void => {
    for (let inner = open.at(-1); inner && (before === undefined || inner.end <= before); inner = open.at(-1)) {
      goTo(inner.end);
      open.pop();
    }
  };
  for (const network of sorted) {
    close(network.start);
    // Networks by masks lie in each other or apart: what is none of that has no closest one.
    if (open.length && open.at(-1)!.end < network.end) return wholeOf(networks);
    goTo(network.start);
    open.push(network);
  }
  close(undefined);
  return new Map([...networks.keys()].map((name) => [name, IntervalSet.of(found.get(name) ?? [])]));
}

/** All networks, those before others that begin with them or hold them; the same one of several interfaces once. */
function ordered(networks: ReadonlyMap<string, readonly AddressSet[]>): Network[] {
  const all = new Map<string, Network>();
  for (const [name, sets] of networks)
    for (const { intervals } of sets)
      for (const { start, end } of intervals) {
        const key = `${start} ${end}`;
        const known = all.get(key);
        if (known) known.names.add(name);
        else all.set(key, { start, end, names: new Set([name]) });
      }
  return [...all.values()].sort((a, b) => (a.start === b.start ? (a.end > b.end ? -1 : 1) : a.start < b.start ? -1 : 1));
}

function wholeOf(networks: ReadonlyMap<string, readonly AddressSet[]>): Map<string, AddressSet> {
  return new Map([...networks].map(([name, sets]) => [name, IntervalSet.unionAll(sets)]));
}
