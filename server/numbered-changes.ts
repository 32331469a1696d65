import type { Connection, DidChangeTextDocumentParams } from 'vscode-languageserver';

/** What is known of the texts that an editor has open. */
interface OpenTexts {
  get(uri: string): { readonly version: number } | undefined;
}

/**
 * Gives changes a version whose editor sends none, or null, as versions of the protocol before 3.16 let some: without one a change is
 * thrown away, and all answers are about a text that nobody sees any more.
 */
export function numberChanges(connection: Connection, texts: OpenTexts): void {
  const listen = connection.onDidChangeTextDocument.bind(connection);
  connection.onDidChangeTextDocument = (handler) =>
    listen((params: DidChangeTextDocumentParams, ...rest) => {
      const { textDocument } = params;
      if (Number.isInteger(textDocument.version)) return handler(params, ...rest);
      const before = texts.get(textDocument.uri)?.version;
      const version = Number.isInteger(before) ? before! + 1 : 1;
      return handler({ ...params, textDocument: { ...textDocument, version } }, ...rest);
    });
}
