import { type Outside, outsidesOf } from '../../analysis/ways/translated.ts';
import type { Ways } from '../../analysis/ways/ways.ts';
import { type AddressSet, NO_ADDRESSES } from '../../model/addresses.ts';
import { IntervalSet } from '../../model/interval-set.ts';
import { note } from '../../model/lists.ts';
import type { Plan, PlanFirewall, PlanTranslation, PlanZone } from '../../model/plan.ts';
import { translationName } from '../translated-names.ts';

/** Where a firewall stands: between zones, or at the hosts of some. */
export type Stand = 'between' | 'at';

/**
 * What the rules of the firewall that translates name: the address that the component has, with its ports; the one that was dialed, with
 * the ports that were; or an object for the translation, with the ports of the component.
 */
export type Sight = 'real' | 'dialed' | 'object';

/** A translation as a firewall sees it whose rules name the outer address. */
export interface SeenTranslation {
  readonly translation: PlanTranslation;
  /** By what its object is called. */
  readonly name: string;
  readonly sight: 'dialed' | 'object';
  /** Whether it is translated here. */
  readonly isTranslator: boolean;
  /** Whether the component's own side passes here as well, as at a firewall of hosts on both sides. */
  readonly isBoth: boolean;
  /** The zones of whoever knows the component so, as far as what they send passes here under that address. */
  readonly zones: readonly PlanZone[];
  readonly addresses: AddressSet;
  /** Whether nobody else sends anything to the component that passes here. */
  readonly isAll: boolean;
}

/** What translations have in common that are seen from one place and lead to one zone. */
type SeenPlace = Pick<SeenTranslation, 'zones' | 'addresses' | 'isAll' | 'isBoth' | 'isTranslator'>;

/** The translations by whose outer address the rules of a firewall speak, seen from where it stands. */
export function seenAt(firewall: PlanFirewall, stand: Stand, sight: Sight, plan: Plan, ways: Ways): SeenTranslation[] {
  const guarded = new Set(firewall.guarded);
  const places = new Map<Outside['kinds'], SeenPlace | undefined>();
  return outsidesOf(plan).flatMap(({ firewall: translating, translation, kinds }): SeenTranslation[] => {
    const isHere = translating === firewall;
    if (stand === 'between' && isHere && sight === 'real') return [];
    // Those from the same sides to the same zone have this in common.
    if (!places.has(kinds)) places.set(kinds, placeOf(kinds, translating, translation.component.zone));
    const place = places.get(kinds);
    const own = isHere && stand === 'between' && sight === 'object' ? 'object' : 'dialed';
    return place ? [{ translation, name: translationName(translation), sight: own, ...place }] : [];
  });

  function placeOf(kinds: Outside['kinds'], translating: PlanFirewall, home: PlanZone): SeenPlace | undefined {
    const isHere = translating === firewall;
    const zones = kinds.flatMap((kind) => {
      if (stand === 'at') return kind.filter((zone) => guarded.has(zone));
      return isHere || ways.precedes(firewall, translating, kind[0]!) ? kind : [];
    });
    if (!zones.length) return undefined;
    const known = new Set(zones);
    const passes = (zone: PlanZone): boolean => (stand === 'at' ? guarded.has(zone) : ways.carries(firewall, zone, home));
    return {
      zones,
      addresses: IntervalSet.unionAll(zones.map((zone) => zone.addresses)),
      isAll: plan.zones.every((zone) => zone === home || known.has(zone) || !passes(zone)),
      isBoth: stand === 'at' && guarded.has(home),
      isTranslator: isHere && stand === 'between',
    };
  }
}

/** The addresses that nobody but a translated component has, where a firewall stands. */
export function outerAddresses(seen: readonly SeenTranslation[]): AddressSet {
  return seen.length ? IntervalSet.unionAll(seen.map(({ translation }) => translation.address)) : NO_ADDRESSES;
}

/** What the host firewalls of a zone see of translations: who is translated as a whole comes to them from the outer address. */
export function seenFromZone(zone: PlanZone, plan: Plan): SeenTranslation[] {
  return outsidesOf(plan).flatMap(({ translation, kinds }): SeenTranslation[] => {
    if (translation.services || !kinds.some((kind) => kind.includes(zone))) return [];
    const place = { zones: [zone], addresses: zone.addresses, isAll: false, isBoth: false, isTranslator: false };
    return [{ translation, name: translationName(translation), sight: 'dialed', ...place }];
  });
}

/** The outer addresses of translated components by the zones that these stand in. */
export function outerByHome(seen: readonly SeenTranslation[]): ReadonlyMap<PlanZone, AddressSet> {
  const homes = new Map<PlanZone, SeenTranslation[]>();
  for (const each of seen) note(homes, each.translation.component.zone, each);
  return new Map([...homes].map(([zone, all]) => [zone, outerAddresses(all)]));
}

/** What translated components among some zones have outside. */
export function outerIn(zones: readonly PlanZone[], byHome: ReadonlyMap<PlanZone, AddressSet>): AddressSet {
  return byHome.size ? IntervalSet.unionAll(zones.flatMap((zone) => byHome.get(zone) ?? [])) : NO_ADDRESSES;
}
