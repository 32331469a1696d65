// An edit of a document, after which every statement that it left alone is the same node, as in an editor.
import {
  type AstNode,
  type CstNode,
  isAstNode,
  isCompositeCstNode,
  isReference,
  type LangiumDocument,
  type Reference,
} from 'langium';
import { URI } from 'vscode-uri';
import type * as ast from '../../language/generated/ast.ts';
import type { SegplanCoreServices } from '../../language/module.ts';

type Document = LangiumDocument<ast.Document>;

/** Gives a document another text, and takes over the nodes of all statements whose text is the same. */
export async function edit(services: SegplanCoreServices, before: Document, text: string, validation = true): Promise<Document> {
  const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = services.shared.workspace;
  const uri = URI.parse(before.uri.toString());
  const [old, texts] = [before.parseResult.value, before.parseResult.value.statements.map((s) => s.$cstNode!.text)];
  LangiumDocuments.deleteDocument(uri);
  services.references.Linker.unlink(before);
  const document = LangiumDocumentFactory.fromString<ast.Document>(text, uri);
  const root = document.parseResult.value;
  const now = root.statements.map((s) => s.$cstNode?.text);
  let first = 0;
  while (first < Math.min(texts.length, now.length) && texts[first] === now[first])
    takeOver(root, first, old.statements[first++]!);
  let last = 0;
  while (last < Math.min(texts.length, now.length) - first && texts.at(-1 - last) === now.at(-1 - last))
    takeOver(root, now.length - 1 - last, old.statements.at(-1 - last++)!);
  LangiumDocuments.addDocument(document);
  await DocumentBuilder.build([document], { validation });
  return document;
}

/** Puts a statement of before in the place of one that says the same, at whose place in the text it then is. */
function takeOver(root: ast.Document, index: number, old: ast.Statement): void {
  const parts = new Map<AstNode, AstNode>();
  const now = root.statements[index]!;
  pair(now, old, parts);
  const place = (syntax: CstNode): void => {
    const own = parts.get((syntax as unknown as { _astNode: AstNode })._astNode);
    if (own) (syntax as { astNode: AstNode }).astNode = own;
    if (isCompositeCstNode(syntax)) for (const part of syntax.content) place(part);
  };
  place(now.$cstNode!);
  Object.assign(old, { $container: root, $containerIndex: index });
  (root.statements as ast.Statement[])[index] = old;
}

function pair(now: AstNode, old: AstNode, parts: Map<AstNode, AstNode>): void {
  parts.set(now, old);
  (old as { $cstNode: unknown }).$cstNode = now.$cstNode;
  const [a, b] = [now, old] as unknown as Record<string, unknown>[] as [Record<string, unknown>, Record<string, unknown>];
  for (const name of Object.keys(a)) {
    if (name.startsWith('$')) continue;
    const [ones, others] = [[a[name]].flat(), [b[name]].flat()];
    for (const [n, one] of ones.entries()) {
      const other = others[n];
      if (isReference(one)) (other as { $refNode: unknown }).$refNode = (one as Reference).$refNode;
      else if (isAstNode(one)) pair(one, other as AstNode, parts);
    }
  }
}
