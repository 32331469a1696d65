import { placesOf, seenIn, sharedZones } from '../model/legs.ts';
import { note } from '../model/lists.ts';
import type { Plan, PlanComponent, PlanZone } from '../model/plan.ts';
import { saysLegs } from '../model/read-legs.ts';
import { keptWithStructure } from './kept.ts';
import type { RoleGroup } from './role-index.ts';

/** Components of two groups, each of the one with each of the other: of two zones, or with a network in common. */
export interface Meeting {
  readonly from: readonly PlanComponent[];
  readonly to: readonly PlanComponent[];
  /** The network that all of them have an address in; nothing where they have none in common but the zone that both groups stand in. */
  readonly within?: PlanZone;
}

/**
 * Parts two groups of components by the networks that they have in common: where two have one, they reach each other there, and ask
 * nothing of the firewalls between the zones that they stand in.
 * @returns nothing where no component has a leg, so that all of them meet as they stand
 */
export function meetingsOf(initiators: RoleGroup, responders: RoleGroup): readonly Meeting[] | undefined {
  if (!initiators.hasLegs && !responders.hasLegs) return undefined;
  const whole = { from: initiators.components, to: responders.components };
  const own = initiators.zone === responders.zone ? initiators.zone : undefined;
  const result: Meeting[] = own ? [whole] : [];
  for (const from of byPlaces(whole.from)) {
    const strangers: Class[] = [];
    const met = new Map<PlanZone, Class[]>();
    for (const to of byPlaces(whole.to)) {
      const shared = sharedZones(from[0]!, to[0]!);
      if (!shared.length) strangers.push(to);
      for (const zone of shared) if (zone !== own) note(met, zone, to);
    }
    if (strangers.length) result.push({ from, to: joined(strangers) });
    for (const [within, to] of met) result.push({ from, to: joined(to), within });
  }
  return result;
}

/** Components that have addresses in the same zones, of which there is one at least. */
type Class = readonly PlanComponent[];

/** The components of several classes; of one the same list, of which more is known. */
function joined(classes: readonly Class[]): Class {
  return classes.length === 1 ? classes[0]! : classes.flat();
}

/** Components by the zones that they have addresses in. Groups come back with each flow, and so do their lists of components. */
function byPlaces(components: Class): readonly Class[] {
  const known = allClasses.get(components);
  if (known) return known;
  const classes = new Map<string, PlanComponent[]>();
  for (const component of components) {
    const names = placesOf(component).map(({ zone }) => zone.name);
    note(classes, [...new Set(names)].sort().join(' '), component);
  }
  const made = classes.size === 1 ? [components] : [...classes.values()];
  allClasses.set(components, made);
  return made;
}

const allClasses = new WeakMap<Class, readonly Class[]>();

/** Some components as their others in a network know them; the same list each time, as long as they are the same. */
export function allSeenIn(components: Class, zone: PlanZone): Class {
  const lists = seen.get(components) ?? new Map<string, Class>();
  seen.set(components, lists);
  let list = lists.get(zone.name);
  if (!list) {
    list = components.map((component) => seenIn(component, zone));
    lists.set(zone.name, list);
  }
  return list;
}

const seen = new WeakMap<Class, Map<string, Class>>();

/** The components of a plan that have addresses in other networks. */
export function wearersOf(plan: Plan): readonly PlanComponent[] {
  return keptWithStructure(plan, 'components with legs', () => {
    const wearing = plan.zones.filter(({ node }) => saysLegs(node));
    return wearing.flatMap(({ components }) => components.filter(({ legs }) => legs.length));
  });
}
