import { type Box, type Region, subtract } from '../analysis/region.ts';
import { ANYWHERE } from '../model/addresses.ts';
import { append, note } from '../model/lists.ts';
import { ANY_SERVICE } from '../model/services.ts';
import type { Steps } from '../model/steps.ts';
import { type Evaluator, type Judgment, NO_LIST } from './evaluate.ts';
import { merged } from './merged.ts';
import { askable, type PlanSide } from './plan-side.ts';
import type { Entry } from './program.ts';
import type { RuleList, RunningRule } from './running.ts';
import { type Decision, isTooMuch, sizeOf, TOO_MUCH } from './walk.ts';

/** Traffic that a device lets pass and the plan doesn't permit, by one rule of the device. */
export interface OpenBeyond {
  readonly list: RuleList;
  /** The rule that lets it pass; where none does, what the list has for all that no rule matches. */
  readonly rule: RunningRule | undefined;
  readonly region: Region;
  /** Set where it isn't certain that it passes, with why. */
  readonly perhaps?: string;
  /** Set where the region is a part of what is open: there is more than is looked at. */
  readonly isPart?: true;
}

/** Everything, for what no rule matches. */
const EVERYTHING: Box = { sources: ANYWHERE, destinations: ANYWHERE, services: ANY_SERVICE };
/** So many boxes one rule is told with. */
const MOST_BOXES = 20_000;

interface Candidate {
  readonly list: RuleList;
  readonly rule: RunningRule | undefined;
  readonly boxes: readonly (Box | Entry)[];
}

/**
 * What a device lets pass beyond the plan. Every rule that permits is held against the plan alone first, which is all there is to do where the two agree; what the
 * plan doesn't know of it is then asked of the device as a whole.
 * @param within what of a box the device sees at all
 * @param stages the lists that such traffic has to get through
 */
export function* openBeyond(
  side: PlanSide,
  evaluator: Evaluator,
  within: (box: Box) => Region,
  stages: readonly string[],
): Steps<OpenBeyond[]> {
  const result: OpenBeyond[] = [];
  for (const { list, rule, boxes } of candidates(evaluator, stages)) {
    if (!evaluator.takes(boxes.reduce((steps, box) => steps + sizeOf(box), 1))) {
      // From here on any rule may let anything pass: nobody has to read that of each of thousands.
      result.push({ list, rule, region: within(EVERYTHING), perhaps: TOO_MUCH, isPart: true });
      break;
    }
    /** What passes by this rule for certain, and what else has to be asked about. */
    const [sure, asked]: [Box[], Box[]] = [[], []];
    let isPart = false;
    for (const box of boxes) {
      yield;
      for (const piece of askable(box, evaluator.device).flatMap(within)) {
        if (side.permits(piece)) continue;
        const former = 'position' in box ? evaluator.before(box, list, piece, stages) : undefined;
        const beyond = yield* side.beyond(piece, former ?? [], MOST_BOXES - asked.length - sure.length);
        isPart ||= beyond.isPart;
        append(former ? sure : asked, beyond.region);
      }
    }
    const open = { list, rule, ...(isPart && { isPart: true as const }) };
    const { certain, perhaps, why } = yield* byRule(evaluator, asked, list, rule, stages);
    append(sure, certain);
    if (sure.length) result.push({ ...open, region: merged(sure) });
    if (perhaps.length) result.push({ ...open, region: merged(perhaps), perhaps: why });
  }
  return result;
}

/** What of some traffic passes by a rule, for certain and perhaps. */
function* byRule(
  evaluator: Evaluator,
  asked: Region,
  list: RuleList,
  rule: RunningRule | undefined,
  stages: readonly string[],
): Steps<{ certain: Region; perhaps: Region; why: string }> {
  if (!asked.length) return { certain: [], perhaps: [], why: '' };
  const { permits, denies, isOpen } = yield* judging(evaluator, asked, stages);
  const own = permits.filter((permit) => isBy(permit, list, rule));
  const region = own.map(({ box }) => box);
  if (!isOpen || !own.length) return { certain: region, perhaps: [], why: '' };
  // To take all that may be closed out of all that may pass can be more than is worth it.
  if (!evaluator.takes(weightOf(region) * denies.length + region.length * weightOf(denies.map(({ box }) => box))))
    return { certain: [], perhaps: region, why: whyOpen(own, denies) };
  const certain = subtract(
    region,
    denies.map(({ box }) => box),
  );
  return { certain, perhaps: certain === region ? [] : subtract(region, certain), why: whyOpen(own, denies) };
}

/** How many boxes there are, and those of many intervals for as many as it takes to go through these. */
function weightOf(region: Region): number {
  return region.reduce((sum, box) => sum + Math.ceil(sizeOf(box) / INTERVALS), 0);
}

/** So many intervals of a box count once. */
const INTERVALS = 8;

/** So many boxes are asked about at once. */
const MOST_AT_ONCE = 512;

/** What becomes of some traffic, a part of it at a time. */
function* judging(evaluator: Evaluator, asked: Region, stages: readonly string[]): Steps<Judgment> {
  const all = { permits: [] as Decision[], denies: [] as Decision[], isOpen: false };
  for (let n = 0; n < asked.length; n += MOST_AT_ONCE) {
    const { permits, denies, isOpen } = evaluator.judge(asked.slice(n, n + MOST_AT_ONCE), stages);
    append(all.permits, permits);
    append(all.denies, denies);
    all.isOpen ||= isOpen;
    yield;
  }
  return all;
}

function whyOpen(...decisions: (readonly Decision[])[]): string {
  for (const { perhaps, before } of decisions.flat()) {
    const why = perhaps ?? before?.find((each) => each.perhaps)?.perhaps;
    if (why !== undefined) return why;
  }
  return 'a rule before it may match';
}

/** Whether a rule decides, or may have decided where nobody looked any further. */
function isBy(decision: Decision, list: RuleList, rule: RunningRule | undefined): boolean {
  const all = [decision, ...(decision.before ?? [])];
  return all.some((each) => (each.list === list && each.rule === rule) || isTooMuch(each));
}

/** What may let packets pass in the stage that closes what no rule matches; in the first one with the most rules where none does. */
function candidates(evaluator: Evaluator, stages: readonly string[]): Candidate[] {
  const { lists } = evaluator;
  const closing = stages.find((name) => lists.get(name)?.list.otherwise === 'deny');
  const rulesIn = (name: string): number => lists.get(name)!.list.rules.length;
  const first = closing ?? stages.filter((name) => lists.has(name)).sort((a, b) => rulesIn(b) - rulesIn(a))[0];
  if (first === undefined) return [{ list: NO_LIST, rule: undefined, boxes: [EVERYTHING] }];
  const result: Candidate[] = [];
  const seen = new Set<string>();
  const open = [first];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const program = lists.get(name);
    if (!program || seen.has(name)) continue;
    seen.add(name);
    const { list, entries } = program;
    const byRule = new Map<RunningRule, Entry[]>();
    for (const entry of entries) note(byRule, entry.rule, entry);
    for (const [rule, boxes] of byRule) {
      if (rule.action === 'permit' || rule.action === 'unknown') result.push({ list, rule, boxes });
      else if (typeof rule.action === 'object') {
        if (lists.has(rule.action.call)) open.push(rule.action.call);
        else result.push({ list, rule, boxes });
      }
    }
    const isStage = name === first;
    if (list.otherwise === 'permit' || (isStage && list.otherwise === 'return'))
      result.push({ list, rule: undefined, boxes: [EVERYTHING] });
  }
  return result;
}
