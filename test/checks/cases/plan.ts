import type { Case } from '../case.ts';

const zones = `zone a { subnet 10.0.0.0/24 component x at 10.0.0.1 }
zone b { subnet 10.0.1.0/24, fd00::/64 component y at 10.0.1.1 }
`;

export const cases: readonly Case[] = [
  {
    code: 'outside-zone',
    text: 'zone z { subnet 10.0.0.0/24, fd00::/64 component c at 10.0.1.9-10.0.1.11 }',
    finds: ['10.0.1.9-10.0.1.11'],
    fixed: /subnet 10\.0\.0\.0\/24, fd00::\/64, 10\.0\.1\.9-10\.0\.1\.11 component/,
  },
  {
    code: 'empty-rule',
    text: `${zones}zone six { subnet fd00:6::/64 component z at fd00:6::1 }\nallow z -> x : tcp 1`,
    finds: ['x'],
    says: /IPv4 addresses alone/,
  },
  { code: 'empty-rule', text: `${zones}zone six { subnet fd00:6::/64 }\nallow six -> b : tcp 1`, finds: [] },
  {
    code: 'unknown-phase',
    text: `${zones}allow x -> y : tcp 1 during deploymnt`,
    finds: ['deploymnt'],
    fixed: /during deployment$/,
  },
  { code: 'unknown-phase', text: `phase deployement\n${zones}`, finds: ['deployement'], fixed: /^phase deployment\n/ },
  { code: 'unknown-phase', text: `${zones}allow x -> y : tcp 1 during upgrade`, finds: [] },
  { code: 'unknown-phase', text: `${zones}allow x -> y : tcp 1 during deployment`, finds: [] },
  { code: 'duplicate-name', text: 'use veeam 12\nuse zerto\nuse veeam 13', finds: ['veeam'], says: /in use already/ },
  {
    code: 'ambiguous-zone',
    text: `${zones}zone inet external\nzone world external`,
    finds: ['world'],
    says: /world stands for everything outside, as inet does/,
  },
  { code: 'ambiguous-zone', text: `${zones}zone inet external\nzone dc external { subnet 192.0.2.0/24 }`, finds: [] },
  ...['fd00:b:1', 'fd00::1::2', 'fd00:::1', '1:2:3:4:5:6:7:8:9', 'fd00::1.2.3'].map((address) => ({
    code: 'invalid-address',
    text: `${zones}allow 2001:db8:1:2:3:4:5:6 -> y : tcp 1\nallow ${address} -> b : tcp 1`,
    finds: [address],
  })),
  { code: 'invalid-address', text: `${zones}allow x -> "10.2.0.1" : tcp 1`, finds: ['"10.2.0.1"'], says: /without quotes/ },
  { code: 'any-endpoint', text: `${zones}group world = any\nallow world -> y : tcp 1`, finds: ['world'] },
  { code: 'any-endpoint', text: `${zones}allow 0.0.0.0/0 -> y : tcp 1`, finds: ['0.0.0.0/0'] },
  { code: 'any-endpoint', text: `${zones}allow 0.0.0.0/1, 128.0.0.0/1 -> y : tcp 1`, finds: ['0.0.0.0/1'] },
  { code: 'any-endpoint', text: `${zones}allow 10.0.0.0/8, b -> y : tcp 1`, finds: [] },
  {
    code: 'assertion-failed',
    text: `${zones}assert a never reaches x on tcp 22`,
    finds: ['assert a never reaches x on tcp 22'],
    says: /Both ends are in one zone/,
  },
  {
    code: 'invalid-port',
    text: 'vendor v { role a role b { property p = port }\nflow a -> b : one of (tcp 25 (set by b.p), tcp 26) }',
    finds: ['25 (set by b.p)'],
    says: /can't be moved/,
  },
  {
    code: 'invalid-port',
    text: `vendor v { role b { property p = port } service gui = tcp 25 (set by b.p) service all = gui, udp 9 service plain = tcp 7 }
${zones}use v\nallow a -> b : one of (tcp 26, v.all), v.gui, one of (v.plain, tcp 8)`,
    finds: ['v.all'],
    says: /In v\.all, 25 can be moved/,
  },
  {
    code: 'invalid-address',
    text: 'zone z { subnet 10.0.0.7/24 }',
    finds: ['10.0.0.7/24'],
    says: /the network is 10\.0\.0\.0\/24/,
    fixed: /subnet 10\.0\.0\.0\/24/,
  },
  { code: 'invalid-address', text: 'zone z { subnet 10.0.0.256 }', finds: ['10.0.0.256'], says: /0 to 255/ },
  { code: 'invalid-address', text: 'zone z { subnet 10.0.0.0/33 }', finds: ['10.0.0.0/33'], says: /at most \/32/ },
  {
    code: 'invalid-address',
    text: 'zone z { subnet 10.0.0.9-10.0.0.1 }',
    finds: ['10.0.0.9-10.0.0.1'],
    says: /write 10\.0\.0\.1-10\.0\.0\.9/,
  },
  {
    code: 'invalid-address',
    text: 'zone z { subnet 10.0.0.1-fd00::1 }',
    finds: ['10.0.0.1-fd00::1'],
    says: /same address family/,
  },
  { code: 'invalid-address', text: 'zone z { subnet fd00::/129 }', finds: ['fd00::/129'], says: /at most \/128/ },
  { code: 'invalid-address', text: 'zone z { subnet fd00::1/64 }', finds: ['fd00::1/64'], fixed: /subnet fd00::\/64/ },
  {
    code: 'invalid-address',
    text: 'zone z { subnet ::ffff:10.0.0.1 }',
    finds: ['::ffff:10.0.0.1'],
    says: /write it as 10\.0\.0\.1/,
  },
  { code: 'invalid-address', text: 'zone z { subnet 10.0.0.0/24, 10.0.1.1-10.0.1.9, 10.0.2.1/32, fd00::/64, ::1 }', finds: [] },
  { code: 'invalid-address', text: 'zone z { component c at "no host" }', finds: ['"no host"'] },
  { code: 'invalid-address', text: 'zone z { component c at "s3.example.com", "*.example.com" }', finds: [] },
  { code: 'invalid-port', text: `${zones}allow a -> b : tcp 70000`, finds: ['70000'], says: /1 to 65535/ },
  { code: 'invalid-port', text: `${zones}allow a -> b : tcp 0`, finds: ['0'] },
  { code: 'invalid-port', text: `${zones}allow a -> b : tcp 9-5`, finds: ['9-5'], says: /write 5-9/ },
  { code: 'invalid-port', text: `${zones}allow a -> b : tcp 2049+`, finds: ['2049+'], says: /no upper end/ },
  { code: 'invalid-port', text: 'vendor v { service s = tcp 2049+ }', finds: [] },
  { code: 'invalid-port', text: `${zones}allow a -> b : tcp 1, 65535, 5-5`, finds: [] },
  {
    code: 'outside-zone',
    text: 'zone z { subnet 10.0.0.0/24 component c at 10.0.1.9 }\nzone w { subnet 10.0.1.0/24 }',
    finds: ['10.0.1.9'],
    says: /but in w/,
  },
  {
    code: 'outside-zone',
    text: 'zone z { subnet 10.0.0.0/24 component c at 10.0.0.250-10.0.1.2 }',
    finds: ['10.0.0.250-10.0.1.2'],
    says: /10\.0\.1\.0-10\.0\.1\.2/,
  },
  { code: 'outside-zone', text: 'zone z { component c at 10.0.1.9 }\nzone e external { component d at 192.0.2.1 }', finds: [] },
  {
    code: 'overlapping-subnets',
    text: 'zone z { subnet 10.0.0.0/23 }\nzone w { subnet 10.0.1.0/24 }',
    finds: ['10.0.1.0/24'],
    says: /also in z/,
  },
  {
    code: 'overlapping-subnets',
    text: 'zone z { subnet 10.0.0.0/24 }\nzone w { subnet 10.0.1.0/24 }\nzone e external',
    finds: [],
  },
  { code: 'duplicate-name', text: 'zone z { component c at 10.0.0.1 }\nzone c', finds: ['c'], says: /taken by a component/ },
  { code: 'duplicate-name', text: 'vendor v { role a service a = tcp 1 role b }', finds: [] },
  { code: 'duplicate-name', text: 'vendor v { role a role a }', finds: ['a'] },
  { code: 'missing-address', text: 'zone z { subnet 10.0.0.0/24 component c }', finds: ['c'] },
  { code: 'missing-address', text: 'zone z external { component c }\nzone y { component d at "d.example.com" }', finds: [] },
  {
    code: 'expired-rule',
    text: `${zones}allow a -> b : tcp 1 until 2026-11-20\nallow a -> b : tcp 2`,
    finds: ['2026-11-20'],
    fixed: /\}\nallow a -> b : tcp 2$/,
  },
  { code: 'expired-rule', text: `${zones}allow a -> b : tcp 1 until 2026-11-21`, finds: [] },
  { code: 'expired-rule', text: `${zones}allow a -> b : tcp 1 until 2026-02-30`, finds: [] },
  { code: 'invalid-date', text: `${zones}allow a -> b : tcp 1 until 2026-02-30`, finds: ['2026-02-30'] },
  { code: 'invalid-date', text: `${zones}allow a -> b : tcp 1 until 2027-02-29`, finds: ['2027-02-29'] },
  { code: 'invalid-date', text: `${zones}allow a -> b : tcp 1 until 2028-02-29`, finds: [] },
  { code: 'unknown-import', text: 'import "./nowhere.segplan"', finds: ['"./nowhere.segplan"'], says: /no readable file/ },
  { code: 'unknown-import', text: 'import "./plan.segplan"', finds: ['"./plan.segplan"'], says: /itself/ },
  { code: 'unknown-import', text: 'import "./x.txt"', finds: ['"./x.txt"'], says: /Only \.segplan/ },
  { code: 'vendor-not-used', text: 'zone z { component c : vmware.esxi at 10.0.0.1 }', finds: [] },
  {
    code: 'vendor-not-used',
    text: 'zone z { component c : veeam.console at 10.0.0.1 }',
    finds: ['veeam.console'],
    fixed: /^use veeam\n/,
  },
  { code: 'vendor-not-used', text: 'use veeam\nzone z { component c : veeam.console at 10.0.0.1 }', finds: [] },
  {
    code: 'invalid-value',
    text: 'use veeam\nzone z { component c : veeam.vmware-proxy at 10.0.0.1 { transport = nbdd } }',
    finds: ['nbdd'],
    fixed: /transport = nbd \}/,
  },
  {
    code: 'invalid-value',
    text: 'use veeam\nzone z { component c : veeam.vmware-proxy at 10.0.0.1 { transport = hot-add } }',
    finds: [],
  },
  { code: 'empty-rule', text: `${zones}allow a -> b`, finds: ['allow a -> b'] },
  { code: 'empty-rule', text: `${zones}deny a -> b\nzone e\nallow e -> b : tcp 1`, finds: ['e'] },
  { code: 'empty-rule', text: `${zones}deny a -> b\nallow a -> b : icmp`, finds: [] },
  // A rule that breaks off has a syntax error, and an end that is no address a finding of its own.
  { code: 'empty-rule', text: `${zones}allow a > b : tcp 1`, finds: [] },
  { code: 'empty-rule', text: `${zones}allow a -> b : 443`, finds: [] },
  { code: 'empty-rule', text: `${zones}allow a -> b tcp 1`, finds: [] },
  { code: 'empty-rule', text: `${zones}allow a -> b :\n\n// later\ndeny a -> b`, finds: [] },
  { code: 'empty-rule', text: `${zones}allow a -> b :`, finds: [] },
  { code: 'empty-rule', text: `${zones}allow a -> b “tcp 1”`, finds: [] },
  { code: 'empty-rule', text: `${zones}allow\nallow a ->\nallow a -> b : tcp 1`, finds: [] },
  { code: 'empty-rule', text: `${zones}zone allow { subnet 10.0.9.0/24 }`, finds: [] },
  { code: 'empty-rule', text: `${zones}allow 10.0.0.300 -> "a..b" : tcp 1\nallow nowhere -> b : tcp 1`, finds: [] },
  // The error of another statement hides nothing.
  { code: 'empty-rule', text: `${zones}allow a -> b\nfoo bar\nallow b -> a`, finds: ['allow a -> b', 'allow b -> a'] },
  { code: 'circular-name', text: 'group g = h\ngroup h = g, 10.0.0.1\nservice s = s', finds: ['g', 'h', 's'] },
  { code: 'circular-name', text: 'group g = 10.0.0.1\ngroup h = g\nservice s = tcp 1\nservice t = s', finds: [] },
  {
    code: 'assertion-failed',
    text: `${zones}allow a -> b : tcp 80\nassert a never reaches b`,
    finds: ['assert a never reaches b'],
    says: /10\.0\.0\.1 \(x\) -> 10\.0\.1\.1 \(y\) on tcp 80/,
  },
  { code: 'assertion-failed', text: `${zones}allow a -> b : tcp 80\ndeny a -> b : tcp 80\nassert a never reaches b`, finds: [] },
  {
    code: 'assertion-failed',
    text: `${zones}allow a -> b : tcp 80\nassert a reaches b on tcp 80-81`,
    finds: ['assert a reaches b on tcp 80-81'],
    says: /tcp 81/,
  },
  {
    code: 'assertion-failed',
    text: `${zones}allow a -> b : tcp 80\nassert a reaches b on tcp 80\nassert a reaches b\nassert b never reaches a`,
    finds: [],
  },
  {
    code: 'blocked-flow',
    text: `use veeam
zone m { component vbr : veeam.backup-server at 10.0.0.1 }
zone d { component repo : veeam.repository at 10.0.1.1 }
allow vbr -> repo : required
deny m -> d : tcp 3000`,
    finds: ['deny m -> d : tcp 3000'],
    says: /vbr -> repo on tcp 3000/,
  },
  {
    code: 'blocked-flow',
    text: `use veeam
zone m { component vbr : veeam.backup-server at 10.0.0.1 }
zone d { component repo : veeam.repository at 10.0.1.1 }
allow vbr -> repo : required
deny d -> m
deny m -> d : udp 3000, tcp 3301`,
    finds: [],
  },
];
