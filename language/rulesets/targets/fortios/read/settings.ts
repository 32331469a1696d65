import { knownWords } from '../../../../running/known-words.ts';
import type { LineBook } from '../../../../running/lines.ts';
import { below, type ConfigNode, nodeAt, shownWord } from '../../../../running/tree.ts';

// All settings of tables by which a device may let pass more or less, as Fortinet's CLI reference lists them (FortiOS 7.6 and 8.0) and its collection of modules
// for Ansible (2.4.2, FortiOS 6.0 to 7.6): https://docs.fortinet.com/document/fortigate/7.6.0/cli-reference. Of most the documentation says that they are about the
// device itself, about speed or about what is shown; those that decide are in `DECIDING`, each with the value by which it does. A setting in no list is unknown.

/** `config system settings`. */
const SETTINGS = knownWords(`
  allow-linkdown-path allow-subnet-overlap application-bandwidth-tracking asymroute asymroute6 asymroute-icmp asymroute6-icmp auxiliary-session bfd bfd-*
  block-land-attack central-nat comments compliance-check consolidated-firewall-mode default-app-port-as-service default-policy-expiry-days default-voip-alg-mode
  deny-tcp-with-icmp detect-unknown-esp device dhcp-proxy dhcp-proxy-* dhcp-server-ip dhcp6-server-ip discovered-device-timeout dyn-addr-session-check ecmp-max-paths
  email-portal-check-dns ext-resource-session-check firewall-session-dirty fqdn-session-check fw-session-hairpin gateway gateway6 gtp-asym-fgsp gtp-monitor-mode
  gui-* h323-direct-model http-external-dest ike-* implicit-allow-dns inspection-mode internet-service-app-ctrl-size internet-service-database-cache
  intree-ses-best-route ip ip6 lan-extension-controller-addr lan-extension-controller-port link-down-access lldp-reception lldp-transmission location-id mac-ttl
  manageip manageip6 multicast-forward multicast-skip-policy multicast-ttl-notchange nat46-force-ipv4-packet-forwarding nat46-generate-ipv6-fragment-header
  nat64-force-ipv6-packet-forwarding ngfw-mode opmode pfcp-monitor-mode policy-offload-level prp-trailer-action sccp-port sctp-session-without-init
  ses-denied-multicast-traffic ses-denied-traffic sip-expectation sip-helper sip-nat-trace sip-ssl-port sip-tcp-port sip-udp-port snat-hairpin-traffic ssl-ssh-profile
  status strict-src-check tcp-session-without-syn utf8-spam-tagging v4-ecmp-mode vdom-type vpn-stats-log vpn-stats-period wccp-cache-engine`);

/** `config system global`. */
const GLOBAL = knownWords(`
  admin-* admintimeout airplane-mode alias allow-traffic-redirect anti-replay application-bandwidth-tracking arp-max-entry asymroute auth-*-port auth-cert
  auth-keepalive auth-session-* auto-auth-extension-device autorun-log-fsck av-failopen av-failopen-session batch-cmdb block-session-timer br-fdb-max-entry
  cert-chain-max cfg-revert-timeout cfg-save check-protocol-header check-reset-range cli-audit-log cloud-communication clt-cert-req compliance-check
  compliance-check-time cpu-use-threshold csr-ca-attribute daily-restart default-service-source-port delay-tcp-npu-session
  device-identification-active-scan-delay device-idle-timeout dh-params dhcp-lease-backup-interval dst early-tcp-npu-session edit-vdom-prompt
  endpoint-control-fds-access endpoint-control-portal-port extender-controller-reserved-network failtime faz-disk-buffer-size fds-statistics fds-statistics-period
  fec-port fgd-alert-subscription forticarrier-bypass forticontroller-proxy forticontroller-proxy-port forticonverter-* fortiextender fortiextender-*
  fortigslb-integration fortiipam-integration fortiservice-port fortitoken-cloud fortitoken-cloud-* geoip-full-db gtpu-dynamic-source-port gui-* honor-df hostname
  http-request-limit http-unauthenticated-request-limit hyper-scale-vdom-num igmp-state-limit interface-subnet-usage internal-switch-mode internal-switch-speed
  internet-service-database internet-service-download-list interval ip-conflict-detection ip-fragment-mem-thresholds ip-fragment-timeout ip-src-port-range ipsec-*
  ipv6-accept-dad ipv6-allow-* ipv6-fragment-timeout ipv6-snat-route-change irq-time-accounting language ldapconntimeout legacy-poe-device-support lldp-reception
  lldp-transmission log-* login-timestamp long-vdom-name management-ip management-port management-port-use-admin-sport management-vdom max-dlpstat-memory
  max-route-cache-size mc-ttl-notchange memory-use-threshold-* miglogd-children multi-factor-authentication multicast-forward ndp-max-entry npu-neighbor-update
  per-user-bal per-user-bwl pmtu-discovery policy-auth-concurrent post-login-banner pre-login-banner private-data-encryption proxy-* purdue-level quic-*
  radius-port reboot-upon-config-restore refresh remoteauthtimeout reset-sessionless-tcp rest-api-key-url-query restart-time revision-* scanunit-count scim-*
  security-rating-* send-pmtu-icmp sflowd-max-children-num show-backplane-intf single-vdom-npuvlink snat-route-change special-file-23-support speedtest-server
  speedtestd-*-port split-port split-port-mode ssd-trim-* ssh-* ssl-min-proto-version ssl-static-key-ciphers sslvpn-* strict-dirty-session-check strong-crypto
  switch-controller switch-controller-reserved-network sys-perf-log-interval tcp-congestion-control tcp-*-timer tcp-option telemetry-controller
  telemetry-data-port tftp timezone tls-session-cache tp-mc-skip-policy traffic-priority traffic-priority-level two-factor-*-expiry udp-idle-timer upgrade-report
  url-filter-count user-device-store-* user-history-password-threshold user-server-cert vdom-admin vdom-mode vip-arp-range virtual-server-count
  virtual-server-hardware-acceleration virtual-switch-vlan vpn-ems-sn-check wad-* wifi-ca-certificate wifi-certificate wimax-4g-usb wireless-controller
  wireless-controller-port wireless-mode *-affinity *-worker-count`);

/** `config system interface`. */
const INTERFACE = knownWords(`
  ac-name aggregate aggregate-type algorithm alias allowaccess annex ap-discover arp-egress-cos arpforward atm-protocol auth-cert auth-portal-addr auth-type
  auto-auth-extension-device bandwidth-measure-time bfd bfd-* broadcast-forticlient-discovery broadcast-forward captive-portal cli-conn-status client-options color
  dedicated-to default-purdue-level defaultgw description detected-peer-mtu detectprotocol detectserver device-access-list device-identification
  device-identification-active-scan device-netscan device-user-identification devindex dhcp-* disc-retry-timeout disconnect-threshold distance dns-server-override
  dns-server-protocol drop-fragment drop-overlapped-fragment eap-* egress-cos egress-queues egress-shaping-profile eip endpoint-compliance
  estimated-downstream-bandwidth estimated-upstream-bandwidth exclude-signatures explicit-ftp-proxy explicit-web-proxy external fail-* fortiheartbeat fortilink
  fortilink-* forward-domain forward-error-correction gateway-address gi-gk gwaddr gwdetect ha-priority icmp-accept-redirect icmp-send-redirect ident-accept
  idle-timeout ike-saml-server inbandwidth inbandwidth-source ingress-cos ingress-shaping-profile ingress-spillover-threshold interconnect-profile interface internal
  ip ip-managed-by-fortiipam ipam-conflicts ipmac ips-sniffer-mode ipunnumbered ipv6 l2forward l2tp-client l2tp-client-settings lacp-* lcp-* link-up-delay lldp-*
  macaddr managed-device managed-subnetwork-size management-ip measured-downstream-bandwidth measured-upstream-bandwidth mediatype member min-links min-links-down
  mirroring-* mode monitor-bandwidth mrru mtu mtu-override multilink mux-type ndiscforward netbios-forward netflow-* np-qos-profile outbandwidth outbandwidth-source
  padt-retry-timeout password phy-mode phy-setting ping-serv-status poe polling-interval port-mirroring pppoe-egress-cos pppoe-unnumbered-negotiate pptp-*
  preserve-session-route priority priority-override profiles proxy-captive-portal pvc-* reachable-time redundant-interface remote-ip replacemsg-override-group
  retransmission ring-rx ring-tx role sample-direction sample-rate scan-botnet-connections secondary-IP secondaryip security-8021x-* security-exempt-list
  security-external-logout security-external-web security-groups security-ip-auth-bypass security-mac-auth-bypass security-mode security-redirect-url
  select-profile-30a-35b service-name sflow-sampler sfp-dsl sfp-dsl-* snmp-index speed spillover-threshold src-check status stp stp-* stpforward stpforward-mode
  subst substitute-dst-mac sw-algorithm swc-first-create swc-vlan switch switch-controller-* system-id system-id-type tagging tc-mode tcp-mss telemetry-discover
  trunk trust-ip-* trust-ip6-* tx-queue-len type username vci vdom vectoring vindex virtual-mac vlan-id vlan-op-mode vlan-protocol vlanforward vlanid vpi vrf vrrp
  vrrp-virtual-mac wccp weight wifi-* wins-ip`);

/** `config ipv6` of an interface, and each of its `secondaryip`. */
const INTERFACE_IPV6 = knownWords(`
  autoconf cli-conn6-status client-options dhcp6-* icmp6-send-redirect interface-identifier ip6-* nd-* ra-send-mtu unique-autoconf-addr vrip6_link_local
  vrrp-virtual-mac6 vrrp6`);
const SECONDARY = knownWords('allowaccess detectprotocol detectserver gwdetect ha-priority ip ping-serv-status secip-relay-ip');

const ZONE = knownWords('description interface intrazone tagging');
const ROUTE = knownWords(`
  bfd blackhole comment device devindex distance dst dstaddr dynamic-gateway gateway internet-service internet-service-custom internet-service-fortiguard
  link-monitor-exempt preferred-source priority sdwan sdwan-zone src status tag virtual-wan-link vrf weight`);

/** Settings with a pattern of the values by which they decide, or behind `not` of those by which they don't; and why. */
type Deciding = readonly [settings: string, why: string];

const TO_PROXY = 'connections to the proxy are decided elsewhere';
const LOG_IN = 'users have to log in before their connections pass';
const OTHER_TABLES = 'interfaces of different ones do not reach each other';

/** Settings of tables with one entry that decide besides policies. */
const DECIDING: readonly (readonly [table: string, ...Deciding])[] = [
  ['firewall ipmacbinding setting', 'bindthroughfw enable', 'packets pass by their hardware addresses alone'],
  ['firewall ipv6-eh-filter', 'auth dest-opt fragment hop-opt no-next enable', 'it drops packets with certain headers'],
  ['ftp-proxy explicit', 'status enable', TO_PROXY],
  ['system nat64', 'status enable', 'it translates addresses of one family to those of the other'],
  ['web-proxy explicit', 'status enable', TO_PROXY],
  ['system settings', 'opmode not nat', 'which network lies behind which interface the file does not say'],
  ['system settings', 'ngfw-mode not profile-based', 'policies by application decide'],
  [
    'system settings',
    'asymroute asymroute6 asymroute-icmp asymroute6-icmp not disable',
    'packets pass that belong to no known connection',
  ],
  ['system settings', 'multicast-skip-policy not disable', 'what is sent to groups of hosts passes without policies'],
  ['system settings', 'implicit-allow-dns not disable', 'names are looked up without a policy that permits it'],
  ['system settings', 'sip-expectation not disable', 'phones are reached that no policy names'],
  ['system settings', 'status not enable', 'nothing passes a virtual domain that is switched off'],
  ['system settings', 'vdom-type not traffic', 'such a virtual domain is not there for what passes'],
  ['system settings', 'wccp-cache-engine not disable', TO_PROXY],
  ['system global', 'asymroute not disable', 'packets pass that belong to no known connection'],
  ['system global', 'default-service-source-port not 1-65535|0-65535', 'services are about certain source ports alone'],
  ['system global', 'forticarrier-bypass not disable', 'packets may pass without policies'],
  ['system global', 'per-user-bal per-user-bwl not disable', 'certain users are blocked'],
  ['system global', 'tp-mc-skip-policy not disable', 'what is sent to groups of hosts passes without policies'],
];

/** Settings of interfaces by which less passes, or other things decide. */
const OF_INTERFACES: readonly Deciding[] = [
  ['security-mode not none', LOG_IN],
  ['proxy-captive-portal not disable', LOG_IN],
  ['captive-portal not 0|disable', LOG_IN],
  ['dedicated-to not none', 'what comes in there is for the device alone'],
  ['ips-sniffer-mode not disable', 'nothing passes where packets are only listened to'],
  ['drop-fragment not disable', 'it drops packets that come in parts'],
  ['scan-botnet-connections block', 'it looks into connections that policies permit, and may close them'],
  ['explicit-web-proxy explicit-ftp-proxy not disable', TO_PROXY],
  ['endpoint-compliance not disable', 'hosts pass that keep to certain rules alone'],
  ['device-access-list wifi-mac-filter not disable|', 'hosts pass by their hardware addresses alone'],
  ['gi-gk not disable', 'it may drop connections'],
  ['subst not disable', 'it sends all packets to one machine'],
  ['switch-controller-arp-inspection enable', 'hosts pass that have got their address from a server alone'],
  ['switch-controller-offload not disable', 'switches lead packets to other networks without policies'],
];

/** Settings of static routes that make them about less than a destination. */
const OF_ROUTES: readonly Deciding[] = [
  ['src not 0.0.0.0', 'the route is for certain sources alone'],
  ['vrf not 0', OTHER_TABLES],
];

/** Tables in which each setting has to be known, and whether they have many entries. */
const TABLES: readonly (readonly [table: string, isKnown: (word: string) => boolean, hasEntries: boolean])[] = [
  ['system settings', SETTINGS, false],
  ['system global', GLOBAL, false],
  ['system interface', INTERFACE, true],
  ['system zone', ZONE, true],
  ['router static', ROUTE, true],
  ['router static6', ROUTE, true],
];

/** Notes settings of a virtual domain, or of the device, that decide besides policies, and those that nobody knows. */
export function noteSettings(domain: ConfigNode, book: LineBook): void {
  for (const [table, ...deciding] of DECIDING) noteSet(nodeAt(domain, table), deciding, book);
  for (const pool of below(domain, 'firewall ippool'))
    noteSet(pool, ['permit-any-host not disable', 'hosts that no policy names may answer'], book);
  for (const [table, isKnown, hasEntries] of TABLES) {
    const node = nodeAt(domain, table);
    for (const each of node && !hasEntries ? [node] : below(node)) noteStrange(each, isKnown, table, book);
  }
  for (const route of ['router static', 'router static6'].flatMap((table) => below(domain, table)))
    for (const deciding of OF_ROUTES) noteSet(route, deciding, book);
  const interfaces = below(domain, 'system interface');
  for (const each of interfaces) {
    for (const deciding of OF_INTERFACES) noteSet(each, deciding, book);
    const ipv6 = nodeAt(each, 'ipv6');
    if (ipv6) noteStrange(ipv6, INTERFACE_IPV6, 'system interface … ipv6', book);
    for (const second of below(each, 'secondaryip')) noteStrange(second, SECONDARY, 'system interface … secondaryip', book);
  }
}

function noteStrange(holder: ConfigNode, isKnown: (word: string) => boolean, table: string, book: LineBook): void {
  for (const { word, line } of holder.children.values())
    if (!isKnown(word)) book.unknown(line, `${table} … ${shownWord(word)}`, 'nothing is known of it');
}

/** Notes settings that decide by the value that they have. */
function noteSet(holder: ConfigNode | undefined, [settings, why]: Deciding, book: LineBook): void {
  const keys = settings.split(' ');
  const values = new RegExp(`^(?:${keys.pop()})$`);
  const isNot = keys.at(-1) === 'not';
  for (const { word, line, children } of below(holder)) {
    const said = keys.includes(word) ? [...children.values()].at(-1)?.word : undefined;
    if (said !== undefined && values.test(said) !== isNot) book.unknown(line, `set ${word} ${shownWord(said)}`, why);
  }
}
