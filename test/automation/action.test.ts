import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { parse } from 'yaml';
import { buildCli, folderWith, planWith, removeFolders, root } from '../cli/segplan.ts';
import { someOf, thoroughly } from '../support/chance.ts';
import { FakeGitHub } from './github.ts';

const GOOD = 'allow vbr -> repo : tcp 6162, 2500-3300';
const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
const [step] = action.runs.steps;

/** A checkout of a pull request: what its base has, and what it has itself. */
function checkout(before: Record<string, string>, now: Record<string, string | undefined>): { folder: string; base: string } {
  const folder = folderWith(before);
  const git = (...args: string[]): string =>
    execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: folder, encoding: 'utf8' }).trim();
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '--allow-empty', '-m', 'base');
  const base = git('rev-parse', 'HEAD');
  for (const [name, text] of Object.entries(now)) {
    if (text === undefined) rmSync(join(folder, name));
    else writeFileSync(join(folder, name), text);
  }
  git('add', '.');
  git('commit', '-q', '--allow-empty', '-m', 'request');
  return { folder, base };
}

interface Ran {
  readonly code: number | null;
  readonly log: string;
  readonly outputs: string;
  readonly summary: string;
}

describe('the GitHub Action', () => {
  const github = new FakeGitHub();
  let api: string;
  /** What V8 compiled of the program is kept from one start to the next, as on a machine that somebody works on. */
  let cache: string;
  before(async () => {
    buildCli();
    cache = folderWith({});
    api = await github.start();
  });
  beforeEach(() => {
    github.comments.length = 0;
    github.asked.length = 0;
    github.refusals.clear();
    github.user = undefined;
  });
  after(() => {
    github.stop();
    removeFolders();
  });

  /** Runs what action.yml says, as the runner does: its line in a shell, its inputs in variables. */
  async function run({ folder, base }: { folder: string; base: string }, inputs: Record<string, string> = {}): Promise<Ran> {
    const files = folderWith({
      'event.json': JSON.stringify({ pull_request: { number: 7, base: { sha: base } } }),
      output: '',
      summary: '',
    });
    const given = Object.fromEntries(
      Object.entries(step.env as Record<string, string>).map(([name, value]) => {
        const input = /^\$\{\{ inputs\.([\w-]+) \}\}$/.exec(value)![1]!;
        const preset = action.inputs[input].default;
        return [name, inputs[input] ?? (preset === '${{ github.token }}' ? 'secret' : preset)];
      }),
    );
    const child = spawn('bash', ['-e', '-c', step.run], {
      cwd: folder,
      env: {
        PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
        HOME: files,
        XDG_CACHE_HOME: cache,
        LOCALAPPDATA: cache,
        GITHUB_ACTION_PATH: root,
        GITHUB_API_URL: api,
        GITHUB_REPOSITORY: 'acme/plans',
        GITHUB_EVENT_PATH: join(files, 'event.json'),
        GITHUB_OUTPUT: join(files, 'output'),
        GITHUB_STEP_SUMMARY: join(files, 'summary'),
        ...given,
      },
    });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (log += data));
    const code = await new Promise<number | null>((done) => child.on('close', done));
    return {
      code,
      log,
      outputs: readFileSync(join(files, 'output'), 'utf8'),
      summary: readFileSync(join(files, 'summary'), 'utf8'),
    };
  }

  it('annotates findings, fails on errors, and says in one comment what opens and closes', async () => {
    const place = checkout(
      { 'plan.segplan': planWith(GOOD) },
      { 'plan.segplan': planWith('allow vbr -> repo : tcp 2500-3300, 8080') },
    );
    const { code, log, outputs, summary } = await run(place);
    assert.equal(code, 1, log);
    assert.match(log, /^::error file=plan\.segplan,line=12,/m);
    assert.match(outputs, /^errors=1\nwarnings=1\nchanged=1\n$/);
    assert.equal(github.comments.length, 1);
    const { body } = github.comments[0]!;
    assert.match(body, /^<!-- .*-->\n## Segplan: what opens and what closes\n\n### plan\.segplan\n/);
    assert.match(body, /#### Opens[\s\S]*tcp 8080[\s\S]*#### Closes[\s\S]*tcp 6162/);
    assert.ok(summary.includes('tcp 8080'));
    assert.deepEqual([...github.tokens], ['Bearer secret']);
    assert.ok(!log.includes('secret'));
    // Nobody who is started from there has it.
    const main = readFileSync(join(root, 'scripts/action/main.mjs'), 'utf8');
    assert.ok(main.indexOf('delete env.SEGPLAN_TOKEN') < main.indexOf('builtCli()'));
  });

  thoroughly('brings its comment up to date, wherever it stands among others, and never one of somebody else', async () => {
    const { folder, base } = checkout(
      { 'plan.segplan': planWith(GOOD) },
      { 'plan.segplan': planWith(GOOD, 'allow vbr -> repo : tcp 8080') },
    );
    await run({ folder, base });
    const [own] = github.comments.splice(0);
    // Somebody begins one in the same way; and there are more than a page of others.
    github.add(own!.body, 'mallory');
    for (let n = 0; n < 130; n++) github.add(`comment ${n}`, 'alice');
    const ours = github.add('', 'github-actions[bot]');
    ours.body = own!.body;
    writeFileSync(join(folder, 'plan.segplan'), planWith(GOOD, 'allow vbr -> repo : tcp 9090'));
    await run({ folder, base });
    assert.equal(github.comments.length, 132);
    assert.match(ours.body, /tcp 9090/);
    assert.doesNotMatch(ours.body, /tcp 8080/);
    assert.equal(github.comments[0]!.body, own!.body);
    // The same once more is not even written.
    github.asked.length = 0;
    await run({ folder, base });
    assert.deepEqual(
      github.asked.filter((each) => !each.startsWith('GET')),
      [],
    );
  });

  it('says nothing where nothing changes, and that it is nothing any more where it had said something', async () => {
    const place = checkout({ 'plan.segplan': planWith(GOOD) }, { 'plan.segplan': planWith(`${GOOD} // a comment`) });
    assert.equal((await run(place)).code, 0);
    assert.equal(github.comments.length, 0);
    github.add('<!-- segplan: what opens and what closes -->\nold');
    await run(place);
    assert.match(github.comments[0]!.body, /Nothing: every plan permits what it did before/);
  });

  thoroughly(
    'says of plans that are new, gone, by another name or named by their whole path what opens and what closes',
    async () => {
      const elsewhere = folderWith({ 'other.segplan': planWith(GOOD) });
      const place = checkout(
        {
          'old.segplan': planWith(GOOD),
          'gone.segplan': 'zone a { subnet 10.1.0.0/24 }\nzone b { subnet 10.2.0.0/24 }\nallow a -> b : tcp 81\n',
        },
        { 'old.segplan': undefined, 'gone.segplan': undefined },
      );
      writeFileSync(join(place.folder, 'moved.segplan'), planWith(GOOD));
      writeFileSync(join(place.folder, 'new.segplan'), planWith(GOOD, 'allow vbr -> repo : tcp 8080'));
      execFileSync('git', ['add', '.'], { cwd: place.folder });
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', 'commit', '-qm', 'more'], { cwd: place.folder });
      writeFileSync(join(place.folder, 'moved.segplan'), planWith(GOOD, 'allow vbr -> repo : tcp 9090'));
      const { code, log, outputs } = await run(place, {
        path: `${place.folder}\r\n${join(place.folder, 'moved.segplan')}\n${join(elsewhere, 'other.segplan')}\n`,
      });
      assert.equal(code, 0, log);
      const { body } = github.comments[0]!;
      const section = (name: string): string => body.split(/^### /m).find((each) => each.split('\n')[0]!.endsWith(name))!;
      assert.match(
        section('moved.segplan'),
        /^This plan was old\.segplan before\.[\s\S]*#### Opens[\s\S]*tcp 9090[\s\S]*#### Closes\n\nNothing/m,
      );
      assert.match(
        section('new.segplan'),
        /^This plan is new\.[\s\S]*from nothing and [\s\S]*#### Opens[\s\S]*tcp 8080[\s\S]*#### Closes\n\nNothing/m,
      );
      assert.match(
        section('gone.segplan'),
        /^This plan is gone\.[\s\S]* and nothing, [\s\S]*#### Opens\n\nNothing[\s\S]*#### Closes[\s\S]*tcp 81/m,
      );
      assert.equal(section('other.segplan'), undefined);
      assert.match(log, /^::notice title=Segplan::No commit of this repository has .*other\.segplan/m);
      assert.match(outputs, /^changed=3$/m);
    },
  );

  thoroughly('runs nothing that the repository names where a clone is partial, and says what is not known', async function () {
    if (process.platform === 'win32') this.skip();
    const { folder, base } = checkout({ 'plan.segplan': planWith(GOOD) }, { 'plan.segplan': planWith(`${GOOD} "x"`) });
    const id = execFileSync('git', ['rev-parse', `${base}:plan.segplan`], { cwd: folder, encoding: 'utf8' }).trim();
    rmSync(join(folder, '.git/objects', id.slice(0, 2), id.slice(2)));
    const settings = {
      'core.repositoryFormatVersion': '1',
      'extensions.partialClone': 'origin',
      'remote.origin.url': 'ssh://host/x',
      'remote.origin.promisor': 'true',
      'core.sshCommand': `touch ${join(folder, 'marker')};false`,
    };
    for (const [name, value] of Object.entries(settings)) execFileSync('git', ['config', name, value], { cwd: folder });
    await run({ folder, base });
    assert.match(github.comments[0]!.body, /this clone is partial and lacks what that file held; 'git fetch/);
    assert.equal(existsSync(join(folder, 'marker')), false);
  });

  it('tells a plan that is new, and one that was no plan before', async () => {
    const place = checkout({ 'broken.segplan': 'zone a {' }, { 'broken.segplan': planWith(GOOD), 'new.segplan': planWith(GOOD) });
    await run(place);
    assert.match(github.comments[0]!.body, /### broken\.segplan\n\n.*line 1[\s\S]*### new\.segplan\n\nThis plan is new\./);
  });

  it('says what closes where the last plan of its path is gone, and fails as the check does', async () => {
    const zones = 'zone a { subnet 10.1.0.0/24 }\nzone b { subnet 10.2.0.0/24 }\nallow a -> b : tcp 81\n';
    const before = { 'plans/gone.segplan': zones, 'kept.txt': '', 'other/plan.segplan': planWith(GOOD) };
    const place = checkout(before, { 'plans/gone.segplan': undefined });
    for (const path of someOf(['plans', './plans/', 'plans/gone.segplan', join(place.folder, 'plans')], 2)) {
      github.comments.length = 0;
      const { code, log, outputs, summary } = await run(place, { path });
      assert.equal(code, 2, log);
      assert.match(log, /^::error title=Segplan::segplan: \S+ (is a folder without \.segplan files|does not exist)/m);
      const { body } = github.comments[0]!;
      assert.match(
        body,
        /Not all plans could be checked\. .*\n\n### plans\/gone\.segplan\n\nThis plan is gone\.[\s\S]*#### Closes[\s\S]*tcp 81/,
      );
      assert.ok(summary.includes('tcp 81'));
      assert.match(outputs, /^changed=1$/m);
    }
    // What other paths have is told all the same.
    writeFileSync(join(place.folder, 'other/plan.segplan'), planWith(GOOD, 'allow vbr -> repo : tcp 8080'));
    await run(place, { path: 'plans\nother' });
    assert.match(github.comments[0]!.body, /### other\/plan\.segplan[\s\S]*tcp 8080[\s\S]*### plans\/gone\.segplan/);
  });

  it('never says that nothing changes of plans that could not be read', async () => {
    const place = checkout({ 'plan.segplan': planWith(GOOD) }, { 'plan.segplan': 'plan "x"\0' });
    github.add('<!-- segplan: what opens and what closes -->\nold');
    assert.equal((await run(place)).code, 2);
    assert.match(github.comments[0]!.body, /Not all plans could be checked\. plan\.segplan is a binary file/);
    assert.doesNotMatch(github.comments[0]!.body, /Nothing/);
  });

  it('follows links of the base, and takes links to what is no plan for none', async function () {
    if (process.platform === 'win32') this.skip();
    const zones = 'zone a { subnet 10.1.0.0/24 }\nzone b { subnet 10.2.0.0/24 }\n';
    const { folder } = checkout({ 'plans/x.segplan': `${zones}allow a -> b : tcp 81\n`, 'notes.txt': '' }, {});
    const git = (...args: string[]): string =>
      execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...args], { cwd: folder, encoding: 'utf8' }).trim();
    symlinkSync('plans/x.segplan', join(folder, 'link.segplan'));
    symlinkSync('notes.txt', join(folder, 'notes.segplan'));
    symlinkSync('plans', join(folder, 'folder'));
    git('add', '.');
    git('commit', '-qm', 'links');
    const base = git('rev-parse', 'HEAD');
    writeFileSync(join(folder, 'plans/x.segplan'), `${zones}allow a -> b : tcp 82\n`);
    rmSync(join(folder, 'notes.segplan'));
    git('add', '.');
    git('commit', '-qm', 'request');
    await run({ folder, base });
    const sections = github.comments[0]!.body.split(/^### /m).slice(1);
    assert.deepEqual(
      sections.map((each) => each.split('\n')[0]),
      ['link.segplan', 'plans/x.segplan'],
    );
    for (const each of sections) assert.match(each, /#### Opens[\s\S]*tcp 82[\s\S]*#### Closes[\s\S]*tcp 81/);
    github.comments.length = 0;
    await run({ folder, base }, { path: 'folder' });
    assert.match(
      github.comments[0]!.body,
      /### folder\/x\.segplan\n\n(?!This plan is new)[\s\S]*tcp 82[\s\S]*#### Closes[\s\S]*tcp 81/,
    );
  });

  it('lets no text of a plan call people, forge the comment or command the runner', async () => {
    const evil = '"@acme/admins #1 <!-- x --> ](http://evil.example/x) | ::error::x"';
    const place = checkout(
      { 'plan.segplan': planWith(GOOD) },
      { 'plan.segplan': planWith(GOOD, `allow vbr -> repo : tcp 8080 ${evil}`) },
    );
    const { log } = await run(place);
    const { body } = github.comments[0]!;
    assert.match(body, /acme\/admins/);
    assert.doesNotMatch(body, /@\w|(?<!&)#\d|&#<!--/);
    assert.doesNotMatch(body.replaceAll('<!-- -->', ''), /(?<!\\)<!-- x/);
    for (const line of log.split('\n'))
      if (line.startsWith('::')) assert.match(line, /^::(error|warning|notice) (file=plan|title=Segplan)/);
  });

  thoroughly('stays within what a comment may hold', async () => {
    const rules = Array.from({ length: 400 }, (_, n) => `allow vbr -> repo : tcp ${10_000 + 2 * n} "${'why '.repeat(60)}${n}"`);
    const place = checkout({ 'plan.segplan': planWith(GOOD) }, { 'plan.segplan': planWith(GOOD, ...rules) });
    await run(place, { comment: 'True' });
    assert.ok(github.comments[0]!.body.length < 65_536);
    assert.match(github.comments[0]!.body, /too long for a comment/);
  });

  thoroughly('goes on without a comment where the token may not write one, with the way out', async () => {
    const place = checkout(
      { 'plan.segplan': planWith(GOOD) },
      { 'plan.segplan': planWith(GOOD, 'allow vbr -> repo : tcp 8080') },
    );
    github.refusals.set('POST', [403]);
    const { code, log, summary } = await run(place);
    assert.equal(code, 0, log);
    assert.match(log, /^::notice title=Segplan::The token may not write comments \(403\).*pull-requests: write/m);
    assert.match(summary, /tcp 8080/);
    // A server that stumbles is asked again, and a comment is not written twice.
    github.refusals.set('GET', [502]);
    assert.equal((await run(place)).code, 0);
    github.refusals.set('POST', [502]);
    github.comments.length = 0;
    assert.match((await run(place)).log, /answered 502 to POST/);
  });

  it('says what to do where the base is not in the checkout', async () => {
    const { folder } = checkout({ 'plan.segplan': planWith(GOOD) }, {});
    const { code, log } = await run({ folder, base: '0123456789012345678901234567890123456789' });
    assert.equal(code, 0);
    assert.match(log, /^::warning .*fetch-depth: 0/m);
    assert.deepEqual(github.asked, []);
  });

  it('takes no path and no revision for an option, writes SARIF, and fails on what it can not read', async () => {
    const place = checkout({ 'plan.segplan': planWith(GOOD) }, {});
    const option = await run(place, { path: '--help', base: '--upload-pack=x' });
    assert.equal(option.code, 2);
    assert.match(option.log, /^::error title=Segplan::segplan: --help does not exist/m);
    assert.equal((await run(place, { path: '.\nplan.segplan', sarif: 'found.sarif', comment: 'false' })).code, 0);
    assert.equal(JSON.parse(readFileSync(join(place.folder, 'found.sarif'), 'utf8')).version, '2.1.0');
    assert.ok(existsSync(join(place.folder, 'found.sarif')));
  });

  thoroughly('writes SARIF through no link that a pull request has put there', async () => {
    const elsewhere = folderWith({ 'kept.txt': 'kept' });
    const place = checkout({ 'plan.segplan': planWith(GOOD) }, {});
    symlinkSync(join(elsewhere, 'kept.txt'), join(place.folder, 'found.sarif'));
    symlinkSync(elsewhere, join(place.folder, 'reports'));
    for (const sarif of ['found.sarif', 'reports/found.sarif', join(place.folder, 'reports', 'new', 'found.sarif')]) {
      const { code, log } = await run(place, { sarif, comment: 'false' });
      assert.equal(code, 2, log);
      assert.match(log, /^::error title=Segplan::The SARIF can't be written: .*name another file/m);
    }
    assert.deepEqual(readdirSync(elsewhere), ['kept.txt']);
    assert.equal(readFileSync(join(elsewhere, 'kept.txt'), 'utf8'), 'kept');
    assert.equal((await run(place, { sarif: 'out/found.sarif', comment: 'false' })).code, 0);
    assert.ok(existsSync(join(place.folder, 'out', 'found.sarif')));
  });

  thoroughly('names a plan in its comment whose name is markup on lines of their own', async () => {
    const name = 'x\n\n1. GH-12 www.evil.example\n=====\n.segplan';
    await run(checkout({ 'plan.segplan': planWith(GOOD) }, { [name]: planWith(GOOD) }));
    const { body } = github.comments[0]!;
    assert.match(body, /^### x 1\. GH<!-- -->-12 www<!-- -->\.evil\.example ===== \.segplan$/m);
  });
});
