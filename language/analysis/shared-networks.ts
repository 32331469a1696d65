import { placesOf, seenIn } from '../model/legs.ts';
import { append, note } from '../model/lists.ts';
import type { PlanComponent, PlanZone } from '../model/plan.ts';
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
  const [froms, tos] = [byPlaces(whole.from), byPlaces(whole.to)];
  const own = initiators.zone === responders.zone ? initiators.zone : undefined;
  const result: Meeting[] = own ? [whole] : [];
  for (const from of froms) {
    const strangers: PlanComponent[] = [];
    const met = new Map<PlanZone, PlanComponent[]>();
    for (const to of tos) {
      const shared = [...from.zones].filter((zone) => to.zones.has(zone));
      if (!shared.length) append(strangers, to.components);
      for (const zone of shared) if (zone !== own) for (const each of to.components) note(met, zone, each);
    }
    if (strangers.length) result.push({ from: from.components, to: strangers });
    for (const [within, to] of met) result.push({ from: from.components, to, within });
  }
  return result;
}

/** Some components as their others in a network know them. */
export function allSeenIn(components: readonly PlanComponent[], zone: PlanZone): readonly PlanComponent[] {
  return components.map((component) => seenIn(component, zone));
}

interface Class {
  readonly zones: ReadonlySet<PlanZone>;
  readonly components: PlanComponent[];
}

/** Components by the zones that they have addresses in. */
function byPlaces(components: readonly PlanComponent[]): Class[] {
  const classes: Class[] = [];
  const known = new Map<string, Class>();
  for (const component of components) {
    const zones = new Set(placesOf(component).map(({ zone }) => zone));
    const key = [...zones]
      .map(({ name }) => name)
      .sort()
      .join(' ');
    const same = known.get(key);
    if (same) same.components.push(component);
    else {
      const made = { zones, components: [component] };
      known.set(key, made);
      classes.push(made);
    }
  }
  return classes;
}
