import type { Case } from '../case.ts';

/** A provider's plan: what faces the internet is the gateway. */
const provider = (rules: string, more = ''): string => `use veeam 13
zone internet external { component tenants : veeam.tenant-backup-server ${more} }
zone dmz { subnet 192.0.2.0/24 component gateway : veeam.cloud-gateway at 192.0.2.4 component web at 192.0.2.80 }
zone m { subnet 10.0.0.0/24 component vbr : veeam.backup-server at 10.0.0.1 }
allow gateway -> vbr : required
allow tenants -> gateway : veeam.cloud-gateway
${rules}`;

/** A plan in which one network counts as what is outside. */
const outside = (subnet: string, rules: string, addresses = '10.0.0.1, fd00::1'): string => `use veeam 13
zone partner external { subnet ${subnet} }
zone m { subnet 10.0.0.0/24, fd00::/64 component vbr : veeam.backup-server at ${addresses} }
${rules}`;

const lab = (rules: string, components = ''): string => `use veeam
zone m { subnet 10.0.0.0/24 component vbr : veeam.backup-server at 10.0.0.1 component admins at 10.0.0.9 }
zone p { subnet 10.1.0.0/24 component app at 10.1.0.1 }
zone lab isolated { subnet 10.50.0.0/24 ${components} }
${rules}`;

export const cases: readonly Case[] = [
  // ---------------------------------------------------------------- internet-exposure
  {
    code: 'internet-exposure',
    title: 'two ports of a server, which is not meant to face the internet',
    text: provider('allow <|internet|> -> vbr : tcp 443, 9419'),
    says: /opens tcp 443, 9419 of vbr to internet/,
    fixed: /veeam\.cloud-gateway\n$/,
  },
  {
    code: 'internet-exposure',
    title: 'ports around the one that may face the internet',
    text: provider('allow <|internet|> -> gateway : tcp 6170-6190'),
    says: /opens tcp 6170-6179, 6181-6190 of gateway/,
    fixed: /allow internet -> gateway : tcp 6180$/,
  },
  {
    code: 'internet-exposure',
    title: "the server beside the gateway, on the gateway's port",
    text: provider('allow <|internet|> -> gateway, vbr : veeam.cloud-gateway'),
    says: /opens tcp 6180 of vbr/,
    fixed: /allow internet -> gateway : veeam\.cloud-gateway$/,
  },
  {
    code: 'internet-exposure',
    title: 'the internet beside a zone, to a port that may not face it',
    text: provider('allow m, <|internet|> -> gateway : tcp 22 // both'),
    fixed: /allow m -> gateway : tcp 22 \/\/ both$/,
  },
  {
    code: 'internet-exposure',
    title: 'a public network as the source, to a zone',
    text: provider('allow 198.51.100.0/24 -> dmz : tcp 6180, https'),
    finds: ['198.51.100.0/24'],
    says: /tcp 443 of gateway/,
  },
  {
    code: 'internet-exposure',
    title: 'every service of a zone',
    text: provider('allow <|internet|> -> m : any'),
    says: /every service of vbr/,
  },
  {
    code: 'internet-exposure',
    title: 'the ports that a deny leaves open',
    text: provider('allow <|internet|> -> vbr : tcp 443-445\ndeny internet -> vbr : tcp 443, 445'),
    says: /opens tcp 444 of vbr/,
  },
  {
    code: 'internet-exposure',
    title: 'everything as the source, in a plan without an external zone',
    text: 'use veeam\nzone m { subnet 10.0.0.0/24 component vbr : veeam.backup-server at 10.0.0.1 }\nallow 0.0.0.0/0 -> vbr : tcp 443',
    finds: ['0.0.0.0/0'],
  },
  {
    code: 'internet-exposure',
    title: 'every IPv4 address as the source, where what is outside is IPv6 alone',
    text: outside('2000::/3', 'allow <|0.0.0.0/0|> -> vbr : tcp 443'),
    says: /opens tcp 443 of vbr to 0\.0\.0\.0\/0/,
  },
  {
    code: 'internet-exposure',
    title: 'every IPv6 address as the source, where what is outside is IPv4 alone',
    text: outside('203.0.113.0/24', 'allow <|::/0|> -> vbr : tcp 443'),
    says: /opens tcp 443 of vbr to ::\/0/,
  },
  {
    code: 'internet-exposure',
    title: 'every IPv4 address as the source, of which a network outside is denied',
    text: outside('203.0.113.0/24', 'allow <|0.0.0.0/0|> -> vbr : tcp 443\ndeny 203.0.113.0/24 -> vbr'),
    says: /opens tcp 443 of vbr to 0\.0\.0\.0\/0/,
  },
  {
    code: 'internet-exposure',
    title: 'every address of a family that the component has none of',
    text: outside('203.0.113.0/24', 'allow ::/0 -> vbr : tcp 443', '10.0.0.1'),
    finds: [],
  },
  {
    code: 'internet-exposure',
    title: 'a network that no zone holds, where what is outside is another one',
    text: outside('203.0.113.0/24', 'allow 10.7.0.0/16 -> vbr : tcp 443'),
    finds: [],
  },
  {
    code: 'internet-exposure',
    title: 'browsers at no known address, which the catalog has connect',
    text: provider('allow <|browsers|> -> vbr : tcp 443, 9419', 'component browsers : veeam.browser'),
  },
  {
    code: 'internet-exposure',
    title: 'the port that may face the internet',
    text: provider('allow internet -> gateway : tcp 6180\nallow tenants -> dmz : tcp 6180'),
    finds: [],
  },
  {
    code: 'internet-exposure',
    title: 'a web server without a role',
    text: provider('allow internet -> web : http, https'),
    finds: [],
  },
  {
    code: 'internet-exposure',
    title: 'a rule that states its reason',
    text: provider('allow internet -> vbr : tcp 443 "agreed until the VPN is there"'),
    finds: [],
  },
  {
    code: 'internet-exposure',
    title: 'a deny closes it',
    text: provider('allow internet -> vbr : tcp 443\ndeny internet -> m'),
    finds: [],
  },
  {
    code: 'internet-exposure',
    title: 'a rule that has expired',
    text: provider('allow internet -> vbr : tcp 443 until 2026-11-20'),
    finds: [],
  },
  {
    code: 'internet-exposure',
    title: 'the way out, and a way in from a zone of the plan',
    text: provider('allow vbr -> internet : https\nallow web -> vbr : tcp 443'),
    finds: [],
  },
  {
    code: 'internet-exposure',
    title: 'from anywhere, which any-endpoint finds',
    text: provider('allow any -> vbr : tcp 443'),
    finds: [],
  },
  {
    code: 'internet-exposure',
    title: 'a component outside at a known address, which the catalog has connect',
    text: provider('allow office -> vbr : tcp 443, 9419', 'component office : veeam.browser at 203.0.113.7'),
    finds: [],
  },
  {
    code: 'internet-exposure',
    title: 'a role of common network services',
    text: 'use acronis-scs\nzone i external\nzone z { subnet 10.0.0.0/24 component mail : network.smtp-server at 10.0.0.5 }\nallow i -> mail : tcp 25',
    finds: [],
  },
  {
    code: 'internet-exposure',
    title: 'a server in a network of guests',
    text: 'use veeam\nzone i external\nzone z { subnet 10.0.0.0/24 component vms : veeam.guest at 10.0.0.0/24 component shop at 10.0.0.5 }\nallow i -> shop, 10.0.0.6 : https',
    finds: [],
  },

  // ---------------------------------------------------------------- isolation-breach
  {
    code: 'isolation-breach',
    title: 'from an isolated zone',
    text: lab('allow <|lab|> -> app : tcp 443'),
    says: /lets lab reach app on tcp 443, but lab is isolated/,
    fixed: /\}\n$/,
  },
  {
    code: 'isolation-breach',
    title: 'into an isolated zone, beside another destination',
    text: lab('allow admins -> <|lab|>, app : ssh'),
    says: /lets admins reach lab on tcp 22/,
    fixed: /allow admins -> app : ssh$/,
  },
  {
    code: 'isolation-breach',
    title: 'from anywhere, which a deny mends, since a reason is given',
    text: lab('allow any -> app : tcp 53 "names for all"'),
    finds: ['any'],
    says: /lets lab reach app on tcp 53/,
    fixed: /names for all"\ndeny lab -> any$/,
  },
  {
    code: 'isolation-breach',
    title: 'a network around everything, at both ends',
    text: lab('allow <|10.0.0.0/8|> -> 10.0.0.0/8 : icmp // ping'),
    fixed: /icmp \/\/ ping\ndeny lab -> any\ndeny any -> lab$/,
  },
  {
    code: 'isolation-breach',
    title: 'what denies for a part leave open',
    text: lab('allow app -> <|lab|> : tcp 80-82\ndeny p -> 10.50.0.0/25\ndeny p -> lab : tcp 80, 82'),
    says: /reach lab on tcp 81,/,
  },
  {
    code: 'isolation-breach',
    title: 'between two isolated zones',
    text: 'zone a isolated { subnet 10.0.0.0/24 }\nzone b isolated { subnet 10.0.1.0/24 }\nallow <|a|> -> b : tcp 1',
    fixed: /\}\n$/,
  },
  {
    code: 'isolation-breach',
    title: 'more ports than the catalog requires of a component in the isolated zone',
    text: lab('allow vbr -> <|repo|> : veeam.data-mover, tcp 2500-3300, 3389', 'component repo : veeam.repository at 10.50.0.5'),
    says: /lets vbr reach repo on tcp 3389/,
    fixed: /allow vbr -> repo : veeam\.data-mover, tcp 2500-3300$/,
  },
  {
    code: 'isolation-breach',
    title: 'denies around the isolated zone, and ICMP from anywhere',
    text: lab('deny lab -> any\ndeny any -> lab\nallow any -> any : icmp'),
    finds: [],
  },
  {
    code: 'isolation-breach',
    title: 'within the isolated zone',
    text: lab('allow lab -> lab : tcp 1\nallow 10.50.0.1 -> 10.50.0.2 : tcp 1'),
    finds: [],
  },
  {
    code: 'isolation-breach',
    title: 'a rule that states its reason',
    text: lab('allow admins -> lab : ssh "restore tests"'),
    finds: [],
  },
  {
    code: 'isolation-breach',
    title: 'between other zones, and from another address family',
    text: lab('allow admins -> app : ssh\nallow fd00::/8 -> lab : tcp 1'),
    finds: [],
  },
  {
    code: 'isolation-breach',
    title: 'a rule that has expired',
    text: lab('allow admins -> lab : ssh until 2026-11-20'),
    finds: [],
  },
  {
    code: 'isolation-breach',
    title: 'what is required of a component in the isolated zone',
    text: lab('allow m -> lab : required', 'component repo : veeam.repository at 10.50.0.5'),
    finds: [],
  },
  {
    code: 'isolation-breach',
    title: 'a gateway in the isolated zone, as its maker advises for recovery',
    text: lab(
      'zone i external { component t : veeam.tenant-agent }\nallow t -> gw : tcp 6180\nallow gw -> vbr : tcp 6169',
      'component gw : veeam.cloud-gateway at 10.50.0.5',
    ),
    finds: [],
  },
];
