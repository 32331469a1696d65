import { type Box, isEmptyBox, type Region } from '../analysis/region.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { portSet, portSpans, type ServiceSet, sourcedPorts } from '../model/services.ts';
import type { Steps } from '../model/steps.ts';
import { type CutOff, cutOff } from './cut-off.ts';
import type { Evaluator, Judgment } from './evaluate.ts';
import { ANY_IPV4, ANY_IPV6 } from './lines.ts';
import type { PlanSide } from './plan-side.ts';
import type { RuleList, RunningRule } from './running.ts';
import type { Decision } from './walk.ts';

/** The lists that traffic of one direction has to get through, and those that what answers it has to. */
interface Lists {
  readonly stages: readonly string[];
  readonly back: readonly string[];
}

/**
 * What of a plan a device doesn't permit in one direction: what may not begin, and what begins and gets no answer.
 * @param within what of a box the device sees at all
 */
export function* closedIn(
  side: PlanSide,
  evaluator: Evaluator,
  within: (box: Box) => Region,
  { stages, back }: Lists,
): Steps<CutOff[]> {
  const closed = yield* cutOff(side, evaluator, within, (region) => evaluator.judge(region, stages));
  const answers = answersOf(evaluator, back, side.analysis.allows.length);
  if (!answers) return closed;
  const judge = (region: Region): Judgment => {
    const result = { permits: [] as Decision[], denies: [] as Decision[], isOpen: false };
    for (const begun of evaluator.certainlyPermits(region, stages)) {
      const { permits, denies, isOpen } = answers.judge(answerTo(begun), back);
      for (const each of permits) for (const box of answerTo(each.box)) result.permits.push({ ...each, box });
      for (const each of denies) for (const box of answered(each.box, begun)) result.denies.push({ ...each, box });
      result.isOpen ||= isOpen;
    }
    return result;
  };
  const unanswered = yield* cutOff(side, answers, within, judge);
  return [...closed, ...unanswered.map((each): CutOff => ({ ...each, isAnswer: true }))];
}

/** So many steps are taken for what answers, for each rule of plan and device, and at least. */
const STEPS_FOR_EACH = 200;
const LEAST_STEPS = 2000;

/** What judges packets that answer; nothing where all of them get through at once, as they do wherever a rule for them comes first. */
function answersOf(evaluator: Evaluator, back: readonly string[], asked: number): Evaluator | undefined {
  const { answering, families } = evaluator.device;
  if (!answering) return undefined;
  const lists = new Map([...answering].map(([name, list]) => [name, reached(list, families)]));
  if (back.every((name) => letsAllPass(lists.get(name), families))) return undefined;
  const rules = [...lists.values()].reduce((sum, list) => sum + list.rules.length, asked);
  return evaluator.ofLists(lists, LEAST_STEPS + STEPS_FOR_EACH * rules);
}

/** A list up to the rule behind which nothing comes any more. */
function reached(list: RuleList, families: readonly (4 | 6)[]): RuleList {
  const last = list.rules.findIndex((rule) => typeof rule.action === 'string' && matchesAll(rule, families));
  return last < 0 || last === list.rules.length - 1 ? list : { ...list, rules: list.rules.slice(0, last + 1) };
}

function letsAllPass(list: RuleList | undefined, families: readonly (4 | 6)[]): boolean {
  if (!list) return true;
  const [first] = list.rules;
  return first ? first.action === 'permit' && matchesAll(first, families) : list.otherwise !== 'deny';
}

/** Whether a rule is about every packet with ports, wherever it comes from. */
function matchesAll({ traffic, from, to, notFrom, notTo, perhaps }: RunningRule, families: readonly (4 | 6)[]): boolean {
  if (perhaps !== undefined || from || to || notFrom || notTo) return false;
  return families.every((family) => {
    const any = family === 4 ? ANY_IPV4 : ANY_IPV6;
    return traffic.some(
      ({ sources, destinations, services }) => sources.covers(any) && destinations.covers(any) && services.covers(WITH_PORTS),
    );
  });
}

const WITH_PORTS = portSet('tcp', 0, 65_535).union(portSet('udp', 0, 65_535));

/** What answers some traffic of tcp and udp, to the ports that it comes from; and the traffic that something answers. */
function answerTo({ sources, destinations, services }: Box): Region {
  const box = { sources: destinations, destinations: sources, services: turned(services) };
  return isEmptyBox(box) ? [] : [box];
}

/** As many ports as a system has for connections that it opens, at least (49152 to 65535, RFC 6335, section 6). */
const DYNAMIC_PORTS = 16_384;

/**
 * What of some traffic an answer belongs to, from every port of the side that connects: it uses some port of its own. Where answers to a few ports alone don't get back,
 * as where a rule closes one for new connections, that side uses others, unless the plan says these.
 */
function answered(answer: Box, begun: Box): Region {
  return answerTo(answer).flatMap((box) => {
    const all = (['tcp', 'udp'] as const).flatMap((transport) => [
      ...portSpans(box.services, transport).map(({ from, to }) => portSet(transport, from, to)),
      ...sourcedPorts(box.services, [transport]).flatMap(({ ports, source }) =>
        ports.flatMap(({ from, to }) => {
          if (source.to - source.from + 1 >= DYNAMIC_PORTS) return portSet(transport, from, to);
          const said = sourcedPorts(begun.services, [transport]).filter(
            (each) => source.from <= each.source.to && each.source.from <= source.to,
          );
          return said.length ? portSet(transport, from, to, source) : [];
        }),
      ),
    ]);
    const services = IntervalSet.unionAll(all).intersect(begun.services);
    return services.isEmpty ? [] : [{ ...box, services }];
  });
}

/** The ports of both ends in each other's place. */
function turned(services: ServiceSet): ServiceSet {
  const every = { from: 0, to: 65_535 };
  return IntervalSet.unionAll(
    (['tcp', 'udp'] as const).flatMap((transport) => [
      ...portSpans(services, transport).map((ports) => portSet(transport, every.from, every.to, ports)),
      ...sourcedPorts(services, [transport]).flatMap(({ ports, source }) =>
        ports.map((each) => portSet(transport, source.from, source.to, each)),
      ),
    ]),
  );
}
