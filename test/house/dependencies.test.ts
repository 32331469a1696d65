import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const json = <Shape = Record<string, Record<string, string>>>(path: string): Shape => JSON.parse(read(path)) as Shape;

/** The packages that a table of the page names, with what stands beside them. */
function listed(title: string): Map<string, string> {
  const [, section = ''] = new RegExp(`\n## ${title}\n([\\s\\S]*?)(?=\n## |$)`).exec(read('docs/dependencies.md')) ?? [];
  return new Map([...section.matchAll(/^\| `([^`]+)` +\| (.+?) +\|$/gm)].map(([, name, why]) => [name!, why!]));
}

describe('what Segplan depends on', () => {
  const manifest = json<{
    dependencies?: object;
    devDependencies: Record<string, string>;
    allowScripts: Record<string, boolean>;
    scripts: Record<string, string>;
  }>('package.json');
  const lock = json<{
    packages: Record<
      string,
      {
        version: string;
        hasInstallScript?: boolean;
        integrity?: string;
        resolved?: string;
        inBundle?: boolean;
        optional?: boolean;
        os?: string[];
      }
    >;
  }>('package-lock.json');

  it('has a reason in the list, and one version', () => {
    const all = new Map([...listed('Bundled'), ...listed('For the development')]);
    assert.deepEqual([...all.keys()].sort(), Object.keys(manifest.devDependencies).sort());
    for (const [name, why] of all) assert.ok(why.length > 10, name);
    for (const path of ['package.json', 'test/vscode/package.json', 'test/oracles/package.json']) {
      const { dependencies = {}, devDependencies = {} } = json(path);
      for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
        assert.match(version, /^\d+\.\d+\.\d+(?:-[\w.]+)?$/, `${path}: ${name}`);
    }
    for (const [name, version] of Object.entries(manifest.devDependencies))
      assert.equal(lock.packages[`node_modules/${name}`]?.version, version, name);
  });

  it('comes from one registry, with a hash', () => {
    for (const [path, { integrity, resolved, inBundle, optional, os }] of Object.entries(lock.packages)) {
      // What lies in the archive of another one has its hash; not every registry tells that of a program for one system.
      if (!path || inBundle || (optional && os)) continue;
      assert.match(integrity ?? '', /^sha512-/, path);
      // An address that is left out is that of the registry.
      assert.match(resolved ?? 'https://registry.npmjs.org/', /^https:\/\/registry\.npmjs\.org\//, path);
    }
  });

  it('runs scripts of no package but those that are named', () => {
    const named = listed('Scripts at installation');
    const having = Object.entries(lock.packages).filter(([, each]) => each.hasInstallScript);
    assert.deepEqual([...named.keys()].sort(), having.map(([path]) => path.replace(/^.*node_modules\//, '')).sort());
    const running = [...named].filter(([, what]) => what.startsWith('Runs:')).map(([name]) => name);
    assert.deepEqual(Object.keys(manifest.allowScripts).sort(), running.sort());
  });

  it('needs no package where it is installed', () => {
    assert.equal(manifest.dependencies, undefined);
    for (const script of ['preinstall', 'install', 'postinstall', 'prepare', 'vscode:uninstall'])
      assert.ok(!(script in manifest.scripts), script);
    const bundles = ['cli.cjs', 'cli.main.cjs'];
    if (!bundles.every((name) => existsSync(join(root, 'dist', name)))) return;
    // Nothing beside them, and nothing above them.
    const folder = mkdtempSync(join(tmpdir(), 'segplan-alone-'));
    try {
      for (const name of bundles) copyFileSync(join(root, 'dist', name), join(folder, name));
      writeFileSync(join(folder, 'plan.segplan'), 'zone a { subnet 10.0.0.0/24 }\n');
      const stdout = execFileSync(process.execPath, ['cli.cjs', 'check', 'plan.segplan'], { cwd: folder, encoding: 'utf8' });
      assert.match(stdout, /1 file checked/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('has a bill of materials with everything that is bundled, and its licenses', function () {
    const [bill, notices] = ['dist/sbom.cdx.json', 'dist/THIRD-PARTY-NOTICES.txt'];
    // Written by each build, which is where this test has something to look at.
    if (!existsSync(join(root, bill)) || statSync(join(root, bill)).mtimeMs < statSync(join(root, 'esbuild.mjs')).mtimeMs)
      return this.skip();
    const { bomFormat, components } = json<{
      bomFormat: string;
      components: { name: string; version: string; purl: string; licenses: object[]; hashes: { content: string }[] }[];
    }>(bill);
    assert.equal(bomFormat, 'CycloneDX');
    const names = components.map(({ name }) => name);
    for (const name of listed('Bundled').keys()) assert.ok(names.includes(name), `${name} is called bundled and is not`);
    for (const name of listed('For the development').keys()) assert.ok(!names.includes(name), `${name} is bundled`);
    for (const { name, version, purl, licenses, hashes } of components) {
      assert.equal(purl, `pkg:npm/${name.replace('@', '%40')}@${version}`);
      assert.equal(licenses.length, 1, name);
      assert.match(hashes[0]!.content, /^[0-9a-f]{128}$/, name);
      // The name, and behind it a text and not the next name.
      assert.match(
        read(notices),
        new RegExp(`^${name.replaceAll('.', '\\.')} ${version.replaceAll('.', '\\.')} \\([^\n]+\\)\n\n.{20}`, 'ms'),
      );
    }
    for (const path of ['dist/sbom.cdx.json', 'dist/THIRD-PARTY-NOTICES.txt', 'docs/checks/*.md'])
      assert.ok(read('.vscodeignore').split('\n').includes(`!${path}`), path);
  });
});
