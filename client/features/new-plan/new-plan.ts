import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { TEMPLATES_METHOD, type TemplateInfo } from '../../../server/protocol.ts';

/** The command that begins a plan from a template, as an unsaved document. */
export function registerNewPlan(client: BaseLanguageClient): vscode.Disposable {
  return vscode.commands.registerCommand('segplan.newPlan', (template?: unknown) => newPlan(client, template));
}

/** @param name of the template; asked for when it is none */
async function newPlan(client: BaseLanguageClient, name: unknown): Promise<vscode.TextEditor | undefined> {
  const templates = await client.sendRequest<TemplateInfo[]>(TEMPLATES_METHOD);
  const template = templates.find((t) => t.name === name) ?? (await pick(templates));
  if (!template) return undefined;
  const document = await vscode.workspace.openTextDocument({ language: 'segplan', content: template.text });
  return vscode.window.showTextDocument(document);
}

/** @returns nothing when the user changed their mind */
async function pick(templates: readonly TemplateInfo[]): Promise<TemplateInfo | undefined> {
  const empty: TemplateInfo = { name: 'empty', title: vscode.l10n.t('Empty plan'), description: '', text: '' };
  const items = [...templates, empty].map((template) => ({
    label: template.title,
    detail: template.description,
    template,
  }));
  const item = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('New Plan'),
    placeHolder: vscode.l10n.t('Choose what to begin with'),
    matchOnDetail: true,
  });
  return item?.template;
}
