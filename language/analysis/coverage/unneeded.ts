import type { ServiceItem } from '../../generated/ast.ts';
import { leftOpenBy } from '../../model/adjust-services.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import type { PlanBinding, PlanRule } from '../../model/plan.ts';
import { partSet } from '../../model/resolve-services.ts';
import { ICMP, NO_SERVICE, type ServiceSet } from '../../model/services.ts';
import { adviceFor, opensTo } from '../advice/advice.ts';
import type { Analysis } from '../analyze.ts';
import { isExpired, type RuleBox } from '../permissions.ts';
import { ofEachRule } from '../surroundings.ts';
import { reversedRule, turnedRound } from './reversed.ts';
import { isOfComponents, Judge, type Judged, servedServices, servesAnything } from './served.ts';

/** What a rule opens and nothing behind its ends needs. */
export interface Unneeded {
  readonly services: ServiceSet;
  /** Items of which nothing is needed: they can go as they stand. */
  readonly items: ReadonlySet<ServiceItem>;
  /** Whether these services are needed from the rule's destinations to its sources instead. */
  readonly otherWay: boolean;
  /** The bindings but for which some of it were needed. */
  readonly bindings: readonly PlanBinding[];
  /** What of the rule's ends the catalogs can judge: for the others it may be open with good reason. */
  readonly judged: Judged;
}

/**
 * What of an allow serves no flow that the catalogs know of between its ends, in whatever phase and with whatever feature. Ranges are
 * exact; a named service is idle when nothing of it is needed. What other checks say of a rule is left to them.
 * @param isOthers tells the rules that are not asked about
 */
export function unneededRules(analysis: Analysis, isOthers: (rule: PlanRule) => boolean): ReadonlyMap<PlanRule, Unneeded> {
  const { memory, plan, phases } = analysis;
  let made: Judge | undefined;
  const judge = (): Judge => {
    made ??= new Judge(analysis);
    return made;
  };
  // Most rules are needed, whatever other rules say.
  const candidates = ofEachRule(analysis, 'rules that may be unneeded', (rule) =>
    !isOthers(rule) && mayBeUnneeded(rule, analysis, judge) ? [rule] : [],
  );
  const madeOf = (rule: PlanRule) => [plan.zones, plan.bindings, phases, reversedRule(rule, analysis)];
  const all = memory.every('unneeded rules', candidates, madeOf, (rule) => unneededIn(rule, analysis, judge()));
  return new Map([...all].flatMap(([rule, found]) => (found ? [[rule, found] as const] : [])));
}

/** Whether anything of a rule is idle, as far as the rule by itself says. */
function mayBeUnneeded(rule: PlanRule, analysis: Analysis, judge: () => Judge): boolean {
  const ends = [...rule.sources, ...rule.destinations];
  if (rule.action !== 'allow' || rule.services.any || rule.reason !== undefined || ends.some((end) => end.kind === 'any'))
    return false;
  if (isExpired(rule, analysis.moment)) return false;
  // What follows the requirements is needed: it takes no look at all of them to say so.
  const stated = idleIn(rule, NO_SERVICE, analysis);
  if (stated.services.isEmpty) return false;
  const boxes = analysis.standing().boxesOf(rule);
  const served = servedServices(boxes, analysis.known());
  const idle = served.isEmpty ? stated : idleIn(rule, served, analysis);
  if (idle.services.isEmpty || !analysis.standing().isUnderstood(rule)) return false;
  return judge().judged(rule) !== undefined;
}

function unneededIn(rule: PlanRule, analysis: Analysis, judge: Judge): Unneeded | undefined {
  const judged = judge.judged(rule);
  if (!judged) return undefined;
  const boxes = analysis.standing().boxesOf(rule);
  const served = servedServices(boxes, analysis.known());
  // Ports that other checks report are theirs.
  const theirs = IntervalSet.unionAll([
    advisedAgainst(rule, analysis),
    servedServices(boxes, judge.otherVersions),
    servedServices(boxes, judge.unsaid),
    reversedRule(rule, analysis)?.services ?? NO_SERVICE,
  ]);
  const own = idleIn(rule, served, analysis, theirs);
  if (own.services.isEmpty) return undefined;
  // A rule that serves nothing may be between whole networks for reasons that no catalog knows; what bindings leave out is one that it does.
  const isOfNetworks = served.isEmpty && ![...rule.sources, ...rule.destinations].every(isOfComponents);
  if (isOfNetworks && !bindingsAgainst(boxes, idleIn(rule, served, analysis).services, judge).length) return undefined;
  const back = turnedRound(rule, analysis).map((box) => ({ ...box, services: box.services.intersect(own.services) }));
  return {
    ...own,
    otherWay: servesAnything(back, analysis.known()),
    bindings: bindingsAgainst(boxes, own.services, judge),
    judged,
  };
}

/** The bindings that leave out what these services of a rule would be needed for. */
function bindingsAgainst(boxes: readonly RuleBox[], services: ServiceSet, judge: Judge): PlanBinding[] {
  const idle = boxes.map((box) => ({ ...box, services: box.services.intersect(services) }));
  const against = judge.leftOut.filter((each) =>
    idle.some(
      (box) =>
        box.sources.overlaps(each.sources) &&
        box.destinations.overlaps(each.destinations) &&
        box.services.overlaps(IntervalSet.unionAll([each.services, ...each.alternatives.flat()])),
    ),
  );
  return [...new Set(against.flatMap((each) => each.bindings))];
}

/** What the items of a rule open beyond what is served; not what another item of the rule keeps open anyway. */
function idleIn(
  rule: PlanRule,
  served: ServiceSet,
  { plan }: Analysis,
  theirs: ServiceSet = NO_SERVICE,
): Pick<Unneeded, 'services' | 'items'> {
  const items = new Set<ServiceItem>();
  const idle: ServiceSet[] = [];
  const kept: ServiceSet[] = [];
  for (const item of rule.node.service?.items ?? []) {
    if (item.$type === 'PortService' || item.$type === 'ProtocolService') {
      const stated = rule.services.exceptions ? leftOpenBy(item, rule, plan.components) : partSet(item);
      idle.push(stated.subtract(served).subtract(theirs));
    } else if (item.$type === 'ServiceReference' || item.$type === 'AlternativeService') {
      const opened = leftOpenBy(item, rule, plan.components);
      if (opened.overlaps(served) || opened.overlaps(theirs) || ICMP.covers(opened)) kept.push(opened);
      else {
        items.add(item);
        idle.push(opened);
      }
    }
  }
  return { services: IntervalSet.unionAll(idle).subtract(IntervalSet.unionAll(kept)), items };
}

/** What the vendors advise to keep closed, or to keep inside of a machine, of what a rule opens. */
function advisedAgainst(rule: PlanRule, { plan }: Analysis): ServiceSet {
  const components = new Set(rule.destinations.flatMap((end) => end.components));
  return IntervalSet.unionAll(
    [...components].flatMap((component) =>
      (['closed', 'internal'] as const).flatMap((kind) =>
        adviceFor(plan, component, kind).map((advice) => opensTo(rule, component).intersect(advice.services.set)),
      ),
    ),
  );
}
