import { type AstNode, isMultiReference, isReference, type ReferenceInfo } from 'langium';

const contents = new WeakMap<AstNode, readonly AstNode[]>();

/** A node with all that is in it, in the order of the text; the same list each time. Streams over the tree take several times as long. */
export function contentsOf(node: AstNode): readonly AstNode[] {
  let all = contents.get(node);
  if (!all) {
    all = collect(node);
    contents.set(node, all);
  }
  return all;
}

function collect(start: AstNode): AstNode[] {
  const all: AstNode[] = [];
  const open = [start];
  for (let node = open.pop(); node; node = open.pop()) {
    all.push(node);
    const children: AstNode[] = [];
    for (const property in node) {
      if (property.startsWith('$')) continue;
      const value = propertyOf(node, property);
      if (typeof value !== 'object' || value === null) continue;
      if (!Array.isArray(value)) {
        if (isNode(value)) children.push(value);
      } else for (const each of value) if (isNode(each)) children.push(each);
    }
    for (let n = children.length - 1; n >= 0; n--) open.push(children[n]!);
  }
  return all;
}

const types = new WeakMap<AstNode, ReadonlySet<string>>();
const allTypes = new Map<string, ReadonlySet<string>>();

/**
 * The types of a node and of all that is in it: mostly the same object for statements of one form, so that who looks for a type asks once for
 * hundreds of them.
 */
export function typesIn(node: AstNode): ReadonlySet<string> {
  let own = types.get(node);
  if (!own) {
    own = new Set<string>();
    for (const each of contentsOf(node)) (own as Set<string>).add(each.$type);
    const key = [...own].join();
    const known = allTypes.get(key);
    if (known) own = known;
    else allTypes.set(key, own);
    types.set(node, own);
  }
  return own;
}

const references = new WeakMap<AstNode, readonly ReferenceInfo[]>();

/** The references in a node and below it, in the order of the text; the same list each time. */
export function referencesIn(node: AstNode): readonly ReferenceInfo[] {
  let all = references.get(node);
  if (!all) {
    all = contentsOf(node).flatMap(referencesOf);
    references.set(node, all);
  }
  return all;
}

function referencesOf(container: AstNode): ReferenceInfo[] {
  const all: ReferenceInfo[] = [];
  for (const property in container) {
    if (property.startsWith('$')) continue;
    const value = propertyOf(container, property);
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      for (const [index, reference] of value.entries())
        if (isAnyReference(reference)) all.push({ reference, container, property, index });
    } else if (isAnyReference(value)) all.push({ reference: value, container, property });
  }
  return all;
}

function isAnyReference(value: unknown): value is ReferenceInfo['reference'] {
  return isReference(value) || isMultiReference(value);
}

function isNode(value: unknown): value is AstNode {
  return typeof value === 'object' && value !== null && typeof (value as AstNode).$type === 'string';
}

function propertyOf(node: AstNode, property: string): unknown {
  return (node as unknown as Record<string, unknown>)[property];
}
