import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';
import writeExcelFile from 'write-excel-file/node';
import { INVENTORY_METHOD, type InventoryResult } from '../../server/protocol.ts';
import { PLAN } from './plans.ts';

type Message = { id?: number; method?: string; params?: unknown; result?: unknown; error?: unknown };

/** The other side of a worker: the bundle runs with nothing of Node, and messages go through its `self`. */
class WorkerClient {
  readonly diagnostics = new Map<string, unknown[]>();
  private readonly self: {
    onmessage?: (event: { data: unknown }) => void;
    addEventListener: () => void;
    postMessage: (message: Message) => void;
  };
  private readonly answers = new Map<number, (message: Message) => void>();
  private readonly files: Record<string, string | Buffer | undefined>;
  private ids = 0;

  constructor(files: Record<string, string | Buffer | undefined>) {
    this.files = files;
    this.self = {
      addEventListener: () => undefined,
      postMessage: (message) => setImmediate(() => this.receive(structuredClone(message))),
    };
    const self = this.self;
    const context = createContext({
      self,
      console,
      setTimeout,
      clearTimeout,
      atob,
      btoa,
      Blob,
      TextEncoder,
      TextDecoder,
      URL,
      performance,
      crypto,
    });
    runInContext(readFileSync(new URL('../../dist/server.browser.js', import.meta.url), 'utf8'), context);
  }

  send(message: Message): void {
    this.self.onmessage?.({ data: { jsonrpc: '2.0', ...message } });
  }

  request(method: string, params: unknown): Promise<Message> {
    const id = this.ids++;
    this.send({ id, method, params });
    return new Promise((resolve) => this.answers.set(id, resolve));
  }

  /** Waits for what is found in a file. */
  async found(uri: string): Promise<unknown[]> {
    while (!this.diagnostics.has(uri)) await new Promise((done) => setTimeout(done, 20));
    return this.diagnostics.get(uri)!;
  }

  private receive(message: Message): void {
    if (!message.method) this.answers.get(message.id!)?.(message);
    else if (message.id !== undefined) this.send({ id: message.id, ...this.serve(message.method, message.params) });
    else if (message.method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = message.params as { uri: string; diagnostics: unknown[] };
      this.diagnostics.set(uri, diagnostics);
    }
  }

  /** What a file holds, or an error for one that is listed and cannot be read. */
  private read(name: string): Message {
    const text = this.files[name];
    return text === undefined
      ? { error: { code: -32603, message: 'not readable' } }
      : { result: Buffer.from(text).toString('base64') };
  }

  /** The files of a virtual workspace, as the extension would hand them out. */
  private serve(method: string, params: unknown): Message {
    const { uri } = (params ?? {}) as { uri: string };
    switch (method) {
      case 'segplan/files/list':
        return { result: Object.keys(this.files).map((name) => ({ uri: `${uri}/${name}`, isFile: true, isDirectory: false })) };
      case 'segplan/files/read':
        return this.read(uri.slice(uri.lastIndexOf('/') + 1));
      case 'workspace/configuration':
        return { result: [{}] };
      default:
        return { result: null };
    }
  }
}

describe('the server in a browser', () => {
  it('checks the plans of a virtual workspace and what they import, though one file cannot be read', async () => {
    const vendor = PLAN.slice(PLAN.indexOf('vendor acme'));
    const client = new WorkerClient({
      'plan.segplan': `import "vendor.segplan"\n${PLAN.replace(vendor, '').replace(': acme.data', ': tcp 5000-5004')}`,
      'vendor.segplan': vendor,
      'wide.segplan': Buffer.from('\ufeffzone wide { subnet 10.98.0.0/24 }\n', 'utf16le'),
      'imports-wide.segplan': 'import "./wide.segplan"\nzone narrow { subnet 10.97.0.0/24 }\n',
      'notes.txt': 'zone zone zone',
      'unreadable.segplan': undefined,
    });
    const folder = 'vscode-vfs://host/plans';
    const { result } = await client.request('initialize', {
      processId: null,
      rootUri: null,
      capabilities: { workspace: { configuration: true } },
      workspaceFolders: [{ uri: folder, name: 'plans' }],
    });
    assert.ok((result as { capabilities: { hoverProvider?: boolean } }).capabilities.hoverProvider);
    client.send({ method: 'initialized', params: {} });
    for (const name of ['plan', 'vendor', 'imports-wide']) await client.found(`${folder}/${name}.segplan`);
    assert.deepEqual(
      [...client.diagnostics]
        .filter(([uri]) => uri.startsWith(folder))
        .map(([uri, all]) => [uri, all.map((d) => (d as { code: string }).code)]),
      [
        [`${folder}/plan.segplan`, ['missing-flow']],
        [`${folder}/vendor.segplan`, []],
        [`${folder}/imports-wide.segplan`, ['unknown-import']],
      ],
    );
    const [{ message }] = (await client.found(`${folder}/imports-wide.segplan`)) as [{ message: string }];
    assert.match(message, /it is in UTF-16/);
  });

  it('gives the pages that findings link to', async () => {
    const client = new WorkerClient({});
    await client.request('initialize', {
      processId: null,
      rootUri: null,
      capabilities: { workspace: { textDocumentContent: {} } },
      workspaceFolders: null,
    });
    client.send({ method: 'initialized', params: {} });
    const { result } = await client.request('workspace/textDocumentContent', { uri: 'builtin:/checks/missing-flow.md' });
    assert.match((result as { text: string }).text, /^# missing-flow\n/);
  });

  it('puts the machines of a spreadsheet into a plan', async () => {
    const client = new WorkerClient({});
    await client.request('initialize', { processId: null, rootUri: null, capabilities: {}, workspaceFolders: null });
    client.send({ method: 'initialized', params: {} });
    const rows = [
      ['VM', 'Primary IP Address'],
      ['vbr01', '10.10.0.10'],
    ];
    const sheet = await writeExcelFile(
      rows.map((row) => row.map((value) => ({ value }))),
      {},
    ).toBuffer();
    const asked = { name: 'machines.xlsx', content: sheet.toString('base64') };
    const { result, error } = await client.request(INVENTORY_METHOD, asked);
    assert.equal(error, undefined);
    assert.match(
      (result as InventoryResult).change.newText,
      /component vbr01 at 10\.10\.0\.10 \/\/ perhaps veeam\.backup-server$/m,
    );
  });

  it('has nothing read outside of a virtual workspace that is not trusted', async () => {
    const client = new WorkerClient({
      'plan.segplan': 'import "../outside.segplan"\nimport "./inside.segplan"\n',
      'inside.segplan': '',
    });
    const folder = 'vscode-vfs://host/plans';
    await client.request('initialize', {
      processId: null,
      rootUri: null,
      capabilities: {},
      initializationOptions: { trusted: false },
      workspaceFolders: [{ uri: folder, name: 'plans' }],
    });
    client.send({ method: 'initialized', params: {} });
    const found = (await client.found(`${folder}/plan.segplan`)) as { code: string; message: string }[];
    assert.deepEqual(
      found.map(({ code }) => code),
      ['unknown-import'],
    );
    assert.match(found[0]!.message, /^'\.\.\/outside\.segplan' can't be imported: it lies outside of the workspace/);
  });
});
