import type { Analysis } from '../../../language/analysis/analyze.ts';
import type { PlanComponent, PlanZone } from '../../../language/model/plan.ts';

/** What is required between zones. */
export interface Counts {
  /** Required flows: a row of a catalog between two components counts as one. */
  readonly required: number;
  /** Pairs of components that lack something: as many as there are findings of missing and blocked flows. */
  readonly lacking: number;
}

/** What is required of a zone, a component, or of a whole plan. */
export function countsOf(part: PlanZone | PlanComponent | undefined, { requirements, missing, blocked }: Analysis): Counts {
  let required = 0;
  for (const { from, to, fromZone, toZone } of requirements)
    if (!part) required += from.length * to.length;
    else if (isComponent(part)) required += (from.includes(part) ? to.length : 0) + (to.includes(part) ? from.length : 0);
    else if (fromZone === part || toZone === part) required += from.length * to.length;
  let lacking = 0;
  for (const place of [...missing.places, ...blocked.places]) {
    const zone = part && (isComponent(part) ? part.zone : part);
    if (zone && place.fromZone !== zone && place.toZone !== zone) continue;
    if (part && isComponent(part)) for (const { from, to } of place) lacking += Number(from === part || to === part);
    else lacking += place.length;
  }
  return { required, lacking };
}

function isComponent(part: PlanZone | PlanComponent): part is PlanComponent {
  return 'roles' in part;
}
