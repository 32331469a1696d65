import type { ServiceSet } from '../model/services.ts';
import type { System } from '../model/systems.ts';
import type { RuleSet } from './rule-set.ts';

/**
 * What one host lets in: the plan's rules as far as they are about its addresses, then what the catalogs require from other components of
 * its zone. The latter needs no rule in the plan, since it crosses no network firewall, but it does cross the host's own. What goes out
 * is not filtered.
 */
export interface HostRuleSet extends RuleSet {
  /** With what it runs, where that is known. */
  readonly host: RuleSet['components'][number] & { readonly system?: System };
  /** What is required inside of the zone and closed by a deny of the plan. */
  readonly closed: readonly ClosedFlow[];
}

export interface ClosedFlow {
  /** Names of the components that connect. */
  readonly from: readonly string[];
  /** The zone that both stand in, or have a leg in. */
  readonly zone: string;
  readonly services: ServiceSet;
  /** The line of the deny. */
  readonly line: number;
}
