import { insideTraffic } from '../../inside-zones.ts';
import type { NameTable } from '../../names.ts';
import type { RuleEntry, RuleSet, RuleSide } from '../../rule-set.ts';
import { purposeOf, sourcesOf, stayOf } from '../../rule-words.ts';
import { isIn } from '../../service-texts.ts';
import { byZonePair, type PlaceOfTraffic } from '../../zone-traffic.ts';
import { interfaceNames, objectNames } from './names.ts';
import { familiesOf, NetworkTable } from './networks.ts';
import { ServiceTable } from './services.ts';
import { remarkText } from './text.ts';
import { timeRangeOf } from './time-ranges.ts';

/** A rule as lines of an access list. */
export interface ListRule {
  readonly entry: RuleEntry;
  readonly remarks: readonly string[];
  readonly rule: string;
  /** Set where the list has the same entry already, which it takes only once. */
  readonly again: boolean;
}

/** What may come in from one zone, through its interface. */
export interface AccessList {
  readonly zone: PlaceOfTraffic;
  readonly interfaceName: string;
  readonly name: string;
  readonly rules: readonly ListRule[];
}

/** The lists of a file, and the objects and groups that they name. */
export interface AccessLists {
  readonly lists: readonly AccessList[];
  readonly networks: NetworkTable;
  readonly services: ServiceTable;
}

interface Incoming {
  readonly entry: RuleEntry;
  readonly sources: readonly RuleSide[];
  readonly destinations: readonly RuleSide[];
}

/** Rules by the zone that their traffic comes from, in the order of the rule set. */
function incomingOf(ruleSet: RuleSet): Map<PlaceOfTraffic, Incoming[]> {
  const result = new Map<PlaceOfTraffic, Incoming[]>(ruleSet.zones.map((zone) => [zone, []]));
  for (const { zone, entry } of insideTraffic(ruleSet))
    result.get(zone)!.push({ entry, sources: entry.sources, destinations: entry.destinations });
  for (const entry of ruleSet.entries) {
    // The sides of a zone are the same for each zone that they lead to.
    const from = new Map(byZonePair(entry, ruleSet).map((traffic) => [traffic.from, traffic.sources]));
    for (const [zone, sources] of from) {
      const list = result.get(zone);
      const incoming = { entry, sources, destinations: beyond(entry.destinations, zone) };
      if (list) list.push(incoming);
      else result.set(zone, [incoming]);
    }
  }
  return result;
}

/** What of the destinations lies outside of the zone: the rest never reaches the firewall. */
function beyond(sides: readonly RuleSide[], zone: PlaceOfTraffic): RuleSide[] {
  return sides.filter((s) => s.any || !zone || !zone.addresses.covers(s.addresses));
}

function remarksOf(entry: RuleEntry): string[] {
  const stay = stayOf(entry);
  const sources = sourcesOf(entry);
  return [
    remarkText(`${entry.id} ${stay && `(${stay}) `}${purposeOf(entry)}`),
    ...(sources.length ? [remarkText(`${entry.id} see ${sources.join('; ')}`)] : []),
  ];
}

/** Makes a list for each zone, also for those that nothing may leave: without a list, an interface lets out what it likes. */
export function accessLists(ruleSet: RuleSet): AccessLists {
  const names: NameTable = objectNames([...ruleSet.zones, ...ruleSet.components].map(({ name }) => name));
  const interfaces = interfaceNames(ruleSet);
  const networks = new NetworkTable(names);
  const services = new ServiceTable(names);
  const lists = [...incomingOf(ruleSet)].map(([zone, incoming]): AccessList => {
    const interfaceName = interfaces(zone);
    const name = `${interfaceName}_in`;
    const taken = new Set<string>();
    const rules = incoming.flatMap(({ entry, sources, destinations }): ListRule[] => {
      const there = familiesOf(destinations);
      const families = familiesOf(sources).filter((f) => there.includes(f) && isIn(entry.services, f));
      if (!families.length) return [];
      const { protocol, ports } = services.term(entry.services, families);
      const range = timeRangeOf(entry.until);
      const verdict = entry.action === 'deny' ? 'deny' : 'permit';
      // What comes in from the rest of the world needs no list of all addresses there are.
      const from = zone?.rest && sources.some((s) => s.addresses.covers(zone.addresses)) ? 'any' : networks.term(sources);
      const ends = `${from} ${networks.term(destinations)}`;
      const rule = `${name} extended ${verdict} ${protocol} ${ends}${ports}${range ? ` time-range ${range.name}` : ''}`;
      const again = taken.has(rule);
      taken.add(rule);
      return [{ entry, remarks: remarksOf(entry).map((r) => `${name} remark ${r}`), rule, again }];
    });
    return { zone, interfaceName, name, rules };
  });
  return { lists, networks, services };
}
