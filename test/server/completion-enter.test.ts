import assert from 'node:assert/strict';
import type { TextEdit } from 'vscode-languageserver';
import { complete, editorServices } from '../support/editor.ts';

describe('what Enter does while a list is open', () => {
  it('leaves a name at the end of a rule as it is typed where only roles that no component has are like it', async () => {
    const plan = (line: string): string => `use veeam\nzone a { component disk : veeam.hardened-repository }\n${line}\n`;
    for (const line of ['allow disk -> nas<|>', 'allow web<|>', 'group g = disk, web<|>']) {
      const [first, second] = (await complete(plan(line))).items;
      const typed = /(\w+)<\|>/.exec(line)![1];
      assert.deepEqual([first?.label, (first?.textEdit as TextEdit | undefined)?.newText], [typed, typed]);
      // The roles are there all the same.
      assert.match(second?.label ?? '', /^[a-z-]+\.[a-z-]+$/);
    }
    // What the plan has comes first as ever, also by its role, and a role where one is asked for.
    assert.equal((await complete(plan('allow dis<|>'))).items[0]?.label, 'disk');
    assert.equal((await complete(plan('allow hard<|>'))).items[0]?.label, 'disk');
    assert.equal((await complete('use veeam\nzone a { component c : hard<|> }\n')).items[0]?.label, 'veeam.hardened-repository');
  });

  it('offers days that exceptions end on, in a list that the editor looks through while one is typed', async () => {
    const text = 'zone a {}\nallow a -> a : any until ';
    const { document, items } = await complete(`${text}<|>`);
    assert.deepEqual(
      items.map(({ label, detail }) => [label, detail]),
      [
        ['2026-12-21', 'in 30 days'],
        ['2026-11-28', 'in a week'],
        ['2027-02-19', 'in 90 days'],
        ['2026-12-31', 'the end of the year'],
      ],
    );
    const asked = { textDocument: { uri: document.uri.toString() }, position: document.textDocument.positionAt(text.length) };
    const { lsp } = await editorServices();
    assert.equal((await lsp.CompletionProvider!.getCompletion(document, asked))?.isIncomplete, false);
  });
});
