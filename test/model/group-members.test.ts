import assert from 'node:assert/strict';
import { analysisOf } from '../support/language.ts';

const ZONES = `zone a { subnet 10.0.0.0/24 component one at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component one at 10.0.1.1 }
`;

describe('the members of a group', () => {
  /** What the first rule is from, member by member. */
  const members = async (groups: string): Promise<string[]> => {
    const { plan } = await analysisOf(`${ZONES}${groups}\nallow g -> b : tcp 22\n`);
    return plan.rules[0]!.sources[0]!.members!.map(({ label }) => label);
  };

  it('are each one, however often it is said', async () => {
    assert.deepEqual(await members('group g = a, b, a, b'), ['a', 'b']);
  });

  it('are several of one name, where that means several', async () => {
    assert.deepEqual(await members('group g = a.one, b.one'), ['a.one', 'b.one']);
  });
});
