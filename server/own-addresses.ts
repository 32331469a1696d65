import { UriUtils } from 'langium';
import type { Connection } from 'vscode-languageserver';

/**
 * The addresses of files as the editor writes them. One file has several (`%3A` and `:`, `file:/a` and `file:///a`), of which this server goes by one; an
 * editor that compares them as texts would show nothing, and change another file, under another one than it opened the file by.
 */
export class OwnAddresses {
  /** By the address that this server goes by. */
  private readonly own = new Map<string, string>();

  /** @param connection on which nobody listens yet: whatever is answered on it names files as the editor does */
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
    const { workspace } = connection;
    this.answerIn(connection, 'onRequest');
    this.answerIn(connection, 'onCodeLensResolve');
    this.answerIn(connection, 'onCompletionResolve');
    this.answerIn(workspace, 'onWillRenameFiles');
  }

  /** What the editor calls a file, of which it opened one as this at last. @param uri the address that this server goes by */
  of(uri: string): string {
    return this.own.get(uri) ?? uri;
  }

  /** The same message with each address in it, be it one with a place behind `#`, as the editor writes it. */
  in<T>(message: T): T {
    return this.own.size ? (this.renamed(message) as T) : message;
  }

  private renamed(value: unknown): unknown {
    if (typeof value === 'string') return this.renamedText(value);
    if (Array.isArray(value)) return typeof value[0] === 'number' ? value : value.map((each) => this.renamed(each));
    // Errors are answered as they are.
    if (typeof value !== 'object' || value === null || value instanceof Error) return value;
    // Edits are by the addresses of their files.
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [this.renamedText(key), this.renamed(each)]));
  }

  private renamedText(text: string): string {
    const own = this.own.get(text);
    if (own !== undefined || !text.includes('#')) return own ?? text;
    const end = text.indexOf('#');
    return this.of(text.slice(0, end)) + text.slice(end);
  }

  /** Has whatever listens by a method answer with the addresses of the editor. */
  private answerIn<Method extends string>(target: { [_ in Method]: unknown }, method: Method): void {
    type Handler = (...asked: unknown[]) => unknown;
    const listen = (target[method] as Handler).bind(target);
    const answering =
      (handler: Handler): Handler =>
      async (...asked) =>
        this.in(await handler(...asked));
    target[method] = (...args: unknown[]) =>
      listen(...args.map((each) => (typeof each === 'function' ? answering(each as Handler) : each)));
  }
}
