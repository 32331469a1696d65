import { type AddressSet, ALL_IPS } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { append, note } from '../../../../model/lists.ts';
import { type JsonNode, objectsAt, objectsIn, textAt, textsAt } from '../../../../running/forms/json.ts';
import { type LineBook, shorten } from '../../../../running/lines.ts';
import { type AddressMatch, exactly, perhaps } from '../../../../running/matches.ts';
import type { NamedParts, RunningSubnet } from '../../../../running/running.ts';
import { readNetwork } from './parts.ts';

/** A network interface with the groups that are on it. */
export interface Interface {
  readonly groups: readonly string[];
  readonly addresses: AddressSet;
  /** The id of the subnet that it is in, where the file says it. */
  readonly subnet: string | undefined;
  readonly line: number;
}

/** Kinds of interfaces that take packets for others alone: nothing listens there. */
const PASSING_ON = /^(?:nat_?gateway|transit_gateway|gateway_load_balancer(?:_endpoint)?)$/i;

const ENTRIES_OF_WHAT =
  'the answer does not say of which prefix list they are: put the answer of describe-managed-prefix-lists for that list alone before it';

/** A list at the top of an answer, by its name there, or by the one that collected answers have for it: `security_groups`. */
export function listOf(root: JsonNode, name: string): readonly JsonNode[] {
  const collected = name.replace(/(?!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
  return objectsAt(root, root.members.has(name) ? name : collected);
}

/** What somebody has called a resource. */
export function nameOf(resource: JsonNode): string | undefined {
  return textAt(
    objectsAt(resource, 'Tags').find((each) => textAt(each, 'Key') === 'Name'),
    'Value',
  );
}

/** What a file says besides rules: where interfaces, subnets and prefix lists are. */
export class Account {
  readonly book: LineBook;
  readonly interfaces: Interface[] = [];
  private readonly subnets = new Map<string, RunningSubnet>();
  private readonly instances = new Map<string, AddressSet[]>();
  private readonly prefixLists = new Map<string, AddressMatch>();
  /** The list that the answer before was about, where it was about one alone. */
  private asked: string | undefined;
  private readonly members = new Map<string, AddressSet[]>();
  private readonly known = new Map<string, AddressSet>();

  constructor(book: LineBook) {
    this.book = book;
  }

  /** Takes over what an answer holds of it. */
  add(root: JsonNode): void {
    for (const each of listOf(root, 'NetworkInterfaces')) this.addInterface(each);
    for (const { members } of [root, ...objectsAt(root, 'Reservations')])
      for (const instance of objectsIn(members.get('Instances')?.items ?? members.get('instances')?.items ?? [])) {
        const all = objectsAt(instance, 'NetworkInterfaces').map((each) => this.addInterface(each));
        const name = nameOf(instance) ?? textAt(instance, 'InstanceId');
        // Those of one group that scales have one name, and those that are gone have no interface.
        if (name && all.length) append(this.namedSets(shorten(name)), all);
      }
    for (const subnet of listOf(root, 'Subnets')) {
      const id = textAt(subnet, 'SubnetId');
      const sixes = objectsAt(subnet, 'Ipv6CidrBlockAssociationSet').map((each) => textAt(each, 'Ipv6CidrBlock'));
      const addresses = this.addressesOf([textAt(subnet, 'CidrBlock'), ...sixes], subnet);
      if (id === undefined || addresses.isEmpty) this.book.unknown(subnet.line, 'a subnet', 'its id or its network is missing');
      if (id !== undefined)
        this.subnets.set(id, {
          name: shorten(nameOf(subnet) ?? id),
          network: shorten(textAt(subnet, 'VpcId') ?? '') || undefined,
          addresses,
        });
    }
    const lists = listOf(root, 'PrefixLists');
    for (const list of lists) {
      const id = textAt(list, 'PrefixListId');
      if (id === undefined) continue;
      const texts = textsAt(list, 'Cidrs');
      if (texts.length) this.prefixLists.set(id, exactly(this.addressesOf(texts, list)));
      if (list.members.has('Entries')) this.addEntries(id, list);
    }
    if (lists.length) this.asked = lists.length === 1 ? textAt(lists[0], 'PrefixListId') : undefined;
    // The answer with the entries of a list doesn't say which one it is of.
    if (root.members.has('Entries')) {
      this.addEntries(textAt(root, 'PrefixListId') ?? this.asked, root);
      this.asked = undefined;
    }
  }

  /** The networks of a list that a customer manages, as `get-managed-prefix-list-entries` has them. */
  private addEntries(id: string | undefined, holder: JsonNode): void {
    const { line, last, isWhole } = holder.members.get('Entries')!;
    if (id === undefined || !isWhole || holder.members.get('Entries')!.kind !== 'list') {
      this.book.unknown(line, 'Entries', id === undefined ? ENTRIES_OF_WHAT : 'the file does not hold all of them', last);
      return;
    }
    this.book.modeled(line, last);
    const entries = objectsAt(holder, 'Entries');
    const texts = entries.map((entry) => textAt(entry, 'Cidr'));
    for (const [n, text] of texts.entries())
      if (text === undefined) this.book.unknown(entries[n]!.line, 'an entry of a prefix list', 'its network is missing');
    this.prefixLists.set(id, exactly(this.addressesOf(texts, holder)));
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
    return this.subnets.get(id)?.addresses;
  }

  /** All subnets of the file. */
  get allSubnets(): readonly RunningSubnet[] {
    return [...this.subnets.values()];
  }

  /**
   * Machines by their names, and the members of groups by those of the groups.
   * @param groups what groups are called, by their ids
   */
  names(groups: ReadonlyMap<string, string>): NamedParts {
    const members = [...groups].flatMap(([id, name]): [string, AddressSet][] => {
      const set = this.membersOf(id);
      return set && !this.instances.has(name) ? [[name, set]] : [];
    });
    const machines = [...this.instances].map(([name, sets]): [string, AddressSet] => [name, IntervalSet.unionAll(sets)]);
    return { addresses: new Map([...machines, ...members]), services: new Map() };
  }

  prefixList(id: string): AddressMatch {
    return (
      this.prefixLists.get(id) ??
      perhaps(
        ALL_IPS,
        'a prefix list whose networks the file does not hold (describe-prefix-lists or get-managed-prefix-list-entries has them)',
      )
    );
  }

  private namedSets(name: string): AddressSet[] {
    const known = this.instances.get(name) ?? [];
    this.instances.set(name, known);
    return known;
  }

  private addInterface(each: JsonNode): AddressSet {
    const named = objectsAt(each, 'Groups').map((group) => textAt(group, 'GroupId'));
    const groups = named.flatMap((group) => group ?? []);
    const texts = [
      textAt(each, 'PrivateIpAddress'),
      ...objectsAt(each, 'PrivateIpAddresses').map((one) => textAt(one, 'PrivateIpAddress')),
      textAt(each, 'Ipv6Address'),
      ...objectsAt(each, 'Ipv6Addresses').map((one) => textAt(one, 'Ipv6Address')),
      ...objectsAt(each, 'Ipv4Prefixes').map((one) => textAt(one, 'Ipv4Prefix')),
      ...objectsAt(each, 'Ipv6Prefixes').map((one) => textAt(one, 'Ipv6Prefix')),
    ];
    const addresses = this.addressesOf(texts, each);
    if (addresses.isEmpty || !each.members.has('Groups') || groups.length < named.length)
      this.book.unknown(each.line, 'a network interface', 'its groups or its addresses are missing', each.last);
    if (!groups.length && !addresses.isEmpty && !named.length) this.noteBare(each);
    if (!groups.length || addresses.isEmpty) return addresses;
    this.book.modeled(each.line, each.last);
    if (textAt(each, 'DenyAllIgwTraffic') === 'true')
      this.book.unknown(
        each.line,
        'DenyAllIgwTraffic',
        'the interface drops what comes from the internet, whatever groups permit',
      );
    this.interfaces.push({ groups: [...new Set(groups)], addresses, subnet: textAt(each, 'SubnetId'), line: each.line });
    for (const group of new Set(groups)) note(this.members, group, addresses);
    return addresses;
  }

  /** What has no group at all takes whatever comes, as load balancers may; where nothing but packets for others come, nothing is open by that. */
  private noteBare(each: JsonNode): void {
    if (
      PASSING_ON.test(textAt(each, 'InterfaceType') ?? '') ||
      /^Interface for NAT Gateway /.test(textAt(each, 'Description') ?? '')
    )
      return;
    if (each.members.has('Groups'))
      this.book.unknown(each.line, 'a network interface without a group', 'no group filters what comes there', each.last);
  }

  private addressesOf(texts: readonly (string | undefined)[], holder: JsonNode): AddressSet {
    const sets = texts.flatMap((text) => {
      if (text === undefined || text === '') return [];
      const set = readNetwork(text);
      if (!set) this.book.unknown(holder.line, 'an address', 'it is none that can be read');
      return set ?? [];
    });
    return IntervalSet.unionAll(sets);
  }
}
