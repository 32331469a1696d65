import type { FileSystemProvider, LangiumSharedCoreServices } from 'langium';
import { startLanguageServer } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import { createSegplanServices } from './module.ts';
import { addCompletionResolve, addSegplanRequests } from './requests.ts';

/** Serves the language over a connection; where the process runs decides what its files are. */
export function startServer(
  connection: Connection,
  fileSystemProvider: (services: LangiumSharedCoreServices) => FileSystemProvider,
): void {
  const { shared, Segplan } = createSegplanServices({ connection, fileSystemProvider });
  Segplan.segplan.CheckRunner.log = (message, error) => console.error(message, error);
  addSegplanRequests(connection, Segplan);
  addCompletionResolve(connection, Segplan);
  startLanguageServer(shared);
}
