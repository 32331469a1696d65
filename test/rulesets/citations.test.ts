import assert from 'node:assert/strict';
import { citations } from '../../language/rulesets/citations.ts';
import { rowOf } from '../../language/rulesets/rows.ts';
import { buildRuleSet } from '../../language/rulesets/rule-set.ts';
import { analysisOf } from '../support/language.ts';

describe('what a rule goes back to', () => {
  it('is told by document, with sections by number, each once', async () => {
    const { entries } = buildRuleSet(
      await analysisOf(`vendor acme {
  source guide "guide.pdf" "Guide"
  source more "more.pdf" "Supplement"
  role a role b
  flow a -> b : tcp 1 from guide "10", "2"
  flow a -> b : tcp 2 from more "B", "A" from guide "9", "10"
}
use acme
zone x { subnet 10.0.0.0/24 component one : acme.a at 10.0.0.1 }
zone y { subnet 10.0.1.0/24 component two : acme.b at 10.0.1.1 }
allow one -> two : required
`),
    );
    assert.deepEqual(
      entries.map((entry) => citations(entry)),
      [['Guide, sections 2, 9, 10', 'Supplement, sections A, B']],
    );
    assert.deepEqual(rowOf(entries[0]!).references, [
      'Guide (guide.pdf), sections 2, 9, 10',
      'Supplement (more.pdf), sections A, B',
    ]);
  });
});
