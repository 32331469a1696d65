import { ANYWHERE } from '../../model/addresses.ts';
import type { Plan, PlanZone } from '../../model/plan.ts';
import type { Analysis } from '../analyze.ts';
import { mayClose, speaksOfNames } from '../host-names.ts';
import { addressKey, boxKey } from '../set-keys.ts';
import { ZonePairs } from '../zone-pairs.ts';
import { type TemporalRuleBox, type Timeline, temporalBoxes } from './timeline.ts';

/** Addresses that belong together; all of them hold every address once. */
export type Place = Pick<PlanZone, 'addresses'>;

/** The zones of both plans without what they share, and all that is in none: whatever a rule names lies in one of these places. */
export function placesOf(plans: readonly Plan[]): Place[] {
  const zones = plans.flatMap((p) => p.zones);
  const known = new Map(zones.map((z) => [addressKey(z.addresses), z.addresses]));
  const places: Place[] = [];
  let rest = ANYWHERE;
  for (const addresses of known.values()) {
    const own = addresses.intersect(rest);
    if (own.isEmpty) continue;
    places.push({ addresses: own });
    rest = rest.subtract(own);
  }
  return [...places, { addresses: rest }];
}

/** One plan's permissions at all moments, by the zones of both plans. */
export interface Permissions {
  readonly allows: readonly TemporalRuleBox[];
  readonly same: ReadonlyMap<string, readonly TemporalRuleBox[]>;
  readonly allowed: ZonePairs<TemporalRuleBox>;
  readonly denied: ZonePairs<TemporalRuleBox>;
}

/** One plan's permissions as its rules say them, and what of host names they permit for certain; the latter where rules are about names. */
export interface Readings {
  readonly said: Permissions;
  readonly certain: Permissions | undefined;
}

export function readingsOf(analysis: Analysis, timeline: Timeline, places: readonly Place[]): Readings {
  const boxes = temporalBoxes(analysis, timeline);
  const named = boxes.filter((box) => box.rule.action === 'allow' && speaksOfNames(box));
  if (!named.length) return { said: permissionsOf(boxes, places), certain: undefined };
  const closing = boxes.flatMap((box) => (box.rule.action === 'deny' ? mayClose(box, analysis.names) : []));
  const allows = boxes.filter((box) => box.rule.action === 'allow');
  return {
    said: permissionsOf(boxes, places),
    // What rules about names open may be open by others as well.
    certain: { ...permissionsOf([...allows, ...closing], places), allows: named },
  };
}

function permissionsOf(boxes: readonly TemporalRuleBox[], places: readonly Place[]): Permissions {
  const allows: TemporalRuleBox[] = [];
  const same = new Map<string, TemporalRuleBox[]>();
  const allowed = new ZonePairs<TemporalRuleBox>(places);
  const denied = new ZonePairs<TemporalRuleBox>(places);
  for (const box of boxes) {
    if (box.rule.action === 'deny') denied.add(box, box);
    else {
      allows.push(box);
      allowed.add(box, box);
      const key = boxKey(box);
      same.set(key, [...(same.get(key) ?? []), box]);
    }
  }
  return { allows, same, allowed, denied };
}
