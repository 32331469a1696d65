import { type AstNode, AstUtils, type CstNode, type LangiumDocument } from 'langium';
import type { Diagnostic, Position } from 'vscode-languageserver-types';
import { BUILT_IN_SCHEME } from '../workspace/built-in-catalogs.ts';
import type { Finding } from './check.ts';
import type { Result } from './run-checks.ts';

/** A node of a finding, and where the statement stood that it is in: one that was read anew has another syntax node. */
interface KeptPlace {
  readonly node: AstNode;
  readonly syntax: CstNode | undefined;
  readonly start: Position;
}

/** A diagnostic with what it says besides the finding, and where that leads to. */
interface Kept {
  readonly diagnostic: Diagnostic;
  readonly level: Result['level'];
  readonly ordinal: number | undefined;
  readonly places: readonly KeptPlace[];
}

// A finding that is found again is the same object, and so is what it stands on.
const kept = new WeakMap<Finding, Kept>();

/** The diagnostics of one document's findings: those of before, where nothing of what they lead to has moved. */
export class KeptDiagnostics {
  private readonly document: LangiumDocument;
  private readonly starts = new Map<AstNode, Position>();
  /** What is known of the nodes that were asked about: hundreds of findings may lead to one. */
  private readonly places = new Map<AstNode, KeptPlace>();

  constructor(document: LangiumDocument) {
    this.document = document;
  }

  of({ finding, level }: Result, ordinal: number | undefined, make: () => Diagnostic): Diagnostic {
    const known = kept.get(finding);
    if (known?.level === level && known.ordinal === ordinal && known.places.every((place) => this.isStill(place)))
      return known.diagnostic;
    const diagnostic = make();
    const places = finding.range ? undefined : this.placesOf([finding, ...(finding.related ?? [])]);
    if (places) kept.set(finding, { diagnostic, level, ordinal, places });
    else kept.delete(finding);
    return diagnostic;
  }

  private isStill({ node, syntax, start }: KeptPlace): boolean {
    const statement = statementOf(node);
    if (!statement || statement.$cstNode !== syntax) return false;
    const now = this.startOf(statement);
    return now.line === start.line && now.character === start.character;
  }

  private startOf(statement: AstNode): Position {
    let start = this.starts.get(statement);
    if (!start) {
      start = statement.$cstNode?.range.start ?? { line: 0, character: 0 };
      this.starts.set(statement, start);
    }
    return start;
  }

  /** The statements of the document in which nodes stand; nothing where one stands in a document that may change by itself. */
  private placesOf(places: readonly { readonly node: AstNode }[]): KeptPlace[] | undefined {
    const kept: KeptPlace[] = [];
    for (const { node } of places) {
      const known = this.places.get(node);
      if (known) {
        kept.push(known);
        continue;
      }
      const statement = statementOf(node);
      if (!statement) return undefined;
      const document = AstUtils.getDocument(statement);
      if (document === this.document) {
        const place = { node, syntax: statement.$cstNode, start: this.startOf(statement) };
        this.places.set(node, place);
        kept.push(place);
      } else if (document.uri.scheme !== BUILT_IN_SCHEME) return undefined;
    }
    return kept;
  }
}

/** The statement of its file that a node stands in, or is. */
function statementOf(node: AstNode): AstNode | undefined {
  let statement: AstNode | undefined = node;
  while (statement && statement.$container?.$type !== 'Document') statement = statement.$container;
  return statement;
}
