import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type InitializeResult,
  type Message,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  type PublishDiagnosticsParams,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol/node';

const root = fileURLToPath(new URL('../..', import.meta.url));
const bundle = join(root, 'dist/server.cjs');

export interface ClientOptions {
  /** Further arguments for Node itself. */
  readonly nodeArguments?: readonly string[];
  /** The Node that runs it, where that is not the one of the tests. */
  readonly node?: string;
  /** Changes to the environment of the tests. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What is started in place of the server as the extension starts it. */
  readonly program?: readonly string[];
  readonly workspaceFolder?: string;
  /** What the client answers when it is asked for the section `segplan` of the settings. */
  readonly settings?: unknown;
  /** What the editor says that it can do; as much as VS Code, if nothing is said. */
  readonly capabilities?: ClientCapabilities;
  /** What the extension says that no other editor does. */
  readonly initializationOptions?: unknown;
}

/** An editor as the server sees one: it speaks to the bundled server over standard input and output. */
export class TestClient {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  settings: unknown;
  result!: InitializeResult;
  /** Every message about what is found, as it came in. */
  readonly messages: PublishDiagnosticsParams[] = [];
  /** What the client was asked to watch and to follow. */
  readonly registrations: { method: string; registerOptions?: unknown }[] = [];
  private readonly published = new Map<string, Diagnostic[]>();
  private readonly waiting = new Set<(uri: string, diagnostics: Diagnostic[]) => void>();
  private readonly versions = new Map<string, number>();
  private readonly seeing = new Set<(message: Message) => void>();

  private constructor(options: ClientOptions) {
    if (!existsSync(bundle)) throw new Error('dist/server.cjs is missing: run `npm run build` first.');
    this.settings = options.settings === undefined ? {} : options.settings;
    const program = options.program ?? [bundle, '--stdio'];
    this.process = spawn(options.node ?? process.execPath, [...(options.nodeArguments ?? []), ...program], {
      // What an earlier test has found is no answer of this one.
      env: { ...process.env, SEGPLAN_KEEP_FINDINGS: '0', ...options.environment },
      stdio: 'pipe',
    });
    // Listens from the first byte on: one that begins later may begin in the middle of a message, and then understands none.
    new StreamMessageReader(this.process.stdout!).listen((message) => {
      for (const see of [...this.seeing]) see(message);
    });
    this.connection = createProtocolConnection(
      new StreamMessageReader(this.process.stdout!),
      new StreamMessageWriter(this.process.stdin!),
    );
    this.connection.onNotification(PublishDiagnosticsNotification.type, (message) => {
      this.messages.push(message);
      this.accept(message.uri, message.diagnostics);
    });
    this.connection.onRequest('workspace/configuration', () => [this.settings]);
    this.connection.onRequest('client/registerCapability', ({ registrations }) => {
      this.registrations.push(...registrations);
      return null;
    });
    this.connection.listen();
  }

  /** Starts a server and shakes hands with it. */
  static async start(options: ClientOptions = {}): Promise<TestClient> {
    const client = new TestClient(options);
    const capabilities: ClientCapabilities = options.capabilities ?? {
      workspace: {
        configuration: true,
        didChangeConfiguration: { dynamicRegistration: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
        textDocumentContent: {},
      },
      textDocument: {
        publishDiagnostics: { relatedInformation: true, codeDescriptionSupport: true },
        definition: { linkSupport: true },
        documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      },
    };
    const folder = options.workspaceFolder;
    client.result = await client.connection.sendRequest(InitializeRequest.type, {
      processId: process.pid,
      rootUri: null,
      capabilities,
      initializationOptions: options.initializationOptions,
      workspaceFolders: folder ? [{ uri: folder, name: 'plans' }] : null,
    });
    await client.connection.sendNotification(InitializedNotification.type, {});
    return client;
  }

  /** Ends the server as an editor does. @returns its exit code */
  async stop(): Promise<number | null> {
    const ended = once(this.process, 'exit');
    await this.connection.sendRequest(ShutdownRequest.type);
    await this.connection.sendNotification(ExitNotification.type);
    const [code] = await ended;
    this.connection.dispose();
    return code;
  }

  /** The answer to a request that was written to the server's input by hand. */
  answerTo(id: string): Promise<{ result?: unknown; error?: { code: number } }> {
    return new Promise((resolve) => {
      const see = (message: Message): void => {
        if (!('id' in message) || message.id !== id || 'method' in message) return;
        this.seeing.delete(see);
        resolve(message as { result?: unknown });
      };
      this.seeing.add(see);
    });
  }

  /** Opens a document. @returns its first diagnostics */
  open(uri: string, text: string, languageId = 'segplan'): Promise<Diagnostic[]> {
    this.versions.set(uri, 1);
    const next = this.nextDiagnostics(uri);
    this.connection.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri, languageId, version: 1, text },
    });
    return next;
  }

  /** Sends edits without waiting for anything. */
  change(uri: string, contentChanges: TextDocumentContentChangeEvent[]): void {
    const version = this.versions.get(uri)! + 1;
    this.versions.set(uri, version);
    this.connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version }, contentChanges });
  }

  close(uri: string): void {
    this.versions.delete(uri);
    this.connection.sendNotification(DidCloseTextDocumentNotification.type, { textDocument: { uri } });
  }

  /** Closes whatever is open, and forgets what was told of it, for the next test: to start a server for each takes longer than most of them. */
  async closeAll(): Promise<void> {
    for (const uri of [...this.versions.keys()]) this.close(uri);
    await this.settledDiagnostics('');
    this.messages.length = 0;
  }

  /** The next diagnostics that come in for a document from now on, and are as a test wants them. */
  nextDiagnostics(uri: string, wanted: (diagnostics: Diagnostic[]) => boolean = () => true): Promise<Diagnostic[]> {
    return new Promise((resolve) => {
      const see = (about: string, diagnostics: Diagnostic[]): void => {
        if (about !== uri || !wanted(diagnostics)) return;
        this.waiting.delete(see);
        resolve(diagnostics);
      };
      this.waiting.add(see);
    });
  }

  /** The diagnostics once everything that was sent is worked in. */
  async settledDiagnostics(uri: string): Promise<Diagnostic[]> {
    // Answered once all of the workspace is there, and only when no change is left to work in; diagnostics go out before.
    await this.connection.sendRequest('workspace/symbol', { query: 'nothing has this name' });
    await this.connection.sendRequest('segplan/targets');
    return this.published.get(uri) ?? [];
  }

  /** What was sent last of a document; nothing where nothing was. */
  lastDiagnostics(uri: string): Diagnostic[] | undefined {
    return this.published.get(uri);
  }

  private accept(uri: string, diagnostics: Diagnostic[]): void {
    this.published.set(uri, diagnostics);
    for (const see of [...this.waiting]) see(uri, diagnostics);
  }
}
