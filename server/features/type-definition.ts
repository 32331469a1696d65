import { AstUtils, CstUtils, GrammarUtils, type LangiumDocument } from 'langium';
import type { TypeDefinitionProvider } from 'langium/lsp';
import type { LocationLink, TypeDefinitionParams } from 'vscode-languageserver';
import * as ast from '../../language/generated/ast.ts';
import type { SegplanServices } from '../services.ts';
import { asPlaces, takesLinks } from './places.ts';
import { ownerNamedBy } from './rename/places.ts';

/** Leads from a component, where it is declared and where it is named, to its roles in the catalogs. */
export class SegplanTypeDefinitionProvider implements TypeDefinitionProvider {
  private readonly services: SegplanServices;
  private links = true;

  constructor(services: SegplanServices) {
    this.services = services;
    services.shared.lsp.LanguageServer.onInitialize((params) => {
      this.links = takesLinks(params, 'typeDefinition');
    });
  }

  getTypeDefinition(document: LangiumDocument, { position }: TypeDefinitionParams): LocationLink[] | undefined {
    const root = document.parseResult.value.$cstNode;
    const leaf = root && CstUtils.findDeclarationNodeAtOffset(root, document.textDocument.offsetAt(position));
    // A zone has no roles of its own.
    if (!leaf || ast.isZone(ownerNamedBy(leaf, this.services.segplan.VisibleDocuments))) return undefined;
    const component = this.services.references.References.findDeclarations(leaf).find(ast.isComponent);
    const links = (component?.roles ?? []).flatMap(({ ref: role }): LocationLink[] => {
      const cst = role?.$cstNode;
      if (!role || !cst) return [];
      return [
        {
          originSelectionRange: (CstUtils.getDatatypeNode(leaf) ?? leaf).range,
          targetUri: AstUtils.getDocument(role).uri.toString(),
          targetRange: cst.range,
          targetSelectionRange: (GrammarUtils.findNodeForProperty(cst, 'name') ?? cst).range,
        },
      ];
    });
    return links.length ? asPlaces(links, this.links) : undefined;
  }
}
