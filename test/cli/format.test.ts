import assert from 'node:assert/strict';
import { chmodSync, lstatSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { replacePlans } from '../../cli/replace-plans.ts';
import { buildCli, folderWith, reading, removeFolders, segplan } from './segplan.ts';

const MESSY = 'plan   "x"\n\nzone a{\nsubnet 10.0.0.0/24 // office\n\n   component long-name at 10.0.0.1\n}\nallow a->a:tcp 1\n';
const NEAT =
  'plan "x"\n\nzone a {\n  subnet 10.0.0.0/24 // office\n\n  component long-name at 10.0.0.1\n}\nallow a -> a : tcp 1\n';

describe('segplan format', () => {
  before(buildCli);
  after(removeFolders);

  const read = (folder: string, name = 'a.segplan'): string => readFileSync(join(folder, name), 'utf8');

  it('lays out plans in their files, says which, and leaves nothing else behind', () => {
    const folder = folderWith({ 'p/a.segplan': MESSY, 'p/b.segplan': NEAT, 'p/c/d.segplan': MESSY });
    const written = statSync(join(folder, 'p/b.segplan')).mtimeMs;
    const { code, stdout, stderr } = segplan(['format', 'p'], folder);
    assert.deepEqual([code, stderr], [0, '']);
    assert.equal(stdout, 'formatted: p/a.segplan\nformatted: p/c/d.segplan\n3 files: 2 formatted\n');
    assert.deepEqual([read(folder, 'p/a.segplan'), read(folder, 'p/c/d.segplan')], [NEAT, NEAT]);
    assert.equal(statSync(join(folder, 'p/b.segplan')).mtimeMs, written);
    assert.deepEqual(readdirSync(join(folder, 'p')), ['a.segplan', 'b.segplan', 'c']);
    assert.equal(segplan(['format', 'p'], folder).stdout, '3 files: 0 formatted\n');
  });

  it('with --check changes nothing, and ends with 1 where a plan is laid out otherwise', () => {
    const folder = folderWith({ 'a.segplan': MESSY, 'b.segplan': NEAT });
    const { code, stdout } = segplan(['format', '.', '--check'], folder);
    assert.equal(code, 1);
    assert.equal(
      stdout,
      'not formatted: a.segplan\n2 files: 1 not formatted; segplan format lays out plans as the editor does\n',
    );
    assert.equal(read(folder), MESSY);
    assert.equal(segplan(['format', 'b.segplan', '--check'], folder).code, 0);
  });

  it('leaves a plan with syntax errors as it is, shows them, and formats the others', () => {
    const broken = 'zone   a {\nallow ->\n';
    const folder = folderWith({ 'a.segplan': MESSY, 'b.segplan': broken });
    const { code, stdout, stderr } = segplan(['format', 'a.segplan', 'b.segplan'], folder);
    assert.equal(code, 1);
    assert.equal(stdout, 'formatted: a.segplan\n2 files: 1 formatted, 1 with syntax errors, left as it is\n');
    assert.match(stderr, /^b\.segplan:1:11: error syntax-error: [\s\S]*\nb\.segplan:2:/);
    assert.deepEqual([read(folder), read(folder, 'b.segplan')], [NEAT, broken]);
  });

  it('keeps line ends, a byte order mark and permissions, and writes what a link leads to', () => {
    const crlf = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    const folder = folderWith({ 'real/a.segplan': crlf('zone a { subnet 10.0.0.0/24\n}\nallow a->a:tcp 1\n') });
    chmodSync(join(folder, 'real/a.segplan'), 0o640);
    symlinkSync('real/a.segplan', join(folder, 'link.segplan'));
    assert.equal(segplan(['format', 'link.segplan'], folder).code, 0);
    assert.equal(read(folder, 'real/a.segplan'), crlf('zone a {\n  subnet 10.0.0.0/24\n}\nallow a -> a : tcp 1\n'));
    assert.equal(statSync(join(folder, 'real/a.segplan')).mode & 0o777, 0o640);
    assert.ok(lstatSync(join(folder, 'link.segplan')).isSymbolicLink());
  });

  it('writes a file once that is found by its name and by a link', () => {
    const folder = folderWith({ 'a.segplan': MESSY });
    symlinkSync('a.segplan', join(folder, 'b.segplan'));
    const { code, stderr } = segplan(['format', '.'], folder);
    assert.deepEqual([code, stderr], [0, '']);
    assert.equal(read(folder), NEAT);
    assert.ok(lstatSync(join(folder, 'b.segplan')).isSymbolicLink());
  });

  it('writes nothing at all where one of the files leads outside of the folder', () => {
    const outside = folderWith({ 'a.segplan': MESSY });
    const folder = folderWith({ 'a.segplan': MESSY });
    symlinkSync(join(outside, 'a.segplan'), join(folder, 'b.segplan'));
    const { code, stdout, stderr } = segplan(['format', '.'], folder);
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(
      stderr,
      /^segplan: b\.segplan leads to \S+a\.segplan by a link, outside of this folder, and nothing was changed; name that file if you mean it\.\n$/,
    );
    assert.deepEqual([read(folder), read(outside)], [MESSY, MESSY]);
    assert.equal(segplan(['format', join(outside, 'a.segplan')], folder).code, 0);
    assert.equal(read(outside), NEAT);
  });

  it('writes nothing at all where a folder may not be written to, and says so', () => {
    if (process.platform === 'win32') return;
    const folder = folderWith({ 'a.segplan': MESSY, 'closed/b.segplan': MESSY });
    const plans = ['a.segplan', 'closed/b.segplan'].map((name) => ({ file: join(folder, name), before: MESSY, after: NEAT }));
    chmodSync(join(folder, 'closed'), 0o555);
    // The first user may write everything, and is somebody else meanwhile.
    const { seteuid, geteuid } = process;
    const isFirst = geteuid?.() === 0;
    if (isFirst) chmodSync(folder, 0o777);
    try {
      if (isFirst) seteuid?.(65534);
      assert.throws(() => replacePlans(plans), {
        message:
          /a\.segplan, \S+b\.segplan can't be written \(its permissions forbid it, EACCES\), and nothing was changed; make room for it, or change its permissions\.$/,
      });
    } finally {
      if (isFirst) seteuid?.(0);
      chmodSync(join(folder, 'closed'), 0o755);
    }
    assert.deepEqual([read(folder), read(folder, 'closed/b.segplan')], [MESSY, MESSY]);
    assert.deepEqual(readdirSync(folder), ['a.segplan', 'closed']);
  });

  it('formats from standard input to standard output', () => {
    const folder = folderWith({ 'a.segplan': MESSY, 'b.segplan': 'allow ->\n', 'c.segplan': NEAT });
    const from = (name: string, ...more: string[]) => reading(read(folder, name), ['format', '-', ...more], folder);
    assert.deepEqual(from('a.segplan'), { code: 0, stdout: NEAT, stderr: '' });
    assert.deepEqual(from('c.segplan'), { code: 0, stdout: NEAT, stderr: '' });
    const broken = from('b.segplan');
    assert.deepEqual([broken.code, broken.stdout], [1, '']);
    assert.match(broken.stderr, /^<stdin>:1:\d+: error syntax-error/);
    assert.match(from('a.segplan', '--check').stdout, /^not formatted: <stdin>\n/);
    assert.match(from('a.segplan', 'c.segplan').stderr, /^segplan: What comes from standard input goes to standard output alone/);
  });

  it('finds the catalogs and the examples as they should be', () => {
    const { code, stdout } = segplan(['format', '--check', 'language/catalogs', 'language/templates', 'examples']);
    assert.equal(code, 0, stdout);
  });
});
