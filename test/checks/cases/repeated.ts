import type { Case } from '../case.ts';

const sites = `site hq { zone m { subnet 10.0.0.0/24 component vbr at 10.0.0.1 } }
site dr { zone p { subnet 10.1.0.0/24 component proxy at 10.1.0.1 } }
site lab { zone l { subnet 10.2.0.0/24 component box at 10.2.0.1 } }
`;
const zerto = `use zerto
zone z { subnet 10.4.0.0/24 component zvm : zerto.zvm at 10.4.0.1 }
zone y { subnet 10.5.0.0/24 component vra : zerto.vra at 10.5.0.1 }
`;
const repeated = (title: string, text: string, more: Partial<Case> = {}): Case => ({
  code: 'repeated-statement',
  title,
  text,
  ...more,
});

export const cases: readonly Case[] = [
  // ---------------------------------------------------------------- repeated-statement
  repeated('a pair of sites, the other way round', `${sites}pair hq, dr\n<|pair dr, hq|>\n`, {
    says: /another line says so already/,
    fixed: /pair hq, dr\n$/,
  }),
  repeated(
    'a pair of sites, before the line that pairs them with a third',
    `${sites}<|pair hq, dr|> // first\npair lab, hq, dr\n`,
    {
      fixed: /\}\npair lab, hq, dr\n$/,
    },
  ),
  repeated(
    'three sites, each two of which are paired',
    `${sites}pair hq, dr\npair dr, lab\npair hq, lab\n<|pair hq, dr, lab|>\n`,
    {
      says: /other lines say so already/,
    },
  ),
  repeated('a site that is paired with itself, twice', `${sites}pair hq\n<|pair hq|>\n`),
  repeated('a pair that an imported file has', `import "./sites.segplan"\n<|pair hq, dr|>\nallow vbr -> proxy : tcp 1\n`, {
    files: { 'sites.segplan': `${sites}pair dr, hq\n` },
    says: /the imported file sites\.segplan says so already/,
    fixed: /^import "\.\/sites\.segplan"\nallow/,
  }),
  repeated('two sites, and each with itself', `${sites}pair hq, dr\npair hq\npair dr\npair dr, lab\n`),
  repeated('a tunnel with its ends the other way round', `${sites}vpn hq, dr "IPsec"\n<|vpn dr, hq "IPsec"|>\n`, {
    fixed: /vpn hq, dr "IPsec"\n$/,
  }),
  repeated('a tunnel within a network', `${sites}vpn m, m\nvpn m, p\n`),
  repeated('a translation that two lines say, one from each of its ends', `${sites}nat m -> l\nnat p -> l\n<|nat m, p -> l|>\n`),
  repeated('translations of one network to and from another', `${sites}nat m -> l\nnat l -> m\n`),
  repeated(
    'who connects, for a port of all',
    `${zerto}direction zerto.zvm -> zerto.vra\n<|direction zerto.zvm -> zerto.vra : tcp 4009|>\n`,
    { fixed: /direction zerto\.zvm -> zerto\.vra\n$/ },
  ),
  repeated(
    'who connects, for ports of which two lines say one each',
    `${zerto}direction zerto.zvm -> zerto.vra : tcp 4006\ndirection zerto.zvm -> zerto.vra : tcp 4009\n<|direction zerto.zvm -> zerto.vra : tcp 4006, 4009|>\n`,
  ),
  repeated(
    'who connects, for one port either way',
    `${zerto}direction zerto.zvm -> zerto.vra : tcp 4009\ndirection zerto.vra -> zerto.zvm : tcp 4009\ndirection zerto.zvm -> zerto.vra : tcp 4006\n`,
  ),
  repeated(
    'an assertion with its ends in another order, which a comment lies in',
    `${sites}assert m, p never reaches l on tcp 1\n<|assert p,/* too */m never reaches l on tcp 1|>\n`,
    { fixed: /on tcp 1\n$/ },
  ),
  repeated(
    'assertions of other phases, ways and ports',
    `${sites}assert m never reaches l\nassert m never reaches l during move\nassert m never reaches l not during move\nassert m never reaches l through relays\nassert m never reaches l on tcp 1\nassert l never reaches m\n`,
  ),
  repeated('an assertion that an imported file has for its own rules', `import "./rules.segplan"\nassert m never reaches l\n`, {
    files: { 'rules.segplan': `${sites}allow m -> p : tcp 1\nassert m never reaches l\n` },
  }),
  repeated('the level of a check', `check mixed-zone off "agreed"\n<|check mixed-zone off|>\n${sites}`, {
    fixed: /^check mixed-zone off "agreed"\nsite/,
  }),
  repeated('two levels of a check, which unknown-check tells', `check mixed-zone off\ncheck mixed-zone error\n${sites}`),
  repeated('a second title', `plan "One"\n<|plan "Two"|>\n${sites}`, {
    says: /^The plan is called 'One' already/,
    fixed: /^plan "One"\nsite/,
  }),
  repeated('a line that breaks off, like another one', `${sites}pair hq,\npair hq,\nassert m never reaches\n`),
];
