// A firewall's zones are on the firewall, not in the rules that are loaded: which of them an address is behind comes from the plan.
import { parseAddress } from '../../../language/model/addresses.ts';
import type { RuleSet } from '../../../language/rulesets/rule-set.ts';
import type { OutputFile, Target } from '../../../language/rulesets/target.ts';

const RENAMED = /zone (?<name>\S+) can't have its name on the firewall; the rules call it (?<other>\S+), so name/;

/** A target that remembers the zones of what it emitted last, for a reader to ask: by the names that it tells to give them. */
export function withTopology(target: Target): { target: Target; zoneOf: () => (address: string) => string } {
  let zones: RuleSet['zones'] = [];
  let called = new Map<string, string>();
  return {
    target: {
      ...target,
      emit(ruleSet: RuleSet, baseName: string): OutputFile[] | Promise<OutputFile[]> {
        zones = ruleSet.zones;
        called = new Map();
        for (const { message } of target.problems?.(ruleSet) ?? []) {
          const { name = '', other = '' } = RENAMED.exec(message)?.groups ?? {};
          called.set(name, other);
        }
        return target.emit(ruleSet, baseName);
      },
    },
    zoneOf: () => {
      const [here, names] = [zones, called];
      return (address) => {
        const zone = here.find((z) => z.addresses.covers(parseAddress({ start: address }).set))?.name;
        return zone === undefined ? 'unknown' : (names.get(zone) ?? zone);
      };
    },
  };
}
