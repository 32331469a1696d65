import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const client = join(import.meta.dirname, '../../client');

type Show = (kind: string, message: string, ...buttons: string[]) => unknown;

/** The functions that show messages, in an editor that is made up, and what it was asked to show. */
function messages(): { shown: string[][]; showMessage: Show; showFailure(what: string, error: unknown): void } {
  const shown: string[][] = [];
  const show =
    (kind: string) =>
    async (...args: string[]) =>
      void shown.push([kind, ...args]);
  const vscode = {
    l10n: { t: (text: string, ...args: unknown[]) => text.replace(/\{(\d)\}/g, (_, n) => String(args[n])) },
    window: { showInformationMessage: show('i'), showWarningMessage: show('w'), showErrorMessage: show('e') },
  };
  const { outputFiles } = buildSync({
    entryPoints: [join(client, 'messages.ts')],
    bundle: true,
    write: false,
    format: 'cjs',
    platform: 'node',
    external: ['vscode'],
  });
  const module = { exports: {} as { showMessage: Show; showFailure(what: string, error: unknown): void } };
  new Function('module', 'exports', 'require', outputFiles[0]!.text)(module, module.exports, () => vscode);
  const { showMessage, showFailure } = module.exports;
  return { shown, showMessage, showFailure };
}

describe('messages of the extension', () => {
  it('have a button where they are longer than the one line that the editor gives a message without one', () => {
    const { shown, showMessage, showFailure } = messages();
    const long = 'Line 12: what this firewall runs says of some packets what the plan does not, so that nobody knows.';
    showMessage('info', 'Open a plan (*.segplan) first.');
    showMessage('warning', long);
    showMessage('error', long, 'Show in Plan');
    showFailure('No rule set was written. {0}', new Error('Save the plan first, so that there is a place to write to.'));
    assert.deepEqual(shown, [
      ['i', 'Open a plan (*.segplan) first.'],
      ['w', long, 'OK'],
      ['e', long, 'Show in Plan'],
      ['e', 'No rule set was written. Save the plan first, so that there is a place to write to.', 'OK'],
    ]);
  });

  it('are all shown in that way', () => {
    const others = globSync('**/*.ts', { cwd: client }).filter(
      (file) =>
        file !== 'messages.ts' && /show(?:Error|Warning|Information)Message/.test(readFileSync(join(client, file), 'utf8')),
    );
    assert.deepEqual(others, []);
  });
});
