import { type AddressSet, ANYWHERE } from '../../model/addresses.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import { NamePlaces } from '../../model/name-places.ts';
import type { Plan, PlanZone } from '../../model/plan.ts';
import { ANY_SERVICE } from '../../model/services.ts';
import type { Analysis } from '../analyze.ts';
import { speaksOfNames } from '../host-names.ts';
import type { RuleBox } from '../permissions.ts';
import type { Region } from '../region.ts';
import { ZonePairs } from '../zone-pairs.ts';

/** No network firewall stands within a zone: what lies there is reached, and no rule could change that. */
export function insideZones(plan: Plan): Region {
  return plan.zones.map((zone) => {
    const addresses = allWithin(zone, plan);
    return { sources: addresses, destinations: addresses, services: ANY_SERVICE };
  });
}

/** Whatever is in a zone: a name that no zone holds is somewhere in the rest of the world. */
export function allWithin(zone: PlanZone, plan: Plan): AddressSet {
  const isRest = zone.external && zone.subnets.isEmpty;
  return isRest ? zone.addresses.union(NamePlaces.of(plan.zones).world.names) : zone.addresses;
}

/** The rules in force by the zones that they touch. */
export interface RulesBetween {
  /** Whether any allow is about a host name. */
  readonly isNamed: boolean;
  readonly allows: ZonePairs<RuleBox>;
  readonly denies: ZonePairs<RuleBox>;
}

const indexes = new WeakMap<Analysis, RulesBetween>();

/** The rules in force by zones; what lies in no zone counts as one more. Made once for all questions. */
export function rulesBetween(analysis: Analysis): RulesBetween {
  let result = indexes.get(analysis);
  if (!result) {
    const { zones } = analysis.plan;
    const outside = { addresses: ANYWHERE.subtract(IntervalSet.unionAll(zones.map((z) => z.addresses))) };
    const index = (boxes: readonly RuleBox[]): ZonePairs<RuleBox> => {
      const pairs = new ZonePairs<RuleBox>([...zones, outside]);
      for (const box of boxes) pairs.add(box, box);
      return pairs;
    };
    result = {
      isNamed: analysis.allows.some(speaksOfNames),
      allows: index(analysis.allows),
      denies: index(analysis.denies),
    };
    indexes.set(analysis, result);
  }
  return result;
}
