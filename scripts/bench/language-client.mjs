// Talks to a language server as an editor does, and reads what it costs.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node';

/** What a process has computed so far, in milliseconds, all of its threads together. */
function processorTime(pid) {
  let sum = 0;
  for (const task of readdirSync(`/proc/${pid}/task`))
    try {
      sum += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]);
    } catch {
      // The thread has ended.
    }
  return sum / 1e6;
}

function memory(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const of = (name) => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0) / 1024;
  return { peak: of('VmHWM'), now: of('VmRSS') };
}

/** A document as the editor has it. */
class OpenDocument {
  version = 0;
  published = Promise.withResolvers();
  text = '';

  constructor(uri) {
    this.uri = uri;
  }

  position(offset) {
    const before = this.text.slice(0, offset);
    const line = before.split('\n').length - 1;
    return { line, character: offset - before.lastIndexOf('\n') - 1 };
  }
}

/** A language server with the documents that are open in it, of which one is in front. */
export class LanguageClient {
  /**
   * @param command the program and its arguments
   * @param environment changes to that of the bench; unless it says otherwise, no server is told what an earlier one has found
   */
  constructor(command, languageId, uri, environment = {}) {
    this.languageId = languageId;
    this.documents = new Map();
    this.front = this.document(uri);
    this.child = spawn(command[0], command.slice(1), {
      env: { ...process.env, SEGPLAN_KEEP_FINDINGS: '0', ...environment },
      stdio: ['pipe', 'pipe', process.env.SEGPLAN_BENCH_LOG ? 'inherit' : 'ignore'],
    });
    this.child.on('exit', (code) => {
      if (!this.stopped) throw new Error(`${command.join(' ')} ended with ${code}.`);
    });
    this.connection = createMessageConnection(
      new StreamMessageReader(this.child.stdout),
      new StreamMessageWriter(this.child.stdin),
    );
    this.connection.onNotification('textDocument/publishDiagnostics', ({ uri: about, diagnostics }) => {
      const document = this.documents.get(about);
      if (!document) return;
      document.diagnostics = diagnostics;
      document.publishedAt = performance.now();
      document.published.resolve();
      document.published = Promise.withResolvers();
    });
    this.connection.onRequest('workspace/configuration', ({ items }) => items.map(() => ({})));
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onRequest(() => null);
    this.connection.listen();
  }

  document(uri) {
    let document = this.documents.get(uri);
    if (!document) {
      document = new OpenDocument(uri);
      this.documents.set(uri, document);
    }
    return document;
  }

  get text() {
    return this.front.text;
  }

  get diagnostics() {
    return this.front.diagnostics;
  }

  /** @param folder the address of a folder to open */
  async start(settings, folder) {
    await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: folder ?? null,
      workspaceFolders: folder ? [{ uri: folder, name: 'plans' }] : null,
      capabilities: {
        textDocument: {
          publishDiagnostics: { versionSupport: true },
          completion: { completionItem: { snippetSupport: true } },
          documentSymbol: { hierarchicalDocumentSymbolSupport: true },
        },
        workspace: { configuration: true },
      },
      initializationOptions: {},
    });
    this.connection.sendNotification('initialized', {});
    if (settings) this.connection.sendNotification('workspace/didChangeConfiguration', { settings });
  }

  /** What happens until the diagnostics that follow are there and the server is at rest: processor time, and how long they took. */
  async untilPublished(act, document = this.front) {
    const [cpu, time] = [processorTime(this.child.pid), performance.now()];
    const published = document.published.promise;
    await act();
    await published;
    const first = processorTime(this.child.pid) - cpu;
    await this.rest();
    return { cpu: processorTime(this.child.pid) - cpu, first, time: document.publishedAt - time };
  }

  /** Waits until the server computes nothing for a while. */
  async rest(quiet = 150) {
    for (let before = -1, same = 0; same < quiet; ) {
      const now = processorTime(this.child.pid);
      same = now - before < 1 ? same + 25 : 0;
      before = now;
      await wait(25);
    }
  }

  open(text, document = this.front) {
    document.text = text;
    return this.untilPublished(
      () =>
        this.connection.sendNotification('textDocument/didOpen', {
          textDocument: { uri: document.uri, languageId: this.languageId, version: ++document.version, text },
        }),
      document,
    );
  }

  position(offset) {
    return this.front.position(offset);
  }

  send(offset, length, text, document = this.front) {
    const range = { start: document.position(offset), end: document.position(offset + length) };
    document.text = document.text.slice(0, offset) + text + document.text.slice(offset + length);
    this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: document.uri, version: ++document.version },
      contentChanges: [{ range, text }],
    });
  }

  change(offset, length, text, document = this.front) {
    return this.untilPublished(() => this.send(offset, length, text, document), document);
  }

  /** @returns what a request costs, and how long its answer took */
  async request(method, offset, more = {}) {
    const [cpu, time] = [processorTime(this.child.pid), performance.now()];
    const result = await this.connection.sendRequest(method, {
      textDocument: { uri: this.front.uri },
      ...(offset === undefined ? {} : { position: this.position(offset) }),
      ...more,
    });
    const took = performance.now() - time;
    return { cpu: processorTime(this.child.pid) - cpu, time: took, result };
  }

  memory() {
    return memory(this.child.pid);
  }

  processorTime() {
    return processorTime(this.child.pid);
  }

  /** Ends the server as an editor does. */
  async end() {
    this.stopped = true;
    const ended = once(this.child, 'exit');
    await this.connection.sendRequest('shutdown');
    this.connection.sendNotification('exit');
    await ended;
    this.connection.dispose();
  }

  stop() {
    this.stopped = true;
    this.connection.dispose();
    this.child.kill('SIGKILL');
  }
}
