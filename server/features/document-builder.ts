import { type Cancellation, CstUtils, isLeafCstNode, type LangiumDocument, type URI } from 'langium';
import * as ast from '../../language/generated/ast.ts';
import type { SegplanCoreServices } from '../../language/module.ts';
import { BUILT_IN_SCHEME } from '../../language/workspace/built-in-catalogs.ts';
import { SegplanDocumentBuilder } from '../../language/workspace/document-builder.ts';
import { TextChange } from '../text-change.ts';
import { textOfTree } from './surroundings.ts';

/** Leaves the plans alone that import a file while somebody writes a comment in it, and keeps of those that are not open what is read alone. */
export class EditorDocumentBuilder extends SegplanDocumentBuilder {
  /** The changed files that mean the same as before, at the same places. */
  private same: ReadonlySet<string> = new Set();
  /** The text of each open file that the last update of it saw. What is read may be a later one, of which those that import the file know nothing yet. */
  private readonly seen = new Map<string, string>();

  override update(changed: URI[], deleted: URI[], cancelToken?: Cancellation.CancellationToken): Promise<void> {
    this.same = new Set(changed.filter((uri) => this.isSame(uri)).map((uri) => uri.toString()));
    return super.update(changed, deleted, cancelToken);
  }

  protected override shouldRelink(document: LangiumDocument, changedUris: Set<string>): boolean {
    return super.shouldRelink(document, new Set([...changedUris].filter((uri) => !this.same.has(uri))));
  }

  /** What was found out about a file that nobody looks at is let go of once it is told: hundreds of them would take gigabytes. */
  protected override async validate(document: LangiumDocument, cancelToken: Cancellation.CancellationToken): Promise<void> {
    await super.validate(document, cancelToken);
    const root = document.parseResult.value;
    if (this.textDocuments?.get(document.uri.toString()) || document.uri.scheme === BUILT_IN_SCHEME || !ast.isDocument(root))
      return;
    const { CheckRunner, Plans } = (this.serviceRegistry.getServices(document.uri) as unknown as SegplanCoreServices).segplan;
    Plans.forget(document.uri);
    CheckRunner.forget(root);
  }

  private isSame(uri: URI): boolean {
    const key = uri.toString();
    const text = this.textDocuments?.get(key)?.getText();
    const before = this.seen.get(key);
    if (text === undefined) this.seen.delete(key);
    else this.seen.set(key, text);
    const document = this.langiumDocuments.getDocument(uri);
    const syntax = document?.parseResult.value.$cstNode;
    if (text === undefined || !document || !syntax) return false;
    const read = textOfTree(document);
    if (before !== undefined && before !== read) return false;
    const change = TextChange.between(read, text);
    if (!change) return true;
    // What is behind `//` goes up to the end of the line, and nothing stands behind it that would move.
    const comment = CstUtils.findLeafNodeAtOffset(syntax, change.start - 1);
    return (
      isLeafCstNode(comment) &&
      comment.hidden &&
      comment.text.startsWith('//') &&
      change.start >= comment.offset + 2 &&
      change.oldEnd <= comment.end &&
      !/[\r\n]/.test(text.slice(change.start, change.newEnd))
    );
  }
}
