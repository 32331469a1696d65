import assert from 'node:assert/strict';
import { Buffer } from 'node:buffer';
import { HoverRequest } from 'vscode-languageserver-protocol/node';
import { TestClient } from './client.ts';
import { PLAN, positionOf } from './plans.ts';

const URI = 'file:///plans/plan.segplan';

/** Sends messages in one piece, so that they are read together. @returns the answer to the request with this id */
function sendTogether(
  client: TestClient,
  id: string,
  messages: object[],
): Promise<{ result?: unknown; error?: { code: number } }> {
  const answer = client.answerTo(id);
  const frames = messages.map((message) => {
    const body = JSON.stringify({ jsonrpc: '2.0', ...message });
    return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
  });
  client.process.stdin!.write(frames.join(''));
  return answer;
}

describe('the server process', () => {
  let client: TestClient;
  beforeEach(async () => {
    client = await TestClient.start();
  });
  afterEach(() => client.process.kill());

  it('names its features and ends in good order', async () => {
    const { capabilities } = client.result;
    assert.deepEqual(capabilities.workspace?.textDocumentContent, { schemes: ['builtin'] });
    assert.deepEqual(capabilities.codeActionProvider, {
      codeActionKinds: [
        'quickfix',
        'refactor.extract',
        'refactor.inline',
        'refactor.rewrite',
        'refactor.move',
        'source.organizeImports',
        'source.fixAll.segplan',
      ],
    });
    for (const feature of ['hoverProvider', 'completionProvider', 'renameProvider', 'documentFormattingProvider'] as const)
      assert.ok(capabilities[feature], feature);
    assert.equal(await client.stop(), 0);
  });

  it('asks to watch plans, and of all else what comes and goes, since that may be a folder with plans', async () => {
    await client.open(URI, PLAN);
    const watched = client.registrations.find(({ method }) => method === 'workspace/didChangeWatchedFiles');
    assert.deepEqual(watched?.registerOptions, {
      watchers: [{ globPattern: '**/*.segplan' }, { globPattern: '**/*', kind: 1 + 4 }],
    });
  });

  it('runs where Object.groupBy is missing, as in Node 20', async () => {
    const older = await TestClient.start({ nodeArguments: ['--import', 'data:text/javascript,delete Object.groupBy'] });
    try {
      assert.deepEqual(await older.open(URI, PLAN), []);
    } finally {
      older.process.kill();
    }
  });

  it('answers a canceled request of the language with RequestCancelled and not with a result', async () => {
    // Long enough that the request waits for the document when the cancellation comes in.
    const text = `${PLAN}\nzone many {\n${Array.from({ length: 2000 }, (_, n) => `component c${n} at 10.1.${n >> 8}.${n & 255}\n`).join('')}}\n`;
    const position = positionOf(PLAN, 'component s<|>erver');
    const { result, error } = await sendTogether(client, 'canceled', [
      { method: 'textDocument/didOpen', params: { textDocument: { uri: URI, languageId: 'segplan', version: 1, text } } },
      { id: 'canceled', method: 'textDocument/hover', params: { textDocument: { uri: URI }, position } },
      { method: '$/cancelRequest', params: { id: 'canceled' } },
    ]);
    assert.equal(result, undefined);
    assert.equal(error?.code, -32800);
  });

  for (const method of ['hover', 'references', 'documentSymbol', 'definition', 'codeAction'])
    it(`answers a request for a document that is closed before it is ready: ${method}`, async () => {
      const position = positionOf(PLAN, 'component s<|>erver');
      const textDocument = { uri: URI };
      const more = {
        position,
        range: { start: position, end: position },
        context: { diagnostics: [], includeDeclaration: true },
      };
      const answer = await sendTogether(client, 'late', [
        { method: 'textDocument/didOpen', params: { textDocument: { uri: URI, languageId: 'segplan', version: 1, text: PLAN } } },
        { id: 'late', method: `textDocument/${method}`, params: { textDocument, ...more } },
        { method: 'textDocument/didClose', params: { textDocument } },
      ]);
      assert.ok('result' in answer || 'error' in answer);
    });

  it('answers a canceled request of its own with RequestCancelled', async () => {
    await client.open(URI, PLAN);
    const { result, error } = await sendTogether(client, 'canceled', [
      { id: 'canceled', method: 'segplan/generate', params: { uri: URI, target: 'json' } },
      { method: '$/cancelRequest', params: { id: 'canceled' } },
    ]);
    assert.equal(result, undefined);
    assert.equal(error?.code, -32800);
  });

  describe('after malformed input', () => {
    /** Whether the server still reports a mistake and still answers. */
    async function assertAlive(): Promise<void> {
      const uri = 'file:///plans/alive.segplan';
      const diagnostics = await client.open(uri, PLAN.replace('allow server', 'allow sever'));
      assert.deepEqual(
        diagnostics.map(({ code }) => code).filter((code) => code === 'unknown-name'),
        ['unknown-name'],
      );
      const position = positionOf(PLAN, 'component se<|>rver');
      assert.ok(await client.connection.sendRequest(HoverRequest.type, { textDocument: { uri }, position }));
      assert.equal(client.process.exitCode, null);
    }

    it('lives on when messages are no JSON or lack their parts', async () => {
      client.process.stdin!.write('Content-Length: 10\r\n\r\n{not json}');
      await client.connection.sendNotification('textDocument/didOpen', {});
      await client.connection.sendNotification('textDocument/didChange', {
        textDocument: { uri: 'file:///never-opened.segplan', version: 7 },
        contentChanges: [{ text: 'x' }],
      });
      await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { segplan: { checks: 7 } } });
      await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: 'file:///gone/plan.segplan', type: 2 }],
      });
      await assertAlive();
    });

    it('answers requests for unknown documents, places and methods', async () => {
      await client.open(URI, PLAN);
      const at = (uri: string, line: number): object => ({ textDocument: { uri }, position: { line, character: line } });
      const ask = (method: string, params: unknown): Promise<unknown> => client.connection.sendRequest(method, params);
      assert.equal(await ask('textDocument/hover', at(URI, 99999)), null);
      assert.equal(await ask('textDocument/hover', at('file:///unknown.segplan', 0)), null);
      assert.equal(await ask('textDocument/completion', at('no address', 0)), null);
      await assert.rejects(ask('segplan/generate', null), { code: -32602 });
      await assert.rejects(ask('segplan/generate', { uri: URI, target: 'papyrus' }), { code: -32602, message: /papyrus/ });
      await assert.rejects(ask('segplan/phases', { uri: '::: %%%' }), { code: -32602 });
      await assert.rejects(ask('segplan/nonsense', {}), { code: -32601 });
      assert.equal(await ask('workspace/textDocumentContent', { uri: 'builtin:///nothing.segplan' }), null);
      await assertAlive();
    });

    it('reads texts that nobody would write', async () => {
      const texts = {
        huge: `zone ${'a'.repeat(1_000_000)}`,
        broken: '}{ allow -> : "\n zone zone zone { { {\n\u0000\uD800 /*',
        deep: `allow any -> any : ${'one of ('.repeat(5000)}tcp 1${')'.repeat(5000)}`,
      };
      assert.deepEqual(await client.open('file:///plans/huge.segplan', texts.huge), []);
      assert.notDeepEqual(await client.open('file:///plans/broken.segplan', texts.broken), []);
      const [diagnostic] = await client.open('file:///plans/deep.segplan', texts.deep);
      assert.equal(diagnostic?.code, 'syntax-error');
      await assertAlive();
    });
  });
});
