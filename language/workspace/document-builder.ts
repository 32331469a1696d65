import {
  type BuildOptions,
  type Cancellation,
  DefaultDocumentBuilder,
  DocumentState,
  type LangiumDocument,
  UriUtils,
} from 'langium';
import * as ast from '../generated/ast.ts';
import { BUILT_IN_SCHEME } from './built-in-catalogs.ts';
import { noteReading } from './readable.ts';
import { importUri } from './visible-documents.ts';

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
        await this.langiumDocumentFactory.update(document, cancelToken);
        document.state = DocumentState.Parsed;
      }
      const tree = document.parseResult.value;
      if (!ast.isDocument(tree)) continue;
      for (const statement of tree.statements) {
        const uri = ast.isImport(statement) ? importUri(statement) : undefined;
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
}
