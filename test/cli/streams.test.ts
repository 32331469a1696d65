import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, openSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { useColors } from '../../cli/report.ts';
import { thoroughly } from '../support/chance.ts';
import { buildCli, bundle, folderWith, given, planWith, type Run, reading, removeFolders, segplan } from './segplan.ts';

const GOOD = 'allow vbr -> repo : tcp 6162, 2500-3300';
const SHORT = 'allow vbr -> repo : tcp 2500-3300';

describe('a plan on standard input', () => {
  let folder = '';
  before(() => {
    buildCli();
    folder = folderWith({
      'plan.segplan': planWith(GOOD),
      'short.segplan': planWith(SHORT),
      'shared.segplan': 'group hosts = 10.0.0.1\n',
    });
  });
  after(removeFolders);

  it('is checked as a file is, under the name <stdin>', () => {
    assert.deepEqual(reading(planWith(GOOD), ['check', '-'], folder), segplan(['check', 'plan.segplan'], folder));
    const { code, stdout } = reading(planWith(SHORT), ['check', '-'], folder);
    assert.equal(code, 1);
    assert.match(stdout, /^<stdin>:12:\d+: error missing-flow/);
    const json = JSON.parse(reading(planWith(SHORT), ['check', '-', '--format', 'json'], folder).stdout);
    assert.equal(json.files[0].file, '<stdin>');
  });

  it('is no clean plan where nothing came, as from a program before the pipe that failed', () => {
    for (const input of ['', '\n', '\ufeff\r\n'])
      for (const format of ['text', 'json', 'sarif', 'github']) {
        const { code, stdout, stderr } = given(input, ['check', '-', '--format', format], folder);
        assert.deepEqual([code, stdout], [2, '']);
        assert.match(stderr, /^segplan: Standard input holds no text; [^\n]+\n$/);
      }
    // An editor may well lay out an empty file.
    assert.deepEqual(given('', ['format', '-'], folder), { code: 0, stdout: '', stderr: '' });
  });

  it('finds what it imports from the working folder', () => {
    const text =
      'import "./shared.segplan"\nzone a { subnet 10.0.0.0/24 }\nzone b { subnet 10.1.0.0/24 }\nallow b -> hosts : tcp 22\n';
    assert.equal(given(text, ['check', '-'], folder).code, 0);
  });

  it('is generated from and asked about as a file is', () => {
    const rules = (run: Run): string => run.stdout.replaceAll(/<stdin>|stdin|plan\.segplan|plan/g, 'plan');
    const generated = given(planWith(GOOD), ['generate', '-', '--target', 'csv'], folder);
    assert.equal(rules(generated), rules(segplan(['generate', 'plan.segplan', '--target', 'csv'], folder)));
    assert.equal(generated.code, 0);
    const asked = given(planWith(GOOD), ['explain', '-', 'vbr -> repo tcp 6162'], folder);
    assert.equal(rules(asked), rules(segplan(['explain', 'plan.segplan', 'vbr -> repo tcp 6162'], folder)));
    assert.match(given(planWith(GOOD), ['reach', '-', 'vbr -> repo'], folder).stdout, /<stdin>:12/);
  });

  it('has this one name wherever a file is named, and files that are made of it are called stdin', () => {
    const twice = planWith(SHORT, SHORT);
    const named: [args: string[], input: string, message: RegExp][] = [
      [['check', '-'], twice, /^<stdin>:13:1: .*\n.*\n.*\n {4}<stdin>:12: /m],
      [['diff', '-', 'plan.segplan'], planWith(GOOD), /^<stdin> -> plan\.segplan: no difference/],
      [
        ['diff', 'plan.segplan', '-', '--format', 'markdown'],
        planWith(GOOD),
        /^Made by Segplan from plan\.segplan and &lt;stdin&gt;, /m,
      ],
      [['diff', '-', 'plan.segplan'], 'allow } {', /^segplan: <stdin> line 1: /],
      [
        ['generate', 'plan.segplan', '--target', 'csv', '--since', '-'],
        planWith(GOOD),
        /^plan\.segplan: nothing of <stdin> is gone/m,
      ],
      [['generate', '-', '--target', 'nftables'], 'zone a { subnet 10.0.0.0/24 }\n', /^# Made by Segplan from <stdin>: stdin$/m],
      [['generate', '-', '--target', 'json'], 'zone a { subnet 10.0.0.0/24 }\n', /"plan": "<stdin>",\n\s+"title": "stdin"/],
      [['map', '-'], 'allow x -> y : tcp 1\n', /^segplan: warning: <stdin> has errors/m],
    ];
    for (const [args, input, message] of named) {
      const { stdout, stderr } = given(input, args, folder);
      assert.match(stderr + stdout, message, args.join(' '));
      assert.doesNotMatch(stdout + stderr, /stdin\.segplan/, args.join(' '));
    }
    assert.equal(
      given(planWith(GOOD), ['generate', '-', '--target', 'csv', '--out', 'rules'], folder).stdout,
      'rules/stdin.csv\n',
    );
    const diff = JSON.parse(given(planWith(GOOD), ['diff', '-', 'plan.segplan', '--format', 'json'], folder).stdout);
    assert.equal(diff.old.file, '<stdin>');
  });

  it('is in SARIF a place of its own, which is no file of the folder', () => {
    const { runs } = JSON.parse(given(planWith(SHORT, SHORT), ['check', '-', '--format', 'sarif'], folder).stdout);
    const place = { uri: '%3Cstdin%3E', description: { text: 'Standard input' } };
    assert.deepEqual(runs[0].artifacts, [{ location: place }]);
    const results: { locations: unknown[]; relatedLocations?: unknown[] }[] = runs[0].results;
    const places = results.flatMap(({ locations, relatedLocations = [] }) => [...locations, ...relatedLocations]) as {
      physicalLocation: { artifactLocation: unknown };
    }[];
    assert.ok(results.some(({ relatedLocations }) => relatedLocations));
    for (const { physicalLocation } of places) assert.deepEqual(physicalLocation.artifactLocation, place);
  });

  it('is never taken for a file that is called so', () => {
    const at = folderWith({ 'stdin.segplan': planWith(GOOD) });
    const { stdout } = given(planWith(SHORT), ['check', '-', 'stdin.segplan', '--format', 'json'], at);
    const files: { file: string; findings: unknown[] }[] = JSON.parse(stdout).files;
    assert.deepEqual(
      files.map(({ file }) => file),
      ['<stdin>', 'stdin.segplan'],
    );
    assert.deepEqual(files[1], { ...JSON.parse(segplan(['check', 'stdin.segplan', '--format', 'json'], at).stdout).files[0] });
    assert.equal(given('import "./stdin.segplan"\n', ['check', '-'], at).code, 0);
  });

  it('is read as a plan alone, and that is said where another file is wanted', () => {
    for (const args of [
      ['audit', 'plan.segplan', '-'],
      ['import', '-'],
    ]) {
      const { code, stdout, stderr } = given('', args, folder);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^segplan: Standard input is read as a plan alone; name a file[^\n]+\n$/);
    }
  });

  for (const [title, input, message] of [
    ['no text', Buffer.from([0xff, 0x28]), /Standard input is not a text in UTF-8/],
    ['UTF-16', Buffer.from('\ufeffplan', 'utf16le'), /Standard input is in UTF-16, .*save it as UTF-8/],
    ['a binary', 'plan "x"\0', /Standard input is a binary file/],
    ['too much', '// comment\n'.repeat(1_700_000), /Standard input has more than 16 MB, too much for a plan/],
  ] as const)
    it(`is refused in one line when it is ${title}`, () => {
      const { code, stdout, stderr } = reading(input, ['check', '-'], folder);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^segplan: [^\n]+\n$/);
      assert.match(stderr, message);
    });
});

describe('the output of segplan', () => {
  before(buildCli);
  after(removeFolders);

  it('has colors only where a terminal has them and its user wants them', () => {
    const before = { NO_COLOR: process.env.NO_COLOR, TERM: process.env.TERM };
    const having = (NO_COLOR: string, TERM: string, isTTY: boolean): boolean => {
      Object.assign(process.env, { NO_COLOR, TERM });
      return useColors({ isTTY });
    };
    try {
      assert.equal(having('', 'xterm-256color', true), true);
      assert.equal(having('', 'dumb', true), false);
      assert.equal(having('1', 'xterm-256color', true), false);
      assert.equal(having('', 'xterm-256color', false), false);
    } finally {
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name];
        else process.env[name] = value;
      }
    }
  });

  it('ends with the code of the findings though nobody reads them', async () => {
    const folder = folderWith({ 'plan.segplan': `${planWith(SHORT)}${'allow nobody -> nowhere : tcp 1\n'.repeat(3000)}` });
    const child = spawn(process.execPath, [bundle, 'check', 'plan.segplan'], { cwd: folder });
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    child.stdout.destroy();
    const [code, signal] = await once(child, 'close');
    assert.deepEqual([code, signal, stderr], [1, null, '']);
  });

  if (process.platform === 'linux')
    it('says in one line that the disk is full', () => {
      const folder = folderWith({ 'plan.segplan': planWith(GOOD) });
      const { status, stderr } = spawnSync(process.execPath, [bundle, 'generate', 'plan.segplan', '--target', 'csv'], {
        cwd: folder,
        stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'],
        encoding: 'utf8',
      });
      assert.equal(status, 2);
      assert.match(stderr, /^segplan: the output can't be written \(ENOSPC\)\.\n$/);
    });

  it('stops at Ctrl-C', async () => {
    const child: ChildProcess = spawn(process.execPath, [bundle, 'check', '-'], { stdio: ['pipe', 'pipe', 'pipe'] });
    await new Promise((resolve) => setTimeout(resolve, 400));
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    assert.deepEqual(await ended, [null, 'SIGINT']);
  });
});

describe('the folder that rule sets are written to', () => {
  if (process.platform === 'win32') return;
  let folder = '';
  beforeEach(() => {
    buildCli();
    folder = folderWith({ 'plan.segplan': planWith(GOOD), 'rules/plan.csv': 'former\n', 'elsewhere/plan.csv': 'theirs\n' });
  });
  after(removeFolders);

  const write = (out: string, at = folder): Run =>
    segplan(['generate', join(folder, 'plan.segplan'), '--target', 'csv', '--out', out], at);
  function refused(run: Run, message: RegExp): void {
    assert.deepEqual([run.code, run.stdout], [2, '']);
    assert.match(run.stderr, /^segplan: [^\n]+\n$/);
    assert.match(run.stderr, message);
  }

  if (process.platform === 'linux')
    it('is told when nobody can write there', () => {
      refused(
        write('/proc/segplan'),
        /\/proc\/segplan can't be written to \(no folder can be made there, ENOENT\); name another/,
      );
      refused(write('/proc/self/segplan/x'), /can't be written to \(.*; name another folder with --out/);
      refused(write('/sys/segplan'), /can't be written to \(.*(permissions|read-only).*name another/);
    });

  it('is told when it is a file, a pipe, or a link that leads nowhere', () => {
    refused(write('plan.segplan'), /plan\.segplan is a file; name a folder with --out/);
    spawnSync('mkfifo', [join(folder, 'pipe')]);
    refused(write('pipe'), /pipe is no folder; name a folder/);
    symlinkSync('missing', join(folder, 'broken'));
    refused(write('broken'), /broken is a link that leads nowhere/);
  });

  it('is not written to behind a link that leads out of the working folder, unless that is named', () => {
    mkdirSync(join(folder, 'repository/deep'), { recursive: true });
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'repository/rules'));
    const repository = join(folder, 'repository');
    refused(write('rules', repository), /rules lies behind a link to .*elsewhere, outside of this folder; name that with --out/);
    refused(write('./rules/new/er', repository), /behind a link to .*elsewhere/);
    assert.equal(readFileSync(join(folder, 'elsewhere/plan.csv'), 'utf8'), 'theirs\n');
    assert.deepEqual(readdirSync(join(folder, 'elsewhere')), ['plan.csv']);
    assert.equal(write(join(folder, 'elsewhere'), repository).code, 0);
    symlinkSync('deep', join(repository, 'inside'));
    assert.equal(write('inside', repository).code, 0);
    assert.ok(readdirSync(join(repository, 'deep')).includes('plan.csv'));
  });

  it('keeps links, pipes and folders that stand where a file is to be written', () => {
    symlinkSync(join(folder, 'elsewhere/plan.csv'), join(folder, 'linked.csv'));
    mkdirSync(join(folder, 'odd'));
    symlinkSync(join(folder, 'elsewhere/plan.csv'), join(folder, 'odd/plan.csv'));
    refused(write('odd'), /odd\/plan\.csv is a link, and a file of that name is to be written; remove it/);
    assert.equal(readFileSync(join(folder, 'elsewhere/plan.csv'), 'utf8'), 'theirs\n');
    mkdirSync(join(folder, 'piped'));
    spawnSync('mkfifo', [join(folder, 'piped/plan.csv')]);
    refused(write('piped'), /piped\/plan\.csv is a pipe or a device/);
  });

  thoroughly('has its former files, and no others, when the disk is full', () => {
    const command = `ulimit -f 1; exec "${process.execPath}" "${bundle}" generate plan.segplan --target html,csv --out rules`;
    const { status, stdout, stderr } = spawnSync('bash', ['-c', command], { cwd: folder, encoding: 'utf8' });
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^segplan: rules can't be written to \(.*, E\w+\); name another folder with --out\.\n$/);
    assert.deepEqual(readdirSync(join(folder, 'rules')), ['plan.csv']);
    assert.equal(readFileSync(join(folder, 'rules/plan.csv'), 'utf8'), 'former\n');
  });

  it('is swept of what a killed writer left, and of nothing else', () => {
    // No process has this number on any system.
    const left = ['.plan.csv.99999999.new', '.plan.csv.99999999.old'];
    const kept = ['.other.txt.99999999.new', `.plan.csv.${process.pid}.new`, 'plan.csv.new'];
    for (const name of [...left, ...kept]) writeFileSync(join(folder, 'rules', name), '');
    assert.equal(write('rules').code, 0);
    assert.deepEqual(readdirSync(join(folder, 'rules')).sort(), [...kept, 'plan.csv'].sort());
  });

  thoroughly('has whole files when two commands write at once', async () => {
    const run = (): ChildProcess =>
      spawn(process.execPath, [bundle, 'generate', 'plan.segplan', '--target', 'csv', '--out', 'rules'], { cwd: folder });
    const codes = await Promise.all([run(), run(), run()].map(async (child) => (await once(child, 'exit'))[0]));
    assert.deepEqual(codes, [0, 0, 0]);
    assert.deepEqual(readdirSync(join(folder, 'rules')), ['plan.csv']);
    const alone = segplan(['generate', 'plan.segplan', '--target', 'csv'], folder).stdout;
    assert.equal(readFileSync(join(folder, 'rules/plan.csv'), 'utf8'), alone);
  });
});
