import type { PlanRule, PlanZone } from '../../model/plan.ts';
import { ANY_SERVICE, formatServices } from '../../model/services.ts';
import type { Analysis } from '../analyze.ts';
import type { Gap, PairGap } from '../pair-gaps.ts';
import { isActive, isExpired, type RuleBox, type TimedBox } from '../permissions.ts';
import { covers, intersect, type Region, servicesOf, subtract } from '../region.ts';
import { RulePlaces } from '../rule-places.ts';
import { ZoneFinder } from '../zone-finder.ts';
import { letThrough, usableTraffic } from './let-through.ts';

/** A rule without effect, by its day or its phase, and what it would permit of what two components lack. */
export interface Resting {
  readonly rule: PlanRule;
  /** Whether that is all that they lack. */
  readonly isAll: boolean;
  readonly region: Region;
}

/** Finds the rules that would permit what is missing, had they not ended, or were their phase on. */
export class RestingRules {
  private readonly analysis: Analysis;
  private readonly places: RulePlaces<RuleBox>;

  constructor(analysis: Analysis) {
    this.analysis = analysis;
    const { plan, memory, phases, moment } = analysis;
    const groups = memory.each('allows at rest', plan.rules, [phases], (rule): RuleBox[][] => {
      if (rule.action !== 'allow' || isActive(rule, phases, moment)) return [];
      return [[{ rule, sources: rule.sourceAddresses, destinations: rule.destinationAddresses, services: ANY_SERVICE }]];
    });
    this.places = memory.renew<RulePlaces<RuleBox>>(
      'where allows at rest are',
      (before) => new RulePlaces(ZoneFinder.of(plan), groups, before),
    );
  }

  /** Those between two zones: the same list as before, as long as these are the same. */
  between(from: PlanZone, to: PlanZone): readonly RuleBox[] {
    return this.places.at(from, to);
  }

  /** Those that would permit anything of what a pair lacks, the one that would permit most of it first; none that adds nothing to those before it. */
  wouldPermit(pair: PairGap): readonly Resting[] {
    const near = this.between(pair.from.zone, pair.to.zone);
    if (!near.length) return NONE;
    const found: { readonly rule: PlanRule; readonly parts: readonly Part[] }[] = [];
    for (const { rule, sources, destinations } of near) {
      if (!sources.overlaps(pair.from.addresses) || !destinations.overlaps(pair.to.addresses)) continue;
      const boxes = boxesIfAwake(rule, this.analysis);
      const parts = pair.gaps.map((gap) => partOf(gap, boxes));
      if (parts.some(({ region }) => region.length)) found.push({ rule, parts });
    }
    const wholes = ({ parts }: { readonly parts: readonly Part[] }): number => parts.filter(({ isAll }) => isAll).length;
    found.sort((a, b) => wholes(b) - wholes(a));
    const settled = new Set<number>();
    let open: Region = pair.gaps.flatMap(({ region }) => region);
    return found.flatMap(({ rule, parts }) => {
      const region = parts.flatMap((part, n) => (settled.has(n) ? [] : part.region));
      if (!parts.some(({ isAll }, n) => isAll && !settled.has(n)) && !intersect(open, region).length) return [];
      for (const [n, { isAll }] of parts.entries()) if (isAll) settled.add(n);
      open = subtract(open, region);
      return [{ rule, isAll: parts.every(({ isAll }) => isAll), region }];
    });
  }
}

/** What a rule says, where its own day and phase are left aside. */
function boxesIfAwake(rule: PlanRule, { standing, phases }: Analysis): readonly TimedBox[] {
  const isOn = (phase: string): boolean => phase === rule.phase || phases.has(phase);
  return standing()
    .boxesIf(rule)
    .filter((box) => box.phases.every(isOn));
}

/** What a rule at rest would open that is closed now. */
export function openingOf(rule: PlanRule, analysis: Analysis): Region {
  return subtract(letThrough(boxesIfAwake(rule, analysis), analysis), analysis.allows);
}

/** What of that nothing requires. */
export function beyondRequired(rule: PlanRule, analysis: Analysis): Region {
  const ends = { sources: rule.sourceAddresses, destinations: rule.destinationAddresses };
  return subtract(openingOf(rule, analysis), [...analysis.index.touching(ends)].flatMap(usableTraffic));
}

interface Part {
  readonly isAll: boolean;
  readonly region: Region;
}

/** What some boxes hold of a gap; where any of several services will do, all of one of them is all. */
function partOf({ region, oneOf }: Gap, boxes: readonly TimedBox[]): Part {
  for (const services of oneOf ?? []) {
    const wanted = region.map((box) => ({ ...box, services }));
    if (covers(boxes, wanted)) return { isAll: true, region: wanted };
  }
  const part = intersect(region, boxes);
  return { isAll: part.length > 0 && covers(boxes, region), region: part };
}

const NONE: readonly never[] = [];

/** What a rule at rest did or does, and until when or during what: `permitted tcp 22 of it until 2026-11-20`. */
export function describeRest({ rule, isAll, region }: Resting, { moment, phases }: Analysis): string {
  const what = isAll ? 'it' : `${formatServices(servicesOf(region))} of it`;
  const isOff = rule.phase !== undefined && !phases.has(rule.phase);
  if (isExpired(rule, moment)) return `permitted ${what}${isOff ? ` during ${rule.phase}` : ''} until ${rule.until}`;
  return `permits ${what} during ${rule.phase} alone, a phase that is off`;
}
