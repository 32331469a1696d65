import { type AddressSet, ALL_IPS, NO_ADDRESSES } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { append } from '../../../../model/lists.ts';
import { ANY_SERVICE } from '../../../../model/services.ts';
import { type JsonNode, noteOthers, numberAt, objectsAt, saysNothing, textAt } from '../../../../running/forms/json.ts';
import { ANY_IPV4, ANY_IPV6, shorten } from '../../../../running/lines.ts';
import { type AddressMatch, ANY_ADDRESS, exactly, perhaps, rulesOf } from '../../../../running/matches.ts';
import { readAddresses } from '../../../../running/parts.ts';
import type { RuleList, RunningRule } from '../../../../running/running.ts';
import { type Account, nameOf } from './account.ts';
import { ALL, type Part } from './groups.ts';
import { servicesOf } from './services.ts';

const ACL = new Set(['Associations', 'Entries', 'IsDefault', 'NetworkAclId', 'Tags', 'VpcId', 'OwnerId']);
const ENTRY = new Set([
  ...['CidrBlock', 'Ipv6CidrBlock', 'Egress', 'IcmpTypeCode', 'PortRange', 'Protocol', 'RuleAction', 'RuleNumber'],
]);

/** The number of the rule behind all others, in IPv6. */
const MOST_NUMBER = 32_768;

/** A firewall for each network ACL: first match by number, without a memory of connections. */
export function aclDevices(values: readonly JsonNode[], account: Account): Part[] {
  return values.map((value) => {
    noteOthers(value, ACL, 'network ACL', account.book);
    const entries = objectsAt(value, 'Entries').map((each) => ({ each, number: numberAt(each, 'RuleNumber') ?? 0 }));
    entries.sort((a, b) => a.number - b.number);
    account.book.modeled(value.line);
    const rules = { ingress: [] as RunningRule[], egress: [] as RunningRule[] };
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
    const list = (name: 'ingress' | 'egress'): [string, RuleList] => [
      name,
      { name, rules: rules[name], otherwise: 'deny', line: value.line },
    ];
    return {
      name: shorten(nameOf(value) ?? textAt(value, 'NetworkAclId') ?? 'network ACL'),
      places: [],
      lists: new Map([list('ingress'), list('egress')]),
      stages: ['ingress'],
      outbound: ['egress'],
      replies: 'ruled',
      host: hostOf(value, account),
    };
  });
}

/** The networks of its subnets, as far as the file says all of them. */
function hostOf(value: JsonNode, account: Account): AddressSet {
  const subnets = objectsAt(value, 'Associations').map((each) => {
    const id = textAt(each, 'SubnetId');
    if (id === undefined) account.book.unknown(each.line, 'an association', 'its subnet is missing', each.last);
    return account.subnet(id ?? '');
  });
  return subnets.includes(undefined) ? NO_ADDRESSES : IntervalSet.unionAll(subnets.flatMap((set) => set ?? []));
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
  return rulesOf({
    action: action === 'allow' ? 'permit' : action === 'deny' ? 'deny' : 'unknown',
    sources: isIngress ? other : ANY_ADDRESS,
    destinations: isIngress ? ANY_ADDRESS : other,
    services,
    condition: isCut || isOpen || number === undefined ? 'the file does not say all of it' : others,
    name: number === undefined ? undefined : `${number}`,
    line: each.line,
    text: `${isIngress ? 'ingress' : 'egress'} ${number ?? ''} ${(action ?? '').slice(0, 20)} ${(protocol ?? '').slice(0, 20)}${span} ${set ? cidr : ''}`,
  });
}
