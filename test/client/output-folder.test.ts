import assert from 'node:assert/strict';
import type { Uri } from 'vscode';
import { URI } from 'vscode-uri';
import { assertNoLinks, outputFolder } from '../../client/features/generate/output-folder.ts';

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

  it('is no link and behind no link, wherever in its path', async () => {
    const [FOLDER, LINK] = [2, 64];
    const types: Readonly<Record<string, number>> = {
      '/plans': FOLDER | LINK,
      '/plans/rules': FOLDER,
      '/plans/rules/v1': FOLDER,
      '/plans/linked': FOLDER | LINK,
      '/plans/rules/linked': FOLDER | LINK,
      '/plans/nowhere': LINK,
    };
    const stat = async ({ path }: Uri) => {
      if (!(path in types)) throw new Error('not there');
      return { type: types[path] } as never;
    };
    // The workspace folder itself may be a link: somebody opened it.
    for (const setting of ['', 'rules', 'rules/v1', 'rules/new/folder', 'new']) await assertNoLinks({ stat }, BASE, setting);
    for (const setting of ['linked', './linked/', 'linked/below', 'rules\\linked', 'rules/linked/a/b', 'nowhere', 'nowhere/x'])
      await assert.rejects(
        assertNoLinks({ stat }, BASE, setting),
        /is a link, which may lead out of the workspace folder/,
        setting,
      );
  });
});
