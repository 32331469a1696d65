import assert from 'node:assert/strict';
import { EmptyFileSystem } from 'langium';
import type { TextEdit } from 'vscode-languageserver';
import { URI } from 'vscode-uri';
import { createSegplanServices } from '../../server/module.ts';
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

  it('does so in an editor that inserts or replaces as well', async () => {
    const { shared, Segplan } = createSegplanServices(EmptyFileSystem);
    const completion = { completionItem: { snippetSupport: true, insertReplaceSupport: true } };
    const capabilities = { textDocument: { completion } };
    await shared.lsp.LanguageServer.initialize({ processId: null, rootUri: null, capabilities });
    await shared.workspace.WorkspaceManager.initializeWorkspace([]);
    const text = 'use veeam\nzone a { component disk : veeam.hardened-repository with nas';
    const document = shared.workspace.LangiumDocumentFactory.fromString(text, URI.file('/enter.segplan'));
    shared.workspace.LangiumDocuments.addDocument(document);
    await shared.workspace.DocumentBuilder.build([document]);
    const position = document.textDocument.positionAt(text.length);
    const asked = { textDocument: { uri: document.uri.toString() }, position };
    const list = await Segplan.lsp.CompletionProvider!.getCompletion(document, asked);
    const range = { start: { line: 1, character: position.character - 3 }, end: position };
    assert.deepEqual(list?.items[0]?.textEdit, { newText: 'nas', insert: range, replace: range });
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
