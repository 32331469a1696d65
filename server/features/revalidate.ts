import { DocumentState, isOperationCancelled, type LangiumDocument } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';

/** Runs the checks of all documents again, without parsing or linking anything. */
export function revalidateAll(services: LangiumSharedServices): void {
  revalidate(services, services.workspace.LangiumDocuments.all);
}

/** The same for some documents, once what is being worked in is done. */
export function revalidate(services: LangiumSharedServices, documents: Iterable<LangiumDocument>): void {
  const { WorkspaceManager, WorkspaceLock, DocumentBuilder } = services.workspace;
  WorkspaceManager.ready
    .then(() => WorkspaceLock.read(() => undefined))
    .then(() =>
      WorkspaceLock.write((cancelToken) => {
        for (const document of documents) DocumentBuilder.resetToState(document, DocumentState.IndexedReferences);
        return DocumentBuilder.update([], [], cancelToken);
      }),
    )
    .catch((error: unknown) => {
      if (!isOperationCancelled(error)) console.error('The checks could not be run again:', error);
    });
}
