import type { LineBook } from '../../../../running/lines.ts';
import { below, type ConfigNode, nodeAt, noteAll, noteUnknown, shownWord, valueAt } from '../../../../running/tree.ts';
import { ATTACKS, noteAttacks } from './attacks.ts';
import { noteSettings } from './settings.ts';

/** Tables that rules are made of, and where packets come from. */
const MODELED =
  /^(firewall (address6?|addrgrp6?|service (custom|group)|policy6?|consolidated policy|schedule .+|vip6?|vipgrp6?)|system (interface|zone|sdwan|virtual-wan-link)|router static6?)$/;

/** Parts of the configuration, by their first word, that have no bearing on which connections pass. */
const WITHOUT_BEARING = new Set(
  `alertemail antivirus application automation authentication casb certificate config-version credential-store diameter-filter dlp dpdk dnsfilter
  emailfilter endpoint-control ethernet-oam extender extender-controller extension-controller file-filter ftp-proxy gui icap ips log monitoring
  report router rule sctp-filter spamfilter ssh-filter switch-controller system telemetry-controller user videofilter virtual-patch voip vpn waf wanopt
  webcache web-proxy webfilter wireless-controller`.split(/\s+/),
);

/** Tables below firewall that decide nothing: what is looked into and shaped, and what the device itself lets in. */
const FIREWALL_WITHOUT_BEARING =
  /^firewall (access-proxy.*|address6-template|auth-portal|carrier-endpoint-bwl|central-snat-map|city|country|decrypted-traffic-mirror|dnstranslation|global|gtp|internet-service-.*|ippool6?|ipmacbinding .*|ipv6-eh-filter|ldb-monitor|local-in-policy6?|mms-profile|multicast-address6?|network-service-dynamic|on-demand-sniffer|profile-.*|proute|proxy-addr.*|region|schedule.*|service category|shaper .*|shaping-.*|shaping.*|sniffer|ssh .*|ssl .*|ssl-.*|traffic-class|vendor-mac.*|vip-.*|wildcard-fqdn .*|mobile-network)$/;

/** Tables that decide besides, each with why. */
const BESIDES: readonly (readonly [RegExp, string])[] = [
  [/^firewall (security-policy|ngfw-policy)$/, 'policies by application decide as well'],
  [/^firewall (proxy-policy|explicit-proxy-policy|explicit-proxy-address)$/, 'connections to the proxy are decided elsewhere'],
  [/^firewall (acl6?|ttl-policy|policy46|policy64)$/, 'it may drop connections, or lead them elsewhere'],
  [/^(router policy6?|firewall identity-based-route)$/, 'it sends connections out where routing does not'],
  [/^firewall multicast-policy6?$/, 'it lets pass what is sent to groups of hosts'],
  [/^firewall ip-translation$/, 'it translates addresses'],
  [/^system virtual-wire-pair$/, 'which network lies behind which interface the file does not say'],
];

/** Notes what the lines of all tables of a virtual domain are. */
export function noteTables(domain: ConfigNode, book: LineBook): void {
  for (const line of domain.lines) book.withoutBearing(line);
  for (const table of domain.children.values()) {
    const [first = ''] = table.word.split(' ');
    const besides = BESIDES.find(([pattern]) => pattern.test(table.word));
    if (table.word === 'vdom' || table.word === 'global') continue;
    if (MODELED.test(table.word)) {
      noteAll(table, book, 'modeled');
      noteObjects(table, book);
      if (table.word === 'system interface') noteInterfaces(table, book);
      if (/^system (sdwan|virtual-wan-link)$/.test(table.word)) noteWays(table, book);
    } else if (besides) {
      noteAll(table, book, 'withoutBearing');
      const isOn = (entry: ConfigNode): boolean => valueAt(entry, 'status') !== 'disable';
      if ([...table.children.values()].some(isOn)) book.unknown(table.line, table.word, besides[1]);
    } else if (ATTACKS.test(table.word)) noteAttacks(table, book);
    else if (FIREWALL_WITHOUT_BEARING.test(table.word) || WITHOUT_BEARING.has(first)) noteAll(table, book, 'withoutBearing');
    else noteUnknown(table, book, /^[a-z][a-z -]{0,39}$/.test(table.word) ? table.word : 'a table', 'nothing is known of it');
  }
  noteSettings(domain, book);
  const quarantined = nodeAt(domain, 'user quarantine', 'targets');
  if (quarantined?.children.size) book.unknown(quarantined.line, 'user quarantine', 'it closes everything for certain hosts');
  const consolidated = nodeAt(domain, 'system settings', 'consolidated-firewall-mode', 'enable');
  if (consolidated && (below(domain, 'firewall policy').length || below(domain, 'firewall policy6').length))
    book.unknown(consolidated.line, 'set consolidated-firewall-mode enable', 'policies of other tables count for nothing');
}

function noteInterfaces(table: ConfigNode, book: LineBook): void {
  const networks = new Set<string>();
  const apart: ConfigNode[] = [];
  for (const each of table.children.values()) {
    const own = valueAt(each, 'vrf') ?? '0';
    networks.add(`${valueAt(each, 'vdom')} ${own}`);
    if (own !== '0') apart.push(nodeAt(each, 'vrf')!);
  }
  const domains = new Set([...networks].map((text) => text.split(' ')[0]));
  if (networks.size > domains.size)
    for (const { line } of apart)
      book.unknownOnce('vrf', line, 'set vrf', 'interfaces of different ones do not reach each other');
}

/** Rules by which a device chooses among ways out say nothing where all of them are in one zone. */
function noteWays(table: ConfigNode, book: LineBook): void {
  const zones = new Set(below(table, 'members').map((member) => valueAt(member, 'zone')));
  const rules = nodeAt(table, 'service');
  if (zones.size > 1 && below(rules).some((rule) => valueAt(rule, 'status') !== 'disable'))
    book.unknown(rules!.line, `${table.word} … service`, 'it sends connections out where routing does not');
}

/** Settings of addresses, of services and of their groups that say what they stand for, and those that say nothing of it. */
const OF_OBJECTS: readonly (readonly [table: RegExp, settings: RegExp])[] = [
  [
    /^firewall address6?$/,
    /^(type|subnet|(start|end)-(ip|mac)|fqdn|wildcard(-fqdn)?|ip6|host(-type)?|template|country|interface|associated-interface|comments?|color|visibility|uuid|allow-routing|cache-ttl|sub-type|obj.*|fabric-object|macaddr|sdn.*|tags?|tagging|tag-.*|clearpass-spt|epg-name|filter|category|route-tag|organization|subnet-name|subnet-segment|tenant|node-ip-only|policy-group|hw-.*|os|list|dirty|passive-fqdn-learning|fsso-group|cfg-.*|url|query-string|method|path|referrer|header.*|ua.*|case-sensitivity|.*-option)$/,
  ],
  [
    /^firewall addrgrp6?$/,
    /^(type|category|uuid|member|comment|exclude|exclude-member|color|visibility|tagging|tags?|allow-routing|fabric-object|obj.*)$/,
  ],
  [/^firewall service group$/, /^(member|comment|color|proxy|explicit-proxy|fabric-object|uuid|obj.*)$/],
  [
    /^firewall service custom$/,
    /^(protocol(-number)?|icmp(type|code)|(tcp|udp|sctp|udplite)-portrange|iprange|fqdn|comments?|color|visibility|category|uuid|proxy|helper|session-ttl|tcp-.*timer|tcp-rst-timer|udp-idle-timer|check-reset-range|app-.*|application|fabric-object|explicit-proxy|obj.*)$/,
  ],
];

/** Notes settings of addresses and services that nobody knows: what has one may stand for less, or for something else. */
function noteObjects(table: ConfigNode, book: LineBook): void {
  const known = OF_OBJECTS.find(([name]) => name.test(table.word))?.[1];
  if (!known) return;
  for (const object of table.children.values())
    for (const { word, line } of object.children.values())
      if (!known.test(word))
        book.unknown(line, `${table.word} … ${shownWord(word)}`, 'what it stands for is not known for certain');
}
