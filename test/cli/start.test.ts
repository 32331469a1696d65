import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, globSync, readdirSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { buildCli, bundle, folderWith, removeFolders } from './segplan.ts';

const PLAN = 'zone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.1.0.0/24 }\nallow a -> b : tcp 443 "web"\n';

/** Checks a plan with the caches of its user in a folder. */
function check(folder: string, environment: Record<string, string>, cwd = process.cwd()): { code: number | null; text: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundle, 'check', join(folder, 'plan.segplan')], {
    cwd,
    encoding: 'utf8',
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
  });

  it('works where nothing can be kept', () => {
    const folder = folderWith({ 'plan.segplan': PLAN, file: '' });
    const { code, text } = check(folder, { XDG_CACHE_HOME: join(folder, 'file'), LOCALAPPDATA: join(folder, 'file') });
    assert.equal(code, 0, text);
    assert.ok(!existsSync(join(folder, 'file', 'segplan')));
  });
});
