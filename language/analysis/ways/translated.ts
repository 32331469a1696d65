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
function outsidesAt(firewall: PlanFirewall, plan: Plan, ways: Ways): Outside[] {
  const known = new Map<string, Outside['kinds']>();
  return firewall.translations.map((translation) => {
    const key = [translation.component.zone, ...translation.outer].map(({ name }) => name).join(' ');
    const kinds = known.get(key) ?? kindsOf(firewall, translation, plan, ways);
    known.set(key, kinds);
    return { firewall, translation, kinds };
  });
}

const all = new WeakMap<readonly PlanFirewall[], readonly Outside[]>();

function kindsOf(firewall: PlanFirewall, { component, outer }: PlanTranslation, { zones }: Plan, ways: Ways): PlanZone[][] {
  const own = new Set(firewall.zones);
  const sides = new Set(outer);
  const kinds = new Map<unknown, PlanZone[] | undefined>();
  for (const zone of zones) {
    if (zone === component.zone) continue;
    // Those of the firewall itself are told apart, and others by the ways that they have in common.
    const key = own.has(zone) ? zone : ways.kindOf(zone);
    if (!kinds.has(key)) {
      const comesBy = ways.carries(firewall, zone, component.zone) ? ways.nearest(firewall, zone) : [];
      kinds.set(key, comesBy.some((side) => sides.has(side)) ? [] : undefined);
    }
    kinds.get(key)?.push(zone);
  }
  return [...kinds.values()].flatMap((kind) => (kind ? [kind] : []));
}
