import { ALL_NAMES, ofFamily } from '../../model/addresses.ts';
import { type NameRule, NameTable } from '../names.ts';
import type { RuleSet, RuleSide } from '../rule-set.ts';
import type { TargetProblem } from '../target.ts';
import type { PlaceOfTraffic } from '../zone-traffic.ts';

/** The longest zone name that PAN-OS and Junos take, and what may stand in it. */
const ZONE_NAMES: NameRule = { most: 31, refused: /[^A-Za-z0-9_-]+/, joint: '-', begins: /^[A-Za-z0-9]/, prefix: 'zone' };

type Zone = RuleSet['zones'][number];

/** The names that a firewall has to have for the plan's zones: their own, as far as it takes them. */
export function zoneNames(ruleSet: RuleSet, reserved: RegExp): (zone: Zone) => string {
  const names = new NameTable(
    ZONE_NAMES,
    ruleSet.zones.map((z) => z.name).filter((name) => !reserved.test(name) && name.length <= ZONE_NAMES.most),
  );
  return ({ name }) => (reserved.test(name) ? names.name(`${name}-zone`, `zone ${name}`) : names.name(name));
}

/** Zones that can't have the plan's name on the firewall. */
export function renamedZones(ruleSet: RuleSet, reserved: RegExp, target: string): TargetProblem[] {
  const nameOf = zoneNames(ruleSet, reserved);
  return ruleSet.zones
    .filter((zone) => nameOf(zone) !== zone.name)
    .map((zone) => ({
      level: 'warning',
      message: `${target}: the firewall takes no zone named ${zone.name}; the rules call it ${nameOf(zone)}, so name the firewall's zone that.`,
    }));
}

function size(zone: Zone, family: 4 | 6): bigint {
  return ofFamily(zone.addresses, family).intervals.reduce((sum, i) => sum + (i.end - i.start), 0n);
}

/** Whether a zone is the rest of the world: its name on the firewall says all, and no list of addresses says it better. */
export function isOpen(zone: PlaceOfTraffic): boolean {
  return zone?.external === true && size(zone, 4) > 1n << 31n && size(zone, 6) > 1n << 127n;
}

/** Whether a side is all of an open zone, so that the zone alone tells its traffic. */
export function isWholeZone(side: RuleSide, zone: PlaceOfTraffic): boolean {
  if (!zone || !isOpen(zone)) return false;
  return ([4, 6] as const).every((family) => side.addresses.covers(ofFamily(zone.addresses, family)));
}

/**
 * Whether a side that has addresses of a zone lies in it. A zone, or a component of the plan, is where it says, also when a second external
 * zone holds the same addresses: those who come from there come through another zone of the firewall.
 */
export function liesIn(side: RuleSide, zone: PlaceOfTraffic, ruleSet: RuleSet): boolean {
  const own =
    side.kind === 'zone' ? side.label : side.kind === 'component' ? zonesOfComponents(ruleSet).get(side.label) : undefined;
  return own === undefined || zone === undefined || own === zone.name || !isOpen(zone);
}

/** Whether a side has host names that no zone of the plan holds, so that nobody knows which zone they are behind. */
export function hasNamesOutside(side: RuleSide, ruleSet: RuleSet): boolean {
  if (side.any || !side.hostNames.length) return false;
  const names = side.addresses.intersect(ALL_NAMES);
  return !ruleSet.zones.reduce((left, zone) => left.subtract(zone.addresses), names).isEmpty;
}

const componentZones = new WeakMap<RuleSet, ReadonlyMap<string, string>>();

function zonesOfComponents(ruleSet: RuleSet): ReadonlyMap<string, string> {
  const known = componentZones.get(ruleSet) ?? new Map(ruleSet.components.map((c) => [c.name, c.zone]));
  componentZones.set(ruleSet, known);
  return known;
}
