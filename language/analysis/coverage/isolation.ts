import type { Plan } from '../../model/plan.ts';
import type { Region } from '../region.ts';

/** Whether some traffic begins or ends in a zone that is isolated: what a deny keeps out of it is not to come in because of a fix. */
export function touchesIsolated(region: Region, { zones }: Plan): boolean {
  return zones.some(
    ({ isolated, addresses }) =>
      isolated && region.some((box) => box.sources.overlaps(addresses) || box.destinations.overlaps(addresses)),
  );
}
