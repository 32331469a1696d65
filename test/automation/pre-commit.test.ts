import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readFileSync, symlinkSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { buildCli, bundle, folderWith, planWith, removeFolders, root } from '../cli/segplan.ts';

interface Hook {
  id: string;
  name: string;
  entry: string;
  language: string;
  files: string;
  args?: string[];
  pass_filenames?: boolean;
}

const hooks: Hook[] = parse(readFileSync(join(root, '.pre-commit-hooks.yaml'), 'utf8'));
const GOOD = 'allow vbr -> repo : tcp 6162, 2500-3300';

describe('the hooks of pre-commit', () => {
  before(buildCli);
  after(removeFolders);

  /** Runs a hook as pre-commit does: a script by its path, a command from the path, from the top of the repository. */
  function run(
    { entry, language, args = [] }: Hook,
    folder: string,
    given?: string[],
  ): { status: number | null; stdout: string } {
    const [command, ...rest] = entry.split(' ');
    const tools = folderWith({ x: '' });
    if (process.platform !== 'win32') symlinkSync(bundle, join(tools, 'segplan'));
    const PATH = [tools, dirname(process.execPath), process.env.PATH].join(delimiter);
    const program = language === 'script' ? join(root, command!) : command!;
    return spawnSync(program, [...rest, ...(given ?? args)], { cwd: folder, encoding: 'utf8', env: { ...process.env, PATH } });
  }

  for (const hook of hooks.filter(({ id }) => id.startsWith('segplan-check')))
    it(`${hook.id}: lets clean plans pass, and stops others with their findings`, function () {
      if (process.platform === 'win32') this.skip();
      if (hook.language === 'script') accessSync(join(root, hook.entry.split(' ')[0]!), constants.X_OK);
      assert.ok(new RegExp(hook.files).test('plans/a.segplan') && !new RegExp(hook.files).test('a.segplan.md'));
      assert.equal(hook.pass_filenames, false);
      // A part without rules is no plan of its own.
      const parts = {
        'zones.segplan': planWith(),
        'main.segplan': `import "./zones.segplan"\nuse vault 13\n${GOOD}\nallow vbr -> repo : tcp 22 during deployment\n`,
      };
      const good = run(hook, folderWith(parts));
      assert.equal(good.status, 0, good.stdout);
      const bad = run(hook, folderWith({ ...parts, 'sub/bad.segplan': planWith() }));
      assert.equal(bad.status, 1);
      assert.match(bad.stdout, /sub\/bad\.segplan:\d+:\d+: error missing-flow/);
      const one = run(hook, folderWith({ 'a/good.segplan': planWith(GOOD), 'b/bad.segplan': planWith() }), [
        'a',
        '--phase=deployment',
      ]);
      assert.match(one.stdout, /a\/good\.segplan/);
      assert.doesNotMatch(one.stdout, /bad/);
      if (hook.language === 'script') {
        const all = run(hook, folderWith(parts), ['--phase', 'deployment']);
        assert.deepEqual([all.status, all.stdout], [0, '2 files checked: 0 errors, 0 warnings\n']);
      }
    });

  for (const hook of hooks.filter(({ id }) => id.startsWith('segplan-format')))
    it(`${hook.id}: lays out the files of a commit, and no others`, function () {
      if (process.platform === 'win32') this.skip();
      // pre-commit names the files, unless a hook says otherwise.
      assert.equal(hook.pass_filenames, undefined);
      const folder = folderWith({ 'a.segplan': 'zone  a external\n', 'b.segplan': 'zone  b external\n' });
      const { status, stdout } = run(hook, folder, ['a.segplan']);
      assert.deepEqual([status, stdout], [0, 'formatted: a.segplan\n1 file: 1 formatted\n']);
      assert.equal(readFileSync(join(folder, 'a.segplan'), 'utf8'), 'zone a external\n');
      assert.equal(readFileSync(join(folder, 'b.segplan'), 'utf8'), 'zone  b external\n');
    });
});
