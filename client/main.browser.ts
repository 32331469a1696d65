import * as vscode from 'vscode';
import { BrowserMessageReader, BrowserMessageWriter, LanguageClient, State } from 'vscode-languageclient/browser';
import { type Api, startExtension } from './start.ts';

type Port = ConstructorParameters<typeof BrowserMessageReader>[0];

// The extension host in a browser is a worker itself; the types of Node know none.
declare class Worker implements Port {
  constructor(url: string);
  onmessage: Port['onmessage'];
  postMessage: Port['postMessage'];
  addEventListener: Port['addEventListener'];
  terminate(): void;
}

/** Starts the extension in a browser, with the server in a worker. */
export function activate(context: vscode.ExtensionContext): Promise<Api> {
  const script = vscode.Uri.joinPath(context.extensionUri, 'dist/server.browser.js').toString(true);
  type ServerOptions = ConstructorParameters<typeof LanguageClient>[2];
  let running: Worker | undefined;
  // A function, so that each restart gets a worker of its own. A reader and a writer, and not the worker: the extension host puts a class of its own
  // in the place of `Worker`, and the client no longer sees that what it gets is one.
  const server = (async () => {
    running = new Worker(script);
    return { reader: new BrowserMessageReader(running), writer: new BrowserMessageWriter(running) };
  }) as unknown as ServerOptions;
  return startExtension(context, (id, name, options) => {
    const client = new LanguageClient(id, name, server, options);
    client.onDidChangeState(({ newState }) => {
      // No server in a worker ends by itself.
      if (newState !== State.Stopped) return;
      running?.terminate();
      running = undefined;
    });
    return client;
  });
}
