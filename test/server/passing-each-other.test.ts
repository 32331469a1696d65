import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import {
  Cancellation,
  DocumentState,
  EmptyFileSystem,
  EmptyFileSystemProvider,
  isOperationCancelled,
  type LangiumDocument,
} from 'langium';
import { FileChangeType } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { URI } from 'vscode-uri';
import { createSegplanServices } from '../../server/module.ts';

const PLAN = URI.parse('file:///plans/plan.segplan');
const SHARED = URI.parse('file:///plans/shared.segplan');
const OTHER = URI.parse('file:///plans/other.segplan');

const PLAN_TEXT = `import "./shared.segplan"
zone a { subnet 10.0.0.0/24 component x at 10.0.0.1 }
zone b { subnet 10.0.1.0/24 component y at 10.0.1.1 }
allow x -> y : v.s
`;
const WITHOUT = 'vendor v { role r }\n';
const WITH = 'vendor v { role r service s = tcp 22 }\n';

/** A server that holds some open files, before its connection: what comes in when is for a test to say. */
class Server {
  readonly services: ReturnType<typeof createSegplanServices>;

  constructor() {
    this.services = createSegplanServices(EmptyFileSystem);
  }

  static async with(files: readonly (readonly [URI, string])[]): Promise<Server> {
    const server = new Server();
    await server.services.shared.workspace.WorkspaceManager.initializeWorkspace([]);
    for (const [uri, text] of files) server.has(uri, text);
    await server.builds(files.map(([uri]) => uri));
    return server;
  }

  /** The editor has another text from now on, of which nothing is worked in yet. */
  has(uri: URI, text: string): void {
    this.services.shared.workspace.TextDocuments.set(TextDocument.create(uri.toString(), 'segplan', 0, text));
  }

  async builds(changed: URI[], token = Cancellation.CancellationToken.None): Promise<void> {
    await this.services.shared.workspace.DocumentBuilder.update(changed, [], token).catch((error: unknown) =>
      assert.ok(isOperationCancelled(error), String(error)),
    );
  }

  codes(uri: URI): unknown[] {
    const document: LangiumDocument | undefined = this.services.shared.workspace.LangiumDocuments.getDocument(uri);
    return (document?.diagnostics ?? []).map(({ code }) => code).filter((code) => code === 'unknown-service');
  }
}

describe('a plan whose import changes at the same time as something else', () => {
  it('is linked with the new text where somebody asked for its names before that was read', async () => {
    const server = await Server.with([
      [PLAN, PLAN_TEXT],
      [SHARED, WITHOUT],
    ]);
    assert.deepEqual(server.codes(PLAN), ['unknown-service']);
    const { Segplan, shared } = server.services;
    const plan = shared.workspace.LangiumDocuments.getDocument(PLAN)!;
    const asking = shared.workspace.DocumentBuilder.onUpdate(() => {
      const position = { line: 3, character: 17 };
      return Promise.resolve(
        Segplan.lsp.CompletionProvider?.getCompletion(plan, { textDocument: { uri: PLAN.toString() }, position }),
      ).then(() => undefined);
    });
    server.has(SHARED, WITH);
    await server.builds([SHARED]);
    asking.dispose();
    assert.deepEqual(server.codes(PLAN), []);
  });

  it('is linked with the new text where that came while an older one was worked in, which was none to speak of', async () => {
    const server = await Server.with([
      [PLAN, PLAN_TEXT],
      [SHARED, WITHOUT],
      [OTHER, ''],
    ]);
    const { DocumentBuilder } = server.services.shared.workspace;
    const token = new Cancellation.CancellationTokenSource();
    // The other file is read first; in the meantime somebody writes in this one.
    const writing = DocumentBuilder.onDocumentPhase(DocumentState.Parsed, ({ uri }) => {
      if (uri.toString() === OTHER.toString()) server.has(SHARED, WITH);
      if (uri.toString() === SHARED.toString()) token.cancel();
    });
    server.has(OTHER, 'zone o\n');
    await server.builds([OTHER, SHARED], token.token);
    writing.dispose();
    await server.builds([SHARED]);
    assert.deepEqual(server.codes(PLAN), []);
  });
});

/** A disk with one plan that comes and goes, which takes its time to say whether it is there. */
class Disk extends EmptyFileSystemProvider {
  text: string | undefined;
  /** What comes in while somebody waits for an answer. */
  meanwhile: (() => void) | undefined;

  override async exists(uri?: URI): Promise<boolean> {
    const isThere = this.text !== undefined && uri?.toString() === PLAN.toString();
    const { meanwhile } = this;
    this.meanwhile = undefined;
    meanwhile?.();
    return isThere;
  }

  override async readFile(uri?: URI): Promise<string> {
    if (this.text === undefined) throw new Error(`${uri} is not there`);
    return this.text;
  }
}

describe('a plan that is closed', () => {
  it('counts as it lies on the disk where it comes back there while the server asks whether it is', async () => {
    const disk = new Disk();
    const { shared } = createSegplanServices({ fileSystemProvider: () => disk });
    const { WorkspaceManager, DocumentBuilder, LangiumDocuments, WorkspaceLock } = shared.workspace;
    const workspaceFolders = [{ uri: 'file:///plans', name: 'plans' }];
    WorkspaceManager.initialize({ workspaceFolders, processId: null, rootUri: null, capabilities: {} });
    await WorkspaceManager.initializeWorkspace(workspaceFolders);
    const open = TextDocument.create(PLAN.toString(), 'segplan', 0, 'zone a\n');
    shared.workspace.TextDocuments.set(open);
    await DocumentBuilder.update([PLAN], []);
    shared.workspace.TextDocuments.delete(PLAN);
    disk.meanwhile = () => {
      disk.text = 'zone b\n';
      shared.lsp.DocumentUpdateHandler.didChangeWatchedFiles?.({
        changes: [{ uri: PLAN.toString(), type: FileChangeType.Created }],
      });
    };
    shared.lsp.DocumentUpdateHandler.didCloseDocument?.({ document: open });
    for (let turn = 0; turn < 20; turn++) await setImmediate();
    await WorkspaceLock.read(() => undefined);
    assert.equal(LangiumDocuments.getDocument(PLAN)?.textDocument.getText(), 'zone b\n');
  });
});
