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

const twice = (title: string, text: string, more: Partial<Case> = {}): Case => ({
  code: 'repeated-item',
  title,
  text: `zone m { subnet 10.0.0.0/24 component vbr at 10.0.0.1 }
zone p { subnet 10.1.0.0/24 component proxy at 10.1.0.1 component repo at 10.1.0.2 }
${text}
`,
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

  // ---------------------------------------------------------------- repeated-item
  twice('a member of a group', 'group g = proxy, repo, <|proxy|>\nallow vbr -> g : tcp 1', {
    says: /^'proxy' stands in this list already/,
    fixed: /group g = proxy, repo\n/,
  }),
  twice('a component at an end of a rule, before a comment', 'allow vbr, <|vbr|> /* once */ -> proxy : tcp 1', {
    fixed: /allow vbr \/\* once \*\/ -> proxy : tcp 1\n/,
  }),
  twice('an address in a network at an end of a rule', 'allow 10.0.0.0/28, <|10.0.0.5|> -> proxy : tcp 1', {
    says: /^'10\.0\.0\.5' is a part of '10\.0\.0\.0\/28'/,
    fixed: /allow 10\.0\.0\.0\/28 -> proxy/,
  }),
  twice('a network before one that holds it', 'allow <|10.0.0.0/28|>, 10.0.0.0/24 -> proxy : tcp 1', {
    fixed: /allow 10\.0\.0\.0\/24 -> proxy/,
  }),
  twice('an IPv6 address in another form', 'allow vbr -> fd00::1, <|fd00:0::1|> : tcp 1', {
    says: /^'fd00:0::1' stands in this list already/,
  }),
  twice('a port in a range of another list', 'allow vbr -> proxy : tcp 22, 440-445, icmp, tcp <|443|>, 8443', {
    says: /^'tcp 443' is a part of 'tcp 440-445'/,
    fixed: /: tcp 22, 440-445, icmp, tcp 8443\n/,
  }),
  twice('the only port of a protocol, which goes with it', 'allow vbr -> proxy : tcp 443, udp 53, <|tcp 443|>', {
    says: /^'tcp 443' stands in this list already/,
    fixed: /: tcp 443, udp 53\n/,
  }),
  twice(
    'a port of tcp in one of both protocols',
    'allow vbr -> proxy : tcp+udp 53, <|tcp 53|>, udp 67 source port 68, <|udp 67 source port 68|>, udp 69, <|udp 69 source port 69|>',
  ),
  twice('a type of icmp beside all of them', 'allow vbr -> proxy : icmp, <|icmp echo-request|>, protocol gre, <|protocol 47|>'),
  twice('a port beside every service', 'deny vbr -> proxy : any, <|tcp 22|>'),
  twice('a named service, and one of several', 'allow vbr -> proxy : ssh, <|ssh|>, one of (tcp 25, tcp 465, <|tcp 25|>)'),
  twice('a service of the plan', 'service web = tcp 80, 443, <|80|>\nallow vbr -> proxy : web', { fixed: /= tcp 80, 443\n/ }),
  twice('what is left out', 'allow m except vbr, <|vbr|> -> proxy : tcp 1-99 except tcp 22, <|22|>'),
  twice(
    'roles and addresses of a component',
    'use veeam 13\nzone q { subnet 10.2.0.0/24, <|10.2.0.0/24|> component x : veeam.proxy, <|veeam.proxy|> at 10.2.0.1, <|10.2.0.1|> }',
  ),
  twice(
    'sites, members and roles in lists of their own',
    'use zerto\nsite s { zone q { subnet 10.2.0.0/24 } }\npair s, <|s|>\ndeployment one = m, <|m|>\ndirection zerto.zvm -> zerto.vra, <|zerto.vra|>',
  ),
  twice('ends of an assertion and of a translation', 'assert m, <|m|> never reaches p\nnat m -> p, <|p|>'),
  twice('a tunnel within a network', 'vpn m, m'),
  twice(
    'a component beside its zone, and a port of two protocols',
    'allow m, vbr -> proxy : tcp 53, udp 53\nallow proxy -> m : tcp 53',
  ),
  twice(
    'a named service beside its port, which a component may move',
    'use acronis-scs\nallow vbr -> proxy : ssh, tcp 22, acronis-scs.sftp',
  ),
  twice('networks that others see as two', 'zone q { subnet 10.2.0.0/24, 10.2.0.0/25 as 10.3.0.0/24, 10.4.0.0/25 }'),
  twice('one of several that another holds, which is another choice', 'allow vbr -> proxy : one of (tcp 20-30, tcp 25)'),
  twice('a list that breaks off', 'allow vbr, vbr, -> proxy : tcp 1'),
];
