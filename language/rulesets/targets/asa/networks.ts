import { addressRanges, type Family, hasAddresses } from '../../../model/addresses.ts';
import type { NameTable } from '../../names.ts';
import type { RuleSide } from '../../rule-set.ts';
import { MARK } from './text.ts';

/** What a side of a rule is made of: a run of addresses of one family, or a host name as one family resolves it. */
interface Element {
  readonly family: Family;
  /** The line below `object network`. */
  readonly definition: string;
  /** The same where a rule or a group holds it without an object; none for what only an object can hold. */
  readonly literal: string | undefined;
  /** Tells it from the others of its side. */
  readonly ending: string;
}

/** A mask of IPv4 as its four numbers. */
export function maskOf(prefix: number): string {
  const bits = prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0;
  return [24, 16, 8, 0].map((shift) => (bits >>> shift) & 255).join('.');
}

function addressElements(side: RuleSide, family: Family): Element[] {
  return addressRanges(side.addresses, family).map(({ first, last, cidr }): Element => {
    if (first === last) return { family, definition: `host ${first}`, literal: `host ${first}`, ending: first };
    // Two neighbors are read more easily as the two that they are.
    if (cidr === undefined || cidr.endsWith(family === 4 ? '/31' : '/127'))
      return { family, definition: `range ${first} ${last}`, literal: undefined, ending: `${first}-${last}` };
    const [network = '', prefix = ''] = cidr.split('/');
    const literal = family === 4 ? `${network} ${maskOf(Number(prefix))}` : cidr;
    return { family, definition: `subnet ${literal}`, literal, ending: `${network}-${prefix}` };
  });
}

function nameElements(side: RuleSide, family: Family): Element[] {
  return side.hostNames.map((name) => ({ family, definition: `fqdn v${family} ${name}`, literal: undefined, ending: name }));
}

const FAMILIES = [4, 6] as const;

/** The families that the packets of some sides can have. A host name may have addresses of both. */
export function familiesOf(sides: readonly RuleSide[]): Family[] {
  return FAMILIES.filter((f) => sides.some((s) => s.any || s.hostNames.length || hasAddresses(s.addresses, f)));
}

/** The network objects and groups of a file, made as rules ask for them. */
export class NetworkTable {
  private readonly objects = new Map<string, readonly [name: string, definition: string]>();
  private readonly groups = new Map<string, readonly [name: string, members: readonly string[]]>();
  private readonly members = new Map<RuleSide, readonly string[]>();
  private readonly names: NameTable;

  constructor(names: NameTable) {
    this.names = names;
  }

  /** What stands in a rule for one of its ends. */
  term(sides: readonly RuleSide[]): string {
    if (sides.some((s) => s.any)) return 'any';
    const members = [...new Set(sides.flatMap((side) => this.membersOf(side)))];
    if (members.length === 1) return members[0]!;
    const label = `net ${sides.map((s) => s.label).join(' ')}`;
    const key = `${label} ${[...members].sort().join()}`;
    const name = this.names.name(label, key);
    this.groups.set(key, [name, members]);
    return `object-group ${name}`;
  }

  get objectNames(): string[] {
    return sorted(this.objects.values()).map(([name]) => name);
  }

  get groupNames(): string[] {
    return sorted(this.groups.values()).map(([name]) => name);
  }

  get lines(): string[] {
    return [
      ...sorted(this.objects.values()).flatMap(([name, definition]) => [`object network ${name}`, ` ${definition}`, MARK]),
      ...sorted(this.groups.values()).flatMap(([name, members]) => [
        `object-group network ${name}`,
        MARK,
        ...members.map((member) => ` network-object ${member}`),
      ]),
    ];
  }

  /** Every address is written once, in an object of its own; addresses that the plan has no name for need none. */
  private membersOf(side: RuleSide): readonly string[] {
    let known = this.members.get(side);
    if (!known) {
      known = this.findMembers(side);
      this.members.set(side, known);
    }
    return known;
  }

  private findMembers(side: RuleSide): string[] {
    return FAMILIES.flatMap((family) => {
      const own = [...addressElements(side, family), ...nameElements(side, family)];
      return own.map((element) =>
        side.kind === 'address' && element.literal !== undefined
          ? element.literal
          : `object ${this.object(side, element, own.length === 1)}`,
      );
    });
  }

  private object(side: RuleSide, { family, definition, ending }: Element, alone: boolean): string {
    const label = [side.label, ...(family === 6 ? ['v6'] : []), ...(alone ? [] : [ending.replaceAll(':', '.')])].join(' ');
    // The name alone is kept for what it stands for first.
    const key = (this.objects.get(label)?.[1] ?? definition) === definition ? label : `${label} ${definition}`;
    const name = this.names.name(label, key);
    this.objects.set(key, [name, definition]);
    return name;
  }
}

function sorted<T>(named: Iterable<readonly [string, T]>): (readonly [string, T])[] {
  return [...named].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
