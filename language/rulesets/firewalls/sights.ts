import { targets } from '../../generated/targets.ts';
import type { Sight } from './seen-at.ts';

/** What a form names at the firewall that translates. */
export function sightOf(form: string | undefined): Sight {
  return targets.find(({ name }) => name === form)?.translated ?? 'real';
}
