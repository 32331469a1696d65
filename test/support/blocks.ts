import { AstUtils, type LangiumDocument } from 'langium';
import type * as ast from '../../language/generated/ast.ts';

const together = new WeakMap<ast.Document, readonly ast.Document[]>();

/** Notes that these trees see each other, as the built-in catalogs do. */
export function noteTogether(documents: readonly LangiumDocument[]): void {
  const trees = documents.map((d) => d.parseResult.value as ast.Document);
  for (const tree of trees) together.set(tree, trees);
}

/** A vendor's block and the blocks that extend it, beside it or in the other built-in catalogs. */
export function blocksOf(vendor: ast.Vendor): ast.Vendor[] {
  const root = AstUtils.findRootNode(vendor) as ast.Document;
  const others = (together.get(root) ?? [root])
    .flatMap((tree) => tree.statements)
    .filter((s): s is ast.Vendor => s.$type === 'Vendor' && s.name === vendor.name && s !== vendor);
  return [vendor, ...others];
}
