import type { Case } from '../case.ts';

const shops = `zone shop { subnet 10.0.0.0/24 component till at 10.0.0.1 }
zone depot { subnet 10.0.1.0/24 component till at 10.0.1.1 component desk at 10.0.1.2 }
`;

/** Components of two zones that have one name. */
export const cases: readonly Case[] = [
  { code: 'duplicate-name', text: shops, finds: [] },
  { code: 'duplicate-name', text: 'zone a { component till component till }', finds: ['till'] },
  { code: 'duplicate-name', text: `${shops}zone till`, finds: ['till'] },
  { code: 'duplicate-name', text: `group till = 10.0.0.1\n${shops}`, finds: ['till', 'till'] },
  { code: 'unknown-name', text: `${shops}allow shop.till -> depot.till : tcp 1`, finds: [] },
  {
    code: 'unknown-name',
    text: `${shops}allow till -> desk : tcp 1`,
    finds: ['till'],
    says: /Several zones have a component named 'till': write 'depot\.till' or 'shop\.till'\./,
  },
  { code: 'unknown-zone', text: `${shops}deployment d = till`, finds: ['till'], says: /write 'depot\.till' or 'shop\.till'/ },
  { code: 'unknown-name', text: `${shops}group all = shop.till, depot\nallow desk -> all : tcp 1`, finds: [] },
  {
    code: 'assertion-failed',
    text: `${shops}allow shop.till -> desk : tcp 22\nassert shop.till never reaches depot`,
    finds: ['assert shop.till never reaches depot'],
    says: /10\.0\.0\.1 \(shop\.till\)/,
  },
  {
    code: 'missing-flow',
    text: `use veeam 13
zone m { subnet 10.0.0.0/24 component srv : veeam.backup-server at 10.0.0.1 }
zone d { subnet 10.0.1.0/24 component srv : veeam.hardened-repository at 10.0.1.1 }
`,
    finds: ['srv'],
    says: /No rule permits m\.srv -> d\.srv/,
    fixed: /allow m\.srv -> d\.srv : /,
  },
];
