import type { Case } from '../case.ts';

const zerto = (component: string, rest = ''): string => `use zerto 8.5
zone ui { subnet 10.0.0.0/24 component admins : zerto.user-interface at 10.0.0.9 component host at 10.0.0.10 }
zone z { subnet 10.0.1.0/24, fd00:1::/64 ${component} }
${rest}`;
const zvm = 'component zvm : zerto.zvm at 10.0.1.5';

const sites = (rest: string): string => `use zerto 8.5
site main { zone m { subnet 10.1.0.0/24 component vra-m : zerto.vra at 10.1.0.1 } }
site dr { zone d { subnet 10.2.0.0/24 component vra-d : zerto.vra at 10.2.0.1 } }
allow vra-m -> vra-d : required
allow vra-d -> vra-m : required
${rest}`;

const segment = (properties: string): string => `use zero-networks
zone z { subnet 10.0.0.0/24 component s : zero-networks.segment-server at 10.0.0.5 { ${properties} } }`;

/** What more machines need stands before what fewer need. */
const sized = (properties: string): string => `vendor acme "Acme" {
  source guide "guide.txt" "Guide"
  role server "Server" {
    property machines = number "Machines"
    property cores = number "Cores"
  }
  sizing server by machines "A server" {
    2000 : cores 4
    1000 : cores 2
  } from guide "1"
}
use acme
zone z { subnet 10.0.0.0/24 component s : acme.server at 10.0.0.5 { ${properties} } }`;

export const cases: readonly Case[] = [
  {
    code: 'internal-port',
    title: 'a port for the server itself, beside one that others need',
    text: zerto(zvm, 'allow admins -> zvm : tcp 7073, 9669'),
    finds: ['tcp 7073, 9669'],
    says: /tcp 7073 is internal to zvm/,
    fixed: /allow admins -> zvm : tcp 9669$/,
  },
  {
    code: 'internal-port',
    title: 'a port for the server itself within a range, in a rule to its zone',
    text: zerto(zvm, 'allow admins -> z : tcp 7000-7100, zerto.gui'),
    finds: ['tcp 7000-7100, zerto.gui'],
    fixed: /allow admins -> z : tcp 7000-7072, 7074-7100, zerto\.gui$/,
  },
  {
    code: 'internal-port',
    title: 'a port for the server itself and no other, whose rule goes',
    text: zerto(zvm, 'allow admins -> zvm : tcp 7073'),
    finds: ['tcp 7073'],
    fixed: /\}\n$/,
  },
  {
    code: 'internal-port',
    title: 'the ports beside it, the other protocol, and a deny',
    text: zerto(zvm, 'allow admins -> zvm : tcp 7072, udp 7073\ndeny admins -> zvm : tcp 7073'),
    finds: [],
  },
  {
    code: 'internal-port',
    title: 'the same port of a role that has no such port',
    text: zerto('component vra : zerto.vra at 10.0.1.6', 'allow admins -> vra : tcp 7073'),
    finds: [],
  },
  {
    code: 'closed-port',
    title: 'a port to be kept closed, beside one that is needed',
    text: zerto(zvm, 'allow admins -> zvm : tcp 445, 9669'),
    finds: ['tcp 445, 9669'],
    says: /opens tcp 445 to zvm/,
    fixed: /allow admins -> zvm : tcp 9669$/,
  },
  {
    code: 'closed-port',
    title: 'a port to be kept closed, as a named service',
    text: zerto('component vra : zerto.vra at 10.0.1.6', 'allow ui -> vra : ssh'),
    finds: ['ssh'],
    says: /SSH/,
  },
  {
    code: 'closed-port',
    title: 'a reason is given, or it is the next port',
    text: zerto(zvm, 'allow admins -> zvm : tcp 445 "case 4711"\nallow admins -> zvm : tcp 446'),
    finds: [],
  },
  {
    code: 'closed-port',
    title: 'it is closed by a deny, or open only in a phase or up to a day',
    text: zerto(
      zvm,
      'phase works\ndeny admins -> zvm : tcp 445\nallow admins -> zvm : tcp 445 during works\nallow admins -> zvm : tcp 139 until 2027-01-31',
    ),
    finds: [],
  },
  {
    code: 'closed-port',
    title: 'the port is to be kept closed, and a flow of the catalog needs it',
    text: zerto(
      'component zcc : zerto.cloud-connector at 10.0.1.7',
      'zone p { subnet 10.0.3.0/24 component cloud : zerto.provider-zvm at 10.0.3.1 }\nallow cloud -> zcc : ssh',
    ),
    finds: [],
  },
  {
    code: 'closed-port',
    title: 'a flow needs the port to the component beside it',
    text: zerto(
      'component zcc : zerto.cloud-connector at 10.0.1.7 component vra : zerto.vra at 10.0.1.6',
      'zone p { subnet 10.0.3.0/24 component cloud : zerto.provider-zvm at 10.0.3.1 }\nallow cloud -> zcc, vra : ssh\nallow cloud -> vra : <|ssh|>',
    ),
  },
  {
    code: 'fixed-port',
    title: 'a port that has to stay where it is was moved',
    text: zerto('component zvm : zerto.provider-zvm at 10.0.1.5 { legacy-peer-port = 19081 }'),
    finds: ['legacy-peer-port = 19081'],
    says: /must keep tcp 9081/,
    fixed: /provider-zvm at 10\.0\.1\.5 \{ {2}\}/,
  },
  {
    code: 'fixed-port',
    title: 'the same port of a role that may move it',
    text: zerto('component zvm : zerto.zvm at 10.0.1.5 { legacy-peer-port = 19081 }'),
    finds: [],
  },
  {
    code: 'fixed-port',
    title: 'another port of the same role',
    text: zerto('component zvm : zerto.provider-zvm at 10.0.1.5 { gui-port = 19669 }'),
    finds: [],
  },
  {
    code: 'nat-unsupported',
    title: 'components that support no translation, at two translated sites',
    text: sites('nat main -> dr'),
    finds: ['nat main -> dr'],
    says: /does not support/,
  },
  {
    code: 'nat-unsupported',
    title: 'translation one way, to the address of one component',
    text: sites('nat dr -> 10.1.0.1 "one way is enough"'),
    finds: ['nat dr -> 10.1.0.1 "one way is enough"'],
  },
  {
    code: 'nat-unsupported',
    title: 'a subnet that others see under other addresses',
    text: sites('').replace('subnet 10.1.0.0/24', '<|subnet 10.1.0.0/24 as 10.101.0.0/24|>'),
    says: /^(vra-m -> vra-d|vra-d -> vra-m) crosses this translation\. .*does not support/,
  },
  {
    code: 'nat-unsupported',
    title: 'a component that keeps its address beside a subnet that is translated',
    text: sites('').replace('subnet 10.1.0.0/24', 'subnet 10.1.0.0/24 subnet 10.9.0.0/24 as 10.101.0.0/24'),
    finds: [],
  },
  {
    code: 'nat-unsupported',
    title: 'translation to a zone that none of them talks to',
    text: sites('zone x { subnet 10.3.0.0/24 }\nnat main -> x'),
    finds: [],
  },
  {
    code: 'nat-unsupported',
    title: 'a product that supports translation',
    text: `use veeam
zone m { subnet 10.0.0.0/24 component vbr : veeam.backup-server at 10.0.0.1 }
zone d { subnet 10.0.1.0/24 component repo : veeam.repository at 10.0.1.1 }
allow vbr -> repo : required
nat m -> d`,
    finds: [],
  },
  {
    code: 'cleartext-over-wan',
    title: 'unencrypted traffic between paired sites',
    text: sites('pair <|main|>, dr'),
    says: /between main and dr is not encrypted/,
    fixed: /pair main, dr\nvpn main, dr$/,
  },
  {
    code: 'cleartext-over-wan',
    title: 'unencrypted traffic between sites that no pair joins',
    text: sites(''),
    finds: ['main'],
    fixed: /vpn main, dr\n$/,
  },
  { code: 'cleartext-over-wan', title: 'a VPN between the sites', text: sites('vpn main, dr'), finds: [] },
  {
    code: 'cleartext-over-wan',
    title: 'a VPN between the networks of the sites',
    text: sites('vpn 10.1.0.0/16, 10.2.0.0/16'),
    finds: [],
  },
  {
    code: 'cleartext-over-wan',
    title: 'a VPN that ends at an address beside the component',
    text: sites('vpn main, 10.2.0.7').replace('site main', 'site <|main|>'),
  },
  {
    code: 'cleartext-over-wan',
    title: 'unencrypted traffic between zones of one site',
    text: `vendor acme { role agent role vault flow agent -> vault : tcp 10 "Copies" advice encrypt-between-sites "Build a tunnel." }
use acme
site main {
  zone m { subnet 10.1.0.0/24 component x : acme.agent at 10.1.0.1 }
  zone n { subnet 10.1.1.0/24 component y : acme.vault at 10.1.1.1 }
}
allow x -> y : required`,
    finds: [],
  },
  {
    code: 'cleartext-over-wan',
    title: 'zones that stand in no site',
    text: 'use zerto\nzone a { component x : zerto.zvm at 10.0.0.1 }\nzone b { component y : zerto.vra at 10.0.1.1 }',
    finds: [],
  },
  {
    code: 'mixed-zone',
    title: 'a component that should stand apart, beside one of no product',
    text: zerto(`${zvm} component web at 10.0.1.80`),
    finds: ['z'],
    says: /zvm shares this zone with web/,
  },
  {
    code: 'mixed-zone',
    title: 'a component that should stand apart, beside one of its own product',
    text: zerto(`${zvm} component vra : zerto.vra at 10.0.1.6`),
    finds: [],
  },
  {
    code: 'undersized-component',
    title: 'fewer cores than so many machines need',
    text: segment('machines = 3000 cores = 4 memory = 16'),
    finds: ['4'],
    says: /3000 machines need cores 8; s has 4/,
    fixed: /machines = 3000 cores = 8 memory = 16/,
  },
  {
    code: 'undersized-component',
    title: 'more machines than the largest size serves',
    text: segment('machines = 10001'),
    finds: ['10001'],
    says: /ends at 10000/,
  },
  {
    code: 'undersized-component',
    title: 'a disk that is one too small, at the first number of machines that needs it',
    text: segment('machines = 1001 cores = 4 memory = 8 disk = 99'),
    finds: ['99'],
  },
  {
    code: 'undersized-component',
    title: 'exactly what so many machines need',
    text: segment('machines = 1000 cores = 2 memory = 4 disk = 100'),
    finds: [],
  },
  {
    code: 'undersized-component',
    title: 'what a catalog needs for fewer machines, which it says behind what it needs for more',
    text: sized('machines = 500 cores = 2'),
    finds: [],
  },
  {
    code: 'undersized-component',
    title: 'what a catalog needs for more machines, which it says first',
    text: sized('machines = 1500 cores = <|2|>'),
    says: /1500 machines need cores 4; s has 2/,
  },
  { code: 'undersized-component', title: 'how many machines there are is not said', text: segment('cores = 1'), finds: [] },
  {
    code: 'invalid-value',
    title: 'a port above 65535',
    text: zerto('component zvm : zerto.zvm at 10.0.1.5 { gui-port = 70000 }'),
    finds: ['70000'],
    says: /1 to 65535/,
  },
  {
    code: 'invalid-value',
    title: 'a word in place of a port',
    text: zerto('component zvm : zerto.zvm at 10.0.1.5 { gui-port = nine }'),
    finds: ['nine'],
  },
  {
    code: 'invalid-value',
    title: 'a range of ports',
    text: zerto('component zvm : zerto.zvm at 10.0.1.5 { gui-port = 9700-9701 }'),
    finds: [],
  },
  {
    code: 'invalid-value',
    title: 'a word in place of a number',
    text: segment('machines = many'),
    finds: ['many'],
    says: /whole number/,
  },
  {
    code: 'idle-direction',
    title: 'between roles whose direction the source states',
    text: 'use zerto\ndirection zerto.zvm -> vmware.vcenter',
    finds: ['direction zerto.zvm -> vmware.vcenter'],
    fixed: /^use zerto\n$/,
  },
  {
    code: 'idle-direction',
    title: 'for a port of which the two roles have no flow',
    text: 'use zerto\ndirection zerto.zvm -> zerto.vra : tcp 443',
    finds: ['direction zerto.zvm -> zerto.vra : tcp 443'],
  },
  {
    code: 'idle-direction',
    title: 'directions that the source leaves open, with and without a port',
    text: 'use zerto\ndirection zerto.zvm -> zerto.vra\ndirection zerto.vba -> zerto.zvm : tcp 9180',
    finds: [],
  },
  {
    code: 'idle-direction',
    title: 'roles for which the flow is stated under the names of their bases',
    text: 'use zerto\ndirection zerto.azure-zca -> zerto.provider-vra',
    finds: ['direction zerto.azure-zca -> zerto.provider-vra'],
    says: /zerto\.zvm and zerto\.vra/,
  },
  {
    code: 'idle-direction',
    title: 'between a role of which a flow leaves open who connects, and one that this is not about',
    text: `use acme
vendor acme { role a role b role c flow between a and b : tcp 1 "Control" flow b -> c : tcp 2 "Data" }
<|direction acme.a -> acme.c|>`,
    says: /^No flow between these roles leaves open which side connects/,
  },
];
