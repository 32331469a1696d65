import { type AstNode, type CompositeCstNode, type CstNode, CstUtils, isCompositeCstNode, type LangiumDocument } from 'langium';
import { AbstractFormatter, Formatting, type FormattingAction } from 'langium/lsp';
import type { FormattingOptions, Range, TextEdit } from 'vscode-languageserver-types';
import { withLineEndings } from '../editing/line-endings.ts';
import { append } from '../model/lists.ts';
import { ByStatement } from '../syntax/by-statement.ts';
import { contentsOf } from '../syntax/contents.ts';

type Context = Parameters<AbstractFormatter['createTextEdit']>[3];

/** More than any statement is long. */
const FAR = 2 ** 25;

/**
 * Formats a document statement by statement, as Langium formats it as a whole, and keeps what came of each: an edit has those formatted again
 * that it touches. Between statements there are comments and blanks only.
 */
export abstract class StatementFormatter extends AbstractFormatter {
  /** By the options that count. */
  private readonly kept = new Map<string, ByStatement<readonly TextEdit[]>>();

  /** Line breaks are made as line feeds, and told as the document has them. */
  protected override doDocumentFormat(document: LangiumDocument, options: FormattingOptions, range?: Range): TextEdit[] {
    const root = document.parseResult.value.$cstNode;
    const edits =
      range || !root || !isCompositeCstNode(root)
        ? super.doDocumentFormat(document, options, range)
        : this.editsOf(root, document, options);
    return withLineEndings(edits, document.textDocument);
  }

  private editsOf(root: CompositeCstNode, document: LangiumDocument, options: FormattingOptions): TextEdit[] {
    const context: Context = { indentation: 0, options, document: document.textDocument };
    const known = this.keptFor(options);
    const edits: TextEdit[] = [];
    let last: CstNode | undefined;
    for (const node of root.content) {
      if (isCompositeCstNode(node)) {
        const own = this.createTextEdit(last, node, Formatting.noIndent(), context);
        append(edits, this.avoidOverlappingEdits(document.textDocument, own));
        append(
          edits,
          known.of(node, () => this.editsWithin(node, document, context)),
        );
      } else {
        const own = this.createHiddenTextEdits(last, node, undefined, context);
        append(edits, this.avoidOverlappingEdits(document.textDocument, own));
      }
      last = lastLeaf(node);
    }
    return edits;
  }

  private keptFor({ tabSize, insertSpaces }: FormattingOptions): ByStatement<readonly TextEdit[]> {
    const key = `${tabSize} ${insertSpaces}`;
    let known = this.kept.get(key);
    if (!known) {
      known = new ByStatement((edits, moved) => edits.map(({ newText, range }) => ({ newText, range: moved(range) })));
      this.kept.set(key, known);
    }
    return known;
  }

  private editsWithin(statement: CstNode, document: LangiumDocument, context: Context): readonly TextEdit[] {
    const begin = statement.offset;
    const key = (node: CstNode, isBefore: boolean): number => {
      const { offset, end } = node;
      return ((offset - begin) * FAR + end - offset) * 2 + (isBefore ? 1 : 0);
    };
    const actions = new Map<number, FormattingAction>();
    this.collector = (node, mode, action) => {
      const place = key(node, mode === 'prepend');
      const before = actions.get(place)?.options.priority ?? 0;
      if (!actions.has(place) || before <= (action.options.priority ?? 0)) actions.set(place, action);
    };
    for (const node of contentsOf(statement.astNode)) this.format(node);
    const take = (node: CstNode, isBefore: boolean): FormattingAction | undefined => {
      const place = key(node, isBefore);
      const action = actions.get(place);
      // Of nodes that stand at one place the outermost is moved.
      if (action) actions.delete(place);
      return action;
    };
    const edits: TextEdit[] = [];
    let last: CstNode | undefined;
    const visit = (node: CstNode): void => {
      const { indentation } = context;
      const [before, behind] = [take(node, true), take(node, false)];
      if (before) append(edits, this.createTextEdit(last, node, before, context));
      const next = behind && CstUtils.getNextNode(node);
      if (behind && next) append(edits, this.createTextEdit(node, next, behind, context));
      if (!before && node.hidden) append(edits, this.createHiddenTextEdits(last, node, undefined, context));
      if (isCompositeCstNode(node)) {
        for (const each of node.content) visit(each);
        context.indentation = indentation;
      } else last = node;
    };
    if (isCompositeCstNode(statement)) for (const each of statement.content) visit(each);
    context.indentation = 0;
    return this.avoidOverlappingEdits(document.textDocument, edits);
  }

  protected abstract override format(node: AstNode): void;
}

function lastLeaf(node: CstNode): CstNode {
  let last = node;
  while (isCompositeCstNode(last) && last.content.length) last = last.content.at(-1)!;
  return last;
}
