import { type AstNode, AstUtils } from 'langium';
import * as ast from '../generated/ast.ts';
import { ANYWHERE } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import type { Plan, PlanRule } from '../model/plan.ts';
import { portRangeBounds, sourceBounds } from '../model/port-ranges.ts';
import { followsRequirements, portlessSet } from '../model/resolve-services.ts';
import { keptWithStructure } from './kept.ts';
import { boxesOf, isExpired, type Moment, type RuleBox } from './permissions.ts';
import type { Box } from './region.ts';
import { indexRequirements, type Requirement, requirementsOf } from './requirements.ts';
import { ZonePairs } from './zone-pairs.ts';

/** A part of a rule with the time for which it holds. */
export interface TimedBox extends RuleBox {
  /** All of these phases have to be on: the rule's own, and that of the flow which a `required` stands for. */
  readonly phases: readonly string[];
}

/** Whether one part of a rule holds whenever another does, whatever phases are on and whatever day it is. */
export function holdsThroughout(box: TimedBox, other: TimedBox): boolean {
  const { until } = box.rule;
  if (until !== undefined && (other.rule.until === undefined || until < other.rule.until)) return false;
  return box.phases.every((phase) => other.phases.includes(phase));
}

/** How many parts the line of addresses is cut into for looking rules up. */
const PLACES = 64;

/**
 * The rules of a plan that have not ended, those whose phase is off included: for what is true of them at any time, and not just now.
 */
export class StandingRules {
  readonly rules: readonly PlanRule[];
  private readonly boxes = new Map<PlanRule, readonly TimedBox[]>();
  private readonly index: ZonePairs<TimedBox>;

  private readonly plan: Plan;
  private readonly groups = new Map<ast.Group, boolean>();
  private required: ZonePairs<Requirement> | undefined;

  constructor(plan: Plan, moment: Moment) {
    this.plan = plan;
    this.rules = plan.rules.filter((rule) => !isExpired(rule, moment));
    for (const rule of this.rules) this.boxes.set(rule, this.boxesIf(rule));
    const all = [...this.boxes.values()].flat();
    this.index = new ZonePairs<TimedBox>(placesOf(all));
    for (const box of all) this.index.add(box, box);
  }

  boxesOf(rule: PlanRule): readonly TimedBox[] {
    return this.boxes.get(rule) ?? [];
  }

  /** The parts that a rule would have that is none of the plan. */
  boxesIf(rule: PlanRule): readonly TimedBox[] {
    if (followsRequirements(rule.services))
      this.required ??= keptWithStructure(this.plan, 'required at any time', () =>
        indexRequirements(this.plan, requiredAtAnyTime(this.plan)),
      );
    return boxesOf(rule, this.required ?? new ZonePairs([])).map((box) => ({ ...box, phases: phasesOf(box) }));
  }

  /** Whether a rule means all that it says. */
  isUnderstood(rule: PlanRule): boolean {
    return isUnderstood(rule, this.groups);
  }

  /** The parts of all rules that some traffic may touch. */
  touching(box: Pick<Box, 'sources' | 'destinations'>): Set<TimedBox> {
    return this.index.touching(box);
  }
}

/** What `required` stands for in whatever phase. */
function requiredAtAnyTime(plan: Plan): Requirement[] {
  const flows = [...plan.uses.values()].flatMap((use) => use.vendor.flows);
  return requirementsOf(plan, new Set([...plan.phases, ...flows.flatMap((flow) => flow.phase ?? [])]));
}

function phasesOf({ rule, requirement }: RuleBox): string[] {
  return [rule.phase, requirement?.flow.phase].filter((phase) => phase !== undefined);
}

/** Cuts the line of addresses and names into places that about as many rules begin in, so that each rule is held against few others. */
function placesOf(boxes: readonly Box[]): { addresses: Box['sources'] }[] {
  const sets = new Set(boxes.flatMap((box) => [box.sources, box.destinations]));
  const starts = [...new Set([...sets].flatMap((set) => set.intervals.map((i) => i.start)))].sort((a, b) => (a < b ? -1 : 1));
  const [all] = ANYWHERE.intervals;
  const step = Math.ceil(starts.length / PLACES);
  const cuts = starts.filter((start, n) => n > 0 && n % step === 0 && start > all!.start);
  const end = ANYWHERE.intervals[ANYWHERE.intervals.length - 1]!.end;
  return [all!.start, ...cuts].map((start, n) => ({ addresses: IntervalSet.of([{ start, end: cuts[n] ?? end }]) }));
}

/**
 * Whether a rule means all that it says: every name leads somewhere, and every address and port is one. Only then it can be judged.
 * @param known what was found out about groups before
 */
export function isUnderstood(rule: PlanRule, known = new Map<ast.Group, boolean>()): boolean {
  if (!rule.sources.length || !rule.destinations.length) return false;
  if ([...rule.sources, ...rule.destinations].some((end) => end.addresses.isEmpty)) return false;
  return groupsIn(rule.node)?.every((group) => isSound(group, known)) ?? false;
}

function isSound(group: ast.Group, known: Map<ast.Group, boolean>): boolean {
  const seen = new Set([group]);
  for (const each of seen) {
    const sound = known.get(each);
    const inside = sound === undefined ? groupsIn(each) : [];
    if (sound === false || !inside) {
      known.set(group, false);
      return false;
    }
    for (const one of inside) seen.add(one);
  }
  for (const each of seen) known.set(each, true);
  return true;
}

/** The groups that a rule or a group names; nothing where it says something that is none. */
function groupsIn(node: ast.Rule | ast.Group): ast.Group[] | undefined {
  const groups: ast.Group[] = [];
  for (const each of AstUtils.streamAst(node)) {
    for (const { reference } of AstUtils.streamReferences(each)) {
      if (!('ref' in reference) || !reference.ref) return undefined;
      if (ast.isGroup(reference.ref)) groups.push(reference.ref);
    }
    if (isService(each) && !isValid(each)) return undefined;
  }
  return groups;
}

type NumberedService = ast.PortRange | ast.SourcePorts | ast.IcmpService | ast.ProtocolService;

function isService(node: AstNode): node is NumberedService {
  return ast.isPortRange(node) || ast.isSourcePorts(node) || ast.isIcmpService(node) || ast.isProtocolService(node);
}

function isValid(service: NumberedService): boolean {
  try {
    if (service.$type === 'SourcePorts') sourceBounds(service);
    else if (service.$type !== 'PortRange') portlessSet(service);
    else if (service.openEnded) return false;
    else portRangeBounds(service);
    return true;
  } catch {
    return false;
  }
}
