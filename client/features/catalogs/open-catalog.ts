import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { CATALOGS_METHOD, type CatalogInfo } from '../../../server/protocol.ts';

/** The command that opens a built-in catalog, read-only. */
export function registerCatalogs(client: BaseLanguageClient): vscode.Disposable {
  return vscode.commands.registerCommand('segplan.openCatalog', (vendor?: unknown) => openCatalog(client, vendor));
}

/** @param vendor the name of the catalog to open; asked for when it is none */
async function openCatalog(client: BaseLanguageClient, vendor: unknown): Promise<void> {
  const catalogs = await client.sendRequest<CatalogInfo[]>(CATALOGS_METHOD);
  const named = catalogs.find(({ name }) => name === vendor);
  const chosen = named ?? (await pick(catalogs));
  if (!chosen) return;
  const start = new vscode.Position(chosen.line, 0);
  await vscode.window.showTextDocument(vscode.Uri.parse(chosen.uri), { selection: new vscode.Range(start, start) });
}

async function pick(catalogs: readonly CatalogInfo[]): Promise<CatalogInfo | undefined> {
  const items = catalogs.map((catalog) => ({ label: catalog.name, description: catalog.title, detail: catalog.holds, catalog }));
  const item = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('Choose the vendor whose catalog to open'),
    matchOnDescription: true,
  });
  return item?.catalog;
}
