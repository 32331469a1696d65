import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { EmptyFileSystemProvider, type FileSystemNode, type URI } from 'langium';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import {
  createProtocolConnection,
  DidChangeConfigurationNotification,
  InitializedNotification,
  InitializeRequest,
  type ProgressToken,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
  WorkDoneProgress,
  WorkDoneProgressCreateRequest,
} from 'vscode-languageserver-protocol/node';
import { URI as Uri } from 'vscode-uri';
import { startServer } from '../../server/start.ts';

async function waitUntil(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(5);
}

/** So many plans, of which each is small. */
const PLANS = 40;

class Folder extends EmptyFileSystemProvider {
  override async readDirectory(uri?: URI): Promise<FileSystemNode[]> {
    return Array.from({ length: PLANS }, (_, n) => ({
      uri: Uri.file(`${uri!.path}/plan-${n}.segplan`),
      isFile: true,
      isDirectory: false,
    }));
  }

  override async readFile(): Promise<string> {
    return 'zone office { subnet 10.1.0.0/24 }\n';
  }
}

/** What an editor is shown of the work of a server that reads a workspace and checks it again. */
class Editor {
  readonly shown: string[] = [];
  /** What was told of that is no plan of the folder. */
  readonly others: string[] = [];
  readonly connection: ProtocolConnection;
  private readonly checked = new Map<string, number>();

  constructor() {
    const [there, back] = [new PassThrough(), new PassThrough()];
    startServer(createConnection(ProposedFeatures.all, there, back), () => new Folder());
    this.connection = createProtocolConnection(new StreamMessageReader(back), new StreamMessageWriter(there));
    this.connection.onRequest(WorkDoneProgressCreateRequest.type, ({ token }: { token: ProgressToken }) => {
      this.shown.push('create');
      this.connection.onProgress(WorkDoneProgress.type, token, (value) => {
        const { kind, title, percentage, message } = { title: '', percentage: '', message: '', ...value };
        this.shown.push([kind, title, percentage, message].filter((each) => each !== '').join(' '));
      });
    });
    this.connection.onNotification(PublishDiagnosticsNotification.type, ({ uri }) => {
      if (uri.startsWith('file:')) this.checked.set(uri, (this.checked.get(uri) ?? 0) + 1);
      else this.others.push(uri);
    });
    this.connection.listen();
  }

  async begin(workDoneProgress: boolean): Promise<void> {
    await this.connection.sendRequest(InitializeRequest.type, {
      processId: null,
      rootUri: null,
      capabilities: { window: { workDoneProgress } },
      workspaceFolders: [{ uri: 'file:///plans', name: 'plans' }],
    });
    await this.connection.sendNotification(InitializedNotification.type, {});
    await this.allChecked(1);
  }

  allChecked(times: number): Promise<void> {
    return waitUntil(() => this.checked.size === PLANS && [...this.checked.values()].every((each) => each >= times));
  }
}

describe('work on a whole workspace', () => {
  const { now } = performance;
  let time = 0;
  let pace = 0;
  before(() => {
    // A clock that goes on whenever it is looked at: a slow machine, and a fast one.
    performance.now = () => {
      time += pace;
      return time;
    };
  });
  after(() => {
    performance.now = now;
  });

  it('is shown in percent while plans are read, and when all are checked anew', async () => {
    pace = 600;
    const editor = new Editor();
    await editor.begin(true);
    await waitUntil(() => editor.shown.at(-1) === 'end');
    const [create, begin, ...reports] = editor.shown;
    assert.equal(create, 'create');
    assert.match(begin!, /^begin Checking plans \d+ \d+ of 40$/);
    assert.equal(reports.pop(), 'end');
    const percents = reports.map((each) => Number(/^report (\d+) \d+ of 40$/.exec(each)![1]));
    assert.ok(percents.length > 0);
    assert.deepEqual(
      percents,
      percents.toSorted((a, b) => a - b),
    );

    editor.shown.length = 0;
    editor.others.length = 0;
    const settings = { segplan: { checks: { 'empty-plan': 'error' } } };
    await editor.connection.sendNotification(DidChangeConfigurationNotification.type, { settings });
    await editor.allChecked(2);
    await waitUntil(() => editor.shown.at(-1) === 'end');
    assert.match(editor.shown[1]!, /^begin Checking plans \d+ \d+ of 40$/);
    // Built-in catalogs hang on no settings.
    assert.deepEqual(editor.others, []);
    editor.connection.dispose();
  });

  it('is not spoken of where it is short, or where the editor shows no progress', async () => {
    pace = 0.001;
    const quick = new Editor();
    await quick.begin(true);
    assert.deepEqual(quick.shown, []);
    pace = 600;
    const other = new Editor();
    await other.begin(false);
    assert.deepEqual(other.shown, []);
    for (const { connection } of [quick, other]) connection.dispose();
  });
});
