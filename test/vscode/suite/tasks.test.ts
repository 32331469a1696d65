import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { waitFor, workspaceUri } from './support.ts';

describe('Tasks: segplan', () => {
  const uri = workspaceUri('tasked/closed.segplan');
  before(() =>
    vscode.workspace.fs.writeFile(
      uri,
      new TextEncoder().encode('zone a { subnet 10.1.0.0/24 }\n\nallow a -> nowhere : tcp 80\n'),
    ),
  );
  after(() => vscode.workspace.fs.delete(workspaceUri('tasked'), { recursive: true }));

  it('brings what is wrong in a plan that nobody has open into the list of problems', async () => {
    const tasks = await vscode.tasks.fetchTasks({ type: 'segplan' });
    const task = tasks.find(({ name }) => name === 'check');
    assert.ok(task, `${tasks.map(({ name }) => name)}`);
    // The server may find the same, and links each of its codes to a page.
    const ofTask = (): vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri).filter(({ code }) => typeof code === 'string');
    assert.equal(ofTask().length, 0);
    const ended = new Promise<number | undefined>((done) => {
      const watch = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.definition.type !== 'segplan') return;
        watch.dispose();
        done(exitCode);
      });
    });
    await vscode.tasks.executeTask(task);
    assert.equal(await ended, 1);
    await waitFor(() => ofTask().length > 0, 'the problems of the task');
    const [{ range, severity, message, code }] = ofTask() as [vscode.Diagnostic];
    assert.deepEqual(
      [range.start.line, range.start.character, severity, code],
      [2, 11, vscode.DiagnosticSeverity.Error, 'unknown-name'],
    );
    assert.match(message, /nowhere/);
  });
});
