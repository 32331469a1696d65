import { type AddressSet, formatAddresses } from './addresses.ts';
import { IntervalSet } from './interval-set.ts';
import type { PlanComponent, PlanLeg, PlanRule, PlanZone } from './plan.ts';

// A machine may have addresses in other networks than the one that it stands in. Such a leg is for its own network: what the machine says
// to the rest of the world it says from the place where it stands, since that is where its way out is.

/** Every place of a component: first the one that it stands in, then its legs. */
export function placesOf(component: PlanComponent): readonly PlanLeg[] {
  return component.legs.length ? [component, ...component.legs] : [component];
}

/** Every address of a component, those of its legs included, as others see them. */
export function allAddressesOf(component: PlanComponent): AddressSet {
  if (!component.legs.length) return component.addresses;
  let known = held.get(component.legs);
  if (known?.addresses !== component.addresses) {
    known = { addresses: component.addresses, all: IntervalSet.unionAll(placesOf(component).map((p) => p.addresses)) };
    held.set(component.legs, known);
  }
  return known.all;
}

const held = new WeakMap<readonly PlanLeg[], { readonly addresses: AddressSet; readonly all: AddressSet }>();

/** What components have in a zone besides those that stand in it, as its own hosts know it. */
export function legsInto(components: readonly PlanComponent[], zone: PlanZone): AddressSet {
  return IntervalSet.unionAll(components.flatMap(({ legs }) => legs.flatMap((leg) => (leg.zone === zone ? [leg.own] : []))));
}

/** The components that have a leg in a zone. */
export function visitorsOf(zone: PlanZone, components: readonly PlanComponent[]): PlanComponent[] {
  return components.filter(({ legs }) => legs.some((leg) => leg.zone === zone));
}

/** The legs of a component in words: `10.40.0.20 in storage`. */
export function legTexts({ legs }: PlanComponent): string[] {
  return legs.map(({ zone, addresses }) => `${formatAddresses(addresses).join(', ')} in ${zone.name}`);
}

/** The zones in which two components both have addresses: there they reach each other, and no firewall between zones has a say. */
export function sharedZones(a: PlanComponent, b: PlanComponent): PlanZone[] {
  const zones = new Set(placesOf(a).map(({ zone }) => zone));
  return [...new Set(placesOf(b).flatMap(({ zone }) => (zones.has(zone) ? [zone] : [])))];
}

/**
 * A component as the others of a zone know it that it has a leg in: the same each time, under the addresses of its legs there. Where it
 * stands in the zone itself, it is what it is, and what further addresses legs give it there.
 */
export function seenIn(component: PlanComponent, zone: PlanZone): PlanComponent {
  const here = component.legs.filter((leg) => leg.zone === zone);
  if (!here.length) return component;
  const known = views.get(here[0]!);
  if (known?.of === component) return known.view;
  const own = placesOf(component).filter((place) => place.zone === zone);
  const view: PlanComponent = {
    ...component,
    get zone() {
      return here[0]!.zone;
    },
    addresses: IntervalSet.unionAll(own.map((p) => p.addresses)),
    own: IntervalSet.unionAll(own.map((p) => p.own)),
    addressed: true,
  };
  views.set(here[0]!, { of: component, view });
  machines.set(view, component);
  return view;
}

/** A component with all of its addresses as one host, whose firewall lets in what is sent to any of them; itself where it has no legs. */
export function asHost(component: PlanComponent): PlanComponent {
  if (!component.legs.length) return component;
  const host = { ...component, addresses: allAddressesOf(component) };
  machines.set(host, component);
  return host;
}

const views = new WeakMap<PlanLeg, { readonly of: PlanComponent; readonly view: PlanComponent }>();
const machines = new WeakMap<PlanComponent, PlanComponent>();

/** The component of the plan, where it may be one as another zone knows it. */
export function machineOf(component: PlanComponent): PlanComponent {
  return machines.get(component) ?? component;
}

/** The network besides their own zones in which two components reach each other, where a rule or a question names two that have one. */
export function networkInCommon({ sources, destinations }: Pick<PlanRule, 'sources' | 'destinations'>): PlanZone | undefined {
  const [from, to] = [sources, destinations].map(([end, ...more]) =>
    end?.kind === 'component' && !end.cut && !more.length ? end.components[0] : undefined,
  );
  return from && to && from !== to && from.zone !== to.zone ? sharedZones(from, to)[0] : undefined;
}
