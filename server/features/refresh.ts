import { DocumentState } from 'langium';
import type { LangiumSharedServices } from 'langium/lsp';
import { CodeLensRefreshRequest, DiagnosticRefreshRequest, InlayHintRefreshRequest } from 'vscode-languageserver';
import { pulls } from './diagnostics/pulled.ts';

/** What an editor can be asked to fetch again. */
const refreshable = new WeakMap<LangiumSharedServices, readonly { readonly method: string }[]>();

/** Editors that fetch findings, and can be asked to do it again. */
const pulling = new WeakSet<LangiumSharedServices>();

/** Has the editor ask for hints and lenses again where something else has changed than the text that they stand in. */
export function followOthers(services: LangiumSharedServices): void {
  services.lsp.LanguageServer.onInitialize((params) => {
    const { workspace } = params.capabilities;
    if (pulls(params) && workspace?.diagnostics?.refreshSupport) pulling.add(services);
    refreshable.set(services, [
      ...(workspace?.inlayHint?.refreshSupport ? [InlayHintRefreshRequest.type] : []),
      ...(workspace?.codeLens?.refreshSupport ? [CodeLensRefreshRequest.type] : []),
    ]);
  });
  services.workspace.DocumentBuilder.onBuildPhase(DocumentState.Validated, (documents) => {
    // An edit has its own document fetched again by the editor, and others only where they see it.
    const open = documents.filter(({ uri }) => services.workspace.TextDocuments.get(uri.toString()));
    if (documents.length > 1 && open.length) refreshShown(services);
  });
}

/** Has an editor that fetches findings do it again, though no text has changed; to others they are sent. */
export function refreshFindings(services: LangiumSharedServices): void {
  if (!pulling.has(services)) return;
  const { method } = DiagnosticRefreshRequest;
  services.lsp.Connection?.sendRequest(method).catch((error: unknown) => console.error(`${method} failed:`, error));
}

/** Has the editor ask for all hints and lenses again. */
export function refreshShown(services: LangiumSharedServices): void {
  for (const { method } of refreshable.get(services) ?? [])
    services.lsp.Connection?.sendRequest(method).catch((error: unknown) => console.error(`${method} failed:`, error));
}
