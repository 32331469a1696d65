import { ZonesTouched } from '../analysis/zones-touched.ts';
import { type AddressSet, ALL_IPV4, hasAddresses, NO_ADDRESSES, V4_BASE } from '../model/addresses.ts';
import { type Interval, IntervalSet } from '../model/interval-set.ts';
import type { PlanZone } from '../model/plan.ts';
import type { Machine } from './machine.ts';

type Run = Interval<bigint>;

/** A network that becomes a zone. */
export interface NewNetwork {
  /** What of it is in no zone of the plan, and in no smaller network. */
  readonly addresses: AddressSet;
  /** All of it, for its name. */
  readonly whole: AddressSet;
  readonly title: string | undefined;
}

export type Place = PlanZone | NewNetwork;

export function isZone(place: Place): place is PlanZone {
  return 'node' in place;
}

interface Draft {
  readonly start: bigint;
  readonly end: bigint;
  readonly title: string | undefined;
  readonly runs: Run[];
  /** The network of the other family whose machines are in this one as well. */
  twin: Draft | undefined;
  place: NewNetwork | undefined;
}

/** Where the machines of an inventory go: into the zones of a plan that hold their addresses, and into new networks, of which none overlaps another one. */
export class Places {
  private readonly zones: readonly PlanZone[];
  private readonly touched: ZonesTouched;
  /** The new networks by where each of their parts begins. */
  private readonly runs: readonly (Run & { readonly draft: Draft })[];
  private readonly taken: AddressSet;

  /**
   * @param zones those of the plan that have addresses of their own
   * @param outside addresses of components in zones that hold what no other zone does: a network that is only guessed leaves them where they are
   */
  constructor(zones: readonly PlanZone[], machines: readonly Machine[], outside: AddressSet = NO_ADDRESSES) {
    this.zones = zones;
    this.touched = ZonesTouched.of(zones);
    this.taken = IntervalSet.unionAll(zones.map(({ addresses }) => addresses));
    this.runs = apart(draftsOf(machines, this.taken, outside));
    for (const machine of machines) this.join(machine);
  }

  /** All places of a machine with the addresses that it has there; the one that it stands in comes first, by the address that is said first. */
  of({ addresses, first }: Machine): [Place, AddressSet][] {
    const found = new Map<Place, AddressSet>();
    const add = (place: Place, own: AddressSet): void => {
      found.set(place, own.union(found.get(place) ?? NO_ADDRESSES));
    };
    for (const n of this.touched.by(addresses)) {
      const zone = this.zones[n]!;
      const own = addresses.intersect(zone.addresses);
      const left = [...found.values()].reduce((rest, other) => rest.subtract(other), own);
      if (!left.isEmpty) add(zone, left);
    }
    for (const { draft, start, end } of this.parts(addresses)) add(this.placeOf(draft), IntervalSet.of([{ start, end }]));
    return [...found].sort(([, a], [, b]) => Number(b.overlaps(first)) - Number(a.overlaps(first)));
  }

  private placeOf(draft: Draft): NewNetwork {
    draft.place ??= draft.twin?.place;
    if (!draft.place) {
      const all = draft.twin ? [draft, draft.twin] : [draft];
      draft.place = {
        addresses: IntervalSet.of(all.flatMap(({ runs }) => runs)).subtract(this.taken),
        whole: IntervalSet.of(all),
        title: all.find(({ title }) => title !== undefined)?.title,
      };
    }
    return draft.place;
  }

  /** The parts of the new networks in which some addresses lie. */
  private parts(addresses: AddressSet): (Run & { draft: Draft })[] {
    return addresses.subtract(this.taken).intervals.flatMap(({ start, end }) => {
      const found: (Run & { draft: Draft })[] = [];
      let at = start;
      for (let n = this.from(start); at < end && n < this.runs.length; n++) {
        const run = this.runs[n]!;
        const stop = run.end < end ? run.end : end;
        found.push({ start: at, end: stop, draft: run.draft });
        at = stop;
      }
      return found;
    });
  }

  /** Where the first part is that ends behind an address. */
  private from(address: bigint): number {
    let [low, high] = [0, this.runs.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.runs[middle]!.end <= address) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** A machine with one network of each family says that the two are one. */
  private join({ addresses }: Machine): void {
    if (addresses.overlaps(this.taken)) return;
    const drafts = new Set(this.parts(addresses).map(({ draft }) => draft));
    const [one, other] = [...drafts];
    if (drafts.size !== 2 || isV4(one!) === isV4(other!) || one!.twin || other!.twin) return;
    one!.twin = other;
    other!.twin = one;
  }
}

/** Sorts by addresses as people read them: those of IPv4 first. */
export function inOrder(one: AddressSet, other: AddressSet): number {
  const [a, b] = [one, other].map((set) => (hasAddresses(set, 4) ? set.intersect(ALL_IPV4) : set)) as [AddressSet, AddressSet];
  const [is4, other4] = [hasAddresses(a, 4), hasAddresses(b, 4)];
  if (is4 !== other4) return is4 ? -1 : 1;
  return a.first < b.first ? -1 : Number(a.first > b.first);
}

function isV4({ start }: Run): boolean {
  return start >= V4_BASE;
}

/** The networks that machines say, and the usual ones around the addresses of all others. */
function draftsOf(machines: readonly Machine[], taken: AddressSet, outside: AddressSet): Draft[] {
  const drafts = new Map<string, Draft>();
  for (const { addresses, networks, network } of machines)
    for (const run of addresses.subtract(taken).intervals) {
      const { start, end } = networkAround(run, networks, outside);
      const key = `${start}-${end}`;
      if (!drafts.has(key)) drafts.set(key, { start, end, title: network, runs: [], twin: undefined, place: undefined });
    }
  return [...drafts.values()];
}

function networkAround(run: Run, networks: readonly AddressSet[], outside: AddressSet): Run {
  const said = networks.flatMap(({ intervals }) => intervals).filter(({ start, end }) => start <= run.start && end >= run.end);
  if (said.length) return said.reduce((best, each) => (each.end - each.start < best.end - best.start ? each : best));
  const [usual, base] = isV4(run) ? [256n, V4_BASE] : [1n << 64n, 0n];
  for (let size = usual; ; size /= 2n) {
    const start = base + ((run.start - base) / size) * size;
    // What goes over the edge of a network is what it is.
    const network = { start, end: run.end > start + size ? run.end : start + size };
    if (size === 1n || !IntervalSet.of([network]).overlaps(outside)) return network;
  }
}

/** The parts of networks, where those that lie in others are taken out of these. */
function apart(drafts: readonly Draft[]): (Run & { draft: Draft })[] {
  const sorted = [...drafts].sort((a, b) => (a.start !== b.start ? (a.start < b.start ? -1 : 1) : a.end > b.end ? -1 : 1));
  const runs: (Run & { draft: Draft })[] = [];
  const open: Draft[] = [];
  let at = 0n;
  const until = (point: bigint | undefined): void => {
    for (let draft = open.at(-1); draft && (point === undefined || at < point); draft = open.at(-1)) {
      const end = point !== undefined && point < draft.end ? point : draft.end;
      if (at < end) {
        runs.push({ start: at, end, draft });
        draft.runs.push({ start: at, end });
        at = end;
      }
      if (draft.end <= at) open.pop();
    }
  };
  for (const draft of sorted) {
    until(draft.start);
    at = draft.start;
    open.push(draft);
  }
  until(undefined);
  return runs;
}
