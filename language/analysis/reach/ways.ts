import type { AddressSet } from '../../model/addresses.ts';
import type { PlanComponent, PlanRule, PlanZone } from '../../model/plan.ts';
import type { ServiceSet } from '../../model/services.ts';
import type { Box } from '../region.ts';
import type { Packet } from '../witness.ts';

/** What has to arrive, by destination; where it says sources, from those of the start alone. */
export type Target = Pick<Box, 'destinations' | 'services'> & Partial<Pick<Box, 'sources'>>;

/** From where to where. */
export interface Journey {
  readonly sources: AddressSet;
  readonly targets: readonly Target[];
  /** Set where the two ends have no family in common: a relay between them can have both, also within a zone. */
  readonly acrossFamilies?: boolean;
}

/** One step of a chain: permitted by rules, or inside of a zone, where no network firewall stands. */
export interface Hop {
  /** The relay that it starts from; nothing for the first step. */
  readonly from: PlanComponent | undefined;
  /** The relay that it leads to; nothing for the last step. */
  readonly to: PlanComponent | undefined;
  readonly inside: PlanZone | undefined;
  readonly services: ServiceSet;
  readonly rules: readonly PlanRule[];
  readonly packet: Packet;
  /** Why it is not certain that rules permit it; nothing where they say it. */
  readonly perhaps: string | undefined;
}

/** A way from start to end; a single hop where no relay is needed. */
export type Chain = readonly Hop[];
