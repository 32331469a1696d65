import assert from 'node:assert/strict';
import {
  CompletionRequest,
  CompletionResolveRequest,
  DefinitionRequest,
  type DocumentLink,
  DocumentLinkRequest,
  type DocumentSymbol,
  DocumentSymbolRequest,
  FoldingRangeRequest,
  HoverRequest,
  type LocationLink,
  PrepareRenameRequest,
  ReferencesRequest,
  RenameRequest,
  SemanticTokensRequest,
  TextDocumentContentRequest,
  WorkspaceSymbolRequest,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { colored, outline } from '../support/editor.ts';
import { TestClient } from './client.ts';
import { lineOf, PLAN, positionOf, rangeOf } from './plans.ts';

const URI = 'file:///plans/plan.segplan';
const document = { textDocument: { uri: URI } };

describe('features of the server', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start();
    await client.open(URI, PLAN);
  });
  after(() => client.process.kill());

  const at = (marked: string) => ({ ...document, position: positionOf(PLAN, marked) });

  /** The plan after a rename. */
  async function renamed(marked: string, newName: string): Promise<string> {
    const edit = await client.connection.sendRequest(RenameRequest.type, { ...at(marked), newName });
    assert.deepEqual(Object.keys(edit?.changes ?? {}), [URI]);
    return TextDocument.applyEdits(TextDocument.create(URI, 'segplan', 0, PLAN), edit!.changes![URI]!);
  }

  it('hovers and completes', async () => {
    const hover = await client.connection.sendRequest(HoverRequest.type, at('acme.s<|>tore'));
    assert.match(JSON.stringify(hover?.contents), /Store/);
    const items = await client.connection.sendRequest(CompletionRequest.type, at('allow <|>server'));
    const labels = (Array.isArray(items) ? items : (items?.items ?? [])).map(({ label }) => label);
    assert.ok(labels.includes('server') && labels.includes('vault'), labels.join(' '));
  });

  it('says what an item of a list is about when it is looked at', async () => {
    const list = await client.connection.sendRequest(CompletionRequest.type, at('allow server -> <|>store'));
    const store = (Array.isArray(list) ? list : (list?.items ?? [])).find(({ label }) => label === 'store');
    const resolved = await client.connection.sendRequest(CompletionResolveRequest.type, store!);
    assert.match(JSON.stringify(resolved.documentation), /Is connected to by.*server/);
    assert.deepEqual(resolved.textEdit, store!.textEdit);
  });

  it('leads from a role to its built-in catalog, whose text it hands out', async () => {
    const uri = 'file:///plans/veeam.segplan';
    const text = 'use veeam\nzone a { component c : veeam.backup-server }\n';
    await client.open(uri, text);
    const position = positionOf(text, '<|>backup-server');
    const links = await client.connection.sendRequest(DefinitionRequest.type, { textDocument: { uri }, position });
    const [link] = links as LocationLink[];
    const { text: catalog } = await client.connection.sendRequest(TextDocumentContentRequest.type, { uri: link!.targetUri });
    assert.match(link!.targetUri, /^builtin:/);
    assert.match(catalog.split('\n')[link!.targetSelectionRange.start.line]!, /^\s*role backup-server\b/);
  });

  it('finds all references', async () => {
    const context = { includeDeclaration: true };
    const found = await client.connection.sendRequest(ReferencesRequest.type, { ...at('component <|>store'), context });
    assert.deepEqual(
      found?.map(({ range }) => range.start.line).sort((a, b) => a - b),
      [lineOf(PLAN, 'component store'), lineOf(PLAN, 'allow server -> store')],
    );
  });

  it('renames a component, a zone, a role and a vendor in plain and in qualified names', async () => {
    const component = PLAN.replace('component server', 'component host')
      .replace('allow server', 'allow host')
      .replace('office.server', 'office.host');
    assert.equal(await renamed('component <|>server', 'host'), component);
    assert.equal(await renamed('office.s<|>erver', 'host'), component);
    const zone = PLAN.replace('zone office', 'zone hall').replace('office.server', 'hall.server');
    assert.equal(await renamed('zone <|>office', 'hall'), zone);
    assert.equal(await renamed('o<|>ffice.server', 'hall'), zone);
    assert.equal(
      await renamed('acme.s<|>tore', 'safe'),
      PLAN.replace('acme.store', 'acme.safe')
        .replace('role store', 'role safe')
        .replace('server -> store : data', 'server -> safe : data'),
    );
    assert.equal(await renamed('vendor <|>acme', 'apex'), PLAN.replaceAll('acme', 'apex'));
  });

  it('refuses names that are none, that are taken or that are words of the language', async () => {
    const refused = (newName: string) =>
      client.connection.sendRequest(RenameRequest.type, { ...at('component <|>store'), newName });
    await assert.rejects(refused('a b'), /not a name/);
    await assert.rejects(refused('zone'), /word of the language/);
    await assert.rejects(refused('vault'), /already/);
  });

  it('refuses to rename what belongs to a built-in catalog', async () => {
    const uri = 'file:///plans/built-in.segplan';
    const text = 'use veeam\nzone a { component c : veeam.backup-server }\n';
    await client.open(uri, text);
    const there = { textDocument: { uri }, position: positionOf(text, 'ba<|>ckup-server') };
    await assert.rejects(client.connection.sendRequest(PrepareRenameRequest.type, there), /built-in catalog/);
    await assert.rejects(client.connection.sendRequest(RenameRequest.type, { ...there, newName: 'x' }), /built-in catalog/);
    const inside = { textDocument: { uri: 'builtin:/veeam.segplan' }, position: { line: 0, character: 8 } };
    await assert.rejects(client.connection.sendRequest(RenameRequest.type, { ...inside, newName: 'x' }), /built-in catalog/);
  });

  it('outlines zones with their components, rules and the parts of a vendor', async () => {
    const symbols = (await client.connection.sendRequest(DocumentSymbolRequest.type, document)) as DocumentSymbol[];
    assert.deepEqual(outline(symbols), [
      'Test',
      ['office', ['server']],
      ['vault', ['store']],
      'allow server -> store',
      'allow office.server -> vault',
      ['acme', ['data', 'server', 'store', 'server -> store']],
    ]);
  });

  it('finds symbols of the workspace, and of built-in catalogs when something is looked for', async () => {
    const found = async (query: string): Promise<string[]> =>
      ((await client.connection.sendRequest(WorkspaceSymbolRequest.type, { query })) ?? []).map(
        (s) => `${s.containerName}.${s.name}`,
      );
    assert.ok((await found('stor')).includes('vault.store'));
    assert.ok((await found('backup-server')).includes('veeam.backup-server'));
    assert.ok(!(await found('')).includes('veeam.backup-server'));
  });

  it('colors names by what they name', async () => {
    const legend = client.result.capabilities.semanticTokensProvider!.legend;
    const tokens = (await client.connection.sendRequest(SemanticTokensRequest.type, document))!;
    const names = colored(PLAN, tokens, legend);
    for (const expected of ['office:namespace!', 'server:variable!', 'acme.store:class', 'acme.data:function', 'vault:namespace'])
      assert.ok(names.includes(expected), `${expected} in ${names.join(' ')}`);
    assert.ok(names.includes('set-up:event') && names.includes('store:class!'));
  });

  it('links imports to their files and folds blocks', async () => {
    const uri = 'file:///plans/sub/importing.segplan';
    const text = 'import "../shared.segplan"\nzone a {\n  subnet 10.0.0.0/24\n}\n';
    await client.open(uri, text);
    const links = await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } });
    const expected: DocumentLink[] = [{ range: rangeOf(text, '<|../shared.segplan|>'), target: 'file:///plans/shared.segplan' }];
    assert.deepEqual(links, expected);
    const folds = await client.connection.sendRequest(FoldingRangeRequest.type, { textDocument: { uri } });
    assert.ok(folds?.some(({ startLine }) => startLine === 1));
  });
});
