import assert from 'node:assert/strict';
import { complete, formatted, hover, references } from '../support/editor.ts';

const PLAN = `use network
zone a { subnet 10.1.0.0/24 component c : network.ntp-server at 10.1.0.1 also at 10.2.0.9 in b }
zone b { subnet 10.2.0.0/24 component d at 10.2.0.2 }
`;

describe('addresses in other networks in the editor', () => {
  it('are completed with the network that they are in', async () => {
    const labels = async (text: string): Promise<string[]> => (await complete(text)).items.map((i) => i.label);
    assert.ok((await labels(PLAN.replace('10.2.0.2 }', '10.2.0.2 <|> }'))).includes('also'));
    assert.ok((await labels(PLAN.replace('10.2.0.2 }', '10.2.0.2 also <|> }'))).includes('at'));
    assert.deepEqual((await labels(PLAN.replace('10.2.0.2 }', '10.2.0.2 also at <|> }')))[0], '10.1.0.2 in a');
    assert.ok((await labels(PLAN.replace('10.2.0.2 }', '10.2.0.2 also at 10.1.0.2 in <|> }'))).includes('a'));
    // Neither its own address there nor that of a leg is free.
    assert.deepEqual((await labels(PLAN.replace('10.2.0.2 }', '10.2.0.2 component e at <|> }')))[0], '10.2.0.10');
  });

  it('are told in hovers over the component, the zone, the address and the word', async () => {
    assert.match(await hover(PLAN.replace('component c', 'component <|>c')), /Also at 10\.2\.0\.9 in b/);
    assert.match(await hover(PLAN.replace('zone b', 'zone <|>b')), /Also at an address here: c of a/);
    assert.match(await hover(PLAN.replace('10.2.0.9', '10.2<|>.0.9')), /in zone \*\*b\*\*: \*\*c\*\*/);
    assert.match(await hover(PLAN.replace('also', 'al<|>so')), /in another network than its own/);
  });

  it('are references to the zone', async () => {
    assert.equal((await references(PLAN.replace('zone b', 'zone <|>b'))).match(/<\|/g)?.length, 2);
  });

  it('are formatted like the rest', async () => {
    const text = 'zone a {\n  component c at 10.1.0.1   also   at 10.2.0.1 ,10.2.0.2   in  b   runs linux\n}\nzone b\n';
    assert.equal(
      await formatted(text),
      'zone a {\n  component c at 10.1.0.1 also at 10.2.0.1, 10.2.0.2 in b runs linux\n}\nzone b\n',
    );
  });
});
