import type { LineBook } from '../../../../running/lines.ts';
import { type ConfigNode, nodeAt, noteAll, noteUnknown, shownWord, valueAt } from '../../../../running/tree.ts';

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
  /^firewall (access-proxy.*|address6-template|auth-portal|carrier-endpoint-bwl|central-snat-map|city|country|decrypted-traffic-mirror|dnstranslation|global|gtp|identity-based-route|internet-service-.*|ippool6?|ip-translation|ipmacbinding .*|ipv6-eh-filter|ldb-monitor|local-in-policy6?|mms-profile|multicast-.*|network-service-dynamic|on-demand-sniffer|profile-.*|proute|proxy-addr.*|region|schedule.*|service category|shaper .*|shaping-.*|shaping.*|sniffer|ssh .*|ssl .*|ssl-.*|traffic-class|vendor-mac.*|vip-.*|wildcard-fqdn .*|mobile-network)$/;

/** Tables that decide besides, each with why. */
const BESIDES: readonly (readonly [RegExp, string])[] = [
  [/^firewall (security-policy|ngfw-policy)$/, 'policies by application decide as well'],
  [/^firewall (proxy-policy|explicit-proxy-policy|explicit-proxy-address)$/, 'connections to the proxy are decided elsewhere'],
  [
    /^firewall (DoS-policy6?|interface-policy6?|acl6?|ttl-policy|policy46|policy64)$/,
    'it may drop connections, or lead them elsewhere',
  ],
  [/^router policy6?$/, 'it sends connections out where routing does not'],
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
    } else if (besides) {
      noteAll(table, book, 'withoutBearing');
      if (table.children.size) book.unknown(table.line, table.word, besides[1]);
    } else if (FIREWALL_WITHOUT_BEARING.test(table.word) || WITHOUT_BEARING.has(first)) noteAll(table, book, 'withoutBearing');
    else noteUnknown(table, book, /^[a-z][a-z -]{0,39}$/.test(table.word) ? table.word : 'a table', 'nothing is known of it');
  }
  noteSettings(nodeAt(domain, 'system settings'), book);
  const binding = nodeAt(domain, 'firewall ipmacbinding setting', 'bindthroughfw');
  if (binding?.children.has('enable'))
    book.unknown(binding.line, 'set bindthroughfw enable', 'packets pass by their hardware addresses alone');
}

/** Settings of addresses and of services that say what they stand for, and those that say nothing of it. */
const OF_OBJECTS: readonly (readonly [table: RegExp, settings: RegExp])[] = [
  [
    /^firewall address6?$/,
    /^(type|subnet|(start|end)-(ip|mac)|fqdn|wildcard(-fqdn)?|ip6|host(-type)?|template|country|interface|associated-interface|comments?|color|visibility|uuid|allow-routing|cache-ttl|sub-type|obj.*|fabric-object|macaddr|sdn.*|tags?|tagging|tag-.*|clearpass-spt|epg-name|filter|category|route-tag|organization|subnet-name|subnet-segment|tenant|node-ip-only|policy-group|hw-.*|os|list|dirty|passive-fqdn-learning|fsso-group|cfg-.*|url|query-string|method|path|referrer|header.*|ua.*|case-sensitivity|.*-option)$/,
  ],
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

/** Settings of a virtual domain by which policies mean something else. */
function noteSettings(settings: ConfigNode | undefined, book: LineBook): void {
  const say = (key: string, value: string, why: string): void => {
    if (valueAt(settings, key) === value) book.unknown(nodeAt(settings, key)!.line, `set ${key} ${value}`, why);
  };
  say('opmode', 'transparent', 'which network lies behind which interface the file does not say');
  say('ngfw-mode', 'policy-based', 'policies by application decide');
  say('asymroute', 'enable', 'packets pass that belong to no known connection');
  say('asymroute6', 'enable', 'packets pass that belong to no known connection');
}
