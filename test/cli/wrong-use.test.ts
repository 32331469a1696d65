import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { thoroughly } from '../support/chance.ts';
import { buildCli, bundle, folderWith, planWith, removeFolders, root, segplan } from './segplan.ts';

const GOOD = planWith('allow vbr -> repo : tcp 6162, 2500-3300');

describe('segplan', () => {
  let folder = '';
  before(() => {
    buildCli();
    folder = folderWith({
      'plan.segplan': GOOD,
      'nul.segplan': 'plan "x"\0',
      'latin1.segplan': Buffer.from('plan "\xe4\xf6"', 'latin1'),
      // As PowerShell 5 redirects output.
      'utf16.segplan': Buffer.from(`\ufeff${GOOD}`, 'utf16le'),
      'utf16be.segplan': Buffer.from(`\ufeff${GOOD}`, 'utf16le').swap16(),
      'imports-utf16.segplan': 'import "./utf16.segplan"\n',
      'notes.txt': 'plan "x"\n',
      'imports-binary.segplan': 'import "./nul.segplan"\n',
      'no-groups.cjs': NODE_20,
    });
    mkdirSync(join(folder, 'folder.segplan'));
  });
  after(removeFolders);

  /** Arguments, and what the one line has to name: the fault and the way out. */
  const WRONG: [args: string[], message: RegExp][] = [
    [
      [],
      /check, checks, format, generate, catalog, explain, reach, map, audit, diff, import, new, lsp, mcp\..*'segplan new'.*--help/,
    ],
    [['bogus'], /unknown command 'bogus'.*--help/],
    [['check'], /file.*segplan check --help/],
    [['check', 'missing.segplan'], /missing\.segplan does not exist/],
    [['check', 'plan.segplan/x.segplan'], /plan\.segplan\/x\.segplan does not exist/],
    [['check', 'plan.segplan', 'missing.segplan'], /missing\.segplan does not exist/],
    [['check', 'folder.segplan'], /folder\.segplan is a folder.*\.segplan files/],
    [['check', 'nul.segplan'], /nul\.segplan is a binary file.*\.segplan/],
    [['check', 'latin1.segplan'], /latin1\.segplan is not a text in UTF-8/],
    [['check', 'utf16.segplan'], /utf16\.segplan is in UTF-16.*save it as UTF-8: in VS Code .*, in PowerShell/],
    [['format', 'utf16be.segplan'], /utf16be\.segplan is in UTF-16/],
    [['check', 'imports-utf16.segplan'], /utf16\.segplan is in UTF-16/],
    [['map', 'plan.segplan', '--out', 'x.svg', '--format', 'png'], /x\.svg is a name for svg, and --format says png/],
    [['map', 'plan.segplan', '--out', 'x.HTM', '--format', 'svg'], /x\.HTM is a name for html, and --format says svg/],
    [['check', 'notes.txt'], /notes\.txt.*\.segplan/],
    [['check', 'imports-binary.segplan'], /nul\.segplan is a binary file/],
    [['check', 'plan.segplan', '--format', 'xml'], /xml.*text, json/],
    [['check', 'plan.segplan', '--fromat', 'json'], /--fromat.*--format/],
    [['generate'], /'file'/],
    [['generate', 'plan.segplan'], /--target/],
    [['generate', 'plan.segplan', '--target', 'pf'], /'pf'.*nftables/],
    [['generate', 'plan.segplan', '--target', 'csv', '--target', 'pf', '--out', 'o'], /'pf'/],
    [['generate', 'plan.segplan', '--target', ','], /--target.*nftables/],
    [['generate', 'plan.segplan', '--target', 'csv,json'], /--out/],
    [['generate', 'plan.segplan', '--target', 'csv', '--out', 'notes.txt'], /notes\.txt is a file.*--out/],
    [['generate', 'plan.segplan', '--target', 'csv', '--out', 'notes.txt/x'], /notes\.txt\/x can't be written to.*--out/],
    [['generate', 'plan.segplan', '--target', 'csv', '--scope', 'zone'], /'zone'.*network, host/],
    [['generate', 'plan.segplan', '--target', 'csv', '--scope'], /--scope/],
    [['generate', 'plan.segplan', '--target', 'nftables', '--scope', 'host'], /writes 2 files.*--out/],
    [['generate', 'missing.segplan', '--target', 'csv'], /missing\.segplan does not exist/],
    [['catalog', 'veem'], /'veem'.*'veeam'/],
    [['checks', 'missing-flwo'], /'missing-flwo'.*'missing-flow'.*segplan checks/],
    [['catalog', 'veeam', '--file', 'missing.segplan'], /missing\.segplan does not exist/],
    [['explain', 'plan.segplan'], /question/],
    [['explain', 'nul.segplan', 'a -> b tcp 1'], /nul\.segplan is a binary file/],
  ];
  for (const [args, message] of WRONG)
    it(`answers wrong use with one line and exit code 2: ${args.join(' ') || '(nothing)'}`, () => {
      const { code, stdout, stderr } = segplan(args, folder);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /^segplan: [^\n]+\n$/);
      assert.match(stderr, message);
    });

  it('knows its version and explains itself', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
    assert.deepEqual(segplan(['--version']), { code: 0, stdout: `${version}\n`, stderr: '' });
    for (const args of [
      ['--help'],
      ['check', '--help'],
      ['generate', '--help'],
      ['catalog', '--help'],
      ['explain', '--help'],
      ['diff', '--help'],
    ]) {
      const { code, stdout } = segplan(args);
      assert.equal(code, 0);
      assert.match(stdout, /Examples:\n {2}segplan /);
    }
    assert.match(segplan(['generate', '--help']).stdout, /nftables/);
  });

  it('is quiet when its reader has seen enough', async () => {
    const child = spawn(process.execPath, [bundle, 'catalog', '--format', 'json']);
    let stderr = '';
    child.stderr.on('data', (data) => {
      stderr += data;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const [code, signal] = await once(child, 'close');
    assert.deepEqual([code, signal, stderr], [0, null, '']);
  });

  thoroughly('runs without what Node has gained since version 20', () => {
    const preload = ['--require', join(folder, 'no-groups.cjs')];
    for (const args of [
      ['check', 'plan.segplan'],
      ['generate', 'plan.segplan', '--target', 'nftables'],
      ['catalog', 'veeam'],
      ['explain', 'plan.segplan', 'vbr -> repo tcp 6162'],
      ['diff', 'plan.segplan', 'plan.segplan'],
    ])
      assert.deepEqual(segplan(args, folder, preload), segplan(args, folder), args.join(' '));
  });
});

/** Takes away what the language gained between Node 20 and 24 and what a library might use. */
const NODE_20 = `
delete Object.groupBy; delete Map.groupBy; delete Array.fromAsync; delete Promise.withResolvers; delete Promise.try;
delete globalThis.Iterator; delete RegExp.escape;
for (const name of ['union', 'intersection', 'difference', 'symmetricDifference', 'isSubsetOf', 'isSupersetOf', 'isDisjointFrom'])
  delete Set.prototype[name];
const iterators = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));
for (const name of Object.getOwnPropertyNames(iterators)) delete iterators[name];
`;
