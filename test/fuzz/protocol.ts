import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { TestClient } from '../server/client.ts';
import { numbers } from '../support/numbers.ts';
import { anyText } from './texts.ts';

/** A server that takes longer for an answer hangs; a slow machine that does other things as well takes a tenth of it. */
const MOST_MILLISECONDS = 20_000;

/** JSON-RPC's own code for a server that failed. */
const INTERNAL = -32603;

type Position = { line: number; character: number };

/** What an editor asks, with the parameters of a place. */
const REQUESTS: readonly [method: string, more: (at: Position) => object][] = [
  ['textDocument/hover', (position) => ({ position })],
  ['textDocument/completion', (position) => ({ position })],
  ['textDocument/definition', (position) => ({ position })],
  ['textDocument/references', (position) => ({ position, context: { includeDeclaration: true } })],
  ['textDocument/documentHighlight', (position) => ({ position })],
  ['textDocument/prepareRename', (position) => ({ position })],
  ['textDocument/documentSymbol', () => ({})],
  ['textDocument/foldingRange', () => ({})],
  ['textDocument/semanticTokens/full', () => ({})],
  ['textDocument/documentLink', () => ({})],
  ['textDocument/formatting', () => ({ options: { tabSize: 2, insertSpaces: true } })],
  ['textDocument/codeAction', (start) => ({ range: { start, end: start }, context: { diagnostics: [] } })],
];

/**
 * A session of a seed with a real server: documents come, change and go, and everything is asked, at places that may not exist.
 * @param goesOn whether one more step is to follow so many
 * @returns how many steps there were
 */
export async function sessionOf(seed: number, from: readonly string[], goesOn: (steps: number) => boolean): Promise<number> {
  const number = numbers(seed);
  const client = await TestClient.start();
  let steps = 0;
  const failed: string[] = [];
  const pending = new Set<Promise<void>>();
  const ask = (method: string, params: object): void => {
    let isAnswered = false;
    const answer = client.connection.sendRequest(method, params).then(
      () => {
        isAnswered = true;
      },
      (error: { code?: number; message: string }) => {
        isAnswered = true;
        if (error.code === INTERNAL) failed.push(`${method} ${JSON.stringify(params)}: ${error.message}`);
      },
    );
    const late = wait(MOST_MILLISECONDS, undefined, { ref: false }).then(() => {
      if (!isAnswered) failed.push(`no answer to ${method} ${JSON.stringify(params)}`);
    });
    const each = Promise.race([answer, late]).finally(() => pending.delete(each));
    pending.add(each);
  };
  try {
    const open = new Map<string, string>();
    while (goesOn(steps) && !failed.length) {
      steps++;
      const uri = `file:///plans/${['one', 'two', 'plan'][number(3)]}.segplan`;
      const text = open.get(uri);
      if (text === undefined) {
        const fresh = anyText(seed * 100_000 + steps, from);
        void client.open(uri, fresh);
        open.set(uri, fresh);
      } else if (number(20) === 0) {
        client.close(uri);
        open.delete(uri);
      } else if (number(2)) {
        const fresh = anyText(seed * 100_000 + steps, from);
        client.change(uri, [{ text: fresh }]);
        open.set(uri, fresh);
      } else {
        const [method, more] = REQUESTS[number(REQUESTS.length)]!;
        const lines = text.split('\n');
        const line = number(lines.length + 1);
        ask(method, { textDocument: { uri }, ...more({ line, character: number((lines[line] ?? '').length + 2) }) });
        if (number(6) === 0) ask('segplan/generate', { uri, target: 'nftables' });
      }
      if (number(4) === 0) await Promise.all(pending);
    }
    await Promise.all(pending);
    for (const [uri] of open)
      for (const { code, message } of await client.settledDiagnostics(uri))
        assert.notEqual(code, 'internal-error', String(message));
    assert.deepEqual(failed, [], `seed ${seed}, step ${steps}`);
    assert.equal(client.process.exitCode, null, `seed ${seed}: the server ended at step ${steps}`);
    return steps;
  } finally {
    client.process.kill();
  }
}
