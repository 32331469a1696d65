import { formatServices } from '../../model/services.ts';
import type { Closing } from './explain.ts';

/** When permitted traffic can be closed again, in sentences without their first capital and their period; none when none is permitted. */
export function describeClosing({ now, later, kept, phases, features }: Closing): string[] {
  const ends = [...phases.map((p) => `the phase ${p} is over`), ...features.map((f) => `${f} is not enabled`)];
  return [
    ...(now.isEmpty ? [] : [`can be closed now, since nothing known needs it: ${formatServices(now)}`]),
    ...(later.isEmpty ? [] : [`can be closed once ${ends.join(' and ')}: ${formatServices(later)}`]),
    ...(kept.isEmpty ? [] : [`has to stay open as long as what needs it is in use: ${formatServices(kept)}`]),
  ];
}
