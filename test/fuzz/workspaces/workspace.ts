// A folder with an editor and its server, and what may be done with them.
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { CancellationTokenSource } from 'vscode-languageserver-protocol/node';
import { TestClient } from '../../server/client.ts';
import { picker } from '../../support/changed-lines.ts';
import { everythingShown } from './shown.ts';

/** One thing that an editor, or somebody else on the machine, does. What makes no sense by then does nothing. */
export type Act =
  | { readonly do: 'write' | 'open' | 'change' | 'replace'; readonly name: string; readonly text: string }
  | { readonly do: 'remove' | 'save' | 'close'; readonly name: string }
  | { readonly do: 'rename'; readonly name: string; readonly to: string }
  /** The editor tells so many of the events of files that it has not told yet, and one of them again. */
  | { readonly do: 'tell'; readonly most: number; readonly again: boolean }
  | { readonly do: 'set'; readonly checks: object; readonly isSent: boolean }
  /** Asks something, and withdraws it after some milliseconds, or never. */
  | { readonly do: 'ask'; readonly method: string; readonly name?: string; readonly more: object; readonly until?: number }
  | { readonly do: 'wait'; readonly milliseconds: number }
  /** Lets the server come to rest, and holds what it shows against one that begins. */
  | { readonly do: 'rest'; readonly places: number };

/** JSON-RPC's own code for a server that failed. */
const INTERNAL = -32603;

/** So often it is looked whether a server has come to rest: what is closed or audited is worked in a little later. */
const LOOKS = 8;

/** A server that takes longer to come to rest hangs, however busy the machine is. */
const MOST_MILLISECONDS = 90_000;

/** Kinds of events of files. */
const [CREATED, CHANGED, DELETED] = [1, 2, 3] as const;

export class Workspace {
  readonly disk = new Map<string, string>();
  readonly open = new Map<string, string>();
  /** What has gone wrong. */
  readonly failed: string[] = [];
  private readonly folder = mkdtempSync(join(tmpdir(), 'segplan-'));
  private readonly pending = new Set<Promise<unknown>>();
  /** What the editor has not told yet of what happened on the disk. */
  private events: { readonly uri: string; readonly type: number }[] = [];
  private readonly known = new Set<string>();
  private settings: object = {};
  private readonly pulls: boolean;
  private client!: TestClient;

  /** @param pulls whether the editor fetches findings */
  constructor(pulls: boolean) {
    this.pulls = pulls;
  }

  async begin(): Promise<void> {
    this.events = [];
    this.client = await this.start();
  }

  /** Takes all of it away, whatever has become of it. */
  leave(): void {
    this.client?.process.kill();
    rmSync(this.folder, { recursive: true });
  }

  async act(act: Act): Promise<void> {
    switch (act.do) {
      case 'write':
        return this.write(act.name, act.text);
      case 'remove':
        return this.remove(act.name);
      case 'rename':
        return this.rename(act.name, act.to);
      case 'open':
        return this.openFile(act.name, act.text);
      case 'change':
      case 'replace':
        return this.change(act.name, act.text, act.do === 'replace');
      case 'save':
        return this.save(act.name);
      case 'close':
        return this.close(act.name);
      case 'tell':
        return this.tell(act.most, act.again);
      case 'set':
        return this.set(act.checks, act.isSent);
      case 'ask':
        return this.ask(act.method, act.name, act.more, act.until);
      case 'wait':
        await wait(act.milliseconds);
        return;
      case 'rest':
        return await this.inTime(this.rest(act.places));
    }
  }

  /** The editor ends the server as it should, or goes away while it writes. @returns whether the server is gone as well */
  async end(isOrderly: boolean): Promise<boolean> {
    const ended = once(this.client.process, 'exit');
    if (isOrderly) void this.client.stop();
    else {
      for (const [name, text] of this.open) this.change(name, `${text}// gone`, false);
      // Messages go out one after the other: whatever waited on a busy machine is written once this one is, and nothing comes behind the end.
      await this.client.connection.sendNotification('$/setTrace', { value: 'off' });
      this.client.connection.dispose();
      this.client.process.stdin!.end('Content-Length: 5000\r\n\r\n{"jsonrpc":"2.0",');
    }
    return (await Promise.race([ended, wait(20_000, 'late', { ref: false })])) !== 'late';
  }

  private async inTime(work: Promise<void>): Promise<void> {
    const late = wait(MOST_MILLISECONDS, 'late', { ref: false });
    if ((await Promise.race([work, late])) === 'late') this.failed.push('the server does not come to rest');
  }

  private uriOf(name: string): string {
    const uri = pathToFileURL(join(this.folder, name)).toString();
    this.known.add(uri);
    return uri;
  }

  private async start(): Promise<TestClient> {
    const client = await TestClient.start({
      workspaceFolder: pathToFileURL(this.folder).toString(),
      settings: this.settings,
      ...(this.pulls ? { initializationOptions: { diagnostics: 'pull' } } : {}),
    });
    client.process.stderr!.on('data', (bytes: Buffer) => {
      // One may go while the folder is read.
      const told = `${bytes}`;
      if (!/ could not be read: \[Error: ENOENT/.test(told)) this.failed.push(`the server told: ${told}`);
    });
    client.process.stdin!.on('error', () => {});
    return client;
  }

  private write(name: string, text: string): void {
    const path = join(this.folder, name);
    mkdirSync(dirname(path), { recursive: true });
    this.events.push({ uri: this.uriOf(name), type: this.disk.has(name) ? CHANGED : CREATED });
    writeFileSync(path, text);
    this.disk.set(name, text);
  }

  private remove(name: string): void {
    if (!this.disk.delete(name)) return;
    rmSync(join(this.folder, name));
    this.events.push({ uri: this.uriOf(name), type: DELETED });
  }

  private rename(name: string, to: string): void {
    const text = this.disk.get(name);
    if (text === undefined || existsSync(join(this.folder, to))) return;
    mkdirSync(dirname(join(this.folder, to)), { recursive: true });
    renameSync(join(this.folder, name), join(this.folder, to));
    this.disk.delete(name);
    this.disk.set(to, text);
    this.events.push({ uri: this.uriOf(name), type: DELETED }, { uri: this.uriOf(to), type: CREATED });
  }

  private openFile(name: string, text: string): void {
    if (this.open.has(name)) return;
    this.open.set(name, text);
    void this.client.open(this.uriOf(name), text);
  }

  /** Gives an open document a text: as a whole, or as the edit that it takes. */
  private change(name: string, text: string, isWhole: boolean): void {
    const former = this.open.get(name);
    if (former === undefined) return;
    this.open.set(name, text);
    // A carriage return and its line feed are one end of a line, and no edit lies between them.
    if (isWhole || /\r/.test(former + text)) {
      this.client.change(this.uriOf(name), [{ text }]);
      return;
    }
    let [start, end] = [0, 0];
    const most = Math.min(former.length, text.length);
    while (start < most && former[start] === text[start]) start++;
    while (end < most - start && former.at(-1 - end) === text.at(-1 - end)) end++;
    const range = { start: positionAt(former, start), end: positionAt(former, former.length - end) };
    this.client.change(this.uriOf(name), [{ range, text: text.slice(start, text.length - end) }]);
  }

  private save(name: string): void {
    const text = this.open.get(name);
    if (text === undefined) return;
    this.write(name, text);
    this.send('textDocument/didSave', { textDocument: { uri: this.uriOf(name) } });
  }

  private close(name: string): void {
    if (this.open.delete(name)) this.client.close(this.uriOf(name));
  }

  private tell(most: number, again: boolean): void {
    const changes = this.events.splice(0, most);
    if (!changes.length) return;
    if (again) changes.push(changes[0]!);
    this.send('workspace/didChangeWatchedFiles', { changes });
  }

  private set(checks: object, isSent: boolean): void {
    this.settings = { checks };
    this.client.settings = this.settings;
    this.send('workspace/didChangeConfiguration', { settings: isSent ? { segplan: this.settings } : null });
  }

  private send(method: string, parameters: object): void {
    void this.client.connection.sendNotification(method, parameters);
  }

  private ask(method: string, name: string | undefined, more: object, until?: number): void {
    const uri = name === undefined ? undefined : this.uriOf(name);
    const parameters = { ...more, ...(uri ? { uri, textDocument: { uri } } : {}) };
    const source = new CancellationTokenSource();
    const answer = this.client.connection.sendRequest(method, parameters, source.token).then(
      () => {},
      (error: { code?: number; message: string }) => {
        if (error.code === INTERNAL) this.failed.push(`${method} ${JSON.stringify(parameters)}: ${error.message}`);
      },
    );
    this.pending.add(answer);
    void answer.finally(() => this.pending.delete(answer));
    if (until !== undefined) setTimeout(() => source.cancel(), until);
  }

  private async rest(places: number): Promise<void> {
    this.tell(Number.POSITIVE_INFINITY, false);
    await Promise.all(this.pending);
    const fresh = await this.start();
    try {
      for (const [name, text] of [...this.open].reverse()) void fresh.open(this.uriOf(name), text);
      const open = new Map([...this.open].map(([name, text]) => [this.uriOf(name), text]));
      const others = [...this.known].filter((uri) => uri.endsWith('.segplan') && !open.has(uri));
      let different = '';
      for (let look = 0; look < LOOKS; look++) {
        const [now, then] = [await this.shown(this.client, open, others, places), await this.shown(fresh, open, others, places)];
        different = differenceOf(now, then);
        if (!different || this.failed.length) break;
        await wait(100 * (look + 1));
      }
      if (different) this.failed.push(different);
    } finally {
      fresh.process.kill();
    }
  }

  private shown(client: TestClient, open: ReadonlyMap<string, string>, others: readonly string[], places: number) {
    return everythingShown(client, open, others, this.pulls, picker(places));
  }
}

/** What two servers show otherwise, with its surroundings; nothing where that is nothing. */
function differenceOf(now: ReadonlyMap<string, string>, fresh: ReadonlyMap<string, string>): string {
  const told = [...new Set([...now.keys(), ...fresh.keys()])].flatMap((what) => {
    const [one, other] = [now.get(what), fresh.get(what)];
    if (one === other) return [];
    const [first, second] = [listOf(one), listOf(other)];
    const part = (mine: readonly string[], others: readonly string[]) =>
      mine.filter((each) => !others.includes(each)).slice(0, 3);
    return [`${what}:\n  only now ${part(first, second).join('\n    ')}\n  only fresh ${part(second, first).join('\n    ')}`];
  });
  return told.slice(0, 4).join('\n');
}

/** An answer in parts that can be compared one by one. */
function listOf(text: string | undefined): readonly string[] {
  const value: unknown = JSON.parse(text ?? 'null');
  return (Array.isArray(value) ? value : [value]).map((each) => JSON.stringify(each).slice(0, 1000));
}

function positionAt(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)!.length };
}
