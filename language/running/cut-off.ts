import { type Box, intersect, isEmptyBox, type Region, subtract } from '../analysis/region.ts';
import type { Requirement } from '../analysis/requirements.ts';
import type { AddressSet } from '../model/addresses.ts';
import { inMap } from '../model/lists.ts';
import type { PlanRule } from '../model/plan.ts';
import type { Steps } from '../model/steps.ts';
import { inCatalogOrder, type Trace, traceOf, tracesOf } from '../rulesets/traces.ts';
import type { Evaluator, Judgment } from './evaluate.ts';
import { merged } from './merged.ts';
import { askable, type PlanSide } from './plan-side.ts';
import type { RuleList, RunningRule } from './running.ts';
import { type Decision, TOO_MUCH } from './walk.ts';

/** Traffic that the plan allows, or that is needed, and a device doesn't permit, by one rule of the device. */
export interface CutOff {
  readonly list: RuleList;
  /** The rule that closes it; where none does, what the list has for all that no rule matches. */
  readonly by: RunningRule | undefined;
  /** The rule of the plan that allows it; none where it is needed and the plan allows it neither. */
  readonly rule: PlanRule | undefined;
  /** What needs it, on whose word. */
  readonly needs: readonly Trace[];
  readonly region: Region;
  /** The rules of the device that let it pass in their time, which is not now. */
  readonly untimely?: readonly RunningRule[];
  /** Set where it isn't certain that it is closed, with why. */
  readonly perhaps?: string;
  /** Set where connections may begin and don't go on: what answers them doesn't get back, or what is sent behind their first packet doesn't pass. */
  readonly onceOpen?: true;
}

interface Group {
  readonly list: RuleList;
  readonly by: RunningRule | undefined;
  readonly rule: PlanRule | undefined;
  readonly perhaps: string | undefined;
  readonly boxes: Box[];
  readonly needs: Map<string, Trace>;
}

/**
 * What of a plan a device doesn't permit, by the rules of both.
 * @param within what of a box the device sees at all
 * @param judge what becomes of such traffic
 */
export function* cutOff(
  side: PlanSide,
  evaluator: Evaluator,
  within: (box: Box) => Region,
  judge: (region: Region) => Judgment,
): Steps<CutOff[]> {
  const { analysis } = side;
  const groups = new Groups(evaluator.device.mistaken);
  const ask = (box: Box, rule: PlanRule | undefined, needsOf: (part: Box) => readonly Trace[]): void => {
    const asked = side.notDenied(
      askable(box, evaluator.device)
        .flatMap(within)
        .flatMap((each) => side.crossing(each)),
    );
    if (!asked.length) return;
    const { permits, denies, isOpen } = judge(asked);
    const may = isOpen ? permits.map((permit) => permit.box) : [];
    for (const deny of denies) {
      if (may.length && !evaluator.takes(may.length)) {
        groups.note(deny, rule, deny.perhaps ?? TOO_MUCH, deny.box, needsOf(deny.box));
        continue;
      }
      for (const part of subtract([deny.box], may)) groups.note(deny, rule, undefined, part, needsOf(part));
      if (!may.length) continue;
      const why = deny.perhaps ?? permits.find((permit) => permit.perhaps)?.perhaps ?? 'a rule before it may match';
      for (const part of intersect([deny.box], may)) groups.note(deny, rule, why, part, needsOf(part));
    }
  };
  for (const box of analysis.allows) {
    yield;
    ask(box, box.rule, (part) =>
      tracesOf({ ...part, rule: box.rule, ...(box.requirement && { requirement: box.requirement }) }, analysis),
    );
  }
  for (const requirement of analysis.requirements) {
    yield;
    for (const box of notAllowed(requirement, side)) ask(box, undefined, () => [traceOf(requirement.flow, requirement.services)]);
  }
  return groups.all.map(({ boxes, needs, perhaps, ...group }) => ({
    ...group,
    region: merged(boxes),
    needs: inCatalogOrder([...needs.values()], analysis),
    ...(perhaps !== undefined && { perhaps }),
  }));
}

/** What is required and the plan doesn't allow; of alternatives the plan's own findings speak. */
function notAllowed({ sources, destinations, services }: Requirement, side: PlanSide): Region {
  const box = { sources, destinations, services };
  return isEmptyBox(box) ? [] : side.notAllowed(box);
}

/** What is cut off by the same rule of the device, and allowed by the same rule of the plan. */
class Groups {
  private readonly groups = new Map<unknown, Map<unknown, Map<string, Group>>>();
  readonly all: Group[] = [];
  private readonly mistaken: AddressSet | undefined;

  /** @param mistaken addresses that no host has, of which nothing is noted */
  constructor(mistaken: AddressSet | undefined) {
    this.mistaken = mistaken;
  }

  note(
    { list, rule: by }: Decision,
    rule: PlanRule | undefined,
    perhaps: string | undefined,
    box: Box,
    needs: readonly Trace[],
  ): void {
    if (this.mistaken?.covers(box.sources) || this.mistaken?.covers(box.destinations)) return;
    const byRule = inMap(this.groups, rule, () => new Map<unknown, Map<string, Group>>());
    const byDevice = inMap(byRule, by ?? list, () => new Map<string, Group>());
    const group = inMap(byDevice, perhaps ?? '', () => {
      const made: Group = { list, by, rule, perhaps, boxes: [], needs: new Map() };
      this.all.push(made);
      return made;
    });
    group.boxes.push(box);
    for (const need of needs) group.needs.set(`${need.flow} ${need.from} ${need.to}`, need);
  }
}
