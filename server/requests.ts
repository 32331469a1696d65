import type { Connection } from 'vscode-languageserver';
import { BUILT_IN_SCHEME } from '../language/workspace/built-in-catalogs.ts';
import * as ast from '../language/generated/ast.ts';
import { targets } from '../language/generated/targets.ts';
import type { SegplanServices } from './module.ts';
import { CATALOGS_METHOD, type CatalogInfo, TARGETS_METHOD, type TargetInfo } from './protocol.ts';

/** Answers the requests that are Segplan's own. */
export function addSegplanRequests(connection: Connection, services: SegplanServices): void {
  connection.onRequest(TARGETS_METHOD, () => targets.map(({ name, title, description }): TargetInfo => ({ name, title, description })));
  connection.onRequest(CATALOGS_METHOD, async () => {
    await services.shared.workspace.WorkspaceManager.ready;
    return builtInCatalogs(services);
  });
}

function builtInCatalogs(services: SegplanServices): CatalogInfo[] {
  return services.shared.workspace.LangiumDocuments.all
    .filter(({ uri }) => uri.scheme === BUILT_IN_SCHEME)
    .flatMap(({ uri, parseResult }) => {
      const vendors = ast.isDocument(parseResult.value) ? parseResult.value.statements.filter(ast.isVendor) : [];
      return vendors.map(({ name, title }): CatalogInfo => ({ name, title: title ?? '', uri: uri.toString() }));
    })
    .toArray();
}
