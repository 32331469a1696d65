import type { AstNode, LangiumDocument, Reference } from 'langium';
import type { Range, TextEdit } from 'vscode-languageserver-types';
import type { Analysis } from '../analysis/analyze.ts';
import type * as ast from '../generated/ast.ts';
import type { PlanRule } from '../model/plan.ts';

/** What somebody points at, or has selected. */
export interface Selection {
  readonly document: LangiumDocument<ast.Document>;
  readonly root: ast.Document;
  readonly analysis: Analysis;
  /** The smallest node that holds all of it. */
  readonly node: AstNode;
  /** The rules of the file that it touches, in order. */
  readonly rules: readonly PlanRule[];
  /** All statements of the file that it touches, in order. */
  readonly statements: readonly ast.Statement[];
  /** Whether the file is a part of plans that import it, and so no place for rules. */
  readonly isPart: boolean;
  /** Whether it is a place, and no selection of text. */
  readonly isPlace: boolean;
  /** Every reference to a node in this file; nothing where another file has one as well. */
  readonly references: (node: AstNode) => readonly Reference[] | undefined;
  /** Where a check finds anything in this file by itself, whatever level it has and whatever comments silence; nothing where it can't be told. */
  readonly findingsOf: (code: string) => readonly Range[] | undefined;
  /** Whether there is a file of that name beside this one, as far as is known. */
  readonly isFile: (name: string) => boolean;
}

/** A change of the text that is offered. */
export interface Offer {
  /** What the editor's menu says. */
  readonly title: string;
  readonly kind: 'extract' | 'inline' | 'rewrite' | 'move';
  readonly edits: readonly TextEdit[];
  /** A file that is made beside this one. */
  readonly file?: { readonly name: string; readonly text: string };
}

/**
 * One refactoring: a file of its own, and its test. What it offers leaves the permitted traffic as it is, unless its title says that it
 * adds something.
 */
export type Refactoring = (selection: Selection) => Offer[];

/** Whether two ranges have a place in common; one that ends where the other begins has. */
export function touch(a: Range, b: Range): boolean {
  const before = (p: Range['start'], q: Range['start']): boolean =>
    p.line < q.line || (p.line === q.line && p.character < q.character);
  return !before(a.end, b.start) && !before(b.end, a.start);
}

/** The text of a list from its first to its last node, as it is written. */
export function listText(document: LangiumDocument, nodes: readonly AstNode[]): string {
  const range = listRange(nodes);
  return range ? document.textDocument.getText(range) : '';
}

export function listRange(nodes: readonly AstNode[]): Range | undefined {
  const [start, end] = [nodes[0]?.$cstNode?.range.start, nodes.at(-1)?.$cstNode?.range.end];
  return start && end ? { start, end } : undefined;
}
