import type { Case } from '../case.ts';

const proxy = 'component proxy : veeam.vmware-proxy at 10.0.0.1';

/** A product without a center: two roles work with all of these. */
const choosing = (...others: string[]): string => `use shop
vendor shop { role till role desk ${others.map((role) => `role ${role}`).join(' ')}
${others.map((role) => `  flow till -> ${role} : tcp 1 "Asks"\n  flow desk -> ${role} : tcp 2 "Asks"`).join('\n')} }
zone z { component t : shop.till at 10.0.0.1 }`;

export const cases: readonly Case[] = [
  // ---------------------------------------------------------------- duplicate-address
  {
    code: 'duplicate-address',
    title: 'two components of a zone at one address',
    text: 'zone z { subnet 10.0.0.0/24 component a at 10.0.0.1 component b at 10.0.0.2, <|10.0.0.1|> }',
    says: /10\.0\.0\.1 is held by a as well/,
  },
  {
    code: 'duplicate-address',
    title: 'one address of each family, and host names that differ in case',
    text: 'zone z { component a at 10.0.0.1, fd00::1 component b at <|10.0.0.1|>, fd00::1 component c at "h.example.com" component d at <|"H.example.com"|> }',
    says: /10\.0\.0\.1, fd00::1 is held by a/,
  },
  {
    code: 'duplicate-address',
    title: 'one address in other words, in another zone',
    text: 'zone z { component b at 10.0.0.1 }\nzone y { component a at 10.0.0.1/32 component c at 10.0.0.1-10.0.0.1 }',
    finds: ['10.0.0.1/32', '10.0.0.1-10.0.0.1'],
    says: /held by b as well/,
  },
  {
    code: 'duplicate-address',
    title: 'two ranges of which a part is the same',
    text: 'zone z { component all at 10.0.0.0/24 component a at 10.0.0.10-10.0.0.20 component b at 10.0.0.18-10.0.0.30 }',
    finds: ['10.0.0.18-10.0.0.30'],
    says: /10\.0\.0\.18-10\.0\.0\.20 is held by a /,
  },
  {
    code: 'duplicate-address',
    title: 'a single address in a range of the same zone, and a network of guests around it',
    text: 'zone z { component x at 10.1.0.1-10.1.0.10 component w at 10.1.0.5 component v at 10.1.0.0/28 }',
    finds: ['10.1.0.5'],
    says: /^10\.1\.0\.5 is held by x as well/,
  },
  {
    code: 'duplicate-address',
    title: 'a range above single addresses and a small network, in both families',
    text: 'zone z { component w at 10.1.0.10 component x at 10.1.0.1-10.1.0.10 component n at 10.1.0.4/31, fd00::2-fd00::3 component s at fd00::1-fd00::9 }',
    finds: ['10.1.0.1-10.1.0.10', '10.1.0.4/31', 'fd00::1-fd00::9'],
    says: /^10\.1\.0\.10 is held by w as well/,
  },
  {
    code: 'duplicate-address',
    title: 'a range in another zone, and the addresses beside it',
    text: 'zone y { component x at 10.1.0.1-10.1.0.10 component u at 10.1.0.11 component t at 10.1.0.0 }\nzone z { component w at 10.1.0.5 }',
    finds: [],
  },
  {
    code: 'duplicate-address',
    title: 'in a zone outside',
    text: 'zone z external { component x at 10.1.0.1-10.1.0.10 component w at 10.1.0.5 component x2 at 10.1.0.3, 10.1.0.1-10.1.0.5 }',
    finds: [],
  },
  {
    code: 'duplicate-address',
    title: "an address of the component's own range again",
    text: 'zone z { component x at 10.1.0.1-10.1.0.10, 10.1.0.5 }',
    finds: [],
  },
  {
    code: 'duplicate-address',
    title: 'servers in a network of guests',
    text: 'zone z { component vms at 10.0.0.0/24 component s at 10.0.0.77 component t at 10.0.0.0-10.0.0.9 component u at 10.0.0.250-10.0.0.255 }',
    finds: [],
  },
  {
    code: 'duplicate-address',
    title: 'the addresses beside a range',
    text: 'zone z { component a at 10.0.0.1-10.0.0.4 component b at 10.0.0.5 component c at 10.0.0.0 component d at fd00::1 }',
    finds: [],
  },
  {
    code: 'duplicate-address',
    title: 'the same address twice, and components without one',
    text: 'zone z { component a at 10.0.0.1, 10.0.0.1 component b component c }',
    finds: [],
  },
  {
    code: 'duplicate-address',
    title: 'two services of a cloud behind one host name',
    text: 'use azure\nzone z external { component a : azure.cloud at "a.example.com" component b : azure.queue at "a.example.com" }',
    finds: [],
  },
  {
    code: 'duplicate-address',
    title: 'zones whose subnets overlap, which overlapping-subnets finds',
    text: 'zone a { subnet 10.0.0.0/24 component x at 10.0.0.1 }\nzone b { subnet 10.0.0.0/25 component y at 10.0.0.1 }',
    finds: [],
  },
  {
    code: 'duplicate-address',
    title: 'two of one zone at an address that one of an overlapping zone holds as well',
    text: 'zone a { subnet 10.0.0.0/24 component x at 10.0.0.1 }\nzone b { subnet 10.0.0.0/25 component y at 10.0.0.1 component z at <|10.0.0.1|> }',
    says: /held by y as well/,
  },
  {
    code: 'duplicate-address',
    title: 'a network of another component behind many ranges that the component holds itself',
    text: `zone z { component vms at 10.0.0.0/25 component many at ${Array.from({ length: 30 }, (_, n) => `10.0.0.${n + 2}-10.0.0.${n + 70}`).join(', ')}, <|10.0.0.60-10.0.0.200|> }`,
    says: /^10\.0\.0\.60-10\.0\.0\.127 is held by vms/,
  },
  {
    code: 'duplicate-address',
    title: 'components without addresses',
    text: 'use zero-networks\nzone z { component a : zero-networks.cloud component b : zero-networks.cloud }',
    finds: [],
  },

  // ---------------------------------------------------------------- general-role
  {
    code: 'general-role',
    title: 'a storage system of no maker, of which no list of ports speaks',
    text: 'use veeam 13\nzone z { subnet 10.0.0.0/24 component array : <|veeam.storage-system|> at 10.0.0.1 component vbr : veeam.backup-server at 10.0.0.2 }',
    says: /^Nothing is required of array: no flow is about veeam\.storage-system itself, .*: 'veeam\.[\w-]+', 'veeam\.[\w-]+', 'veeam\.[\w-]+' or one of \d+ others\.$/,
  },
  {
    code: 'general-role',
    title: 'a role of another vendor, which the product in use has one of its own for',
    text: 'use shop\nvendor base { role db }\nvendor shop { role ledger : base.db role till flow till -> ledger : tcp 1 "Books" }\nzone z { component d : <|base.db|> at 10.0.0.1 component t : shop.till at 10.0.0.2 }',
    says: /Say which it is: 'shop\.ledger'\.$/,
    fixed: /component d : shop\.ledger at 10\.0\.0\.1/,
  },
  {
    code: 'general-role',
    title:
      'a role of which flows speak, one beside another that has flows, one that nothing derives from, and one of a vendor that is not in use',
    text: 'use shop\nvendor base { role db role other }\nvendor shop { role ledger : base.db role till flow till -> ledger : tcp 1 "Books" }\nvendor else { role x role y : x flow y -> y : tcp 1 }\nzone z { component l : shop.ledger at 10.0.0.1 component t : shop.till, base.db at 10.0.0.2 component o : base.other at 10.0.0.3 component e : else.x at 10.0.0.4 component bare at 10.0.0.5 }',
    finds: [],
  },
  // ---------------------------------------------------------------- missing-peer
  {
    code: 'missing-peer',
    title: 'the backup server that two others work with',
    text: `use veeam\nzone z { subnet 10.0.0.0/24 ${proxy} component repo : veeam.repository at 10.0.0.2 }`,
    finds: ['proxy'],
    says: /^proxy and repo work with veeam\.backup-server \(Backup server\), and this plan holds none/,
    fixed: /10\.0\.0\.0\/24 component backup-server : veeam\.backup-server component proxy :/,
  },
  {
    code: 'missing-peer',
    title: 'the backup server, whose name a zone has',
    text: `use veeam\nzone backup-server {\n  subnet 10.0.0.0/24\n  ${proxy} // first\n}\nzone x { component h : vmware.esxi at 10.1.0.1 }`,
    finds: ['proxy'],
    fixed:
      /\/24\n {2}component proxy : veeam\.vmware-proxy at 10\.0\.0\.1 \/\/ first\n {2}component backup-server-2 : veeam\.backup-server\n\}/,
  },
  {
    code: 'missing-peer',
    title: 'VRAs without a ZVM, which is named by its role where no zone has that name',
    text: 'use zerto\nzone z { component vra : zerto.vra at 10.0.0.1 component share : zerto.smb-repository at 10.0.0.2 }',
    finds: ['vra'],
    says: /zerto\.zvm/,
    fixed: /component zvm : zerto\.zvm component vra/,
  },
  {
    code: 'missing-peer',
    title: 'a center whose role derives from that of another vendor',
    text: 'use shop\nuse chain\nvendor shop { role center role till flow center -> till : tcp 1 "Books" }\nvendor chain { role center : shop.center }\nzone z { component t : shop.till at 10.0.0.1 component c : chain.center at 10.0.0.2 }',
    finds: [],
  },
  {
    code: 'missing-peer',
    title: 'an agent without its management server',
    text: 'use acronis-scs\nzone z { component pcs : acronis-scs.agent at 10.0.0.1 component share : acronis-scs.smb-archive at 10.0.0.2 }',
    finds: ['pcs'],
    says: /pcs works with acronis-scs\.management-server/,
  },
  {
    code: 'missing-peer',
    title: 'a client without the server that it calls, where another of the product stands',
    text: 'use shop\nvendor shop { role till role ledger role desk flow till -> ledger : tcp 1 "Books" }\nzone z { component api : shop.till at 10.0.0.1 component d : shop.desk at 10.0.0.2 }',
    finds: ['api'],
    says: /shop\.ledger/,
    fixed: /component ledger : shop\.ledger component api/,
  },
  {
    code: 'missing-peer',
    title: 'a component inside that tenants outside work with',
    text: 'use veeam\nzone i external { component tenants : veeam.tenant-agent }',
    finds: ['tenants'],
    says: /veeam\.cloud-gateway/,
  },
  {
    code: 'missing-peer',
    title: 'a host of a platform, one product of which manages hosts where it is used',
    text: `use veeam\nuse microsoft\nzone z { component hosts : microsoft.hyper-v-host at 10.0.0.1 component vbr : veeam.backup-server at 10.0.0.2 }`,
    finds: [],
  },
  {
    code: 'missing-peer',
    title: 'the component is there',
    text: `use veeam\nzone z { ${proxy} component vbr : veeam.backup-server at 10.0.0.2 }`,
    finds: [],
  },
  {
    code: 'missing-peer',
    title: 'the component stands outside',
    text: `use veeam\nzone z { ${proxy} }\nzone i external { component vbr : veeam.backup-server }`,
    finds: [],
  },
  {
    code: 'missing-peer',
    title: 'a component that works alone',
    text: 'use veeam\nzone z { component vbr : veeam.backup-server at 10.0.0.2 }',
    finds: [],
  },
  { code: 'missing-peer', title: 'a vendor that is not in use', text: `zone z { ${proxy} }`, finds: [] },
  {
    code: 'missing-peer',
    title: 'a name that leads nowhere may be the component',
    text: `use veeam\nzone z { ${proxy} component vbr : veeam.bakup-server at 10.0.0.2 }`,
    finds: [],
  },
  {
    code: 'missing-peer',
    title: 'another role that does the work of the center as well',
    text: 'use zerto\nzone z { component vra : zerto.vra at 10.0.0.1 component zca : zerto.azure-zca at 10.0.0.2 }',
    finds: [],
  },
  {
    code: 'missing-peer',
    title: 'a browser that has one of the servers it can enter',
    text: 'use veeam\nzone z { component b : veeam.browser at 10.0.0.1 component one : veeam.one-server at 10.0.0.2 }',
    finds: [],
  },
  {
    code: 'missing-peer',
    title: 'a component that works with three others, of which any would do',
    text: choosing('bank', 'ledger', 'stock'),
    finds: ['t'],
    says: /^t works with shop\.bank \(.*\) or shop\.ledger \(.*\) or shop\.stock \(.*\), and this plan holds none/,
  },
  {
    code: 'missing-peer',
    title: 'a component that works with four others, of which nobody knows which one a plan lacks',
    text: choosing('bank', 'ledger', 'stock', 'mail'),
    finds: [],
  },
  {
    code: 'missing-peer',
    title: 'common network components',
    text: 'use veeam\nuse network\nzone z { component h : vmware.esxi at 10.0.0.1 component s3 : network.object-storage at 10.0.0.2 }',
    finds: [],
  },
];
