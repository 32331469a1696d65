import assert from 'node:assert/strict';
import type { FileStat, Uri } from 'vscode';
import { URI } from 'vscode-uri';
import { isReadOnly } from '../../client/features/map/read-only.ts';

/** Files of a workspace by their paths, each with its permissions: 1 is what an editor has for a file that is read-only. */
const FILES: Readonly<Record<string, number | undefined>> = { '/mine.segplan': undefined, '/locked.segplan': 1 };

const fs = {
  isWritableFileSystem: (scheme: string) => ({ file: true, git: false })[scheme],
  stat: async ({ path }: Uri): Promise<FileStat> => {
    if (!(path in FILES)) throw new Error('not there');
    const permissions = FILES[path];
    return { type: 1, ctime: 0, mtime: 0, size: 0, ...(permissions === undefined ? {} : { permissions }) };
  },
};

const asked = (address: string): Promise<boolean> => isReadOnly(fs, URI.parse(address) as unknown as Uri);

describe('a plan that is edited from the map', () => {
  it('is left alone where it can not be saved', async () => {
    assert.equal(await asked('file:///locked.segplan'), true);
    assert.equal(await asked('git:/mine.segplan'), true, 'an older version of it');
  });

  it('is edited where it can, also by a workspace that does not say so', async () => {
    assert.equal(await asked('file:///mine.segplan'), false);
    assert.equal(await asked('vault:/mine.segplan'), false);
  });

  it('is edited where it lies on no disk yet, or no longer', async () => {
    assert.equal(await asked('untitled:Untitled-1'), false);
    assert.equal(await asked('file:///gone.segplan'), false);
  });
});
