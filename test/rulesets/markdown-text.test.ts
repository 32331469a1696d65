import assert from 'node:assert/strict';
import { cell } from '../../language/rulesets/markdown-text.ts';

describe('text of a plan in a table of Markdown', () => {
  it('is shown whole, with nothing in it that becomes a link', () => {
    for (const text of ['see http://example.com', 'HTTPS://example.com', 'ftp://example.com', 'www.example.com']) {
      const written = cell(text);
      // A space of no width stands between what would make a link.
      assert.equal(written.replaceAll('&#8203;', ''), text);
      assert.doesNotMatch(written, /\b(?:https?:|ftp:|www\.)/i);
    }
  });
});
