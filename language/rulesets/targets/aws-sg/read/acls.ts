import { type AddressSet, ALL_IPS, ALL_IPV4, ALL_IPV6, hasAddresses, NO_ADDRESSES } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { append } from '../../../../model/lists.ts';
import { ANY_SERVICE, ICMP_OF } from '../../../../model/services.ts';
import { type JsonNode, noteOthers, numberAt, objectsAt, saysNothing, textAt } from '../../../../running/forms/json.ts';
import { ANY_IPV4, ANY_IPV6, shorten } from '../../../../running/lines.ts';
import { type AddressMatch, ANY_ADDRESS, exactly, perhaps, rulesOf } from '../../../../running/matches.ts';
import { readAddresses } from '../../../../running/parts.ts';
import type { RuleList, RunningRule } from '../../../../running/running.ts';
import { type Account, type Interface, nameOf } from './account.ts';
import { ALL, type Direction, type Part } from './parts.ts';
import { servicesOf } from './services.ts';

const ACL = new Set(['Associations', 'Entries', 'IsDefault', 'NetworkAclId', 'Tags', 'VpcId', 'OwnerId']);
const ENTRY = new Set([
  ...['CidrBlock', 'Ipv6CidrBlock', 'Egress', 'IcmpTypeCode', 'PortRange', 'Protocol', 'RuleAction', 'RuleNumber'],
]);

/** The numbers of the rule behind all others, which nobody has made: in IPv4, and in IPv6. */
const LEAST_IMPLIED = 32_767;
const MOST_NUMBER = 32_768;

/** A network ACL: what it makes of packets that come into its subnets and leave them. */
export interface Acl {
  /** Its place in the file. */
  readonly at: number;
  readonly name: string;
  readonly lists: Readonly<Record<Direction, RuleList>>;
  /** The ids of its subnets. */
  readonly subnets: readonly string[];
  /** The networks of its subnets; nothing where the file doesn't say all of them. */
  readonly networks: AddressSet | undefined;
  /** The families of which it lets everything pass, both ways. */
  readonly open: readonly (4 | 6)[];
  readonly line: number;
}

/** Reads network ACLs: first match by number, without a memory of connections, and nothing of what stays inside of a subnet. */
export function readAcls(values: readonly JsonNode[], account: Account): Acl[] {
  return values.map((value, at) => {
    noteOthers(value, ACL, 'network ACL', account.book);
    const entries = objectsAt(value, 'Entries').map((each) => ({ each, number: numberAt(each, 'RuleNumber') ?? 0 }));
    entries.sort((a, b) => a.number - b.number);
    account.book.modeled(value.line);
    const subnets = subnetsOf(value, account);
    const networks = subnets.map((id) => account.subnet(id));
    const inside = networks.flatMap((set) => (set ? [{ sources: set, destinations: set, services: ANY_SERVICE }] : []));
    const rules = { ingress: [] as RunningRule[], egress: [] as RunningRule[] };
    for (const list of Object.values(rules))
      if (inside.length) {
        const text = 'what stays inside of a subnet passes no network ACL';
        list.push({ action: 'permit', traffic: inside, name: undefined, line: value.line, text, isImplied: true });
      }
    if (!value.members.get('Entries') || !value.isWhole) {
      const perhapsAll = { perhaps: 'the file does not hold all of it', line: value.line, text: 'Entries', name: undefined };
      for (const list of Object.values(rules)) list.push({ action: 'unknown', traffic: ALL, ...perhapsAll });
      account.book.unknown(value.line, 'network ACL', 'the file does not hold all of it');
    }
    for (const { each } of entries) {
      const egress = textAt(each, 'Egress');
      if (egress !== 'true') append(rules.ingress, entryRules(each, true, egress !== 'false', account));
      if (egress !== 'false') append(rules.egress, entryRules(each, false, egress !== 'true', account));
    }
    const list = (way: Direction): RuleList => ({
      name: `network ACL ${way}`,
      rules: rules[way],
      otherwise: 'deny',
      line: value.line,
    });
    const lists = { ingress: list('ingress'), egress: list('egress') };
    return {
      at,
      name: shorten(nameOf(value) ?? textAt(value, 'NetworkAclId') ?? 'network ACL'),
      lists,
      open: openIn(lists.ingress).filter((family) => openIn(lists.egress).includes(family)),
      subnets,
      networks: networks.includes(undefined) ? undefined : IntervalSet.unionAll(networks.flatMap((set) => set ?? [])),
      line: value.line,
    };
  });
}

/** A firewall for each network ACL, at those of its subnets in which no interface of the file is: what comes to one passes its groups as well. */
export function aclDevices(acls: readonly Acl[], account: Account): Part[] {
  const occupied = new Set(account.interfaces.flatMap(({ subnet }) => subnet ?? []));
  return acls.flatMap((acl): Part[] => {
    const left = acl.subnets.filter((id) => !occupied.has(id));
    if (acl.subnets.length && !left.length) return [];
    const networks = left.map((id) => account.subnet(id));
    return [
      {
        name: acl.name,
        places: [],
        ...stagesOf(acl),
        host: networks.includes(undefined) ? NO_ADDRESSES : IntervalSet.unionAll(networks.flatMap((set) => set ?? [])),
      },
    ];
  });
}

/** Finds the network ACL that an interface is behind; none where that lets everything of its families pass. */
export function aclsAt(acls: readonly Acl[], { book }: Account): (each: Interface) => Acl | undefined {
  const bySubnet = new Map(acls.flatMap((acl) => acl.subnets.map((id) => [id, acl] as const)));
  const isOpen = (acl: Acl, addresses: AddressSet): boolean =>
    ([4, 6] as const).every((family) => acl.open.includes(family) || !hasAddresses(addresses, family));
  const told = new Set<Acl>();
  return ({ subnet, addresses, line }) => {
    const acl = bySubnet.get(subnet ?? '');
    if (!acl && acls.length)
      book.unknown(
        line,
        'a network interface',
        subnet === undefined
          ? 'its subnet is missing, and so which network ACL it is behind'
          : 'the file does not hold the network ACL of its subnet',
      );
    if (!acl || isOpen(acl, addresses)) return undefined;
    if (!acl.networks && !told.has(acl)) {
      told.add(acl);
      book.unknown(acl.line, 'network ACL', 'which networks its subnets have is not known (aws ec2 describe-subnets says it)');
    }
    return acl;
  };
}

/** The lists of a network ACL as stages: answers go through them as well, by rules of their own. */
export function stagesOf({
  lists: { ingress, egress },
}: Acl): Pick<Part, 'lists' | 'stages' | 'outbound' | 'answering' | 'replies'> {
  const lists = new Map([ingress, egress].map((list) => [list.name, list]));
  return { lists, stages: [ingress.name], outbound: [egress.name], answering: lists, replies: 'ruled' };
}

/** The families of which a list lets everything pass for certain, as those do that each network begins with. */
function openIn({ rules }: RuleList): (4 | 6)[] {
  const open = new Set<4 | 6>();
  for (const { action, traffic, perhaps: why, isImplied } of rules) {
    if (isImplied) continue;
    if (action !== 'permit' || why !== undefined) break;
    for (const family of [4, 6] as const) {
      const all = family === 4 ? ALL_IPV4 : ALL_IPV6;
      const services = ANY_SERVICE.subtract(ICMP_OF[family === 4 ? 6 : 4]);
      if (traffic.some((box) => box.sources.covers(all) && box.destinations.covers(all) && box.services.covers(services)))
        open.add(family);
    }
  }
  return [...open];
}

/** The ids of the subnets that have a network ACL. */
function subnetsOf(value: JsonNode, account: Account): string[] {
  return objectsAt(value, 'Associations').map((each) => {
    const id = textAt(each, 'SubnetId');
    if (id === undefined) account.book.unknown(each.line, 'an association', 'its subnet is missing', each.last);
    return id ?? '';
  });
}

/** @param isOpen whether it may be one of the other direction */
function entryRules(each: JsonNode, isIngress: boolean, isOpen: boolean, account: Account): RunningRule[] {
  const { book } = account;
  book.modeled(each.line, each.last);
  const fault = (what: string, why: string): void => book.unknown(each.line, what, why, each.last);
  // Whoever collects answers says null of what there is none of.
  const [icmp, ports] = ['IcmpTypeCode', 'PortRange'].map((key) => {
    const member = each.members.get(key);
    return member && !saysNothing(member) ? member : undefined;
  });
  const protocol = textAt(each, 'Protocol');
  const isIcmp = protocol === '1' || protocol === '58';
  const [values, keys, all] = isIcmp ? [icmp, ['Type', 'Code'], [-1, -1]] : [ports, ['From', 'To'], [0, 65_535]];
  const [first, last] = values ? keys.map((key) => numberAt(values, key)) : all;
  const known = values && (first === undefined || last === undefined) ? undefined : servicesOf(protocol, first, last);
  const services = known ?? perhaps(ANY_SERVICE, 'ports that can not be read');
  if (!known) fault('entry of a network ACL', 'its protocol or ports can not be read');
  const action = textAt(each, 'RuleAction');
  if (action !== 'allow' && action !== 'deny') fault('entry of a network ACL', 'its action can not be read');
  if (isOpen) fault('entry of a network ACL', 'its direction can not be read');
  const told = numberAt(each, 'RuleNumber');
  const number = told !== undefined && told > 0 && told <= MOST_NUMBER ? told : undefined;
  if (number === undefined) fault('entry of a network ACL', 'its number can not be read');
  const cidr = textAt(each, 'CidrBlock') ?? textAt(each, 'Ipv6CidrBlock');
  const set = cidr === undefined ? undefined : readAddresses(cidr);
  if (!set) fault('entry of a network ACL', 'its network can not be read');
  const other: AddressMatch = set
    ? exactly(cidr === '0.0.0.0/0' ? ANY_IPV4 : cidr === '::/0' ? ANY_IPV6 : set)
    : perhaps(ALL_IPS, 'a network that can not be read');
  const isCut = !each.isWhole;
  const others = noteOthers(each, ENTRY, 'entry of a network ACL', book);
  const span = ports ? ` ${textAt(ports, 'From') ?? ''}-${textAt(ports, 'To') ?? ''}` : '';
  const rules = rulesOf({
    action: action === 'allow' ? 'permit' : action === 'deny' ? 'deny' : 'unknown',
    sources: isIngress ? other : ANY_ADDRESS,
    destinations: isIngress ? ANY_ADDRESS : other,
    services,
    condition: isCut || isOpen || number === undefined ? 'the file does not say all of it' : others,
    name: number === undefined ? undefined : `${number}`,
    line: each.line,
    text: `${isIngress ? 'ingress' : 'egress'} ${number ?? ''} ${(action ?? '').slice(0, 20)} ${(protocol ?? '').slice(0, 20)}${span} ${set ? cidr : ''}`,
  });
  return number !== undefined && number >= LEAST_IMPLIED ? rules.map((rule) => ({ ...rule, isImplied: true as const })) : rules;
}
