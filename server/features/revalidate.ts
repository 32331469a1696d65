import { DocumentState, isOperationCancelled, type LangiumDocument } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import { BUILT_IN_SCHEME } from '../../language/workspace/built-in-catalogs.ts';
import { beginProgress } from './progress.ts';

/** Runs the checks of all plans again, without parsing or linking anything. Built-in catalogs are the build's to check. */
export function revalidateAll(services: LangiumSharedServices): void {
  revalidate(
    services,
    services.workspace.LangiumDocuments.all.filter(({ uri }) => uri.scheme !== BUILT_IN_SCHEME),
  );
}

/** The same for some documents, once what is being worked in is done. */
export function revalidate(services: LangiumSharedServices, documents: Iterable<LangiumDocument>): void {
  const { WorkspaceManager, WorkspaceLock, DocumentBuilder } = services.workspace;
  WorkspaceManager.ready
    .then(() => WorkspaceLock.read(() => undefined))
    .then(() =>
      WorkspaceLock.write(async (cancelToken) => {
        const plans = new Set<string>();
        for (const document of documents) {
          DocumentBuilder.resetToState(document, DocumentState.IndexedReferences);
          plans.add(document.uri.toString());
        }
        const total = plans.size;
        const progress = beginProgress(services, 'Checking plans', total);
        const counting = DocumentBuilder.onDocumentPhase(DocumentState.Validated, ({ uri }) => {
          if (plans.delete(uri.toString())) progress.step(total - plans.size);
        });
        try {
          await DocumentBuilder.update([], [], cancelToken);
        } finally {
          counting.dispose();
          progress.end();
        }
      }),
    )
    .catch((error: unknown) => {
      if (!isOperationCancelled(error)) console.error('The checks could not be run again:', error);
    });
}
