import type { LineBook } from '../../../../running/lines.ts';
import { below, type ConfigNode, shownWord, valueAt } from '../../../../running/tree.ts';

/** Settings that say nothing of which connections pass: names, logs, translation of sources, shaping. */
const NEUTRAL =
  /^(name|uuid|policyid|srcintf|dstintf|action|(src|dst)addr6?(-negate)?|(src|dst)addr4|service(-negate)?|schedule(-timeout)?|status|comments?|label|global-label|logtraffic.*|nat(ip|inbound|outbound)?|ippool|poolname6?|fixedport|utm-status|inspection-mode|profile-(protocol-options|type)|.*-(list|options|group)|traffic-shaper.*|per-ip-shaper|tcp-mss-.*|session-ttl|auto-asic-offload|np-acceleration|match-vip(-only)?|diffserv.*|send-deny-packet|timeout-send-rst|block-notification|replacemsg-.*|vlan-cos-.*|capture-packet|anti-replay|tcp-session-without-syn|dsri|delay-tcp-npu-session|webcache.*|port-preserve|tags|tagging|custom-log-fields|dynamic-shaping|cgn-(?!eif).*|passive-wan-health-measurement|app-monitor|dscp-(value|negate)|tos(-negate)?|geoip-anycast|log-http-transaction|policy-expiry-date(-utc)?|port-random|radius-ip-auth-bypass|reputation-direction6?|rtp-(nat|addr)|fsso|wsso|ztna-tags-match-logic|firewall-session-dirty|wanopt.*|radius-mac-auth-bypass|natoutbound|decrypted-traffic-mirror|devices-note|policy-expiry|geoip-match|ssl-mirror.*|fec|auth-path|auth-cert|auth-redirect-addr|redirect-url|outbound|inbound|central-nat|captive-portal-exempt|nat-ippool|policy-behaviour-type|policy-offload|pcp-poolname)$/;

/** Settings by which a policy matches less, each with what people call it. */
const CONDITIONS: readonly (readonly [RegExp, string])[] = [
  [/^(groups|users|fsso-groups|ntlm.*|rsso|fsso-agent-for-ntlm|identity-based|require-tfa)$/, 'certain users'],
  [/^(disclaimer|email-collect)$/, 'users who accept a disclaimer'],
  [/^(src-vendor-mac|devices|device-detection.*|sgt.*|ztna-(?!tags-match-logic).*|.*ems-tag.*|custom-tags)$/, 'certain devices'],
  [/^reputation-minimum6?$/, 'addresses of a certain reputation'],
  [/^(tos-mask|dscp-match)$/, 'packets of a certain type of service'],
  [/^(application|app-category|app-group|url-category)$/, 'certain applications'],
  [/^(internet-service.*|network-service-.*)$/, 'an internet service'],
  [/^vlan-filter$/, 'certain VLANs'],
  [/^(http|ssh)-policy-redirect$/, 'what policies of the proxy permit'],
  [/^nat(46|64)$/, 'certain translated addresses'],
];

/** What looks into connections, and closes those in which it finds something. */
const INSPECTING =
  /^(application-list|ips-sensor|dlp-sensor|ips-voip-filter|profile-group|ssl-ssh-profile|av-profile|.*-profile|scan-botnet-connections|deep-inspection-options|sec-profile)$/;

/** What opens more than a policy says, or leads elsewhere, each with why. */
const BESIDES: readonly (readonly [RegExp, string])[] = [
  [/^permit-(any|stun)-host$/, 'hosts that no policy names may answer'],
  [/^(cgn-)?eif-?.*$|^pcp-(in|out)bound$/, 'hosts that no policy names may begin connections to addresses that are translated'],
  [/^(wccp|identity-based-route)$/, 'it sends connections out where routing does not'],
];

const OFF = new Set(['disable', '0', '0x00', 'none', 'unmark', '']);

/** What makes a policy match less, each as people call it; what it asks for besides is noted. */
export function conditionsOf(policy: ConfigNode, book: LineBook): string[] {
  const found: string[] = [];
  // Profiles have effect where they are switched on.
  const inspects = valueAt(policy, 'utm-status') !== 'disable';
  for (const { word, line, children } of below(policy)) {
    const values = [...children.values()].map((child) => child.word);
    if (values.every((value) => OFF.has(value))) continue;
    const why = CONDITIONS.find(([pattern]) => pattern.test(word))?.[1];
    const besides = BESIDES.find(([pattern]) => pattern.test(word))?.[1];
    if (why) found.push(`${why} alone`);
    else if (besides) book.unknown(line, `policy … ${word}`, besides);
    else if (NEUTRAL.test(word) && !INSPECTING.test(word)) continue;
    else if (INSPECTING.test(word)) {
      if (inspects && values.join() !== 'no-inspection')
        book.inspects(line, `policy … ${shownWord(word)}`, `${word} ${values.join(' ')}`);
    } else {
      book.unknown(line, `policy … ${shownWord(word)}`, 'the policy may match less by it');
      found.push(`${shownWord(word)}, which nobody knows here`);
    }
  }
  return found;
}
