import { ZonesTouched } from '../analysis/zones-touched.ts';
import {
  type AddressSet,
  ALL_IPS,
  ALL_IPV4,
  ALL_IPV6,
  ANYWHERE,
  type Family,
  formatAddresses,
  hasAddresses,
  hostNames,
  NO_ADDRESSES,
  ofFamily,
  statedNames,
  tagOf,
  V4_BASE,
} from '../model/addresses.ts';
import { edgesOf } from '../model/edge-addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { onceFor } from '../model/once-for.ts';
import type { Plan, PlanZone } from '../model/plan.ts';
import { readAddresses } from '../running/parts.ts';
import { isStated } from './guess-networks.ts';
import { type Named, NamedSets } from './named-sets.ts';
import type { PlanNames } from './plan-names.ts';

/** What a run of more addresses holds is not looked for among the names of single ones. */
const MOST_IN_RUN = 65_536n;
/** A component stands for no more addresses; what does is a group. */
const MOST_OF_COMPONENT = 4096n;

/** So many runs of addresses are left out of everything at most. */
const MOST_LEFT_OUT = 8;

/** What stands at an end: a text, or a name that is taken over once it is written. */
type Label = string | Named<bigint>;

/** A name of a device that the plan takes over. */
export interface TakenName {
  readonly name: string;
  readonly title: string | undefined;
  readonly set: AddressSet;
  /** The zone in which it is a component; none for a group. */
  readonly zone: PlanZone | undefined;
}

/** Writes the ends of rules: zones, names that devices have for addresses, and what is left as it is. */
export class EndsWriter {
  private readonly plan: Plan;
  private readonly names: PlanNames;
  private readonly named: NamedSets<bigint>;
  private readonly taken = new Map<Named<bigint>, TakenName>();
  private inComponents = NO_ADDRESSES;
  /** Zones by what they hold, as far as they are addresses. */
  private readonly zoneOf: ReadonlyMap<string, string>;

  /** @param named what devices have names for, in the order in which they count */
  constructor(plan: Plan, named: Iterable<Named<bigint>>, names: PlanNames) {
    this.plan = plan;
    this.names = names;
    // A zone of which nobody knows what lies in it is what no rule is about.
    const known = plan.zones.filter(({ addresses }) => addresses.overlaps(ALL_IPS));
    this.zoneOf = new Map(known.map(({ name, addresses }) => [addresses.intersect(ALL_IPS).key, name]));
    this.named = new NamedSets(
      [...named].filter(({ name, set }) => ALL_IPS.covers(set) && isStated(set) && !readAddresses(name)),
    );
  }

  /** The names that were used, in the order in which they were needed. */
  get used(): readonly TakenName[] {
    return [...this.taken.values()];
  }

  /** Both ends of a rule: `a, b -> c`. Where one end has addresses of one family alone, the other may say both. */
  pair(from: AddressSet, to: AddressSet): string {
    const [sources, destinations] = this.withoutInside(from, to);
    const ways = [
      [this.labels(sources, destinations), this.labels(destinations, ANYWHERE)],
      [this.labels(sources, ANYWHERE), this.labels(destinations, sources)],
    ] as const;
    const [one, other] = ways.map((ends) => lengthOf(ends.flat()));
    const [first, second] = ways[one! <= other! ? 0 : 1]!;
    return `${this.written(first)} -> ${this.written(second)}`;
  }

  /** Both ends without the zone of one of them in the other: within a zone everything reaches everything. */
  private withoutInside(from: AddressSet, to: AddressSet): [AddressSet, AddressSet] {
    const zoneOf = (set: AddressSet): AddressSet | undefined => {
      const [n, more] = ZonesTouched.of(this.plan.zones).by(set);
      const zone = n === undefined || more !== undefined ? undefined : this.plan.zones[n]!.addresses;
      return zone?.covers(set) ? zone : undefined;
    };
    const [near, far] = [zoneOf(from), zoneOf(to)];
    if (near && !far && !isEverything(to, from)) return [from, to.subtract(near)];
    if (far && !near && !isEverything(from, to)) return [from.subtract(far), to];
    return [from, to];
  }

  private written(labels: readonly Label[]): string {
    return labels.map((label) => (typeof label === 'string' ? label : this.take(label))).join(', ');
  }

  private labels(set: AddressSet, other: AddressSet): Label[] {
    if (isEverything(set, other)) return ['any'];
    const ips = set.intersect(ALL_IPS);
    for (const family of [4, 6] as const) if (ips.equals(ALL[family])) return [family === 4 ? '0.0.0.0/0' : '::/0'];
    const within = familiesOf(other);
    const own = set.intersect(within);
    const whole = this.wholeOf(set);
    if (whole !== undefined) return [whole];
    const { labels, left } = this.wholeZones(own, within);
    const out = within.subtract(set);
    if (out.isEmpty && left.isEmpty) return ['any'];
    const network = left.isEmpty ? undefined : oneNetwork(own);
    const rest = this.named.of(out);
    if (rest && !left.isEmpty) return [`any except ${this.take(rest)}`];
    const said = [...(network === undefined ? [...labels, ...this.parts(left)] : [network]), ...statedTexts(set)];
    if (network !== undefined || left.isEmpty || out.isEmpty || out.intervals.length > MOST_LEFT_OUT) return said;
    // All but a few is said by what is left out.
    const isFewer = left.intervals.length > out.intervals.length;
    const room = isFewer ? Number.POSITIVE_INFINITY : lengthOf(said) - lengthOf(['any except ']);
    const outer = this.wholeZones(out, within, room);
    if (lengthOf(outer.labels) >= room) return said;
    const but = [...outer.labels, ...this.parts(outer.left)];
    return lengthOf(but) < room ? [`any except ${this.written(but)}`] : said;
  }

  /**
   * The zones of which some addresses hold everything, and the other addresses.
   * @param room how long the names may get: what is longer is not used, and nearly every single machine leaves out nearly every zone
   */
  private wholeZones(
    set: AddressSet,
    within: AddressSet,
    room: number = Number.POSITIVE_INFINITY,
  ): { labels: string[]; left: AddressSet } {
    const labels: string[] = [];
    let left = set;
    let length = 0;
    for (const n of ZonesTouched.of(this.plan.zones).by(set)) {
      const zone = this.plan.zones[n]!;
      const addresses = zone.addresses.intersect(within);
      if (addresses.isEmpty || !left.covers(addresses)) continue;
      labels.push(zone.name);
      left = left.subtract(addresses);
      length += lengthOf([zone.name]);
      if (length >= room) break;
    }
    return { labels, left };
  }

  /** Addresses by names as far as there are any. */
  private parts(set: AddressSet): Label[] {
    const whole = this.wholeOf(set);
    if (whole !== undefined) return [whole];
    const within = new Set<Named<bigint>>();
    for (const run of set.intervals)
      if (run.end - run.start <= MOST_IN_RUN) for (const named of this.named.within(run)) within.add(named);
    return [...within, ...formatAddresses(without(set, within))];
  }

  private wholeOf(set: AddressSet): Label | undefined {
    return this.zoneOf.get(set.key) ?? this.named.of(set);
  }

  /** The members of a group as a plan says them: components where they have names of their own. */
  members({ set, name }: TakenName): string[] {
    const within = new Set<Named<bigint>>();
    for (const run of set.intervals) for (const named of this.named.within(run)) if (!named.set.equals(set)) within.add(named);
    const labels = [...within].map((named) => this.take(named)).filter((label) => label !== name);
    return [...new Set(labels), ...formatAddresses(without(set, within))];
  }

  /** The name of what a device has a name for; its addresses where another component has one of them. */
  private take(named: Named<bigint>): string {
    const known = this.taken.get(named);
    if (known) return known.name;
    const { set } = named;
    const zone = isPlace(set) ? this.plan.zones.find((each) => each.addresses.covers(set) && !isAtEdge(set, each)) : undefined;
    if (zone) {
      if (this.inComponents.overlaps(set)) return formatAddresses(set).join(', ');
      this.inComponents = this.inComponents.union(set);
    }
    const name = this.names.name(named.name, zone ? 'host' : 'group');
    this.taken.set(named, { name, title: name === named.name ? undefined : named.name, set, zone });
    return name;
  }
}

/** What of a set is in none of several: all at once, since a group may have thousands of members. */
function without(set: AddressSet, named: ReadonlySet<Named<bigint>>): AddressSet {
  return named.size ? set.subtract(IntervalSet.unionAll([...named].map((each) => each.set))) : set;
}

/** How long labels are, one behind the other. */
function lengthOf(labels: readonly Label[]): number {
  return labels.reduce((sum, label) => sum + 2 + nameOf(label).length, 0);
}

function nameOf(label: Label): string {
  return typeof label === 'string' ? label : label.name;
}

/** One run of addresses, or one of each family: what a component stands for. */
function isPlace(set: AddressSet): boolean {
  if (set.intervals.some(({ start, end }) => end - start > MOST_OF_COMPONENT)) return false;
  return set.intervals.length === 1 || (set.intervals.length === 2 && hasAddresses(set, 4) && hasAddresses(set, 6));
}

/** Whether one address alone is the network or the broadcast address of a network of a zone, which no machine has. */
function isAtEdge(set: AddressSet, zone: PlanZone): boolean {
  const edges = edgesIn(zone);
  return set.intervals.some(({ start, end }) => start >= V4_BASE && end === start + 1n && edges.has(start));
}

const edgesIn = onceFor(({ networks, node }: PlanZone): ReadonlySet<bigint> => {
  const runs = networks.flatMap(({ intervals }) => intervals).filter(({ start, end }) => end - start > 2n);
  const stated = edgesOf(node.subnets.flatMap(({ addresses }) => addresses));
  return new Set([...runs.flatMap(({ start, end }) => [start, end - 1n]), ...stated.keys()]);
});

/** The addresses that can meet those of an end: of a family that it has. */
function familiesOf(set: AddressSet): AddressSet {
  if (set === ANYWHERE || !statedNames(set).isEmpty) return ALL_IPS;
  const [has4, has6] = [hasAddresses(set, 4), hasAddresses(set, 6)];
  return has4 === has6 ? ALL_IPS : ALL[has4 ? 4 : 6];
}

const ALL: Readonly<Record<Family, AddressSet>> = { 4: ALL_IPV4, 6: ALL_IPV6 };

/** Whether a set is all that can be at one end, with what is at the other. */
function isEverything(set: AddressSet, other: AddressSet): boolean {
  if (set.covers(ALL_IPS)) return true;
  const families = ([4, 6] as const).filter((family) => hasAddresses(other, family));
  if (!families.length || !statedNames(other).isEmpty) return false;
  // Of one family from everywhere to everywhere is not the same as everything.
  if (families.every((family) => other.covers(ALL[family]))) return false;
  return families.every((family) => ofFamily(set, family).covers(ALL[family]));
}

/** One network, as a rule says it, where that is all there is. */
function oneNetwork(set: AddressSet): string | undefined {
  const texts = formatAddresses(set);
  return texts.length === 1 && texts[0]!.includes('/') ? texts[0] : undefined;
}

function statedTexts(set: AddressSet): string[] {
  return hostNames(set).map((name) => {
    const tag = tagOf(name);
    return tag === undefined ? JSON.stringify(name) : `tag ${JSON.stringify(tag)}`;
  });
}
