// Which of several rules a missing flow is added to.
import assert from 'node:assert/strict';
import { applied, openText } from '../support/editor.ts';

const PLAN = `vendor acme {
  role server role agent
  flow server -> agent : tcp 6160, 6162
}
use acme
zone near { subnet 10.0.0.0/24 component srv : acme.server at 10.0.0.1 component spare : acme.server at 10.0.0.2 }
zone far { subnet 10.0.1.0/24 component a : acme.agent at 10.0.1.1 component b : acme.agent at 10.0.1.2 }
`;

/** The rules after everything is mended. */
async function mended(...rules: string[]): Promise<string[]> {
  const { document, segplan } = await openText(`${PLAN}${rules.join('\n')}\n`);
  const after = applied(document, await segplan.segplan.Mender.edits(document));
  return after.slice(PLAN.length).trimEnd().split('\n');
}

describe('the rule that a missing flow joins', () => {
  const wide = 'allow srv, spare -> a, b : tcp 6160';
  const rest = ['allow srv -> b : tcp 6162', 'allow spare -> a, b : tcp 6162'];

  it('is the one with the fewest ends, wherever it stands', async () => {
    const [narrow, longer] = ['allow srv -> a : udp 9', 'allow srv -> a : udp 9, tcp 6162'];
    assert.deepEqual(await mended(wide, narrow, ...rest), [wide, longer, ...rest]);
    assert.deepEqual(await mended(narrow, wide, ...rest), [longer, wide, ...rest]);
  });
});
