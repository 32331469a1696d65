import { formatServices } from '../../model/services.ts';
import type { Closing } from './explain.ts';

/** When permitted traffic can be closed again, in sentences without their first capital and their period; none when none is permitted. */
export function describeClosing({ now, later, kept, contested, phases, features }: Closing): string[] {
  const ends = [...phases.map((p) => `the phase ${p} is over`), ...features.map((f) => `${f} is not enabled`)];
  // What other addresses of the same ends need is needed there.
  const where = now.overlaps(later.union(kept))
    ? ' for those of these addresses of which nothing known needs it'
    : ', since nothing known needs it';
  return [
    ...(now.isEmpty ? [] : [`can be closed now${where}: ${formatServices(now)}`]),
    ...(later.isEmpty ? [] : [`can be closed once ${ends.join(' and ')}: ${formatServices(later)}`]),
    ...(contested.isEmpty
      ? []
      : [
          `used by contested readings alone, so it can be closed if you go by the maker's reference: ${formatServices(contested)}`,
        ]),
    ...(kept.isEmpty ? [] : [`has to stay open as long as what needs it is in use: ${formatServices(kept)}`]),
  ];
}
