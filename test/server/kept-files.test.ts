import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Diagnostic } from 'vscode-languageserver-protocol';
import { readKept, written } from '../../server/features/kept/kept-file.ts';
import { KeptFiles } from '../../server/kept-files.node.ts';
import { thoroughly } from '../support/chance.ts';

const DAY = 24 * 60 * 60;
const NAME = 'file:///plans/plan.segplan';

describe('files that findings are kept in', () => {
  if (process.platform === 'win32') return;
  const { XDG_CACHE_HOME, HOME } = process.env;
  let top: string;
  let folder: string;
  let files: KeptFiles;
  beforeEach(() => {
    top = fs.mkdtempSync(join(tmpdir(), 'segplan-'));
    Object.assign(process.env, { XDG_CACHE_HOME: top, HOME: top });
    files = new KeptFiles();
    files.write(NAME, 'kept');
    const [file] = fs.globSync('**/*.findings', { cwd: top });
    folder = join(top, file!, '..');
  });
  afterEach(() => fs.rmSync(top, { recursive: true }));
  after(() => {
    for (const [name, value] of Object.entries({ XDG_CACHE_HOME, HOME }))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  });

  it('give back what was written, by its name alone', () => {
    assert.equal(files.read(NAME), 'kept');
    assert.equal(files.read(`${NAME}x`), undefined);
    files.write(NAME, 'newer');
    assert.equal(files.read(NAME), 'newer');
    assert.equal(fs.readdirSync(folder).length, 1);
  });

  it('are passed over in a folder that is a link, or that others can write to', () => {
    fs.chmodSync(folder, 0o777);
    assert.equal(files.read(NAME), undefined);
    fs.chmodSync(folder, 0o700);
    fs.renameSync(folder, `${folder}-moved`);
    fs.symlinkSync(`${folder}-moved`, folder);
    assert.equal(files.read(NAME), undefined);
    files.write(NAME, 'through a link');
    fs.rmSync(folder);
    fs.renameSync(`${folder}-moved`, folder);
    assert.equal(files.read(NAME), 'kept');
  });

  it('are not read where they are a folder or a pipe in place of a file', () => {
    const [name] = fs.readdirSync(folder);
    fs.rmSync(join(folder, name!));
    fs.mkdirSync(join(folder, name!));
    assert.equal(files.read(NAME), undefined);
    files.write(NAME, 'over a folder');
    assert.equal(files.read(NAME), undefined);
    assert.deepEqual(fs.readdirSync(folder), [name]);
  });

  thoroughly('are no larger than 8 MB, and 64 MB together: the oldest go', () => {
    const text = 'x'.repeat(8 * 1024 * 1024);
    files.write(NAME, `${text}x`);
    assert.equal(files.read(NAME), undefined);
    for (let n = 0; n < 9; n++) {
      files.write(`${NAME}${n}`, text);
      const [newest] = fs
        .readdirSync(folder)
        .sort((a, b) => fs.statSync(join(folder, b)).mtimeMs - fs.statSync(join(folder, a)).mtimeMs);
      fs.utimesSync(join(folder, newest!), Date.now() / 1000 - DAY + n, Date.now() / 1000 - DAY + n);
    }
    assert.deepEqual(
      Array.from({ length: 9 }, (_, n) => files.read(`${NAME}${n}`)?.length),
      [undefined, ...new Array(8).fill(text.length)],
    );
  });

  it('go when they are older than a month, and so does what a writer left that was ended', () => {
    const [name] = fs.readdirSync(folder);
    fs.writeFileSync(join(folder, `${name}.4711`), '');
    fs.writeFileSync(join(folder, 'notes.txt'), '');
    for (const each of fs.readdirSync(folder)) fs.utimesSync(join(folder, each), 0, Date.now() / 1000 - 31 * DAY);
    files.write(`${NAME}x`, 'another');
    assert.equal(files.read(NAME), undefined);
    assert.equal(files.read(`${NAME}x`), 'another');
    assert.equal(fs.readdirSync(folder).length, 2);
  });
});

describe('what findings that are kept look like', () => {
  const sumOf = (text: string): string => `${text.length}`;
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 4 } };
  const inputs = { program: 'p', uri: NAME, text: 's', levels: '[]', today: null, files: {} };
  const finding: Diagnostic = {
    range,
    severity: 2,
    code: 'missing-flow',
    codeDescription: { href: 'builtin:///checks/missing-flow.md' },
    source: 'segplan',
    message: 'One',
    data: 1,
    tags: [1],
    relatedInformation: [{ location: { uri: NAME, range }, message: 'Two' }],
  };
  const read = (diagnostics: readonly unknown[], others: object = {}): unknown =>
    readKept(written({ inputs: { ...inputs, ...others }, diagnostics: diagnostics as Diagnostic[] }, sumOf), sumOf);

  it('is what checks and parser make', () => {
    assert.deepEqual(read([finding]), { inputs, diagnostics: [finding] });
    assert.ok(read([{ range, severity: 1, code: 'syntax-error', message: 'One', data: { said: 'Two' } }]));
  });

  for (const [what, wrong] of Object.entries({
    'a page elsewhere': { codeDescription: { href: 'https://example.com/' } },
    'a field that findings do not have': { command: 'run' },
    'data of another kind': { data: { command: 'run' } },
    'a level that is none': { severity: 5 },
    'a place in front of the text': { range: { start: { line: -1, character: 0 }, end: range.end } },
    'a message that is no text': { message: { value: '[run](command:run)', kind: 'markdown' } },
  }))
    it(`is never ${what}`, () => assert.equal(read([finding, { ...finding, ...wrong }]), undefined));

  it('is nothing else', () => {
    assert.equal(read([finding], { files: { a: 1 } }), undefined);
    for (const text of ['', '\n', '4\nnull', '2\n[]', `${finding}`]) assert.equal(readKept(text, sumOf), undefined);
  });
});
