import type { CatalogFlow } from '../../model/catalog.ts';
import { plainConditions } from '../../model/flow-conditions.ts';
import { note } from '../../model/lists.ts';
import type { PlanBinding, PlanComponent, PlanZone } from '../../model/plan.ts';
import type { Analysis } from '../analyze.ts';
import type { Requirement } from '../requirements.ts';
import { type RoleIndex, roleIndexOf } from '../role-index.ts';
import { flowOf, listOf, PlainRow } from '../row.ts';
import { RowPairs } from '../row-pairs.ts';
import { areBound } from './between-sites.ts';

/** Components of two roles that are required to reach each other across places, although each of the places has both. */
export interface Crossing {
  readonly roles: readonly [one: string, other: string];
  readonly scope: NonNullable<PlanBinding['scope']>;
  /** Names of the sites or zones that have both. */
  readonly places: readonly string[];
  /** How many pairs of components have to reach each other, and how many of them in different places. */
  readonly pairs: number;
  readonly crossing: number;
  /** Those of pairs that cross, in the order of the plan. */
  readonly components: readonly PlanComponent[];
}

/** A flow whose document says which sites it joins, or that joins installations, is meant as it is. */
function isPlaced(flow: CatalogFlow): boolean {
  return flow.acrossDeployments || plainConditions(flow.conditions).some((c) => PLACED.has(c.kind));
}

const PLACED: ReadonlySet<string> = new Set(['sites', 'nearest', 'no-shared']);

/** What is required across sites, or across zones in a plan without sites, and most often not meant to be: one entry for each two roles. */
export function crossings(analysis: Analysis): readonly Crossing[] {
  const kept = known.get(analysis.index);
  if (kept) return kept;
  const found = crossingsIn(analysis);
  known.set(analysis.index, found);
  return found;
}

// While rules are written, what is required is the same object.
const known = new WeakMap<Analysis['index'], readonly Crossing[]>();

function crossingsIn(analysis: Analysis): Crossing[] {
  const { plan } = analysis;
  const scope = plan.zones.some((z) => z.site !== undefined) ? 'site' : 'zone';
  const placeOf = (zone: PlanZone): string | undefined => (zone.external ? undefined : scope === 'site' ? zone.site : zone.name);
  const groups = new Map<string, Ends[]>();
  const keys = new Map<CatalogFlow, string | undefined>();
  const crossing = new Set<string | undefined>();
  const commonPlaces = placesInCommon(roleIndexOf(plan), placeOf);
  let last: CatalogFlow | undefined;
  let lastKey: string | undefined;
  const keyOf = ({ flow }: Pick<Requirement, 'flow'>): string | undefined => {
    if (flow === last) return lastKey;
    let key = keys.get(flow);
    if (!keys.has(flow)) {
      // Hundreds of thousands of requirements may be of roles that have no places in common.
      const isAsked = !isPlaced(flow) && commonPlaces(flow).length > 0;
      key = isAsked ? [flow.initiator, flow.responder].sort().join(' ') : undefined;
      keys.set(flow, key);
    }
    [last, lastKey] = [flow, key];
    return key;
  };
  // Of two roles one that crosses is enough.
  const isAsked = (key: string | undefined): boolean => key !== undefined && !crossing.has(key);
  for (const each of endsOf(analysis, (flow) => isAsked(keyOf({ flow })))) {
    const key = keyOf(each);
    if (!isAsked(key) || each.fromZone === each.toZone) continue;
    const here = placeOf(each.fromZone);
    const there = placeOf(each.toZone);
    if (here !== there && here !== undefined && there !== undefined) crossing.add(key);
  }
  // Mostly nothing does.
  for (const requirement of crossing.size ? endsOf(analysis, (flow) => crossing.has(keyOf({ flow }))) : []) {
    const key = keyOf(requirement);
    if (!crossing.has(key) || requirement.fromZone === requirement.toZone) continue;
    if (placeOf(requirement.fromZone) !== undefined && placeOf(requirement.toZone) !== undefined) note(groups, key!, requirement);
  }
  // Of two roles that nothing joins across places there is nothing to tell.
  const across = [...groups.values()];
  const classes = new Classes(across.flat());
  const seen = new SeenPairs(classes.count);
  const found = across.flatMap((group): (Crossing & { across: ReadonlySet<number> })[] => {
    const { initiator, responder } = group[0]!.flow;
    const places = commonPlaces(group[0]!.flow);
    const isAmong = new Set<string | undefined>(places);
    let [pairs, crossing] = [0, 0];
    seen.begin();
    const across = new Set<number>();
    const concerned = new Set<Class>();
    for (let n = 0; n < group.length; n++) {
      const { flow, from, to } = group[n]!;
      const others = classes.of(to);
      for (const some of classes.of(from))
        for (let m = 0; m < others.length; m++) {
          const other = others[m]!;
          const key = classes.pairOf(some, other);
          if (seen.has(key)) continue;
          const [a, b] = [some.components[0]!, other.components[0]!];
          const count = some.components.length * other.components.length;
          pairs += count;
          const [here, there] = [placeOf(a.zone)!, placeOf(b.zone)!];
          if (here === there || !isAmong.has(here) || !isAmong.has(there)) continue;
          if (areBound(plan, { component: a, role: flow.initiator }, { component: b, role: flow.responder })) continue;
          across.add(key);
          crossing += count;
          concerned.add(some).add(other);
        }
    }
    if (!across.size) return [];
    const among = new Set([...concerned].flatMap((each) => each.components));
    const components = plan.components.filter((c) => among.has(c));
    return [{ roles: [initiator, responder] as const, scope, places, pairs, crossing, components, across }];
  });
  // What binds the roles that two derive from binds the two as well.
  const derives = ([a, b]: Crossing['roles'], [x, y]: Crossing['roles']): boolean => {
    const [ofA, ofB] = [plan.catalog.ancestors(a), plan.catalog.ancestors(b)];
    return (ofA.has(x) && ofB.has(y)) || (ofA.has(y) && ofB.has(x));
  };
  return found.filter(
    (one) =>
      !found.some(
        (other) => other !== one && derives(one.roles, other.roles) && [...one.across].every((pair) => other.across.has(pair)),
      ),
  );
}

type Ends = Pick<Requirement, 'flow' | 'fromZone' | 'toZone' | 'from' | 'to'>;

/** Between whom flows are required, in their order; in a wide plan without making what is required there. */
function endsOf(analysis: Analysis, isAsked: (flow: CatalogFlow) => boolean): Iterable<Ends> {
  const { index } = analysis;
  return index instanceof RowPairs ? endsIn(index, isAsked) : analysis.requirements;
}

/** @param isAsked whether anything is still to be told of a flow */
function* endsIn({ flows }: RowPairs, isAsked: (flow: CatalogFlow) => boolean): Iterable<Ends> {
  for (const rows of flows)
    for (const [row, { zone: fromZone, components: from }] of rows.entries()) {
      const flow = flowOf(row);
      if (!isAsked(flow)) break;
      if (!(row instanceof PlainRow)) for (const each of row.joined) yield* listOf(each);
      else for (const { zone: toZone, components: to } of row.partners) yield { flow, fromZone, toZone, from, to };
    }
}

/** Finds the places that have both roles of a flow; none where there are not two, or where each has to reach into another one anyway. */
function placesInCommon(
  index: RoleIndex,
  placeOf: (zone: PlanZone) => string | undefined,
): (flow: CatalogFlow) => readonly string[] {
  const counted = new Map<string, ReadonlyMap<string, number>>();
  const homes = (role: string): ReadonlyMap<string, number> => {
    let counts = counted.get(role) as Map<string, number> | undefined;
    if (!counts) {
      counts = new Map();
      counted.set(role, counts);
      for (const { zone, components } of index.in(role)) {
        const place = placeOf(zone);
        if (place !== undefined) counts.set(place, (counts.get(place) ?? 0) + components.length);
      }
    }
    return counts;
  };
  return ({ initiator, responder }) => {
    const [ones, others] = [homes(initiator), homes(responder)];
    const places = [...ones.keys()].filter((place) => others.has(place));
    if (places.length < 2) return [];
    // Of one role, each place has a component of its own anyway: what it is to reach may well be the other one.
    return initiator !== responder || places.some((place) => ones.get(place)! > 1) ? places : [];
  };
}

/** Components of which whatever is said of one holds for all: they stand in one zone and are at the same ends of all requirements. */
interface Class {
  readonly number: number;
  readonly components: PlanComponent[];
}

/** The classes of the components of some requirements. */
class Classes {
  /** How many there are. */
  readonly count: number;
  private readonly byEnd = new Map<readonly PlanComponent[], readonly Class[]>();
  private readonly classOf = new Map<PlanComponent, Class>();

  constructor(requirements: readonly Ends[]) {
    const ends = new Set<readonly PlanComponent[]>();
    for (const { from, to } of requirements) ends.add(from).add(to);
    const parts = new Map<PlanComponent, number[]>();
    let number = 0;
    for (const end of ends) {
      for (const component of end) {
        const known = parts.get(component);
        if (known) known.push(number);
        else parts.set(component, [number]);
      }
      number++;
    }
    const alike = new Map<string, Class>();
    for (const [component, numbers] of parts) {
      // What bindings say may be of one component alone.
      const own = component.bonds.length ? component.name : [...component.deployments].sort().join(' ');
      const key = `${numbers.join()} ${own}`;
      let same = alike.get(key);
      if (!same) {
        same = { number: alike.size, components: [] };
        alike.set(key, same);
      }
      same.components.push(component);
      this.classOf.set(component, same);
    }
    this.count = alike.size;
  }

  /** The classes that one end of a requirement is made of. */
  of(end: readonly PlanComponent[]): readonly Class[] {
    let classes = this.byEnd.get(end);
    if (!classes) {
      classes = [...new Set(end.map((component) => this.classOf.get(component)!))];
      this.byEnd.set(end, classes);
    }
    return classes;
  }

  /** A number for two classes, whichever comes first. */
  pairOf({ number: a }: Class, { number: b }: Class): number {
    return a < b ? a * this.count + b : b * this.count + a;
  }
}

/** So many pairs have a place each in a list, of two bytes. */
const MOST_PLACES = 2 ** 22;

/** Tells which pairs of classes were seen since it was begun last: of two roles after the other, each time most of all pairs. */
class SeenPairs {
  private readonly times: Uint16Array | undefined;
  private time = 0;
  private seen = new Set<number>();

  /** @param classes how many there are */
  constructor(classes: number) {
    if (classes ** 2 <= MOST_PLACES) this.times = new Uint16Array(classes ** 2);
  }

  begin(): void {
    this.time = (this.time + 1) & 0xffff;
    if (!this.time) this.times?.fill(this.time++);
    this.seen = new Set();
  }

  /** Whether a pair was asked about before. */
  has(pair: number): boolean {
    const { times } = this;
    if (times) {
      const has = times[pair] === this.time;
      times[pair] = this.time;
      return has;
    }
    const has = this.seen.has(pair);
    this.seen.add(pair);
    return has;
  }
}
