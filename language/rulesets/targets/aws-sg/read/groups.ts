import { type AddressSet, ALL_IPS, NO_ADDRESSES } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { append } from '../../../../model/lists.ts';
import { onceFor } from '../../../../model/once-for.ts';
import { ANY_SERVICE } from '../../../../model/services.ts';
import { type JsonNode, noteOthers, numberAt, objectsAt, objectsIn, textAt } from '../../../../running/forms/json.ts';
import { shorten } from '../../../../running/lines.ts';
import { type AddressMatch, ANY_ADDRESS, exactly, perhaps, rulesOf, type ServiceMatch } from '../../../../running/matches.ts';
import { ruleOfMissing } from '../../../../running/missing-group.ts';
import { readAddresses } from '../../../../running/parts.ts';
import type { RuleList, RunningPlace, RunningRule } from '../../../../running/running.ts';
import type { Account } from './account.ts';
import { type Acl, aclsAt, stagesOf } from './acls.ts';
import { ALL, type Direction, type Part, readNetwork } from './parts.ts';
import { servicesOf } from './services.ts';

const DIRECTIONS: readonly Direction[] = ['ingress', 'egress'];
const MEMBERS = { ingress: 'IpPermissions', egress: 'IpPermissionsEgress' } as const;
const GROUP = new Set([
  ...['GroupId', 'GroupName', 'Description', 'OwnerId', 'VpcId', 'Tags', 'SecurityGroupArn'],
  ...Object.values(MEMBERS),
]);
const PERMISSION = new Set([
  ...['IpProtocol', 'FromPort', 'ToPort', 'IpRanges', 'Ipv6Ranges', 'PrefixListIds', 'UserIdGroupPairs'],
]);
const RANGE = new Set(['CidrIp', 'CidrIpv6', 'Description']);
const LIST = new Set(['PrefixListId', 'Description']);
/** Of a group in another network as well. Whether its peering still stands decides nothing: without it no packet comes from there. */
const PAIR = new Set([...['Description', 'GroupId', 'GroupName', 'PeeringStatus', 'UserId', 'VpcId', 'VpcPeeringConnectionId']]);
/** Addresses that no packet between hosts has (RFC 1122, section 3.2.1.3, and RFC 4291, section 2.5.3). */
const LOOPBACK = IntervalSet.unionAll(['127.0.0.0/8', '::1'].map((text) => readAddresses(text)!));
/** What the emitter begins the names of groups with. */
const OURS = /^segplan-/;
/** For each line of the file, so many groups all sets of groups on interfaces may hold together. */
const MOST_FOR_EACH_LINE = 16;
/** So many entries of network ACLs are held against all sets together, and so many for each interface: AWS has at most 80 in one. */
const MOST_ENTRIES = 10_000;
const MOST_ENTRIES_FOR_EACH = 100;

interface Group {
  readonly id: string;
  readonly name: string;
  readonly lists: Readonly<Record<Direction, readonly RunningRule[]>>;
  readonly places: readonly RunningPlace[];
  readonly line: number;
}

/**
 * A firewall for each set of groups that interfaces have, and one for each group that no interface of the file has. What any group of a set permits may pass, where the
 * network ACL of the subnet lets it.
 */
export function groupDevices(values: readonly JsonNode[], acls: readonly Acl[], account: Account): Part[] {
  const names = namesOf(values);
  const groups = new Map(values.map((value, n) => [textAt(value, 'GroupId') ?? `${n}`, value] as const));
  const read = new Map([...groups].map(([id, value]) => [id, readGroup(id, value, names, account)]));
  if (!account.interfaces.length) return [...read.values()].map((group) => partOf([group], account, NO_ADDRESSES));
  const sets = new Map<string, { ids: readonly string[]; acl: Acl | undefined; line: number; addresses: AddressSet[] }>();
  let room = 5000 + MOST_FOR_EACH_LINE * values.length;
  let entries = MOST_ENTRIES + MOST_ENTRIES_FOR_EACH * account.interfaces.length;
  const aclAt = aclsAt(acls, account);
  for (const each of account.interfaces) {
    const { groups: ids, addresses, line } = each;
    const sorted = [...ids].sort();
    const acl = aclAt(each);
    const key = [...sorted, acl?.at].join(' ');
    const known = sets.get(key);
    if (known) known.addresses.push(addresses);
    else {
      room -= ids.length;
      entries -= acl ? acl.lists.ingress.rules.length + acl.lists.egress.rules.length : 0;
      if (room < 0 || entries < 0) {
        account.book.unknown(line, 'an interface', 'there are more sets of groups on interfaces than are looked at');
        continue;
      }
      sets.set(key, { ids: sorted, acl, line, addresses: [addresses] });
    }
  }
  const attached = new Set([...sets.values()].flatMap(({ ids }) => ids));
  return [
    ...[...sets.values()].map(({ ids, acl, line, addresses }) =>
      partOf(
        ids.map((id) => read.get(id) ?? missingGroup(id, line, account)),
        account,
        IntervalSet.unionAll(addresses),
        acl,
      ),
    ),
    // What the file says of interfaces need not be all of them.
    ...[...read].filter(([id]) => !attached.has(id)).map(([, group]) => partOf([group], account, NO_ADDRESSES)),
  ];
}

/** What groups are called: by their names where no two have the same. */
export function namesOf(values: readonly JsonNode[]): Map<string, string> {
  const counts = new Map<string, number>();
  const plain = (value: JsonNode): string => shorten((textAt(value, 'GroupName') ?? '').replace(OURS, ''));
  for (const value of values) counts.set(plain(value), (counts.get(plain(value)) ?? 0) + 1);
  return new Map(
    values.flatMap((value): [string, string][] => {
      const id = textAt(value, 'GroupId');
      const name = plain(value);
      return id === undefined ? [] : [[id, name && counts.get(name) === 1 ? name : shorten(id)]];
    }),
  );
}

/** The ids of groups by what they are called. */
const idsOf = onceFor((names: ReadonlyMap<string, string>) => new Map([...names].map(([id, name]) => [name, id])));

/** The id of a group by its name, where one group alone has it; else the name. */
function idOf(name: string, names: ReadonlyMap<string, string>): string {
  return idsOf(names).get(shorten(name.replace(OURS, ''))) ?? name;
}

function missingGroup(id: string, line: number, { book }: Account): Group {
  book.unknown(line, 'a security group that the file does not hold', 'what it permits is not known');
  const rule = ruleOfMissing(id, line);
  return { id, name: shorten(id), lists: { ingress: [rule], egress: [rule] }, places: [], line };
}

function readGroup(id: string, value: JsonNode, names: ReadonlyMap<string, string>, account: Account): Group {
  noteOthers(value, GROUP, 'security group', account.book);
  account.book.modeled(value.line);
  const places = new Map<string, RunningPlace>();
  const [ingress, egress] = DIRECTIONS.map((direction) => {
    const member = value.members.get(MEMBERS[direction]);
    const rules: RunningRule[] = [];
    for (const each of objectsIn(member?.items ?? []))
      append(rules, new Permission(each, direction, names, account, places).rules());
    // Of what is cut off nobody knows what else it permits.
    if (member?.kind !== 'list' || !value.isWhole) {
      if (member?.kind !== 'list')
        account.book.unknown(value.line, `security group without ${MEMBERS[direction]}`, 'what it permits is not known');
      const common = {
        name: undefined,
        line: value.line,
        text: `${MEMBERS[direction]}`,
        perhaps: 'the file does not hold all of it',
      };
      rules.push({ action: 'unknown', traffic: ALL, ...common });
    }
    return rules;
  });
  return {
    id,
    name: names.get(id) ?? shorten(id),
    lists: { ingress: ingress!, egress: egress! },
    places: [...places.values()],
    line: value.line,
  };
}

/** An entry of `IpPermissions`: one service, and all that may use it. */
class Permission {
  private readonly value: JsonNode;
  private readonly isIngress: boolean;
  private readonly names: ReadonlyMap<string, string>;
  private readonly account: Account;
  private readonly places: Map<string, RunningPlace>;

  constructor(
    value: JsonNode,
    direction: Direction,
    names: ReadonlyMap<string, string>,
    account: Account,
    places: Map<string, RunningPlace>,
  ) {
    this.value = value;
    this.isIngress = direction === 'ingress';
    this.names = names;
    this.account = account;
    this.places = places;
  }

  rules(): RunningRule[] {
    const { value, account } = this;
    const [protocol, from, to] = [textAt(value, 'IpProtocol'), numberAt(value, 'FromPort'), numberAt(value, 'ToPort')];
    account.book.modeled(value.line, value.last);
    const condition = noteOthers(value, PERMISSION, 'permission', account.book);
    const known = servicesOf(protocol, from, to);
    if (!known) account.book.unknown(value.line, 'permission', 'its protocol or ports can not be read', value.last);
    const services = known ?? perhaps(ANY_SERVICE, 'its protocol or ports can not be read');
    const head = `${this.isIngress ? 'IpPermissions' : 'IpPermissionsEgress'} ${(protocol ?? 'no protocol').slice(0, 20)}${portsText(protocol, from, to)}`;
    const items = (key: string, known: ReadonlySet<string>): { item: JsonNode; strange: string | undefined }[] =>
      objectsAt(value, key).map((item) => ({ item, strange: noteOthers(item, known, 'permission', account.book) ?? condition }));
    const one = (item: JsonNode, strange: string | undefined, other: AddressMatch, what: string, place?: string): RunningRule[] =>
      this.ruleOf(item, other, services, strange, `${head} ${what}`, place);
    return [
      ...items('IpRanges', RANGE).flatMap(({ item, strange }) => one(item, strange, ...this.network(item, 'CidrIp'))),
      ...items('Ipv6Ranges', RANGE).flatMap(({ item, strange }) => one(item, strange, ...this.network(item, 'CidrIpv6'))),
      ...items('PrefixListIds', LIST).flatMap(({ item, strange }) => {
        const id = textAt(item, 'PrefixListId') ?? '';
        return one(item, strange, account.prefixList(id), shorten(id));
      }),
      ...items('UserIdGroupPairs', PAIR).flatMap(({ item, strange }) => {
        // In a default VPC a group may be named alone.
        const id = textAt(item, 'GroupId') ?? idOf(textAt(item, 'GroupName') ?? '', this.names);
        if (!id) account.book.unknown(item.line, 'permission UserIdGroupPairs', 'its group is missing', item.last);
        const members = account.membersOf(id);
        const what = `group ${this.names.get(id) ?? shorten(id)}`;
        return members
          ? one(item, strange, exactly(members), what)
          : one(item, strange, ANY_ADDRESS, what, this.placeOf(id, item.line));
      }),
    ];
  }

  private network(item: JsonNode, key: 'CidrIp' | 'CidrIpv6'): [AddressMatch, string] {
    const text = textAt(item, key);
    const set = text === undefined ? undefined : readNetwork(text);
    // No network carries it: a rule about it alone stands where a group is to permit nothing.
    if (set && LOOPBACK.covers(set)) return [exactly(NO_ADDRESSES), text!];
    if (set) return [exactly(set), text!];
    this.account.book.unknown(item.line, `permission ${key}`, 'it is no network that can be read', item.last);
    return [perhaps(ALL_IPS, `a ${key} that can not be read`), key];
  }

  /** A group of which the file has no interfaces is a place: somebody can say where it is. */
  private placeOf(id: string, line: number): string {
    const name = this.names.get(id) ?? shorten(id);
    if (!this.places.has(name)) this.places.set(name, { name, networks: NO_ADDRESSES, rest: false, line });
    return name;
  }

  private ruleOf(
    item: JsonNode,
    other: AddressMatch,
    services: ServiceMatch,
    condition: string | undefined,
    text: string,
    place: string | undefined,
  ): RunningRule[] {
    const comment = textAt(item, 'Description');
    const isCut = !item.isWhole;
    return rulesOf({
      action: 'permit',
      sources: this.isIngress ? other : ANY_ADDRESS,
      destinations: this.isIngress ? ANY_ADDRESS : other,
      services,
      ...(place !== undefined && { [this.isIngress ? 'from' : 'to']: new Set([place]) }),
      condition: isCut ? 'the file does not hold all of it' : condition,
      name: undefined,
      ...(comment !== undefined && comment !== '' && { comment: shorten(comment) }),
      line: item.line,
      text,
    });
  }
}

function partOf(groups: readonly Group[], { book }: Account, host: AddressSet, acl?: Acl): Part {
  const lists = new Map<string, RuleList>();
  const { line } = groups[0]!;
  for (const direction of DIRECTIONS) {
    if (groups.length === 1) {
      lists.set(direction, { name: direction, rules: groups[0]!.lists[direction], otherwise: 'deny', line });
      continue;
    }
    const calls = groups.map(({ name, id, lists: own, line: at }): RunningRule => {
      const called = `${direction} of ${name}${lists.has(`${direction} of ${name}`) ? ` ${id}` : ''}`;
      lists.set(called, { name: called, rules: own[direction], otherwise: 'return', line: at });
      return { action: { call: called }, traffic: ALL, name: undefined, line: at, text: `group ${name}` };
    });
    lists.set(direction, { name: direction, rules: calls, otherwise: 'deny', line });
  }
  book.modeled(line);
  const names = groups.map(({ name }) => name);
  const name = names.length > 3 ? `${names.slice(0, 3).join(', ')} and ${names.length - 3} more` : names.join(', ');
  const places = new Map(groups.flatMap((group) => group.places.map((place) => [place.name, place] as const)));
  const behind = acl && stagesOf(acl);
  return {
    name,
    places: [...places.values()],
    lists: new Map([...lists, ...(behind?.lists ?? [])]),
    stages: ['ingress', ...(behind?.stages ?? [])],
    outbound: ['egress', ...(behind?.outbound ?? [])],
    ...(behind?.answering && { answering: behind.answering }),
    replies: 'tracked',
    host,
  };
}

/** Ports as a rule's line has them. Of ICMP they are a type and a code, where -1 is any. */
function portsText(protocol: string | undefined, from: number | undefined, to: number | undefined): string {
  if (from === undefined) return '';
  if (/^(?:icmp(?:v6)?|1|58)$/i.test(protocol ?? ''))
    return from === -1 ? '' : ` type ${from}${to === undefined || to === -1 ? '' : ` code ${to}`}`;
  return ` ${from}${to === undefined || to === from ? '' : `-${to}`}`;
}
