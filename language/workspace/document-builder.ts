import {
  type BuildOptions,
  type Cancellation,
  DefaultDocumentBuilder,
  DocumentState,
  interruptAndCheck,
  isOperationCancelled,
  type LangiumDocument,
  OperationCancelled,
  type URI,
  UriUtils,
} from 'langium';
import { noteStep } from '../checking/internal-error.ts';
import * as ast from '../generated/ast.ts';
import { statementsOf } from '../syntax/statements.ts';
import { BUILT_IN_SCHEME } from './built-in-catalogs.ts';
import { noteReading } from './readable.ts';
import { importUri } from './visible-documents.ts';

const READING = 'Reading the text';

/** What the steps of a build do, for those on whom they fail. */
const STEPS: Partial<Record<DocumentState, string>> = {
  [DocumentState.Parsed]: READING,
  [DocumentState.IndexedContent]: 'Indexing the names',
  [DocumentState.ComputedScopes]: 'Finding the scopes of names',
  [DocumentState.Linked]: 'Linking the names',
  [DocumentState.IndexedReferences]: 'Indexing the references',
};

/**
 * Loads what documents import before it builds them, so that an import means the same wherever the file lies: beside the plan, outside
 * of the workspace folder, or where a command line reads a single file.
 */
export class SegplanDocumentBuilder extends DefaultDocumentBuilder {
  protected override async buildDocuments(
    documents: LangiumDocument[],
    options: BuildOptions,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<void> {
    const all = [...documents];
    for (let n = 0; n < all.length; n++) {
      const document = all[n]!;
      if (document.uri.scheme === BUILT_IN_SCHEME) continue;
      // The tree of a changed document is parsed in the first build phase, unless it is asked for earlier.
      if (document.state < DocumentState.Parsed) {
        await attempt(document, READING, () => this.langiumDocumentFactory.update(document, cancelToken));
        document.state = DocumentState.Parsed;
        // The build skips what is parsed by now; requests may wait for it.
        await this.notifyDocumentPhase(document, DocumentState.Parsed, cancelToken);
      }
      const tree = document.parseResult.value;
      if (!ast.isDocument(tree)) continue;
      for (const statement of statementsOf(tree, 'Import')) {
        const uri = importUri(statement);
        if (!uri || UriUtils.extname(uri) !== '.segplan' || this.langiumDocuments.hasDocument(uri)) continue;
        try {
          all.push(await this.langiumDocuments.getOrCreateDocument(uri));
          noteReading(this.langiumDocuments, uri);
        } catch (error) {
          // Not there or not readable: the check `unknown-import` says so at the import.
          noteReading(this.langiumDocuments, uri, error);
        }
      }
    }
    if (all.length > documents.length)
      await this.emitUpdate(
        all.slice(documents.length).map((d) => d.uri),
        [],
      );
    await super.buildDocuments(all, options, cancelToken);
  }

  /**
   * Tells everybody that a document has come to a state. Langium stops telling when a change of another document comes in meanwhile, and
   * tells nobody later: what was found would never be published.
   */
  protected override async notifyDocumentPhase(
    document: LangiumDocument,
    state: DocumentState,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<void> {
    for (const listener of [...this.documentPhaseListeners.get(state)])
      try {
        await listener(document, cancelToken);
      } catch (error) {
        if (!isOperationCancelled(error)) throw error;
      }
  }

  /** Langium tells nobody of a phase without documents, though some wait for it: requests would go unanswered until the next edit. */
  protected override async notifyBuildPhase(
    documents: LangiumDocument[],
    state: DocumentState,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<void> {
    for (const listener of [...this.buildPhaseListeners.get(state)]) {
      await interruptAndCheck(cancelToken);
      await listener(documents, cancelToken);
    }
  }

  /** Names come from a document itself and from what it imports: what else changes mends no name in it that leads nowhere. */
  protected override shouldRelink(document: LangiumDocument, changedUris: Set<string>): boolean {
    return this.indexManager.isAffected(document, changedUris);
  }

  /** Who waits for a document that goes meanwhile is told so, and does not wait forever. */
  protected override awaitDocumentState(
    state: DocumentState,
    uri: URI,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<URI> {
    return new Promise((resolve, reject) => {
      const update = this.onUpdate((_changed, deleted) => {
        if (deleted.some((each) => UriUtils.equals(each, uri))) reject(OperationCancelled);
      });
      super
        .awaitDocumentState(state, uri, cancelToken)
        .then(resolve, reject)
        .finally(() => update.dispose());
    });
  }

  /** A step that fails on one document is told in it (`internal-error`), and leaves the other documents and steps alone. */
  protected override runCancelable(
    documents: LangiumDocument[],
    targetState: DocumentState,
    cancelToken: Cancellation.CancellationToken,
    callback: (document: LangiumDocument) => unknown,
  ): Promise<void> {
    const what = STEPS[targetState];
    return super.runCancelable(documents, targetState, cancelToken, (document) =>
      what ? attempt(document, what, () => callback(document)) : callback(document),
    );
  }
}

/** Does a step; where it fails, that is noted, and the steps after it find what there is. */
async function attempt(document: LangiumDocument, what: string, work: () => unknown): Promise<void> {
  try {
    await work();
    noteStep(document, what, undefined);
  } catch (error) {
    if (isOperationCancelled(error)) throw error;
    noteStep(document, what, { what, error });
  }
}
