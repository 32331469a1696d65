import assert from 'node:assert/strict';
import { definition, highlighted, hover, references, renamed } from '../support/editor.ts';
import { marking, unmarked } from '../support/marks.ts';

const text = `use acme
zone shop { subnet 10.0.0.0/24 component till : acme.server at 10.0.0.1 }
zone depot { subnet 10.0.1.0/24 component till at 10.0.1.1 component desk at 10.0.1.2 }
group tills = shop.till, depot.till
allow shop.till -> desk : acme.web
deny tills except depot.till -> any
vendor acme { role server service web = tcp 443 flow server -> server : web }
`;

/** A text with several pieces of it marked. */
const all = (...pieces: string[]): string =>
  pieces.reduce((marked, piece) => marked.replace(unmarked(piece).text, () => piece), text);

describe('definitions', () => {
  for (const [what, place, target] of [
    ['a component under its zone', 'allow shop.t<|>ill', 'component <|till|> : acme.server'],
    ['a component that has its name not for itself', 'except depot.t<|>ill', 'component <|till|> at 10.0.1.1'],
    ['the zone in front of a component', 'allow sh<|>op.till', 'zone <|shop|> {'],
    ['the zone, from where its name ends', 'except depot<|>.till', 'zone <|depot|> {'],
    ['the role of its vendor, wherever in its name', 'till : ac<|>me.server', 'role <|server|>'],
    ['a component with a name of its own', '-> d<|>esk', 'component <|desk|>'],
    ['a group', 'deny ti<|>lls', 'group <|tills|>'],
    ['a vendor', 'use a<|>cme', 'vendor <|acme|>'],
    ['a role of a component', 'acme.s<|>erver at', 'role <|server|>'],
    ['a service of a rule', 'acme.w<|>eb', 'service <|web|>'],
  ] as const)
    it(`lead to ${what}`, async () => {
      assert.equal(await definition(marking(text, place)), marking(text, target));
    });
});

describe('references', () => {
  it('are the declaration and every place that names it, and not those of another one of this name', async () => {
    const till = all('component <|till|> : acme', '= <|shop.till|>', 'allow <|shop.till|>');
    assert.equal(await references(marking(text, 'component t<|>ill : acme')), till);
    const expected = all('component <|desk|>', '-> <|desk|>');
    assert.equal(await references(marking(text, '-> de<|>sk')), expected);
    assert.equal(await references(marking(text, 'component de<|>sk')), expected);
    assert.equal(await references(marking(text, 'service we<|>b')), all('service <|web|>', '<|acme.web|>', ': <|web|> }'));
  });

  it('of a zone are those in front of its components as well, and are what is highlighted and renamed', async () => {
    const depot = all('zone <|depot|> {', 'shop.till, <|depot|>.till', 'except <|depot|>.till');
    for (const place of ['zone de<|>pot', 'shop.till, de<|>pot.till', 'except depot<|>.till']) {
      assert.equal(await references(marking(text, place)), depot, place);
      assert.equal(await highlighted(marking(text, place)), depot, place);
      assert.equal(await renamed(marking(text, place), 'store'), text.replaceAll('depot', 'store'), place);
    }
  });

  it('of a vendor are those in front of what is of it', async () => {
    const acme = all('use <|acme|>', 'till : <|acme|>.server', ': <|acme|>.web', 'vendor <|acme|>');
    for (const place of ['use ac<|>me', ': ac<|>me.web']) assert.equal(await references(marking(text, place)), acme, place);
  });
});

describe('the hover of a name with its zone', () => {
  it('is about the zone where the zone stands, and about the component behind the dot', async () => {
    assert.match(await hover(marking(text, 'allow sh<|>op.till')), /^\*\*shop\*\*[\s\S]*10\.0\.0\.0\/24/);
    assert.match(await hover(marking(text, 'allow shop.t<|>ill')), /^\*\*shop\.till\*\* · in shop/);
  });
});
