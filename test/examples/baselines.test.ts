import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { baselines, examplesFolder } from '../support/baselines.ts';

describe('examples and what is expected of them', () => {
  it('have the diagnostics, the format and the rule sets that are kept beside them (npm run baselines updates them)', async () => {
    for (const { path, text } of await baselines()) {
      const file = join(examplesFolder, path);
      assert.ok(existsSync(file), `${path} is missing`);
      assert.equal(readFileSync(file, 'utf8'), text, path);
    }
  });

  it('are clean, but for those with faults', async () => {
    for (const { path, text } of await baselines())
      if (path.endsWith('diagnostics.txt')) assert.equal(text === '', !path.startsWith('faulty'), path);
  });
});
