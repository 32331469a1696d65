import assert from 'node:assert/strict';
import { Cancellation, EmptyFileSystemProvider } from 'langium';
import { URI } from 'vscode-uri';
import { createSegplanServices } from '../../server/module.ts';

/** What is told on standard error where a file that was open can't be read any more, and the text that it then has. */
async function readAgain(isThere: boolean): Promise<{ told: string[]; text: string }> {
  class Disk extends EmptyFileSystemProvider {
    override async readFile(): Promise<string> {
      throw new Error('It can not be read.');
    }
    override async exists(): Promise<boolean> {
      return isThere;
    }
  }
  const { shared } = createSegplanServices({ fileSystemProvider: () => new Disk() });
  const { LangiumDocumentFactory } = shared.workspace;
  const document = LangiumDocumentFactory.fromString('zone a { subnet 10.0.0.0/24 }\n', URI.file('/plans/unsaved.segplan'));
  const told: string[] = [];
  const { error } = console;
  console.error = (...words) => told.push(words.join(' '));
  try {
    await LangiumDocumentFactory.update(document, Cancellation.CancellationToken.None);
  } finally {
    console.error = error;
  }
  return { told, text: document.textDocument.getText() };
}

describe('a plan that is built once more after it was closed', () => {
  it('keeps its text without a word where it was never saved', async () => {
    assert.deepEqual(await readAgain(false), { told: [], text: 'zone a { subnet 10.0.0.0/24 }\n' });
  });

  it('is told of where it is there and can not be read', async () => {
    const { told, text } = await readAgain(true);
    assert.deepEqual(told, ['file:///plans/unsaved.segplan could not be read: Error: It can not be read.']);
    assert.equal(text, 'zone a { subnet 10.0.0.0/24 }\n');
  });
});
