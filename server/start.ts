import { type FileSystemProvider, isOperationCancelled, type LangiumSharedCoreServices } from 'langium';
import { type LangiumSharedServices, startLanguageServer } from 'langium/lsp';
import type { Connection, Diagnostic } from 'vscode-languageserver';
import { BUILT_IN_SCHEME } from '../language/workspace/built-in-catalogs.ts';
import type { SegplanWorkspaceManager } from '../language/workspace/workspace-manager.ts';
import { addAnswers } from './answers.ts';
import { prepareParsers } from './features/completion/late-parser.ts';
import { PlanParts } from './features/diagnostics/parts.ts';
import { pulls } from './features/diagnostics/pulled.ts';
import { DriftFollower } from './features/drift/follow-drift.ts';
import { FindingsKeeper, type KeptTexts } from './features/kept/kept-findings.ts';
import { linkedToFiles } from './features/pages.ts';
import { beginProgress } from './features/progress.ts';
import { followOthers } from './features/refresh.ts';
import { createSegplanServices } from './module.ts';
import { OwnAddresses } from './own-addresses.ts';
import { TRUSTED_METHOD } from './protocol.ts';
import { addSegplanRequests } from './requests.ts';
import { TrustedFiles } from './trust.ts';

/**
 * Serves the language over a connection; where the process runs decides what its files are.
 * @param pages the address of the folder with the pages of checks, where there is one
 * @param kept where findings are kept for the next start, and which program this is; without it nothing is kept
 */
export function startServer(
  connection: Connection,
  fileSystemProvider: (services: LangiumSharedCoreServices) => FileSystemProvider,
  pages?: string,
  kept?: { readonly texts: KeptTexts; readonly program: string },
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
      : (each) => send({ ...addresses.in({ ...each, diagnostics: told(each.diagnostics) }), uri: addresses.of(each.uri) });
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
  (shared.workspace.WorkspaceManager as SegplanWorkspaceManager).follow = (total) =>
    beginProgress(shared, 'Checking plans', total);
  if (kept) new FindingsKeeper(Segplan, kept.texts, kept.program, () => files.trusted);
  addSegplanRequests(connection, Segplan);
  prepareParsers(Segplan);
  startLanguageServer(shared);
  addAnswers(connection, Segplan, (diagnostics) => told(diagnostics));
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
