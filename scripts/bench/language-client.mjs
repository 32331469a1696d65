// Talks to a language server as an editor does, and reads what it costs.
import { spawn } from 'node:child_process';
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

/** A language server with one open document. */
export class LanguageClient {
  /** @param command the program and its arguments */
  constructor(command, languageId, uri) {
    this.languageId = languageId;
    this.uri = uri;
    this.version = 0;
    this.waiting = [];
    this.child = spawn(command[0], command.slice(1), {
      stdio: ['pipe', 'pipe', process.env.SEGPLAN_BENCH_LOG ? 'inherit' : 'ignore'],
    });
    this.child.on('exit', (code) => {
      if (!this.stopped) throw new Error(`${command.join(' ')} ended with ${code}.`);
    });
    this.connection = createMessageConnection(
      new StreamMessageReader(this.child.stdout),
      new StreamMessageWriter(this.child.stdin),
    );
    this.connection.onNotification('textDocument/publishDiagnostics', (params) => {
      if (params.uri !== this.uri) return;
      this.diagnostics = params.diagnostics;
      this.published = performance.now();
      for (const resolve of this.waiting.splice(0)) resolve();
    });
    this.connection.onRequest('workspace/configuration', ({ items }) => items.map(() => ({})));
    this.connection.onRequest('client/registerCapability', () => null);
    this.connection.onRequest(() => null);
    this.connection.listen();
  }

  async start(settings) {
    await this.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      capabilities: {
        textDocument: { publishDiagnostics: { versionSupport: true }, completion: { completionItem: { snippetSupport: true } } },
        workspace: { configuration: true },
      },
      initializationOptions: {},
    });
    this.connection.sendNotification('initialized', {});
    if (settings) this.connection.sendNotification('workspace/didChangeConfiguration', { settings });
  }

  /** What happens until the diagnostics that follow are there and the server is at rest: processor time, and how long they took. */
  async untilPublished(act) {
    const [cpu, time] = [processorTime(this.child.pid), performance.now()];
    const published = new Promise((resolve) => this.waiting.push(resolve));
    await act();
    await published;
    await this.rest();
    return { cpu: processorTime(this.child.pid) - cpu, time: this.published - time };
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

  open(text) {
    this.text = text;
    return this.untilPublished(() =>
      this.connection.sendNotification('textDocument/didOpen', {
        textDocument: { uri: this.uri, languageId: this.languageId, version: ++this.version, text },
      }),
    );
  }

  position(offset) {
    const before = this.text.slice(0, offset);
    const line = before.split('\n').length - 1;
    return { line, character: offset - before.lastIndexOf('\n') - 1 };
  }

  send(offset, length, text) {
    const range = { start: this.position(offset), end: this.position(offset + length) };
    this.text = this.text.slice(0, offset) + text + this.text.slice(offset + length);
    this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uri, version: ++this.version },
      contentChanges: [{ range, text }],
    });
  }

  change(offset, length, text) {
    return this.untilPublished(() => this.send(offset, length, text));
  }

  /** @returns what a request costs, and how long its answer took */
  async request(method, offset, more = {}) {
    const [cpu, time] = [processorTime(this.child.pid), performance.now()];
    const result = await this.connection.sendRequest(method, {
      textDocument: { uri: this.uri },
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

  stop() {
    this.stopped = true;
    this.connection.dispose();
    this.child.kill('SIGKILL');
  }
}
