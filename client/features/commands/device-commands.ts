import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  DEVICE_COMMANDS_METHOD,
  type DeviceCommands,
  type DeviceCommandsParams,
  type DeviceCommandsResult,
  FIREWALLS_METHOD,
  type FirewallInfo,
} from '../../../server/protocol.ts';
import { activePlan, planNamed } from '../../active-plan.ts';
import { showFailure, showMessage, showNoPlan } from '../../messages.ts';

/** Where commands and running files to be are: documents that nobody can change, and that are on no disk. */
const SCHEME = 'segplan-commands';

/** The command that shows what brings a firewall in step with the plan. */
export function registerDeviceCommands(client: BaseLanguageClient): vscode.Disposable {
  const texts = new Texts();
  const command = vscode.commands.registerCommand('segplan.showDeviceCommands', async (...[plan, firewall]: unknown[]) => {
    try {
      return await show(client, texts, planNamed(plan) ?? activePlan(), typeof firewall === 'string' ? firewall : undefined);
    } catch (error) {
      showFailure('The commands could not be shown. {0}', error);
      return undefined;
    }
  });
  return vscode.Disposable.from(texts, vscode.workspace.registerTextDocumentContentProvider(SCHEME, texts), command);
}

/** @returns where the commands are; nothing where there are none, or the user changed their mind */
async function show(
  client: BaseLanguageClient,
  texts: Texts,
  plan: vscode.Uri | undefined,
  named: string | undefined,
): Promise<vscode.Uri[] | undefined> {
  if (!plan) {
    showNoPlan();
    return undefined;
  }
  // The server knows only open files outside of the workspace.
  await vscode.workspace.openTextDocument(plan);
  const uri = client.code2ProtocolConverter.asUri(plan);
  const firewall = named ?? (await choose(await client.sendRequest<FirewallInfo[]>(FIREWALLS_METHOD, { uri })));
  if (firewall === undefined) return undefined;
  const params: DeviceCommandsParams = { uri, firewall };
  const result = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Writing the commands for {0}', firewall) },
    () => client.sendRequest<DeviceCommandsResult>(DEVICE_COMMANDS_METHOD, params),
  );
  if ('error' in result) throw new Error(result.error);
  const shown: vscode.Uri[] = [];
  for (const file of result.files) {
    if (file.commands) shown.push(await showFile(file, firewall, texts));
    else void showMessage('info', file.notes.join(' '));
  }
  return shown.length ? shown : undefined;
}

/** The commands, and before them the running file as it is beside what it becomes, where that is known. */
async function showFile({ uri, commands, after }: DeviceCommands, firewall: string, texts: Texts): Promise<vscode.Uri> {
  const running = vscode.Uri.parse(uri);
  const name = running.path.replace(/^.*\//, '');
  const place = texts.put(`${firewall}/${name} commands.txt`, commands);
  await vscode.window.showTextDocument(await vscode.workspace.openTextDocument(place), { preview: false });
  if (after !== undefined) {
    const behind = texts.put(`${firewall}/${name}`, after);
    const title = vscode.l10n.t('{0}: as it runs and with the commands', name);
    await vscode.commands.executeCommand('vscode.diff', running, behind, title, { preview: false });
  }
  return place;
}

async function choose(firewalls: readonly FirewallInfo[]): Promise<string | undefined> {
  if (!firewalls.length) {
    void showMessage(
      'info',
      vscode.l10n.t(
        'The plan names no firewall; say which there are, and what they run: firewall core : asa { running "core.txt" }.',
      ),
    );
    return undefined;
  }
  const items = firewalls.map(({ name, title }) => ({ label: name, description: title }));
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder: vscode.l10n.t('The firewall to bring in step with the plan'),
  });
  return chosen?.label;
}

/** The texts that are shown, by their addresses. */
class Texts implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly texts = new Map<string, string>();
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly closing = vscode.workspace.onDidCloseTextDocument(({ uri }) => this.texts.delete(uri.toString()));

  put(path: string, text: string): vscode.Uri {
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${path}` });
    this.texts.set(uri.toString(), text);
    this.changed.fire(uri);
    return uri;
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.texts.get(uri.toString()) ?? '';
  }

  dispose(): void {
    this.closing.dispose();
    this.changed.dispose();
  }
}
