import { DocumentState, type LangiumDocument, type URI, UriUtils } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import * as ast from '../../language/generated/ast.ts';
import { statementsOf } from '../../language/syntax/statements.ts';
import { BUILT_IN_SCHEME } from '../../language/workspace/built-in-catalogs.ts';
import { importUri } from '../../language/workspace/visible-documents.ts';
import { FileWatch } from './file-watch.ts';

/**
 * Has the editor watch what plans import from outside of its folders: patterns without a folder are about those alone, and where a single
 * file is open there is none. What is not there yet may come.
 */
export class OuterImports {
  private readonly watch: FileWatch;
  private readonly isInWorkspace: (uri: URI) => boolean;
  private readonly tell: (changed: URI[], deleted: URI[]) => void;
  private readonly services: LangiumSharedServices;
  /** What each file imports, by its address. */
  private readonly imports = new Map<string, readonly URI[]>();
  /** What the editor says that it watches. */
  private watched: ReadonlySet<string> = new Set();

  /** @param tell is told of files that are other than when they were read */
  constructor(
    services: LangiumSharedServices,
    isInWorkspace: (uri: URI) => boolean,
    tell: (changed: URI[], deleted: URI[]) => void,
  ) {
    this.services = services;
    this.tell = tell;
    this.watch = new FileWatch(services, 'Imported files');
    this.isInWorkspace = isInWorkspace;
    const { DocumentBuilder } = services.workspace;
    DocumentBuilder.onBuildPhase(DocumentState.ComputedScopes, (documents) => this.built(documents));
    DocumentBuilder.onUpdate((_, deleted) => {
      let isLess = false;
      for (const uri of deleted) isLess = this.imports.delete(uri.toString()) || isLess;
      if (isLess) this.follow();
    });
  }

  /** Watches what is outside now, as when the folders of the workspace are others. */
  follow(): void {
    const outer = [...this.imports.values()].flat().filter((uri) => !this.isInWorkspace(uri));
    this.watchThese(outer.sort((a, b) => (a.toString() < b.toString() ? -1 : 1))).catch(() => {});
  }

  private async watchThese(uris: readonly URI[]): Promise<void> {
    const { watched: before } = this;
    const now = new Map(uris.map((uri) => [uri.toString(), uri]));
    await this.watch.watch(uris);
    if (!this.watch.canWatch) return;
    this.watched = new Set(now.keys());
    // Of what happened to a file between being read and being watched nobody tells.
    for (const [key, uri] of now) if (!before.has(key)) await this.lookAgain(uri);
  }

  private async lookAgain(uri: URI): Promise<void> {
    const { FileSystemProvider, LangiumDocuments, TextDocuments } = this.services.workspace;
    const text = await FileSystemProvider.readFile(uri).catch(() => undefined);
    if (TextDocuments.get(uri.toString())) return;
    const known = LangiumDocuments.getDocument(uri)?.textDocument.getText();
    if (text === known) return;
    if (text === undefined) this.tell([], [uri]);
    else this.tell([uri], []);
  }

  private built(documents: readonly LangiumDocument[]): void {
    let isOther = false;
    for (const document of documents) if (document.uri.scheme !== BUILT_IN_SCHEME) isOther = this.read(document) || isOther;
    if (isOther) this.follow();
  }

  /** @returns whether a file imports others than before */
  private read({ uri, parseResult }: LangiumDocument): boolean {
    const tree = parseResult.value;
    const now = ast.isDocument(tree) ? statementsOf(tree, 'Import').flatMap(fileOf) : [];
    const key = uri.toString();
    const before = this.imports.get(key) ?? [];
    if (before.length === now.length && before.every((each, n) => each.toString() === now[n]!.toString())) return false;
    if (now.length) this.imports.set(key, now);
    else this.imports.delete(key);
    return true;
  }
}

/** The file that an import leads to; nothing where it leads to none that would be read, or is written in a plan that lies nowhere yet. */
function fileOf(statement: ast.Import): URI | [] {
  const uri = importUri(statement);
  return uri && uri.scheme !== 'untitled' && UriUtils.extname(uri) === '.segplan' ? uri : [];
}
