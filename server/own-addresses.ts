import { UriUtils } from 'langium';
import type { Connection } from 'vscode-languageserver';

/**
 * The addresses of files as the editor writes them. One file has several (`%3A` and `:`, `file:/a` and `file:///a`), of which this server goes by one; an
 * editor that compares them as texts would show nothing under another one than it opened the file by.
 */
export class OwnAddresses {
  /** By the address that this server goes by. */
  private readonly own = new Map<string, string>();

  /** @param connection on which nobody listens yet */
  constructor(connection: Connection) {
    const listen = connection.onDidOpenTextDocument.bind(connection);
    connection.onDidOpenTextDocument = (handler) =>
      listen((params) => {
        const { uri } = params.textDocument;
        const plain = UriUtils.normalize(uri);
        // What was found before it was opened, or under another of its addresses, is not to be shown twice.
        if (this.of(plain) !== uri) void connection.sendDiagnostics({ uri: plain, diagnostics: [] });
        if (plain === uri) this.own.delete(plain);
        else this.own.set(plain, uri);
        handler(params);
      });
  }

  /** What the editor calls a file, of which it opened one as this at last. @param uri the address that this server goes by */
  of(uri: string): string {
    return this.own.get(uri) ?? uri;
  }
}
