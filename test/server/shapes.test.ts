import assert from 'node:assert/strict';
import { Refusals, wrongNotification, wrongShape } from '../../server/shapes.ts';
import { TestClient } from './client.ts';
import { PLAN } from './plans.ts';

const uri = 'file:///plans/plan.segplan';
const textDocument = { uri };
const at = (line: unknown, character: unknown) => ({ textDocument, position: { line, character } });

/** Requests that no editor sends, each with what is said of it. */
const WRONG: readonly (readonly [method: string, params: unknown, says: RegExp])[] = [
  ['textDocument/hover', undefined, /have to be an object/],
  ['textDocument/hover', null, /have to be an object/],
  ['textDocument/hover', [textDocument], /have to be an object/],
  ['textDocument/hover', { position: { line: 0, character: 0 } }, /'textDocument'/],
  ['textDocument/hover', { textDocument: { uri: 5 }, position: { line: 0, character: 0 } }, /'textDocument'/],
  ['textDocument/completion', at(-1, 0), /'position'/],
  ['textDocument/completion', at(Number.NaN, 0), /'position'/],
  ['textDocument/definition', at(2 ** 31, 0), /'position'/],
  ['textDocument/definition', at('0', 0), /'position'/],
  ['textDocument/rename', at(0, 0), /'newName'/],
  ['textDocument/formatting', { textDocument, options: { tabSize: -1e9, insertSpaces: true } }, /'options'/],
  ['textDocument/codeAction', { textDocument, range: { start: {}, end: {} }, context: { diagnostics: [] } }, /'range'/],
  [
    'textDocument/codeAction',
    { textDocument, range: { start: { line: 0, character: 0 }, end: { line: 0, character: 1 } }, context: { diagnostics: null } },
    /'context'/,
  ],
  ['textDocument/documentSymbol', { textDocument: null }, /'textDocument'/],
  ['workspace/symbol', { query: 5 }, /'query'/],
  ['callHierarchy/incomingCalls', {}, /'item'/],
  ['segplan/importRunning', { files: 'core.cfg' }, /'files'/],
  ['segplan/question', { uri, position: null }, /'position'/],
  ['textDocument/references', at(0, 0), /'context'/],
  ['workspace/diagnostic', { previousResultIds: [{ uri: null, value: 'x' }] }, /'previousResultIds'/],
  ['segplan/generate', { uri, target: 5 }, /'target'/],
  ['segplan/generate', { uri, phases: 'late' }, /'phases'/],
  ['segplan/map', { uri, phases: null }, /'phases'/],
  ['segplan/outline', { products: ['veeam-vmware'], sites: -1 }, /'sites'/],
  ['segplan/overview', { uri: [] }, /'uri'/],
];

describe('a request of another shape than the protocol gives it', () => {
  for (const [method, params, says] of WRONG)
    it(`is answered with what is wrong with it: ${method} ${JSON.stringify(params)}`, () => {
      assert.match(wrongShape(method, params) ?? '', says);
      assert.equal(new Refusals().of({ id: 1, method, params })?.code, -32602);
    });

  it('is told from those that editors send, and from notifications and answers', () => {
    assert.equal(wrongShape('textDocument/hover', at(0, 3)), undefined);
    assert.equal(wrongShape('textDocument/formatting', { textDocument, options: { tabSize: 2, insertSpaces: true } }), undefined);
    assert.equal(wrongShape('shutdown', undefined), undefined);
    assert.equal(wrongShape('segplan/generate', { uri }), undefined);
    assert.equal(wrongShape('segplan/generate', { uri, target: 'nftables', phases: ['late'] }), undefined);
    assert.equal(new Refusals().of({ method: 'textDocument/didOpen', params: null }), undefined);
    assert.equal(new Refusals().of({ id: 1 }), undefined);
  });

  const folders = { added: [{ uri: 'file:///plans', name: 'plans' }], removed: [] };
  const NOTIFIED: readonly (readonly [method: string, params: unknown, says: RegExp | undefined])[] = [
    ['textDocument/didOpen', null, /have to be an object/],
    ['textDocument/didOpen', { textDocument: { uri, version: 1, text: 7 } }, /'textDocument'/],
    ['textDocument/didOpen', { textDocument: { uri: 5, version: 1, text: PLAN } }, /'textDocument'/],
    ['textDocument/didOpen', { textDocument: { uri, languageId: 'segplan', version: 0, text: '' } }, undefined],
    ['textDocument/didChange', { textDocument, contentChanges: null }, /'contentChanges'/],
    ['textDocument/didChange', { textDocument, contentChanges: [{ text: 5 }] }, /'contentChanges'/],
    [
      'textDocument/didChange',
      { textDocument, contentChanges: [{ text: '', range: { start: {}, end: {} } }] },
      /'contentChanges'/,
    ],
    ['textDocument/didChange', { textDocument, contentChanges: [{ text: PLAN }] }, undefined],
    ['textDocument/didClose', {}, /'textDocument'/],
    ['workspace/didChangeWatchedFiles', { changes: 'x' }, /'changes'/],
    ['workspace/didChangeWatchedFiles', { changes: [{ uri, type: 77 }] }, /'changes'/],
    ['workspace/didChangeWatchedFiles', { changes: [{ uri, type: 3 }] }, undefined],
    ['workspace/didChangeConfiguration', { settings: null }, undefined],
    ['workspace/didChangeWorkspaceFolders', { event: folders }, undefined],
    ['workspace/didChangeWorkspaceFolders', { event: { ...folders, removed: undefined } }, /'event'/],
    ['a notification that nobody knows', null, undefined],
  ];

  it('as a notification is left out, and those that editors send are not', () => {
    for (const [method, params, says] of NOTIFIED)
      if (says) assert.match(wrongNotification(method, params) ?? '', says);
      else assert.equal(wrongNotification(method, params), undefined, method);
  });

  it('as a notification is told in one line, and nothing comes of it', async () => {
    const client = await TestClient.start();
    try {
      let told = '';
      client.process.stderr!.on('data', (bytes: Buffer) => {
        told += bytes;
      });
      const wrong = NOTIFIED.filter(([, , says]) => says);
      for (const [method, params] of wrong) await client.connection.sendNotification(method, params as object);
      assert.deepEqual(await client.open(uri, PLAN), []);
      const lines = told.trim().split('\n');
      assert.equal(lines.length, wrong.length, told);
      for (const line of lines) assert.match(line, /^A notification was left out\. .*\.$/);
    } finally {
      client.process.kill();
    }
  });

  it('leaves the server at work, as does a second handshake', async () => {
    const client = await TestClient.start();
    try {
      for (const [method, params, says] of WRONG.slice(1, 9))
        await assert.rejects(client.connection.sendRequest(method, params as object), says);
      await assert.rejects(
        client.connection.sendRequest('initialize', { processId: null, rootUri: null, capabilities: {} }),
        /has been initialized already/,
      );
      assert.deepEqual(await client.open(uri, PLAN), []);
    } finally {
      client.process.kill();
    }
  });

  it('may be of the right one and say what is not: that is told, and no file is looked for', async () => {
    const client = await TestClient.start();
    const ask = (method: string, params: object): Promise<unknown> =>
      client.connection.sendRequest(method, params).catch(({ code, message }) => [code, message]);
    try {
      assert.deepEqual(await ask('textDocument/implementation', at(0, 0)), null);
      assert.deepEqual(await ask('textDocument/declaration', at(0, 0)), null);
      const [code, message] = (await ask('segplan/outline', { products: ['__proto__'] })) as [number, string];
      assert.deepEqual([code, message.slice(0, 33)], [-32602, "There is no product '__proto__'; "]);
      assert.deepEqual(await ask('segplan/importInventory', { name: 'a.csv', content: '%' }), [
        -32602,
        'What a.csv holds has to be in Base64.',
      ]);
    } finally {
      client.process.kill();
    }
  });
});
