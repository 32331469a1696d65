import { isSameList, ofKind } from '../model/lists.ts';
import { NamePlaces } from '../model/name-places.ts';
import type { Plan, PlanRule } from '../model/plan.ts';
import type { ServiceSet } from '../model/services.ts';
import { atOnce, type Steps } from '../model/steps.ts';
import { BoxesAtAnyTime } from './boxes-at-any-time.ts';
import { mayClose } from './host-names.ts';
import { KeptLacks } from './kept-lacks.ts';
import { lackingBetween, type Standing } from './lacking.ts';
import { Memory } from './memory.ts';
import { LackingPairs, type PairGaps } from './pair-gaps.ts';
import { activePhases, isActive, type Moment, type RuleBox } from './permissions.ts';
import { indexRequired, knownIndex, requirementsIn } from './requirement-index.ts';
import { joiningRequired, type Requirement } from './requirements.ts';
import { areSpread, listedParts, type Parts } from './row-boxes.ts';
import { type EachRule, forEachRule, placesToAsk } from './rule-boxes.ts';
import { RulePlaces } from './rule-places.ts';
import { raising, StandingRules } from './standing-rules.ts';
import { ZoneFinder } from './zone-finder.ts';
import type { ZonePairs } from './zone-pairs.ts';
import { ZonesTouched } from './zones-touched.ts';

export interface Analysis {
  readonly plan: Plan;
  readonly moment: Moment;
  readonly phases: ReadonlySet<string>;
  /** What the catalogs require; made when it is asked for, since it may be a million. */
  readonly requirements: readonly Requirement[];
  /** The same, by the zones that they lie between. */
  readonly index: ZonePairs<Requirement>;
  /** All that the catalogs know of, in whatever phase and with whatever feature, inside of zones as well; made when it is asked for. */
  readonly known: () => ZonePairs<Requirement>;
  /** The rules that have not ended, whatever phases are on; made when they are asked for. */
  readonly standing: () => StandingRules;
  /** Makes them step by step, where none stood before: `standing` has them at hand then. */
  readonly raising: () => Steps<void>;
  readonly allows: readonly RuleBox[];
  /** Those that rules state, and no `required` stands for. */
  readonly statedAllows: () => readonly RuleBox[];
  /** Those that have ends in common with some traffic, and services where any are given, in the order of the rules. */
  readonly allowsNear: (ends: Pick<RuleBox, 'sources' | 'destinations'>, services?: ServiceSet) => readonly RuleBox[];
  readonly denies: readonly RuleBox[];
  /** Where host names may be. */
  readonly names: NamePlaces;
  /** What the denies may close: what they say, and the names that may be there; made when it is asked for. */
  readonly mayClose: () => readonly RuleBox[];
  /** What was made of single rules and statements; it goes on from one edit to the next. */
  readonly memory: Memory;
  /** Required, and no rule permits it. */
  readonly missing: PairGaps;
  /** Required, and a `deny` closes it, or may. */
  readonly blocked: PairGaps;
}

/**
 * Joins what the catalogs require with what the rules permit. Pure: the same plan and moment give the same result.
 * @param former an analysis for the same moment, before an edit: where the edit was about rules alone, what is required stays as it was
 */
export function analyze(plan: Plan, moment: Moment, former?: Analysis): Analysis {
  return atOnce(analyzing(plan, moment, former));
}

/** The same in steps. */
export function* analyzing(plan: Plan, moment: Moment, former?: Analysis): Steps<Analysis> {
  const kept = former?.plan.zones === plan.zones ? former : undefined;
  const phases = former?.plan.settings === plan.settings ? former.phases : activePhases(plan, moment);
  if (!kept) yield* joiningRequired(plan, phases);
  yield;
  if (former) ZonesTouched.takeOver(plan.zones, former.plan.zones);
  const index = kept?.index ?? indexRequired(plan, phases, former?.index);
  yield;
  const names = NamePlaces.of(plan.zones, former?.names);
  // Which rules count is decided by phases and by the day, which is the same.
  const before = former?.phases === phases ? states.get(former) : undefined;
  const counts = (rule: PlanRule): boolean => isActive(rule, phases, moment);
  const boxes = new BoxesAtAnyTime({ plan, phases, index }, before?.boxes);
  const stays = before && before.index !== index ? boxes.staysSince(before.boxes) : undefined;
  const asked = placesToAsk(plan.rules, before?.each, before?.index === index, stays);
  let asking = 0;
  for (const n of asked ?? plan.rules.keys()) {
    if (asking++ % RULES_A_STEP === 0) yield;
    const rule = plan.rules[n]!;
    if (counts(rule)) boxes.ofNow(rule);
  }
  const made = { rules: plan.rules, asked, index, names, boxes, before, finder: ZoneFinder.of(plan) };
  const state = new State(made, yield* placing(made, counts));
  const { missing, blocked } = yield* lackingBetween(index, state);
  const memory = former?.memory ?? new Memory();
  const analysis: Analysis = {
    plan,
    moment,
    phases,
    get requirements() {
      return requirementsIn(index);
    },
    index,
    known: () => knownIndex(plan),
    standing: () => state.standing(plan, moment, memory),
    raising: () => state.raising(plan, moment),
    get allows() {
      return state.allows;
    },
    statedAllows: () => state.statedAllows(),
    allowsNear: (ends, services) => state.allowed.listed(ends, services),
    denies: state.denies,
    names,
    mayClose: () => state.mayBeClosed().groups.flatMap(listedParts),
    memory,
    missing: new LackingPairs(missing),
    blocked: new LackingPairs(blocked),
  };
  states.set(analysis, state);
  return analysis;
}

const RULES_A_STEP = 200;

/** What an analysis is made of, for the one after an edit. */
const states = new WeakMap<Analysis, State>();

/** What a state is made of. */
interface Made {
  readonly rules: readonly PlanRule[];
  /** The places of those that may be other traffic than before; all, where it is left out. */
  readonly asked: readonly number[] | undefined;
  readonly index: ZonePairs<Requirement>;
  readonly names: NamePlaces;
  readonly boxes: BoxesAtAnyTime;
  readonly before: State | undefined;
  readonly finder: ZoneFinder;
}

type Placed = Pick<State, 'each' | 'actions' | 'allowed' | 'denied'>;

/** What becomes of a rule: it counts for nothing, it permits, or it closes. */
const [NEITHER, ALLOWS, DENIES] = [0, 1, 2];

/** Finds, step by step, between which zones rules permit and close something. */
function* placing({ rules, asked, boxes, before, finder }: Made, counts: (rule: PlanRule) => boolean): Steps<Placed> {
  const partsOf = (rule: PlanRule): Parts<RuleBox> => (counts(rule) ? boxes.ofNow(rule) : NONE);
  const each = forEachRule(rules, partsOf, before?.each, asked);
  const isAligned = before && asked && before.rules.length === rules.length;
  const actions = isAligned ? before.actions.slice() : new Uint8Array(rules.length);
  for (const n of isAligned ? asked : rules.keys()) {
    const parts = each.made[n]!;
    const action = areSpread(parts) ? parts.rule.action : parts[0]?.rule.action;
    actions[n] = !action ? NEITHER : action === 'allow' ? ALLOWS : DENIES;
  }
  // Most plans close nothing, and each rule of theirs permits something.
  const isOne = (action: number): boolean =>
    [NEITHER, ALLOWS, DENIES].every((each) => each === action || !actions.includes(each));
  const groupsOf = (action: number): readonly Parts<RuleBox>[] =>
    isOne(action) ? each.made : actions.includes(action) ? ofKind(each.made, actions, action) : NONE_OF_ANY;
  yield;
  const allowed = yield* RulePlaces.making(finder, groupsOf(ALLOWS), before?.allowed);
  const denied = yield* RulePlaces.making(finder, groupsOf(DENIES), before?.denied);
  return { each, actions, allowed, denied };
}

/** What the rules permit and close, by the zones that it is between. */
class State {
  /** What rules are as traffic, as far as that was asked. */
  readonly boxes: BoxesAtAnyTime;
  readonly rules: readonly PlanRule[];
  readonly index: ZonePairs<Requirement>;
  readonly names: NamePlaces;
  /** The traffic of each rule that counts. */
  readonly each: EachRule<Parts<RuleBox>>;
  /** What becomes of each of them. */
  readonly actions: Uint8Array;
  readonly denies: readonly RuleBox[];
  readonly allowed: RulePlaces<RuleBox>;
  readonly denied: RulePlaces<RuleBox>;
  readonly lacks: Standing['lacks'];
  private readonly closings: WeakMap<readonly RuleBox[], readonly RuleBox[]>;
  private readonly finder: ZoneFinder;
  private formerlyClosed: RulePlaces<RuleBox> | undefined;
  private closed: RulePlaces<RuleBox> | undefined;
  private stood: StandingRules | undefined;
  private stands = false;
  private flat: readonly RuleBox[] | undefined;

  constructor({ rules, index, names, boxes, before, finder }: Made, { each, actions, allowed, denied }: Placed) {
    this.rules = rules;
    this.index = index;
    this.names = names;
    this.boxes = boxes;
    this.each = each;
    this.actions = actions;
    this.allowed = allowed;
    this.denied = denied;
    this.denies = isSameList(this.denied.groups, before?.denied.groups ?? [])
      ? (before?.denies ?? [])
      : this.denied.groups.flatMap(listedParts);
    this.closings = before?.names === names ? before.closings : new WeakMap();
    this.formerlyClosed = before?.closed;
    this.stood = before?.stood;
    this.finder = finder;
    this.lacks = new KeptLacks(before?.names === names ? before.lacks : undefined);
  }

  /** All that rules permit, in a list that is made when somebody asks for it. */
  get allows(): readonly RuleBox[] {
    this.flat ??= this.allowed.groups.flatMap(listedParts);
    return this.flat;
  }

  /** Those that no `required` stands for. */
  statedAllows(): readonly RuleBox[] {
    const isStated = ({ requirement }: RuleBox): boolean => !requirement;
    return this.allowed.groups.flatMap((parts) => (areSpread(parts) ? [] : parts.filter(isStated)));
  }

  /** The rules that have not ended, made when they are asked for of those that stood when they were asked for last. */
  standing(plan: Plan, moment: Moment, memory: Memory): StandingRules {
    if (!this.stood || !this.stands) this.stood = new StandingRules(plan, moment, memory, this.boxes, this.stood);
    this.stands = true;
    return this.stood;
  }

  *raising(plan: Plan, moment: Moment): Steps<void> {
    // After an edit little is left to be made.
    if (!this.stood) yield* raising(plan, moment, this.boxes);
  }

  /** What the denies may close: what they say, and the names that may be there. */
  mayBeClosed(): RulePlaces<RuleBox> {
    if (!this.closed) {
      const groups = this.denied.groups.map((group) => this.closingOf(listedParts(group)));
      this.closed = new RulePlaces(this.finder, groups, this.formerlyClosed);
      // What it was made of is let go of.
      this.formerlyClosed = undefined;
    }
    return this.closed;
  }

  private closingOf(denies: readonly RuleBox[]): readonly RuleBox[] {
    let closing = this.closings.get(denies);
    if (!closing) {
      closing = denies.flatMap((deny) => mayClose(deny, this.names));
      this.closings.set(denies, closing);
    }
    return closing;
  }
}

const NONE: readonly RuleBox[] = [];
const NONE_OF_ANY: readonly Parts<RuleBox>[] = [];
