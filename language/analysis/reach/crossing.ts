import { type AddressSet, ANYWHERE, statedNames } from '../../model/addresses.ts';
import { membersOf } from '../../model/group-members.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import { allAddressesOf } from '../../model/legs.ts';
import { NamePlaces } from '../../model/name-places.ts';
import { onceFor } from '../../model/once-for.ts';
import type { Plan, PlanZone } from '../../model/plan.ts';
import { ANY_SERVICE } from '../../model/services.ts';
import type { Analysis } from '../analyze.ts';
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

/** Whether any rule of a plan, or any component, says a host name: then rules may meet traffic of which they say nothing. */
export const saysNames: (plan: Plan) => boolean = onceFor(({ rules, components }: Plan): boolean => {
  const says = (addresses: AddressSet): boolean => !statedNames(addresses).isEmpty;
  return (
    components.some((component) => says(allAddressesOf(component))) ||
    rules.some(({ sources, destinations }) => [...sources, ...destinations].flatMap(membersOf).some((end) => says(end.addresses)))
  );
});

/** The denies in force by the zones that they touch; made once for all questions. */
export const deniesBetween: (analysis: Analysis) => ZonePairs<RuleBox> = onceFor(({ plan, denies }: Analysis) =>
  boxesByZones(plan, denies),
);

/** The same plan with other rules in place of those that permit or close something. */
export function withRules(
  analysis: Analysis,
  allows: readonly RuleBox[],
  denies: readonly RuleBox[] = analysis.denies,
): Analysis {
  let index: ZonePairs<RuleBox> | undefined;
  const allowsNear: Analysis['allowsNear'] = (ends) => {
    index ??= boxesByZones(analysis.plan, allows);
    return index.touching(ends);
  };
  const others = { allows, denies, allowsNear };
  // What is made when somebody asks for it stays so.
  return Object.defineProperties(
    { ...others },
    { ...Object.getOwnPropertyDescriptors(analysis), ...Object.getOwnPropertyDescriptors(others) },
  ) as Analysis;
}

/** What lies in no zone counts as one more. */
function boxesByZones({ zones }: Plan, boxes: readonly RuleBox[]): ZonePairs<RuleBox> {
  const outside = { addresses: ANYWHERE.subtract(IntervalSet.unionAll(zones.map((z) => z.addresses))) };
  const pairs = new ZonePairs<RuleBox>([...zones, outside]);
  for (const box of boxes) pairs.add(box, box);
  return pairs;
}
