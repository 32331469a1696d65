import { DocumentState, isOperationCancelled } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';

/** Runs the checks of all documents again, without parsing or linking anything. */
export function revalidateAll(services: LangiumSharedServices): void {
  const { WorkspaceManager, WorkspaceLock, DocumentBuilder, LangiumDocuments } = services.workspace;
  WorkspaceManager.ready
    .then(() =>
      WorkspaceLock.write((cancelToken) => {
        for (const document of LangiumDocuments.all) DocumentBuilder.resetToState(document, DocumentState.IndexedReferences);
        return DocumentBuilder.update([], [], cancelToken);
      }),
    )
    .catch((error: unknown) => {
      if (!isOperationCancelled(error)) console.error('The checks could not be run again:', error);
    });
}
