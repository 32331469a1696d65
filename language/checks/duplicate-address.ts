import { AstUtils, type LangiumDocument } from 'langium';
import { at, defineCheck, type Place } from '../checking/check.ts';
import type * as ast from '../generated/ast.ts';
import { type AddressSet, formatAddresses } from '../model/addresses.ts';
import { type Interval, IntervalSet } from '../model/interval-set.ts';
import { isSameList } from '../model/lists.ts';
import type { Plan, PlanComponent, PlanZone } from '../model/plan.ts';
import { saysLegs } from '../model/read-legs.ts';
import { hostSet } from '../model/stated-addresses.ts';
import { asSeen } from '../model/subnets.ts';

/** One run of addresses of a component, and where it is written. */
interface Run extends Interval<bigint> {
  readonly component: PlanComponent;
  /** The zone that it is in: the component's own, or that of a leg. */
  readonly zone: PlanZone;
  readonly host: ast.Host;
}

/** So many holders of an address are named and looked for; a line of ranges that all overlap would have as many for each as it has ranges. */
const MOST_HOLDERS = 20;

/** Two components at one address. */
export const duplicateAddress = defineCheck({
  code: 'duplicate-address',
  level: 'warning',
  theme: 'places',
  title: 'An address that two components hold',
  documentation: `An address is one machine. Two components that hold the same one are most often a line that was copied; rules for one of them
then open ports of the other. A machine that does several things is one component with several roles:

\`\`\`segplan
component vbr : veeam.backup-server, veeam.console at 10.10.0.10
\`\`\`

Neither may two overlap in a part of both, nor one of a zone lie within a range (\`10.10.0.20-10.10.0.39\`) of another in the same zone. A
component within the network (\`10.10.0.0/24\`) of another is usual and not reported: a server among the guests of a subnet, for example.
What stands in an \`external\` zone may share addresses.`,
  besidesRules: true,
  *detect({ plan, document }) {
    const others = new Map<PlanComponent, Map<PlanComponent, Interval<bigint>[]>>();
    const where = new Map<PlanComponent, ast.Host>();
    let places: ReadonlyMap<PlanComponent, number> | undefined;
    for (const [a, b] of allClashes(plan)) {
      if (a.component === b.component || inOverlappingZones(a, b)) continue;
      places ??= placesOf(plan, document);
      const [first, second] = inOrder(a, b, places);
      if (places.get(second.component)! < 0) continue;
      const found = others.get(second.component) ?? new Map<PlanComponent, Interval<bigint>[]>();
      others.set(second.component, found);
      const common = { start: a.start > b.start ? a.start : b.start, end: a.end < b.end ? a.end : b.end };
      const before = found.get(first.component);
      if (before) before.push(common);
      else found.set(first.component, [common]);
      const known = where.get(second.component);
      // The sweep finds them in the order of addresses, the text has them in its own.
      if (!known || (known !== second.host && standsBefore(second.host, known, second.component)))
        where.set(second.component, second.host);
    }
    // Each is one of twenty that hold what others hold.
    const holders = new Map<PlanComponent, Place>();
    const holder = (component: PlanComponent): Place => {
      let place = holders.get(component);
      if (!place) {
        place = { ...at(component.node, 'name'), message: `${component.name} holds it as well.` };
        holders.set(component, place);
      }
      return place;
    };
    for (const [component, found] of others) {
      const [[other, common] = []] = found;
      const host = where.get(component);
      if (!other || !common || !host) continue;
      const texts = formatAddresses(IntervalSet.of(common));
      const least = found.size > MOST_HOLDERS ? 'at least ' : '';
      const more = found.size > 1 ? ` and ${least}${Math.min(found.size - 1, MOST_HOLDERS)} more` : '';
      yield {
        node: host,
        message: `${texts.slice(0, 3).join(', ')} is held by ${other.name}${more} as well: correct the address, or make one component with all roles.`,
        related: [...found.keys()].slice(0, MOST_HOLDERS).map(holder),
      };
    }
  },
});

/** Components of two zones are told apart by the addresses that others see, those of one zone by the addresses that they have. */
function* allClashes({ zones }: Plan): Iterable<[Run, Run]> {
  const isTranslated = ({ translations }: PlanZone): boolean => translations.length > 0;
  const wearing = zones.filter(({ node }) => saysLegs(node)).flatMap((zone) => zone.components);
  for (const [a, b] of clashesAmong([...zones.map(runsSeen), ...wearing.map(runsOfLegs)]))
    if (a.zone !== b.zone || !isTranslated(a.zone)) yield [a, b];
  for (const zone of zones.filter(isTranslated))
    yield* clashes(zone.components.flatMap((c) => runsOf(c, zone, c.node.hosts, (set) => set)));
}

/**
 * What clashes among all runs, in the order of their addresses. Most zones have addresses of their own: what clashes in one of these, or in
 * some that lie across each other, is found again where an edit left them as they were.
 */
function* clashesAmong(lists: readonly (readonly Run[])[]): Iterable<readonly [Run, Run]> {
  const spread = lists.flatMap((runs, place) => (runs.length ? [{ place, runs, ...spanOf(runs) }] : []));
  spread.sort((a, b) => compare(a.start, b.start));
  for (let n = 0; n < spread.length; ) {
    let { end } = spread[n]!;
    const first = n++;
    for (; n < spread.length && spread[n]!.start < end; n++) if (spread[n]!.end > end) end = spread[n]!.end;
    // Of equal runs the one that comes first stands for all.
    const across = n - first > 1 ? spread.slice(first, n).sort((a, b) => a.place - b.place) : [spread[first]!];
    yield* keptClashes(across.map(({ runs }) => runs));
  }
}

function keptClashes(lists: readonly (readonly Run[])[]): readonly (readonly [Run, Run])[] {
  const known = allFound.get(lists[0]!);
  if (known && isSameList(known.lists, lists)) return known.found;
  const found = [...clashes(lists.flat())];
  allFound.set(lists[0]!, { lists, found });
  return found;
}

interface Found {
  readonly lists: readonly (readonly Run[])[];
  readonly found: readonly (readonly [Run, Run])[];
}

const allFound = new WeakMap<readonly Run[], Found>();

/** From where to where some runs lie. */
function spanOf(runs: readonly Run[]): Interval<bigint> {
  let known = spans.get(runs);
  if (!known) {
    let [{ start, end }] = runs as readonly [Run];
    for (const run of runs) {
      if (run.start < start) start = run.start;
      if (run.end > end) end = run.end;
    }
    known = { start, end };
    spans.set(runs, known);
  }
  return known;
}

const spans = new WeakMap<readonly Run[], Interval<bigint>>();

/** What the components of a zone hold, as it is seen from elsewhere. */
function runsSeen(zone: PlanZone): readonly Run[] {
  const known = allSeen.get(zone);
  if (known?.node === zone.node) return known.runs;
  const runs = zone.components.flatMap((c) => runsOf(c, zone, c.node.hosts, (set) => asSeen(set, zone.translations)));
  allSeen.set(zone, { node: zone.node, runs });
  return runs;
}

// What a zone holds is another zone, or another statement that says the same.
const allSeen = new WeakMap<PlanZone, { readonly node: ast.Zone; readonly runs: readonly Run[] }>();

/** What a component holds in other networks; a leg without a zone has a finding of its own. */
function runsOfLegs(component: PlanComponent): Run[] {
  const { legs, node } = component;
  if (!legs.length || legs.length !== node.legs.length) return [];
  return legs.flatMap(({ zone }, n) => runsOf(component, zone, node.legs[n]!.addresses, (set) => asSeen(set, zone.translations)));
}

/** What a component is said to hold; where a catalog places it many may be. */
function runsOf(
  component: PlanComponent,
  zone: PlanZone,
  hosts: readonly ast.Host[],
  as: (set: AddressSet) => AddressSet,
): Run[] {
  if (zone.external) return [];
  return hosts.flatMap((host) => as(hostSet(host)).intervals.map(({ start, end }) => ({ start, end, component, zone, host })));
}

/**
 * Runs that are the same, that overlap without one holding the other, or one of which lies within a range of its own zone. Each run is
 * compared with those of other components that are open where it begins, until it has been found with so many that no more are told; of many
 * equal ones the first stands for all, and the first of each zone for those in it: what is said of two zones says nothing of two in one.
 */
function* clashes(runs: readonly Run[]): Iterable<[Run, Run]> {
  const sorted = [...runs].sort((a, b) => compare(a.start, b.start) || compare(b.end, a.end));
  const open: Run[] = [];
  // Equal ones come one after the other: of those that are like the last one, the first of each zone.
  let alike: Run[] = [];
  // Where the first of those that are open ends.
  let nextEnd: bigint | undefined;
  for (const run of sorted) {
    const [equal] = alike;
    if (equal && equal.start === run.start && equal.end === run.end) {
      yield [equal, run];
      const here = alike.find((other) => other.zone === run.zone);
      if (!here) {
        open.push(run);
        alike.push(run);
      } else if (here !== equal) yield [here, run];
      continue;
    }
    if (nextEnd !== undefined && nextEnd <= run.start) {
      let left = 0;
      nextEnd = undefined;
      for (const other of open)
        if (other.end > run.start) {
          open[left++] = other;
          if (nextEnd === undefined || other.end < nextEnd) nextEnd = other.end;
        }
      open.length = left;
    }
    // Those that were opened last, which have the fewest others beside themselves.
    const found: Run[] = [];
    for (let n = open.length - 1; n >= 0 && found.length <= MOST_HOLDERS; n--) {
      const other = open[n]!;
      if (other.component === run.component) continue;
      if (other.end < run.end ? other.start < run.start : isRange(other) && other.zone === run.zone) found.push(other);
    }
    for (const other of found.reverse()) yield [other, run];
    open.push(run);
    alike = [run];
    if (nextEnd === undefined || run.end < nextEnd) nextEnd = run.end;
  }
}

/** First to last address: these and no others are meant, while a network has room for more than what holds it. */
function isRange({ host }: Run): boolean {
  return host.$type === 'Address' && host.end !== undefined;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Where two zones claim the same networks, that is the mistake, and `overlapping-subnets` reports it. */
function inOverlappingZones(a: Run, b: Run): boolean {
  const [one, two] = [a.zone, b.zone];
  return (
    one !== two &&
    IntervalSet.of<bigint>([a])
      .intersect(one.subnets)
      .overlaps(two.subnets.intersect(IntervalSet.of<bigint>([b])))
  );
}

/** Where components stand in a plan: counted from 1 in a file, and below 0 elsewhere. */
function placesOf({ components }: Plan, document: LangiumDocument): ReadonlyMap<PlanComponent, number> {
  const count = components.length + 1;
  return new Map(
    components.map((component, n) => [component, AstUtils.getDocument(component.node) === document ? n + 1 : n - count]),
  );
}

/** Of two in one file the later one is reported; of one in another file, the one here. */
function inOrder(a: Run, b: Run, places: ReadonlyMap<PlanComponent, number>): [Run, Run] {
  return places.get(a.component)! < places.get(b.component)! ? [a, b] : [b, a];
}

/** Whether one host of a component is written before another one. */
function standsBefore(host: ast.Host, other: ast.Host, { node }: PlanComponent): boolean {
  const hosts = [...node.hosts, ...node.legs.flatMap((leg) => leg.addresses)];
  return hosts.indexOf(host) < hosts.indexOf(other);
}
