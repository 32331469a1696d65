import { type AstNode, AstUtils, type LangiumDocument } from 'langium';
import type { Diagnostic, Position } from 'vscode-languageserver-types';
import { BUILT_IN_SCHEME } from '../workspace/built-in-catalogs.ts';
import type { Finding } from './check.ts';
import type { Result } from './run-checks.ts';

/** A diagnostic with what it says besides the finding, and where the statements stood that it leads to. */
interface Kept {
  readonly diagnostic: Diagnostic;
  readonly level: Result['level'];
  readonly ordinal: number | undefined;
  readonly places: readonly { readonly statement: AstNode; readonly start: Position }[];
}

// A finding that is found again is the same object, and so is what it stands on.
const kept = new WeakMap<Finding, Kept>();

/** The diagnostics of one document's findings: those of before, where nothing of what they lead to has moved. */
export class KeptDiagnostics {
  private readonly document: LangiumDocument;
  private readonly starts = new Map<AstNode, Position>();

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

  private isStill({ statement, start }: Kept['places'][number]): boolean {
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
  private placesOf(places: readonly { readonly node: AstNode }[]): Kept['places'] | undefined {
    const statements = new Set<AstNode>();
    for (const { node } of places) {
      let statement = node;
      while (statement.$container && statement.$container.$type !== 'Document') statement = statement.$container;
      if (!statement.$container) return undefined;
      const document = AstUtils.getDocument(statement);
      if (document === this.document) statements.add(statement);
      else if (document.uri.scheme !== BUILT_IN_SCHEME) return undefined;
    }
    return [...statements].map((statement) => ({ statement, start: this.startOf(statement) }));
  }
}
