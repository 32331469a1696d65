import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { registerAssistants } from './features/assistants/assistants.ts';
import { registerTasks } from './features/tasks/tasks.ts';
import { type Api, startExtension } from './start.ts';

/** Starts the extension where Node is: on the desktop and on remote machines. */
export function activate(context: vscode.ExtensionContext): Promise<Api> {
  context.subscriptions.push(registerAssistants(context, process.execPath), registerTasks(context, process.execPath));
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist/server.cjs').fsPath;
  // By itself Node says how much memory there is.
  const memory = vscode.workspace.getConfiguration('segplan').get<number>('server.memory') ?? 0;
  const room = memory > 0 ? [`--max-old-space-size=${Math.round(memory)}`] : [];
  const run = { module, transport: TransportKind.ipc, options: { execArgv: room } };
  const debug = { ...run, options: { execArgv: ['--nolazy', '--enable-source-maps', '--inspect=6009', ...room] } };
  return startExtension(context, (id, name, options) => new LanguageClient(id, name, { run, debug }, options));
}
