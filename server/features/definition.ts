import { AstUtils, type CstNode, CstUtils, GrammarUtils, type LangiumDocument } from 'langium';
import { DefaultDefinitionProvider, type GoToLink } from 'langium/lsp';
import type { CancellationToken, DefinitionParams, LocationLink } from 'vscode-languageserver';
import * as ast from '../../language/generated/ast.ts';
import { importUri } from '../../language/workspace/visible-documents.ts';
import type { SegplanServices } from '../services.ts';
import { asPlaces, takesLinks } from './places.ts';
import { ownerNamedBy } from './rename/places.ts';

/** Leads to definitions, and from an import to its file: by links where an editor takes them, by plain places elsewhere. */
export class SegplanDefinitionProvider extends DefaultDefinitionProvider {
  private readonly services: SegplanServices;
  private links = true;

  constructor(services: SegplanServices) {
    super(services);
    this.services = services;
    services.shared.lsp.LanguageServer.onInitialize((params) => {
      this.links = takesLinks(params, 'definition');
    });
  }

  override async getDefinition(
    document: LangiumDocument,
    params: DefinitionParams,
    cancelToken?: CancellationToken,
  ): Promise<LocationLink[] | undefined> {
    const links = this.imported(document, params) ?? (await super.getDefinition(document, params, cancelToken));
    return links && asPlaces(links, this.links);
  }

  /** Of `backup.proxy` each part leads to what it names by itself; of `veeam.proxy` the vendor does not, in whose block the role stands. */
  protected override findLinks(source: CstNode): GoToLink[] {
    const owner = ownerNamedBy(source, this.services.segplan.VisibleDocuments);
    if (!owner || ast.isVendor(owner)) return super.findLinks(source);
    const target = this.nameProvider.getNameNode(owner) ?? owner.$cstNode;
    return target ? [{ source, target, targetDocument: AstUtils.getDocument(owner) }] : [];
  }

  /** The file that an import names, where there is one. */
  private imported(document: LangiumDocument, { position }: DefinitionParams): LocationLink[] | undefined {
    const root = document.parseResult.value.$cstNode;
    const leaf = root && CstUtils.findLeafNodeAtOffset(root, document.textDocument.offsetAt(position));
    if (!leaf || leaf.hidden || !ast.isImport(leaf.astNode)) return undefined;
    const path = GrammarUtils.findNodeForProperty(leaf.astNode.$cstNode, 'path');
    const uri = importUri(leaf.astNode);
    if (!path || path.offset !== leaf.offset || !uri || !this.services.shared.workspace.LangiumDocuments.hasDocument(uri))
      return undefined;
    const start = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
    return [{ targetUri: uri.toString(), targetRange: start, targetSelectionRange: start, originSelectionRange: path.range }];
  }
}
