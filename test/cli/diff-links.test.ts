import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openWorkspace } from '../../api/main.ts';
import { buildCli, folderWith, reading, removeFolders, segplan } from './segplan.ts';

const ZONES = `zone a { subnet 10.1.0.0/24 component x at 10.1.0.1 }
zone b { subnet 10.2.0.0/24 component y at 10.2.0.1 }
`;

describe('segplan diff with what a commit has under the name of a plan', () => {
  if (process.platform === 'win32') return;
  let top = '';
  const LINKS: Readonly<Record<string, string>> = {
    'plans/link.segplan': 'x.segplan',
    'plans/second.segplan': './link.segplan',
    'up/over.segplan': '../plans/x.segplan',
    folder: 'plans',
    'plans/zones.segplan': 'shared.segplan',
    'plans/outside.segplan': '../../out.segplan',
    'plans/absolute.segplan': '/etc/x.segplan',
    'plans/circle.segplan': 'circle.segplan',
    'plans/nowhere.segplan': 'missing.segplan',
    'plans/secret.segplan': '../secret.txt',
    'plans/above.segplan': '../top.segplan',
  };
  const run = (older: string, newer = 'now.segplan', folder = top) => segplan(['diff', older, newer], folder);

  before(() => {
    buildCli();
    top = folderWith({
      'plans/shared.segplan': ZONES,
      'plans/x.segplan': 'import "./shared.segplan"\nallow x -> y : tcp 80\n',
      'importing.segplan': 'import "./folder/zones.segplan"\nallow x -> y : tcp 80\n',
      'secret.txt': 'password: hunter2\n',
      'top.segplan': ZONES,
    });
    writeFileSync(join(top, 'wide.segplan'), Buffer.from(`\ufeff${ZONES}`, 'utf16le'));
    writeFileSync(join(top, 'imports-wide.segplan'), 'import "./wide.segplan"\n');
    mkdirSync(join(top, 'empty'));
    writeFileSync(join(top, 'empty/notes.txt'), 'notes\n');
    for (const [name, target] of Object.entries(LINKS)) {
      mkdirSync(dirname(join(top, name)), { recursive: true });
      symlinkSync(target, join(top, name));
    }
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], { cwd: top, stdio: 'ignore' });
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '-m', 'one');
    // What a link of the commit leads to is that of the commit, and none of the disk.
    writeFileSync(join(top, 'plans/x.segplan'), `import "./shared.segplan"\nallow x -> y : tcp 4444\n`);
    rmSync(join(top, 'plans/nowhere.segplan'));
    writeFileSync(join(top, 'plans/missing.segplan'), ZONES);
    writeFileSync(join(top, 'now.segplan'), `${ZONES}allow x -> y : tcp 81\n`);
  });
  after(removeFolders);

  for (const name of [
    'plans/link.segplan',
    'plans/second.segplan',
    'folder/x.segplan',
    'folder/second.segplan',
    './plans/link.segplan',
  ])
    it(`follows links within the commit: ${name}`, () => {
      const { code, stdout, stderr } = run(`HEAD:${name}`);
      assert.deepEqual([code, stderr], [0, '']);
      assert.deepEqual(
        stdout.split('\n').filter((line) => /^[+-] /.test(line)),
        ['+ x -> y : tcp 81', '- x -> y : tcp 80'],
      );
    });

  it('follows the link that a committed plan imports', () => {
    const { code, stdout, stderr } = run('HEAD:importing.segplan');
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /^- x -> y : tcp 80$/m);
  });

  it('says why it can not read what a committed plan imports', () => {
    assert.match(
      run('HEAD:imports-wide.segplan').stderr,
      /^segplan: HEAD:imports-wide\.segplan line 1: .*'\.\/wide\.segplan' can't be imported: it is in UTF-16, .*save it as UTF-8/,
    );
  });

  it('looks for imports where the link stands, as on the disk', () => {
    assert.match(run('HEAD:up/over.segplan').stderr, /^segplan: HEAD:up\/over\.segplan line 1: .*shared\.segplan/);
  });

  const WRONG: [name: string, message: RegExp][] = [
    ['HEAD:plans/outside.segplan', /outside\.segplan is a link that leads out of the repository; name a \.segplan file/],
    ['HEAD:plans/absolute.segplan', /absolute\.segplan is a link that leads out of the repository/],
    ['HEAD:plans/circle.segplan', /circle\.segplan is a link that leads in a circle/],
    ['HEAD:plans/nowhere.segplan', /nowhere\.segplan is a link to what that revision does not have/],
    ['HEAD:plans/secret.segplan', /secret\.segplan is a link to a file that is no \.segplan file/],
    ['HEAD:plans', /HEAD:plans is a folder; name one of the \.segplan files in it, such as HEAD:plans\/shared\.segplan\.$/m],
    ['HEAD:./plans/', /HEAD:\.\/plans\/ is a folder; name one .* such as HEAD:\.\/plans\/shared\.segplan\.$/m],
    ['HEAD:folder', /HEAD:folder is a folder; name one .* such as HEAD:folder\/shared\.segplan\.$/m],
    ['HEAD:empty', /HEAD:empty is a folder; name a \.segplan file of that revision\.$/m],
    ['HEAD:', /HEAD: is a revision; name the plan in it as well: HEAD:\.\/now\.segplan\.$/m],
    ['HEAD:../x.segplan', /HEAD:\.\.\/x\.segplan lies outside of the repository/],
    [
      ':./plans/x.segplan',
      /:\.\/plans\/x\.segplan is a name in git's index, which is not read; .*: HEAD:\.\/plans\/x\.segplan\.$/m,
    ],
    [':0:now.segplan', /git's index, .*: HEAD:now\.segplan\.$/m],
    [':(top)now.segplan', /git's index/],
    ['HEAD:plans/*.segplan', /no such file in that revision/],
    ['nowhere:', /nowhere: does not exist/],
  ];
  for (const [name, message] of WRONG)
    it(`says in one line what ${name} is, and what to name instead`, () => {
      for (const [older, newer] of [
        [name, 'now.segplan'],
        ['now.segplan', name],
      ] as const) {
        const { code, stdout, stderr } = run(older, newer);
        assert.deepEqual([code, stdout], [2, '']);
        assert.match(stderr, /^segplan: [^\n]+\n$/);
        assert.match(stderr, message);
        assert.doesNotMatch(stderr, /hunter2/);
      }
    });

  it('names in a revision the plan that it is held against, where that has a name', () => {
    const since = segplan(['generate', 'plans/x.segplan', '--target', 'csv', '--since', 'HEAD'], top);
    assert.match(since.stderr, /^segplan: HEAD is a revision; name the plan in it as well: HEAD:\.\/plans\/x\.segplan\.\n$/);
    assert.match(reading(ZONES, ['diff', 'HEAD', '-'], top).stderr, /: HEAD:\.\/plan\.segplan\.\n$/);
  });

  it('reads revisions whose names have a colon in braces', () => {
    assert.match(run('HEAD^{/on}:now.segplan').stderr, /no such file in that revision/);
    assert.equal(run('HEAD^{/o:?n}:top.segplan', 'top.segplan').code, 0);
  });

  it('reads nothing outside of the folder of a bounded workspace, by no link of a commit', async () => {
    const plans = openWorkspace({ folder: join(top, 'plans'), bounded: true });
    await assert.rejects(plans.diff('HEAD:./above.segplan', 'x.segplan'), /lies outside of the folder that is worked in/);
    assert.equal((await plans.diff('HEAD:./link.segplan', 'x.segplan')).summary.opened, 1);
  });
});
