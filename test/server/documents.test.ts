import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type Diagnostic,
  DidChangeConfigurationNotification,
  DocumentSymbolRequest,
  SemanticTokensRequest,
} from 'vscode-languageserver-protocol/node';
import { ofChance } from '../support/chance.ts';
import { numbers } from '../support/numbers.ts';
import { TestClient } from './client.ts';
import { lineOf, PLAN, positionOf } from './plans.ts';

const URI = 'file:///plans/plan.segplan';
/** Lacks half of the ports that the flow needs. */
const LACKING = PLAN.replace(': acme.data', ': tcp 5000-5004');

describe('documents of the server', () => {
  let client: TestClient;
  before(async () => {
    client = await TestClient.start();
  });
  afterEach(() => client.closeAll());
  after(() => client.process.kill());

  async function stateOf(uri: string): Promise<unknown> {
    const diagnostics = await client.settledDiagnostics(uri);
    const symbols = await client.connection.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri } });
    const tokens = await client.connection.sendRequest(SemanticTokensRequest.type, { textDocument: { uri } });
    return JSON.parse(JSON.stringify({ diagnostics, symbols, colors: tokens?.data }).replaceAll(uri, 'the document'));
  }

  it('reports what is missing with its code, its documentation and the way to the other end', async () => {
    const [diagnostic, ...others] = await client.open(URI, LACKING);
    assert.deepEqual(others, []);
    assert.equal(diagnostic?.code, 'missing-flow');
    assert.match(diagnostic.message as string, /tcp 5005-5010\b/);
    assert.equal(diagnostic.codeDescription?.href, 'builtin:///checks/missing-flow.md');
    assert.deepEqual(diagnostic.range.start, positionOf(LACKING, '<|>tcp 5000-5004'));
    const lines = diagnostic.relatedInformation?.map(({ location }) => location.range.start.line);
    assert.ok(lines?.includes(lineOf(LACKING, 'component store')));
    assert.ok(lines?.includes(lineOf(LACKING, 'flow server')));
  });

  it('says of which version of a document it tells what is found', async () => {
    await client.open(URI, LACKING);
    // Each edit moves the finding down a line.
    const start = { line: 0, character: 0 };
    for (let edit = 0; edit < 12; edit++) {
      client.change(URI, [{ range: { start, end: start }, text: '\n' }]);
      if (edit % 3 === 0) await client.settledDiagnostics(URI);
    }
    await client.settledDiagnostics(URI);
    const at = positionOf(LACKING, '<|>tcp 5000-5004').line;
    const about = client.messages.filter(({ version }) => version !== undefined);
    for (const { version, diagnostics } of about) assert.equal(diagnostics[0]?.range.start.line, at + version! - 1);
    assert.equal(about[0]?.version, 1);
    assert.equal(client.messages.at(-1)?.version, 13);
    client.close(URI);
    await client.settledDiagnostics(URI);
    assert.deepEqual(client.messages.at(-1), { uri: URI, diagnostics: [] });
  });

  it('comes by many small edits to the same state as by opening the text at once', async () => {
    const number = numbers(20261121);
    let text = PLAN;
    await client.open(URI, text);
    const pieces = ['a', ' ', '\n', '}', '{', '"', 'zone ', 'allow server -> store', ': tcp 1', '10.0.0.9', ', ', '-', '//'];
    for (let round = 0; round < ofChance(12, 3); round++) {
      for (let edit = 0; edit < 12; edit++) {
        const from = number(text.length + 1);
        const to = Math.min(text.length, from + number(4));
        const piece = number(3) === 0 ? '' : pieces[number(pieces.length)]!;
        const range = { start: positionAt(text, from), end: positionAt(text, to) };
        client.change(URI, [{ range, text: piece }]);
        text = text.slice(0, from) + piece + text.slice(to);
      }
      const fresh = `file:///plans/fresh-${round}.segplan`;
      await client.open(fresh, text);
      assert.deepEqual(await stateOf(URI), await stateOf(fresh), `after round ${round}:\n${text}`);
    }
  });

  it('finds its way back when a broken text is mended by typing', async () => {
    await client.open(URI, '');
    let typed = '';
    for (const piece of PLAN.match(/.{1,7}|\n/g)!) {
      const end = positionAt(typed, typed.length);
      client.change(URI, [{ range: { start: end, end }, text: piece }]);
      typed += piece;
    }
    assert.equal(typed, PLAN);
    assert.deepEqual(await client.settledDiagnostics(URI), []);
  });

  it('follows the levels of the settings at once', async () => {
    const severities = (diagnostics: Diagnostic[]): unknown[] => diagnostics.map(({ code, severity }) => [code, severity]);
    assert.deepEqual(severities(await client.open(URI, LACKING)), [['missing-flow', 1]]);
    const change = (level: string): Promise<Diagnostic[]> => {
      const next = client.nextDiagnostics(URI);
      client.connection.sendNotification(DidChangeConfigurationNotification.type, {
        settings: { segplan: { checks: { 'missing-flow': level } } },
      });
      return next;
    };
    assert.deepEqual(severities(await change('hint')), [['missing-flow', 4]]);
    assert.deepEqual(severities(await change('off')), []);
    // What is no level counts as not set.
    assert.deepEqual(severities(await change('loud')), [['missing-flow', 1]]);
  });

  it('starts with the levels that are set already, also in files that are open before they are known', async () => {
    const other = await TestClient.start({ settings: { checks: { 'missing-flow': 'off' } } });
    try {
      const silent = other.nextDiagnostics(URI, (all) => all.length === 0);
      await other.open(URI, LACKING);
      assert.deepEqual(await silent, []);
      assert.deepEqual(await other.settledDiagnostics(URI), []);
    } finally {
      other.process.kill();
    }
  });

  it('forgets an unsaved plan that is closed, and its problems', async () => {
    const uri = 'untitled:Untitled-1';
    assert.equal((await client.open(uri, LACKING)).length, 1);
    const next = client.nextDiagnostics(uri, (all) => all.length === 0);
    client.close(uri);
    assert.deepEqual(await next, []);
  });

  it('tells what is in an unsaved plan, though another one is closed before its findings were there', async () => {
    for (let n = 0; n < 12; n++) {
      const [gone, uri] = [`untitled:Untitled-${2 * n}`, `untitled:Untitled-${2 * n + 1}`];
      await client.open(gone, LACKING);
      client.change(gone, [{ text: `${LACKING}// ${n}\n` }]);
      client.close(gone);
      assert.equal((await client.open(uri, LACKING)).length, 1);
      client.close(uri);
    }
  });

  it('checks what is open before the rest of the workspace, and all of it in the end', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'segplan-'));
    const uriOf = (name: string): string => pathToFileURL(join(folder, `${name}.segplan`)).toString();
    const names = Array.from({ length: 30 }, (_, n) => `plan-${n}`);
    for (const name of names)
      writeFileSync(join(folder, `${name}.segplan`), `${LACKING}zone of-${name} { subnet 10.99.0.0/24 }\n`);
    const other = await TestClient.start({ workspaceFolder: pathToFileURL(folder).toString() });
    try {
      const seen = new Set<string>();
      for (const name of names) void other.nextDiagnostics(uriOf(name)).then(() => seen.add(name));
      assert.equal((await other.open(uriOf('plan-29'), LACKING)).length, 1);
      assert.ok(seen.size < 15, `${seen.size} files came first`);
      for (const name of names) assert.equal((await other.settledDiagnostics(uriOf(name))).length, 1, name);
      const found = await other.connection.sendRequest('workspace/symbol', { query: 'of-plan-17' });
      assert.equal((found as unknown[]).length, 1);
    } finally {
      other.process.kill();
      rmSync(folder, { recursive: true });
    }
  });

  it('checks again what imports a file when that changes, and not for a comment in it', async () => {
    const shared = 'file:///plans/common.segplan';
    const importing = 'file:///plans/importing.segplan';
    const text = '// Ours\ngroup friends = 10.9.0.1\n';
    await client.open(shared, text);
    const plan = `import "./common.segplan"\n${PLAN}allow friends -> server : tcp 22\n`;
    await client.open(importing, plan);
    const codes = async (): Promise<unknown[]> => (await client.settledDiagnostics(importing)).map(({ code }) => code);
    const first = await codes();
    let isAgain = false;
    void client.nextDiagnostics(importing).then(() => {
      isAgain = true;
    });
    const at = (line: number, character: number) => ({ start: { line, character }, end: { line, character } });
    const told = client.nextDiagnostics(shared);
    client.change(shared, [{ range: at(0, 7), text: ' and yours' }]);
    await told;
    assert.deepEqual(await codes(), first);
    assert.equal(isAgain, false);
    // The same line as a statement is something else.
    client.change(shared, [{ range: { start: { line: 1, character: 6 }, end: { line: 1, character: 13 } }, text: 'fiends' }]);
    assert.ok((await codes()).includes('unknown-name'));
    client.change(shared, [{ range: at(1, 0), text: '// ' }]);
    client.change(shared, [{ text }]);
    assert.deepEqual(await codes(), first);
    assert.equal(isAgain, true);
  });

  it('goes back to the saved text when a changed file is closed', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'segplan-'));
    const uri = pathToFileURL(join(folder, 'plan.segplan')).toString();
    writeFileSync(join(folder, 'plan.segplan'), PLAN);
    const other = await TestClient.start({ workspaceFolder: pathToFileURL(folder).toString() });
    try {
      assert.equal((await other.open(uri, LACKING)).length, 1);
      const next = other.nextDiagnostics(uri, (all) => all.length === 0);
      other.close(uri);
      assert.deepEqual(await next, []);
    } finally {
      other.process.kill();
      rmSync(folder, { recursive: true });
    }
  });
});

function positionAt(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)!.length };
}
