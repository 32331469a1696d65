import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { buildCli, folderWith, planWith, removeFolders, root } from '../cli/segplan.ts';

const { contributes } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

interface Task {
  definition: object;
  name: string;
  execution: { process: string; args: string[]; options: { cwd: string; env: Record<string, string> } };
  matchers: string;
}

interface Provider {
  provideTasks(): Task[];
  resolveTask(task: { definition: object; scope: unknown }): Task | undefined;
}

/** The feature as it is bundled, in an editor that is made up. */
function provided(folders: readonly object[]): { type: string; provider: Provider } {
  let found: { type: string; provider: Provider } | undefined;
  const vscode = {
    Uri: { joinPath: (base: { fsPath: string }, path: string) => ({ fsPath: join(base.fsPath, path) }) },
    TaskGroup: { Test: 'test' },
    TaskRevealKind: { Silent: 2 },
    ProcessExecution: class {
      constructor(process: string, args: string[], options: object) {
        Object.assign(this, { process, args, options });
      }
    },
    Task: class {
      constructor(definition: object, scope: object, name: string, source: string, execution: object, matchers: string) {
        Object.assign(this, { definition, scope, name, source, execution, matchers });
      }
    },
    tasks: { registerTaskProvider: (type: string, provider: Provider) => (found = { type, provider }) },
    workspace: { workspaceFolders: folders },
  };
  const entryPoints = ['client/features/tasks/tasks.ts'];
  const { outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints,
    bundle: true,
    format: 'cjs',
    external: ['vscode'],
    write: false,
  });
  const module = { exports: {} as { registerTasks(context: unknown, node: string): unknown } };
  new Function('module', 'exports', 'require', outputFiles[0]!.text)(module, module.exports, () => vscode);
  module.exports.registerTasks({ extensionUri: { fsPath: root } }, process.execPath);
  return found!;
}

describe('tasks of the editor', () => {
  before(buildCli);
  after(removeFolders);

  it('check a folder of the workspace, by the type of the manifest, and the matcher reads every finding', () => {
    const folder = folderWith({
      'my plans/a.segplan': planWith('allow vbr -> repo : tcp 2500-3300', 'allow vbr -> repo : tcp 2500-3300'),
      'b.segplan': 'use vmware\nzone a { subnet 10.0.0.0/24 component x : vmware.esxi }\n',
    });
    const { type, provider } = provided([{ index: 0, name: 'plans', uri: { scheme: 'file', fsPath: folder } }]);
    assert.deepEqual(
      [type],
      contributes.taskDefinitions.map((each: { type: string }) => each.type),
    );
    const [task] = provider.provideTasks();
    assert.equal(task!.matchers, `$${contributes.problemMatchers[0].name}`);
    const { process: program, args, options } = task!.execution;
    const { stdout, status } = spawnSync(program, args, {
      cwd: options.cwd,
      encoding: 'utf8',
      env: { ...process.env, ...options.env },
    });
    assert.equal(status, 1);
    const [{ pattern }] = contributes.problemMatchers;
    const { regexp, file, line, column, severity, code } = contributes.problemPatterns.find(
      (p: { name: string }) => `$${p.name}` === pattern,
    );
    const found = stdout.split('\n').flatMap((each) => {
      const match = new RegExp(regexp).exec(each);
      return match
        ? [
            {
              file: match[file],
              line: Number(match[line]),
              column: Number(match[column]),
              level: match[severity],
              code: match[code],
            },
          ]
        : [];
    });
    const json = spawnSync(program, [args[0]!, 'check', '.', '--format', 'json'], { cwd: options.cwd, encoding: 'utf8' });
    const expected = JSON.parse(json.stdout).files.flatMap(
      ({
        file: name,
        diagnostics,
      }: {
        file: string;
        diagnostics: { range: { start: { line: number; character: number } }; severity: string; code: string }[];
      }) =>
        diagnostics.map((d) => ({
          file: name,
          line: d.range.start.line + 1,
          column: d.range.start.character + 1,
          level: d.severity,
          code: d.code,
        })),
    );
    assert.deepEqual(found, expected);
    assert.ok(new Set(found.map((f) => f.level)).size >= 3, JSON.stringify(found));
  });

  it('take a path and a phase from tasks.json, and neither for an option', () => {
    const folder = { index: 0, name: 'plans', uri: { scheme: 'file', fsPath: '/plans' } };
    const { provider } = provided([{ index: 0, name: 'far', uri: { scheme: 'vscode-vfs', fsPath: '/far' } }, folder]);
    assert.equal(provider.provideTasks().length, 1);
    const definition = { type: 'segplan', path: '--help', phase: 'deployment' };
    const task = provider.resolveTask({ definition, scope: folder })!;
    assert.equal(task.definition, definition);
    assert.deepEqual(task.execution.args.slice(1), ['check', '--phase=deployment', '--', '--help']);
    assert.equal(provided([]).provider.resolveTask({ definition, scope: undefined }), undefined);
  });
});
