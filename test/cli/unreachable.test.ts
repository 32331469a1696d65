import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { openWorkspace } from '../../api/main.ts';
import { buildCli, bundle, folderWith, mainBundle, planWith, removeFolders, segplan } from './segplan.ts';
import { StandingProgram } from './standing.ts';

const PLAN = planWith('allow vbr -> repo : tcp 6162, 2500-3300');
/** No file system in use takes more than 255. */
const LONG = 'a'.repeat(300);

/** What a command reads, and what it writes. */
const READING: readonly ((path: string) => string[])[] = [
  (path) => ['check', path],
  (path) => ['check', 'plan.segplan', path],
  (path) => ['format', path],
  (path) => ['generate', path, '--target', 'csv'],
  (path) => ['generate', 'plan.segplan', '--target', 'csv', '--since', path],
  (path) => ['catalog', '--file', path],
  (path) => ['explain', path, 'vbr -> repo tcp 1'],
  (path) => ['reach', path, 'vbr -> repo'],
  (path) => ['map', path],
  (path) => ['audit', 'plan.segplan', path],
  (path) => ['diff', path, 'plan.segplan'],
  (path) => ['diff', 'plan.segplan', path],
  (path) => ['import', path],
  (path) => ['import', 'machines.csv', '--into', path],
];
const WRITING: readonly ((folder: string) => string[])[] = [
  (folder) => ['generate', 'plan.segplan', '--target', 'csv', '--out', folder],
  (folder) => ['map', 'plan.segplan', '--out', `${folder}/map.svg`],
  (folder) => ['new', 'veeam-vmware', '--out', `${folder}/new.segplan`],
  (folder) => ['import', 'machines.csv', '--out', `${folder}/new.segplan`],
];

/** Runs the command line in a folder. */
type Runs = (
  args: readonly string[],
  folder: string,
) => { readonly code: number | null; readonly stdout: string; readonly stderr: string };

/** The command line of a root to whom permissions say what they say to others. */
function withoutPrivileges(): Runs {
  const program = new StandingProgram(mainBundle, ['setpriv', '--bounding-set=-dac_override,-dac_read_search']);
  return (args, folder) => program.run(args, folder);
}

describe('segplan with a path at which nothing can be', () => {
  if (process.platform === 'win32') return;
  let folder = '';
  let present: string[] = [];
  before(() => {
    buildCli();
    folder = folderWith({ 'plan.segplan': PLAN, 'machines.csv': 'name,ip\nweb,10.1.0.20\n', 'locked/plan.segplan': PLAN });
    symlinkSync('circle.segplan', join(folder, 'circle.segplan'));
    symlinkSync('missing.segplan', join(folder, 'broken.segplan'));
    present = readdirSync(folder).sort();
  });
  after(removeFolders);

  function refused(args: readonly string[], message: RegExp, run: Runs = segplan): void {
    const { code, stdout, stderr } = run(args, folder);
    assert.deepEqual([code, stdout], [2, ''], args.join(' '));
    assert.match(stderr, /^segplan: [^\n]+\n$/);
    assert.match(stderr, message, args.join(' '));
    assert.doesNotMatch(stderr, /went wrong inside of Segplan/);
    assert.deepEqual(readdirSync(folder).sort(), present);
  }

  const PATHS: Readonly<Record<string, [path: string, message: RegExp]>> = {
    'below a file': ['plan.segplan/x.segplan', /plan\.segplan\/x\.segplan does not exist; check the path/],
    'with a name that is too long': [`${LONG}.segplan`, /a{300}\.segplan is a longer name than files have here/],
    'that is a link to itself': ['circle.segplan', /circle\.segplan leads in a circle by its links/],
    'behind a link to itself': ['circle.segplan/x.segplan', /circle\.segplan\/x\.segplan leads in a circle by its links/],
    'that is a link to nothing': ['broken.segplan', /broken\.segplan is a link that leads nowhere/],
  };
  for (const [where, [path, message]] of Object.entries(PATHS))
    it(`says in one line what is wrong with what is read ${where}`, () => {
      for (const args of READING) refused(args(path), message);
      refused(['mcp', '--folder', path], /is no folder/);
    });

  const FOLDERS: Readonly<Record<string, [path: string, message: RegExp]>> = {
    'below a file': ['plan.segplan/x', /plan\.segplan\/x\S* can't be written( to)? \(a part of its path is a file, ENOTDIR\)/],
    'with a name that is too long': [LONG, /a{300}\S* can't be written( to)? \(its name is longer than files have here/],
    'behind a link to itself': ['circle.segplan/x', /circle\.segplan is a link that leads nowhere/],
    'behind a link to nothing': ['broken.segplan/x', /broken\.segplan is a link that leads nowhere/],
  };
  for (const [where, [path, message]] of Object.entries(FOLDERS))
    it(`says in one line what is wrong with what is written ${where}`, () => {
      for (const args of WRITING) refused(args(path), message);
    });

  it('names the file that can not be written, and not its folder alone', () => {
    refused(['map', 'plan.segplan', '--out', `${LONG}.svg`], /a{300}\.svg can't be written \(its name/);
  });

  it('says of what lies in a folder that may not be read that it may not', () => {
    const run: Runs = process.getuid?.() === 0 ? withoutPrivileges() : segplan;
    chmodSync(join(folder, 'locked'), 0o000);
    try {
      for (const args of READING)
        refused(args('locked/plan.segplan'), /locked\/plan\.segplan may not be read; check its permissions/, run);
      for (const args of WRITING)
        refused(args('locked/x'), /locked\/x\S* can't be written( to)? \(its permissions forbid it/, run);
      refused(['mcp', '--folder', 'locked/x'], /is no folder/, run);
    } finally {
      chmodSync(join(folder, 'locked'), 0o755);
    }
  });

  it('says that the folder it runs in is gone', () => {
    mkdirSync(join(folder, 'gone'));
    const command = `cd gone && rmdir ../gone && exec "${process.execPath}" "${bundle}" check plan.segplan`;
    const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
    assert.deepEqual([status, stdout], [2, '']);
    assert.match(stderr, /^segplan: the folder that this runs in is gone[^\n]*\n$/);
  });
});

describe('segplan with an argument that is empty', () => {
  let folder = '';
  const DISORDERLY = 'zone   a   {  subnet 10.0.0.0/24 }\n';
  before(() => {
    buildCli();
    folder = folderWith({ 'plan.segplan': DISORDERLY });
  });
  after(removeFolders);

  const EMPTY: readonly string[][] = [
    ['check', ''],
    ['check', 'plan.segplan', ''],
    ['check', 'plan.segplan', '--phase', ''],
    ['check', '--fix', ''],
    ['format', ''],
    ['format', '--check', 'plan.segplan', ''],
    ['generate', '', '--target', 'csv'],
    ['generate', 'plan.segplan', '--target', ''],
    ['generate', 'plan.segplan', '--target', 'csv', '--out', ''],
    ['generate', 'plan.segplan', '--target', 'csv', '--since', ''],
    ['catalog', ''],
    ['catalog', '--file', ''],
    ['checks', ''],
    ['explain', '', 'a -> b'],
    ['explain', 'plan.segplan', ''],
    ['reach', 'plan.segplan', ''],
    ['map', ''],
    ['map', 'plan.segplan', '--out='],
    ['audit', ''],
    ['audit', 'plan.segplan', ''],
    ['diff', '', 'plan.segplan'],
    ['diff', 'plan.segplan', ''],
    ['import', ''],
    ['import', 'plan.segplan', '--into', ''],
    ['new', ''],
    ['new', 'veeam-vmware', '--out', ''],
    ['mcp', '--folder', ''],
  ];
  for (const args of EMPTY)
    it(`calls it wrong use, and writes nothing: ${args.map((each) => each || "''").join(' ')}`, () => {
      const { code, stdout, stderr } = segplan(args, folder);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^segplan: [^\n]+ is empty; [^\n]+ --help\.\n$/);
      assert.deepEqual(readdirSync(folder), ['plan.segplan']);
      assert.equal(readFileSync(join(folder, 'plan.segplan'), 'utf8'), DISORDERLY);
    });

  it('is a mistake of programs as well', async () => {
    const plans = openWorkspace({ folder });
    for (const asked of [
      plans.check(''),
      plans.check(['plan.segplan', '']),
      plans.generate('', {}),
      plans.diff('plan.segplan', ''),
    ])
      await assert.rejects(asked, /^SegplanError: The name of a file is empty/);
  });
});
