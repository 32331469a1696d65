// How far traffic gets over components that pass it on.
import { type Part, partOfComponent, type Side, sameFamily, surely } from './ends.ts';
import { type ComponentReading, type Plan, withName } from './plan.ts';
import type { Reading } from './rules.ts';
import type { Service } from './services.ts';

/** What counts as open, among which sides. */
export interface Ways {
  readonly sides: readonly Side[];
  readonly services: readonly Service[];
  /** In one zone, or both in the rest of the world: nothing filters there. */
  inside(from: Side, to: Side): boolean;
  open(from: Side, to: Side, service: Service): boolean;
}

/** A relay, with those of its sides that are on the way. */
export interface Relay {
  readonly relay: ComponentReading;
  readonly sides: readonly Side[];
}

/** A relay with all of its addresses: it passes on from each of its networks to each other. */
export function wholeOf(plan: Plan, relay: ComponentReading): Part {
  const known = wholes.get(relay) ?? partOfComponent(plan, relay, 'whole');
  wholes.set(relay, known);
  return known;
}

const wholes = new WeakMap<ComponentReading, Part>();

/** What has the name of a component is that component, also where the name may turn out to have the address of another one. */
function isAnother(plan: Plan, { name }: Side, relay: ComponentReading): boolean {
  const owners = name === undefined ? [] : withName(plan, name);
  return owners.length > 0 && !owners.includes(relay);
}

/**
 * @param starts what the ways begin with; a relay that is all of it among them is a start like the others
 * @returns for a start, the relays that it gets into, one after the other
 */
export function entered(reading: Reading, ways: Ways, starts: readonly Side[]): (from: Side) => Relay[] {
  const { plan } = reading;
  const relays = plan.components
    .filter(({ roles }) => [...roles].some((role) => role.relays))
    .map((relay) => ({
      relay,
      sides: ways.sides.filter((side) => surely(plan, wholeOf(plan, relay), side) && !isAnother(plan, side, relay)),
    }))
    .filter(({ sides }) => !sides.every((side) => starts.includes(side)));
  const known = new Map<Side, Map<Side, boolean>>();
  const gets = (from: Side, to: Side) => {
    const ofSide = known.get(from) ?? new Map<Side, boolean>();
    known.set(from, ofSide);
    const found =
      ofSide.get(to) ??
      (sameFamily(from, to) && (ways.inside(from, to) || ways.services.some((service) => ways.open(from, to, service))));
    ofSide.set(to, found);
    return found;
  };
  return (from) => {
    const found: Relay[] = [];
    let edge: readonly Side[] = [from];
    while (edge.length > 0) {
      const next = relays.filter((each) => !found.includes(each) && each.sides.some((to) => edge.some((side) => gets(side, to))));
      found.push(...next);
      edge = next.flatMap(({ sides }) => sides);
    }
    return found;
  };
}
