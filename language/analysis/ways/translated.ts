import { note } from '../../model/lists.ts';
import type { Plan, PlanFirewall, PlanTranslation, PlanZone } from '../../model/plan.ts';
import { type Ways, waysOf } from './ways.ts';

/** Who knows a component under the address that a firewall gives it. */
export interface Outside {
  readonly firewall: PlanFirewall;
  readonly translation: PlanTranslation;
  /** Their zones, those together that take the same ways. */
  readonly kinds: readonly (readonly PlanZone[])[];
}

/** The translations of a plan, each with the zones from which it is passed; none where no firewall translates anything. */
export function outsidesOf(plan: Plan): readonly Outside[] {
  const known = all.get(plan.firewalls);
  if (known) return known;
  const ways = plan.firewalls.some(({ translations }) => translations.length) ? waysOf(plan) : undefined;
  const found = ways ? plan.firewalls.flatMap((firewall) => outsidesAt(firewall, plan, ways)) : [];
  all.set(plan.firewalls, found);
  return found;
}

/** Those of one firewall; what leads from the same sides to the same zone is looked for once. */
function outsidesAt(firewall: PlanFirewall, { zones }: Plan, ways: Ways): Outside[] {
  const own = new Set(firewall.zones);
  const around = kindsAround(zones, own, ways);
  const places = new Map(zones.map((zone, n) => [zone, n]));
  const found = new Map<unknown, Map<string, Outside['kinds']>>();
  const known = new Map<PlanZone, Map<string, Outside['kinds']>>();
  const texts = new Map<readonly PlanZone[], string>();
  return firewall.translations.map((translation) => {
    const { outer } = translation;
    const home = translation.component.zone;
    const sides = texts.get(outer) ?? outer.map((zone) => places.get(zone)).join();
    texts.set(outer, sides);
    const kinds = kept(kept(known, home, newMap), sides, () => {
      const find = (): Outside['kinds'] =>
        [
          ...outer.map((zone) => [zone]),
          ...around.map((kind) => (kind.includes(home) ? kind.filter((zone) => zone !== home) : kind)),
        ]
          .filter(([first]) => first && comesBy(first, home, firewall, ways).some((side) => outer.includes(side)))
          .sort(([a], [b]) => places.get(a!)! - places.get(b!)!);
      // Zones of the firewall that it alone has are alike. What is found is another list for each, since it goes for the one it leads to.
      return own.has(home) ? [...kept(kept(found, ways.kindOf(home), newMap), sides, find)] : find();
    });
    return { firewall, translation, kinds };
  });
}

/** The zones that are none of a firewall, those together that have their ways in common. */
function kindsAround(zones: readonly PlanZone[], own: ReadonlySet<PlanZone>, ways: Ways): PlanZone[][] {
  const kinds = new Map<unknown, PlanZone[]>();
  for (const zone of zones) if (!own.has(zone)) note(kinds, ways.kindOf(zone), zone);
  return [...kinds.values()];
}

/** By which of its zones a firewall knows what comes from another zone; none where that does not pass it. */
function comesBy(from: PlanZone, home: PlanZone, firewall: PlanFirewall, ways: Ways): readonly PlanZone[] {
  return ways.carries(firewall, from, home) ? ways.nearest(firewall, from) : NONE;
}

const newMap = (): Map<string, Outside['kinds']> => new Map();

function kept<K, T>(all: Map<K, T>, key: K, make: () => T): T {
  let known = all.get(key);
  if (known === undefined) {
    known = make();
    all.set(key, known);
  }
  return known;
}

const NONE: readonly never[] = [];
const all = new WeakMap<readonly PlanFirewall[], readonly Outside[]>();
const sets = new WeakMap<Outside['kinds'], ReadonlySet<PlanZone>>();

/** All zones from which a translation is passed. */
export function zonesOutside({ kinds }: Pick<Outside, 'kinds'>): ReadonlySet<PlanZone> {
  let known = sets.get(kinds);
  if (!known) {
    known = new Set(kinds.flat());
    sets.set(kinds, known);
  }
  return known;
}
