import { ALL_IPS, ofFamily } from '../model/addresses.ts';
import { IntervalSet } from '../model/interval-set.ts';
import { ANY_SERVICE } from '../model/services.ts';
import { partId } from './rule-ids.ts';
import type { RuleEntry, RuleSet, RuleSide } from './rule-set.ts';

type Zone = RuleSet['zones'][number];

/** Traffic inside of a zone of several networks, which may cross the firewall and which no rule of the plan is about. */
export interface InsideTraffic {
  readonly zone: Zone;
  /** The same in the form of a rule, for what writes rules. */
  readonly entry: RuleEntry;
}

const REASON = 'within a zone everything reaches everything';

/** A zone's addresses of the families in which it is several networks. */
function sideOf(zone: Zone): RuleSide {
  // What lies behind the zone does not go back and forth over this firewall.
  const { near = zone.addresses } = zone;
  const addresses = IntervalSet.unionAll(zone.several.map((family) => ofFamily(near, family)));
  // A label stands for the same addresses wherever it stands.
  const isAll = addresses.equals(zone.addresses.intersect(ALL_IPS));
  return { label: isAll ? zone.name : `${zone.name} inside`, kind: 'zone', any: false, addresses, hostNames: [] };
}

/**
 * What passes whatever the rules say: within a zone everything reaches everything, so that it stands before the denies. Nothing for a zone of
 * one network, which sends nothing over a firewall.
 */
export function insideTraffic({ zones }: RuleSet): InsideTraffic[] {
  return zones
    .filter((zone) => zone.several.length)
    .map((zone) => {
      const side = sideOf(zone);
      const ends = { action: 'allow' as const, sources: [side], destinations: [side] };
      const entry: RuleEntry = {
        id: partId(ends, REASON),
        ...ends,
        services: ANY_SERVICE,
        reason: REASON,
        phase: undefined,
        until: undefined,
        line: 0,
        traces: [],
      };
      return { zone, entry };
    });
}
