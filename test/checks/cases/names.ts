import { vault } from '../../support/vault.ts';
import type { Case } from '../case.ts';

const shops = `zone shop { subnet 10.0.0.0/24 component till at 10.0.0.1 }
zone depot { subnet 10.0.1.0/24 component till at 10.0.1.1 component desk at 10.0.1.2 }
`;

/** Components of two zones that have one name. */
export const cases: readonly Case[] = [
  { code: 'duplicate-name', title: 'components of two zones with one name', text: shops, finds: [] },
  {
    code: 'duplicate-name',
    title: 'components of one zone with one name',
    text: 'zone a { component till component <|till|> }',
    fixed: /zone a \{ component till component till-2 \}/,
  },
  {
    code: 'duplicate-name',
    title: 'components of one zone with the name that one of another zone has as well',
    text: 'zone a { component till }\nzone b { component till component <|till|> }',
    fixed: /component till component till-2 \}/,
  },
  {
    code: 'duplicate-name',
    title: 'a zone that is called as its site',
    text: 'site branch { zone <|branch|> { subnet 10.0.0.0/24 } }\nzone hq { subnet 10.0.1.0/24 }\nallow branch -> hq : tcp 443',
    fixed: /site branch \{ zone branch-zone \{ .*\nallow branch -> hq : tcp 443$/s,
  },
  { code: 'duplicate-name', title: 'a zone with the name of two components', text: `${shops}zone <|till|>` },
  {
    code: 'duplicate-name',
    title: 'a group with the name of two components',
    text: `group till = 10.0.0.1\n${shops.replaceAll('component till', 'component <|till|>')}`,
  },
  {
    code: 'unknown-name',
    title: 'two components of one name, each named with its zone',
    text: `${shops}allow shop.till -> depot.till : tcp 1`,
    finds: [],
  },
  {
    code: 'unknown-name',
    title: 'two components of one name, named without a zone',
    text: `${shops}allow <|till|> -> desk : tcp 1`,
    says: /Several zones have a component named 'till': write 'depot\.till' or 'shop\.till'\./,
  },
  {
    code: 'unknown-zone',
    title: 'two components of one name in a deployment, named without a zone',
    text: `${shops}deployment d = <|till|>`,
    says: /write 'depot\.till' or 'shop\.till'/,
  },
  {
    code: 'unknown-name',
    title: 'a component of a name that two have, with its zone in a group',
    text: `${shops}group all = shop.till, depot\nallow desk -> all : tcp 1`,
    finds: [],
  },
  {
    code: 'assertion-failed',
    title: 'two components of one name are told apart in what it says',
    text: `${shops}allow shop.till -> desk : tcp 22\nassert shop.till never reaches depot`,
    finds: ['assert shop.till never reaches depot'],
    says: /10\.0\.0\.1 \(shop\.till\)/,
  },
  {
    code: 'missing-flow',
    title: 'two components of one name are told apart in what it says and in the fix',
    text: `${vault}zone m { subnet 10.0.0.0/24 component <|srv|> : vault.backup-server at 10.0.0.1 }
zone d { subnet 10.0.1.0/24 component srv : vault.hardened-repository at 10.0.1.1 }
`,
    says: /No rule permits m\.srv -> d\.srv/,
    fixed: /allow m\.srv -> d\.srv : /,
  },
];
