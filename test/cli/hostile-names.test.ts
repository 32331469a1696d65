import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCli, folderWith, planWith, removeFolders, segplan } from './segplan.ts';

const RULE = 'allow vbr -> repo : tcp 6162, 2500-3300';
/** Colors, the title of the terminal's window, one byte that begins a command, marks that turn the order of a line, and a line of its own. */
const HOSTILE = '\u001b[31m\u001b]0;t\u0007\u009b2J\u202e\u2066x\r\nsegplan: all is well';
const SHOWN = '\\x1b[31m\\x1b]0;t\\x07\\x9b2J\\u202e\\u2066x\\r\\nsegplan: all is well';

/** Names of files, folders and revisions come from whoever made an archive or a repository. */
describe('names that a terminal would obey', () => {
  if (process.platform === 'win32') return;
  let folder = '';
  const plan = `${HOSTILE}.segplan`;
  before(() => {
    buildCli();
    folder = folderWith({
      [plan]: planWith('allow vbr -> repo : tcp 6162'),
      [`good ${plan}`]: planWith(RULE),
      [`broken ${plan}`]: 'zone a { subnet 10.0.0.0/24 \n allow',
      [`faulty ${plan}`]: 'zone a { subnet 10.0.0.0/33 }\n',
      'imports.segplan': `import "./faulty ${HOSTILE.replace(/\r\n/, '')}.segplan"\n`,
      [`faulty ${HOSTILE.replace(/\r\n/, '')}.segplan`]: 'zone a { subnet 10.0.0.0/33 }\n',
      [`latin ${plan}`]: Buffer.from('plan "\xe4"', 'latin1'),
    });
    mkdirSync(join(folder, `empty ${HOSTILE}`));
    const git = (...args: string[]): unknown =>
      execFileSync('git', ['-c', 'user.name=T', '-c', 'user.email=t@example.com', ...args], { cwd: folder, stdio: 'ignore' });
    git('init', '--quiet');
    git('add', '.');
    git('-c', 'commit.gpgsign=false', 'commit', '--quiet', '-m', 'one');
    git('tag', 'v\u202e1');
    writeFileSync(join(folder, 'other.segplan'), planWith());
  });
  after(removeFolders);

  const COMMANDS: Readonly<Record<string, () => string[]>> = {
    'check, with findings': () => ['check', plan, '--summary'],
    'check, of a folder': () => ['check', '.'],
    'check, of an import': () => ['check', 'imports.segplan'],
    'check, of what is not there': () => ['check', `no ${plan}`],
    'check, of an empty folder': () => ['check', `empty ${HOSTILE}`],
    'check, of what is no text': () => ['check', `latin ${plan}`],
    'check, with a phase': () => ['check', plan, '--phase', HOSTILE],
    'check, with an option': () => ['check', plan, `--${HOSTILE}`],
    'generate, of a plan with errors': () => ['generate', plan, '--target', 'nftables'],
    'generate, into a folder': () => ['generate', `good ${plan}`, '--target', 'aws-sg,csv', '--out', `out ${HOSTILE}`],
    'generate, into a file': () => ['generate', `good ${plan}`, '--target', 'csv', '--out', plan],
    'generate, in a form that is not there': () => ['generate', `good ${plan}`, '--target', HOSTILE],
    'generate, with what is gone': () => ['generate', `good ${plan}`, '--target', 'csv', '--out', 'o', '--since', plan],
    'explain, of a question': () => ['explain', `good ${plan}`, 'vbr -> repo tcp 6162'],
    'explain, of a question of this kind': () => ['explain', `good ${plan}`, HOSTILE],
    'explain, of a broken plan': () => ['explain', `broken ${plan}`, 'any -> any'],
    'explain, of a rule': () => ['explain', `good ${plan}`, '--rule', '12'],
    'explain, of a rule of this kind': () => ['explain', `good ${plan}`, '--rule', HOSTILE],
    reach: () => ['reach', `good ${plan}`, 'vbr -> repo'],
    'diff, of files': () => ['diff', plan, 'other.segplan'],
    'diff, of a revision': () => ['diff', `v\u202e1:./good ${plan}`, 'other.segplan'],
    'diff, of a revision that is not there': () => ['diff', `w\u202e1:./good ${plan}`, 'other.segplan'],
    'diff, in Markdown': () => ['diff', plan, 'other.segplan', '--format', 'markdown'],
    'catalog, of a plan': () => ['catalog', '--file', `broken ${plan}`],
    'catalog, of a vendor': () => ['catalog', HOSTILE],
    'new, by a name': () => ['new', HOSTILE],
    'new, into a file': () => ['new', 'veeam-four-zones', '--out', `new ${plan}`],
    'new, over a file': () => ['new', 'veeam-four-zones', '--out', plan],
    'a command': () => [HOSTILE],
  };
  for (const [title, args] of Object.entries(COMMANDS))
    it(`are shown and not obeyed: ${title}`, () => {
      const { stdout, stderr } = segplan(args(), folder);
      const shown = stdout + stderr;
      assert.notEqual(shown, '');
      assert.doesNotMatch(shown, /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u, JSON.stringify(shown));
      assert.doesNotMatch(shown, /^segplan: all is well/m);
    });

  it('are written out, so that the file can be found', () => {
    assert.ok(segplan(['check', plan], folder).stdout.startsWith(`${SHOWN}.segplan:12:`));
    assert.ok(segplan(['check', `no ${plan}`], folder).stderr.startsWith(`segplan: no ${SHOWN}.segplan does not exist`));
    assert.ok(segplan(['generate', `good ${plan}`, '--target', 'csv', '--out', '.'], folder).stdout.includes(SHOWN));
    assert.ok(readdirSync(folder).includes(`good ${HOSTILE}.csv`));
  });

  it('are in JSON what they are', () => {
    const { stdout } = segplan(['check', plan, '--format', 'json'], folder);
    assert.equal(JSON.parse(stdout).files[0].file, plan);
    const labeled = `labeled.segplan`;
    writeFileSync(join(folder, labeled), planWith(`allow vbr -> repo : tcp 6162 "\u009b31m\u202e\u2028"`));
    const inJson: readonly string[][] = [
      ...['json', 'sarif', 'github'].flatMap((format) => [plan, labeled].map((file) => ['check', file, '--format', format])),
      ...[
        ['explain', labeled, 'vbr -> repo tcp 6162'],
        ['reach', labeled, 'vbr -> repo'],
        ['diff', plan, labeled],
      ].map((args) => [...args, '--format', 'json']),
    ];
    for (const args of inJson) {
      const { stdout: shown } = segplan(args, folder);
      assert.doesNotMatch(shown, /[^\P{Cc}\n]|[\p{Cf}\p{Zl}\p{Zp}]/u, args.join(' '));
    }
    assert.match(segplan(['reach', labeled, 'vbr -> repo', '--format', 'json'], folder).stdout, /\\u009b31m\\u202e/);
  });
});
