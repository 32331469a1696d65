import type { LineBook } from '../../../../running/lines.ts';
import { allOf, below, type ConfigNode, nodeAt, shownWord, valueAt, valuesAt } from '../../../../running/tree.ts';

// What decides besides the policies of security: each is told, since it is not followed here.
const ELSEWHERE = 'it sends connections out where routing does not';
const FILTERED = 'it may drop packets of connections that policies permit';

/** Defenses against packets that nobody sends who means well. */
const AGAINST_BROKEN: ReadonlySet<string> = new Set(
  `icmp.ping-death icmp.icmpv6-malformed ip.bad-option ip.tear-drop ip.spoofing ip.loose-source-route-option ip.strict-source-route-option
  ip.source-route-option ip.record-route-option ip.timestamp-option ip.security-option ip.stream-option tcp.land tcp.winnuke tcp.syn-fin
  ip.ipv6-malformed-header tcp.fin-no-ack tcp.tcp-no-flag tcp.syn-frag`.split(/\s+/),
);

/** What permits may hold that closes nothing. */
const PERMITS =
  /^(tunnel|firewall-authentication|destination-address|application-services|tcp-options|services-offload|apply-.*)$/;
/** What looks on, or chooses how fast packets go. */
const LOOKING_ON = /^(packet-capture|application-traffic-control|uac-policy|apply-.*)$/;

/** What looks into connections, and closes those in which it finds something. */
const INSPECTING =
  /^(idp|idp-policy|utm-policy|anti-virus-policy|advanced-anti-malware-policy|ssl-proxy|gprs-(gtp|sctp)-profile|icap-redirect|security-intelligence(-policy)?)$/;

/** What is dropped as an attack: floods, sweeps and scans. */
const AGAINST_ATTACKS = /flood|sweep|scan|spoofing|land|winnuke/;

/** Notes what a policy that permits has done to its connections. */
export function notePermit(permit: ConfigNode | undefined, book: LineBook): void {
  for (const { word, line, children } of below(permit)) {
    if (!PERMITS.test(word)) book.unknown(line, `policy … permit ${shownWord(word)}`, 'the policy may permit less by it');
    if (word !== 'application-services') continue;
    for (const each of children.values()) {
      const named = [...allOf(each)].map((node) => node.word).join(' ');
      if (each.off || LOOKING_ON.test(each.word)) continue;
      if (INSPECTING.test(each.word)) book.inspects(each.line, `application-services ${shownWord(each.word)}`, named);
      else
        book.unknownOnce(named, each.line, `application-services ${shownWord(each.word)}`, 'it decides of connections besides');
    }
  }
}

/** Notes what zones, interfaces, routing and switching of a system do to packets. */
export function noteBesides(system: ConfigNode, book: LineBook): void {
  const say = (node: ConfigNode | undefined, what: string, why: string): void => {
    if (node) book.unknown(node.line, what, why);
  };
  for (const zone of below(system, 'security', 'zones', 'security-zone')) {
    noteScreen(zone, system, book);
    say(nodeAt(zone, 'advance-policy-based-routing-profile'), 'advance-policy-based-routing-profile', ELSEWHERE);
  }
  say(nodeAt(system, 'security', 'group-vpn', 'member'), 'group-vpn member', 'a server says what may pass, and what may not');
  for (const range of below(system, 'interfaces', 'interface-range'))
    if (below(range, 'unit').some((unit) => !isPortOfSwitch(unit)))
      say(nodeAt(range, 'unit'), 'interface-range … unit', 'its interfaces have networks and filters that are not read here');
  for (const family of below(system, 'forwarding-options', 'family'))
    say(nodeAt(family, 'filter'), 'forwarding-options … filter', FILTERED);
  for (const kind of ['vlans', 'bridge-domains'])
    for (const each of below(system, kind)) {
      say(nodeAt(each, 'forwarding-options', 'filter'), `${kind} … filter`, FILTERED);
      for (const option of below(each, 'forwarding-options', 'dhcp-security'))
        if (/^(ip-source-guard|ipv6-source-guard|arp-inspection)$/.test(option.word))
          say(option, `${kind} … ${option.word}`, 'hosts pass that have got their address from a server alone');
    }
  say(nodeAt(system, 'routing-options', 'flow', 'route'), 'routing-options flow', FILTERED);
  for (const node of allOf(nodeAt(system, 'protocols', 'bgp') ?? NOTHING))
    if (node.word === 'family' && !node.off)
      for (const family of below(node)) say(nodeAt(family, 'flow'), 'protocols bgp … flow', FILTERED);
  say(nodeAt(system, 'protocols', 'dot1x', 'authenticator'), 'protocols dot1x', 'hosts have to log in before they pass');
  noteInstances(system, book);
}

const NOTHING: ConfigNode = { word: '', line: 1, children: new Map(), lines: [] };

/** Whether a unit is a port of a switch without a filter, whose packets come to policies where the network of all such ports is. */
function isPortOfSwitch(unit: ConfigNode): boolean {
  const families = below(unit, 'family');
  return (
    below(unit).every(({ word }) => word === 'family' || word === 'description') &&
    families.length > 0 &&
    families.every((family) => family.word === 'ethernet-switching' && !nodeAt(family, 'filter'))
  );
}

/** A screen drops what comes into its zone. */
function noteScreen(zone: ConfigNode, system: ConfigNode, book: LineBook): void {
  const name = valueAt(zone, 'screen');
  if (name === undefined) return;
  const { line } = nodeAt(zone, 'screen')!;
  const options = nodeAt(system, 'security', 'screen', 'ids-option', name);
  if (!options) book.unknownOnce(`screen ${name}`, line, 'screen', 'it may drop packets, and is not in the file');
  else if (!nodeAt(options, 'alarm-without-drop'))
    for (const kind of below(options))
      for (const each of /^(description|apply-.*)$/.test(kind.word) ? [] : below(kind))
        if (!AGAINST_BROKEN.has(`${kind.word}.${each.word}`)) {
          const what = `screen … ${shownWord(kind.word)} ${shownWord(each.word)}`;
          const thing = `screen ${name} ${kind.word} ${each.word}`;
          if (AGAINST_ATTACKS.test(each.word)) book.inspects(each.line, what, thing);
          else book.unknownOnce(thing, each.line, what, 'it drops packets by their number or their form');
        }
}

/** Interfaces of zones in several tables of routes reach each other where routes lead from one to the other. */
function noteInstances(system: ConfigNode, book: LineBook): void {
  const instances = below(system, 'routing-instances');
  if (!instances.length) return;
  const inside = new Map<string, ConfigNode>();
  for (const instance of instances) for (const name of valuesAt(instance, 'interface')) inside.set(name, instance);
  const found = new Set<ConfigNode | undefined>();
  for (const zone of below(system, 'security', 'zones', 'security-zone'))
    for (const name of valuesAt(zone, 'interfaces')) found.add(inside.get(name.includes('.') ? name : `${name}.0`));
  const [first] = [...found].filter((each) => each !== undefined);
  if (found.size > 1 && first)
    book.unknown(first.line, 'routing-instances', 'its interfaces reach those of others where routes lead there alone');
}
