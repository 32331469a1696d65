import type { AddressSet } from '../../model/addresses.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import type { PlanRule } from '../../model/plan.ts';
import { portSet, type ServiceSet } from '../../model/services.ts';
import type { Analysis } from '../analyze.ts';
import type { PairGap } from '../pair-gaps.ts';
import { type Box, covers, possibleTraffic, type Region } from '../region.ts';
import type { Requirement } from '../requirements.ts';
import { ZonePairs } from '../zone-pairs.ts';

/** Rules between the same ends: of these the first is as good as any. */
interface SameEnds {
  readonly sources: AddressSet;
  readonly destinations: AddressSet;
  readonly rule: PlanRule;
  /** What was found out about services that everything between the ends requires. */
  readonly required: Map<string, boolean>;
}

/** Finds the rules that missing services can join without opening anything that isn't required. */
export class Extendable {
  private readonly analysis: Analysis;
  private readonly ends: ZonePairs<SameEnds>;

  /** @param rules those that may be added to */
  constructor(analysis: Analysis, rules: readonly PlanRule[]) {
    this.analysis = analysis;
    this.ends = new ZonePairs(analysis.plan.zones);
    const best = new Map<string, PlanRule>();
    const textOf = textsOfSets();
    for (const rule of rules) {
      const key = `${textOf(rule.sourceAddresses)} ${textOf(rule.destinationAddresses)}`;
      const other = best.get(key);
      if (!other || isNarrower(rule, other)) best.set(key, rule);
    }
    const all = { sources: this.partiesOf('sources'), destinations: this.partiesOf('destinations') };
    for (const rule of best.values()) {
      const { sourceAddresses: sources, destinationAddresses: destinations } = rule;
      if (areWithin(sources, destinations, all))
        this.ends.add({ sources, destinations }, { sources, destinations, rule, required: new Map() });
    }
  }

  /**
   * The rule of a pair: one that opens from the initiator to the responder, where every other address that it names requires the missing
   * services as well. The narrowest such rule; the earlier of two alike.
   */
  ruleFor({ from, to, services }: PairGap): PlanRule | undefined {
    const open = this.ends
      .at(from.zone, to.zone)
      .filter(({ sources, destinations }) => sources.covers(from.addresses) && destinations.covers(to.addresses));
    return open.sort((a, b) => (isNarrower(a.rule, b.rule) ? -1 : 1)).find((ends) => this.isRequiredBetween(ends, services))
      ?.rule;
  }

  /** Whether everything between some ends requires some services. */
  private isRequiredBetween(ends: SameEnds, services: ServiceSet): boolean {
    const key = services.key;
    let answer = ends.required.get(key);
    if (answer === undefined) {
      const required = [...this.analysis.index.touching(ends)]
        .filter((r) => r.services.overlaps(services) || r.alternatives.length)
        .flatMap(wholeTraffic);
      answer = covers(required, possibleTraffic(ends.sources, ends.destinations, services));
      ends.required.set(key, answer);
    }
    return answer;
  }

  /** All addresses on one side of what is required: a rule that names others opens something that isn't. */
  private partiesOf(side: 'sources' | 'destinations'): AddressSet {
    return IntervalSet.unionAll(new Set(this.analysis.requirements.map((r) => r[side])));
  }
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

/** Texts that are the same for equal sets. */
function textsOfSets(): (set: AddressSet) => string {
  const texts = new Map<AddressSet, string>();
  return (set) => {
    let text = texts.get(set);
    if (text === undefined) {
      text = set.key;
      texts.set(set, text);
    }
    return text;
  };
}
