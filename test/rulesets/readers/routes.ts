// The routing table of a firewall with interfaces: which zone's interface an address is reached through. It is no part of a target's files,
// so it comes from the rule set, beside them.
import { formatAddresses } from '../../../language/model/addresses.ts';
import type { RuleSet } from '../../../language/rulesets/rule-set.ts';
import type { OutputFile, Target } from '../../../language/rulesets/target.ts';
import { addressIn } from '../proof.ts';

const ROUTES = 'routes.json';

/** A target that hands the reader a routing table with its files. */
export function withRoutes(target: Target): Target {
  return {
    ...target,
    async emit(ruleSet: RuleSet, baseName: string): Promise<OutputFile[]> {
      const routes = ruleSet.zones.map((z) => [z.name, formatAddresses(z.addresses).filter((a) => /^[\da-f.:/-]+$/.test(a))]);
      return [...(await target.emit(ruleSet, baseName)), { name: ROUTES, text: JSON.stringify(routes) }];
    },
  };
}

/** @returns the interface that an address is reached through; nothing for one of no zone */
export function readRoutes(files: readonly OutputFile[]): (address: string) => string | undefined {
  const routes = JSON.parse(files.find((f) => f.name === ROUTES)!.text) as [string, string[]][];
  return (address) => routes.find(([, networks]) => addressIn(address, networks))?.[0];
}
