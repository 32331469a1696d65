import { targets } from '../../generated/targets.ts';
import type { Sight } from './seen-at.ts';

/** What a form names at the firewall that translates. */
export function sightOf(form: string | undefined): Sight {
  return targets.find(({ name }) => name === form)?.translated ?? 'real';
}

/**
 * Whether what stands at the hosts of zones filters what comes to them and nothing that leaves them: firewalls of hosts do, groups of a cloud are for
 * both ways. What has no form may be either.
 */
export function filtersArrivals(form: string | undefined): boolean {
  const target = targets.find(({ name }) => name === form);
  return target !== undefined && !target.atHosts;
}
