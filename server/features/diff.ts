import { EmptyFileSystemProvider, type FileSystemProvider, type LangiumDocument, type URI, UriUtils } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import { diff } from '../../language/analysis/diff/diff.ts';
import { errorsOfMeaning } from '../../language/checking/document-errors.ts';
import type * as ast from '../../language/generated/ast.ts';
import { createSegplanCoreServices } from '../../language/module.ts';
import { diffMarkdown } from '../../language/rulesets/diff-markdown.ts';
import { COMMITTED_METHOD, type DiffParams, type DiffResult } from '../protocol.ts';
import type { SegplanServices } from '../services.ts';

/**
 * What opens and what closes from the committed text of a plan to the one in the editor; or the first error that leaves open what one of
 * the two permits.
 */
export async function diffResult(
  document: LangiumDocument<ast.Document>,
  services: SegplanServices,
  connection: Connection,
  { text, name, phases = [] }: DiffParams,
): Promise<DiffResult> {
  const now = services.segplan;
  const newer = now.Plans.analysis(document.parseResult.value, phases);
  const imports = now.VisibleDocuments.plansFor(document.parseResult.value).map((tree) => tree.$document as LangiumDocument);
  const fault = faultIn(imports, 'the plan');
  if (fault) return fault;
  // A language of its own: nothing of the old text may be seen by the plans that are open.
  const files = new CommittedFiles(services.shared, connection);
  const { shared, Segplan } = createSegplanCoreServices({ fileSystemProvider: () => files });
  await shared.workspace.WorkspaceManager.initializeWorkspace([]);
  Segplan.segplan.Plans.phases = now.Plans.phases;
  Segplan.segplan.Plans.today = now.Plans.today;
  const { LangiumDocuments, LangiumDocumentFactory, DocumentBuilder } = shared.workspace;
  const old = LangiumDocumentFactory.fromString<ast.Document>(text, document.uri);
  LangiumDocuments.addDocument(old);
  await DocumentBuilder.build([old], { validation: true });
  const root = old.parseResult.value;
  const before = Segplan.segplan.VisibleDocuments.plansFor(root).map((tree) => tree.$document as LangiumDocument);
  const oldFault = faultIn(before, name);
  if (oldFault) return oldFault;
  const result = diff(Segplan.segplan.Plans.analysis(root, phases), newer);
  const file = UriUtils.basename(document.uri);
  return { markdown: diffMarkdown(result, { older: name, newer: file }), changes: result.opened.length + result.closed.length };
}

function faultIn(documents: readonly LangiumDocument[], name: string): DiffResult | undefined {
  const [first] = errorsOfMeaning(documents);
  if (!first) return undefined;
  const { message, range } = first.error;
  const place = first.document === documents[0] ? name : UriUtils.basename(first.document.uri);
  return { error: `${place}, line ${range.start.line + 1}: ${typeof message === 'string' ? message : message.value}` };
}

/** What an old text imports: as it was committed, or as it is now where the editor knows of no commit. */
class CommittedFiles extends EmptyFileSystemProvider {
  private readonly shared: LangiumSharedServices;
  private readonly connection: Connection;

  constructor(shared: LangiumSharedServices, connection: Connection) {
    super();
    this.shared = shared;
    this.connection = connection;
  }

  override async readFile(uri?: URI): Promise<string> {
    if (!uri) throw new Error('No file is named.');
    const committed = await this.connection.sendRequest<string | null>(COMMITTED_METHOD, { uri: uri.toString() });
    if (typeof committed === 'string') return committed;
    const known = this.shared.workspace.LangiumDocuments.getDocument(uri);
    const files: FileSystemProvider = this.shared.workspace.FileSystemProvider;
    return known ? known.textDocument.getText() : files.readFile(uri);
  }

  override async exists(uri?: URI): Promise<boolean> {
    return this.readFile(uri).then(
      () => true,
      () => false,
    );
  }
}
