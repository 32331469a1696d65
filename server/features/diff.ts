import { EmptyFileSystemProvider, type FileSystemProvider, type LangiumDocument, type URI, UriUtils } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import type { Connection } from 'vscode-languageserver';
import { compare, faultOf, openOlder } from '../../api/compare.ts';
import { messageOf } from '../../api/diagnostics.ts';
import type { OpenPlan } from '../../api/load.ts';
import type * as ast from '../../language/generated/ast.ts';
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
  const newer: OpenPlan = { document, services };
  const fault = faultIn(newer, 'the plan');
  if (fault) return fault;
  const older = await openOlder(text, newer, new CommittedFiles(services.shared, connection));
  const oldFault = faultIn(older, name);
  if (oldFault) return oldFault;
  const result = compare(older, newer, phases);
  const file = UriUtils.basename(document.uri);
  // What was committed is open nowhere, so that only lines of the plan can be gone to.
  const markdown = diffMarkdown(result, { older: name, newer: file }, undefined, (line) => `#L${line}`);
  return { markdown, changes: result.opened.length + result.closed.length };
}

function faultIn(plan: OpenPlan, name: string): DiffResult | undefined {
  const fault = faultOf(plan);
  if (!fault) return undefined;
  const place = fault.document === plan.document ? name : UriUtils.basename(fault.document.uri);
  return { error: `${place}, line ${fault.error.range.start.line + 1}: ${messageOf(fault.error)}` };
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
