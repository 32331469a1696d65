import assert from 'node:assert/strict';
import { actions } from '../support/editor.ts';

/** A mail server that a sender needs, and a rule for what stands in a group, part of which the group leaves out. */
const plan = (group: string, rule: string): string => `use acme
vendor acme { role sender role relay flow sender -> relay : tcp 25 }
zone z { subnet 10.0.0.0/24 component srv : acme.sender at 10.0.0.1 }
zone d { subnet 10.0.1.0/24 component desk at 10.0.1.1 component printer at 10.0.1.2 }
zone m { subnet 10.0.2.0/24 component mail : acme.relay at 10.0.2.1 }
group all = ${group}
${rule}
`;

async function mended(group: string, rule: string): Promise<string[]> {
  const { list } = await actions(plan(group, rule), ['quickfix'], ({ code }) => code === 'any-endpoint');
  return list.flatMap(({ title }) => (title.startsWith('Silence') ? [] : [title]));
}

describe('members that are named in the place of their group', () => {
  it('are not named where the group leaves out some of one, which the name alone would open', async () => {
    assert.deepEqual(await mended('any, d', 'allow all -> mail : tcp 25'), ['Name srv instead']);
    assert.deepEqual(await mended('any, d except printer', 'allow all -> mail : tcp 25'), []);
  });

  it('are named where the rule itself leaves it out, and stays so', async () => {
    assert.deepEqual(await mended('any, d', 'allow all except printer -> mail : tcp 25'), ['Name srv instead']);
  });
});
