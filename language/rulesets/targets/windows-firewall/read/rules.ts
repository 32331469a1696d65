import { type AddressSet, ANYWHERE, parseAddress } from '../../../../model/addresses.ts';
import { IntervalSet } from '../../../../model/interval-set.ts';
import { icmpSet } from '../../../../model/services.ts';
import { type JsonNode, saysNothing, textAt } from '../../../../running/forms/json.ts';
import { type LineBook, shorten } from '../../../../running/lines.ts';
import { type AddressMatch, type RuleParts, rulesOf, type ServiceMatch } from '../../../../running/matches.ts';
import type { RunningRule } from '../../../../running/running.ts';
import { hasNoPorts, isBuiltIn } from './built-in.ts';
import { Fields, profilesOf } from './fields.ts';
import { addressesOf, servicesOf } from './matches.ts';
import type { Direction, Profiles } from './profiles.ts';

/** The filters of a rule, where a file has them as objects of their own. */
const FILTERS = new Set(
  ['port', 'address', 'application', 'service', 'interface', 'interfacetype', 'security'].flatMap((each) => [
    `${each}filter`,
    `${each}filters`,
    `netfirewall${each}filter`,
  ]),
);

/** What limits a rule to less than its addresses and ports, with what is said of it. */
const LIMITS: readonly (readonly [key: string, why: string])[] = [
  ['program', 'a program'],
  ['application', 'a program'],
  ['apppath', 'a program'],
  ['package', 'an application package'],
  ['service', 'a service of the host'],
  ['servicename', 'a service of the host'],
  ['interfacealias', 'an interface of the host'],
  ['interfacetype', 'a kind of interface'],
  ['interface', 'an interface of the host'],
  ['authentication', 'connections that IPsec authenticates'],
  ['encryption', 'connections that IPsec encrypts'],
  ['localuser', 'a user of the host'],
  ['localusers', 'a user of the host'],
  ['remoteuser', 'a user elsewhere'],
  ['remoteusers', 'a user elsewhere'],
  ['remotemachine', 'a machine that has to prove who it is'],
  ['remotemachines', 'a machine that has to prove who it is'],
  ['owner', 'an owner'],
  ['dynamictarget', 'a kind of network'],
  ['dynamictransport', 'a kind of network'],
  ['remotedynamickeywordaddresses', 'addresses that are looked up at the time'],
  ['policyappid', 'an application that a policy tags'],
  ['platform', 'a version of Windows'],
  ['platforms', 'a version of Windows'],
];

/** What is read of a rule in other ways. */
const READ =
  'name id displayname description group displaygroup enabled profile profiles direction action protocol localport remoteport icmptype localaddress remoteaddress policystoresourcetype policystoresource overrideblockrules enforcementstatus';
/** What has no bearing on what may pass. */
const NO_BEARING =
  'rulegroup elementname caption commonname edgetraversalpolicy loosesourcemapping localonlymapping primarystatus status statuscode instanceid creationclassname systemcreationclassname systemname policykeywords policyroles policydecisionstrategy policyrulename rulename conditionlisttype executionstrategy mandatory priority ruleusage sequencedactions isnegated pscomputername psshowcomputername runspaceid cimclass ciminstanceproperties cimsystemproperties';
const KNOWN = new Set([...READ.split(' '), ...NO_BEARING.split(' '), ...LIMITS.map(([key]) => key)]);

/** States in which a rule is in force, or is not for a reason that is read elsewhere: the profile, the switch of the rule, one that says the same. */
const IN_FORCE =
  /^(?:0|1|2|4|5|19|notapplicable|invalid|full|enforced|firewalloffinprofile|profileinactive|inactiveprofile|disabledobject|disabled|optimizedout|ok)$/i;

/** Neighbors and routers find each other with these types of ICMPv6 on their own link: nothing of it passes a router. */
const NEIGHBOR_TYPES = IntervalSet.unionAll([133, 134, 135, 136, 137].map((type) => icmpSet(6, type)));

const LINK_LOCAL = parseAddress({ start: 'fe80::', prefix: 10 }).set;

/** A rule of a host with the place in the order that Windows has: what passes by blocks, then blocks, then what allows. */
export interface HostRule {
  readonly direction: Direction;
  readonly rank: 0 | 1 | 2;
  readonly rules: readonly RunningRule[];
}

/** What all rules of a host are read with. */
export interface HostContext {
  readonly profiles: Profiles;
  /** The networks that the host is in, where the file says so. */
  readonly networks: AddressSet | undefined;
  readonly book: LineBook;
}

/** One rule as `Get-NetFirewallRule` and its filters tell it; nothing where it has no effect. */
export function readRule(node: JsonNode, { profiles, networks, book }: HostContext): HostRule | undefined {
  const fields = new Fields(node, FILTERS);
  const lines = [node.line, node.last] as const;
  if (fields.word('enabled') === 'false') {
    book.withoutBearing(...lines);
    return undefined;
  }
  book.modeled(...lines);
  const [direction, action] = [fields.word('direction'), fields.word('action')];
  const reasons = new Set<string>();
  if (fields.word('enabled') !== 'true') {
    book.unknown(node.line, 'a rule', 'whether it is enabled can not be read');
    reasons.add('the file does not say whether it is enabled');
  }
  for (const [key, value] of fields.all) {
    if (KNOWN.has(key) || saysNothing(value) || fields.isAny(key)) continue;
    const shown = /^[a-z][a-z0-9]{0,39}$/.test(key) ? key : '…';
    book.unknown(value.line, `rule ${shown}`, 'the rule may match less than it says');
    reasons.add(`${shown}, which nobody knows here`);
  }
  if (
    (direction !== 'inbound' && direction !== 'outbound') ||
    (action !== undefined && !/^(?:allow|allowbypass|block|notconfigured)$/.test(action))
  ) {
    book.unknown(node.line, 'a rule without direction or action', 'what it is about may be open and may be closed');
    return undefined;
  }
  const held = heldIn(fields, profiles, reasons);
  if (!held) return undefined;
  for (const [key, why] of LIMITS) if (!fields.isAny(key)) reasons.add(`it is about ${why} alone`);
  if (fields.text('protocol') === undefined) reasons.add('the file does not hold its ports');
  if (fields.text('remoteaddress') === undefined) reasons.add('the file does not hold its addresses');
  const [here, there] = [
    addressesOf(fields.texts('localaddress'), networks),
    addressesOf(fields.texts('remoteaddress'), networks),
  ];
  const isInbound = direction === 'inbound';
  const [own, other] = [fields.texts('localport'), fields.texts('remoteport')];
  const services = servicesOf({
    protocol: fields.text('protocol'),
    ports: isInbound ? own : other,
    sourcePorts: isInbound ? other : own,
    types: fields.texts('icmptype'),
  });
  if (isOfNeighbors(services, there) || isBuiltIn(fields) || hasNoPorts(fields)) return undefined;
  const passesBlocks = action === 'allowbypass' || (action === 'allow' && fields.word('overrideblockrules') === 'true');
  if (fields.texts('enforcementstatus').some((text) => !IN_FORCE.test(text)))
    reasons.add('the host says that it is not in force');
  if (passesBlocks) reasons.add('it is about connections that IPsec authenticates alone');
  const name = fields.text('displayname') ?? fields.text('name') ?? fields.text('id');
  const comment = textAt(fields.node, 'description');
  const parts: RuleParts = {
    action: action === 'block' ? 'deny' : action === 'allow' || passesBlocks ? 'permit' : 'unknown',
    sources: isInbound ? there : here,
    destinations: isInbound ? here : there,
    services,
    condition: reasons.size ? [...reasons].join('; ') : undefined,
    name: name === undefined ? undefined : shorten(name),
    ...(comment && { comment: shorten(comment) }),
    line: node.line,
    text: textOf(fields, direction),
  };
  return { direction, rank: passesBlocks ? 0 : action === 'block' ? 1 : 2, rules: rulesOf(parts) };
}

/** Whether a rule is about nothing but what stays on the link of the host. */
function isOfNeighbors({ sure, maybe }: ServiceMatch, there: AddressMatch): boolean {
  if (sure.isEmpty || !maybe.isEmpty || !NEIGHBOR_TYPES.covers(sure)) return false;
  return there.sure.equals(ANYWHERE) || LINK_LOCAL.covers(there.sure.union(there.maybe));
}

/** Whether a rule holds at all; what that depends on is noted as a reason. */
function heldIn(fields: Fields, profiles: Profiles, reasons: Set<string>): boolean {
  const texts = fields.has('profile') ? fields.texts('profile') : fields.texts('profiles');
  const named = profilesOf(texts);
  const held = named ? profiles.holdIn(named) : 'perhaps';
  if (held === 'perhaps') reasons.add(`it holds in the profile ${named?.join(', ') ?? 'that nobody knows here'} alone`);
  const store = fields.word('policystoresourcetype');
  const local = store === undefined || store === 'local' ? profiles.takeLocal() : 'always';
  if (local === 'perhaps' || (local === 'never' && store === undefined)) reasons.add('rules of the host itself may count or not');
  return held !== 'never' && !(local === 'never' && store === 'local');
}

/** A rule on one line, as somebody would say it. */
function textOf(fields: Fields, direction: Direction): string {
  const some = (key: string): string => {
    const texts = fields.texts(key);
    return texts.length ? `${texts.slice(0, 8).join(',')}${texts.length > 8 ? ',…' : ''}` : 'Any';
  };
  const ports = ['LocalPort', 'RemotePort', 'IcmpType'].flatMap((key) =>
    fields.isAny(key.toLowerCase()) ? [] : [`${key} ${some(key.toLowerCase())}`],
  );
  const action = fields.word('action') ?? '';
  return [
    `${action.charAt(0).toUpperCase()}${action.slice(1)} ${direction} ${some('protocol')}`,
    ...ports,
    `LocalAddress ${some('localaddress')} RemoteAddress ${some('remoteaddress')}`,
  ].join(' ');
}
