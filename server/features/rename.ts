import { type AstNode, AstUtils, CstUtils, isReference, type LangiumDocument, type LeafCstNode, type Reference } from 'langium';
import { DefaultRenameProvider } from 'langium/lsp';
import type { Range, RenameParams, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { LSPErrorCodes, type Position, ResponseError } from 'vscode-languageserver';
import * as ast from '../../language/generated/ast.ts';
import { composed } from '../../language/syntax/name-value.ts';
import { extensionsOf, nameNodeOf, ownerOf } from '../../language/syntax/vendor-blocks.ts';
import { BUILT_IN_SCHEME } from '../../language/workspace/built-in-catalogs.ts';
import type { VisibleDocuments } from '../../language/workspace/visible-documents.ts';
import type { SegplanServices } from '../services.ts';
import { hasName, type Named, refusal } from './rename/refusal.ts';

/** What stands under the cursor and can be renamed. */
interface Renamed {
  readonly target: Named;
  readonly range: Range;
}

/**
 * Renames a name wherever it stands, also as a part of a qualified one: renaming the zone in `backup.proxy` or the role in
 * `acme.server` leaves the other part alone. Names of built-in catalogs stay as they are.
 */
export class SegplanRenameProvider extends DefaultRenameProvider {
  private readonly services: SegplanServices;

  constructor(services: SegplanServices) {
    super(services);
    this.services = services;
  }

  /** @throws ResponseError when it can't be called so */
  override async rename(
    document: LangiumDocument,
    { position, newName: typed }: RenameParams,
  ): Promise<WorkspaceEdit | undefined> {
    const newName = composed(typed);
    const renamed = this.renamedAt(document, position);
    if (!renamed) return undefined;
    refuseBuiltIn(renamed.target);
    const changes: Record<string, TextEdit[]> = {};
    const replace = (node: AstNode, range: Range): void => {
      const uri = AstUtils.getDocument(node).uri.toString();
      changes[uri] ??= [];
      changes[uri].push({ range, newText: newName });
    };
    const name = this.services.references.NameProvider.getNameNode(renamed.target);
    if (name) replace(renamed.target, name.range);
    for (const other of this.services.shared.workspace.LangiumDocuments.all)
      for (const reference of other.references)
        if (isReference(reference) && reference.$refNode) {
          const part = partNaming(reference, renamed.target, this.services.segplan.VisibleDocuments);
          if (part) replace(reference.$refNode.astNode, part.range);
        }
    if (ast.isVendor(renamed.target)) {
      const { segplan, shared } = this.services;
      for (const block of extensionsOf(renamed.target, shared.workspace.LangiumDocuments, segplan.VisibleDocuments)) {
        const place = nameNodeOf(block);
        if (place) replace(block, place.range);
      }
    }
    const problem = refusal(renamed.target, newName, changes, this.services);
    if (problem) throw new ResponseError(LSPErrorCodes.RequestFailed, problem);
    return { changes };
  }

  override prepareRename(document: LangiumDocument, { position }: { position: Position }): Range | undefined {
    const renamed = this.renamedAt(document, position);
    if (renamed) refuseBuiltIn(renamed.target);
    return renamed?.range;
  }

  private renamedAt(document: LangiumDocument, position: Position): Renamed | undefined {
    const root = document.parseResult.value.$cstNode;
    const leaf =
      root && CstUtils.findDeclarationNodeAtOffset(root, document.textDocument.offsetAt(position), this.grammarConfig.nameRegexp);
    if (!leaf) return undefined;
    const reference = referenceAround(document, leaf);
    const target = reference
      ? targetNamedBy(reference, leaf, this.services.segplan.VisibleDocuments)
      : this.references.findDeclarations(leaf)[0];
    return target && hasName(target) ? { target, range: leaf.range } : undefined;
  }
}

/** @throws ResponseError when the name belongs to a catalog that ships with Segplan */
function refuseBuiltIn(target: Named): void {
  if (AstUtils.getDocument(target).uri.scheme === BUILT_IN_SCHEME)
    throw new ResponseError(
      LSPErrorCodes.RequestFailed,
      `'${target.name}' belongs to a built-in catalog, which cannot be changed.`,
    );
}

function referenceAround(document: LangiumDocument, leaf: LeafCstNode): Reference | undefined {
  return document.references.find(
    (each): each is Reference =>
      isReference(each) && !!each.$refNode && each.$refNode.offset <= leaf.offset && each.$refNode.end >= leaf.end,
  );
}

/** The words of a reference: one, or those between the dots of a qualified name. */
function wordsOf(reference: Reference): LeafCstNode[] {
  return reference.$refNode
    ? CstUtils.flattenCst(reference.$refNode)
        .filter((leaf) => !leaf.hidden && leaf.text !== '.')
        .toArray()
    : [];
}

/** In a qualified name the last word names the target, the one before it what the target belongs to. */
function targetNamedBy(reference: Reference, leaf: LeafCstNode, visible: VisibleDocuments): AstNode | undefined {
  const words = wordsOf(reference);
  const fromEnd = words.length - 1 - words.findIndex((word) => word.offset === leaf.offset);
  if (fromEnd === 0) return reference.ref;
  return fromEnd === 1 ? ownerOf(reference.ref, visible) : undefined;
}

/** The word of a reference that names the target, if there is one. */
function partNaming(reference: Reference, target: AstNode, visible: VisibleDocuments): LeafCstNode | undefined {
  const words = wordsOf(reference);
  if (reference.ref === target) return words.at(-1);
  return words.length > 1 && ownerOf(reference.ref, visible) === target ? words.at(-2) : undefined;
}
