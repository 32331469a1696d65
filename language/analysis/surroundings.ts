import { fitted, keptEnds, noteDifference, placesThatDiffer, spliced } from '../model/lists.ts';
import type { PlanRule, PlanZone } from '../model/plan.ts';
import type { Steps } from '../model/steps.ts';
import type { Analysis } from './analyze.ts';
import type { Requirement } from './requirements.ts';
import type { ZonePairs } from './zone-pairs.ts';
import { ZonesTouched } from './zones-touched.ts';

// What is found out about a rule hangs on little of a plan:
// - on the rule, which is another object as soon as its text, what its names lead to, or what that stands for is another one; one that
//   counts or moves ports, or leaves something out, as soon as any zone is (model/kept-rules.ts). All components that it names are in it.
// - on the zones that its addresses touch. A component has its addresses in its zone's, so that whatever has an address of the rule is in
//   one of these zones, and a zone is another object as soon as anything of it or of its components is (model/kept-zones.ts), or as
//   bindings say something else of them (model/build-plan.ts).
// - on what the catalogs know of between these zones, either way. That may hang on zones elsewhere (the nearest of a role, bindings, how
//   many there are), and is another list as soon as any of it is another requirement (analysis/joins.ts). What is required now is a part
//   of it, by settings and phases.
// - on settings and phases, which are the same for all rules and are asked apart (`ofEachRule`), and on the day, which a memory is for.
// Whatever else a question looks at, such as other rules, all zones or where names may be, it has to say itself.

/** A rule with what lies around it: another object as soon as any of that is. */
export interface RulePlace {
  readonly rule: PlanRule;
  /** The zones that it touches at each end, and what the catalogs know of between them. */
  readonly around: readonly unknown[];
  /** The numbers of these zones. */
  readonly froms: readonly number[];
  readonly tos: readonly number[];
}

/** What touches more pairs of zones than this is looked at again whenever any zone is another one. */
const MOST_PAIRS = 64;

/** The rules of a plan in their places: the same objects after an edit of which neither a rule nor what lies around it has a part. */
export function rulePlaces(analysis: Analysis): readonly RulePlace[] {
  return foundIn(analysis).places;
}

/** Finds the zones that rules touch, step by step, where a plan is new: `rulePlaces` has them at hand then. */
export function* placing({ plan, memory }: Analysis): Steps<void> {
  if (memory.last(PLACES)) return;
  const touched = ZonesTouched.of(plan.zones);
  for (const [n, rule] of plan.rules.entries()) {
    if (n % RULES_A_STEP === 0) yield;
    touched.by(rule.sourceAddresses);
    touched.by(rule.destinationAddresses);
  }
}

const RULES_A_STEP = 100;
const PLACES = 'places of rules';

/**
 * The rules of a plan in their places, and among some more flows: other objects as soon as what these ask for from one end of a rule to the
 * other is other requirements.
 * @param name what the flows are
 * @param flows between the zones of the plan, the same index as long as the list of zones is
 */
export function rulePlacesAmong(analysis: Analysis, name: string, flows: ZonePairs<Requirement>): readonly RulePlace[] {
  const places = rulePlaces(analysis);
  const walk = (own: RulePlace, { froms, tos }: Ends, visit: Visit): boolean => {
    if (!visit(own)) return false;
    if (froms.length * tos.length > MOST_PAIRS) return visit(flows);
    for (let n = 0; n < froms.length; n++)
      for (let m = 0; m < tos.length; m++) if (!visit(flows.atNumbers(froms[n]!, tos[m]!))) return false;
    return true;
  };
  return analysis.memory.renew<Found>(`places of ${name}`, (before) =>
    placesFound(analysis, before, places, flows, {
      ruleOf: ({ rule }) => rule,
      isAt: (own, { around }) => around[0] === own,
      walk,
    }),
  ).places;
}

/**
 * What is made of each rule of a plan by itself and of its place, of the settings of the plan and of the phases that are on.
 * @param more what else it depends on
 */
export function ofEachRule<T>(
  analysis: Analysis,
  name: string,
  make: (rule: PlanRule) => readonly T[],
  more: readonly unknown[] = NOTHING,
): T[] {
  const { plan, phases, memory } = analysis;
  return memory.each(name, rulePlaces(analysis), [plan.settings, phases, ...more], ({ rule }) => make(rule));
}

const NOTHING: readonly never[] = [];

interface Found {
  readonly zones: readonly PlanZone[];
  readonly touched: ZonesTouched;
  /** What lies between zones; nothing where no rule has that around it. */
  readonly flows: ZonePairs<Requirement> | undefined;
  /** What was placed, and where. */
  readonly items: readonly unknown[];
  readonly places: readonly RulePlace[];
  /** By the numbers of zones, the numbers of the places that touch them, and of those that touch many; made when it is asked for. */
  near?: NearZones | undefined;
}

/** Some may have come to touch others since: who asks has to look. */
interface NearZones {
  readonly byZone: ReadonlyMap<number, Set<number>>;
  readonly wide: Set<number>;
}

function foundIn(analysis: Analysis): Found {
  let found = all.get(analysis);
  if (!found) {
    found = analysis.memory.renew<Found>(PLACES, (before) => findPlaces(analysis, before));
    all.set(analysis, found);
  }
  return found;
}

const all = new WeakMap<Analysis, Found>();

/** Whether any rule touches so few zones that what the catalogs know of between these is looked at: that may be a million flows. */
export function looksBetween({ plan: { zones, rules } }: Analysis): boolean {
  const touched = ZonesTouched.of(zones);
  return rules.some(
    (rule) => touched.by(rule.sourceAddresses).length * touched.by(rule.destinationAddresses).length <= MOST_PAIRS,
  );
}

function findPlaces(analysis: Analysis, before: Found | undefined): Found {
  const { zones, rules } = analysis.plan;
  const known = looksBetween(analysis) ? analysis.known() : undefined;
  const walk = (_: PlanRule, { froms, tos }: Ends, visit: Visit): boolean => {
    if (froms.length * tos.length > MOST_PAIRS) return visit(zones);
    for (let n = 0; n < froms.length; n++) if (!visit(zones[froms[n]!])) return false;
    for (let n = 0; n < tos.length; n++) if (!visit(zones[tos[n]!])) return false;
    for (let n = 0; n < froms.length; n++)
      for (let m = 0; m < tos.length; m++)
        if (!visit(known!.atNumbers(froms[n]!, tos[m]!)) || !visit(known!.atNumbers(tos[m]!, froms[n]!))) return false;
    return true;
  };
  return placesFound(analysis, before, rules, known, { ruleOf: (rule) => rule, isAt: () => true, walk, isOfEnds: true });
}

type Ends = Pick<RulePlace, 'froms' | 'tos'>;

/** Is given all that lies around a rule, one thing after the other, until it has enough of it. */
type Visit = (part: unknown) => boolean;

/** What is placed. */
interface Placed<I> {
  ruleOf(item: I): PlanRule;
  /** Whether a place of before is one of this item, as far as its zones and flows are what they were. */
  isAt(item: I, place: RulePlace): boolean;
  /** Goes through what lies around, and tells whether it came to its end. */
  walk(item: I, ends: Ends, visit: Visit): boolean;
  /** Whether what lies around hangs on the zones that a rule touches and on nothing else of it. */
  readonly isOfEnds?: boolean;
}

/**
 * The places of rules, those of before an edit where all around them is what it was. A rule that has come to stand elsewhere among the others
 * is placed anew.
 * @param flows what is asked about between zones
 */
function placesFound<I>(
  { plan: { zones } }: Analysis,
  before: Found | undefined,
  items: readonly I[],
  flows: ZonePairs<Requirement> | undefined,
  { ruleOf, isAt, walk, isOfEnds }: Placed<I>,
): Found {
  // Among the same zones, nothing around a rule has changed.
  const areStill = before?.zones === zones;
  if (areStill && before.items === items) return before;
  const touched = ZonesTouched.of(zones);
  const old = before?.places ?? NOTHING;
  const moved = old.length - items.length;
  const stirred = before ? stirredZones(before, zones, touched, flows) : undefined;
  let around: readonly unknown[] = NOTHING;
  let at = 0;
  const isNext: Visit = (part) => around[at++] === part;
  const known = new Map<readonly number[], Map<readonly number[], readonly unknown[]>>();
  const place = (item: I, n: number): RulePlace => {
    const rule = ruleOf(item);
    const last = old[n]?.rule === rule ? old[n] : old[n + moved]?.rule === rule ? old[n + moved] : undefined;
    if (last && stirred && isAt(item, last) && !isStirred(last, stirred)) return last;
    const ends = { froms: touched.by(rule.sourceAddresses), tos: touched.by(rule.destinationAddresses) };
    if (last) {
      around = last.around;
      at = 0;
      if (walk(item, ends, isNext) && at === around.length) return last;
    }
    // Hundreds of rules are between the same zones.
    let now = isOfEnds ? known.get(ends.froms)?.get(ends.tos) : undefined;
    if (!now) {
      const parts: unknown[] = [];
      walk(item, ends, (part) => parts.push(part) > 0);
      now = fitted(parts);
      if (isOfEnds) known.set(ends.froms, (known.get(ends.froms) ?? new Map()).set(ends.tos, now));
    }
    return { rule, around: now, froms: ends.froms, tos: ends.tos };
  };
  if (before && stirred && !areStill && !moved) {
    const asked = placesNear(before, stirred);
    for (const n of placesThatDiffer(before.items, items)) asked.add(n);
    const now = [...asked]
      .sort((a, b) => a - b)
      .map((n) => [n, place(items[n]!, n)] as const)
      .filter(([n, each]) => each !== old[n]);
    const places = now.length ? old.slice() : old;
    for (const [n, each] of now) {
      (places as RulePlace[])[n] = each;
      noteNear(before.near!, each, n);
    }
    noteDifference(
      old,
      places,
      now.map(([n]) => n),
    );
    return { zones, touched, flows, items, places, near: before.near };
  }
  const [start, end] = areStill ? keptEnds(before.items, items) : [0, 0];
  const between = items.slice(start, items.length - end).map((item, n) => place(item, start + n));
  const places = spliced(old, start, old.length - end, between);
  const near = areStill && !moved ? before.near : undefined;
  if (near) for (const [n, each] of between.entries()) noteNear(near, each, start + n);
  return { zones, touched, flows, items, places, near };
}

/** The numbers of the places that touch any of some zones, and maybe of others. */
function placesNear(found: Found, zones: Uint8Array): Set<number> {
  if (!found.near) {
    found.near = { byZone: new Map(), wide: new Set() };
    for (const [n, each] of found.places.entries()) noteNear(found.near, each, n);
  }
  const result = new Set(found.near.wide);
  for (let n = zones.indexOf(1); n >= 0; n = zones.indexOf(1, n + 1))
    for (const each of found.near.byZone.get(n) ?? []) result.add(each);
  return result;
}

function noteNear({ byZone, wide }: NearZones, { froms, tos }: Ends, number: number): void {
  if (froms.length * tos.length > MOST_PAIRS) {
    wide.add(number);
    return;
  }
  for (const zones of [froms, tos])
    for (const zone of zones) {
      const near = byZone.get(zone);
      if (near) near.add(number);
      else (byZone as Map<number, Set<number>>).set(zone, new Set([number]));
    }
}

/**
 * Marks the zones, by their numbers, that are other objects than before an edit, or between which and any other lies another list of flows.
 * Most rules touch none of them, and whoever knows that needs no look around each.
 * @returns nothing where that isn't known
 */
function stirredZones(
  before: Found,
  zones: readonly PlanZone[],
  touched: ZonesTouched,
  flows: ZonePairs<Requirement> | undefined,
): Uint8Array | undefined {
  const changed = before.touched === touched && before.flows ? flows?.changedSince(before.flows) : undefined;
  if (!changed) return undefined;
  const stirred = new Uint8Array(zones.length);
  for (let n = 0; n < zones.length; n++) if (zones[n] !== before.zones[n]) stirred[n] = 1;
  for (const [from, to] of changed) stirred[from] = stirred[to] = 1;
  return stirred;
}

function isStirred({ froms, tos }: Ends, stirred: Uint8Array): boolean {
  if (froms.length * tos.length > MOST_PAIRS) return true;
  for (let n = 0; n < froms.length; n++) if (stirred[froms[n]!]) return true;
  for (let n = 0; n < tos.length; n++) if (stirred[tos[n]!]) return true;
  return false;
}
