import assert from 'node:assert/strict';
import {
  CodeActionRequest,
  CompletionRequest,
  DefinitionRequest,
  DocumentFormattingRequest,
  DocumentSymbolRequest,
  HoverRequest,
  ReferencesRequest,
  RenameRequest,
  SemanticTokensRequest,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { TestClient } from './client.ts';
import { PLAN, positionOf, rangeOf } from './plans.ts';

const URI = 'file:///plans/plan.segplan';
const document = { textDocument: { uri: URI } };
/** A label of characters that have other lengths in UTF-8 than in UTF-16, before what is asked about. */
const WIDE = PLAN.replace('allow server -> store : acme.data', '/* ü 🔥 */ allow server -> store : acme.data');
const LACKING = WIDE.replace('acme.data', 'tcp 5000-5004');

describe('an editor that can do next to nothing', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start({ capabilities: { general: { positionEncodings: ['utf-8'] } } });
  });
  after(() => client.process.kill());
  const at = (marked: string) => ({ ...document, position: positionOf(WIDE, marked) });

  it('is asked for nothing that it does not know', async () => {
    await client.open(URI, WIDE);
    client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    assert.deepEqual(await client.settledDiagnostics(URI), []);
    assert.deepEqual(client.registrations, []);
  });

  it('learns in which units places are counted, and gets them in these', async () => {
    assert.equal(client.result.capabilities.positionEncoding, 'utf-16');
    client.change(URI, [{ text: LACKING }]);
    const [finding] = await client.settledDiagnostics(URI);
    assert.deepEqual(finding?.range, rangeOf(LACKING, '<|tcp 5000-5004|>'));
  });

  it('is understood where it says no version of what it changes', async () => {
    for (const version of [undefined, null]) {
      const change = (text: string) =>
        client.connection.sendNotification('textDocument/didChange', {
          textDocument: { uri: URI, version },
          contentChanges: [{ text }],
        });
      await change(WIDE);
      assert.deepEqual(await client.settledDiagnostics(URI), []);
      await change(LACKING);
      assert.equal((await client.settledDiagnostics(URI)).length, 1);
    }
  });

  it('gets fixes as plain changes', async () => {
    const diagnostics = await client.settledDiagnostics(URI);
    const params = { ...document, range: diagnostics[0]!.range, context: { diagnostics } };
    const actions = (await client.connection.sendRequest(CodeActionRequest.type, params)) ?? [];
    const fix = actions.find((each) => 'isPreferred' in each && each.isPreferred);
    assert.ok(fix && 'edit' in fix && fix.edit?.changes && !fix.edit.documentChanges);
    const fixed = TextDocument.applyEdits(TextDocument.create(URI, 'segplan', 0, LACKING), fix.edit.changes[URI]!);
    client.change(URI, [{ text: fixed }]);
    assert.deepEqual(await client.settledDiagnostics(URI), []);
    client.change(URI, [{ text: WIDE }]);
  });

  it('gets completions without places to fill in', async () => {
    for (const text of ['', 'allow ', 'zone a {\n', 'use ']) {
      const uri = `file:///plans/fresh-${text.length}.segplan`;
      await client.open(uri, text);
      const position = TextDocument.create('', '', 0, text).positionAt(text.length);
      const answer = await client.connection.sendRequest(CompletionRequest.type, { textDocument: { uri }, position });
      const items = Array.isArray(answer) ? answer : (answer?.items ?? []);
      assert.ok(items.length > 0, JSON.stringify(text));
      for (const item of items) assert.doesNotMatch(item.textEdit?.newText ?? item.insertText ?? item.label, /\$\{?\d/);
    }
  });

  it('is led to definitions and shown an outline in the forms that all editors know', async () => {
    const places = await client.connection.sendRequest(DefinitionRequest.type, at('allow ser<|>ver -> store'));
    assert.deepEqual(places, [{ uri: URI, range: rangeOf(WIDE, 'component <|server|> :') }]);
    const symbols = (await client.connection.sendRequest(DocumentSymbolRequest.type, document)) ?? [];
    const store = symbols.find(({ name }) => name === 'store');
    assert.deepEqual(store && 'location' in store && [store.location.uri, store.containerName], [URI, 'vault']);
    assert.ok(symbols.every((symbol) => 'location' in symbol));
  });

  it('gets everything else', async () => {
    const { connection } = client;
    assert.match(JSON.stringify(await connection.sendRequest(HoverRequest.type, at('acme.s<|>tore'))), /Store/);
    const references = await connection.sendRequest(ReferencesRequest.type, {
      ...at('component ser<|>ver'),
      context: { includeDeclaration: true },
    });
    assert.equal(references?.length, 3);
    const edit = await connection.sendRequest(RenameRequest.type, { ...at('component ser<|>ver'), newName: 'renamed' });
    assert.ok(edit?.changes?.[URI]?.length && !edit.documentChanges);
    const options = { tabSize: 2, insertSpaces: true };
    assert.ok(await connection.sendRequest(DocumentFormattingRequest.type, { ...document, options }));
    assert.ok((await connection.sendRequest(SemanticTokensRequest.type, document))?.data.length);
    assert.ok(await connection.sendRequest('segplan/generate', { uri: URI, target: 'nftables' }));
  });
});
