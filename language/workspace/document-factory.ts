import {
  type AstNode,
  type Cancellation,
  DefaultLangiumDocumentFactory,
  DocumentState,
  type LangiumDocument,
  type ParseResult,
} from 'langium';
import type { URI } from 'vscode-uri';
import type { SegplanParser } from '../syntax/parser.ts';

/** Makes documents of trees that were parsed before, beside those of texts; after an edit it parses what the edit touched. */
export class SegplanDocumentFactory extends DefaultLangiumDocumentFactory {
  override async update<T extends AstNode>(
    document: LangiumDocument<T>,
    cancelToken: Cancellation.CancellationToken,
  ): Promise<LangiumDocument<T>> {
    // What is open is at hand: nothing may come in between its text and its tree.
    const open = this.textDocuments?.get(document.uri.toString());
    const text = open ? open.getText() : await this.getUpdatedText(document, undefined, cancelToken);
    const textDocument = open ? { value: open } : { get: this.createTextDocumentGetter(document.uri, text) };
    Object.defineProperty(document, 'textDocument', { ...textDocument, configurable: true });
    const former = document.parseResult.value;
    if (former.$cstNode?.root.fullText !== text) {
      const parser = this.serviceRegistry.getServices(document.uri).parser.LangiumParser as SegplanParser;
      document.parseResult = parser.parseAgain(text, former) as ParseResult<T>;
      (document.parseResult.value as { $document?: LangiumDocument }).$document = document;
    }
    document.state = DocumentState.Parsed;
    return document;
  }

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
