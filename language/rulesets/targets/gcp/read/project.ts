import type { AddressSet } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { note } from '../../../../model/lists.ts';
import { itemsAt, type JsonNode, noteOthers, objectsAt, saysNothing, textAt, textsAt } from '../../../../running/forms/json.ts';
import { type LineBook, shorten } from '../../../../running/lines.ts';
import { readAddresses } from '../../../../running/parts.ts';
import type { RunningSubnet } from '../../../../running/running.ts';

/** What tells machines apart in rules. */
export type Label = 'tag' | 'account';

/** The last part of a link. */
export function lastOf(link: string): string {
  return link.split('/').at(-1) ?? '';
}

/** A network by its link: with its project, where the link has that, since each project may have a network of that name. */
function networkOf(value: JsonNode): string {
  const link = textAt(value, 'network') ?? '';
  const [, project, name] = /projects\/([^/]+)\/global\/networks\/([^/]+)$/.exec(link) ?? [];
  return project === undefined ? lastOf(link) : `${project}/${name}`;
}

/** Where the machines are that have a label; ranges that stand for them besides their own addresses. */
export interface Machines {
  readonly own: AddressSet;
  readonly aliases: AddressSet;
}

interface Subnet {
  readonly name: string;
  readonly region: string;
  readonly addresses: AddressSet;
}

const TAGS = new Set(['items', 'fingerprint']);

function rangeOf(address: string | undefined, length: string | undefined): string | undefined {
  return address && length ? `${address}/${length}` : address;
}

/** What a file says of a project: its rules by network, and where subnets and machines are. */
export class Project {
  readonly book: LineBook;
  /** Whether the file is cut off, so that there may be other rules. */
  readonly isCut: boolean;
  readonly rules = new Map<string, JsonNode[]>();
  private readonly subnets = new Map<string, Subnet[]>();
  private readonly named = new Map<string, Map<string, AddressSet[]>>();
  private readonly members = new Map<string, Machines[]>();
  private readonly known = new Map<string, Machines>();
  /** How many networks with rules have a name; counted when all rules are there. */
  private counts: Map<string, number> | undefined;

  constructor(book: LineBook, isCut: boolean) {
    this.book = book;
    this.isCut = isCut;
  }

  /** Takes over a value of the file: an answer, or one resource. */
  add(root: JsonNode): void {
    const all = root.kind === 'list' ? root.items : root.members.has('items') ? itemsAt(root, 'items') : [root];
    for (const each of all) this.addResource(each);
  }

  /** What a network is called: without its project, where the file has no other one of that name. */
  nameOf(network: string): string {
    if (!this.counts) {
      this.counts = new Map();
      for (const name of [...this.rules.keys()].map(lastOf)) this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    }
    const name = lastOf(network);
    return (this.counts.get(name) ?? 0) > 1 ? network : name;
  }

  /** The subnets of a network, also where one of the two says its project and the other doesn't. */
  subnetsOf(network: string): readonly RunningSubnet[] {
    const all = this.subnets.get(network) ?? this.subnets.get(lastOf(network)) ?? [];
    const of = shorten(this.nameOf(network));
    return all.map(({ name, region, addresses }) => ({ name: shorten(name), network: of, region: shorten(region), addresses }));
  }

  /** The machines of a network by their names, and what has a tag by that. */
  namesIn(network: string): ReadonlyMap<string, AddressSet> {
    const result = new Map<string, AddressSet>();
    for (const key of new Set([lastOf(network), network]))
      for (const [name, sets] of this.named.get(key) ?? []) result.set(shorten(name), IntervalSet.unionAll(sets));
    for (const key of this.members.keys()) {
      const [label, of, ...name] = key.split(' ');
      if (label !== 'tag' || (of !== network && of !== lastOf(network))) continue;
      const found = this.machines(network, 'tag', name.join(' '));
      const called = shorten(name.join(' '));
      if (found && !found.own.isEmpty && !result.has(called)) result.set(called, found.own);
    }
    return result;
  }

  /** The machines of a network that have a tag or run as an account; nothing where the file has none. */
  machines(network: string, label: Label, name: string): Machines | undefined {
    const key = `${label} ${network} ${name}`;
    const known = this.known.get(key);
    const sets = this.members.get(key) ?? this.members.get(`${label} ${lastOf(network)} ${name}`);
    if (known || !sets) return known;
    const all = {
      own: IntervalSet.unionAll(sets.map(({ own }) => own)),
      aliases: IntervalSet.unionAll(sets.map(({ aliases }) => aliases)),
    };
    this.known.set(key, all);
    return all;
  }

  private addResource(value: JsonNode): void {
    if (value.kind !== 'object') {
      this.book.unknown(value.line, 'a value that is no resource', 'nothing is known of it', value.last);
      return;
    }
    const has = (key: string): boolean => value.members.has(key);
    if (textAt(value, 'kind') === 'compute#firewallPolicy')
      this.book.unknown(value.line, 'firewall policy', 'it is evaluated before the rules of the network', value.last);
    else if (has('ipCidrRange')) this.addSubnet(value);
    else if (has('networkInterfaces')) this.addMachine(value);
    // What is cut off before its network is said belongs to any.
    else if (!value.isWhole && !has('network')) return;
    else if (has('allowed') || has('denied') || has('direction')) note(this.rules, networkOf(value), value);
    else if (textAt(value, 'kind') === 'compute#network') {
      const policy = value.members.get('firewallPolicy');
      if (policy && !saysNothing(policy))
        this.book.unknown(policy.line, 'network firewallPolicy', 'its rules decide besides those of the network');
    } else this.book.unknown(value.line, 'a resource', 'nothing is known of it', value.last);
  }

  private addSubnet(value: JsonNode): void {
    const texts = [
      ...['ipCidrRange', 'ipv6CidrRange', 'internalIpv6Prefix', 'externalIpv6Prefix'].map((key) => textAt(value, key)),
      ...objectsAt(value, 'secondaryIpRanges').map((each) => this.needed(each, 'ipCidrRange')),
    ];
    this.book.modeled(value.line, value.last);
    this.needed(value, 'network');
    const [name, region] = [textAt(value, 'name') ?? 'subnet', lastOf(textAt(value, 'region') ?? '')];
    note(this.subnets, networkOf(value), { name, region, addresses: this.addressesOf(texts, value) });
  }

  private addMachine(value: JsonNode): void {
    this.book.modeled(value.line, value.last);
    const tags = value.members.get('tags');
    if (tags && tags.kind !== 'object' && !saysNothing(tags)) tags.isOther = true;
    if (tags) noteOthers(tags, TAGS, 'tags', this.book);
    const names = [
      ...textsAt(tags, 'items').map((text) => `tag ${text}`),
      ...objectsAt(value, 'serviceAccounts').map((each) => `account ${this.needed(each, 'email') ?? ''}`),
    ];
    for (const each of objectsAt(value, 'networkInterfaces')) {
      const ranges = objectsAt(each, 'aliasIpRanges').map((range) => this.needed(range, 'ipCidrRange'));
      this.needed(each, 'network');
      // Of IPv6 a machine has a whole range, whose length the answer says.
      const outer = objectsAt(each, 'ipv6AccessConfigs').map((one) =>
        rangeOf(this.needed(one, 'externalIpv6'), textAt(one, 'externalIpv6PrefixLength')),
      );
      if (each.members.has('ipv6Address')) this.needed(each, 'ipv6Address');
      else if (!outer.length) this.needed(each, 'networkIP');
      const six = rangeOf(textAt(each, 'ipv6Address'), textAt(each, 'internalIpv6PrefixLength'));
      const own = this.addressesOf([textAt(each, 'networkIP'), six, ...outer], each);
      const aliases = this.addressesOf(ranges, each);
      const network = networkOf(each);
      const called = textAt(value, 'name');
      if (called && !own.isEmpty) {
        const known = this.named.get(network) ?? new Map<string, AddressSet[]>();
        this.named.set(network, known);
        note(known, called, own);
      }
      if (!own.isEmpty || !aliases.isEmpty)
        for (const name of names) {
          const [label, ...rest] = name.split(' ');
          note(this.members, `${label} ${network} ${rest.join(' ')}`, { own, aliases });
        }
    }
  }

  /** What each object of its kind has; where one hasn't, it is told. */
  private needed(node: JsonNode, key: string): string | undefined {
    const text = textAt(node, key);
    if (text === undefined || text === '')
      this.book.unknown(node.line, `a part without ${key}`, 'what it is about is not known', node.last);
    return text;
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
