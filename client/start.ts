import * as vscode from 'vscode';
import type { BaseLanguageClient, LanguageClientOptions } from 'vscode-languageclient';
import { TRUSTED_METHOD } from '../server/protocol.ts';
import { registerCatalogs } from './features/catalogs/open-catalog.ts';
import { registerDeviceCommands } from './features/commands/device-commands.ts';
import { registerCompare } from './features/diff/compare.ts';
import { registerShowLine } from './features/explain/answer-panel.ts';
import { registerExplain } from './features/explain/explain.ts';
import { registerFiles } from './features/files/serve-files.ts';
import { registerGenerate } from './features/generate/generate.ts';
import { registerImports } from './features/import-running/import-running.ts';
import { registerMap } from './features/map/map.ts';
import { registerNewPlan } from './features/new-plan/new-plan.ts';
import { registerOverview } from './features/overview/overview.ts';
import { registerPaste } from './features/paste/paste.ts';
import { registerShowPlaces } from './features/places/show-places.ts';
import { type PlanViews, registerPlans } from './features/plans/plans.ts';
import { registerPreview } from './features/preview/preview.ts';
import { registerRestart } from './features/restart/restart-server.ts';
import { registerStatus, type StatusItem } from './features/status/status.ts';
import { registerWalkthrough } from './features/walkthrough/walkthrough.ts';

/** The language client of the place where the extension runs. */
export type CreateClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/** What other extensions and tests get from the activated extension. */
export interface Api {
  readonly client: BaseLanguageClient;
  readonly plans: PlanViews;
  readonly status: StatusItem;
}

/** Starts the language client and registers all features; the same on the desktop and in a browser. */
export async function startExtension(context: vscode.ExtensionContext, createClient: CreateClient): Promise<Api> {
  const client = createClient('segplan', 'Segplan', {
    documentSelector: documentSelector(),
    initializationOptions: () => ({ trusted: vscode.workspace.isTrusted, commands: true }),
  });
  registerFiles(client);
  const plans = registerPlans(client);
  const status = registerStatus(client);
  context.subscriptions.push(
    { dispose: () => client.dispose().catch(() => undefined) },
    vscode.workspace.onDidGrantWorkspaceTrust(() => client.sendNotification(TRUSTED_METHOD)),
    registerGenerate(client, context.workspaceState),
    registerShowLine(),
    registerExplain(client),
    registerOverview(client),
    registerMap(client, context.extensionUri),
    registerCatalogs(client),
    registerCompare(client),
    registerDeviceCommands(client),
    registerNewPlan(client),
    registerImports(client),
    registerPaste(),
    registerPreview(client),
    registerShowPlaces(client),
    registerRestart(client),
    plans,
    status,
    registerWalkthrough(client, context),
  );
  await client.start();
  return { client, plans, status };
}

/**
 * Plans on disks, unsaved ones, built-in catalogs, and those of the workspace folders wherever they lie. Not every scheme: the left side
 * of a comparison with an older version is no plan to report problems of.
 */
function documentSelector(): { language: string; scheme: string }[] {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const schemes = new Set(['file', 'untitled', 'builtin', 'vscode-vfs', ...folders.map(({ uri }) => uri.scheme)]);
  return [...schemes].map((scheme) => ({ language: 'segplan', scheme }));
}
