import {
  type AstNode,
  AstUtils,
  type CstNode,
  CstUtils,
  isReference,
  type LangiumDocument,
  type LeafCstNode,
  type Reference,
} from 'langium';
import type { Position, Range } from 'vscode-languageserver';
import * as ast from '../../../language/generated/ast.ts';
import { extensionsOf, nameNodeOf, ownerOf } from '../../../language/syntax/vendor-blocks.ts';
import type { VisibleDocuments } from '../../../language/workspace/visible-documents.ts';
import type { SegplanServices } from '../../services.ts';

/** Where something is named. */
export interface NamePlace {
  readonly document: LangiumDocument;
  readonly range: Range;
  /** Whether it gets its name here. */
  readonly isDeclaration: boolean;
}

/** What the word at a place names, also as a part of a qualified name: `backup` in `backup.proxy` is the zone. */
export function namedAt(
  document: LangiumDocument,
  position: Position,
  { parser, references, segplan }: SegplanServices,
): { readonly target: AstNode; readonly range: Range } | undefined {
  const root = document.parseResult.value.$cstNode;
  const offset = document.textDocument.offsetAt(position);
  const leaf = root && CstUtils.findDeclarationNodeAtOffset(root, offset, parser.GrammarConfig.nameRegexp);
  if (!leaf) return undefined;
  const reference = referenceAround(leaf);
  const target = reference
    ? targetNamedBy(reference, leaf, segplan.VisibleDocuments)
    : references.References.findDeclarations(leaf)[0];
  return target && { target, range: leaf.range };
}

/** What a word names that stands in front in a qualified name, as the zone in `backup.proxy` does; nothing for any other word. */
export function ownerNamedBy(leaf: CstNode, visible: VisibleDocuments): AstNode | undefined {
  const reference = referenceAround(leaf);
  // Most names are no qualified ones, which shows without a look at their words.
  if (!reference?.$refNode || reference.$refNode.end <= leaf.end) return undefined;
  return targetNamedBy(reference, leaf, visible);
}

/** Where something stands in front in a qualified name: a zone in `backup.proxy`, a vendor in `acme.server`. */
export function* placesInFront(
  target: AstNode,
  documents: Iterable<LangiumDocument>,
  { segplan }: SegplanServices,
): Iterable<NamePlace> {
  if (!ast.isZone(target) && !ast.isVendor(target) && !ast.isRole(target)) return;
  for (const document of documents)
    for (const reference of document.references) {
      const part = isReference(reference) ? partInFront(reference, target, segplan.VisibleDocuments) : undefined;
      if (part) yield { document, range: part.range, isDeclaration: false };
    }
}

/** Where some documents name something: its declaration, each reference, and the blocks that extend a vendor. */
export function* placesNaming(
  target: AstNode,
  documents: Iterable<LangiumDocument>,
  { references, segplan, shared }: SegplanServices,
): Iterable<NamePlace> {
  const among = new Set(documents);
  const home = AstUtils.getDocument(target);
  const name = references.NameProvider.getNameNode(target);
  if (name && among.has(home)) yield { document: home, range: name.range, isDeclaration: true };
  for (const document of among)
    for (const reference of document.references)
      if (isReference(reference) && reference.$refNode) {
        const part = partNaming(reference, target, segplan.VisibleDocuments);
        if (part) yield { document, range: part.range, isDeclaration: false };
      }
  if (!ast.isVendor(target)) return;
  for (const block of extensionsOf(target, shared.workspace.LangiumDocuments, segplan.VisibleDocuments)) {
    const place = nameNodeOf(block);
    const document = AstUtils.getDocument(block);
    if (place && among.has(document)) yield { document, range: place.range, isDeclaration: false };
  }
}

function referenceAround({ astNode, offset, end }: CstNode): Reference | undefined {
  for (const { reference } of AstUtils.streamReferences(astNode))
    if (isReference(reference) && reference.$refNode && reference.$refNode.offset <= offset && reference.$refNode.end >= end)
      return reference;
  return undefined;
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
function targetNamedBy(reference: Reference, leaf: CstNode, visible: VisibleDocuments): AstNode | undefined {
  const words = wordsOf(reference);
  const fromEnd = words.length - 1 - words.findIndex((word) => word.offset === leaf.offset);
  if (fromEnd === 0) return reference.ref;
  return fromEnd === 1 ? ownerOf(reference.ref, visible) : undefined;
}

/** The word of a reference that names the target, if there is one. */
function partNaming(reference: Reference, target: AstNode, visible: VisibleDocuments): LeafCstNode | undefined {
  return reference.ref === target ? wordsOf(reference).at(-1) : partInFront(reference, target, visible);
}

/** The word of a reference that names the target as what the thing belongs to that is meant. */
function partInFront(reference: Reference, target: AstNode, visible: VisibleDocuments): LeafCstNode | undefined {
  return ownerOf(reference.ref, visible) === target ? wordsOf(reference).at(-2) : undefined;
}
