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

  it('loads and runs nothing', () => {
    assert.match(page(''), /http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/);
  });
});
