import { knownWords } from '../../../../running/known-words.ts';
import type { LineBook } from '../../../../running/lines.ts';
import { allOf, below, type ConfigNode, nodeAt, noteAll, noteUnknown, shownWord } from '../../../../running/tree.ts';
import { noteBesides } from './besides.ts';
import { ANYWHERE, noteSettings } from './settings.ts';

/** Parts of a configuration that have no bearing on which connections a firewall lets pass: routing, switching, and the device itself. */
const WITHOUT_BEARING = new Set(
  `access access-profile accounting-options apply-flags apply-macro bridge-domains chassis class-of-service diameter dynamic-profiles
  ethernet-switching-options event-options fabric firewall forwarding-options groups igmp-snooping-options jsrc l2-learning layer2-control
  multi-chassis multicast-snooping-options openconfig policy-options poe protocols routing-instances routing-options smtp snmp switch-options
  system unified-edge version virtual-chassis vlans vmhost vrf wlan event-policy redundant-power-system session-limit-group
  rcsid pfe`.split(/\s+/),
);

/** Parts of `security` that let nothing pass: VPNs, whose tunnels end in zones, defenses, and what looks into connections. */
const SECURITY_WITHOUT_BEARING = new Set(
  `address-book advanced-anti-malware alarms alg analysis anti-virus application-firewall application-tracking
  authentication-key-chains certificates cloud datapath-debug dynamic-application dynamic-vpn firewall-authentication flow forwarding-options
  forwarding-process gprs group-vpn idp ike ipsec ipsec-policy ipsec-vpn key-chain key-protection l3vpn log macsec metadata-streaming nat
  ngfw pki policies remote-access resource-manager screen softwires ssh-known-hosts ssl tcp-encap traceoptions
  traffic-selector user-identification utm zones`.split(/\s+/),
);

/** Services that look on, or that policies have to name before they do anything to a connection: `services` of junos-es, as in `settings.ts`, with those of routers. */
const SERVICES = knownWords(`
  aaa advanced-anti-malware analytics anti-virus app-engine application-identification captive-portal dns-filtering evpn flow-monitoring flow-tap hosted-services
  icap-redirect inband-flow-telemetry ip-monitoring jdaf jflow-log jinsightd l2tp logging mobile-flow-tap network-slicing proxy radius-flow-tap redundancy-set rpm rtlog
  security-intelligence security-metadata-streaming service-device-pools service-interface-pools softwires ssl trace unified-access-control user-identification
  video-monitoring web-proxy wireless-wan`);

/** Notes what the lines of a system are. */
export function noteSystem(system: ConfigNode, root: ConfigNode, book: LineBook): void {
  for (const line of system.lines) book.withoutBearing(line);
  for (const part of system.children.values()) {
    if (part.off) noteAll(part, book, 'withoutBearing');
    else if (part.word === 'security') noteSecurity(part, book);
    else if (/^(applications|schedulers|interfaces)$/.test(part.word)) {
      noteAll(part, book, 'modeled');
      if (part.word === 'applications') noteStrange(part, /^(?:application|application-set)$/, 'applications', book);
    } else if (system === root && (part.word === 'logical-systems' || part.word === 'tenants')) {
      for (const line of part.lines) book.withoutBearing(line);
      for (const each of part.children.values()) noteSystem(each, root, book);
    } else if (part.word === 'services') noteServices(part, book);
    else if (WITHOUT_BEARING.has(part.word)) noteAll(part, book, 'withoutBearing');
    else if (part.word !== 'apply-groups' && part.word !== 'apply-groups-except')
      noteUnknown(part, book, shownWord(part.word), 'nothing is known of it');
  }
  for (const options of [
    nodeAt(system, 'routing-options'),
    ...below(system, 'routing-instances').map((each) => nodeAt(each, 'routing-options')),
  ])
    for (const routes of [nodeAt(options, 'static'), ...below(options, 'rib').map((rib) => nodeAt(rib, 'static'))])
      if (routes) noteAll(routes, book, 'modeled');
  for (const family of ['mpls', 'inet6', 'inet']) {
    const mode = nodeAt(system, 'security', 'forwarding-options', 'family', family, 'mode', 'packet-based');
    if (mode) book.unknown(mode.line, 'forwarding-options … packet-based', 'packets pass without policies');
  }
  noteBesides(system, book);
  noteSettings(system, book);
  if (system === root) noteSix(system, book);
  noteGroups(system, root, book);
}

/** Where nothing is said of IPv6, it hangs on the device whether any of it passes: told where an interface has it, and there are policies for it. */
function noteSix(system: ConfigNode, book: LineBook): void {
  if (!nodeAt(system, 'security', 'policies') || nodeAt(system, 'security', 'forwarding-options', 'family', 'inet6', 'mode'))
    return;
  const six = below(system, 'interfaces')
    .filter(({ word }) => !/^(?:lo|fxp|em|me|vme)\d/.test(word))
    .flatMap((each) => below(each, 'unit'))
    .flatMap((unit) => below(unit, 'family', 'inet6', 'address'))[0];
  if (six)
    book.unknown(
      six.line,
      'IPv6 without a mode',
      'devices may drop all of it unless "security forwarding-options family inet6 mode flow-based" is set',
    );
}

/** Notes what services decide besides, and those that nobody knows: they may be a firewall of their own. */
function noteServices(services: ConfigNode, book: LineBook): void {
  noteAll(services, book, 'withoutBearing');
  for (const part of below(services))
    if (/^(stateful-firewall|service-set|nat|softwire|captive-portal-content-delivery)$/.test(part.word))
      book.unknown(part.line, `services ${part.word}`, 'it decides besides the policies of security');
    else if (!SERVICES(part.word) && !ANYWHERE.test(part.word))
      book.unknown(part.line, `services ${shownWord(part.word)}`, 'nothing is known of it');
}

function noteSecurity(security: ConfigNode, book: LineBook): void {
  for (const line of security.lines) book.modeled(line);
  for (const part of security.children.values()) {
    const isRule = /^(policies|zones|address-book|nat)$/.test(part.word);
    if (part.word === 'policies' && !part.off) notePolicies(part, book);
    if (part.word === 'address-book' && !part.off)
      for (const each of below(part)) noteStrange(each, /^(?:address|address-set|attach|description)$/, 'address-book …', book);
    if (part.off) noteAll(part, book, 'withoutBearing');
    else if (part.word === 'advance-policy-based-routing')
      noteUnknown(part, book, part.word, 'it sends connections out where routing does not');
    else if (SECURITY_WITHOUT_BEARING.has(part.word)) noteAll(part, book, isRule ? 'modeled' : 'withoutBearing');
    else if (!/^apply-groups/.test(part.word))
      noteUnknown(part, book, `security ${shownWord(part.word)}`, 'nothing is known of it');
  }
}

const PARTS_OF_POLICIES =
  /^(?:from-zone|global|default-policy|policy-rematch|policy-stats|traceoptions|unified-policy|pre-id-default-policy|stateful|lookup-intact-on-commit|(?:no-)?file-serialization|dns-cache)$/;
const PARTS_OF_POLICY = /^(?:match|then|description|scheduler-name|report-skip)$/;
const THEN = /^(?:permit|deny|reject|log|count)$/;

/** Notes what stands below a node and is none of its parts that are known. */
function noteStrange(node: ConfigNode | undefined, known: RegExp, what: string, book: LineBook): void {
  for (const { word, line } of below(node))
    if (!known.test(word) && !ANYWHERE.test(word))
      book.unknown(line, `${what} ${shownWord(word)}`, 'it may have been a part of a policy');
}

/** Notes what stands among policies and is no part of one: it may have been a rule. */
function notePolicies(policies: ConfigNode, book: LineBook): void {
  const others = (node: ConfigNode | undefined, known: RegExp, what: string): void => {
    for (const each of below(node))
      if (!known.test(each.word))
        book.unknown(each.line, `${what} ${shownWord(each.word)}`, 'it may have been a part of a policy');
  };
  others(policies, PARTS_OF_POLICIES, 'security policies');
  others(nodeAt(policies, 'default-policy'), /^(?:permit|deny|reject)-all$/, 'default-policy');
  const contexts: ConfigNode[] = [];
  for (const from of below(policies, 'from-zone')) {
    others(from, /^to-zone$/, 'from-zone …');
    for (const to of below(from, 'to-zone')) contexts.push(to);
  }
  const global = nodeAt(policies, 'global');
  if (global) contexts.push(global);
  for (const context of contexts) {
    others(context, /^policy$/, 'policies');
    for (const policy of below(context, 'policy')) {
      others(policy, PARTS_OF_POLICY, 'policy …');
      others(nodeAt(policy, 'then'), THEN, 'policy … then');
    }
  }
}

const BEARING = new Set([
  'security',
  'applications',
  'logical-systems',
  'tenants',
  'policies',
  'zones',
  'policy',
  'match',
  'application',
  'filter',
]);

/** Whether a group says which networks lie where: addresses of interfaces that pass something, and routes. */
function hasNetworks(group: ConfigNode): boolean {
  if (nodeAt(group, 'routing-options', 'static')) return true;
  return below(group, 'interfaces').some(
    (each) => !/^(?:lo|fxp|em|me|vme)\d/.test(each.word) && [...allOf(each)].some(({ word, off }) => !off && word === 'address'),
  );
}

/** Groups are taken in where they are named: those without bearing alone are none of what matters. */
function noteGroups(system: ConfigNode, root: ConfigNode, book: LineBook): void {
  const bearing = new Set(
    below(root, 'groups').flatMap((group) =>
      [...allOf(group)].some(({ word, off }) => !off && BEARING.has(word)) || hasNetworks(group) ? [group.word] : [],
    ),
  );
  const inSecurity = nodeAt(system, 'security');
  const security = new Set(inSecurity ? allOf(inSecurity) : []);
  for (const node of allOf(system)) {
    if (node.word !== 'apply-groups' || node.off) continue;
    noteAll(node, book, 'withoutBearing');
    const isBearing = [...node.children.keys()].some((name) => bearing.has(name) || (security.has(node) && !name.includes('$')));
    if (isBearing) book.unknown(node.line, 'apply-groups', 'a group that is taken in here may hold rules or networks');
  }
}
