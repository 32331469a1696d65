import assert from 'node:assert/strict';
import { answerPage } from '../../client/features/explain/answer-page.ts';

describe('the page of an answer', () => {
  const page = (html: string): string => answerPage(html, (line, file) => `command:show?${line}${file ? ` in ${file}` : ''}`);

  it('leads from a line of the answer to the line of the plan', () => {
    assert.match(
      page('<p><a href="#L12" data-href="#L12">line 12</a></p>'),
      /<a href="command:show\?12" data-href="#L12">line 12<\/a>/,
    );
  });

  it('leads into the file that a link counts', () => {
    assert.match(page('<a href="#2L7">zone</a>'), /<a href="command:show\?7 in 2">zone<\/a>/);
    assert.match(page('<a href="#0L7">zone</a>'), /<a href="command:show\?7">zone<\/a>/);
  });

  it('makes no link of what is only text', () => {
    assert.ok(page('<code>href=&quot;#L12&quot; #L12</code>').includes('<code>href=&quot;#L12&quot; #L12</code>'));
    assert.ok(!page('<p>[x](#L12)</p>').includes('command:'));
  });

  it('names the column at each cell of a table of sentences, which is a list where there is no room for it', () => {
    const row = (kind: string, texts: readonly string[]): string =>
      `<tr>${texts.map((text) => `<${kind}>${text}</${kind}>`).join('')}</tr>`;
    const table = (heads: readonly string[], cells: readonly string[]): string =>
      `<table>\n<thead>${row('th', heads)}</thead><tbody>${row('td', cells)}${row('td', cells)}</tbody></table>`;
    const heads = ['From', 'To', 'Services', 'When', 'Why', 'Opened by', 'On whose word'];
    const text = page(table(heads, ['a', 'b', 'tcp <code>1</code>', 'permanent', 'needed', 'line 3', '-']));
    assert.match(text, /<table class="wide">/);
    const labels = [...text.matchAll(/data-label="([^"]*)"><div>(.*?)<\/div><\/td>/g)].map(([, label, cell]) => [label, cell]);
    assert.deepEqual(labels.slice(0, 3), [
      ['From', 'a'],
      ['To', 'b'],
      ['Services', 'tcp <code>1</code>'],
    ]);
    assert.deepEqual(
      labels.map(([label]) => label),
      [...heads, ...heads],
    );
    assert.equal(text.match(/class="empty"/g)?.length, 2);
    // What closes has other columns, and no more room than what opens.
    const closing = ['From', 'To', 'Services', 'When', 'Required flows that are lost', 'Was permitted by', 'On whose word'];
    const closes = page(table(closing, ['a', 'b', 'tcp 1', 'at once', 'a -> b on tcp 1: Moves data', 'line 3', '-']));
    assert.match(closes, /<table class="wide">[\s\S]*data-label="Required flows that are lost"><div>a -> b on tcp 1/);
    // Numbers stay in columns, in which they can be compared; what is permitted stands below them where there is no room.
    const numbers = page(
      table(['From', 'To', 'Rules', 'Required', 'Missing', 'Blocked', 'Permitted'], ['a', 'b', '1', '2', '0', '0', 'tcp 1']),
    );
    assert.doesNotMatch(numbers, /class="wide"|data-label="/);
    assert.match(numbers, /<table class="numbers">/);
    assert.match(numbers, /table\.numbers td:last-child \{ grid-column: 1 \/ -1; \}/);
    assert.doesNotMatch(page(table(['Plan', 'Missing'], ['a', '0'])), /<table class=/);
  });

  it('ends no line within an arrow', () => {
    const text = page('<p title="a -&gt; b">a -&gt; b, <code>c -&gt; d</code></p>');
    assert.match(text, /\.arrow \{ white-space: nowrap; \}/);
    const arrow = '<span class="arrow">-&gt;</span>';
    assert.ok(text.includes(`<p title="a -&gt; b">a ${arrow} b, <code>c ${arrow} d</code></p>`), text);
  });

  it('loads and runs nothing', () => {
    assert.match(page(''), /http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/);
  });
});
