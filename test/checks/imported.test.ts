import assert from 'node:assert/strict';
import { diagnose } from '../support/language.ts';

describe('what is wrong in a file that a plan imports', () => {
  const shared = 'zone a { subnet 10.0.0.0/24 component vbr : veeam.backup-server at 10.0.0.1 { version = 99 } }\n';
  const codes = async (text: string, others?: Record<string, string>) =>
    (await diagnose(text, others)).map((d) => d.code).filter((code) => code === 'unknown-version');

  it('is found there, and not once more in the plan', async () => {
    assert.deepEqual(await codes(`use veeam 13\n${shared}`), ['unknown-version']);
    assert.deepEqual(await codes('import "./shared.segplan"\nuse veeam 13\n', { 'shared.segplan': shared }), []);
  });
});
