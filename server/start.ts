import { type FileSystemProvider, isOperationCancelled, type LangiumSharedCoreServices, UriUtils } from 'langium';
import { type LangiumSharedServices, startLanguageServer } from 'langium/lsp';
import { type Connection, type Diagnostic, MessageType, ShowMessageNotification } from 'vscode-languageserver';
import { BUILT_IN_SCHEME } from '../language/workspace/built-in-catalogs.ts';
import type { SegplanWorkspaceManager } from '../language/workspace/workspace-manager.ts';
import { addAnswers } from './answers.ts';
import { prepareParsers } from './features/completion/late-parser.ts';
import { PlanParts } from './features/diagnostics/parts.ts';
import { pulls } from './features/diagnostics/pulled.ts';
import { versionOf } from './features/diagnostics/versions.ts';
import { DriftFollower } from './features/drift/follow-drift.ts';
import { FindingsKeeper, type KeptTexts } from './features/kept/kept-findings.ts';
import { linkedToFiles } from './features/pages.ts';
import { beginProgress } from './features/progress.ts';
import { followOthers } from './features/refresh.ts';
import { createSegplanServices } from './module.ts';
import { numberChanges } from './numbered-changes.ts';
import { OwnAddresses } from './own-addresses.ts';
import { TRUSTED_METHOD } from './protocol.ts';
import { addSegplanRequests } from './requests.ts';
import { TrustedFiles } from './trust.ts';

/**
 * Serves the language over a connection; where the process runs decides what its files are.
 * @param pages the address of the folder with the pages of checks, where there is one
 * @param memory whether there is memory for one more file that nobody has opened, and how much of it there is in all; without it each file is read
 * @param kept where findings are kept for the next start, and which program this is; without it nothing is kept
 */
export function startServer(
  connection: Connection,
  fileSystemProvider: (services: LangiumSharedCoreServices) => FileSystemProvider,
  pages?: string,
  kept?: { readonly texts: KeptTexts; readonly program: string },
  memory?: Memory,
): void {
  const { shared, Segplan } = createSegplanServices({
    connection,
    fileSystemProvider: (services) => new TrustedFiles(fileSystemProvider(services), services),
  });
  const files = shared.workspace.FileSystemProvider as TrustedFiles;
  const addresses = new OwnAddresses(connection);
  let told = (diagnostics: Diagnostic[]): Diagnostic[] => diagnostics;
  shared.lsp.LanguageServer.onInitialize((params) => {
    const { capabilities, initializationOptions } = params;
    files.begin(initializationOptions);
    if (!capabilities.workspace?.textDocumentContent) told = (diagnostics) => linkedToFiles(diagnostics, pages);
    const send = connection.sendDiagnostics.bind(connection);
    connection.sendDiagnostics = pulls(params)
      ? async () => {}
      : (each) => {
          const about = { ...versionOf(each.uri, shared.workspace), ...each, diagnostics: told(each.diagnostics) };
          return send({ ...addresses.in(about), uri: addresses.of(each.uri) });
        };
  });
  new PlanParts(Segplan);
  const drift = new DriftFollower(Segplan);
  connection.onNotification(TRUSTED_METHOD, () => {
    files.trusted = true;
    readAgain(shared);
    drift.again();
  });
  Segplan.segplan.CheckRunner.log = (message, error) => console.error(message, error);
  followOthers(shared);
  const manager = shared.workspace.WorkspaceManager as SegplanWorkspaceManager;
  manager.follow = (total) => beginProgress(shared, 'Checking plans', total);
  if (memory) tellOfRoom(manager, memory, connection);
  if (kept) new FindingsKeeper(Segplan, kept.texts, kept.program, () => files.trusted);
  addSegplanRequests(connection, Segplan);
  prepareParsers(Segplan);
  numberChanges(connection, shared.workspace.TextDocuments);
  startLanguageServer(shared);
  addAnswers(connection, Segplan, (diagnostics) => told(diagnostics));
}

/** What is known of the memory of the process. */
export interface Memory {
  hasRoomFor(path: string): boolean;
  /** How much it may use, in megabytes. */
  most(): number;
}

/** Leaves out files of the workspace that there is no memory for, and says so with what can be done: without it the server would be ended, and with it what is open. */
function tellOfRoom(manager: SegplanWorkspaceManager, { hasRoomFor, most }: Memory, connection: Connection): void {
  manager.hasRoomFor = (uri) => uri.scheme !== 'file' || hasRoomFor(uri.fsPath);
  manager.leftOut = (uris, total) => {
    const names = uris.slice(0, 3).map((uri) => UriUtils.basename(uri));
    const which = uris.length > names.length ? `${names.join(', ')} and others` : names.join(', ');
    const [count, all, now] = [uris.length, total, most()].map((each) => each.toLocaleString('en-US'));
    const message = `Segplan has left out ${count} of ${all} plans of this workspace (${which}): the server has no memory for them (${now} MB in all). What you open and what that imports is checked all the same; searching and renaming don't reach the others. Open a smaller folder, or give the server more memory: in VS Code by the setting segplan.server.memory, elsewhere by NODE_OPTIONS=--max-old-space-size=${Math.max(4096, 2 * most())}.`;
    // Whoever gets it has nothing to choose from.
    connection.sendNotification(ShowMessageNotification.type, { type: MessageType.Warning, message });
  };
}

/** Builds all plans anew, with what they import and could not read before. */
function readAgain({ workspace }: LangiumSharedServices): void {
  const { WorkspaceManager, WorkspaceLock, DocumentBuilder, LangiumDocuments } = workspace;
  WorkspaceManager.ready
    .then(() =>
      WorkspaceLock.write((cancelToken) => {
        const plans = LangiumDocuments.all.map(({ uri }) => uri).filter(({ scheme }) => scheme !== BUILT_IN_SCHEME);
        return DocumentBuilder.update(plans.toArray(), [], cancelToken);
      }),
    )
    .catch((error: unknown) => {
      if (!isOperationCancelled(error)) console.error('The plans could not be read again:', error);
    });
}
