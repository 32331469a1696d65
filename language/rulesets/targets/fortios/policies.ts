import type { Family } from '../../../model/addresses.ts';
import { formatServices } from '../../../model/services.ts';
import { insideTraffic } from '../../inside-zones.ts';
import type { RuleEntry, RuleSet, RuleSide } from '../../rule-set.ts';
import { purposeOf, sourcesOf, stayOf } from '../../rule-words.ts';
import { isIn } from '../../service-texts.ts';
import { type ZoneRule, zoneNames } from '../../set-commands/zones.ts';
import { hashOf, shortHash } from '../../short-hash.ts';
import type { PlaceOfTraffic } from '../../zone-traffic.ts';
import { AddressTable, hasFamily } from './addresses.ts';
import { type Crossing, crossingsOf } from './crossings.ts';
import { ServiceTable } from './services.ts';
import { COMMENT_LENGTH, type Item, list, quoted } from './text.ts';

/** The longest name of a policy, and of an interface or a zone. */
const NAME_LENGTH = 35;

/** Zones, of which none has the name of all interfaces. */
export const ZONES: ZoneRule = {
  most: NAME_LENGTH,
  refused: /[^A-Za-z0-9_.-]+/,
  joint: '-',
  begins: /^[A-Za-z0-9]/,
  prefix: 'zone',
  reserved: /^any$/i,
  kind: 'zone',
};

/** The ids of our policies, from the first on. */
export const FIRST_ID = 100_000;
export const LAST_ID = 999_999;

const FAMILIES = [4, 6] as const;

/** A policy, and the rule that it is of. */
export interface Policy {
  readonly id: number;
  readonly name: string;
  readonly entry: RuleEntry;
  readonly item: Item;
}

/** Numbers policies by what they say, so that they keep their numbers while other rules come and go. */
class Numbers {
  private readonly taken = new Set<number>();

  id(content: string): number {
    const size = LAST_ID - FIRST_ID + 1;
    let id = FIRST_ID + (hashOf(content) % size);
    // Two of ten thousand policies may want one number.
    for (let n = 2; this.taken.has(id); n++) id = FIRST_ID + (hashOf(`${content} ${n}`) % size);
    this.taken.add(id);
    return id;
  }
}

const labels = (sides: readonly RuleSide[]): string => sides.map((s) => s.label).join(', ');

function commentOf(entry: RuleEntry): string {
  const stay = stayOf(entry);
  const sources = sourcesOf(entry);
  const text = `Segplan ${entry.id}${stay && ` (${stay})`}: ${purposeOf(entry)}`;
  return quoted(`${text}${sources.length ? `. See ${sources.join('; ')}` : ''}`, COMMENT_LENGTH);
}

/** The schedule of a rule that ends on a date. */
export function scheduleName(until: string): string {
  return `segplan until ${until}`;
}

/** The policies of a file in their order, and the objects that they name. */
export interface Policies {
  readonly policies: readonly Policy[];
  readonly addresses: AddressTable;
  readonly services: ServiceTable;
}

/** A rule from some zones to others; first what passes inside of a zone, whatever is denied. */
function crossingEntries(ruleSet: RuleSet): { entry: RuleEntry; crossing: Crossing }[] {
  const inside = insideTraffic(ruleSet).map(({ zone, entry }) => {
    const { sources, destinations } = entry;
    return { entry, crossing: { from: [zone], to: [zone], sources, destinations } };
  });
  const between = ruleSet.entries.flatMap((entry) => crossingsOf(entry, ruleSet).map((crossing) => ({ entry, crossing })));
  return [...inside, ...between];
}

export function policiesOf(ruleSet: RuleSet): Policies {
  const names = zoneNames(ruleSet, ZONES);
  const addresses = new AddressTable(ruleSet);
  const services = new ServiceTable();
  const numbers = new Numbers();
  // What lies in no zone may be behind any interface.
  const interfaces = (zones: readonly PlaceOfTraffic[]): string[] =>
    zones.includes(undefined) ? ['any'] : zones.map((zone) => names.name(zone!.name));
  const policies = crossingEntries(ruleSet).flatMap(({ entry, crossing }): Policy[] => {
    const { sources, destinations } = crossing;
    const families = FAMILIES.filter((f) => hasFamily(sources, f) && hasFamily(destinations, f) && isIn(entry.services, f));
    if (!families.length) return [];
    const [from, to] = [interfaces(crossing.from), interfaces(crossing.to)];
    const ends = (family: Family): Item['settings'] => {
      const mark = family === 6 ? '6' : '';
      return [
        [`srcaddr${mark}`, list(addresses.members(sources, family))],
        [`dstaddr${mark}`, list(addresses.members(destinations, family))],
      ];
    };
    // What joins something else is another policy, with a number and a name of its own, so that both may be there for a moment. An allow
    // changes its addresses and services in one step; a deny that did would open what an allow that has not changed yet lets through.
    const closing =
      entry.action === 'deny'
        ? [
            families.map((family) => [sources, destinations].map((s) => addresses.members(s, family))),
            formatServices(entry.services),
          ]
        : [];
    const content = JSON.stringify([entry.id, from, to, labels(sources), labels(destinations), families, ...closing]);
    const id = numbers.id(content);
    const name = `${entry.id}-${shortHash(content)}`;
    const until: Item['settings'] = entry.until
      ? [
          ['schedule', list([scheduleName(entry.until)])],
          ...(entry.action === 'allow' ? ([['schedule-timeout', 'enable']] as const) : []),
        ]
      : [['schedule', list(['always'])]];
    const settings: Item['settings'] = [
      ['name', list([name])],
      ['srcintf', list(from)],
      ['dstintf', list(to)],
      ['action', entry.action === 'deny' ? 'deny' : 'accept'],
      ...families.flatMap(ends),
      ...until,
      ['service', list(services.members(entry.services, families))],
      // Otherwise a deny lets through what a virtual IP leads on.
      ...(entry.action === 'deny' && !destinations.some(({ virtual }) => virtual) ? ([['match-vip', 'enable']] as const) : []),
      ['logtraffic', 'all'],
      ['comments', commentOf(entry)],
    ];
    return [{ id, name, entry, item: { key: String(id), settings } }];
  });
  return { policies, addresses, services };
}
