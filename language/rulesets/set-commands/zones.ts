import { ALL_IPS, ALL_NAMES, formatAddresses } from '../../model/addresses.ts';
import { firstOf } from '../../model/describe-addresses.ts';
import { type NameRule, NameTable } from '../names.ts';
import type { RuleSet, RuleSide } from '../rule-set.ts';
import type { TargetProblem } from '../target.ts';
import type { PlaceOfTraffic } from '../zone-traffic.ts';

/** What zones a firewall takes. */
export interface ZoneRule extends NameRule {
  /** Names that mean something else to the product. */
  readonly reserved?: RegExp;
  /** What a zone of the plan is on the firewall. */
  readonly kind: 'zone' | 'interface';
}

/** The longest zone name that PAN-OS and Junos take, and what may stand in it. */
export const ZONE_NAMES = {
  most: 31,
  refused: /[^A-Za-z0-9_-]+/,
  joint: '-',
  begins: /^[A-Za-z0-9]/,
  prefix: 'zone',
  kind: 'zone',
} as const satisfies ZoneRule;

/** Names by the names of the plan's zones: their own, as far as the firewall takes them, whatever becomes of the others. */
export function zoneNames({ zones }: { readonly zones: readonly { readonly name: string }[] }, rule: ZoneRule): NameTable {
  const names = new NameTable(rule);
  const fitted = zones.map(({ name }) => ({ name, fit: new NameTable(rule).name(name) }));
  const isReserved = (fit: string): boolean => rule.reserved?.test(fit) ?? false;
  const folded = new Set<string>();
  for (const { name, fit } of fitted) {
    const one = rule.ignoresCase ? name.toLowerCase() : name;
    if (fit === name && !isReserved(fit) && !folded.has(one)) names.name(name);
    folded.add(one);
  }
  for (const { name, fit } of fitted) names.name(isReserved(fit) ? `${rule.prefix ?? 'zone'}${rule.joint}${name}` : name, name);
  return names;
}

/** What a firewall calls zones that can't have their names there. */
export function zonesAsCalled(zones: readonly string[], rule: ZoneRule): ReadonlyMap<string, string> {
  const names = zoneNames({ zones: [...new Set(zones)].sort().map((name) => ({ name })) }, rule);
  return new Map(zones.map((name) => [name, names.name(name)]));
}

/** One sentence for each zone that can't have the plan's name on the firewall. */
function renamings(
  ruleSet: RuleSet,
  rule: ZoneRule,
  isTold: (zone: { readonly name: string }) => boolean = () => true,
): string[] {
  const names = zoneNames(ruleSet, rule);
  return ruleSet.zones
    .filter((zone) => isTold(zone) && names.name(zone.name) !== zone.name)
    .map(
      ({ name }) =>
        `zone ${name} can't have its name on the firewall; the rules call it ${names.name(name)}, so name the firewall's ${rule.kind} that.`,
    );
}

/** Zones that can't have the plan's name on the firewall. */
export function renamedZones(ruleSet: RuleSet, rule: ZoneRule, target: string): TargetProblem[] {
  return renamings(ruleSet, rule).map((text) => ({ level: 'warning', message: `${target}: ${text}` }));
}

/** The same for the head of a file. */
export function renamedZoneNotes(ruleSet: RuleSet, rule: ZoneRule): string[] {
  return renamings(ruleSet, rule).map((text) => text.replace(/^z/, 'Z'));
}

/** The same for the head of a file that holds plain letters alone: a zone whose name has others is told by what lies in it. */
export function plainZoneNotes(ruleSet: RuleSet, rule: ZoneRule): string[] {
  const isPlain = ({ name }: { readonly name: string }): boolean => /^[ -~]*$/.test(name);
  const names = zoneNames(ruleSet, rule);
  const others = ruleSet.zones.filter((zone) => !isPlain(zone));
  const plain = renamings(ruleSet, rule, isPlain).map((text) => text.replace(/^z/, 'Z'));
  const told = others.map(({ name, rest, addresses }) => {
    const inside = rest ? 'all other addresses' : firstOf(formatAddresses(addresses)) || 'no addresses';
    return `The rules call the zone with ${inside} ${names.name(name)}, since its name has letters that can't stand here; name the firewall's ${rule.kind} that.`;
  });
  return [...plain, ...told];
}

/** Whether a side is all of the rest of the world, so that the zone alone tells its traffic, and no list of addresses says it better. */
export function isWholeZone(side: RuleSide, zone: PlaceOfTraffic): boolean {
  return zone?.rest === true && side.addresses.covers(zone.addresses.intersect(ALL_IPS));
}

/**
 * Whether a side has host names that no zone of the plan holds, so that nobody knows which zone they are behind. Where a zone is the rest of the
 * world, they are there.
 */
export function hasNamesOutside(side: RuleSide, ruleSet: RuleSet): boolean {
  if (side.any || !side.hostNames.length || ruleSet.zones.some((zone) => zone.rest)) return false;
  const names = side.addresses.intersect(ALL_NAMES);
  return !ruleSet.zones.reduce((left, zone) => left.subtract(zone.addresses), names).isEmpty;
}
