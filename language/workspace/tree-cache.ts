import { DocumentState, type LangiumSharedCoreServices, WorkspaceCache } from 'langium';

/**
 * What is made of the trees of several documents. It goes when documents change, and once more when each of them is read: whoever asks in between, as
 * for a completion while a file comes from the disk, is answered by the trees of before, which nobody is to take for those of now.
 */
export class TreeCache<K, V> extends WorkspaceCache<K, V> {
  constructor(shared: LangiumSharedCoreServices) {
    super(shared);
    this.toDispose.push(shared.workspace.DocumentBuilder.onDocumentPhase(DocumentState.Parsed, () => this.clear()));
  }
}
