import { type AstNode, type Cancellation, DefaultLangiumDocumentFactory, type LangiumDocument } from 'langium';
import type { TextDocument } from 'vscode-languageserver-textdocument';

/**
 * Keeps the last text of a file that cannot be read again: it may be gone before the editor has said so, and one such file must not stop
 * the building of all others.
 */
export class SegplanDocumentFactory extends DefaultLangiumDocumentFactory {
  protected override async getUpdatedText<T extends AstNode>(
    document: LangiumDocument<T>,
    textDocument: TextDocument | undefined,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<string> {
    try {
      return await super.getUpdatedText(document, textDocument, cancelToken);
    } catch (error) {
      console.error(`${document.uri.toString()} could not be read:`, error);
      return document.textDocument.getText();
    }
  }
}
