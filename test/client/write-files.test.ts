import assert from 'node:assert/strict';
import type { Uri } from 'vscode';
import { URI } from 'vscode-uri';
import { writeFiles } from '../../client/features/generate/write-files.ts';

const FOLDER = URI.parse('memory:/plans/out') as unknown as Uri;

interface Failure {
  readonly operation: 'write' | 'rename';
  /** The end of the path of the file that is written or moved to. */
  readonly path: string;
}

/** Files in memory, of which one operation fails the first time. */
function memory(content: Record<string, string>, failure?: Failure) {
  const files = new Map(Object.entries(content));
  let failures = 0;
  const fail = (operation: Failure['operation'], path: string): void => {
    if (operation === failure?.operation && path.includes(failure.path) && failures++ === 0) throw new Error('The disk is full.');
  };
  const fs = {
    createDirectory: async () => undefined,
    readDirectory: async (): Promise<[string, number][]> => [...files.keys()].map((path) => [path.replace(/^.*\//, ''), 1]),
    stat: async ({ path }: Uri) => {
      if (!files.has(path)) throw new Error('not there');
      return {} as never;
    },
    writeFile: async ({ path }: Uri, bytes: Uint8Array) => {
      // A full disk has taken a part of the text.
      files.set(path, new TextDecoder().decode(bytes.slice(0, 2)));
      fail('write', path);
      files.set(path, new TextDecoder().decode(bytes));
    },
    rename: async (from: Uri, to: Uri, options?: { overwrite?: boolean }) => {
      fail('rename', to.path);
      const text = files.get(from.path);
      if (text === undefined || (files.has(to.path) && !options?.overwrite)) throw new Error('cannot be moved');
      files.set(to.path, text);
      files.delete(from.path);
    },
    delete: async ({ path }: Uri) => {
      if (!files.delete(path)) throw new Error('not there');
    },
  };
  return { fs, content: () => Object.fromEntries(files) };
}

const FILES = [
  { name: 'a.nft', text: 'new a' },
  { name: 'b.csv', text: 'new b' },
];

describe('writing a rule set', () => {
  it('writes all files, replaces old ones and leaves nothing else', async () => {
    const { fs, content } = memory({ '/plans/out/a.nft': 'old a', '/plans/out/other': 'other' });
    const places = await writeFiles(fs, FOLDER, FILES, 'x');
    assert.deepEqual(
      places.map(({ path }) => path),
      ['/plans/out/a.nft', '/plans/out/b.csv'],
    );
    assert.deepEqual(content(), { '/plans/out/a.nft': 'new a', '/plans/out/b.csv': 'new b', '/plans/out/other': 'other' });
  });

  const failures: Failure[] = [
    { operation: 'write', path: 'a.nft' },
    { operation: 'write', path: 'b.csv' },
    { operation: 'rename', path: 'a.nft.x.old' },
    { operation: 'rename', path: '/a.nft' },
    { operation: 'rename', path: 'b.csv.x.old' },
    { operation: 'rename', path: '/b.csv' },
  ];
  for (const failure of failures)
    it(`leaves everything as it was when the ${failure.operation} of ${failure.path} fails`, async () => {
      const befores: Record<string, string>[] = [{ '/plans/out/a.nft': 'old a', '/plans/out/b.csv': 'old b' }, {}];
      for (const before of befores) {
        const { fs, content } = memory(before, failure);
        // Nothing is put aside where nothing was.
        if (failure.path.endsWith('.old') && !Object.keys(before).length) continue;
        await assert.rejects(writeFiles(fs, FOLDER, FILES, 'x'), /disk is full/);
        assert.deepEqual(content(), before);
      }
    });

  it('tidies up after a writer that was ended in the middle, and gives back what it had put aside', async () => {
    const at = (time: number): string => `${time.toString(36)}-k3x`;
    const long = at(Date.now() - 3_600_000);
    const now = at(Date.now() - 1000);
    const { fs, content } = memory({
      [`/plans/out/.a.nft.${long}.new`]: 'ne',
      [`/plans/out/.b.csv.${long}.new`]: 'ne',
      [`/plans/out/.b.csv.${long}.old`]: 'old b',
      [`/plans/out/.a.nft.${now}.new`]: 'of another window',
      [`/plans/out/.c.csv.${long}.new`]: 'not of these files',
      '/plans/out/.b.csv.new': 'something else',
    });
    const failing = { ...fs, writeFile: async () => Promise.reject(new Error('The disk is full.')) };
    await assert.rejects(writeFiles(failing, FOLDER, FILES), /disk is full/);
    const left = {
      [`/plans/out/.a.nft.${now}.new`]: 'of another window',
      [`/plans/out/.c.csv.${long}.new`]: 'not of these files',
      '/plans/out/.b.csv.new': 'something else',
    };
    assert.deepEqual(content(), { ...left, '/plans/out/b.csv': 'old b' });
    await writeFiles(fs, FOLDER, FILES);
    assert.deepEqual(content(), { ...left, '/plans/out/a.nft': 'new a', '/plans/out/b.csv': 'new b' });
  });

  it('refuses names that lead out of the folder', async () => {
    for (const name of ['../a', 'b/c', 'b\\c', '..', '', 'c:d']) {
      const { fs, content } = memory({});
      await assert.rejects(writeFiles(fs, FOLDER, [...FILES, { name, text: '' }], 'x'), /not a file name/);
      assert.deepEqual(content(), {});
    }
  });
});
