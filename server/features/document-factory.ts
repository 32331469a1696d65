import type { AstNode, Cancellation, LangiumDocument } from 'langium';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { SegplanDocumentFactory } from '../../language/workspace/document-factory.ts';
import { noteReadingAgain } from '../../language/workspace/readable.ts';

/**
 * Keeps the last text of a file that cannot be read again: it may be gone before the editor has said so, and one such file must not stop
 * the building of all others.
 */
export class EditorDocumentFactory extends SegplanDocumentFactory {
  override update<T extends AstNode>(
    document: LangiumDocument<T>,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<LangiumDocument<T>> {
    noteReadingAgain(document);
    return super.update(document, cancelToken);
  }

  protected override async getUpdatedText<T extends AstNode>(
    document: LangiumDocument<T>,
    textDocument: TextDocument | undefined,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<string> {
    try {
      return await super.getUpdatedText(document, textDocument, cancelToken);
    } catch (error) {
      // Whoever imports it is told that this is not what it says by now.
      noteReadingAgain(document, error);
      // One that was never saved, and is closed by now, is not missed by anybody.
      const isThere = await this.fileSystemProvider.exists(document.uri).catch(() => true);
      if (isThere) console.error(`${document.uri.toString()} could not be read:`, error);
      return document.textDocument.getText();
    }
  }
}
