import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { someOf } from '../support/chance.ts';
import { numbers } from '../support/numbers.ts';
import { TestClient } from './client.ts';
import { PLAN } from './plans.ts';

const bundle = join(fileURLToPath(new URL('../..', import.meta.url)), 'dist/server.cjs');

function frame(message: object): string {
  const body = JSON.stringify({ jsonrpc: '2.0', ...message });
  return `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

describe('the server on its standard input', () => {
  const GARBAGE: Readonly<Record<string, string>> = {
    'a length that is no number': 'Content-Length: abc\r\n\r\n{}',
    'a negative length': 'Content-Length: -5\r\n\r\n',
    'a length of petabytes': 'Content-Length: 9999999999999999\r\n\r\n',
    'no length': 'Content-Type: text/plain\r\n\r\nhello',
    'nothing that is a header': `${'x'.repeat(100_000)}\r\n\r\n`,
    'a length that is too short': `Content-Length: 20\r\n\r\n${JSON.stringify({ jsonrpc: '2.0', method: 'nothing/much' })}`,
    'no JSON': 'Content-Length: 3\r\n\r\n{no',
    'null for a message': 'Content-Length: 4\r\n\r\nnull',
  };
  for (const [title, garbage] of someOf(Object.entries(GARBAGE), 4))
    it(`still answers after ${title}`, async () => {
      const client = await TestClient.start();
      try {
        const answer = client.answerTo('after');
        client.process.stdin!.write(garbage);
        client.process.stdin!.write(frame({ id: 'after', method: 'segplan/targets' }));
        assert.ok(Array.isArray((await answer).result));
        assert.deepEqual(await client.open('file:///plans/plan.segplan', PLAN), []);
      } finally {
        client.process.kill();
      }
    });

  describe('before the handshake', () => {
    let server: ChildProcess;
    let output = '';
    beforeEach(() => {
      output = '';
      server = spawn(process.execPath, [bundle, '--stdio'], { stdio: 'pipe' });
      server.stdout!.on('data', (data) => {
        output += data;
      });
    });
    afterEach(() => {
      server.kill();
    });
    async function says(wanted: RegExp): Promise<void> {
      while (!wanted.test(output)) await once(server.stdout!, 'data');
    }

    it('answers requests with ServerNotInitialized, and then shakes hands', async () => {
      for (const [id, method] of [
        [1, 'textDocument/hover'],
        ['two', 'segplan/generate'],
        [3, 'shutdown'],
      ] as const)
        server.stdin!.write(frame({ id, method, params: {} }));
      server.stdin!.write(frame({ method: 'textDocument/didOpen', params: {} }));
      for (const id of ['1', '"two"', '3']) await says(new RegExp(`"id":${id},"error":\\{"code":-32002,`));
      server.stdin!.write(frame({ id: 4, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } }));
      await says(/"id":4,"result":\{"capabilities"/);
      server.stdin!.write(frame({ method: 'initialized', params: {} }));
      server.stdin!.write(frame({ id: 5, method: 'segplan/targets' }));
      await says(/"id":5,"result":\[/);
    });

    it('reads messages that come in pieces, wherever they are cut', async () => {
      const number = numbers(7);
      const many = Array.from({ length: 40 }, (_, n) => n);
      // An editor that can nothing is asked for nothing: an answer of its own would stand in the middle of a piece.
      const messages = [
        { id: 4, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } },
        { method: 'initialized', params: {} },
        ...many.map((n) => ({ id: `é${n}`, method: 'segplan/phases', params: { uri: `x${n}` } })),
      ];
      const bytes = Buffer.from(messages.map(frame).join(''));
      for (let at = 0; at < bytes.length; ) {
        const next = at + 1 + number(60);
        server.stdin!.write(bytes.subarray(at, next));
        await new Promise(setImmediate);
        at = next;
      }
      for (const n of many) await says(new RegExp(`"id":"é${n}","error":\\{"code":-32602,`));
    });

    it('handles nothing any more once it was asked to shut down, and says so', async () => {
      server.stdin!.write(frame({ id: 4, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } }));
      server.stdin!.write(frame({ method: 'initialized', params: {} }));
      server.stdin!.write(frame({ id: 5, method: 'shutdown' }));
      await says(/"id":5,"result":null/);
      const [uri, text] = ['file:///late.segplan', `${'// long\n'.repeat(20_000)}allow nobody -> nothing : tcp 1\n`];
      server.stdin!.write(
        frame({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'segplan', version: 1, text } } }),
      );
      const late: [id: number, method: string, params?: object][] = [
        [6, 'segplan/targets'],
        [7, 'textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 0 } }],
        [8, 'initialize', { processId: null, rootUri: null, capabilities: {} }],
        [9, 'shutdown'],
        [10, 'segplan/diff', { uri, text, name: 'long' }],
      ];
      for (const [id, method, params] of late) server.stdin!.write(frame({ id, method, params }));
      for (const [id] of late) await says(new RegExp(`"id":${id},"error":\\{"code":-32600,`));
      assert.doesNotMatch(output, /publishDiagnostics/);
      const ended = once(server, 'exit');
      server.stdin!.write(frame({ method: 'exit' }));
      assert.equal((await ended)[0], 0);
    });

    it('ends when it is told to, or its input ends', async () => {
      const ended = once(server, 'exit');
      server.stdin!.write(frame({ method: 'exit' }));
      assert.equal((await ended)[0], 1);
      const other = spawn(process.execPath, [bundle, '--stdio'], { stdio: 'pipe' });
      const otherEnded = once(other, 'exit');
      other.stdin!.end();
      assert.equal((await otherEnded)[0], 1);
    });

    it('ends with an editor that is gone, without complaint', async () => {
      let complaints = '';
      server.stderr!.on('data', (data) => {
        complaints += data;
      });
      server.stdin!.write(frame({ id: 4, method: 'initialize', params: { processId: null, rootUri: null, capabilities: {} } }));
      await says(/"id":4/);
      const ended = once(server, 'exit');
      server.stdout!.destroy();
      server.stdin!.write(frame({ method: 'initialized', params: {} }) + frame({ id: 6, method: 'segplan/targets' }));
      server.stdin!.end();
      await ended;
      assert.doesNotMatch(complaints, /EPIPE|Unexpected error/);
    });
  });
});
