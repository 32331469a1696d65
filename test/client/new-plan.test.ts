import assert from 'node:assert/strict';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const root = join(import.meta.dirname, '../..');

/** An unsaved document, in an editor that is made up. */
class Unsaved {
  readonly uri = 'untitled:Untitled-1';
  text: string;

  constructor(text: string) {
    this.text = text;
  }

  getText(): string {
    return this.text;
  }

  get lineCount(): number {
    return this.text.split('\n').length;
  }
}

/** What the command that begins a plan is shown with, where the editor opens a new document with a text that it had kept, if any. */
async function shown(template: string, kept?: string): Promise<{ text: string; edits: number }> {
  const commands = new Map<string, (given: string) => Promise<Unsaved | undefined>>();
  let opened: Unsaved | undefined;
  let edits = 0;
  const vscode = {
    Range: class {
      readonly all: number[];
      constructor(...all: number[]) {
        this.all = all;
      }
    },
    WorkspaceEdit: class {
      text = '';
      replace(_: string, { all }: { all: number[] }, text: string): void {
        assert.deepEqual(all, [0, 0, opened!.lineCount, 0]);
        this.text = text;
      }
    },
    l10n: { t: (text: string) => text },
    commands: {
      registerCommand: (name: string, run: (given: string) => Promise<Unsaved | undefined>) => commands.set(name, run),
    },
    window: { showTextDocument: async (document: Unsaved) => document, showErrorMessage: assert.fail },
    workspace: {
      openTextDocument: async ({ content }: { content: string }) => {
        opened = new Unsaved(kept ?? content);
        return opened;
      },
      applyEdit: async ({ text }: { text: string }) => {
        edits++;
        opened!.text = text;
        return true;
      },
    },
  };
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: ['client/features/new-plan/new-plan.ts'],
    bundle: true,
    format: 'cjs',
    external: ['vscode'],
    write: false,
  });
  const module = { exports: {} as { registerNewPlan(client: unknown): unknown } };
  new Function('module', 'exports', 'require', outputFiles[0]!.text)(module, module.exports, () => vscode);
  const answers: Record<string, unknown> = {
    'segplan/templates': [{ name: 'one', title: 'One', description: '', text: template }],
    'segplan/outlines': { products: [], zones: [] },
  };
  module.exports.registerNewPlan({ sendRequest: async (method: string) => answers[method] });
  const document = await commands.get('segplan.newPlan')!('one');
  return { text: document!.getText(), edits };
}

describe('a plan that is begun', () => {
  const template = 'plan "New"\n\nzone a { subnet 10.0.0.0/24 }\n';

  it('is the text asked for, also where the editor gives a new document what it kept of one just closed', async () => {
    assert.deepEqual(await shown(template, 'plan "Closed a moment ago"\n'), { text: template, edits: 1 });
  });

  it('is opened as it is where nothing was kept, so that there is nothing to undo', async () => {
    assert.deepEqual(await shown(template), { text: template, edits: 0 });
    // As an editor for Windows has it.
    assert.equal((await shown(template, template.replaceAll('\n', '\r\n'))).edits, 0);
  });
});
