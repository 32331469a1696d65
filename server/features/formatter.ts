import { CstUtils, type LangiumDocument } from 'langium';
import type {
  DocumentOnTypeFormattingOptions,
  DocumentOnTypeFormattingParams,
  Position,
  Range,
  TextEdit,
} from 'vscode-languageserver';
import { SegplanFormatter } from '../../language/formatting/formatter.ts';

/** Formats while somebody types as well. */
export class EditorFormatter extends SegplanFormatter {
  override get formatOnTypeOptions(): DocumentOnTypeFormattingOptions {
    return { firstTriggerCharacter: '}', moreTriggerCharacter: ['\n'] };
  }

  /** A block when its brace is closed, a line when it is left. */
  override async formatDocumentOnType(document: LangiumDocument, params: DocumentOnTypeFormattingParams): Promise<TextEdit[]> {
    const { position, ch, options } = params;
    const range = ch === '}' ? blockBefore(document, position) : lineBefore(document, position);
    if (!range) return [];
    const edits = await this.formatDocumentRange(document, { textDocument: params.textDocument, options, range });
    // A line that was just begun, such as the last one of a block, is not taken from under the cursor.
    return ch === '}' ? edits : edits.filter(({ range: { end } }) => end.line < position.line);
  }
}

/** The block whose brace was just closed. */
function blockBefore({ parseResult, textDocument }: LangiumDocument, position: Position): Range | undefined {
  const end = textDocument.offsetAt(position);
  const root = parseResult.value.$cstNode;
  const leaf = root && CstUtils.findLeafNodeAtOffset(root, end - 1);
  const block = leaf?.text === '}' ? leaf.astNode.$cstNode : undefined;
  return block?.end === end ? block.range : undefined;
}

/** The line above the one that was just begun. */
function lineBefore({ textDocument }: LangiumDocument, { line }: Position): Range | undefined {
  const start = { line: line - 1, character: 0 };
  return line > 0 ? { start, end: textDocument.positionAt(textDocument.offsetAt({ line, character: 0 }) - 1) } : undefined;
}
