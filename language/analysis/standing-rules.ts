import type * as ast from '../generated/ast.ts';
import { formatChoice } from '../model/choices.ts';
import type { Plan, PlanRule } from '../model/plan.ts';
import { followsRequirements, ofAlternatives } from '../model/resolve-services.ts';
import { atOnce, type Steps } from '../model/steps.ts';
import type { BoxesAtAnyTime } from './boxes-at-any-time.ts';
import { keptWithStructure } from './kept.ts';
import type { Memory } from './memory.ts';
import { isExpired, type Moment, type TimedBox } from './permissions.ts';
import type { Box } from './region.ts';
import { areSpread, listedParts, type Parts } from './row-boxes.ts';
import { type EachRule, forEachRule, placesToAsk } from './rule-boxes.ts';
import { RuleIndex } from './rule-index.ts';
import { changesOf, RulePlaces } from './rule-places.ts';
import { addressKey, numbersKey } from './set-keys.ts';
import { isUnderstood } from './understood-rules.ts';
import { ZoneFinder } from './zone-finder.ts';

/** Whether one part of a rule holds whenever another does, whatever phases are on and whatever day it is. */
export function holdsThroughout(box: TimedBox, other: TimedBox): boolean {
  const { until } = box.rule;
  if (until !== undefined && (other.rule.until === undefined || until < other.rule.until)) return false;
  return box.phases.every((phase) => other.phases.includes(phase));
}

/**
 * The rules of a plan that have not ended, those whose phase is off included: for what is true of them at any time, and not just now.
 */
export class StandingRules {
  readonly rules: readonly PlanRule[];
  /** The parts of each of them. */
  readonly groups: readonly Parts<TimedBox>[];
  private readonly each: EachRule<Parts<TimedBox>>;
  /** What was found out about them; it goes on to the standing rules after an edit. */
  readonly memory: Memory;
  private readonly boxes: BoxesAtAnyTime;
  private readonly indexes = new Map<PlanRule['action'] | 'any', RuleIndex<TimedBox>>();
  private readonly finder: ZoneFinder;
  private formerPlaces: RulePlaces<TimedBox> | undefined;
  private placed: RulePlaces<TimedBox> | undefined;
  private someAreSpread: boolean | undefined;

  private readonly plan: Plan;
  private readonly moment: Moment;
  private readonly firsts = new Map<PlanRule, PlanRule>();
  /** The first rule of each meaning; the standing rules after an edit take it over. */
  private byMeaning: Map<string, PlanRule> | undefined;

  /**
   * @param boxes what rules are, whatever phases are on
   * @param former the standing rules before an edit, at the same moment
   */
  constructor(plan: Plan, moment: Moment, memory: Memory, boxes: BoxesAtAnyTime, former?: StandingRules) {
    this.plan = plan;
    this.moment = moment;
    this.memory = memory;
    this.boxes = boxes;
    this.rules = former?.rulesAfter(plan) ?? plan.rules.filter((rule) => !isExpired(rule, moment));
    const isStill = former?.plan.zones === plan.zones;
    const asked = placesToAsk(this.rules, former?.each, isStill, isStill || !former ? undefined : boxes.staysSince(former.boxes));
    this.each = forEachRule(this.rules, (rule) => this.boxes.of(rule), former?.each, asked);
    this.groups = this.each.made;
    this.finder = ZoneFinder.of(plan);
    this.formerPlaces = former?.placed ?? former?.formerPlaces;
    this.byMeaning = former?.meaningsFor(this.rules) ?? this.readMeanings();
  }

  /** The rules after an edit, where none has ended, neither before nor then. */
  private rulesAfter({ rules }: Plan): readonly PlanRule[] | undefined {
    if (this.rules.length !== this.plan.rules.length) return undefined;
    const [, come] = changesOf(this.plan.rules, rules);
    return come.some((rule) => isExpired(rule, this.moment)) ? undefined : rules;
  }

  private readMeanings(): Map<string, PlanRule> {
    const first = new Map<string, PlanRule>();
    for (const rule of this.rules) {
      const meaning = meaningOf(rule);
      const same = first.get(meaning);
      if (same) this.firsts.set(rule, same);
      else first.set(meaning, rule);
    }
    return first;
  }

  /**
   * The rules after an edit by what they mean, where none repeats another one, neither before nor then; what is known here goes over to them.
   * @param rules most of which stood here
   */
  private meaningsFor(rules: readonly PlanRule[]): Map<string, PlanRule> | undefined {
    const known = this.byMeaning;
    this.byMeaning = undefined;
    if (known?.size !== this.rules.length) return undefined;
    const [gone, come] = changesOf(this.rules, rules);
    for (const rule of gone) known.delete(meaningOf(rule));
    for (const rule of come) known.set(meaningOf(rule), rule);
    return known.size === rules.length ? known : undefined;
  }

  /** The rules that say what one before them says. */
  get repetitions(): Iterable<PlanRule> {
    return this.firsts.keys();
  }

  boxesOf(rule: PlanRule): readonly TimedBox[] {
    return listedParts(this.partsOf(rule));
  }

  /** The same; of a rule between most zones of a wide plan none is made before somebody asks. */
  partsOf(rule: PlanRule): Parts<TimedBox> {
    return isExpired(rule, this.moment) ? [] : this.boxes.of(rule);
  }

  /** The first rule of the plan that says the same for the same time: the rule itself, unless it is a repetition. */
  firstOf(rule: PlanRule): PlanRule {
    return this.firsts.get(rule) ?? rule;
  }

  /** The parts that a rule would have that is none of the plan. */
  boxesIf(rule: PlanRule): readonly TimedBox[] {
    return listedParts(this.boxes.of(rule));
  }

  /** Whether a rule means all that it says. */
  isUnderstood(rule: PlanRule): boolean {
    return isUnderstood(
      rule,
      keptWithStructure(this.plan, 'groups that are understood', () => new Map<ast.Group, boolean>()),
    );
  }

  /** The parts of all rules that have ends in common with some traffic, in the order of the rules. */
  touching(ends: Pick<Box, 'sources' | 'destinations'>): readonly TimedBox[] {
    return this.places.touching(ends);
  }

  /** Objects that are the same as long as all parts of rules are which may have ends in common with some traffic. */
  marksOf(ends: Pick<Box, 'sources' | 'destinations'>): readonly unknown[] {
    return this.places.marksOf(ends);
  }

  /** The rules that may have ends in common with some traffic, some of them several times. */
  rulesNear(ends: Pick<Box, 'sources' | 'destinations'>): Iterable<PlanRule> {
    return this.places.rulesNear(ends);
  }

  /** Whether all parts of rules that have ends in common with some traffic are at hand, without making those of any that is between most zones. */
  areAtHand(ends: Pick<Box, 'sources' | 'destinations'>): boolean {
    this.someAreSpread ??= this.groups.some(areSpread);
    return !this.someAreSpread || this.places.touchFew(ends);
  }

  /** Made when they are asked for: what a `required` stands for may be a million parts. */
  private get places(): RulePlaces<TimedBox> {
    return this.placed ?? atOnce(this.placing());
  }

  /** Finds the zones that the parts of all rules touch, step by step: `touching` and `rulesNear` have them at hand then. */
  *placing(): Steps<RulePlaces<TimedBox>> {
    if (!this.placed) {
      this.placed = yield* RulePlaces.making(this.finder, this.groups, this.formerPlaces);
      // What it was made of is let go of.
      this.formerPlaces = undefined;
    }
    return this.placed;
  }

  /** The parts of all rules, or of those of one action, repetitions left out. */
  index(action: PlanRule['action'] | 'any'): RuleIndex<TimedBox> {
    return this.indexes.get(action) ?? atOnce(this.indexing(action));
  }

  /** Makes it step by step: `index` has it at hand then. */
  *indexing(action: PlanRule['action'] | 'any'): Steps<RuleIndex<TimedBox>> {
    let index = this.indexes.get(action);
    if (!index) {
      const rules = this.rules.filter((rule) => (action === 'any' || rule.action === action) && !this.firsts.has(rule));
      index = yield* RuleIndex.making(rules, (rule) => this.partsOf(rule));
      this.indexes.set(action, index);
    }
    return index;
  }
}

/** Works out what the rules of a plan are at any time, step by step, for the first that stand in it. */
export function* raising(plan: Plan, moment: Moment, boxes: BoxesAtAnyTime): Steps<void> {
  for (const [n, rule] of plan.rules.entries()) {
    if (n % RULES_A_STEP === 0) yield;
    if (isExpired(rule, moment)) continue;
    boxes.of(rule);
    meaningOf(rule);
  }
}

const RULES_A_STEP = 100;

/** A text that is the same for rules that mean the same. */
function meaningOf(rule: PlanRule): string {
  let meaning = meanings.get(rule);
  if (meaning === undefined) {
    meaning = meaningIn(rule);
    meanings.set(rule, meaning);
  }
  return meaning;
}

const meanings = new WeakMap<PlanRule, string>();

function meaningIn(rule: PlanRule): string {
  const { services, openings, omissions } = rule;
  const towards = (list: PlanRule['openings']): string =>
    list.map((each) => `${addressKey(each.destinations)} ${numbersKey(each.services)} ${each.component?.name ?? ''}`).join('; ');
  return [
    rule.action,
    rule.phase,
    rule.until,
    rule.node.service === undefined,
    followsRequirements(services) && [services.required, services.exceptions?.required],
    addressKey(rule.sourceAddresses),
    addressKey(rule.destinationAddresses),
    numbersKey(ofAlternatives(services.alternatives, rule.action)),
    services.choices?.map(formatChoice).join(', '),
    towards(openings),
    towards(omissions),
  ].join('|');
}
