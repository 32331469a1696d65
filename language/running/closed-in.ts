import { type Box, isEmptyBox, type Region } from '../analysis/region.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { append } from '../model/lists.ts';
import { ICMP, ICMP_OF, icmpSet, OTHER_PROTOCOLS } from '../model/service-sets.ts';
import { ANY_SERVICE, hasMostProtocols, portSet, portSpans, type ServiceSet, sourcedPorts } from '../model/services.ts';
import type { Steps } from '../model/steps.ts';
import { type CutOff, cutOff } from './cut-off.ts';
import type { Evaluator, Judgment } from './evaluate.ts';
import { ANY_IPV4, ANY_IPV6 } from './lines.ts';
import type { PlanSide } from './plan-side.ts';
import type { RuleList, RunningRule } from './running.ts';
import { withUntimely } from './untimely.ts';
import type { Decision } from './walk.ts';

/** The lists that traffic of one direction has to get through, and those that what answers it has to. */
interface Lists {
  readonly stages: readonly string[];
  readonly back: readonly string[];
}

/**
 * What of a plan a device doesn't permit in one direction: what may not begin, and what begins and doesn't go on, since packets behind the first one, or those that answer, are
 * dropped.
 * @param within what of a box the device sees at all
 */
export function* closedIn(
  side: PlanSide,
  evaluator: Evaluator,
  within: (box: Box) => Region,
  { stages, back }: Lists,
): Steps<CutOff[]> {
  const closed = withUntimely(
    yield* cutOff(side, evaluator, within, (region) => evaluator.judge(region, stages)),
    evaluator,
    stages,
  );
  const { answering, following, howBack } = evaluator.device;
  const asked = side.analysis.allows.length;
  for (const { lists, names, sent, sentBy, told } of [
    { lists: answering, names: back, sent: answerTo, sentBy: answeredBy, told: answered },
    { lists: following, names: stages, sent: withAnswers, sentBy: (box: Box) => [box], told: (box: Box) => [box] },
  ]) {
    const open = lists && lasting(evaluator, lists, names, asked);
    if (!open) continue;
    const { judging, settled } = open;
    const meets = (box: Box): boolean => sent(box).some(({ services }) => !settled.covers(services));
    const judge = (region: Region): Judgment => {
      const result = { permits: [] as Decision[], denies: [] as Decision[], isOpen: false };
      const asked = (howBack === undefined ? region : region.map(withoutUnnamed)).filter(meets);
      for (const begun of asked.length ? evaluator.certainlyPermits(asked, stages) : []) {
        const { permits, denies, isOpen } = judging.judge(sent(begun), names);
        for (const each of permits) for (const box of sentBy(each.box)) result.permits.push({ ...each, box });
        for (const each of denies) for (const box of told(each.box, begun)) result.denies.push({ ...each, box });
        result.isOpen ||= isOpen;
      }
      return result;
    };
    const found = yield* cutOff(side, judging, within, judge);
    append(
      closed,
      found.map((each): CutOff => ({ ...each, onceOpen: true })),
    );
  }
  return closed;
}

/** So many steps are taken for packets of open connections, for each rule of plan and device, and at least. */
const STEPS_FOR_EACH = 200;
const LEAST_STEPS = 2000;

/** What judges packets of open connections, and the services of which all such packets get through at once; nothing where that is everything, as it mostly is. */
function lasting(
  evaluator: Evaluator,
  all: ReadonlyMap<string, RuleList>,
  names: readonly string[],
  asked: number,
): { readonly judging: Evaluator; readonly settled: ServiceSet } | undefined {
  const { families } = evaluator.device;
  const lists = new Map([...all].map(([name, list]) => [name, reached(list, families)]));
  const settled = names.reduce((set, name) => set.intersect(passingAtOnce(lists.get(name), families)), ANY_SERVICE);
  if (settled.covers(ANY_SERVICE)) return undefined;
  const rules = [...lists.values()].reduce((sum, list) => sum + list.rules.length, asked);
  return { judging: evaluator.ofLists(lists, LEAST_STEPS + STEPS_FOR_EACH * rules), settled };
}

/** Some traffic without the protocols that its rule doesn't name one by one: nobody knows which of them there are, and which are answered. */
function withoutUnnamed(box: Box): Box {
  return hasMostProtocols(box.services) ? { ...box, services: box.services.subtract(OTHER_PROTOCOLS) } : box;
}

/** What of some traffic is answered, so that packets behind the first one belong to a connection. */
function withAnswers(box: Box): Region {
  const services = box.services.subtract(UNANSWERED);
  return services.isEmpty ? [] : [{ ...box, services }];
}

/** A list up to the rule behind which nothing comes any more. */
function reached(list: RuleList, families: readonly (4 | 6)[]): RuleList {
  const last = list.rules.findIndex((rule) => typeof rule.action === 'string' && matchesAll(rule, families));
  return last < 0 || last === list.rules.length - 1 ? list : { ...list, rules: list.rules.slice(0, last + 1) };
}

/** The services that the first rules of a list let pass, wherever they come from. */
function passingAtOnce(list: RuleList | undefined, families: readonly (4 | 6)[]): ServiceSet {
  if (!list || (!list.rules.length && list.otherwise !== 'deny')) return ANY_SERVICE;
  const first = list.rules.findIndex((rule) => rule.action !== 'permit' || isOfSome(rule));
  return IntervalSet.unionAll(list.rules.slice(0, first < 0 ? undefined : first).map((rule) => everywhere(rule, families)));
}

/** Whether a rule is about every packet, wherever it comes from. */
function matchesAll(rule: RunningRule, families: readonly (4 | 6)[]): boolean {
  return !isOfSome(rule) && everywhere(rule, families).covers(ANY_SERVICE);
}

function isOfSome({ from, to, notFrom, notTo, perhaps }: RunningRule): boolean {
  return Boolean(perhaps !== undefined || from || to || notFrom || notTo);
}

/** The services of a rule between all addresses. What is icmp of the other family is no packet. */
function everywhere({ traffic }: RunningRule, families: readonly (4 | 6)[]): ServiceSet {
  return families.reduce((set, family) => {
    const any = family === 4 ? ANY_IPV4 : ANY_IPV6;
    const own = traffic.filter(({ sources, destinations }) => sources.covers(any) && destinations.covers(any));
    return set.intersect(IntervalSet.unionAll([ICMP_OF[family === 4 ? 6 : 4], ...own.map(({ services }) => services)]));
  }, ANY_SERVICE);
}

/** Types of icmp that ask, with those that answer them (RFC 792, 950, 4443 and 4620). Others are about what was sent before, and nobody answers them. */
const ASKED = [
  { asks: icmpSet(4, 8), answers: icmpSet(4, 0) },
  { asks: icmpSet(4, 13), answers: icmpSet(4, 14) },
  { asks: icmpSet(4, 15), answers: icmpSet(4, 16) },
  { asks: icmpSet(4, 17), answers: icmpSet(4, 18) },
  { asks: icmpSet(6, 128), answers: icmpSet(6, 129) },
  { asks: icmpSet(6, 139), answers: icmpSet(6, 140) },
];

const UNANSWERED = ICMP.subtract(IntervalSet.unionAll(ASKED.map(({ asks }) => asks)));

/** What answers some services that have no ports: the same protocol, and of icmp the type that answers. */
function repliesTo(services: ServiceSet, from: 'asks' | 'answers', to: 'asks' | 'answers'): ServiceSet[] {
  return [services.intersect(OTHER_PROTOCOLS), ...ASKED.filter((each) => services.overlaps(each[from])).map((each) => each[to])];
}

/** What answers some traffic, to the ports that it comes from. */
export function answerTo(box: Box): Region {
  return otherWay(box, 'asks', 'answers');
}

/** What some answers may belong to. */
function answeredBy(box: Box): Region {
  return otherWay(box, 'answers', 'asks');
}

function otherWay({ sources, destinations, services }: Box, from: 'asks' | 'answers', to: 'asks' | 'answers'): Region {
  const back = IntervalSet.unionAll([turned(services), ...repliesTo(services, from, to)]);
  const box = { sources: destinations, destinations: sources, services: back };
  return isEmptyBox(box) ? [] : [box];
}

/** As many ports as a system has for connections that it opens, at least (49152 to 65535, RFC 6335, section 6). */
const DYNAMIC_PORTS = 16_384;

/**
 * What of some traffic an answer belongs to, from every port of the side that connects: it uses some port of its own. Where answers to a few ports alone don't get back,
 * as where a rule closes one for new connections, that side uses others, unless the plan says these.
 */
function answered({ sources, destinations, services: back }: Box, begun: Box): Region {
  const asked = turned(back);
  const all = [
    ...repliesTo(back, 'answers', 'asks'),
    ...(['tcp', 'udp'] as const).flatMap((transport) => [
      ...portSpans(asked, transport).map(({ from, to }) => portSet(transport, from, to)),
      ...sourcedPorts(asked, [transport]).flatMap(({ ports, source }) =>
        ports.flatMap(({ from, to }) => {
          if (source.to - source.from + 1 >= DYNAMIC_PORTS) return portSet(transport, from, to);
          const said = sourcedPorts(begun.services, [transport]).filter(
            (each) => source.from <= each.source.to && each.source.from <= source.to,
          );
          return said.length ? portSet(transport, from, to, source) : [];
        }),
      ),
    ]),
  ];
  const services = IntervalSet.unionAll(all).intersect(begun.services);
  const box = { sources: destinations, destinations: sources, services };
  return isEmptyBox(box) ? [] : [box];
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
