import { type AddressSet, NO_ADDRESSES } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { note } from '../../../../model/lists.ts';
import { itemsAt, type JsonNode, objectsAt, saysNothing, textAt, textsAt } from '../../../../running/forms/json.ts';
import { type LineBook, shorten } from '../../../../running/lines.ts';
import { readAddresses } from '../../../../running/parts.ts';
import type { NamedParts, RunningSubnet } from '../../../../running/running.ts';
import { type NamedTexts, namedTexts, nameOfResource } from './expressions.ts';

const GROUPS = 'microsoft.network/networksecuritygroups';
/** Types of resources that decide about packets as well. */
const FIREWALLS =
  /^microsoft\.(network\/(azurefirewalls|firewallpolicies|networkmanagers|networksecurityperimeters|serviceendpointpolicies)\b|resources\/deployments$)/;
/** Lists of resources in answers and templates. */
const LISTS = ['value', 'data', 'resources'];

/** What holds the properties of a resource: itself, or what it has them in. */
export function partsOf(value: JsonNode): JsonNode {
  const properties = value.members.get('properties');
  return properties?.kind === 'object' ? properties : value;
}

/** The last part of an id or of a name such as `nsg/rule`, or of the expression that ends with one in quotes. */
export function lastOf(id: string): string {
  const quoted = /'([^']+)'\s*[)\]\s]*$/.exec(id.startsWith('[') ? id.slice(-300) : '');
  return (quoted?.[1] ?? id).split('/').at(-1) ?? '';
}

/** A network interface. */
export interface Nic {
  /** In lower case. */
  readonly id: string;
  readonly addresses: AddressSet;
  /** The id of its subnet, in lower case. */
  readonly subnet: string | undefined;
  /** The id of the group that it says it has, in lower case. */
  readonly group: string | undefined;
  readonly line: number;
}

/** All resources of a file: the groups, and what says where they are. */
export class Estate {
  readonly book: LineBook;
  readonly groups: JsonNode[] = [];
  /** Rules that templates have apart from their group, by the group's name. */
  private readonly rules = new Map<string, JsonNode[]>();
  /** Addresses by ids in lower case: of subnets, of interfaces, of application security groups, and of what has a group. */
  private readonly places = new Map<string, AddressSet>();
  private readonly members = new Map<string, AddressSet[]>();
  private readonly known = new Map<string, AddressSet>();
  readonly nics: Nic[] = [];
  /** The groups of subnets, both by their ids in lower case; the line is that of the subnet. */
  readonly ofSubnets = new Map<string, { readonly group: string; readonly line: number }>();
  /** Of all networks, in the order of the file. */
  readonly subnets: RunningSubnet[] = [];
  /** The members of application security groups by the names of these. */
  private readonly named = new Map<string, AddressSet[]>();
  private readonly machines = new Map<string, AddressSet[]>();
  private texts: NamedTexts = new Map();
  private readonly networks: { readonly own: AddressSet; readonly all: AddressSet }[] = [];

  constructor(book: LineBook) {
    this.book = book;
  }

  /** Takes over a value of the file and what it holds, as deep as resources may stand. */
  add(root: JsonNode): void {
    const open = [{ value: root, parent: '', depth: 0 }];
    for (let next = open.pop(); next; next = open.pop()) {
      const { value, parent, depth } = next;
      const inner = [...value.items, ...LISTS.flatMap((key) => itemsAt(value, key))];
      // What a template says holds for all that is in it.
      if (value.members.has('resources') && value.members.has('parameters')) this.texts = namedTexts(value);
      if (value.kind === 'object') this.addResource(value, parent);
      else if (value.kind !== 'list' && !saysNothing(value)) value.isOther = true;
      if (depth > 8 && inner.length) this.book.unknown(value.line, 'resources', 'they are nested too deep', value.last);
      else
        for (const each of inner.toReversed()) open.push({ value: each, parent: lastOf(this.nameOf(value)), depth: depth + 1 });
    }
  }

  /** What a resource is called. */
  nameOf(value: JsonNode): string {
    return nameOfResource(value, this.texts);
  }

  /** Rules that stand by themselves. */
  rulesOf(group: string): readonly JsonNode[] {
    return this.rules.get(group.toLowerCase()) ?? [];
  }

  /** Tells of rules that stand by themselves, and whose group the file does not hold. */
  noteStray(groups: ReadonlySet<string>): void {
    for (const [group, rules] of this.rules)
      if (!groups.has(group))
        for (const { line, last } of rules)
          this.book.unknown(line, 'security rule', 'the file does not hold the network security group that has it', last);
  }

  /** The addresses of a subnet or an interface that is named by its id, or told in place; nothing where the file doesn't have them. */
  addressesOf(value: JsonNode): AddressSet | undefined {
    const [own, id] = [this.networksIn(partsOf(value)), textAt(value, 'id')];
    if (!own && id === undefined) this.book.unknown(value.line, 'what has the group', 'its id is missing', value.last);
    return own ?? this.places.get((id ?? '').toLowerCase());
  }

  /** The addresses of what says itself that it has a group. */
  withGroup(id: string): readonly AddressSet[] {
    return this.members.get(id.toLowerCase()) ?? [];
  }

  /** The addresses of the interfaces of an application security group; nothing where the file has none. */
  applicationGroup(id: string): AddressSet | undefined {
    const key = id.toLowerCase();
    const known = this.known.get(key);
    const sets = this.members.get(key);
    if (known || !sets) return known;
    const all = IntervalSet.unionAll(sets);
    this.known.set(key, all);
    return all;
  }

  /** What `VirtualNetwork` stands for at some addresses at least: their network and those that it is peered with. What is joined by gateways and routes is in no file. */
  virtualNetworkAt(addresses: AddressSet): AddressSet {
    return IntervalSet.unionAll(this.networks.filter(({ own }) => own.overlaps(addresses)).map(({ all }) => all));
  }

  /** Machines by their names, and the members of application security groups by those of the groups. */
  names(): NamedParts {
    const all = [...this.named, ...this.machines].map(([name, sets]) => [name, IntervalSet.unionAll(sets)] as const);
    // A machine goes before a group of its name, and stands before the group that has it alone.
    return {
      addresses: new Map([
        ...all.slice(this.named.size),
        ...all.filter(([name], n) => n < this.named.size && !this.machines.has(name)),
      ]),
      services: new Map(),
    };
  }

  private addResource(value: JsonNode, parent: string): void {
    const type = (textAt(value, 'type') ?? '').toLowerCase();
    const parts = partsOf(value);
    const has = (key: string): boolean => parts.members.has(key);
    const next = value.members.get('nextlink');
    if (next && textAt(value, 'nextlink'))
      this.book.unknown(next.line, 'nextLink', 'the answer goes on, and the file does not hold the rest');
    const isManaged = /\/networkmanagers\//i.test(textAt(value, 'id') ?? '') && has('access');
    if (type === 'microsoft.network/routetables') this.noteRoutes(parts);
    else if (isManaged)
      this.book.unknown(value.line, 'a rule of a network manager', 'it decides before network security groups', value.last);
    else if (FIREWALLS.test(type)) this.book.unknown(value.line, type.slice(0, 60), 'it may permit and deny as well', value.last);
    else if (type === `${GROUPS}/securityrules` || type === 'securityrules') {
      const [group = ''] = this.nameOf(value).split('/');
      const [, ofId] = /\/networksecuritygroups\/([^/]+)\/securityrules\//i.exec(textAt(value, 'id') ?? '') ?? [];
      note(this.rules, (ofId ?? (type === 'securityrules' ? parent : group)).toLowerCase(), value);
    } else if (type === GROUPS || has('securityrules') || has('defaultsecurityrules')) this.groups.push(value);
    else if (has('addressspace')) this.addNetwork(parts, lastOf(this.nameOf(value)));
    // A subnet names the configurations of the interfaces in it.
    else if (has('addressprefix') || has('addressprefixes')) this.addSubnet(value);
    else if (has('ipconfigurations')) this.addInterface(value, parts);
  }

  private addNetwork(parts: JsonNode, network: string): void {
    for (const subnet of objectsAt(parts, 'subnets')) {
      if (!this.networksIn(partsOf(subnet))) this.book.unknown(subnet.line, 'a subnet', 'its networks are missing', subnet.last);
      this.addSubnet(subnet, network);
    }
    const space = parts.members.get('addressspace')!;
    const own = spaceOf(space);
    if (own.isEmpty) this.book.unknown(space.line, 'an address space', 'its networks can not be read', space.last);
    const peered = objectsAt(parts, 'virtualnetworkpeerings')
      .map(partsOf)
      .filter(
        (each) =>
          /^connected$/i.test(textAt(each, 'peeringstate') ?? '') &&
          /^true$/i.test(textAt(each, 'allowvirtualnetworkaccess') ?? ''),
      )
      .map((each) => spaceOf(each.members.get('remotevirtualnetworkaddressspace') ?? each.members.get('remoteaddressspace')));
    this.networks.push({ own, all: IntervalSet.unionAll([own, ...peered]) });
  }

  private addSubnet(value: JsonNode, network?: string): void {
    const parts = partsOf(value);
    const addresses = this.networksIn(parts);
    this.keep(value, addresses, parts);
    const [own, group] = [textAt(value, 'id'), textAt(parts.members.get('networksecuritygroup'), 'id')];
    if (own !== undefined && group !== undefined)
      this.ofSubnets.set(own.toLowerCase(), { group: group.toLowerCase(), line: value.line });
    const name = shorten(lastOf(textAt(value, 'name') ?? textAt(value, 'id') ?? '')) || 'subnet';
    const [, ofId] = /\/virtualnetworks\/([^/]+)\/subnets\//i.exec(textAt(value, 'id') ?? '') ?? [];
    const holder = network || ofId;
    if (addresses) this.subnets.push({ name, network: holder && shorten(holder), addresses });
    const filtered = itemsAt(parts, 'serviceendpointpolicies')[0];
    if (filtered)
      this.book.unknown(filtered.line, 'serviceEndpointPolicies', 'they say which accounts of a service are reached from there');
    const endpoints = itemsAt(parts, 'privateendpoints');
    const policies = textAt(parts, 'privateendpointnetworkpolicies') ?? '';
    if (endpoints.length && !/^(?:enabled|networksecuritygroupenabled)$/i.test(policies))
      this.book.unknown(
        endpoints[0]!.line,
        'private endpoints',
        'rules of the group of their subnet do not count for them, unless privateEndpointNetworkPolicies says so',
        endpoints.at(-1)!.last,
      );
  }

  /** Routes that lead nowhere drop what is sent there. */
  private noteRoutes(parts: JsonNode): void {
    for (const route of objectsAt(parts, 'routes')) {
      const to = partsOf(route);
      if (/^none$/i.test(textAt(to, 'nexthoptype') ?? ''))
        this.book.unknown(route.line, 'a route to None', 'what is sent to its network is dropped', route.last);
    }
  }

  private addInterface(value: JsonNode, parts: JsonNode): void {
    const addresses = this.networksIn(parts);
    this.keep(value, addresses, parts);
    const id = textAt(value, 'id');
    // All configurations of an interface are in one subnet.
    const [subnet] = objectsAt(parts, 'ipconfigurations').flatMap(
      (each) => textAt(partsOf(each).members.get('subnet'), 'id')?.toLowerCase() ?? [],
    );
    const group = textAt(parts.members.get('networksecuritygroup'), 'id')?.toLowerCase();
    if (addresses && id !== undefined) this.nics.push({ id: id.toLowerCase(), addresses, subnet, group, line: value.line });
    const untracked = parts.members.get('disabletcpstatetracking');
    if (untracked && /^true$/i.test(textAt(parts, 'disabletcpstatetracking') ?? ''))
      this.book.unknown(untracked.line, 'disableTcpStateTracking', 'answers need rules of their own there');
    const machine = textAt(parts.members.get('virtualmachine'), 'id') ?? textAt(value, 'name');
    if (addresses && machine) note(this.machines, shorten(lastOf(machine)), addresses);
    for (const each of objectsAt(parts, 'ipconfigurations')) {
      const address = this.networksIn(partsOf(each));
      for (const group of objectsAt(partsOf(each), 'applicationsecuritygroups')) {
        const id = textAt(group, 'id');
        if (address && id !== undefined) {
          note(this.members, id.toLowerCase(), address);
          note(this.named, shorten(lastOf(id)), address);
        } else
          this.book.unknown(
            each.line,
            'an interface of an application security group',
            'its address or the group is missing',
            each.last,
          );
      }
    }
  }

  private keep(value: JsonNode, addresses: AddressSet | undefined, parts: JsonNode): void {
    const group = textAt(parts.members.get('networksecuritygroup'), 'id');
    if (!addresses) {
      if (group !== undefined) this.book.unknown(value.line, 'what has a group', 'its addresses are missing', value.last);
      return;
    }
    this.book.modeled(value.line, value.last);
    const id = textAt(value, 'id');
    if (id !== undefined) this.places.set(id.toLowerCase(), addresses);
    if (group !== undefined) note(this.members, group.toLowerCase(), addresses);
  }

  /** What a subnet, an interface or one of its configurations says of its addresses. */
  private networksIn(parts: JsonNode): AddressSet | undefined {
    const texts = [
      textAt(parts, 'addressprefix'),
      ...textsAt(parts, 'addressprefixes'),
      textAt(parts, 'privateipaddress'),
      ...objectsAt(parts, 'ipconfigurations').map((each) => textAt(partsOf(each), 'privateipaddress')),
    ].filter((text) => text !== undefined && text !== '');
    if (!texts.length) return undefined;
    const sets = texts.map((text) => readAddresses(text!));
    if (sets.includes(undefined)) this.book.unknown(parts.line, 'an address', 'it is none that can be read', parts.last);
    return sets.includes(undefined) ? undefined : IntervalSet.unionAll(sets.flatMap((set) => set ?? []));
  }
}

/** The prefixes of an address space; those that can't be read are not known to be in it. */
function spaceOf(space: JsonNode | undefined): AddressSet {
  if (!space) return NO_ADDRESSES;
  return IntervalSet.unionAll(textsAt(space, 'addressprefixes').flatMap((text) => readAddresses(text) ?? []));
}
