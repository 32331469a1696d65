import type { LineBook } from '../../../../running/lines.ts';
import { below, type ConfigNode, nodeAt, noteAll, noteUnknown, shownWord, valueAt } from '../../../../running/tree.ts';
import { noteDefaults, noteInterfaces, noteObjects } from './settings.ts';

/** What rules are made of. */
const MODELED = new Set(
  'address address-group service service-group application application-group external-list zone schedule region'.split(' '),
);

/** Parts of a configuration that have no bearing on which connections pass. */
const WITHOUT_BEARING = new Set(
  `@detail-version admin-role administration alg-override application-filter application-status application-tag authentication-object
  authentication-profile authentication-sequence botnet captive-portal certificate certificate-profile cloud-identity-engine config-version
  content-preview credential-enforcement description detail-version deviceconfig devices device-object display-name dns-proxy dynamic-user-group
  email-scheduler email-schedule global-protect group-mapping hip-objects high-availability import ike iot local-user-database log-card
  log-collector log-collector-group log-settings mgt-config network ocsp-responder
  override pdf-summary-report plugins profile-group profiles parent-dg proxy quota-settings readonly redistribution-agent
  redistribution-collector reference-templates report-group reports response-page routing-table saml scep sd-wan server-profile server-profiles setting settings
  ssl-decrypt ssl-exclude-cert ssl-tls-service-profile ssl-tls-service-profiles tag template template-stack threats to-sw-version ts-agent
  url-admin-override url-content-types urldb user-group user-id-agent user-id-agent-sequence user-id-collector user-id-hub user-id-ssl-auth
  variable version vm-info-source wildfire zone-protection-profile admins users session device-telemetry hostname serial connected timestamp show mlav-engine dlp
  authorization-code collector-group master-device user-group-source sdwan-interface-profile`.split(/\s+/),
);

/** Rules of other kinds that let nothing pass and close nothing, or are read by themselves. */
const RULES_WITHOUT_BEARING = new Set(['qos', 'dos']);

/** Those that may, each with why. */
const OTHER_RULES: Readonly<Record<string, string>> = {
  pbf: 'it sends connections out where routing does not',
  sdwan: 'it sends connections out where routing does not',
  authentication: 'users have to log in before their connections pass',
  'captive-portal': 'users have to log in before their connections pass',
  'application-override': 'it says which application connections are taken for, by which rules match',
  'network-packet-broker': 'it sends connections elsewhere',
};

/** Parts of `network` that say nothing of which connections pass but where networks lie. */
const NETWORK =
  /^(interface|profiles|ike|tunnel|virtual-router|logical-router|routing-profile|virtual-wire|vlan|qos|dhcp|dns-proxy|lldp|lacp|shared-gateway|global-protect.*|bfd.*|underlay-net|ipsec.*|udld|@.*)$/;

/** Rules by which it looks into connections that others permit. */
const INSPECTING = new Set(['decryption', 'tunnel-inspect']);

/** Notes what the lines of a scope are, its objects and rules included. */
export function noteScope(scope: ConfigNode, book: LineBook): void {
  for (const line of scope.lines) book.withoutBearing(line);
  for (const part of scope.children.values()) {
    if (part.off) noteAll(part, book, 'withoutBearing');
    else if (MODELED.has(part.word)) noteAll(part, book, 'modeled');
    else if (/^(pre-|post-)?rulebase$/.test(part.word)) noteRulebase(part, book);
    else if (part.word === 'network') noteNetwork(part, book);
    else if (WITHOUT_BEARING.has(part.word)) noteAll(part, book, 'withoutBearing');
    else noteUnknown(part, book, shownWord(part.word), 'nothing is known of it');
  }
  noteObjects(scope, book);
}

function noteRulebase(rulebase: ConfigNode, book: LineBook): void {
  for (const line of rulebase.lines) book.modeled(line);
  noteDefaults(rulebase, book);
  for (const kind of rulebase.children.values()) {
    const why = Object.hasOwn(OTHER_RULES, kind.word) ? OTHER_RULES[kind.word] : undefined;
    if (/^(security|default-security-rules|nat)$/.test(kind.word)) noteAll(kind, book, 'modeled');
    else if (RULES_WITHOUT_BEARING.has(kind.word)) noteAll(kind, book, 'withoutBearing');
    else if (!why && !INSPECTING.has(kind.word))
      noteUnknown(kind, book, `rulebase ${shownWord(kind.word)}`, 'nothing is known of such rules');
    else {
      noteAll(kind, book, 'withoutBearing');
      for (const rule of below(kind, 'rules'))
        if (valueAt(rule, 'disabled') !== 'yes' && !isLeftAlone(kind.word, rule)) {
          if (why) book.unknown(rule.line, `${kind.word} rule`, why);
          else book.inspects(rule.line, `${kind.word} rule`);
        }
    }
  }
}

/** Whether a rule has connections left as they are. */
function isLeftAlone(kind: string, rule: ConfigNode): boolean {
  return kind === 'decryption' && (valueAt(rule, 'action') ?? 'no-decrypt') === 'no-decrypt' && !nodeAt(rule, 'profile');
}

/** Interfaces and static routes say where networks lie; the rest of the network has no bearing. */
function noteNetwork(network: ConfigNode, book: LineBook): void {
  for (const line of network.lines) book.modeled(line);
  noteInterfaces(network, book);
  for (const part of network.children.values()) {
    if (!NETWORK.test(part.word)) {
      noteUnknown(part, book, `network ${shownWord(part.word)}`, 'nothing is known of it');
      continue;
    }
    noteAll(part, book, part.word === 'interface' ? 'modeled' : 'withoutBearing');
    if (/^(virtual|logical)-router$/.test(part.word))
      for (const router of part.children.values())
        for (const table of [router, ...below(router, 'vrf')])
          for (const family of below(table, 'routing-table'))
            for (const routes of family.children.values()) if (routes.word === 'static-route') noteAll(routes, book, 'modeled');
  }
}

/** A shared gateway has no security rules, and what it translates and routes by policy is not followed for those that lead there. */
export function noteGateway(gateway: ConfigNode, book: LineBook): void {
  noteScope(gateway, book);
  for (const rulebase of ['pre-rulebase', 'rulebase', 'post-rulebase'])
    for (const rule of below(gateway, rulebase, 'nat', 'rules')) {
      const isDialed =
        nodeAt(rule, 'destination-translation') ??
        nodeAt(rule, 'dynamic-destination-translation') ??
        nodeAt(rule, 'source-translation', 'static-ip', 'bi-directional', 'yes');
      if (isDialed && valueAt(rule, 'disabled') !== 'yes')
        book.unknown(rule.line, 'shared-gateway … nat rule', 'where it sends connections on to is not followed here');
    }
}
