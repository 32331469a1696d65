import { note } from '../model/lists.ts';
import type { Plan, PlanComponent, PlanZone } from '../model/plan.ts';
import { keptWithStructure } from './kept.ts';
import { wearersOf } from './shared-networks.ts';

/** Of a kind these are enough: what lies between two zones of one kind lies between two others as well. */
const ENOUGH = 2;

/**
 * Some zones in place of all: two of each kind. Those of one kind could change their places in the plan, and the catalogs would ask the same of
 * it, so that whatever is asked between two zones, addresses and names aside, is asked between two of these.
 * @returns nothing where each zone may be one of its own
 */
export function someOfEachKind(plan: Plan): ReadonlySet<PlanZone> | undefined {
  return keptWithStructure(plan, 'zones of each kind', () => {
    // These are about single components.
    if (plan.bindings.length || wearersOf(plan).length) return undefined;
    const numbers = new Map<unknown, number>();
    const numberOf = (part: unknown): number => {
      const number = numbers.get(part) ?? numbers.size;
      if (number === numbers.size) numbers.set(part, number);
      return number;
    };
    const kindOf = ({ allRoles, roles, system, version, properties, instances }: PlanComponent): string =>
      [...[allRoles, roles, system, version, properties].map(numberOf), instances].join(' ');
    const kinds = new Map<string, PlanZone[]>();
    const some = new Set<PlanZone>();
    for (const zone of plan.zones) {
      const { components, site, external, rest, isolated } = zone;
      if (components.some(({ deployments, bonds }) => deployments.size || bonds.length)) some.add(zone);
      else note(kinds, [site, external, rest, isolated, ...components.map(kindOf).sort()].join('\n'), zone);
    }
    for (const alike of kinds.values()) for (const zone of alike.slice(0, ENOUGH)) some.add(zone);
    return some.size < plan.zones.length ? some : undefined;
  });
}
