import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { buildCli, bundle, folderWith, type Run, removeFolders, segplan } from './segplan.ts';

const PLAN = `zone a { subnet 10.1.0.0/24 component x at 10.1.0.1 }
zone b { subnet 10.2.0.0/24 component y at 10.2.0.1 }
`;

/** A repository that somebody else has made may name programs in its configuration. None of them may run because plans are compared. */
describe('segplan diff in a repository of somebody else', () => {
  if (process.platform === 'win32') return;
  let top = '';
  let marker = '';
  let program = '';
  const git = (folder: string, ...args: string[]): void => {
    const identity = ['-c', 'user.name=T', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false'];
    execFileSync('git', [...identity, ...args], { cwd: folder, stdio: 'ignore' });
  };
  const compare = (folder = top): Run => segplan(['diff', 'HEAD:./plan.segplan', 'plan.segplan'], folder);
  const assertCompared = (run: Run): void => {
    assert.deepEqual([run.code, run.stderr], [0, '']);
    assert.match(run.stdout, /^\+ x -> y : tcp 81/m);
  };

  before(buildCli);
  beforeEach(() => {
    top = folderWith({ 'shared.segplan': PLAN, 'plan.segplan': 'import "./shared.segplan"\n' });
    marker = join(top, 'marker');
    program = join(top, 'program.sh');
    writeFileSync(program, `#!/bin/sh\necho "$0 $*" >> '${marker}'\nexit 1\n`);
    chmodSync(program, 0o755);
    git(top, 'init', '--quiet');
    git(top, 'add', 'plan.segplan', 'shared.segplan');
    git(top, 'commit', '--quiet', '-m', 'one');
    writeFileSync(join(top, 'plan.segplan'), 'import "./shared.segplan"\nallow x -> y : tcp 81\n');
  });
  after(removeFolders);

  const CONFIGURED: Readonly<Record<string, (run: string) => string>> = {
    'a monitor of files': (run) => `[core]\n\tfsmonitor = ${run}\n`,
    'a folder of hooks': (run) => `[core]\n\thooksPath = ${join(run, '../hooks')}\n`,
    'a pager': (run) => `[core]\n\tpager = ${run}\n[pager]\n\trev-parse = ${run}\n\tcat-file = ${run}\n`,
    'an editor': (run) => `[core]\n\teditor = ${run}\n[sequence]\n\teditor = ${run}\n`,
    'an alias for each command': (run) => `[alias]\n\trev-parse = !${run}\n\tcat-file = !${run}\n`,
    'filters and a text conversion': (run) =>
      `[filter "x"]\n\tsmudge = ${run}\n\tclean = ${run}\n\tprocess = ${run}\n[diff "x"]\n\ttextconv = ${run}\n\tcommand = ${run}\n[core]\n\tattributesFile = ${join(run, '../all')}\n`,
    'an external comparison': (run) => `[diff]\n\texternal = ${run}\n`,
    'helpers for passwords': (run) => `[credential]\n\thelper = ${run}\n[core]\n\taskPass = ${run}\n`,
    'another file of configuration': (run) => `[include]\n\tpath = ${join(run, '../included')}\n`,
  };
  for (const [what, configuration] of Object.entries(CONFIGURED))
    it(`runs nothing that it names: ${what}`, () => {
      writeFileSync(join(top, 'all'), '* filter=x diff=x\n');
      writeFileSync(join(top, '.gitattributes'), '* filter=x diff=x\n');
      writeFileSync(join(top, 'included'), `[core]\n\tfsmonitor = ${program}\n[alias]\n\tcat-file = !${program}\n`);
      mkdirSync(join(top, 'hooks'));
      for (const hook of ['post-index-change', 'reference-transaction', 'post-checkout', 'fsmonitor-watchman']) {
        writeFileSync(join(top, 'hooks', hook), `#!/bin/sh\necho hook >> '${marker}'\n`);
        chmodSync(join(top, 'hooks', hook), 0o755);
      }
      appendFileSync(join(top, '.git/config'), configuration(program));
      assertCompared(compare());
      assert.equal(existsSync(marker), false);
    });

  for (const url of ['ssh://host/x', 'ext::sh -c "touch marker"', 'git://127.0.0.1:1/x', '/nowhere', 'x::y'])
    it(`fetches nothing for a partial clone: ${url.split(':')[0]}`, () => {
      const id = execFileSync('git', ['rev-parse', 'HEAD:plan.segplan'], { cwd: top, encoding: 'utf8' }).trim();
      rmSync(join(top, '.git/objects', id.slice(0, 2), id.slice(2)), { force: true });
      appendFileSync(
        join(top, '.git/config'),
        `[core]\n\trepositoryformatversion = 1\n\tsshCommand = ${program}\n\tgitProxy = ${program}\n[extensions]\n\tpartialClone = origin\n` +
          `[remote "origin"]\n\turl = ${url.replaceAll('"', '\\"')}\n\tpromisor = true\n\tpartialclonefilter = blob:none\n\tuploadpack = ${program}\n` +
          '[protocol]\n\tallow = always\n[protocol "ext"]\n\tallow = always\n[protocol "ssh"]\n\tallow = always\n',
      );
      const { code, stderr } = compare();
      assert.equal(code, 2);
      assert.match(
        stderr,
        /^segplan: HEAD:\.\/plan\.segplan: this clone is partial and lacks .*'git fetch --refetch --no-filter'/,
      );
      assert.equal(existsSync(marker), false);
    });

  it('reads the repository that it stands in, whatever folder that calls its own', () => {
    const other = folderWith({ 'plan.segplan': 'zone other { }\n' });
    git(other, 'init', '--quiet');
    git(other, 'add', '.');
    git(other, 'commit', '--quiet', '-m', 'one');
    for (const folder of ['/nowhere', other]) {
      git(top, 'config', 'core.worktree', folder);
      assertCompared(compare());
    }
  });

  it('tells of a shallow clone that it lacks older commits, and how to get them', () => {
    git(top, 'add', '.');
    git(top, 'commit', '--quiet', '-m', 'two');
    const clones = folderWith({});
    git(clones, 'clone', '--quiet', '--depth', '1', `file://${top}`, 'shallow');
    const { code, stderr } = segplan(['diff', 'HEAD~1:./plan.segplan', 'plan.segplan'], join(clones, 'shallow'));
    assert.equal(code, 2);
    assert.match(
      stderr,
      /^segplan: HEAD~1:\.\/plan\.segplan: git knows no such file or revision; this clone is shallow .*git fetch --unshallow.*\.\n$/,
    );
  });

  it('reads what a commit has, whatever the repository puts in its place', () => {
    const named = (revision: string): string =>
      execFileSync('git', ['rev-parse', revision], { cwd: top, encoding: 'utf8' }).trim();
    git(top, 'add', '.');
    git(top, 'commit', '--quiet', '-m', 'two');
    git(top, 'replace', named('HEAD~1:plan.segplan'), named('HEAD:plan.segplan'));
    writeFileSync(join(top, '.git/info/grafts'), `${named('HEAD')}\n`);
    assertCompared(segplan(['diff', 'HEAD~1:./plan.segplan', 'plan.segplan'], top));
  });

  it('takes git from the search path, and none that lies in the repository', () => {
    const own = join(top, 'git');
    writeFileSync(own, `#!/bin/sh\ntouch '${marker}'\n`);
    chmodSync(own, 0o755);
    const { status, stdout } = spawnSync(process.execPath, [bundle, 'diff', 'HEAD:./plan.segplan', 'plan.segplan'], {
      cwd: top,
      encoding: 'utf8',
      env: { ...process.env, PATH: ['', '.', process.env.PATH].join(delimiter) },
    });
    assert.equal(status, 0);
    assert.match(stdout, /tcp 81/);
    assert.equal(existsSync(marker), false);
  });

  it('takes no revision for an option', () => {
    const { code } = segplan(['diff', `--upload-pack=${program}:./plan.segplan`, 'plan.segplan'], top);
    assert.equal(code, 2);
    assert.equal(segplan(['diff', '--', `--exec=${program}:./plan.segplan`, 'plan.segplan'], top).code, 2);
    assert.equal(existsSync(marker), false);
  });

  it('reads nothing outside of the repository for what a committed plan imports', () => {
    const inner = join(top, 'inner');
    mkdirSync(inner);
    writeFileSync(
      join(inner, 'plan.segplan'),
      'import "../outside.segplan"\nimport "../../outside.segplan"\nallow x -> y : tcp 1\n',
    );
    writeFileSync(join(top, 'outside.segplan'), PLAN);
    git(inner, 'init', '--quiet');
    git(inner, 'add', '.');
    git(inner, 'commit', '--quiet', '-m', 'one');
    const { code, stderr } = segplan(['diff', 'HEAD:./plan.segplan', 'HEAD:./plan.segplan'], inner);
    assert.equal(code, 2);
    assert.match(stderr, /line 1: '\.\.\/outside\.segplan' can't be imported: it lies outside of the repository/);
  });
});
