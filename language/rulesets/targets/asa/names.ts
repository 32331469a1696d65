import { NameTable } from '../../names.ts';
import type { RuleSet } from '../../rule-set.ts';
import { type ZoneRule, zoneNames } from '../../set-commands/zones.ts';
import type { PlaceOfTraffic } from '../../zone-traffic.ts';

/** The longest name of an object or a group. */
export const NAME_LENGTH = 64;

/** Objects and groups of all kinds share one name space. What begins with a digit could be taken for an address. */
export function objectNames(plain: Iterable<string>): NameTable {
  return new NameTable({ most: NAME_LENGTH, refused: /[^A-Za-z0-9.-]+/, joint: '_', begins: /^[A-Za-z]/, prefix: 'net' }, plain);
}

/** The names of interfaces (`nameif`), which are not told apart by case. */
export const INTERFACES: ZoneRule = {
  most: 48,
  refused: /[^A-Za-z0-9_.-]+/,
  joint: '_',
  begins: /^[A-Za-z]/,
  prefix: 'zone',
  ignoresCase: true,
  kind: 'interface',
};

/** What an interface is called that no zone of the plan stands for, unless a zone has that name. */
export const ELSEWHERE = 'elsewhere';

/** The interface that a zone of the plan is behind, and the one of addresses that no zone holds. */
export function interfaceNames(ruleSet: RuleSet): (place: PlaceOfTraffic) => string {
  const names = zoneNames(ruleSet, INTERFACES);
  return (place) => (place ? names.name(place.name) : names.name(ELSEWHERE, 'no zone'));
}
