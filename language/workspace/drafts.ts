import { type Cancellation, DocumentState, type LangiumCoreServices, type LangiumDocument, type URI } from 'langium';
import type * as ast from '../generated/ast.ts';
import type { Plans } from './plans.ts';
import type { VisibleDocuments } from './visible-documents.ts';

/** Reads what a document would be with another text, without a trace in the workspace: nobody else sees a draft. */
export class Drafts {
  private readonly services: LangiumCoreServices;
  private readonly plans: Plans;
  private readonly visible: VisibleDocuments;

  constructor(services: LangiumCoreServices, plans: Plans, visible: VisibleDocuments) {
    this.services = services;
    this.plans = plans;
    this.visible = visible;
  }

  /** How many syntax errors a text has. */
  syntaxErrors(text: string): number {
    const { lexerErrors, parserErrors } = this.services.parser.LangiumParser.parse(text);
    return lexerErrors.length + parserErrors.length;
  }

  /**
   * A linked document with another text in the place of one that exists.
   * @returns nothing for one that imports itself, maybe over others: there the draft and the document would stand side by side
   */
  async open(
    text: string,
    document: LangiumDocument<ast.Document>,
    cancelToken?: Cancellation.CancellationToken,
  ): Promise<LangiumDocument<ast.Document> | undefined> {
    const factory = this.services.shared.workspace.LangiumDocumentFactory;
    const draft = factory.fromString<ast.Document>(text, uriOfDraft(document));
    if (this.visible.importsOf(draft.parseResult.value).includes(document.parseResult.value)) return undefined;
    draft.state = DocumentState.ComputedScopes;
    await this.services.references.Linker.link(draft, cancelToken);
    draft.state = DocumentState.Linked;
    return draft;
  }

  /** Lets go of what was found out about the drafts of a document. */
  close(document: LangiumDocument<ast.Document>): void {
    this.plans.forget(uriOfDraft(document));
  }
}

/** In the same folder, so that imports lead where they led. */
function uriOfDraft({ uri }: LangiumDocument): URI {
  return uri.with({ path: `${uri.path}${DRAFT}` });
}

/** The document that a draft is one of; every other one itself. */
export function originOf(uri: URI): URI {
  return uri.path.endsWith(DRAFT) ? uri.with({ path: uri.path.slice(0, -DRAFT.length) }) : uri;
}

const DRAFT = '.draft.segplan';
