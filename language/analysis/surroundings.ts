import { isSameList } from '../model/lists.ts';
import type { PlanRule, PlanZone } from '../model/plan.ts';
import type { Analysis } from './analyze.ts';
import type { Requirement } from './requirements.ts';
import { forEachRule } from './rule-boxes.ts';
import { type ZonePairs, ZonesTouched } from './zone-pairs.ts';

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
}

/** What touches more pairs of zones than this is looked at again whenever any zone is another one. */
const MOST_PAIRS = 64;

/** Some rules of a plan in their places, as they were found last. */
interface Found {
  readonly zones: readonly PlanZone[];
  readonly rules: readonly PlanRule[];
  readonly places: readonly RulePlace[];
  /** Where each rule was found, and among which zones. */
  readonly byRule: WeakMap<PlanRule, { readonly zones: readonly PlanZone[]; readonly place: RulePlace }>;
}

/** The rules of a plan in their places: the same objects after an edit of which neither a rule nor what lies around it has a part. */
export function rulePlaces(analysis: Analysis): readonly RulePlace[] {
  return foundIn(analysis).places;
}

/** A rule of a plan in its place. */
export function placeOfRule(rule: PlanRule, analysis: Analysis): RulePlace | undefined {
  const { zones, byRule } = foundIn(analysis);
  const known = byRule.get(rule);
  return known?.zones === zones ? known.place : undefined;
}

function foundIn(analysis: Analysis): Found {
  let found = all.get(analysis);
  if (!found) {
    const { plan, memory } = analysis;
    const touched = ZonesTouched.of(plan.zones);
    let known: ZonePairs<Requirement> | undefined;
    const aroundOf = (rule: PlanRule): readonly unknown[] => {
      known ??= analysis.known();
      return around(rule, plan.zones, touched, known);
    };
    found = memory.renew<Found>('places of rules', (before) => findPlaces(plan.zones, plan.rules, aroundOf, before));
    all.set(analysis, found);
  }
  return found;
}

const all = new WeakMap<Analysis, Found>();

/**
 * Some rules of a plan in their places, and among some more flows: other objects as soon as what these ask for from one end of a rule to the
 * other is other requirements.
 * @param name what the flows are
 * @param flows of the zones that the plan has, the same as long as its list of zones is
 */
export function rulePlacesAmong(
  analysis: Analysis,
  rules: readonly PlanRule[],
  name: string,
  flows: ZonePairs<Requirement>,
): readonly RulePlace[] {
  const { plan, memory } = analysis;
  const { byRule } = foundIn(analysis);
  const touched = ZonesTouched.of(plan.zones);
  const aroundOf = (rule: PlanRule): readonly unknown[] => {
    const own = byRule.get(rule)!.place;
    const [froms, tos] = [touched.by(rule.sourceAddresses), touched.by(rule.destinationAddresses)];
    if (froms.length * tos.length > MOST_PAIRS) return [own];
    return [own, ...froms.flatMap((from) => tos.map((to) => flows.atNumbers(from, to)))];
  };
  return memory.renew<Found>(`places of rules among ${name}`, (before) => findPlaces(plan.zones, rules, aroundOf, before)).places;
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

function findPlaces(
  zones: readonly PlanZone[],
  rules: readonly PlanRule[],
  aroundOf: (rule: PlanRule) => readonly unknown[],
  before: Found | undefined,
): Found {
  const byRule: Found['byRule'] = before?.byRule ?? new WeakMap();
  const place = (rule: PlanRule): RulePlace => {
    const last = byRule.get(rule);
    if (last?.zones === zones) return last.place;
    const around = aroundOf(rule);
    const now = last && isSameList(last.place.around, around) ? last.place : { rule, around };
    byRule.set(rule, { zones, place: now });
    return now;
  };
  const places = forEachRule(rules, place, before?.zones === zones ? { rules: before.rules, made: before.places } : undefined);
  return { zones, rules, places, byRule };
}

function around(
  { sourceAddresses, destinationAddresses }: PlanRule,
  zones: readonly PlanZone[],
  touched: ZonesTouched,
  known: ZonePairs<Requirement>,
): readonly unknown[] {
  const [froms, tos] = [touched.by(sourceAddresses), touched.by(destinationAddresses)];
  if (froms.length * tos.length > MOST_PAIRS) return [zones];
  const result: unknown[] = [];
  for (const from of froms) result.push(zones[from]);
  for (const to of tos) result.push(zones[to]);
  for (const from of froms) for (const to of tos) result.push(known.atNumbers(from, to), known.atNumbers(to, from));
  return result;
}
