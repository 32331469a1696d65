import { type AddressSet, ALL_IPS, NO_ADDRESSES } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { note } from '../model/lists.ts';
import type { RunningDevice, RunningRule } from '../running/running.ts';
import { isStated } from './guess-networks.ts';

/** Where packets of a list come from and go to: names of places, or anywhere. */
interface Way {
  readonly from: ReadonlySet<string> | undefined;
  readonly to: ReadonlySet<string> | undefined;
}

const ANY_WAY: Way = { from: undefined, to: undefined };

/** The ways on which packets get to each list: where rules that call it say them. */
function waysOf({ lists, stages, outbound = [] }: RunningDevice): ReadonlyMap<string, Way> {
  const ways = new Map<string, Way>();
  const open: string[] = [];
  const reach = (name: string, way: Way): void => {
    const known = ways.get(name);
    const next = known ? { from: either(known.from, way.from), to: either(known.to, way.to) } : way;
    if (known && size(known.from) === size(next.from) && size(known.to) === size(next.to)) return;
    ways.set(name, next);
    open.push(name);
  };
  for (const name of [...stages, ...outbound]) reach(name, ANY_WAY);
  for (let name = open.pop(); name !== undefined; name = open.pop())
    for (const rule of lists.get(name)?.rules ?? [])
      if (typeof rule.action === 'object') reach(rule.action.call, wayOf(rule, ways.get(name)!));
  return ways;
}

function wayOf({ from, to }: Pick<RunningRule, 'from' | 'to'>, outer: Way): Way {
  return { from: from ?? outer.from, to: to ?? outer.to };
}

function either(one: Way['from'], other: Way['from']): Way['from'] {
  return one && other ? new Set([...one, ...other]) : undefined;
}

function size(names: Way['from']): number {
  return names?.size ?? -1;
}

/**
 * What lies at places of which the file doesn't say it: what rules name as coming from there alone, or as going there alone.
 * @param wanted the places that nothing is known of
 * @param known what lies elsewhere
 */
export function claimedBy(
  device: RunningDevice,
  wanted: ReadonlySet<string>,
  known: AddressSet,
): ReadonlyMap<string, AddressSet> {
  if (!wanted.size) return new Map();
  const claims = new Map<string, AddressSet[]>();
  const ways = waysOf(device);
  for (const [name, { rules }] of device.lists) {
    const outer = ways.get(name);
    if (!outer) continue;
    for (const rule of rules) {
      const { from, to } = wayOf(rule, outer);
      for (const { sources, destinations } of rule.traffic) {
        claim(from, sources);
        claim(to, destinations);
      }
    }
  }
  function claim(places: Way['from'], addresses: AddressSet): void {
    if (places?.size !== 1) return;
    const [place] = places as ReadonlySet<string>;
    if (wanted.has(place!) && isStated(addresses)) note(claims, place!, addresses.intersect(ALL_IPS));
  }
  const united = [...claims].map(([place, sets]) => [place, IntervalSet.unionAll(sets)] as const);
  // Who says less knows better: a network behind one place may be a part of what another one calls everything.
  united.sort(([, a], [, b]) => Number(sizeOf(a) > sizeOf(b)) - Number(sizeOf(a) < sizeOf(b)));
  const result = new Map<string, AddressSet>();
  let taken = known;
  for (const [place, set] of united) {
    const own = set.subtract(taken);
    if (!own.isEmpty) result.set(place, own);
    taken = taken.union(own);
  }
  return result;
}

function sizeOf({ intervals }: AddressSet): bigint {
  return intervals.reduce((sum, { start, end }) => sum + end - start, 0n);
}

/** The addresses whose own firewall a device is, where it doesn't say them: what its rules have as the near end. */
export function claimedByHost({ lists, stages, outbound = [] }: RunningDevice): AddressSet {
  const near = (names: readonly string[], side: 'sources' | 'destinations'): AddressSet[] =>
    names.flatMap((name) =>
      (lists.get(name)?.rules ?? []).flatMap(({ traffic }) => traffic.map((box) => box[side]).filter(isStated)),
    );
  const all = [...near(stages, 'destinations'), ...near(outbound, 'sources')];
  return all.length ? IntervalSet.unionAll(all).intersect(ALL_IPS) : NO_ADDRESSES;
}

/** The places that some rule names. */
export function placesNamed(device: RunningDevice): ReadonlySet<string> {
  const named = new Set<string>();
  for (const { rules } of device.lists.values())
    for (const { from, to, notFrom, notTo } of rules)
      for (const names of [from, to, notFrom, notTo]) for (const name of names ?? []) named.add(name);
  return named;
}
