import type { Family } from '../../../model/addresses.ts';
import {
  ANY_SERVICE,
  formatSpan,
  icmpTypes,
  protocolsOf as numbersOf,
  portSpans,
  type ServiceSet,
} from '../../../model/services.ts';
import { NameTable } from '../../names.ts';
import type { RuleEntry, RuleSet } from '../../rule-set.ts';
import { ruleText } from '../../rule-text.ts';
import { shortHash } from '../../short-hash.ts';
import { oneLine } from '../../text.ts';
import { type Crossing, crossings, type End, endOfPlaces, outside, type Place, Places, placesOf } from './crossings.ts';
import { RangeBook, type Ranges } from './ranges.ts';

export type Direction = 'INGRESS' | 'EGRESS';

/** A protocol with its ports, all of them where there are none. */
export interface Protocol {
  readonly protocol: string;
  readonly ports?: readonly string[];
}

/** A firewall rule, or one for each of two directions. */
export interface GcpRule {
  /** Without the direction, which is added where there are two. */
  readonly name: string;
  readonly description: string;
  readonly directions: readonly Direction[];
  readonly priority: number;
  readonly action: RuleEntry['action'];
  readonly protocols: readonly Protocol[];
  readonly sources: Ranges;
  readonly destinations: Ranges;
}

export const NAME_LENGTH = 63;
/** The longest description that Google takes. */
export const DESCRIPTION_LENGTH = 2048;
const PREFIX = 'segplan';
/** What of a name is the rule's own: the rest is the prefix, the family, a number and the direction. */
const OWN_LENGTH = NAME_LENGTH - `${PREFIX}--ipv6-p99-ingress`.length;

/** A lower number wins. The last is below the rules that every default network comes with, which are at 65534. */
export const PRIORITIES = { inside: 900, deny: 1000, allow: 2000, rest: 64000 } as const;

const DIRECTIONS: readonly Direction[] = ['INGRESS', 'EGRESS'];
const FAMILIES: readonly Family[] = [4, 6];

/** Names are in lower case. */
class LowerCaseNames extends NameTable {
  override name(label: string, key: string = label): string {
    return super.name(label.toLowerCase(), key);
  }
}

function protocolsOf(services: ServiceSet, family: Family): Protocol[] {
  if (services.equals(ANY_SERVICE)) return [{ protocol: 'all' }];
  const result: Protocol[] = (['tcp', 'udp'] as const).flatMap((protocol) => {
    const spans = portSpans(services, protocol);
    if (!spans.length) return [];
    const all = spans[0]!.from === 0 && spans[0]!.to === 65535;
    return [all ? { protocol } : { protocol, ports: spans.map(formatSpan) }];
  });
  // ICMP for IPv6 has no name here.
  if (icmpTypes(services, family) === 'all') result.push({ protocol: family === 4 ? 'icmp' : '58' });
  return [...result, ...numbersOf(services).map((number) => ({ protocol: `${number}` }))];
}

/** The firewall rules of a rule set, with the addresses that they name. */
export class GcpRules {
  readonly rules: GcpRule[] = [];
  readonly book: RangeBook;
  private readonly places: readonly Place[];
  private readonly byPlace: Places;
  private readonly names = new LowerCaseNames({
    most: OWN_LENGTH,
    refused: /[^a-z0-9]+/,
    joint: '-',
  });

  constructor(ruleSet: RuleSet) {
    this.places = placesOf(ruleSet);
    this.byPlace = new Places(this.places);
    this.book = new RangeBook(this.places, ruleSet.components);
    for (const entry of ruleSet.entries) this.addEntry(entry);
    for (const place of this.places) if (!place.external) this.addInside(place);
    for (const place of this.places) if (!place.external) this.addRest(place);
  }

  private addEntry(entry: RuleEntry): void {
    const parts = crossings(entry, this.byPlace).filter((c) => c.leaves || c.reaches);
    for (const crossing of parts) {
      const ends = [crossing.sources, crossing.destinations].map((end) =>
        end.kind === 'rest' ? `outside ${end.except.name}` : end.sides.map((s) => s.label),
      );
      const name = parts.length === 1 ? entry.id : this.names.name(`${entry.id} ${shortHash(JSON.stringify(ends))}`);
      const rule = { description: ruleText(entry, DESCRIPTION_LENGTH), priority: PRIORITIES[entry.action], action: entry.action };
      this.add(crossing, (family) => ({ ...rule, name, protocols: protocolsOf(entry.services, family) }));
    }
  }

  /** Every machine has its own rules here, so that a zone of one network needs them as well: within it everything reaches everything. */
  private addInside(place: Place): void {
    const zone = endOfPlaces([place]);
    const inside = { priority: PRIORITIES.inside, action: 'allow' as const, protocols: [{ protocol: 'all' }] };
    const description = oneLine(`Within ${place.name} everything reaches everything`);
    const name = (): string => this.names.name(`inside-${place.name}`);
    const crossing = { sources: zone, destinations: zone, leaves: true, reaches: true };
    this.add(crossing, () => ({ ...inside, name: name(), description }));
  }

  /** What no rule permits: from a zone to anywhere else, and back. */
  private addRest(place: Place): void {
    const zone = endOfPlaces([place]);
    const rest = { priority: PRIORITIES.rest, action: 'deny' as const, protocols: [{ protocol: 'all' }] };
    const ends = [
      {
        sources: outside(place),
        destinations: zone,
        leaves: false,
        reaches: true,
        title: `deny-rest-to-${place.name}`,
        to: 'to',
      },
      {
        sources: zone,
        destinations: outside(place),
        leaves: true,
        reaches: false,
        title: `deny-rest-from-${place.name}`,
        to: 'from',
      },
    ];
    for (const { title, to, ...crossing } of ends) {
      const description = oneLine(`What no rule of the plan permits ${to} ${place.name}`);
      this.add(crossing, () => ({ ...rest, name: this.names.name(title), description }));
    }
  }

  private add(
    { sources, destinations, leaves, reaches }: Crossing,
    rule: (family: Family) => Omit<GcpRule, 'directions' | 'sources' | 'destinations'>,
  ): void {
    const directions = DIRECTIONS.filter((d) => (d === 'INGRESS' ? reaches : leaves));
    for (const family of FAMILIES) {
      const parts = this.parts(sources, destinations, family);
      for (const [n, ends] of parts.entries()) {
        const common = rule(family);
        const ending = `${family === 6 ? '-ipv6' : ''}${n ? `-p${n + 1}` : ''}`;
        if (common.protocols.length)
          this.rules.push({ ...common, ...ends, name: `${PREFIX}-${common.name}${ending}`, directions });
      }
    }
  }

  private parts(sources: End, destinations: End, family: Family): { sources: Ranges; destinations: Ranges }[] {
    const to = this.book.rangesOf(destinations, family);
    return to.length ? this.book.rangesOf(sources, family).flatMap((s) => to.map((d) => ({ sources: s, destinations: d }))) : [];
  }
}
