// The words of Fortinet's CLI reference, "config firewall policy" (6.4.3, and those that 7.0 to 7.6 added), "config firewall service custom", "config firewall
// ipmacbinding setting" and "config system settings", each with what a policy that has it decides. Settings of FortiOS 5 are those that are read.
import assert from 'node:assert/strict';
import { formatAddresses } from '../../language/model/addresses.ts';
import type { RunningDevice } from '../../language/running/running.ts';
import { decided, decides } from './asking.ts';
import { HTTPS, policy, read, table } from './fortios-texts.ts';
import { listOf, told } from './words.ts';

/** Settings of a policy that say nothing of which connections pass. */
const NEUTRAL =
  'name "web"; uuid 0a; policyid 1; comments "x"; label "x"; global-label "x"; logtraffic all; logtraffic-start enable; nat enable; natip 10.0.0.1; natinbound enable; natoutbound enable; ippool enable; poolname "p"; poolname6 "p"; fixedport enable; utm-status enable; inspection-mode proxy; profile-protocol-options "x"; profile-type single; traffic-shaper "x"; traffic-shaper-reverse "x"; per-ip-shaper "x"; tcp-mss-sender 1350; tcp-mss-receiver 1350; session-ttl 300; auto-asic-offload enable; np-acceleration enable; match-vip enable; match-vip-only enable; diffserv-forward enable; diffservcode-forward 000001; send-deny-packet enable; timeout-send-rst enable; block-notification enable; replacemsg-override-group "x"; vlan-cos-fwd 5; capture-packet enable; anti-replay enable; tcp-session-without-syn all; dsri enable; delay-tcp-npu-session enable; webcache enable; webcache-https enable; port-preserve enable; tags "x"; tagging "x"; custom-log-fields "x"; dynamic-shaping enable; cgn-session-quota 5; passive-wan-health-measurement enable; firewall-session-dirty check-new; wanopt enable; wanopt-detection active; radius-mac-auth-bypass enable; decrypted-traffic-mirror "x"; geoip-match registered-location; ssl-mirror enable; ssl-mirror-intf "x"; fec enable; auth-path enable; auth-cert "x"; auth-redirect-addr "x"; redirect-url "x"; outbound enable; inbound enable; captive-portal-exempt enable; policy-behaviour-type standard; schedule-timeout enable; devices-note enable; app-monitor enable; dscp-value 001010; dscp-negate enable; tos 0x10; tos-negate enable; geoip-anycast enable; log-http-transaction all; policy-expiry-date 2030-01-01 00:00:00; port-random enable; radius-ip-auth-bypass enable; reputation-direction source; rtp-nat enable; rtp-addr "x"; fsso enable; wsso enable; ztna-tags-match-logic or';

/** Settings by which it matches less, with what is said of them. */
const LESS: readonly (readonly [settings: string, why: string])[] = [
  [
    'groups "g"; users "u"; fsso-groups "g"; ntlm enable; ntlm-guest enable; rsso enable; fsso-agent-for-ntlm "x"; identity-based enable; require-tfa enable',
    'certain users alone',
  ],
  [
    'src-vendor-mac 5; devices "d"; device-detection-portal enable; sgt-check enable; sgt 5; ztna-status enable; ztna-ems-tag "x"; ztna-geo-tag "x"; custom-tags "x"',
    'certain devices alone',
  ],
  ['reputation-minimum 3; reputation-minimum6 3', 'addresses of a certain reputation alone'],
  ['tos-mask 0xff; dscp-match enable', 'packets of a certain type of service alone'],
  ['application 5; app-category 5; app-group "x"; url-category 5', 'certain applications alone'],
  ['network-service-dynamic "x"; internet-service-custom "x"', 'an internet service alone'],
  ['vlan-filter 5', 'certain VLANs alone'],
  ['disclaimer enable; email-collect enable', 'users who accept a disclaimer alone'],
  ['http-policy-redirect enable; ssh-policy-redirect enable', 'what policies of the proxy permit alone'],
  ['nat46 enable; nat64 enable', 'certain translated addresses alone'],
];

describe('words of fortios', () => {
  it('what was typed at a prompt is what the same lines are in a file', () => {
    const typed = read(policy('service "SSH"').replace(/^ *(?=\S)/gm, 'FG100D (policy) # '));
    decides(typed, { [HTTPS]: 'deny', [HTTPS.replace('443', '22')]: 'permit' });
    assert.deepEqual(told(typed), []);
  });

  it('what was typed to take something back is taken back, as in a file', () => {
    const edits = (...lines: string[]): string => `config firewall policy\n${lines.join('\n')}\nend\n`;
    for (const [lines, https] of [
      [['delete 1'], 'deny'],
      [['purge'], 'deny'],
      [['edit 1', 'unset action', 'next'], 'deny'],
      [['edit 1', 'set action deny', 'next'], 'deny'],
      [['edit 2', 'next', 'clone 1 to 3', 'delete 1'], 'permit'],
    ] as const) {
      const [plain, typed] = [edits(...lines), edits(...lines).replace(/^(?=\S)/gm, 'FG100D (1) # ')];
      assert.equal(decided(read(policy() + typed), HTTPS), decided(read(policy() + plain), HTTPS), `${lines}`);
      assert.deepEqual(told(read(policy() + typed)), told(read(policy() + plain)), `${lines}`);
      decides(read(policy() + typed), { [HTTPS]: https });
    }
  });

  it('what is discarded is told, since nobody knows how much of it is', () => {
    const text = `${policy()}config firewall policy\nedit 1\nset action deny\nabort\n`;
    const line = text.split('\n').indexOf('abort') + 1;
    assert.deepEqual(
      read(text).unknown.map((each) => each.line),
      [line],
    );
  });

  it('a line that begins with # is a comment, whatever word stands behind', () => {
    for (const word of ['end of office hours', 'set action deny', 'next', 'delete 1', 'budget', '']) {
      const device = read(policy().replace(/^ *(?=\S)/gm, `# ${word}\n`));
      assert.deepEqual([decided(device, HTTPS), told(device)], ['permit', []], word);
    }
  });

  it('settings of a policy that are about what becomes of a connection leave open nothing', () => {
    decides(read(policy()), { [HTTPS]: 'permit' });
    for (const setting of listOf(NEUTRAL)) {
      const device = read(policy(setting));
      assert.deepEqual([decided(device, HTTPS), told(device)], ['permit', []], setting);
    }
  });

  it('settings by which a policy matches less may have it not match, unless they are off', () => {
    for (const [settings, why] of LESS)
      for (const setting of listOf(settings)) {
        const device = read(policy(setting));
        assert.deepEqual([decided(device, HTTPS), told(device)], ['unknown', []], setting);
        assert.equal(device.lists.get('firewall policy')!.rules[0]!.perhaps, why, setting);
        for (const off of ['disable', '0', 'none', 'unmark']) {
          const without = read(policy(`${setting.split(' ')[0]} ${off}`));
          assert.deepEqual([decided(without, HTTPS), told(without)], ['permit', []], `${setting} ${off}`);
        }
      }
    const ends = read(policy('policy-expiry enable', 'policy-expiry-date 2030-01-01 00:00:00'));
    assert.deepEqual([decided(ends, HTTPS), told(ends)], ['unknown', []]);
    assert.equal(ends.lists.get('firewall policy')!.rules[0]!.perhaps, 'until 2030-01-01 00:00:00 alone');
    const strange = read(policy('frobnicate enable'));
    assert.deepEqual([decided(strange, HTTPS), told(strange)], ['unknown', ['policy … frobnicate']]);
    for (const near of [
      'xname "x"',
      'namex "x"',
      'fecx enable',
      'xnat enable',
      'xgroups "g"',
      'groupsx "g"',
      'xreputation-minimum 3',
      'xapplication 5',
    ])
      assert.deepEqual(told(read(policy(near))), [`policy … ${near.split(' ')[0]}`], near);
  });

  it('settings as show full-configuration prints them say no more than those that were made', () => {
    // What the reference has as default of each.
    const defaults =
      'reputation-minimum 0; reputation-direction destination; tos 0x00; tos-mask 0x00; tos-negate disable; dscp-match disable; policy-expiry disable; policy-expiry-date 0000-00-00 00:00:00; ztna-status disable; ztna-tags-match-logic or; sgt-check disable; internet-service disable; internet-service-src disable; internet-service6 disable; rtp-nat disable; app-monitor disable; geoip-anycast disable; webproxy-forward-server ""; fsso disable; ntlm disable; groups; users; captive-portal-exempt disable';
    const device = read(policy(...listOf(defaults)));
    assert.deepEqual([decided(device, HTTPS), told(device)], ['permit', []]);
    assert.equal(device.lists.get('firewall policy')!.rules[0]!.perhaps, undefined);
  });

  it('what an end or a service leaves out, and what an internet service is', () => {
    const web = table('firewall address', 'web', 'set subnet 10.2.0.1 255.255.255.255');
    decides(read(`${web}${policy('dstaddr "web"')}`), { [HTTPS]: 'permit', [HTTPS.replace('2.0.1', '2.0.2')]: 'deny' });
    decides(read(`${web}${policy('dstaddr "web"', 'dstaddr-negate enable')}`), {
      [HTTPS]: 'deny',
      [HTTPS.replace('2.0.1', '2.0.2')]: 'permit',
    });
    decides(read(policy('service-negate enable')), { [HTTPS]: 'deny', [HTTPS.replace('443', '80')]: 'permit' });
    for (const setting of ['internet-service enable', 'internet-service-src enable'])
      decides(read(policy(setting)), { [HTTPS]: 'unknown', [HTTPS.replace('443', '80')]: 'deny' });
    decides(read(policy('status disable')), { [HTTPS]: 'deny' });
    decides(read(policy('srcintf "any"', 'dstintf "any"')), { [HTTPS]: 'permit' });
    decides(read(policy('srcintf "c"')), { [HTTPS]: 'deny' });
    decides(read(policy('schedule "nowhere"')), { [HTTPS]: 'unknown' });
    // CLI Reference, "config firewall schedule recurring": the default of `day` is none.
    for (const days of [[], ['set day none'], ['set start 08:00', 'set end 18:00']])
      decides(read(`${table('firewall schedule recurring', 'none', ...days)}${policy('schedule "none"')}`), { [HTTPS]: 'deny' });
    const onMondays = table('firewall schedule recurring', 'mondays', 'set day monday');
    decides(read(`${onMondays}${policy('schedule "mondays"')}`), { [HTTPS]: 'unknown' });
    const custom = (...lines: readonly string[]): RunningDevice =>
      read(`${table('firewall service custom', 's', ...lines)}${policy('service "s"')}`);
    decides(custom('set app-service-type app-id', 'set application 5'), { [HTTPS]: 'unknown' });
    decides(custom('set app-service-type disable', 'set tcp-portrange 443'), { [HTTPS]: 'permit' });
    decides(custom('set protocol TCP/UDP/UDP-Lite/SCTP', 'set udplite-portrange 5000', 'set tcp-portrange 443'), {
      [HTTPS]: 'permit',
      [HTTPS.replace('tcp 443', 'other 136')]: 'unknown',
      [HTTPS.replace('tcp 443', 'other 47')]: 'deny',
    });
    const tunnel = read(policy('action ipsec'));
    assert.deepEqual([decided(tunnel, HTTPS), told(tunnel)], ['unknown', ['policy … action']]);
  });

  it('tables of one address family hold policies of it', () => {
    const own = (path: string, ...settings: readonly string[]): RunningDevice =>
      read(policy('-', ...settings).replace('firewall policy', path));
    const six = 'a fd00:1::5 -> b fd00:2::1 tcp 443';
    decides(own('firewall policy6'), { [six]: 'permit', [HTTPS]: 'deny' });
    decides(own('firewall policy', 'srcaddr6 "all"', 'dstaddr6 "all"'), { [six]: 'permit', [HTTPS]: 'permit' });
    const four = own('firewall consolidated policy', 'srcaddr4 "all"', 'dstaddr4 "all"', 'srcaddr "none"', 'dstaddr "none"');
    decides(four, { [six]: 'deny', [HTTPS]: 'permit' });
  });

  it('parts of a configuration that decide nothing are known as such, and those that decide besides are told', () => {
    const neutral =
      'antivirus profile;application list;automation trigger;authentication rule;casb profile;certificate ca;credential-store domain-controller;dlp sensor;dnsfilter profile;emailfilter profile;endpoint-control fctems;ethernet-oam cfm;extender-controller extender;extension-controller extender;file-filter profile;icap server;ips sensor;log setting;monitoring npu-hpe;report layout;router bgp;rule fmwp;sctp-filter profile;ssh-filter profile;switch-controller managed-switch;system dns;user group;videofilter profile;virtual-patch profile;voip profile;vpn certificate ca;waf profile;wanopt profile;web-proxy explicit;webfilter profile;wireless-controller vap;firewall access-proxy;firewall address6-template;firewall auth-portal;firewall central-snat-map;firewall city;firewall country;firewall decrypted-traffic-mirror;firewall dnstranslation;firewall global;firewall internet-service-name;firewall ippool;firewall ippool6;firewall ipmacbinding table;firewall ipv6-eh-filter;firewall ldb-monitor;firewall local-in-policy;firewall local-in-policy6;firewall multicast-address;firewall network-service-dynamic;firewall on-demand-sniffer;firewall profile-group;firewall profile-protocol-options;firewall proxy-address;firewall proxy-addrgrp;firewall region;firewall schedule group;firewall service category;firewall shaper traffic-shaper;firewall shaping-policy;firewall shaping-profile;firewall sniffer;firewall ssh setting;firewall ssl setting;firewall ssl-ssh-profile;firewall traffic-class;firewall vendor-mac;firewall wildcard-fqdn custom';
    for (const path of neutral.split(';'))
      assert.deepEqual(told(read(`${table(path, 'x', 'set comment "x"')}${policy()}`)), [], path);
    const besides =
      'firewall security-policy;firewall ngfw-policy;firewall proxy-policy;firewall explicit-proxy-policy;firewall explicit-proxy-address;firewall acl;firewall acl6;firewall ttl-policy;firewall policy46;firewall policy64;router policy;router policy6;firewall identity-based-route;firewall ip-translation;firewall multicast-policy;system virtual-wire-pair';
    for (const path of besides.split(';')) {
      assert.deepEqual(told(read(`${table(path, 'x', 'set status enable')}${policy()}`)), [path]);
      assert.deepEqual(told(read(`config ${path}\nend\n${policy()}`)), [], `${path}, empty`);
    }
    for (const [value, what] of [
      ['enable', ['set bindthroughfw enable']],
      ['disable', []],
    ] as const)
      assert.deepEqual(told(read(`config firewall ipmacbinding setting\nset bindthroughfw ${value}\nend\n${policy()}`)), what);
    for (const path of ['firewall frobnicate', 'frobnicate all', 'firewall ippool7'])
      assert.deepEqual(told(read(`${table(path, 'x', 'set a b')}${policy()}`)), [/\d/.test(path) ? 'a table' : path]);
    for (const [setting, is] of [
      ['opmode transparent', true],
      ['opmode nat', false],
      ['ngfw-mode policy-based', true],
      ['ngfw-mode profile-based', false],
      ['asymroute enable', true],
      ['asymroute6 enable', true],
      ['asymroute6 disable', false],
    ] as const)
      assert.deepEqual(
        told(read(`config system settings\nset ${setting}\nend\n${policy()}`)),
        is ? [`set ${setting}`] : [],
        setting,
      );
  });

  it('interfaces, zones and routes say which networks lie where', () => {
    const places = (text: string): Readonly<Record<string, string>> =>
      Object.fromEntries(
        read(`${text}${policy()}`).places.map(({ name, networks, rest }) => [
          name,
          [...formatAddresses(networks), ...(rest ? ['rest'] : [])].join(' '),
        ]),
      );
    const port = (name: string, ...lines: readonly string[]): string => table('system interface', name, ...lines);
    const a = port('a', 'set ip 10.1.0.1 255.255.255.0');
    const route = (...lines: readonly string[]): string => `${a}${table('router static', '1', ...lines)}`;
    assert.equal(places(a).a, '10.1.0.0/24');
    assert.equal(places(port('a', 'set ip 0.0.0.0 0.0.0.0')).a, '');
    const second = port(
      'a',
      'set ip 10.1.0.1 255.255.255.0',
      'set secondary-IP enable',
      'config secondaryip',
      'edit 1',
      'set ip 10.3.0.1 255.255.255.0',
      'next',
      'end',
    );
    assert.equal(places(second).a, '10.1.0.0/24 10.3.0.0/24');
    const six = port(
      'a',
      'config ipv6',
      'set ip6-address fd00:1::1/64',
      'config ip6-extra-addr',
      'edit fd00:3::1/64',
      'next',
      'end',
      'end',
    );
    assert.equal(places(six).a, 'fd00:1::/64 fd00:3::/64');
    assert.equal(places(route('set device "a"', 'set gateway 10.1.0.254')).a, '10.1.0.0/24 rest');
    assert.equal(places(route('set dst 10.9.0.0 255.255.0.0', 'set device "a"')).a, '10.1.0.0/24 10.9.0.0/16');
    assert.equal(places(route('set dst 10.9.0.0/16', 'set device "c"')).c, '10.9.0.0/16');
    for (const off of ['set status disable', 'set blackhole enable'])
      assert.equal(places(route('set device "a"', off)).a, '10.1.0.0/24', off);
    for (const narrow of ['set dstaddr "web"', 'set internet-service 65537'])
      assert.doesNotMatch(places(route('set device "a"', narrow)).a!, /rest/, narrow);
    assert.equal(places(`${a}${table('router static6', '1', 'set device "a"')}`).a, '10.1.0.0/24 rest');
    assert.equal(places(`${a}${table('system zone', 'z', 'set interface "a"')}`).z, '10.1.0.0/24');
    const wan = (path: string, ...member: readonly string[]): string =>
      `${a}config system ${path}\nconfig members\nedit 1\nset interface "a"\n${member.map((each) => `${each}\n`).join('')}next\nend\nend\n`;
    assert.equal(places(wan('sdwan', 'set zone "w"')).w, '10.1.0.0/24');
    for (const path of ['sdwan', 'virtual-wan-link']) assert.equal(places(wan(path))['virtual-wan-link'], '10.1.0.0/24', path);
    for (const out of ['set sdwan-zone "w"', 'set virtual-wan-link enable']) {
      const all = places(`${wan('sdwan', ...(out.includes('"w"') ? ['set zone "w"'] : []))}${table('router static', '1', out)}`);
      assert.match(all[out.includes('"w"') ? 'w' : 'virtual-wan-link']!, /rest$/, out);
    }
  });
});
