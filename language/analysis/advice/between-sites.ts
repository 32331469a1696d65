import { acrossDeployments, arePaired } from '../../model/deployments.ts';
import type { Plan, PlanComponent, PlanZone } from '../../model/plan.ts';
import { isNamed, type Party } from '../../model/together.ts';
import type { PairGap } from '../pair-gaps.ts';

/** Whether the plan says of two components in different places that they have to do with each other: a pair of sites, a deployment, a binding. */
export function areBound(plan: Plan, a: Party, b: Party): boolean {
  const [one, other] = [a.component, b.component];
  return arePaired(plan.pairings, one.zone.site, other.zone.site) || inDeployment(plan, one, other) || isNamed(a, b);
}

/** What serves all deployments belongs to none. */
function inDeployment(plan: Plan, a: PlanComponent, b: PlanComponent): boolean {
  return a.deployments.size > 0 && b.deployments.size > 0 && acrossDeployments(plan, a, b);
}

/** Why some traffic is opened only where somebody asks for it by itself, and the zone that is the reason. */
export interface Caution {
  readonly zone: PlanZone;
  readonly because: string;
  /** Whether it is that nothing says whether two sites have to do with each other. */
  readonly sites?: true;
}

/** What speaks against opening a pair's traffic together with whatever else is missing. */
export function cautionAbout(plan: Plan, { from, to, gaps }: PairGap): Caution | undefined {
  if (from.zone.external) return { zone: from.zone, because: `${from.zone.name} is external` };
  if (to.zone.isolated) return { zone: to.zone, because: `${to.zone.name} is isolated` };
  const [here, there] = [from.zone.site, to.zone.site];
  if (here === undefined || there === undefined || here === there) return undefined;
  const bound = gaps.every(({ flow }) =>
    areBound(plan, { component: from, role: flow.initiator }, { component: to, role: flow.responder }),
  );
  // The same line for both ways: it is written once.
  const [one, other] = [here, there].sort();
  const because = `nothing binds the sites ${one} and ${other}, as 'pair ${one}, ${other}' would`;
  return bound ? undefined : { zone: to.zone, because, sites: true };
}
