import { knownWords } from '../../../../running/known-words.ts';
import type { LineBook } from '../../../../running/lines.ts';
import { below, type ConfigNode, nodeAt, shownWord } from '../../../../running/tree.ts';

// Statements below `interfaces` and parts of `security` that let neither more nor less pass, or are read by themselves, as Juniper's own models list them: junos-es of
// Junos 17.4 to 24.4 (https://github.com/Juniper/yang), with a few that older releases and other lines have. What is in no list is unknown; where it is known
// what else a statement does, that is said in `DECIDING`.

type Known = (word: string) => boolean;

/** What stands at interfaces, in and out, and may drop packets. */
export const FILTERS = ['filter', 'simple-filter', 'service'];

/** An interface with no packets to pass on: what stands there is about the device itself. */
export const OF_DEVICE = /^(lo|fxp|em|me|vme)\d/;

/** Beside interfaces, below `interfaces`. */
const NO_INTERFACES = new Set(['interface-set', 'stacked-interface-set', 'pic-set', 'traceoptions']);

const PHYSICAL = `
  accounting-profile act-sim aggregated-ether-options aggregated-sonet-options atm-options cellular-options clocking container-options damping description dialer-options
  disable dsl-options dsl-sfp-options e1-options e3-options encapsulation ether-options external-model-name fabric-options fastether-options
  flexible-vlan-tagging framing gigether-options gratuitous-arp-reply hierarchical-scheduler hold-time input-native-vlan-push interface-mib isdn-options keepalives
  l2tp-maximum-session link-degrade-monitor link-mode lmi logical-tunnel-options lsq-failure-options mac management-ethernet-redundancy media-type modem-options mtu
  native-vlan-id no-gratuitous-arp-reply no-gratuitous-arp-request no-interface-mib no-keepalives no-no-gratuitous-arp-request no-partition no-per-unit-scheduler no-traps
  number-of-sub-ports och-options odu-options optics-options otn-options otu-options partition per-unit-scheduler port-mirror-instance ppp-options promiscuous-mode
  receive-bucket redundant-ether-options redundant-pseudo-interface-options schedulers serial-options shared-interface shared-scheduler shdsl-options sonet-options speed
  stacked-vlan-tagging switch-options t1-options t3-options traceoptions transmit-bucket traps unit vdsl-options vlan-tagging vlan-vci-tagging`;

const INTERFACE = knownWords(`${PHYSICAL} filter simple-filter service`);
const RANGE = knownWords(`${PHYSICAL} member member-range`);

const ETHERNET = knownWords(`
  802.3ad asynchronous-notification auto-negotiation autostate-exclude bfd-liveness-detection dlb ethernet-switch-profile fcoe-lag fec flow-control ieee-802-3az-eee
  ieee-802.3ad ignore-l3-incompletes ingress-rate-limit lacp link-mode link-protection link-speed load-balance mac-mode mc-ae mdi-mode minimum-bandwidth minimum-links
  mpls mru no-auto-mdix no-auto-negotiation no-fcoe-lag no-flow-control no-loopback no-source-filtering rebalance-periodic redundancy-group redundant-parent resilient-hash
  speed`);

const UNIT = knownWords(`
  account-layer2-overhead accounting-profile alias arp-resp backup-options bandwidth clear-dont-fragment-bit compression compression-device
  copy-tos-to-outer-ip-header deep-vlan-qualified-learning description dialer-options disable disable-mlppp-inner-ppp-pfc dlci drop-timeout encapsulation family filter
  fragment-threshold generate-eui64 inner-vlan-id-swap-ranges input-vlan-map interface-state interface-tag interleave-fragments inverse-arp keepalives layer2-policer
  link-layer-overhead load-balancing-options mac minimum-links mrru mtu multicast-dlci multicast-vci multilink-max-classes multipoint native-inner-vlan-id
  no-auto-virtual-gateway-esi no-dhcp-flood no-generate-eui64 no-keepalives no-routing-services no-traps oam-liveness oam-period output-vlan-map peer-interface peer-unit
  point-to-point policer-overhead ppp-options pppoe-options proxy-arp proxy-macip-advertisement routing-service routing-services service service-domain shaping
  short-sequence simple-filter swap-by-poppush traps tunnel vci virtual-gateway-accept-data virtual-gateway-esi virtual-gateway-v4-mac virtual-gateway-v6-mac
  vlan-id vlan-id-list vlan-id-range vlan-tag vlan-tags vpi`);

const FAMILY = knownWords('any bridge ccc ethernet-switching inet inet6 iso mlfr-end-to-end mlfr-uni-nni mlppp mpls vpls');

const FAMILIES: Readonly<Record<string, Known>> = {
  inet: knownWords(`
    accounting address arp-new-hold-limit destination-class-usage destination-udp-port dhcp dhcp-client filter mtu negotiate-address next-hop-tunnel no-redirects
    no-tunnel-termination policer primary receive-options-packets receive-ttl-exceeded rpf-check sampling service simple-filter targeted-broadcast tcp-mss
    transit-options-packets transit-ttl-exceeded tunnel-loopback tunnel-termination unconditional-src-learn unnumbered-address`),
  inet6: knownWords(`
    accounting address dad-disable dad-proxy destination-udp-port dhcpv6-client enhanced-dad-disable filter mtu nd6-new-hold-limit nd6-stale-time ndp-proxy
    negotiate-address no-dad-disable no-redirects no-tunnel-termination policer rpf-check sampling service tcp-mss tunnel-termination unnumbered-address`),
  'ethernet-switching': knownWords(`
    bridge-domain-type core-facing filter inner-vlan inner-vlan-id-list inter-switch-link interface-mode isid-list native-vlan-id policer port-mode recovery-timeout
    reflective-relay storm-control vlan vlan-auto-sense vlan-rewrite`),
};

const ADDRESS = knownWords(`
  arp broadcast destination destination-profile eui-64 master-only multipoint-destination ndp preferred primary subnet-router-anycast tag tag2
  virtual-gateway-address vrrp-group vrrp-inet6-group web-authentication`);

const FILTER = knownWords('input input-list output output-list group dialer');

/** Parts of `security`, by their paths; `*` stands for any name. */
const OF_SECURITY: readonly (readonly [path: string, isKnown: Known])[] = [
  [
    'flow',
    knownWords(`
      advanced-options aging allow-reverse-ecmp bridge drop-flow enable-reroute-uniform-link-check enhanced-routing-mode ethernet-switching force-ip-reassembly
      fragment-reassembly-timeout gre-performance-acceleration high-availability ipsec-performance-acceleration load-distribution log mcast-buffer-enhance
      multicast-nh-resolve-retry nh-resolve-timeout no-local-favor-ecmp packet-log pending-sess-queue-length power-mode-disable power-mode-ipsec power-mode-ipsec-qat
      preserve-incoming-fragment-size route-change-timeout strict-packet-order syn-flood-protection-mode sync-icmp-session tcp-mss tcp-session traceoptions tunnel-info`),
  ],
  [
    'flow tcp-session',
    knownWords(`
      aggressive-tcp-ack fin-invalidate-session maximum-window no-sequence-check no-syn-check no-syn-check-in-tunnel rst-invalidate-session rst-sequence-check
      strict-syn-check tcp-fast-open tcp-initial-timeout tcp-selective-ack time-wait-state`),
  ],
  ['flow tcp-mss', knownWords('all-tcp gre-in gre-out ipsec-vpn')],
  ['flow aging', knownWords('early-ageout early-aging high-watermark low-watermark')],
  ['flow advanced-options', knownWords('reverse-route-packet-mode-vr')],
  ['flow log', knownWords('dropped-icmp-packet dropped-illegal-packet')],
  ['flow bridge', knownWords('block-non-ip-all bpdu-vlan-flooding bypass-non-ip-unicast no-packet-flooding')],
  ['flow ethernet-switching', knownWords('block-non-ip-all bpdu-vlan-flooding bypass-non-ip-unicast no-packet-flooding')],
  [
    'forwarding-options',
    knownWords(`
      allow-dataplane-sleep dedicated-offload-cpu family mirror-filter no-allow-dataplane-sleep receive-side-scaling resource-manager security-service
      services-offload`),
  ],
  ['forwarding-options family', knownWords('inet inet6 iso mpls')],
  [
    'nat',
    knownWords(
      'allow-overlapping-pools destination ipv6-multicast-interfaces natv6v4 proxy-arp proxy-ndp source static traceoptions',
    ),
  ],
  ['zones', knownWords('functional-zone security-zone')],
  [
    'zones security-zone *',
    knownWords(`
      address-book advance-policy-based-routing-profile application-tracking description enable-reverse-reroute host-inbound-traffic interfaces screen
      source-identity-log tcp-rst unidirectional-session-refreshing white-list`),
  ],
];

/** Statements of which it is known what else they do. */
const DECIDING: Readonly<Record<string, string>> = {
  'accept-source-mac': 'hosts pass by their hardware addresses alone',
  'allow-dns-reply': 'answers of name servers pass that nobody asked for',
  'allow-embedded-icmp': 'messages of ICMP pass that belong to no known connection',
  'drop-matching-link-local-address': 'it drops packets by their addresses',
  'drop-matching-reserved-ip-address': 'it drops packets by their addresses',
  'explicit-proxy': 'connections to the proxy are decided elsewhere',
  'fragment-limit': 'it drops packets that come in many parts',
  loopback: 'nothing passes an interface that leads back to itself',
  'multicast-only': 'nothing passes but what is sent to groups of hosts',
  'no-neighbor-learn': 'hosts are reached that are known beforehand alone',
  'passive-monitor-mode': 'nothing passes where packets are only listened to',
  'secure-wire': 'which network lies behind which interface the file does not say',
  'source-address-filter': 'hosts pass by their hardware addresses alone',
  'source-filtering': 'hosts pass by their hardware addresses alone',
};

/** What may stand anywhere, and is no setting. */
export const ANYWHERE = /^apply-(?:groups(?:-except)?|flags|macro)$/;

/** Notes statements of a system that nobody knows where they might let more or less pass. */
export function noteSettings(system: ConfigNode, book: LineBook): void {
  for (const [path, isKnown] of OF_SECURITY) {
    const words = path.split(' ');
    const shown = words.filter((word) => word !== '*');
    const what = `${['security', ...shown.slice(-1)].join(words.length > 1 ? ' … ' : ' ')} …`;
    for (const node of nodesAt(nodeAt(system, 'security'), words)) noteStrange(node, isKnown, what, book);
  }
  for (const each of below(system, 'interfaces'))
    if (each.word === 'interface-range')
      for (const range of below(each)) {
        noteStrange(range, RANGE, 'interface-range …', book);
        const off = nodeAt(range, 'disable');
        if (off) book.unknown(off.line, 'interface-range … disable', 'nothing passes an interface that is switched off');
      }
    else if (!NO_INTERFACES.has(each.word) && !OF_DEVICE.test(each.word)) noteInterface(each, book);
}

function noteInterface(each: ConfigNode, book: LineBook): void {
  const note = (node: ConfigNode, isKnown: Known): void => noteStrange(node, isKnown, 'interfaces …', book);
  const filters = (holder: ConfigNode): void => {
    for (const key of FILTERS) for (const node of nodesAt(holder, [key])) note(node, FILTER);
  };
  note(each, INTERFACE);
  filters(each);
  for (const options of below(each)) if (/ether-options$/.test(options.word)) note(options, ETHERNET);
  for (const unit of below(each, 'unit')) {
    note(unit, UNIT);
    filters(unit);
    for (const holder of nodesAt(unit, ['family'])) note(holder, FAMILY);
    for (const family of below(unit, 'family')) {
      const isKnown = Object.hasOwn(FAMILIES, family.word) ? FAMILIES[family.word] : undefined;
      if (isKnown) note(family, isKnown);
      filters(family);
      for (const address of below(family, 'address')) note(address, ADDRESS);
    }
  }
}

/** The nodes at a path, in which `*` stands for any name. */
function nodesAt(node: ConfigNode | undefined, path: readonly string[]): ConfigNode[] {
  const [word, ...rest] = path;
  if (!node || word === undefined) return node ? [node] : [];
  const next = word === '*' ? below(node) : [nodeAt(node, word)];
  return next.flatMap((each) => nodesAt(each, rest));
}

function noteStrange(holder: ConfigNode, isKnown: Known, what: string, book: LineBook): void {
  for (const { word, line } of below(holder)) {
    if (isKnown(word) || ANYWHERE.test(word)) continue;
    const why = Object.hasOwn(DECIDING, word) ? DECIDING[word]! : 'nothing is known of it';
    book.unknown(line, `${what} ${shownWord(word)}`, why);
  }
}
