import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';

/** The command that starts the server anew. */
export function registerRestart(client: BaseLanguageClient): vscode.Disposable {
  return vscode.commands.registerCommand('segplan.restartServer', () => restart(client));
}

async function restart(client: BaseLanguageClient): Promise<void> {
  try {
    // A server that has died cannot be stopped, but started. One that hangs does not stop in time; that is what this command is for.
    if (client.isRunning()) await client.stop().catch(() => undefined);
    await client.start();
  } catch (error) {
    client.error('The Segplan language server did not start.', error, 'force');
  }
}
