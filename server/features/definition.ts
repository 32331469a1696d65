import type { LangiumDocument } from 'langium';
import { DefaultDefinitionProvider, type LangiumServices } from 'langium/lsp';
import type { CancellationToken, DefinitionParams, Location, LocationLink } from 'vscode-languageserver';

/** Leads to definitions: by links where an editor takes them, by plain places elsewhere. */
export class SegplanDefinitionProvider extends DefaultDefinitionProvider {
  private links = true;

  constructor(services: LangiumServices) {
    super(services);
    services.shared.lsp.LanguageServer.onInitialize(({ capabilities }) => {
      this.links = capabilities.textDocument?.definition?.linkSupport ?? false;
    });
  }

  override async getDefinition(
    document: LangiumDocument,
    params: DefinitionParams,
    cancelToken?: CancellationToken,
  ): Promise<LocationLink[] | undefined> {
    const links = await super.getDefinition(document, params, cancelToken);
    if (this.links || !links) return links;
    const places = links.map(
      ({ targetUri, targetSelectionRange }): Location => ({ uri: targetUri, range: targetSelectionRange }),
    );
    // The protocol takes both, Langium's type the links alone.
    return places as unknown as LocationLink[];
  }
}
