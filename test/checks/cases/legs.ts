import type { Case } from '../case.ts';

const B = 'zone b { subnet 10.2.0.0/24 }';

/** Components with addresses in several networks. */
export const cases: readonly Case[] = [
  {
    code: 'invalid-leg',
    title: 'an address in the zone that the component stands in',
    text: 'zone a { subnet 10.1.0.0/24 component c at 10.1.0.1 <|also at 10.1.0.2, 10.1.0.3 in a|> runs linux }',
    says: /c stands in a itself/,
    fixed: /component c at 10\.1\.0\.1, 10\.1\.0\.2, 10\.1\.0\.3 runs linux/,
  },
  {
    code: 'invalid-leg',
    title: 'the same of a component without an address of its own',
    text: 'zone a { subnet 10.1.0.0/24 component c <|also at 10.1.0.2 in a|> }',
    fixed: /component c at 10\.1\.0\.2 }/,
  },
  {
    code: 'invalid-leg',
    title: 'the same behind an address in another network',
    text: `zone a { subnet 10.1.0.0/24 component c also at 10.2.0.1 in b <|also at 10.1.0.2 in a|> runs linux }\n${B}`,
    fixed: /component c at 10\.1\.0\.2 also at 10\.2\.0\.1 in b runs linux }/,
  },
  {
    code: 'invalid-leg',
    title: 'an address that others see under another one',
    text: 'zone a { subnet 10.1.0.0/24 component c at 10.1.0.1 <|also at 10.2.0.1 in b|> }\nzone b { subnet 10.2.0.0/24 as 10.102.0.0/24 }',
    says: /seen under another address outside of b/,
  },
  {
    code: 'invalid-leg',
    title: 'addresses in two other networks',
    text: `zone a { subnet 10.1.0.0/24 component c at 10.1.0.1 also at 10.2.0.1 in b also at 10.3.0.1 in d }\n${B}\nzone d { subnet 10.3.0.0/24 }`,
  },
  {
    code: 'outside-zone',
    title: 'an address in another network that its zone does not hold',
    text: `zone a { subnet 10.1.0.0/24 component c at 10.1.0.1 also at <|10.9.0.1|> in b }\n${B}`,
    says: /in no subnet of b/,
    fixed: /zone b \{ subnet 10\.2\.0\.0\/24, 10\.9\.0\.1 \}/,
  },
  {
    code: 'outside-zone',
    title: 'an address in another network that a third one holds',
    text: `zone a { subnet 10.1.0.0/24 component c at 10.1.0.1 also at <|10.3.0.1|> in b }\n${B}\nzone d { subnet 10.3.0.0/24 }`,
    says: /in no subnet of b, but in d/,
    fixed: /also at 10\.3\.0\.1 in d }/,
  },
  {
    code: 'outside-zone',
    title: 'addresses in another zone beside one in its own: the machine has a leg there',
    text: `zone a { subnet 10.1.0.0/24 component c at 10.2.0.1, 10.1.0.1, 10.2.0.9 { version = 13 } }\n${B}`,
    finds: ['10.2.0.1', '10.2.0.9'],
    says: /in no subnet of a, but in b/,
    fixed: /component c at 10\.1\.0\.1 also at 10\.2\.0\.1, 10\.2\.0\.9 in b \{ version = 13 \}/,
  },
  {
    code: 'outside-zone',
    title: 'an address in a third zone beside a leg in another one',
    text: `zone a { subnet 10.1.0.0/24 component c at 10.1.0.1, <|10.3.0.1|> also at 10.2.0.1 in b }\n${B}\nzone d { subnet 10.3.0.0/24 }`,
    fixed: /component c at 10\.1\.0\.1 also at 10\.2\.0\.1 in b also at 10\.3\.0\.1 in d \}/,
  },
  {
    code: 'outside-zone',
    title: 'an address beside one in its own zone, by which others see a machine of another zone',
    text: 'zone a { subnet 10.1.0.0/24 component c at 10.1.0.1, <|10.9.0.1|> }\nzone b { subnet 10.2.0.0/24 as 10.9.0.0/24 }',
    says: /in no subnet of a, but in b/,
  },
  {
    code: 'outside-zone',
    title: 'an address beside one in its own zone, in a zone that others see under other addresses',
    text: 'zone a { subnet 10.1.0.0/24 component c at 10.1.0.1, 10.2.0.1 }\nzone b { subnet 10.2.0.0/24 as 10.9.0.0/24 }',
    finds: ['10.2.0.1'],
  },
  {
    code: 'duplicate-address',
    title: 'an address in another network that a component there has',
    text: 'zone a { subnet 10.1.0.0/24 component c at 10.1.0.1 also at 10.2.0.1 in b }\nzone b { subnet 10.2.0.0/24 component d at <|10.2.0.1|> }',
    says: /held by c as well/,
  },
  {
    code: 'duplicate-address',
    title: 'one address in two of the networks of a component',
    text: `zone a { subnet 10.1.0.0/24 component c at 10.1.0.1 also at 10.2.0.1 in b also at 10.2.0.2 in b }\n${B}`,
  },
  {
    code: 'unusable-address',
    title: 'the broadcast address of another network',
    text: `zone a { subnet 10.1.0.0/24 component c at 10.1.0.1 also at <|10.2.0.255|> in b }\n${B}`,
    says: /the broadcast address of 10\.2\.0\.0\/24/,
  },
  {
    code: 'missing-flow',
    title: 'what two components that share a network need of each other',
    text: 'vendor acme { role proxy role store flow proxy -> store : tcp 1 "Data" }\nuse acme\nzone a { subnet 10.1.0.0/24 component p : acme.proxy at 10.1.0.1 also at 10.2.0.1 in b }\nzone b { subnet 10.2.0.0/24 component s : acme.store at 10.2.0.2 }',
  },
  {
    code: 'empty-rule',
    title: 'a role in a network where a component of it has a further address alone',
    text: `vendor acme { role proxy }\nzone a { subnet 10.1.0.0/24 component p : acme.proxy at 10.1.0.2 also at 10.2.0.1 in b }\n${B}zone c { subnet 10.3.0.0/24 }\nallow <|acme.proxy in b|> -> c : tcp 22`,
    says: /^No acme\.proxy stands in b, so this rule does nothing for it\. An address there besides \('also at'\) doesn't count: name its component\.$/,
  },
  {
    code: 'invalid-place',
    title: 'a component in a network where it has a further address',
    text: `zone a { subnet 10.1.0.0/24 component p at 10.1.0.2 also at 10.2.0.1, 10.2.0.2 in b }\n${B}zone c { subnet 10.3.0.0/24 }\nallow <|p in b|> -> c : tcp 22`,
    says: /p is one component, which stands in a\. Write 10\.2\.0\.1, 10\.2\.0\.2, which it has in b, or leave 'in b' out\.$/,
    fixed: /allow 10\.2\.0\.1, 10\.2\.0\.2 -> c : tcp 22$/,
  },
  {
    code: 'invalid-place',
    title: 'a component in its own zone, and in another one',
    text: `zone a { subnet 10.1.0.0/24 component p at 10.1.0.2 }\n${B}allow <|p in a|> -> b : tcp 22`,
    says: /leave 'in a' out|Leave 'in a' out\.$/,
    fixed: /allow p -> b : tcp 22$/,
  },
  {
    code: 'invalid-place',
    title: 'zones, sites and groups, in rules, groups and assertions',
    text: `site s { zone a { subnet 10.1.0.0/24 component p at 10.1.0.2 } }\n${B}group g = <|p in b|>, a\nallow <|a in s|> -> b : tcp 22\nallow b -> <|g in a|> : tcp 22\nassert <|s in b|> never reaches b`,
  },
  {
    code: 'invalid-place',
    title: 'a role in a zone and in a site, and a place that leads nowhere',
    text: `vendor acme { role proxy }\nsite s { zone a { subnet 10.1.0.0/24 component p : acme.proxy at 10.1.0.2 } }\n${B}allow acme.proxy in a, acme.proxy in s -> b : tcp 22\nallow p in nowhere -> b : tcp 23`,
    finds: [],
  },
  {
    code: 'unneeded-port',
    title: 'a rule between two components that share a network',
    text: 'vendor acme { role proxy role store flow proxy -> store : tcp 1 "Data" }\nuse acme\nzone a { subnet 10.1.0.0/24 component p : acme.proxy at 10.1.0.1 also at 10.2.0.1 in b }\nzone b { subnet 10.2.0.0/24 component s : acme.store at 10.2.0.2 }\nallow p -> s : <|tcp 1|>',
    says: /both have an address in b, and reach each other there without a rule/,
    fixed: /10\.2\.0\.2 \}\n?$/,
  },
  {
    code: 'assertion-failed',
    title: 'that a component is reached where it stands by one that reaches it in another network',
    text: 'zone a { subnet 10.1.0.0/24 component p at 10.1.0.1 also at 10.2.0.1 in b }\nzone b { subnet 10.2.0.0/24 component s at 10.2.0.2 }\n<|assert p reaches s on tcp 1|>\nassert 10.2.0.1 reaches s on tcp 1\n<|assert s reaches p through relays|>',
    says: /^This is not permitted: 10\.1\.0\.1 \(p\) -> 10\.2\.0\.2 \(s\) on tcp 1\. No rule permits it\. That is about where the two stand: in b they reach each other without a rule, which '10\.2\.0\.1 reaches s' asserts\.$/,
  },
];
