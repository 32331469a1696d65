import assert from 'node:assert/strict';
import { EmptyFileSystem } from 'langium';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import * as ast from '../../language/generated/ast.ts';
import { importUri } from '../../language/workspace/visible-documents.ts';
import { createSegplanServices } from '../../server/module.ts';

const ZONE = 'zone shared { subnet 10.0.0.0/24 }\n';

/** The texts of files, by their paths, once some of them are renamed: those that nothing is written in stay out of it. */
async function afterRenaming(files: Record<string, string>, moves: Record<string, string>): Promise<Record<string, string>> {
  const { shared } = createSegplanServices(EmptyFileSystem);
  const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder, WorkspaceManager } = shared.workspace;
  await WorkspaceManager.initializeWorkspace([]);
  const documents = Object.entries(files).map(([path, text]) => LangiumDocumentFactory.fromString(text, URI.file(path)));
  for (const document of documents) LangiumDocuments.addDocument(document);
  await DocumentBuilder.build(documents);
  const uriOf = (path: string): string => URI.file(path).toString();
  const edit = await shared.lsp.FileOperationHandler!.willRenameFiles!({
    files: Object.entries(moves).map(([from, to]) => ({ oldUri: uriOf(from), newUri: uriOf(to) })),
  });
  return Object.fromEntries(
    Object.entries(edit?.changes ?? {}).map(([uri, edits]) => {
      const document = documents.find((each) => each.textDocument.uri === uri)!;
      return [URI.parse(uri).path, TextDocument.applyEdits(document.textDocument, edits)];
    }),
  );
}

/** The path of the file that the import of a text leads to. */
function ledTo(text: string, path: string): string | undefined {
  const { shared } = createSegplanServices(EmptyFileSystem);
  const document = shared.workspace.LangiumDocumentFactory.fromString<ast.Document>(text, URI.file(path));
  assert.deepEqual(document.parseResult.parserErrors.concat(), []);
  const node = document.parseResult.value.statements.find(ast.isImport);
  return node && importUri(node)?.path;
}

describe('imports of files that are renamed', () => {
  for (const [what, name] of [
    ['plain letters', 'both.segplan'],
    ['a quotation mark', 'the "old" one.segplan'],
    ['an apostrophe', "bob's.segplan"],
    ['a backslash', 'a\\b.segplan'],
    ['a tab and a line break', 'a\tb\nc.segplan'],
  ] as const)
    for (const quote of ['"', "'"])
      it(`lead to a new name with ${what}, in the quotes ${quote}`, async () => {
        const plan = `import ${quote}./shared.segplan${quote} // theirs\n`;
        const files = { '/plans/main.segplan': plan, '/plans/shared.segplan': ZONE };
        const changed = await afterRenaming(files, { '/plans/shared.segplan': `/plans/${name}` });
        assert.deepEqual(Object.keys(changed), ['/plans/main.segplan']);
        const [text] = Object.values(changed);
        assert.ok(text!.startsWith(`import ${quote}./`) && text!.endsWith(`${quote} // theirs\n`), text);
        assert.equal(ledTo(text!, '/plans/main.segplan'), `/plans/${name}`);
      });

  it('are written as somebody would, with a backslash before a quotation mark of their own kind alone', async () => {
    const files = {
      '/plans/one.segplan': 'import "./shared.segplan"\n',
      '/plans/two.segplan': "import './shared.segplan'\n",
      '/plans/shared.segplan': ZONE,
    };
    assert.deepEqual(await afterRenaming(files, { '/plans/shared.segplan': '/plans/a"b.segplan' }), {
      '/plans/one.segplan': 'import "./a\\"b.segplan"\n',
      '/plans/two.segplan': "import './a\"b.segplan'\n",
    });
  });

  it('of the file that moves lead where they led', async () => {
    const files = { '/plans/main.segplan': 'import "./shared.segplan"\n', '/plans/shared.segplan': ZONE };
    assert.deepEqual(await afterRenaming(files, { '/plans/main.segplan': '/plans/north/main.segplan' }), {
      '/plans/main.segplan': 'import "../shared.segplan"\n',
    });
    assert.deepEqual(await afterRenaming(files, { '/plans': '/"plans"' }), {});
  });
});
