import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { buildCli, FIRST_RULE, folderWith, planWith, removeFolders, root, segplan } from './segplan.ts';

const OLD = planWith('allow vbr -> repo : tcp 6162, 2500-3300', 'allow vbr -> repo : ssh during deployment');
const NEW = planWith('allow vbr -> repo : tcp 2500-3300, 4444', 'allow vbr -> repo : ssh until 2999-12-31');
const isDiff = new Ajv({ strict: true, allErrors: true, allowUnionTypes: true }).compile(
  JSON.parse(readFileSync(join(root, 'cli/diff.schema.json'), 'utf8')),
);

interface Report {
  readonly summary: unknown;
  readonly opened: readonly { readonly services: string; readonly unneeded: string | null; readonly openedBy: unknown[] }[];
  readonly closed: readonly {
    readonly services: string;
    readonly permittedBy: unknown[];
    readonly lost: readonly { readonly from: string; readonly to: string; readonly sources: readonly { file: string }[] }[];
  }[];
}

describe('segplan diff', () => {
  let folder = '';
  before(() => {
    buildCli();
    folder = folderWith({
      'old.segplan': OLD,
      'new.segplan': NEW,
      'broken.segplan': `${OLD}\nallow vbr -> \n`,
      'unknown.segplan': OLD.replace('allow vbr', 'allow vbx'),
      'lacking.segplan': planWith(),
    });
  });
  after(removeFolders);

  const run = (...args: string[]) => segplan(['diff', ...args], folder);

  it('says of the example on its page what that shows', () => {
    const [, shown] = /```text\n(old\.segplan -> new\.segplan: [\s\S]*?)```/.exec(
      readFileSync(join(root, 'docs/diff.md'), 'utf8'),
    )!;
    const before = readFileSync(join(root, 'examples/segmented-veeam.segplan'), 'utf8');
    // The three edits that the page names, with a day that the test outlives.
    const edits: readonly (readonly [RegExp, string])[] = [
      [/(component one .*) at 10\.10\.0\.11$/m, '$1 at 10.10.0.13'],
      [/^allow proxy -> esxi .*\n/m, ''],
      [/^(allow vbr -> repo : ssh) during deployment/m, '$1 until 2999-12-31'],
    ];
    const after = edits.reduce((text, [from, to]) => text.replace(from, to), before);
    const place = folderWith({ 'old.segplan': before, 'new.segplan': after });
    const { code, stdout } = segplan(['diff', 'old.segplan', 'new.segplan'], place);
    assert.deepEqual([code, stdout], [0, shown!.replaceAll('2026-12-31', '2999-12-31')]);
  });

  it('says what opens and closes, by which rule, what for, and what is lost', () => {
    const { code, stdout, stderr } = run('old.segplan', 'new.segplan');
    assert.deepEqual([code, stderr], [0, '']);
    assert.match(stdout, /^old\.segplan -> new\.segplan: 2 flows open, 2 close, \d required flows? (is|are) lost\n\nOpens:\n/);
    assert.ok(
      stdout.includes(
        `+ vbr -> repo : tcp 4444\n    opened by new.segplan:${FIRST_RULE}\n      allow vbr -> repo : tcp 2500-3300, 4444\n    needed by nothing`,
      ),
      stdout,
    );
    assert.match(stdout, /\+ vbr -> repo : tcp 22 \(until 2999-12-31, no change during the phase deployment\)\n/);
    const closed = stdout.slice(stdout.indexOf('Closes:'));
    assert.ok(closed.includes(`- vbr -> repo : tcp 6162\n    was permitted by old.segplan:${FIRST_RULE}\n`), closed);
    assert.match(closed, /required, and no longer permitted: vbr -> repo on tcp 6162: \S/);
    assert.match(closed, /source: Port guide \(vault-ports\.pdf\)/);
  });

  it('has nothing to say of the same plan, nor of what no packet notices', () => {
    const { code, stdout } = run('old.segplan', 'old.segplan', '--exit-code');
    assert.deepEqual([code, stdout], [0, 'old.segplan -> old.segplan: no difference in what is permitted\n']);
    writeFileSync(
      join(folder, 'moved.segplan'),
      OLD.replace(
        'allow vbr -> repo : tcp 6162, 2500-3300',
        '// x\nallow vbr -> repo : tcp 2500-3300\nallow vbr -> repo : tcp 6162',
      ),
    );
    assert.equal(run('old.segplan', 'moved.segplan', '--exit-code').code, 0);
  });

  it('ends with 1 for a difference only when it is asked to', () => {
    assert.equal(run('old.segplan', 'new.segplan').code, 0);
    assert.equal(run('old.segplan', 'new.segplan', '--exit-code').code, 1);
    assert.equal(run('lacking.segplan', 'lacking.segplan').code, 0, 'what a plan lacks is no obstacle');
  });

  it('keeps the published shape of its JSON', () => {
    const report = JSON.parse(run('old.segplan', 'new.segplan', '--format', 'json').stdout) as Report;
    assert.ok(isDiff(report), JSON.stringify(isDiff.errors));
    const words = /(\d) flows open, (\d) close, (\d) required/
      .exec(run('old.segplan', 'new.segplan').stdout)!
      .slice(1)
      .map(Number);
    assert.deepEqual(words.slice(0, 2), [2, 2]);
    assert.deepEqual(report.summary, { opened: words[0], closed: words[1], lost: words[2] });
    const added = report.opened.find((o) => o.services === 'tcp 4444')!;
    assert.equal(added.unneeded, 'tcp 4444');
    assert.deepEqual(added.openedBy, [
      { file: 'new.segplan', line: FIRST_RULE, text: 'allow vbr -> repo : tcp 2500-3300, 4444', phase: null, until: null },
    ]);
    const gone = report.closed.find((c) => c.services === 'tcp 6162')!;
    assert.equal(gone.permittedBy.length, 1);
    assert.ok(gone.lost.some((l) => l.from === 'vbr' && l.to === 'repo' && l.sources[0]!.file === 'vault-ports.pdf'));
  });

  it('has no empty end in its JSON: all host names are *', () => {
    writeFileSync(join(folder, 'named.segplan'), planWith('allow any -> "s.example.com" : tcp 4444'));
    const report = JSON.parse(run('lacking.segplan', 'named.segplan', '--format', 'json').stdout) as {
      opened: { services: string; parts: { from: string[]; to: string[] }[] }[];
    };
    const parts = report.opened.find((o) => o.services === 'tcp 4444')!.parts;
    assert.deepEqual(parts.map((p) => p.from.join()).sort(), ['*', '0.0.0.0/0', '::/0']);
  });

  it('writes a change request in Markdown, where text of a plan stays text', () => {
    writeFileSync(
      join(folder, 'hostile.segplan'),
      planWith('allow vbr -> repo : tcp 4444 "<script>alert(1)</script> | [x](http://evil) "'),
    );
    const { code, stdout } = run('lacking.segplan', 'hostile.segplan', '--format', 'markdown');
    assert.equal(code, 0);
    const row = stdout.split('\n').find((line) => line.startsWith('| vbr | repo |'));
    assert.match(row ?? '', /^\| vbr \| repo \| tcp 4444 \| permanent \| /);
    assert.doesNotMatch(stdout, /<script>|\]\(http/);
    assert.match(stdout, /\n## Closes\n\nNothing\.\n/);
  });

  it('switches phases on for both plans', () => {
    const { stdout } = run('old.segplan', 'new.segplan', '--phase', 'deployment');
    assert.match(stdout, /- vbr -> repo : tcp 22 \(after 2999-12-31\)\n/);
    assert.doesNotMatch(stdout, /\+ vbr -> repo : tcp 22/);
    assert.match(run('old.segplan', 'new.segplan', '--phase', 'deploiment').stderr, /warning: .*'deploiment'/);
  });

  const WRONG: [args: string[], message: RegExp][] = [
    [['old.segplan'], /new/],
    [['old.segplan', 'missing.segplan'], /missing\.segplan does not exist/],
    [['broken.segplan', 'new.segplan'], /broken\.segplan line \d+: .*segplan check/],
    [['old.segplan', 'unknown.segplan'], /unknown\.segplan line 12: .*'vbx'.*segplan check/],
    [['old.segplan', 'new.segplan', '--format', 'csv'], /csv.*text, json, markdown/],
    [['HEAD:./old.segplan', 'new.segplan'], /no git repository/],
    [['--exit-code=x', 'old.segplan', 'new.segplan'], /--exit-code/],
  ];
  for (const [args, message] of WRONG)
    it(`has one line and exit code 2 for ${args.join(' ')}`, () => {
      const { code, stdout, stderr } = run(...args);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^segplan: [^\n]+\n$/);
      assert.match(stderr, message);
    });
});

describe('segplan diff with revisions of git', () => {
  const zones = (port: number): string =>
    `zone a { subnet 10.1.0.0/24 component x at 10.1.0.1 }\nzone b { subnet 10.2.0.0/24 component y at 10.2.0.1 }\nservice app = tcp ${port}\n`;
  const plan = 'import "../shared/zones.segplan"\nallow x -> y : app\n';
  let top = '';
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', '-c', 'commit.gpgsign=false', ...args], {
      cwd: top,
      encoding: 'utf8',
    });

  before(() => {
    buildCli();
    top = folderWith({ 'shared/zones.segplan': zones(80), 'site 1/plan.segplan': plan });
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '-m', 'one');
    // Only what the plan imports changes, and is committed; then the plan itself in the working tree.
    writeFileSync(join(top, 'shared/zones.segplan'), zones(81));
    git('commit', '--quiet', '-am', 'two');
    writeFileSync(join(top, 'site 1/plan.segplan'), `${plan}allow y -> x : tcp 9\n`);
  });
  after(removeFolders);

  const flows = (older: string, newer: string, folder = join(top, 'site 1')): string[] => {
    const { code, stdout, stderr } = segplan(['diff', older, newer], folder);
    assert.deepEqual([code, stderr], [0, '']);
    return stdout.split('\n').filter((line) => /^[+-] /.test(line));
  };

  it('compares the working tree with a commit, from here and from the top', () => {
    assert.deepEqual(flows('HEAD:./plan.segplan', 'plan.segplan'), ['+ y -> x : tcp 9']);
    assert.deepEqual(flows('HEAD:site 1/plan.segplan', 'site 1/plan.segplan', top), ['+ y -> x : tcp 9']);
  });

  it('takes imports from the same commit', () => {
    assert.deepEqual(flows('HEAD~1:./plan.segplan', 'HEAD:./plan.segplan'), ['+ x -> y : tcp 81', '- x -> y : tcp 80']);
    assert.deepEqual(flows('HEAD~1:./plan.segplan', 'plan.segplan'), [
      '+ x -> y : tcp 81',
      '+ y -> x : tcp 9',
      '- x -> y : tcp 80',
    ]);
  });

  const WRONG: [name: string, message: RegExp][] = [
    ['HEAD', /HEAD is a revision; name the plan in it as well: HEAD:\.\/plan\.segplan/],
    ['HEAD:plan.segplan', /no such file in that revision.*\.\//],
    ['HEAD:./gone.segplan', /no such file in that revision/],
    ['nowhere:./plan.segplan', /git knows no such/],
    ['--output=x:./plan.segplan', /--output/],
  ];
  for (const [name, message] of WRONG)
    it(`has one line and exit code 2 for ${name}`, () => {
      const { code, stdout, stderr } = segplan(['diff', name, 'plan.segplan'], join(top, 'site 1'));
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^segplan: [^\n]+\n$/);
      assert.match(stderr, message);
    });

  it('says of a repository without commits that it has none, and of what is in a submodule where to ask', () => {
    const fresh = folderWith({ 'plan.segplan': plan.replace(/^import.*\n/m, '') });
    const run = (folder: string, name: string): string => {
      const { code, stderr } = segplan(['diff', name, name.replace(/^.*?:(\.\/)?/, '')], folder);
      assert.equal(code, 2);
      return stderr;
    };
    const inside = (folder: string, ...args: string[]): void => {
      execFileSync('git', ['-c', 'user.name=x', '-c', 'user.email=x@example.com', ...args], { cwd: folder });
    };
    inside(fresh, 'init', '--quiet');
    assert.match(
      run(fresh, 'HEAD:./plan.segplan'),
      /HEAD:\.\/plan\.segplan: this repository has no commits yet; commit the plan first/,
    );
    const outer = folderWith({ 'own/plan.segplan': 'import "../shared/zones.segplan"\nallow x -> y : tcp 1\n' });
    inside(outer, 'init', '--quiet');
    inside(outer, '-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', top, 'shared');
    inside(outer, 'add', '.');
    inside(outer, 'commit', '--quiet', '-m', 'one');
    assert.match(
      run(outer, 'HEAD:./shared/site 1/plan.segplan'),
      /site 1\/plan\.segplan lies in a submodule, which is a repository of its own; run the command in that folder/,
    );
    assert.match(
      run(outer, 'HEAD:./own/plan.segplan'),
      /'\.\.\/shared\/zones\.segplan' can't be imported: it lies in a submodule, which is a repository of its own/,
    );
  });
});
