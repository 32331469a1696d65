import assert from 'node:assert/strict';
import { EmptyFileSystem, EmptyFileSystemProvider, type FileSystemNode, type URI } from 'langium';
import { type CompletionItem, CompletionTriggerKind, type MarkupContent } from 'vscode-languageserver';
import { URI as Uri } from 'vscode-uri';
import type { SegplanCompletionProvider } from '../../server/features/completion.ts';
import { createSegplanServices } from '../../server/module.ts';
import { applied } from '../support/editor.ts';
import { atCursor } from '../support/marks.ts';

describe('completion of imports', () => {
  class Folder extends EmptyFileSystemProvider {
    override async readDirectory(uri?: URI): Promise<FileSystemNode[]> {
      const entry = (name: string, isFile: boolean): FileSystemNode => ({
        uri: Uri.file(`${uri!.path.replace(/\/$/, '')}/${name}`),
        isFile,
        isDirectory: !isFile,
      });
      if (uri!.path.replace(/\/$/, '') === '/plans')
        return [
          entry('main.segplan', true),
          entry('shared.segplan', true),
          entry('notes.txt', true),
          entry('sites', false),
          entry('.git', false),
        ];
      if (uri!.path.replace(/\/$/, '') === '/plans/sites') return [entry('one.segplan', true)];
      throw new Error('There is no such folder.');
    }
  }

  const taken = async (marked: string): Promise<string[]> => {
    const { text, offset } = atCursor(marked);
    const { shared, Segplan } = createSegplanServices({ fileSystemProvider: () => new Folder() });
    const document = shared.workspace.LangiumDocumentFactory.fromString(text, Uri.file('/plans/main.segplan'));
    shared.workspace.LangiumDocuments.addDocument(document);
    await shared.workspace.DocumentBuilder.build([document]);
    const list = await Segplan.lsp.CompletionProvider!.getCompletion(document, {
      textDocument: { uri: document.uri.toString() },
      position: document.textDocument.positionAt(offset),
      context: { triggerKind: CompletionTriggerKind.TriggerCharacter, triggerCharacter: text.charAt(offset - 1) },
    });
    const items = [...(list?.items ?? [])].sort((a, b) => (a.sortText! < b.sortText! ? -1 : 1));
    return items.map((item) => applied(document, [item.textEdit as never]).split('\n')[0]!);
  };

  it('offers plans and folders beside the file, and none but these', async () => {
    assert.deepEqual(await taken('import "./<|>"'), ['import "./shared.segplan"', 'import "./sites/"']);
    assert.deepEqual(await taken('import "<|>"'), ['import "./shared.segplan"', 'import "./sites/"', 'import "../"']);
    assert.deepEqual(await taken('import "./sites/<|>"'), ['import "./sites/one.segplan"']);
  });

  it('ends a path that has no end yet', async () => {
    assert.deepEqual((await taken('import "./<|>\nzone a { }'))[0], 'import "./shared.segplan"');
  });

  it('offers paths with their quotes where there are none yet', async () => {
    const all = ['import "./shared.segplan"', 'import "./sites/', 'import "../'];
    assert.deepEqual(await taken('import <|>'), all);
    assert.deepEqual(await taken('import <|> // theirs\nzone a { }'), [
      'import "./shared.segplan" // theirs',
      'import "./sites/ // theirs',
      'import "../ // theirs',
    ]);
    assert.deepEqual(await taken('import ./sites/<|>'), ['import "./sites/one.segplan"']);
    assert.deepEqual((await taken('import sh<|>'))[0], all[0]);
  });

  it('offers no path before one that is there, nor where import is no word of its own', async () => {
    assert.deepEqual(await taken('import <|>"./shared.segplan"'), []);
    const rule = await taken('zone my-import { }\nallow my-import <|>');
    assert.ok(!rule.some((line) => line.includes('shared')), rule.join());
    assert.deepEqual(await taken('// import <|>'), []);
  });

  it('offers nothing for a folder that is not there, nor for other texts', async () => {
    assert.deepEqual(await taken('import "./nowhere/<|>"'), []);
    assert.deepEqual(await taken('plan "./<|>"'), []);
  });
});

describe('a list as an editor understands it', () => {
  let resolved = (item: CompletionItem): CompletionItem => item;
  /** What an editor of these capabilities gets at the end of a text. */
  const listIn = async (text: string, completion: object) => {
    const { shared, Segplan } = createSegplanServices(EmptyFileSystem);
    const capabilities = { textDocument: { completion } };
    await shared.lsp.LanguageServer.initialize({ processId: null, rootUri: null, capabilities });
    await shared.workspace.WorkspaceManager.initializeWorkspace([]);
    const document = shared.workspace.LangiumDocumentFactory.fromString(text, Uri.file('/plans/main.segplan'));
    shared.workspace.LangiumDocuments.addDocument(document);
    await shared.workspace.DocumentBuilder.build([document]);
    const textDocument = { uri: document.uri.toString() };
    const provider = Segplan.lsp.CompletionProvider as SegplanCompletionProvider;
    resolved = (item) => provider.resolve(item);
    return provider.getCompletion(document, {
      textDocument,
      position: document.textDocument.positionAt(text.length),
    });
  };
  const roles = 'use veeam\nzone a { component y : ';

  it('shows what an item is beside its label, cut where there is no room, and whole with the item that is looked at', async () => {
    const list = await listIn(roles, { completionItem: { labelDetailsSupport: true } });
    const item = list!.items.find(({ label }) => label === 'veeam.hardened-repository');
    assert.equal(item?.labelDetails?.description, 'Hardened repository');
    const long = list!.items.find(({ label }) => label === 'zerto.vba');
    assert.equal(long?.labelDetails?.description, 'Virtual Backup Appliance, a…');
    assert.match(long?.detail ?? '', /^Virtual Backup Appliance, a service on the machine of the ZVM, adds 'use zerto'$/);
    assert.equal((await listIn(roles, {}))!.items[0]?.labelDetails, undefined);
  });

  it('takes no more than 130 bytes for each of all roles, and what it leaves out comes with the item that is looked at', async () => {
    const able = {
      completionItem: {
        labelDetailsSupport: true,
        snippetSupport: true,
        resolveSupport: { properties: ['documentation', 'detail', 'additionalTextEdits'] },
      },
      completionList: { itemDefaults: ['editRange', 'data'] },
    };
    const whole = await listIn(roles, { completionItem: { labelDetailsSupport: true } });
    const list = await listIn(roles, able);
    assert.ok(list!.items.length > 400);
    const size = Buffer.byteLength(JSON.stringify(list));
    assert.ok(size < 130 * list!.items.length, `${size} bytes of ${list!.items.length} roles`);
    const byPlace = (items: readonly CompletionItem[]): string[] =>
      [...items].sort((a, b) => (`${a.sortText}` < `${b.sortText}` ? -1 : 1)).map(({ label }) => label);
    assert.deepEqual(byPlace(list!.items), byPlace(whole!.items));
    for (const name of ['veeam.hardened-repository', 'zerto.vba']) {
      const expected = whole!.items.find(({ label }) => label === name)!;
      const item = list!.items.find(({ label }) => label === name)!;
      assert.deepEqual([item.detail, item.additionalTextEdits], [undefined, undefined]);
      const data = (item.data ?? list!.itemDefaults?.data) as unknown;
      const seen = resolved({ ...item, data });
      assert.deepEqual([seen.detail, seen.additionalTextEdits], [expected.detail, expected.additionalTextEdits], name);
      assert.match((seen.documentation as MarkupContent).value, /Hardened repository|Virtual Backup Appliance/);
    }
  });

  it('says what is replaced once, where an editor knows that', async () => {
    const list = await listIn(`${roles}hard`, { completionList: { itemDefaults: ['editRange'] } });
    const range = { start: { line: 1, character: 23 }, end: { line: 1, character: 27 } };
    assert.deepEqual(list?.itemDefaults?.editRange, range);
    assert.deepEqual(
      list?.items.map(({ label, textEdit, textEditText }) => [label, textEdit, textEditText]),
      [['veeam.hardened-repository', undefined, undefined]],
    );
    assert.equal(list?.isIncomplete, true);
    const statements = await listIn('al', {
      completionItem: { snippetSupport: true },
      completionList: { itemDefaults: ['editRange'] },
    });
    assert.match(statements!.items[0]!.textEditText!, /^allow \$\{1:client\}/);
  });

  it('holds no documentation of roles, statements and checks, which is made when one of them is looked at', async () => {
    for (const text of [roles, '', 'check '])
      assert.deepEqual(
        (await listIn(text, {}))!.items.filter(({ documentation }) => documentation),
        [],
      );
  });
});
