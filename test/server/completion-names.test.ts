import assert from 'node:assert/strict';
import { complete } from '../support/editor.ts';

const labels = async (marked: string): Promise<string[]> => (await complete(marked)).items.map((i) => i.label);

describe('completion of a name that was begun with a zone', () => {
  const zones = `use acme
site north { zone shop { subnet 10.0.0.0/24 component till : acme.server at 10.0.0.1 component desk at 10.0.0.2 } }
zone depot { subnet 10.0.1.0/24 component till at 10.0.1.1 component lamp at 10.0.1.2 }
vendor acme { role server }
`;

  for (const begun of ['allow shop.', 'allow lamp -> depot, shop.', 'group g = shop.', 'deployment d = shop.', 'bind shop.'])
    it(`offers the components of the zone after '${begun}', whether others have their names or not`, async () => {
      assert.deepEqual(await labels(`${zones}${begun}<|>`), ['shop.desk', 'shop.till']);
    });

  it('finds one by what is typed of it, where a firewall translates its address as well', async () => {
    assert.deepEqual(await labels(`${zones}assert shop.d<|>`), ['shop.desk']);
    assert.deepEqual(await labels(`${zones}firewall f { zones shop, depot\n nat 192.0.2.1 -> depot.l<|> }`), ['depot.lamp']);
  });

  it('offers each component once, by its plain name where that is enough, as long as no zone is typed', async () => {
    const offered = await labels(`${zones}allow <|>`);
    assert.deepEqual(offered.slice(0, 4).sort(), ['depot.till', 'desk', 'lamp', 'shop.till']);
    assert.ok(!offered.includes('shop.desk'), offered.join());
  });
});
