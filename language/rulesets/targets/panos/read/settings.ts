import { knownWords } from '../../../../running/known-words.ts';
import type { LineBook } from '../../../../running/lines.ts';
import { below, type ConfigNode, nodeAt, shownWord } from '../../../../running/tree.ts';

// Settings that let neither more nor less pass, or are read by themselves, as Palo Alto Networks lists them: those of sessions and of TCP by the API of device
// settings (https://pan.dev/scm/api/config/ngfw/device) with what the command line has besides, all others by its library for PAN-OS 10.1 to 11.2
// (https://github.com/PaloAltoNetworks/pango). A setting in no list is unknown.

type Known = (word: string) => boolean;

/** Parts of the settings of the device, as its documentation and public configurations have them; those of sessions and TCP are known one by one. */
const OF_SETTING = knownWords(`
  adns-setting advance-routing application auto-mac-detect autofocus aws-cloudwatch azure-advanced-metrics cloudapp config ctd custom-logo device-telemetry dlp dns
  global-protect google-cloud-monitoring hawkeye http2 icd iot jumbo-frame l3-service lcaas-use-proxy logging management nat packet pan-url-db pow session ssl-decrypt tcp
  telemetry tunnel-acceleration url util vpn wildfire zip`);

/** What the device does with sessions and with TCP. */
const OF_DEVICE: readonly (readonly [part: string, isKnown: Known])[] = [
  [
    'session',
    knownWords(`
      accelerated-aging-* config dhcp-bcast-session-on erspan icmp-unreachable-rate icmpv6-rate-limit ipv6-firewalling jumbo-frame max-pending-mcast-pkts-per-session
      multicast-route-setup-buffering nat nat64 offload packet-buffer-protection-* resource-limit-behavior scan-scaling-factor scan-threshold tcp-reject-non-syn
      timeout-*`),
  ],
  [
    'tcp',
    knownWords(`
      allow-challenge-ack asymmetric-path bypass-exceed-oo-queue check-timestamp-option drop-zero-flag siptcp-cleartext-proxy strip-mptcp-option
      tcp-retransmit-scan urgent-data`),
  ],
];

/** Parts of a security rule that hold settings of their own. */
export const OF_RULES: Readonly<Record<string, Known>> = {
  option: knownWords('disable-server-response-inspection'),
  qos: knownWords('marking'),
  'profile-setting': knownWords('group profiles'),
};

/** What objects hold, by their kind. */
const OF_OBJECTS: readonly (readonly [kind: string, isKnown: Known, why: string])[] = [
  [
    'address',
    knownWords('description disable-override fqdn ip-netmask ip-range ip-wildcard tag'),
    'what it stands for is not known for certain',
  ],
  ['address-group', knownWords('description disable-override dynamic static tag'), 'what it stands for is not known for certain'],
  ['service', knownWords('description disable-override protocol tag'), 'what it stands for is not known for certain'],
  ['service-group', knownWords('disable-override members tag'), 'what it stands for is not known for certain'],
  [
    'zone',
    knownWords('device-acl enable-device-identification enable-user-identification network user-acl'),
    'nothing is known of it',
  ],
];

const ZONE_NETWORK = knownWords(
  'enable-packet-buffer-protection external layer2 layer3 log-setting net-inspection tap tunnel virtual-wire zone-protection-profile',
);

const DEFAULT_RULE = knownWords('action group-tag icmp-unreachable log-end log-setting log-start profile-setting tag uuid');

const KINDS = knownWords('aggregate-ethernet cellular ethernet loopback sdwan tunnel vlan');
const LAYER3 = `
  adjust-tcp-mss arp bonjour cluster-interconnect comment ddns-config decrypt-forward df-ignore dhcp-client interface-management-profile ip ipv6 link-tag lldp mtu
  ndp-proxy netflow-profile pppoe sdwan-link-settings tag traffic-interconnect units untagged-sub-interface`;
const IN_LAYER3 = knownWords(LAYER3);
const PORT = knownWords(`${LAYER3}
  aggregate-group decrypt-mirror ha lacp layer2 layer3 link-duplex link-speed link-state log-card poe tap virtual-wire`);

const ROUTE = knownWords('admin-dist bfd destination interface metric nexthop option path-monitor route-table');
const NEXT = knownWords('discard fqdn ip-address ipv6-address next-lr next-vr');
const TABLES = knownWords('both multicast no-install unicast');

/** Tables of routes. */
export function routersOf(network: ConfigNode): ConfigNode[] {
  return [...below(network, 'virtual-router'), ...below(network, 'logical-router').flatMap((router) => below(router, 'vrf'))];
}

/** All static routes of a device. */
export function staticRoutesOf(network: ConfigNode): ConfigNode[] {
  return routersOf(network).flatMap((router) =>
    ['ip', 'ipv6'].flatMap((family) => below(router, 'routing-table', family, 'static-route')),
  );
}

/** Notes settings of a device by which other connections pass, and those that nobody knows. */
export function noteDevice(frame: ConfigNode, book: LineBook): void {
  const six = nodeAt(frame, 'deviceconfig', 'setting', 'session', 'ipv6-firewalling', 'no');
  if (six) book.unknown(six.line, 'ipv6-firewalling no', 'no rule is asked about IPv6');
  const full = nodeAt(frame, 'deviceconfig', 'setting', 'management', 'traffic-stop-on-logdb-full', 'yes');
  if (full) book.unknown(full.line, 'traffic-stop-on-logdb-full yes', 'nothing passes any more while its log is full');
  noteStrange(nodeAt(frame, 'deviceconfig', 'setting'), OF_SETTING, 'deviceconfig setting', book);
  for (const [part, isKnown] of OF_DEVICE)
    noteStrange(nodeAt(frame, 'deviceconfig', 'setting', part), isKnown, `setting ${part} …`, book);
}

/** Notes what nobody knows of objects and zones. */
export function noteObjects(scope: ConfigNode, book: LineBook): void {
  for (const [kind, isKnown, why] of OF_OBJECTS)
    for (const object of below(scope, kind)) noteStrange(object, isKnown, `${kind} …`, book, why);
  for (const zone of below(scope, 'zone')) noteStrange(nodeAt(zone, 'network'), ZONE_NETWORK, 'zone … network', book);
}

/** Notes what nobody knows of what is done between zones, and within them, by default. */
export function noteDefaults(rulebase: ConfigNode, book: LineBook): void {
  for (const rule of below(rulebase, 'default-security-rules', 'rules'))
    noteStrange(rule, DEFAULT_RULE, 'default-security-rules …', book);
}

/** Notes what nobody knows of interfaces and of static routes. */
export function noteInterfaces(network: ConfigNode, book: LineBook): void {
  for (const route of staticRoutesOf(network)) {
    noteStrange(route, ROUTE, 'static-route …', book);
    noteStrange(nodeAt(route, 'nexthop'), NEXT, 'static-route … nexthop', book);
    noteStrange(nodeAt(route, 'route-table'), TABLES, 'static-route … route-table', book);
  }
  noteStrange(nodeAt(network, 'interface'), KINDS, 'network interface', book);
  for (const kind of below(network, 'interface').filter(({ word }) => KINDS(word))) {
    const note = (node: ConfigNode | undefined, isKnown: Known): void => noteStrange(node, isKnown, 'network interface …', book);
    // There is one interface of some kinds, and units of it; of others there are many.
    const isPort = /ethernet$/.test(kind.word);
    for (const port of isPort ? below(kind) : [kind]) {
      note(port, PORT);
      const layer3 = nodeAt(port, 'layer3');
      note(layer3, IN_LAYER3);
      for (const unit of [...below(port, 'units'), ...below(layer3, 'units')]) note(unit, IN_LAYER3);
    }
  }
}

function noteStrange(
  holder: ConfigNode | undefined,
  isKnown: Known,
  what: string,
  book: LineBook,
  why = 'nothing is known of it',
): void {
  for (const { word, line } of below(holder)) if (!isKnown(word)) book.unknown(line, `${what} ${shownWord(word)}`, why);
}
