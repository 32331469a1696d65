import { isGuarded } from '../../../language/rulesets/cloud/zone-ends.ts';
import type { RuleSet } from '../../../language/rulesets/rule-set.ts';
import { byZonePair } from '../../../language/rulesets/zone-traffic.ts';

/** Traffic between two places that get no rules of their own, such as two external zones, is nobody's to decide in a cloud. */
export function isSeen(ruleSet: RuleSet): boolean {
  return !ruleSet.entries
    .filter((e) => e.action === 'allow')
    .some((e) => byZonePair(e, ruleSet).some((t) => !isGuarded(t.from) && !isGuarded(t.to)));
}
