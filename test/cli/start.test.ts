import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  globSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { enableCompileCache } from 'node:module';
import { basename, join } from 'node:path';
import * as zlib from 'node:zlib';
import { thoroughly } from '../support/chance.ts';
import { buildCli, bundle, folderWith, removeFolders } from './segplan.ts';

const PLAN = 'zone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.1.0.0/24 }\nallow a -> b : tcp 443 "web"\n';

/** Checks a plan with the caches of its user in a folder. */
function check(folder: string, environment: Record<string, string>, cwd = process.cwd()): { code: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, 'check', join(folder, 'plan.segplan')], {
    cwd,
    encoding: 'utf8',
    timeout: 60_000,
    env: { PATH: process.env.PATH, HOME: folder, LOCALAPPDATA: folder, ...environment },
  });
  return { code: status, text: stdout + stderr };
}

describe('the start of the command line', () => {
  before(buildCli);
  after(removeFolders);

  it('keeps what was compiled in a folder of the user, and says the same with it', function () {
    if (!enableCompileCache) this.skip();
    const folder = folderWith({ 'plan.segplan': PLAN });
    const cache = join(folder, 'cache');
    const [first, second] = [check(folder, { XDG_CACHE_HOME: cache }), check(folder, { XDG_CACHE_HOME: cache })];
    assert.equal(first.code, 0, first.text);
    assert.deepEqual(second, first);
    assert.ok(globSync('**/segplan/**', { cwd: folder }).some((path) => !path.endsWith('segplan')));
  });

  it('runs nothing of what was kept once it is spoiled, and keeps it anew', function () {
    if (!('crc32' in zlib)) this.skip();
    const folder = folderWith({ 'plan.segplan': PLAN });
    const environment = { XDG_CACHE_HOME: join(folder, 'cache') };
    const first = check(folder, environment);
    const [kept, ...others] = globSync('**/check-*.compiled', { cwd: folder }).map((path) => join(folder, path));
    assert.deepEqual(others, []);
    const whole = readFileSync(kept!);
    // All of it, so that whatever ran of it would fail.
    writeFileSync(kept!, Buffer.concat([whole.subarray(0, 100), Buffer.alloc(whole.length - 100, 0x55)]));
    assert.deepEqual(check(folder, environment), first);
    assert.equal(readFileSync(kept!).subarray(100, 200).equals(Buffer.alloc(100, 0x55)), false);
    writeFileSync(kept!, whole.subarray(0, 10));
    assert.deepEqual(check(folder, environment), first);
    assert.ok(statSync(kept!).size > 1_000_000);
  });

  thoroughly('keeps what a command runs, and nothing of a word that is no command', function () {
    if (!('crc32' in zlib)) this.skip();
    const folder = folderWith({});
    const environment = { ...process.env, HOME: folder, LOCALAPPDATA: folder, XDG_CACHE_HOME: join(folder, 'cache') };
    for (const argument of ['--version', 'chekc']) spawnSync(process.execPath, [bundle, argument], { env: environment });
    const names = globSync('**/*.compiled', { cwd: folder }).map((path) => basename(path).split('-')[0]);
    assert.deepEqual(names, ['other']);
  });

  thoroughly('takes away what no start has needed for a month, of versions that are gone', function () {
    // Elsewhere the folder has other names.
    if (!('crc32' in zlib) || ['win32', 'darwin'].includes(process.platform)) this.skip();
    const folder = folderWith({
      'plan.segplan': PLAN,
      'cache/segplan/check-1-2.compiled': '',
      'cache/segplan/check-3-4.compiled': '',
      'cache/segplan/check-5-6.compiled.7': '',
      'cache/segplan/notes.txt': '',
    });
    const daysAgo = (days: number) => Date.now() / 1000 - days * 24 * 60 * 60;
    const cache = join(folder, 'cache');
    for (const [name, days] of [
      ['check-1-2.compiled', 40],
      ['check-3-4.compiled', 20],
      ['check-5-6.compiled.7', 40],
      ['notes.txt', 40],
    ] as const)
      utimesSync(join(cache, 'segplan', name), daysAgo(days), daysAgo(days));
    assert.equal(check(folder, { XDG_CACHE_HOME: cache, LOCALAPPDATA: cache }).code, 0);
    const left = globSync('**/{check-[135]-*,notes.txt}', { cwd: folder }).map((path) => basename(path));
    assert.deepEqual(left.sort(), ['check-3-4.compiled', 'notes.txt']);
  });

  it('keeps nothing where the user wants nothing kept', () => {
    const folder = folderWith({ 'plan.segplan': PLAN });
    assert.equal(check(folder, { XDG_CACHE_HOME: join(folder, 'cache'), NODE_DISABLE_COMPILE_CACHE: '1' }).code, 0);
    assert.deepEqual(readdirSync(folder), ['plan.segplan']);
  });

  it('takes no compiled code from the working folder, which may be somebody else’s', () => {
    const folder = folderWith({ 'plan.segplan': PLAN, 'home/x': '' });
    const environment = { HOME: join(folder, 'home'), XDG_CACHE_HOME: '.', LOCALAPPDATA: '.' };
    assert.equal(check(folder, environment, folder).code, 0);
    assert.deepEqual(readdirSync(folder).sort(), ['home', 'plan.segplan']);
    const before = readdirSync(join(folder, 'home')).sort();
    for (const home of ['', '.', 'home']) {
      const nowhere = { HOME: home, USERPROFILE: home, XDG_CACHE_HOME: '', LOCALAPPDATA: '' };
      assert.equal(check(folder, nowhere, folder).code, 0);
      assert.deepEqual(readdirSync(folder).sort(), ['home', 'plan.segplan'], `HOME=${home}`);
      assert.deepEqual(readdirSync(join(folder, 'home')).sort(), [...before], `HOME=${home}`);
    }
  });

  it('works where nothing can be kept', () => {
    const folder = folderWith({ 'plan.segplan': PLAN, file: '' });
    const { code, text } = check(folder, { XDG_CACHE_HOME: join(folder, 'file'), LOCALAPPDATA: join(folder, 'file') });
    assert.equal(code, 0, text);
    assert.ok(!existsSync(join(folder, 'file', 'segplan')));
  });

  thoroughly('keeps nothing in a folder that others can write to, and ends where a system has none', function () {
    if (!enableCompileCache || process.platform === 'win32') this.skip();
    const folder = folderWith({ 'plan.segplan': PLAN });
    const cache =
      process.platform === 'darwin' ? join(folder, 'Library', 'Caches', 'segplan') : join(folder, '.cache', 'segplan');
    mkdirSync(cache, { recursive: true });
    chmodSync(cache, 0o777);
    assert.equal(check(folder, {}).code, 0);
    assert.deepEqual(readdirSync(cache), []);
    chmodSync(cache, 0o700);
    assert.equal(check(folder, {}).code, 0);
    assert.notEqual(readdirSync(cache).length, 0);
    if (existsSync('/proc')) assert.equal(check(folder, { HOME: '/proc' }).code, 0);
  });
});
