import { type AddressSet, ALL_IPS } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { note } from '../../../../model/lists.ts';
import { itemsAt, type JsonNode, textAt } from '../../../../running/forms/json.ts';
import type { LineBook } from '../../../../running/lines.ts';
import { type AddressMatch, exactly, perhaps } from '../../../../running/matches.ts';
import { readAddresses } from '../../../../running/parts.ts';

/** A network interface with the groups that are on it. */
export interface Interface {
  readonly groups: readonly string[];
  readonly addresses: AddressSet;
  readonly line: number;
}

/** A list at the top of an answer, by its name there, or by the one that collected answers have for it: `security_groups`. */
export function listOf(root: JsonNode, name: string): readonly JsonNode[] {
  const collected = name.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
  return root.members.has(name) ? itemsAt(root, name) : itemsAt(root, collected);
}

/** What a file says besides rules: where interfaces, subnets and prefix lists are. */
export class Account {
  readonly book: LineBook;
  readonly interfaces: Interface[] = [];
  private readonly subnets = new Map<string, AddressSet>();
  private readonly prefixLists = new Map<string, AddressMatch>();
  private readonly members = new Map<string, AddressSet[]>();
  private readonly known = new Map<string, AddressSet>();

  constructor(book: LineBook) {
    this.book = book;
  }

  /** Takes over what an answer holds of it. */
  add(root: JsonNode): void {
    for (const each of listOf(root, 'NetworkInterfaces')) this.addInterface(each);
    for (const { members } of [root, ...itemsAt(root, 'Reservations')])
      for (const instance of members.get('Instances')?.items ?? members.get('instances')?.items ?? [])
        for (const each of itemsAt(instance, 'NetworkInterfaces')) this.addInterface(each);
    for (const subnet of listOf(root, 'Subnets')) {
      const id = textAt(subnet, 'SubnetId');
      if (id === undefined) continue;
      const sixes = itemsAt(subnet, 'Ipv6CidrBlockAssociationSet').map((each) => textAt(each, 'Ipv6CidrBlock'));
      this.subnets.set(id, this.addressesOf([textAt(subnet, 'CidrBlock'), ...sixes], subnet));
    }
    for (const list of listOf(root, 'PrefixLists')) {
      const id = textAt(list, 'PrefixListId');
      if (id === undefined) continue;
      const texts = itemsAt(list, 'Cidrs').map(({ text }) => text);
      if (texts.length) this.prefixLists.set(id, exactly(this.addressesOf(texts, list)));
    }
  }

  /** The addresses of all interfaces that have a group; nothing where the file has none. */
  membersOf(group: string): AddressSet | undefined {
    const known = this.known.get(group);
    if (known) return known;
    const sets = this.members.get(group);
    if (!sets) return undefined;
    const all = IntervalSet.unionAll(sets);
    this.known.set(group, all);
    return all;
  }

  /** The networks of a subnet; nothing where the file doesn't have it. */
  subnet(id: string): AddressSet | undefined {
    return this.subnets.get(id);
  }

  prefixList(id: string): AddressMatch {
    return this.prefixLists.get(id) ?? perhaps(ALL_IPS, 'a prefix list whose networks the file does not hold');
  }

  private addInterface(each: JsonNode): void {
    const groups = itemsAt(each, 'Groups').flatMap((group) => textAt(group, 'GroupId') ?? []);
    const texts = [
      textAt(each, 'PrivateIpAddress'),
      ...itemsAt(each, 'PrivateIpAddresses').map((one) => textAt(one, 'PrivateIpAddress')),
      textAt(each, 'Ipv6Address'),
      ...itemsAt(each, 'Ipv6Addresses').map((one) => textAt(one, 'Ipv6Address')),
      ...itemsAt(each, 'Ipv4Prefixes').map((one) => textAt(one, 'Ipv4Prefix')),
      ...itemsAt(each, 'Ipv6Prefixes').map((one) => textAt(one, 'Ipv6Prefix')),
    ];
    const addresses = this.addressesOf(texts, each);
    if (!groups.length || addresses.isEmpty) return;
    this.book.modeled(each.line, each.last);
    if (textAt(each, 'DenyAllIgwTraffic') === 'true')
      this.book.unknown(
        each.line,
        'DenyAllIgwTraffic',
        'the interface drops what comes from the internet, whatever groups permit',
      );
    this.interfaces.push({ groups: [...new Set(groups)], addresses, line: each.line });
    for (const group of new Set(groups)) note(this.members, group, addresses);
  }

  private addressesOf(texts: readonly (string | undefined)[], holder: JsonNode): AddressSet {
    const sets = texts.flatMap((text) => {
      if (text === undefined || text === '') return [];
      const set = readAddresses(text);
      if (!set) this.book.unknown(holder.line, 'an address', 'it is none that can be read');
      return set ?? [];
    });
    return IntervalSet.unionAll(sets);
  }
}
