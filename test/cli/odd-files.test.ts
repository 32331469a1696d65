import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeOddFiles, ODD_FILES } from '../support/odd-files.ts';
import { buildCli, folderWith, planWith, removeFolders, segplan } from './segplan.ts';

const RULE = 'allow vbr -> repo : tcp 6162, 2500-3300';

describe('segplan on what is no file to read', () => {
  if (process.platform === 'win32') return;
  let folder = '';
  before(() => {
    buildCli();
    folder = folderWith(
      Object.fromEntries(Object.keys(ODD_FILES).map((name) => [`imports-${name}`, planWith(RULE, `import "./${name}"`)])),
    );
    makeOddFiles(folder);
  });
  after(removeFolders);

  for (const [name, message] of Object.entries(ODD_FILES)) {
    it(`does not read it as a plan: ${name}`, () => {
      for (const args of [
        ['check', name],
        ['generate', name, '--target', 'csv'],
        ['diff', name, name],
      ]) {
        const { code, stdout, stderr } = segplan(args, folder);
        assert.deepEqual([code, stdout], [2, ''], args.join(' '));
        assert.match(stderr, /^segplan: [^\n]+; name [^\n]+\n$/);
        assert.match(stderr, message);
      }
    });

    it(`does not read it as an import, and says so there: ${name}`, () => {
      const { code, stdout, stderr } = segplan(['check', `imports-${name}`], folder);
      assert.match(stdout, /error unknown-import: .* can't be imported: it/);
      assert.match(stdout, message);
      assert.match(stdout, /1 file checked: 1 error, 0 warnings\n$/);
      assert.deepEqual([code, stderr], [1, '']);
    });
  }

  it('leaves pipes, devices and links to other files out of the plans of a folder, and checks the others', () => {
    rmSync(join(folder, 'large.segplan'));
    const { code, stdout } = segplan(['check', '.', '--format', 'json'], folder);
    const files: { file: string }[] = JSON.parse(stdout).files;
    assert.deepEqual(
      files.map(({ file }) => file),
      Object.keys(ODD_FILES)
        .map((name) => `imports-${name}`)
        .sort(),
    );
    assert.equal(code, 1);
  });
});
