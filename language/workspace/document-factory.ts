import { type AstNode, DefaultLangiumDocumentFactory, DocumentState, type LangiumDocument } from 'langium';
import type { URI } from 'vscode-uri';

/** Makes documents of trees that were parsed before, beside those of texts. */
export class SegplanDocumentFactory extends DefaultLangiumDocumentFactory {
  /**
   * A document that passes for built: whatever refers to its nodes finds them, and its own references are linked when they are followed.
   * @param text what the tree was parsed from, without errors
   */
  fromTree(tree: AstNode, text: string, uri: URI): LangiumDocument {
    const document = this.createLangiumDocument(
      { value: tree, parserErrors: [], lexerErrors: [], lexerReport: { diagnostics: [] } },
      uri,
      undefined,
      text,
    );
    document.state = DocumentState.Validated;
    return document;
  }
}
