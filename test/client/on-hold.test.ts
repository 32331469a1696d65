import assert from 'node:assert/strict';
import { onHoldPage, onHoldText, outdatedPage } from '../../client/features/preview/on-hold.ts';

const PLAN = 'file:///plans/plan.segplan';

describe('a preview of a rule set that there can not be yet', () => {
  it('tells each error by its line, in lines that are seen beside a plan', () => {
    const message = `No rule permits proxy -> vcenter on tcp 443. Needed for: ${'words '.repeat(30).trim()}.`;
    const text = onHoldText(
      'The plan has errors:',
      [
        { message, uri: PLAN, range: { start: { line: 16 } } },
        { message: 'Short.', uri: 'file:///plans/a%20b.segplan', range: { start: { line: 0 } } },
      ],
      PLAN,
    );
    const [head, first, second] = text.split('\n\n');
    assert.equal(head, 'The plan has errors:');
    assert.equal(first!.replace(/\n {2}/g, ' '), `17: ${message}`);
    assert.equal(second, 'a b.segplan:1: Short.');
    assert.ok(text.split('\n').every((line) => line.length <= 50));
  });

  it('tells no more of thousands than anybody reads, and how many there are', () => {
    const errors = Array.from({ length: 1000 }, (_, line) => ({ message: 'Wrong.', uri: PLAN, range: { start: { line } } }));
    const text = onHoldText('Errors:', errors, PLAN);
    assert.equal(text.match(/Wrong\./g)?.length, 20);
    assert.match(text, /\n… 980$/);
  });
});

describe('a page that is older than its plan', () => {
  const page = '<html><head></head><body class="x"><h1>Change</h1></body></html>';

  it('says so above all else, with text of the plan as text', () => {
    const shown = outdatedPage(page, 'Wrong: <b>a & b</b>.');
    assert.match(shown, /<body class="x"><p role="status" [^>]*>Wrong: &lt;b>a &amp; b&lt;\/b>\.<\/p><h1>Change/);
  });

  it('is a page of what is wrong where there was none before', () => {
    const message = `<script> ${'words '.repeat(30).trim()}`;
    const text = onHoldText('Errors:', [{ message, uri: PLAN, range: { start: { line: 0 } } }], PLAN);
    // Whole paragraphs, which the page wraps as there is room.
    assert.ok(
      onHoldPage(text).includes(`<body><p>Errors:</p><p>1: ${message.replace('<', '&lt;')}</p></body>`),
      onHoldPage(text),
    );
  });
});
