import type { AddressSet } from '../../model/addresses.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import type { PlanRule, PlanZone } from '../../model/plan.ts';
import { ANY_SERVICE, portSet, type ServiceSet } from '../../model/services.ts';
import type { Analysis } from '../analyze.ts';
import { requiredOfEachSide } from '../each-side.ts';
import type { PairGap } from '../pair-gaps.ts';
import type { RuleBox } from '../permissions.ts';
import { type Box, covers, possibleTraffic, type Region } from '../region.ts';
import type { Requirement } from '../requirements.ts';
import { RulePlaces } from '../rule-places.ts';
import { addressKey, numbersKey } from '../set-keys.ts';
import { ZoneFinder } from '../zone-finder.ts';
import type { ZonePairs } from '../zone-pairs.ts';

/** Rules between the same ends: of these the first is as good as any. */
interface SameEnds {
  readonly sources: AddressSet;
  readonly destinations: AddressSet;
  readonly rule: PlanRule;
}

/** What was found out about the ends of a rule: which services everything between them requires. */
interface Required {
  readonly index: ZonePairs<Requirement>;
  readonly answers: Map<string, boolean>;
}

/** Finds the rules that missing services can join without opening anything that isn't required. */
export class Extendable {
  private readonly analysis: Analysis;
  private readonly places: RulePlaces<RuleBox>;

  /** @param rules those that may be added to */
  constructor(analysis: Analysis, rules: readonly PlanRule[]) {
    this.analysis = analysis;
    const { plan, memory, index } = analysis;
    const all = memory.one('parties of requirements', [index], () => {
      const requirements = requiredOfEachSide(analysis);
      return { sources: partiesOf(requirements, 'sources'), destinations: partiesOf(requirements, 'destinations') };
    });
    const groups = memory.each('rules that can be added to', rules, [all], (rule) => {
      const { sourceAddresses: sources, destinationAddresses: destinations } = rule;
      return areWithin(sources, destinations, all) ? [[{ rule, sources, destinations, services: ANY_SERVICE }]] : [];
    });
    this.places = memory.renew<RulePlaces<RuleBox>>(
      'where rules can be added to',
      (before) => new RulePlaces(ZoneFinder.of(plan), groups, before),
    );
  }

  /**
   * The rule of a pair: one that opens from the initiator to the responder, where every other address that it names requires the missing
   * services as well. The narrowest such rule; the earlier of two alike.
   */
  ruleFor({ from, to, services }: PairGap): PlanRule | undefined {
    const open = endsAmong(this.between(from.zone, to.zone)).filter(
      ({ sources, destinations }) => sources.covers(from.addresses) && destinations.covers(to.addresses),
    );
    return open.sort((a, b) => (isNarrower(a.rule, b.rule) ? -1 : 1)).find((ends) => this.isRequiredBetween(ends, services))
      ?.rule;
  }

  /** The rules between two zones: the same list as before, as long as these are the same. */
  between(from: PlanZone, to: PlanZone): readonly RuleBox[] {
    return this.places.at(from, to);
  }

  /** Whether everything between some ends requires some services. */
  private isRequiredBetween(ends: SameEnds, services: ServiceSet): boolean {
    const { index } = this.analysis;
    let known = required.get(ends.rule);
    if (known?.index !== index) {
      known = { index, answers: new Map() };
      required.set(ends.rule, known);
    }
    const key = numbersKey(services);
    let answer = known.answers.get(key);
    if (answer === undefined) {
      const near = [...index.touching(ends)]
        .filter((r) => r.services.overlaps(services) || r.alternatives.length)
        .flatMap(wholeTraffic);
      answer = covers(near, possibleTraffic(ends.sources, ends.destinations, services));
      known.answers.set(key, answer);
    }
    return answer;
  }
}

const required = new WeakMap<PlanRule, Required>();

/** The narrowest of rules between the same ends. */
function endsAmong(boxes: readonly RuleBox[]): readonly SameEnds[] {
  let ends = narrowest.get(boxes);
  if (!ends) {
    const best = new Map<string, SameEnds>();
    for (const { rule, sources, destinations } of boxes) {
      const key = `${addressKey(sources)} ${addressKey(destinations)}`;
      const other = best.get(key);
      if (!other || isNarrower(rule, other.rule)) best.set(key, { rule, sources, destinations });
    }
    ends = [...best.values()];
    narrowest.set(boxes, ends);
  }
  return ends;
}

const narrowest = new WeakMap<readonly RuleBox[], readonly SameEnds[]>();

/** All addresses on one side of what is required: a rule that names others opens something that isn't. */
function partiesOf(requirements: readonly Requirement[], side: 'sources' | 'destinations'): AddressSet {
  return IntervalSet.unionAll(new Set(requirements.map((r) => r[side])));
}

function wholeTraffic(r: Requirement): Region {
  return possibleTraffic(r.sources, r.destinations, IntervalSet.unionAll([r.services, ...r.alternatives.flat()]));
}

/** Whether all ends of an address family are among some: else nothing between them is required in full. */
function areWithin(sources: AddressSet, destinations: AddressSet, all: Pick<Box, 'sources' | 'destinations'>): boolean {
  return possibleTraffic(sources, destinations, ONE_PORT).some(
    (box) => all.sources.covers(box.sources) && all.destinations.covers(box.destinations),
  );
}

const ONE_PORT = portSet('tcp', 1);

function isNarrower(one: PlanRule, other: PlanRule): boolean {
  const [a, b] = [sizeOf(one), sizeOf(other)];
  return a < b || (a === b && one.line < other.line);
}

function sizeOf({ sources, destinations }: PlanRule): number {
  const isNamed = [...sources, ...destinations].every(
    ({ kind }) => kind === 'component' || kind === 'address' || kind === 'host-name',
  );
  return sources.length + destinations.length + Number(!isNamed);
}
