import type { AddressSet } from '../../model/addresses.ts';
import { firstOf } from '../../model/describe-addresses.ts';
import type { PlanRule } from '../../model/plan.ts';
import { formatServices } from '../../model/services.ts';
import type { Ends } from './assertions.ts';
import type { Chain, Hop } from './ways.ts';

/** So many ports and ranges of a hop are spelled out. */
const MOST_SERVICES = 6;

/** One hop of a chain in words. */
export interface Step {
  /** `internet -> gateway on tcp 6180` */
  readonly text: string;
  /** What lets it through: the rules, or the zone that both ends are in. */
  readonly reason: string;
  readonly rules: readonly PlanRule[];
  /** Why the rules are not certain to let it through; nothing where they are. */
  readonly perhaps: string | undefined;
}

/** A chain, hop by hop, between ends as they were asked about. */
export function describeChain(chain: Chain, ends: Ends): Step[] {
  return chain.map((hop) => ({
    text: `${startOf(hop, ends)} -> ${endOf(hop, ends)} on ${firstOf(formatServices(hop.services).split(', '), MOST_SERVICES)}`,
    reason: hop.inside
      ? `inside of ${hop.inside.name}`
      : `${hop.rules.length === 1 ? 'line' : 'lines'} ${hop.rules.map((r) => r.line).join(', ')}${hop.perhaps ? `; ${hop.perhaps}` : ''}`,
    rules: hop.rules,
    perhaps: hop.perhaps,
  }));
}

/** Of several ends, those that the hop is about. */
function startOf({ from, packet }: Hop, { sources }: Ends): string {
  return from?.name ?? labels(sources, packet.sources);
}

function endOf({ to, packet }: Hop, { destinations }: Ends): string {
  return to?.name ?? labels(destinations, packet.destinations);
}

/** The ends that hold an address; a name that may be an address of theirs may be that of any of them. */
function labels(ends: Ends['sources'], address: AddressSet): string {
  const own = ends.filter((e) => e.addresses.covers(address));
  return (own.length ? own : ends).map((e) => e.label).join(', ');
}
