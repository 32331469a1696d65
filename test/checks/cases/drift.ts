import type { Case } from '../case.ts';

const head = `zone office { subnet 10.1.0.0/24  component desk at 10.1.0.9 }
zone shop { subnet 10.2.0.0/24  component till at 10.2.0.5  component back at 10.2.0.6 }
`;
const main = 'firewall main : asa { zones office, shop  running "main.txt" }\n';
const zones = `${head}${main}`;

/** What an ASA shows that lets pass what is given. */
const asa = (...lines: string[]): string =>
  [
    'ASA Version 9.18(2)',
    'hostname main',
    'interface GigabitEthernet0/0',
    ' nameif office',
    ' security-level 60',
    ' ip address 10.1.0.1 255.255.255.0',
    'interface GigabitEthernet0/1',
    ' nameif shop',
    ' security-level 50',
    ' ip address 10.2.0.1 255.255.255.0',
    ...lines.map((line) => `access-list from_office extended ${line}`),
    'access-list from_office extended deny ip any any',
    'access-list from_shop extended deny ip any any',
    'access-group from_office in interface office',
    'access-group from_shop in interface shop',
    '',
  ].join('\n');

/** What a Junos shows with rules of these names, all of which let https pass. */
const junos = (...names: string[]): string => {
  const policies = names.flatMap((name) =>
    ['match source-address any', 'match destination-address any', 'match application junos-https', 'then permit'].map(
      (each) => `set security policies from-zone office to-zone shop policy ${name} ${each}`,
    ),
  );
  const sides = ['office', 'shop'].flatMap((zone, n) => [
    `set interfaces ge-0/0/${n} unit 0 family inet address 10.${n + 1}.0.1/24`,
    `set security zones security-zone ${zone} interfaces ge-0/0/${n}.0`,
  ]);
  return [...sides, ...policies, ''].join('\n');
};

const DESK_443 = 'permit tcp host 10.1.0.9 host 10.2.0.5 eq 443';
const ANY_22 = 'permit tcp 10.1.0.0 255.255.255.0 10.2.0.0 255.255.255.0 eq 22';

export const cases: readonly Case[] = [
  // ---------------------------------------------------------------- drift-closed
  {
    code: 'drift-closed',
    title: 'a rule of which the device closes a part, and the running file',
    text: `${zones.replace('"main.txt"', '<|"main.txt"|>')}<|allow desk -> till : tcp 443, 8443|>`,
    running: { 'main.txt': asa(DESK_443) },
    says: /^main cuts off something that the plan allows or needs \(main\.txt\): desk -> till: tcp 8443\b/,
    fixed: /allow desk -> till : tcp 443$/,
  },
  {
    code: 'drift-closed',
    title: 'what a catalog needs of a component, and no rule allows',
    text: `use veeam
zone office { subnet 10.1.0.0/24  component <|vbr|> : veeam.backup-server at 10.1.0.9 runs windows }
zone shop { subnet 10.2.0.0/24  component repo : veeam.linux-repository at 10.2.0.5 }
firewall main : asa { zones office, shop  running <|"main.txt"|> }\n`,
    running: { 'main.txt': asa() },
    says: /^main does not let vbr -> repo: .* pass: main\.txt, line 11: .* Needed by veeam\..* No rule of the plan allows it either\.$/,
  },
  {
    code: 'drift-closed',
    title: 'what an ASA lets begin, and whose answers it drops',
    text: `${head}<|allow desk -> till : icmp echo-request|>\n${main.replace('"main.txt"', '<|"main.txt"|>')}`,
    running: { 'main.txt': asa('permit icmp host 10.1.0.9 host 10.2.0.5 echo') },
    says: /^main does not let open connections of desk -> till: icmp 8 pass: .* An ASA keeps connections of .* inspect icmp: /,
  },
  {
    code: 'drift-closed',
    title: 'a rule of the device that has ended',
    text: `${head}<|allow desk -> till : tcp 443|>\n${main.replace('"main.txt"', '<|"main.txt"|>')}`,
    running: { 'main.txt': `time-range old\n absolute end 23:59 01 March 2001\n${asa(`${DESK_443} time-range old`)}` },
    says: /^main does not let desk -> till: tcp 443 .* pass: main\.txt, line 14: .* deny ip any any; line 13 ended on 2001-03-01: access-list /,
  },
  {
    code: 'drift-closed',
    title: 'what an ASA inspects',
    text: `${zones}allow desk -> till : icmp echo-request`,
    running: {
      'main.txt': `${asa('permit icmp host 10.1.0.9 host 10.2.0.5 echo')}class-map inspection_default
 match default-inspection-traffic
policy-map global_policy
 class inspection_default
  inspect icmp
service-policy global_policy global
`,
    },
  },
  {
    code: 'drift-closed',
    title: 'a device that lets pass what the plan says',
    text: `${zones}allow desk -> till : tcp 443`,
    running: { 'main.txt': asa(DESK_443) },
  },
  { code: 'drift-closed', title: 'a device that nobody has read', text: `${zones}allow desk -> till : tcp 443` },
  {
    code: 'drift-closed',
    title: 'what does not cross that firewall',
    text: `${head}zone lab { subnet 10.3.0.0/24 }\nfirewall main : asa { zones office, shop  running "main.txt" }
firewall other : asa { zones shop, lab }\nallow till -> lab : tcp 443`,
    running: { 'main.txt': asa() },
  },
  {
    code: 'drift-closed',
    title: 'a rule that the device may close, for some users alone',
    text: `${head}<|allow desk -> till : tcp 443|>\n${main.replace('"main.txt"', '<|"main.txt"|>')}`,
    running: { 'main.txt': asa('deny tcp user LOCAL\\ann host 10.1.0.9 host 10.2.0.5 eq 443', DESK_443) },
    says: /^main may not let desk -> till: tcp 443 \(https\) pass: main\.txt, line 11: .* Not certain: certain users alone\.$/,
  },
  // ---------------------------------------------------------------- drift-open
  {
    code: 'drift-open',
    title: 'a rule that the device goes beyond',
    text: `${head}<|allow desk -> till : tcp 443|> // tills\n${main.replace('"main.txt"', '<|"main.txt"|>')}`,
    running: { 'main.txt': asa(DESK_443.replace('eq 443', 'range 443 445')) },
    says: /^main lets more pass than this rule says: desk -> till: tcp 444-445, by main\.txt, line 11: access-list from_office extended permit/,
    fixed: /allow desk -> till : tcp 443 \/\/ tills\nallow desk -> till : tcp 444-445 "runs on main"\n/,
  },
  {
    code: 'drift-open',
    title: 'what the device lets pass for some users alone',
    text: `${zones.replace('"main.txt"', '<|"main.txt"|>')}allow desk -> till : tcp 443`,
    running: { 'main.txt': asa(DESK_443, 'permit tcp user LOCAL\\ann host 10.1.0.9 host 10.2.0.5 eq 22') },
    says: /^main may let pass what the plan does not: desk -> till: tcp 22 .* Not certain: certain users alone\.$/,
  },
  {
    code: 'drift-open',
    title: 'what no rule speaks of, at the running file, by the names of zones and services',
    text: `${zones.replace('"main.txt"', '<|"main.txt"|>')}allow desk -> till : tcp 443`,
    running: { 'main.txt': asa(DESK_443, ANY_22) },
    says: /^main lets pass what the plan does not: office -> shop: tcp 22 \(ssh\), by main\.txt, line 12: /,
    fixed: /\nallow office -> shop : ssh "runs on main"$/,
  },
  {
    code: 'drift-open',
    title: 'a zone of which one component has a rule already, in one rule',
    text: `${head}<|allow desk -> till : tcp 443|>\n${main.replace('"main.txt"', '<|"main.txt"|>')}`,
    running: { 'main.txt': asa('permit tcp 10.1.0.0 255.255.255.0 host 10.2.0.5 eq 443') },
    says: /^main lets more pass than this rule says: all of office but desk -> till: /,
    fixed: /\nallow office -> till : https "runs on main"\n/,
  },
  {
    code: 'drift-open',
    title: 'rules that have names on the device, each its own',
    text: `${head}firewall main : junos { zones office, shop  running <|"main.txt"|> }`,
    running: { 'main.txt': junos('tills', 'till-care') },
    says: /^main lets pass what the plan does not: office -> shop: tcp 443 /,
    fixed: /\nallow office -> shop : https "runs on main: tills"\n/,
  },
  {
    code: 'drift-open',
    title: 'a firewall that is imported, at the import and not at what stands before it',
    text: `zone lab { subnet 10.9.0.0/24 }\n<|import "./base.segplan"|>\n`,
    files: { 'base.segplan': zones },
    running: { 'main.txt': asa(DESK_443) },
    says: /^main lets pass what the plan does not: desk -> till: tcp 443 /,
  },
  {
    code: 'drift-open',
    title: 'a device that lets pass what the plan says',
    text: `${zones}allow desk -> till : tcp 443`,
    running: { 'main.txt': asa(DESK_443) },
  },
  // ---------------------------------------------------------------- unread-running
  {
    code: 'unread-running',
    title: 'a file that is not there',
    text: `${zones.replace('"main.txt"', '<|"main.txt"|>')}`,
    running: {},
    says: /^main\.txt does not exist/,
  },
  {
    code: 'unread-running',
    title: 'lines that nobody understands',
    text: `${zones.replace('"main.txt"', '<|"main.txt"|>')}`,
    running: { 'main.txt': `${asa(DESK_443)}service-policy-of-tomorrow enable\n` },
    says: /^A line of main\.txt is not understood, so that nobody knows all that main runs: line 16, service-policy-of-tomorrow; /,
  },
  {
    code: 'unread-running',
    title: 'two lines that nobody understands',
    text: `${zones.replace('"main.txt"', '<|"main.txt"|>')}`,
    running: { 'main.txt': `${asa(DESK_443)}service-policy-of-tomorrow enable\nfrobnicate 5\n` },
    says: /^2 lines of main\.txt are not understood, so that nobody knows all that main runs: line 16, /,
  },
  {
    code: 'unread-running',
    title: 'a family of addresses that no file speaks of',
    text: `${head.replace('10.2.0.0/24', '10.2.0.0/24, fd00:2::/64').replace('10.1.0.0/24', '10.1.0.0/24, fd00:1::/64')}firewall main : iptables { zones office, shop  running <|"main.txt"|> }\n`,
    running: { 'main.txt': '*filter\n:FORWARD DROP [0:0]\nCOMMIT\n' },
    says: /^main is not known to do what the plan says\. No file says anything of IPv6, of which office, shop have networks: /,
  },
  {
    code: 'unread-running',
    title: 'a zone that lies elsewhere than it is said to',
    text: zones
      .replace('zones office, shop', 'zones office, shop  interface shop = office  interface office = shop')
      .replace('"main.txt"', '<|"main.txt"|>'),
    running: { 'main.txt': asa() },
    says: /^main is not known to do what the plan says\. .* is taken to lie behind /,
  },
  { code: 'unread-running', title: 'a file of a form that is known', text: zones, running: { 'main.txt': asa(DESK_443) } },
  // ---------------------------------------------------------------- unused-suppression
  {
    code: 'unused-suppression',
    title: 'of what runs, which nobody has read',
    text: `${zones}// segplan-disable-next-line drift-closed -- until the next window\nallow desk -> till : tcp 443`,
  },
  {
    code: 'unused-suppression',
    title: 'of what runs, where the device does what the plan says',
    text: `${zones}// segplan-disable-next-line <|drift-closed|> -- until the next window\nallow desk -> till : tcp 443`,
    running: { 'main.txt': asa(DESK_443) },
  },
];
