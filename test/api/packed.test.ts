import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { globSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCli, root } from '../cli/segplan.ts';
import { thoroughly } from '../support/chance.ts';
import { installPacked } from '../support/packed.ts';

describe('the package for npm', () => {
  let folder: string;
  before(() => {
    buildCli();
    folder = installPacked();
  });

  it('brings the command line and needs no other package', () => {
    assert.deepEqual(
      readdirSync(join(folder, 'node_modules')).filter((name) => !name.startsWith('.')),
      ['segplan'],
    );
    const { status, stdout } = spawnSync(join(folder, 'node_modules/.bin/segplan'), ['--version'], {
      encoding: 'utf8',
      shell: process.platform === 'win32',
    });
    assert.deepEqual([status, stdout.trim()], [0, JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version]);
  });

  it('holds nothing that only the development or the editor needs', () => {
    const files = globSync('**/*', { cwd: join(folder, 'node_modules/segplan') });
    assert.deepEqual(
      files.filter((file) => /\.(ts|mjs|map|segplan)$|^(test|scripts|language|client)\b/.test(file)),
      [],
    );
  });

  thoroughly('does what its page says, block by block, and is typed', () => {
    const page = readFileSync(join(root, 'docs/api.md'), 'utf8');
    const code = [...page.matchAll(/^```ts\n([\s\S]*?)^```/gm)].map((m) => m[1]!);
    const said = [...page.matchAll(/^```text\n([\s\S]*?)^```/gm)].map((m) => m[1]!);
    assert.ok(code.length > 5 && code.length === said.length);
    writeFileSync(join(folder, 'page.ts'), code.join('\n'));
    symlinkSync(join(root, 'node_modules/@types'), join(folder, 'node_modules/@types'), 'junction');
    const options = { strict: true, module: 'NodeNext', target: 'ES2022', noEmit: true, types: ['node'] };
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['page.ts'] }));
    const tsc = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' });
    assert.equal(tsc.stdout + tsc.stderr, '');
    assert.equal(execFileSync(process.execPath, [join(folder, 'page.ts')], { cwd: folder, encoding: 'utf8' }), said.join(''));
  });
});
