import assert from 'node:assert/strict';
import type { Uri } from 'vscode';
import { URI } from 'vscode-uri';
import { outputFolder } from '../../client/features/generate/output-folder.ts';

const BASE = URI.parse('memory:/plans') as unknown as Uri;

describe('the output folder', () => {
  it('lies below the workspace folder', () => {
    assert.equal(outputFolder(BASE, 'out').path, '/plans/out');
    assert.equal(outputFolder(BASE, './rules/v1/').path, '/plans/rules/v1');
    assert.equal(outputFolder(BASE, '').path, '/plans');
    assert.equal(outputFolder(URI.parse('memory:/') as unknown as Uri, 'out').path, '/out');
  });

  it('never lies elsewhere, whatever the settings of a workspace say', () => {
    for (const setting of ['..', '../x', 'a/../../x', 'a\\..\\..\\x', '/etc', '\\\\host\\share', 'C:\\x', 'c:x'])
      assert.throws(() => outputFolder(BASE, setting), /segplan\.output\.folder/, setting);
  });
});
