import * as vscode from 'vscode';

/** The type of tasks, and the matcher of what they print, as the manifest declares them. */
const TYPE = 'segplan';
const MATCHER = '$segplan';

/** What a task of `tasks.json` says. */
interface Definition extends vscode.TaskDefinition {
  /** A plan or a folder, seen from the workspace folder; all of it, if nothing is said. */
  readonly path?: string;
  readonly phase?: string;
}

/**
 * Offers _segplan: check_ for each folder of the workspace: its findings come into the list of problems also for plans that nobody has open.
 * @param node the program that runs scripts, which may be the editor itself
 */
export function registerTasks({ extensionUri }: vscode.ExtensionContext, node: string): vscode.Disposable {
  const program = vscode.Uri.joinPath(extensionUri, 'dist/cli.cjs').fsPath;
  const task = (definition: Definition, scope: vscode.WorkspaceFolder): vscode.Task => {
    const { path = '.', phase } = definition;
    const phases = phase ? [`--phase=${phase}`] : [];
    const execution = new vscode.ProcessExecution(node, [program, 'check', ...phases, '--', path], {
      cwd: scope.uri.fsPath,
      env: { ELECTRON_RUN_AS_NODE: '1' },
    });
    const made = new vscode.Task(definition, scope, path === '.' ? 'check' : `check ${path}`, TYPE, execution, MATCHER);
    made.group = vscode.TaskGroup.Test;
    made.presentationOptions = { reveal: vscode.TaskRevealKind.Silent, clear: true };
    return made;
  };
  const folders = (): vscode.WorkspaceFolder[] =>
    (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  return vscode.tasks.registerTaskProvider(TYPE, {
    provideTasks: () => folders().map((folder) => task({ type: TYPE }, folder)),
    // One of `tasks.json` says where it belongs; one of the user's own settings belongs to the first folder.
    resolveTask: ({ definition, scope }) => {
      const folder =
        folders().find((each) => each === scope || (typeof scope === 'object' && each.index === scope.index)) ?? folders()[0];
      return folder && task(definition as Definition, folder);
    },
  });
}
