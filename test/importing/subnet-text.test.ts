import assert from 'node:assert/strict';
import { subnetText } from '../../language/importing/subnet-text.ts';
import { type AddressSet, NO_ADDRESSES, parseAddress } from '../../language/model/addresses.ts';
import { loadPlan } from '../support/language.ts';

const address = (text: string): AddressSet => {
  const [start = '', prefix] = text.split('/');
  return parseAddress({ start, ...(prefix ? { prefix: Number(prefix) } : {}) }).set;
};

const union = (texts: readonly string[]): AddressSet => texts.reduce((all, text) => all.union(address(text)), NO_ADDRESSES);

/** What a plan with the text holds. */
async function readBack(text: string): Promise<AddressSet> {
  const { document, services } = await loadPlan(`zone z { subnet ${text} }\n`);
  assert.deepEqual(document.parseResult.parserErrors, [], text);
  return services.segplan.Plans.plan(document.parseResult.value).zones[0]!.subnets;
}

describe('the networks of a zone that is imported', () => {
  const cases: [networks: string[], holes: string[], text: string][] = [
    [['10.0.0.0/16'], ['10.0.5.0/24'], '10.0.0.0/16 except 10.0.5.0/24'],
    [['10.0.0.0/16', '192.168.7.0/24'], ['10.0.5.0/24', '10.0.9.7'], '10.0.0.0/16, 192.168.7.0/24 except 10.0.5.0/24, 10.0.9.7'],
    [['10.0.0.0/16', 'fd00:1::/64'], ['10.0.5.0/24', 'fd00:1::7'], '10.0.0.0/16, fd00:1::/64 except 10.0.5.0/24, fd00:1::7'],
    // What has no hole, or is more hole than network, stays as it is.
    [['10.0.0.0/24', '10.0.255.0/24'], [], '10.0.0.0/24, 10.0.255.0/24'],
    [['10.0.0.0/24'], [], '10.0.0.0/24'],
    [['10.0.0.0/30', '10.0.0.8/30'], [], '10.0.0.0/30, 10.0.0.8/30'],
  ];
  for (const [networks, holes, text] of cases)
    it(`are ${text}`, async () => {
      const set = union(networks).subtract(union(holes));
      assert.equal(subnetText(set), text);
      assert.ok((await readBack(text)).equals(set));
    });

  it('stay the same, however many pieces they have', async () => {
    let seed = 7;
    const next = (most: number): number => {
      seed = (seed * 1103515245 + 12345) % 2147483648;
      return seed % most;
    };
    for (let round = 0; round < 60; round++) {
      const some = (count: number, prefixes: number[]): string[] =>
        Array.from({ length: count }, () => {
          const prefix = prefixes[next(prefixes.length)]!;
          const host = (next(4096) >> (32 - prefix)) << (32 - prefix);
          return `10.0.${host >> 8}.${host & 255}/${prefix}`;
        });
      const set = union(some(1 + next(4), [22, 23, 24, 26])).subtract(union(some(next(40), [26, 28, 32])));
      if (!set.isEmpty) assert.ok((await readBack(subnetText(set))).equals(set), subnetText(set));
    }
  });
});
