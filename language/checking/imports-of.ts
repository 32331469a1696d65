import type * as ast from '../generated/ast.ts';
import { statementsOf } from '../syntax/statements.ts';
import { importUri, type VisibleDocuments } from '../workspace/visible-documents.ts';
import type { CheckContext } from './check.ts';

/** The file that an import leads to, where it was found and read. */
export function targetOf(node: ast.Import, visible: VisibleDocuments): ast.Document | undefined {
  const uri = importUri(node);
  return uri && visible.treeAt(uri);
}

/** The import of a document that brings another file in, itself or by what that imports in turn. */
export function importThatBrings(file: ast.Document, { root, visible }: CheckContext): ast.Import | undefined {
  const imports = statementsOf(root, 'Import');
  const brings = (tree: ast.Document | undefined): boolean => tree !== undefined && visible.plansFor(tree).includes(file);
  return (
    imports.find((node) => targetOf(node, visible) === file) ??
    // A file that imports this one back brings in everything that this one does.
    imports.find((node) => targetOf(node, visible) !== root && brings(targetOf(node, visible)))
  );
}
