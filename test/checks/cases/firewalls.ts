import type { Case } from '../case.ts';

const zones = `use veeam
zone m { subnet 10.10.0.0/24 component vbr : veeam.backup-server at 10.10.0.10 component desk at 10.10.0.20 }
zone t { subnet 10.0.0.0/29 }
zone b { subnet 10.30.0.0/24 component repo : veeam.linux-repository at 10.30.0.20 }
`;

/** A zone that needs something of four others. */
const many = (clients: string, firewalls: string): string => `use v
vendor v { role client role server flow client -> server : tcp 443 }
zone ${clients} { component c : v.client at 10.1.0.1 }
zone transit { subnet 10.0.0.0/29 }
${[1, 2, 3, 4].map((n) => `zone s${n} { component h${n} : v.server at 10.2.${n}.1 }`).join('\n')}
${firewalls}`;

export const cases: readonly Case[] = [
  // ---------------------------------------------------------------- no-way
  {
    code: 'no-way',
    title: 'two firewalls that share no zone',
    text: `use veeam\nzone <|m|> { component vbr : veeam.backup-server at 10.10.0.10 }\nzone t { subnet 10.0.0.0/29 }
zone <|b|> { component repo : veeam.linux-repository at 10.30.0.20 }
firewall edge : panos { zones m, t }\nfirewall core : asa { zones b }\nallow vbr -> repo : required`,
    says: /^No way leads from m to b, and vbr to repo \(.*\) .*needs? one\. m is behind edge and b behind core, and no zones join these\. Give these a zone in common\.$|^No way leads from b to m, /,
  },
  {
    code: 'no-way',
    title: 'over a zone that two firewalls share',
    text: `${zones}firewall edge { zones m, t }\nfirewall core { zones t, b }`,
  },
  { code: 'no-way', title: 'one firewall between all', text: `${zones}firewall core { zones m, t, b }` },
  { code: 'no-way', title: 'a plan that names no firewall', text: zones },
  {
    code: 'no-way',
    title: 'what stands at the hosts of both zones and carries nothing',
    text: `use veeam\nzone <|m|> { component vbr : veeam.backup-server at 10.10.0.10 }
zone <|b|> { component repo : veeam.linux-repository at 10.30.0.20 }\nfirewall groups : azure-nsg { at m, b }`,
    says: /Neither [mb] nor [mb] is a zone of a firewall\.$/,
  },
  {
    code: 'no-way',
    title: 'to several zones that no firewall has',
    text: many('<|clients|>', 'firewall edge { zones clients, transit }'),
    says: /^No way leads from clients to s1, s2, s3 and one more zone\. Flows need one, such as c to h1 \(tcp 443\) and c to h2 \(tcp 443\)\. These are no zones of any firewall\.$/,
  },
  {
    code: 'no-way',
    title: 'from a zone that no firewall has, whatever the others have',
    text: many('<|clients|>', 'firewall edge { zones s1, transit }'),
    says: /^No way leads from clients to s1, s2, s3 and one more zone\. .* clients is no zone of any firewall\.$/,
  },
  {
    code: 'no-way',
    title: 'to several zones behind other firewalls',
    text: many('<|clients|>', 'firewall edge { zones clients, s4 }\nfirewall one { zones s1, s2 }\nfirewall two { zones s3 }'),
    says: /^No way leads from clients to s1, s2 and s3\. .* clients is behind edge and the others behind one, two, and no zones join these\. Give these a zone in common\.$/,
  },
  {
    code: 'no-way',
    title: 'to more zones behind other firewalls than are named',
    text: many(
      '<|clients|>',
      `firewall edge { zones clients, transit }\n${[1, 2, 3, 4].map((n) => `firewall f${n} { zones s${n} }`).join('\n')}`,
    ),
    says: /^No way leads from clients to s1, s2, s3 and one more zone\. .* clients is behind edge and the others behind f1, f2, f3 and further ones, and no zones join these\./,
  },
  // ---------------------------------------------------------------- rule-without-way
  {
    code: 'rule-without-way',
    title: 'to a zone of no firewall',
    text: `${zones}zone x { subnet 10.40.0.0/24 }\nfirewall core { zones m, t, b }\nallow desk -> <|x|> : tcp 443`,
    says: /^No way leads from m to x, so that no firewall gets this rule for it\. x is no zone of any firewall\.$/,
  },
  {
    code: 'rule-without-way',
    title: 'to two zones of no firewall, and to three',
    text: `${zones}zone x { subnet 10.40.0.0/24 }\nzone y { subnet 10.50.0.0/24 }\nzone z { subnet 10.60.0.0/24 }\nfirewall core { zones m, t, b }
allow desk -> <|x|>, y : tcp 443\nallow vbr -> <|x|>, y, z : tcp 80`,
    says: /^No way leads from m to x, nor between (1 more pair|2 more pairs) of zones, so that no firewall gets this rule for it\. /,
  },
  {
    code: 'rule-without-way',
    title: 'for one of several ends',
    text: `${zones}zone x { subnet 10.40.0.0/24 }\nfirewall core { zones m, t, b }\nallow desk -> <|t|>, x : tcp 443`,
  },
  {
    code: 'rule-without-way',
    title: 'between zones of which something is needed, which is an error by itself',
    text: `${zones}firewall core { zones m, t }\nallow vbr -> repo : required`,
  },
  { code: 'rule-without-way', title: 'from any', text: `${zones}firewall core { zones t, b }\nallow any -> b : tcp 443` },
  { code: 'rule-without-way', title: 'a deny', text: `${zones}firewall core { zones t, b }\ndeny m -> b : tcp 443` },
  { code: 'rule-without-way', title: 'within a zone', text: `${zones}firewall core { zones t, b }\nallow vbr -> desk : tcp 443` },
  // ---------------------------------------------------------------- zone-without-firewall
  {
    code: 'zone-without-firewall',
    title: 'with one firewall to add it to',
    text: 'zone a { subnet 10.1.0.0/24 }\nzone b { subnet 10.2.0.0/24 }\nzone <|lab|> { subnet 10.3.0.0/24 }\nfirewall f : asa { zones a, b }',
    says: /^No firewall has lab among its zones/,
    fixed: /firewall f : asa \{ zones a, b, lab \}$/,
  },
  {
    code: 'zone-without-firewall',
    title: 'at whose hosts a firewall stands alone',
    text: 'zone a { subnet 10.1.0.0/24 }\nzone b { subnet 10.2.0.0/24 }\nzone <|lab|> { subnet 10.3.0.0/24 }\nfirewall f : asa { zones a, b }\nfirewall g : aws-sg { at lab }',
    fixed: /zones a, b, lab/,
  },
  {
    code: 'zone-without-firewall',
    title: 'one that is meant to be cut off',
    text: 'zone a { subnet 10.1.0.0/24 }\nzone b { subnet 10.2.0.0/24 }\nzone lab isolated { subnet 10.3.0.0/24 }\nfirewall f { zones a, b }',
  },
  { code: 'zone-without-firewall', title: 'a plan without firewalls', text: 'zone a { subnet 10.1.0.0/24 }' },
  // ---------------------------------------------------------------- invalid-firewall
  {
    code: 'invalid-firewall',
    title: 'a zone twice',
    text: `${zones}firewall f { zones m, t, <|m|> zones <|t|> }`,
    says: /^[mt] is a zone of this firewall already\.$/,
  },
  {
    code: 'invalid-firewall',
    title: 'an interface of a zone that is not its own',
    text: `${zones}firewall f { zones m, t interface dmz = <|b|> }`,
    says: /^b is no zone of f; add it to its zones\.$/,
  },
  {
    code: 'invalid-firewall',
    title: 'two names for one zone',
    text: `${zones}firewall f { zones m, t interface one = m interface two = <|m|> }`,
    says: /^m has a name on this firewall already\.$/,
  },
  {
    code: 'invalid-firewall',
    title: 'one name for two zones',
    text: `${zones}firewall f { zones m, t interface "ge-0/0/1" = m interface <|"ge-0/0/1"|> = t }`,
    says: /^'ge-0\/0\/1' is the name of another zone here already\.$/,
  },
  {
    code: 'invalid-firewall',
    title: 'the name of a zone that has no other',
    text: `${zones}firewall f { zones m, t interface <|t|> = m }`,
    says: /^'t' is a zone of this firewall by its own name; /,
  },
  {
    code: 'invalid-firewall',
    title: 'names that change places',
    text: `${zones}firewall f { zones m, t at m interface t = m interface m = t }`,
  },
  // ---------------------------------------------------------------- idle-firewall
  {
    code: 'idle-firewall',
    title: 'one zone',
    text: `${zones}firewall <|f|> : asa { zones m }`,
    says: /^f has one zone alone: /,
  },
  { code: 'idle-firewall', title: 'no zone', text: `${zones}firewall <|f|> : asa`, says: /^f has no zones: / },
  { code: 'idle-firewall', title: 'one that is half written', text: `${zones}firewall f : asa { zones }` },
  { code: 'idle-firewall', title: 'at the hosts of one zone', text: `${zones}firewall f : gcp { at m }` },
  // ---------------------------------------------------------------- unknown-form
  {
    code: 'unknown-form',
    title: 'a slip',
    text: `${zones}firewall f : <|panso|> { zones m, t }`,
    says: /^There is no form 'panso'\. Did you mean 'panos'\?$/,
    fixed: /firewall f : panos \{/,
  },
  {
    code: 'unknown-form',
    title: 'with the maker before it',
    text: `${zones}firewall f : <|cisco-asa|> { zones m, t }`,
    fixed: /firewall f : asa \{/,
  },
  {
    code: 'unknown-form',
    title: 'near to nothing',
    text: `${zones}firewall f : <|x|> { zones m, t }`,
    says: /There are aerleon, asa, /,
  },
  { code: 'unknown-form', title: 'one that there is', text: `${zones}firewall f : fortios { zones m, t }` },
  // ---------------------------------------------------------------- duplicate-name
  {
    code: 'duplicate-name',
    title: 'two firewalls of one name',
    text: `${zones}firewall f { zones m, t }\nfirewall <|f|> { zones t, b }`,
    says: /^The name 'f' is taken by a firewall already: give this firewall another one\.$/,
  },
  { code: 'duplicate-name', title: 'a firewall with the name of a zone', text: `${zones}firewall m { zones m, t }` },
];
