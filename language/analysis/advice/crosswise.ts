import { plainConditions } from '../../model/flow-conditions.ts';
import type { PlanBinding, PlanComponent, PlanZone } from '../../model/plan.ts';
import type { Analysis } from '../analyze.ts';
import type { Requirement } from '../requirements.ts';
import { areBound } from './between-sites.ts';

/** Components of two roles that are required to reach each other across places, although each of the places has both. */
export interface Crossing {
  readonly roles: readonly [one: string, other: string];
  readonly scope: NonNullable<PlanBinding['scope']>;
  /** Names of the sites or zones that have both. */
  readonly places: readonly string[];
  /** How many pairs of components have to reach each other, and how many of them in different places. */
  readonly pairs: number;
  readonly crossing: number;
  /** Those of pairs that cross, in the order of the plan. */
  readonly components: readonly PlanComponent[];
}

/** A flow whose document says which sites it joins, or that joins installations, is meant as it is. */
function isPlaced({ flow }: Requirement): boolean {
  return flow.acrossDeployments || plainConditions(flow.conditions).some((c) => PLACED.has(c.kind));
}

const PLACED: ReadonlySet<string> = new Set(['sites', 'nearest', 'no-shared']);

/** What is required across sites, or across zones in a plan without sites, and most often not meant to be: one entry for each two roles. */
export function crossings(analysis: Analysis): readonly Crossing[] {
  const kept = known.get(analysis.requirements);
  if (kept) return kept;
  const found = crossingsIn(analysis);
  known.set(analysis.requirements, found);
  return found;
}

// While rules are written, what is required is the same object.
const known = new WeakMap<readonly Requirement[], readonly Crossing[]>();

function crossingsIn({ plan, requirements }: Analysis): Crossing[] {
  const scope = plan.zones.some((z) => z.site !== undefined) ? 'site' : 'zone';
  const placeOf = (zone: PlanZone): string | undefined => (zone.external ? undefined : scope === 'site' ? zone.site : zone.name);
  const groups = new Map<string, Requirement[]>();
  for (const requirement of requirements) {
    const { flow, fromZone, toZone } = requirement;
    if (isPlaced(requirement) || placeOf(fromZone) === undefined || placeOf(toZone) === undefined) continue;
    const key = [flow.initiator, flow.responder].sort().join(' ');
    const group = groups.get(key);
    if (group) group.push(requirement);
    else groups.set(key, [requirement]);
  }
  const found = [...groups.values()].flatMap((group): (Crossing & { across: ReadonlySet<string> })[] => {
    const { initiator, responder } = group[0]!.flow;
    const homes = (role: string): Map<string, number> => {
      const counts = new Map<string, number>();
      for (const c of plan.components) {
        const place = placeOf(c.zone);
        if (place !== undefined && c.allRoles.has(role)) counts.set(place, (counts.get(place) ?? 0) + 1);
      }
      return counts;
    };
    const [ones, others] = [homes(initiator), homes(responder)];
    const places = [...ones.keys()].filter((place) => others.has(place));
    if (places.length < 2) return [];
    // Of one role, each place has a component of its own anyway: what it is to reach may well be the other one.
    if (initiator === responder && !places.some((place) => ones.get(place)! > 1)) return [];
    const pairs = new Set<string>();
    const across = new Set<string>();
    const concerned = new Set<PlanComponent>();
    for (const { flow, from, to } of group)
      for (const a of from)
        for (const b of to) {
          const key = [a.name, b.name].sort().join(' ');
          if (a === b || pairs.has(key)) continue;
          pairs.add(key);
          const [here, there] = [placeOf(a.zone)!, placeOf(b.zone)!];
          if (here === there || !places.includes(here) || !places.includes(there)) continue;
          if (areBound(plan, { component: a, role: flow.initiator }, { component: b, role: flow.responder })) continue;
          across.add(key);
          concerned.add(a).add(b);
        }
    if (!across.size) return [];
    const components = plan.components.filter((c) => concerned.has(c));
    return [
      { roles: [initiator, responder] as const, scope, places, pairs: pairs.size, crossing: across.size, components, across },
    ];
  });
  // What binds the roles that two derive from binds the two as well.
  const derives = ([a, b]: Crossing['roles'], [x, y]: Crossing['roles']): boolean => {
    const [ofA, ofB] = [plan.catalog.ancestors(a), plan.catalog.ancestors(b)];
    return (ofA.has(x) && ofB.has(y)) || (ofA.has(y) && ofB.has(x));
  };
  return found.filter(
    (one) =>
      !found.some(
        (other) => other !== one && derives(one.roles, other.roles) && [...one.across].every((pair) => other.across.has(pair)),
      ),
  );
}
