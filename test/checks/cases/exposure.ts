import type { Case } from '../case.ts';

/** A provider's plan: what faces the internet is the gateway. */
const provider = (rules: string, more = ''): string => `use veeam 13
zone internet external { component tenants : veeam.tenant-backup-server ${more} }
zone dmz { subnet 192.0.2.0/24 component gateway : veeam.cloud-gateway at 192.0.2.4 component web at 192.0.2.80 }
zone m { subnet 10.0.0.0/24 component vbr : veeam.backup-server at 10.0.0.1 }
allow gateway -> vbr : required
allow tenants -> gateway : veeam.cloud-gateway
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
    text: provider('allow internet -> vbr : tcp 443, 9419'),
    finds: ['internet'],
    says: /opens tcp 443, 9419 of vbr to internet/,
    fixed: /veeam\.cloud-gateway\n$/,
  },
  {
    code: 'internet-exposure',
    text: provider('allow internet -> gateway : tcp 6170-6190'),
    finds: ['internet'],
    says: /opens tcp 6170-6179, 6181-6190 of gateway/,
    fixed: /allow internet -> gateway : tcp 6180$/,
  },
  {
    code: 'internet-exposure',
    text: provider('allow internet -> gateway, vbr : veeam.cloud-gateway'),
    finds: ['internet'],
    says: /opens tcp 6180 of vbr/,
    fixed: /allow internet -> gateway : veeam\.cloud-gateway$/,
  },
  {
    code: 'internet-exposure',
    text: provider('allow m, internet -> gateway : tcp 22 // both'),
    finds: ['internet'],
    fixed: /allow m -> gateway : tcp 22 \/\/ both$/,
  },
  {
    code: 'internet-exposure',
    text: provider('allow 198.51.100.0/24 -> dmz : tcp 6180, https'),
    finds: ['198.51.100.0/24'],
    says: /tcp 443 of gateway/,
  },
  { code: 'internet-exposure', text: provider('allow internet -> m : any'), finds: ['internet'], says: /every service of vbr/ },
  // One side of the deny is left open.
  {
    code: 'internet-exposure',
    text: provider('allow internet -> vbr : tcp 443-445\ndeny internet -> vbr : tcp 443, 445'),
    finds: ['internet'],
    says: /opens tcp 444 of vbr/,
  },
  {
    code: 'internet-exposure',
    text: 'use veeam\nzone m { subnet 10.0.0.0/24 component vbr : veeam.backup-server at 10.0.0.1 }\nallow 0.0.0.0/0 -> vbr : tcp 443',
    finds: ['0.0.0.0/0'],
  },
  // Browsers anywhere on the internet are required by the catalog as well, and still not meant to be.
  {
    code: 'internet-exposure',
    text: provider('allow browsers -> vbr : tcp 443, 9419', 'component browsers : veeam.browser'),
    finds: ['browsers'],
  },
  {
    code: 'internet-exposure',
    text: provider('allow internet -> gateway : tcp 6180\nallow tenants -> dmz : tcp 6180'),
    finds: [],
  },
  { code: 'internet-exposure', text: provider('allow internet -> web : http, https'), finds: [] },
  { code: 'internet-exposure', text: provider('allow internet -> vbr : tcp 443 "agreed until the VPN is there"'), finds: [] },
  { code: 'internet-exposure', text: provider('allow internet -> vbr : tcp 443\ndeny internet -> m'), finds: [] },
  { code: 'internet-exposure', text: provider('allow internet -> vbr : tcp 443 until 2026-11-20'), finds: [] },
  { code: 'internet-exposure', text: provider('allow vbr -> internet : https\nallow web -> vbr : tcp 443'), finds: [] },
  // The rule from everywhere is reported by any-endpoint.
  { code: 'internet-exposure', text: provider('allow any -> vbr : tcp 443'), finds: [] },
  {
    code: 'internet-exposure',
    text: provider('allow office -> vbr : tcp 443, 9419', 'component office : veeam.browser at 203.0.113.7'),
    finds: [],
  },
  {
    code: 'internet-exposure',
    text: 'use acronis-scs\nzone i external\nzone z { subnet 10.0.0.0/24 component mail : network.smtp-server at 10.0.0.5 }\nallow i -> mail : tcp 25',
    finds: [],
  },
  // A server within the range of the guests is not the guests.
  {
    code: 'internet-exposure',
    text: 'use veeam\nzone i external\nzone z { subnet 10.0.0.0/24 component vms : veeam.guest at 10.0.0.0/24 component shop at 10.0.0.5 }\nallow i -> shop, 10.0.0.6 : https',
    finds: [],
  },

  // ---------------------------------------------------------------- isolation-breach
  {
    code: 'isolation-breach',
    text: lab('allow lab -> app : tcp 443'),
    finds: ['lab'],
    says: /lets lab reach app on tcp 443, but lab is isolated/,
    fixed: /\}\n$/,
  },
  {
    code: 'isolation-breach',
    text: lab('allow admins -> lab, app : ssh'),
    finds: ['lab'],
    says: /lets admins reach lab on tcp 22/,
    fixed: /allow admins -> app : ssh$/,
  },
  {
    code: 'isolation-breach',
    text: lab('allow any -> app : tcp 53 "names for all"'),
    finds: ['any'],
    says: /lets lab reach app on tcp 53/,
    fixed: /names for all"\ndeny lab -> any$/,
  },
  {
    code: 'isolation-breach',
    text: lab('allow 10.0.0.0/8 -> 10.0.0.0/8 : icmp // ping'),
    finds: ['10.0.0.0/8'],
    fixed: /icmp \/\/ ping\ndeny lab -> any\ndeny any -> lab$/,
  },
  // What is left of the way after a deny for a part of it.
  {
    code: 'isolation-breach',
    text: lab('allow app -> lab : tcp 80-82\ndeny p -> 10.50.0.0/25\ndeny p -> lab : tcp 80, 82'),
    finds: ['lab'],
    says: /reach lab on tcp 81,/,
  },
  {
    code: 'isolation-breach',
    text: 'zone a isolated { subnet 10.0.0.0/24 }\nzone b isolated { subnet 10.0.1.0/24 }\nallow a -> b : tcp 1',
    finds: ['a'],
    fixed: /\}\n$/,
  },
  // More than the catalog requires of a component in the zone.
  {
    code: 'isolation-breach',
    text: lab('allow vbr -> repo : veeam.data-mover, tcp 2500-3300, 3389', 'component repo : veeam.repository at 10.50.0.5'),
    finds: ['repo'],
    says: /lets vbr reach repo on tcp 3389/,
    fixed: /allow vbr -> repo : veeam\.data-mover, tcp 2500-3300$/,
  },
  { code: 'isolation-breach', text: lab('deny lab -> any\ndeny any -> lab\nallow any -> any : icmp'), finds: [] },
  { code: 'isolation-breach', text: lab('allow lab -> lab : tcp 1\nallow 10.50.0.1 -> 10.50.0.2 : tcp 1'), finds: [] },
  { code: 'isolation-breach', text: lab('allow admins -> lab : ssh "restore tests"'), finds: [] },
  { code: 'isolation-breach', text: lab('allow admins -> app : ssh\nallow fd00::/8 -> lab : tcp 1'), finds: [] },
  { code: 'isolation-breach', text: lab('allow admins -> lab : ssh until 2026-11-20'), finds: [] },
  {
    code: 'isolation-breach',
    text: lab('allow m -> lab : required', 'component repo : veeam.repository at 10.50.0.5'),
    finds: [],
  },
  // Document 004, section 13: the gateway may stand in the zone for isolated recovery.
  {
    code: 'isolation-breach',
    text: lab(
      'zone i external { component t : veeam.tenant-agent }\nallow t -> gw : tcp 6180\nallow gw -> vbr : tcp 6162',
      'component gw : veeam.cloud-gateway at 10.50.0.5',
    ),
    finds: [],
  },
];
