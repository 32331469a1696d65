import { firstOf } from '../../model/describe-addresses.ts';
import type { PlanRule } from '../../model/plan.ts';
import { formatServices } from '../../model/services.ts';
import type { Ends } from './assertions.ts';
import type { Chain, Hop } from './reach.ts';

/** So many ports and ranges of a hop are spelled out. */
const MOST_SERVICES = 6;

/** One hop of a chain in words. */
export interface Step {
  /** `internet -> gateway on tcp 6180` */
  readonly text: string;
  /** What lets it through: the rules, or the zone that both ends are in. */
  readonly reason: string;
  readonly rules: readonly PlanRule[];
}

/** A chain, hop by hop, between ends as they were asked about. */
export function describeChain(chain: Chain, ends: Ends): Step[] {
  return chain.map((hop) => ({
    text: `${startOf(hop, ends)} -> ${endOf(hop, ends)} on ${firstOf(formatServices(hop.services).split(', '), MOST_SERVICES)}`,
    reason: hop.inside
      ? `inside of ${hop.inside.name}`
      : `${hop.rules.length === 1 ? 'line' : 'lines'} ${hop.rules.map((r) => r.line).join(', ')}`,
    rules: hop.rules,
  }));
}

/** Of several ends, those that the hop is about. */
function startOf({ from, packet }: Hop, { sources }: Ends): string {
  return from?.name ?? labels(sources.filter((e) => e.addresses.covers(packet.sources)));
}

function endOf({ to, packet }: Hop, { destinations }: Ends): string {
  return to?.name ?? labels(destinations.filter((e) => e.addresses.covers(packet.destinations)));
}

function labels(ends: Ends['sources']): string {
  return ends.map((e) => e.label).join(', ');
}
