import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { type Api, startExtension } from './start.ts';

// The extension host in a browser is a worker itself; the types of Node know none.
declare class Worker {
  constructor(url: string);
}

/** Starts the extension in a browser, with the server in a worker. */
export function activate(context: vscode.ExtensionContext): Promise<Api> {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist/server.browser.js').toString(true);
  type ServerOptions = ConstructorParameters<typeof LanguageClient>[2];
  // A function, so that each restart gets a worker of its own.
  const server = (async () => new Worker(script)) as unknown as ServerOptions;
  return startExtension(context, (id, name, options) => new LanguageClient(id, name, server, options));
}
