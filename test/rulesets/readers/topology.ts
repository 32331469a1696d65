// A firewall's zones are on the firewall, not in the rules that are loaded: which of them an address is behind comes from the plan.
import { parseAddress } from '../../../language/model/addresses.ts';
import type { RuleSet } from '../../../language/rulesets/rule-set.ts';
import type { OutputFile, Target } from '../../../language/rulesets/target.ts';

/** A target that remembers the zones of what it emitted last, for a reader to ask. */
export function withTopology(target: Target): { target: Target; zoneOf: () => (address: string) => string } {
  let zones: RuleSet['zones'] = [];
  return {
    target: {
      ...target,
      emit(ruleSet: RuleSet, baseName: string): OutputFile[] | Promise<OutputFile[]> {
        zones = ruleSet.zones;
        return target.emit(ruleSet, baseName);
      },
    },
    zoneOf: () => {
      const here = zones;
      return (address) => here.find((z) => z.addresses.covers(parseAddress({ start: address }).set))?.name ?? 'unknown';
    },
  };
}
