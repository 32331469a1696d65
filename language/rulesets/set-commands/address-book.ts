import { type AddressSet, addressRanges, parseAddress } from '../../model/addresses.ts';
import { cidrBlocks } from '../../model/cidr-blocks.ts';
import { type NameRule, NameTable } from '../names.ts';
import type { RuleSide } from '../rule-set.ts';

/** An object that stands for a network, a run of addresses or a host name. */
export interface AddressObject {
  readonly name: string;
  readonly kind: 'network' | 'range' | 'host-name';
  /** `10.0.0.0/24`, `10.0.0.1-10.0.0.9` or `host.example.com`. */
  readonly value: string;
}

/** Objects under the name of what they are in the plan. */
export interface AddressGroup {
  readonly name: string;
  readonly label: string;
  readonly members: readonly string[];
}

export interface BookRule {
  readonly names: NameRule;
  /** Names that mean something else to the product. */
  readonly reserved: RegExp;
  /** Whether an IPv4 address counts as an IPv6 address whose first 96 bits are 0. */
  readonly ipv4InIpv6: boolean;
  /** Whether a run of IPv6 addresses can be an object of its own. */
  readonly ipv6Ranges: boolean;
}

/** What IPv4 addresses are as IPv6 addresses, for who takes them so; no host has one. */
export const MAPPED: AddressSet = parseAddress({ start: '::', prefix: 96 }).set;

/**
 * Names the addresses of rules. An object has its value in its name, so that no name ever changes its meaning on a device; what stands for
 * several objects is a group that has the name from the plan.
 */
export class AddressBook {
  readonly objects: AddressObject[] = [];
  readonly groups: AddressGroup[] = [];
  private readonly rule: BookRule;
  private readonly names: NameTable;
  private readonly known = new Map<string, string>();
  private readonly bySide = new Map<RuleSide, string | undefined>();
  /** Labels of the groups that are made, and names of the objects, with a blank before them. */
  private readonly listed = new Set<string>();

  constructor(rule: BookRule, plain: Iterable<string>) {
    this.rule = rule;
    this.names = new NameTable(
      rule.names,
      [...plain].filter((label) => !rule.reserved.test(label)),
    );
  }

  /** A name for each side that has addresses. */
  namesOf(sides: readonly RuleSide[]): string[] {
    return [...new Set(sides.flatMap((side) => this.nameOf(side) ?? []))];
  }

  private nameOf(side: RuleSide): string | undefined {
    if (!this.bySide.has(side)) this.bySide.set(side, this.findName(side));
    return this.bySide.get(side);
  }

  private findName(side: RuleSide): string | undefined {
    const values = this.valuesOf(side);
    if (!values.length) return undefined;
    const key = JSON.stringify([side.label, values]);
    const known = this.known.get(key);
    if (known) return known;
    const members = values.map((value) => this.objectFor(side, value));
    const name = members.length === 1 ? members[0]! : this.groupFor(side.label, key, members);
    this.known.set(key, name);
    return name;
  }

  private groupFor(label: string, key: string, members: readonly string[]): string {
    const wanted = this.rule.reserved.test(label) ? `${label}-group` : label;
    // The plain label is the name that was kept for it; one label can stand for several sets of addresses.
    const name = this.names.name(wanted, this.listed.has(wanted) ? key : wanted);
    this.listed.add(wanted);
    this.groups.push({ name, label, members });
    return name;
  }

  private objectFor(side: RuleSide, { kind, value }: Omit<AddressObject, 'name'>): string {
    const bare = kind === 'host-name' ? side.kind === 'host-name' : side.kind === 'address';
    const single = kind === 'network' && /\/(32|128)$/.test(value) && !value.startsWith('::/');
    const shown = (single ? value.replace(/\/\d+$/, '') : value).replace(/^::/, '0:');
    const what = kind === 'network' ? (single ? 'host' : 'net') : kind === 'range' ? 'range' : 'fqdn';
    const room = Math.max(this.rule.names.most - shown.length - 1, 12);
    const label = bare ? what : side.label.slice(0, room).replace(/-+$/, '');
    const name = this.names.name(`${label}-${shown}`, `object ${label} ${kind} ${value}`);
    if (!this.listed.has(` ${name}`)) this.objects.push({ name, kind, value });
    this.listed.add(` ${name}`);
    return name;
  }

  private valuesOf(side: RuleSide): Omit<AddressObject, 'name'>[] {
    const addresses = this.rule.ipv4InIpv6 ? side.addresses.subtract(MAPPED) : side.addresses;
    const values = ([4, 6] as const).flatMap((family): Omit<AddressObject, 'name'>[] =>
      addressRanges(addresses, family).flatMap(({ first, last, cidr }): Omit<AddressObject, 'name'>[] => {
        if (cidr) return [{ kind: 'network', value: cidr }];
        if (family === 4 || this.rule.ipv6Ranges) return [{ kind: 'range', value: `${first}-${last}` }];
        const run = parseAddress({ start: first, end: last }).set;
        return cidrBlocks(run, family).map((value) => ({ kind: 'network', value }));
      }),
    );
    return [...values, ...side.hostNames.map((value) => ({ kind: 'host-name', value }) as const)];
  }
}
