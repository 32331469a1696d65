import assert from 'node:assert/strict';
import { existsSync, globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('what is said of the house', () => {
  it('names files and folders that are there', () => {
    const named = [...read('CONTRIBUTING.md').matchAll(/`([\w.-]+\/[\w./-]*)`/g)].map((m) => m[1]!);
    assert.ok(named.length > 30, 'CONTRIBUTING.md names its places in another way');
    assert.deepEqual(
      named.filter((path) => !existsSync(join(root, path))),
      [],
    );
  });

  it('names helpers of tests that are there', () => {
    const [, names = ''] = /one helper in `test\/support\/editor\.ts` \(([^)]*)\)/.exec(read('CONTRIBUTING.md')) ?? [];
    const helpers = [...names.matchAll(/`(\w+)`/g)].map((m) => m[1]!);
    assert.ok(helpers.length > 5);
    for (const helper of helpers)
      assert.match(read('test/support/editor.ts'), new RegExp(`^export (async )?function ${helper}\\(`, 'm'));
  });

  it('leads to no address that nobody of this project owns', () => {
    const kinds = '*.{json,md,mjs,ts,yml,yaml}';
    const folders = '{api,cli,client,docs,examples,language,mcp,scripts,server,syntaxes}';
    const files = globSync([kinds, `${folders}/**/${kinds}`], { cwd: root, exclude: (name) => name === 'generated' });
    assert.ok(files.length > 300);
    assert.deepEqual(
      files.filter((path) => /github\.com\/segplan|segplan\.(?:com|dev|io|org)\b/.test(read(path))),
      [],
    );
    const manifest = JSON.parse(read('package.json'));
    assert.deepEqual(
      ['homepage', 'repository', 'bugs'].filter((key) => key in manifest),
      [],
    );
  });

  it('runs every folder of tests', () => {
    const folders = readdirSync(join(root, 'test'), { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .filter((name) => readdirSync(join(root, 'test', name)).some((file) => file.endsWith('.test.ts')));
    assert.ok(folders.length > 10);
    // Oracles are installed for a run of their own: npm run test:oracles.
    const run = [...read('scripts/test.mjs').matchAll(/'test\/(?:\{([^}]*)\}|(\w+))\//g)].flatMap((m) =>
      (m[1] ?? m[2]!).split(','),
    );
    assert.deepEqual(
      folders.filter((name) => name !== 'oracles' && !run.includes(name)),
      [],
    );
  });
});
