import assert from 'node:assert/strict';
import {
  CompletionRequest,
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
import { TestClient } from './client.ts';
import { PLAN, positionOf } from './plans.ts';

const URI = 'file:///plans/plan.segplan';
const document = { textDocument: { uri: URI } };

describe('features of the server', function () {
  this.timeout(30_000);
  let client: TestClient;
  before(async () => {
    client = await TestClient.start();
    await client.open(URI, PLAN);
  });
  after(() => client.process.kill());

  const at = (piece: string, offset = 0, nth = 1) => ({ ...document, position: positionOf(PLAN, piece, offset, nth) });

  /** The plan after a rename. */
  async function renamed(piece: string, newName: string, offset = 0, nth = 1): Promise<string> {
    const edit = await client.connection.sendRequest(RenameRequest.type, { ...at(piece, offset, nth), newName });
    assert.deepEqual(Object.keys(edit?.changes ?? {}), [URI]);
    const lines = PLAN.split('\n');
    for (const { range, newText } of [...edit!.changes![URI]!].sort(
      (a, b) => b.range.start.character - a.range.start.character,
    )) {
      const line = lines[range.start.line]!;
      lines[range.start.line] = line.slice(0, range.start.character) + newText + line.slice(range.end.character);
    }
    return lines.join('\n');
  }

  it('hovers and completes', async () => {
    const hover = await client.connection.sendRequest(HoverRequest.type, at('acme.store', 6));
    assert.match(JSON.stringify(hover?.contents), /Store/);
    const items = await client.connection.sendRequest(CompletionRequest.type, at('allow server', 6));
    const labels = (Array.isArray(items) ? items : (items?.items ?? [])).map(({ label }) => label);
    assert.ok(labels.includes('server') && labels.includes('vault'), labels.join(' '));
  });

  it('leads from a role to its built-in catalog, whose text it hands out', async () => {
    const uri = 'file:///plans/veeam.segplan';
    const text = 'use veeam\nzone a { component c : veeam.backup-server }\n';
    await client.open(uri, text);
    const position = positionOf(text, 'backup-server');
    const links = await client.connection.sendRequest(DefinitionRequest.type, { textDocument: { uri }, position });
    const [link] = links as LocationLink[];
    const { text: catalog } = await client.connection.sendRequest(TextDocumentContentRequest.type, { uri: link!.targetUri });
    assert.match(link!.targetUri, /^builtin:/);
    assert.match(catalog.split('\n')[link!.targetSelectionRange.start.line]!, /^\s*role backup-server\b/);
  });

  it('finds all references', async () => {
    const context = { includeDeclaration: true };
    const found = await client.connection.sendRequest(ReferencesRequest.type, { ...at('component store', 10), context });
    assert.deepEqual(
      found?.map(({ range }) => range.start.line).sort((a, b) => a - b),
      [positionOf(PLAN, 'component store').line, positionOf(PLAN, 'allow server -> store').line],
    );
  });

  it('renames a component, a zone, a role and a vendor in plain and in qualified names', async () => {
    const component = PLAN.replace('component server', 'component host')
      .replace('allow server', 'allow host')
      .replace('office.server', 'office.host');
    assert.equal(await renamed('component server', 'host', 10), component);
    assert.equal(await renamed('office.server', 'host', 8), component);
    const zone = PLAN.replace('zone office', 'zone hall').replace('office.server', 'hall.server');
    assert.equal(await renamed('zone office', 'hall', 5), zone);
    assert.equal(await renamed('office.server', 'hall', 1), zone);
    assert.equal(
      await renamed('acme.store', 'safe', 6),
      PLAN.replace('acme.store', 'acme.safe')
        .replace('role store', 'role safe')
        .replace('server -> store : data', 'server -> safe : data'),
    );
    assert.equal(await renamed('vendor acme', 'apex', 7), PLAN.replaceAll('acme', 'apex'));
  });

  it('refuses names that are none, that are taken or that are words of the language', async () => {
    const refused = (newName: string) =>
      client.connection.sendRequest(RenameRequest.type, { ...at('component store', 10), newName });
    await assert.rejects(refused('a b'), /not a name/);
    await assert.rejects(refused('zone'), /word of the language/);
    await assert.rejects(refused('vault'), /already/);
  });

  it('refuses to rename what belongs to a built-in catalog', async () => {
    const uri = 'file:///plans/built-in.segplan';
    const text = 'use veeam\nzone a { component c : veeam.backup-server }\n';
    await client.open(uri, text);
    const there = { textDocument: { uri }, position: positionOf(text, 'backup-server', 2) };
    await assert.rejects(client.connection.sendRequest(PrepareRenameRequest.type, there), /built-in catalog/);
    await assert.rejects(client.connection.sendRequest(RenameRequest.type, { ...there, newName: 'x' }), /built-in catalog/);
    const inside = { textDocument: { uri: 'builtin:/veeam.segplan' }, position: { line: 0, character: 8 } };
    await assert.rejects(client.connection.sendRequest(RenameRequest.type, { ...inside, newName: 'x' }), /built-in catalog/);
  });

  it('outlines zones with their components, rules and the parts of a vendor', async () => {
    const symbols = (await client.connection.sendRequest(DocumentSymbolRequest.type, document)) as DocumentSymbol[];
    const tree = symbols.map(({ name, children }) => (children ? [name, children.map((c) => c.name)] : name));
    assert.deepEqual(tree, [
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
    const { data } = (await client.connection.sendRequest(SemanticTokensRequest.type, document))!;
    const lines = PLAN.split('\n');
    const colored: string[] = [];
    let line = 0;
    let character = 0;
    for (let n = 0; n < data.length; n += 5) {
      line += data[n]!;
      character = data[n] ? data[n + 1]! : character + data[n + 1]!;
      const text = lines[line]!.slice(character, character + data[n + 2]!);
      colored.push(`${text}:${legend.tokenTypes[data[n + 3]!]}${data[n + 4]! & 1 ? '!' : ''}`);
    }
    for (const expected of ['office:namespace!', 'server:variable!', 'acme.store:class', 'acme.data:function', 'vault:namespace'])
      assert.ok(colored.includes(expected), `${expected} in ${colored.join(' ')}`);
    assert.ok(colored.includes('set-up:event') && colored.includes('store:class!'));
  });

  it('links imports to their files and folds blocks', async () => {
    const uri = 'file:///plans/sub/importing.segplan';
    await client.open(uri, 'import "../shared.segplan"\nzone a {\n  subnet 10.0.0.0/24\n}\n');
    const links = await client.connection.sendRequest(DocumentLinkRequest.type, { textDocument: { uri } });
    const expected: DocumentLink[] = [
      { range: { start: { line: 0, character: 8 }, end: { line: 0, character: 25 } }, target: 'file:///plans/shared.segplan' },
    ];
    assert.deepEqual(links, expected);
    const folds = await client.connection.sendRequest(FoldingRangeRequest.type, { textDocument: { uri } });
    assert.ok(folds?.some(({ startLine }) => startLine === 1));
  });
});
