import assert from 'node:assert/strict';
import { definition, references } from '../support/editor.ts';
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
});
