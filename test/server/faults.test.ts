import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { failing } from '../support/faults.ts';
import { TestClient } from './client.ts';
import { PLAN } from './plans.ts';

describe('the server, where it fails itself', () => {
  const folder = mkdtempSync(join(tmpdir(), 'segplan-'));
  after(() => rmSync(folder, { recursive: true }));

  for (const [part, what] of [
    ['check', "The check 'any-endpoint'"],
    ['analysis', 'The analysis'],
    ['linking', 'Linking the names'],
  ] as const)
    it(`says so at the top of the file, and makes no rule set of it: ${what}`, async () => {
      const preload = join(folder, `${part}.cjs`);
      writeFileSync(preload, failing(part));
      const client = await TestClient.start({ nodeArguments: ['--require', preload] });
      try {
        const uri = 'file:///plans/plan.segplan';
        const [first] = await client.open(uri, PLAN);
        assert.deepEqual([first?.code, first?.severity, first?.range.start], ['internal-error', 1, { line: 0, character: 0 }]);
        assert.ok(String(first?.message).startsWith(`${what} failed on this file (Maximum call stack size exceeded)`));
        assert.match(String(first?.message), /Leaving out the statement.*tell whoever gave you Segplan/);
        assert.match(String(first?.codeDescription?.href), /internal-error\.md$/);
        const result = await client.connection.sendRequest<{ errors?: { message: string }[] }>('segplan/generate', {
          uri,
          target: 'nftables',
        });
        assert.ok(result.errors?.some(({ message }) => message.startsWith(what)));
      } finally {
        client.process.kill();
      }
    });
});
