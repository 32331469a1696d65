import { type AstNode, AstUtils, GrammarUtils, type LangiumDocument, type URI, UriUtils } from 'langium';
import type { FileOperationHandler, LangiumSharedServices } from 'langium/lsp';
import type { FileOperationOptions, RenameFilesParams, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { URI as Uri } from 'vscode-uri';
import { inQuotes } from '../../language/editing/texts.ts';
import * as ast from '../../language/generated/ast.ts';
import { BUILT_IN_SCHEME } from '../../language/workspace/built-in-catalogs.ts';
import { importUri } from '../../language/workspace/visible-documents.ts';
import type { SegplanWorkspaceManager } from '../../language/workspace/workspace-manager.ts';

/** Has imports follow the files that are renamed or moved: those of the file itself, and those that lead to it. */
export class ImportsFollowFiles implements FileOperationHandler {
  readonly fileOperationOptions: FileOperationOptions = {
    willRename: {
      filters: [
        { pattern: { glob: '**/*.segplan', matches: 'file' } },
        // A folder may hold plans.
        { pattern: { glob: '**/*', matches: 'folder' } },
      ],
    },
  };
  private readonly workspace: LangiumSharedServices['workspace'];

  constructor({ workspace }: LangiumSharedServices) {
    this.workspace = workspace;
  }

  async willRenameFiles({ files }: RenameFilesParams): Promise<WorkspaceEdit | null> {
    await (this.workspace.WorkspaceManager as SegplanWorkspaceManager).loaded;
    const moves = files.map(({ oldUri, newUri }) => ({ from: Uri.parse(oldUri), to: Uri.parse(newUri) }));
    const moved = (uri: URI): URI => {
      const move = moves.find(({ from }) => UriUtils.equals(from, uri) || UriUtils.contains(from, uri));
      if (!move) return uri;
      const rest = UriUtils.equals(move.from, uri) ? '' : UriUtils.relative(move.from, uri);
      return rest ? UriUtils.joinPath(move.to, rest) : move.to;
    };
    const changes: Record<string, TextEdit[]> = {};
    for (const document of this.workspace.LangiumDocuments.all) {
      if (document.uri.scheme === BUILT_IN_SCHEME) continue;
      const edits = importsOf(document).flatMap((node) => editOf(node, document.uri, moved));
      if (edits.length) changes[document.textDocument.uri] = edits;
    }
    return Object.keys(changes).length ? { changes } : null;
  }
}

function importsOf({ parseResult }: LangiumDocument<AstNode>): ast.Import[] {
  const root = parseResult.value;
  return ast.isDocument(root) ? root.statements.filter(ast.isImport) : [];
}

/** The path of an import, written anew where it would lead elsewhere; only what has changed is written. */
function editOf(node: ast.Import, here: URI, moved: (uri: URI) => URI): TextEdit[] {
  const target = importUri(node);
  const path = GrammarUtils.findNodeForProperty(node.$cstNode, 'path');
  if (!target || !path || AstUtils.getDocument(node).uri.toString() !== here.toString()) return [];
  const [from, to] = [moved(here), moved(target)];
  const isSame = UriUtils.equals(from, here) && UriUtils.equals(to, target);
  // What leads to the same place from where the file will be stays as somebody wrote it.
  if (isSame || UriUtils.equals(UriUtils.resolvePath(UriUtils.dirname(from), node.path), to)) return [];
  const way = UriUtils.relative(UriUtils.dirname(from), to);
  const quote = path.text.startsWith("'") ? "'" : '"';
  return [{ range: path.range, newText: inQuotes(way.startsWith('.') ? way : `./${way}`, quote) }];
}
