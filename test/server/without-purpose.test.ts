// Flows of a catalog that says no purpose of them: nothing is shown that ends in a mark with nothing behind it.
import assert from 'node:assert/strict';
import { hover } from '../support/editor.ts';

const PLAN = `vendor acme {
  source guide "guide.pdf" "Guide"
  role server
  role agent
  feature mirror "Mirroring"
  flow server -> agent : tcp 7001 from guide "1"
  flow agent -> server : tcp 7002 for mirror from guide "2"
  flow server -> agent : tcp 7003 during rollout from guide "3"
}
use acme
zone x { subnet 10.0.0.0/24 component one : acme.server at 10.0.0.1 }
zone y { subnet 10.0.1.0/24 component two : acme.agent at 10.0.1.1 }
allow one -> two : tcp 7001
`;

describe('a flow without a purpose', () => {
  it('ends in no dash in any hover, and says who connects to whom where nothing else does', async () => {
    const shown: string[] = [];
    for (const word of PLAN.matchAll(/[\w.]+/g)) {
      const text = await hover(`${PLAN.slice(0, word.index)}<|>${PLAN.slice(word.index)}`);
      if (text) shown.push(text);
    }
    assert.ok(shown.some((text) => text.includes('7001')));
    for (const text of shown) assert.doesNotMatch(text, / — *(?:$|\n|_|\*\*)/m, text);
  });
});
